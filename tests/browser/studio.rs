//! Studio as an author meets it: from an export to the files of a site, with nothing asked of the network.

mod columns;
mod files;
mod worker;

use crate::{
    access::without_violations,
    harness::{Page, Site, explore},
};
use serde_json::json;
use std::{fs, io::Read, path::Path, process::Command};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const STEPS: [&str; 8] = ["file", "gives", "columns", "answers", "about", "text", "preview", "publish"];

/// Opens Studio and waits until it has started; what it needed until then is forgotten.
async fn open(page: &Page) {
    page.open("studio/").await;
    page.wait_for("document.querySelector('#file')").await;
    page.requests().await;
}

/// Opens Studio with the bundled example, recognized.
async fn try_example(page: &Page) {
    open(page).await;
    page.click("#example").await;
    page.wait_for("document.querySelector('#step-gives[aria-current]')").await;
}

async fn choose(page: &Page, file: &Path) {
    page.enter("#file", file.to_str().expect("a path that is text")).await;
    page.wait_for("document.querySelector('#step-gives[aria-current]')").await;
}

async fn go_to(page: &Page, step: &str) {
    page.click(&format!("#step-{step}")).await;
    page.wait_for(&format!("document.querySelector('#step-{step}[aria-current]')")).await;
}

async fn measured(page: &Page) {
    page.wait_for(
        "document.querySelector('#meter-k, #meter-problem') && document.querySelector('.meter[data-pending=false]')",
    )
    .await;
}

async fn make_site(page: &Page) {
    measured(page).await;
    go_to(page, "publish").await;
    page.click("#make").await;
    page.wait_for("document.querySelector('#save-site-zip')").await;
}

/// Nothing was asked of any server since the last look.
async fn no_request(page: &Page) {
    let asked: Vec<String> = page.requests().await.into_iter().filter(|url| url.starts_with("http")).collect();
    assert!(asked.is_empty(), "{asked:?}");
}

/// What the command makes of the same answers and codebook: the results and the archive.
fn by_command(answers: &Path, codebook: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a directory");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("codebook.toml"), codebook).expect("written");
    let command = Path::new(ROOT).join("target/debug/needs-by-field");
    let run = |arguments: &[&std::ffi::OsStr]| {
        let done =
            Command::new(&command).args(arguments).current_dir(folder.path()).output().expect("the command is built");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let dist = std::env::var_os("NEEDS_BY_FIELD_DIST").unwrap_or_else(|| Path::new(ROOT).join("dist").into());
    let word = std::ffi::OsStr::new;
    run(&[
        word("prepare"),
        answers.as_os_str(),
        word("--codebook"),
        word("codebook.toml"),
        word("-o"),
        word("results.json"),
    ]);
    run(&[word("publish"), word("results.json"), word("-o"), word("site.zip"), word("--page"), &dist]);
    (fs::read(at("results.json")).expect("written"), fs::read(at("site.zip")).expect("written"))
}

/// The files of an archive, in its order.
fn files_in(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(archive)).expect("an archive");
    let mut content = |i| {
        let mut file = zip.by_index(i).expect("a file");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("readable");
        (file.name().expect("text").into_owned(), content)
    };
    let count = zip::ZipArchive::new(std::io::Cursor::new(archive)).expect("an archive").len();
    (0..count).map(&mut content).collect()
}

/// Saves all files, and holds results and archive against the command's.
async fn files_are_those_of_the_command(page: &Page, answers: &Path) {
    let (_, codebook) = page.download("#save-codebook-toml").await;
    let (_, results) = page.download("#save-results-json").await;
    let (_, archive) = page.download("#save-site-zip").await;
    let (results_by_command, archive_by_command) = by_command(answers, &codebook);
    assert!(results == results_by_command, "the results differ");
    let differ: Vec<String> = files_in(&archive)
        .into_iter()
        .zip(files_in(&archive_by_command))
        .filter(|(ours, theirs)| ours != theirs)
        .map(|((ours, a), (theirs, b))| format!("{ours} of {} bytes, {theirs} of {} bytes", a.len(), b.len()))
        .collect();
    assert!(archive == archive_by_command, "the archives differ: {differ:?}");
}

fn example() -> std::path::PathBuf {
    fs::canonicalize(Path::new(ROOT).join("crates/studio/example.csv")).expect("the example")
}

#[test]
fn from_the_export_to_the_site_by_mouse_with_the_bytes_of_the_command() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        try_example(page).await;
        page.see_text_in(".gives", "respondents").await;
        measured(page).await;
        page.see_text_in("#meter-k", "No group smaller than 5").await;
        go_to(page, "about").await;
        page.enter("#population", " and others").await;
        make_site(page).await;
        files_are_those_of_the_command(page, &example()).await;
        no_request(page).await;
        page.no_errors_in_console().await;
    });
}

#[test]
fn the_preview_is_the_page_that_runs_from_memory() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        try_example(page).await;
        measured(page).await;
        go_to(page, "preview").await;
        page.wait_for("document.querySelector('#preview')").await;
        page.enter_frame(0).await;
        page.wait_for("!document.getElementById('boot') && document.querySelector('#controls h2')").await;
        page.wait_for("document.querySelector('#failed').hidden && document.querySelector('#broken').hidden").await;
        page.leave_frame().await;
        no_request(page).await;
        page.no_errors_in_console().await;
    });
}

#[test]
fn from_the_export_to_the_site_by_keyboard() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page).await;
        let focused = "document.activeElement.id";
        let press = async |key: &str, code: u32, text: &str| {
            for kind in ["keyDown", "keyUp"] {
                let parameters =
                    json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
                page.devtools("Input.dispatchKeyEvent", parameters).await;
            }
        };
        let enter = async || press("Enter", 13, "\r").await;
        // Tab leads to everything that can be done, in the order of the page.
        let tab_to = async |id: &str| {
            for _ in 0..200 {
                if page.run(&format!("return {focused}"), &[]).await == json!(id) {
                    return;
                }
                press("Tab", 9, "").await;
            }
            panic!("Tab does not lead to #{id}");
        };
        tab_to("example").await;
        enter().await;
        page.wait_for("document.querySelector('#step-gives[aria-current]')").await;
        measured(page).await;
        tab_to("step-columns").await;
        enter().await;
        tab_to("role-2").await;
        tab_to("step-publish").await;
        enter().await;
        tab_to("make").await;
        enter().await;
        page.wait_for("document.querySelector('#save-site-zip')").await;
        tab_to("save-site-zip").await;
        no_request(page).await;
    });
}

#[test]
fn a_reload_loses_no_edit_and_answers_are_stored_nowhere() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page).await;
        choose(page, &example()).await;
        go_to(page, "about").await;
        page.enter("#title", " of a test").await;
        page.wait_for("document.querySelector('#undo:not(:disabled)')").await;
        let stored = page.run("return JSON.stringify(Object.entries(localStorage))", &[]).await;
        assert!(
            stored.as_str().is_some_and(|text| text.contains("of a test") && !text.contains("@example")),
            "{stored}"
        );
        page.reload().await;
        page.wait_for("document.querySelector('#kept')").await;
        choose(page, &example()).await;
        go_to(page, "about").await;
        page.wait_for("document.querySelector('#title').value.endsWith(' of a test')").await;
        page.click("#undo").await;
        page.wait_for("!document.querySelector('#title').value.endsWith(' of a test')").await;
        page.click("#redo").await;
        page.wait_for("document.querySelector('#title').value.endsWith(' of a test')").await;
        page.click("#forget").await;
        page.click("#forget-yes").await;
        page.wait_for("document.querySelector('#step-about:disabled')").await;
        assert_eq!(page.run("return localStorage.length", &[]).await, json!(0));
    });
}

#[test]
fn the_text_of_the_codebook_and_the_forms_are_one() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page).await;
        choose(page, &example()).await;
        go_to(page, "about").await;
        page.enter("#title", " Two").await;
        go_to(page, "text").await;
        page.wait_for("document.querySelector('#codebook').value.match(/^title = \".* Two\"/m)").await;
        // Comments stay.
        page.wait_for("document.querySelector('#codebook').value.startsWith('# A draft')").await;
        let wrong = "const area = document.querySelector('#codebook');
            area.value = area.value.replace(/^title = .*$/m, arguments[0]);
            area.dispatchEvent(new Event('input', { bubbles: true }))";
        page.run(wrong, &[json!("title = ")]).await;
        page.wait_for("!document.querySelector('#codebook-problem').hidden").await;
        page.run(wrong, &[json!("title = \"Three\"")]).await;
        page.wait_for("document.querySelector('#codebook-problem').hidden").await;
        go_to(page, "about").await;
        page.wait_for("document.querySelector('#title').value === 'Three'").await;
    });
}

#[test]
fn what_is_no_table_is_refused_in_a_sentence_and_the_next_file_opens() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page).await;
        let folder = tempfile::tempdir().expect("a directory");
        for (name, content) in [("empty.csv", &b""[..]), ("book.xlsx", b"PK no book")] {
            let file = folder.path().join(name);
            fs::write(&file, content).expect("written");
            page.enter("#file", file.to_str().expect("text")).await;
            page.see_text_in(".problem[role=alert]", name).await;
        }
        choose(page, &example()).await;
        measured(page).await;
    });
}

#[test]
fn no_step_breaks_a_rule_of_axe() {
    explore(Site::dist(), async |page| {
        for (width, scheme) in [(1400, "light"), (390, "dark")] {
            page.set_window(width, 900).await;
            page.prefer_colors(scheme).await;
            open(page).await;
            without_violations(page, &format!("before a file, {scheme}"), &[]).await;
            page.click("#example").await;
            page.wait_for("document.querySelector('#step-gives[aria-current]')").await;
            measured(page).await;
            for step in STEPS {
                go_to(page, step).await;
                // The page in the preview has tests of its own.
                without_violations(
                    page,
                    &format!("{step}, {scheme}"),
                    if step == "preview" { &["frame-tested"] } else { &[] },
                )
                .await;
                let wide = page.run("return document.documentElement.scrollWidth > innerWidth", &[]).await;
                assert_eq!(wide, json!(false), "{step} at {width} px is wider than the window");
            }
        }
    });
}

/// A survey as its hosts published it.
async fn real(page: &Page, answers: &Path) {
    page.set_window(1400, 900).await;
    open(page).await;
    choose(page, answers).await;
    make_site(page).await;
    files_are_those_of_the_command(page, answers).await;
    no_request(page).await;
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn dask_2021_from_the_export_to_the_site() {
    let answers = fs::canonicalize(Path::new(ROOT).join("../shared/surveys/dask/2021-user-survey-results.csv"));
    explore(Site::dist(), async |page| real(page, &answers.expect("the survey")).await);
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn coba2022_from_the_export_to_the_site() {
    let answers = fs::canonicalize(Path::new(ROOT).join("../shared/surveys/coba2022/data.csv"));
    explore(Site::dist(), async |page| real(page, &answers.expect("the survey")).await);
}
