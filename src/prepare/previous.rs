//! The classes of the edition before, in the codes of this one.

use super::PrepareError;
use crate::{
    anonymize::{PreviousClass, PreviousTable},
    survey::{Label, Layout, Survey, categories_in, file::Dimension},
};
use std::collections::BTreeMap;

/// The old tables, which the new edition keeps. `names` are the count columns of this edition.
pub(super) fn tables(
    old: &Survey,
    dimensions: &[Dimension],
    names: &[String],
) -> Result<Vec<PreviousTable>, PrepareError> {
    let wrong = |problem: String| Err(PrepareError::Previous(problem));
    let mut places = Vec::new();
    let mut codes: Vec<Vec<u64>> = Vec::new();
    for before in old.dimensions() {
        let Some(place) = dimensions.iter().position(|d| d.id == before.id) else {
            return wrong(format!(
                "the edition before has the dimension \"{}\", this codebook has not; keep it, or publish under another name",
                before.id
            ));
        };
        let mut map = Vec::new();
        for category in &before.categories {
            match dimensions[place].category(&category.id) {
                Some(code) => map.push(1 << code),
                None => {
                    return wrong(format!(
                        "the edition before has the category \"{}\" of \"{}\", this codebook has not; keep it in the list",
                        category.id, before.id
                    ));
                }
            }
        }
        places.push(place);
        codes.push(map);
    }
    let label = |d: usize, label: Label| Label {
        set: categories_in(label.set).fold(0, |set, c| set | codes[d][c]),
        known: label.known,
    };
    let before = old.questions().iter().flat_map(Layout::names).map(|name| in_any_order(&name)).enumerate();
    let before: BTreeMap<String, usize> = before.map(|(column, name)| (name, column)).collect();
    let columns: Vec<Option<usize>> = names.iter().map(|name| before.get(&in_any_order(name)).copied()).collect();
    Ok(old
        .tables
        .iter()
        .map(|table| PreviousTable {
            dimensions: table.dimensions.iter().map(|&d| places[d]).collect(),
            classes: (0..table.len())
                .map(|class| PreviousClass {
                    labels: table
                        .dimensions
                        .iter()
                        .zip(&table.labels)
                        .map(|(&d, labels)| label(d, labels[class]))
                        .collect(),
                    n: table.n[class],
                    counts: columns.iter().map(|column| Some(table.counts[(*column)?][class])).collect(),
                })
                .collect(),
        })
        .collect())
}

/// The name of a column; of a pair (`q.pair.a.b`), whose choices may stand in another order now, the same in both.
fn in_any_order(name: &str) -> String {
    match name.split('.').collect::<Vec<_>>()[..] {
        [question, "pair", a, b] => format!("{question}.pair.{}.{}", a.min(b), a.max(b)),
        _ => name.to_owned(),
    }
}
