//! What a reader takes away as files and text is what the command makes of the same link.

use crate::{
    harness::{Page, Site, visit},
    numbers::sample,
};
use needs_charts as charts;
use needs_charts::Shade;
use needs_core::{query, sensitivity};
use needs_report::export::Export;
use needs_words::{Lang, Words};
use std::{path::PathBuf, process::Command};

async fn open(page: &Page, query: &str) {
    page.set_window(1400, 900).await;
    page.open(query).await;
    page.wait_for("document.querySelector('table.numbers')").await;
    page.run("document.querySelector('[data-panel=download]').open = true;", &[]).await;
}

/// The command as it was built last, beside this test.
fn command() -> PathBuf {
    let test = std::env::current_exe().expect("a test is a program");
    let command = test.ancestors().nth(2).expect("tests are in target/PROFILE/deps").join("needs-by-field");
    assert!(command.exists(), "{} is missing: run cargo build --package needs-by-field", command.display());
    command
}

/// The picture that the command makes.
fn rendered(query: &str, lang: &str) -> Vec<u8> {
    let folder = tempfile::TempDir::new().expect("a temporary directory");
    let file = folder.path().join("picture.svg");
    let run = Command::new(command())
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .args(["render", "sample/results.json", "--query", query, "--lang", lang, "--output"])
        .arg(&file)
        .output()
        .expect("the command runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    std::fs::read(file).expect("a picture")
}

#[test]
fn the_picture_is_that_of_the_command_byte_for_byte() {
    visit(Site::dist(), async |page| {
        for (query, lang) in [
            ("", "en"),
            ("region=-australia&chart=ranking", "en"),
            ("question=features&chart=ranking", "de"),
            ("chart=compare&field=neuroscience&vs=rest", "en"),
            ("chart=sample&network=not-linked", "de"),
            ("chart=sensitivity", "en"),
        ] {
            open(page, &format!("?{query}&lang={lang}")).await;
            let (name, svg) = page.download("[data-do='save svg']").await;
            assert!(name.ends_with(".svg"), "{name}");
            assert!(svg == rendered(query, lang), "not the command's picture of ?{query}");
        }
    });
}

#[test]
fn the_png_has_two_pixels_for_each_of_the_picture() {
    visit(Site::dist(), async |page| {
        open(page, "").await;
        let (_, svg) = page.download("[data-do='save svg']").await;
        let (name, png) = page.download("[data-do='save png']").await;
        assert!(name.ends_with(".png"), "{name}");
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
        let svg = String::from_utf8(svg).expect("text");
        let length = |name: &str| {
            let value = svg.split_once(name).and_then(|(_, rest)| rest.split_once('"')).expect("an attribute").0;
            value.parse::<f64>().expect("a length")
        };
        assert_eq!(f64::from(size(16)), 2.0 * length(" width=\""));
        assert_eq!(f64::from(size(20)), 2.0 * length(" height=\""));
        // All white is a picture that was not painted.
        assert!(png.len() > 20_000, "{} bytes", png.len());
    });
}

#[test]
fn the_numbers_are_those_of_the_command() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        let asked = "question=first&network=not-linked&chart=table";
        open(page, &format!("?{asked}")).await;
        let view = query::parse(asked, &survey).view;
        let (tab, _) = sensitivity::crosstab(&survey, &view).expect("answerable");
        let export = Export { survey: &survey, view: &view, tab: &tab, words: Words::new(Lang::En) };
        let (name, csv) = page.download("[data-do='save csv']").await;
        assert!(name.contains("question-first") && name.ends_with(".csv"), "{name}");
        assert!(String::from_utf8(csv).expect("text") == export.csv());
        let (_, json) = page.download("[data-do='save json-stat']").await;
        assert!(String::from_utf8(json).expect("text") == export.json_stat());
        // A table has no picture.
        page.wait_for("!document.querySelector('[data-do=\"save svg\"]').checkVisibility()").await;
    });
}

/// What was put on the clipboard, caught on its way: a browser without a window does not let scripts read it.
async fn copied(page: &Page, button: &str) -> String {
    page.run(
        "window.copied = undefined; Clipboard.prototype.writeText = async (text) => { window.copied = text; };",
        &[],
    )
    .await;
    page.click(button).await;
    page.wait_for("window.copied !== undefined").await;
    page.see_text_in("#copied", "Copied").await;
    page.run("return window.copied;", &[]).await.as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_table_is_copied_as_it_is_shown() {
    visit(Site::dist(), async |page| {
        open(page, "?chart=table&sort=file&field=-neuroscience").await;
        let copied = copied(page, "[data-do=copy-table]").await;
        let rows = "return [...document.querySelectorAll('table.numbers tr')].map((row) => [...row.children].map( \
                    (cell) => [...cell.childNodes].filter((part) => !cell.matches('.n') || part.nodeName !== 'SMALL') \
                    .map((part) => part.textContent.trim()).filter(Boolean)));";
        let shown = page.run(rows, &[]).await;
        let lines: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines.len(), shown.as_array().expect("rows").len());
        for (line, row) in lines.iter().zip(shown.as_array().expect("rows")) {
            for (cell, parts) in line.iter().zip(row.as_array().expect("cells")) {
                for part in parts.as_array().expect("parts") {
                    let part = part.as_str().expect("text");
                    assert!(cell.contains(part), "{part:?} is shown, {cell:?} copied");
                }
            }
            assert_eq!(line.len(), row.as_array().expect("cells").len());
        }
    });
}

#[test]
fn every_chart_is_copied_as_text() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        for chart in ["matrix", "ranking", "compare", "sample", "sensitivity", "table"] {
            let asked = format!("chart={chart}&region=-australia");
            open(page, &format!("?{asked}")).await;
            let copied = copied(page, "[data-do=copy-text]").await;
            let view = query::parse(&asked, &survey).view;
            let (tab, _) = sensitivity::crosstab(&survey, &view).expect("answerable");
            let words = Words::new(Lang::En);
            let figure = charts::draw(&survey, &view, words, charts::EXPORT_WIDTH.into()).ok();
            let export = Export { survey: &survey, view: &view, tab: &tab, words };
            let link = page.site.url(&format!("?{}&v={}", query_of(&view, &survey), survey.fingerprint));
            assert_eq!(copied, export.text(figure.as_ref().map(charts::Figure::text).as_ref(), &link));
            if let Some(figure) = &figure {
                let poster = charts::poster(&survey, &view, words, figure, Shade::Light);
                assert!(poster.contains("Filtered to Region without Australia"));
            }
            assert!(copied.contains("Filtered to Region without Australia"), "{copied}");
        }
    });
}

fn query_of(view: &needs_core::View, survey: &needs_core::Survey) -> String {
    query::format(view, &query::Page::default(), survey)
}
