//! The page holds in a narrow font and in a wide one: nothing is cut, nothing runs into anything, nothing jumps.

use crate::{
    access::{VIEWS, open, unfold},
    harness::{Engine, Font, Page, Site, Speed, visit_in},
    publish::{directory, publish_bytes, site},
    published::RUNS,
};
use needs_publish::Options;
use serde_json::json;
use std::{fs, path::Path, time::Duration};

macro_rules! in_both_fonts {
    ($($name:ident)*) => {
        mod narrow { $(#[test] fn $name() { super::$name(super::Font::Narrow); })* }
        mod wide { $(#[test] fn $name() { super::$name(super::Font::Wide); })* }
    };
}

in_both_fonts! {
    nothing_scrolls_sideways_at_320_pixels
    text_of_twice_the_size_fits_640_pixels
    an_embed_of_any_chart_is_at_most_a_screen_and_a_half
    what_is_chosen_is_not_cut_on_a_phone
    the_tab_of_the_chart_is_in_sight_on_a_phone
    a_table_on_a_phone_shows_a_share_before_it_is_scrolled
    the_chart_begins_in_the_first_screen
    charts_follow_their_room_not_the_window
    on_paper_no_row_is_cut_and_a_table_is_not_wider_than_the_sheet
    the_marks_lie_on_a_picture_that_is_in_parts
    texts_of_a_chart_touch_neither_marks_nor_each_other
    a_picture_is_as_wide_as_its_place_whatever_happens_to_the_window
    page_takes_over_in_place
    what_has_come_of_a_document_stays_where_it_is_when_the_rest_comes
    lists_are_as_wide_without_their_options
    the_strip_holds_the_place_of_the_chart
    a_picture_that_does_not_fill_its_room_keeps_its_size
}

/// Nothing reaches beyond the right edge, except what scrolls in a frame of its own.
async fn nothing_is_cut(page: &Page, what: &str) {
    page.run_async("requestAnimationFrame(() => setTimeout(arguments[0], 50));", &[]).await;
    let script = "const scrolls = (e) => e && (getComputedStyle(e).overflowX === 'auto' || scrolls(e.parentElement));
        return [...document.querySelectorAll('body *')].filter((e) => {
          const box = e.getBoundingClientRect();
          return box.width > 1 && box.right > innerWidth + 1 && !e.closest('.unseen') && !scrolls(e);
        }).map((e) => `${e.tagName} ${e.getAttribute('class')} ${e.textContent.slice(0, 60)}`);";
    let cut = page.run(script, &[]).await;
    assert_eq!(cut, json!([]), "{what}");
    page.wait_for("document.documentElement.scrollWidth <= innerWidth").await;
}

fn nothing_scrolls_sideways_at_320_pixels(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        page.set_window(320, 800).await;
        for (name, query) in VIEWS {
            open(page, &format!("{query}&lang=de")).await;
            unfold(page).await;
            nothing_is_cut(page, name).await;
        }
    });
}

fn text_of_twice_the_size_fits_640_pixels(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        page.set_window(640, 800).await;
        for (name, query) in VIEWS {
            open(page, query).await;
            page.run("document.documentElement.style.fontSize = '200%';", &[]).await;
            unfold(page).await;
            nothing_is_cut(page, name).await;
        }
    });
}

fn an_embed_of_any_chart_is_at_most_a_screen_and_a_half(font: Font) {
    visit_in(font, site(), async |page| {
        for (width, screen) in [(710, 900.0), (320, 844.0)] {
            page.set_window(width, screen as u32).await;
            for chart in ["matrix", "ranking", "compare&network=not-linked&vs=rest", "sample", "sensitivity", "table"] {
                page.open(&format!("?embed=1&chart={chart}")).await;
                page.wait_for("!document.getElementById('boot') && document.querySelector('.copy-link')").await;
                page.run_async("requestAnimationFrame(() => setTimeout(arguments[0], 100));", &[]).await;
                let height = page.run("return document.documentElement.getBoundingClientRect().height;", &[]).await;
                assert!(height.as_f64().is_some_and(|height| height <= screen * 1.5), "{chart} at {width}: {height}");
            }
        }
    });
}

fn what_is_chosen_is_not_cut_on_a_phone(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        page.set_window(360, 800).await;
        for (query, lang) in [("?", "en"), ("?question=features", "de")] {
            open(page, &format!("{query}&lang={lang}")).await;
            unfold(page).await;
            let cut = "return [...document.querySelectorAll('.control select')].filter((select) => {
                const alone = document.body.appendChild(select.cloneNode());
                alone.append(new Option(select.selectedOptions[0].text));
                alone.style = 'width: auto; max-width: none';
                const wanted = alone.offsetWidth;
                alone.remove();
                return wanted > select.offsetWidth;
              }).map((select) => select.selectedOptions[0].text);";
            assert_eq!(page.run(cut, &[]).await, json!([]), "{query}");
        }
    });
}

fn the_tab_of_the_chart_is_in_sight_on_a_phone(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        if page.engine() != Engine::Chromium {
            return;
        }
        page.set_window(390, 844).await;
        for chart in ["matrix", "sensitivity", "table"] {
            open(page, &format!("?chart={chart}")).await;
            page.wait_for(
                "(() => { const [tab, room] = [document.querySelector('.tabs label:has(:checked)'), document.querySelector('.tabs')]
                   .map((e) => e.getBoundingClientRect());
                   return tab.left >= room.left - 1 && tab.right <= room.right + 1; })()",
            )
            .await;
            // All of them in the narrower font.
            if font == Font::Narrow {
                page.wait_for(
                    "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('.tabs'))",
                )
                .await;
            }
        }
    });
}

fn a_table_on_a_phone_shows_a_share_before_it_is_scrolled(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        page.set_window(360, 800).await;
        open(page, "?chart=table").await;
        page.wait_for("document.querySelectorAll('.numbers thead th')[2].getBoundingClientRect().right <= innerWidth")
            .await;
        // What it is of is read without scrolling.
        page.wait_for("document.querySelector('.numbers caption').getBoundingClientRect().right <= innerWidth").await;
    });
}

/// Of the chart, not only its frame: the first cell, dot or bar.
fn the_chart_begins_in_the_first_screen(font: Font) {
    let mark = "const chart = document.querySelector('#figure svg.chart');
        const marks = [...chart.querySelectorAll('rect, circle')].map((mark) => mark.getBoundingClientRect());
        return Math.min(...marks.filter(({ width }) => width > 4).map(({ bottom }) => bottom));";
    visit_in(font, Site::dist(), async |page| {
        for (width, height, query) in [
            (1400, 900, "?"),
            (390, 844, "?"),
            (1400, 900, "?chart=ranking"),
            (1400, 900, "?region=-australia&field=-neuroscience"),
            (390, 844, "?data=sample/dask-2021.json"),
            (1400, 900, "?data=sample/dask-2021.json&lang=de"),
        ] {
            page.set_window(width, height).await;
            open(page, query).await;
            page.wait_for("document.querySelector('#figure svg.chart') && document.querySelector('.strip')").await;
            let end = page.run(mark, &[]).await.as_f64().expect("a place");
            // The drawer of filters lies over the lower edge of a phone.
            let seen = f64::from(height) - if width < 960 { 48.0 } else { 0.0 };
            assert!(end < seen, "{query} at {width} x {height}: the first mark ends at {end}");
        }
    });
}

fn charts_follow_their_room_not_the_window(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page, "").await;
        let width = "document.querySelector('#figure svg.chart').getAttribute('width')";
        page.wait_for(&format!("{width} > 900")).await;
        page.run("document.getElementById('page').style.maxWidth = '1000px';", &[]).await;
        page.wait_for(&format!("{width} <= document.getElementById('figure').clientWidth && {width} < 700")).await;
    });
}

fn on_paper_no_row_is_cut_and_a_table_is_not_wider_than_the_sheet(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        if page.engine() != Engine::Chromium {
            return;
        }
        for (name, query) in VIEWS {
            page.set_window(1400, 900).await;
            open(page, query).await;
            // A sheet of A4 with the margins of a browser, in CSS pixels.
            page.set_window(718, 1046).await;
            page.as_printed().await;
            let cut = "return [...document.querySelectorAll('.picture .chart')].filter((part) => part.checkVisibility() && \
                       (getComputedStyle(part).breakInside !== 'avoid' || part.getBoundingClientRect().height > innerHeight) \
                       ).length;";
            assert_eq!(page.run(cut, &[]).await, 0, "{name}");
            nothing_is_cut(page, name).await;
            page.wait_for(
                "[...document.querySelectorAll('.numbers-frame:not(.unseen)')].every((frame) => \
                           frame.querySelector('table').offsetWidth <= frame.clientWidth)",
            )
            .await;
            page.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        }
    });
}

fn the_marks_lie_on_a_picture_that_is_in_parts(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        for query in ["?chart=ranking", "?chart=ranking&question=features", "?chart=sample", "?"] {
            page.set_window(800, 900).await;
            open(page, query).await;
            page.wait_for(
                "(() => { const height = (e) => e.getBoundingClientRect().height;
                   const parts = [...document.querySelectorAll('.picture .chart')];
                   return Math.abs(parts.map(height).reduce((a, b) => a + b) - height(document.getElementById('marks'))) < 1.5;
                 })()",
            )
            .await;
        }
    });
}

fn page_takes_over_in_place(font: Font) {
    for width in [1400, 800, 360] {
        // Slow enough for the message to count what arrives.
        let slow = Speed { delay: Duration::from_millis(500), bytes_per_second: Some(100_000) };
        visit_in(font, site().slow("_bg.wasm", slow), async |page| {
            page.set_window(width, 900).await;
            watch(page).await;
            page.open("").await;
            page.wait_for(RUNS).await;
            page.wait_for("window.before").await;
            let seen = page.run("return [window.before, window.places(), window.shifts];", &[]).await;
            // A browser that paints before it has all of the document may move its last row by some pixels. A tenth is what
            // web.dev calls good.
            let shifts = seen[2].as_array().expect("a list").iter();
            let sum: f64 = shifts.map(|shift| shift[0].as_f64().expect("a number")).sum();
            assert!(sum < 0.001, "{width} px: layout shifts: {}", seen[2]);
            // What would have been seen, had there been one.
            page.run(
                "document.body.prepend(Object.assign(document.createElement('p'), { textContent: 'A jump' }));",
                &[],
            )
            .await;
            page.wait_for("window.shifts.length").await;
            for (before, after) in seen[0].as_array().expect("places").iter().zip(seen[1].as_array().expect("places")) {
                let far = (0..3).map(|i| (before[i].as_f64().unwrap_or(-1e6) - after[i].as_f64().unwrap_or(1e6)).abs());
                assert!(far.fold(0.0, f64::max) <= 1.0, "{width} px: before {}, after {}", seen[0], seen[1]);
            }
        });
    }
}

fn what_has_come_of_a_document_stays_where_it_is_when_the_rest_comes(font: Font) {
    let html = fs::read(directory().join("index.html")).expect("the page");
    let portions = Speed { delay: Duration::ZERO, bytes_per_second: Some(60_000) };
    for width in [1400, 800, 360] {
        let arriving = site().file("index.html", html.clone()).slow("index.html", portions);
        visit_in(font, arriving, async |page| {
            page.set_window(width, 900).await;
            watch(page).await;
            page.open("index.html").await;
            page.wait_for(RUNS).await;
            let seen = "const [document] = performance.getEntriesByType('navigation');
                return [performance.getEntriesByName('first-contentful-paint')[0].startTime < document.responseEnd - 500,
                  window.shifts];";
            let seen = page.run(seen, &[]).await;
            assert_eq!(seen[0], true, "{width} px: nothing was painted while the document arrived");
            let sum: f64 = seen[1].as_array().expect("a list").iter().filter_map(|shift| shift[0].as_f64()).sum();
            assert!(sum < 0.001, "{width} px: layout shifts: {}", seen[1]);
        });
    }
}

/// A browser that paints in the middle of a list makes it as wide as the options that have come.
fn lists_are_as_wide_without_their_options(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        for width in [1400, 800, 360] {
            page.set_window(width, 900).await;
            for query in ["?question=features", "?chart=compare&vs=rest"] {
                open(page, query).await;
                let moved = "const lists = [...document.querySelectorAll('.controls > .control select')];
                    const places = () => lists.map((list) => {
                      const { x, y, width } = list.getBoundingClientRect();
                      return [x, y, width].map(Math.round).join(' ');
                    });
                    const before = places();
                    for (const list of lists) list.replaceChildren();
                    return [lists.length, before, places()];";
                let moved = page.run(moved, &[]).await;
                assert_eq!(moved[0], 2, "{query}");
                assert_eq!(moved[1], moved[2], "{query} at {width} px");
            }
        }
    });
}

/// Whatever the view, and until the second file has come.
fn the_strip_holds_the_place_of_the_chart(font: Font) {
    let place = "const strip = document.getElementById('strip').getBoundingClientRect();
        return [strip.height, document.querySelectorAll('.strip li').length];";
    let slow = Speed { delay: Duration::from_secs(3), bytes_per_second: None };
    for (width, query) in [(1400, "?region=-australia"), (390, "?question=features")] {
        // A browser of its own: another has the second file already.
        visit_in(font, site().slow("later-", slow), async |page| {
            page.set_window(width, 900).await;
            page.open(query).await;
            page.wait_for(RUNS).await;
            let hidden = "getComputedStyle(document.getElementById('strip')).visibility === 'hidden'";
            let before =
                page.run(&format!("return [(() => {{ {place} }})(), {hidden}, needsByField.complete()];"), &[]).await;
            assert_eq!([&before[1], &before[2]], [true, false], "{query}: {before}");
            page.wait_for(&format!("!({hidden})")).await;
            same_height(&before[0], &page.run(place, &[]).await, query);
        });
    }
    visit_in(font, Site::dist(), async |page| {
        // A filter that settles a limitation takes no card away.
        page.set_window(1400, 900).await;
        open(page, "?").await;
        page.wait_for("document.querySelector('.verdict span')").await;
        let before = page.run(place, &[]).await;
        unfold(page).await;
        page.click("[data-dimension=network] .concerned [data-do^=without]").await;
        page.wait_for("document.querySelector('.strip .apart')").await;
        same_height(&before, &page.run(place, &[]).await, "a filter");
    });
}

/// That of the strip, and its cards.
fn same_height(before: &serde_json::Value, after: &serde_json::Value, what: &str) {
    assert!(before[1].as_u64().is_some_and(|cards| cards > 5), "{what}: {before}");
    let heights = [before, after].map(|seen| seen[0].as_f64().expect("a height"));
    // A line of a card that wraps.
    assert!((heights[0] - heights[1]).abs() < 19.0, "{what}: before {before}, after {after}");
}

/// A matrix of few needs is narrower than its place, and no larger before the page runs than after.
fn a_picture_that_does_not_fill_its_room_keeps_its_size(font: Font) {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("few-needs-{}", std::process::id()));
    let example = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("docs/example-results.json");
    publish_bytes(&directory, &fs::read(example).expect("the example"), &Options::default());
    let slow = Speed { delay: Duration::from_secs(2), bytes_per_second: None };
    visit_in(font, Site::of(directory).slow("_bg.wasm", slow), async |page| {
        page.set_window(1400, 900).await;
        page.open("").await;
        let width =
            "return [Boolean(document.getElementById('boot')), [...document.querySelectorAll('#figure svg.chart')]
            .map((chart) => Math.round(chart.getBoundingClientRect().width)).find((width) => width)];";
        let before = page.run(width, &[]).await;
        page.wait_for(RUNS).await;
        let after = page.run(width, &[]).await;
        assert_eq!([&before[0], &after[0]], [true, false]);
        assert!(after[1].as_u64().is_some_and(|width| width < 900), "{after}");
        assert_eq!(before[1], after[1]);
    });
}

/// Texts of the charts that reach out of their picture, into each other, or into a mark. Level ones only: boxes of turned
/// ones say little.
const COLLISIONS: &str = "
    const box = (e) => {
      const { left, right, top, bottom } = e.getBoundingClientRect();
      return { left, right, top, bottom };
    };
    // Letters do not fill the height of their line.
    const letters = (e) => {
      const { left, right, top, bottom } = box(e);
      const spare = (bottom - top) / 5;
      return { left, right, top: top + spare, bottom: bottom - spare };
    };
    const touch = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom && b.top < a.bottom;
    const found = [];
    for (const chart of [...document.querySelectorAll('#figure .chart')].filter((e) => e.checkVisibility())) {
      const room = box(chart);
      const texts = [...chart.querySelectorAll('text:not([transform])')].map((e) => [e, letters(e)]);
      const marks = [...chart.querySelectorAll('circle, .interval, .link, .bracket, .target')].map((e) => [e, box(e)]);
      for (const [i, [text, at]] of texts.entries()) {
        if (at.left < room.left - 1 || at.right > room.right + 1) found.push(`${text.textContent} is cut`);
        for (const [other, there] of texts.slice(i + 1)) {
          if (touch(at, there)) found.push(`${text.textContent} on ${other.textContent}`);
        }
        for (const [mark, there] of marks) {
          if (touch(at, { ...there, bottom: there.bottom + 1 })) found.push(`${text.textContent} on ${mark.outerHTML}`);
        }
      }
    }
    return found;";

async fn nothing_collides(page: &Page, what: &str) {
    page.wait_for("document.fonts.status === 'loaded' && document.querySelector('#figure .chart')").await;
    assert_eq!(page.run(COLLISIONS, &[]).await, json!([]), "{what}");
}

const CHARTS: [&str; 10] = [
    "?",
    "?question=features",
    "?chart=ranking",
    "?question=features&chart=ranking",
    "?chart=compare&network=not-linked",
    "?chart=compare&region=australia&vs=rest",
    "?chart=compare&region=australia&field=single-cell-analysis&vs=rest&lang=de",
    "?chart=sample",
    "?chart=sample&network=not-linked",
    "?chart=sensitivity",
];

fn texts_of_a_chart_touch_neither_marks_nor_each_other(font: Font) {
    visit_in(font, Site::dist(), async |page| {
        for width in [360, 390, 800, 1400] {
            page.set_window(width, 900).await;
            for query in CHARTS {
                open(page, query).await;
                nothing_collides(page, &format!("{query} at {width} px")).await;
            }
        }
        // What the measures above would have seen.
        page.run(
            "document.querySelector('#figure .chart text').textContent = 'All of this is far too long. '.repeat(20);",
            &[],
        )
        .await;
        assert_ne!(page.run(COLLISIONS, &[]).await, json!([]));
    });
}

/// `font-size-adjust` makes digits as wide as the table says; letters that are all as wide as digits are still wider.
#[test]
fn a_font_of_other_proportions_is_measured() {
    let monospaced = "const sheet = new CSSStyleSheet();
        sheet.replaceSync('body { font-family: monospace !important }');
        document.adoptedStyleSheets = [sheet];";
    visit_in(Font::Wide, Site::dist(), async |page| {
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": monospaced })).await;
        for width in [390, 1400] {
            page.set_window(width, 900).await;
            for query in CHARTS {
                open(page, query).await;
                nothing_collides(page, &format!("{query} at {width} px")).await;
            }
        }
    });
}

fn a_picture_is_as_wide_as_its_place_whatever_happens_to_the_window(font: Font) {
    let width = "document.querySelector('#figure svg.chart').getAttribute('width')";
    visit_in(font, Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page, "?chart=ranking").await;
        page.wait_for(&format!("{width} > 900")).await;
        page.devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true })).await;
        page.wait_for(&format!("{width} > 900")).await;
        // A host may hide it for a while.
        let hide = "const place = document.getElementById('page');
            const [how, done] = arguments;
            place.style.display = how;
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(
              document.querySelector('#figure svg.chart').getAttribute('width')))));";
        for how in ["none", ""] {
            let width = page.run_async(hide, &[how.into()]).await;
            assert!(
                width.as_str().and_then(|width| width.parse().ok()).is_some_and(|width: f64| width > 900.0),
                "{width}"
            );
        }
    });
}

/// Before anything loads: notes layout shifts, what was shifted, and where things stand until the page takes over.
const WATCH: &str = "
    window.shifts = [];
    const name = (node) => node && (node.id || node.className || node.nodeName);
    const box = (r) => [r.x, r.y, r.width, r.height].join(' ');
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) {
        const moved = e.sources.map((s) => `${name(s.node)}: ${box(s.previousRect)} to ${box(s.currentRect)}`);
        window.shifts.push([e.value, ...moved]);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    window.places = () => ['h1', '#headline', '.strip', '.asked', '#figure svg.chart', '.about'].map((name) => {
      const seen = [...document.querySelectorAll(name)].find((e) => e.getClientRects().length);
      const box = seen?.getBoundingClientRect();
      return box && [box.left, box.top, box.width].map(Math.round);
    });
    (function look() {
      if (document.getElementById('boot') && document.querySelector('.foot')) window.before = window.places();
      if (document.getElementById('boot') || !document.body) requestAnimationFrame(look);
    })();
";

async fn watch(page: &Page) {
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
}
