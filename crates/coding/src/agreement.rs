//! How far coders agree, beyond what chance would give.
//!
//! Ratings are `[unit][coder]`, `None` where that coder did not code that unit. A statistic that does not exist is `None`, never 0
//! or 1: where nothing varies, there is nothing to agree on.

mod alpha;
mod interval;
mod masi;
mod pairs;

pub use alpha::{Alpha, alpha};
pub use interval::{Interval, more_pairs};
pub use masi::distance as masi;
pub use pairs::{TwoByTwo, cohens_kappa, counted, lights_kappa};
use std::fmt;

/// What was made of one unit: by each coder, `None` where they did not code it.
pub type Unit<T> = Vec<Option<T>>;

/// The least α for tentative conclusions (Krippendorff 2004, Content Analysis, 2nd edition, 241).
pub const TENTATIVE: f64 = 0.667;
/// The least α for conclusions to be relied on (the same).
pub const RELIABLE: f64 = 0.8;

/// 0 for the same, else 1.
pub fn nominal<T: PartialEq>(a: T, b: T) -> f64 {
    f64::from(a != b)
}

/// What may be concluded from codes that agree as much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing varies, or nobody coded the same answers.
    Undefined,
    /// α under 0.667.
    Unreliable,
    /// α from 0.667 to under 0.8.
    Tentative,
    /// α of 0.8 or more.
    Reliable,
}

impl Verdict {
    pub fn of(alpha: Option<f64>) -> Verdict {
        match alpha {
            None => Verdict::Undefined,
            Some(alpha) if alpha >= RELIABLE => Verdict::Reliable,
            Some(alpha) if alpha >= TENTATIVE => Verdict::Tentative,
            Some(_) => Verdict::Unreliable,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Verdict::Undefined => "undefined",
            Verdict::Unreliable => "not reliable",
            Verdict::Tentative => "tentative",
            Verdict::Reliable => "reliable",
        })
    }
}

#[cfg(test)]
mod tests;
