//! The data kept of one row: the respondent's categories, and the counts to increase.

use super::{answers::Answers, options::Options};
use crate::{
    marks,
    numbers::{self, NoNumber},
};
use csv::StringRecord;
use std::cell::Cell;

/// A respondent, until they have been counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Respondent {
    /// Per dimension, the categories as bits.
    pub key: Vec<u64>,
    /// Positions of the count columns that they increase by one, as in [`needs_core::survey::Layout`].
    pub increments: Vec<usize>,
}

/// A cell that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellError {
    pub column: usize,
    pub value: String,
    pub problem: String,
}

/// The columns of a set of options.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub main: Option<Main>,
    /// Options with their own column.
    pub own: Vec<Own>,
    /// Number of rows with different answers in several columns of the same question.
    pub contradictions: Cell<u32>,
}

/// The one column of a dimension or question.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Main {
    One(usize),
    Several(usize, String),
    /// A number, with the lower bounds of all bands but the lowest.
    Bands(usize, Bands),
    /// The same question in several columns; each respondent saw one of them.
    Joined(Vec<Main>),
}

/// Cells that were counted as no answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Uncounted {
    /// Unknown answers, if `other` is empty.
    pub passed_over: u32,
    /// Respondents with different answers in joined columns.
    pub contradictions: u32,
    /// Respondents who answered although `asked_of` or `asked_if` says that they were not asked.
    pub unasked: u32,
}

/// The bands of a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bands {
    pub bounds: Vec<f64>,
    /// Whether a comma is always a decimal comma.
    pub comma: bool,
}

/// The column of one option.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Own {
    pub column: usize,
    pub option: usize,
    pub any_text: bool,
}

impl Place {
    /// Requires that every option has its own column; one without could never be chosen.
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

    /// The options that a row chooses; none for no answer.
    ///
    /// `noun` is what an option is called in messages: `a category`.
    pub fn read(
        &self,
        record: &StringRecord,
        answers: &Answers,
        options: &Options,
        noun: &str,
    ) -> Result<Option<u128>, CellError> {
        let mut chosen = match &self.main {
            None => None,
            Some(main) => self.main(main, record, answers, noun)?,
        };
        for own in &self.own {
            let text = cell(record, own.column);
            if answers.is_missing(text) {
                continue;
            }
            let form = super::answers::normal(text);
            let said = marks::says(&form);
            let says_no = said == Some(false);
            let is_own = || !says_no && options.collecting(text) == Some(own.option);
            let is_chosen = own.any_text || said == Some(true) || is_own();
            if !is_chosen && !says_no {
                if answers.pass_over() {
                    continue;
                }
                let label = options.label(own.option);
                return Err(CellError {
                    column: own.column,
                    value: text.trim().to_owned(),
                    problem: format!(
                        "neither yes, no nor \"{label}\"; if any text here means that it was chosen, write {{ label = \"{label}\", column = ..., any_text = true }}"
                    ),
                });
            }
            *chosen.get_or_insert(0) |= u128::from(is_chosen) << own.option;
        }
        Ok(chosen.or_else(|| options.when_blank().map(|option| 1 << option)))
    }

    /// The answer in the one column of a question, or in the one of several columns that has an answer.
    fn main(
        &self,
        main: &Main,
        record: &StringRecord,
        answers: &Answers,
        noun: &str,
    ) -> Result<Option<u128>, CellError> {
        let told = |column: usize| {
            move |unknown| unknown_answer(column, unknown, &format!("add it to the `answers` of {noun}"))
        };
        match main {
            Main::One(column) => answers.one(cell(record, *column)).map_err(told(*column)),
            Main::Several(column, separator) => {
                answers.several(cell(record, *column), separator).map_err(told(*column))
            }
            Main::Bands(column, bands) => band(cell(record, *column), *column, bands, answers),
            Main::Joined(columns) => {
                let mut chosen = None;
                for column in columns {
                    let Some(set) = self.main(column, record, answers, noun)? else { continue };
                    if chosen.is_some_and(|before| before != set) {
                        self.contradictions.set(self.contradictions.get() + 1);
                        return Ok(None);
                    }
                    chosen = Some(set);
                }
                Ok(chosen)
            }
        }
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

fn band(text: &str, column: usize, bands: &Bands, answers: &Answers) -> Result<Option<u128>, CellError> {
    if answers.is_missing(text) {
        return Ok(None);
    }
    match numbers::read(text, bands.comma) {
        Ok(number) => Ok(Some(1 << bands.bounds.iter().filter(|&&bound| number >= bound).count())),
        Err(NoNumber::Ambiguous) if !answers.knows(text) => Err(CellError {
            column,
            value: text.trim().to_owned(),
            problem: "a number that can be read in two ways; if its comma is decimal, add decimal = \",\" to [file], else recode it to a band".to_owned(),
        }),
        Err(_) => answers.one(text).map_err(|unknown| CellError {
            column,
            value: unknown.value,
            problem: "not a number, which `bands` needs; recode it to a band, or to \"\" for no answer".to_owned(),
        }),
    }
}
