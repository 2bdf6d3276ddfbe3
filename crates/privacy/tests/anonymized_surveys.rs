//! Real surveys: how much the classes keep, and that filters isolate nobody. Their answers are not part of this repository.
//!
//! The figures to beat are of a greedy top-down split in the order given, at k = 5: Dask 2021 52.8 % of values
//! exact in 35 classes; coba2022 59.9 % in 54. The recodings are ours: they give the former figures (52.6 %, 36
//! classes) for the same split; for coba2022 that split gives 54 classes too, but 73.4 %.

use needs_core::filter::{Filter, Membership};
use needs_privacy::anonymize::{Anonymized, Cell, DimensionSpec, Model, Options, Tables, anonymize};
use rand::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};

fn rows(file: &str) -> Vec<Vec<String>> {
    let path = format!("{}/../../../shared/surveys/{file}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Dimensions with the categories that occur, and cells, from one value per dimension and respondent.
fn cells(ids: &[&str], respondents: Vec<Vec<String>>) -> (Vec<DimensionSpec>, Vec<Cell>) {
    let dimension = |(d, id): (usize, &&str)| {
        let categories: BTreeSet<&String> = respondents.iter().map(|values| &values[d]).collect();
        DimensionSpec {
            id: (*id).to_owned(),
            categories: categories.into_iter().cloned().collect(),
            ..DimensionSpec::default()
        }
    };
    let dimensions: Vec<DimensionSpec> = ids.iter().enumerate().map(dimension).collect();
    let mut n = BTreeMap::<Vec<u64>, u32>::new();
    for values in &respondents {
        let code = |(value, d): (&String, &DimensionSpec)| 1 << d.categories.iter().position(|c| c == value).unwrap();
        *n.entry(values.iter().zip(&dimensions).map(code).collect()).or_default() += 1;
    }
    (dimensions, n.into_iter().map(|(key, n)| Cell { key, n, counts: Vec::new() }).collect())
}

fn dask() -> (Vec<DimensionSpec>, Vec<Cell>) {
    const INDUSTRIES: [&str; 7] = [
        "Geoscience",
        "Accounting / Finance / Insurance",
        "Life sciences",
        "Physics",
        "Astronomy",
        "Marketing",
        "Medicine / Health",
    ];
    let respondent = |row: Vec<String>| {
        let field = if INDUSTRIES.contains(&row[10].as_str()) { row[10].as_str() } else { "other" };
        let apis: Vec<&str> = row[3].split(", ").collect();
        let api = match (apis.contains(&"Array") || apis.contains(&"Xarray"), apis.contains(&"DataFrame")) {
            (true, true) => "both",
            (true, false) => "arrays",
            (false, true) => "dataframes",
            (false, false) => "neither",
        };
        let cloud = if row[38].is_empty() { "none" } else { ["other", "aws"][usize::from(row[38].contains("AWS"))] };
        [field, &row[2], &row[42], api, cloud].map(str::to_owned).to_vec()
    };
    let rows = rows("dask/2021-user-survey-results.csv").into_iter();
    cells(&["field", "frequency", "group", "api", "cloud"], rows.map(respondent).collect())
}

fn coba() -> (Vec<DimensionSpec>, Vec<Cell>) {
    let respondent = |row: Vec<String>| {
        let heard = |place: &str| ["no", "yes"][usize::from(row[54].contains(place))].to_owned();
        vec![row[68].clone(), row[5].clone(), row[3].clone(), heard("Twitter"), heard("image.sc"), row[25].clone()]
    };
    let rows = rows("coba2022/data.csv").into_iter().filter(|row| row[2] == "Yes");
    cells(&["work", "location", "role", "twitter", "forum", "life"], rows.map(respondent).collect())
}

fn made((dimensions, cells): (Vec<DimensionSpec>, Vec<Cell>), tables: Tables) -> Anonymized {
    let done = anonymize(&dimensions, cells, &Options { tables, ..Options::default() }).unwrap();
    let summary = &done.report.published;
    println!("{} classes, {:.1} % of values exact", summary.classes, 100.0 * summary.values_exact());
    for d in &summary.dimensions {
        println!("  {}: {:.1} % exact, {:.2} of {:.2} bits", d.id, 100.0 * d.share(), d.bits, d.bits_before);
    }
    done
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn more_of_dask_2021_is_exact_than_a_greedy_split_keeps() {
    let done = made(dask(), Tables::Joint);
    let field = &done.report.published.dimensions[0];
    assert_eq!(field.exact, field.respondents);
    assert!(done.report.published.values_exact() > 0.55);
    assert!(done.partitions[0].classes.len() > 35);
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn more_of_coba_2022_is_exact_than_a_greedy_split_keeps() {
    let done = made(coba(), Tables::Joint);
    assert!(done.report.published.values_exact() > 0.85);
    assert!(done.partitions[0].classes.len() > 54);
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn the_small_surveys_are_published_by_dimension_with_an_audit() {
    for survey in [dask(), coba()] {
        let joint = made(survey.clone(), Tables::Joint).report.published.values_exact();
        let done = made(survey, Tables::Auto);
        assert_eq!(done.model, Model::ByDimension);
        assert_eq!(done.report.published.audit.as_ref().unwrap().undecided, 0);
        assert!(done.report.published.values_exact() > joint);
    }
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn sampled_filters_of_joint_files_and_their_differences_hold_nobody_or_at_least_k() {
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(2021);
    for survey in [dask(), coba()] {
        let dimensions = survey.0.clone();
        let table = made(survey, Tables::Joint).partitions[0].to_table("joint");
        let mut members = || {
            let mut filter = Filter::everyone(dimensions.len());
            for (d, dimension) in dimensions.iter().enumerate() {
                let all = (1 << dimension.categories.len()) - 1;
                let some = if random.random_bool(0.5) { random.random::<u64>() & all } else { all };
                filter.keep(d, some, all);
            }
            filter.classes(&table)
        };
        for _ in 0..20_000 {
            let (a, b) = (members(), members());
            let only_a = |&class: &usize| a[class] == Membership::In && b[class] != Membership::In;
            let n: u32 = (0..table.len()).filter(only_a).map(|class| table.n[class]).sum();
            assert!(n == 0 || n >= 5, "{n} people are in one filter and not in another");
        }
    }
}
