//! What leaving a group out does to the shares and to the order of the needs.

use super::{Groups, Tally};

/// A need's share with and without a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    pub with: f64,
    pub without: f64,
}

impl Shift {
    /// What leaving the group out adds to the share; equals `s / (1 - s) (p - p_g)` with s the group's
    /// share of the base and p_g the share within it.
    pub fn change(self) -> f64 {
        self.without - self.with
    }
}

/// What leaving one group out does.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// Position of the dimension in the list that was given.
    pub dimension: usize,
    pub category: usize,
    /// The group's share of the base, between 0 and 1: those known to be in it.
    pub share: f64,
    /// The group.
    pub group: Tally,
    /// The share of the base that may or may not be in the group; they are not left out.
    pub undetermined: f64,
    /// `[need]`.
    pub shifts: Vec<Shift>,
    /// Needs by share without the group.
    pub order: Vec<usize>,
    /// Whether another need comes first without the group.
    pub first_changes: bool,
    /// Whether the order of the needs changes at all.
    pub order_changes: bool,
}

impl Influence {
    /// The largest change of any need's share, as a distance.
    pub fn largest(&self) -> f64 {
        self.shifts.iter().map(|s| s.change().abs()).fold(0.0, f64::max)
    }
}

/// The influence of every group of every dimension on the needs of a question, strongest first.
///
/// A group that is empty, or that is everybody, has none. Equal influence keeps the order given.
pub fn influence(dimensions: &[Groups], weights: Option<&[f64]>, base: &[u32], needs: &[&[u32]]) -> Vec<Influence> {
    let all = Tally::of(weights, base, needs);
    let order = all.order();
    let mut influences = Vec::new();
    for (dimension, groups) in dimensions.iter().enumerate() {
        let undetermined = groups.undetermined(weights, base);
        for (category, group) in groups.tallies(weights, base, needs).into_iter().enumerate() {
            let rest = all.without(&group);
            let share = group.base / all.base;
            // Weighted sums leave a rounding error where nothing is left.
            if !(share > 0.0 && share < 1.0 - 1e-12) {
                continue;
            }
            let shifts = (0..needs.len())
                .filter_map(|need| Some(Shift { with: all.share(need)?, without: rest.share(need)? }))
                .collect();
            let order_without = rest.order();
            influences.push(Influence {
                dimension,
                category,
                share,
                undetermined: undetermined[category] / all.base,
                shifts,
                first_changes: order_without.first() != order.first(),
                order_changes: order_without != order,
                order: order_without,
                group,
            });
        }
    }
    influences.sort_by(|a, b| b.largest().total_cmp(&a.largest()));
    influences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Label;
    use proptest::prelude::*;

    #[test]
    fn the_group_that_moves_most_comes_first() {
        let labels = |codes: [usize; 4]| Groups::of(&codes.map(Label::exactly), 2);
        // The second dimension splits the needs apart, the first does not.
        let dimensions = [labels([0, 1, 0, 1]), labels([0, 0, 1, 1])];
        let influences = influence(&dimensions, None, &[10, 10, 20, 20], &[&[5, 5, 2, 2], &[2, 2, 8, 8]]);
        let found: Vec<_> = influences.iter().map(|i| (i.dimension, i.category, i.first_changes)).collect();
        assert_eq!(found, [(1, 1, true), (1, 0, false), (0, 0, false), (0, 1, false)]);
        // Without the second half, 10 of 20 instead of 14 of 60.
        assert!((influences[0].largest() - (10.0 / 20.0 - 14.0 / 60.0)).abs() < 1e-15);
        assert_eq!(influences[0].order, [0, 1]);
    }

    #[test]
    fn a_group_of_nobody_or_everybody_has_no_influence() {
        let groups = Groups::of(&[Label::exactly(0), Label::exactly(0)], 2);
        assert!(influence(&[groups], None, &[5, 5], &[&[1, 2]]).is_empty());
        assert!(influence(&[Groups::of(&[Label::exactly(0)], 1)], None, &[0], &[&[0]]).is_empty());
    }

    proptest! {
        #[test]
        fn the_shift_is_the_closed_form(rows in prop::collection::vec((0..3_usize, 0..50_u32, 1..50_u32, 0.1..9.0_f64), 2..30)) {
            let labels: Vec<Label> = rows.iter().map(|r| Label::exactly(r.0)).collect();
            let need: Vec<u32> = rows.iter().map(|r| r.1).collect();
            let base: Vec<u32> = rows.iter().map(|r| r.1 + r.2).collect();
            let weights: Vec<f64> = rows.iter().map(|r| r.3).collect();
            for i in influence(&[Groups::of(&labels, 3)], Some(&weights), &base, &[&need]) {
                let (s, p, p_g) = (i.share, i.shifts[0].with, i.group.share(0).unwrap());
                prop_assert!((i.shifts[0].change() - s / (1.0 - s) * (p - p_g)).abs() < 1e-9);
            }
        }
    }
}
