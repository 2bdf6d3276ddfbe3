//! How much of a change comes of who answered, and how much of what they said.

use crate::bounds::{self, Spread};
use crate::count::columns;
use crate::standardize::{Combination, Parts, standardize};
use crate::{Editions, SharedDimension, SharedQuestion};
use needs_core::estimate::Z_95;
use needs_core::sensitivity::Range;
use needs_core::survey::{Table, categories_in};
use std::collections::BTreeMap;

/// Where fewer answers than this share are exact, bounds would say nothing.
pub const LEAST_EXACT: f64 = 0.6;

/// A change of an option between two editions along a dimension.
///
/// Kitagawa (1955): with the share of each category among those who answered, `w`, and of the option within it, `r`, the
/// change is the sum of `(w2 - w1) (r1 + r2) / 2`, who answered, and of `(r2 - r1) (w1 + w2) / 2`, what they said.
#[derive(Clone, Debug, PartialEq)]
pub enum Split {
    /// Every answer is of one category.
    Exact {
        people: Part,
        answers: Part,
    },
    /// Some are of a class of several categories: each part lies in its range, however these are spread. The two add up to the
    /// change. `exact` is the smaller of the two editions' shares of answers that are of one category.
    Between {
        people: Range,
        answers: Range,
        exact: f64,
    },
    Not(Reason),
}

/// Why a change is not split.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// The two editions are not compared, one of them lacks the dimension, or nobody answered.
    NotCompared,
    /// The dimension has categories that one of the editions lacks or that are not matched.
    Categories,
    /// A respondent may be in several categories.
    Multiple,
    /// No table of one edition has the dimension with this question.
    NoTable,
    /// Fewer than [`LEAST_EXACT`] of the answers of an edition are of one category: this share.
    Blurred(f64),
}

/// A part of a change, with its 95 % interval for chance by the delta method: categories as drawn from a multinomial, answers
/// within each from a binomial distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    pub value: f64,
    pub standard_error: f64,
}

impl Part {
    pub fn low(self) -> f64 {
        self.value - Z_95 * self.standard_error
    }

    pub fn high(self) -> f64 {
        self.value + Z_95 * self.standard_error
    }
}

/// The answers of a category in two editions: who answered, and who of them chose the option.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stratum {
    pub n: [f64; 2],
    pub chose: [f64; 2],
}

/// Splits the change of an option from one edition to another along a dimension.
pub fn split(
    editions: &Editions,
    question: &SharedQuestion,
    option: usize,
    (from, to): (usize, usize),
    dimension: &SharedDimension,
) -> Split {
    let mut spreads = Vec::new();
    for edition in [from, to] {
        if !question.is_comparable(from, to) || question.options[option].counted[edition].is_none() {
            return Split::Not(Reason::NotCompared);
        }
        match spread(editions, question, option, edition, dimension) {
            Ok(spread) => spreads.push(spread),
            Err(reason) => return Split::Not(reason),
        }
    }
    // What only one of the editions could be is no category of both.
    let lacks = |c: usize| {
        let category = &dimension.categories[c];
        !category.not_stated && (category.sets[from] == 0 || category.sets[to] == 0)
    };
    if (0..dimension.categories.len()).any(|c| lacks(c) && spreads.iter().any(|spread| spread.may_have(c))) {
        return Split::Not(Reason::Categories);
    }
    if spreads.iter().any(|spread| spread.answered() == 0) {
        return Split::Not(Reason::NotCompared);
    }
    let exact = spreads.iter().map(Spread::exact).fold(1.0, f64::min);
    if exact < LEAST_EXACT {
        return Split::Not(Reason::Blurred(exact));
    }
    if spreads.iter().all(|spread| spread.classes.is_empty()) {
        let stratum = |c: usize| {
            let of = |spread: &Spread| (f64::from(spread.n[c]), f64::from(spread.chose[c]));
            let (before, after) = (of(&spreads[0]), of(&spreads[1]));
            Stratum { n: [before.0, after.0], chose: [before.1, after.1] }
        };
        let (people, answers) = kitagawa(&(0..dimension.categories.len()).map(stratum).collect::<Vec<_>>());
        return Split::Exact { people, answers };
    }
    let people = bounds::people(&spreads[0], &spreads[1]);
    let change = spreads[1].share() - spreads[0].share();
    Split::Between { people, answers: Range::exactly(change).minus(people), exact }
}

/// The answers of an edition by category, as far as its file tells them.
fn spread(
    editions: &Editions,
    question: &SharedQuestion,
    option: usize,
    edition: usize,
    dimension: &SharedDimension,
) -> Result<Spread, Reason> {
    let survey = &editions.editions[edition].survey;
    let (Some(place), Some(asked)) = (dimension.places[edition], question.places[edition]) else {
        return Err(Reason::NotCompared);
    };
    if survey.dimensions()[place].multiple {
        return Err(Reason::Multiple);
    }
    let table: &Table = survey.table_for(asked, &[place]).ok_or(Reason::NoTable)?;
    debug_assert!(table.has(columns(survey, asked)));
    let counted = question.options[option].counted[edition].as_ref().ok_or(Reason::NotCompared)?;
    let labels = table.labels_of(place).ok_or(Reason::NoTable)?;
    let mut spread = Spread::of(dimension.categories.len());
    for (class, label) in labels.iter().enumerate() {
        let (chose, n) = counted.of(table, class);
        if n == 0 {
            continue;
        }
        let mut shared = 0_u64;
        for category in categories_in(label.set) {
            let of = |c: &crate::SharedCategory| c.sets[edition] >> category & 1 == 1;
            let c = dimension.categories.iter().position(of).ok_or(Reason::Categories)?;
            shared |= 1 << c;
        }
        spread.add(shared, n, chose);
    }
    Ok(spread)
}

/// Splits a change along every dimension that both editions have with one category a person, at once: their positions among the
/// shared ones, and the parts. None if there are not two such dimensions, or one table of each file does not have them all
/// exactly for everybody who answered.
pub fn split_along_all(
    editions: &Editions,
    question: &SharedQuestion,
    option: usize,
    (from, to): (usize, usize),
) -> Option<(Vec<usize>, Parts)> {
    let fits = |d: &usize| {
        let dimension = &editions.dimensions[*d];
        [from, to].into_iter().all(|e| {
            let single = |place: usize| !editions.editions[e].survey.dimensions()[place].multiple;
            dimension.places[e].is_some_and(single)
                && dimension.categories.iter().all(|c| c.not_stated || c.sets[e] != 0)
        })
    };
    let along: Vec<usize> = (0..editions.dimensions.len()).filter(fits).collect();
    if along.len() < 2 || !question.is_comparable(from, to) {
        return None;
    }
    let mut cells: BTreeMap<Vec<usize>, [(f64, f64); 2]> = BTreeMap::new();
    for (place, edition) in [from, to].into_iter().enumerate() {
        let survey = &editions.editions[edition].survey;
        let own: Vec<usize> = along.iter().filter_map(|&d| editions.dimensions[d].places[edition]).collect();
        let table = survey.table_for(question.places[edition]?, &own)?;
        let counted = question.options[option].counted[edition].as_ref()?;
        for class in 0..table.len() {
            let (chose, n) = counted.of(table, class);
            if n == 0 {
                continue;
            }
            let key = along.iter().zip(&own).map(|(&d, &own)| {
                let set = table.labels_of(own)?[class].set;
                editions.dimensions[d].categories.iter().position(|c| set != 0 && set & !c.sets[edition] == 0)
            });
            let cell = &mut cells.entry(key.collect::<Option<_>>()?).or_default()[place];
            *cell = (cell.0 + f64::from(n), cell.1 + f64::from(chose));
        }
    }
    let rate = |(n, chose): (f64, f64)| if n > 0.0 { chose / n } else { 0.0 };
    let combination =
        |(key, of): (Vec<usize>, [(f64, f64); 2])| Combination { key, n: of.map(|c| c.0), rate: of.map(rate) };
    let combinations: Vec<Combination> = cells.into_iter().map(combination).collect();
    let answered = |e: usize| combinations.iter().any(|c| c.n[e] > 0.0);
    (answered(0) && answered(1)).then(|| (along, standardize(&combinations)))
}

/// Kitagawa's two parts: who answered, and what they said. A category that nobody of one edition is in has there the share of
/// the other: all of what it adds is who answered.
///
/// Each edition must have somebody.
pub fn kitagawa(strata: &[Stratum]) -> (Part, Part) {
    let total = [0, 1].map(|e| strata.iter().map(|s| s.n[e]).sum::<f64>());
    let rates = |s: &Stratum| {
        let rate = |e: usize| (s.n[e] > 0.0).then(|| s.chose[e] / s.n[e]);
        [rate(0).or(rate(1)).unwrap_or(0.0), rate(1).or(rate(0)).unwrap_or(0.0)]
    };
    let (mut people, mut answers) = (0.0, 0.0);
    // Of each edition: the mean of a coefficient over its people, and of its square.
    let mut moments = [[(0.0, 0.0); 2]; 2];
    let mut variances = [0.0, 0.0];
    for s in strata {
        let (w, r) = ([s.n[0] / total[0], s.n[1] / total[1]], rates(s));
        let (mean, change) = ((r[0] + r[1]) / 2.0, r[1] - r[0]);
        people += (w[1] - w[0]) * mean;
        answers += change * (w[0] + w[1]) / 2.0;
        for e in [0, 1] {
            for (part, coefficient) in [mean, change / 2.0].into_iter().enumerate() {
                moments[e][part].0 += w[e] * coefficient;
                moments[e][part].1 += w[e] * coefficient * coefficient;
            }
            if s.n[e] > 0.0 {
                let variance = r[e] * (1.0 - r[e]) / s.n[e];
                let factors = [(w[1] - w[0]) / 2.0, (w[0] + w[1]) / 2.0];
                variances.iter_mut().zip(factors).for_each(|(sum, f)| *sum += f * f * variance);
            }
        }
    }
    for e in [0, 1] {
        for part in [0, 1] {
            let (mean, square) = moments[e][part];
            variances[part] += (square - mean * mean).max(0.0) / total[e];
        }
    }
    let part = |value, variance: f64| Part { value, standard_error: variance.sqrt() };
    (part(people, variances[0]), part(answers, variances[1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stratum(before: (f64, f64), after: (f64, f64)) -> Stratum {
        Stratum { n: [before.1, after.1], chose: [before.0, after.0] }
    }

    #[test]
    fn the_same_people_who_say_something_else_changed_only_what_they_said() {
        let (people, answers) = kitagawa(&[stratum((10.0, 50.0), (20.0, 50.0)), stratum((5.0, 50.0), (5.0, 50.0))]);
        assert_eq!((people.value, answers.value), (0.0, 0.1));
    }

    #[test]
    fn other_people_who_say_the_same_changed_only_who_answered() {
        let (people, answers) = kitagawa(&[stratum((25.0, 50.0), (40.0, 80.0)), stratum((5.0, 50.0), (2.0, 20.0))]);
        // From 30 of 100 to 42 of 100.
        assert!((people.value - 0.12).abs() < 1e-12 && answers.value.abs() < 1e-12);
    }

    #[test]
    fn a_category_that_is_new_is_people_who_came() {
        let (people, answers) = kitagawa(&[stratum((10.0, 100.0), (10.0, 100.0)), stratum((0.0, 0.0), (100.0, 100.0))]);
        assert!((people.value - 0.45).abs() < 1e-12 && answers.value.abs() < 1e-12);
    }

    /// `OaxacaBlinder(...).two_fold("self_submitted", submitted_weight=0.5)` of statsmodels 0.14 on one row a person with dummies
    /// for three of the categories, and the standard errors of 200,000 draws (numpy 2: multinomial, then binomials), which the delta method is to meet within 5 %.
    #[test]
    fn it_is_that_of_statsmodels_and_its_errors_those_of_a_bootstrap() {
        let (people, answers) = kitagawa(&[
            stratum((12.0, 60.0), (9.0, 30.0)),
            stratum((40.0, 90.0), (70.0, 110.0)),
            stratum((5.0, 45.0), (20.0, 80.0)),
            stratum((21.0, 30.0), (10.0, 25.0)),
        ]);
        assert!((people.value + 0.003950731807874677).abs() < 1e-12, "{people:?}");
        assert!((answers.value - 0.10218202432488109).abs() < 1e-12, "{answers:?}");
        assert!((people.standard_error / 0.01813396 - 1.0).abs() < 0.05, "{people:?}");
        assert!((answers.standard_error / 0.04303595 - 1.0).abs() < 0.05, "{answers:?}");
    }

    proptest! {
        #[test]
        fn the_two_parts_add_up_to_the_change(
            strata in prop::collection::vec(((0..80_u32, 0..80_u32), (0..80_u32, 0..80_u32)), 1..8)
        ) {
            let strata: Vec<Stratum> = strata.iter().map(|&((x, more), (y, others))| {
                stratum((x.into(), (x + more).into()), (y.into(), (y + others).into()))
            }).collect();
            let sum = |of: fn(&Stratum) -> f64| strata.iter().map(of).sum::<f64>();
            let [n, m] = [sum(|s| s.n[0]), sum(|s| s.n[1])];
            prop_assume!(n > 0.0 && m > 0.0);
            let change = sum(|s| s.chose[1]) / m - sum(|s| s.chose[0]) / n;
            let (people, answers) = kitagawa(&strata);
            prop_assert!((people.value + answers.value - change).abs() < 1e-12);
        }
    }
}
