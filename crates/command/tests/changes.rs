//! `needs-by-field editions`: from published files to what changed, and every failure message.
#![cfg(not(target_arch = "wasm32"))]

use assert_cmd::Command;
use predicates::prelude::{PredicateBooleanExt, predicate};
use predicates::str::contains;
use std::path::Path;

fn run(folder: &Path, arguments: &[&str]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("needs-by-field").unwrap().current_dir(folder).arg("editions").args(arguments).assert()
}

/// A folder with the Dask surveys of three years.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for year in ["2019", "2020", "2021"] {
        let name = format!("dask-{year}.json");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/surveys").join(&name);
        std::fs::copy(from, folder.path().join(name)).unwrap();
    }
    folder
}

const FILES: [&str; 3] = ["dask-2019.json", "dask-2020.json", "dask-2021.json"];

fn drafted(folder: &Path) {
    let mut arguments = vec!["draft"];
    arguments.extend(FILES);
    arguments.extend(["-o", "editions.toml"]);
    run(folder, &arguments)
        .success()
        .stdout(contains("= question \"needs\" (Which would help you most right now?): 2019, 2020, 2021"))
        .stdout(contains("- question \"python\" (Python 2 or 3?): 2019"))
        .stdout(contains("editions.toml is written; 0 of its lines are marked CHECK"));
}

#[test]
fn an_untouched_draft_is_reported() {
    let folder = folder();
    drafted(folder.path());
    run(folder.path(), &["report", "editions.toml"])
        .success()
        .stdout(contains("More documentation: from 13.4% in 2020 to 30.5% in 2021, +17.1 percentage points"))
        .stdout(contains("Performance improvements: from").not());
    // From elsewhere, the files are found beside editions.toml.
    let place = folder.path().join("editions.toml");
    run(Path::new("/"), &["report", place.to_str().unwrap(), "--lang", "de"])
        .success()
        .stdout(contains("Von einer Ausgabe zur nächsten"));
}

#[test]
fn only_some_people_are_reported() {
    let folder = folder();
    drafted(folder.path());
    run(folder.path(), &["report", "editions.toml", "--only", "frequency=every-day"])
        .success()
        .stdout(contains("because other people answered").not());
    run(folder.path(), &["report", "editions.toml", "--only", "frequency=daily"]).code(1).stderr(contains(
        "there is no \"daily\" in frequency; there are just-looking-for-now, occasionally, every-day",
    ));
    run(folder.path(), &["report", "editions.toml", "--only", "planet=mars"])
        .code(1)
        .stderr(contains("there is no dimension \"planet\"; there are frequency"));
}

#[test]
fn a_file_that_does_not_fit_is_refused_and_nothing_is_written() {
    let folder = folder();
    drafted(folder.path());
    let place = folder.path().join("editions.toml");
    let text = std::fs::read_to_string(&place).unwrap();
    std::fs::write(&place, text.replace("\"docs\"", "{ id = \"docs\", in = { 2019 = \"documents\" } }")).unwrap();
    run(folder.path(), &["report", "editions.toml", "-o", "changes.md"])
        .code(1)
        .stderr(contains("question[0].options.docs: the file of 2019 has no \"documents\"; it has bug-fixes, docs"));
    assert!(!folder.path().join("changes.md").exists());
    std::fs::write(&place, text.replace("dask-2020.json", "gone.json")).unwrap();
    run(folder.path(), &["report", "editions.toml"]).code(1).stderr(contains("gone.json: cannot be read"));
    std::fs::write(&place, "axis = 3").unwrap();
    run(folder.path(), &["report", "editions.toml"]).code(1).stderr(contains("line 1"));
    run(folder.path(), &["report", "editions.toml", "--lang", "xx"])
        .code(1)
        .stderr(contains("there is no such language"));
}

#[test]
fn a_draft_never_replaces_a_results_file() {
    let folder = folder();
    let before = std::fs::read(folder.path().join(FILES[0])).unwrap();
    run(folder.path(), &["draft", FILES[0], FILES[1], "-o", FILES[0]])
        .code(1)
        .stderr(contains("the output would replace"))
        .stdout(predicate::str::is_empty());
    assert!(std::fs::read(folder.path().join(FILES[0])).unwrap() == before);
    run(folder.path(), &["draft", FILES[0]]).code(2);
}

/// With the raw answers in classes of one person nothing is blurred, and the split is the one that can be computed by hand.
#[test]
#[ignore = "needs ../shared/surveys"]
fn from_single_answers_the_split_of_more_documentation_is_0_3_and_14_0() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().unwrap();
    for year in ["2019", "2020", "2021"] {
        let codebook = std::fs::read_to_string(root.join(format!("examples/dask-{year}/codebook.toml"))).unwrap();
        let place = folder.path().join(format!("{year}.toml"));
        std::fs::write(&place, codebook.replace("\nk = 5", "\nk = 1")).unwrap();
        let raw = root.join(format!("../shared/surveys/dask/{year}-user-survey-results.csv"));
        Command::cargo_bin("needs-by-field")
            .unwrap()
            .current_dir(folder.path())
            .args(["prepare", raw.to_str().unwrap(), "--codebook", place.to_str().unwrap(), "-o"])
            .arg(format!("dask-{year}.json"))
            .assert()
            .success();
    }
    drafted(folder.path());
    run(folder.path(), &["report", "editions.toml"])
        .success()
        .stdout(contains("+14.3 percentage points (chance interval +6.8 to +21.6).\n  - By How often they use Dask: +0.3 because other people answered"))
        .stdout(contains("+14.0 because people answered otherwise"));
}
