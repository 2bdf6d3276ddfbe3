//! Writes a codebook into the TOML text of an earlier one.
//!
//! Both codebooks are compared as values. Where they are equal, the text stays as its author wrote it: order, comments, short
//! and long forms. Where they differ, the new value replaces the old one.

mod array;
mod tables;

use super::{Codebook, CodebookError};
use toml_edit::{DocumentMut, Item, TableLike, Value};

impl Codebook {
    /// The codebook as TOML, based on the text `before`, which may be empty.
    ///
    /// Equal values keep their text and comments. A comment above or after a removed value is removed with it.
    /// `Codebook::read` of the result returns this codebook.
    ///
    /// # Errors
    /// If `before` is not a codebook.
    pub fn write(&self, before: &str) -> Result<String, CodebookError> {
        let before = before.trim_start_matches('\u{feff}');
        let old = plain(&Codebook::read(before)?);
        let mut text: DocumentMut = before
            .parse()
            .map_err(|e: toml_edit::TomlError| CodebookError::Form(e.to_string().trim_end().to_owned()))?;
        let new = plain(self);
        table(text.as_table_mut(), old.as_table(), new.as_table(), true);
        tables::number(text.as_table_mut());
        Ok(text.to_string())
    }
}

/// A codebook in canonical form: every table and list inline, without defaults.
fn plain(codebook: &Codebook) -> DocumentMut {
    toml_edit::ser::to_document(codebook).expect("a codebook has no value that TOML lacks")
}

/// Whether two canonical items are equal.
fn same(a: &Item, b: &Item) -> bool {
    a.to_string().trim() == b.to_string().trim()
}

/// Changes a table of the text from the value `old` to `new`.
///
/// `top`: lists of tables get headers, `[[dimension]]`.
fn table(text: &mut dyn TableLike, old: &dyn TableLike, new: &dyn TableLike, top: bool) {
    let gone: Vec<String> = old.iter().map(|(key, _)| key.to_owned()).filter(|key| !new.contains_key(key)).collect();
    for key in gone {
        text.remove(&key);
    }
    for (key, wanted) in new.iter() {
        let said = old.get(key);
        if said.is_some_and(|said| same(said, wanted)) {
            continue;
        }
        item(text, key, said, wanted, top);
    }
}

/// Changes one key of a table.
fn item(text: &mut dyn TableLike, key: &str, old: Option<&Item>, wanted: &Item, top: bool) {
    let empty = toml_edit::Table::new();
    match (text.get_mut(key), wanted) {
        // Tables, inline or not.
        (Some(there), Item::Value(Value::InlineTable(new))) if there.is_table_like() => {
            let there = there.as_table_like_mut().expect("was asked");
            table(there, old.and_then(Item::as_table_like).unwrap_or(&empty), new, false);
        }
        (Some(Item::ArrayOfTables(there)), Item::Value(Value::Array(new))) => {
            tables::merge(there, old.and_then(Item::as_array), new);
        }
        (Some(Item::Value(Value::Array(there))), Item::Value(Value::Array(new))) => {
            array::merge(there, old.and_then(Item::as_array), new);
        }
        // The first [[dimension]], [[question]] or [[view]].
        (None, Item::Value(Value::Array(new))) if top && tables::is_of_tables(new) => {
            let mut made = toml_edit::ArrayOfTables::new();
            tables::merge(&mut made, None, new);
            text.insert(key, Item::ArrayOfTables(made));
        }
        // [narrative], [file], [consent]; a period is short.
        (None, Item::Value(Value::InlineTable(new))) if top && key != "collected" => {
            text.insert(key, Item::Table(tables::made(new)));
        }
        (Some(there), Item::Value(new)) => {
            let decor = there.as_value().map(|value| value.decor().clone());
            let mut value = fresh(new);
            if let Some(decor) = decor {
                *value.decor_mut() = decor;
            }
            *there = Item::Value(value);
        }
        (None, Item::Value(new)) => {
            text.insert(key, Item::Value(fresh(new)));
        }
        (_, other) => unreachable!("a plain codebook holds values only, not {}", other.type_name()),
    }
}

/// Formats a value as an author would: a long list has one line per element.
fn fresh(value: &Value) -> Value {
    match value {
        Value::Array(new) => {
            let mut made = toml_edit::Array::new();
            array::merge(&mut made, None, new);
            Value::Array(made)
        }
        Value::InlineTable(new) => {
            let mut made = toml_edit::InlineTable::new();
            for (key, value) in new.iter() {
                made.insert(key, fresh(value));
            }
            Value::InlineTable(made)
        }
        other => {
            let mut value = other.clone();
            value.decor_mut().clear();
            value
        }
    }
}

/// For each new element, the old one that it continues, if any: an equal one, else one of the same name, else the one in
/// its position.
///
/// `names` returns the names of an element, the most specific first.
fn pairs<T>(
    old: &[T],
    new: &[T],
    equal: impl Fn(&T, &T) -> bool,
    names: impl Fn(&T) -> Vec<String>,
) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; new.len()];
    let mut free = vec![true; old.len()];
    let mut take = |pairs: &mut [Option<usize>], fits: &dyn Fn(usize, usize) -> bool| {
        for (n, pair) in pairs.iter_mut().enumerate().filter(|(_, pair)| pair.is_none()) {
            *pair = (0..old.len()).find(|&o| free[o] && fits(n, o));
            pair.iter().for_each(|&o| free[o] = false);
        }
    };
    // The same position first, so that the second of two equal elements keeps its place.
    take(&mut pairs, &|n, o| n == o && equal(&old[o], &new[n]));
    take(&mut pairs, &|n, o| equal(&old[o], &new[n]));
    take(&mut pairs, &|n, o| names(&old[o]).iter().any(|name| names(&new[n]).contains(name)));
    take(&mut pairs, &|n, o| n == o && old.len() == new.len());
    pairs
}

#[cfg(test)]
mod tests;
