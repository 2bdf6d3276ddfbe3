//! One table: its cells are projected on its dimensions, put into classes, summed and labelled.

use super::cells::{Cells, names};
use super::report::PartitionReport;
use super::scoring::Scoring;
use super::split::{Grid, blocks, split};
use super::{AnonymizeError, Class, DimensionSpec, Options, Partition, refine};
use crate::survey::Label;
use std::collections::BTreeMap;

/// The class of each of `cells`, for a table over `list`.
pub(super) fn classes_of_cells(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    list: &[usize],
    options: &Options,
) -> Result<Vec<usize>, AnonymizeError> {
    let projected = Projected::of(cells, list);
    let scoring = Scoring::of(list.iter().map(|&d| &dimensions[d]));
    let ordered: Vec<bool> = list.iter().map(|&d| dimensions[d].ordered).collect();
    let grid = Grid {
        width: list.len(),
        keys: &projected.keys,
        n: &projected.n,
        ordered: &ordered,
        scoring: &scoring,
        k: u64::from(options.k),
    };
    let mut classes = Vec::new();
    for fixed in fixed(dimensions, list, &grid)? {
        for block in blocks(&grid, fixed, refine::MOST_CELLS) {
            classes.extend(refine::refine(&grid, split(&grid, block)));
        }
    }
    let mut class_of = vec![0; projected.n.len()];
    for (class, members) in classes.iter().enumerate() {
        for &cell in members {
            class_of[cell] = class;
        }
    }
    Ok(projected.of_cell.iter().map(|&p| class_of[p]).collect())
}

/// Cells that are alike along the dimensions of a table, put together; ascending by key.
struct Projected {
    keys: Vec<u64>,
    n: Vec<u32>,
    /// For each cell, its position here.
    of_cell: Vec<usize>,
}

impl Projected {
    fn of(cells: &Cells, list: &[usize]) -> Projected {
        let key = |cell: usize| -> Vec<u64> { list.iter().map(|&d| cells.key(cell)[d]).collect() };
        let mut order: Vec<usize> = (0..cells.len()).collect();
        order.sort_by_cached_key(|&cell| key(cell));
        let mut projected = Projected { keys: Vec::new(), n: Vec::new(), of_cell: vec![0; cells.len()] };
        for cell in order {
            let key = key(cell);
            let at = projected.n.len();
            if at > 0 && projected.keys[(at - 1) * list.len()..] == key {
                projected.n[at - 1] += cells.n[cell];
            } else {
                projected.keys.extend(&key);
                projected.n.push(cells.n[cell]);
            }
            projected.of_cell[cell] = projected.n.len() - 1;
        }
        projected
    }
}

/// Groups of cells that may not share a class: equal along the dimensions that are never generalized.
fn fixed(dimensions: &[DimensionSpec], list: &[usize], grid: &Grid) -> Result<Vec<Vec<usize>>, AnonymizeError> {
    let fixed: Vec<usize> = (0..list.len()).filter(|&place| dimensions[list[place]].never_generalize).collect();
    let mut blocks: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
    for cell in 0..grid.n.len() {
        blocks.entry(fixed.iter().map(|&place| grid.key(cell, place)).collect()).or_default().push(cell);
    }
    for (key, block) in &blocks {
        let n = grid.respondents(block);
        if n < grid.k {
            let parts = fixed.iter().zip(key).map(|(&place, &set)| {
                let d = &dimensions[list[place]];
                format!("dimension \"{}\": {}", d.id, names(d, set))
            });
            return Err(AnonymizeError::NeverGeneralized {
                place: parts.collect::<Vec<_>>().join(", "),
                n: n as u32,
                k: grid.k as u32,
            });
        }
    }
    Ok(blocks.into_values().collect())
}

/// Sums and labels the classes, sorts them by label, and tells each cell of the input its class.
pub(super) fn publish(dimensions: &[DimensionSpec], cells: &Cells, list: &[usize], class_of: &[usize]) -> Partition {
    let len = class_of.iter().max().map_or(0, |&last| last + 1);
    let mut firsts: Vec<Option<usize>> = vec![None; len];
    let mut classes = vec![Class { labels: Vec::new(), n: 0, counts: vec![0; cells.width] }; len];
    for (cell, &at) in class_of.iter().enumerate() {
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
        dimensions: list.to_vec(),
        assignment: cells.source.iter().map(|&cell| place[class_of[cell]]).collect(),
        report: PartitionReport::of(dimensions, cells, list, &classes),
        classes,
    }
}
