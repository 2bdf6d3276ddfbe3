//! Classes that overlap: of people who are alike in a table, some are in a class of their own, some in a class with others.
//!
//! Three people are too few for a class. With all twenty of the next category they take the exact category of twenty; with
//! two of these they take that of two. Which two must not be chosen by an answer or by the order of rows, so the combinations
//! of *all* dimensions stay whole: a cell lends some of these. The price is that labels alone no longer tell everybody's class,
//! so a later edition needs the answers of this one.
//!
//! There are two ways. The classes of a joint table, labelled by some dimensions only, are classes of at least k, and they
//! publish nothing but sums of the joint table: whatever tables are made so, together they disclose no more than it does
//! ([`projection`]). And a class that took a whole cell which could be a class alone gives it back, but for what it needs
//! ([`lend`]).

use super::audit::{self, Audit};
use super::cells::Cells;
use super::grid::Grid;
use super::scoring::weight;
use super::table::Draft;
use super::work::Work;
use super::{AnonymizeError, DimensionSpec, Options, groups};
use needs_core::survey::Label;
use std::collections::BTreeMap;

/// Combinations times tables up to which classes may overlap; of more people nearly everybody is exact without.
const MOST_CELLS: usize = 50_000;
/// The same up to which each table is tried in each way, beside the others as they are.
const MOST_TRIED: usize = 3_000;

/// Tables that tell nothing together of fewer than k people, of `plain` ones: as they are, or with classes that overlap in
/// some of them, whichever keeps most in all, by the priority of the dimensions, and no fewer exact values than plain ones. The
/// joint table, projected table by table, is one of the ways.
pub(super) fn protect(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    plain: Vec<Draft>,
    options: &Options,
    work: &mut Work,
) -> Result<(Vec<Draft>, Audit), AnonymizeError> {
    let size = cells.len() * plain.len();
    let populations = groups::populations(cells);
    let weights = weights(dimensions.len(), options.field);
    let protected = |drafts: Vec<Draft>, work: &mut Work| {
        Protected::of(dimensions, &populations, drafts, options.k, &weights, work)
    };
    if !options.overlap || size > MOST_CELLS || plain.iter().all(Draft::is_exact) {
        return protected(plain, work).map(|made| (made.drafts, made.audit));
    }
    let joint = joint(dimensions, cells, options.k, work)?;
    // Ways to make each table; the first is plain.
    let ways = plain.into_iter().map(|plain| {
        let lending = [lend(dimensions, cells, &plain, false), lend(dimensions, cells, &plain, true)];
        let projected = joint.as_ref().map(|joint| projection(dimensions, cells, joint, &plain.dimensions));
        let [lending, fitting] = lending;
        [Some(plain), lending, fitting, projected].into_iter().flatten().collect::<Vec<Draft>>()
    });
    let ways: Vec<Vec<Draft>> = ways.collect();
    let make = |taken: &[usize], work: &mut Work| {
        protected(taken.iter().zip(&ways).map(|(&way, ways)| ways[way].clone()).collect(), work)
    };
    let mut taken = vec![0; ways.len()];
    let mut best = make(&taken, work);
    let least = best.as_ref().map_or(0, |plain| plain.exact);
    let mut consider = |way: Vec<usize>, taken: &mut Vec<usize>, work: &mut Work| -> Result<(), AnonymizeError> {
        if way == *taken {
            return Ok(());
        }
        match make(&way, work) {
            Err(AnonymizeError::Stopped) => return Err(AnonymizeError::Stopped),
            Ok(other)
                if other.exact >= least && best.as_ref().is_ok_and(|best| other.points > best.points)
                    || best.is_err() =>
            {
                (best, *taken) = (Ok(other), way);
            }
            _ => {}
        }
        Ok(())
    };
    let most = |ways: &Vec<Draft>| (0..ways.len()).rev().max_by_key(|&way| ways[way].points(&weights)).unwrap_or(0);
    consider(ways.iter().map(most).collect(), &mut taken, work)?;
    consider(ways.iter().map(|ways| ways.len() - 1).collect(), &mut taken, work)?;
    for table in 0..if size <= MOST_TRIED { ways.len() } else { 0 } {
        for way in 0..ways[table].len() {
            let mut other = taken.clone();
            other[table] = way;
            consider(other, &mut taken, work)?;
        }
    }
    best.map(|made| (made.drafts, made.audit))
}

/// Tables after the audit.
struct Protected {
    drafts: Vec<Draft>,
    audit: Audit,
    points: i64,
    /// Exact values, of each dimension in the first table that has it.
    exact: u64,
}

impl Protected {
    fn of(
        dimensions: &[DimensionSpec],
        populations: &[Vec<u32>],
        mut drafts: Vec<Draft>,
        k: u32,
        weights: &[i64],
        work: &mut Work,
    ) -> Result<Protected, AnonymizeError> {
        let audit = audit::protect(dimensions, populations, &mut drafts, k, work)?;
        let first = |d: usize| {
            drafts.iter().find_map(|draft| Some(draft.exact(draft.dimensions.iter().position(|&own| own == d)?)))
        };
        let exact = (0..dimensions.len()).filter_map(first).sum();
        Ok(Protected { points: drafts.iter().map(|draft| draft.points(weights)).sum(), exact, audit, drafts })
    }
}

/// What exact is worth along each dimension: as in a joint table, with the field first.
fn weights(dimensions: usize, field: usize) -> Vec<i64> {
    let place = |d: usize| if d == field { 0 } else { d + usize::from(d < field) };
    (0..dimensions).map(|d| weight(place(d))).collect()
}

/// The table over all dimensions, if there can be one.
fn joint(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    k: u32,
    work: &mut Work,
) -> Result<Option<Draft>, AnonymizeError> {
    let all: Vec<usize> = (0..dimensions.len()).collect();
    match Draft::best(dimensions, cells, &all, k, work) {
        Err(AnonymizeError::Stopped) => Err(AnonymizeError::Stopped),
        Err(_) => Ok(None),
        Ok(draft) => Ok(Some(draft.gathered(dimensions, cells).unwrap_or(draft))),
    }
}

/// The classes of a joint table under the labels of the dimensions of `list`; those with equal labels are one.
fn projection(dimensions: &[DimensionSpec], cells: &Cells, joint: &Draft, list: &[usize]) -> Draft {
    let grid = Grid::fine(dimensions, cells, list, joint.grid.k as u32);
    let mut members = vec![Vec::new(); joint.classes.len()];
    (0..cells.len()).for_each(|cell| members[joint.class_of_cell(cell)].push(grid.of_cell[cell]));
    draft(list, grid, members)
}

/// The classes of a table where those that took whole cells give back what they do not need; nothing if none does. A cell
/// lends its first combinations, or the least of them that is enough alone (`fitting`).
fn lend(dimensions: &[DimensionSpec], cells: &Cells, table: &Draft, fitting: bool) -> Option<Draft> {
    let grid = Grid::fine(dimensions, cells, &table.dimensions, table.grid.k as u32);
    // The parts of each cell of the table: combinations of all dimensions, in the order of their keys.
    let mut parts = vec![Vec::new(); table.grid.len()];
    (0..cells.len()).for_each(|cell| parts[table.grid.of_cell[cell]].push(grid.of_cell[cell]));
    parts.iter_mut().for_each(|parts: &mut Vec<usize>| parts.sort_unstable());
    let whole = |cells: &[usize]| -> Vec<usize> { cells.iter().flat_map(|&cell| &parts[cell]).copied().collect() };
    let mut classes: Vec<Vec<usize>> = Vec::new();
    let mut any = false;
    for class in table.classes.iter().filter(|class| !class.is_empty()) {
        let (large, small): (Vec<usize>, Vec<usize>) =
            class.iter().partition(|&&cell| table.grid.may_be_class(&[cell]));
        let ways = large.iter().filter(|_| !small.is_empty()).filter_map(|&lender| {
            let (lent, kept) = lent(&grid, &parts[lender], &whole(&small), fitting)?;
            let others = large.iter().filter(|&&other| other != lender).map(|&other| parts[other].clone());
            let together: Vec<usize> = whole(&small).into_iter().chain(lent).collect();
            let way: Vec<Vec<usize>> = [together, kept].into_iter().chain(others).collect();
            Some((way.iter().map(|class| grid.score(class)).sum::<i64>(), way))
        });
        let before = table.grid.score(class);
        match ways.max_by_key(|(score, _)| *score).filter(|(score, _)| *score > before) {
            Some((_, way)) => {
                classes.extend(way);
                any = true;
            }
            None => classes.push(whole(class)),
        }
    }
    any.then(|| draft(&table.dimensions, grid, classes))
}

/// The first parts of a cell that `small` needs to be a class, and the rest, if that may be one, too.
fn lent(grid: &Grid, parts: &[usize], small: &[usize], fitting: bool) -> Option<(Vec<usize>, Vec<usize>)> {
    if fitting {
        let others = |part: usize| parts.iter().copied().filter(|&other| other != part).collect::<Vec<usize>>();
        let fits = |&&part: &&usize| {
            let together: Vec<usize> = small.iter().copied().chain([part]).collect();
            grid.may_be_class(&together) && grid.may_be_class(&others(part))
        };
        if let Some(&part) = parts.iter().filter(fits).min_by_key(|&&part| (grid.n[part], part)) {
            return Some((vec![part], others(part)));
        }
    }
    let mut together = small.to_vec();
    for (at, &part) in parts.iter().enumerate() {
        together.push(part);
        if grid.may_be_class(&together) {
            let (lent, kept) = parts.split_at(at + 1);
            return grid.may_be_class(kept).then(|| (lent.to_vec(), kept.to_vec()));
        }
    }
    None
}

/// Those with equal labels become one class.
fn draft(list: &[usize], grid: Grid, classes: Vec<Vec<usize>>) -> Draft {
    let mut alike: BTreeMap<Vec<Label>, Vec<usize>> = BTreeMap::new();
    for class in classes.into_iter().filter(|class| !class.is_empty()) {
        alike.entry(grid.labels(&class)).or_default().extend(class);
    }
    let mut classes: Vec<Vec<usize>> = alike.into_values().collect();
    classes.iter_mut().for_each(|class| class.sort_unstable());
    classes.sort();
    Draft::of(list, grid, classes)
}

#[cfg(test)]
mod tests {
    use super::super::{Anonymized, Cell, Tables, anonymize};
    use super::*;

    fn dimension(id: &str, categories: usize) -> DimensionSpec {
        DimensionSpec {
            id: id.to_owned(),
            categories: (0..categories).map(|c| format!("c{c}")).collect(),
            ..DimensionSpec::default()
        }
    }

    fn made(cells: &[([usize; 3], u32)], k: u32, overlap: bool) -> Anonymized {
        let dimensions = [dimension("field", 1), dimension("region", 2), dimension("channel", 3)];
        let cell = |(key, n): &([usize; 3], u32)| Cell { key: key.map(|c| 1 << c).to_vec(), n: *n, counts: Vec::new() };
        let options = Options { k, tables: Tables::ByDimension, overlap, ..Options::default() };
        anonymize(&dimensions, cells.iter().map(cell).collect(), &options).unwrap()
    }

    /// Three people of the second region need two of the first: a combination of five is lent, and forty stay exact.
    #[test]
    fn a_cell_lends_whole_combinations_to_a_few() {
        let cells = [([0, 0, 0], 5), ([0, 0, 1], 20), ([0, 0, 2], 20), ([0, 1, 0], 3)];
        let plain = made(&cells, 5, false);
        let classes = |done: &Anonymized| -> Vec<(bool, u32)> {
            done.partitions[0].classes.iter().map(|class| (class.labels[1].known, class.n)).collect()
        };
        assert_eq!(classes(&plain), [(false, 48)]);
        assert!(!plain.partitions[0].overlaps);
        let lending = made(&cells, 5, true);
        assert_eq!(classes(&lending), [(true, 40), (false, 8)]);
        assert!(lending.partitions[0].overlaps);
        // The five came whole: they are together in the channel's table, too.
        assert_eq!(lending.partitions[0].assignment[0], lending.partitions[0].assignment[3]);
    }

    #[test]
    fn a_combination_is_never_parted() {
        // Whoever is lent is twenty at once, so that no fewer can be told apart.
        let lending = made(&[([0, 0, 0], 20), ([0, 0, 1], 20), ([0, 1, 1], 3)], 5, true);
        let sizes: Vec<u32> = lending.partitions[0].classes.iter().map(|class| class.n).collect();
        assert_eq!(sizes.iter().sum::<u32>(), 43);
        assert!(sizes.iter().all(|n| [43, 20, 23].contains(n)), "{sizes:?}");
    }
}
