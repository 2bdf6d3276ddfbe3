//! Which options of a question differ significantly, and the ranks each may have.

use super::{Proportion, holm, two_sided};
use crate::survey::pair;

/// The family-wise error rate over all pairs of a question.
const LEVEL: f64 = 0.05;

/// The ranks that an option may have, 1 being the most requested; `first <= last`.
///
/// After Bazylik, Mogstad, Romano, Shaikh, Wilhelm (arXiv 2402.00192).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankSet {
    pub first: usize,
    pub last: usize,
}

/// The options of one question by share, and which pairs differ significantly.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Positions of the options, largest share first; equal shares keep the order of the file. Options
    /// without a share are left out.
    pub order: Vec<usize>,
    /// `[option]`; none where it has no share.
    pub sets: Vec<Option<RankSet>>,
    /// `[option * options + option]`.
    apart: Vec<bool>,
}

impl Ranking {
    /// Ranks the options of a question answered by the same people.
    ///
    /// Each pair gets the exact binomial test on the people who chose exactly one of the two, with Holm's correction over
    /// all pairs. With `exclusive` (a single choice) these are all who chose either. Otherwise `pairs` gives those who
    /// chose both, in the order of [`crate::survey::pair`]. If `pairs` is empty, the file bounds the number who chose
    /// exactly one of the two from above only; the test uses that bound, which is conservative. Under weights, shares at
    /// their effective sample sizes replace the counts.
    pub fn of(options: &[Proportion], exclusive: bool, pairs: &[Proportion]) -> Ranking {
        let k = options.len();
        let counts: Vec<Option<(f64, f64)>> = options.iter().map(effective).collect();
        let ranked: Vec<usize> = (0..k).filter(|&i| counts[i].is_some()).collect();
        let mut tested = Vec::new();
        let mut p = Vec::new();
        for (place, &a) in ranked.iter().enumerate() {
            for &b in &ranked[place + 1..] {
                let (Some(x), Some(y)) = (counts[a], counts[b]) else { continue };
                let both = pairs.get(pair(k, a, b)).and_then(Proportion::share);
                tested.push((a, b));
                p.push(test(x, y, exclusive, both.unwrap_or(0.0)));
            }
        }
        let mut apart = vec![false; k * k];
        for (&(a, b), p) in tested.iter().zip(holm(&p)) {
            apart[a * k + b] = p < LEVEL;
            apart[b * k + a] = p < LEVEL;
        }
        let share = |i: usize| options[i].share().unwrap_or(0.0);
        let mut order = ranked.clone();
        order.sort_by(|&a, &b| share(b).total_cmp(&share(a)));
        let set = |i: usize| {
            let significantly =
                |above: bool| ranked.iter().filter(|&&j| apart[i * k + j] && (share(j) > share(i)) == above).count();
            RankSet { first: 1 + significantly(true), last: ranked.len() - significantly(false) }
        };
        let sets = (0..k).map(|i| counts[i].is_some().then(|| set(i))).collect();
        Ranking { order, sets, apart }
    }

    /// Whether options `a` and `b` differ significantly.
    pub fn apart(&self, a: usize, b: usize) -> bool {
        self.apart[a * self.sets.len() + b]
    }

    /// The first option and, in order, those that do not differ significantly from it.
    pub fn leaders(&self) -> &[usize] {
        let lead = self.order.iter().take_while(|&&i| !self.apart(self.order[0], i)).count();
        &self.order[..lead]
    }

    /// Maximal runs of `order`, of at least two options, in which no two differ significantly. They may overlap, because
    /// not differing is not transitive.
    pub fn runs(&self) -> Vec<std::ops::Range<usize>> {
        let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
        for start in 0..self.order.len() {
            let mut end = start + 1;
            while end < self.order.len() && (start..end).all(|i| !self.apart(self.order[i], self.order[end])) {
                end += 1;
            }
            if end - start > 1 && runs.last().is_none_or(|last| last.end < end) {
                runs.push(start..end);
            }
        }
        runs
    }
}

/// Count and base as if unweighted.
fn effective(option: &Proportion) -> Option<(f64, f64)> {
    match option.weighted {
        None => (option.base > 0).then(|| (f64::from(option.count), f64::from(option.base))),
        Some(_) => {
            let n = option.effective_n()?;
            Some((option.share()? * n, n))
        }
    }
}

/// The p-value of one pair: `(chosen, base)` each, and the share of those who are known to have chosen both.
fn test(a: (f64, f64), b: (f64, f64), exclusive: bool, both: f64) -> f64 {
    // Both options have the same people; under weights the effective sizes differ, and the smaller one is used.
    let n = a.1.min(b.1);
    let (x, y) = (a.0 * (n / a.1), b.0 * (n / b.1));
    let difference = (x - y).abs();
    let most = if exclusive { x + y } else { (x + y - 2.0 * both * n).min(2.0 * n - x - y) };
    let either = most.max(difference);
    // Whole people, rounded towards no difference.
    two_sided(((either + difference) / 2.0 + 1e-9).floor(), ((either - difference) / 2.0 - 1e-9).ceil().max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::Weighted;
    use proptest::prelude::*;

    fn dask_2021() -> Vec<Proportion> {
        // Documentation, examples in my field, performance, new features, bug fixes; 239 answered.
        [73, 67, 48, 27, 24].map(|x| Proportion::of(x, 239)).to_vec()
    }

    fn sets(options: &[Proportion], exclusive: bool) -> Vec<(usize, usize)> {
        places(&Ranking::of(options, exclusive, &[]))
    }

    fn places(ranking: &Ranking) -> Vec<(usize, usize)> {
        ranking.sets.iter().map(|s| s.map(|s| (s.first, s.last)).unwrap()).collect()
    }

    /// By scipy's `binomtest` and statsmodels' `multipletests(method="holm")`.
    #[test]
    fn rank_sets_of_dask_2021_are_the_reference_ones() {
        assert_eq!(sets(&dask_2021(), true), [(1, 3), (1, 3), (1, 4), (3, 5), (4, 5)]);
    }

    #[test]
    fn dask_2021_documentation_and_examples_do_not_differ() {
        let ranking = Ranking::of(&dask_2021(), true, &[]);
        assert!(!ranking.apart(0, 1) && ranking.apart(0, 3));
        assert_eq!(ranking.leaders(), [0, 1, 2]);
        assert_eq!(ranking.runs(), [0..3, 2..4, 3..5]);
    }

    /// The life scientists of Dask 2021.
    #[test]
    fn with_23_people_no_option_differs_by_more_than_chance() {
        let options = [4, 6, 8, 2, 3].map(|x| Proportion::of(x, 23));
        assert_eq!(sets(&options, true), [(1, 5); 5]);
        assert_eq!(Ranking::of(&options, true, &[]).runs().first(), Some(&(0..5)));
    }

    /// 12, 5 and 5 of 20; whoever chose the second or third chose the first, too, and the same five chose both.
    /// Seven chose the first only and nobody the second only: p = 2 (1/2)^7 = 0.0156, for two of three pairs; three
    /// times that is 0.0469 (Holm). Without the pairs up to 17 may have chosen one only: 12 to 5, p = 0.143.
    #[test]
    fn known_pairs_tell_apart_what_the_bound_does_not() {
        let options = [12, 5, 5].map(|x| Proportion::of(x, 20));
        let pairs = [5, 5, 5].map(|x| Proportion::of(x, 20));
        assert!((test((12.0, 20.0), (5.0, 20.0), false, 5.0 / 20.0) - 2.0 * 0.5_f64.powi(7)).abs() < 1e-12);
        let known = Ranking::of(&options, false, &pairs);
        assert_eq!(places(&known), [(1, 1), (2, 3), (2, 3)]);
        assert_eq!(sets(&options, false), [(1, 3); 3]);
        // One person who chose the second only: 8 to 1, p = 20/512 = 0.0391, and no longer under 5 % with Holm.
        let pairs = [4, 5, 5].map(|x| Proportion::of(x, 20));
        assert!(!Ranking::of(&options, false, &pairs).apart(0, 1));
    }

    #[test]
    fn a_question_nobody_answered_has_no_ranking() {
        let ranking = Ranking::of(&[Proportion::of(0, 0), Proportion::of(0, 0)], true, &[]);
        assert!(ranking.order.is_empty() && ranking.leaders().is_empty() && ranking.runs().is_empty());
        assert_eq!(ranking.sets, [None, None]);
    }

    proptest! {
        /// Unknown overlap must never make a difference look surer than a known one could.
        #[test]
        fn unknown_overlap_errs_towards_no_difference(n in 1..300_u32, x in 0..300_u32, y in 0..300_u32, both in 0..300_u32) {
            let (x, y) = (x.min(n), y.min(n));
            let both = both.clamp((x + y).saturating_sub(n), x.min(y));
            let known = two_sided(f64::from(x - both), f64::from(y - both));
            let (a, b, n) = ((f64::from(x), f64::from(n)), (f64::from(y), f64::from(n)), f64::from(n));
            let bounded = test(a, b, false, 0.0);
            prop_assert!(bounded >= known * (1.0 - 1e-9), "{bounded} {known}");
            // Where the file tells the overlap, the test is the exact one.
            let computed = test(a, b, false, f64::from(both) / n);
            prop_assert!((computed - known).abs() <= 1e-9 * known, "{computed} {known}");
        }

        #[test]
        fn weights_of_one_rank_alike(xs in prop::collection::vec(0..200_u32, 1..6)) {
            let plain: Vec<_> = xs.iter().map(|&x| Proportion::of(x, 200)).collect();
            let ones: Vec<_> = plain.iter().map(|&p| {
                let mut weighted = Weighted::default();
                weighted.add(1.0, p.count, p.base);
                Proportion { weighted: Some(weighted), ..p }
            }).collect();
            prop_assert_eq!(Ranking::of(&plain, false, &[]), Ranking::of(&ones, false, &[]));
            // All who chose the rarer of two chose the other, too.
            let nested = |options: &[Proportion]| -> Vec<Proportion> {
                let rarer = |a: usize, b: usize| if options[a].count < options[b].count { options[a] } else { options[b] };
                (0..options.len()).flat_map(|a| (a + 1..options.len()).map(move |b| rarer(a, b))).collect()
            };
            prop_assert_eq!(Ranking::of(&plain, false, &nested(&plain)), Ranking::of(&ones, false, &nested(&ones)));
        }

        #[test]
        fn the_place_of_an_option_lies_in_its_rank_set(xs in prop::collection::vec(0..100_u32, 1..8)) {
            let options: Vec<_> = xs.iter().map(|&x| Proportion::of(x, 100)).collect();
            let ranking = Ranking::of(&options, false, &[]);
            for (place, &i) in ranking.order.iter().enumerate() {
                let set = ranking.sets[i].unwrap();
                prop_assert!(set.first <= place + 1 && place < set.last);
            }
        }
    }
}
