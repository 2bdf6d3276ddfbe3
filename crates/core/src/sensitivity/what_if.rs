//! The what-if of a view: shares before and after reweighting its groups.

use super::{Answers, CAP, Calibration, Margin, People, Problem, Range, Side, Splitter, Target, cap, margins, rake};
use crate::crosstab::{CrossTab, Unanswerable, table_of};
use crate::estimate::{Proportion, Weighted};
use crate::filter::Membership;
use crate::survey::{Survey, Table};
use crate::view::View;

/// A target, and the sample's share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// Position of the dimension in the file.
    pub dimension: usize,
    pub category: usize,
    /// The target share.
    pub target: f64,
    /// The group's share of the view now; none in a view of nobody.
    pub now: Option<Range>,
    /// Respondents who may or may not be in the group: they keep the share they have together.
    pub undetermined: u64,
}

/// The effect of a view's targets on the shares of its question.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// In the order they were set.
    pub targets: Vec<Reached>,
    /// Unweighted, `[column]`.
    pub before: Vec<Proportion>,
    /// Weighted, `[column]`; empty where the targets are impossible. Who may or may not be in a group with a target keeps
    /// the weight 1.
    pub after: Vec<Proportion>,
    /// The weighted share if the targets held for everybody, whatever groups those are in of whom the file does not tell,
    /// `[column]`; none where that cannot be said.
    pub ranges: Vec<Option<Range>>,
    /// The column that would come first, if one would however they are spread.
    pub first: Option<usize>,
    /// Why the what-if cannot be had, or not fully; empty if all is well.
    pub problems: Vec<Problem>,
    /// None where the targets are impossible.
    pub weights: Option<Weights>,
}

/// The weights of a what-if; the mean over the view's respondents is 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// `[class]` of the whole table; 1 for classes that are not, or may not be, in the view.
    pub of_class: Vec<f64>,
    pub largest: f64,
    pub smallest: f64,
    /// Kish's effective sample size.
    pub effective_n: f64,
    /// Kish's design effect: respondents divided by `effective_n`.
    pub design_effect: f64,
    /// If a weight exceeds 5 times the mean: the largest distance of a group's share from its target under capped weights.
    pub error_if_capped: Option<f64>,
}

impl WhatIf {
    /// Rakes the respondents who are certainly in the view to its targets; none without targets.
    ///
    /// The table must have the dimensions that the view filters and weights by.
    pub fn of(survey: &Survey, view: &View, table: &Table) -> Option<WhatIf> {
        if view.weights.is_empty() {
            return None;
        }
        let people = People::of(survey, view, table, &view.filter, Membership::In);
        let options = 0..people.answers.chosen.len();
        let sum = |column: &[u32]| column.iter().sum::<u32>();
        let before: Vec<Proportion> = options
            .clone()
            .map(|option| Proportion::of(sum(&people.answers.chosen[option]), sum(people.answers.base_of(option))))
            .collect();
        let mut what_if = WhatIf {
            targets: reached(survey, view, &people),
            before,
            after: Vec::new(),
            ranges: Vec::new(),
            first: None,
            problems: Vec::new(),
            weights: None,
        };
        let margins = what_if.margins(survey, view, &people);
        if !what_if.problems.is_empty() {
            return Some(what_if);
        }
        let raked = rake(&people.n, &margins);
        if !raked.converged() {
            what_if.problems.push(Problem::NotConverged { error: raked.error });
        }
        let calibration = Calibration::new(&people.n, &raked.weights, &margins);
        let after = |option: usize| {
            let (base, chosen) = (people.answers.base_of(option), &people.answers.chosen[option]);
            let mut sums = Weighted { se: calibration.standard_error(base, chosen), ..Weighted::default() };
            for ((&w, &x), &n) in raked.weights.iter().zip(chosen).zip(base) {
                sums.add(w, x, n);
            }
            Proportion { weighted: Some(sums), ..what_if.before[option] }
        };
        what_if.after = options.map(after).collect();
        what_if.bound(survey, view, table);
        let mut of_class = vec![1.0; table.len()];
        let mut sums = Weighted::default();
        for ((&class, &w), &n) in people.classes.iter().zip(&raked.weights).zip(&people.n) {
            of_class[class] = w;
            sums.add(w, 0, n);
        }
        let largest = raked.weights.iter().copied().fold(0.0, f64::max);
        what_if.weights = Some(Weights {
            of_class,
            largest,
            smallest: raked.weights.iter().copied().fold(largest, f64::min),
            effective_n: sums.kish_n()?,
            design_effect: sums.design_effect()?,
            error_if_capped: (largest > CAP).then(|| cap(&people.n, &margins, raked).error),
        });
        Some(what_if)
    }

    /// What holds of the shares however those are spread of whom the file does not tell whether they are in a group.
    #[inline(never)]
    fn bound(&mut self, survey: &Survey, view: &View, table: &Table) {
        let people = People::perhaps(survey, view, table, &view.filter);
        let dimensions = weighted(view);
        let splitters: Vec<Splitter> =
            dimensions.iter().map(|&d| Splitter::new(survey, &view.filter, &people, d)).collect();
        let is_exact = |w: &crate::view::Weight| {
            let place = dimensions.iter().position(|&d| d == w.dimension).unwrap_or(0);
            let split = splitters[place].split(1 << w.category);
            split.group.is_exact() && split.rest.is_exact()
        };
        if view.weights.iter().all(is_exact) {
            self.ranges = self.after.iter().map(|after| after.share().map(Range::exactly)).collect();
            let share = |option: usize| self.after[option].share();
            let known = (0..self.after.len()).filter(|&option| share(option).is_some());
            self.first =
                known.reduce(
                    |first, option| if share(option) > share(first).map(|first| first + TIE) { option } else { first },
                );
            return;
        }
        self.ranges = vec![None; self.after.len()];
        let one = matches!(dimensions[..], [d] if !survey.dimensions()[d].multiple || view.weights.len() == 1);
        if one && let Some(mixture) = Mixture::of(survey, view, &people, dimensions[0]) {
            let options = 0..self.after.len();
            self.ranges = options.clone().map(|option| mixture.share(option)).collect();
            let before = |a: usize| options.clone().all(|b| a == b || mixture.is_before(a, b));
            self.first = options.clone().find(|&a| before(a));
        }
    }

    /// The margins of all dimensions that have targets; problems are noted.
    fn margins(&mut self, survey: &Survey, view: &View, people: &People) -> Vec<Margin> {
        let mut all = Vec::new();
        for dimension in weighted(view) {
            let targets: Vec<Target> = (view.weights.iter())
                .filter(|w| w.dimension == dimension)
                .map(|w| Target { category: w.category, share: w.share })
                .collect();
            let labels: Vec<_> = people.labels(dimension).collect();
            let multiple = survey.dimensions()[dimension].multiple;
            match margins(dimension, multiple, &labels, &people.n, &targets) {
                Ok(margins) => all.extend(margins),
                Err(problems) => self.problems.extend(problems),
            }
        }
        // An empty view is the same problem in every dimension.
        self.problems.dedup();
        all
    }
}

/// The dimensions that have targets, ascending.
fn weighted(view: &View) -> Vec<usize> {
    let mut dimensions: Vec<usize> = view.weights.iter().map(|w| w.dimension).collect();
    dimensions.sort_unstable();
    dimensions.dedup();
    dimensions
}

/// The groups that have targets along one dimension, and everybody else, each with the share it is to have.
///
/// With x and y of a group's n choosing an option and answering without choosing it, the option's share is U / (U + V), where U is
/// the sum of target x / n over the groups, and V that of target y / n.
struct Mixture {
    parts: Vec<(f64, Side)>,
    options: usize,
    own_bases: bool,
}

impl Mixture {
    fn of(survey: &Survey, view: &View, people: &People, dimension: usize) -> Option<Mixture> {
        let Answers { own_bases, chosen, .. } = &people.answers;
        let others = |(option, x): (usize, &Vec<u32>)| {
            people.answers.base_of(option).iter().zip(x).map(|(n, x)| n.saturating_sub(*x)).collect()
        };
        let not_chosen = chosen.iter().enumerate().map(others);
        let answers = Answers {
            base: people.n.clone(),
            own_bases: Vec::new(),
            chosen: chosen.iter().cloned().chain(not_chosen).collect(),
        };
        let (options, own_bases) = (chosen.len(), !own_bases.is_empty());
        let people = People { table: people.table, classes: people.classes.clone(), n: people.n.clone(), answers };
        let splitter = Splitter::new(survey, &view.filter, &people, dimension);
        let targets = view.weights.iter().filter(|w| w.dimension == dimension);
        let set = targets.clone().fold(0_u64, |set, w| set | 1 << w.category);
        let rest = splitter.split(set).rest;
        let sum: f64 = targets.clone().map(|w| w.share).sum();
        // Where nobody else may be left, the targets are everybody.
        let (left, total) = match rest.certain.base + rest.possible.base {
            0.0 => (0.0, sum),
            _ if rest.certain.base == 0.0 => return None,
            _ => ((1.0 - sum).max(0.0), sum.max(1.0)),
        };
        let mut parts: Vec<(f64, Side)> =
            targets.map(|w| (w.share / total, splitter.split(1 << w.category).group)).collect();
        parts.push((left / total, rest));
        parts.retain(|(share, _)| *share > 0.0);
        Some(Mixture { parts, options, own_bases })
    }

    fn sum(&self, of: impl Fn(&Side) -> Option<Range>) -> Option<Range> {
        let mut sum = Range::default();
        for (share, side) in &self.parts {
            sum = sum.plus(of(side)?.times(*share));
        }
        Some(sum)
    }

    fn share(&self, option: usize) -> Option<Range> {
        let (u, v) = (self.sum(|side| side.share(option))?, self.sum(|side| side.share(self.options + option))?);
        let share = |u: f64, v: f64| (u + v > 0.0).then(|| u / (u + v));
        Some(Range { low: share(u.low, v.high)?, high: share(u.high, v.low)? })
    }

    fn is_before(&self, a: usize, b: usize) -> bool {
        let ahead = if self.own_bases {
            self.share(a).zip(self.share(b)).map(|(a, b)| a.minus(b))
        } else {
            self.sum(|side| side.difference(a, b))
        };
        ahead.is_some_and(|ahead| ahead.low > 0.0)
    }
}

/// Shares that differ by less are equal but for rounding: the first in the file leads.
const TIE: f64 = 1e-9;

fn reached(survey: &Survey, view: &View, people: &People) -> Vec<Reached> {
    let one = |w: &crate::view::Weight| {
        let maybe = people.groups(survey, w.dimension).maybe;
        let undetermined = maybe.iter().filter(|(_, category)| *category as usize == w.category);
        let now = super::group_shares(survey, &view.filter, w.dimension);
        Reached {
            dimension: w.dimension,
            category: w.category,
            target: w.share,
            now: now.ok().and_then(|now| now[w.category].share),
            undetermined: undetermined.map(|(class, _)| u64::from(people.n[*class as usize])).sum(),
        }
    };
    view.weights.iter().map(one).collect()
}

/// The cross-tabulation of a view under its what-if, and the what-if itself if it has one.
///
/// The row of everybody has the standard errors of raked weights (see [`Calibration`]); intervals of the other rows
/// use Kish's effective sample size. Without targets, or with impossible ones, it is unweighted.
///
/// # Errors
/// If no table has the filtered and weighted dimensions together with the rows.
pub fn crosstab(survey: &Survey, view: &View) -> Result<(CrossTab, Option<WhatIf>), Unanswerable> {
    let table = table_of(survey, view)?;
    if view.weights.is_empty() {
        return Ok((CrossTab::sum(survey, table, view, &view.filter, None), None));
    }
    Ok(under_targets(survey, view, table))
}

#[inline(never)]
fn under_targets(survey: &Survey, view: &View, table: &Table) -> (CrossTab, Option<WhatIf>) {
    let what_if = WhatIf::of(survey, view, table);
    let weights = what_if.as_ref().and_then(|w| w.weights.as_ref());
    let mut tab = CrossTab::sum(survey, table, view, &view.filter, weights.map(|w| w.of_class.as_slice()));
    if let Some(what_if) = &what_if {
        for (cell, after) in tab.cells[0].iter_mut().zip(&what_if.after) {
            if let (Some(cell), Some(after)) = (&mut cell.weighted, after.weighted) {
                cell.se = after.se;
            }
        }
    }
    (tab, what_if)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query, survey::example::example};
    use proptest::prelude::*;

    fn what_if(query: &str) -> WhatIf {
        let survey = example();
        let view = query::parse(query, &survey).view;
        crosstab(&survey, &view).unwrap().1.unwrap()
    }

    #[test]
    fn a_view_without_targets_has_no_what_if_and_is_unweighted() {
        let survey = example();
        let view = query::parse("field=bioimaging", &survey).view;
        let (tab, what_if) = crosstab(&survey, &view).unwrap();
        assert!(what_if.is_none());
        assert_eq!(tab, CrossTab::of(&survey, &view).unwrap());
    }

    #[test]
    fn targets_apply_to_those_of_whom_the_file_tells() {
        // 11 in Australia, 26 elsewhere, 11 untold; a third of those told in Australia.
        let w = what_if("weight=region:australia:0.5");
        assert_eq!(w.targets[0].now, Some(Range { low: 11.0 / 48.0, high: 22.0 / 48.0 }));
        assert!(w.problems.is_empty());
        let weights = w.weights.unwrap();
        assert!((weights.largest - 37.0 * 0.5 / 11.0).abs() < 1e-12, "{weights:?}");
        assert!((weights.smallest - 37.0 * 0.5 / 26.0).abs() < 1e-12);
        assert!(weights.of_class.iter().any(|&w| (w - 1.0).abs() < 1e-12), "the untold keep their weight");
        assert!((weights.design_effect * weights.effective_n - 48.0).abs() < 1e-9);
        assert_eq!(weights.error_if_capped, None);
    }

    #[test]
    fn impossible_targets_leave_the_view_unweighted_and_say_why() {
        let survey = example();
        let region = survey.dimension("region").unwrap();
        let w = what_if("region=-australia&weight=region:australia:0.5");
        assert_eq!(w.problems, [Problem::EmptyGroup { dimension: region, category: 0, target: 0.5 }]);
        assert!(w.after.is_empty() && w.weights.is_none());
        assert_eq!(what_if("channel=&weight=region:australia:0.5").problems, [Problem::Nobody]);
        let view = query::parse("region=-australia&weight=region:australia:0.5", &survey).view;
        assert_eq!(crosstab(&survey, &view).unwrap().0, CrossTab::of(&survey, &view).unwrap());
    }

    #[test]
    fn a_large_weight_tells_what_a_cap_would_leave() {
        let w = what_if("weight=region:australia:0.99").weights.unwrap();
        // A weight of 37 * 0.99 / 11 = 3.3 is under the cap.
        assert_eq!(w.error_if_capped, None);
        // 5 of 26 came directly: 26 * 0.99 / 5 = 5.1 is not, and with 5 they are 25 of 26.
        let w = what_if("region=elsewhere&weight=channel:direct:0.99").weights.unwrap();
        assert!((w.largest - 5.148).abs() < 1e-12, "{w:?}");
        assert!((w.error_if_capped.unwrap() - (0.99 - 25.0 / 26.0)).abs() < 1e-12, "{w:?}");
    }

    proptest! {
        #[test]
        fn asking_for_the_shares_seen_changes_nothing(kept in 1..8_u64) {
            let survey = example();
            let mut view = View::of(&survey);
            view.filter.keep(0, kept, 0b111);
            view.weigh(1, 0, Some(0.0));
            let people = People::of(&survey, &view, &survey.tables[0], &view.filter, Membership::In);
            let groups = people.groups(&survey, 1);
            let n = |members: &[(u32, u8)]| -> u32 { members.iter().map(|(class, _)| people.n[*class as usize]).sum() };
            let told: Vec<(u32, u8)> = groups.members.iter().copied().filter(|(_, category)| *category == 0).collect();
            if n(&groups.members) == 0 {
                return Ok(());
            }
            let now = f64::from(n(&told)) / f64::from(n(&groups.members));
            view.weigh(1, 0, Some(now));
            let (tab, what_if) = crosstab(&survey, &view).unwrap();
            let what_if = what_if.unwrap();
            if what_if.problems.is_empty() {
                for (before, after) in what_if.before.iter().zip(&what_if.after) {
                    let (Some(before), Some(after)) = (before.share(), after.share()) else { continue };
                    prop_assert!((before - after).abs() < 1e-12);
                }
                for (cell, after) in tab.all().iter().zip(&what_if.after) {
                    prop_assert_eq!(*cell, *after);
                }
            }
        }
    }
}
