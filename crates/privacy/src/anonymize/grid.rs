//! The cells of one table: projected on its dimensions, with the worth of their labels.

use super::DimensionSpec;
use super::cells::Cells;
use super::groups::{is_few, splits_few};
use super::scoring::Scoring;
use needs_core::survey::Label;
use std::collections::BTreeMap;

/// The cells of one table, by row.
#[derive(Clone)]
pub(super) struct Grid {
    /// Number of dimensions of the table.
    pub width: usize,
    /// `[cell * width + place]`: categories as bits.
    keys: Vec<u64>,
    pub n: Vec<u32>,
    /// `[group][cell]`: how many of a cell are in a group.
    groups: Vec<Vec<u32>>,
    /// `[group]`: whether those outside it must also be nobody or at least k.
    two_sided: Vec<bool>,
    /// For each cell of the survey, its position here.
    pub of_cell: Vec<usize>,
    /// Its cells are those of the survey: people who are alike here may be in several classes, so that labels alone do not
    /// tell a cell's class.
    pub fine: bool,
    /// Some dimension is `multiple`: then a set of categories may cover an exact one that is not in it.
    pub multiple: bool,
    /// Dimensions whose neighbouring categories are similar.
    pub ordered: Vec<bool>,
    scoring: Scoring,
    pub k: u64,
}

impl Grid {
    /// The cells summed over all dimensions but those of `list`; ascending by key.
    pub fn of(dimensions: &[DimensionSpec], cells: &Cells, list: &[usize], k: u32) -> Grid {
        Grid::new(dimensions, cells, list, k, false)
    }

    /// The cells of the survey, keyed by the dimensions of `list`; ascending by that key, then in their order.
    pub fn fine(dimensions: &[DimensionSpec], cells: &Cells, list: &[usize], k: u32) -> Grid {
        Grid::new(dimensions, cells, list, k, true)
    }

    fn new(dimensions: &[DimensionSpec], cells: &Cells, list: &[usize], k: u32, fine: bool) -> Grid {
        // Far fewer cells than the survey has, if the list leaves dimensions out.
        let mut place: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
        let mut key = Vec::with_capacity(list.len());
        for cell in 0..cells.len() {
            key.clear();
            key.extend(list.iter().map(|&d| cells.key(cell)[d]));
            key.extend(fine.then_some(cell as u64));
            match place.get_mut(&key) {
                Some(members) => members.push(cell),
                None => drop(place.insert(key.clone(), vec![cell])),
            }
        }
        let mut grid = Grid {
            width: list.len(),
            keys: Vec::with_capacity(place.len() * list.len()),
            n: Vec::with_capacity(place.len()),
            groups: Vec::with_capacity(cells.groups.len()),
            two_sided: cells.groups.iter().map(|group| group.two_sided).collect(),
            of_cell: vec![0; cells.len()],
            fine,
            multiple: list.iter().any(|&d| dimensions[d].multiple),
            ordered: list.iter().map(|&d| dimensions[d].ordered).collect(),
            scoring: Scoring::of(list.iter().map(|&d| &dimensions[d])),
            k: u64::from(k),
        };
        for (at, (key, members)) in place.into_iter().enumerate() {
            grid.keys.extend(&key[..list.len()]);
            grid.n.push(members.iter().map(|&cell| cells.n[cell]).sum());
            members.iter().for_each(|&cell| grid.of_cell[cell] = at);
        }
        for group in &cells.groups {
            let mut sums = vec![0; grid.len()];
            group.inside.iter().zip(&grid.of_cell).for_each(|(count, &at)| sums[at] += count);
            grid.groups.push(sums);
        }
        grid
    }

    pub fn len(&self) -> usize {
        self.n.len()
    }

    pub fn key(&self, cell: usize, place: usize) -> u64 {
        self.keys[cell * self.width + place]
    }

    /// Sets of categories that belong together along a dimension.
    pub fn hierarchy(&self, place: usize) -> &[u64] {
        self.scoring.hierarchy(place)
    }

    pub fn respondents(&self, cells: &[usize]) -> u64 {
        cells.iter().map(|&cell| u64::from(self.n[cell])).sum()
    }

    /// Whether these cells may be a class: at least k respondents, and nobody or at least k of each group and, where that
    /// matters, outside it. Two classes that may be are one that may be.
    pub fn may_be_class(&self, cells: &[usize]) -> bool {
        self.respondents(cells) >= self.k && self.splits_no_few(cells)
    }

    /// Like [`Grid::may_be_class`], for the sums of a class.
    pub fn are_enough(&self, sums: &[u64]) -> bool {
        sums[0] >= self.k && self.few(sums).is_none()
    }

    /// The respondents of these cells, then those of each group.
    pub fn sums(&self, cells: &[usize]) -> Vec<u64> {
        let of_groups = self.groups.iter().map(|group| cells.iter().map(|&cell| u64::from(group[cell])).sum());
        std::iter::once(self.respondents(cells)).chain(of_groups).collect()
    }

    /// The part of [`Grid::may_be_class`] that is about groups.
    pub fn splits_no_few(&self, cells: &[usize]) -> bool {
        self.few_of_a_group(cells).is_none()
    }

    /// The first group of which 1 to k - 1 are in these cells, or are in these cells but not of the group; and how
    /// many are in it.
    pub fn few_of_a_group(&self, cells: &[usize]) -> Option<(usize, u64)> {
        if self.groups.is_empty() {
            return None;
        }
        self.few(&self.sums(cells))
    }

    fn few(&self, sums: &[u64]) -> Option<(usize, u64)> {
        let splits = |&(group, inside): &(usize, u64)| match self.two_sided[group] {
            true => splits_few(inside, sums[0], self.k),
            false => is_few(inside, self.k),
        };
        sums[1..].iter().copied().enumerate().find(splits)
    }

    /// The labels of a class of these cells.
    pub fn labels(&self, cells: &[usize]) -> Vec<Label> {
        (0..self.width).map(|place| self.label(cells, place)).collect()
    }

    /// The same along one dimension.
    pub fn label(&self, cells: &[usize], place: usize) -> Label {
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
        labels.iter().enumerate().all(|(place, &label)| self.label_covers(label, cell, place))
    }

    /// The same for one dimension.
    pub fn label_covers(&self, label: Label, cell: usize, place: usize) -> bool {
        let key = self.key(cell, place);
        if label.known { key == label.set } else { key & !label.set == 0 }
    }

    /// The worth of a label along one dimension, per respondent.
    pub fn label_points(&self, place: usize, label: Label) -> i64 {
        self.scoring.label(place, label)
    }

    /// The worth of labels, per respondent.
    pub fn points(&self, labels: &[Label]) -> i64 {
        labels.iter().enumerate().map(|(place, &label)| self.scoring.label(place, label)).sum()
    }

    /// The worth of the labels of a class of these cells, for all its respondents.
    pub fn score(&self, cells: &[usize]) -> i64 {
        self.points(&self.labels(cells)) * self.respondents(cells) as i64
    }
}
