//! Improves a partition by threshold accepting (Dueck and Scheuer 1990): random small changes, of which
//! also slightly bad ones are kept at first, fewer and fewer, and the best partition seen is the result.
//!
//! The random numbers are always the same ones and all sums are whole numbers, so the result depends on
//! nothing but the cells. A change keeps what every class must have
//! ([`Grid::may_be_class`]), and no class's labels cover a cell of
//! another class: so a later edition can tell from the labels alone where a combination belongs.

use super::AnonymizeError;
use super::grid::Grid;
use super::work::Work;
use needs_core::survey::Label;

/// Blocks of more cells are split first.
pub(super) const MOST_CELLS: usize = 300;

/// How many changes are tried for each cell at most (a few cells need few), and about how many in all.
const TRIES_PER_CELL: usize = 4000;
const MOST_TRIES: usize = 1_500_000;

/// Points per respondent that a change may lose at first, in a class of k: two or three exact categories.
const BOLDNESS: i64 = 3000;

/// Returns a partition of the same cells of at least the same worth.
///
/// # Errors
/// If the work is stopped.
pub(super) fn refine(
    grid: &Grid,
    classes: Vec<Vec<usize>>,
    work: &mut Work,
) -> Result<Vec<Vec<usize>>, AnonymizeError> {
    let cells: usize = classes.iter().map(Vec::len).sum();
    if !(2..=2 * MOST_CELLS).contains(&cells) || grid.k == 1 {
        return Ok(classes);
    }
    let tries = cells * TRIES_PER_CELL.min(50 * cells).min(MOST_TRIES / grid.len());
    let boldest = grid.k.min(1 << 20) as i64 * BOLDNESS;
    let mut search = Search::new(grid, classes);
    let mut best = (search.total, search.classes.clone());
    for attempt in 0..tries {
        let left = (tries - attempt) as i64;
        work.step(cells as u64)?;
        search.attempt(boldest * left / tries as i64 * left / tries as i64);
        if search.total > best.0 {
            best = (search.total, search.classes.clone());
        }
    }
    Ok(best.1.into_iter().map(|class| class.cells).collect())
}

/// A class and the worth of its labels.
#[derive(Clone)]
struct Group {
    /// Ascending.
    cells: Vec<usize>,
    n: u64,
    labels: Vec<Label>,
    score: i64,
}

struct Search<'a> {
    grid: &'a Grid,
    classes: Vec<Group>,
    /// All cells, ascending.
    all: Vec<usize>,
    total: i64,
    random: u64,
}

impl<'a> Search<'a> {
    fn new(grid: &'a Grid, classes: Vec<Vec<usize>>) -> Search<'a> {
        let mut all: Vec<usize> = classes.iter().flatten().copied().collect();
        all.sort_unstable();
        let classes: Vec<Group> = classes.into_iter().map(|cells| group(grid, cells)).collect();
        let total = classes.iter().map(|class| class.score).sum();
        Search { grid, classes, all, total, random: 0 }
    }

    /// A number below `end`, from the generator splitmix64.
    fn below(&mut self, end: usize) -> usize {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    /// Tries one change, and keeps it if it loses at most `threshold` points.
    fn attempt(&mut self, threshold: i64) {
        let from = self.below(self.classes.len());
        // One more than there are: a class of their own.
        let to = Some(self.below(self.classes.len() + 1)).filter(|&to| to < self.classes.len() && to != from);
        let leaving = self.some_of(from);
        let entering = match to {
            Some(to) if self.below(4) == 0 => self.some_of(to),
            _ => Vec::new(),
        };
        let (leave, enter) = (self.grid.respondents(&leaving), self.grid.respondents(&entering));
        let rest_n = self.classes[from].n - leave + enter;
        let joined_n = to.map_or(0, |to| self.classes[to].n) + leave - enter;
        let k = self.grid.k;
        if joined_n < k || rest_n == 0 && to.is_none() || rest_n > 0 && rest_n < k {
            return;
        }
        let joined = exchanged(to.map_or(&[], |to| &self.classes[to].cells), &entering, &leaving);
        let rest = exchanged(&self.classes[from].cells, &leaving, &entering);
        if !self.grid.splits_no_few(&joined) || !self.grid.splits_no_few(&rest) {
            return;
        }
        let before = self.classes[from].score + to.map_or(0, |to| self.classes[to].score);
        let joined = group(self.grid, joined);
        let rest = (!rest.is_empty()).then(|| group(self.grid, rest));
        let gain = joined.score + rest.as_ref().map_or(0, |rest| rest.score) - before;
        if gain < -threshold || !self.alone(&joined) || rest.as_ref().is_some_and(|rest| !self.alone(rest)) {
            return;
        }
        self.total += gain;
        match to {
            Some(to) => self.classes[to] = joined,
            None => self.classes.push(joined),
        }
        match rest {
            Some(rest) => self.classes[from] = rest,
            None => drop(self.classes.swap_remove(from)),
        }
    }

    /// Cells of a class that may leave it together: all (a merger), one, all of one category, or any.
    fn some_of(&mut self, class: usize) -> Vec<usize> {
        let kind = self.below(8);
        let like = self.below(self.classes[class].cells.len());
        let place = self.below(self.grid.width);
        let any = self.below(1 << 16);
        let cells = &self.classes[class].cells;
        let key = self.grid.key(cells[like], place);
        match kind {
            0 => cells.clone(),
            1..=3 => vec![cells[like]],
            4 if cells.len() <= 16 => (0..cells.len()).filter(|c| any >> c & 1 == 1).map(|c| cells[c]).collect(),
            _ => cells.iter().copied().filter(|&cell| self.grid.key(cell, place) == key).collect(),
        }
    }

    /// Whether the labels of `group` cover its own cells only; with `multiple` dimensions that would forbid
    /// nearly everything, and [`super::lookup::settle`] sees to it afterwards; of a fine grid labels need not tell.
    fn alone(&self, group: &Group) -> bool {
        if self.grid.multiple || self.grid.fine {
            return true;
        }
        let mut left = group.cells.len();
        for &cell in &self.all {
            if self.grid.covers(&group.labels, cell) {
                if left == 0 {
                    return false;
                }
                left -= 1;
            }
        }
        true
    }
}

/// `cells` without those that leave and with those that enter, ascending.
fn exchanged(cells: &[usize], leaving: &[usize], entering: &[usize]) -> Vec<usize> {
    let stays = |cell: &&usize| leaving.binary_search(cell).is_err();
    let mut cells: Vec<usize> = cells.iter().filter(stays).chain(entering).copied().collect();
    cells.sort_unstable();
    cells
}

fn group(grid: &Grid, cells: Vec<usize>) -> Group {
    let (n, labels) = (grid.respondents(&cells), grid.labels(&cells));
    Group { n, score: grid.points(&labels) * n as i64, labels, cells }
}
