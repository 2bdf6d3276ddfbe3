//! The effect of leaving a group out on the shares and on the order of the options.

use super::people::table_with;
use super::{Answers, Groups, People, Tally};
use crate::crosstab::{Column, Unanswerable, columns};
use crate::filter::Membership;
use crate::survey::{Survey, file::Role};
use crate::view::View;

/// An option's share with and without a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    pub with: f64,
    pub without: f64,
}

impl Shift {
    /// Share without the group minus share with it: `s / (1 - s) (p - p_g)`, with s the group's share of the base and
    /// p_g the share within the group.
    pub fn change(self) -> f64 {
        self.without - self.with
    }
}

/// The effect of leaving one group out.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// Position of the dimension in the file.
    pub dimension: usize,
    pub category: usize,
    /// The group's share of the base, strictly between 0 and 1; only those known to be in it.
    pub share: f64,
    /// The group, and the rest of the view.
    pub group: Tally,
    pub rest: Tally,
    /// The share of the base that may or may not be in the group; it is not left out.
    pub undetermined: f64,
    /// `[option]`; none where the option has no share with or without the group.
    pub shifts: Vec<Option<Shift>>,
    /// Options by share without the group.
    pub order: Vec<usize>,
    /// Whether another option comes first without the group.
    pub first_changes: bool,
    /// Whether the order of the options changes at all.
    pub order_changes: bool,
}

impl Influence {
    /// The option whose share changes most, and by how much (in -1..=1).
    pub fn largest(&self) -> Option<(usize, f64)> {
        let changes = self.shifts.iter().enumerate().filter_map(|(option, shift)| Some((option, (*shift)?.change())));
        // The first of equal ones.
        changes.reduce(|most, change| if change.1.abs() > most.1.abs() { change } else { most })
    }

    fn distance(&self) -> f64 {
        self.largest().map_or(0.0, |(_, change)| change.abs())
    }
}

/// The influence of every group of a dimension, in file order; groups of nobody or everybody have none.
pub fn influence(dimension: usize, groups: &Groups, weights: Option<&[f64]>, answers: &Answers) -> Vec<Influence> {
    let all = Tally::of(weights, answers);
    let order = all.order();
    let undetermined = groups.undetermined(weights, &answers.base);
    let one = |(category, group): (usize, Tally)| {
        let share = group.base / all.base;
        // A difference of weighted sums that should be 0 keeps a rounding error.
        if !(share > 0.0 && share < 1.0 - 1e-12) {
            return None;
        }
        let rest = all.without(&group);
        let shift = |option| Some(Shift { with: all.share(option)?, without: rest.share(option)? });
        let order_without = rest.order();
        Some(Influence {
            dimension,
            category,
            share,
            undetermined: undetermined[category] / all.base,
            shifts: (0..all.chosen.len()).map(shift).collect(),
            first_changes: order_without.first() != order.first(),
            order_changes: order_without != order,
            order: order_without,
            group,
            rest,
        })
    };
    groups.tallies(weights, answers).into_iter().enumerate().filter_map(one).collect()
}

/// How far the order and the shares of a question depend on each group of the bias dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    pub options: Vec<Column>,
    /// Everybody of the view.
    pub all: Tally,
    /// Options by share.
    pub order: Vec<usize>,
    /// Every group of every bias dimension, strongest influence first; ties in file order.
    pub influences: Vec<Influence>,
    /// Bias dimensions that no table holds together with the filtered ones.
    pub unanswerable: Vec<usize>,
}

impl Sensitivity {
    /// Leaves out each group of each bias dimension in turn.
    ///
    /// Unweighted, whatever the view's what-if. Respondents who may or may not be in a group (generalized classes) stay
    /// when it is left out. In a file of several tables each dimension uses the first table that has it.
    ///
    /// # Errors
    /// If no table has the filtered dimensions.
    pub fn of(survey: &Survey, view: &View) -> Result<Sensitivity, Unanswerable> {
        let select = |table| People::of(survey, view, table, &view.filter, Membership::In);
        let mut people = select(table_with(survey, view, &[])?);
        let all = Tally::of(None, &people.answers);
        let order = all.order();
        let mut influences = Vec::new();
        let mut unanswerable = Vec::new();
        for dimension in (0..survey.dimensions().len()).filter(|&d| survey.dimensions()[d].role == Role::Bias) {
            let Ok(table) = table_with(survey, view, &[dimension]) else {
                unanswerable.push(dimension);
                continue;
            };
            if !std::ptr::eq(table, people.table) {
                people = select(table);
            }
            influences.extend(influence(dimension, &people.groups(survey, dimension), None, &people.answers));
        }
        influences.sort_by(|a, b| b.distance().total_cmp(&a.distance()));
        Ok(Sensitivity { options: columns(survey, view), all, order, influences, unanswerable })
    }

    /// The groups without which another option comes first, strongest influence first. Empty if leaving out any single
    /// group keeps the first place.
    pub fn hangs_on(&self) -> impl Iterator<Item = &Influence> {
        self.influences.iter().filter(|influence| influence.first_changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Label;
    use crate::{query, sensitivity::by_dimension, survey::example::example};
    use proptest::prelude::*;

    fn sensitivity(query: &str) -> Sensitivity {
        let survey = example();
        Sensitivity::of(&survey, &query::parse(query, &survey).view).unwrap()
    }

    #[test]
    fn a_group_that_splits_the_options_apart_changes_the_first() {
        let groups = Groups::of([0, 0, 1, 1].map(Label::exactly).into_iter(), 3);
        let answers = Answers {
            base: vec![10, 10, 20, 20],
            chosen: vec![vec![5, 5, 2, 2], vec![2, 2, 8, 8]],
            ..Answers::default()
        };
        let found = influence(7, &groups, None, &answers);
        // Nobody is in the third group.
        assert_eq!(found.iter().map(|i| (i.dimension, i.category)).collect::<Vec<_>>(), [(7, 0), (7, 1)]);
        // Without the second, 10 of 20 want the first option instead of 14 of 60.
        assert_eq!((found[1].order.as_slice(), found[1].first_changes), (&[0, 1][..], true));
        let (option, change) = found[1].largest().unwrap();
        assert!(option == 0 && (change - (10.0 / 20.0 - 14.0 / 60.0)).abs() < 1e-15);
        assert!(!found[0].order_changes);
    }

    #[test]
    fn a_group_of_everybody_has_no_influence() {
        let one = Groups::of([Label::exactly(0)].into_iter(), 1);
        let answers = |n| Answers { base: vec![n], chosen: vec![vec![0]], ..Answers::default() };
        assert!(influence(0, &one, None, &answers(5)).is_empty());
        assert!(influence(0, &one, None, &answers(0)).is_empty());
    }

    #[test]
    fn the_example_has_the_strongest_group_first() {
        let found = sensitivity("");
        let distances: Vec<f64> = found.influences.iter().map(Influence::distance).collect();
        assert!(distances.is_sorted_by(|a, b| a >= b) && !distances.is_empty(), "{distances:?}");
        let survey = example();
        assert!(found.influences.iter().all(|i| survey.dimensions()[i.dimension].role == Role::Bias));
    }

    #[test]
    fn in_a_file_of_several_tables_each_dimension_is_answered_by_one_that_has_it() {
        let survey = by_dimension();
        let everybody = Sensitivity::of(&survey, &View::of(&survey)).unwrap();
        assert_eq!(everybody, sensitivity(""));
        // With a region filter the channel cannot be told, and the page says so.
        let view = query::parse("region=-australia", &survey).view;
        let found = Sensitivity::of(&survey, &view).unwrap();
        assert_eq!(found.unanswerable, [2]);
        assert!(found.influences.iter().all(|i| i.dimension != 2));
        let both = query::parse("region=-australia&channel=direct", &survey).view;
        assert_eq!(Sensitivity::of(&survey, &both), Err(Unanswerable { dimensions: vec![1, 2] }));
    }

    #[test]
    fn the_order_of_classes_in_the_file_changes_nothing() {
        let mut survey = example();
        let view = View::of(&survey);
        let before = Sensitivity::of(&survey, &view).unwrap();
        let table = &mut survey.tables[0];
        table.n.reverse();
        table.counts.iter_mut().for_each(|column| column.reverse());
        table.labels.iter_mut().for_each(|column| column.reverse());
        assert_eq!(Sensitivity::of(&survey, &view).unwrap(), before);
    }

    #[test]
    fn a_view_of_nobody_leans_on_nobody() {
        let found = sensitivity("channel=");
        assert!(found.influences.is_empty() && found.order.is_empty() && found.hangs_on().count() == 0);
    }

    proptest! {
        #[test]
        fn the_shift_is_the_closed_form(rows in prop::collection::vec((0..3_usize, 0..50_u32, 1..50_u32, 0.1..9.0_f64), 2..30)) {
            let groups = Groups::of(rows.iter().map(|r| Label::exactly(r.0)), 3);
            let answers = Answers {
                base: rows.iter().map(|r| r.1 + r.2).collect(),
                chosen: vec![rows.iter().map(|r| r.1).collect()],
                ..Answers::default()
            };
            let weights: Vec<f64> = rows.iter().map(|r| r.3).collect();
            for i in influence(0, &groups, Some(&weights), &answers) {
                let shift = i.shifts[0].unwrap();
                let (s, p, p_g) = (i.share, shift.with, i.group.share(0).unwrap());
                prop_assert!((shift.change() - s / (1.0 - s) * (p - p_g)).abs() < 1e-9);
            }
        }
    }
}
