//! Puzzles: which numbers are the same in every survey that agrees with what a reader knows.
//!
//! A puzzle has unknown whole numbers between bounds, and sums of some of them that are known. One solution, the survey itself,
//! is known here. A number is *forced* if no other solution changes it. Tightened bounds show that of some numbers; where they
//! leave room, a linear program looks for the solution that moves most of the numbers in doubt. If none moves any, all of
//! them are forced: whole numbers are among the real ones. If one does in whole numbers (a vertex usually is whole; always
//! where two tables cross), what it moves is not forced, and the others are tried again. Only where the best solution is not
//! whole, whole ones are searched (branch and bound).

use super::AnonymizeError;
use super::determined::find;
use super::work::Work;
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};
use std::collections::BTreeMap;

/// Most nodes of a search for whole numbers.
const MOST_NODES: u64 = 300;

/// Unknown numbers and what is known of them.
#[derive(Debug, Default)]
pub(super) struct Puzzle {
    /// `[number]`: the least and the most it can be, by what was found so far.
    pub bounds: Vec<(u64, u64)>,
    /// `[number]`: a solution.
    pub truth: Vec<u64>,
    /// Numbers of which the sum is known.
    pub sums: Vec<Vec<usize>>,
    /// Two numbers that are not both 0.
    pub some: Vec<[usize; 2]>,
}

/// Whether a number is the same in every solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forced {
    Yes,
    No,
    /// The search was given up.
    Undecided,
}

/// The numbers that depend on each other.
struct Part<'a> {
    puzzle: &'a Puzzle,
    numbers: Vec<usize>,
    /// By place in `numbers`, with the sum of these.
    sums: Vec<(Vec<usize>, u64)>,
    some: Vec<[usize; 2]>,
}

enum Best {
    /// No solution is better than the known one.
    Known,
    /// A better solution, by place.
    Solution(Vec<u64>),
    GivenUp,
}

impl Puzzle {
    /// Whether each of `doubtful`, numbers of the puzzle, is forced.
    pub fn forced(mut self, doubtful: &[usize], work: &mut Work) -> Result<Vec<Forced>, AnonymizeError> {
        for at in 0..self.some.len() {
            let [a, b] = self.some[at];
            for (one, other) in [(a, b), (b, a)] {
                if self.bounds[one].1 == 0 {
                    self.bounds[other].0 = self.bounds[other].0.max(1);
                }
            }
        }
        let mut forced: BTreeMap<usize, Forced> = BTreeMap::new();
        for part in self.parts(doubtful) {
            part.solve(doubtful, &mut forced, work)?;
        }
        Ok(doubtful.iter().map(|number| forced.get(number).copied().unwrap_or(Forced::Yes)).collect())
    }

    fn is_open(&self, number: usize) -> bool {
        self.bounds[number].0 < self.bounds[number].1
    }

    /// Open numbers with the sums that connect them, those alone that have a doubtful one.
    fn parts(&self, doubtful: &[usize]) -> Vec<Part<'_>> {
        let open = |numbers: &[usize]| numbers.iter().copied().filter(|&n| self.is_open(n)).collect::<Vec<usize>>();
        let mut parent: Vec<usize> = (0..self.bounds.len()).collect();
        let sums: Vec<Vec<usize>> = self.sums.iter().map(|sum| open(sum)).filter(|sum| !sum.is_empty()).collect();
        let some: Vec<[usize; 2]> = self.some.iter().copied().filter(|pair| open(pair).len() == 2).collect();
        for together in sums.iter().map(Vec::as_slice).chain(some.iter().map(<[usize; 2]>::as_slice)) {
            let root = find(&mut parent, together[0]);
            for &number in &together[1..] {
                let other = find(&mut parent, number);
                parent[other] = root;
            }
        }
        let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
        for &number in doubtful.iter().filter(|&&number| self.is_open(number)) {
            let part = Part { puzzle: self, numbers: Vec::new(), sums: Vec::new(), some: Vec::new() };
            parts.entry(find(&mut parent, number)).or_insert(part);
        }
        let mut place = vec![0; self.bounds.len()];
        for number in (0..self.bounds.len()).filter(|&number| self.is_open(number)) {
            if let Some(part) = parts.get_mut(&find(&mut parent, number)) {
                place[number] = part.numbers.len();
                part.numbers.push(number);
            }
        }
        for sum in &sums {
            if let Some(part) = parts.get_mut(&find(&mut parent, sum[0])) {
                let total = sum.iter().map(|&number| self.truth[number]).sum();
                part.sums.push((sum.iter().map(|&number| place[number]).collect(), total));
            }
        }
        for pair in &some {
            if let Some(part) = parts.get_mut(&find(&mut parent, pair[0])) {
                part.some.push(pair.map(|number| place[number]));
            }
        }
        parts.into_values().collect()
    }
}

impl Part<'_> {
    fn truth(&self, place: usize) -> u64 {
        self.puzzle.truth[self.numbers[place]]
    }

    fn bounds(&self, place: usize) -> (u64, u64) {
        self.puzzle.bounds[self.numbers[place]]
    }

    fn solve(
        &self,
        doubtful: &[usize],
        forced: &mut BTreeMap<usize, Forced>,
        work: &mut Work,
    ) -> Result<(), AnonymizeError> {
        let mut left: Vec<usize> =
            doubtful.iter().filter_map(|number| self.numbers.binary_search(number).ok()).collect();
        left.sort_unstable();
        left.dedup();
        // At a bound, a number can move in one direction only: then one program asks for all such at once.
        while !left.is_empty() {
            let one_way = |place: usize| {
                let (least, most) = self.bounds(place);
                match self.truth(place) {
                    truth if truth == least => Some(1.0),
                    truth if truth == most => Some(-1.0),
                    _ => None,
                }
            };
            let together: Vec<(usize, f64)> =
                left.iter().filter_map(|&place| one_way(place).map(|weight| (place, weight))).collect();
            let found = match together.is_empty() {
                false => self.better(&together, work)?,
                true => match self.better(&[(left[0], 1.0)], work)? {
                    Best::Known => self.better(&[(left[0], -1.0)], work)?,
                    found => found,
                },
            };
            let asked: Vec<usize> = match together.is_empty() {
                false => together.iter().map(|&(place, _)| place).collect(),
                true => vec![left[0]],
            };
            let mut tell = |places: &[usize], what: Forced| {
                forced.extend(places.iter().map(|&place| (self.numbers[place], what)));
            };
            let done: Vec<usize> = match found {
                Best::Known => {
                    tell(&asked, Forced::Yes);
                    asked
                }
                Best::GivenUp => {
                    tell(&asked, Forced::Undecided);
                    asked
                }
                Best::Solution(solution) => {
                    let moved = left.iter().copied().filter(|&place| solution[place] != self.truth(place));
                    let moved: Vec<usize> = moved.collect();
                    tell(&moved, Forced::No);
                    moved
                }
            };
            left.retain(|place| !done.contains(place));
        }
        Ok(())
    }

    /// The best solution by weights of some numbers, if it is better than the known one.
    fn better(&self, weights: &[(usize, f64)], work: &mut Work) -> Result<Best, AnonymizeError> {
        let rows = self.sums.len() + self.some.len();
        // A vertex takes as many steps as there are rows or so, each as long as the rows.
        let expected = (rows * (rows + self.numbers.len())) as u64;
        if work.budget.puzzles < expected {
            work.budget.puzzles = 0;
            return Ok(Best::GivenUp);
        }
        let known: f64 = weights.iter().map(|&(place, weight)| weight * self.truth(place) as f64).sum();
        let mut best = Best::GivenUp;
        // Without the pairs there are fewer rows: if then no solution is better, none is; and one may happen to meet them.
        let programs = [(false, false), (true, false), (true, true)];
        for (pairs, whole) in programs.into_iter().skip(usize::from(self.some.is_empty())) {
            let (problem, variables) = self.program(weights, pairs, whole);
            let mut options = SolveOptions::default();
            options.node_limit = Some(MOST_NODES);
            let Ok(outcome) = problem.solve_with(options) else { break };
            let steps = (outcome.stats().lp_iterations + 1) * (rows + self.numbers.len()) as u64;
            work.budget.puzzles = work.budget.puzzles.saturating_sub(steps);
            work.step(steps)?;
            let optimal = outcome.is_optimal();
            let Ok(solution) = outcome.into_solution() else { break };
            // In whole numbers the best is a whole number.
            if optimal && solution.objective() < known + 0.99 {
                return Ok(Best::Known);
            }
            let numbers: Vec<u64> = variables.iter().map(|&x| solution.var_value(x).round().max(0.0) as u64).collect();
            let value: f64 = weights.iter().map(|&(place, weight)| weight * numbers[place] as f64).sum();
            if value > known + 0.5 && self.holds(&numbers) {
                best = Best::Solution(numbers);
                break;
            }
        }
        Ok(best)
    }

    fn program(&self, weights: &[(usize, f64)], pairs: bool, whole: bool) -> (Problem, Vec<Variable>) {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let mut weight = vec![0.0; self.numbers.len()];
        weights.iter().for_each(|&(place, w)| weight[place] = w);
        let variable = |(place, weight): (usize, f64)| {
            let (least, most) = self.bounds(place);
            match (whole, i32::try_from(least), i32::try_from(most)) {
                (true, Ok(least), Ok(most)) => problem.add_integer_var(weight, (least, most)),
                _ => problem.add_var(weight, (least as f64, most as f64)),
            }
        };
        let variables: Vec<Variable> = weight.into_iter().enumerate().map(variable).collect();
        for (places, total) in &self.sums {
            let terms: Vec<(Variable, f64)> = places.iter().map(|&place| (variables[place], 1.0)).collect();
            problem.add_constraint(&terms[..], ComparisonOp::Eq, *total as f64);
        }
        for pair in self.some.iter().filter(|_| pairs) {
            let terms = pair.map(|place| (variables[place], 1.0));
            problem.add_constraint(&terms[..], ComparisonOp::Ge, 1.0);
        }
        (problem, variables)
    }

    /// Whether these whole numbers are a solution.
    fn holds(&self, numbers: &[u64]) -> bool {
        let within = |(place, &number): (usize, &u64)| {
            let (least, most) = self.bounds(place);
            (least..=most).contains(&number)
        };
        numbers.iter().enumerate().all(within)
            && self.sums.iter().all(|(places, total)| places.iter().map(|&place| numbers[place]).sum::<u64>() == *total)
            && self.some.iter().all(|pair| pair.iter().any(|&place| numbers[place] > 0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::audit::BUDGET;
    use super::*;
    use proptest::prelude::*;

    fn forced(puzzle: Puzzle) -> Vec<Forced> {
        let mut watch = |_, _, _| std::ops::ControlFlow::Continue(());
        let all: Vec<usize> = (0..puzzle.truth.len()).collect();
        puzzle.forced(&all, &mut Work::new(&mut watch, BUDGET)).expect("not stopped")
    }

    /// Rows and columns of three, each of sum 1: bounds leave all open, and the nine can be placed in six ways.
    #[test]
    fn a_number_that_another_solution_changes_is_not_forced() {
        let sums = || (0..3).flat_map(|i| [(0..3).map(|j| 3 * i + j).collect(), (0..3).map(|j| 3 * j + i).collect()]);
        let puzzle = || Puzzle {
            bounds: vec![(0, 1); 9],
            truth: vec![1, 0, 0, 0, 1, 0, 0, 0, 1],
            sums: sums().collect(),
            some: Vec::new(),
        };
        assert_eq!(forced(puzzle()), [Forced::No; 9]);
        let mut puzzle = puzzle();
        // Nobody is where the first row meets the others, nor where the second meets the third.
        for nobody in [1, 2, 5] {
            puzzle.bounds[nobody].1 = 0;
        }
        assert_eq!(forced(puzzle), [Forced::Yes; 9], "no bound alone tells the six below");
    }

    /// Each two of three add up to 1 with the fourth: halves are another solution, other whole numbers are none.
    #[test]
    fn what_only_fractions_would_change_is_forced() {
        let puzzle = Puzzle {
            bounds: vec![(0, 1); 4],
            truth: vec![0, 0, 0, 1],
            // x + y + w = y + z + w = z + x + w = 1.
            sums: vec![vec![0, 1, 3], vec![1, 2, 3], vec![0, 2, 3]],
            some: Vec::new(),
        };
        // x = y = z = 1/2, w = 0 is the only other real one.
        assert_eq!(forced(puzzle), [Forced::Yes; 4]);
    }

    #[test]
    fn without_budget_it_is_undecided() {
        let puzzle = Puzzle { bounds: vec![(0, 1); 2], truth: vec![1, 0], sums: vec![vec![0, 1]], some: Vec::new() };
        let mut watch = |_, _, _| std::ops::ControlFlow::Continue(());
        let none = super::super::determined::Budget::default();
        let found = puzzle.forced(&[0, 1], &mut Work::new(&mut watch, none)).expect("not stopped");
        assert_eq!(found, [Forced::Undecided; 2]);
    }

    /// Every solution, tried.
    fn by_trying(puzzle: &Puzzle) -> Vec<Forced> {
        let mut seen = vec![Forced::Yes; puzzle.truth.len()];
        let mut numbers: Vec<u64> = puzzle.bounds.iter().map(|bounds| bounds.0).collect();
        let sums = |numbers: &[u64]| -> Vec<u64> {
            puzzle.sums.iter().map(|sum| sum.iter().map(|&n| numbers[n]).sum()).collect()
        };
        let expected = sums(&puzzle.truth);
        loop {
            if sums(&numbers) == expected && puzzle.some.iter().all(|&[a, b]| numbers[a] + numbers[b] > 0) {
                let moved = (0..numbers.len()).filter(|&at| numbers[at] != puzzle.truth[at]);
                moved.for_each(|at| seen[at] = Forced::No);
            }
            let Some(at) = (0..numbers.len()).find(|&at| numbers[at] < puzzle.bounds[at].1) else { return seen };
            numbers[at] += 1;
            (0..at).for_each(|below| numbers[below] = puzzle.bounds[below].0);
        }
    }

    proptest! {
        #![proptest_config(super::super::tests::cases(300))]

        #[test]
        fn what_is_forced_is_what_trying_every_solution_finds(
            truth in proptest::collection::vec(0..3_u64, 8),
            room in proptest::collection::vec((0..2_u64, 0..2_u64), 8),
            sums in proptest::collection::vec(proptest::collection::vec(any::<bool>(), 8), 1..7),
            some in proptest::collection::vec((0..8_usize, 0..8_usize), 0..4),
        ) {
            let sums = sums.iter().map(|is| (0..8).filter(|&at| is[at]).collect::<Vec<usize>>());
            let some = some.into_iter().filter(|&(a, b)| a != b && truth[a] + truth[b] > 0).map(|(a, b)| [a, b]);
            let bounds = truth.iter().zip(&room).map(|(n, (down, up))| (n.saturating_sub(*down), n + up));
            let puzzle = Puzzle {
                bounds: bounds.collect(),
                sums: sums.filter(|sum| !sum.is_empty()).collect(),
                some: some.collect(),
                truth,
            };
            let tried = by_trying(&puzzle);
            prop_assert_eq!(forced(puzzle), tried);
        }
    }
}
