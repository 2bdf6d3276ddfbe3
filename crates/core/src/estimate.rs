//! Statistics of counts: shares, intervals, effective sample sizes, and which options differ significantly.
//!
//! They cover chance variation only. These surveys are opt-in samples: an interval says how far the share could vary
//! if the same kind of people answered again, and nothing about who chose to answer.
//! A statistic that does not exist is `None`, never 0 or NaN. Formulas, sources and worked examples are in
//! `docs/statistics.md`.

mod binomial;
mod interval;
mod kish;
mod mean;
mod ranking;

pub use binomial::{holm, two_sided};
pub use interval::{Difference, Interval, Z_95, combined, newcombe, wilson};
pub use kish::Weighted;
pub use mean::{Mean, mean, median_bands, net_promoter_score};
pub use ranking::{RankSet, Ranking};

/// How many of a base chose an option, unweighted and, in a what-if, weighted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Proportion {
    /// Respondents who chose.
    pub count: u32,
    /// Respondents in the base: asked and answered, or asked.
    pub base: u32,
    /// The sums under the weights of a what-if; `share` and `interval` use them where they exist.
    pub weighted: Option<Weighted>,
}

impl Proportion {
    pub fn of(count: u32, base: u32) -> Proportion {
        Proportion { count, base, weighted: None }
    }

    /// Adds a class of `base` people, of whom `count` chose, each with `weight` if there is one.
    pub fn add(&mut self, count: u32, base: u32, weight: Option<f64>) {
        self.count += count;
        self.base += base;
        if let Some(w) = weight {
            self.weighted.get_or_insert_default().add(w, count, base);
        }
    }

    /// Adds the sums of `other`, which must not have a standard error yet.
    pub fn merge(&mut self, other: &Proportion) {
        self.count += other.count;
        self.base += other.base;
        if let Some(weighted) = &other.weighted {
            self.weighted.get_or_insert_default().merge(weighted);
        }
    }

    /// The share, in 0..=1; none for a base of 0, or one whose weights are all 0.
    pub fn share(&self) -> Option<f64> {
        match self.weighted {
            _ if self.base == 0 => None,
            Some(weighted) => weighted.share(),
            None => Some(f64::from(self.count) / f64::from(self.base)),
        }
    }

    /// The unweighted share under weights; none without weights or for a base of 0.
    pub fn as_answered(&self) -> Option<f64> {
        self.weighted.and(Proportion::of(self.count, self.base).share())
    }

    /// The effective sample size: the base itself without weights, `p (1 - p) / SE^2` where the standard error under
    /// weights is known, else Kish's.
    pub fn effective_n(&self) -> Option<f64> {
        match self.weighted {
            _ if self.base == 0 => None,
            Some(weighted) => weighted.effective_n(),
            None => Some(f64::from(self.base)),
        }
    }

    /// Wilson's 95 % interval at the effective sample size; it contains the share and lies in 0..=1.
    pub fn interval(&self) -> Option<Interval> {
        Some(wilson(self.share()?, self.effective_n()?))
    }

    /// This share minus that of other people, with Newcombe's 95 % interval.
    ///
    /// The two bases must not share respondents. None if either share does not exist.
    pub fn minus(&self, other: &Proportion) -> Option<Difference> {
        Some(newcombe((self.share()?, self.interval()?), (other.share()?, other.interval()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_base_of_zero_gives_no_share_and_no_interval() {
        let none = Proportion::of(0, 0);
        assert_eq!((none.share(), none.effective_n(), none.interval()), (None, None, None));
        assert_eq!(none.minus(&Proportion::of(1, 2)), None);
        let weightless = Proportion { weighted: Some(Weighted::default()), ..Proportion::of(1, 2) };
        assert_eq!((weightless.share(), weightless.interval()), (None, None));
    }

    proptest! {
        #[test]
        fn weights_of_one_give_the_unweighted_result_bit_for_bit(classes in prop::collection::vec((0..400_u32, 0..400_u32), 1..50)) {
            let mut weighted = Weighted::default();
            let (mut x, mut n) = (0, 0);
            for (chosen, others) in classes {
                weighted.add(1.0, chosen, chosen + others);
                x += chosen;
                n += chosen + others;
            }
            let plain = Proportion::of(x, n);
            let ones = Proportion { weighted: Some(weighted), ..plain };
            prop_assert_eq!(plain.share(), ones.share());
            prop_assert_eq!(plain.effective_n(), ones.effective_n());
            prop_assert_eq!(plain.interval(), ones.interval());
        }

        #[test]
        fn an_interval_contains_its_share_and_lies_in_0_to_1(
            classes in prop::collection::vec((0.0..9.0_f64, 0..400_u32, 0..400_u32), 1..20),
            se in prop::option::of(0.0..0.3_f64),
        ) {
            let mut weighted = Weighted { se, ..Weighted::default() };
            let (mut x, mut n) = (0, 0);
            for (w, chosen, others) in classes {
                weighted.add(w, chosen, chosen + others);
                x += chosen;
                n += chosen + others;
            }
            for proportion in [Proportion::of(x, n), Proportion { count: x, base: n, weighted: Some(weighted) }] {
                if let (Some(p), Some(i)) = (proportion.share(), proportion.interval()) {
                    prop_assert!(0.0 <= i.low && i.low <= p && p <= i.high && i.high <= 1.0, "{p} {i:?}");
                }
            }
        }
    }
}
