//! One edition after another: what subtracting their files tells, and what `prepare` says instead of writing it.

#[path = "command/mod.rs"]
mod command;

use command::{Folder, Out};

const CODEBOOK: &str = r#"
title = "A survey"

[[dimension]]
label = "Field"
categories = ["A", "B"]

[[dimension]]
label = "Region"
role = "bias"
categories = ["X", "Y"]

[[dimension]]
label = "Who"
categories = ["Person", "Project"]

[[question]]
id = "need"
kind = "single"
column = "Need"
choices = ["Docs", "GPU"]

[[question]]
id = "licence"
kind = "single"
column = "Licence"
choices = ["Secret", "Open"]
asked_of = "who=project"
"#;

/// Twelve people of each field and region, and thirteen projects of one of them.
fn folder() -> Folder {
    let folder = Folder::empty();
    folder.write("codebook.toml", CODEBOOK);
    let mut rows = String::from("Field,Region,Who,Need,Licence\n");
    for i in 0..48 {
        let (field, region, need) = (["A", "B"][i % 2], ["X", "Y"][i / 2 % 2], ["Docs", "GPU"][i / 4 % 2]);
        rows.push_str(&format!("{field},{region},Person,{need},\n"));
    }
    rows.push_str(&"B,Y,Project,GPU,Open\n".repeat(13));
    folder.write("answers.csv", rows);
    folder
}

/// The same with a first edition, `before.json`.
fn published() -> Folder {
    let folder = folder();
    let out = folder.prepare(&["--tables", "joint"]);
    assert_eq!(out.code, 0, "{}", out.err);
    std::fs::rename(folder.path("results.json"), folder.path("before.json")).expect("there");
    folder
}

fn again(folder: &Folder, arguments: &[&str]) -> Out {
    folder.prepare(&[&["--previous", "before.json"], arguments].concat())
}

fn assert_refused(folder: &Folder, out: &Out, expected: &str) {
    assert_eq!(out.code, 1, "{}{}", out.out, out.err);
    assert!(out.err.contains(expected), "{}", out.err);
    assert!(!folder.has("results.json"));
}

/// (asked, all) of each class.
fn asked(folder: &Folder) -> Vec<(u64, u64)> {
    let file: serde_json::Value = serde_json::from_str(&folder.read("results.json")).expect("JSON");
    let rows = file["resources"][0]["data"].as_array().expect("rows");
    let at = |name: &str| rows[0].as_array().expect("names").iter().position(|n| n == name).expect("a column");
    let number = |row: &serde_json::Value, name: &str| row[at(name)].as_u64().expect("a count");
    rows[1..].iter().map(|row| (number(row, "licence.asked"), number(row, "n"))).collect()
}

#[test]
fn one_project_among_people_is_not_published_with_its_answers() {
    let folder = folder();
    folder.append("answers.csv", "A,X,Project,Docs,Secret\n");
    for tables in ["joint", "by-dimension"] {
        let out = folder.prepare(&["--tables", tables]);
        assert_eq!(out.code, 0, "{}", out.err);
        let asked = asked(&folder);
        assert!(asked.iter().all(|&(asked, n)| asked == 0 || asked == n || asked >= 5 && n - asked >= 5), "{asked:?}");
        let verified = folder.run(&["verify", "results.json"]);
        assert_eq!(verified.code, 0, "{}", verified.err);
    }
}

#[test]
fn a_question_for_fewer_than_k_projects_in_all_is_not_published() {
    let folder = folder();
    let rows = folder.read("answers.csv").replacen("B,Y,Project,GPU,Open\n", "", 9);
    folder.write("answers.csv", rows);
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(out.err.contains("licence: answered by 4 respondents, fewer than k = 5"), "{}", out.err);
    assert!(!folder.read("results.json").contains("licence"));
}

#[test]
fn the_same_answers_again_are_the_same_file() {
    let folder = published();
    let out = again(&folder, &[]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert_eq!(folder.read("results.json"), folder.read("before.json"));
}

#[test]
fn an_answer_that_was_changed_is_refused() {
    let folder = published();
    folder.replace("answers.csv", "A,X,Person,Docs", "A,X,Person,GPU");
    let out = again(&folder, &[]);
    assert_refused(&folder, &out, "need.docs is 6 in the earlier edition and 5 now, where at most 0 can be new");
    assert!(out.err.contains("class field: a; region: x; who: person"), "{}", out.err);
}

#[test]
fn an_answer_that_was_changed_among_late_ones_is_refused() {
    let folder = published();
    folder.append("answers.csv", &"A,X,Person,GPU,\n".repeat(6));
    assert_eq!(again(&folder, &[]).code, 0);
    std::fs::remove_file(folder.path("results.json")).expect("there");
    folder.replace("answers.csv", "A,X,Person,Docs", "A,X,Person,GPU");
    assert_refused(&folder, &again(&folder, &[]), "need.docs is 6 in the earlier edition and 5 now");
}

/// In the first edition all are in one class of a table that does not tell people from projects.
#[test]
fn late_answers_of_one_project_among_people_are_refused() {
    let folder = folder();
    folder.replace("codebook.toml", "title", "tables = [[\"field\", \"region\"], [\"who\"]]\ntitle");
    let rows = folder.read("answers.csv").replace("B,Y,Person,GPU,", "B,Y,Project,GPU,Open");
    folder.write("answers.csv", rows);
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    std::fs::rename(folder.path("results.json"), folder.path("before.json")).expect("there");
    folder.append("answers.csv", &"B,Y,Person,GPU,\n".repeat(5));
    folder.append("answers.csv", "B,Y,Project,GPU,Open\n");
    let out = again(&folder, &[]);
    assert_refused(&folder, &out, "licence.asked: 1 of its 6 new respondents were asked and 5 were not");
}

#[test]
fn a_dimension_that_the_edition_before_has_not_is_refused() {
    let folder = published();
    let codebook = CODEBOOK.replacen(
        "[[question]]",
        "[[dimension]]\nid = \"need-too\"\nlabel = \"Need, too\"\ncolumn = \"Need\"\ncategories = [\"Docs\", \"GPU\"]\n\n[[question]]",
        1,
    );
    folder.write("codebook.toml", codebook);
    let out = again(&folder, &[]);
    assert_refused(&folder, &out, "this codebook has the dimension \"need-too\", the edition before has not");
}

#[test]
fn other_tables_than_those_of_the_edition_before_are_refused() {
    let folder = published();
    assert_refused(&folder, &again(&folder, &["--tables", "by-dimension"]), "tables = by-dimension are not those of");
    assert_eq!(again(&folder, &["--tables", "joint"]).code, 0);
}

#[test]
fn a_larger_k_than_the_classes_of_the_edition_before_is_refused_with_what_to_do() {
    let folder = published();
    let out = again(&folder, &["--k", "13"]);
    assert_refused(&folder, &out, "12 respondents, fewer than k = 13");
    assert!(out.err.contains("lower k to 12 or less"), "{}", out.err);
}

/// What `verify` would refuse is not written: here a view that no table answers.
#[test]
fn a_file_that_verify_would_refuse_is_not_written() {
    let folder = folder();
    folder.append("codebook.toml", "\n[[view]]\nid = \"mine\"\nlabel = \"Mine\"\nquery = \"region=atlantis\"\n");
    let out = folder.prepare(&[]);
    assert_refused(&folder, &out, "views[0].query: \"region=atlantis\"");
}
