//! A class table by column.

use super::Columns;

/// The categories of a class's respondents along one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    /// Categories as bits.
    pub set: u64,
    /// True if every respondent of the class is in all of `set` and in no other category; false if each is in some
    /// category of `set`. A single category is always known.
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

    /// In some category of `set`; exact if that is one category.
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
/// A *common* table covers everybody and has the answers to some or all questions. A question that only few of some
/// class answered has its *own* tables instead: they cover those who answered it and say nothing of the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub name: String,
    /// Position of the question whose own table this is; none for a common table.
    pub own: Option<usize>,
    /// Positions, in the file, of this table's dimensions.
    pub dimensions: Vec<usize>,
    /// `[position in dimensions][class]`.
    pub labels: Vec<Vec<Label>>,
    /// Respondents, `[class]`; of a question's own table, those who answered it.
    pub n: Vec<u32>,
    /// `[column][class]`, columns as in [`super::Layout`]; empty where the table lacks the column. A question's own table
    /// does not say who was asked: its `asked` repeats `answered`.
    pub counts: Vec<Vec<u32>>,
}

impl Table {
    /// Number of classes.
    pub fn len(&self) -> usize {
        self.n.len()
    }

    pub fn is_empty(&self) -> bool {
        self.n.is_empty()
    }

    /// Whether the table has the answers to the question with these columns.
    pub fn has(&self, columns: &Columns) -> bool {
        self.counts[columns.answered].len() == self.n.len()
    }

    /// Whether the table has all these dimensions (positions in the file).
    pub fn is_over(&self, dimensions: &[usize]) -> bool {
        dimensions.iter().all(|&d| self.position(d).is_some())
    }

    /// The position in this table of a dimension (by its position in the file).
    pub fn position(&self, dimension: usize) -> Option<usize> {
        self.dimensions.iter().position(|&d| d == dimension)
    }

    /// The label of every class along a dimension (by its position in the file), if the table has it.
    pub fn labels_of(&self, dimension: usize) -> Option<&[Label]> {
        self.position(dimension).map(|place| self.labels[place].as_slice())
    }
}
