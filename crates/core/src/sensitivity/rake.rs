//! Raking: the weights closest to equal ones that give every margin its targets.

use super::Margin;
use super::margin::Cells;

/// Cap on weights, in multiples of the mean.
pub const CAP: f64 = 5.0;
/// Margins are met when no group's share is off by more than this.
const TOLERANCE: f64 = 1e-12;
/// Ordinary what-ifs take 5 to 50 rounds, some hundreds where targets almost contradict each other; contradictory ones
/// never converge.
const MOST_ROUNDS: usize = 1000;
/// After this many rounds the error must have halved; otherwise raking gives up.
const HALVED_IN: usize = 100;

/// Weights of a what-if.
#[derive(Clone, Debug, PartialEq)]
pub struct Raked {
    /// `[class]`; the mean over respondents is 1.
    pub weights: Vec<f64>,
    /// The largest distance of a group's share from its target, before the last round.
    pub error: f64,
    pub rounds: usize,
}

impl Raked {
    pub fn converged(&self) -> bool {
        self.error <= TOLERANCE
    }
}

/// Iterative proportional fitting (Deming and Stephan 1940) of `n` respondents per class to `margins`,
/// one margin after the other until all hold; without margins every weight is exactly 1.
pub fn rake(n: &[u32], margins: &[Margin]) -> Raked {
    let Cells { of_class, n, margins } = Cells::of(n, margins);
    let everybody: f64 = n.iter().sum();
    let mut weights = vec![1.0; n.len()];
    let (mut error, mut rounds, mut before) = (0.0, 0, f64::INFINITY);
    while everybody > 0.0 && rounds < MOST_ROUNDS && !margins.is_empty() {
        rounds += 1;
        // The error of a margin is measured before its own step, which may disturb the others; the last round starts from
        // margins that hold and improves them.
        error = 0.0_f64;
        for margin in &margins {
            let sums = shares(&n, &weights, margin, everybody);
            let factors: Vec<f64> = (sums.iter().zip(&margin.targets))
                .map(|(&sum, &target)| {
                    error = error.max((sum - target).abs());
                    if sum > 0.0 { target / sum } else { 1.0 }
                })
                .collect();
            for (w, &g) in weights.iter_mut().zip(&margin.group) {
                *w *= factors[g as usize];
            }
        }
        if error <= TOLERANCE {
            break;
        }
        if rounds % HALVED_IN == 0 {
            if error > before / 2.0 {
                break;
            }
            before = error;
        }
    }
    Raked { weights: of_class.iter().map(|&cell| weights[cell as usize]).collect(), error, rounds }
}

/// The weighted share of every group of a margin.
fn shares(n: &[f64], weights: &[f64], margin: &Margin, everybody: f64) -> Vec<f64> {
    let mut sums = vec![0.0; margin.targets.len()];
    for ((&n, &w), &g) in n.iter().zip(weights).zip(&margin.group) {
        sums[g as usize] += n * w;
    }
    sums.iter().map(|sum| sum / everybody).collect()
}

/// Trims every weight above `CAP` times the mean and raises the others in proportion, so that the mean stays 1, until
/// none is above. The margins then miss their targets by `error`.
pub fn cap(n: &[u32], margins: &[Margin], raked: Raked) -> Raked {
    let everybody = n.iter().map(|&n| u64::from(n)).sum::<u64>() as f64;
    let mut weights = raked.weights;
    for _ in 0..weights.len() {
        let (mut capped, mut free) = (0.0, 0.0);
        for (w, &n) in weights.iter_mut().zip(n) {
            if *w >= CAP {
                *w = CAP;
                capped += CAP * f64::from(n);
            } else {
                free += *w * f64::from(n);
            }
        }
        let raise = if free > 0.0 { (everybody - capped) / free } else { 1.0 };
        weights.iter_mut().filter(|w| **w < CAP).for_each(|w| *w *= raise);
        if !weights.iter().any(|&w| w > CAP) {
            break;
        }
    }
    let n: Vec<f64> = n.iter().map(|&n| f64::from(n)).collect();
    let off = |margin| {
        let shares = shares(&n, &weights, margin, everybody);
        shares.iter().zip(&margin.targets).map(|(s, t)| (s - t).abs()).fold(0.0, f64::max)
    };
    let error = margins.iter().map(off).fold(0.0, f64::max);
    Raked { weights, error, rounds: raked.rounds }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitivity::{Target, margins};
    use crate::survey::Label;
    use proptest::prelude::*;

    fn margin(codes: &[usize], targets: &[f64]) -> Margin {
        Margin { dimension: 0, group: codes.iter().map(|&c| c as u8).collect(), targets: targets.to_vec() }
    }

    /// By ipfn: [[40, 30], [35, 50]] to rows 100, 100 and columns 120, 80.
    #[test]
    fn a_table_of_four_cells_is_raked_as_by_ipfn() {
        let n = [40, 30, 35, 50];
        let raked = rake(&n, &[margin(&[0, 0, 1, 1], &[0.5, 0.5]), margin(&[0, 1, 0, 1], &[0.6, 0.4])]);
        assert!(raked.converged());
        // The reference sums to 200, these weights to 155.
        let cells: Vec<f64> = n.iter().zip(&raked.weights).map(|(&n, w)| f64::from(n) * w * 200.0 / 155.0).collect();
        for (cell, reference) in cells.iter().zip([67.65807820906, 32.34192179094, 52.34192179094, 47.65807820906]) {
            assert!((cell - reference).abs() < 5e-11, "{cell} {reference}");
        }
        // Raking keeps the odds ratio.
        assert!((cells[0] * cells[3] / (cells[1] * cells[2]) - 1.9047619048).abs() < 5e-11);
    }

    #[test]
    fn contradicting_margins_are_reported() {
        // Both margins are the same split, with different targets.
        let raked = rake(&[10, 10], &[margin(&[0, 1], &[0.3, 0.7]), margin(&[0, 1], &[0.6, 0.4])]);
        assert!(!raked.converged() && raked.error > 0.1 && raked.rounds == 2 * HALVED_IN);
    }

    /// Of the six cells three hold nearly everybody, and one margin all but fixes the other.
    #[test]
    fn margins_that_almost_contradict_each_other_are_met() {
        let n = [26, 51, 59, 1, 1, 1, 1, 1, 1];
        let rows = margin(&[1, 2, 0, 0, 0, 1, 1, 2, 2], &[0.125, 0.717, 0.158]);
        let columns = margin(&[0, 1, 1, 0, 1, 0, 1, 0, 1], &[0.713, 0.287]);
        let raked = rake(&n, &[rows, columns]);
        assert!(raked.converged() && raked.rounds > 200, "{} after {} rounds", raked.error, raked.rounds);
    }

    #[test]
    fn without_margins_weights_are_one() {
        assert_eq!(rake(&[3, 4], &[]).weights, [1.0, 1.0]);
    }

    #[test]
    fn a_cap_keeps_the_mean_and_tells_what_is_missing() {
        let n = [2, 98];
        let margins = [margin(&[0, 1], &[0.5, 0.5])];
        let capped = cap(&n, &margins, rake(&n, &margins));
        assert_eq!(capped.weights[0], CAP);
        assert!((capped.weights[0] * 2.0 + capped.weights[1] * 98.0 - 100.0).abs() < 1e-9);
        assert!((capped.error - 0.4).abs() < 1e-12, "{}", capped.error);
    }

    fn classes() -> impl Strategy<Value = Vec<(usize, usize, u32)>> {
        prop::collection::vec((0..3_usize, 0..2_usize, 1..60_u32), 1..60).prop_map(|mut classes| {
            // Every cell is there, so that all targets can be met together.
            classes.extend((0..6).map(|cell| (cell / 2, cell % 2, 1)));
            classes
        })
    }

    proptest! {
        #[test]
        fn raked_margins_equal_their_targets(classes in classes(), a in 0.05..0.45_f64, b in 0.05..0.45_f64, c in 0.1..0.9_f64) {
            let n: Vec<u32> = classes.iter().map(|r| r.2).collect();
            let labels = |of: fn(&(usize, usize, u32)) -> usize| classes.iter().map(|r| Label::exactly(of(r))).collect::<Vec<_>>();
            let asked = [
                margins(0, false, &labels(|r| r.0), &n, &[Target { category: 0, share: a }, Target { category: 2, share: b }]),
                margins(1, false, &labels(|r| r.1), &n, &[Target { category: 1, share: c }]),
            ];
            let asked: Vec<Margin> = asked.into_iter().flat_map(Result::unwrap).collect();
            let raked = rake(&n, &asked);
            prop_assert!(raked.converged(), "{}", raked.error);
            let everybody: f64 = n.iter().map(|&n| f64::from(n)).sum();
            let share = |is: &dyn Fn(&(usize, usize, u32)) -> bool| {
                classes.iter().zip(&raked.weights).filter(|(r, _)| is(r)).map(|(r, w)| w * f64::from(r.2)).sum::<f64>() / everybody
            };
            prop_assert!((share(&|_| true) - 1.0).abs() < 1e-11);
            prop_assert!((share(&|r| r.0 == 0) - a).abs() < 1e-11);
            prop_assert!((share(&|r| r.0 == 2) - b).abs() < 1e-11);
            prop_assert!((share(&|r| r.1 == 1) - c).abs() < 1e-11);
        }

        #[test]
        fn the_order_of_classes_changes_the_rounding_only(classes in classes(), a in 0.05..0.95_f64) {
            let raked = |classes: &[(usize, usize, u32)]| {
                let n: Vec<u32> = classes.iter().map(|r| r.2).collect();
                let labels: Vec<Label> = classes.iter().map(|r| Label::exactly(r.1)).collect();
                rake(&n, &margins(0, false, &labels, &n, &[Target { category: 0, share: a }]).unwrap()).weights
            };
            let forwards = raked(&classes);
            let reversed: Vec<_> = classes.iter().copied().rev().collect();
            for (w, v) in forwards.iter().zip(raked(&reversed).iter().rev()) {
                prop_assert!((w / v - 1.0).abs() < 1e-12);
            }
        }
    }
}
