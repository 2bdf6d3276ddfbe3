//! The queries of `docs/large-surveys.md`, run as they stand there by the engines they are for, give the file that
//! the answers themselves give.
//!
//! DuckDB and Dask come from PyPI: `NEEDS_BY_FIELD_PYTHON` names a Python that has them (else `python3`), and a test says
//! that it skips where it has not.

#[path = "command/mod.rs"]
mod command;

use command::Folder;
use std::process::Command;

const CODEBOOK: &str = r#"title = "Counted"
separator = ";"
received = 400
consented = 360

[consent]
column = "consent"
values = "Yes"

[[dimension]]
label = "Field"
column = "field"
categories = ["Imaging", { label = "Genetics", answers = ["Genetics", "Genomics"] }]

[[dimension]]
label = "Region"
column = "region"
categories = ["North", "South"]

[[question]]
label = "Needs"
kind = "multiple"
column = "needs"
choices = [{ label = "Docs, and examples", id = "docs" }, "GPU"]

[[question]]
id = "care"
kind = "rating"
text = "Care about?"
items = [{ label = "Speed", column = "speed" }]
levels = ["Critical", "Useful"]
"#;

/// Answers in one file for `prepare` and in two for the engine; every tenth has no consent.
fn survey() -> Folder {
    let folder = Folder::empty();
    folder.write("codebook.toml", CODEBOOK);
    let header = "consent,field,region,needs,speed\n";
    let rows: Vec<String> = (0..400)
        .map(|i| {
            let consent = if i % 10 == 0 { "No" } else { "Yes" };
            let field = ["Imaging", "Genetics", "Genomics", ""][i % 4];
            let region = ["North", "South", ""][i / 3 % 3];
            let needs = ["\"Docs, and examples;GPU\"", "GPU", "\"Docs, and examples\"", ""][i / 7 % 4];
            let speed = ["Critical", "Useful", ""][i / 5 % 3];
            format!("{consent},{field},{region},{needs},{speed}\n")
        })
        .collect();
    folder.write("answers.csv", format!("{header}{}", rows.concat()));
    folder.write("answers-1.csv", format!("{header}{}", rows[..150].concat()));
    folder.write("answers-2.csv", format!("{header}{}", rows[150..].concat()));
    folder
}

/// The first block of this language in the document.
fn block(language: &str) -> String {
    let document = include_str!("../docs/large-surveys.md");
    let (_, from) = document.split_once(&format!("```{language}\n")).expect("the document has one");
    from.split_once("```").expect("it ends").0.to_owned()
}

fn assert_same_file(module: &str, program: &str) {
    let python = std::env::var("NEEDS_BY_FIELD_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_module = Command::new(&python).args(["-c", &format!("import {module}")]).output();
    if !has_module.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: {python} has no {module}; `pip install duckdb 'dask[dataframe]'`");
        return;
    }
    let folder = survey();
    folder.write("count.py", program);
    let output = Command::new(&python).arg("count.py").current_dir(folder.root()).output().expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answers = folder.prepare(&[]);
    assert_eq!(answers.code, 0, "{}", answers.err);
    let counts =
        folder.run(&["prepare", "--counts", "counts.csv", "--codebook", "codebook.toml", "-o", "counted.json"]);
    assert_eq!(counts.code, 0, "{}", counts.err);
    assert_eq!(folder.read("counted.json"), folder.read("results.json"));
}

#[test]
fn duckdb_counts_what_prepare_counts() {
    assert_same_file(
        "duckdb",
        &format!("import duckdb\nduckdb.sql(\"\"\"{}\"\"\")\n", block("sql").trim_end().trim_end_matches(';')),
    );
}

#[test]
fn dask_counts_what_prepare_counts() {
    assert_same_file("dask.dataframe", &block("python"));
}
