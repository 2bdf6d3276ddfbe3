//! How many values stay exact in real surveys, beside Mondrian (LeFevre, DeWitt and Ramakrishnan 2006), which halves the people of
//! a table until no half of at least k is left.
//!
//! `cargo run --package needs-by-field-tests --example exactness`, where the surveys are in `../shared/surveys`. Fails if one keeps
//! less than it did when the numbers below were written.

use needs_intake::{
    codebook::{Codebook, TablesEntry},
    prepare::{Settings, Tally, prepare},
    raw::{InMemory, Raw},
};
use std::{collections::BTreeSet, path::Path, process::ExitCode};

const K: u32 = 5;

/// Example, file of answers, and the shares of all values that stay exact in a joint file and by dimension, in %.
const SURVEYS: [(&str, &str, f64, f64); 4] = [
    ("dask-2019", "dask/2019-user-survey-results.csv", 45.6, 52.1),
    ("dask-2020", "dask/2020-user-survey-results.csv", 48.7, 62.2),
    ("dask-2021", "dask/2021-user-survey-results.csv", 50.3, 63.2),
    ("coba2022", "coba2022/data.csv", 83.0, 97.0),
];

fn main() -> ExitCode {
    let surveys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/surveys");
    if !surveys.is_dir() {
        println!("no surveys in ../shared/surveys: nothing to measure");
        return ExitCode::SUCCESS;
    }
    println!("{:>10} {:>7} {:>10} {:>10} {:>14}", "", "people", "Mondrian", "joint", "by dimension");
    let mut less = false;
    for (example, answers, joint, by_dimension) in SURVEYS {
        let measured = measure(example, &surveys.join(answers));
        let Measured { people, mondrian, shares: [now, several] } = measured;
        println!("{example:>10} {people:>7} {mondrian:>9.1}% {now:>9.1}% {several:>13.1}%");
        for (what, now, before) in [("joint", now, joint), ("by dimension", several, by_dimension)] {
            if now + 0.05 < before {
                println!("{example}, {what}: less than the {before} % of before");
                less = true;
            }
        }
    }
    if less { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

struct Measured {
    people: u32,
    mondrian: f64,
    /// Of a joint file and of one by dimension.
    shares: [f64; 2],
}

fn measure(example: &str, answers: &Path) -> Measured {
    let codebook = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(example).join("codebook.toml");
    let codebook = Codebook::read(&std::fs::read_to_string(codebook).expect("committed")).expect("a codebook");
    let answers = InMemory::new(answers.display().to_string(), std::fs::read(answers).expect("readable"));
    let tally = || {
        let mut raw = Raw::open(&answers, &codebook.file, Box::new(|_| {})).unwrap_or_else(|error| panic!("{error}"));
        let plan = codebook.plan(Some(&raw.headers)).unwrap_or_else(|error| panic!("{error}"));
        let tally = Tally::of(&mut raw, &plan).unwrap_or_else(|error| panic!("{error}"));
        (plan, tally)
    };
    let shares = [TablesEntry::Joint, TablesEntry::ByDimension].map(|tables| {
        let (plan, tally) = tally();
        let settings = Settings { k: Some(K), tables: Some(tables), ..Settings::default() };
        let account = prepare(&codebook, &plan, tally, settings).unwrap_or_else(|error| panic!("{error}")).account;
        let exact: Vec<u32> = account.exact().map(|(_, exact)| exact).collect();
        share(exact.iter().sum(), account.published, exact.len())
    });
    let (_, tally) = tally();
    let cells: Vec<(Vec<u64>, u32)> = tally.cells().map(|(key, n)| (key.to_vec(), n)).collect();
    let people = cells.iter().map(|(_, n)| n).sum();
    let dimensions = cells.first().map_or(0, |(key, _)| key.len());
    Measured { people, mondrian: share(exact_of_mondrian(cells), people, dimensions), shares }
}

fn share(exact: u32, people: u32, dimensions: usize) -> f64 {
    100.0 * f64::from(exact) / (f64::from(people) * dimensions as f64)
}

/// How many values are exact in its classes: those of one category in a dimension.
fn exact_of_mondrian(mut cells: Vec<(Vec<u64>, u32)>) -> u32 {
    let dimensions = cells[0].0.len();
    let keys =
        |cells: &[(Vec<u64>, u32)], d: usize| cells.iter().map(|(key, _)| key[d]).collect::<BTreeSet<u64>>().len();
    let people = |cells: &[(Vec<u64>, u32)]| cells.iter().map(|(_, n)| n).sum::<u32>();
    let all = people(&cells);
    let mut widest: Vec<usize> = (0..dimensions).collect();
    widest.sort_by_key(|&d| std::cmp::Reverse(keys(&cells, d)));
    for d in widest {
        cells.sort_by_key(|(key, _)| key[d]);
        // Between categories, so that each half has at least k; as near to the middle as can be.
        let cuts = (1..cells.len()).filter(|&at| cells[at - 1].0[d] != cells[at].0[d]);
        let halves = cuts.map(|at| (at, people(&cells[..at])));
        let fit = halves.filter(|(_, first)| *first >= K && all - first >= K);
        if let Some((at, _)) = fit.min_by_key(|(_, first)| first.abs_diff(all / 2)) {
            let rest = cells.split_off(at);
            return exact_of_mondrian(cells) + exact_of_mondrian(rest);
        }
    }
    (0..dimensions).filter(|&d| keys(&cells, d) == 1).map(|_| all).sum()
}
