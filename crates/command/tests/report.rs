//! `needs-by-field report`: success and every failure message.
#![cfg(not(target_arch = "wasm32"))]

use assert_cmd::Command;
use predicates::{prelude::PredicateBooleanExt, str::contains};

const EXAMPLE: &str = concat!(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."), "/docs/example-results.json");

fn report(arguments: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("needs-by-field").unwrap();
    command.args(["report", EXAMPLE]).args(arguments).assert()
}

#[test]
fn a_view_is_written_as_markdown() {
    report(&["--query", "field=bioimaging&vs=rest"])
        .success()
        .stdout(contains("# A small survey"))
        .stdout(contains("| GPU memory | 38% (10 of 26) | 22.4% to 57.5% |"))
        .stdout(contains("This view (26) against Everyone else (14)"));
}

#[test]
fn it_speaks_german() {
    report(&["--lang", "de"]).success().stdout(contains("## Befunde").or(contains("Empfindlichkeit")));
}

#[test]
fn an_unknown_language_is_refused_with_those_there_are() {
    report(&["--lang", "xx"]).code(1).stderr(contains("--lang xx: there is no such language; use one of en, de"));
}

#[test]
fn what_is_not_understood_is_reported_and_the_rest_reported() {
    report(&["--query", "planet=mars"]).success().stderr(contains("not understood: planet=mars"));
}

#[test]
fn it_is_written_whole_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("findings.md");
    report(&["-o", path.to_str().unwrap()]).success().stdout("");
    assert!(std::fs::read_to_string(&path).unwrap().ends_with("not the whole community.\n"));
}

#[test]
fn crosstab_tells_the_same_sentences() {
    let mut command = Command::cargo_bin("needs-by-field").unwrap();
    let message = "Better documentation and examples stays first whichever other single group is left out.";
    command.args(["crosstab", EXAMPLE]).assert().success().stdout(contains(message));
    report(&[]).success().stdout(contains(message));
}
