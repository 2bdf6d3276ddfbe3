//! How many people something is told of, by the columns that tell it.

use std::ops::Range;

/// The sum of some columns, perhaps less another: who rated an item, or who chose one thing and not the other.
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

    /// The value, where `at` tells that of a column.
    pub fn of<T: Copy + std::iter::Sum + std::ops::Sub<Output = T>>(&self, at: impl Fn(usize) -> T) -> T {
        let sum: T = self.columns.clone().map(&at).sum();
        match self.less {
            Some(less) => sum - at(less),
            None => sum,
        }
    }

    /// The same where the columns before `first` are left out.
    pub(super) fn behind(&self, first: usize) -> Count {
        Count {
            columns: self.columns.start - first..self.columns.end - first,
            less: self.less.map(|column| column - first),
        }
    }

    /// One behind the last column it needs.
    pub(super) fn end(&self) -> usize {
        self.columns.end.max(self.less.map_or(0, |column| column + 1))
    }
}
