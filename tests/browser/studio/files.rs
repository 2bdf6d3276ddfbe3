//! Files: several of one survey, last year's codebook with a new export, an edition that was published before; and what is no
//! table.

use super::{choose, example, go_to, make_site, measured, no_request, open};
use crate::harness::{Page, Site, explore};
use serde_json::json;
use std::{fs, io::Write, path::PathBuf};

/// Writes a file and gives its path.
fn put(folder: &tempfile::TempDir, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, content).expect("written");
    path
}

async fn choose_in(page: &Page, id: &str, file: &std::path::Path) {
    page.enter(id, file.to_str().expect("a path that is text")).await;
}

const HEADER: &str = "Field,Which region do you live in?,What do you need?\n";

fn rows(count: usize) -> String {
    let row = |i: usize| {
        format!(
            "{},{},{}\n",
            ["Imaging", "Genetics"][i % 2],
            ["Europe", "Asia"][i / 2 % 2],
            ["GPUs", "Docs", "Help"][i % 3]
        )
    };
    (0..count).map(row).collect()
}

#[test]
fn several_files_of_one_survey_are_added_up_and_taken_out() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        let folder = tempfile::tempdir().expect("a directory");
        let [first, second] = ["one.csv", "two.csv"].map(|name| put(&folder, name, format!("{HEADER}{}", rows(60))));
        open(page).await;
        choose(page, &first).await;
        page.see_text_in(".meter", "60 of 60 published").await;
        go_to(page, "file").await;
        choose_in(page, "#more", &second).await;
        page.see_text_in("#files", "two.csv").await;
        page.see_text_in(".meter", "120 of 120 published").await;
        page.click("#without-1").await;
        page.see_text_in(".meter", "60 of 60 published").await;
        no_request(page).await;
    });
}

#[test]
fn last_years_codebook_meets_the_new_export_and_each_column_is_settled() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        let folder = tempfile::tempdir().expect("a directory");
        let codebook = put(
            &folder,
            "last-year.toml",
            "# Ours.\ntitle = \"Last year\"\nignore = [\"Comments\"]\n[[dimension]]\nlabel = \"Field\"\nid = \"field\"\ncategories = [\"Imaging\", \"Genetics\"]\n\
             [[dimension]]\nlabel = \"Region\"\ncolumn = \"Which region are you from?\"\ncategories = [\"Europe\", \"Asia\"]\n\
             [[question]]\nkind = \"single\"\ncolumn = \"What do you need?\"\nchoices = [\"GPUs\", \"Docs\", \"Help\"]\n",
        );
        let export = put(&folder, "this-year.csv", format!("{HEADER}{}", rows(60)));
        open(page).await;
        choose_in(page, "#last-year", &codebook).await;
        page.wait_for("document.querySelector('#has-last-year')").await;
        choose_in(page, "#file", &export).await;
        page.wait_for("document.querySelector('#step-columns[aria-current]')").await;
        page.see_text_in("#compare", "Which region are you from?").await;
        page.see_text_in("#compare", "Comments").await;
        // What is nearest is offered, and taken only when the author says so; the other column was not asked again.
        let lines = page
            .run("return [...document.querySelectorAll('#compare li strong')].map((it) => it.textContent)", &[])
            .await;
        assert_eq!(lines, json!(["Comments", "Which region are you from?"]));
        page.click("#is-1").await;
        page.wait_for("document.querySelectorAll('#compare li').length === 1").await;
        page.click("#gone-0").await;
        page.wait_for("!document.querySelector('#compare')").await;
        measured(page).await;
        page.see_text_in(".meter", "60 of 60 published").await;
        go_to(page, "text").await;
        let text = page.run("return document.querySelector('#codebook').value", &[]).await;
        let text = text.as_str().expect("text");
        assert!(text.starts_with("# Ours.") && text.contains("column = \"Which region do you live in?\""), "{text}");
        assert!(text.contains("label = \"Region\"") && !text.contains("Comments"), "{text}");
    });
}

#[test]
fn late_answers_are_added_to_what_was_published() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        let folder = tempfile::tempdir().expect("a directory");
        let early = put(&folder, "answers.csv", format!("{HEADER}{}", rows(60)));
        open(page).await;
        choose(page, &early).await;
        make_site(page).await;
        let (_, results) = page.download("#save-results-json").await;
        let before = put(&folder, "results.json", results);
        put(&folder, "answers.csv", format!("{HEADER}{}", rows(62)));
        choose_again(page, &early).await;
        measured(page).await;
        go_to(page, "file").await;
        page.run("document.querySelector('#previous').closest('details').open = true", &[]).await;
        // What is no results file is refused, and what was open stays.
        choose_in(page, "#previous", &early).await;
        page.see_text_in(".problem[role=alert]", "answers.csv").await;
        page.see_text_in(".meter", "62 of 62 published").await;
        choose_in(page, "#previous", &before).await;
        page.wait_for("document.querySelector('#no-previous') && document.querySelector('.meter[data-pending=false]')")
            .await;
        page.wait_for("document.querySelector('.meter').textContent.match(/published|published yet/)").await;
    });
}

async fn choose_again(page: &Page, file: &std::path::Path) {
    go_to(page, "file").await;
    choose_in(page, "#file", file).await;
    page.see_text_in(".meter", "62 of 62 published").await;
}

#[test]
fn whatever_is_dropped_gets_a_sentence_and_the_tab_lives_on() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        let folder = tempfile::tempdir().expect("a directory");
        let bomb = {
            let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file("xl/workbook.xml", options).expect("started");
            let zeros = vec![b' '; 1 << 20];
            for _ in 0..600 {
                zip.write_all(&zeros).expect("written");
            }
            zip.finish().expect("whole").into_inner()
        };
        // As Excel writes a workbook with a password: an OLE file with an encrypted package.
        let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        locked.resize(4096, 0);
        let bytes: Vec<u8> = (0..20_000_u32).map(|i| (i * 7 % 256) as u8).collect();
        let cases = [
            ("bomb.xlsx", bomb),
            ("locked.xlsx", locked),
            ("binary.csv", bytes),
            ("picture.csv", b"\x89PNG\r\n\x1a\n0000".to_vec()),
            ("empty.csv", Vec::new()),
        ];
        open(page).await;
        for (name, content) in cases {
            let file = put(&folder, name, content);
            choose_in(page, "#file", &file).await;
            page.see_text_in(".problem[role=alert]", name).await;
        }
        // Large, wide, and with a formula: these are read.
        let cell = "x".repeat(8 << 20);
        let long = put(&folder, "long.csv", format!("{HEADER}{}Imaging,Asia,\"{cell}\"\n", rows(60)));
        choose(page, &long).await;
        page.click("#step-file").await;
        let wide = (0..2_000).map(|i| format!("c{i}")).collect::<Vec<_>>().join(",");
        let line = vec!["a"; 2_000].join(",");
        let wide = put(&folder, "wide.csv", format!("{wide}\n{line}\n{line}\n"));
        choose_in(page, "#file", &wide).await;
        page.wait_for(
            "document.querySelector('.problem[role=alert]') || document.querySelector('#step-gives[aria-current]')",
        )
        .await;
        page.click("#step-file").await;
        let formula = put(&folder, "formula.csv", format!("{HEADER}{}", rows(60).replace("Help", "=1+1")));
        choose_in(page, "#file", &formula).await;
        page.wait_for("document.querySelector('#step-gives[aria-current]')").await;
        measured(page).await;
        page.click("#step-file").await;
        choose_in(page, "#file", &example()).await;
        page.wait_for("document.querySelector('#step-gives[aria-current]')").await;
        measured(page).await;
    });
}
