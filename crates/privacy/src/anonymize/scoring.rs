//! What a class's labels are worth, in whole points so that no rounding depends on an order of sums.

use super::DimensionSpec;
use needs_core::survey::Label;

/// Points for a respondent whose category along the second dimension is exact.
const EXACT: i64 = 1000;

/// Points of labels, for one list of dimensions.
#[derive(Clone)]
pub(super) struct Scoring {
    dimensions: Vec<Points>,
}

#[derive(Clone)]
struct Points {
    exact: i64,
    categories: u32,
    hierarchy: Vec<u64>,
}

impl Scoring {
    /// For the dimensions of a table, in order of priority.
    pub fn of<'a>(dimensions: impl Iterator<Item = &'a DimensionSpec>) -> Scoring {
        let points = |(place, d): (usize, &DimensionSpec)| Points {
            exact: weight(place),
            categories: d.categories.len() as u32,
            hierarchy: d.hierarchy.clone(),
        };
        Scoring { dimensions: dimensions.enumerate().map(points).collect() }
    }

    pub fn hierarchy(&self, place: usize) -> &[u64] {
        &self.dimensions[place].hierarchy
    }

    /// Points per respondent for a label along the dimension at `place`.
    ///
    /// A set within one group of the hierarchy is worth half of exact; any other set up to a fifth, the
    /// more the fewer categories it has.
    pub fn label(&self, place: usize, label: Label) -> i64 {
        let points = &self.dimensions[place];
        if label.known {
            return points.exact;
        }
        let left_out = i64::from(points.categories.saturating_sub(label.set.count_ones()));
        let partial = points.exact * left_out / (5 * i64::from(points.categories.max(2) - 1));
        let sibling = points.hierarchy.iter().any(|&group| label.set & !group == 0);
        if sibling { partial.max(points.exact / 2) } else { partial }
    }
}

/// Points for exact along the dimension at `place`: the first counts most, then each three quarters of the one
/// before, so that priority decides between equals but does not buy a little of one with much of another.
pub(super) fn weight(place: usize) -> i64 {
    match place {
        0 => 3 * EXACT,
        _ => (1..place).fold(EXACT, |points, _| points * 3 / 4),
    }
}
