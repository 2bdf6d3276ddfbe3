//! Sums of a base and of the options of a question, over everybody or by group.

use super::Answers;
use crate::estimate::Proportion;
use crate::survey::{Label, categories_in};

/// The base and the number who chose each option, weighted or not.
///
/// Unweighted numbers are integers and exact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Who is in the base of the question.
    pub base: f64,
    /// The base of every option, `[option]`, where they differ (items of a rating); else empty.
    pub own_bases: Vec<f64>,
    /// `[option]`.
    pub chosen: Vec<f64>,
}

impl Tally {
    /// Sums all classes, with a weight each if given.
    pub fn of(weights: Option<&[f64]>, answers: &Answers) -> Tally {
        let sum = |column: &Vec<u32>| match weights {
            None => column.iter().map(|&n| u64::from(n)).sum::<u64>() as f64,
            Some(weights) => column.iter().zip(weights).map(|(&n, w)| w * f64::from(n)).sum(),
        };
        Tally {
            base: sum(&answers.base),
            own_bases: answers.own_bases.iter().map(sum).collect(),
            chosen: answers.chosen.iter().map(sum).collect(),
        }
    }

    /// The base of an option.
    pub fn base_of(&self, option: usize) -> f64 {
        self.own_bases.get(option).copied().unwrap_or(self.base)
    }

    /// The share of an option, in 0..=1; none for a base of 0.
    pub fn share(&self, option: usize) -> Option<f64> {
        let base = self.base_of(option);
        (base > 0.0).then(|| (self.chosen[option] / base).clamp(0.0, 1.0))
    }

    /// The share of an option as a proportion; only of an unweighted tally.
    pub fn proportion(&self, option: usize) -> Proportion {
        Proportion::of(self.chosen[option] as u32, self.base_of(option) as u32)
    }

    /// This tally minus that of `group`, whose people must be part of it.
    pub fn without(&self, group: &Tally) -> Tally {
        self.combined(group, -1.0)
    }

    /// This tally plus that of `group`, whose people must not be part of it.
    pub fn with(&self, group: &Tally) -> Tally {
        self.combined(group, 1.0)
    }

    fn combined(&self, other: &Tally, sign: f64) -> Tally {
        let each = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a + sign * b).collect();
        Tally {
            base: self.base + sign * other.base,
            own_bases: each(&self.own_bases, &other.own_bases),
            chosen: each(&self.chosen, &other.chosen),
        }
    }

    /// Options by share, largest first; equal shares keep the order of the file, options without a share are left out.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.chosen.len()).filter(|&option| self.base_of(option) > 0.0).collect();
        let share = |option: usize| self.share(option).unwrap_or(0.0);
        order.sort_by(|&a, &b| share(b).total_cmp(&share(a)));
        order
    }
}

/// The categories of a dimension that each class belongs to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// How many categories the dimension has.
    pub categories: usize,
    /// Class and category, for every category that the class is certainly in; several in a dimension with `multiple`.
    pub members: Vec<(u32, u8)>,
    /// Class and category, for every category that a generalized class may be in.
    pub maybe: Vec<(u32, u8)>,
}

impl Groups {
    pub fn of(labels: impl Iterator<Item = Label>, categories: usize) -> Groups {
        let mut groups = Groups { categories, ..Groups::default() };
        for (class, label) in labels.enumerate() {
            let pairs = categories_in(label.set).map(|category| (class as u32, category as u8));
            if label.known { groups.members.extend(pairs) } else { groups.maybe.extend(pairs) }
        }
        groups
    }

    /// The tally of every category's known members, `[category]`.
    pub fn tallies(&self, weights: Option<&[f64]>, answers: &Answers) -> Vec<Tally> {
        let bases = self.sums(&self.members, weights, &answers.base);
        let mut tallies: Vec<Tally> = bases.into_iter().map(|base| Tally { base, ..Tally::default() }).collect();
        for column in &answers.own_bases {
            let sums = self.sums(&self.members, weights, column);
            tallies.iter_mut().zip(sums).for_each(|(tally, base)| tally.own_bases.push(base));
        }
        for column in &answers.chosen {
            let sums = self.sums(&self.members, weights, column);
            tallies.iter_mut().zip(sums).for_each(|(tally, chosen)| tally.chosen.push(chosen));
        }
        tallies
    }

    /// The undetermined (generalized classes) who may belong to each category, `[category]`.
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
        let groups = Groups::of(labels.into_iter(), 3);
        let answers = Answers { base: vec![5, 7, 11], ..Answers::default() };
        let bases: Vec<f64> = groups.tallies(None, &answers).iter().map(|t| t.base).collect();
        assert_eq!(bases, [12.0, 7.0, 0.0]);
        assert_eq!(groups.undetermined(None, &answers.base), [0.0, 11.0, 11.0]);
    }

    #[test]
    fn items_of_a_rating_are_ordered_by_share_of_their_own_bases() {
        let tally = Tally { base: 10.0, own_bases: vec![10.0, 5.0, 0.0], chosen: vec![4.0, 3.0, 0.0] };
        assert_eq!(tally.order(), [1, 0]);
        assert_eq!((tally.share(1), tally.share(2)), (Some(0.6), None));
    }

    type Rows = Vec<(usize, u32, u32)>;

    fn rows() -> impl Strategy<Value = Rows> {
        prop::collection::vec((0..4_usize, 0..50_u32, 0..50_u32), 1..40)
    }

    fn tallies(rows: &Rows) -> (Tally, Vec<Tally>) {
        let groups = Groups::of(rows.iter().map(|&(g, ..)| Label::exactly(g)), 4);
        let answers = Answers {
            base: rows.iter().map(|&(_, x, others)| x + others).collect(),
            chosen: vec![rows.iter().map(|&(_, x, _)| x).collect()],
            ..Answers::default()
        };
        (Tally::of(None, &answers), groups.tallies(None, &answers))
    }

    proptest! {
        #[test]
        fn the_sum_over_a_partition_equals_the_whole(rows in rows()) {
            let (all, groups) = tallies(&rows);
            let nobody = Tally { chosen: vec![0.0], ..Tally::default() };
            prop_assert_eq!(groups.iter().fold(nobody, |sum, group| sum.with(group)), all);
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
