//! What differs between editions, and whether chance alone would do that.

use crate::{Edition, Editions, Selection, SharedQuestion};
use needs_core::crosstab::Unanswerable;
use needs_core::estimate::{Difference, Proportion, holm};
use needs_core::reliability::Reliability;

/// Changes with an adjusted p below this are beyond chance.
pub const LEVEL: f64 = 0.05;

/// A question in all editions.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// `[option][edition]`: none where the option could not be chosen.
    pub shares: Vec<Vec<Option<Proportion>>>,
    /// `[edition]`: who answered and may be in the selection or not.
    pub undetermined: Vec<u32>,
    /// `[edition]`: why it says nothing, if it does not.
    pub absent: Vec<Option<Absent>>,
    /// Of every option from each edition to the next ([`SharedQuestion::steps`]), by option; without shares that are withheld for
    /// their small bases.
    pub changes: Vec<Change>,
    /// Of every option from the first edition to the last, where there are others between ([`SharedQuestion::span`]).
    pub span: Vec<Change>,
}

/// Why an edition is not among those compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absent {
    /// It did not ask the question.
    Question,
    /// It lacks a dimension or a category that the selection keeps.
    Selection,
    /// No table of it holds these dimensions (positions in its file) together.
    Table(Vec<usize>),
}

/// An option in two editions.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Position among the options of the question.
    pub option: usize,
    /// Positions of the editions.
    pub from: usize,
    pub to: usize,
    pub before: Proportion,
    pub after: Proportion,
    /// After minus before, with Newcombe's 95 % interval (1998, method 10), which knows nothing of the other comparisons.
    pub difference: Difference,
    /// That chance alone makes a difference as large as this: two-sided test of two independent shares, pooled variance.
    pub p: f64,
    /// The same among all options of the question and all steps between editions; of a span, among all options (Holm 1979).
    pub adjusted: f64,
}

impl Change {
    pub fn is_beyond_chance(&self) -> bool {
        self.adjusted < LEVEL
    }
}

impl Changes {
    /// Counts a question in every edition that answers it for these people, and compares each with the next, and the first with the last.
    ///
    /// Editions are taken for different people: who answers twice makes ranges a little wider than they need be.
    pub fn of(editions: &Editions, question: &SharedQuestion, selection: &Selection) -> Changes {
        let mut shares = vec![vec![None; editions.editions.len()]; question.options.len()];
        let mut undetermined = vec![0; editions.editions.len()];
        let mut absent = vec![None; editions.editions.len()];
        for edition in 0..editions.editions.len() {
            if question.places[edition].is_none() {
                absent[edition] = Some(Absent::Question);
                continue;
            }
            let Some(filter) = editions.filter(edition, selection) else {
                absent[edition] = Some(Absent::Selection);
                continue;
            };
            match editions.shares(question, edition, &filter) {
                Err(Unanswerable { dimensions }) => absent[edition] = Some(Absent::Table(dimensions)),
                Ok((counted, unknown)) => {
                    undetermined[edition] = unknown;
                    shares.iter_mut().zip(counted).for_each(|(option, share)| option[edition] = share);
                }
            }
        }
        let told = told(editions, &shares);
        let changes = compared(&question.steps(), &told);
        let span = compared(question.span().as_slice(), &told);
        Changes { shares, undetermined, absent, changes, span }
    }

    /// A question of which everybody chose one option, of those alone who chose an option that both editions had. A what-if:
    /// as if the others had not been there and nobody had come or stayed away for them.
    pub fn among_common(&self, question: &SharedQuestion, from: usize, to: usize) -> Option<Vec<Change>> {
        let both = |option: &usize| self.shares[*option][from].is_some() && self.shares[*option][to].is_some();
        let common: Vec<usize> = (0..self.shares.len()).filter(both).collect();
        if !question.exclusive || !question.is_comparable(from, to) || common.is_empty() {
            return None;
        }
        let count = |option: usize, edition: usize| self.shares[option][edition].map_or(0, |share| share.count);
        let base = |edition: usize| common.iter().map(|&option| count(option, edition)).sum();
        let bases = [base(from), base(to)];
        let change = |&option: &usize| {
            let share = |edition, base| Proportion::of(count(option, edition), base);
            changed(option, (from, to), share(from, bases[0]), share(to, bases[1]))
        };
        let mut changes: Vec<Change> = common.iter().filter_map(change).collect();
        adjust(&mut changes);
        Some(changes)
    }

    /// Whether some option could not be chosen in one of the two editions.
    pub fn options_differ(&self, from: usize, to: usize) -> bool {
        self.shares.iter().any(|option| option[from].is_some() != option[to].is_some())
    }
}

/// Shares that an edition's own page does not withhold.
fn told(editions: &Editions, shares: &[Vec<Option<Proportion>>]) -> Vec<Vec<Option<Proportion>>> {
    let shown = |(edition, share): (&Edition, &Option<Proportion>)| {
        share.filter(|share| Reliability::of(&edition.survey, share) != Reliability::Withheld)
    };
    shares.iter().map(|of| editions.editions.iter().zip(of).map(shown).collect()).collect()
}

fn compared(pairs: &[(usize, usize)], shares: &[Vec<Option<Proportion>>]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for (option, shares) in shares.iter().enumerate() {
        for &(from, to) in pairs {
            if let (Some(before), Some(after)) = (shares[from], shares[to]) {
                changes.extend(changed(option, (from, to), before, after));
            }
        }
    }
    adjust(&mut changes);
    changes
}

/// None if nobody could have chosen it in one of the two.
fn changed(option: usize, (from, to): (usize, usize), before: Proportion, after: Proportion) -> Option<Change> {
    let difference = after.minus(&before)?;
    let p = two_shares(before, after);
    Some(Change { option, from, to, before, after, difference, p, adjusted: p })
}

fn adjust(changes: &mut [Change]) {
    let adjusted = holm(&changes.iter().map(|change| change.p).collect::<Vec<f64>>());
    changes.iter_mut().zip(adjusted).for_each(|(change, adjusted)| change.adjusted = adjusted);
}

/// The two-sided test that two independent shares are equal, by the normal approximation with pooled variance; 1 where nothing
/// varies.
pub fn two_shares(a: Proportion, b: Proportion) -> f64 {
    let [x, n, y, m] = [a.count, a.base, b.count, b.base].map(f64::from);
    let pooled = (x + y) / (n + m);
    let variance = pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m);
    if variance > 0.0 { libm::erfc((x / n - y / m).abs() / (2.0 * variance).sqrt()) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `proportions_ztest([43, 52], [252, 231])` of statsmodels 0.14, and others.
    #[test]
    fn the_test_of_two_shares_is_that_of_statsmodels() {
        for ((a, b), p) in REFERENCES {
            let ours = two_shares(Proportion::of(a.0, a.1), Proportion::of(b.0, b.1));
            assert!((ours - p).abs() < 1e-12, "{a:?} {b:?}: {ours} {p}");
        }
    }

    type Shares = ((u32, u32), (u32, u32));
    const REFERENCES: [(Shares, f64); 4] = [
        (((43, 252), (52, 231)), 0.13245829799710457),
        (((8, 23), (39, 192)), 0.11257467547870646),
        (((0, 50), (25, 50)), 7.764036537930667e-09),
        (((91, 253), (20, 240)), 2.0931206005206899e-13),
    ];

    #[test]
    fn where_nothing_varies_nothing_is_beyond_chance() {
        assert_eq!(two_shares(Proportion::of(0, 9), Proportion::of(0, 4)), 1.0);
        assert_eq!(two_shares(Proportion::of(9, 9), Proportion::of(4, 4)), 1.0);
    }
}
