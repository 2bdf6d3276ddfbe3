//! Weighted sums, and the precision that unequal weights cost (Kish 1965).

/// Sums over respondents under the weights w of a what-if; y is 1 for those who chose the option, else 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weighted {
    /// Sum of w y.
    pub count: f64,
    /// Sum of w.
    pub base: f64,
    /// Sum of w^2.
    pub squares: f64,
    /// Number of respondents.
    pub n: f64,
    /// Standard error of the share where it is known (see [`crate::sensitivity::Calibration`]).
    pub se: Option<f64>,
}

impl Weighted {
    /// Adds a class: `n` people of weight `w`, of whom `x` chose.
    pub fn add(&mut self, w: f64, x: u32, n: u32) {
        let (x, n) = (f64::from(x), f64::from(n));
        self.count += w * x;
        self.base += w * n;
        self.squares += w * w * n;
        self.n += n;
    }

    /// Adds the sums over other respondents.
    pub fn merge(&mut self, other: &Weighted) {
        self.count += other.count;
        self.base += other.base;
        self.squares += other.squares;
        self.n += other.n;
    }

    /// Sum of w y / sum of w; none if every weight is 0.
    pub fn share(&self) -> Option<f64> {
        // Where everybody chose, rounding may yield slightly more than 1.
        (self.base > 0.0).then(|| (self.count / self.base).min(1.0))
    }

    /// Kish's effective sample size, `(sum w)^2 / sum w^2`.
    pub fn kish_n(&self) -> Option<f64> {
        (self.base > 0.0).then(|| self.base * self.base / self.squares)
    }

    /// Kish's design effect, `n sum(w^2) / (sum w)^2`: 1 for equal weights, 2 if they cost half the respondents.
    pub fn design_effect(&self) -> Option<f64> {
        (self.base > 0.0).then(|| self.n * self.squares / (self.base * self.base))
    }

    /// `p (1 - p) / SE^2`, or Kish's number where the share is 0 or 1 or no standard error is known.
    pub fn effective_n(&self) -> Option<f64> {
        let p = self.share()?;
        let known = self.se.map(|se| p * (1.0 - p) / (se * se)).filter(|n| n.is_finite() && *n > 0.0);
        known.or_else(|| self.kish_n())
    }
}

#[cfg(test)]
mod tests {
    use crate::estimate::{Weighted, wilson};

    /// By weightipy and samplics: weights 1 to 5, of which the first, third and fifth chose.
    #[test]
    fn design_effect_and_effective_n_are_those_of_weightipy() {
        let mut sums = Weighted::default();
        for (w, y) in [(1.0, 1), (2.0, 0), (3.0, 1), (4.0, 0), (5.0, 1)] {
            sums.add(w, y, 1);
        }
        let near = |a: f64, b: f64| (a - b).abs() < 5e-13;
        assert!(near(sums.share().unwrap(), 0.6));
        assert!(near(sums.design_effect().unwrap(), 1.222222222222));
        assert!(near(sums.kish_n().unwrap(), 4.090909090909));
        let i = wilson(sums.share().unwrap(), sums.effective_n().unwrap());
        assert!(near(i.low, 0.207230114328) && near(i.high, 0.895914599495), "{i:?}");
    }

    #[test]
    fn a_known_standard_error_sets_the_effective_number() {
        let sums = Weighted { count: 5.0, base: 10.0, squares: 10.0, n: 10.0, se: Some(0.125) };
        assert_eq!(sums.effective_n(), Some(16.0));
        // At 1 (and 0) it says nothing: Kish's number instead.
        assert_eq!(Weighted { count: 10.0, ..sums }.effective_n(), Some(10.0));
        assert_eq!(Weighted { se: Some(0.0), ..sums }.effective_n(), Some(10.0));
    }
}
