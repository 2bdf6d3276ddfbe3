//! Properties of every partition, on arbitrary cells.

use super::*;
use crate::survey::all_of;
use proptest::prelude::*;

/// Dimensions of 1 to 4 categories, and cells with two count columns.
pub(super) fn survey() -> impl Strategy<Value = (Vec<DimensionSpec>, Vec<Cell>)> {
    proptest::collection::vec((1..=4_usize, any::<bool>(), any::<bool>()), 1..=4).prop_flat_map(|shape| {
        let dimensions: Vec<DimensionSpec> = shape
            .iter()
            .enumerate()
            .map(|(d, &(categories, multiple, ordered))| DimensionSpec {
                id: format!("d{d}"),
                categories: (0..categories).map(|c| format!("c{c}")).collect(),
                multiple,
                ordered,
                ..DimensionSpec::default()
            })
            .collect();
        let key: Vec<BoxedStrategy<u64>> = shape
            .iter()
            .map(|&(categories, multiple, _)| match multiple {
                true => (1..=all_of(categories)).boxed(),
                false => (0..categories).prop_map(|c| 1_u64 << c).boxed(),
            })
            .collect();
        let cell = (key, 1..8_u32, 0..8_u32, 0..8_u32).prop_map(|(key, n, a, b)| Cell {
            key,
            n,
            counts: vec![a.min(n), b.min(n)],
        });
        (Just(dimensions), proptest::collection::vec(cell, 1..40))
    })
}

fn label_covers(label: Label, key: u64) -> bool {
    if label.known { key == label.set } else { key & !label.set == 0 }
}

fn check(partition: &Partition, cells: &[Cell], k: u32) {
    let mut n = vec![0; partition.classes.len()];
    let mut counts = vec![vec![0; 2]; partition.classes.len()];
    for (cell, &at) in cells.iter().zip(&partition.assignment) {
        n[at] += cell.n;
        (0..2).for_each(|c| counts[at][c] += cell.counts[c]);
        for (label, &d) in partition.classes[at].labels.iter().zip(&partition.dimensions) {
            assert!(label_covers(*label, cell.key[d]), "{label:?} does not cover {:#b}", cell.key[d]);
        }
    }
    for (class, (n, counts)) in partition.classes.iter().zip(n.into_iter().zip(counts)) {
        assert_eq!(class.n, n);
        assert_eq!(class.counts, counts);
        assert!(class.n >= k);
    }
    assert_eq!(partition.report.smallest, partition.classes.iter().map(|c| c.n).min().unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn classes_hold_everybody_once_and_at_least_k(((dimensions, cells), k) in (survey(), 1..7_u32)) {
        for tables in [Tables::Joint, Tables::ByDimension, Tables::Auto] {
            let options = Options { k, tables, ..Options::default() };
            match anonymize(&dimensions, cells.clone(), &options) {
                Ok(done) => done.partitions.iter().for_each(|p| check(p, &cells, k)),
                Err(error) => prop_assert!(matches!(error, AnonymizeError::TooFew { .. }), "{}", error),
            }
        }
    }

    #[test]
    fn order_of_cells_changes_nothing((dimensions, cells) in survey()) {
        let options = Options { tables: Tables::Auto, ..Options::default() };
        let mut backwards = cells.clone();
        backwards.reverse();
        match (anonymize(&dimensions, cells, &options), anonymize(&dimensions, backwards, &options)) {
            (Ok(a), Ok(b)) => {
                prop_assert_eq!(&a.report, &b.report);
                for (a, b) in a.partitions.iter().zip(&b.partitions) {
                    prop_assert_eq!(&a.classes, &b.classes);
                    prop_assert!(a.assignment.iter().eq(b.assignment.iter().rev()));
                }
            }
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn k_of_one_publishes_every_cell_exactly((dimensions, cells) in survey()) {
        let options = Options { k: 1, tables: Tables::Joint, ..Options::default() };
        let done = anonymize(&dimensions, cells.clone(), &options).unwrap();
        let keys: std::collections::BTreeSet<_> = cells.iter().map(|c| &c.key).collect();
        prop_assert_eq!(done.partitions[0].classes.len(), keys.len());
        prop_assert!(done.partitions[0].classes.iter().all(|c| c.labels.iter().all(|l| l.known)));
    }
}
