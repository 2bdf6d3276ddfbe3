//! What a codebook uses each column of a file for.

use super::{Codebook, ColumnRef, List, OptionEntry, Short, columns::Columns, compare::has_columns};
use crate::raw::Headers;

/// What one column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnUse {
    /// It never leaves the file.
    Ignored,
    Consent,
    /// It decides which rows are left out.
    Rule,
    /// Of the dimension in this place of the codebook.
    Dimension(usize),
    Question(usize),
}

impl Codebook {
    /// The use of each column of a file, in file order; none if the codebook does not mention it.
    ///
    /// A column named by two entries belongs to the first: dimensions, questions, consent, rules, ignored columns.
    pub fn uses(&self, headers: &Headers) -> Vec<Option<ColumnUse>> {
        let columns = Columns::of(headers);
        let mut uses = vec![None; headers.len()];
        let mut give = |name: &ColumnRef, what: ColumnUse| {
            for found in columns.all(&name.0).unwrap_or_default() {
                uses[found.column].get_or_insert(what);
            }
        };
        for (i, entry) in self.dimensions.iter().enumerate() {
            let what = ColumnUse::Dimension(i);
            let named = names(&entry.column, &entry.columns, &[&entry.categories]);
            let implied = entry.label.clone().filter(|_| named.is_empty()).map(ColumnRef);
            named.into_iter().chain(&implied).for_each(|name| give(name, what));
        }
        for (i, entry) in self.questions.iter().enumerate() {
            let what = ColumnUse::Question(i);
            let mut named = names(&entry.column, &entry.columns, &[&entry.choices, &entry.items]);
            named.extend(entry.places.iter().flat_map(|list| &list.0));
            let own = entry.column.is_some() || has_columns(&entry.choices) || has_columns(&entry.items);
            let implied = (!own && named.is_empty()).then(|| ColumnRef(entry.header()));
            named
                .into_iter()
                .chain(&implied)
                .chain(&entry.answered_in)
                .chain(&entry.respondent)
                .for_each(|name| give(name, what));
        }
        self.consent.iter().for_each(|consent| give(&consent.column, ColumnUse::Consent));
        self.keep
            .iter()
            .chain(&self.drop)
            .filter_map(|rule| rule.column.as_ref())
            .for_each(|name| give(name, ColumnUse::Rule));
        self.ignore.iter().for_each(|name| give(name, ColumnUse::Ignored));
        uses
    }

    /// Ignores a column that nothing else uses.
    pub fn ignore_column(&mut self, headers: &Headers, column: usize) {
        let address = ColumnRef(headers.address(column));
        if !self.ignore.contains(&address) {
            self.ignore.push(address);
        }
    }

    /// Stops ignoring a column; other columns of the same entry stay ignored.
    pub fn unignore_column(&mut self, headers: &Headers, column: usize) {
        let columns = Columns::of(headers);
        let mut left: Vec<ColumnRef> = Vec::new();
        for name in self.ignore.drain(..) {
            let found = columns.all(&name.0).unwrap_or_default();
            if found.iter().all(|found| found.column != column) {
                left.push(name);
                continue;
            }
            left.extend(
                found
                    .iter()
                    .filter(|found| found.column != column)
                    .map(|found| ColumnRef(headers.address(found.column))),
            );
        }
        self.ignore = left;
    }
}

/// The columns that an entry names explicitly.
fn names<'a>(
    column: &'a Option<ColumnRef>,
    columns: &'a Option<List<ColumnRef>>,
    options: &[&'a [Short<OptionEntry>]],
) -> Vec<&'a ColumnRef> {
    let own = options.iter().flat_map(|options| options.iter()).filter_map(|option| option.0.column.as_ref());
    column.iter().chain(columns.iter().flat_map(|list| &list.0)).chain(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_the_use_that_the_codebook_gives_it() {
        let headers = Headers::from_names(["Name", "Field", "Care? [GPUs]", "Care? [Docs]", "Agree?", "Rest", "Rest"]);
        let codebook = Codebook::read(
            "ignore = [\"Name\", \"#6-#7\"]\n[consent]\ncolumn = \"Agree?\"\nvalues = \"Yes\"\n\
             [[dimension]]\nlabel = \"Field\"\n[[question]]\nkind = \"multiple\"\ntext = \"Care?\"\ncolumns = \"Care? [*]\"\n",
        )
        .expect("a codebook");
        let (field, question) = (Some(ColumnUse::Dimension(0)), Some(ColumnUse::Question(0)));
        let ignored = Some(ColumnUse::Ignored);
        assert_eq!(
            codebook.uses(&headers),
            [ignored, field, question, question, Some(ColumnUse::Consent), ignored, ignored]
        );
    }

    #[test]
    fn of_a_range_that_is_ignored_one_column_can_be_taken() {
        let headers = Headers::from_names(["A", "B", "C", "D"]);
        let mut codebook = Codebook::read("ignore = [\"A\", \"#2-#4\"]\n").expect("a codebook");
        codebook.unignore_column(&headers, 2);
        let names: Vec<&str> = codebook.ignore.iter().map(|name| name.0.as_str()).collect();
        assert_eq!(names, ["A", "B", "D"]);
        codebook.ignore_column(&headers, 2);
        codebook.ignore_column(&headers, 2);
        assert_eq!(codebook.ignore.len(), 4);
    }
}
