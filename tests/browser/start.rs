//! How the page starts, and what it says when it cannot.

use crate::{
    harness::{Site, Speed, explore, visit},
    publish::{sample, site},
};
use needs_core::{
    query,
    sensitivity::{Once, crosstab},
};
use needs_page::html::{AFTER_PAINT, BEFORE_PAINT, Html, Part, Shown};
use needs_words::{Lang, Words};
use std::time::Duration;

/// As strict as a page that runs WebAssembly can be under: nothing inline, nothing from elsewhere.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      img-src 'self' data:; base-uri 'none'; form-action 'none'";

#[test]
fn starts_and_takes_its_loading_message_away() {
    visit(Site::dist(), async |page| {
        page.open("").await;
        page.see_text_in("h1", "What the life-science community needs").await;
        page.wait_for("!document.getElementById('boot')").await;
    });
}

#[test]
fn starts_under_any_path_and_a_strict_content_security_policy() {
    let site = Site::dist().under("/people/survey-2021/").header("Content-Security-Policy", STRICT);
    visit(site, async |page| {
        page.open("").await;
        page.see_text_in("h1", "What the life-science community needs").await;
    });
}

#[test]
fn shows_how_much_has_arrived_while_it_loads() {
    let speed = Speed { delay: Duration::ZERO, bytes_per_second: Some(60_000) };
    visit(Site::dist().slow("_bg.wasm", speed), async |page| {
        page.open("").await;
        page.see_text("KiB").await;
        page.wait_for("document.getElementById('boot-progress').value > 0").await;
        page.see_text_in("h1", "What the life-science community needs").await;
    });
}

#[test]
fn says_so_when_the_wasm_is_not_there() {
    explore(Site::dist().missing("_bg.wasm"), async |page| {
        page.open("").await;
        page.see_text("The page could not be started. Check the connection and reload.").await;
        let log = page.browser_log().await;
        assert!(log.iter().any(|(_, message)| message.contains("404")), "the console does not tell why: {log:#?}");
    });
}

#[test]
fn a_view_that_needs_the_second_file_waits_for_it() {
    let late = Speed { delay: Duration::from_secs(2), bytes_per_second: None };
    for open_with in ["", "?chart=sample"] {
        visit(Site::dist().slow("later-", late), async |page| {
            page.open(open_with).await;
            page.wait_for("document.querySelector('.chart')").await;
            if open_with.is_empty() {
                page.run("document.querySelector('.tabs [data-do=\"chart sample\"]').click();", &[]).await;
            }
            page.wait_for("document.querySelector('.chart-sample')").await;
        });
    }
}

#[test]
fn the_first_view_does_without_the_second_file() {
    explore(site().missing("later-"), async |page| {
        for query in ["?chart=table", "?region=-north-america&base=asked&embed=1", "?lang=de&themes=1&theme=dark", ""] {
            page.open(query).await;
            page.wait_for("!document.getElementById('boot') && document.querySelector('table.numbers')").await;
        }
        page.wait_for("document.querySelector('.chart-matrix')").await;
        let before = page.text(".headline").await;
        page.run("document.querySelector('.filters input[type=checkbox]').click();", &[]).await;
        page.wait_for(&format!("document.querySelector('.headline').textContent !== {before:?}")).await;
        page.wait_for("document.getElementById('status').textContent").await;
        assert_eq!(page.run("return document.getElementById('broken').hidden;", &[]).await, true);
    });
}

/// The HTML of a part of the page, as the library writes it.
fn part_of(query: &str, part: &Part) -> String {
    let survey = sample();
    let link = query::parse(query, &survey);
    let words = Words::new(link.page.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default());
    let found = crosstab(&survey, &link.view);
    let figure = needs_charts::draw(&survey, &link.view, words, 800.0).ok();
    let mut html = Html::default();
    let shown = Shown {
        survey: &survey,
        words,
        view: &link.view,
        page: &link.page,
        tab: found.as_ref().map(|(tab, _)| tab),
        what_if: None,
        problems: &link.problems,
        outdated: false,
        root: "",
        source: "",
        figure: figure.as_ref(),
        sensitivity: &Once::default(),
    };
    (part.write)(&shown, &mut html);
    html.finish()
}

#[test]
fn the_first_file_has_all_texts_of_first_views() {
    explore(site().missing("later-"), async |page| {
        page.set_window(1400, 900).await;
        for query in ["?chart=table&colour=red", "?region=-north-america&base=asked", "?lang=de&themes=1", ""] {
            page.open(query).await;
            page.wait_for("!document.getElementById('boot') && document.querySelector('table.numbers')").await;
            // The picture depends on the reader's font.
            let texts = BEFORE_PAINT.iter().chain(&AFTER_PAINT).filter(|part| !["figure", "marks"].contains(&part.id));
            for part in texts {
                // Nobody but the reader folds; attributes have any order.
                let script = "const wanted = document.createElement('template');
                    wanted.innerHTML = arguments[1];
                    const told = (node) => node.nodeType !== 1 ? node.data : [node.localName,
                        [...node.attributes].map(({ name, value }) => `${name}=${value}`).filter((of) => of !== 'open=').sort(),
                        [...node.childNodes].map(told)];
                    return [document.getElementById(arguments[0]), wanted.content].map(
                        (of) => JSON.stringify([...of.childNodes].map(told)));";
                let both = page.run(script, &[part.id.into(), part_of(query, part).into()]).await;
                assert_eq!(both[0], both[1], "{query} {}", part.id);
            }
        }
    });
}

#[test]
fn what_comes_with_the_second_file_follows_the_view_and_the_language() {
    let late = Speed { delay: Duration::from_secs(3), bytes_per_second: None };
    explore(site().slow("later-", late), async |page| {
        page.open("?region=-north-america&lang=de").await;
        page.wait_for("!document.getElementById('boot') && document.querySelector('table.numbers')").await;
        assert_eq!(page.run("return document.getElementById('settings').innerHTML;", &[]).await, "");
        page.wait_for("document.querySelector('.languages a')?.search.includes('region=-north-america')").await;
        let words = Words::new(Lang::De);
        page.see_text_in(".about", words.privacy()).await;
        page.see_text_in(".actions", words.copy_link()).await;
    });
}

#[test]
fn a_view_that_needs_the_second_file_says_so_when_it_is_missing() {
    explore(site().missing("later-"), async |page| {
        // Results that `publish` has not checked need it, too.
        for query in ["?chart=sample", "?data=other.json"] {
            page.open(query).await;
            page.see_text("The page could not be started. Check the connection and reload.").await;
        }
        page.open("").await;
        page.wait_for("document.querySelector('.chart-matrix')").await;
        page.run("document.querySelector('.tabs [data-do=\"chart sample\"]').click();", &[]).await;
        page.see_text("Something in this page went wrong, and it stopped.").await;
    });
}

#[test]
fn a_page_that_stopped_says_so_and_keeps_what_it_shows() {
    explore(Site::dist(), async |page| {
        page.open("").await;
        page.wait_for("document.querySelector('.chart')").await;
        // What a panic of the page's Rust is to the browser.
        let trap = "const script = document.createElement('script');
            script.textContent = \"throw new WebAssembly.RuntimeError('unreachable')\";
            document.body.append(script);";
        page.run(trap, &[]).await;
        page.wait_for("!document.getElementById('broken').hidden").await;
        page.see_text("Something in this page went wrong, and it stopped.").await;
        page.wait_for("document.querySelector('.chart')").await;
    });
}

#[test]
fn says_so_when_the_browser_has_no_webassembly() {
    explore(Site::dist(), async |page| {
        let script = serde_json::json!({ "source": "delete globalThis.WebAssembly;" });
        page.devtools("Page.addScriptToEvaluateOnNewDocument", script).await;
        page.open("").await;
        page.see_text("WebAssembly, which this browser does not have or has switched off").await;
    });
}

#[test]
fn an_action_that_is_none_changes_nothing_and_is_logged() {
    explore(Site::dist(), async |page| {
        page.open("").await;
        page.wait_for("document.querySelector('.tabs')").await;
        page.no_errors_in_console().await;
        for action in ["dance", "only region", "only region mars", "chart pie"] {
            let press = "const tab = document.querySelector('.actions .copy-link');
                tab.dataset.do = arguments[0];
                tab.click();";
            page.run(press, &[action.into()]).await;
            let log = page.browser_log().await;
            assert!(
                log.iter().any(|(level, message)| level == "SEVERE" && message.contains(action)),
                "{action}: {log:?}"
            );
        }
        assert_eq!(page.address().await, "");
    });
}
