//! The exact binomial test at 1/2, and Holm's correction for multiple testing.

use std::f64::consts::{LN_2, PI, SQRT_2};

/// Above this many people the normal tail agrees with the exact one to six digits.
const LARGE: f64 = 1e6;

/// Exact two-sided binomial test at 1/2: the probability that chance splits `b + c` at least as unevenly as `b` to
/// `c`. In 0..=1; 1 if `b + c` is 0.
///
/// `b` and `c` are whole numbers up to 1e9. From a million on, the normal tail with continuity correction
/// is used: its relative error there is under 1e-4 wherever the result exceeds 1e-20.
pub fn two_sided(b: f64, c: f64) -> f64 {
    let m = b + c;
    let fewer = b.min(c);
    let difference = (b - c).abs();
    if difference <= 1.0 {
        return 1.0;
    }
    if m > LARGE {
        return erfc((difference - 1.0) / m.sqrt() / SQRT_2);
    }
    // P(X <= fewer) = P(X = fewer) (1 + k/(m-k+1) + k(k-1)/((m-k+1)(m-k+2)) + ...)
    let mut term = 1.0;
    let mut sum = 1.0;
    let mut k = fewer;
    while k > 0.0 && term > sum * f64::EPSILON {
        term *= k / (m - k + 1.0);
        sum += term;
        k -= 1.0;
    }
    let ln_point = ln_factorial(m) - ln_factorial(fewer) - ln_factorial(m - fewer) - m * LN_2;
    (2.0 * sum * ln_point.exp()).min(1.0)
}

/// Holm's step-down adjustment (1979): adjusted p-values in the order given, comparable with the level itself.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut adjusted = vec![0.0; p.len()];
    let mut highest = 0.0_f64;
    for (done, &i) in order.iter().enumerate() {
        highest = highest.max((p.len() - done) as f64 * p[i]).min(1.0);
        adjusted[i] = highest;
    }
    adjusted
}

/// ln(n!) by Stirling's series, exact to about 12 digits.
fn ln_factorial(n: f64) -> f64 {
    if n < 16.0 {
        return (2..=n as u32).map(f64::from).product::<f64>().ln();
    }
    let n2 = n * n;
    (n + 0.5) * n.ln() - n + 0.5 * (2.0 * PI).ln() + (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / (1260.0 * n2)) / n2) / n
}

/// Complementary error function for x >= 0, relative error under 1.2e-7 (Press et al., Numerical Recipes, erfcc).
fn erfc(x: f64) -> f64 {
    const COEFFICIENTS: [f64; 10] = [
        0.17087277,
        -0.82215223,
        1.48851587,
        -1.13520398,
        0.27886807,
        -0.18628806,
        0.09678418,
        0.37409196,
        1.00002368,
        -1.26551223,
    ];
    let t = 1.0 / (1.0 + 0.5 * x);
    let polynomial = COEFFICIENTS.iter().fold(0.0, |sum, c| sum * t + c);
    t * (polynomial - x * x).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By hand: 2 (1 + 5 + 10) / 32 caps at 1, 2 (1 + 5) / 32, 2 / 32.
    #[test]
    fn small_splits_are_exact() {
        for (b, c, p) in [(0.0, 0.0, 1.0), (3.0, 2.0, 1.0), (4.0, 1.0, 0.375), (0.0, 5.0, 0.0625)] {
            assert!((two_sided(b, c) - p).abs() < 1e-12, "{b} {c}: {}", two_sided(b, c));
        }
    }

    /// `scipy.stats.binomtest(39, 130)`: Dask 2021, those who use only DataFrame against only Array.
    #[test]
    fn dask_2021_dataframe_against_array_is_that_of_scipy() {
        let p = two_sided(91.0, 39.0);
        assert!((p - 5.8764e-6).abs() < 5e-11, "{p}");
    }

    #[test]
    fn exact_and_normal_tail_meet_at_a_million() {
        for z in [0.5, 2.0, 4.0, 8.0] {
            let d = 2.0 * (z * LARGE.sqrt() / 2.0_f64).round();
            let exact = two_sided((LARGE + d) / 2.0, (LARGE - d) / 2.0);
            let normal = erfc((d - 1.0) / LARGE.sqrt() / SQRT_2);
            assert!((exact / normal - 1.0).abs() < 5e-4, "z = {z}: {exact} {normal}");
        }
    }

    #[test]
    fn a_billion_people_do_not_overflow_or_stall() {
        assert_eq!(two_sided(5e8, 5e8), 1.0);
        let p = two_sided(5e8 + 31_000.0, 5e8 - 31_000.0); // 1.96 standard deviations
        assert!((p - 0.05).abs() < 1e-3, "{p}");
        assert_eq!(two_sided(1e9, 0.0), 0.0);
    }

    /// Holm (1979): smallest p times the number of tests, and so on, never decreasing.
    #[test]
    fn holm_multiplies_the_smallest_most() {
        assert_eq!(holm(&[0.01, 0.04, 0.03]), [0.03, 0.06, 0.06]);
        assert_eq!(holm(&[0.5, 0.9]), [1.0, 1.0]);
        assert!(holm(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn the_tail_equals_the_sum_of_its_binomial_terms(m in 1..200_u32, k in 0..200_u32) {
            let fewer = k.min(m - k.min(m));
            let mut term = 0.5_f64.powi(m as i32);
            let mut sum = 0.0;
            for i in 0..=fewer {
                sum += term;
                term *= f64::from(m - i) / f64::from(i + 1);
            }
            let p = two_sided(f64::from(fewer), f64::from(m - fewer));
            prop_assert!((p - (2.0 * sum).min(1.0)).abs() < 1e-10 * p);
        }
    }
}
