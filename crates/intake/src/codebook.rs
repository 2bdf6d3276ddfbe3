//! The codebook: what an author writes about a survey, so that its raw answers become a results file.
//!
//! TOML, described for authors in `docs/codebook.md`. This file is its form; [`plan`](Codebook::plan) brings it
//! together with the columns of a file of answers.

mod answers;
mod asked;
mod checks;
mod columns;
mod compare;
mod dimension;
mod options;
mod plan;
mod question;
mod respondent;
mod rules;
mod short;
mod uses;
mod write;

use crate::raw::Format;
pub(crate) use answers::{nearest, normal};
pub use checks::{Check, checks};
pub use columns::ColumnRef;
pub use compare::{Comparison, Missing};
pub use dimension::DimensionPlan;
use needs_core::survey::file::{Contributor, KindName, License, NamedView, Narrative, Nouns, Period, Role, Source};
pub(crate) use options::Options;
pub use plan::Plan;
pub use question::QuestionPlan;
pub(crate) use question::{coded_id, frame};
pub(crate) use respondent::{CellError, Respondent, Uncounted};
pub(crate) use rules::LeftOut;
pub use rules::RuleEntry;
use serde::{Deserialize, Serialize};
pub use short::{List, Short, Text};
use std::collections::BTreeMap;
pub use uses::ColumnUse;

/// A codebook as it is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Codebook {
    /// Short id of the survey; from the title if missing.
    #[serde(skip_serializing_if = "is_default")]
    pub name: String,
    #[serde(skip_serializing_if = "is_default")]
    pub title: String,
    #[serde(skip_serializing_if = "is_default")]
    pub description: String,
    #[serde(skip_serializing_if = "is_default")]
    pub version: String,
    #[serde(skip_serializing_if = "is_default")]
    pub homepage: String,
    #[serde(skip_serializing_if = "is_default")]
    pub illustration: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub licenses: Vec<Short<License>>,
    #[serde(skip_serializing_if = "is_default")]
    pub sources: Vec<Short<Source>>,
    #[serde(skip_serializing_if = "is_default")]
    pub contributors: Vec<Short<Contributor>>,
    pub collected: Option<Period>,
    #[serde(skip_serializing_if = "is_default")]
    pub population: String,
    #[serde(skip_serializing_if = "is_default")]
    pub narrative: Narrative,

    /// The fewest respondents of a class; 5 by default.
    pub k: Option<u32>,
    #[serde(skip_serializing_if = "is_default")]
    pub tables: TablesEntry,
    /// Whether classes of several tables may overlap where that keeps more; yes by default.
    pub overlap: Option<bool>,
    /// What stands between the answers of a multi-select, unless a question says otherwise.
    pub separator: Option<String>,
    /// Answers that count as no answer, besides the empty cell: `n/a`.
    #[serde(skip_serializing_if = "is_default")]
    pub missing: Vec<Text>,
    /// The label of respondents who did not answer a dimension.
    pub not_stated: Option<String>,
    /// Columns that nothing reads; they never leave the raw file.
    #[serde(skip_serializing_if = "is_default")]
    pub ignore: Vec<ColumnRef>,
    #[serde(skip_serializing_if = "is_default")]
    pub file: Format,
    pub consent: Option<Consent>,
    /// A row is left out unless it meets all of these.
    #[serde(skip_serializing_if = "is_default")]
    pub keep: Vec<RuleEntry>,
    /// A row is left out if it meets any of these.
    #[serde(skip_serializing_if = "is_default")]
    pub drop: Vec<RuleEntry>,
    /// Number of forms received; only for counts (`--counts`).
    pub received: Option<u32>,
    /// Number of those who consented; only for counts.
    pub consented: Option<u32>,

    #[serde(rename = "dimension", skip_serializing_if = "is_default")]
    pub dimensions: Vec<DimensionEntry>,
    #[serde(rename = "question", skip_serializing_if = "is_default")]
    pub questions: Vec<QuestionEntry>,
    #[serde(rename = "view", skip_serializing_if = "is_default")]
    pub views: Vec<NamedView>,
}

/// Respondents without one of these answers are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    pub column: ColumnRef,
    pub values: List<Text>,
}

/// Which class tables to make.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum TablesEntry {
    #[default]
    Auto,
    Joint,
    ByDimension,
    /// Ids of the dimensions of each table.
    Lists(Vec<Vec<String>>),
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DimensionEntry {
    pub id: Option<String>,
    pub label: Option<String>,
    /// The column of the answers; by default the one whose header is the dimension's label.
    pub column: Option<ColumnRef>,
    /// One column per category, for a dimension with `multiple`; with `join`, columns of the same question.
    pub columns: Option<List<ColumnRef>>,
    /// The `columns` hold the same question; each respondent saw one of them.
    #[serde(skip_serializing_if = "is_default")]
    pub join: bool,
    pub role: Option<Role>,
    #[serde(skip_serializing_if = "is_default")]
    pub categories: Vec<Short<OptionEntry>>,
    /// Answer to the label of its category; to `""` for no answer.
    #[serde(skip_serializing_if = "is_default")]
    pub recode: BTreeMap<String, Text>,
    /// Answers that count as no answer here, besides the codebook's.
    #[serde(skip_serializing_if = "is_default")]
    pub missing: Vec<Text>,
    /// The label of the category for answers that no other collects; `""` counts them as no answer.
    pub other: Option<String>,
    pub not_stated: Option<String>,
    /// Lower bounds that cut a numeric column into bands; the lowest and highest band are open.
    #[serde(skip_serializing_if = "is_default", serialize_with = "short::numbers")]
    pub bands: Vec<f64>,
    #[serde(skip_serializing_if = "is_default")]
    pub multiple: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub ordered: bool,
    pub separator: Option<String>,
    /// Name of a group to the labels of its categories: where categories must be published together, those of one group
    /// are preferred.
    #[serde(skip_serializing_if = "is_default")]
    pub hierarchy: BTreeMap<String, Vec<String>>,
    #[serde(skip_serializing_if = "is_default")]
    pub never_generalize: bool,
    pub bias: Option<BiasEntry>,
}

/// A limitation; categories by label or id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BiasEntry {
    #[serde(skip_serializing_if = "is_default")]
    pub note: String,
    #[serde(skip_serializing_if = "is_default")]
    pub source: String,
    #[serde(skip_serializing_if = "is_default")]
    pub over: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub under: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub targets: BTreeMap<String, f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionEntry {
    #[serde(default)]
    pub id: Option<String>,
    pub kind: KindName,
    /// The wording; by default the column's header.
    #[serde(default)]
    pub text: Option<String>,
    /// A short name for menus.
    #[serde(default)]
    pub label: Option<String>,
    /// The column of the answers; by default the one whose header is the question's text.
    #[serde(default)]
    pub column: Option<ColumnRef>,
    /// One column per option or item; `*` in a name stands for its label. With `join`, columns of the same question.
    #[serde(default)]
    pub columns: Option<List<ColumnRef>>,
    /// The `columns` hold the same question or items; each respondent saw one of them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub join: bool,
    /// Beside options with a column each: a column that is empty if the question was not answered, whatever the options'
    /// columns hold.
    #[serde(default)]
    pub answered_in: Option<ColumnRef>,
    #[serde(default)]
    pub separator: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub choices: Vec<Short<OptionEntry>>,
    /// Of a coded question: what its answers are coded to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub codes: Vec<Short<CodeEntry>>,
    /// Of a coded question: a column with a number or name for each respondent, which is read by nothing else.
    #[serde(default)]
    pub respondent: Option<ColumnRef>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub recode: BTreeMap<String, Text>,
    /// Answers that count as no answer here, besides the codebook's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub missing: Vec<Text>,
    /// The label of the choice for answers that no other collects; `""` counts them as no answer.
    #[serde(default)]
    pub other: Option<String>,
    /// The label of the choice "none of these".
    #[serde(default)]
    pub none: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub themes: Vec<Short<OptionEntry>>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub levels: Vec<Short<OptionEntry>>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: Vec<Short<OptionEntry>>,
    /// Levels of a rating that are also counted together.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nets: Vec<NetEntry>,
    /// For a ranking: a column per place, which holds the item ranked there.
    #[serde(default)]
    pub places: Option<List<ColumnRef>>,
    /// For a number: the lower bounds of all bands but the lowest.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bands: Vec<f64>,
    /// The smallest possible answer; closes the lowest band.
    #[serde(default)]
    pub least: Option<f64>,
    /// The largest possible answer; closes the highest band.
    #[serde(default)]
    pub most: Option<f64>,
    #[serde(default)]
    pub asked_of: Option<String>,
    /// Who was asked, by their choices in an earlier question: `uses=yes~sometimes`.
    #[serde(default)]
    pub asked_if: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub sensitive: bool,
    /// The page opens with this question.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lead: bool,
    /// What its options are called: `{ one = "need", many = "needs" }`; by default answers.
    #[serde(default)]
    pub options_are: Option<Nouns>,
    /// Count, for every two choices, who chose both.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pairs: bool,
}

/// Levels of a rating, by label or id, that are counted together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NetEntry {
    pub id: Option<String>,
    pub label: String,
    pub levels: Vec<String>,
}

/// A category, choice, theme, level or item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OptionEntry {
    pub id: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub label: Text,
    /// The raw answers it collects; by default its label.
    pub answers: Option<List<Text>>,
    /// Its own column, where it has one.
    pub column: Option<ColumnRef>,
    /// For an option with its own column: any text in it means that the option was chosen.
    #[serde(skip_serializing_if = "is_default")]
    pub any_text: bool,
    /// An empty answer means this choice.
    #[serde(skip_serializing_if = "is_default")]
    pub when_blank: bool,
    /// Labels or ids of the themes of a choice.
    #[serde(skip_serializing_if = "is_default")]
    pub themes: Vec<String>,
}

/// A code of open answers, with what a coder has to know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CodeEntry {
    /// Its column in sheets; from the label if missing.
    pub id: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub label: Text,
    #[serde(skip_serializing_if = "is_default")]
    pub definition: String,
    /// When to give it, beyond the definition.
    #[serde(skip_serializing_if = "is_default")]
    pub include: String,
    /// When not to give it.
    #[serde(skip_serializing_if = "is_default")]
    pub exclude: String,
    /// Words that suggest it, with `*` for any letters.
    #[serde(skip_serializing_if = "is_default")]
    pub patterns: Vec<Text>,
    /// Labels or ids of its themes.
    #[serde(skip_serializing_if = "is_default")]
    pub themes: Vec<String>,
    /// Grows when the definition changes; 1 if missing.
    pub version: Option<u32>,
}

/// What is not written, because reading gives it anyway.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Errors of a codebook, by itself or against the columns of a file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CodebookError {
    /// Not valid TOML, or not of this form; the message shows the line.
    #[error("{0}")]
    Form(String),
    /// Each problem with its place and remedy.
    #[error("{}", .0.join("\n"))]
    Content(Vec<String>),
    /// The file has columns that the codebook does not mention.
    #[error("{0}")]
    Undeclared(String),
}

impl Codebook {
    /// Answers that count as no answer in an entry: the codebook's and its own.
    fn missing_of(&self, own: &[Text]) -> Vec<Text> {
        self.missing.iter().chain(own).cloned().collect()
    }

    /// Reads a codebook.
    ///
    /// # Errors
    /// If it is not valid TOML, has an unknown key, or lacks a required one; the message shows where.
    pub fn read(text: &str) -> Result<Codebook, CodebookError> {
        let text = text.trim_start_matches('\u{feff}');
        toml::from_str(text).map_err(|error| CodebookError::Form(error.to_string().trim_end().to_owned()))
    }
}
