//! Attacks that went through once: minimal surveys of `attacks/`, and what `prepare` does about each now.

#[path = "command/mod.rs"]
mod command;

use command::{Folder, Out};
use serde_json::Value;
use std::path::Path;

/// A copy of a folder of `attacks/`.
fn survey(name: &str) -> Folder {
    let folder = Folder::empty();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks").join(name);
    for entry in std::fs::read_dir(from).expect("there") {
        let path = entry.expect("readable").path();
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        folder.write(&file, std::fs::read_to_string(&path).expect("readable"));
    }
    folder
}

fn assert_refused(folder: &Folder, out: &Out, file: &str, expected: &str) {
    assert_eq!(out.code, 1, "{}{}", out.out, out.err);
    assert!(out.err.contains(expected), "{}", out.err);
    assert!(!folder.has(file));
}

/// Names of the columns and the rows of a table of a file.
fn table(folder: &Folder, file: &str, table: usize) -> (Vec<String>, Vec<Vec<Value>>) {
    let file: Value = serde_json::from_str(&folder.read(file)).expect("JSON");
    let mut rows: Vec<Vec<Value>> = serde_json::from_value(file["resources"][table]["data"].clone()).expect("rows");
    let names = rows.remove(0).into_iter().map(|name| name.as_str().expect("a name").to_owned()).collect();
    (names, rows)
}

#[test]
fn strict_publishes_nothing_that_its_own_check_calls_open() {
    let folder = survey("strict-still-settled");
    let out = folder.run(&["prepare", "raw.csv", "-c", "codebook.toml", "-o", "r.json", "--strict"]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(!out.err.contains("sensitive:"), "{}", out.err);
    let verified = folder.run(&["verify", "r.json"]);
    assert_eq!(verified.code, 0, "{}", verified.err);
}

#[test]
fn late_people_who_all_said_yes_are_refused_if_strict() {
    let folder = survey("previous-strict-newcomers");
    assert_eq!(folder.run(&["prepare", "raw1.csv", "-c", "codebook.toml", "-o", "ed1.json", "--strict"]).code, 0);
    let again = ["prepare", "raw2.csv", "-c", "codebook.toml", "-o", "ed2.json"];
    let previous = ["--previous", "ed1.json", "--previous-answers", "raw1.csv"];
    let out = folder.run(&[&again[..], &["--strict"], &previous].concat());
    assert_refused(&folder, &out, "ed2.json", "sensitive choice \"q0.yes\"");
}

#[test]
fn a_new_edition_with_a_smaller_k_is_refused() {
    let folder = survey("previous-strict-newcomers");
    assert_eq!(folder.run(&["prepare", "raw1.csv", "-c", "codebook.toml", "-o", "ed1.json"]).code, 0);
    let again = ["prepare", "raw2.csv", "-c", "codebook.toml", "-o", "ed2.json", "--previous", "ed1.json", "--k", "2"];
    let out = folder.run(&again);
    assert_refused(&folder, &out, "ed2.json", "k = 2 is less than the k = 5 of the edition before");
}

#[test]
fn answers_that_do_not_make_the_earlier_edition_again_are_refused() {
    let folder = survey("previous-answers-wrong");
    assert_eq!(folder.run(&["prepare", "raw1.csv", "-c", "codebook.toml", "-o", "ed1.json"]).code, 0);
    let again = ["prepare", "raw2.csv", "-c", "codebook.toml", "-o", "ed2.json", "--previous", "ed1.json"];
    let out = folder.run(&[&again[..], &["--previous-answers", "raw1.csv"]].concat());
    assert_refused(&folder, &out, "ed2.json", "subtracting the editions");
    let out = folder.run(&[&again[..], &["--previous-answers", "wrong.csv"]].concat());
    assert_refused(&folder, &out, "ed2.json", "in the earlier edition and 1 by the answers that were given for it");
    // Every count, not only how many they are.
    let swapped = folder.read("raw1.csv").replacen("c0,c0,c0,yes", "c0,c0,c0,no", 1);
    folder.write("swapped.csv", swapped);
    let out = folder.run(&[&again[..], &["--previous-answers", "swapped.csv"]].concat());
    assert_eq!(out.code, 1, "{}", out.out);
    assert!(!folder.has("ed2.json"));
}

#[test]
fn a_difference_about_two_people_is_not_published() {
    let folder = survey("two-people-contrast");
    let out = folder.run(&["prepare", "raw.csv", "-c", "codebook.toml", "-o", "r.json"]);
    assert_eq!(out.code, 0, "{}", out.err);
    // Of the two tables of two classes, one has been merged: 11 and 10 no longer stand side by side.
    let classes = [0, 1].map(|at| table(&folder, "r.json", at).1.len());
    assert_eq!(classes.iter().sum::<usize>(), 3, "{classes:?}");
}

#[test]
fn a_theme_of_two_choices_is_not_published_without_pairs() {
    let folder = survey("theme-is-a-pair");
    let prepare = ["prepare", "raw.csv", "-c", "codebook.toml", "-o", "r.json"];
    let out = folder.run(&prepare);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(out.err.contains("theme \"illness\" of q0: it has two choices"), "{}", out.err);
    assert!(table(&folder, "r.json", 0).0.iter().all(|name| !name.contains("theme")));
    // With pairs it is, and looked at like a choice: all six of the second class chose one of its choices.
    folder.replace("codebook.toml", "sensitive = true", "sensitive = true\npairs = true");
    let out = folder.run(&prepare);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(table(&folder, "r.json", 0).0.iter().any(|name| name == "q0.theme.illness"));
    assert!(out.err.contains("everybody of the 6 who answered in field=c1 chose q0.theme.illness"), "{}", out.err);
    // And the other side of a pair: who did not choose depression chose hiv.
    assert!(out.err.contains("who did not choose q0.depression in field=c1 chose q0.hiv"), "{}", out.err);
}

/// Five people of one field, of whom one answered: that one's answers are in no class of their own.
#[test]
fn one_of_a_class_who_answered_is_not_published_alone() {
    let folder = Folder::empty();
    let codebook = "title = \"t\"\n[[dimension]]\nid = \"field\"\nlabel = \"Field\"\ncategories = [\"A\", \"B\"]\n\n[[question]]\nid = \"often\"\nkind = \"single\"\ncolumn = \"Often\"\nchoices = [\"Daily\", \"Never\"]\n\n[[question]]\nid = \"rare\"\nkind = \"single\"\ncolumn = \"Rare\"\nchoices = [\"Yes\", \"No\"]\n";
    folder.write("codebook.toml", codebook);
    let mut rows = "Field,Often,Rare\nA,Daily,Yes\n".to_owned();
    rows.push_str(&"A,Never,\n".repeat(4));
    rows.push_str(&"B,Daily,No\nB,Never,Yes\n".repeat(4));
    folder.write("raw.csv", &rows);
    let prepare = ["prepare", "raw.csv", "-c", "codebook.toml", "-o", "r.json"];
    let out = folder.run(&prepare);
    assert_eq!(out.code, 0, "{}", out.err);
    let (names, rows) = table(&folder, "r.json", 0);
    assert_eq!(rows.len(), 2);
    assert!(names.iter().any(|name| name == "rare.asked") && !names.iter().any(|name| name == "rare.answered"));
    let (names, rows) = table(&folder, "r.json", 1);
    assert_eq!(names, ["field", "rare.answered", "rare.yes", "rare.no"]);
    assert_eq!(rows, [serde_json::from_str::<Vec<Value>>("[[0, 1], 9, 5, 4]").expect("a row")]);
    assert!(folder.read("r.json").contains("\"profile_version\": \"1.1.0\""));
    assert_eq!(folder.run(&["verify", "r.json"]).code, 0);
    // The page's numbers come from there, and who was asked is not told.
    let message = folder.run(&["crosstab", "r.json", "--query", "question=rare", "--format", "csv"]);
    assert_eq!(message.code, 0, "{}", message.err);
    assert!(message.out.contains('9'), "{}", message.out);
    // Of fewer than k answers in all nothing can be told.
    let few = folder.read("raw.csv").replace("B,Daily,No", "B,Daily,").replacen("B,Never,Yes", "B,Never,", 1);
    folder.write("raw.csv", few);
    let out = folder.run(&prepare);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(out.err.contains("rare: answered by 4 respondents, fewer than k = 5"), "{}", out.err);
    assert!(!folder.read("r.json").contains("rare"));
}
