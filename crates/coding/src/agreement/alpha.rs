//! Krippendorff's α for any number of coders, with gaps, with any distance.

use super::Unit;

/// Krippendorff's α, and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alpha {
    /// 1 for perfect agreement, 0 for that of chance, less for worse.
    pub alpha: f64,
    /// The mean distance within units, each weighed by how many coded it; 0..=1 for distances of 0..=1.
    pub observed: f64,
    /// The mean distance of any two values that were given, whoever gave them; above 0.
    pub expected: f64,
    /// Units that at least two coders coded.
    pub units: u64,
    /// Pairs of coders within these units.
    pub pairs: u64,
}

/// α = 1 - observed / expected disagreement (Krippendorff 2004, Content Analysis, chapter 11). `distance` is 0 for the same and
/// symmetric.
///
/// Units that fewer than two coders coded are left out. None if there is no other, or if all values are the same.
pub fn alpha<T: Copy + Ord>(ratings: &[Unit<T>], distance: impl Fn(T, T) -> f64) -> Option<Alpha> {
    let (mut units, mut pairs, mut values) = (0, 0, Vec::new());
    let mut within = 0.0;
    for unit in ratings {
        let given: Vec<T> = unit.iter().flatten().copied().collect();
        let m = given.len();
        if m < 2 {
            continue;
        }
        let apart: f64 =
            (0..m).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| distance(given[i], given[j])).sum();
        within += 2.0 * apart / (m - 1) as f64;
        units += 1;
        pairs += (m * (m - 1) / 2) as u64;
        values.extend(given);
    }
    let n = values.len() as f64;
    values.sort_unstable();
    let counts: Vec<(T, f64)> = values.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
    let mut between = 0.0;
    for (i, &(a, times)) in counts.iter().enumerate() {
        between += counts[..i].iter().map(|&(b, often)| 2.0 * times * often * distance(a, b)).sum::<f64>();
    }
    if between == 0.0 {
        return None;
    }
    let (observed, expected) = (within / n, between / (n * (n - 1.0)));
    Some(Alpha { alpha: 1.0 - observed / expected, observed, expected, units, pairs })
}
