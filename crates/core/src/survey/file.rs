//! The results file as it is written: a Data Package v2 descriptor with inline tables.
//!
//! These types are the one source of the JSON Schema (`docs/results.schema.json`). They say what the
//! file may look like; [`super::read`] reads them, and [`super::validate`] says what else must hold. Unknown
//! properties are ignored, so that a file may carry what other tools need.

mod question;

pub use question::{Choice, Coded, Item, Kind, KindName, Level, NPS_GROUPS, Net, Nouns, Question, QuestionForm, Theme};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;

#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// Version of the profile that files have which need nothing newer; files of the same major version are read.
pub const PROFILE_VERSION: &str = "1.0.0";
/// The newest version that this program writes: of files in which a question has tables of its own, is of a kind that
/// 1.0.0 does not have, or has nets.
pub const NEWEST_PROFILE_VERSION: &str = "1.1.0";
/// The `profile` property of every results file.
pub const PROFILE: &str = "needs-by-field";
/// The Data Package v2 profile that every results file also follows.
pub const DATA_PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The JSON Schema of results files, as `docs/results.schema.json`.
#[cfg(feature = "schema")]
pub fn schema() -> Vec<u8> {
    let schema = schemars::schema_for!(ResultsFile);
    let mut json = serde_json::to_vec_pretty(&schema).expect("a schema is JSON");
    json.push(b'\n');
    json
}

/// A results file: who was asked, what they are like, what they said, counted by class.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct ResultsFile {
    #[serde(rename = "$schema", default)]
    pub schema: String,
    /// Always `needs-by-field`.
    pub profile: String,
    pub profile_version: String,
    /// A short id of the survey, unique for its author: `dask-2021`.
    pub name: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub homepage: String,
    /// True for made-up data: the page says so above everything else.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustration: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licenses: Vec<License>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Contributor>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected: Option<Period>,
    /// Who the author hoped to hear from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub population: String,
    pub respondents: Respondents,
    pub privacy: Privacy,
    #[serde(default)]
    pub narrative: Narrative,
    pub dimensions: Vec<Dimension>,
    #[cfg_attr(feature = "schema", schemars(with = "Vec<QuestionForm>"))]
    pub questions: Vec<Question>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<NamedView>,
    /// The class tables; at least one.
    pub resources: Vec<Resource>,
    /// Names of questions that are in the file, but of a kind that only newer programs know. No part of the format.
    #[serde(skip)]
    pub skipped: Vec<String>,
}

/// Data Package `licenses`: `name` is an Open Definition id such as `CC-BY-4.0`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct License {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
}

/// Data Package `sources`: where the raw data, or the post about them, is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Source {
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
}

/// Data Package `contributors`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Contributor {
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
}

/// Months of collection, `YYYY-MM`, both included; never a finer time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Period {
    pub from: String,
    pub to: String,
}

/// How many people stand at each step from the form to this file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Respondents {
    /// Everybody whose answers came in.
    pub received: u32,
    /// Who was left out by a rule of the author, such as test answers and unfinished ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// Of those who were not left out.
    pub consented: u32,
    /// Equals the sum of `n` over the classes of every table.
    pub published: u32,
}

/// How many were left out for one reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct LeftOut {
    /// The reason in the author's words: `test answers`.
    pub label: String,
    pub n: u32,
}

/// What the file guarantees about picking people out, and what it cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Privacy {
    pub model: PrivacyModel,
    /// No class has fewer respondents than this. 1 means that the data were public already.
    pub k: u32,
    pub smallest_class: u32,
    /// For each dimension id, how many respondents could not be published exactly, counted in the
    /// table where most of them could.
    #[serde(default)]
    pub generalized: BTreeMap<String, u32>,
    /// The program and version that made the classes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tool: String,
}

/// Whether one table holds all dimensions, or several hold some each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PrivacyModel {
    /// One table: every filter and every difference of two filters holds 0 or at least k people.
    Joint,
    /// Several tables, audited together: no group of fewer than k people has its numbers determined.
    ByDimension,
}

/// The author's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Narrative {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub limitations: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<Project>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub get_in_touch: String,
}

/// A project that the author wants readers to know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Project {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Something known of every respondent that the page can filter by.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Dimension {
    /// Also the name of its parameter in the query string and of its column in the tables.
    pub id: String,
    pub role: Role,
    pub label: String,
    /// A respondent may be in several categories (works in two fields).
    #[serde(default, skip_serializing_if = "is_false")]
    pub multiple: bool,
    /// The categories have an order (never, sometimes, daily).
    #[serde(default, skip_serializing_if = "is_false")]
    pub ordered: bool,
    /// 1 to 64 categories; tables refer to them by position.
    pub categories: Vec<Category>,
    /// Id of the category of those who did not say: no group of people. Empty if there is none (since 1.1.0).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub not_stated: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bias: Option<Bias>,
}

/// What a dimension is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The respondent's discipline: the rows of the charts. Exactly one dimension has it.
    Field,
    /// A way in which the sample is known to lean.
    Bias,
    /// Anything else, such as whether an individual or a software project answered.
    Other,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Category {
    pub id: String,
    pub label: String,
}

/// A limitation that the author acknowledges.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Bias {
    /// In the author's words.
    pub note: String,
    /// Where it is acknowledged: an address or a section.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Ids of categories that are over-represented.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<String>,
    /// Ids of categories that are under-represented.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<String>,
    /// Category id to the share (0 to 1) it is believed to have among those the author hoped to hear
    /// from; the start of a what-if. What is not listed shares the rest in the proportions seen.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<String, f64>,
}

/// A view worth a name: `query` is what stands behind the `?` of its link.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct NamedView {
    pub id: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    pub query: String,
}

/// A class table: a header row, then one row a class.
///
/// Columns: the ids of the table's dimensions, `n`, then for each question `q.asked`, `q.answered`
/// and `q.<choice>`, `q.theme.<theme>`, `q.pair.<choice>.<choice>`, or `q.<item>.<level>`.
///
/// Where few of some class answered a question, this table has its `q.asked` alone, and the question has tables of its
/// own (since 1.1.0): the ids of the dimensions, `q.answered`, and what was answered, without `n` and `q.asked`; their
/// classes are of those who answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Resource {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub data: Vec<Vec<Entry>>,
}

/// One entry of a class table.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize), serde(from = "derived::AnyEntry"))]
pub enum Entry {
    /// A column's name, in the header row.
    Name(String),
    Count(u32),
    /// `[0]` exactly category 0; `[0, 1]` somewhere among categories 0 and 1, not known where.
    Among(Vec<u32>),
    /// `{"known": [0, 1]}` in both: every respondent of the class chose just these.
    Known(Vec<u32>),
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Entry::Name(name) => serializer.serialize_str(name),
            Entry::Count(count) => serializer.serialize_u32(*count),
            Entry::Among(codes) => codes.serialize(serializer),
            Entry::Known(codes) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("known", codes)?;
                map.end()
            }
        }
    }
}

#[cfg(feature = "schema")]
impl JsonSchema for Entry {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Entry".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let code = serde_json::json!({"type": "integer", "minimum": 0, "maximum": 63});
        let codes = serde_json::json!({"type": "array", "items": code, "minItems": 1, "uniqueItems": true});
        schemars::json_schema!({
            "description": "A column name (header row), a count, or a class's label in a dimension.",
            "oneOf": [
                {"type": "string", "description": "a column name, in the header row"},
                {"type": "integer", "minimum": 0, "maximum": u32::MAX, "description": "a count of respondents"},
                {"description": "somewhere among these categories; exactly there if it is one", "allOf": [codes]},
                {"type": "object", "required": ["known"], "properties": {"known": codes},
                 "description": "in all of these categories and no other"}
            ]
        })
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(value: &u32) -> bool {
    *value == 0
}

pub(super) fn everyone() -> String {
    "everyone".to_owned()
}

#[cfg(any(test, feature = "example"))]
mod derived {
    use super::Entry;
    use serde::Deserialize;

    /// As derived readers can read it.
    #[derive(Deserialize)]
    #[serde(untagged)]
    pub enum AnyEntry {
        Name(String),
        Count(u32),
        Among(Vec<u32>),
        Known { known: Vec<u32> },
    }

    impl From<AnyEntry> for Entry {
        fn from(entry: AnyEntry) -> Entry {
            match entry {
                AnyEntry::Name(name) => Entry::Name(name),
                AnyEntry::Count(count) => Entry::Count(count),
                AnyEntry::Among(codes) => Entry::Among(codes),
                AnyEntry::Known { known } => Entry::Known(known),
            }
        }
    }
}
