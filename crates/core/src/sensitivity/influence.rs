//! The effect of leaving a group out on the shares and on the order of the options.

use super::people::table_with;
use super::{People, Range, Side, Split, Splitter};
use crate::crosstab::{Column, Unanswerable, columns};
use crate::survey::{Survey, file::Role};
use crate::view::View;
use std::sync::OnceLock;

/// An option's share with and without a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    pub with: Range,
    pub without: Range,
}

impl Shift {
    /// What leaving the group out adds to the share; where both are known it equals `s / (1 - s) (p - p_g)` with s the
    /// group's share of the base and p_g the share within it.
    pub fn change(self) -> Range {
        self.without.minus(self.with)
    }
}

/// Which option comes first without a group, where the file tells which does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// The same.
    Stays,
    /// Another one: which, if that holds however the undetermined are spread.
    Changes(Option<usize>),
    /// That depends on how they are spread.
    Untold,
}

/// What leaving one group out does.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// Position of the dimension in the file.
    pub dimension: usize,
    pub category: usize,
    /// The group's share of the base, above 0 and below 1.
    pub share: Range,
    /// The group, and everybody else of the view.
    pub group: Side,
    pub rest: Side,
    /// `[option]`; none where the option has no share with or without the group.
    pub shifts: Vec<Option<Shift>>,
    pub first: First,
    /// Whether the order of the options changes at all, if the file tells.
    pub order_changes: Option<bool>,
}

impl Influence {
    /// The option whose share certainly changes most, and by how much (in -1..=1); of equal ones that which may change
    /// more, then the first.
    pub fn largest(&self) -> Option<(usize, Range)> {
        let changes = self.shifts.iter().enumerate().filter_map(|(option, shift)| Some((option, (*shift)?.change())));
        let size = |change: Range| (change.least(), change.most());
        changes.reduce(|most, change| if size(change.1) > size(most.1) { change } else { most })
    }

    /// Whether the file tells of everybody in the view whether they are in the group.
    pub fn is_exact(&self) -> bool {
        self.group.is_exact() && self.rest.is_exact()
    }

    /// Whether the option of [`Influence::largest`] moves further than any other share without any other of `groups`, however
    /// the undetermined are spread.
    pub fn is_largest(&self, groups: &[Influence]) -> bool {
        let Some((option, change)) = self.largest() else { return false };
        let others = groups.iter().flat_map(|group| {
            let same = (group.dimension, group.category) == (self.dimension, self.category);
            let changes = group.shifts.iter().enumerate().filter(move |(other, _)| !(same && *other == option));
            changes.filter_map(|(_, shift)| Some((*shift)?.change().most()))
        });
        others.fold(0.0, f64::max) <= change.least()
    }

    /// Whether the first place is one of `leaders` without the group, as it is with it (`all`); of one leader the same as
    /// [`Influence::first`].
    pub fn lead(&self, all: &Side, leaders: &[usize]) -> First {
        if !leads(all, leaders) {
            First::Untold
        } else if leads(&self.rest, leaders) {
            First::Stays
        } else if others(all, leaders).any(|other| leaders.iter().all(|&l| self.rest.is_before(other, l))) {
            First::Changes(self.rest.first())
        } else {
            First::Untold
        }
    }

    fn distance(&self) -> (f64, f64) {
        self.largest().map_or((0.0, 0.0), |(_, change)| (change.least(), change.most()))
    }
}

/// Whether some of `leaders` comes before every other option, however the undetermined are spread.
fn leads(side: &Side, leaders: &[usize]) -> bool {
    others(side, leaders).all(|other| leaders.iter().any(|&leader| side.is_before(leader, other)))
}

fn others<'a>(side: &Side, leaders: &'a [usize]) -> impl Iterator<Item = usize> + use<'a> {
    (0..side.certain.chosen.len()).filter(|option| !leaders.contains(option))
}

/// The influence of a group; none of one that may be empty, or everybody.
pub fn influence((dimension, category): (usize, usize), all: &Side, split: Split) -> Option<Influence> {
    let Split { group, rest } = split;
    let share = group.part_of(&rest, |tally| tally.base)?;
    if !(group.certain.base > 0.0 && rest.certain.base > 0.0) {
        return None;
    }
    let options = 0..all.certain.chosen.len();
    let shift = |option| Some(Shift { with: all.share(option)?, without: rest.share(option)? });
    let first = match (all.first(), rest.first()) {
        (Some(with), Some(without)) if with == without => First::Stays,
        (Some(_), Some(without)) => First::Changes(Some(without)),
        (Some(with), None) if options.clone().any(|other| other != with && rest.is_before(other, with)) => {
            First::Changes(None)
        }
        _ => First::Untold,
    };
    // Two neighbours that are told apart before and the other way round after, or no pair that may be.
    let order = all.certain.order();
    let mut pairs = order.windows(2).map(|pair| (pair[0], pair[1]));
    let turned = |(a, b)| all.is_before(a, b) && rest.is_before(b, a);
    let kept = |(a, b)| all.is_before(a, b) && rest.is_before(a, b);
    let order_changes = if pairs.clone().any(turned) { Some(true) } else { pairs.all(kept).then_some(false) };
    let shifts = options.map(shift).collect();
    Some(Influence { dimension, category, share, group, rest, shifts, first, order_changes })
}

/// How far the order and the shares of a question depend on each group of the bias dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    pub options: Vec<Column>,
    /// Everybody of the view.
    pub all: Side,
    /// Options by share among those who certainly are in the view.
    pub order: Vec<usize>,
    /// Every group of every bias dimension, strongest influence first; ties in file order.
    pub influences: Vec<Influence>,
    /// Bias dimensions that no table holds together with the filtered ones.
    pub unanswerable: Vec<usize>,
    /// Groups that have no influence told because nobody certainly is in them, though somebody may be.
    pub unseen: usize,
}

impl Sensitivity {
    /// Leaves out each group of each bias dimension in turn.
    ///
    /// Unweighted, whatever the view's what-if: it is the other way to ask the same thing. Those who did not say in which
    /// group they are, are no group. In a file of several tables each dimension is answered by the first table that can.
    ///
    /// # Errors
    /// If no table has the filtered dimensions.
    pub fn of(survey: &Survey, view: &View) -> Result<Sensitivity, Unanswerable> {
        let select = |table| People::perhaps(survey, view, table, &view.filter);
        let mut people = select(table_with(survey, view, &[])?);
        let all = everybody(survey, view, &people);
        let order = all.certain.order();
        let mut influences = Vec::new();
        let (mut unanswerable, mut unseen) = (Vec::new(), 0);
        for (dimension, of) in survey.dimensions().iter().enumerate().filter(|(_, of)| of.role == Role::Bias) {
            let Ok(table) = table_with(survey, view, &[dimension]) else {
                unanswerable.push(dimension);
                continue;
            };
            if !std::ptr::eq(table, people.table) {
                people = select(table);
            }
            let splitter = Splitter::new(survey, &view.filter, &people, dimension);
            let all = splitter.all();
            let groups = (0..of.categories.len()).filter(|&c| !of.is_not_stated(c));
            for category in groups {
                let split = splitter.split(1 << category);
                unseen += usize::from(split.group.certain.base == 0.0 && split.group.possible.base > 0.0);
                influences.extend(influence((dimension, category), &all, split));
            }
        }
        influences.sort_by(|a, b| b.distance().partial_cmp(&a.distance()).expect("distances are numbers"));
        Ok(Sensitivity { options: columns(survey, view), all, order, influences, unanswerable, unseen })
    }

    /// Whether something is told of every group that somebody is in.
    pub fn is_whole(&self) -> bool {
        self.unanswerable.is_empty() && self.unseen == 0
    }

    /// The groups without which another option comes first, strongest influence first.
    pub fn hangs_on(&self) -> impl Iterator<Item = &Influence> {
        self.influences.iter().filter(|influence| matches!(influence.first, First::Changes(_)))
    }

    /// The groups of which the file does not tell whether another option comes first without them.
    pub fn untold(&self) -> impl Iterator<Item = &Influence> {
        self.influences.iter().filter(|influence| influence.first == First::Untold)
    }
}

/// The sensitivity of a view, computed when it is first asked for: the strip, the chart and the findings need the same.
#[derive(Debug, Default, PartialEq)]
pub struct Once(OnceLock<Result<Sensitivity, Unanswerable>>);

impl Once {
    /// [`Sensitivity::of`] of the one view that this belongs to.
    ///
    /// # Errors
    /// If no table has the filtered dimensions.
    #[inline(never)]
    pub fn of(&self, survey: &Survey, view: &View) -> Result<&Sensitivity, &Unanswerable> {
        self.0.get_or_init(|| Sensitivity::of(survey, view)).as_ref()
    }
}

/// Everybody in a view, as far as the file tells who is.
fn everybody(survey: &Survey, view: &View, people: &People) -> Side {
    // Of a view that filters by one dimension, that dimension tells; of others any.
    let filtered = view.filter.dimensions().find(|&d| people.table.labels_of(d).is_some());
    let dimension = filtered.or_else(|| people.table.dimensions.first().copied());
    dimension.map_or_else(
        || Side::of(super::Tally::of(None, &people.answers), people.answers.those(&[])),
        |dimension| Splitter::new(survey, &view.filter, people, dimension).all(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitivity::{Answers, Tally};
    use crate::{query, sensitivity::by_dimension, survey::example::example};
    use proptest::prelude::*;

    fn sensitivity(query: &str) -> Sensitivity {
        let survey = example();
        Sensitivity::of(&survey, &query::parse(query, &survey).view).unwrap()
    }

    /// One dimension of exact groups, `[class]`, and what they answered.
    fn told(groups: &[usize], answers: &Answers, category: usize) -> Option<Influence> {
        let classes = |is: bool| (0..groups.len()).filter(|&c| (groups[c] == category) == is).collect::<Vec<_>>();
        let side = |classes: &[usize]| Side::of(Tally::of(None, &answers.those(classes)), answers.those(&[]));
        let all = side(&(0..groups.len()).collect::<Vec<_>>());
        influence((7, category), &all, Split { group: side(&classes(true)), rest: side(&classes(false)) })
    }

    #[test]
    fn a_group_that_splits_the_options_apart_changes_the_first() {
        let answers = Answers {
            base: vec![10, 10, 20, 20],
            chosen: vec![vec![5, 5, 2, 2], vec![2, 2, 8, 8]],
            ..Answers::default()
        };
        let of = |category| told(&[0, 0, 1, 1], &answers, category);
        assert_eq!(of(2), None, "nobody is in the third group");
        // Without the second, 10 of 20 want the first option instead of 14 of 60.
        let second = of(1).unwrap();
        assert_eq!((second.dimension, second.category, second.first), (7, 1, First::Changes(Some(0))));
        let (option, change) = second.largest().unwrap();
        assert!(option == 0 && change.is_exact() && (change.low - (10.0 / 20.0 - 14.0 / 60.0)).abs() < 1e-15);
        assert_eq!(of(0).unwrap().order_changes, Some(false));
    }

    #[test]
    fn several_lead_without_a_group_if_one_of_them_still_comes_first() {
        let answers = Answers {
            base: vec![10, 10],
            chosen: vec![vec![9, 1], vec![2, 7], vec![3, 4], vec![0, 3]],
            ..Answers::default()
        };
        let all = Side::of(Tally::of(None, &answers), answers.those(&[]));
        let first = told(&[0, 1], &answers, 0).unwrap();
        // Of 20, 10 chose the first option, 9 the second; without the first group 1 and 7 of 10.
        assert_eq!(first.lead(&all, &[0]), First::Changes(Some(1)));
        assert_eq!(first.lead(&all, &[0, 1]), First::Stays);
        assert_eq!(first.lead(&all, &[0, 2]), First::Changes(Some(1)));
        assert_eq!(first.lead(&all, &[2]), First::Untold, "it does not lead with the group either");
    }

    #[test]
    fn one_leader_is_robust_where_the_first_place_is() {
        for query in ["", "question=often", "question=features", "field=bioimaging", "region=-australia"] {
            let found = sensitivity(query);
            let Some(first) = found.all.first() else { continue };
            for influence in &found.influences {
                let (lead, first) = (influence.lead(&found.all, &[first]), influence.first);
                let kind = |first: First| (first == First::Stays, first == First::Untold);
                assert_eq!(kind(lead), kind(first), "{query}: {influence:?}");
            }
        }
    }

    #[test]
    fn a_group_of_everybody_has_no_influence() {
        let answers = |n| Answers { base: vec![n], chosen: vec![vec![0]], ..Answers::default() };
        assert!(told(&[0], &answers(5), 0).is_none());
        assert!(told(&[0], &answers(0), 0).is_none());
    }

    #[test]
    fn who_did_not_say_is_no_group_to_leave_out() {
        let mut survey = example();
        survey.about.dimensions[1].not_stated = "elsewhere".to_owned();
        let found = Sensitivity::of(&survey, &View::of(&survey)).unwrap();
        assert!(found.influences.iter().all(|i| (i.dimension, i.category) != (1, 1)));
        assert!(found.influences.iter().any(|i| (i.dimension, i.category) == (1, 0)));
    }

    /// Of the example's 48, 11 are in Australia, 26 elsewhere, and of 11 (5 of 10 who answered want documentation) nobody knows.
    #[test]
    fn what_is_told_of_a_generalized_group_holds_wherever_they_are() {
        let found = sensitivity("");
        let australia = found.influences.iter().find(|i| (i.dimension, i.category) == (1, 0)).unwrap();
        assert!(!australia.is_exact());
        let (certain, open) = (&australia.rest.certain, &australia.rest.possible);
        assert_eq!((certain.chosen[0], certain.base, open.chosen[0], open.base), (11.0, 24.0, 5.0, 10.0));
        let without = australia.shifts[0].unwrap().without;
        assert_eq!((without.low, without.high), (11.0 / 29.0, 16.0 / 29.0));
    }

    #[test]
    fn the_example_has_the_strongest_group_first() {
        let found = sensitivity("");
        let distances: Vec<(f64, f64)> = found.influences.iter().map(Influence::distance).collect();
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
        let told = |survey: &Survey| {
            let found = Sensitivity::of(survey, &view).unwrap();
            let of = |i: Influence| (i.dimension, i.category, i.share, i.shifts, i.first, i.order_changes);
            (found.order, found.all, found.influences.into_iter().map(of).collect::<Vec<_>>())
        };
        let before = told(&survey);
        let table = &mut survey.tables[0];
        table.n.reverse();
        table.counts.iter_mut().for_each(|column| column.reverse());
        table.labels.iter_mut().for_each(|column| column.reverse());
        assert_eq!(told(&survey), before);
    }

    #[test]
    fn a_view_of_nobody_leans_on_nobody() {
        let found = sensitivity("channel=");
        assert!(found.influences.is_empty() && found.order.is_empty() && found.hangs_on().count() == 0);
    }

    proptest! {
        #[test]
        fn the_shift_is_the_closed_form(rows in prop::collection::vec((0..3_usize, 0..50_u32, 1..50_u32), 2..30)) {
            let groups: Vec<usize> = rows.iter().map(|r| r.0).collect();
            let answers = Answers {
                base: rows.iter().map(|r| r.1 + r.2).collect(),
                chosen: vec![rows.iter().map(|r| r.1).collect()],
                ..Answers::default()
            };
            for i in (0..3).filter_map(|category| told(&groups, &answers, category)) {
                let shift = i.shifts[0].unwrap();
                let (s, p, p_g) = (i.share.low, shift.with.low, i.group.share(0).unwrap().low);
                prop_assert!((shift.change().low - s / (1.0 - s) * (p - p_g)).abs() < 1e-9);
            }
        }
    }
}
