//! The page inside others: heights in every dialect, views in the host's address, sandboxes and policies.

use crate::{
    harness::{Page, Running, Site, Speed, explore},
    publish::site,
};
use serde_json::json;
use std::{fs, path::Path, time::Duration};

/// A host page of `tests/browser/hosts`, with `{{page}}` as the address of the embedded page.
fn host(name: &str, page: &Page) -> Site {
    let here = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("tests/browser");
    let html = fs::read_to_string(here.join(format!("hosts/{name}.html"))).expect("a host page");
    let package = |path: &str| {
        let path = here.join("node_modules").join(path);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; run `npm ci` in tests/browser", path.display()))
    };
    let site = Site::of(here.join("hosts"))
        .file("favicon.ico", "")
        .file("index.html", html.replace("{{page}}", &page.site.url("")));
    match name {
        "pym" => site.file("pym.js", package("pym.js/dist/pym.v1.min.js")),
        "iframe-resizer" => site.file("iframe-resizer.js", package("iframe-resizer/js/iframeResizer.min.js")),
        _ => site,
    }
}

async fn open_host(name: &str, page: &Page) -> Running {
    let host = host(name, page).start();
    page.go_to(&host.url("")).await;
    host
}

/// The height of frame and content, once they agree and stay so: where scroll bars take room, a frame that is still too
/// small has one, and in it a narrower chart of another height.
async fn settled(page: &Page) -> u64 {
    let mut last = None;
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let frame = page.run("return document.querySelector('iframe').clientHeight;", &[]).await;
        page.enter_frame(0).await;
        let content = page.run("return Math.ceil(document.documentElement.getBoundingClientRect().height);", &[]).await;
        page.leave_frame().await;
        if frame == content && last == Some(frame.clone()) {
            return frame.as_u64().expect("a height");
        }
        last = Some(content);
    }
    panic!("the frame does not get the height of its content, {last:?}");
}

/// The frame's content is as high as the frame, whether it grows or shrinks.
async fn follows_height(page: &Page) {
    page.enter_frame(0).await;
    page.wait_for("!document.getElementById('boot') && document.querySelector('#figure svg')").await;
    page.leave_frame().await;
    let mut heights = Vec::new();
    for padding in ["0px", "333px", "0px"] {
        page.enter_frame(0).await;
        page.run("document.getElementById('page').style.paddingBottom = arguments[0];", &[padding.into()]).await;
        page.leave_frame().await;
        heights.push(settled(page).await);
    }
    assert!(heights[0] > 150 && heights[1] == heights[0] + 333 && heights[2] == heights[0], "{heights:?}");
}

fn height_is_followed_by(name: &str) {
    explore(site(), async |page| {
        let _host = open_host(name, page).await;
        follows_height(page).await;
        page.no_errors_in_console().await;
    });
}

#[test]
fn a_script_that_comes_after_the_page_still_learns_its_height() {
    let late = Speed { delay: Duration::from_secs(3), bytes_per_second: None };
    explore(site().slow("embed.js", late), async |page| {
        let _host = open_host("frame", page).await;
        // It has the height that the page told after the script had come, before anything in it grows or shrinks.
        page.wait_for("globalThis.needsByFieldEmbed && document.querySelector('iframe').clientHeight !== 300").await;
        follows_height(page).await;
    });
}

#[test]
fn pym_follows_the_height() {
    height_is_followed_by("pym");
}

#[test]
fn iframe_resizer_follows_the_height() {
    height_is_followed_by("iframe-resizer");
}

#[test]
fn datawrapper_follows_the_height() {
    height_is_followed_by("datawrapper");
}

#[test]
fn amp_follows_the_height() {
    height_is_followed_by("amp");
}

#[test]
fn medium_follows_the_height() {
    height_is_followed_by("medium");
}

#[test]
fn wordpress_follows_the_height() {
    height_is_followed_by("wordpress");
}

#[test]
fn embed_js_follows_the_height_of_a_plain_frame() {
    height_is_followed_by("frame");
}

#[test]
fn a_sandboxed_frame_runs_where_its_host_allows_other_origins() {
    explore(site().header("Access-Control-Allow-Origin", "*"), async |page| {
        let _host = open_host("sandbox", page).await;
        follows_height(page).await;
    });
}

#[test]
fn a_sandboxed_frame_of_any_other_host_keeps_its_first_picture() {
    explore(site(), async |page| {
        let _host = open_host("sandbox", page).await;
        page.enter_frame(0).await;
        page.see_text("The page could not be started.").await;
        assert!(page.count("#figure svg").await > 0);
    });
}

#[test]
fn a_host_that_allows_frames_and_nothing_else_shows_the_page() {
    explore(site(), async |page| {
        let policy = format!("default-src 'none'; frame-src {}", page.site.origin);
        let host = host("plain", page).header("Content-Security-Policy", &policy).start();
        page.go_to(&host.url("")).await;
        page.enter_frame(0).await;
        page.wait_for("!document.getElementById('boot') && document.querySelector('#figure svg')").await;
        let title = page.run("return document.querySelector('h1').getClientRects().length;", &[]).await;
        assert_eq!(title, 0, "an embed is one chart and its note");
        let controls = page.run("return [...document.querySelectorAll('.tabs, .controls, #filters')].filter((e) => e.getClientRects().length).length;", &[]).await;
        assert_eq!(controls, 0, "its readers change nothing, unless the author lets them");
        page.leave_frame().await;
        page.no_errors_in_console().await;
    });
}

#[test]
fn an_embed_is_one_figure_of_at_most_a_screen_and_a_half() {
    explore(site(), async |page| {
        for (width, screen) in [(710, 900.0), (320, 844.0)] {
            for query in [
                "?embed=1",
                "?embed=1&controls=1",
                "?embed=1&chart=ranking",
                "?embed=1&chart=table&controls=1",
                "?embed=1&chart=sensitivity",
            ] {
                page.set_window(width, screen as u32).await;
                page.open(query).await;
                page.wait_for("!document.getElementById('boot')").await;
                let height = "document.documentElement.getBoundingClientRect().height";
                page.wait_for(&format!("{height} <= {}", screen * 1.5)).await;
                // The figure says what it is of; the full page is a tap away, everything else behind buttons.
                for seen in [".headline", ".asked", ".who", ".facts", ".full-page", ".more"] {
                    page.wait_for(&format!("document.querySelector('{seen}').checkVisibility()")).await;
                }
                page.wait_for("!document.querySelector('.copy-link').checkVisibility()").await;
                page.wait_for("![...document.querySelectorAll('.tabs')].some((e) => e.checkVisibility())").await;
            }
        }
        // All nine fields.
        page.open("?embed=1").await;
        page.wait_for("!document.getElementById('boot') && document.querySelector('.show-all')").await;
        let room = "document.querySelector('.picture').clientHeight";
        page.wait_for(&format!("{room} > 300 && {room} <= 480")).await;
        page.run("document.querySelector('.show-all').click();", &[]).await;
        page.wait_for(&format!("{room} > 640")).await;
        page.run("document.querySelector('.more').click();", &[]).await;
        page.wait_for("document.querySelector('.copy-link').checkVisibility()").await;
    });
}

#[test]
fn the_controls_of_an_embed_stay_open_and_keep_the_focus_whatever_is_chosen() {
    explore(site(), async |page| {
        for width in [710, 320] {
            page.set_window(width, 800).await;
            page.open("?embed=1&controls=1").await;
            page.wait_for("!document.getElementById('boot') && document.querySelector('.copy-link')").await;
            page.click(".menu > summary").await;
            page.run("document.querySelector('.menu').isTheSame = true;", &[]).await;
            let open =
                "document.querySelector('.menu[open]')?.isTheSame && document.querySelector('.tabs').checkVisibility()";
            for chart in ["sample", "compare", "sensitivity", "ranking", "table", "matrix"] {
                let tab = format!("document.querySelector('.tabs [data-do=\"chart {chart}\"]')");
                page.run(&format!("const tab = {tab}; tab.focus(); tab.click();"), &[]).await;
                page.run_async("requestAnimationFrame(() => setTimeout(arguments[0], 100));", &[]).await;
                page.wait_for(&format!("{tab}.checked && {open} && document.activeElement === {tab}")).await;
            }
            // A chip more and a chip less.
            for (pressed, chips) in [("[data-do^=without]", 1), ("[data-do=clear-all]", 0)] {
                page.run(&format!("document.querySelector('{pressed}').click();"), &[]).await;
                page.wait_for(&format!("document.querySelectorAll('.chips li').length === {chips} && {open}")).await;
            }
        }
    });
}

#[test]
fn all_of_a_tall_picture_is_shown_without_a_jump() {
    let height = "return document.querySelector('.picture').clientHeight;";
    let named = "const box = document.querySelector('.show-all input');
        return [box.getAttribute('aria-label'), ...[...box.labels].map((label) => label.textContent.trim())];";
    explore(site(), async |page| {
        page.set_window(390, 500).await;
        page.open("?embed=1&chart=ranking").await;
        page.wait_for("!document.getElementById('boot') && document.querySelector('#marks rect')").await;
        // Its label is what stands there to press.
        let label = page.text(".show-all").await;
        assert_eq!(page.run(named, &[]).await, json!([null, label.trim()]));
        let cut = page.run(height, &[]).await;
        // A mark that is in sight is pressed: nothing moves.
        page.run("const mark = document.querySelector('#marks rect'); mark.focus(); mark.blur();", &[]).await;
        page.click("#marks rect").await;
        assert_eq!(page.run(height, &[]).await, cut);
        // A reader at the lower end asks for all: it stays where it is, and what follows makes room.
        page.run("document.querySelector('.show-all').scrollIntoView({ block: 'end' });", &[]).await;
        let top = "return [scrollY, document.querySelector('.picture').getBoundingClientRect().top].map(Math.round);";
        let before = page.run(top, &[]).await;
        page.click(".show-all").await;
        page.wait_for("document.querySelector('.show-all input').checked").await;
        assert_eq!(page.run(top, &[]).await, before);
        assert!(page.run(height, &[]).await.as_u64() > cut.as_u64());
        // A filter leaves it open; the same place closes it again.
        page.wait_for("document.querySelector('.show-all').checkVisibility()").await;
        page.open("?embed=1&chart=ranking").await;
        page.wait_for("!document.getElementById('boot') && document.querySelector('#marks rect')").await;
        // A keyboard that comes to a mark beneath the cut has all of it, for good.
        page.run("const marks = document.querySelectorAll('#marks rect'); marks[marks.length - 1].focus();", &[]).await;
        page.wait_for("document.querySelector('.show-all input').checked").await;
        page.run("document.activeElement.blur();", &[]).await;
        assert!(page.run(height, &[]).await.as_u64() > cut.as_u64());
    });
}

#[test]
fn the_source_of_an_embed_has_separators_between_facts_alone() {
    // What stands after the last fact of a line, or before its first, is not seen.
    let seen = "return [...document.querySelectorAll('.facts li')].filter((e) => e.checkVisibility()).map((fact, i, all) => {
          const [after, before] = ['::after', '::before'].map((part) => getComputedStyle(fact, part).content);
          const next = all[i + 1];
          const [its, theirs, room] = [fact, next ?? fact, fact.parentElement].map((e) => e.getBoundingClientRect());
          const first = i === 0 || all[i - 1].getBoundingClientRect().top < its.top - 1;
          const last = !next || theirs.top > its.top + 1;
          const inset = parseFloat(/inset\\(.* ([\\d.]+)px\\)/.exec(getComputedStyle(fact.parentElement).clipPath)?.[1] ?? 0);
          const hangs = after.includes('·') && last;
          const leads = before.includes('·') && first && its.left >= room.left + inset - 1;
          const joins = first || before.includes('·') || getComputedStyle(all[i - 1], '::after').content.includes('·');
          return hangs || leads || !joins ? fact.textContent : '';
        }).filter(String);";
    explore(site(), async |page| {
        for (width, query) in [(320, "?embed=1"), (390, "?"), (500, "?embed=1"), (710, "?embed=1"), (1400, "?")] {
            page.set_window(width, 800).await;
            page.open(query).await;
            page.wait_for("!document.getElementById('boot')").await;
            assert_eq!(page.run(seen, &[]).await, json!([]), "{query} at {width} px");
        }
    });
}

#[test]
fn an_element_hands_over_the_font_and_the_colour_of_its_host() {
    let has = "const style = getComputedStyle(document.documentElement);
        return ['--font', '--accent-light', '--accent-dark'].map((name) => style.getPropertyValue(name).trim());";
    explore(site(), async |page| {
        let html = format!(
            "<!doctype html><title>Post</title><style>needs-by-field {{ --nbf-font: Georgia, serif; --nbf-accent: #7a1f3d }}</style>\
             <needs-by-field src='{0}'></needs-by-field><script src='{0}embed.js'></script>",
            page.site.url("")
        );
        let host =
            Site::of(Path::new(env!("CARGO_TARGET_TMPDIR"))).file("index.html", html).file("favicon.ico", "").start();
        page.go_to(&host.url("")).await;
        page.wait_for("document.querySelector('iframe')").await;
        page.enter_frame(0).await;
        page.wait_for("!document.getElementById('boot')").await;
        // Dark red is read on white; on a dark ground it is not, and the page's own stays.
        assert_eq!(page.run(has, &[]).await, json!(["Georgia, serif", "#7a1f3d", ""]));
        page.see_text_in("#notices", "Illustration").await;
        assert_eq!(page.count(".problems").await, 0, "the view knows nothing of it");
        page.leave_frame().await;
        // Anything else is not taken.
        for handed in [
            "nbf-font=x;}%20body{display:none",
            "nbf-font=url(//evil.example)",
            // No list of fonts: all of the type would be lost with it.
            "nbf-font=Georgia,",
            "nbf-font=inherit",
            "nbf-accent=red",
            "nbf-accent=%23ffff00",
            // Read on white, not where the page has a darker ground (what is pointed at).
            "nbf-accent=%23757575",
        ] {
            page.open(&format!("?embed=1&{handed}")).await;
            page.wait_for("!document.getElementById('boot')").await;
            let now = page.run(has, &[]).await;
            assert!(now[0].as_str().is_some_and(|font| font.contains("system")) && now[1] == "", "{handed}: {now}");
        }
        // Nobody's link changes the page itself.
        page.open("?nbf-font=Georgia&nbf-accent=%237a1f3d").await;
        page.wait_for("!document.getElementById('boot')").await;
        let now = page.run(has, &[]).await;
        assert!(now[0].as_str().is_some_and(|font| font.contains("system")) && now[1] == "", "{now}");
        // Whatever else begins like it asks for another view, as any unknown part of a link may.
        for (query, other) in [("?embed=1&nbf-font=Georgia", false), ("?embed=1&nbf-fields=x", true)] {
            page.open(query).await;
            let is_other = page.run("return 'other' in document.documentElement.dataset;", &[]).await;
            assert_eq!(is_other, other, "{query}");
        }
    });
}

#[test]
fn an_element_loads_when_it_comes_near_and_moves_nothing() {
    explore(site(), async |page| {
        let shifts = "window.shifts = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) \
                      window.shifts += e.value; }).observe({ type: 'layout-shift', buffered: true });";
        let host = host("element", page).start();
        page.go_to(&host.url("")).await;
        page.run(shifts, &[]).await;
        page.wait_for("document.querySelectorAll('iframe').length === 1").await;
        page.enter_frame(0).await;
        page.wait_for("!document.getElementById('boot')").await;
        page.leave_frame().await;
        assert_eq!(page.count("#two iframe").await, 0, "the one far down has not loaded");
        let before = page.run("return document.getElementById('two').getBoundingClientRect().height;", &[]).await;
        assert_eq!(before, 700, "its room is kept");
        page.run("document.getElementById('two').scrollIntoView();", &[]).await;
        page.wait_for("document.querySelector('#two iframe')").await;
        let shifted = page.run("return window.shifts;", &[]).await;
        assert!(shifted.as_f64().expect("a number") < 0.05, "{shifted}");
    });
}

#[test]
fn the_hosts_address_follows_the_view_of_a_mirrored_element_and_restores_it() {
    explore(site(), async |page| {
        let host = open_host("element", page).await;
        page.wait_for("document.querySelector('#one iframe')").await;
        page.enter_frame(0).await;
        page.wait_for("!document.getElementById('boot')").await;
        page.run("document.querySelector('.categories input').click();", &[]).await;
        let view = page.run_async("setTimeout(() => arguments[0](location.search), 300);", &[]).await;
        page.leave_frame().await;
        page.wait_for("new URLSearchParams(location.search).get('nbf-one')").await;
        let mirrored = page.run("return new URLSearchParams(location.search).get('nbf-one');", &[]).await;
        let mirrored = mirrored.as_str().expect("a view").to_owned();
        assert!(mirrored.contains("chart=ranking"), "{mirrored}");
        let address = page.run("return location.href;", &[]).await;
        page.go_to("about:blank").await;
        page.go_to(address.as_str().expect("an address")).await;
        page.wait_for("document.querySelector('#one iframe')").await;
        let frame = page.run("return document.querySelector('#one iframe').src;", &[]).await;
        assert!(frame.as_str().expect("an address").contains(&mirrored), "{frame} of {view}");
        drop(host);
    });
}

#[test]
fn a_hosts_address_cannot_choose_whose_data_are_shown() {
    explore(site(), async |page| {
        let host = host("element", page).start();
        page.go_to(&format!("{}?nbf-one=data%3Dhttps%3A%2F%2Fevil.example%2F%26chart%3Dtable", host.url(""))).await;
        page.wait_for("document.querySelector('#one iframe')").await;
        let frame = page.run("return document.querySelector('#one iframe').src;", &[]).await;
        assert_eq!(frame, json!(page.site.url("?chart=table&embed=1&controls=1")));
    });
}

#[test]
fn heights_that_make_no_sense_and_messages_of_others_are_ignored() {
    explore(site(), async |page| {
        let _host = open_host("frame", page).await;
        follows_height(page).await;
        let before = page.run("return document.querySelector('iframe').clientHeight;", &[]).await;
        let message =
            |height: &str| format!("{{ source: 'needs-by-field', type: 'height', data: {{ height: {height} }} }}");
        page.run(&format!("postMessage({}, '*');", message("77")), &[]).await;
        page.enter_frame(0).await;
        for height in ["0", "-5", "20001", "Infinity", "'88'", "null"] {
            page.run(&format!("parent.postMessage({}, '*');", message(height)), &[]).await;
        }
        page.leave_frame().await;
        let after = page
            .run_async("setTimeout(() => arguments[0](document.querySelector('iframe').clientHeight), 200);", &[])
            .await;
        assert_eq!(after, before);
    });
}
