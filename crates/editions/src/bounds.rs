//! Bounds of what is known only of classes with several categories.

use needs_core::sensitivity::Range;

/// The answers of an edition along a dimension: of each category those that are certainly of it, and classes whose answers are
/// of some of several categories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// `[category]`: who answered, and who of them chose the option.
    pub n: Vec<u32>,
    pub chose: Vec<u32>,
    /// The categories as bits, who answered, who of them chose the option.
    pub classes: Vec<(u64, u32, u32)>,
}

impl Spread {
    pub fn of(categories: usize) -> Spread {
        Spread { n: vec![0; categories], chose: vec![0; categories], classes: Vec::new() }
    }

    /// Adds the answers of a class that are of some of these categories.
    pub fn add(&mut self, categories: u64, n: u32, chose: u32) {
        if categories.is_power_of_two() {
            let c = categories.trailing_zeros() as usize;
            self.n[c] += n;
            self.chose[c] += chose;
        } else {
            self.classes.push((categories, n, chose));
        }
    }

    pub fn may_have(&self, category: usize) -> bool {
        self.n[category] > 0 || self.classes.iter().any(|(set, ..)| set >> category & 1 == 1)
    }

    pub fn answered(&self) -> u32 {
        self.n.iter().sum::<u32>() + self.classes.iter().map(|(_, n, _)| n).sum::<u32>()
    }

    /// The share of answers that are certainly of one category.
    pub fn exact(&self) -> f64 {
        f64::from(self.n.iter().sum::<u32>()) / f64::from(self.answered())
    }

    /// The share of the option among all who answered.
    pub fn share(&self) -> f64 {
        let chose = self.chose.iter().sum::<u32>() + self.classes.iter().map(|(.., chose)| chose).sum::<u32>();
        f64::from(chose) / f64::from(self.answered())
    }

    /// Who may also be in a category, and who of them chose the option.
    fn more(&self, category: usize) -> (u32, u32) {
        let of = self.classes.iter().filter(|(set, ..)| set >> category & 1 == 1);
        of.fold((0, 0), |(n, chose), class| (n + class.1, chose + class.2))
    }

    /// Every number of answers that a category may have, in blocks of neighbours, each with the range of the option's share in
    /// it; the share is none where it has no answers.
    fn blocks(&self, category: usize) -> Vec<Block> {
        let (more, chose) = self.more(category);
        let (n, known) = (self.n[category], self.chose[category]);
        let step = more / MOST_BLOCKS + 1;
        let mut blocks = Vec::new();
        let mut from = 0;
        while from <= more {
            let to = (from + step - 1).min(more);
            // Of so many more, at least those who are too many to be of those who did not choose it.
            let (fewest, most) = (from.saturating_sub(more - chose), to.min(chose));
            let share = (n + to > 0).then(|| {
                let (least, largest) = (f64::from((n + from).max(1)), f64::from(n + to));
                let share = |x: u32, n: f64| (f64::from(known + x) / n).min(1.0);
                Range { low: share(fewest, largest), high: share(most, least) }
            });
            let people = f64::from(self.answered());
            let weight = Range { low: f64::from(n + from) / people, high: f64::from(n + to) / people };
            blocks.push(Block { weight, share });
            from = to + 1;
        }
        blocks
    }
}

/// Of more numbers of answers than this some are taken together, which keeps the bounds true and makes them wider.
const MOST_BLOCKS: u32 = 300;

struct Block {
    /// The category's share of all answers.
    weight: Range,
    share: Option<Range>,
}

/// The range of who answered as a part of the change (`split::Split`), however the classes of several categories are spread.
///
/// Every spread that the file allows lies in it; the ends themselves may be out of reach, because each category is taken for itself.
pub fn people(before: &Spread, after: &Spread) -> Range {
    // The changes of all weights add up to 0: a constant taken from every share changes nothing, and makes ranges narrow.
    let middle = before.share().midpoint(after.share());
    let mut sum = Range::exactly(0.0);
    for category in 0..before.n.len() {
        sum = sum.plus(part(&before.blocks(category), &after.blocks(category), middle));
    }
    sum
}

/// What one category adds: `(w2 - w1) ((r1 + r2) / 2 - middle)`.
fn part(before: &[Block], after: &[Block], middle: f64) -> Range {
    let mut range = Range { low: f64::INFINITY, high: f64::NEG_INFINITY };
    for a in before {
        for b in after {
            let change = b.weight.minus(a.weight);
            // Where nobody is, the share is that of the other edition (`split::kitagawa`).
            let nobody = |block: &Block| block.weight.low == 0.0;
            let ends = match (a.share, b.share) {
                (None, None) => Range::exactly(0.0),
                (Some(share), None) | (None, Some(share)) => share.minus(Range::exactly(middle)),
                (Some(one), Some(other)) => {
                    let mean = one.plus(other).times(0.5);
                    let either = [one, other].into_iter().zip([nobody(b), nobody(a)]).filter(|(_, may)| *may);
                    let all = either.fold(mean, |all, (share, _)| Range {
                        low: all.low.min(share.low),
                        high: all.high.max(share.high),
                    });
                    all.minus(Range::exactly(middle))
                }
            };
            for x in [change.low, change.high] {
                for y in [ends.low, ends.high] {
                    range = Range { low: range.low.min(x * y), high: range.high.max(x * y) };
                }
            }
        }
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::{Stratum, kitagawa};
    use needs_core::survey::categories_in;
    use proptest::prelude::*;

    /// A spread of one edition, and one of the ways to spread its classes: `[category]` who answered and who of them chose it.
    fn edition() -> impl Strategy<Value = (Spread, Vec<(u32, u32)>)> {
        let known = prop::collection::vec((0..20_u32, 0..20_u32), 3);
        let person = (0..3_usize, any::<bool>());
        let classes = prop::collection::vec((1..8_u64, prop::collection::vec(person, 1..9)), 0..4);
        (known, classes).prop_map(|(known, classes)| {
            let mut spread = Spread::of(3);
            let mut truth = Vec::new();
            for (c, &(chose, others)) in known.iter().enumerate() {
                spread.add(1 << c, chose + others, chose);
                truth.push((chose + others, chose));
            }
            for (set, people) in classes {
                let places: Vec<usize> = categories_in(set).collect();
                for (at, chose) in &people {
                    let place = &mut truth[places[at % places.len()]];
                    place.0 += 1;
                    place.1 += u32::from(*chose);
                }
                spread.add(set, people.len() as u32, people.iter().filter(|(_, chose)| *chose).count() as u32);
            }
            (spread, truth)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn the_truth_lies_within_however_classes_are_spread((before, first) in edition(), (after, second) in edition()) {
            prop_assume!(before.answered() > 0 && after.answered() > 0);
            let strata: Vec<Stratum> = first.iter().zip(&second).map(|(a, b)| Stratum {
                n: [a.0.into(), b.0.into()],
                chose: [a.1.into(), b.1.into()],
            }).collect();
            let (truth, _) = kitagawa(&strata);
            let range = people(&before, &after);
            prop_assert!(range.contains(truth.value), "{:?} {:?}", truth.value, range);
        }

        #[test]
        fn where_every_answer_is_of_one_category_the_bounds_are_the_value(
            known in prop::collection::vec(((1..20_u32, 0..20_u32), (1..20_u32, 0..20_u32)), 3)
        ) {
            let (mut before, mut after) = (Spread::of(3), Spread::of(3));
            let mut strata = Vec::new();
            for (c, &((x, more), (y, others))) in known.iter().enumerate() {
                before.add(1 << c, x + more, x);
                after.add(1 << c, y + others, y);
                strata.push(Stratum { n: [(x + more).into(), (y + others).into()], chose: [x.into(), y.into()] });
            }
            let range = people(&before, &after);
            prop_assert!((range.low - kitagawa(&strata).0.value).abs() < 1e-12 && range.width() < 1e-12);
        }
    }
}
