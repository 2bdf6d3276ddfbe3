//! Real surveys give the tables that their authors published.
//!
//! [`within`] holds results files of k = 5, which are part of this repository, against the tables. [`exact`] prepares the
//! answers themselves with k = 1; they are not part of it (`tests/surveys/README.md`).

mod exact;
mod within;

use needs_core::{CrossTab, Survey, crosstab::RowKind, query, survey::file::Category};
use std::{collections::BTreeMap, path::PathBuf};

fn repository() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The published table `name` of COBA.
fn coba_table(name: &str) -> csv::Reader<std::fs::File> {
    csv::Reader::from_path(repository().join("tests/surveys/coba2022").join(name)).expect("committed")
}

/// What Dask published, by table: counts of the five needs by row label.
fn dask_tables() -> serde_json::Value {
    let text = std::fs::read(repository().join("tests/surveys/dask_published_tables.json")).expect("committed");
    serde_json::from_slice::<serde_json::Value>(&text).expect("JSON")["dask"].clone()
}

/// `[row id][column]`: count and base. Everybody is under "", those whose row the file leaves open under "?".
type Tab = BTreeMap<String, Vec<(u32, u32)>>;

fn tab(survey: &Survey, link: &str) -> Tab {
    let link = query::parse(link, survey);
    assert_eq!(link.problems, Vec::<String>::new());
    let tab = CrossTab::of(survey, &link.view).expect("a table answers it");
    let categories = &survey.dimensions()[link.view.rows].categories;
    let name = |kind: RowKind| match kind {
        RowKind::All => "",
        RowKind::Category(c) => &categories[c].id,
        RowKind::Undetermined => "?",
    };
    tab.rows
        .iter()
        .zip(&tab.cells)
        .map(|(row, cells)| (name(row.kind).to_owned(), cells.iter().map(|c| (c.count, c.base)).collect()))
        .collect()
}

fn counts(tab: &Tab, row: &str) -> Vec<u32> {
    tab[row].iter().map(|cell| cell.0).collect()
}

/// The category that a row of a table of Dask is about, which names it at more length than the codebook.
fn category<'a>(categories: &'a [Category], label: &str) -> &'a Category {
    let label = label.to_lowercase();
    categories
        .iter()
        .find(|c| c.label.to_lowercase() == label || label.starts_with(&c.id))
        .unwrap_or_else(|| panic!("no category like {label}"))
}

/// What COBA's tables call the categories of a dimension, by its id.
fn coba_rows(dimension: &str) -> [(&'static str, &'static str); 3] {
    match dimension {
        "work" => [("Imaging", "imaging"), ("Balanced", "balanced"), ("Analyst", "analyst")],
        "skill" => [("High skill", "high"), ("Medium skill", "medium"), ("Low skill", "low")],
        "comfort" => [("High comfort", "high"), ("Medium comfort", "medium"), ("Low comfort", "low")],
        other => panic!("COBA published no table by {other}"),
    }
}

/// A printed percentage of COBA; nobody is an empty cell.
fn printed(text: &str) -> f64 {
    if text.is_empty() { 0.0 } else { text.parse().expect("a number") }
}
