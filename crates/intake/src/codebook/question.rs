//! A question of the codebook with its columns.

mod choices;
mod coded;
mod number;
mod ranking;
mod rating;

use super::{
    Codebook, ColumnRef, List, OptionEntry, QuestionEntry, Text,
    columns::Columns,
    options::Options,
    respondent::{Bands, CellError, Main, Own, Uncounted},
};
use crate::coding::Coding;
use choices::Choices;
use coded::Coded;
pub(crate) use coded::{frame, id as coded_id};
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
    /// As in the results file.
    pub question: Question,
    cells: Cells,
}

/// How a row's cells answer the question.
enum Cells {
    Choices(Choices),
    Coded(Coded),
    Items(Items),
    Ranked(Ranked),
}

/// How messages name an entry.
pub(super) struct Named<'a> {
    /// `dimension "Region"`.
    pub place: &'a str,
    /// `category`.
    pub noun: &'a str,
    /// Its column's header, where no column is given.
    pub fallback: &'a str,
}

/// The context in which a question is read, and its name in messages.
struct Entry<'a> {
    entry: &'a QuestionEntry,
    codebook: &'a Codebook,
    /// None for counts, whose columns are named by ids.
    columns: Option<&'a Columns<'a>>,
    /// `question "Needs"`.
    place: &'a str,
    /// The wording.
    text: &'a str,
    id: &'a str,
    /// Its place in the codebook, from 1.
    number: usize,
    /// What answers were coded to, where that is known.
    coding: Option<&'a Coding>,
}

impl QuestionPlan {
    pub(super) fn of(
        entry: &QuestionEntry,
        number: usize,
        codebook: &Codebook,
        columns: Option<&Columns>,
        coding: Option<&Coding>,
        problems: &mut Vec<String>,
    ) -> Option<QuestionPlan> {
        let before = problems.len();
        let joined = entry.columns.as_ref().filter(|_| entry.join).and_then(|columns| columns.0.first());
        let header = entry.column.as_ref().or(joined).and_then(|column| match columns {
            Some(columns) => Some(columns.headers.name(columns.one(&column.0).ok()?).to_owned()),
            // Counts have no headers: the codebook names the column by its text, or not at all.
            None => (!column.0.starts_with('#')).then(|| crate::raw::tidy(&column.0)),
        });
        let text = entry.text.clone().or(header).or_else(|| entry.label.clone()).unwrap_or_default();
        let label = entry.label.clone().unwrap_or_default();
        let name = if label.is_empty() { &text } else { &label };
        let place = if name.is_empty() { format!("question {number}") } else { format!("question \"{name}\"") };
        if text.is_empty() {
            problems.push(format!("{place}: it has no text; write text = \"...\" as it was asked"));
        }
        let id = id_of(entry, number, name);
        if !id::is_id(&id) {
            problems.push(format!(
                "{place}: id = \"{id}\" is not an id (use a-z, 0-9, -); try \"{}\"",
                id::from_label(&id)
            ));
        }
        fits_kind(entry, &place, problems);
        let given = Entry { entry, codebook, columns, place: &place, text: &text, id: &id, number, coding };
        let mut agreement = None;
        let (kind, cells) = match entry.kind {
            KindName::Single | KindName::Multiple => {
                let (kind, choices) = choices::of(&given, problems)?;
                (kind, Cells::Choices(choices))
            }
            KindName::Coded => {
                let (kind, coded) = coded::of(&given, problems)?;
                agreement = coded.agreement();
                (kind, Cells::Coded(coded))
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
        let asked_if = entry.asked_if.clone().unwrap_or_default();
        let question = Question {
            id,
            text,
            label,
            asked_of,
            asked_if,
            sensitive: entry.sensitive,
            lead: entry.lead,
            options_are: entry.options_are.clone(),
            coded: agreement,
            kind,
        };
        (problems.len() == before).then_some(QuestionPlan { question, cells })
    }

    /// Adds the columns whose counts the row increases, for a respondent who was asked.
    pub(super) fn read(
        &self,
        record: &StringRecord,
        columns: &CountColumns,
        increments: &mut Vec<usize>,
    ) -> Result<(), CellError> {
        increments.push(columns.asked);
        match &self.cells {
            Cells::Choices(choices) => choices.read(record, columns, increments),
            Cells::Coded(coded) => coded.read(record, columns, increments),
            Cells::Items(items) => items.read(record, columns, increments),
            Cells::Ranked(ranked) => ranked.read(record, columns, increments),
        }
    }

    /// Of a coded question: the answer in the row that was read last, if there is one.
    pub(crate) fn said(&self) -> Option<coded::Said> {
        match &self.cells {
            Cells::Coded(coded) => coded.said(),
            _ => None,
        }
    }

    /// What the author has to know of how its answers were coded.
    pub(crate) fn told(&self) -> &[String] {
        match &self.cells {
            Cells::Coded(coded) => coded.told(),
            _ => &[],
        }
    }

    /// Whether its answers have to be coded before they can be counted.
    pub(crate) fn is_uncoded(&self) -> bool {
        matches!(&self.cells, Cells::Coded(coded) if coded.is_uncoded())
    }

    /// What was seen in the cells and counts as no answer.
    pub(super) fn uncounted(&self) -> Uncounted {
        match &self.cells {
            Cells::Choices(choices) => choices.uncounted(),
            Cells::Coded(_) => Uncounted::default(),
            Cells::Items(items) => items.uncounted(),
            Cells::Ranked(ranked) => ranked.uncounted(),
        }
    }
}

/// The id of a question, or the one that its name gives.
fn id_of(entry: &QuestionEntry, number: usize, name: &str) -> String {
    match &entry.id {
        Some(id) => id.clone(),
        None => match id::from_label(name) {
            id if id.is_empty() => format!("question-{number}"),
            id => id,
        },
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
    let (multiple, number, coded) = (is(&[KindName::Multiple]), is(&[KindName::Number]), is(&[KindName::Coded]));
    not_for(!coded && !entry.codes.is_empty(), "codes", "\"coded\"");
    not_for(!coded && entry.respondent.is_some(), "respondent", "\"coded\"");
    not_for(coded && !entry.choices.is_empty(), "choices", "\"single\" or \"multiple\"");
    not_for(coded && !entry.recode.is_empty(), "recode", "another kind");
    not_for(coded && entry.answered_in.is_some(), "answered_in", "\"multiple\"");
    not_for(coded && entry.join, "join", "another kind");
    not_for((rating || ranking) && !entry.choices.is_empty(), "choices", "\"single\" or \"multiple\"");
    not_for(!is(&[KindName::Single, KindName::Multiple]) && entry.none.is_some(), "none", "\"single\" or \"multiple\"");
    not_for(!rating && !entry.levels.is_empty(), "levels", "\"rating\"");
    not_for(!rating && !entry.nets.is_empty(), "nets", "\"rating\"");
    not_for(!rating && !ranking && !entry.items.is_empty(), "items", "\"rating\" or \"ranking\"");
    not_for(!ranking && entry.places.is_some(), "places", "\"ranking\"");
    not_for(!number && !entry.bands.is_empty(), "bands", "\"number\"");
    not_for(!number && (entry.least.is_some() || entry.most.is_some()), "least and most", "\"number\"");
    let one_column = is(&[KindName::Number, KindName::Nps]);
    let other = entry.other.as_ref().is_some_and(|label| !label.trim().is_empty());
    not_for(one_column && other, "labels of `other`", "\"single\" or \"multiple\"");
    not_for(
        one_column && entry.columns.is_some() && !entry.join,
        "columns without join = true",
        "\"multiple\" or \"rating\"",
    );
    not_for(!multiple && !coded && !entry.themes.is_empty(), "themes", "\"multiple\"");
    not_for(!multiple && !coded && !ranking && entry.pairs, "pairs", "\"multiple\" or \"ranking\"");
    not_for(!multiple && !ranking && entry.separator.is_some(), "separators", "\"multiple\" or \"ranking\"");
}

/// The columns of options that have one each: by `columns`, or by an option's own `column`.
///
/// Without declared options every column of `columns` becomes one. An option has several columns only with `join`.
pub(super) fn own_columns(
    named: &Named,
    list: Option<&List<ColumnRef>>,
    join: bool,
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
    let found = match (list, join) {
        (Some(list), true) => columns.any_of(&list.0).map_err(|problem| problems.push(format!("{place}: {problem}"))),
        (list, _) => {
            let all = list.map_or(&[][..], |list| &list.0).iter().flat_map(|reference| {
                columns.all(&reference.0).unwrap_or_else(|problem| {
                    problems.push(format!("{place}: {problem}"));
                    Vec::new()
                })
            });
            Ok(all.collect())
        }
    };
    for found in found.unwrap_or_default() {
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
        if let Some(first) = own.iter().find(|own| own.option == option).filter(|_| !join) {
            problems.push(format!(
                "{place}: the {noun} \"{}\" has the columns #{} and #{}; if they are branches of one question, add join = true, else name the columns of this one",
                options.label(option),
                first.column + 1,
                found.column + 1
            ));
        }
        own.push(Own { column: found.column, option, any_text: false });
    }
    own
}

/// Where to look for the one column of a dimension or question.
pub(super) struct MainColumn<'a> {
    pub column: Option<&'a ColumnRef>,
    /// Columns of the same question; each respondent saw one of them.
    pub joined: Option<&'a List<ColumnRef>>,
    /// Whether a cell may hold several answers.
    pub multiple: bool,
    pub separator: Option<&'a String>,
    /// None if it holds no numbers.
    pub bands: Option<Bands>,
    /// Whether options have columns of their own.
    pub has_own: bool,
}

impl MainColumn<'_> {
    /// None if every option has its own column, or after an error, which has been reported.
    pub fn find(&self, named: &Named, columns: &Columns, problems: &mut Vec<String>) -> Option<Main> {
        if let Some(joined) = self.joined {
            let found =
                columns.any_of(&joined.0).map_err(|problem| problems.push(format!("{}: {problem}", named.place)));
            let of_each = found.ok()?.into_iter().map(|found| self.read(found.column, named, problems));
            return of_each.collect::<Option<Vec<Main>>>().map(Main::Joined);
        }
        let name = match self.column {
            Some(column) => column.0.as_str(),
            None if self.has_own => return None,
            None => named.fallback,
        };
        let column = columns.one(name).map_err(|problem| problems.push(format!("{}: {problem}", named.place))).ok()?;
        self.read(column, named, problems)
    }

    /// How a column is read.
    fn read(&self, column: usize, named: &Named, problems: &mut Vec<String>) -> Option<Main> {
        match (self.multiple, self.separator, &self.bands) {
            (_, _, Some(bands)) => Some(Main::Bands(column, bands.clone())),
            (false, ..) => Some(Main::One(column)),
            (true, Some(separator), _) if !separator.is_empty() => Some(Main::Several(column, separator.clone())),
            (true, ..) => {
                problems.push(format!(
                    "{}: several answers stand in one column; say what separates them, such as separator = \";\"",
                    named.place
                ));
                None
            }
        }
    }
}
