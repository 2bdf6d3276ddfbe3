//! The queries of `docs/large-surveys.md`, run as they stand there by the engines they are for, give the file that
//! the answers themselves give.
//!
//! DuckDB and Dask come from PyPI (`tools/setup.sh python`); without them these tests fail and say so.

#[path = "command/mod.rs"]
mod command;
#[path = "outside/python.rs"]
mod python;

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
    let document = include_str!("../../../docs/large-surveys.md");
    let (_, from) = document.split_once(&format!("```{language}\n")).expect("the document has one");
    from.split_once("```").expect("it ends").0.to_owned()
}

fn assert_same_file(program: &str) {
    let folder = survey();
    folder.write("count.py", program);
    let output =
        Command::new(python::python()).arg("count.py").current_dir(folder.root()).output().expect("Python starts");
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
    let query = block("sql");
    assert_same_file(&format!("import duckdb\nduckdb.sql(\"\"\"{}\"\"\")\n", query.trim_end().trim_end_matches(';')));
}

#[test]
fn dask_counts_on_a_local_cluster_what_prepare_counts() {
    let program: String = block("python").lines().map(|line| format!("        {line}\n")).collect();
    assert_same_file(&format!(
        "from dask.distributed import Client\n\nif __name__ == \"__main__\":\n    \
         with Client(n_workers=2, threads_per_worker=1, dashboard_address=None):\n{program}"
    ));
}
