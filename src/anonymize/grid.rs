//! The cells of one table: projected on its dimensions, with what their labels are worth.

use super::DimensionSpec;
use super::cells::Cells;
use super::scoring::Scoring;
use crate::survey::Label;

/// The cells of one table, by row.
pub(super) struct Grid {
    /// How many dimensions the table has.
    pub width: usize,
    /// `[cell * width + place]`: categories as bits.
    keys: Vec<u64>,
    pub n: Vec<u32>,
    /// For each cell of the survey, its position here.
    pub of_cell: Vec<usize>,
    /// Dimensions whose neighbouring categories are alike.
    pub ordered: Vec<bool>,
    scoring: Scoring,
    pub k: u64,
}

impl Grid {
    /// Cells that are alike along the dimensions of `list`, put together; ascending by key.
    pub fn of(dimensions: &[DimensionSpec], cells: &Cells, list: &[usize], k: u32) -> Grid {
        let key = |cell: usize| -> Vec<u64> { list.iter().map(|&d| cells.key(cell)[d]).collect() };
        let mut order: Vec<usize> = (0..cells.len()).collect();
        order.sort_by_cached_key(|&cell| key(cell));
        let mut grid = Grid {
            width: list.len(),
            keys: Vec::new(),
            n: Vec::new(),
            of_cell: vec![0; cells.len()],
            ordered: list.iter().map(|&d| dimensions[d].ordered).collect(),
            scoring: Scoring::of(list.iter().map(|&d| &dimensions[d])),
            k: u64::from(k),
        };
        for cell in order {
            let key = key(cell);
            let at = grid.n.len();
            if at > 0 && grid.keys[(at - 1) * list.len()..] == key {
                grid.n[at - 1] += cells.n[cell];
            } else {
                grid.keys.extend(&key);
                grid.n.push(cells.n[cell]);
            }
            grid.of_cell[cell] = grid.n.len() - 1;
        }
        grid
    }

    pub fn len(&self) -> usize {
        self.n.len()
    }

    pub fn key(&self, cell: usize, place: usize) -> u64 {
        self.keys[cell * self.width + place]
    }

    pub fn respondents(&self, cells: &[usize]) -> u64 {
        cells.iter().map(|&cell| u64::from(self.n[cell])).sum()
    }

    /// The labels of a class of these cells.
    pub fn labels(&self, cells: &[usize]) -> Vec<Label> {
        (0..self.width).map(|place| self.label(cells, place)).collect()
    }

    fn label(&self, cells: &[usize], place: usize) -> Label {
        let first = self.key(cells[0], place);
        let (mut set, mut exact) = (first, true);
        for &cell in &cells[1..] {
            let key = self.key(cell, place);
            set |= key;
            exact &= key == first;
        }
        if exact { Label::all_of(set) } else { Label::among(set) }
    }

    /// Whether respondents of a cell may be in a class with these labels.
    pub fn covers(&self, labels: &[Label], cell: usize) -> bool {
        labels.iter().enumerate().all(|(place, label)| {
            let key = self.key(cell, place);
            if label.known { key == label.set } else { key & !label.set == 0 }
        })
    }

    /// What the labels of a class of these cells are worth in all.
    pub fn score(&self, cells: &[usize]) -> i64 {
        let each: i64 = (0..self.width).map(|place| self.scoring.label(place, self.label(cells, place))).sum();
        each * self.respondents(cells) as i64
    }
}
