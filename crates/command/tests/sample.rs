//! The bundled samples are what their answers and their codebooks make.

#[path = "../../../examples/life-science/answers.rs"]
mod answers;
#[path = "../../../examples/life-science/people.rs"]
mod people;

use assert_cmd::Command;
use std::{fs, io::BufWriter, path::Path};

/// Runs `prepare` by the codebook of an example, and holds what it writes against a file of `sample/`.
fn assert_current(example: &str, raw: &Path, sample: &str) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let results = folder.path().join(sample);
    Command::cargo_bin("needs-by-field")
        .expect("the command is built")
        .arg("prepare")
        .arg(raw)
        .arg("--codebook")
        .arg(format!("../../examples/{example}/codebook.toml"))
        .arg("-o")
        .arg(&results)
        .assert()
        .success();
    let made = fs::read_to_string(&results).expect("prepare wrote it");
    let committed = fs::read_to_string(format!("../../sample/{sample}")).expect("the sample is committed");
    assert!(made == committed, "sample/{sample} is not what it is made of; run `make sample` and look at the change");
}

#[test]
fn the_illustration_is_current() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let raw = folder.path().join("raw.csv");
    answers::write(560, 2021, BufWriter::new(fs::File::create(&raw).expect("created"))).expect("written");
    assert_current("life-science", &raw, "results.json");
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn the_dask_survey_is_current() {
    let raw = Path::new("../../../shared/surveys/dask/2021-user-survey-results.csv");
    assert_current("dask-2021", raw, "dask-2021.json");
}

/// What may be passed on: no group below k, and where the answers are from.
#[test]
fn the_dask_survey_holds_and_names_its_source_and_licence() {
    let path = "../../sample/dask-2021.json";
    Command::cargo_bin("needs-by-field").expect("the command is built").args(["verify", path]).assert().success();
    let file: serde_json::Value =
        serde_json::from_slice(&fs::read(path).expect("the sample is committed")).expect("JSON");
    assert_eq!(file["privacy"]["k"], 5);
    assert_eq!(file["licenses"][0]["name"], "CC-BY-SA-4.0");
    assert_eq!(file["licenses"][0]["path"], "https://creativecommons.org/licenses/by-sa/4.0/");
    assert_eq!(file["sources"][0]["path"], "https://github.com/dask/dask-examples/tree/main/surveys/data");
    assert_eq!(file["contributors"][0]["title"], "The Dask project");
}
