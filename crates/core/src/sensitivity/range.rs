//! A number that a file tells, or of which it tells only between which others it lies.

/// Every value from `low` to `high` is possible; a number that is known has two equal ends.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

impl Range {
    pub fn exactly(x: f64) -> Range {
        Range { low: x, high: x }
    }

    /// A range between two ends, the smaller first.
    pub fn between(a: f64, b: f64) -> Range {
        Range { low: a.min(b), high: a.max(b) }
    }

    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// How far its ends are apart.
    pub fn width(self) -> f64 {
        self.high - self.low
    }

    pub fn middle(self) -> f64 {
        if self.is_exact() { self.low } else { self.low.midpoint(self.high) }
    }

    /// What is left of every value when any of `other` is taken away; the two may be spread independently.
    pub fn minus(self, other: Range) -> Range {
        Range { low: self.low - other.high, high: self.high - other.low }
    }

    pub fn plus(self, other: Range) -> Range {
        Range { low: self.low + other.low, high: self.high + other.high }
    }

    /// Times a factor that is not negative.
    pub fn times(self, factor: f64) -> Range {
        Range { low: self.low * factor, high: self.high * factor }
    }

    /// The smallest distance from 0 that every value keeps; 0 if the sign is not known.
    pub fn least(self) -> f64 {
        if self.low > 0.0 {
            self.low
        } else if self.high < 0.0 {
            -self.high
        } else {
            0.0
        }
    }

    /// The largest distance from 0 that a value can have.
    pub fn most(self) -> f64 {
        self.low.abs().max(self.high.abs())
    }

    /// Whether a value is possible, but for rounding.
    pub fn contains(self, x: f64) -> bool {
        self.low - 1e-9 <= x && x <= self.high + 1e-9
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_of_ranges_is_as_wide_as_both() {
        let difference = Range { low: 0.3, high: 0.5 }.minus(Range { low: 0.1, high: 0.2 });
        assert!((difference.low - 0.1).abs() < 1e-12 && (difference.high - 0.4).abs() < 1e-12);
        assert!(Range::exactly(0.25).minus(Range::exactly(0.25)).is_exact());
    }

    #[test]
    fn a_range_around_zero_keeps_no_distance_from_it() {
        assert_eq!(Range { low: -0.1, high: 0.3 }.least(), 0.0);
        assert_eq!(Range { low: -0.3, high: -0.1 }.least(), 0.1);
        assert_eq!(Range { low: -0.3, high: 0.1 }.most(), 0.3);
    }
}
