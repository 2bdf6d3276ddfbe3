//! Scales: axes of shares, and steps of colour.

use super::ink::Ink;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;
use std::ops::Range;

/// An axis from left to right.
pub struct Axis {
    range: RangedCoordf64,
    pub low: f64,
    pub high: f64,
    /// Its ends in pixels.
    pub left: f64,
    pub right: f64,
}

impl Axis {
    /// `low` must be under `high`.
    pub fn new(low: f64, high: f64, left: f64, right: f64) -> Axis {
        Axis { range: (low..high).into(), low, high, left, right }
    }

    /// Its values, and its ends in tenths of a pixel: what plotters makes a coordinate of.
    pub fn range(&self) -> Range<f64> {
        self.low..self.high
    }

    pub fn ends(&self) -> Range<i32> {
        (self.left * 10.0) as i32..(self.right * 10.0) as i32
    }

    /// The position of a value in pixels, to a tenth; values outside the axis get the nearer end.
    pub fn at(&self, value: f64) -> f64 {
        let Range { start, end } = self.ends();
        f64::from(self.range.map(&value.clamp(self.low, self.high), (start, end))) / 10.0
    }

    /// Ticks: round values at least `apart` pixels apart, including the ends if they are round. At least two, even if they
    /// are nearer to each other.
    pub fn ticks(&self, apart: f64) -> Vec<f64> {
        let most = ((self.right - self.left) / apart).max(1.0);
        let span = self.high - self.low;
        let far_enough = STEPS.iter().position(|&step| span * 100.0 / f64::from(step) <= most);
        let whole = |x: f64| (x * 100.0).round() as i32;
        let mut ticks = Vec::new();
        for step in STEPS[..=far_enough.unwrap_or(STEPS.len() - 1)].iter().rev() {
            ticks = (whole(self.low)..=whole(self.high)).filter(|p| p.rem_euclid(*step) == 0).collect();
            if ticks.len() > 1 {
                break;
            }
        }
        ticks.into_iter().map(|p| f64::from(p) / 100.0).collect()
    }
}

/// Distances between ticks, in percentage points.
const STEPS: [i32; 8] = [1, 2, 5, 10, 20, 25, 50, 100];

/// The smallest round share that is at least `share`: the end of an axis.
pub fn round_up(share: f64) -> f64 {
    [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0].into_iter().find(|&end| share <= end).unwrap_or(1.0)
}

/// Seven equal steps of colour from 0; the last is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Width of a step in percentage points.
    pub width: u32,
}

impl Steps {
    /// The narrowest round steps that cover the largest share.
    pub fn reaching(largest: f64) -> Steps {
        let width = [1, 2, 3, 4, 5, 8, 10].into_iter().find(|&w| largest * 100.0 <= f64::from(7 * w));
        Steps { width: width.unwrap_or(15) }
    }

    /// The step of a share in 0..=1; a share on a boundary is in the upper step.
    pub fn of(self, share: f64) -> usize {
        // A little more, so that 0.3 is in the step that begins at 30.
        ((share * 100.0 + 1e-9) / f64::from(self.width)) as usize
    }

    pub fn ink(self, share: f64) -> (Ink, Ink) {
        let step = self.of(share).min(6);
        (Ink::STEPS[step], Ink::ON_STEPS[step])
    }

    /// Begin and end of every step, as shares.
    pub fn ranges(self) -> impl Iterator<Item = (f64, f64)> {
        (0..7).map(move |i| (f64::from(i * self.width) / 100.0, f64::from((i + 1) * self.width).min(100.0) / 100.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_maps_ends_to_ends_and_keeps_outliers_inside() {
        let axis = Axis::new(0.0, 0.5, 100.0, 300.0);
        assert_eq!((axis.at(0.0), axis.at(0.25), axis.at(0.5)), (100.0, 200.0, 300.0));
        assert_eq!((axis.at(-1.0), axis.at(2.0)), (100.0, 300.0));
    }

    #[test]
    fn ticks_are_round_and_far_enough_apart() {
        assert_eq!(Axis::new(0.0, 0.5, 0.0, 300.0).ticks(50.0), [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]);
        assert_eq!(Axis::new(-0.3, 0.3, 0.0, 200.0).ticks(50.0), [-0.2, 0.0, 0.2]);
        assert_eq!(Axis::new(0.0, 1.0, 0.0, 20.0).ticks(50.0), [0.0, 1.0]);
        // Of tens, only 0 is inside.
        assert_eq!(Axis::new(-0.08, 0.08, 0.0, 110.0).ticks(46.0), [-0.05, 0.0, 0.05]);
    }

    #[test]
    fn steps_reach_the_largest_share_and_borders_go_up() {
        assert_eq!(Steps::reaching(0.62).width, 10);
        assert_eq!(Steps::reaching(0.05).width, 1);
        assert_eq!(Steps::reaching(0.99).width, 15);
        let steps = Steps { width: 10 };
        assert_eq!((steps.of(0.0), steps.of(0.3), steps.of(0.2999)), (0, 3, 2));
        assert_eq!(steps.ink(1.0), (Ink::S6, Ink::ON_S6));
    }
}
