//! Tests that attack the published numbers of small surveys, by other methods than those that protect them.

mod combined;

use super::tests::{cases, survey};
use super::*;
use needs_core::filter::{Filter, Membership};
use needs_core::survey::all_of;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn dimension(id: &str, categories: usize) -> DimensionSpec {
    DimensionSpec {
        id: id.to_owned(),
        categories: (0..categories).map(|c| format!("c{c}")).collect(),
        ..DimensionSpec::default()
    }
}

fn cell(key: &[usize], n: u32, yes: u32) -> Cell {
    Cell { key: key.iter().map(|&c| 1 << c).collect(), n, counts: vec![yes] }
}

/// The count columns as groups: who was asked one question, and who another.
fn groups(columns: usize) -> Vec<Column> {
    (0..columns).map(|c| Column { name: format!("q{c}.asked"), among: None }).collect()
}

/// The classes that a filter keeps, as bits.
fn kept(filter: &Filter, table: &Table) -> u128 {
    let memberships = filter.classes(table);
    memberships.iter().enumerate().filter(|(_, m)| **m == Membership::In).fold(0, |set, (class, _)| set | 1 << class)
}

/// Every filter over the dimensions of `done`: all sets of categories of each.
fn all_filters(dimensions: &[DimensionSpec]) -> Vec<Filter> {
    let mut filters = vec![Filter::everyone(dimensions.len())];
    for (d, spec) in dimensions.iter().enumerate() {
        let all = all_of(spec.categories.len());
        filters = filters
            .into_iter()
            .flat_map(|filter| {
                (0..=all).map(move |set| {
                    let mut filter = filter.clone();
                    filter.keep(d, set, all);
                    filter
                })
            })
            .collect();
    }
    filters
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn no_filter_and_no_difference_of_filters_holds_1_to_k_minus_1((mut dimensions, mut cells) in survey(), k in 2..6_u32) {
        // Filters are as many as the sets of categories: those of 9 can all be tried.
        while dimensions.iter().map(|d| d.categories.len()).sum::<usize>() > 9 {
            dimensions.pop();
        }
        cells.iter_mut().for_each(|cell| cell.key.truncate(dimensions.len()));
        let options = Options { k, tables: Tables::Joint, columns: groups(2), ..Options::default() };
        let Ok(done) = anonymize(&dimensions, cells, &options) else { return Ok(()) };
        let table = done.partitions[0].to_table("joint");
        prop_assert!(table.len() <= 128);
        let sets: BTreeSet<u128> = all_filters(&dimensions).iter().map(|filter| kept(filter, &table)).collect();
        let sum = |set: u128, n: &[u32]| -> u32 { (0..table.len()).filter(|c| set >> c & 1 == 1).map(|c| n[c]).sum() };
        for &a in &sets {
            for &b in &sets {
                let n = sum(a & !b, &table.n);
                prop_assert!(n == 0 || n >= k, "{} people are in one filter and not in another", n);
                for asked in table.counts.iter().map(|counts| sum(a & !b, counts)) {
                    prop_assert!(asked == 0 || asked >= k, "{} of these {} were asked", asked, n);
                    prop_assert!(asked == n || n - asked >= k, "{} of these {} were not asked", n - asked, n);
                }
            }
        }
    }
}

/// Region and channel: everybody of the small region came by one channel, but two; and nobody else came by it.
fn crafted() -> (Vec<DimensionSpec>, Vec<Cell>) {
    let dimensions = vec![dimension("field", 1), dimension("region", 2), dimension("channel", 2)];
    let cells = vec![cell(&[0, 0, 0], 8, 3), cell(&[0, 0, 1], 2, 2), cell(&[0, 1, 1], 20, 9)];
    (dimensions, cells)
}

fn class(done: &Anonymized, table: usize, label: Label) -> Option<&Class> {
    done.partitions[table].classes.iter().find(|class| class.labels[1] == label)
}

#[test]
fn without_the_audit_a_subtraction_tells_the_answers_of_two_people() {
    let (dimensions, cells) = crafted();
    let options = Options { tables: Tables::ByDimension, audit: false, ..Options::default() };
    let done = anonymize(&dimensions, cells, &options).unwrap();
    let region = class(&done, 0, Label::exactly(0)).unwrap();
    let channel = class(&done, 1, Label::exactly(0)).unwrap();
    assert_eq!((region.n - channel.n, region.counts[0] - channel.counts[0]), (2, 2));
}

#[test]
fn with_the_audit_the_subtraction_is_not_possible() {
    let (dimensions, cells) = crafted();
    let options = Options { tables: Tables::ByDimension, ..Options::default() };
    let done = anonymize(&dimensions, cells, &options).unwrap();
    let region = class(&done, 0, Label::exactly(0));
    let channel = class(&done, 1, Label::exactly(0));
    assert!(region.is_none() || channel.is_none(), "one of the two must have been merged");
    let audit = done.report.published.audit.unwrap();
    assert_eq!((audit.determined, audit.smallest, audit.undecided), (1, 2, 0));
    assert_eq!(audit.merged.iter().sum::<usize>(), 1);
}

#[test]
fn the_audit_covers_tables_that_the_author_lists() {
    let (dimensions, cells) = crafted();
    let tables = Tables::Explicit(vec![vec![1], vec![2], vec![0, 1]]);
    let options = Options { tables, ..Options::default() };
    let done = anonymize(&dimensions, cells, &options).unwrap();
    assert!(done.report.published.audit.unwrap().determined > 0);
}

/// Two components that leak two people each. The merger that stops the first one closes over a class of the second:
/// people of field 0 in region 0 would be distinguished from those "in 0 or 1" only by their exact label.
#[test]
fn a_merger_that_reaches_into_another_component_leaves_it_to_be_audited_anew() {
    let mut dimensions = vec![dimension("field", 2), dimension("region", 2), dimension("channel", 4)];
    dimensions[1].multiple = true;
    dimensions[2].never_generalize = true;
    let cell = |field: u64, regions: u64, channel: u64, n: u32| Cell {
        key: vec![1 << field, regions, 1 << channel],
        n,
        counts: Vec::new(),
    };
    let cells = vec![
        cell(0, 0b01, 0, 12),
        cell(0, 0b01, 1, 2),
        cell(1, 0b01, 1, 20),
        cell(0, 0b10, 2, 9),
        cell(0, 0b11, 2, 5),
        cell(0, 0b11, 3, 2),
        cell(1, 0b10, 3, 20),
    ];
    let tables = Tables::Explicit(vec![vec![0, 1], vec![2]]);
    let done = anonymize(&dimensions, cells.clone(), &Options { k: 10, tables, ..Options::default() }).unwrap();
    assert_eq!(determined_by_trying(&atoms(&done, &cells), 10), None);
    assert!(done.partitions.iter().flat_map(|p| &p.classes).all(|class| class.n >= 10));
}

/// People who share a class in every table: their classes, and how many they are.
fn atoms(done: &Anonymized, cells: &[Cell]) -> BTreeMap<Vec<usize>, u32> {
    let mut atoms = BTreeMap::new();
    for (i, cell) in cells.iter().enumerate() {
        *atoms.entry(done.partitions.iter().map(|p| p.assignment[i]).collect()).or_default() += cell.n;
    }
    atoms
}

/// The rank of a matrix, by elimination in fractions of floating point numbers.
fn rank(mut rows: Vec<Vec<f64>>) -> usize {
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let largest = (rank..rows.len()).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()));
        let Some(pivot) = largest.filter(|&row| rows[row][column].abs() > 1e-7) else { continue };
        rows.swap(rank, pivot);
        let base = rows[rank].clone();
        for row in &mut rows[rank + 1..] {
            let factor = row[column] / base[column];
            row.iter_mut().zip(&base).for_each(|(x, b)| *x -= factor * b);
        }
        rank += 1;
    }
    rank
}

/// The fewest people, below k, that some combination of published sums is about, by trying every set of atoms: there is
/// one about a set, or a part of it, if the rank is lower without the set.
fn determined_by_trying(atoms: &BTreeMap<Vec<usize>, u32>, k: u32) -> Option<u32> {
    let columns: Vec<(&Vec<usize>, u32)> = atoms.iter().map(|(classes, &n)| (classes, n)).collect();
    let classes: BTreeSet<(usize, usize)> =
        columns.iter().flat_map(|(classes, _)| classes.iter().copied().enumerate()).collect();
    let without = |set: u32| -> Vec<Vec<f64>> {
        let kept: Vec<&Vec<usize>> = (0..columns.len()).filter(|a| set >> a & 1 == 0).map(|a| columns[a].0).collect();
        let row =
            |&(table, class): &(usize, usize)| kept.iter().map(|c| f64::from(u8::from(c[table] == class))).collect();
        classes.iter().map(row).collect()
    };
    let people = |set: u32| -> u32 { (0..columns.len()).filter(|a| set >> a & 1 == 1).map(|a| columns[a].1).sum() };
    let all = rank(without(0));
    (1..1_u32 << columns.len()).filter(|&set| people(set) < k && rank(without(set)) < all).map(people).min()
}

/// Like that, with those asked (the count) and those not asked separate in each class: so the sums over the ones
/// and over the others are published, too.
fn atoms_asked(done: &Anonymized, cells: &[Cell]) -> BTreeMap<Vec<usize>, u32> {
    let mut atoms = BTreeMap::new();
    for (i, cell) in cells.iter().enumerate() {
        for (asked, n) in [(0, cell.n - cell.counts[0]), (1, cell.counts[0])] {
            let signature = done.partitions.iter().map(|p| 2 * p.assignment[i] + asked).collect();
            *atoms.entry(signature).or_default() += n;
        }
    }
    atoms.retain(|_, n| *n > 0);
    atoms
}

/// Small surveys: a field and two or three dimensions, and in each cell all or nobody was asked a question.
fn small() -> impl Strategy<Value = (Vec<DimensionSpec>, Vec<Cell>)> {
    (1..=2_usize, proptest::collection::vec(2..=3_usize, 2..=3)).prop_flat_map(|(fields, sizes)| {
        let mut dimensions = vec![dimension("field", fields)];
        dimensions.extend(sizes.iter().enumerate().map(|(d, &size)| dimension(&format!("d{d}"), size)));
        let key: Vec<_> = dimensions.iter().map(|d| 0..d.categories.len()).collect();
        let cell = (key, 1..5_u32, any::<bool>()).prop_map(|(key, n, asked)| cell(&key, n, if asked { n } else { 0 }));
        (Just(dimensions), proptest::collection::vec(cell, 3..11))
    })
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_audit_finds_a_group_exactly_when_trying_every_group_does(
        (dimensions, cells) in small(), k in 2..5_u32, asked in 0..2_usize
    ) {
        let columns = groups(asked);
        let tables = Tables::ByDimension;
        let options = Options { k, tables, columns, overlap: false, audit: false, ..Options::default() };
        let Ok(done) = anonymize(&dimensions, cells.clone(), &options) else { return Ok(()) };
        let atoms = if asked == 0 { atoms } else { atoms_asked };
        let leaks = determined_by_trying(&atoms(&done, &cells), k);
        let overlapping = Options { overlap: true, audit: true, ..options.clone() };
        let audited = anonymize(&dimensions, cells.clone(), &Options { audit: true, ..options }).unwrap();
        let audit = audited.report.published.audit.clone().unwrap();
        prop_assert_eq!(audit.determined > 0, leaks.is_some());
        prop_assert_eq!(audit.undecided, 0);
        prop_assert_eq!(determined_by_trying(&atoms(&audited, &cells), k), None);
        let overlapping = anonymize(&dimensions, cells.clone(), &overlapping).unwrap();
        prop_assert_eq!(determined_by_trying(&atoms(&overlapping, &cells), k), None);
        prop_assert!(overlapping.report.published.values_exact() >= audited.report.published.values_exact());
    }

    /// Someone who has nothing but the file: every way to fill the joint cells that agrees with it.
    #[test]
    fn no_group_below_k_has_the_same_size_in_every_survey_that_agrees_with_the_tables(
        (dimensions, mut cells) in small(), k in 2..4_u32, lists in 0..2_usize, asked in 0..2_usize
    ) {
        let all: Vec<usize> = (0..dimensions.len()).collect();
        let pairs = all.iter().flat_map(|&a| (a + 1..dimensions.len()).map(move |b| vec![a, b])).collect();
        let tables = if lists == 0 { Tables::ByDimension } else { Tables::Explicit(pairs) };
        let options = Options { k, tables, columns: groups(asked), ..Options::default() };
        // As many people and combinations of classes as can all be tried: a survey too large loses cells.
        let (done, possible) = loop {
            if cells.iter().map(|c| c.n).sum::<u32>() <= 14 {
                let Ok(done) = anonymize(&dimensions, cells.clone(), &options) else { return Ok(()) };
                let possible = compatible(&dimensions, &done);
                if possible.len() <= 12 {
                    break (done, possible);
                }
            }
            cells.pop();
        };
        // Everybody; or those asked, and those not asked, whose sums are published as well.
        let populations: &[fn(u32, u32) -> u32] =
            if asked == 0 { &[|n, _| n] } else { &[|_, asked| asked, |n, asked| n - asked] };
        for of in populations {
            let population: Vec<Cell> =
                cells.iter().map(|cell| Cell { n: of(cell.n, cell.counts[0]), ..cell.clone() }).collect();
            let truth = atoms(&done, &population);
            let published = |class: &Class| of(class.n, class.counts[0]);
            let mut left: Vec<Vec<u32>> =
                done.partitions.iter().map(|p| p.classes.iter().map(published).collect()).collect();
            let mut solutions = Vec::new();
            fill(&possible, &mut left, &mut Vec::new(), &mut solutions);
            let true_sizes: Vec<u32> = possible.iter().map(|p| truth.get(p).copied().unwrap_or(0)).collect();
            prop_assert!(solutions.contains(&true_sizes));
            for set in 1..1_u32 << possible.len() {
                let size = |x: &Vec<u32>| -> u32 { (0..x.len()).filter(|a| set >> a & 1 == 1).map(|a| x[a]).sum() };
                let n = size(&true_sizes);
                let pinned = n > 0 && n < k && solutions.iter().all(|x| size(x) == n);
                prop_assert!(!pinned, "a group of {} is the same in all {} surveys", n, solutions.len());
            }
        }
    }
}

/// Combinations of classes, one of each table, that a respondent can be in by their labels.
fn compatible(dimensions: &[DimensionSpec], done: &Anonymized) -> Vec<Vec<usize>> {
    let mut combinations: Vec<(Vec<usize>, Vec<u64>)> =
        vec![(Vec::new(), dimensions.iter().map(|d| all_of(d.categories.len())).collect())];
    for partition in &done.partitions {
        combinations = combinations
            .iter()
            .flat_map(|(classes, sets)| {
                partition.classes.iter().enumerate().filter_map(move |(at, class)| {
                    let (mut classes, mut sets) = (classes.clone(), sets.clone());
                    classes.push(at);
                    partition.dimensions.iter().zip(&class.labels).for_each(|(&d, label)| sets[d] &= label.set);
                    sets.iter().all(|&set| set != 0).then_some((classes, sets))
                })
            })
            .collect();
    }
    combinations.into_iter().map(|(classes, _)| classes).collect()
}

/// All numbers of people in `possible` whose sums over every class are as `left`.
fn fill(possible: &[Vec<usize>], left: &mut Vec<Vec<u32>>, x: &mut Vec<u32>, solutions: &mut Vec<Vec<u32>>) {
    let Some(classes) = possible.get(x.len()) else {
        if left.iter().flatten().all(|&n| n == 0) {
            solutions.push(x.clone());
        }
        return;
    };
    let most = classes.iter().enumerate().map(|(table, &class)| left[table][class]).min().unwrap_or(0);
    for n in 0..=most {
        classes.iter().enumerate().for_each(|(table, &class)| left[table][class] -= n);
        x.push(n);
        fill(possible, left, x, solutions);
        x.pop();
        classes.iter().enumerate().for_each(|(table, &class)| left[table][class] += n);
    }
}
