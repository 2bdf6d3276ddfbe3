//! A validated survey, with its tables stored by column.

mod by_column;
pub mod consistent;
#[cfg(any(test, feature = "example"))]
pub mod example;
pub mod file;
pub mod id;
mod layout;
pub mod read;
mod table;
mod validate;

use file::{Choice, Dimension, Item, Kind, KindName, Level, NamedView, Net, Question, ResultsFile, Role, Theme};
pub use layout::{Columns, Layout, before, pair, pairs};
pub use table::{Label, Table};
pub use validate::{Finding, SurveyError};

/// A results file that has passed validation.
///
/// `about` keeps the descriptor (title, licence, narrative, ...) with its lists of dimensions, questions
/// and views; its `resources` are empty, because they became `tables`.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    pub about: ResultsFile,
    /// The positions of each question's columns in every table's `counts`.
    pub layout: Layout,
    /// In file order; at least one covers everybody.
    pub tables: Vec<Table>,
    /// Position in `about.dimensions` of the one with the role `field`.
    pub field: usize,
    /// Changes whenever a byte of the file does: 8 hexadecimal digits.
    pub fingerprint: String,
}

impl Survey {
    /// Reads and checks a results file.
    ///
    /// # Errors
    /// `SurveyError::Json`, with line and column, if the bytes are not JSON; `SurveyError::Invalid`, with every finding
    /// (path, value, remedy), if the structure or, where that is sound, the content is invalid.
    pub fn read(bytes: &[u8]) -> Result<Survey, SurveyError> {
        match read::file(bytes)? {
            (file, findings) if findings.is_empty() => Survey::from_file(file, fingerprint(bytes)),
            (_, findings) => Err(SurveyError::Invalid(findings)),
        }
    }

    /// Reads a results file whose very bytes [`Survey::read`] has accepted before: a published page, which holds the file
    /// against the hash that `publish` wrote, need not load the checks again. Of any other file the content is not
    /// checked, and what is computed of it may be wrong or panic.
    ///
    /// # Errors
    /// As for [`Survey::read`], if the bytes are not JSON or the structure is invalid.
    pub fn read_accepted(bytes: &[u8]) -> Result<Survey, SurveyError> {
        let mut file = read::accepted(bytes)?;
        let layout = Layout::of(&file.questions);
        let names: Vec<String> = file.questions.iter().flat_map(Layout::names).collect();
        let resources = std::mem::take(&mut file.resources);
        let tables = resources.into_iter().map(|resource| by_column::table(resource, &file, &layout, &names)).collect();
        Ok(Survey::of(file, layout, tables, fingerprint(bytes)))
    }

    /// Of a file that is valid.
    fn of(file: ResultsFile, layout: Layout, tables: Vec<Table>, fingerprint: String) -> Survey {
        let field = file.dimensions.iter().position(Dimension::is_field).expect("one dimension is the field");
        Survey { about: file, layout, tables, field, fingerprint }
    }

    /// Validates a results file that is already in memory.
    pub fn from_file(file: ResultsFile, fingerprint: String) -> Result<Survey, SurveyError> {
        validate::validate(file, fingerprint)
    }

    pub fn dimensions(&self) -> &[Dimension] {
        &self.about.dimensions
    }

    pub fn questions(&self) -> &[Question] {
        &self.about.questions
    }

    pub fn views(&self) -> &[NamedView] {
        &self.about.views
    }

    pub fn dimension(&self, id: &str) -> Option<usize> {
        self.dimensions().iter().position(|d| d.id == id)
    }

    pub fn question(&self, id: &str) -> Option<usize> {
        self.questions().iter().position(|q| q.id == id)
    }

    /// The first common table that has all of `dimensions` (positions in the file); none if no table has that combination.
    pub fn table_with(&self, dimensions: &[usize]) -> Option<&Table> {
        self.common_tables().find(|table| table.is_over(dimensions))
    }

    /// Position of the question that a page opens with: the one with `lead`, else the first `multiple` one, else the first.
    pub fn leading(&self) -> usize {
        let questions = self.questions();
        let first = |is: fn(&Question) -> bool| questions.iter().position(is);
        first(|q| q.lead).or_else(|| first(|q| matches!(q.kind, Kind::Multiple { .. }))).unwrap_or(0)
    }

    /// The first table that has all of `dimensions` and the answers to a question (positions in the file).
    pub fn table_for(&self, question: usize, dimensions: &[usize]) -> Option<&Table> {
        let columns = &self.layout.questions[question];
        self.tables.iter().find(|table| table.has(columns) && table.is_over(dimensions))
    }

    /// The common tables (of everybody), in file order.
    pub fn common_tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(|table| table.own.is_none())
    }

    /// Whether some common table has all of `dimensions`.
    pub fn answers(&self, dimensions: &[usize]) -> bool {
        self.table_with(dimensions).is_some()
    }
}

impl Dimension {
    pub fn category(&self, id: &str) -> Option<usize> {
        self.categories.iter().position(|c| c.id == id)
    }

    /// The set of all its categories.
    pub fn all(&self) -> u64 {
        all_of(self.categories.len())
    }

    /// Whether the author says that category `c` is over-represented.
    pub fn is_over(&self, c: usize) -> bool {
        self.bias.as_ref().is_some_and(|b| b.over.contains(&self.categories[c].id))
    }

    /// Whether the author says that category `c` is under-represented.
    pub fn is_under(&self, c: usize) -> bool {
        self.bias.as_ref().is_some_and(|b| b.under.contains(&self.categories[c].id))
    }

    /// Whether category `c` is of those who did not say: they are no group to weigh or leave out. Files made before 1.1.0
    /// know it by its id alone.
    pub fn is_not_stated(&self, c: usize) -> bool {
        let id = self.categories[c].id.as_str();
        if self.not_stated.is_empty() { id == "not-stated" } else { id == self.not_stated }
    }

    pub fn is_field(&self) -> bool {
        self.role == Role::Field
    }
}

impl Question {
    /// The short name, or the text where there is none.
    pub fn name(&self) -> &str {
        if self.label.is_empty() { &self.text } else { &self.label }
    }

    /// The options that can be chosen: the bands of a number, the groups of a Net Promoter Score; empty for a rating or
    /// ranking.
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::Single { choices }
            | Kind::Multiple { choices, .. }
            | Kind::Number { bands: choices }
            | Kind::Nps { groups: choices } => choices,
            Kind::Rating { .. } | Kind::Ranking { .. } => &[],
        }
    }

    /// Groups of its choices, if it has any.
    pub fn themes(&self) -> &[Theme] {
        match &self.kind {
            Kind::Multiple { themes, .. } => themes,
            _ => &[],
        }
    }

    /// Whether the file counts those who chose both of every two choices.
    pub fn has_pairs(&self) -> bool {
        matches!(self.kind, Kind::Multiple { pairs: true, .. })
    }

    /// Whether each class says, of every two items of a ranking, how many put one before the other.
    pub fn ranks_pairs(&self) -> bool {
        matches!(self.kind, Kind::Ranking { pairs: true, .. })
    }

    /// The levels of a rating, strongest first; empty for other kinds.
    pub fn levels(&self) -> &[Level] {
        match &self.kind {
            Kind::Rating { levels, .. } => levels,
            _ => &[],
        }
    }

    /// The nets of a rating: levels that are also counted together.
    pub fn nets(&self) -> &[Net] {
        match &self.kind {
            Kind::Rating { nets, .. } => nets,
            _ => &[],
        }
    }

    /// Whether readers of profile 1.0.0 do not know this kind.
    pub fn needs_newest(&self) -> bool {
        !matches!(self.kind, Kind::Single { .. } | Kind::Multiple { .. } | Kind::Rating { .. })
            || !self.nets().is_empty()
            || self.lead
            || self.options_are.is_some()
            || self.coded.is_some()
    }

    /// Whether everybody who answers has exactly one choice.
    pub fn is_exclusive(&self) -> bool {
        matches!(self.kind, Kind::Single { .. } | Kind::Number { .. } | Kind::Nps { .. })
    }

    /// Columns per item: one for each level or place; 0 where nothing is rated or ranked.
    pub fn steps(&self) -> usize {
        match &self.kind {
            Kind::Rating { levels, .. } => levels.len(),
            Kind::Ranking { places, .. } => *places,
            _ => 0,
        }
    }

    /// The measures of an item, one of which a view shows: the levels of a rating, then its nets; the places of a ranking,
    /// then "among the first three" if there are more. Empty where nothing is rated or ranked.
    pub fn measures(&self) -> Vec<Measure> {
        let mut measures: Vec<Measure> = match &self.kind {
            Kind::Rating { levels, .. } => {
                levels.iter().enumerate().map(|(l, level)| Measure { id: level.id.clone(), steps: vec![l] }).collect()
            }
            Kind::Ranking { places, .. } => {
                (0..*places).map(|p| Measure { id: (p + 1).to_string(), steps: vec![p] }).collect()
            }
            _ => Vec::new(),
        };
        for net in self.nets() {
            let steps = self.levels().iter().enumerate().filter(|(_, level)| net.levels.contains(&level.id));
            measures.push(Measure { id: net.id.clone(), steps: steps.map(|(l, _)| l).collect() });
        }
        if let Kind::Ranking { places, .. } = self.kind
            && places > TOP
        {
            measures.push(Measure { id: format!("top-{TOP}"), steps: (0..TOP).collect() });
        }
        measures
    }

    /// The default measure: the first net of a rating, else its strongest level; the first place of a ranking.
    pub fn first_measure(&self) -> usize {
        if self.nets().is_empty() { 0 } else { self.levels().len() }
    }

    /// The items of a rating or ranking; else empty.
    pub fn items(&self) -> &[Item] {
        match &self.kind {
            Kind::Rating { items, .. } | Kind::Ranking { items, .. } => items,
            _ => &[],
        }
    }
}

/// The places that "among the first three" of a ranking counts together.
const TOP: usize = 3;

/// A number that a view can show of each item of a rating or ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its id in a link: that of a level or net, `2` for the second place, `top-3`.
    pub id: String,
    /// The levels or places it counts together, ascending.
    pub steps: Vec<usize>,
}

impl Kind {
    /// Its word in a file.
    pub fn name(&self) -> KindName {
        match self {
            Kind::Single { .. } => KindName::Single,
            Kind::Multiple { .. } => KindName::Multiple,
            Kind::Rating { .. } => KindName::Rating,
            Kind::Ranking { .. } => KindName::Ranking,
            Kind::Number { .. } => KindName::Number,
            Kind::Nps { .. } => KindName::Nps,
        }
    }
}

/// The set `{0, ..., n - 1}` as bits.
pub fn all_of(n: usize) -> u64 {
    if n >= 64 { u64::MAX } else { (1 << n) - 1 }
}

/// The positions of the bits of a category set, ascending.
pub fn categories_in(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (lowest < 64).then_some(lowest)
    })
}

/// FNV-1a of the bytes, folded to 32 bits: distinguishes editions of a file; no protection against tampering.
pub fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{:08x}", (hash >> 32) as u32 ^ hash as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_of_a_set_come_in_ascending_order() {
        assert_eq!(categories_in(0b1011).collect::<Vec<_>>(), [0, 1, 3]);
        assert_eq!(categories_in(0).count(), 0);
        assert_eq!(categories_in(all_of(64)).count(), 64);
    }

    #[test]
    fn an_accepted_file_is_read_without_the_checks_as_with_them() {
        let files: [&[u8]; 2] =
            [include_bytes!("../../../docs/example-results.json"), include_bytes!("../../../sample/results.json")];
        for bytes in files {
            let checked = Survey::read(bytes).unwrap_or_else(|error| panic!("{error}"));
            assert!(Survey::read_accepted(bytes).is_ok_and(|survey| survey == checked));
        }
    }

    #[test]
    fn fingerprint_tells_one_byte_apart() {
        assert_eq!(fingerprint(b"a").len(), 8);
        assert_ne!(fingerprint(b"{\"n\":1}"), fingerprint(b"{\"n\":2}"));
    }
}
