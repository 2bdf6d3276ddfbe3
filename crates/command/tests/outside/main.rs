//! What other people's software says of results files: pycanon finds at least the declared k; and of coding: agreement, and
//! codebooks of the REFI-QDA standard.
//!
//! `make test` installs them (`tools/setup.sh python`); without them these tests fail and say so.

mod agreement;
#[path = "../command/mod.rs"]
mod command;
mod python;
mod refi;

use command::Folder;
use python::python;
use std::{path::Path, process::Command};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

const CODEBOOK: &str = r#"
title = "Made up"
separator = ";"

[consent]
column = "Consent"
values = "Yes"

[[dimension]]
label = "Field"
categories = ["Imaging", "Genetics", "Single cell"]

[[dimension]]
label = "Region"
categories = ["Australia", "Europe", "Elsewhere"]

[[question]]
text = "Needs"
kind = "multiple"
choices = ["Docs", "Examples", "GPUs"]

[[question]]
text = "Speed"
kind = "single"
choices = ["Critical", "Useful", "Irrelevant"]
asked_of = "region=europe"
"#;

/// Made-up answers, 4,000 of them, 3,900 with consent; some left questions open.
fn answers() -> String {
    let mut state = 2021_u64;
    let mut draw = move |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut csv = String::from("Consent,Field,Region,Needs,Speed\n");
    for i in 0..4_000 {
        let mut pick = |options: &[&str]| options[draw(options.len() as u64) as usize].to_owned();
        let field = pick(&["Imaging", "Imaging", "Genetics", "Single cell"]);
        let region = pick(&["Australia", "Europe", "Europe", "Elsewhere", "Elsewhere", ""]);
        let speed = pick(&["Critical", "Useful", "Irrelevant", ""]);
        let needs: Vec<&str> = ["Docs", "Examples", "GPUs"].into_iter().filter(|_| pick(&["", "x"]) == "x").collect();
        let consent = if i % 40 == 0 { "No" } else { "Yes" };
        csv += &format!("{consent},{field},{region},{},{speed}\n", needs.join(";"));
    }
    csv
}

/// What pycanon prints of a results file; it fails below the declared k.
fn pycanon(results: &Path) -> (bool, String) {
    let mut command = Command::new(python());
    command.arg(Path::new(ROOT).join("crates/command/tests/outside/k_anonymity.py")).arg(results);
    let output = command.output().expect("Python");
    let message = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
    (output.status.success(), message)
}

#[test]
fn outsiders_find_at_least_the_declared_k_in_joint_and_by_dimension_files() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers());
    folder.write("codebook.toml", CODEBOOK);
    for (k, tables) in [("5", "joint"), ("5", "by-dimension"), ("50", "joint"), ("700", "by-dimension")] {
        for done in [folder.prepare(&["--k", k, "--tables", tables]), folder.run(&["verify", "results.json"])] {
            assert_eq!(done.code, 0, "{}", done.err);
        }
        let (holds, message) = pycanon(&folder.path("results.json"));
        assert!(holds, "{message}");
        assert!(message.contains(&format!("declared {k}")), "{message}");
    }
    let (holds, message) = pycanon(&Path::new(ROOT).join("docs/example-results.json"));
    assert!(holds, "{message}");
}

#[test]
fn outsiders_find_few_who_were_asked() {
    let folder = Folder::empty();
    let example = std::fs::read_to_string(Path::new(ROOT).join("docs/example-results.json")).expect("the example");
    let mut file: serde_json::Value = serde_json::from_str(&example).expect("JSON");
    let rows = file["resources"][0]["data"].as_array_mut().expect("rows");
    let asked = rows[0].as_array().expect("names").iter().position(|name| name == "needs.asked").expect("a column");
    rows[1][asked] = 2.into();
    folder.write("wrong.json", file.to_string());
    let (holds, message) = pycanon(&folder.path("wrong.json"));
    assert!(!holds && message.contains("with needs.asked, k = 2, declared 5"), "{message}");
}

#[test]
fn outsiders_find_a_class_below_k() {
    let folder = Folder::empty();
    let example = std::fs::read_to_string(Path::new(ROOT).join("docs/example-results.json")).expect("the example");
    assert!(example.contains("\"k\": 5"));
    folder.write("wrong.json", example.replacen("\"k\": 5", "\"k\": 6", 1));
    let (holds, message) = pycanon(&folder.path("wrong.json"));
    assert!(!holds && message.contains("k = 5, declared 6"), "{message}");
}
