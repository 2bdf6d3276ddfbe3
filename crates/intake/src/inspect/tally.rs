//! What stands in one column: its different cells, and how often each.

use crate::raw::tidy;
use std::collections::HashMap;

/// Different cells that are kept of a column; one with more is free text, or its rarer answers go to "other".
const MOST_CELLS: usize = 20_000;
/// A cell that is longer is free text and is only counted.
const LONGEST_CELL: usize = 1_000;

/// The cells of a column, white space made single.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Rows with anything in this column.
    pub filled: u64,
    /// In the order of their first appearance.
    pub cells: Vec<(String, u64)>,
    /// Filled rows whose cell is not among `cells`.
    pub uncounted: u64,
    place: HashMap<String, usize>,
}

impl Tally {
    pub fn add(&mut self, cell: &str) {
        // Line breaks separate answers in some exports.
        let text = cell.lines().map(tidy).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        if let Some(&place) = self.place.get(&text) {
            self.cells[place].1 += 1;
        } else if self.cells.len() < MOST_CELLS && text.len() <= LONGEST_CELL {
            self.place.insert(text.clone(), self.cells.len());
            self.cells.push((text, 1));
        } else {
            self.uncounted += 1;
        }
    }

    /// Takes out the cells that are such, with their rows.
    pub fn take(&mut self, matches: impl Fn(&str) -> bool) -> Vec<(String, u64)> {
        let (taken, rest): (Vec<_>, Vec<_>) = self.cells.drain(..).partition(|(cell, _)| matches(cell));
        self.cells = rest;
        self.filled -= taken.iter().map(|(_, rows)| rows).sum::<u64>();
        self.place = self.cells.iter().enumerate().map(|(place, (cell, _))| (cell.clone(), place)).collect();
        taken
    }

    /// Counts what another column holds as well.
    pub fn merge(&mut self, other: &Tally) {
        self.filled += other.filled;
        self.uncounted += other.uncounted;
        for (cell, rows) in &other.cells {
            match self.place.get(cell) {
                Some(&place) => self.cells[place].1 += rows,
                None if self.cells.len() < MOST_CELLS => {
                    self.place.insert(cell.clone(), self.cells.len());
                    self.cells.push((cell.clone(), *rows));
                }
                None => self.uncounted += rows,
            }
        }
    }

    /// Rows whose cell matches.
    pub fn rows(&self, matches: impl Fn(&str) -> bool) -> u64 {
        self.cells.iter().filter(|(cell, _)| matches(cell)).map(|(_, rows)| rows).sum()
    }

    /// Whether at least `percent` % of the filled rows match.
    pub fn mostly(&self, percent: u64, matches: impl Fn(&str) -> bool) -> bool {
        self.filled > 0 && self.rows(matches) * 100 >= self.filled * percent
    }

    /// Whether nearly every filled row has a cell of its own.
    pub fn unique(&self) -> bool {
        self.filled >= 2 && (self.cells.len() as u64 + self.uncounted) * 100 >= self.filled * 95
    }

    /// Mean length of the cells in characters, each row counted.
    pub fn mean_length(&self) -> u64 {
        let length: u64 = self.cells.iter().map(|(cell, rows)| cell.chars().count() as u64 * rows).sum();
        (length + self.uncounted * LONGEST_CELL as u64) / self.filled.max(1)
    }
}

impl<'a> FromIterator<&'a str> for Tally {
    fn from_iter<T: IntoIterator<Item = &'a str>>(cells: T) -> Tally {
        let mut tally = Tally::default();
        cells.into_iter().for_each(|cell| tally.add(cell));
        tally
    }
}
