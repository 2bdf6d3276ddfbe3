//! Columns that an author makes one question of.

use super::{Answered, dimension, drafted, headers, is_field, not_field, question};
use needs_core::survey::file::{KindName, Role};
use needs_intake::{
    codebook::{Codebook, ColumnRef, ColumnUse, List, OptionEntry, QuestionEntry, Short, Text},
    inspect::DraftColumn,
};
use std::collections::BTreeSet;

/// What several columns are together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// One question with several answers, each with a column of its own.
    Choices,
    /// One rating, each item with a column of its own.
    Items,
    /// The same question, asked in several branches or languages: each respondent saw one.
    Branches,
}

/// Makes one question of columns, or one dimension where branches of a dimension are joined.
///
/// Columns of the same dimension or question go with theirs. What was written about the columns' answers is drafted anew.
/// One column alone is no group, and nothing changes.
pub fn group(codebook: &mut Codebook, columns: &[DraftColumn], chosen: &[usize], grouping: Grouping) {
    let headers = headers(columns);
    let uses = codebook.uses(&headers);
    let entry_of = |column: usize| match uses[column] {
        Some(ColumnUse::Dimension(_) | ColumnUse::Question(_)) => uses[column],
        _ => None,
    };
    let entries: Vec<ColumnUse> = chosen.iter().filter_map(|&column| entry_of(column)).collect();
    let together =
        |column: &usize| chosen.contains(column) || entry_of(*column).is_some_and(|entry| entries.contains(&entry));
    let members: Vec<usize> = (0..columns.len()).filter(together).collect();
    if members.len() < 2 {
        return;
    }
    let dimensions: BTreeSet<usize> =
        entries.iter().filter_map(|entry| if let ColumnUse::Dimension(i) = entry { Some(*i) } else { None }).collect();
    let questions: BTreeSet<usize> =
        entries.iter().filter_map(|entry| if let ColumnUse::Question(i) = entry { Some(*i) } else { None }).collect();
    let was_field = dimensions.iter().any(|&i| is_field(&codebook.dimensions[i]));
    dimensions.iter().rev().for_each(|&i| _ = codebook.dimensions.remove(i));
    questions.iter().rev().for_each(|&i| _ = codebook.questions.remove(i));
    members.iter().for_each(|&column| codebook.unignore_column(&headers, column));

    let columns: Vec<&DraftColumn> = members.iter().map(|&column| &columns[column]).collect();
    match grouping {
        Grouping::Choices => codebook.questions.push(choices(&columns)),
        Grouping::Items => codebook.questions.push(items(&columns)),
        Grouping::Branches if dimensions.is_empty() => {
            let several = columns.iter().any(|column| column.choice.separator.is_some());
            let numbers = columns.iter().all(|column| !column.choice.bands.is_empty());
            let kind = match (numbers, several) {
                (true, _) => KindName::Number,
                (false, true) => KindName::Multiple,
                (false, false) => KindName::Single,
            };
            let joined = joined(&columns);
            let separator = joined.separator.clone();
            codebook.questions.push(QuestionEntry { separator, ..question(joined, kind) });
        }
        Grouping::Branches => {
            let mut entry = dimension(joined(&columns));
            not_field(&mut entry);
            if was_field {
                entry.role = Some(Role::Field);
            }
            codebook.dimensions.push(entry);
        }
    }
}

/// An option, or item, for each column.
fn own(columns: &[&DraftColumn]) -> (String, Vec<Short<OptionEntry>>) {
    let names: Vec<&str> = columns.iter().map(|column| name(column)).collect();
    let (text, labels) = stem(&names);
    let option = |(column, label): (&&DraftColumn, String)| {
        Short(OptionEntry {
            label: Text(label),
            column: Some(ColumnRef(column.address.clone())),
            ..OptionEntry::default()
        })
    };
    (text, columns.iter().zip(labels).map(option).collect())
}

fn choices(columns: &[&DraftColumn]) -> QuestionEntry {
    let (text, mut options) = own(columns);
    for (option, column) in options.iter_mut().zip(columns) {
        // One and the same text wherever something stands: it means that the option was chosen.
        option.0.any_text = column.kinds == 1;
    }
    question(Answered { text: Some(text), options, ..Answered::default() }, KindName::Multiple)
}

fn items(columns: &[&DraftColumn]) -> QuestionEntry {
    let (text, items) = own(columns);
    let levels = Answered { text: Some(text), options: labels(columns), ..Answered::default() };
    QuestionEntry { items, ..question(levels, KindName::Rating) }
}

fn joined(columns: &[&DraftColumn]) -> Answered {
    let first = drafted(columns[0]);
    let other = columns.iter().find_map(|column| column.choice.other.clone());
    let separator = columns.iter().find_map(|column| column.choice.separator.clone());
    Answered {
        column: None,
        columns: Some(List(columns.iter().map(|column| ColumnRef(column.address.clone())).collect())),
        join: true,
        options: if first.bands.is_empty() { labels(columns) } else { Vec::new() },
        other,
        several: separator.is_some(),
        separator,
        ..first
    }
}

/// The answers of all columns, each once, in the order in which they come.
fn labels(columns: &[&DraftColumn]) -> Vec<Short<OptionEntry>> {
    let mut labels: Vec<&String> = Vec::new();
    for label in columns.iter().flat_map(|column| &column.choice.labels) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let option = |label: &String| Short(OptionEntry { label: Text(label.clone()), ..OptionEntry::default() });
    labels.into_iter().map(option).collect()
}

fn name(column: &DraftColumn) -> &str {
    if column.name.is_empty() { &column.address } else { &column.name }
}

/// What all names begin with, and what is left of each: `Care? [Docs]`, `Care? [GPUs]` -> `Care?`; `Docs`, `GPUs`.
///
/// Names without a common beginning stay whole, and the first of them is the text.
fn stem(names: &[&str]) -> (String, Vec<String>) {
    let whole = || (names[0].to_owned(), names.iter().map(|&name| name.to_owned()).collect());
    let is_between = |c: char| c.is_whitespace() || "[(:-–—./|_".contains(c);
    let common = |a: &str, b: &str| a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let mut end = names[0].len();
    for name in &names[1..] {
        end = end.min(common(names[0], name).unwrap_or(names[0].len().min(name.len())));
    }
    let Some((at, between)) = names[0][..end].char_indices().rfind(|(_, c)| is_between(*c)) else { return whole() };
    let end = at + between.len_utf8();
    let text = names[0][..end].trim_end_matches(is_between).trim_start();
    let label = |name: &&str| name[end..].trim().trim_end_matches([']', ')']).trim().to_owned();
    let labels: Vec<String> = names.iter().map(label).collect();
    let distinct: BTreeSet<&String> = labels.iter().filter(|label| !label.is_empty()).collect();
    if text.is_empty() || distinct.len() < labels.len() { whole() } else { (text.to_owned(), labels) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roles::{ColumnRole, roles};
    use needs_intake::inspect::DraftChoice;

    fn column(name: &str, labels: &[&str], separator: Option<&str>) -> DraftColumn {
        DraftColumn {
            name: name.to_owned(),
            address: name.to_owned(),
            kinds: labels.len() as u64,
            choice: DraftChoice {
                text: name.to_owned(),
                labels: labels.iter().map(|&label| label.to_owned()).collect(),
                separator: separator.map(str::to_owned),
                ..DraftChoice::default()
            },
            ..DraftColumn::default()
        }
    }

    fn file() -> Vec<DraftColumn> {
        vec![
            column("Field", &["Imaging", "Genetics"], None),
            column("Care? [Docs]", &["High", "Low"], None),
            column("Care? [GPUs]", &["High", "None"], None),
            column("What is missing?", &["Docs", "GPUs"], Some(";")),
            column("Was fehlt?", &["GPUs", "Speicher"], Some(";")),
            column("Ihr Fach", &["Genetics", "Physik"], None),
            column("Uses: napari", &["x"], None),
            column("Uses: Fiji", &["Yes", "No"], None),
        ]
    }

    fn codebook() -> Codebook {
        Codebook::read(
            "title = \"A\"\nignore = [\"#7-#8\", \"Ihr Fach\"]\n[[dimension]]\nlabel = \"Field\"\ncategories = [\"Imaging\", \"Genetics\"]\n\
             [[question]]\nkind = \"single\"\ncolumn = \"Care? [Docs]\"\nchoices = [\"High\", \"Low\"]\n\
             [[question]]\nkind = \"multiple\"\ncolumn = \"What is missing?\"\nseparator = \";\"\nchoices = [\"Docs\"]\n",
        )
        .expect("a codebook")
    }

    /// The codebook after a grouping, as it is read back from its text.
    fn grouped(chosen: &[usize], grouping: Grouping) -> Codebook {
        let mut codebook = codebook();
        group(&mut codebook, &file(), chosen, grouping);
        Codebook::read(&codebook.write("").expect("written")).expect("a codebook")
    }

    fn labels_of(options: &[Short<OptionEntry>]) -> Vec<&str> {
        options.iter().map(|option| option.0.label.0.as_str()).collect()
    }

    #[test]
    fn columns_of_a_grid_become_the_items_of_one_rating() {
        let codebook = grouped(&[1, 2], Grouping::Items);
        let rating = codebook.questions.last().expect("made");
        assert_eq!((rating.kind, rating.text.as_deref()), (KindName::Rating, Some("Care?")));
        assert_eq!(labels_of(&rating.items), ["Docs", "GPUs"]);
        assert_eq!(labels_of(&rating.levels), ["High", "Low", "None"]);
        assert_eq!(codebook.questions.len(), 2, "the question of one of the columns is gone");
        let all = roles(&codebook, &file());
        assert_eq!(all[1..3], [ColumnRole::Question(KindName::Rating); 2]);
    }

    #[test]
    fn columns_become_the_choices_of_one_question() {
        let codebook = grouped(&[6, 7], Grouping::Choices);
        let question = codebook.questions.last().expect("made");
        assert_eq!((question.kind, question.text.as_deref()), (KindName::Multiple, Some("Uses")));
        assert_eq!(labels_of(&question.choices), ["napari", "Fiji"]);
        let any_text: Vec<bool> = question.choices.iter().map(|choice| choice.0.any_text).collect();
        assert_eq!(any_text, [true, false]);
        assert_eq!(codebook.ignore, [ColumnRef("Ihr Fach".to_owned())]);
    }

    #[test]
    fn branches_are_joined_with_the_answers_of_all() {
        let codebook = grouped(&[3, 4], Grouping::Branches);
        let question = codebook.questions.last().expect("made");
        assert!(question.join && question.kind == KindName::Multiple && question.separator.as_deref() == Some(";"));
        assert_eq!(labels_of(&question.choices), ["Docs", "GPUs", "Speicher"]);
        let names: Vec<&str> = question.columns.as_ref().expect("told").0.iter().map(|c| c.0.as_str()).collect();
        assert_eq!(names, ["What is missing?", "Was fehlt?"]);
    }

    #[test]
    fn branches_of_the_field_stay_the_field() {
        let codebook = grouped(&[0, 5], Grouping::Branches);
        let entry = codebook.dimensions.last().expect("made");
        assert!(is_field(entry) && entry.join && codebook.dimensions.len() == 1);
        assert_eq!(labels_of(&entry.categories), ["Imaging", "Genetics", "Physik"]);
        assert_eq!(roles(&codebook, &file())[5], ColumnRole::Field);
    }

    #[test]
    fn one_column_is_no_group() {
        assert_eq!(grouped(&[3], Grouping::Choices), codebook());
    }

    #[test]
    fn what_names_begin_with_is_what_was_asked() {
        let of = |names: &[&str]| {
            let (text, labels) = stem(names);
            (text, labels.join("|"))
        };
        assert_eq!(of(&["Care? [Docs]", "Care? [GPUs]"]), ("Care?".to_owned(), "Docs|GPUs".to_owned()));
        assert_eq!(of(&["Nutzung: Doku", "Nutzung: Docker"]), ("Nutzung".to_owned(), "Doku|Docker".to_owned()));
        assert_eq!(of(&["Docs", "Docker"]), ("Docs".to_owned(), "Docs|Docker".to_owned()));
        assert_eq!(of(&["Größe (Haus)", "Größe (Hof)"]), ("Größe".to_owned(), "Haus|Hof".to_owned()));
        assert_eq!(of(&["Care? [A]", "Care? [A]"]).1, "Care? [A]|Care? [A]");
    }
}
