//! A published site: its first picture, how the page takes over, share pages, and what it is without a network.

use crate::{
    harness::{Page, Site, Speed, explore, visit},
    publish::{directory, sample, site},
};
use serde_json::json;
use std::{fs, time::Duration};

/// The page itself has begun to run: the message about loading is gone.
pub const RUNS: &str = "!document.getElementById('boot')";

fn slow_wasm() -> Site {
    site().slow("_bg.wasm", Speed { delay: Duration::from_secs(2), bytes_per_second: None })
}

#[test]
fn first_picture_is_painted_before_the_wasm_arrives() {
    visit(slow_wasm(), async |page| {
        page.open("").await;
        page.wait_for(RUNS).await;
        let times = page
            .run(
                "const wasm = performance.getEntriesByType('resource').find((r) => r.name.endsWith('.wasm'));
                 return [performance.getEntriesByName('first-contentful-paint')[0].startTime, wasm.responseEnd];",
                &[],
            )
            .await;
        let [painted, arrived] = [0, 1].map(|i| times[i].as_f64().expect("a time"));
        assert!(painted + 500.0 < arrived, "painted after {painted} ms, wasm there after {arrived} ms");
    });
}

#[test]
fn the_bar_tells_how_much_of_a_compressed_file_has_come() {
    let slow = Speed { delay: Duration::ZERO, bytes_per_second: Some(60_000) };
    visit(site().slow("_bg.wasm", slow), async |page| {
        page.open("").await;
        page.wait_for("(({ value, max }) => value > 0 && value < max)(document.getElementById('boot-progress'))").await;
        page.wait_for(RUNS).await;
    });
}

#[test]
fn what_a_reader_has_folded_or_is_at_stays_when_the_page_takes_over() {
    visit(slow_wasm(), async |page| {
        page.set_window(1400, 900).await;
        page.open("").await;
        let at = "const [first, second] = document.querySelectorAll('details.group');
            window.folded = first;
            first.open = !first.open;
            window.was = first.open;
            window.at = second.querySelector('summary');
            window.at.focus();
            return Boolean(document.getElementById('boot'));";
        assert_eq!(page.run(at, &[]).await, json!(true), "the page runs already");
        page.wait_for(RUNS).await;
        let kept = "return [window.folded.isConnected, window.folded.open === window.was, document.activeElement === window.at];";
        assert_eq!(page.run(kept, &[]).await, json!([true, true, true]));
    });
}

#[test]
fn a_link_unfolds_the_groups_that_it_sets_and_a_reader_folds_what_is_at_hand() {
    visit(site(), async |page| {
        page.set_window(1400, 900).await;
        page.open("?region=-australia").await;
        page.wait_for(RUNS).await;
        let open = "[...document.querySelectorAll('details.group')].filter((group) => group.open)
            .map((group) => group.dataset.dimension).join()";
        page.wait_for(&format!("{open} === 'region'")).await;
        // By a chip, from elsewhere, it is folded again; what the reader has opened stays.
        page.click("[data-dimension=field] > summary").await;
        page.click(".chips button").await;
        page.wait_for(&format!("{open} === 'field'")).await;
        // Within the group it stays.
        page.click("[data-dimension=field] .categories li:first-child input").await;
        page.wait_for("document.querySelector('.chips li')").await;
        page.click("[data-dimension=field] .reset").await;
        page.wait_for("!document.querySelector('.chips li')").await;
        page.wait_for(&format!("{open} === 'field'")).await;
    });
}

/// What the page is, but for what is folded.
async fn unfolded(page: &Page) -> String {
    page.open("").await;
    page.wait_for(RUNS).await;
    page.wait_for("document.querySelector('#marks [role=gridcell]') && document.querySelector('.verdict span')").await;
    // A published page links to the results by the name that stays, the page itself to those that it has read.
    let html = "return document.getElementById('page').innerHTML.replaceAll(' open=\"\"', '')
        .replace(/href=\"[^\"]*results[^\"]*\\.json\"/, '');";
    page.run(html, &[]).await.as_str().expect("text").to_owned()
}

#[test]
fn page_is_the_same_whether_its_first_view_stood_there_or_not() {
    let html = fs::read_to_string(directory().join("index.html")).expect("the page");
    let (before, rest) = html.split_once("<div id=\"page\">").expect("the place of the page");
    let (_, after) = rest.rsplit_once("</div><script>").expect("its end");
    let empty = format!("{before}<div id=\"page\"></div><script>{after}");
    let mut pages = Vec::new();
    for site in [site(), site().file("index.html", empty)] {
        explore(site, async |page| pages.push(unfolded(page).await));
    }
    assert_eq!(pages[0], pages[1]);
}

#[test]
fn without_scripts_the_first_picture_and_the_table_are_there() {
    explore(site(), async |page| {
        page.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        page.open("").await;
        let title = sample().about.title;
        let text = page.find("body").await.text().await.expect("text");
        assert!(text.contains(&title) && text.contains("switched off in this browser"), "{text}");
        assert!(!text.contains("Loading the page"), "{text}");
    });
}

/// On a phone the chart comes first, and the table, which no button can bring up, after it.
#[test]
fn without_scripts_chart_and_table_are_seen_and_nothing_that_does_nothing() {
    explore(site(), async |page| {
        page.set_window(360, 800).await;
        page.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        page.open("").await;
        let place = async |selector: &str| page.find(selector).await.rectangle().await.expect("a place");
        let (_, chart, ..) = place(".first.narrow svg").await;
        let (_, table, _, height) = place("table.numbers").await;
        let (_, filters, ..) = place(".filters").await;
        assert!(chart < 900.0 && chart < table && table < filters, "chart {chart}, table {table}, filters {filters}");
        assert!(height > 200.0, "{height}");
        for idle in [".tabs", ".controls", ".categories input", ".concerned button"] {
            assert!(!page.find(idle).await.is_displayed().await.expect("there"), "{idle}");
        }
    });
}

/// What stands there is not what the link asks for: it is said, and nothing that does nothing is offered.
async fn stands_and_says_so(page: &Page) {
    page.see_text("Shown below is the survey as a whole, not the view that the link asks for.").await;
    page.see_text_in("h1", &sample().about.title).await;
    let shown = "return getComputedStyle(document.querySelector('.first')).opacity === '1' && \
                 ![...document.querySelectorAll('.tabs, .controls, .categories input')].some((e) => e.checkVisibility());";
    assert_eq!(page.run(shown, &[]).await, json!(true));
}

#[test]
fn when_the_wasm_is_missing_the_first_picture_stays_and_the_page_says_so() {
    explore(site().missing("_bg.wasm"), async |page| {
        page.open("").await;
        page.see_text("The page could not be started.").await;
        page.see_text_in("h1", &sample().about.title).await;
        assert!(page.count("#figure svg").await > 0);
        assert!(!page.text("body").await.contains("Shown below is the survey as a whole"));
        page.open("?region=-north-america").await;
        page.see_text("The page could not be started.").await;
        stands_and_says_so(page).await;
    });
}

#[test]
fn when_the_results_are_missing_the_first_picture_is_not_shown_as_that_of_the_link() {
    explore(site().missing("results-"), async |page| {
        page.open("?region=-north-america").await;
        page.see_text("The results could not be loaded").await;
        stands_and_says_so(page).await;
    });
}

/// The site with something put at the end of one of its files, which is otherwise as good as before.
fn changed(begin: &str, end: &str, more: &[u8]) -> Site {
    let names = fs::read_dir(directory()).expect("the site").flatten();
    let mut names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let name = names.find(|name| name.starts_with(begin) && name.ends_with(end)).expect("a file");
    let mut content = fs::read(directory().join(&name)).expect("content");
    content.extend(more);
    site().file(&name, content)
}

/// A section of WebAssembly with a name, and nothing else.
const SECTION: &[u8] = &[0, 2, 1, b'x'];

#[test]
fn a_script_that_somebody_changed_does_not_run() {
    explore(changed("needs-by-field-", ".js", b"\n;window.changed = true;"), async |page| {
        page.open("").await;
        page.see_text("The page could not be started.").await;
        assert_eq!(page.run("return window.changed ?? null;", &[]).await, json!(null));
    });
}

#[test]
fn webassembly_that_somebody_changed_does_not_run() {
    explore(changed("needs-by-field-", "_bg.wasm", SECTION), async |page| {
        page.open("").await;
        page.see_text("The page could not be started.").await;
        let log = page.browser_log().await;
        assert!(log.iter().any(|(_, message)| message.contains("is not what was published")), "{log:#?}");
    });
    explore(changed("later-", ".wasm", SECTION), async |page| {
        page.open("").await;
        page.wait_for("document.querySelector('.chart-matrix')").await;
        page.open("?chart=sample").await;
        page.see_text("The page could not be started.").await;
    });
}

#[test]
fn results_that_somebody_changed_are_not_shown() {
    explore(changed("results-", ".json", b" "), async |page| {
        page.open("").await;
        page.see_text("it is not the file that this page was published with").await;
        // Whoever asks for another file is shown it.
        page.open("?data=results.json").await;
        page.wait_for(RUNS).await;
    });
}

#[test]
fn a_share_page_opens_the_page_in_its_view_under_any_path() {
    let survey = sample();
    let named = survey.views().first().expect("the sample has a named view");
    visit(site().under("/people/survey/"), async |page| {
        page.open(&format!("view/{}/", named.id)).await;
        page.wait_for(RUNS).await;
        assert_eq!(page.address().await, format!("?{}", named.query));
        page.wait_for("document.querySelector('.named [aria-current=true]')").await;
        page.reload().await;
        page.wait_for(RUNS).await;
        let shade = page.run("return getComputedStyle(document.getElementById('headline')).opacity;", &[]).await;
        assert_eq!(shade, "1", "only the first picture of another view stands back");
        page.wait_for("document.querySelector('.named [aria-current=true]')").await;
    });
}

/// The worker has everything that a page needs when the network does not answer, and nothing of an older edition.
#[test]
fn a_page_that_was_open_is_kept_for_readers_without_a_network() {
    explore(site(), async |page| {
        page.open("").await;
        page.wait_for(RUNS).await;
        page.wait_for("navigator.serviceWorker.controller").await;
        let kept = page
            .run_async(
                "const done = arguments[0];
                 (async () => {
                   const names = await caches.keys();
                   const requests = await (await caches.open(names[0])).keys();
                   done([names.length, requests.map((r) => new URL(r.url).pathname)]);
                 })();",
                &[],
            )
            .await;
        assert_eq!(kept[0], 1, "{kept}");
        let paths: Vec<&str> = kept[1].as_array().expect("paths").iter().filter_map(|path| path.as_str()).collect();
        for needed in ["/", "_bg.wasm", ".js", ".json"] {
            assert!(paths.iter().any(|path| path.ends_with(needed)), "no {needed} in {paths:?}");
        }
        assert!(!paths.contains(&"/results.json"), "under a lasting name the data could be old: {paths:?}");
    });
}
