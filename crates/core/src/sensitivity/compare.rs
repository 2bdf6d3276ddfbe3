//! Compares one view with another, option by option.

use super::people::table_with;
use super::{People, Tally};
use crate::crosstab::{Column, Unanswerable, columns};
use crate::estimate::{Difference, Proportion, combined};
use crate::filter::{Filter, Membership};
use crate::survey::Survey;
use crate::view::{Versus, View};

/// The shares of an option on both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    pub here: Proportion,
    pub there: Proportion,
    /// Here minus there; none if either base is 0 or no table says who is on both sides.
    pub difference: Option<Difference>,
}

/// A view compared with its `versus`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub columns: Vec<Column>,
    /// `[column]`.
    pub options: Vec<Compared>,
    /// Respondents on this side, on the other, and on both; the last is none where no table says.
    pub here: u64,
    pub there: u64,
    pub both: Option<u64>,
}

impl Comparison {
    /// How many the shares here and there are of; none where every option has a base of its own.
    pub fn bases(&self) -> Option<(u32, u32)> {
        let of = |compared: &Compared| (compared.here.base, compared.there.base);
        let first = of(self.options.first()?);
        self.options.iter().all(|compared| of(compared) == first).then_some(first)
    }

    /// Compares unweighted; counts on each side those who certainly belong to it.
    ///
    /// People on both sides count on both. With O on both, a only here and b only there, `p_A - p_B` is a sum over these
    /// three disjoint groups, with Newcombe's interval extended to sums (Zou and Donner 2008). For disjoint sides this is
    /// Newcombe's interval; against everybody it is the interval against the rest times the rest's share.
    ///
    /// # Errors
    /// If no table has the filtered dimensions of a side.
    pub fn of(survey: &Survey, view: &View) -> Result<Comparison, Unanswerable> {
        let other = match &view.versus {
            Versus::Everyone => Filter::everyone(survey.dimensions().len()),
            Versus::Rest => view.filter.clone(),
            Versus::Filter(filter) => filter.clone(),
        };
        let there_is = if view.versus == Versus::Rest { Membership::Out } else { Membership::In };
        let side =
            |people: &People| (Tally::of(None, &people.answers), people.n.iter().map(|&n| u64::from(n)).sum::<u64>());
        let more: Vec<usize> = other.dimensions().collect();
        let Ok(table) = table_with(survey, view, &more) else {
            // The sides come from different tables: who is on both is unknown.
            let here = People::of(survey, view, table_with(survey, view, &[])?, &view.filter, Membership::In);
            let dimensions = more;
            let table = survey.table_for(view.question, &dimensions).ok_or(Unanswerable { dimensions })?;
            let (a, here) = side(&here);
            let (b, there) = side(&People::of(survey, view, table, &other, there_is));
            let pair = |option| Compared { here: a.proportion(option), there: b.proportion(option), difference: None };
            let options = (0..a.chosen.len()).map(pair).collect();
            return Ok(Comparison { columns: columns(survey, view), options, here, there, both: None });
        };
        let (here, there) = (view.filter.classes(table), other.classes(table));
        let part = |here_too: bool, there_too: bool| {
            let is = |c: usize| (here[c] == Membership::In) == here_too && (there[c] == there_is) == there_too;
            side(&People::those(survey, view, table, is))
        };
        let [(both, n_both), (a, n_a), (b, n_b)] = [part(true, true), part(true, false), part(false, true)];
        let pair = |option| compare(both.proportion(option), a.proportion(option), b.proportion(option));
        Ok(Comparison {
            columns: columns(survey, view),
            options: (0..both.chosen.len()).map(pair).collect(),
            here: n_a + n_both,
            there: n_b + n_both,
            both: Some(n_both),
        })
    }
}

/// From those on both sides, only here, and only there.
fn compare(both: Proportion, here: Proportion, there: Proportion) -> Compared {
    let with_both = |p: Proportion| Proportion::of(both.count + p.count, both.base + p.base);
    let (a, b) = (with_both(here), with_both(there));
    let difference = || {
        // The part of each side that is on both.
        let in_both = |side: Proportion| f64::from(both.base) / f64::from(side.base);
        let value = a.share()? - b.share()?;
        let parts = [(in_both(a) - in_both(b), both), (1.0 - in_both(a), here), (in_both(b) - 1.0, there)];
        let terms: Vec<_> =
            (parts.into_iter()).filter_map(|(factor, part)| Some((factor, part.share()?, part.interval()?))).collect();
        Some(Difference { value, ..combined(&terms) })
    };
    Compared { here: a, there: b, difference: difference() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query, sensitivity::by_dimension, survey::example::example};
    use proptest::prelude::*;

    fn comparison(query: &str) -> Comparison {
        let survey = example();
        Comparison::of(&survey, &query::parse(query, &survey).view).unwrap()
    }

    #[test]
    fn against_the_rest_it_is_newcombes() {
        let c = compare(Proportion::of(0, 0), Proportion::of(8, 23), Proportion::of(39, 192));
        assert_eq!(c.difference, Proportion::of(8, 23).minus(&Proportion::of(39, 192)));
    }

    #[test]
    fn against_everybody_it_is_the_rests_share_of_that_against_the_rest() {
        let (part, rest) = (Proportion::of(8, 23), Proportion::of(39, 192));
        let to_all = compare(part, Proportion::of(0, 0), rest).difference.unwrap();
        let to_rest = part.minus(&rest).unwrap();
        let share = 192.0 / 215.0;
        for (a, b) in [(to_all.value, to_rest.value), (to_all.low, to_rest.low), (to_all.high, to_rest.high)] {
            assert!((a - share * b).abs() < 1e-12, "{a} {b}");
        }
    }

    #[test]
    fn a_view_against_itself_differs_by_nothing() {
        let c = comparison("field=bioimaging&vs=field%3Dbioimaging");
        assert_eq!((c.here, c.there, c.both), (27, 27, Some(27)));
        assert!(c.options.iter().all(|n| n.difference == Some(Difference { value: 0.0, low: 0.0, high: 0.0 })));
    }

    #[test]
    fn who_is_undetermined_is_on_neither_side() {
        // Field: 27 bioimaging, 5 who may be (and 16 others).
        let c = comparison("field=bioimaging&vs=rest");
        assert_eq!((c.here, c.there, c.both), (27, 16, Some(0)));
        let c = comparison("field=bioimaging");
        assert_eq!((c.here, c.there, c.both), (27, 48, Some(27)));
    }

    #[test]
    fn sides_that_no_table_holds_together_are_shown_without_a_difference() {
        let survey = by_dimension();
        let view = query::parse("region=australia&vs=channel%3Ddirect", &survey).view;
        let c = Comparison::of(&survey, &view).unwrap();
        assert_eq!((c.here, c.there, c.both), (11, 10, None));
        assert!(
            c.options.iter().all(|option| option.difference.is_none() && option.here.base > 0 && option.there.base > 0)
        );
    }

    #[test]
    fn a_side_of_nobody_has_no_difference() {
        assert!(comparison("channel=").options.iter().all(|option| option.difference.is_none()));
    }

    proptest! {
        #[test]
        fn the_difference_lies_in_its_interval(o in (0..40_u32, 0..40_u32), a in (0..40_u32, 0..40_u32), b in (0..40_u32, 0..40_u32)) {
            let [o, a, b] = [o, a, b].map(|(x, others)| Proportion::of(x, x + others));
            if let Some(d) = compare(o, a, b).difference {
                prop_assert!(d.low <= d.value + 1e-12 && d.value <= d.high + 1e-12, "{d:?}");
            }
        }
    }
}
