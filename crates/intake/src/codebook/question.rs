//! A question of the codebook, brought together with its columns.

mod choices;
mod number;
mod ranking;
mod rating;

use super::{
    Codebook, ColumnRef, List, OptionEntry, QuestionEntry, Text,
    columns::Columns,
    options::Options,
    respondent::{CellError, Main, Own},
};
use choices::Choices;
use csv::StringRecord;
use needs_core::survey::{
    Columns as CountColumns,
    file::{KindName, Question},
    id,
};
use ranking::Ranked;
use rating::Items;

/// Choices are bits of a `u128` while a row is read.
const MOST_CHOICES: usize = 128;

/// A question that can be read from rows.
pub struct QuestionPlan {
    /// As it stands in the results file.
    pub question: Question,
    cells: Cells,
}

/// How a row's cells answer the question.
enum Cells {
    Choices(Choices),
    Items(Items),
    Ranked(Ranked),
}

/// How problems name what they are about.
pub(super) struct Named<'a> {
    /// `dimension "Region"`.
    pub place: &'a str,
    /// `category`.
    pub noun: &'a str,
    /// Its column's header, where no column is given.
    pub fallback: &'a str,
}

/// What a question is read with, and what it is called in messages.
struct Entry<'a> {
    entry: &'a QuestionEntry,
    codebook: &'a Codebook,
    /// None beside counts, whose columns are named by ids.
    columns: Option<&'a Columns<'a>>,
    /// `question "Needs"`.
    place: &'a str,
    /// As it was asked.
    text: &'a str,
}

impl QuestionPlan {
    pub(super) fn of(
        entry: &QuestionEntry,
        number: usize,
        codebook: &Codebook,
        columns: Option<&Columns>,
        problems: &mut Vec<String>,
    ) -> Option<QuestionPlan> {
        let before = problems.len();
        let header = entry.column.as_ref().and_then(|column| match columns {
            Some(columns) => Some(columns.headers.name(columns.one(&column.0).ok()?).to_owned()),
            // Beside counts there are no headers: the codebook names the column by its text, or not at all.
            None => (!column.0.starts_with('#')).then(|| crate::raw::tidy(&column.0)),
        });
        let text = entry.text.clone().or(header).or_else(|| entry.label.clone()).unwrap_or_default();
        let label = entry.label.clone().unwrap_or_default();
        let name = if label.is_empty() { &text } else { &label };
        let place = if name.is_empty() { format!("question {number}") } else { format!("question \"{name}\"") };
        if text.is_empty() {
            problems.push(format!("{place}: it has no text; write text = \"...\" as it was asked"));
        }
        let id = match &entry.id {
            Some(id) => id.clone(),
            None => match id::from_label(name) {
                id if id.is_empty() => format!("question-{number}"),
                id => id,
            },
        };
        if !id::is_id(&id) {
            problems.push(format!(
                "{place}: id = \"{id}\" is not an id (use a-z, 0-9, -); try \"{}\"",
                id::from_label(&id)
            ));
        }
        fits_kind(entry, &place, problems);
        let given = Entry { entry, codebook, columns, place: &place, text: &text };
        let (kind, cells) = match entry.kind {
            KindName::Single | KindName::Multiple => {
                let (kind, choices) = choices::of(&given, problems)?;
                (kind, Cells::Choices(choices))
            }
            KindName::Rating => {
                let (kind, items) = rating::of(&given, problems)?;
                (kind, Cells::Items(items))
            }
            KindName::Ranking => {
                let (kind, ranked) = ranking::of(&given, problems)?;
                (kind, Cells::Ranked(ranked))
            }
            KindName::Number => {
                let (kind, choices) = number::of(&given, problems)?;
                (kind, Cells::Choices(choices))
            }
            KindName::Nps => {
                let (kind, choices) = number::nps(&given, problems)?;
                (kind, Cells::Choices(choices))
            }
        };
        let asked_of = entry.asked_of.clone().unwrap_or_else(|| "everyone".to_owned());
        let question = Question { id, text, label, asked_of, sensitive: entry.sensitive, lead: entry.lead, kind };
        (problems.len() == before).then_some(QuestionPlan { question, cells })
    }

    /// Adds the counts that a row raises, for a respondent who was asked.
    pub(super) fn read(
        &self,
        record: &StringRecord,
        columns: &CountColumns,
        raises: &mut Vec<usize>,
    ) -> Result<(), CellError> {
        raises.push(columns.asked);
        match &self.cells {
            Cells::Choices(choices) => choices.read(record, columns, raises),
            Cells::Items(items) => items.read(record, columns, raises),
            Cells::Ranked(ranked) => ranked.read(record, columns, raises),
        }
    }
}

/// What a kind has no use for is told, rather than passed over.
fn fits_kind(entry: &QuestionEntry, place: &str, problems: &mut Vec<String>) {
    let mut not_for = |given: bool, what: &str, kinds: &str| {
        if given {
            problems.push(format!(
                "{place}: {what} belong to a question of kind = {kinds}; this one is \"{}\"",
                entry.kind.word()
            ));
        }
    };
    let is = |kinds: &[KindName]| kinds.contains(&entry.kind);
    let (rating, ranking) = (is(&[KindName::Rating]), is(&[KindName::Ranking]));
    let (multiple, number) = (is(&[KindName::Multiple]), is(&[KindName::Number]));
    not_for((rating || ranking) && !entry.choices.is_empty(), "choices", "\"single\" or \"multiple\"");
    not_for(!is(&[KindName::Single, KindName::Multiple]) && entry.none.is_some(), "none", "\"single\" or \"multiple\"");
    not_for(!rating && !entry.levels.is_empty(), "levels", "\"rating\"");
    not_for(!rating && !entry.nets.is_empty(), "nets", "\"rating\"");
    not_for(!rating && !ranking && !entry.items.is_empty(), "items", "\"rating\" or \"ranking\"");
    not_for(!ranking && entry.places.is_some(), "places", "\"ranking\"");
    not_for(!number && !entry.bands.is_empty(), "bands", "\"number\"");
    not_for(!number && (entry.least.is_some() || entry.most.is_some()), "least and most", "\"number\"");
    not_for(is(&[KindName::Number, KindName::Nps]) && entry.other.is_some(), "other", "\"single\" or \"multiple\"");
    not_for(is(&[KindName::Number, KindName::Nps]) && entry.columns.is_some(), "columns", "\"multiple\" or \"rating\"");
    not_for(!multiple && !entry.themes.is_empty(), "themes", "\"multiple\"");
    not_for(!multiple && entry.pairs, "pairs", "\"multiple\"");
    not_for(!multiple && !ranking && entry.separator.is_some(), "separators", "\"multiple\" or \"ranking\"");
}

/// The columns of options that have one each: by `columns`, or by an option's own `column`.
///
/// Without declared options every column of `columns` becomes one.
pub(super) fn own_columns(
    named: &Named,
    list: Option<&List<ColumnRef>>,
    options: &mut Options,
    columns: &Columns,
    problems: &mut Vec<String>,
) -> Vec<Own> {
    let (place, noun) = (named.place, named.noun);
    let mut own: Vec<Own> = Vec::new();
    for (option, entry) in options.entries.iter().enumerate() {
        let Some(column) = &entry.column else {
            if entry.any_text {
                problems.push(format!(
                    "{place}, \"{}\": any_text is for a {noun} with its own column",
                    options.label(option)
                ));
            }
            continue;
        };
        match columns.one(&column.0) {
            Ok(column) => own.push(Own { column, option, any_text: entry.any_text }),
            Err(problem) => problems.push(format!("{place}, \"{}\": {problem}", options.label(option))),
        }
    }
    let declared = options.len() > 0;
    for reference in list.map_or(&[][..], |list| &list.0) {
        let found = columns.all(&reference.0).unwrap_or_else(|problem| {
            problems.push(format!("{place}: {problem}"));
            Vec::new()
        });
        for found in found {
            if own.iter().any(|own| own.column == found.column) {
                continue;
            }
            let option = match options.collecting(&found.label) {
                Some(option) => option,
                None if declared => {
                    problems.push(format!(
                        "{place}: the column #{} is of \"{}\", which no {noun} collects; add \"{1}\" to the list",
                        found.column + 1,
                        found.label
                    ));
                    continue;
                }
                None => {
                    let entry = OptionEntry { label: Text(found.label), ..OptionEntry::default() };
                    options.push(place, noun, entry, problems)
                }
            };
            own.push(Own { column: found.column, option, any_text: false });
        }
    }
    own
}

/// The one column of a dimension or question; none where every option has its own.
#[allow(clippy::too_many_arguments)]
pub(super) fn main_of(
    named: &Named,
    column: Option<&ColumnRef>,
    multiple: bool,
    separator: Option<&String>,
    bands: &[f64],
    has_own: bool,
    columns: &Columns,
    problems: &mut Vec<String>,
) -> Option<Main> {
    let name = match column {
        Some(column) => column.0.as_str(),
        None if has_own => return None,
        None => named.fallback,
    };
    let column = columns.one(name).map_err(|problem| problems.push(format!("{}: {problem}", named.place))).ok()?;
    match (multiple, separator) {
        (_, _) if !bands.is_empty() => Some(Main::Bands(column, bands.to_vec())),
        (false, _) => Some(Main::One(column)),
        (true, Some(separator)) if !separator.is_empty() => Some(Main::Several(column, separator.clone())),
        (true, _) => {
            problems.push(format!(
                "{}: several answers stand in one column; say what separates them, such as separator = \";\"",
                named.place
            ));
            None
        }
    }
}
