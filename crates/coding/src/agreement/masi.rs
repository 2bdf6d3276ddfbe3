//! The distance of two sets of codes.

use crate::frame::Set;

/// MASI, as a distance (Passonneau 2006): 1 - J M, with J the share of the codes of either that both have (Jaccard), and M = 1 for
/// the same set, 2/3 where one holds the other, 1/3 where they overlap, 0 where they have nothing in common.
///
/// Two empty sets are the same; an empty one has nothing in common with any other.
pub fn distance(a: Set, b: Set) -> f64 {
    if a == b {
        return 0.0;
    }
    let both = a & b;
    if both == 0 {
        return 1.0;
    }
    let monotonicity = if both == a || both == b { 2.0 / 3.0 } else { 1.0 / 3.0 };
    1.0 - f64::from(both.count_ones()) / f64::from((a | b).count_ones()) * monotonicity
}
