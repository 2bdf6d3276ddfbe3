//! Exact linear algebra on small integers: residues modulo the prime 2^61 - 1.
//!
//! With rounding, "determined" would depend on a tolerance. The rank of a 0/1 matrix is the same modulo a prime unless the
//! prime divides its minors; those of class tables stay far below 2^61.

const P: u64 = (1 << 61) - 1;

pub(super) fn add(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= P { sum - P } else { sum }
}

pub(super) fn sub(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + P - b }
}

pub(super) fn mul(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    add((product as u64) & P, (product >> 61) as u64)
}

/// The inverse of `a`, which must not be 0.
pub(super) fn inverse(a: u64) -> u64 {
    // Fermat: a to the power of P - 2.
    let (mut result, mut base, mut exponent) = (1, a, P - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = mul(result, base);
        }
        base = mul(base, base);
        exponent >>= 1;
    }
    result
}

/// Nonzero entries: (position, value), ascending by position.
pub(super) type Sparse = Vec<(usize, u64)>;

/// Linearly independent columns in echelon form: each has a pivot, its first nonzero row, which no other has.
///
/// Some columns are *named*, by numbers from 0. A vector of the span is then known as a combination of the named columns,
/// modulo the others.
#[derive(Clone)]
pub(super) struct Echelon {
    columns: Vec<Column>,
    /// `[row]`: the column whose pivot it is.
    column_of: Vec<Option<usize>>,
    /// Number of multiplications, for the budget of the caller.
    pub steps: u64,
    rest: Scratch,
    parts: Scratch,
}

#[derive(Clone)]
struct Column {
    pivot: usize,
    /// The pivot, where it is 1, and the rows after it.
    entries: Sparse,
    /// Over the named columns.
    parts: Sparse,
}

impl Echelon {
    pub fn new(rows: usize) -> Echelon {
        let (rest, parts) = (Scratch::default(), Scratch::default());
        Echelon { columns: Vec::new(), column_of: vec![None; rows], steps: 0, rest, parts }
    }

    pub fn rank(&self) -> usize {
        self.columns.len()
    }

    /// Adds a column, under a name if it has one, unless the ones before determine it; whether it was added.
    pub fn insert(&mut self, column: impl IntoIterator<Item = (usize, u64)>, name: Option<usize>) -> bool {
        let pivot = self.reduce(column);
        let parts = self.parts.take();
        let Some(pivot) = pivot else { return false };
        let mut entries = self.rest.take();
        let scale = inverse(entries[0].1);
        let scaled = |entries: &mut Sparse, by: u64| entries.iter_mut().for_each(|(_, x)| *x = mul(*x, by));
        scaled(&mut entries, scale);
        // What was taken away is not in it.
        let mut parts = parts;
        scaled(&mut parts, sub(0, scale));
        parts.extend(name.map(|name| (name, scale)));
        self.column_of[pivot] = Some(self.columns.len());
        self.columns.push(Column { pivot, entries, parts });
        true
    }

    /// A column of the span as a combination of the named ones; none if it is not in the span.
    pub fn combination(&mut self, column: impl IntoIterator<Item = (usize, u64)>) -> Option<Sparse> {
        let pivot = self.reduce(column);
        let parts = self.parts.take();
        if pivot.is_some() {
            self.rest.take();
            return None;
        }
        Some(parts)
    }

    /// Leaves in `rest` the column less what is in the span before its pivot, and in `parts` what was taken away; the
    /// pivot, if anything is left.
    fn reduce(&mut self, column: impl IntoIterator<Item = (usize, u64)>) -> Option<usize> {
        column.into_iter().for_each(|(row, value)| self.rest.add(row, value));
        while let Some((row, factor)) = self.rest.first() {
            let Some(at) = self.column_of[row] else { return Some(row) };
            let column = &self.columns[at];
            self.steps += (column.entries.len() + column.parts.len()) as u64;
            let less = sub(0, factor);
            column.entries.iter().for_each(|&(row, value)| self.rest.add(row, mul(less, value)));
            column.parts.iter().for_each(|&(name, value)| self.parts.add(name, mul(factor, value)));
        }
        None
    }

    /// Weights of the rows so that the weights of each named column add up to its `value`, and those of each other
    /// column to 0.
    pub fn weights(&self, value: impl Fn(usize) -> u64) -> Vec<u64> {
        let mut weights = vec![0; self.column_of.len()];
        // What is after a pivot is known when its turn comes.
        for column in self.column_of.iter().rev().flatten().map(|&at| &self.columns[at]) {
            let wanted = column.parts.iter().fold(0, |sum, &(name, part)| add(sum, mul(part, value(name))));
            let known = column.entries[1..].iter().fold(0, |sum, &(row, x)| add(sum, mul(x, weights[row])));
            weights[column.pivot] = sub(wanted, known);
        }
        weights
    }
}

/// A column while it is worked on: dense, with marks of what may not be 0.
#[derive(Clone, Default)]
struct Scratch {
    values: Vec<u64>,
    marks: Vec<u64>,
}

impl Scratch {
    fn add(&mut self, row: usize, value: u64) {
        if row >= self.values.len() {
            self.values.resize(row + 1, 0);
            self.marks.resize(row / 64 + 1, 0);
        }
        self.values[row] = add(self.values[row], value);
        self.marks[row / 64] |= 1 << (row % 64);
    }

    /// The first entry that is not 0.
    fn first(&mut self) -> Option<(usize, u64)> {
        for (word, marks) in self.marks.iter_mut().enumerate() {
            while *marks != 0 {
                let row = word * 64 + marks.trailing_zeros() as usize;
                if self.values[row] != 0 {
                    return Some((row, self.values[row]));
                }
                *marks &= *marks - 1;
            }
        }
        None
    }

    /// All entries that are not 0; nothing is left.
    fn take(&mut self) -> Sparse {
        let mut entries = Sparse::new();
        for (word, marks) in self.marks.iter_mut().enumerate() {
            while *marks != 0 {
                let row = word * 64 + marks.trailing_zeros() as usize;
                *marks &= *marks - 1;
                let value = std::mem::take(&mut self.values[row]);
                if value != 0 {
                    entries.push((row, value));
                }
            }
        }
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(entries: &[u64]) -> Sparse {
        entries.iter().copied().enumerate().filter(|(_, x)| *x != 0).collect()
    }

    #[test]
    fn inverse_times_number_is_one() {
        for a in [1, 2, 3, 1 << 60, P - 1] {
            assert_eq!(mul(a, inverse(a)), 1);
        }
    }

    #[test]
    fn a_sum_of_columns_is_not_independent() {
        let mut echelon = Echelon::new(3);
        assert!(echelon.insert(column(&[1, 0, 1]), None));
        assert!(echelon.insert(column(&[0, 1, 1]), None));
        assert!(!echelon.insert(column(&[1, 1, 2]), None));
        assert!(echelon.insert(column(&[1, 1, 1]), None));
        assert_eq!(echelon.rank(), 3);
    }

    #[test]
    fn what_is_in_the_span_is_told_by_the_named_columns() {
        let mut echelon = Echelon::new(4);
        echelon.insert(column(&[1, 1, 0, 0]), None);
        echelon.insert(column(&[1, 0, 1, 0]), Some(0));
        echelon.insert(column(&[0, 1, 1, 1]), Some(1));
        // Five times the unnamed one, twice the first named, and once the second less.
        assert_eq!(echelon.combination(column(&[7, 4, 1, P - 1])), Some(vec![(0, 2), (1, P - 1)]));
        assert_eq!(echelon.combination(column(&[0, 0, 0, 1])), None);
    }

    #[test]
    fn weights_give_the_columns_their_values() {
        let columns = [column(&[1, 1, 0, 1]), column(&[1, 0, 1, 0]), column(&[0, 1, 1, 1])];
        let mut echelon = Echelon::new(4);
        echelon.insert(columns[0].clone(), None);
        echelon.insert(columns[1].clone(), Some(0));
        echelon.insert(columns[2].clone(), Some(1));
        let weights = echelon.weights(|name| [3, 4][name]);
        let sum = |column: &Sparse| column.iter().fold(0, |sum, &(row, x)| add(sum, mul(x, weights[row])));
        assert_eq!([sum(&columns[0]), sum(&columns[1]), sum(&columns[2])], [0, 3, 4]);
    }
}
