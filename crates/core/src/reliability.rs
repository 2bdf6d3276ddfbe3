//! When a share is shown, shown as of low reliability, or withheld: one rule for charts, tables, exports and reports.
//!
//! After Eurostat's flags and the thresholds of SDA (Survey Documentation and Analysis): a share is withheld where one answer would
//! move it by more than 10 points, and marked where one would move it by more than 5.

use crate::estimate::Proportion;
use crate::survey::Survey;

/// Shares of fewer answers are withheld: one answer would move them by more than 10 points.
pub const FEWEST: u32 = 10;
/// Shares of fewer answers are of low reliability: one answer would move them by more than 5 points.
pub const RELIABLE: u32 = 20;

/// How a share is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reliability {
    Shown,
    /// Hatched, with the flag `u`.
    Low,
    /// Count and base alone, with the flag `:u`.
    Withheld,
}

impl Reliability {
    /// Of a share in a survey.
    pub fn of(survey: &Survey, share: &Proportion) -> Reliability {
        match share.base {
            base if base < least_base(survey) => Reliability::Withheld,
            base if base < RELIABLE => Reliability::Low,
            _ => Reliability::Shown,
        }
    }

    /// Its flag in files, as Eurostat writes it: `u` of low reliability, `:u` withheld for it, empty otherwise.
    pub fn flag(self) -> &'static str {
        match self {
            Reliability::Shown => "",
            Reliability::Low => "u",
            Reliability::Withheld => ":u",
        }
    }
}

/// The fewest answers that a share of this survey is shown for: `FEWEST`, or k if that is more.
pub fn least_base(survey: &Survey) -> u32 {
    survey.about.privacy.k.max(FEWEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::example::example;

    #[test]
    fn a_share_is_withheld_under_10_answers_and_marked_under_20() {
        let survey = example();
        let of = |base| Reliability::of(&survey, &Proportion::of(0, base));
        assert_eq!([0, 9, 10, 19, 20].map(of).map(Reliability::flag), [":u", ":u", "u", "u", ""]);
    }

    #[test]
    fn a_larger_k_withholds_more() {
        let mut survey = example();
        survey.about.privacy.k = 30;
        assert_eq!(Reliability::of(&survey, &Proportion::of(1, 29)), Reliability::Withheld);
        assert_eq!(Reliability::of(&survey, &Proportion::of(1, 30)), Reliability::Shown);
    }
}
