//! Intervals of a share and of the difference of two shares.

/// The normal quantile for 95 %.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// A 95 % interval of a share; `0 <= low <= high <= 1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// A difference of two shares, in -1..=1, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Difference {
    /// Whether the interval excludes 0.
    pub fn is_significant(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The score interval of Wilson (1927) for a share `p` among `n > 0` people; `n` may be an effective number.
///
/// Unlike the textbook interval (Wald) its coverage holds for few people: at n = 8 Wald's covers 75 % on average
/// instead of 95 %.
pub fn wilson(p: f64, n: f64) -> Interval {
    let z2 = Z_95 * Z_95;
    let denominator = 1.0 + z2 / n;
    let middle = (p + z2 / (2.0 * n)) / denominator;
    let half = Z_95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / denominator;
    // At 0 and 1 an end is the share itself; rounding must not move it.
    Interval {
        low: if p == 0.0 { 0.0 } else { (middle - half).clamp(0.0, p) },
        high: if p == 1.0 { 1.0 } else { (middle + half).clamp(p, 1.0) },
    }
}

/// The hybrid score interval of Newcombe (1998, method 10) for the difference of two independent shares.
pub fn newcombe(a: (f64, Interval), b: (f64, Interval)) -> Difference {
    combined(&[(1.0, a.0, a.1), (-1.0, b.0, b.1)])
}

/// The interval of a sum of independent shares times factors (Zou and Donner 2008): `(factor, share, interval)`.
pub fn combined(terms: &[(f64, f64, Interval)]) -> Difference {
    let (mut value, mut below, mut above) = (0.0, 0.0_f64, 0.0_f64);
    for &(factor, p, interval) in terms {
        let (down, up) = (factor * (p - interval.low), factor * (interval.high - p));
        let (down, up) = if factor < 0.0 { (-up, -down) } else { (down, up) };
        value += factor * p;
        below = below.hypot(down);
        above = above.hypot(up);
    }
    Difference { value, low: value - below, high: value + above }
}

#[cfg(test)]
mod tests {
    use crate::estimate::Proportion;

    /// `proportion_confint(x, n, method="wilson")` of statsmodels.
    #[test]
    fn wilson_is_that_of_statsmodels() {
        for (x, n, low, high) in [
            (8, 23, 0.188112759388, 0.551096646227),
            (4, 23, 0.069786535631, 0.371376476402),
            (0, 23, 0.0, 0.14311661845),
            (73, 239, 0.250505250684, 0.366528840399),
        ] {
            let i = Proportion::of(x, n).interval().unwrap();
            assert!((i.low - low).abs() < 5e-13 && (i.high - high).abs() < 5e-13, "{x}/{n}: {i:?}");
        }
    }

    /// `confint_proportions_2indep(8, 23, 39, 192, method="newcomb")` of statsmodels: Dask 2021, performance
    /// in the life sciences against the rest.
    #[test]
    fn newcombe_is_that_of_statsmodels() {
        let d = Proportion::of(8, 23).minus(&Proportion::of(39, 192)).unwrap();
        assert!((d.low + 0.0267950366).abs() < 5e-11 && (d.high - 0.3542291474).abs() < 5e-11, "{d:?}");
        assert!(!d.is_significant());
    }

    #[test]
    fn nobody_of_many_differs_from_half_of_them() {
        let d = Proportion::of(0, 50).minus(&Proportion::of(25, 50)).unwrap();
        assert!(d.is_significant() && d.value == -0.5 && d.low >= -1.0);
    }
}
