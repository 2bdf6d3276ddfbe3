//! The classes of the previous edition, in the codes of this one.

use super::{PrepareError, Published};
use crate::codebook::{Plan, TablesEntry};
use needs_core::survey::{Label, Layout, Survey, Table, categories_in, file::Dimension};
use needs_privacy::anonymize::{PreviousClass, PreviousTable};
use std::collections::{BTreeMap, BTreeSet};

/// The old tables, which the new edition keeps, without those of questions that it lacks.
pub(super) fn tables(
    old: &Survey,
    dimensions: &[Dimension],
    published: &Published,
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
    if let Some(new) = dimensions.iter().find(|d| old.dimension(&d.id).is_none()) {
        return wrong(format!(
            "this codebook has the dimension \"{}\", the edition before has not, and its tables are kept; remove the dimension, or publish without --previous and withdraw the earlier edition",
            new.id
        ));
    }
    let label = |d: usize, label: Label| Label {
        set: categories_in(label.set).fold(0, |set, c| set | codes[d][c]),
        known: label.known,
    };
    let before = old.questions().iter().flat_map(Layout::names).map(|name| in_any_order(&name)).enumerate();
    let before: BTreeMap<String, usize> = before.map(|(column, name)| (name, column)).collect();
    let columns: Vec<Option<usize>> =
        published.names.iter().map(|name| before.get(&in_any_order(name)).copied()).collect();
    // Of its own table, the position of a question in this edition.
    let own = |table: &Table| {
        let id = |question: usize| old.questions()[question].id.as_str();
        table.own.map(|question| published.questions.iter().position(|q| q.id == id(question)))
    };
    let kept = old.tables.iter().filter(|table| own(table) != Some(None));
    Ok(kept
        .map(|table| PreviousTable {
            own: own(table).flatten(),
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
                    counts: columns.iter().map(|column| table.counts[(*column)?].get(class).copied()).collect(),
                })
                .collect(),
        })
        .collect())
}

/// How many categories each dimension of this edition had in the old one.
pub(super) fn categories(old: &Survey, plan: &Plan) -> Vec<usize> {
    let of = |id: &str| old.dimensions().iter().find(|d| d.id == id).map_or(usize::MAX, |d| d.categories.len());
    plan.dimensions.iter().map(|d| of(&d.id)).collect()
}

/// Checks that the tables the author asks for are those of the previous edition.
pub(super) fn check_tables(old: &Survey, asked: &TablesEntry, plan: &Plan) -> Result<(), PrepareError> {
    let lists = |lists: &[Vec<usize>], id: &dyn Fn(usize) -> String| -> BTreeSet<BTreeSet<String>> {
        lists.iter().map(|list| list.iter().map(|&d| id(d)).collect()).collect()
    };
    let before: Vec<Vec<usize>> = old.common_tables().map(|table| table.dimensions.clone()).collect();
    let (same, name) = match asked {
        TablesEntry::Auto => return Ok(()),
        TablesEntry::Joint => (before.len() == 1, "joint".to_owned()),
        // Of a field and one other dimension, both are the same table.
        TablesEntry::ByDimension => (before.len() > 1 || old.dimensions().len() <= 2, "by-dimension".to_owned()),
        TablesEntry::Lists(names) => {
            let now = plan.tables.as_deref().unwrap_or_default();
            let id_before = |d: usize| old.dimensions()[d].id.clone();
            let id_now = |d: usize| plan.dimensions[d].id.clone();
            (lists(now, &id_now) == lists(&before, &id_before), format!("{names:?}"))
        }
    };
    if same {
        return Ok(());
    }
    let ids = |list: &Vec<usize>| list.iter().map(|&d| old.dimensions()[d].id.as_str()).collect::<Vec<_>>().join(" x ");
    Err(PrepareError::Previous(format!(
        "tables = {name} are not those of the edition before ({}), which are kept; leave `tables` and --tables out, or publish without --previous and withdraw the earlier edition",
        before.iter().map(ids).collect::<Vec<_>>().join(", ")
    )))
}

/// The name of a column; a pair (`q.pair.a.b`) has the same name whichever choice comes first.
fn in_any_order(name: &str) -> String {
    match name.split('.').collect::<Vec<_>>()[..] {
        [question, "pair", a, b] => format!("{question}.pair.{}.{}", a.min(b), a.max(b)),
        _ => name.to_owned(),
    }
}
