//! A class table by column.

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

/// A partition of the published respondents into classes, with their counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub name: String,
    /// Positions, in the file, of the dimensions this table is over.
    pub dimensions: Vec<usize>,
    /// `[place in dimensions][class]`.
    pub labels: Vec<Vec<Label>>,
    /// Respondents, `[class]`.
    pub n: Vec<u32>,
    /// `[column][class]`, columns as in [`super::Layout`].
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

    /// The place of a dimension (by its position in the file) in this table.
    pub fn position(&self, dimension: usize) -> Option<usize> {
        self.dimensions.iter().position(|&d| d == dimension)
    }

    /// The label of every class along a dimension (by its position in the file), if the table has it.
    pub fn labels_of(&self, dimension: usize) -> Option<&[Label]> {
        self.position(dimension).map(|place| self.labels[place].as_slice())
    }
}
