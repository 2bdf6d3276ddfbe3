//! Everybody: axe-core's rules, forced colours, contrast, paper, and what a screen reader gets.

use crate::{
    harness::{Engine, Page, Site, visit},
    publish::site,
};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Every chart, and what else may stand in its place.
pub const VIEWS: [(&str, &str); 13] = [
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

pub async fn open(page: &Page, query: &str) {
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

pub async fn without_violations(page: &Page, what: &str, but: &[&str]) {
    let found = violations(page, but).await;
    assert!(found.is_empty(), "{what}: {}\n{}", found.len(), found.join("\n"));
}

/// The groups of the filters open; they are folded where nothing in them is set.
pub async fn unfold_filters(page: &Page) {
    page.run("for (const d of document.querySelectorAll('.filters, .group')) d.open = true;", &[]).await;
}

/// All panels and groups open, so that nothing is hidden from the rules.
pub async fn unfold(page: &Page) {
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
            // All that is behind its buttons.
            unfold(page).await;
            page.run(
                "for (const box of document.querySelectorAll('.more input, .show-all input')) if (!box.checked) box.click();",
                &[],
            )
            .await;
            without_violations(page, &format!("{name}, embedded, unfolded"), &["page-has-heading-one"]).await;
        }
    });
}

#[test]
fn axe_finds_nothing_in_the_drawer_of_a_phone() {
    visit(Site::dist(), async |page| {
        page.set_window(390, 844).await;
        open(page, "").await;
        page.click(".filters > summary").await;
        page.click("[data-dimension=region] > summary").await;
        without_violations(page, "the drawer", &[]).await;
        page.click("[data-dimension=region] [data-do^=without]").await;
        page.wait_for("document.querySelector('.filters[open] .reset')").await;
        without_violations(page, "the drawer with a filter", &[]).await;
        page.press(Key::Escape).await;
        page.wait_for("!document.querySelector('.filters').open").await;
        without_violations(page, "behind the drawer", &[]).await;
    });
}

/// The drawer lies over the page (WCAG 2.2, 2.4.11).
#[test]
fn the_drawer_of_a_phone_closes_by_escape_and_hides_no_focus() {
    let open_drawer = "!!document.querySelector('.filters').open";
    visit(Site::dist(), async |page| {
        page.set_window(390, 844).await;
        open(page, "").await;
        page.wait_for("document.querySelector('.copy-link')").await;
        page.click(".filters > summary").await;
        page.run("document.querySelector('[data-dimension] > summary').focus();", &[]).await;
        page.press(Key::Escape).await;
        page.wait_for(&format!("!({open_drawer}) && document.activeElement.matches('.filters > summary')")).await;
        // Whoever goes on behind it needs it no more.
        page.click(".filters > summary").await;
        page.wait_for(open_drawer).await;
        page.run("document.querySelector('.copy-link').focus();", &[]).await;
        page.wait_for(&format!("!({open_drawer})")).await;
        // From the first stop to the last.
        page.run("document.querySelector('.skip').focus();", &[]).await;
        let hidden = "const [at, drawer] = [document.activeElement, document.querySelector('.filters')];
            const [here, there] = [at, drawer].map((e) => e.getBoundingClientRect());
            return at === document.body || at.matches('.foot :last-child a') ? 'end'
              : drawer.contains(at) || here.bottom <= there.top || !at.checkVisibility() ? '' : at.outerHTML;";
        for stop in 0.. {
            assert!(stop < 200, "the page has no end");
            page.press(Key::Tab).await;
            match page.run(hidden, &[]).await.as_str() {
                Some("end") => break,
                found => assert_eq!(found, Some(""), "hidden"),
            }
        }
        // On a desk the filters are no drawer, and stay.
        page.set_window(1400, 900).await;
        open(page, "").await;
        page.run("document.querySelector('[data-dimension] > summary').focus();", &[]).await;
        page.press(Key::Escape).await;
        page.run("document.querySelector('.copy-link').focus();", &[]).await;
        page.wait_for(open_drawer).await;
    });
}

#[test]
fn the_focus_of_a_limitation_is_seen_whole() {
    visit(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page, "").await;
        page.wait_for("document.querySelector('.pull')").await;
        let cut = "return [...document.querySelectorAll('.strip .pull')].map((pull) => {
              pull.focus({ focusVisible: true });
              pull.scrollIntoView({ inline: 'nearest', block: 'nearest' });
              const { outlineOffset, outlineWidth, outlineStyle } = getComputedStyle(pull);
              const far = parseFloat(outlineOffset) + parseFloat(outlineWidth);
              const [its, room] = [pull, pull.closest('ul')].map((e) => e.getBoundingClientRect());
              const seen = its.left - far >= room.left - 0.5 && its.top - far >= room.top - 0.5
                && its.right + far <= room.right + 0.5 && its.bottom + far <= room.bottom + 0.5;
              return outlineStyle !== 'none' && seen ? '' : pull.getAttribute('aria-label');
            }).filter(String);";
        assert_eq!(page.run(cut, &[]).await, json!([]));
    });
}

#[test]
fn a_filtered_page_is_printed_with_its_filters_and_all_its_cards() {
    visit(Site::dist(), async |page| {
        if page.engine() != Engine::Chromium {
            return;
        }
        let filters = ["Region without North America", "Field without Neuroscience"];
        for (query, chips, cards) in [("", &[][..], 6), ("?region=-north-america&field=-neuroscience", &filters[..], 2)]
        {
            page.set_window(1400, 900).await;
            open(page, query).await;
            page.wait_for("document.querySelector('.strip')").await;
            page.set_window(718, 1046).await;
            page.as_printed().await;
            for said in chips {
                page.see_text_in(".chips", said).await;
            }
            page.wait_for("![...document.querySelectorAll('button, select, input')].some((e) => e.checkVisibility())")
                .await;
            // A chip without its button is as wide at its end as at its beginning, and has a rim: grounds are not printed.
            page.wait_for(
                "[...document.querySelectorAll('.chips li')].every((chip) => {
                   const style = getComputedStyle(chip);
                   return style.paddingLeft === style.paddingRight && style.borderTopStyle === 'solid';
                 })",
            )
            .await;
            // Paper does not scroll.
            let scrolls = "return [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility()
                  && getComputedStyle(e).overflowX === 'auto' && e.scrollWidth > e.clientWidth + 1).map((e) => e.className);";
            assert_eq!(page.run(scrolls, &[]).await, json!([]), "{query}");
            page.wait_for(&format!("document.querySelectorAll('.strip li').length >= {cards}")).await;
            page.wait_for("getComputedStyle(document.querySelector('.gauge')).printColorAdjust === 'exact'").await;
            page.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
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
fn what_filters_do_is_said_on_paper_and_in_a_frame() {
    visit(Site::dist(), async |page| {
        if page.engine() != Engine::Chromium {
            return;
        }
        let seen = "document.querySelector('.who').checkVisibility()";
        for query in ["?region=-australia&embed=1", "?region=-australia"] {
            open(page, query).await;
            page.see_text_in(".chips", "Region without Australia").await;
            page.wait_for("document.querySelector('.chips li').checkVisibility()").await;
        }
        open(page, "").await;
        page.wait_for(seen).await;
        page.as_printed().await;
        page.wait_for(seen).await;
        page.see_text_in(".who", "450 of 552 respondents answered this question. It was asked of").await;
        // What cannot be pressed on paper is not on it.
        page.wait_for("![...document.querySelectorAll('button, select, input')].some((e) => e.checkVisibility())")
            .await;
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
fn the_language_is_changed_by_a_link_that_keeps_the_view() {
    visit(Site::dist(), async |page| {
        for (width, height) in [(360, 640), (800, 600), (1400, 900)] {
            page.set_window(width, height).await;
            open(page, "?region=-australia&chart=ranking&lang=en").await;
            // However far down it is, it comes out from under the drawer of filters.
            page.run("document.querySelector('.languages a[lang=de]').scrollIntoView({ block: 'end' });", &[]).await;
            page.click(".languages a[lang=de]").await;
            page.wait_for("document.documentElement.lang === 'de'").await;
            page.wait_for("document.querySelector('.languages a[lang=de][aria-current]')").await;
            page.see_text_in(".who", "Befragten").await;
            assert_eq!(page.address().await, "?region=-australia&chart=ranking&lang=de");
            page.go_back().await;
            page.wait_for("document.documentElement.lang === 'en'").await;
        }
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
    let message = node["ignored"] != true && !matches!(role, "InlineTextBox" | "generic" | "none");
    if message {
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
            write(nodes, child, depth + usize::from(message), out);
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
        page.wait_for("document.querySelector('.verdict span')").await;
        unfold_filters(page).await;
        let heard = tree(page).await;
        let mut rest = heard.as_str();
        for next in [
            "link \"Skip to the chart\"",
            "main",
            "heading \"What the life-science community needs",
            "region \"Who answered, and what hangs on it\"",
            "Linked to the author's imaging network",
            "Their lead: robust",
            "button \"What if: Linked to the author's imaging network\"",
            "region \"Filters by dimension\"",
            "checkbox \"Australia over-represented ",
            "button \"Without Australia\"",
            "region \"Chart\"",
            "heading \"What would help you most in your work?\"",
            "radio \"Matrix\"",
            "figure",
            "Share of each field that chose each need. 450 of 552 respondents answered this question.",
            "grid \"Needs of researchers\" (Use the arrow keys",
            "gridcell \"All fields, Documentation and examples: 50% chose it, 224 of 450 who answered; chance interval ",
            "table ",
            "columnheader \"Answered\"",
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
        let (_, message) = heard.split_once("\n  status\n").expect("a live region");
        assert!(
            message.trim_start().starts_with("StaticText \"") && message.contains(" of 552 respondents; chosen most: ")
        );
    });
}
