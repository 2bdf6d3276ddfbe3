//! Numbers of people as sums and differences of count columns.

use std::ops::Range;

/// The sum of some columns, optionally minus another: those who rated an item, or who chose one option and not another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub columns: Range<usize>,
    pub less: Option<usize>,
}

impl Count {
    pub fn column(column: usize) -> Count {
        Count { columns: column..column + 1, less: None }
    }

    pub fn sum(columns: Range<usize>) -> Count {
        Count { columns, less: None }
    }

    pub fn less(column: usize, less: usize) -> Count {
        Count { columns: column..column + 1, less: Some(less) }
    }

    /// The value, where `at` returns that of a column.
    pub fn of<T: Copy + std::iter::Sum + std::ops::Sub<Output = T>>(&self, at: impl Fn(usize) -> T) -> T {
        let sum: T = self.columns.clone().map(&at).sum();
        match self.less {
            Some(less) => sum - at(less),
            None => sum,
        }
    }

    /// The same count if the columns before `first` are removed.
    pub(super) fn behind(&self, first: usize) -> Count {
        Count {
            columns: self.columns.start - first..self.columns.end - first,
            less: self.less.map(|column| column - first),
        }
    }

    /// One past the last column it uses.
    pub(super) fn end(&self) -> usize {
        self.columns.end.max(self.less.map_or(0, |column| column + 1))
    }
}
