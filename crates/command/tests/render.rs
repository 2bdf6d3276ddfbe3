//! The command `render`: pictures of a link, on good input and bad.
#![cfg(not(target_arch = "wasm32"))]

use assert_cmd::Command;
use predicates::str::contains;
use std::{fs, path::Path};

fn render(arguments: &[&str], output: &Path) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("needs-by-field").expect("the binary is built");
    command.args(["render", "../../docs/example-results.json", "-o"]).arg(output).args(arguments).assert()
}

#[test]
fn a_svg_has_the_bytes_of_the_library_every_time() {
    use needs_charts as charts;
    use needs_core::{Survey, query};
    use needs_words::{Lang, Words};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("chart.svg");
    render(&["--query", "chart=ranking&region=-australia", "--width", "640"], &file).success();
    let survey = Survey::read(&fs::read("../../docs/example-results.json").unwrap()).unwrap();
    let view = query::parse("chart=ranking&region=-australia", &survey).view;
    let words = Words::new(Lang::En);
    let figure = charts::draw(&survey, &view, words, 640.0).unwrap();
    let poster = charts::poster(&survey, &view, words, &figure, charts::Shade::Light);
    assert_eq!(fs::read_to_string(&file).unwrap(), poster);
    render(&["--query", "chart=ranking&region=-australia", "--width", "640", "--bare"], &file).success();
    assert_eq!(fs::read_to_string(&file).unwrap(), figure.standalone(charts::Shade::Light));
}

/// Width and height, which stand behind a PNG's signature and the name of its first chunk.
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_png_has_two_pixels_for_one_and_one_for_sharing_is_1200_x_630() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("chart.png");
    // 640 and a margin of 24 on both sides, twice.
    render(&["--query", "chart=ranking", "--width", "640", "--theme", "dark", "--lang", "de"], &file).success();
    assert_eq!(size(&fs::read(&file).unwrap()).0, 1376);
    render(&["--share"], &file).success();
    assert_eq!(size(&fs::read(&file).unwrap()), (1200, 630));
}

#[test]
fn what_cannot_be_drawn_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, file, said) in [
        (&["--query", "chart=table"][..], "chart.svg", "choose another chart"),
        (&[], "chart.gif", "written as .svg or .png"),
    ] {
        let file = folder.path().join(file);
        render(arguments, &file).code(1).stderr(contains(said));
        assert!(!file.exists());
    }
    for arguments in [["--width", "100"], ["--lang", "tlh"]] {
        render(&arguments, &folder.path().join("chart.svg")).code(2);
    }
}

#[test]
fn parts_of_a_query_that_are_not_understood_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    render(&["--query", "colour=red"], &folder.path().join("chart.svg")).success().stderr(contains("colour=red"));
}
