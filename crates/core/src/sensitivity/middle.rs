//! Means and medians of steps whose shares are known between bounds, as under a what-if.

use super::Range;

/// The mean of values by the shares of those who gave them, over all shares that are possible; none if nobody may have given
/// any.
///
/// Shares need not add up to 1. The bounds hold whatever the shares are within theirs; together these may exclude some means,
/// so that the range may be wider than need be.
pub fn mean_between(steps: &[(f64, Range)]) -> Option<Range> {
    let mut steps: Vec<(f64, Range)> = steps.to_vec();
    steps.sort_by(|a, b| a.0.total_cmp(&b.0));
    // The smallest mean has the most people at the lowest values, up to some value.
    let mean = |turn: usize, below: fn(Range) -> f64, above: fn(Range) -> f64| {
        let share = |(at, (value, range)): (usize, &(f64, Range))| {
            (*value, if at < turn { below(*range) } else { above(*range) })
        };
        let (sum, all) = steps.iter().enumerate().map(share).fold((0.0, 0.0), |(s, a), (v, w)| (s + v * w, a + w));
        (all > 0.0).then(|| sum / all)
    };
    let low = (0..=steps.len()).filter_map(|turn| mean(turn, |r| r.high, |r| r.low)).min_by(f64::total_cmp)?;
    let high = (0..=steps.len()).filter_map(|turn| mean(turn, |r| r.low, |r| r.high)).max_by(f64::total_cmp)?;
    let exact = steps.iter().all(|(_, range)| range.is_exact());
    Some(if exact { Range::exactly(low) } else { Range { low, high } })
}

/// The first and the last of ordered bands that may hold the median; none if nobody may be in any.
pub fn median_between(shares: &[Range]) -> Option<(usize, usize)> {
    let least = |shares: &[Range]| shares.iter().map(|share| share.low).sum::<f64>();
    let most = |shares: &[Range]| shares.iter().map(|share| share.high).sum::<f64>();
    if most(shares) <= 0.0 {
        return None;
    }
    // As many are below the end of the median's band as above it, or more, but for rounding.
    let first = (0..shares.len()).find(|&b| most(&shares[..=b]) - least(&shares[b + 1..]) > -1e-12)?;
    let last = (0..shares.len()).find(|&b| least(&shares[..=b]) - most(&shares[b + 1..]) > 1e-12);
    Some((first, last.unwrap_or(shares.len() - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::{mean, median_bands};
    use proptest::prelude::*;

    #[test]
    fn known_shares_have_one_mean_and_one_median() {
        let shares = [0.23, 0.22, 0.15].map(Range::exactly);
        let steps: Vec<(f64, Range)> = shares.iter().enumerate().map(|(i, &s)| (i as f64 + 1.0, s)).collect();
        let found = mean_between(&steps).expect("people");
        assert!(found.is_exact() && (found.low - (0.23 + 0.44 + 0.45) / 0.6).abs() < 1e-12, "{found:?}");
        assert_eq!(median_between(&shares), Some((1, 1)));
        // Two and two: the median lies between the bands.
        assert_eq!(median_between(&[0.5, 0.0, 0.5].map(Range::exactly)), Some((0, 2)));
        assert_eq!(mean_between(&[(1.0, Range::default())]), None);
        assert_eq!(median_between(&[]), None);
    }

    proptest! {
        #[test]
        fn every_mean_and_median_within_the_bounds_of_the_shares_is_within_the_ranges(
            steps in prop::collection::vec((0..9_u64, 0..9_u64, 0..9_u64), 1..6)
        ) {
            // Bounds, and a share between them.
            let ranges: Vec<Range> = steps
                .iter()
                .map(|&(a, b, c)| Range { low: a.min(b).min(c) as f64, high: a.max(b).max(c) as f64 })
                .collect();
            let people: Vec<u64> = steps.iter().map(|&(a, b, c)| a + b + c - a.min(b).min(c) - a.max(b).max(c)).collect();
            let of_value: Vec<(f64, Range)> = ranges.iter().enumerate().map(|(i, &r)| (i as f64, r)).collect();
            let counts: Vec<(f64, u64)> = people.iter().enumerate().map(|(i, &n)| (i as f64, n)).collect();
            if let (Some(mean), Some(range)) = (mean(&counts), mean_between(&of_value)) {
                prop_assert!(range.contains(mean.value), "{mean:?} {range:?}");
            }
            if let (Some((first, last)), Some((low, high))) = (median_bands(&people), median_between(&ranges)) {
                prop_assert!(low <= first && last <= high, "{first} {last} {low} {high}");
            }
        }
    }
}
