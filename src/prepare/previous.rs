//! The classes of the edition before, in the codes of this one.

use super::PrepareError;
use crate::{
    anonymize::{PreviousClass, PreviousTable},
    survey::{Label, Survey, categories_in, file::Dimension},
};

/// The old tables, which the new edition keeps.
pub(super) fn tables(old: &Survey, dimensions: &[Dimension]) -> Result<Vec<PreviousTable>, PrepareError> {
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
                })
                .collect(),
        })
        .collect())
}
