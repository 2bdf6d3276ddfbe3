//! A codebook against the columns of another file than it was written for: last year's against this year's export.

use super::{Codebook, ColumnRef, List, OptionEntry, Short, columns::Columns};
use crate::raw::Headers;
use serde::{Deserialize, Serialize};

/// Headers below this similarity (Jaro-Winkler) are not offered as the same column.
const ALIKE: f64 = 0.75;

/// How a codebook and the columns of a file differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// In the order of the codebook, each name once.
    pub missing: Vec<Missing>,
    /// The columns that this codebook does not mention, as a codebook names them, in file order.
    pub new: Vec<String>,
    /// Columns that the codebook names by position only: a person must check that they are the same.
    pub by_position: Vec<String>,
}

/// A column that a codebook names and a file lacks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Missing {
    /// As the codebook names it.
    pub name: String,
    /// The new column it may be now, as a codebook names it; each is offered once, for the most similar name.
    pub nearest: Option<String>,
}

impl Codebook {
    /// Compares the columns that this codebook names with those of a file.
    pub fn compare(&self, headers: &Headers) -> Comparison {
        let columns = Columns::of(headers);
        let mut missing: Vec<String> = Vec::new();
        let mut by_position: Vec<String> = Vec::new();
        for name in self.named() {
            let is_position = name.trim_start().starts_with('#');
            match columns.all(&name) {
                Ok(_) if is_position && !by_position.contains(&name) => by_position.push(name),
                Err(_) if !missing.contains(&name) => missing.push(name),
                _ => {}
            }
        }
        let new = columns.unused();
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (m, name) in missing.iter().enumerate() {
            // A pattern stands for many columns, a position for none in particular.
            let is_text = !name.contains('*') && !name.trim_start().starts_with('#');
            for &column in new.iter().filter(|_| is_text) {
                let alike = strsim::jaro_winkler(&crate::raw::tidy(name), headers.name(column));
                pairs.extend((alike > ALIKE).then_some((alike, m, column)));
            }
        }
        // The most similar first; ties in the order of codebook and file.
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut nearest: Vec<Option<usize>> = vec![None; missing.len()];
        for (_, m, column) in pairs {
            if nearest[m].is_none() && !nearest.contains(&Some(column)) {
                nearest[m] = Some(column);
            }
        }
        let named = |name, nearest: Option<usize>| Missing { name, nearest: nearest.map(|c| headers.address(c)) };
        Comparison {
            missing: missing.into_iter().zip(nearest).map(|(name, nearest)| named(name, nearest)).collect(),
            new: new.into_iter().map(|column| headers.address(column)).collect(),
            by_position,
        }
    }

    /// Renames a column wherever the codebook mentions it. Texts that readers see do not change.
    pub fn rename_column(&mut self, name: &str, now: &str) {
        let label = |label: &Option<String>| label.clone().unwrap_or_default();
        // An entry that named its column by its label or text needs a `column` now.
        for dimension in &mut self.dimensions {
            let own = dimension.columns.is_some() || has_columns(&dimension.categories);
            if dimension.column.is_none() && !own && label(&dimension.label) == name {
                dimension.column = Some(ColumnRef(now.to_owned()));
            }
        }
        for question in &mut self.questions {
            if !question.names_columns() && question.header() == name {
                question.text = Some(question.header());
                question.column = Some(ColumnRef(now.to_owned()));
            } else if question.text.is_none() && question.column.as_ref().is_some_and(|column| column.0 == name) {
                // Its text was the header.
                question.text = Some(name.to_owned());
            }
        }
        for column in self.columns_mut().into_iter().filter(|column| column.0 == name) {
            column.0 = now.to_owned();
        }
    }

    /// Every name of a column, in the order of the codebook.
    fn named(&self) -> Vec<String> {
        let mut all = self.clone();
        let implied = all.dimensions.iter().filter_map(|dimension| {
            let own = dimension.column.is_some() || dimension.columns.is_some() || has_columns(&dimension.categories);
            dimension.label.clone().filter(|_| !own)
        });
        let implied: Vec<String> = implied
            .chain(all.questions.iter().filter_map(|question| {
                Some(question.header()).filter(|header| !question.names_columns() && !header.is_empty())
            }))
            .collect();
        all.columns_mut().into_iter().map(|column| column.0.clone()).chain(implied).collect()
    }

    /// Every column that is named explicitly.
    fn columns_mut(&mut self) -> Vec<&mut ColumnRef> {
        let mut all: Vec<&mut ColumnRef> = self.ignore.iter_mut().collect();
        all.extend(self.consent.iter_mut().map(|consent| &mut consent.column));
        all.extend(self.keep.iter_mut().chain(&mut self.drop).filter_map(|rule| rule.column.as_mut()));
        for dimension in &mut self.dimensions {
            all.extend(&mut dimension.column);
            all.extend(dimension.columns.iter_mut().flat_map(|list| &mut list.0));
            all.extend(dimension.categories.iter_mut().filter_map(|option| option.0.column.as_mut()));
        }
        for question in &mut self.questions {
            all.extend(&mut question.column);
            all.extend(&mut question.respondent);
            all.extend(question.columns.iter_mut().flat_map(|list| &mut list.0));
            let options = question.choices.iter_mut().chain(&mut question.items);
            all.extend(options.filter_map(|option| option.0.column.as_mut()));
            all.extend(question.places.iter_mut().flat_map(|list| &mut list.0));
            all.extend(&mut question.answered_in);
        }
        all
    }

    /// Takes out all that is made of a column: what ignores it, its rules, its categories and choices, and the dimensions
    /// and questions that are left without any column.
    pub fn forget_column(&mut self, name: &str) {
        let is = |column: &ColumnRef| column.0 == name;
        let is_own = |column: &Option<ColumnRef>| column.as_ref().is_some_and(is);
        let forget = |list: &mut Option<List<ColumnRef>>| {
            if let Some(columns) = list {
                columns.0.retain(|column| !is(column));
            }
            if list.as_ref().is_some_and(|columns| columns.0.is_empty()) {
                *list = None;
            }
        };
        self.ignore.retain(|column| !is(column));
        self.consent.take_if(|consent| is(&consent.column));
        self.keep.retain(|rule| !is_own(&rule.column));
        self.drop.retain(|rule| !is_own(&rule.column));
        self.dimensions.retain_mut(|entry| {
            let had = entry.column.is_some() || entry.columns.is_some() || has_columns(&entry.categories);
            if !had {
                return entry.label.as_deref() != Some(name);
            }
            entry.column.take_if(|column| is(column));
            forget(&mut entry.columns);
            entry.categories.retain(|option| !is_own(&option.0.column));
            entry.column.is_some() || entry.columns.is_some() || has_columns(&entry.categories)
        });
        self.questions.retain_mut(|entry| {
            entry.answered_in.take_if(|column| is(column));
            if !entry.names_columns() {
                return entry.header() != name;
            }
            entry.column.take_if(|column| is(column));
            forget(&mut entry.columns);
            forget(&mut entry.places);
            entry.choices.retain(|option| !is_own(&option.0.column));
            entry.items.retain(|option| !is_own(&option.0.column));
            entry.names_columns()
        });
    }
}

pub(super) fn has_columns(options: &[Short<OptionEntry>]) -> bool {
    options.iter().any(|option| option.0.column.is_some())
}

impl super::QuestionEntry {
    /// Whether it writes down where its answers are; its text is a header otherwise.
    fn names_columns(&self) -> bool {
        self.column.is_some()
            || self.columns.is_some()
            || self.places.is_some()
            || has_columns(&self.choices)
            || has_columns(&self.items)
    }

    /// The header that it looks for if it names no column: its text, else its label.
    pub(super) fn header(&self) -> String {
        self.text.clone().or_else(|| self.label.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LAST_YEAR: &str = r##"title = "A"
ignore = ["Timestamp", "Comments", "#9"]
[consent]
column = "I agree to the terms"
values = ["Yes"]
[[dimension]]
label = "Field"
column = "Which field do you work in?"
categories = ["Imaging", "Genetics"]
[[dimension]]
label = "Region"
categories = ["Europe", "Asia"]
[[question]]
label = "Needs"
kind = "multiple"
columns = "What do you need? [*]"
"##;

    fn codebook() -> Codebook {
        Codebook::read(LAST_YEAR).expect("a codebook")
    }

    #[test]
    fn renamed_columns_are_matched_and_gone_and_new_ones_are_told() {
        let headers = Headers::from_names([
            "Timestamp",
            "I agree to these terms",
            "Which field do you work in mostly?",
            "Regions",
            "What do you need? [Docs]",
            "What do you need? [GPUs]",
            "Do you use napari?",
            "Other",
            "Age",
        ]);
        let compared = codebook().compare(&headers);
        let missing: Vec<(&str, Option<&str>)> =
            compared.missing.iter().map(|m| (m.name.as_str(), m.nearest.as_deref())).collect();
        assert_eq!(
            missing,
            [
                ("Comments", None),
                ("I agree to the terms", Some("I agree to these terms")),
                ("Which field do you work in?", Some("Which field do you work in mostly?")),
                ("Region", Some("Regions")),
            ]
        );
        assert_eq!(compared.by_position, ["#9"]);
        assert!(compared.new.contains(&"Do you use napari?".to_owned()), "{:?}", compared.new);
        assert!(!compared.new.contains(&"What do you need? [Docs]".to_owned()), "{:?}", compared.new);
    }

    #[test]
    fn a_column_is_named_otherwise_and_readers_see_the_same_words() {
        let mut codebook = codebook();
        codebook.rename_column("Region", "Regions");
        codebook.rename_column("Which field do you work in?", "Your field");
        assert_eq!(codebook.dimensions[1].label.as_deref(), Some("Region"));
        assert_eq!(codebook.dimensions[1].column, Some(ColumnRef("Regions".to_owned())));
        assert_eq!(codebook.dimensions[0].column, Some(ColumnRef("Your field".to_owned())));
        let before = Codebook::read(
            "title = \"A\"\n[[question]]\nkind = \"single\"\ncolumn = \"Use it?\"\nchoices = [\"Yes\"]\n",
        );
        let mut codebook = before.expect("a codebook");
        codebook.rename_column("Use it?", "Do you use it?");
        assert_eq!(codebook.questions[0].text.as_deref(), Some("Use it?"), "its text was the header");
        codebook.questions[0].column = None;
        codebook.questions[0].label = Some("Use".to_owned());
        codebook.rename_column("Use it?", "Used?");
        assert_eq!(codebook.questions[0].column, Some(ColumnRef("Used?".to_owned())), "its text named its column");
    }

    #[test]
    fn the_columns_of_a_ranking_are_columns_of_the_codebook() {
        let ranking = "title = \"A\"\n[[question]]\nkind = \"ranking\"\ntext = \"Rank these\"\nanswered_in = \"Seen\"\n\
                       places = [\"First\", \"Second\"]\nitems = [\"Docs\", \"GPUs\"]\n";
        let mut codebook = Codebook::read(ranking).expect("a codebook");
        let compared = codebook.compare(&Headers::from_names(["First", "Seconds", "Seen it"]));
        let missing: Vec<(&str, Option<&str>)> =
            compared.missing.iter().map(|m| (m.name.as_str(), m.nearest.as_deref())).collect();
        assert_eq!(missing, [("Second", Some("Seconds")), ("Seen", Some("Seen it"))]);
        assert!(compared.new.iter().all(|name| name != "First"), "{:?}", compared.new);
        codebook.rename_column("Second", "Seconds");
        assert_eq!(codebook.questions[0].places.as_ref().expect("there").0[1], ColumnRef("Seconds".to_owned()));
    }

    #[test]
    fn what_is_made_of_a_column_goes_with_it_and_nothing_else() {
        let mut codebook = codebook();
        for name in ["Comments", "I agree to the terms", "Region", "What do you need? [*]"] {
            codebook.forget_column(name);
        }
        assert_eq!(codebook.ignore, [ColumnRef("Timestamp".to_owned()), ColumnRef("#9".to_owned())]);
        assert_eq!(codebook.consent, None);
        let labels: Vec<_> = codebook.dimensions.iter().filter_map(|entry| entry.label.as_deref()).collect();
        assert_eq!(labels, ["Field"]);
        assert!(codebook.questions.is_empty());

        let own = "title = \"A\"\n[[question]]\nkind = \"multiple\"\ntext = \"Needs\"\n\
                   choices = [{ label = \"Docs\", column = \"a\" }, { label = \"GPUs\", column = \"b\" }]\n";
        let mut codebook = Codebook::read(own).expect("a codebook");
        codebook.forget_column("a");
        assert_eq!(codebook.questions[0].choices.len(), 1);
        codebook.forget_column("b");
        assert!(codebook.questions.is_empty());
    }

    proptest! {
        /// Whatever the new file is like: what is offered is a new column, once, and accepting it settles it.
        #[test]
        fn what_is_offered_is_there_and_is_settled_by_accepting_it(
            names in prop::collection::vec("(Which field do you work in|Region|I agree to the terms|Comments|Timestamp|x){1}[a-z? ]{0,4}", 1..12),
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let headers = Headers::from_names(&names);
            let mut codebook = codebook();
            let before = codebook.compare(&headers);
            let offered: Vec<&String> = before.missing.iter().filter_map(|m| m.nearest.as_ref()).collect();
            for (i, name) in offered.iter().enumerate() {
                prop_assert!(before.new.contains(name) && !offered[..i].contains(name));
            }
            for missing in before.missing.iter().filter(|m| m.nearest.is_some()) {
                codebook.rename_column(&missing.name, missing.nearest.as_ref().expect("was asked"));
            }
            let after = codebook.compare(&headers);
            let left: Vec<&String> = before.missing.iter().filter(|m| m.nearest.is_none()).map(|m| &m.name).collect();
            prop_assert_eq!(after.missing.iter().map(|m| &m.name).collect::<Vec<_>>(), left);
            // So does refusing it.
            for missing in &after.missing {
                codebook.forget_column(&missing.name);
            }
            prop_assert_eq!(codebook.compare(&headers).missing, []);
        }
    }
}
