//! Tables with headers: `[narrative]`, `[[dimension]]`.

use super::{fresh, pairs, table};
use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, Value};

/// Whether a list has tables as elements, which get headers.
pub(super) fn is_of_tables(array: &Array) -> bool {
    !array.is_empty() && array.iter().all(Value::is_inline_table)
}

/// A table with a header, below an empty line.
pub(super) fn made(plain: &InlineTable) -> Table {
    let mut made = Table::new();
    made.decor_mut().set_prefix("\n");
    for (key, value) in plain.iter() {
        made.insert(key, Item::Value(fresh(value)));
    }
    made
}

/// Changes the tables of one name from `old` to `new`.
pub(super) fn merge(text: &mut ArrayOfTables, old: Option<&Array>, new: &Array) {
    let inline = |value: &Value| value.as_inline_table().cloned().expect("a plain codebook lists tables here");
    let olds: Vec<InlineTable> = old.into_iter().flatten().map(inline).collect();
    let news: Vec<InlineTable> = new.iter().map(inline).collect();
    let equal = |a: &InlineTable, b: &InlineTable| a.to_string().trim() == b.to_string().trim();
    let pairs = pairs(&olds, &news, equal, names);
    let mut there: Vec<Option<Table>> = text.iter().cloned().map(Some).collect();
    text.clear();
    for (wanted, pair) in news.iter().zip(pairs) {
        text.push(match pair.and_then(|o| there[o].take().map(|there| (there, &olds[o]))) {
            Some((mut there, old)) => {
                table(&mut there, old, wanted, false);
                there
            }
            None => made(wanted),
        });
    }
}

/// The name of a dimension, question or view.
fn names(entry: &InlineTable) -> Vec<String> {
    let of = |key: &str| Some(format!("{key} {}", entry.get(key)?.as_str()?));
    ["id", "label", "column", "columns", "text", "query"].into_iter().filter_map(of).collect()
}

/// Renumbers all headers in their present order, so that new ones and old ones do not mix.
pub(super) fn number(document: &mut Table) {
    let mut next = 0;
    number_from(document, &mut next);
}

fn number_from(table: &mut Table, next: &mut isize) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => one(inner, next),
            Item::ArrayOfTables(list) => list.iter_mut().for_each(|inner| one(inner, next)),
            _ => {}
        }
    }
}

fn one(table: &mut Table, next: &mut isize) {
    table.set_position(Some(*next));
    *next += 1;
    number_from(table, next);
}
