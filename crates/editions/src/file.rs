//! `editions.toml` as an author writes it.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What the files of several editions have in common.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionsFile {
    /// What the editions differ by: `Year`, `Project`.
    pub axis: String,
    /// In the order of the axis.
    #[serde(rename = "edition")]
    pub editions: Vec<EditionEntry>,
    #[serde(default, rename = "dimension")]
    pub dimensions: Vec<DimensionEntry>,
    #[serde(default, rename = "question")]
    pub questions: Vec<QuestionEntry>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionEntry {
    pub id: String,
    /// The results file, from where `editions.toml` is.
    pub file: String,
    /// The id if missing.
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub note: String,
}

/// A dimension that several files have.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionEntry {
    pub id: String,
    /// That of the last file if missing.
    #[serde(default)]
    pub label: String,
    /// Its id in each file; the same in all that have it if missing.
    #[serde(rename = "in")]
    pub place: Option<Place<String>>,
    /// Those of the files, by their ids, if missing.
    pub categories: Option<Vec<Part>>,
}

/// A question that several files have.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionEntry {
    pub id: String,
    /// That of the last file if missing.
    #[serde(default)]
    pub label: String,
    /// Its id in each file; the same in all that have it if missing.
    #[serde(rename = "in")]
    pub place: Option<Place<String>>,
    /// Those of the files, by their ids, if missing.
    pub options: Option<Vec<Part>>,
    /// Of a rating or ranking: the measure whose share is compared, by its id; the one that the last file opens with if missing.
    pub measure: Option<Place<String>>,
    #[serde(default, rename = "break")]
    pub breaks: Vec<BreakEntry>,
}

/// An option or category: its id, the same in all files, or with more to say.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Part {
    Same(String),
    Told(PartEntry),
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartEntry {
    pub id: String,
    /// That of the last file if missing.
    #[serde(default)]
    pub label: String,
    /// What it is in each file: an id, or several that count as one.
    #[serde(rename = "in")]
    pub place: Option<Place<Ids>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Ids {
    One(String),
    Together(Vec<String>),
}

/// The same in every file, or by the id of each edition.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Place<T> {
    Everywhere(T),
    Each(BTreeMap<String, T>),
}

/// Between an edition and the one before that has the question.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakEntry {
    /// The later edition.
    pub at: String,
    pub comparable: Comparable,
    #[serde(default)]
    pub note: String,
}

/// Whether answers before and after a break may be compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparable {
    #[default]
    Yes,
    /// With the note beside every number.
    Note,
    No,
}

impl EditionsFile {
    /// Reads `editions.toml`.
    ///
    /// # Errors
    /// With line, column and what was expected, if it is not TOML or not of this form.
    pub fn read(text: &str) -> Result<EditionsFile, toml::de::Error> {
        toml::from_str(text)
    }
}

impl Ids {
    pub fn list(&self) -> &[String] {
        match self {
            Ids::One(id) => std::slice::from_ref(id),
            Ids::Together(ids) => ids,
        }
    }
}

impl Part {
    pub fn id(&self) -> &str {
        match self {
            Part::Same(id) => id,
            Part::Told(entry) => &entry.id,
        }
    }
}

impl<T> Place<T> {
    /// What stands for an edition; none where it is left out.
    pub fn of(&self, edition: &str) -> Option<&T> {
        match self {
            Place::Everywhere(what) => Some(what),
            Place::Each(by) => by.get(edition),
        }
    }
}
