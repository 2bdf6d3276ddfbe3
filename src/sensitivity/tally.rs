//! Sums of a base and of several needs, over everybody or by group.

use crate::estimate::Proportion;
use crate::survey::{Label, categories_in};

/// How many are in the base and how many of them chose each need, under weights or not.
///
/// Without weights the numbers are whole and exact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    pub base: f64,
    /// `[need]`.
    pub chosen: Vec<f64>,
}

impl Tally {
    /// Sums the classes; all slices are `[class]`, `needs` is `[need][class]`.
    pub fn of(weights: Option<&[f64]>, base: &[u32], needs: &[&[u32]]) -> Tally {
        let sum = |column: &[u32]| match weights {
            None => column.iter().map(|&n| u64::from(n)).sum::<u64>() as f64,
            Some(weights) => column.iter().zip(weights).map(|(&n, w)| w * f64::from(n)).sum(),
        };
        Tally { base: sum(base), chosen: needs.iter().map(|column| sum(column)).collect() }
    }

    /// The share of a need, in 0..=1; none for a base of 0.
    pub fn share(&self, need: usize) -> Option<f64> {
        (self.base > 0.0).then(|| (self.chosen[need] / self.base).clamp(0.0, 1.0))
    }

    /// These people without those of `group`, who must be among them.
    pub fn without(&self, group: &Tally) -> Tally {
        self.combined(group, |a, b| a - b)
    }

    /// These people and those of `group`, who must be others.
    pub fn with(&self, group: &Tally) -> Tally {
        self.combined(group, |a, b| a + b)
    }

    fn combined(&self, other: &Tally, by: fn(f64, f64) -> f64) -> Tally {
        let chosen = self.chosen.iter().zip(&other.chosen).map(|(&a, &b)| by(a, b)).collect();
        Tally { base: by(self.base, other.base), chosen }
    }

    /// Needs by share, largest first; equal shares keep the order of the file. Empty for a base of 0.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = if self.base > 0.0 { (0..self.chosen.len()).collect() } else { Vec::new() };
        order.sort_by(|&a, &b| self.chosen[b].total_cmp(&self.chosen[a]));
        order
    }

    /// The unweighted share as a proportion.
    pub fn proportion(&self, need: usize) -> Proportion {
        Proportion::of(self.chosen[need] as u32, self.base as u32)
    }
}

/// Who belongs to which category of a dimension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// How many categories the dimension has.
    pub categories: usize,
    /// Class and category, for every category that the class is known to be in: one, or several where
    /// respondents may be in several.
    pub members: Vec<(u32, u8)>,
    /// Class and category, for every category that a generalized class may be in.
    pub maybe: Vec<(u32, u8)>,
}

impl Groups {
    pub fn of(labels: &[Label], categories: usize) -> Groups {
        let mut groups = Groups { categories, ..Groups::default() };
        for (class, label) in labels.iter().enumerate() {
            let pairs = categories_in(label.set).map(|category| (class as u32, category as u8));
            if label.known { groups.members.extend(pairs) } else { groups.maybe.extend(pairs) }
        }
        groups
    }

    /// The tally of every category's known members, `[category]`.
    pub fn tallies(&self, weights: Option<&[f64]>, base: &[u32], needs: &[&[u32]]) -> Vec<Tally> {
        let bases = self.sums(&self.members, weights, base);
        let mut tallies: Vec<Tally> =
            bases.into_iter().map(|base| Tally { base, chosen: Vec::with_capacity(needs.len()) }).collect();
        for column in needs {
            for (tally, chosen) in tallies.iter_mut().zip(self.sums(&self.members, weights, column)) {
                tally.chosen.push(chosen);
            }
        }
        tallies
    }

    /// How many may belong to each category, which a generalized class does not tell, `[category]`.
    pub fn undetermined(&self, weights: Option<&[f64]>, base: &[u32]) -> Vec<f64> {
        self.sums(&self.maybe, weights, base)
    }

    fn sums(&self, pairs: &[(u32, u8)], weights: Option<&[f64]>, column: &[u32]) -> Vec<f64> {
        let mut sums = vec![0.0; self.categories];
        match weights {
            None => pairs.iter().for_each(|&(class, g)| sums[g as usize] += f64::from(column[class as usize])),
            Some(weights) => pairs.iter().for_each(|&(class, g)| {
                sums[g as usize] += weights[class as usize] * f64::from(column[class as usize]);
            }),
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_respondent_of_two_fields_counts_in_both_and_a_generalized_one_in_neither() {
        let labels = [Label::exactly(0), Label::all_of(0b011), Label::among(0b110)];
        let groups = Groups::of(&labels, 3);
        let bases: Vec<f64> = groups.tallies(None, &[5, 7, 11], &[]).iter().map(|t| t.base).collect();
        assert_eq!(bases, [12.0, 7.0, 0.0]);
        assert_eq!(groups.undetermined(None, &[5, 7, 11]), [0.0, 11.0, 11.0]);
    }

    type Rows = Vec<(u8, u32, u32)>;

    fn rows() -> impl Strategy<Value = Rows> {
        prop::collection::vec((0..4_u8, 0..50_u32, 0..50_u32), 1..40)
    }

    fn tallies(rows: &Rows) -> (Tally, Vec<Tally>) {
        let labels: Vec<Label> = rows.iter().map(|&(g, ..)| Label::exactly(g as usize)).collect();
        let need: Vec<u32> = rows.iter().map(|&(_, x, _)| x).collect();
        let base: Vec<u32> = rows.iter().map(|&(_, x, others)| x + others).collect();
        (Tally::of(None, &base, &[&need]), Groups::of(&labels, 4).tallies(None, &base, &[&need]))
    }

    proptest! {
        #[test]
        fn the_sum_over_a_partition_equals_the_whole(rows in rows()) {
            let (all, groups) = tallies(&rows);
            let sum = groups.iter().fold(Tally { base: 0.0, chosen: vec![0.0] }, |sum, group| sum.with(group));
            prop_assert_eq!(sum, all);
        }

        #[test]
        fn leaving_out_and_putting_back_is_the_identity(rows in rows(), g in 0..4_usize) {
            let (all, groups) = tallies(&rows);
            prop_assert_eq!(all.without(&groups[g]).with(&groups[g]), all);
        }

        #[test]
        fn the_order_of_classes_changes_nothing(mut rows in rows()) {
            let before = tallies(&rows);
            rows.reverse();
            prop_assert_eq!(before, tallies(&rows));
        }
    }
}
