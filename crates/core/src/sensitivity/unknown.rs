//! Bounds of a share where some respondents may or may not belong to the view.

use crate::crosstab::CrossTab;

/// Bounds of a share over every way in which the undetermined respondents may belong to the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The lowest share: those who did not choose belong, those who chose do not.
    pub low: f64,
    /// The highest share: those who chose belong, those who did not do not.
    pub high: f64,
    /// The share if all of them belong.
    pub all_in: f64,
}

/// Sharp bounds for a share of `x` of `n` known members when `n_unknown` others, of whom `x_unknown` chose, may or may
/// not belong, each independently. None where `n_unknown` is 0.
///
/// `low = x / (n + n_unknown - x_unknown)`, `high = (x + x_unknown) / (n + x_unknown)`; a mix in which nobody
/// belongs has no share and bounds nothing.
pub fn bounds(x: u32, n: u32, x_unknown: u32, n_unknown: u32) -> Option<Bounds> {
    if n_unknown == 0 {
        return None;
    }
    let [x, n, x_unknown, n_unknown] = [x, n, x_unknown, n_unknown].map(f64::from);
    let share = |x: f64, n: f64| (n > 0.0).then(|| x / n);
    let all_in = (x + x_unknown) / (n + n_unknown);
    // Without known members one end may have nobody: then all the undetermined answered alike.
    Some(Bounds {
        low: share(x, n + n_unknown - x_unknown).unwrap_or(all_in),
        high: share(x + x_unknown, n + x_unknown).unwrap_or(all_in),
        all_in,
    })
}

impl CrossTab {
    /// The bounds of a cell's unweighted share; none where nobody is undetermined.
    pub fn bounds(&self, row: usize, column: usize) -> Option<Bounds> {
        let (known, unknown) = (&self.cells[row][column], &self.unknown[row][column]);
        bounds(known.count, known.base, unknown.count, unknown.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nobody_unknown_leaves_nothing_to_bound() {
        assert_eq!(bounds(3, 10, 0, 0), None);
    }

    #[test]
    fn with_no_known_member_the_unknown_alone_decide() {
        assert_eq!(bounds(0, 0, 4, 10), Some(Bounds { low: 0.0, high: 1.0, all_in: 0.4 }));
        assert_eq!(bounds(0, 0, 0, 10), Some(Bounds { low: 0.0, high: 0.0, all_in: 0.0 }));
        assert_eq!(bounds(0, 0, 10, 10), Some(Bounds { low: 1.0, high: 1.0, all_in: 1.0 }));
    }

    proptest! {
        /// By trying every number of choosers and non-choosers who may belong.
        #[test]
        fn no_subset_of_the_unknown_leaves_the_bounds_and_some_reach_them(x in 0..6_u32, rest in 0..6_u32, xu in 0..6_u32, others in 0..6_u32) {
            let Some(b) = bounds(x, x + rest, xu, xu + others) else { return Ok(()) };
            let mut seen: Vec<f64> = Vec::new();
            for i in 0..=xu {
                for j in 0..=others {
                    if x + rest + i + j > 0 {
                        seen.push(f64::from(x + i) / f64::from(x + rest + i + j));
                    }
                }
            }
            prop_assert_eq!(b.low, seen.iter().copied().fold(f64::MAX, f64::min));
            prop_assert_eq!(b.high, seen.iter().copied().fold(f64::MIN, f64::max));
            prop_assert!(b.low <= b.all_in && b.all_in <= b.high);
        }
    }
}
