//! Means of places and band midpoints, the median band, and the Net Promoter Score.

use super::{Difference, Z_95};

/// A mean with its 95 % interval; `low <= value <= high`, all within the range of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// Number of people.
    pub n: u64,
}

/// The mean of `(value, people)` with Student's interval; none for fewer than two people.
///
/// If all of them have one value, the interval is that value alone.
pub fn mean(counts: &[(f64, u64)]) -> Option<Mean> {
    let n: u64 = counts.iter().map(|&(_, people)| people).sum();
    if n < 2 {
        return None;
    }
    let people = n as f64;
    let value = counts.iter().map(|&(value, people)| value * people as f64).sum::<f64>() / people;
    let squares: f64 = counts.iter().map(|&(v, people)| people as f64 * (v - value) * (v - value)).sum();
    let half = t_95(people - 1.0) * (squares / (people - 1.0) / people).sqrt();
    let there = counts.iter().map(|&(value, _)| value);
    let (least, most) = (there.clone().fold(f64::MAX, f64::min), there.fold(f64::MIN, f64::max));
    Some(Mean { value, low: (value - half).max(least), high: (value + half).min(most), n })
}

/// The quantile of Student's distribution for 95 % at `degrees` of freedom.
///
/// To four digits from 3 degrees on (Abramowitz and Stegun 1964, 26.7.5); exact at 1 and 2.
fn t_95(degrees: f64) -> f64 {
    if degrees <= 1.0 {
        return 12.706_204_736;
    }
    if degrees <= 2.0 {
        return 4.302_652_730;
    }
    let (z, z2, v) = (Z_95, Z_95 * Z_95, degrees);
    let terms = [
        (z2 + 1.0) / 4.0,
        ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0,
        (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0,
        ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92_160.0,
    ];
    z + z * terms.iter().rev().fold(0.0, |sum, term| (sum + term) / v)
}

/// The bands that hold the median person; with an even number of people they may be two. None without people.
pub fn median_bands(people: &[u64]) -> Option<(usize, usize)> {
    let n: u64 = people.iter().sum();
    let band_of = |person: u64| {
        let mut sum = 0;
        people.iter().position(|&here| {
            sum += here;
            person < sum
        })
    };
    // People from 0: of five the one in the middle is 2, of four 1 and 2.
    Some((band_of(n.checked_sub(1)? / 2)?, band_of(n / 2)?))
}

/// Share of promoters minus share of detractors, in -1..=1, with the interval of Bonett and Price (2012) for a
/// difference of two shares of the same people; none without people.
pub fn net_promoter_score(promoters: u64, detractors: u64, n: u64) -> Option<Difference> {
    if n == 0 {
        return None;
    }
    let (a, b, people) = (promoters as f64, detractors as f64, n as f64);
    let (p, d) = ((a + 1.0) / (people + 2.0), (b + 1.0) / (people + 2.0));
    let half = Z_95 * ((p + d - (p - d) * (p - d)) / (people + 2.0)).sqrt();
    Some(Difference { value: (a - b) / people, low: (p - d - half).max(-1.0), high: (p - d + half).min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `scipy.stats.t.ppf(0.975, df)`.
    #[test]
    fn the_quantile_is_that_of_scipy() {
        for (degrees, t) in [
            (1.0, 12.7062047362),
            (2.0, 4.3026527297),
            (3.0, 3.1824463053),
            (5.0, 2.5705818356),
            (9.0, 2.2621571628),
            (30.0, 2.0422724563),
            (1000.0, 1.9623390808),
        ] {
            assert!((t_95(degrees) / t - 1.0).abs() < 2e-3, "{degrees}: {} {t}", t_95(degrees));
            assert!(degrees < 9.0 || (t_95(degrees) / t - 1.0).abs() < 1e-5, "{degrees}: {} {t}", t_95(degrees));
        }
    }

    /// By numpy and `scipy.stats.t.interval(0.95, 59, loc=mean, scale=sem)`: 23, 22 and 15 people at places 1, 2 and 3.
    #[test]
    fn a_mean_place_and_its_interval_are_those_of_scipy() {
        let mean = mean(&[(1.0, 23), (2.0, 22), (3.0, 15)]).expect("sixty people");
        assert!((mean.value - 1.866_666_666_7).abs() < 5e-11 && mean.n == 60, "{mean:?}");
        assert!((mean.low - 1.662_279_460_4).abs() < 1e-6 && (mean.high - 2.071_053_872_9).abs() < 1e-6, "{mean:?}");
    }

    #[test]
    fn one_person_has_no_mean_and_nobody_no_score() {
        assert_eq!(mean(&[(1.0, 1)]), None);
        assert_eq!(mean(&[]), None);
        assert_eq!(median_bands(&[0, 0]), None);
        assert_eq!(net_promoter_score(0, 0, 0), None);
    }

    #[test]
    fn the_median_of_an_even_number_may_lie_in_two_bands() {
        assert_eq!(median_bands(&[2, 1, 2]), Some((1, 1)));
        assert_eq!(median_bands(&[2, 0, 2]), Some((0, 2)));
        assert_eq!(median_bands(&[0, 5]), Some((1, 1)));
    }

    /// 50 promoters and 20 detractors of 100: +30; (51 - 21) / 102 ± 1.96 √((72/102 - (30/102)²) / 102), by Python.
    #[test]
    fn a_net_promoter_score_has_its_interval() {
        let score = net_promoter_score(50, 20, 100).expect("a hundred people");
        assert!((score.value - 0.3).abs() < 1e-12, "{score:?}");
        assert!(
            (score.low - 0.141_387_208_3).abs() < 5e-11 && (score.high - 0.446_848_085_8).abs() < 5e-11,
            "{score:?}"
        );
        // With everybody a promoter the interval still has a width.
        assert!(net_promoter_score(20, 0, 20).expect("twenty").low < 0.99);
    }

    proptest! {
        #[test]
        fn a_mean_lies_in_its_interval_and_that_within_the_values(counts in prop::collection::vec(0..50_u64, 1..12)) {
            let counts: Vec<(f64, u64)> = counts.into_iter().enumerate().map(|(i, n)| (i as f64, n)).collect();
            if let Some(mean) = mean(&counts) {
                prop_assert!(mean.low <= mean.value + 1e-9 && mean.value <= mean.high + 1e-9, "{mean:?}");
                prop_assert!(0.0 <= mean.low && mean.high <= (counts.len() - 1) as f64, "{mean:?}");
            }
        }
    }
}
