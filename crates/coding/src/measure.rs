//! Agreement on every code of a question, and on the whole sets of codes.

use crate::{
    agreement::{self, Alpha, Interval, TwoByTwo, Unit, Verdict},
    frame::Set,
};

/// How far coders agree on a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Answers that at least two coders coded.
    pub double_coded: u64,
    /// Of these, answers to which not all who coded them gave the same codes.
    pub differ: u64,
    /// `[code]`
    pub codes: Vec<OfCode>,
    /// On the whole set of codes, with the MASI distance.
    pub set: Option<Alpha>,
}

/// How far coders agree on one code, among the answers that at least two coded.
#[derive(Clone, Debug, PartialEq)]
pub struct OfCode {
    /// Answers to which everybody who coded them gave the code.
    pub all: u64,
    /// Answers to which anybody did.
    pub any: u64,
    /// `[coder]`: answers to which they alone gave it.
    pub alone: Vec<u64>,
    /// Of two coders; for more, every two added up.
    pub table: TwoByTwo,
    /// Cohen's; of more than two coders the mean of every two.
    pub kappa: Option<f64>,
    pub alpha: Option<Estimate>,
}

/// α and its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub alpha: Alpha,
    pub interval: Interval,
}

impl Estimate {
    pub fn verdict(of: &Option<Estimate>) -> Verdict {
        Verdict::of(of.as_ref().map(|estimate| estimate.alpha.alpha))
    }

    /// Of a single code: how many more answers until the interval excludes 0.667, coded by as many as these; see
    /// [`agreement::more_pairs`].
    pub fn more_answers(&self) -> Option<u64> {
        let pairs = agreement::more_pairs(&self.alpha)?;
        Some((pairs * self.alpha.units).div_ceil(self.alpha.pairs))
    }
}

/// The agreement on answers, `[answer][coder]`, with the first `codes` codes.
pub fn agreement(answers: &[Unit<Set>], codes: usize) -> Agreement {
    let double = double_coded(answers);
    let set = agreement::alpha(&double, agreement::masi);
    let differ = |unit: &&Unit<Set>| unit.iter().flatten().any(|set| Some(set) != unit.iter().flatten().next());
    let coders = answers.first().map_or(0, Vec::len);
    let of_code = |code: usize| {
        let ratings: Vec<Unit<bool>> =
            double.iter().map(|unit| unit.iter().map(|set| set.map(|set| set >> code & 1 == 1)).collect()).collect();
        let gave = |unit: &Unit<bool>| unit.iter().filter(|gave| **gave == Some(true)).count();
        let alone = |coder: usize| ratings.iter().filter(|unit| unit[coder] == Some(true) && gave(unit) == 1).count();
        let alpha = agreement::alpha(&ratings, agreement::nominal);
        OfCode {
            all: ratings.iter().filter(|unit| unit.iter().flatten().all(|gave| *gave)).count() as u64,
            any: ratings.iter().filter(|unit| gave(unit) > 0).count() as u64,
            alone: (0..coders).map(|coder| alone(coder) as u64).collect(),
            table: agreement::counted(&ratings),
            kappa: agreement::lights_kappa(&ratings),
            alpha: alpha.map(|alpha| Estimate { alpha, interval: Interval::nominal(&alpha) }),
        }
    };
    Agreement {
        double_coded: double.len() as u64,
        differ: double.iter().filter(differ).count() as u64,
        codes: (0..codes).map(of_code).collect(),
        set,
    }
}

/// α of the whole sets of codes with its interval, which is drawn and takes a while.
pub fn estimate_of_sets(answers: &[Unit<Set>]) -> Option<Estimate> {
    let double = double_coded(answers);
    let alpha = agreement::alpha(&double, agreement::masi)?;
    Some(Estimate { alpha, interval: Interval::drawn(&double, agreement::masi, &alpha) })
}

fn double_coded(answers: &[Unit<Set>]) -> Vec<Unit<Set>> {
    answers.iter().filter(|unit| unit.iter().flatten().count() >= 2).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_any_and_alone_add_up_among_the_answers_that_two_coded() {
        // The last one was coded by one.
        let answers: Vec<Unit<Set>> =
            [(Some(1), Some(1)), (Some(1), Some(0)), (Some(3), Some(2)), (Some(0), Some(0)), (Some(1), None)]
                .map(|(a, b)| vec![a, b])
                .to_vec();
        let made = agreement(&answers, 3);
        assert_eq!((made.double_coded, made.differ), (4, 2));
        let first = &made.codes[0];
        assert_eq!((first.all, first.any, first.alone.as_slice()), (1, 3, [2, 0].as_slice()));
        assert_eq!(first.table, TwoByTwo { both: 1, first: 2, second: 0, neither: 1 });
        assert_eq!(first.table.percent(), Some(0.5));
        assert_eq!((first.table.positive(), first.table.negative()), (Some(0.5), Some(0.5)));
        let nobody = &made.codes[2];
        assert_eq!((nobody.any, nobody.kappa, nobody.alpha), (0, None, None), "nothing varies");
        assert_eq!((nobody.table.percent(), nobody.table.positive()), (Some(1.0), None));
        assert_eq!(Estimate::verdict(&nobody.alpha), Verdict::Undefined);
    }

    #[test]
    fn without_answers_there_is_no_agreement() {
        let made = agreement(&[vec![Some(1), None]], 1);
        assert_eq!((made.double_coded, made.set), (0, None));
        assert_eq!((made.codes[0].table.percent(), made.codes[0].alpha), (None, None));
        assert_eq!(agreement(&[], 0).codes, []);
    }
}
