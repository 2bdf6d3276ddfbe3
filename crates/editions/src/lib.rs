//! Compares results files of several editions of a survey: years, or sister surveys.
//!
//! An author says what the files have in common in `editions.toml` ([`file`]), which [`draft`] writes a first time.
//! [`resolve`] holds it against the files, so that an [`Editions`] compares nothing that the author did not allow.
//! [`change`] says what differs and whether chance alone would do that, [`split`] how much of it comes of who answered.
//!
//! It knows the files alone, hence no more of anybody than each of them tells: whatever is counted here is a sum over
//! classes of one file.

pub mod bounds;
pub mod change;
pub mod count;
pub mod draft;
pub mod file;
pub mod report;
pub mod resolve;
pub mod split;
pub mod standardize;

pub use change::{Change, Changes};
pub use count::{Counted, Selection};
pub use file::EditionsFile;
pub use resolve::{EditionsError, resolve};
pub use split::{Split, split};

use needs_core::Survey;

/// Editions that were held against their files.
#[derive(Clone, Debug)]
pub struct Editions {
    /// What the editions differ by: `Year`.
    pub axis: String,
    /// At least two, in the order of the axis.
    pub editions: Vec<Edition>,
    pub dimensions: Vec<SharedDimension>,
    pub questions: Vec<SharedQuestion>,
}

/// One results file.
#[derive(Clone, Debug)]
pub struct Edition {
    pub id: String,
    pub label: String,
    /// In the author's words; empty if there is none.
    pub note: String,
    pub survey: Survey,
}

/// A dimension that at least two files have.
#[derive(Clone, Debug)]
pub struct SharedDimension {
    pub id: String,
    pub label: String,
    /// `[edition]`: its position in the file.
    pub places: Vec<Option<usize>>,
    pub categories: Vec<SharedCategory>,
}

/// Categories that are one in the comparison.
#[derive(Clone, Debug)]
pub struct SharedCategory {
    pub id: String,
    pub label: String,
    /// `[edition]`: the categories of the file, as bits; 0 where the file has none.
    pub sets: Vec<u64>,
    /// Those who did not say. A file that has no such category has nobody who did not say.
    pub not_stated: bool,
}

/// A question that at least two files have.
#[derive(Clone, Debug)]
pub struct SharedQuestion {
    pub id: String,
    pub label: String,
    /// `[edition]`: its position in the file.
    pub places: Vec<Option<usize>>,
    pub options: Vec<SharedOption>,
    /// `[edition]`: what lies between this edition and the one before that has the question.
    pub breaks: Vec<Break>,
    /// Everybody who answers has one option, in every edition.
    pub exclusive: bool,
}

/// Options that are one in the comparison.
#[derive(Clone, Debug)]
pub struct SharedOption {
    pub id: String,
    pub label: String,
    /// `[edition]`: how it is counted there; none where it could not be chosen.
    pub counted: Vec<Option<Counted>>,
}

/// Whether a question means the same as in the edition before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Break {
    pub comparable: file::Comparable,
    /// Shown at the break; empty if there is none.
    pub note: String,
}

impl SharedQuestion {
    /// Whether the answers of two editions may be compared: both have the question, and no break between them forbids it.
    pub fn is_comparable(&self, from: usize, to: usize) -> bool {
        let (from, to) = (from.min(to), from.max(to));
        self.places[from].is_some()
            && self.places[to].is_some()
            && self.breaks[from + 1..=to].iter().all(|b| b.comparable != file::Comparable::No)
    }

    /// The notes at the breaks between two editions.
    pub fn notes(&self, from: usize, to: usize) -> impl Iterator<Item = &str> {
        self.breaks[from.min(to) + 1..=from.max(to)].iter().map(|b| b.note.as_str()).filter(|note| !note.is_empty())
    }

    /// Every edition that has the question with the next one that has it, where the two may be compared.
    pub fn steps(&self) -> Vec<(usize, usize)> {
        let there: Vec<usize> = (0..self.places.len()).filter(|&e| self.places[e].is_some()).collect();
        there.windows(2).map(|pair| (pair[0], pair[1])).filter(|&(from, to)| self.is_comparable(from, to)).collect()
    }

    /// The first and the last edition that have the question, where there are others between and the two may be compared.
    pub fn span(&self) -> Option<(usize, usize)> {
        let there: Vec<usize> = (0..self.places.len()).filter(|&e| self.places[e].is_some()).collect();
        let (&from, &to) = (there.first()?, there.last()?);
        (there.len() > 2 && self.is_comparable(from, to)).then_some((from, to))
    }
}

#[cfg(test)]
mod tests;
