//! The first partition: splits everybody top-down, as long as every part may be a class ([`Grid::may_be_class`]).
//!
//! Each step takes the split with the most valuable labels, over all dimensions and all groupings of their categories.
//! Categories that are too small alone are joined with each other, or with the smallest other part.

use super::grid::Grid;

/// Splits `cells` into classes.
///
/// `cells` must be ascending and a valid class together; the classes partition them.
pub(super) fn split(grid: &Grid, cells: Vec<usize>) -> Vec<Vec<usize>> {
    let mut done = Vec::new();
    let mut todo = vec![cells];
    while let Some(cells) = todo.pop() {
        match best_split(grid, &cells) {
            Some(parts) => todo.extend(parts),
            None => done.push(cells),
        }
    }
    done
}

/// Blocks small enough for a thorough search, split along the dimensions in order of priority: always along the first
/// (which counts most), along the others only while a block has more than `most` cells.
pub(super) fn blocks(grid: &Grid, cells: Vec<usize>, most: usize) -> Vec<Vec<usize>> {
    let mut blocks = vec![cells];
    for place in 0..grid.width {
        let mut parts = Vec::new();
        for block in blocks {
            match (place == 0 || block.len() > most).then(|| groupings(grid, &block, place).into_iter().next()) {
                Some(Some(way)) => parts.extend(way),
                _ => parts.push(block),
            }
        }
        blocks = parts;
    }
    blocks
}

fn best_split(grid: &Grid, cells: &[usize]) -> Option<Vec<Vec<usize>>> {
    if cells.len() < 2 || grid.respondents(cells) < 2 * grid.k {
        return None;
    }
    let mut best = (grid.score(cells), None);
    for place in 0..grid.width {
        for parts in groupings(grid, cells, place) {
            let score = parts.iter().map(|part| grid.score(part)).sum();
            if score > best.0 {
                best = (score, Some(parts));
            }
        }
    }
    best.1
}

/// Ways to split `cells` along one dimension, each into at least two parts that may be classes.
fn groupings(grid: &Grid, cells: &[usize], place: usize) -> Vec<Vec<Vec<usize>>> {
    let mut sorted = cells.to_vec();
    sorted.sort_by_key(|&cell| (grid.key(cell, place), cell));
    let parts: Vec<&[usize]> = sorted.chunk_by(|&a, &b| grid.key(a, place) == grid.key(b, place)).collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let sizes: Vec<u64> = parts.iter().map(|part| grid.respondents(part)).collect();
    let mut ways = Vec::new();
    let gather = |members: &[usize]| {
        let mut cells: Vec<usize> = members.iter().flat_map(|&p| parts[p]).copied().collect();
        cells.sort_unstable();
        cells
    };
    let enough = |members: &[usize]| grid.may_be_class(&gather(members));
    // Small parts are those that may not be a class alone.
    let (mut large, mut small): (Vec<usize>, Vec<usize>) = (0..parts.len()).partition(|&p| grid.may_be_class(parts[p]));
    large.sort_by_key(|&p| (sizes[p], p));
    let mut way: Vec<Vec<usize>> = Vec::new();
    // Join small categories of one group of the hierarchy, such as a continent.
    for &group in grid.hierarchy(place) {
        let inside = |&p: &usize| grid.key(parts[p][0], place) & !group == 0;
        let siblings: Vec<usize> = small.iter().copied().filter(inside).collect();
        if enough(&siblings) {
            small.retain(|p| !siblings.contains(p));
            way.push(gather(&siblings));
        }
    }
    let too_few = |small: &[usize]| !small.is_empty() && !enough(small);
    while too_few(&small) && !large.is_empty() {
        // Ordered categories join a neighbour, others the smallest, so that the fewest people lose their exact category.
        let nearest = |&&p: &&usize| (small.iter().map(|&s| s.abs_diff(p)).min(), sizes[p], p);
        let join = if grid.ordered[place] { large.iter().min_by_key(nearest).copied() } else { large.first().copied() };
        let join = join.expect("there is a large part");
        large.retain(|&p| p != join);
        small.push(join);
    }
    while too_few(&small)
        && let Some(mut siblings) = way.pop()
    {
        siblings.extend(gather(&small));
        siblings.sort_unstable();
        small.clear();
        match grid.may_be_class(&siblings) {
            true => way.push(siblings),
            false => small = (0..parts.len()).filter(|&p| siblings.binary_search(&parts[p][0]).is_ok()).collect(),
        }
    }
    let none_large = large.is_empty() && way.is_empty();
    way.extend(large.iter().map(|&p| gather(&[p])));
    if !small.is_empty() {
        way.push(gather(&small));
    }
    if way.len() >= 2 && !too_few(&small) {
        ways.push(way);
    }
    // Halves of a row of categories: where none is large enough alone.
    if none_large {
        let all: Vec<usize> = (0..parts.len()).collect();
        for cut in 1..parts.len() {
            let halves = vec![gather(&all[..cut]), gather(&all[cut..])];
            if halves.iter().all(|half| grid.may_be_class(half)) {
                ways.push(halves);
            }
        }
    }
    ways
}
