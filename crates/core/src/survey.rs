//! A survey as the rest of the program sees it: checked, with its tables stored by column.

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
pub use layout::{Columns, Layout, pair, pairs};
pub use table::{Label, Table};
pub use validate::{Finding, SurveyError};

/// A results file that has passed every check.
///
/// `about` keeps the descriptor (title, licence, narrative, ...) with its lists of dimensions, questions
/// and views; its `resources` are empty, because they became `tables`.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    pub about: ResultsFile,
    /// Where each question's columns are in every table's `counts`.
    pub layout: Layout,
    /// At least one of everybody; in the order of the file.
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
    /// `SurveyError::Json` where the bytes are not JSON, with line and column; `SurveyError::Invalid` with every finding
    /// (path, value, remedy) where they have not the form of a results file, or else where the content does not hold.
    pub fn read(bytes: &[u8]) -> Result<Survey, SurveyError> {
        match read::file(bytes)? {
            (file, findings) if findings.is_empty() => Survey::from_file(file, fingerprint(bytes)),
            (_, findings) => Err(SurveyError::Invalid(findings)),
        }
    }

    /// Checks a results file that is already in memory.
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

    /// The first table of everybody that has all of `dimensions` (positions in the file); none if the file cannot
    /// answer that combination.
    pub fn table_with(&self, dimensions: &[usize]) -> Option<&Table> {
        self.common_tables().find(|table| table.is_over(dimensions))
    }

    /// Position of the question that a page opens with: the one that leads, else the first `multiple` one, else the first.
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

    /// The tables of everybody, in the order of the file.
    pub fn common_tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(|table| table.own.is_none())
    }

    /// Whether some table of everybody has all of `dimensions`.
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

    pub fn is_field(&self) -> bool {
        self.role == Role::Field
    }
}

impl Question {
    /// The short name, or the text where there is none.
    pub fn name(&self) -> &str {
        if self.label.is_empty() { &self.text } else { &self.label }
    }

    /// What can be chosen: of a number its bands, of a Net Promoter Score its groups; empty where items are rated or ranked.
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

    /// Whether the file says how many chose both of every two choices.
    pub fn has_pairs(&self) -> bool {
        matches!(self.kind, Kind::Multiple { pairs: true, .. })
    }

    /// What an item can be rated, from the strongest; empty where nothing is rated.
    pub fn levels(&self) -> &[Level] {
        match &self.kind {
            Kind::Rating { levels, .. } => levels,
            _ => &[],
        }
    }

    /// Levels that are told together, too.
    pub fn nets(&self) -> &[Net] {
        match &self.kind {
            Kind::Rating { nets, .. } => nets,
            _ => &[],
        }
    }

    /// Whether readers of 1.0.0 do not know what it is.
    pub fn needs_newest(&self) -> bool {
        !matches!(self.kind, Kind::Single { .. } | Kind::Multiple { .. } | Kind::Rating { .. })
            || !self.nets().is_empty()
            || self.lead
    }

    /// Whether everybody who answers is in exactly one of its choices.
    pub fn is_exclusive(&self) -> bool {
        matches!(self.kind, Kind::Single { .. } | Kind::Number { .. } | Kind::Nps { .. })
    }

    /// How many columns an item has: one for each level, or place; 0 where nothing is rated or ranked.
    pub fn steps(&self) -> usize {
        match &self.kind {
            Kind::Rating { levels, .. } => levels.len(),
            Kind::Ranking { places, .. } => *places,
            _ => 0,
        }
    }

    /// What can be told of each item, one of which a view shows: of a rating its levels, then its nets; of a ranking its
    /// places, then "among the first three" if there are more. Each is the steps that are counted together; empty
    /// where nothing is rated or ranked.
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

    /// The measure that a view shows unless told: the first net of a rating, else the strongest level; first places.
    pub fn first_measure(&self) -> usize {
        if self.nets().is_empty() { 0 } else { self.levels().len() }
    }

    /// What is rated or ranked, if anything is.
    pub fn items(&self) -> &[Item] {
        match &self.kind {
            Kind::Rating { items, .. } | Kind::Ranking { items, .. } => items,
            _ => &[],
        }
    }
}

/// Of a ranking, so many first places are told together.
const TOP: usize = 3;

/// What is told of each item of a rating or ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its word in a link: the id of a level or net, `2` for the second place, `top-3`.
    pub id: String,
    /// The levels or places that it counts, ascending.
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

/// FNV-1a of the bytes, folded to 32 bits: tells editions of a file apart, protects nothing.
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
    fn fingerprint_tells_one_byte_apart() {
        assert_eq!(fingerprint(b"a").len(), 8);
        assert_ne!(fingerprint(b"{\"n\":1}"), fingerprint(b"{\"n\":2}"));
    }
}
