//! A coder's sheet: a table with a row for each answer and a column for each code.
//!
//! Columns are `key`, `text`, `about ...` (what else the coder sees, if anything), `suggested`, one for each code by its id,
//! `none` (the answer was read and no code fits), `unsure`, `note`. A row without any mark was not coded. A final sheet has
//! `by NAME` behind them: what each coder gave.

mod read;
mod spread;
mod write;

use crate::frame::{Code, MOST_CODES, Set};
use needs_core::whitespace::tidy;
pub use read::{Columns, SheetError, Vocabulary};
use std::collections::HashMap;

/// The header of a column that no code may have as its id.
pub const RESERVED: &[&str] = &["key", "text", "suggested", "none", "unsure", "note", "asked", "answered"];

/// What a coder sees beside the answer.
const ABOUT: &str = "about ";
/// What a coder gave, in a final sheet.
const BY: &str = "by ";

/// A coder's sheet, a list of disagreements, or a final sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What coders see beside the answers.
    pub about: Vec<String>,
    /// Ids, at most [`MOST_CODES`].
    pub codes: Vec<String>,
    /// Names of coders; none in a coder's own sheet.
    pub coders: Vec<String>,
    pub rows: Vec<Row>,
}

/// An answer, and what was made of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Where it stands, for messages: `ana.csv, row 7`.
    pub place: String,
    pub key: String,
    /// The answer as the coder sees it.
    pub text: String,
    /// As many as the sheet's `about`.
    pub about: Vec<String>,
    /// Ids of the codes that patterns suggest.
    pub suggested: Vec<String>,
    /// The codes that the answer has; none if it was not coded.
    pub given: Option<Set>,
    /// In a list of disagreements: codes that are still to be decided, with the names of those who gave them.
    pub open: Vec<(usize, String)>,
    pub unsure: bool,
    pub note: String,
    /// Per coder of the sheet, the codes they gave; none where they did not code the answer.
    pub by: Vec<Option<Set>>,
}

impl Sheet {
    /// The rows by key.
    pub fn by_key(&self) -> HashMap<&str, &Row> {
        self.rows.iter().map(|row| (row.key.as_str(), row)).collect()
    }

    /// How many rows are coded.
    pub fn coded(&self) -> usize {
        self.rows.iter().filter(|row| row.given.is_some()).count()
    }

    /// The set of codes in the order of a frame; codes that it lacks are left out.
    pub fn in_frame(&self, frame: &[Code]) -> impl Fn(Set) -> Set + use<> {
        let places: Vec<Option<usize>> =
            self.codes.iter().map(|id| frame.iter().position(|code| code.id == *id)).collect();
        move |set| crate::frame::codes_in(set).filter_map(|code| places[code]).fold(0, |set, code| set | 1 << code)
    }
}

/// Whether an answer stands as it was written, but for white space and for what a spreadsheet makes of it that saves its own
/// alphabet: letters that this lacks become question marks, and from few accents nobody can tell which alphabet it was.
pub fn is_same_text(a: &str, b: &str) -> bool {
    let (a, b) = (tidy(a), tidy(b));
    let is_accented = |c: char| matches!(c, '\u{80}'..='\u{24f}' | '\u{2010}'..='\u{2122}');
    let is_same = |(a, b): (char, char)| {
        a == b || a == '?' && !b.is_ascii() || b == '?' && !a.is_ascii() || is_accented(a) && is_accented(b)
    };
    a == b || a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).all(is_same)
}

/// What is wrong with the ids of a frame as columns of a sheet, with the remedy.
pub fn unfit_ids(frame: &[Code]) -> Vec<String> {
    let mut problems = Vec::new();
    for code in frame.iter().filter(|code| RESERVED.contains(&code.id.as_str())) {
        problems.push(format!(
            "the code \"{}\" may not have the id \"{}\", a column of every sheet; give it another: {{ label = \"{0}\", id = \"{1}-it\" }}",
            code.label, code.id
        ));
    }
    if frame.len() > MOST_CODES {
        problems.push(format!("{} codes; a question has at most {MOST_CODES}", frame.len()));
    }
    problems
}

#[cfg(test)]
mod tests;
