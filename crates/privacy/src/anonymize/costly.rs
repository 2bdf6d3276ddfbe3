//! Who costs most exactness: the few people who share classes with many and take the exact category from them.

use super::DimensionSpec;
use super::cells::Cells;
use super::table::Draft;
use std::collections::BTreeMap;

/// The dimension in which a few people blur most others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costly {
    /// Position of the dimension.
    pub dimension: usize,
    /// The categories of the few (bits), and how many of each they are; those first that are with most others.
    pub few: Vec<(u64, u32)>,
    /// People whose category is not exact because the few share their classes: of each such class, those of its largest category.
    pub blurred: u32,
    /// Whether each category of the dimension has at least k people in all, so that it could be exact for everybody.
    pub could_be_exact: bool,
}

/// The costliest dimension of the tables, each looked at in the table that keeps most of it; none if no class is blurred.
pub(super) fn costly(dimensions: &[DimensionSpec], cells: &Cells, drafts: &[Draft], k: u32) -> Option<Costly> {
    let of_dimension = |d: usize| {
        let tables =
            drafts.iter().filter_map(|draft| Some((draft, draft.dimensions.iter().position(|&own| own == d)?)));
        let (draft, place) = tables.rev().max_by_key(|(draft, place)| draft.exact(*place))?;
        // People by category, of every class that is not exact.
        let mut classes: BTreeMap<usize, BTreeMap<u64, u32>> = BTreeMap::new();
        let mut all: BTreeMap<u64, u32> = BTreeMap::new();
        for cell in 0..cells.len() {
            let (class, key) = (draft.class_of_cell(cell), cells.key(cell)[d]);
            *all.entry(key).or_default() += cells.n[cell];
            if !draft.labels()[class][place].known {
                *classes.entry(class).or_default().entry(key).or_default() += cells.n[cell];
            }
        }
        // Of each category that is not the largest in a class: its people there, and the others that they are with.
        let mut few: BTreeMap<u64, (u32, u32)> = BTreeMap::new();
        let mut blurred = 0;
        for people in classes.values() {
            let (&largest, &n) = people.iter().max_by_key(|(key, n)| (**n, std::cmp::Reverse(**key)))?;
            blurred += n;
            for (key, own) in people.iter().filter(|(key, _)| **key != largest) {
                let sums = few.entry(*key).or_default();
                *sums = (sums.0 + own, sums.1 + n);
            }
        }
        let mut few: Vec<(u64, (u32, u32))> = few.into_iter().collect();
        few.sort_by_key(|(key, (_, with))| (std::cmp::Reverse(*with), *key));
        Some(Costly {
            dimension: d,
            few: few.into_iter().map(|(key, (own, _))| (key, own)).collect(),
            blurred,
            could_be_exact: !dimensions[d].never_generalize && all.values().all(|&n| n >= k),
        })
    };
    let all = (0..dimensions.len()).filter_map(of_dimension).filter(|costly| costly.blurred > 0);
    all.rev().max_by_key(|costly| costly.blurred)
}
