//! Counts the answers that attackers with some knowledge could settle, question by question.
//!
//! An answer is whether one person, of those who answered, made one choice. It is settled for an attacker if it is the same
//! in every survey that agrees with the file and with what the attacker knows:
//!
//! - *the person*: a person's class in each table. What all or none of a class chose is settled.
//! - *which combinations occur*: also, which combinations of classes are not empty.
//! - *how many are in each*: also, how many of those who answered are in each combination.
//!
//! Bounds of those who chose the option and of those who did not are tightened in each class until they are stable, as in
//! [`super::bounds`]; what several tables settle beyond is found by linear programs ([`super::puzzle`]). So the numbers are
//! exact, unless the search was given up for some answers, which are counted.

use super::cells::Cells;
use super::puzzle::{Forced, Puzzle};
use super::work::Work;
use super::{AnonymizeError, Count, Sensitive};
use std::collections::BTreeMap;

/// Answers that could be settled; each attacker settles at least what the one before does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Number of answers: pairs of a person who answered and a choice.
    pub answers: u64,
    /// Settled by an attacker who knows one person's categories.
    pub by_person: u64,
    /// Settled by one who also knows which combinations occur.
    pub by_combinations: u64,
    /// Settled by one who also knows how many are in each.
    pub by_numbers: u64,
    /// Answers of which the search was given up, for one of these; they are not counted as settled there.
    pub undecided: u64,
}

impl Settled {
    pub(super) fn add(&mut self, other: &Settled) {
        self.answers += other.answers;
        self.by_person += other.by_person;
        self.by_combinations += other.by_combinations;
        self.by_numbers += other.by_numbers;
        self.undecided += other.undecided;
    }
}

/// The settled answers of the people of `cells`, whose classes are `[table][cell]`.
pub(super) fn settled(
    cells: &Cells,
    classes: &[Vec<usize>],
    choices: &[Sensitive],
    work: &mut Work,
) -> Result<Settled, AnonymizeError> {
    let mut all = Settled::default();
    for choice in choices {
        all.add(&Margins::of(cells, classes, &choice.chosen, &choice.answered).settled(work)?);
    }
    Ok(all)
}

/// One choice: the combinations of classes, and the number of each class that chose it and that did not.
struct Margins {
    /// `[combination][side]`: those who did not choose it and who did, as they are.
    truth: Vec<[u64; 2]>,
    /// People of each combination.
    n: Vec<u64>,
    /// Combinations of each class of every table, those with anybody.
    members: Vec<Vec<usize>>,
    /// `[side][class]`: those who did not choose it (0) and who did (1).
    sums: [Vec<u64>; 2],
}

impl Margins {
    fn of(cells: &Cells, classes: &[Vec<usize>], chosen: &Count, answered: &Count) -> Margins {
        let mut combinations: BTreeMap<Vec<usize>, [u64; 2]> = BTreeMap::new();
        for cell in 0..cells.len() {
            let of = |count: &Count| count.of(|column| u64::from(cells.counts(cell)[column]));
            let (chosen, answered) = (of(chosen), of(answered));
            if answered > 0 {
                let sums = combinations.entry(classes.iter().map(|of_cell| of_cell[cell]).collect()).or_default();
                *sums = [sums[0] + answered - chosen, sums[1] + chosen];
            }
        }
        let truth = combinations.values().copied().collect();
        let mut margins = Margins { truth, n: Vec::new(), members: Vec::new(), sums: [Vec::new(), Vec::new()] };
        let mut place: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (at, (signature, sums)) in combinations.iter().enumerate() {
            margins.n.push(sums[0] + sums[1]);
            for (table, &class) in signature.iter().enumerate() {
                let place = *place.entry((table, class)).or_insert_with(|| {
                    margins.members.push(Vec::new());
                    margins.sums.iter_mut().for_each(|sums| sums.push(0));
                    margins.members.len() - 1
                });
                margins.members[place].push(at);
                (0..2).for_each(|side| margins.sums[side][place] += sums[side]);
            }
        }
        margins
    }

    fn settled(&self, work: &mut Work) -> Result<Settled, AnonymizeError> {
        let people = |is: &dyn Fn(usize) -> bool| (0..self.n.len()).filter(|&a| is(a)).map(|a| self.n[a]).sum::<u64>();
        let mut alike = vec![false; self.n.len()];
        for (class, members) in self.members.iter().enumerate() {
            if self.sums.iter().any(|sums| sums[class] == 0) {
                members.iter().for_each(|&a| alike[a] = true);
            }
        }
        let mut all = Settled { answers: people(&|_| true), by_person: people(&|a| alike[a]), ..Settled::default() };
        let mut undecided = vec![false; self.n.len()];
        for (knows_numbers, settled) in [(false, &mut all.by_combinations), (true, &mut all.by_numbers)] {
            let forced = self.forced(knows_numbers, work)?;
            *settled = people(&|a| forced[a] == Forced::Yes);
            (0..self.n.len()).filter(|&a| forced[a] == Forced::Undecided).for_each(|a| undecided[a] = true);
        }
        all.undecided = people(&|a| undecided[a]);
        Ok(all)
    }

    /// Whether all of each combination certainly answered alike.
    fn forced(&self, knows_numbers: bool, work: &mut Work) -> Result<Vec<Forced>, AnonymizeError> {
        let bounds = self.bounds(knows_numbers);
        // By what it is in truth, only one side of a combination can be nobody.
        let empty = |a: usize| self.truth[a].iter().position(|&n| n == 0);
        let mut forced: Vec<Forced> = (0..self.n.len())
            .map(|a| empty(a).map_or(Forced::No, |side| if bounds[side][a].1 == 0 { Forced::Yes } else { Forced::No }))
            .collect();
        let doubtful: Vec<(usize, usize)> = (0..self.n.len())
            .filter(|&a| forced[a] == Forced::No)
            .filter_map(|a| empty(a).map(|side| (a, side)))
            .collect();
        // Of one class alone the bounds tell all.
        if doubtful.is_empty() || self.members.iter().map(Vec::len).sum::<usize>() == self.n.len() {
            return Ok(forced);
        }
        // Who knows the numbers needs one side only: the other is what is left of them.
        let number = |a: usize, side: usize| if knows_numbers { a } else { 2 * a + side };
        let sides: &[usize] = if knows_numbers { &[1] } else { &[0, 1] };
        let all = || (0..self.n.len()).flat_map(|a| sides.iter().map(move |&side| (a, side)));
        let puzzle = Puzzle {
            bounds: all().map(|(a, side)| bounds[side][a]).collect(),
            truth: all().map(|(a, side)| self.truth[a][side]).collect(),
            sums: self
                .members
                .iter()
                .flat_map(|members| sides.iter().map(|&side| members.iter().map(|&a| number(a, side)).collect()))
                .collect(),
            some: if knows_numbers { Vec::new() } else { (0..self.n.len()).map(|a| [2 * a, 2 * a + 1]).collect() },
        };
        let numbers: Vec<usize> = doubtful.iter().map(|&(a, side)| number(a, side)).collect();
        for ((a, _), found) in doubtful.iter().zip(puzzle.forced(&numbers, work)?) {
            forced[*a] = found;
        }
        Ok(forced)
    }

    /// Bounds of those who did not choose it and who did, `[side][combination]`.
    fn bounds(&self, knows_numbers: bool) -> [Vec<(u64, u64)>; 2] {
        let most = |a: usize| if knows_numbers { self.n[a] } else { u64::MAX };
        let mut bounds = [0, 1].map(|_| (0..self.n.len()).map(|a| (0, most(a))).collect::<Vec<_>>());
        loop {
            let mut moved = false;
            for (class, members) in self.members.iter().enumerate() {
                for (bounds, sums) in bounds.iter_mut().zip(&self.sums) {
                    let sum = sums[class];
                    let least: u64 = members.iter().map(|&a| bounds[a].0).sum();
                    let most = members.iter().fold(0_u64, |most, &a| most.saturating_add(bounds[a].1));
                    for &a in members {
                        let (low, high) = bounds[a];
                        let others = if most == u64::MAX { u64::MAX } else { most - high };
                        let tighter = (low.max(sum.saturating_sub(others)), high.min(sum - (least - low)));
                        moved |= tighter != (low, high);
                        bounds[a] = tighter;
                    }
                }
            }
            // The two sides add up to everybody of a combination: its number if that is known, else at least one.
            let [without, with] = &mut bounds;
            for ((without, with), &n) in without.iter_mut().zip(with.iter_mut()).zip(&self.n) {
                let rest = |own: (u64, u64), other: (u64, u64)| match knows_numbers {
                    true => (own.0.max(n - other.1), own.1.min(n - other.0)),
                    false => (own.0.max(1_u64.saturating_sub(other.1)), own.1),
                };
                let tighter = (rest(*without, *with), rest(*with, *without));
                moved |= tighter != (*without, *with);
                (*without, *with) = tighter;
            }
            if !moved {
                return bounds;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two tables of two classes: combinations by their classes, with who did not choose it and who did.
    fn settled(combinations: &[([usize; 2], [u64; 2])]) -> [u64; 3] {
        let truth = combinations.iter().map(|(_, sums)| *sums).collect();
        let (members, sums) = (vec![Vec::new(); 4], [vec![0; 4], vec![0; 4]]);
        let mut margins = Margins { truth, n: Vec::new(), members, sums };
        for (at, (classes, sums)) in combinations.iter().enumerate() {
            margins.n.push(sums[0] + sums[1]);
            for place in [classes[0], 2 + classes[1]] {
                margins.members[place].push(at);
                (0..2).for_each(|side| margins.sums[side][place] += sums[side]);
            }
        }
        let mut watch = |_, _, _| std::ops::ControlFlow::Continue(());
        let work = &mut Work::new(&mut watch, super::super::audit::BUDGET);
        let Settled { by_person, by_combinations, by_numbers, .. } = margins.settled(work).expect("not stopped");
        [by_person, by_combinations, by_numbers]
    }

    #[test]
    fn whose_class_is_all_alike_needs_no_other_knowledge() {
        assert_eq!(settled(&[([0, 0], [7, 0]), ([0, 1], [8, 0]), ([1, 0], [7, 2]), ([1, 1], [3, 3])]), [15, 15, 15]);
    }

    #[test]
    fn who_knows_that_nobody_else_is_there_settles_more() {
        // Nobody of class 0 of the first table chose it, so the one of class 0 of the second who did is all that is left of it.
        let combinations = [([0, 0], [7, 0]), ([0, 1], [8, 0]), ([1, 1], [9, 2])];
        assert_eq!(settled(&combinations), [15, 15, 15]);
        let combinations = [([0, 0], [7, 0]), ([0, 1], [8, 0]), ([1, 0], [0, 1]), ([1, 1], [9, 2])];
        assert_eq!(settled(&combinations), [15, 15, 16]);
    }
}
