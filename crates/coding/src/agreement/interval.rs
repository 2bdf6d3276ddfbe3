//! The range in which α is likely to be, and how many more units would narrow it.

use super::{Alpha, TENTATIVE, Unit};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The 95 % interval of α: what it would be if as many pairs of coders were drawn again (Hayes and Krippendorff 2007). The expected
/// disagreement is kept.
///
/// Where no pair disagrees, none that is drawn again does. Then `low` is α with the largest share of disagreeing pairs of which a
/// draw without any has a chance of 2.5 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// Draws of a bootstrap.
const DRAWS: usize = 5_000;
/// Left out at either end.
const TAIL: f64 = 0.025;
/// More than anybody codes.
const MOST_PAIRS: u64 = 1_000_000;

impl Interval {
    /// For nominal distances. A drawn pair disagrees with the probability of the observed disagreement, so that the number
    /// of those that do is binomial: the interval is exact, the limit of infinitely many draws.
    pub fn nominal(alpha: &Alpha) -> Interval {
        let n = alpha.pairs;
        if alpha.observed == 0.0 {
            return Interval::without_disagreement(alpha);
        }
        let of = |disagreeing: u64| at(alpha, disagreeing as f64 / n as f64);
        Interval {
            low: of(binomial_quantile(n, alpha.observed, 1.0 - TAIL)),
            high: of(binomial_quantile(n, alpha.observed, TAIL)),
        }
    }

    /// For any distance, by drawing pairs; always the same for the same ratings.
    pub fn drawn<T: Copy>(ratings: &[Unit<T>], distance: impl Fn(T, T) -> f64, alpha: &Alpha) -> Interval {
        if alpha.observed == 0.0 {
            return Interval::without_disagreement(alpha);
        }
        // Distances, with the running sum of how often their pairs are drawn.
        let mut pairs: Vec<(f64, f64)> = Vec::new();
        let mut sum = 0.0;
        for unit in ratings {
            let given: Vec<T> = unit.iter().flatten().copied().collect();
            for i in 0..given.len() {
                for j in 0..i {
                    sum += 1.0 / (given.len() - 1) as f64;
                    pairs.push((sum, distance(given[i], given[j])));
                }
            }
        }
        let mut random = ChaCha8Rng::seed_from_u64(2007);
        let mut draw = || {
            let point = random.random::<f64>() * sum;
            pairs[pairs.partition_point(|&(until, _)| until <= point).min(pairs.len() - 1)].1
        };
        let mut alphas: Vec<f64> =
            (0..DRAWS).map(|_| at(alpha, (0..pairs.len()).map(|_| draw()).sum::<f64>() / pairs.len() as f64)).collect();
        alphas.sort_by(f64::total_cmp);
        let tail = (DRAWS as f64 * TAIL) as usize;
        Interval { low: alphas[tail], high: alphas[DRAWS - 1 - tail] }
    }

    fn without_disagreement(alpha: &Alpha) -> Interval {
        Interval { low: at(alpha, 1.0 - TAIL.powf(1.0 / alpha.pairs as f64)), high: 1.0 }
    }

    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// α at another observed disagreement; at least -1.
fn at(alpha: &Alpha, observed: f64) -> f64 {
    (1.0 - observed / alpha.expected).max(-1.0)
}

/// How many more pairs until the interval excludes 0.667, if coders go on to agree as they do: more coding narrows the interval,
/// it does not raise α.
///
/// 0 if it does already; None if α is so near 0.667 that a million pairs do not tell it from that.
pub fn more_pairs(alpha: &Alpha) -> Option<u64> {
    let excludes = |pairs: u64| !Interval::nominal(&Alpha { pairs, ..*alpha }).holds(TENTATIVE);
    if excludes(alpha.pairs) {
        return Some(0);
    }
    let (mut too_few, mut enough) = (alpha.pairs, alpha.pairs * 2);
    while !excludes(enough) {
        if enough > MOST_PAIRS {
            return None;
        }
        (too_few, enough) = (enough, enough * 2);
    }
    while enough - too_few > 1 {
        let middle = too_few.midpoint(enough);
        *(if excludes(middle) { &mut enough } else { &mut too_few }) = middle;
    }
    Some(enough - alpha.pairs)
}

/// The least k with P(X <= k) >= `at`, for X of `n` tries with probability `p` each, 0 < p <= 1.
fn binomial_quantile(n: u64, p: f64, at: f64) -> u64 {
    if p >= 1.0 {
        return n;
    }
    // By logarithms: the first terms are smaller than any number.
    let odds = (p / (1.0 - p)).ln();
    let mut ln_term = n as f64 * (-p).ln_1p();
    let mut sum = ln_term.exp();
    let mut k = 0;
    while sum < at && k < n {
        ln_term += ((n - k) as f64 / (k + 1) as f64).ln() + odds;
        sum += ln_term.exp();
        k += 1;
    }
    k
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_binomial_distribution() {
        // scipy.stats.binom.ppf
        for (n, p, at, expected) in [
            (10, 0.3, 0.025, 0),
            (10, 0.3, 0.05, 1),
            (10, 0.3, 0.975, 6),
            (323, 0.04, 0.975, 20),
            (5000, 0.5, 0.025, 2431),
            (3, 1.0, 0.5, 3),
        ] {
            assert_eq!(binomial_quantile(n, p, at), expected, "{n} {p} {at}");
        }
    }

    #[test]
    fn drawing_pairs_comes_to_the_same_as_the_limit() {
        let ratings: Vec<Unit<bool>> =
            (0..200).map(|i| vec![Some(i % 4 == 0), Some(if i % 9 == 0 { i % 4 != 0 } else { i % 4 == 0 })]).collect();
        let alpha = super::super::alpha(&ratings, super::super::nominal).expect("varies");
        let (exact, drawn) = (Interval::nominal(&alpha), Interval::drawn(&ratings, super::super::nominal, &alpha));
        assert!((exact.low - drawn.low).abs() < 0.02 && (exact.high - drawn.high).abs() < 0.02, "{exact:?} {drawn:?}");
        assert!(exact.low < alpha.alpha && alpha.alpha < exact.high);
    }

    #[test]
    fn coding_as_many_more_excludes_the_threshold() {
        let ratings = |times: usize| -> Vec<Unit<bool>> {
            // The second coder differs on every tenth.
            let unit = |i: usize| vec![Some(i % 4 < 1), Some((i % 4 < 1) != (i % 10 < 1))];
            (0..times).map(|i| unit(i % 60)).collect()
        };
        let few = ratings(60);
        let alpha = super::super::alpha(&few, super::super::nominal).expect("varies");
        let interval = Interval::nominal(&alpha);
        assert!(interval.holds(TENTATIVE), "{interval:?}");
        let more = more_pairs(&alpha).expect("not at the threshold") as usize;
        let many = ratings(60 + more + more / 5);
        let after = super::super::alpha(&many, super::super::nominal).expect("varies");
        assert!(!Interval::nominal(&after).holds(TENTATIVE), "{more} more: {after:?}");
        assert_eq!(more_pairs(&after), Some(0));
    }

    #[test]
    fn few_units_without_a_disagreement_do_not_tell_that_there_is_none() {
        let ratings: Vec<Unit<bool>> = (0..8).map(|i| vec![Some(i == 0); 2]).collect();
        let alpha = super::super::alpha(&ratings, super::super::nominal).expect("varies");
        let interval = Interval::nominal(&alpha);
        assert!(alpha.alpha == 1.0 && interval.high == 1.0 && interval.low < 0.0, "{interval:?}");
        assert!(more_pairs(&alpha).expect("some") > 0);
    }
}
