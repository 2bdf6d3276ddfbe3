//! One table: its cells are put into classes, summed and labelled.

use super::cells::{Cells, NOWHERE, names};
use super::gather::gather;
use super::grid::Grid;
use super::lookup::{narrowness, settle};
use super::report::PartitionReport;
use super::scoring::weight;
use super::split::{blocks, split};
use super::work::Work;
use super::{AnonymizeError, Class, DimensionSpec, Partition, refine};
use needs_core::survey::Label;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A table whose classes may still be merged.
#[derive(Clone)]
pub(super) struct Draft {
    /// Positions of its dimensions.
    pub dimensions: Vec<usize>,
    pub grid: Grid,
    /// Cells of the grid, `[class]`, each ascending. A class that was merged into another is empty.
    pub classes: Vec<Vec<usize>>,
    /// The class of each cell of the grid.
    pub class_of: Vec<usize>,
    /// Of each class that is not empty.
    labels: Vec<Vec<Label>>,
    /// `[class]`
    respondents: Vec<u64>,
}

impl Draft {
    /// The best classes found over the dimensions of `list`.
    pub fn best(
        dimensions: &[DimensionSpec],
        cells: &Cells,
        list: &[usize],
        k: u32,
        work: &mut Work,
    ) -> Result<Draft, AnonymizeError> {
        let grid = Grid::of(dimensions, cells, list, k);
        let mut classes = Vec::new();
        for fixed in fixed(dimensions, cells, list, &grid)? {
            classes.extend(Draft::search(&grid, fixed, work)?);
        }
        if grid.multiple {
            classes = settle(&grid, classes);
        }
        classes.sort();
        Ok(Draft::of(list, grid, classes))
    }

    /// The same with cells of one category gathered from their classes ([`super::gather`]), if it is worth more so.
    pub fn gathered(&self, dimensions: &[DimensionSpec], cells: &Cells) -> Option<Draft> {
        let grid = Grid::of(dimensions, cells, &self.dimensions, self.grid.k as u32);
        let mut classes = gather(&grid, self.classes.clone());
        classes.sort();
        let never = |place: &usize| dimensions[self.dimensions[*place]].never_generalize;
        let never: Vec<usize> = (0..grid.width).filter(never).collect();
        let exact = classes.iter().all(|class| never.iter().all(|&place| grid.label(class, place).known));
        (exact && classes != self.classes).then(|| Draft::of(&self.dimensions, grid, classes))
    }

    /// The best classes found for some cells of a grid, which may be a class.
    ///
    /// # Errors
    /// If the work is stopped.
    pub fn search(grid: &Grid, cells: Vec<usize>, work: &mut Work) -> Result<Vec<Vec<usize>>, AnonymizeError> {
        let mut classes = Vec::new();
        for block in blocks(grid, cells, refine::MOST_CELLS) {
            classes.extend(refine::refine(grid, split(grid, block), work)?);
        }
        Ok(classes)
    }

    pub fn of(list: &[usize], grid: Grid, classes: Vec<Vec<usize>>) -> Draft {
        let mut class_of = vec![0; grid.len()];
        for (class, members) in classes.iter().enumerate() {
            members.iter().for_each(|&cell| class_of[cell] = class);
        }
        let label = |class: &Vec<usize>| if class.is_empty() { Vec::new() } else { grid.labels(class) };
        let labels = classes.iter().map(label).collect();
        let respondents = classes.iter().map(|class| grid.respondents(class)).collect();
        Draft { dimensions: list.to_vec(), grid, classes, class_of, labels, respondents }
    }

    /// The labels of each class; none of one that is empty.
    pub fn labels(&self) -> &[Vec<Label>] {
        &self.labels
    }

    /// The class of a cell of the survey.
    pub fn class_of_cell(&self, cell: usize) -> usize {
        self.class_of[self.grid.of_cell[cell]]
    }

    /// The classes that must become one if `a` and `b` do, so that the labels still give every cell its class
    /// ([`super::lookup`]); and how many points that costs.
    pub fn merger(&self, a: usize, b: usize) -> (Vec<usize>, i64) {
        let mut together = vec![a.min(b), a.max(b)];
        loop {
            let cells = self.cells_of(&together);
            let labels = self.grid.labels(&cells);
            let rank = narrowness(&labels);
            let in_doubt = |other: &usize| {
                let theirs = &self.labels[*other];
                if theirs.is_empty() || together.contains(other) {
                    return false;
                }
                if self.grid.fine {
                    return labels == *theirs;
                }
                if labels.iter().zip(theirs).any(|(ours, theirs)| ours.set & theirs.set == 0) {
                    return false;
                }
                match rank.cmp(&narrowness(theirs)) {
                    Ordering::Greater => cells.iter().any(|&cell| self.grid.covers(theirs, cell)),
                    _ => self.classes[*other].iter().any(|&cell| self.grid.covers(&labels, cell)),
                }
            };
            let more: Vec<usize> = (0..self.classes.len()).filter(in_doubt).collect();
            if more.is_empty() {
                let apart: i64 = together.iter().map(|&class| self.grid.score(&self.classes[class])).sum();
                return (together, apart - self.grid.score(&cells));
            }
            together.extend(more);
        }
    }

    /// Whether everybody is exact in every dimension.
    pub fn is_exact(&self) -> bool {
        self.labels.iter().flatten().all(|label| label.known)
    }

    /// How many respondents are exact along the dimension at `place`.
    pub fn exact(&self, place: usize) -> u64 {
        let is_exact = |labels: &Vec<Label>| labels.get(place).is_some_and(|label| label.known);
        self.labels.iter().zip(&self.respondents).filter(|(labels, _)| is_exact(labels)).map(|(_, n)| n).sum()
    }

    /// What its labels are worth in all, where an exact one is worth `weights`, by dimension.
    pub fn points(&self, weights: &[i64]) -> i64 {
        let label = |(place, label): (usize, &Label)| {
            self.grid.label_points(place, *label) * weights[self.dimensions[place]] / weight(place)
        };
        let class = |labels: &Vec<Label>| labels.iter().enumerate().map(label).sum::<i64>();
        self.labels.iter().zip(&self.respondents).map(|(labels, &n)| class(labels) * n as i64).sum()
    }

    /// What it costs at least to make `a` and `b` one: what it costs if nothing else is in doubt.
    pub fn least_cost(&self, a: usize, b: usize) -> i64 {
        let together = |(a, b): (&Label, &Label)| if a == b { *a } else { Label::among(a.set | b.set) };
        let labels: Vec<Label> = self.labels[a].iter().zip(&self.labels[b]).map(together).collect();
        let points = self.grid.points(&labels);
        let cost = |class: usize| (self.grid.points(&self.labels[class]) - points) * self.respondents[class] as i64;
        cost(a) + cost(b)
    }

    /// Whether a merger leaves the dimensions exact that may not be generalized.
    pub fn may_merge(&self, dimensions: &[DimensionSpec], together: &[usize]) -> bool {
        let labels = self.grid.labels(&self.cells_of(together));
        labels.iter().zip(&self.dimensions).all(|(label, &d)| label.known || !dimensions[d].never_generalize)
    }

    /// Makes the classes of a merger one.
    pub fn merge(&mut self, together: &[usize]) {
        let cells = self.cells_of(together);
        for &class in together {
            self.classes[class].clear();
            self.labels[class].clear();
        }
        cells.iter().for_each(|&cell| self.class_of[cell] = together[0]);
        self.labels[together[0]] = self.grid.labels(&cells);
        self.respondents[together[0]] = self.grid.respondents(&cells);
        self.classes[together[0]] = cells;
    }

    fn cells_of(&self, classes: &[usize]) -> Vec<usize> {
        let mut cells: Vec<usize> = classes.iter().flat_map(|&class| &self.classes[class]).copied().collect();
        cells.sort_unstable();
        cells
    }
}

/// Groups of cells that may not share a class: equal along the dimensions that are never generalized.
fn fixed(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    list: &[usize],
    grid: &Grid,
) -> Result<Vec<Vec<usize>>, AnonymizeError> {
    let fixed: Vec<usize> = (0..list.len()).filter(|&place| dimensions[list[place]].never_generalize).collect();
    let mut blocks: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
    for cell in 0..grid.len() {
        blocks.entry(fixed.iter().map(|&place| grid.key(cell, place)).collect()).or_default().push(cell);
    }
    for (key, block) in &blocks {
        let place = || {
            let parts = fixed.iter().zip(key).map(|(&place, &set)| {
                let d = &dimensions[list[place]];
                format!("dimension \"{}\": {}", d.id, names(d, set))
            });
            parts.collect::<Vec<_>>().join(", ")
        };
        let (n, k) = (grid.respondents(block) as u32, grid.k as u32);
        if n < k {
            return Err(AnonymizeError::NeverGeneralized { place: place(), n, k });
        }
        if let Some((group, asked)) = grid.few_of_a_group(block) {
            let group = cells.groups[group].name.clone();
            return Err(AnonymizeError::Asked { group, place: place(), asked: asked as u32, respondents: n, k });
        }
    }
    Ok(blocks.into_values().collect())
}

/// Sums and labels the classes, sorts them by label, and tells each cell of the input its class.
pub(super) fn publish(dimensions: &[DimensionSpec], cells: &Cells, draft: &Draft) -> Partition {
    let list = &draft.dimensions;
    let len = draft.classes.len();
    let mut firsts: Vec<Option<usize>> = vec![None; len];
    let mut classes = vec![Class { labels: Vec::new(), n: 0, counts: vec![0; cells.width] }; len];
    for cell in 0..cells.len() {
        let at = draft.class_of_cell(cell);
        let class = &mut classes[at];
        class.n += cells.n[cell];
        class.counts.iter_mut().zip(cells.counts(cell)).for_each(|(sum, &count)| *sum += count);
        let keys = list.iter().map(|&d| cells.key(cell)[d]);
        if firsts[at].is_none() {
            firsts[at] = Some(cell);
            class.labels = keys.map(Label::all_of).collect();
        } else {
            for (label, key) in class.labels.iter_mut().zip(keys) {
                if *label != Label::all_of(key) {
                    *label = Label::among(label.set | key);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..len).filter(|&at| firsts[at].is_some()).collect();
    order.sort_by(|&a, &b| (&classes[a].labels, firsts[a]).cmp(&(&classes[b].labels, firsts[b])));
    let mut place = vec![0; len];
    order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
    let classes: Vec<Class> = order.iter().map(|&at| classes[at].clone()).collect();
    Partition {
        dimensions: list.clone(),
        assignment: cells
            .source
            .iter()
            .map(|&cell| if cell == NOWHERE { NOWHERE } else { place[draft.class_of_cell(cell)] })
            .collect(),
        overlaps: draft.grid.fine,
        without: Vec::new(),
        report: PartitionReport::of(dimensions, cells, list, &classes),
        classes,
    }
}
