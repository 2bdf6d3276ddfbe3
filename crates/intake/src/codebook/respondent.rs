//! What is kept of one row: where the respondent belongs, and which counts they raise.

use super::{answers::Answers, options::Options};
use csv::StringRecord;

/// A respondent, for as long as it takes to count them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Respondent {
    /// Per dimension, the categories as bits.
    pub key: Vec<u64>,
    /// Positions of the count columns they raise by one, as in [`needs_core::survey::Layout`].
    pub raises: Vec<usize>,
}

/// A cell that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellError {
    pub column: usize,
    pub value: String,
    pub problem: String,
}

/// Where a set of options is read from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub main: Option<Main>,
    /// Options with a column of their own.
    pub own: Vec<Own>,
}

/// The one column of a dimension or question.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Main {
    One(usize),
    Several(usize, String),
    /// A number, by the lower bounds of all bands but the lowest.
    Bands(usize, Vec<f64>),
}

/// The column of one option.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Own {
    pub column: usize,
    pub option: usize,
    pub any_text: bool,
}

/// Answers that say of an option's own column that it was, or was not, chosen.
const YES: &[&str] = &["yes", "1", "true", "y", "x", "checked", "selected", "✓", "✔"];
const NO: &[&str] = &["no", "0", "false", "n", "-", "unchecked", "not selected", "not checked"];

impl Place {
    /// Where every option has its own column: one that has none could never be chosen.
    pub fn all_can_be_chosen(&self, place: &str, noun: &str, options: &Options, problems: &mut Vec<String>) {
        for option in 0..options.len() {
            let has_column = self.own.iter().any(|own| own.option == option);
            if !has_column && !options.entries[option].when_blank {
                problems.push(format!(
                    "{place}: the {noun} \"{}\" has no column, so that nobody could choose it; give it one: {{ label = \"{0}\", column = \"...\" }}, or when_blank = true",
                    options.label(option)
                ));
            }
        }
    }

    /// The options that a row chooses; none if it says nothing.
    ///
    /// `noun` is what an option is called in messages: `a category`.
    pub fn read(
        &self,
        record: &StringRecord,
        answers: &Answers,
        options: &Options,
        noun: &str,
    ) -> Result<Option<u128>, CellError> {
        let remedy = || format!("add it to the `answers` of {noun}");
        let mut chosen = match &self.main {
            None => None,
            Some(Main::One(column)) => {
                answers.one(cell(record, *column)).map_err(|unknown| unknown_answer(*column, unknown, &remedy()))?
            }
            Some(Main::Several(column, separator)) => answers
                .several(cell(record, *column), separator)
                .map_err(|unknown| unknown_answer(*column, unknown, &remedy()))?,
            Some(Main::Bands(column, bounds)) => band(cell(record, *column), *column, bounds, answers)?,
        };
        for own in &self.own {
            let text = cell(record, own.column);
            if text.trim().is_empty() || answers.is_missing(text) && !own.any_text {
                continue;
            }
            let set = chosen.get_or_insert(0);
            let form = super::answers::normal(text);
            if own.any_text || YES.contains(&form.as_str()) {
                *set |= 1 << own.option;
            } else if NO.contains(&form.as_str()) {
            } else if options.collecting(text) == Some(own.option) {
                *set |= 1 << own.option;
            } else {
                let label = options.label(own.option);
                return Err(CellError {
                    column: own.column,
                    value: text.trim().to_owned(),
                    problem: format!(
                        "neither yes, no nor \"{label}\"; if any text here means that it was chosen, write {{ label = \"{label}\", column = ..., any_text = true }}"
                    ),
                });
            }
        }
        Ok(chosen.or_else(|| options.when_blank().map(|option| 1 << option)))
    }
}

fn cell(record: &StringRecord, column: usize) -> &str {
    record.get(column).unwrap_or("")
}

pub(super) fn unknown_answer(column: usize, unknown: super::answers::Unknown, remedy: &str) -> CellError {
    CellError {
        column,
        problem: format!("unknown answer{}; {remedy}, or declare other = \"Other\"", unknown.hint),
        value: unknown.value,
    }
}

fn band(text: &str, column: usize, bounds: &[f64], answers: &Answers) -> Result<Option<u128>, CellError> {
    if answers.is_missing(text) {
        return Ok(None);
    }
    match text.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Some(1 << bounds.iter().filter(|&&bound| number >= bound).count())),
        _ => answers.one(text).map_err(|unknown| CellError {
            column,
            value: unknown.value,
            problem: "not a number, which `bands` needs; recode it to a band, or to \"\" for no answer".to_owned(),
        }),
    }
}
