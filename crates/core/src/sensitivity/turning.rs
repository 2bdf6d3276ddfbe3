//! The tipping points of two options of a view, along each group.

use super::influence::Sensitivity;
use super::{Pair, Tipping, tipping};

/// The tipping point of two options along one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TurningPoint {
    /// Position of the dimension in the file.
    pub dimension: usize,
    pub category: usize,
    /// None: no mix of this group and everybody else flips the order.
    pub tipping: Option<Tipping>,
}

/// The tipping points of `a` and `b` along every group of every bias dimension: first the groups that can flip the
/// order, those that take the fewest more people first; then the others, in order of influence.
pub fn turning_points(sensitivity: &Sensitivity, a: usize, b: usize) -> Vec<TurningPoint> {
    let mut points: Vec<TurningPoint> = (sensitivity.influences.iter())
        .map(|i| TurningPoint {
            dimension: i.dimension,
            category: i.category,
            tipping: tipping(Pair::of(&i.group, a, b), Pair::of(&i.rest, a, b)),
        })
        .collect();
    points.sort_by_key(|point| point.tipping.map_or(u64::MAX, |t| t.unheard));
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitivity::{Answers, Groups, Tally, influence};
    use crate::survey::Label;

    #[test]
    fn the_nearest_turning_point_comes_first_and_groups_without_one_last() {
        let answers = Answers {
            base: vec![33, 82, 124],
            // Dask 2021, how often they use it: just looking, every day, occasionally; documentation, examples.
            chosen: vec![vec![8, 16, 49], vec![18, 18, 31]],
            ..Answers::default()
        };
        let groups = Groups::of([0, 1, 2].map(Label::exactly).into_iter(), 3);
        let sensitivity = Sensitivity {
            options: Vec::new(),
            all: Tally::of(None, &answers),
            order: vec![0, 1],
            influences: influence(0, &groups, None, &answers),
            unanswerable: Vec::new(),
        };
        let points = turning_points(&sensitivity, 0, 1);
        let unheard: Vec<_> = points.iter().map(|p| (p.category, p.tipping.unwrap().unheard)).collect();
        assert_eq!(unheard, [(0, 20), (2, 58), (1, 246)]);
        // Whichever of the two is named first.
        let swapped = turning_points(&sensitivity, 1, 0);
        assert_eq!(points, swapped);
    }
}
