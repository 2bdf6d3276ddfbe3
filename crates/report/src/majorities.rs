//! Which of two items of a ranking more people put before the other.

use needs_core::{
    Survey, crosstab::CrossTab, estimate::Proportion, reliability::least_base, survey::before, view::View,
};

/// Two items of a ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Majority {
    /// The item that more people put before the other; the first of the file if as many did the one as the other.
    pub first: usize,
    pub second: usize,
    /// Those who put `first` before `second`, of those who ranked either.
    pub share: Proportion,
}

/// Every two items of a ranking, of everybody in the view: items that win most come first, then the larger majorities.
///
/// Empty where the file does not say who put one item before another, and under a what-if; without two items that too few
/// ranked.
pub fn majorities(survey: &Survey, view: &View, tab: &CrossTab) -> Vec<Majority> {
    let (items, counts) = (tab.columns.len(), &tab.before[0]);
    if counts.is_empty() || !view.weights.is_empty() {
        return Vec::new();
    }
    let of = |(a, b): (usize, usize)| {
        let [x, y] = [before(items, a, b), before(items, b, a)].map(|at| counts[at].count);
        let (first, second) = if y > x { (b, a) } else { (a, b) };
        (x + y >= least_base(survey)).then(|| Majority { first, second, share: Proportion::of(x.max(y), x + y) })
    };
    let two = (0..items).flat_map(|a| (a + 1..items).map(move |b| (a, b)));
    let mut all: Vec<Majority> = two.filter_map(of).collect();
    let mut wins = vec![0; items];
    all.iter().filter(|majority| majority.is_one()).for_each(|majority| wins[majority.first] += 1);
    let share = |majority: &Majority| majority.share.share().unwrap_or(0.0);
    all.sort_by(|a, b| wins[b.first].cmp(&wins[a.first]).then_with(|| share(b).total_cmp(&share(a))));
    all
}

impl Majority {
    /// Whether more people put one before the other than the other way round.
    pub fn is_one(&self) -> bool {
        self.share.count * 2 > self.share.base
    }
}

/// The item that most put before each of the others (Condorcet), if there is one.
pub(crate) fn winner(all: &[Majority], items: usize) -> Option<usize> {
    let first = all.first()?.first;
    let wins = all.iter().filter(|majority| majority.first == first && majority.is_one()).count();
    (wins + 1 == items).then_some(first)
}
