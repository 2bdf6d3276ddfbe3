//! Sensitivity of a finding to who answered: leaving groups out, reweighting them, the mix that flips an order.
//!
//! Everything is a sum over classes, one pass per column. Unweighted sums are integers, so the order of classes does
//! not matter; with weights it affects the rounding only (relative 1e-12).
//! Weighting is a what-if, never a correction (Pew Research Center 2018). `docs/statistics.md` has formulas,
//! sources and worked examples.

mod acknowledged;
mod calibration;
mod compare;
mod influence;
mod margin;
mod middle;
mod mix;
mod people;
mod rake;
mod range;
mod reversal;
mod simpson;
mod split;
mod tally;
mod tipping;
mod turning;
mod unknown;
mod what_if;

pub use acknowledged::{Acknowledged, GroupShare, acknowledged, group_shares};
pub use calibration::Calibration;
pub use compare::{Compared, Comparison};
pub use influence::{First, Influence, Once, Sensitivity, Shift, influence};
pub use margin::{Margin, Target, imbalance, margins};
pub use middle::{mean_between, median_between};
pub use mix::{Mix, mix, pull, suppose, suppose_targets};
pub use people::{Answers, People};
pub use rake::{CAP, Raked, cap, rake};
pub use range::Range;
pub use reversal::{Reversal, reversals};
pub use simpson::{Standardised, Stratum, standardise};
pub use split::{Side, Split, Splitter};
pub use tally::{Groups, Tally};
pub use tipping::{Direction, Pair, Tipping, Unreached, tipping, unreached};
pub use turning::{Flip, Turn, TurningPoint, turning_points};
pub use unknown::{Bounds, bounds};
pub use what_if::{Reached, WhatIf, crosstab};

/// Why a what-if cannot be computed as asked.
///
/// Dimensions and categories are positions in the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The view has no respondents to weight.
    Nobody,
    /// A target lies outside 0..=1.
    NotAShare { dimension: usize, category: usize, target: f64 },
    /// The targets of a dimension add up to more than 1.
    TooMuch { dimension: usize, sum: f64 },
    /// A group has a target above 0, but nobody in the view is known to be in it.
    EmptyGroup { dimension: usize, category: usize, target: f64 },
    /// The targets add up to 1, but people are in other categories.
    NothingLeft { dimension: usize },
    /// The targets add up to less than 1, but nobody is in any other category.
    NobodyElse { dimension: usize, sum: f64 },
    /// The targets of the dimensions contradict each other in this sample: after the last step a group's share was still
    /// off by `error`. The weights exist but miss the targets.
    NotConverged { error: f64 },
}

/// The example as a file of two tables, field x region and field x channel.
#[cfg(test)]
fn by_dimension() -> crate::Survey {
    let mut survey = crate::survey::example::example();
    let joint = survey.tables.remove(0);
    for dimensions in [vec![0, 1], vec![0, 2]] {
        let mut table = joint.clone();
        table.labels = dimensions.iter().map(|&d| joint.labels[d].clone()).collect();
        table.dimensions = dimensions;
        survey.tables.push(table);
    }
    survey
}
