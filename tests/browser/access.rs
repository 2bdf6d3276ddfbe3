//! Everybody: axe-core's rules, zoom, narrow screens, forced colours, contrast, paper, and what a screen reader gets.

use crate::{
    harness::{Engine, Page, Site, visit},
    publish::site,
};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Every chart, and what else may stand in its place.
const VIEWS: [(&str, &str); 13] = [
    ("matrix", "?"),
    ("matrix of a rating", "?question=features"),
    ("ranking", "?chart=ranking&region=-australia"),
    ("rating", "?question=features&chart=ranking"),
    ("compare", "?chart=compare&network=not-linked&vs=rest"),
    ("sample", "?chart=sample&network=not-linked"),
    ("sensitivity", "?chart=sensitivity"),
    ("table", "?chart=table&question=first"),
    ("what-if", "?weight=region:australia:0.02&chart=ranking"),
    ("sliders", "?weight=region:australia:0.02&chart=sensitivity"),
    ("nobody", "?region="),
    ("not offered", "?region=-australia&channel=-social-media"),
    ("problems", "?colour=red&v=0"),
];

async fn open(page: &Page, query: &str) {
    page.open(query).await;
    page.wait_for("!document.getElementById('boot')").await;
    page.wait_for("document.querySelector('#controls h2')").await;
}

/// axe-core, as npm has it.
fn axe() -> String {
    let file =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("tests/browser/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}; run `npm ci` in tests/browser", file.display()))
}

/// Everything of WCAG 2.2 A and AA that axe can tell, and what it holds for good practice, in the current frame.
/// `but` are rules that do not hold there.
async fn violations(page: &Page, but: &[&str]) -> Vec<String> {
    page.run(&axe(), &[]).await;
    let script = "const [but, done] = arguments;
        const rules = Object.fromEntries([['target-size', { enabled: true }], ...but.map((id) => [id, { enabled: false }])]);
        axe.run(document, { resultTypes: ['violations'], rules }).then(
          (result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) =>
            `${rule.id}: ${node.target.join(' ')}\\n  ${node.html.slice(0, 200)}\\n  ${node.failureSummary}`))),
          (error) => done([String(error)]));";
    let found = page.run_async(script, &[json!(but)]).await;
    found.as_array().expect("a list").iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

async fn without_violations(page: &Page, what: &str, but: &[&str]) {
    let found = violations(page, but).await;
    assert!(found.is_empty(), "{what}: {}\n{}", found.len(), found.join("\n"));
}

/// All panels and groups open, so that nothing is hidden from the rules.
async fn unfold(page: &Page) {
    page.run("for (const d of document.querySelectorAll('details')) { d.name = ''; d.open = true; }", &[]).await;
}

fn nothing_in_any_chart(theme: &str, lang: &str) {
    visit(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        for (name, query) in VIEWS {
            open(page, &format!("{query}&theme={theme}&lang={lang}")).await;
            unfold(page).await;
            without_violations(page, name, &[]).await;
        }
    });
}

#[test]
fn axe_finds_nothing_in_any_light_chart() {
    nothing_in_any_chart("light", "en");
}

#[test]
fn axe_finds_nothing_in_any_dark_chart() {
    nothing_in_any_chart("dark", "de");
}

#[test]
fn axe_finds_nothing_on_a_phone() {
    visit(Site::dist(), async |page| {
        page.set_window(360, 800).await;
        for (name, query) in VIEWS {
            open(page, query).await;
            unfold(page).await;
            without_violations(page, name, &[]).await;
        }
    });
}

#[test]
fn axe_finds_nothing_in_an_embed() {
    visit(site(), async |page| {
        page.set_window(700, 800).await;
        for (name, query) in VIEWS {
            let more = if name.len() % 2 == 0 { "&embed=1" } else { "&embed=1&controls=1&theme=dark" };
            open(page, &format!("{query}{more}")).await;
            // The first heading is that of the page around.
            without_violations(page, &format!("{name}, embedded"), &["page-has-heading-one"]).await;
        }
    });
}

#[test]
fn axe_finds_nothing_where_a_message_stands_instead_of_the_page() {
    crate::harness::explore(Site::dist().missing("results.json"), async |page| {
        page.open("").await;
        page.see_text("The results could not be loaded").await;
        without_violations(page, "failed", &["page-has-heading-one", "landmark-one-main"]).await;
    });
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

#[test]
fn nothing_scrolls_sideways_at_320_pixels() {
    visit(Site::dist(), async |page| {
        page.set_window(320, 800).await;
        for (name, query) in VIEWS {
            open(page, &format!("{query}&lang=de")).await;
            unfold(page).await;
            nothing_is_cut(page, name).await;
        }
    });
}

#[test]
fn text_of_twice_the_size_fits_640_pixels() {
    visit(Site::dist(), async |page| {
        page.set_window(640, 800).await;
        for (name, query) in VIEWS {
            open(page, query).await;
            page.run("document.documentElement.style.fontSize = '200%';", &[]).await;
            unfold(page).await;
            nothing_is_cut(page, name).await;
        }
    });
}

#[test]
fn what_is_chosen_is_not_cut_on_a_phone() {
    visit(Site::dist(), async |page| {
        page.set_window(360, 800).await;
        for (query, lang) in [("?", "en"), ("?question=features", "de")] {
            open(page, &format!("{query}&lang={lang}")).await;
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

#[test]
fn a_table_on_a_phone_shows_a_share_before_it_is_scrolled() {
    visit(Site::dist(), async |page| {
        page.set_window(360, 800).await;
        open(page, "?chart=table").await;
        page.wait_for("document.querySelectorAll('.numbers thead th')[2].getBoundingClientRect().right <= innerWidth")
            .await;
    });
}

#[test]
fn what_a_legend_shows_differs_in_shape_not_in_colour_alone() {
    visit(Site::dist(), async |page| {
        open(page, "?chart=ranking").await;
        let shape = "const style = getComputedStyle(document.querySelector(`.legend .swatch.${arguments[0]}`));
            return [style.width, style.height, style.borderTopWidth, style.borderLeftWidth, style.borderRadius].join(' ');";
        let mut shapes = Vec::new();
        for class in ["dot", "interval", "bracket"] {
            shapes.push(page.run(shape, &[class.into()]).await.to_string());
        }
        shapes.sort();
        shapes.dedup();
        assert_eq!(shapes.len(), 3, "{shapes:?}");
    });
}

#[test]
fn charts_follow_their_room_not_the_window() {
    visit(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page, "").await;
        let width = "document.querySelector('#figure svg.chart').getAttribute('width')";
        page.wait_for(&format!("{width} > 900")).await;
        page.run("document.getElementById('page').style.maxWidth = '1000px';", &[]).await;
        page.wait_for(&format!("{width} <= document.getElementById('figure').clientWidth && {width} < 700")).await;
    });
}

#[test]
fn what_filters_do_is_a_sentence_on_paper_and_in_a_frame() {
    visit(Site::dist(), async |page| {
        if page.engine() != Engine::Chromium {
            return;
        }
        let seen = "document.querySelector('.who').checkVisibility()";
        open(page, "?region=-australia&embed=1").await;
        page.see_text_in(".who", "Filtered to Region without Australia").await;
        page.wait_for(seen).await;
        open(page, "").await;
        page.wait_for(&format!("!{seen}")).await;
        page.as_printed().await;
        page.wait_for(seen).await;
        page.see_text_in(".who", "552 of 552 respondents. No filter: everyone is shown.").await;
        // What cannot be pressed on paper is not on it.
        page.wait_for("![...document.querySelectorAll('button, select, input')].some((e) => e.checkVisibility())")
            .await;
    });
}

#[test]
fn on_paper_no_row_is_cut_and_a_table_is_not_wider_than_the_sheet() {
    visit(Site::dist(), async |page| {
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

#[test]
fn in_forced_colours_a_legend_is_there_where_its_colours_are() {
    visit(Site::dist(), async |page| {
        if page.engine() != Engine::Chromium {
            return;
        }
        page.prefer("forced-colors", "active").await;
        for (query, seen) in [("?", false), ("?chart=ranking&question=features", true)] {
            open(page, query).await;
            page.wait_for(&format!("document.querySelector('.legend .s0').checkVisibility() === {seen}")).await;
        }
    });
}

#[test]
fn a_dark_page_is_printed_light() {
    visit(Site::dist(), async |page| {
        if page.engine() != Engine::Chromium {
            return;
        }
        open(page, "?theme=dark").await;
        page.as_printed().await;
        page.wait_for("getComputedStyle(document.querySelector('.chart .text')).fill === 'rgb(26, 35, 41)'").await;
        page.wait_for("getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'").await;
    });
}

#[test]
fn the_marks_lie_on_a_picture_that_is_in_parts() {
    visit(Site::dist(), async |page| {
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

#[test]
fn the_language_is_changed_by_a_link_that_keeps_the_view() {
    visit(Site::dist(), async |page| {
        open(page, "?region=-australia&chart=ranking&lang=en").await;
        page.click(".languages a[lang=de]").await;
        page.wait_for("document.documentElement.lang === 'de'").await;
        page.wait_for("document.querySelector('.languages a[lang=de][aria-current]')").await;
        page.see_text_in(".who", "Befragten").await;
        assert_eq!(page.address().await, "?region=-australia&chart=ranking&lang=de");
        page.go_back().await;
        page.wait_for("document.documentElement.lang === 'en'").await;
    });
}

#[test]
fn nobody_lands_on_what_cannot_be_seen() {
    visit(Site::dist(), async |page| {
        for query in ["", "?chart=table", "?embed=1"] {
            open(page, query).await;
            let hidden = page
                .run(
                    "return [...document.querySelectorAll('a[href], button, select, [tabindex=\"0\"]')]
                       .filter((e) => e.checkVisibility() && e.closest('.unseen')).map((e) => e.outerHTML);",
                    &[],
                )
                .await;
            assert_eq!(hidden, json!([]), "{query}");
        }
    });
}

/// The accessibility tree of the page, a line a node: role and name, indented.
async fn tree(page: &Page) -> String {
    page.devtools("Accessibility.enable", json!({})).await;
    let nodes = page.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes = nodes["nodes"].as_array().expect("nodes").clone();
    let mut out = String::new();
    write(&nodes, &nodes[0], 0, &mut out);
    out
}

fn write(nodes: &[Value], node: &Value, depth: usize, out: &mut String) {
    let (role, name) = (node["role"]["value"].as_str().unwrap_or(""), node["name"]["value"].as_str().unwrap_or(""));
    let told = node["ignored"] != true && !matches!(role, "InlineTextBox" | "generic" | "none");
    if told {
        out.push_str(&"  ".repeat(depth));
        out.push_str(role);
        if !name.is_empty() {
            out.push_str(&format!(" {name:?}"));
        }
        if let Some(description) = node["description"]["value"].as_str().filter(|text| !text.is_empty()) {
            out.push_str(&format!(" ({description})"));
        }
        out.push('\n');
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.iter().find(|other| other["nodeId"] == *child) {
            write(nodes, child, depth + usize::from(told), out);
        }
    }
}

#[test]
fn a_screen_reader_gets_the_page_in_order_and_no_letter_twice() {
    visit(Site::dist(), async |page| {
        if page.engine() != Engine::Chromium {
            return;
        }
        page.set_window(1400, 900).await;
        open(page, "").await;
        let heard = tree(page).await;
        let mut rest = heard.as_str();
        for next in [
            "link \"Skip to the chart\"",
            "main",
            "heading \"What the life-science community needs",
            "region \"Filters by dimension\"",
            "checkbox \"Australia over-represented ",
            "button \"Without Australia\"",
            "region \"Chart\"",
            "heading \"What would help you most in your work?\"",
            "radio \"Matrix\"",
            "figure",
            "Share of each field that chose each need. 552 of 552 respondents.",
            "grid \"Needs of researchers\" (Use the arrow keys",
            "gridcell \"All fields, Documentation and examples: 50% chose it, 224 of 450 who answered; chance interval ",
            "table ",
            "columnheader \"Respondents\"",
            "button \"Copy link\"",
            "heading \"Limitations\"",
            "contentinfo",
            "link \"Deutsch\"",
            "status",
        ] {
            let Some((_, after)) = rest.split_once(next) else { panic!("{next} is not next in:\n{heard}") };
            rest = after;
        }
        assert!(!heard.contains(" image \""), "the picture's letters are read beside its marks:\n{heard}");
        for line in heard.lines() {
            let named = ["gridcell", "button", "checkbox", "combobox", "link", "radio", "columnheader", "textbox"];
            assert!(!named.contains(&line.trim()), "nameless: {line}");
        }
        page.run("document.querySelector('[data-do^=\"without\"]').click();", &[]).await;
        page.wait_for("document.getElementById('status').textContent").await;
        let heard = tree(page).await;
        let (_, told) = heard.split_once("\n  status\n").expect("a live region");
        assert!(
            told.trim_start().starts_with("StaticText \"") && told.contains(" of 552 respondents; most requested: ")
        );
    });
}
