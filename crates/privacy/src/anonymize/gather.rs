//! Moves cells of one category that generalize many others into a class of their own.
//!
//! Example: six people did not state their region, one in each of six fields. Merged with the Europeans of their field, they
//! cost all those the exact region; merged with each other, they cost six people the exact field.

use super::grid::Grid;
use super::lookup::Lookup;
use needs_core::survey::Label;
use std::collections::BTreeMap;

/// With more cells, only blocks are searched.
const MOST_CELLS: usize = 2000;

/// Moves cells of one category into a class of their own, the most valuable move first, as long as the total value rises.
pub(super) fn gather(grid: &Grid, mut classes: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    if grid.len() > MOST_CELLS || grid.k == 1 {
        return classes;
    }
    loop {
        let mut ways: Vec<(i64, Vec<Vec<usize>>)> =
            alike(grid, &classes).iter().filter_map(|cells| gathered(grid, &classes, cells)).collect();
        ways.sort_by_key(|way| std::cmp::Reverse(way.0));
        let Some((_, better)) = ways.into_iter().find(|(_, classes)| tells_apart(grid, classes)) else {
            return classes;
        };
        classes = better;
    }
}

/// The cells of one category along one dimension, in classes that are not exact in it.
fn alike(grid: &Grid, classes: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut alike: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    for class in classes {
        for (place, label) in grid.labels(class).iter().enumerate().filter(|(_, label)| !label.known) {
            debug_assert!(label.set.count_ones() > 1 || grid.multiple);
            class.iter().for_each(|&cell| alike.entry((place, grid.key(cell, place))).or_default().push(cell));
        }
    }
    alike.into_values().filter(|cells| cells.len() > 1).collect()
}

/// The classes after moving these cells, except cells that their class needs or whose move gains nothing; and the points
/// gained, if any.
fn gathered(grid: &Grid, classes: &[Vec<usize>], cells: &[usize]) -> Option<(i64, Vec<Vec<usize>>)> {
    let mut out = vec![false; grid.len()];
    cells.iter().for_each(|&cell| out[cell] = true);
    let (mut own, mut rest, mut gain) = (Vec::new(), Vec::with_capacity(classes.len() + 1), 0);
    for class in classes {
        let (leaving, staying): (Vec<usize>, Vec<usize>) = class.iter().partition(|&&cell| out[cell]);
        if leaving.is_empty() || staying.is_empty() || !grid.may_be_class(&staying) {
            rest.push(class.clone());
            continue;
        }
        // What the leaving ones are worth is told by their own class.
        let more = grid.score(&staying) - grid.score(class);
        if more <= 0 {
            rest.push(class.clone());
            continue;
        }
        gain += more;
        own.extend(leaving);
        rest.push(staying);
    }
    own.sort_unstable();
    if own.is_empty() || !grid.may_be_class(&own) {
        return None;
    }
    gain += grid.score(&own);
    rest.push(own);
    (gain > 0).then_some((gain, rest))
}

/// Whether the labels alone give each cell its class.
fn tells_apart(grid: &Grid, classes: &[Vec<usize>]) -> bool {
    let labels: Vec<Vec<Label>> = classes.iter().map(|class| grid.labels(class)).collect();
    let lookup = Lookup::of(labels.iter().map(|labels| Some(labels.as_slice())));
    let told = |class: usize| classes[class].iter().all(|&cell| lookup.class(grid, cell) == Some(class));
    (0..classes.len()).all(told)
}
