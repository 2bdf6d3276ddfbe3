//! The classes that a view selects.

use crate::survey::{Label, Table};

/// Selected categories per dimension, by the dimension's position in the file; `None` selects everybody.
///
/// Within a dimension any of the kept categories, across dimensions all (`docs/results-format.md`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    kept: Vec<Option<u64>>,
}

/// Whether the respondents of a class are in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Membership {
    /// All of them are.
    In,
    /// Some, all or none of them: the file does not say.
    Unknown,
    /// None of them is.
    Out,
}

impl Filter {
    /// Keeps everybody, in a file of `dimensions` dimensions.
    pub fn everyone(dimensions: usize) -> Filter {
        Filter { kept: vec![None; dimensions] }
    }

    /// The categories kept in a dimension, as bits; `None` if it does not filter.
    pub fn kept(&self, dimension: usize) -> Option<u64> {
        self.kept.get(dimension).copied().flatten()
    }

    /// Whether category `c` of a dimension passes.
    pub fn keeps(&self, dimension: usize, c: usize) -> bool {
        self.kept(dimension).is_none_or(|kept| kept >> c & 1 == 1)
    }

    /// Keeps just `set` of a dimension that has the categories `all`; keeping all of them is no filter.
    pub fn keep(&mut self, dimension: usize, set: u64, all: u64) {
        self.kept[dimension] = (set & all != all).then_some(set & all);
    }

    /// Keeps everybody along a dimension.
    pub fn clear(&mut self, dimension: usize) {
        self.kept[dimension] = None;
    }

    /// Positions of the filtered dimensions, ascending.
    pub fn dimensions(&self) -> impl Iterator<Item = usize> + '_ {
        self.kept.iter().enumerate().filter(|(_, kept)| kept.is_some()).map(|(d, _)| d)
    }

    /// The filter of the same file that keeps everybody.
    pub fn cleared(&self) -> Filter {
        Filter::everyone(self.kept.len())
    }

    pub fn is_everyone(&self) -> bool {
        self.dimensions().next().is_none()
    }

    /// Whether the filter keeps a respondent who is in exactly these categories, `[dimension]` as bits.
    pub fn keeps_exactly(&self, categories: &[u64]) -> bool {
        self.kept.iter().zip(categories).all(|(kept, set)| kept.is_none_or(|kept| kept & set != 0))
    }

    /// The filter without its condition on one dimension.
    pub fn without(&self, dimension: usize) -> Filter {
        let mut filter = self.clone();
        filter.clear(dimension);
        filter
    }

    /// The membership of every class of a table, `[class]`.
    ///
    /// # Panics
    /// If the table lacks a filtered dimension; `Survey::table_with` finds one that has them all.
    pub fn classes(&self, table: &Table) -> Vec<Membership> {
        let mut membership = vec![Membership::In; table.len()];
        for dimension in self.dimensions() {
            let kept = self.kept(dimension).expect("a dimension that filters keeps a set");
            let labels = table.labels_of(dimension).expect("the table was chosen for its dimensions");
            for (class, &label) in membership.iter_mut().zip(labels) {
                *class = (*class).max(of_label(label, kept));
            }
        }
        membership
    }
}

/// In if every category the class may be in is kept, unknown if only some are; a class known to be in several
/// categories is in if any of them is kept.
fn of_label(label: Label, kept: u64) -> Membership {
    if label.set & kept == 0 {
        Membership::Out
    } else if label.known || label.set & !kept == 0 {
        Membership::In
    } else {
        Membership::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_in_only_if_every_category_it_may_be_is_kept() {
        let among = Label::among(0b011);
        assert_eq!(of_label(among, 0b011), Membership::In);
        assert_eq!(of_label(among, 0b001), Membership::Unknown);
        assert_eq!(of_label(among, 0b100), Membership::Out);
    }

    #[test]
    fn who_is_known_to_be_in_two_fields_is_in_if_either_is_kept() {
        let both = Label::all_of(0b011);
        assert_eq!(of_label(both, 0b001), Membership::In);
        assert_eq!(of_label(both, 0b110), Membership::In);
        assert_eq!(of_label(both, 0b100), Membership::Out);
    }

    #[test]
    fn keeping_every_category_is_no_filter() {
        let mut filter = Filter::everyone(1);
        filter.keep(0, 0b111, 0b111);
        assert!(filter.is_everyone());
        filter.keep(0, 0, 0b111);
        assert_eq!(filter.kept(0), Some(0), "keeping nobody is a filter");
    }
}
