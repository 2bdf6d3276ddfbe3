//! A class table by column.

use super::Columns;

/// Which categories a class's respondents are in, along one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    /// Categories as bits.
    pub set: u64,
    /// True if every respondent of the class is in all of `set` and in no other; false if each is
    /// somewhere among `set`. One category alone is always known.
    pub known: bool,
}

impl Label {
    /// Exactly in category `c`.
    pub fn exactly(c: usize) -> Label {
        Label { set: 1 << c, known: true }
    }

    /// Exactly in all categories of `set` (a dimension with `multiple`).
    pub fn all_of(set: u64) -> Label {
        Label { set, known: true }
    }

    /// Somewhere among `set`; exact if that is one category.
    pub fn among(set: u64) -> Label {
        Label { set, known: set.is_power_of_two() }
    }

    /// Whether the class's respondents are certainly in category `c`.
    pub fn is_in(self, c: usize) -> bool {
        self.known && self.set >> c & 1 == 1
    }
}

/// A partition of respondents into classes, with their counts.
///
/// A *common* table is of everybody, and has the answers to some or all questions. A question that few of some class
/// answered has tables of its own instead: of those who answered it, whose number is all it tells of their number.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub name: String,
    /// The question (by its position in the file) whose own table it is; none if it is common.
    pub own: Option<usize>,
    /// Positions, in the file, of the dimensions this table is over.
    pub dimensions: Vec<usize>,
    /// `[place in dimensions][class]`.
    pub labels: Vec<Vec<Label>>,
    /// Respondents, `[class]`; of a question's own table, those who answered it.
    pub n: Vec<u32>,
    /// `[column][class]`, columns as in [`super::Layout`]; empty where the table does not have the column. A question's own
    /// table does not tell who was asked: there stand those who answered.
    pub counts: Vec<Vec<u32>>,
}

impl Table {
    /// How many classes it has.
    pub fn len(&self) -> usize {
        self.n.len()
    }

    pub fn is_empty(&self) -> bool {
        self.n.is_empty()
    }

    /// Whether it has the answers to a question, of which `columns` are the columns.
    pub fn has(&self, columns: &Columns) -> bool {
        self.counts[columns.answered].len() == self.n.len()
    }

    /// Whether it has all of some dimensions (by their positions in the file).
    pub fn is_over(&self, dimensions: &[usize]) -> bool {
        dimensions.iter().all(|&d| self.position(d).is_some())
    }

    /// The place of a dimension (by its position in the file) in this table.
    pub fn position(&self, dimension: usize) -> Option<usize> {
        self.dimensions.iter().position(|&d| d == dimension)
    }

    /// The label of every class along a dimension (by its position in the file), if the table has it.
    pub fn labels_of(&self, dimension: usize) -> Option<&[Label]> {
        self.position(dimension).map(|place| self.labels[place].as_slice())
    }
}
