//! The bundled sample is what its generator and its codebook make.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../../../examples/life-science/answers.rs"]
mod answers;
#[path = "../../../examples/life-science/people.rs"]
mod people;

use assert_cmd::Command;
use std::{fs, io::BufWriter};

#[test]
fn the_bundled_sample_is_current() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let [raw, results] = ["raw.csv", "results.json"].map(|name| folder.path().join(name));
    answers::write(560, 2021, BufWriter::new(fs::File::create(&raw).expect("created"))).expect("written");
    Command::cargo_bin("needs-by-field")
        .expect("the command is built")
        .arg("prepare")
        .arg(&raw)
        .args(["--codebook", "../../examples/life-science/codebook.toml", "-o"])
        .arg(&results)
        .assert()
        .success();
    let made = fs::read_to_string(&results).expect("prepare wrote it");
    let committed = fs::read_to_string("../../sample/results.json").expect("the sample is committed");
    assert!(
        made == committed,
        "sample/results.json is not what its generator makes; run `make sample` and look at the change"
    );
}
