//! The what-if of a view: shares before and after reweighting its groups.

use super::{CAP, Calibration, Margin, People, Problem, Target, cap, imbalance, margins, rake};
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
    /// The group's observed share, among those whose membership is known; none if it is known of nobody.
    pub now: Option<f64>,
    /// Respondents who may or may not be in the group; together they keep their share.
    pub undetermined: u64,
    /// Absolute standardized mean difference of that share from the target; none for a target of 0 or 1.
    pub imbalance: Option<f64>,
}

/// The effect of a view's targets on the shares of its question.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// In the order they were set.
    pub targets: Vec<Reached>,
    /// Unweighted, `[column]`.
    pub before: Vec<Proportion>,
    /// Weighted, `[column]`; empty where the targets are impossible.
    pub after: Vec<Proportion>,
    /// Why the targets cannot be met, or not fully; empty if they are.
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

    /// The margins of all dimensions that have targets; adds to the problems.
    fn margins(&mut self, survey: &Survey, view: &View, people: &People) -> Vec<Margin> {
        let mut dimensions: Vec<usize> = view.weights.iter().map(|w| w.dimension).collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        let mut all = Vec::new();
        for dimension in dimensions {
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

fn reached(survey: &Survey, view: &View, people: &People) -> Vec<Reached> {
    let one = |w: &crate::view::Weight| {
        let groups = people.groups(survey, w.dimension);
        let in_group = |&(class, category): &(u32, u8)| (category as usize == w.category).then_some(class);
        let sum = |classes: &[(u32, u8)]| -> u64 {
            classes.iter().filter_map(in_group).map(|class| u64::from(people.n[class as usize])).sum()
        };
        let everybody: u64 = people.n.iter().map(|&n| u64::from(n)).sum();
        let undetermined = sum(&groups.maybe);
        let known = everybody - undetermined;
        let now = (known > 0).then(|| sum(&groups.members) as f64 / known as f64);
        Reached {
            dimension: w.dimension,
            category: w.category,
            target: w.share,
            now,
            undetermined,
            imbalance: now.and_then(|now| imbalance(now, w.share)),
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
        let now = w.targets[0].now.unwrap();
        assert!((now - 11.0 / 37.0).abs() < 1e-15, "{now}");
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
            let now = crosstab(&survey, &view).unwrap().1.unwrap().targets[0].now;
            let Some(now) = now else { return Ok(()) };
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
