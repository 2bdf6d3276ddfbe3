//! Taking a view away: links, frames and citations, as a reader does it on a published site.

use crate::{
    access::unfold_filters,
    harness::{Page, Site, explore, visit},
    numbers::shown,
    publish::{publish_to, sample, site},
};
use needs_publish::Options;
use needs_words::Words;
use serde_json::json;
use std::{fs, path::Path};

/// The page runs.
const RUNS: &str = "!document.getElementById('boot') && document.querySelector('table.numbers')";

/// Opens a view, wide enough for the filters, where copying is allowed.
async fn open(page: &Page, query: &str) {
    page.set_window(1400, 900).await;
    let all = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    page.devtools("Browser.grantPermissions", all).await;
    page.open(query).await;
    page.wait_for(RUNS).await;
}

async fn clipboard(page: &Page) -> String {
    let text =
        page.run_async("navigator.clipboard.readText().then(arguments[0], (e) => arguments[0](String(e)));", &[]);
    text.await.as_str().expect("a text").to_owned()
}

/// Presses what may be far down the page.
async fn press(page: &Page, selector: &str) {
    page.find(selector).await;
    page.run("document.querySelector(arguments[0]).click();", &[selector.into()]).await;
}

async fn copy_link(page: &Page) -> String {
    page.run("document.getElementById('copied').textContent = '';", &[]).await;
    press(page, "[data-do=copy-link]").await;
    page.see_text_in("#copied", "Copied").await;
    clipboard(page).await
}

async fn open_panel(page: &Page, name: &str) {
    press(page, &format!("[data-panel={name}] > summary")).await;
    page.wait_for(&format!("document.querySelector('[data-panel={name}]').open")).await;
}

async fn value(page: &Page, id: &str) -> String {
    let value = page.run("return document.getElementById(arguments[0]).value;", &[id.into()]).await;
    value.as_str().expect("a field").to_owned()
}

/// Leaves out the first region, and waits until the address says so.
async fn leave_out_a_region(page: &Page) {
    unfold_filters(page).await;
    page.click("[data-dimension=region] [data-do^=without]").await;
    page.wait_for("location.search.includes('region=')").await;
}

#[test]
fn a_copied_link_opens_the_same_view_in_a_fresh_browser() {
    visit(site(), async |page| {
        open(page, "?utm_source=a-newsletter").await;
        leave_out_a_region(page).await;
        let link = copy_link(page).await;
        let view = page.address().await;
        let view = view.trim_start_matches('?').replace("utm_source=a-newsletter&", "");
        let made_on = format!("v={}", sample().fingerprint);
        assert!(link.starts_with(&page.site.url("?")) && link.contains("region=") && link.contains(&made_on), "{link}");
        assert!(
            !link.contains("utm_source")
                && !link.contains('%')
                && link.len() < page.site.url("?").len() + view.len() + 20
        );
        page.reload().await;
        page.wait_for(RUNS).await;
        assert_eq!(copy_link(page).await, link, "the same view has the same link");

        let fresh = Page::new(site().start(), None).await;
        fresh.go_to(&link).await;
        fresh.wait_for(RUNS).await;
        assert_eq!(shown(&fresh).await, shown(page).await);
        assert!(!fresh.text("#notices").await.contains("changed"), "{}", fresh.text("#notices").await);
        open(&fresh, "").await;
        assert_ne!(shown(&fresh).await, shown(page).await, "everybody is another view");
    });
}

#[test]
fn a_link_that_was_made_on_other_data_says_so() {
    visit(site(), async |page| {
        open(page, "?region=-north-america&v=00000000").await;
        page.wait_for("document.querySelector('.outdated')").await;
        page.click("[data-do=close-outdated]").await;
        page.wait_for("!document.querySelector('.outdated')").await;
        let link = copy_link(page).await;
        assert!(link.contains(&sample().fingerprint) && !link.contains("00000000"), "{link}");
    });
}

#[test]
fn the_systems_way_to_share_gets_title_and_link_where_there_is_one() {
    visit(site(), async |page| {
        open(page, "").await;
        let offered = "document.querySelector('button.share').getClientRects().length";
        page.run("if (navigator.share) throw new Error('Chromium here has no share sheet');", &[]).await;
        assert_eq!(page.run(&format!("return {offered};"), &[]).await, 0, "no button that does nothing");
        // The second time the reader closes the sheet again.
        let stub = "let times = 0; navigator.share = (what) => { window.given = what; \
                    return times++ ? Promise.reject(new DOMException('', 'AbortError')) : Promise.resolve(); };";
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": stub })).await;
        open(page, "?region=-north-america").await;
        page.wait_for(offered).await;
        press(page, "button.share").await;
        page.wait_for("window.given").await;
        let given = page.run("return [given.title, given.url];", &[]).await;
        assert_eq!(given, json!([sample().about.title, copy_link(page).await]));
        press(page, "button.share").await;
    });
}

#[test]
fn a_citation_has_the_views_link_and_follows_the_view() {
    visit(site(), async |page| {
        open(page, "").await;
        open_panel(page, "cite").await;
        let before = value(page, "cite-apa").await;
        leave_out_a_region(page).await;
        let link = copy_link(page).await;
        page.wait_for(&format!("document.getElementById('cite-apa').value.endsWith({})", json!(link))).await;
        let (apa, bibtex) = (value(page, "cite-apa").await, value(page, "cite-bibtex").await);
        assert!(apa.contains(&sample().about.title) && apa != before, "{apa}");
        assert!(bibtex.starts_with(&format!("@misc{{{},", sample().about.name)), "{bibtex}");
        assert!(bibtex.contains(&link.replace('&', "\\&")) || bibtex.contains(&link), "{bibtex}");
        for (id, text) in [("cite-apa", apa), ("cite-bibtex", bibtex)] {
            press(page, &format!("[data-do='copy {id}']")).await;
            page.see_text_in("#copied", "Copied").await;
            let script = "const [text, done] = arguments; const look = () => navigator.clipboard.readText()
                            .then((now) => now === text ? done(true) : setTimeout(look, 20)); look();";
            let copied = page.run_async(script, &[text.into()]).await;
            assert_eq!(copied, json!(true));
        }
    });
}

/// A frame alone would scroll inside, and the other ways would move what is below.
#[test]
fn the_snippet_keeps_about_as_much_room_free_as_the_view_takes_in_a_post() {
    explore(site(), async |page| {
        for view in ["", "chart=ranking", "chart=table", "chart=sensitivity", "region=-north-america", "chart=sample"] {
            open(page, &format!("?{view}")).await;
            open_panel(page, "embed").await;
            for controls in ["", "&controls=1"] {
                if !controls.is_empty() {
                    open(page, &format!("?{view}")).await;
                    open_panel(page, "embed").await;
                    press(page, "#embed-controls").await;
                }
                let code = value(page, "embed-code").await;
                let written = code.split("height=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a height");
                let written: f64 = written.parse().expect("pixels");
                page.set_window(704, 700).await;
                page.open(&format!("?{view}&embed=1{controls}")).await;
                page.wait_for(RUNS).await;
                let room = "document.documentElement.getBoundingClientRect().height";
                page.wait_for(&format!("Math.abs({room} - {written}) < 90")).await;
            }
        }
    });
}

#[test]
fn the_pasted_snippet_shows_the_same_view_in_a_host() {
    explore(site(), async |page| {
        open(page, "").await;
        leave_out_a_region(page).await;
        let numbers = shown(page).await;
        open_panel(page, "embed").await;
        let mut snippets = Vec::new();
        for way in ["frame", "script", "element"] {
            page.run("document.querySelector(`input[name=way][value='${arguments[0]}']`).click();", &[way.into()])
                .await;
            snippets.push(value(page, "embed-code").await);
        }
        press(page, "#embed-controls").await;
        snippets.push(value(page, "embed-code").await);
        assert!(
            !snippets[0].contains("<script")
                && snippets[1].contains("embed.js")
                && snippets[2].contains("<needs-by-field")
        );
        for (i, snippet) in snippets.iter().enumerate() {
            let html = format!("<!doctype html><title>A post</title><p>Before.</p>{snippet}<p>After.</p>");
            let host =
                Site::of(Path::new(env!("CARGO_TARGET_TMPDIR"))).file("index.html", html).file("favicon.ico", "");
            let host = host.start();
            page.go_to(&host.url("")).await;
            page.wait_for("document.querySelector('iframe')").await;
            page.enter_frame(0).await;
            page.wait_for(RUNS).await;
            assert_eq!(shown(page).await, numbers, "{snippet}");
            let filters = page.run("return document.querySelector('#filters').getClientRects().length;", &[]).await;
            assert_eq!(filters == 0, i < 3, "controls only where they were asked for: {snippet}");
            page.leave_frame().await;
        }
    });
}

#[test]
fn a_link_from_an_embed_leads_where_the_author_wants() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("with-post-{}", std::process::id()));
    let options = Options {
        base_url: Some("https://example.org/survey/".to_owned()),
        post: Some("https://example.org/post/#results".to_owned()),
        words: Words::default(),
        ..Options::default()
    };
    publish_to(&directory, &options);
    explore(Site::of(&directory), async |page| {
        let src = page.site.url("");
        for (element, expected) in [
            (
                format!(
                    "<needs-by-field id=\"one\" src=\"{src}\" view=\"chart=ranking\" title=\"A\" mirror></needs-by-field>"
                ),
                format!("https://example.org/post/?nbf-one=chart%3Dranking%26v%3D{}#results", sample().fingerprint),
            ),
            (
                format!(
                    "<needs-by-field src=\"{src}\" view=\"chart=ranking\" title=\"A\" mirror=\"needs\"></needs-by-field>"
                ),
                format!("https://example.org/post/?needs=chart%3Dranking%26v%3D{}#results", sample().fingerprint),
            ),
            // Nothing in the post would restore it.
            (
                format!(
                    "<needs-by-field id=\"nbf-two\" src=\"{src}\" view=\"chart=ranking\" title=\"A\"></needs-by-field>"
                ),
                format!("https://example.org/survey/?chart=ranking&v={}", sample().fingerprint),
            ),
            (
                format!("<iframe src=\"{src}?chart=ranking&amp;embed=1\" width=\"700\" height=\"600\"></iframe>"),
                format!("https://example.org/survey/?chart=ranking&v={}", sample().fingerprint),
            ),
        ] {
            let html =
                format!("<!doctype html><title>A post</title>{element}<script src=\"{src}embed.js\" async></script>");
            let host = Site::of(&directory).file("index.html", html).file("favicon.ico", "").start();
            page.go_to(&host.url("")).await;
            page.wait_for("document.querySelector('iframe')").await;
            page.enter_frame(0).await;
            page.wait_for(RUNS).await;
            // What is pressed by a script may not copy in a frame: then the link is there to be copied by hand.
            press(page, "[data-do=copy-link]").await;
            page.wait_for("document.querySelector('#copied input')").await;
            let link = page.run("return document.querySelector('#copied input').value;", &[]).await;
            assert_eq!(link, json!(expected));
            let full = page.run("return document.querySelector('a.full-page').href;", &[]).await;
            assert_eq!(full, json!("https://example.org/survey/?chart=ranking"));
            page.leave_frame().await;
        }
    });
    fs::remove_dir_all(&directory).expect("written here");
}
