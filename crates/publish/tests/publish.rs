//! `publish`: what a site holds, and what can never be in it.

use needs_core::Survey;
use needs_publish as publish;
use needs_publish::{BuiltPage, Files, Options, PARTS};
use needs_words::{Lang, Words};
use proptest::prelude::*;
use std::{fs, path::Path};

/// A built page of no content, in the shape that `make build` gives it.
fn built() -> BuiltPage {
    let mut dist = Files::new();
    let mut write = |name: &str, content: &str| dist.insert(name.to_owned(), content.as_bytes().to_vec());
    write(
        PARTS,
        r#"{"script": "needs-1.js", "wasm": "needs-1_bg.wasm", "later": "later-1.wasm", "icon": "icon-1.svg",
            "boot": "boot-1.js", "styles": ["page-1.css"], "after": "</div>"}"#,
    );
    write("icon-1.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    write("page-1.css", "body { margin: 0 }");
    write("needs-1.js", "export default () => {};");
    write("needs-1_bg.wasm", "\0asm");
    write("later-1.wasm", "\0asm");
    write("boot-1.js", "(() => {})();");
    write("statistics.html", "<title>What the numbers mean</title>");
    BuiltPage::from_files(&dist).expect("a built page")
}

fn example() -> Vec<u8> {
    fs::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("docs/example-results.json"))
        .expect("the example")
}

fn site(bytes: &[u8], options: &Options) -> Files {
    let survey = Survey::read(bytes).unwrap_or_else(|error| panic!("{error}"));
    publish::site(&survey, bytes, &built(), options).expect("a site").files
}

fn text<'a>(files: &'a Files, name: &str) -> &'a str {
    std::str::from_utf8(files.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", files.keys()))).expect("text")
}

/// What is said before the page runs is in the language of the site; `index.html` has it in English.
#[test]
fn what_is_said_before_the_page_runs_speaks_the_language_of_the_site() {
    let said = |words: Words| {
        [
            words.boot_loading(),
            words.boot_no_wasm(),
            words.boot_as_file(),
            words.boot_failed(),
            words.boot_trapped(),
            words.broken(),
            words.broken_what(),
            words.broken_link(),
        ]
    };
    let index = include_str!("../../../index.html");
    for text in said(Words::new(Lang::En)) {
        assert!(index.contains(text), "index.html does not say: {text}");
    }
    let german = Words::new(Lang::De);
    let files = site(&example(), &Options { words: german, ..Options::default() });
    let page = text(&files, "index.html");
    for text in said(german) {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.contains(german.boot_no_scripts()) && !page.contains("Loading the page"));
}

#[test]
fn a_site_has_the_page_its_data_and_a_page_for_each_named_view() {
    let files = site(&example(), &Options { base_url: Some("https://example.org/s/".into()), ..Options::default() });
    let index = text(&files, "index.html");
    let data = files.keys().find(|name| name.starts_with("results-") && name.ends_with(".json")).expect("data");
    assert!(index.contains(&format!("<meta name=\"needs-by-field:data\" content=\"{data}\">")), "{index}");
    assert!(index.contains(&format!(
        "rel=\"preload\" id=\"page-data\" as=\"fetch\" type=\"application/json\" crossorigin href=\"./{data}\" data-integrity=\"sha384-"
    )));
    assert_eq!(files[data], files["results.json"]);
    let survey = Survey::read(&example()).expect("the example");
    assert!(!survey.views().is_empty(), "the example has a named view");
    for view in survey.views() {
        let page = text(&files, &format!("view/{}/index.html", view.id)).to_owned();
        assert!(
            page.contains(&format!(
                "property=\"og:image\" content=\"https://example.org/s/view/{}/card.png\"",
                view.id
            )),
            "{page}"
        );
        assert!(
            page.contains("href=\"./../../needs-1_bg.wasm\" data-integrity=\"sha384-")
                && page.contains("data-later=\"./../../later-1.wasm\" data-later-integrity=\"sha384-")
                && files.contains_key("later-1.wasm")
                && page.contains("data-root=\"../../\""),
            "{page}"
        );
        assert!(files.contains_key(&format!("view/{}/card.png", view.id)));
    }
    for name in [
        "results.csv",
        "results.schema.json",
        "embed.js",
        "sw.js",
        "README.txt",
        "site.json",
        "index.html.br",
        "index.html.gz",
        "needs-1.js",
    ] {
        assert!(files.contains_key(name), "no {name}");
    }
}

/// What is hatched takes its pattern from its own picture: browsers draw none of one that is not shown.
#[test]
fn each_first_picture_has_a_pattern_of_its_own() {
    let files = site(&example(), &Options::default());
    let index = text(&files, "index.html");
    let pictures: Vec<&str> = index.split("<div class=\"first ").skip(1).collect();
    assert_eq!(pictures.len(), 3);
    for picture in pictures {
        let (_, rest) = picture.split_once("<pattern id=\"").expect("the example has too few answers in some cells");
        let (id, _) = rest.split_once('"').expect("quoted");
        assert_eq!(index.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        assert_eq!(picture.matches("url(#").count(), picture.matches(&format!("url(#{id})")).count(), "{id}");
        assert!(picture.contains(&format!("url(#{id})")));
    }
}

#[test]
fn the_first_picture_and_the_numbers_are_in_the_html() {
    let files = site(&example(), &Options::default());
    let index = text(&files, "index.html");
    for part in [
        "<h1>A small survey</h1>",
        "class=\"chart",
        "14 of 26",
        "Better documentation and examples",
        "first narrow",
        "first wide",
    ] {
        assert!(index.contains(part), "no {part} in {index}");
    }
}

/// The hash of each inline part is in the policy, and there is no other inline part.
#[test]
fn every_inline_script_and_style_is_in_the_policy() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use sha2::{Digest, Sha256};
    let files = site(&example(), &Options::default());
    let index = text(&files, "index.html");
    let policy = index
        .split("Content-Security-Policy\" content=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a policy");
    for tag in ["script", "style"] {
        let parts: Vec<&str> = index
            .split(&format!("<{tag}>"))
            .skip(1)
            .filter_map(|rest| rest.split(&format!("</{tag}>")).next())
            .collect();
        assert!(!parts.is_empty(), "no {tag}");
        for part in parts {
            let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(part.as_bytes())));
            assert!(policy.contains(&hash), "{tag}: {part}");
        }
        assert!(!index.contains(&format!("<{tag} ")), "a {tag} with attributes");
    }
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
}

#[test]
fn the_same_results_make_the_same_site() {
    assert!(site(&example(), &Options::default()) == site(&example(), &Options::default()));
}

#[test]
fn compressed_files_stand_beside_theirs_and_the_manifest_lists_all() {
    let files = site(&example(), &Options::default());
    let manifest: serde_json::Value = serde_json::from_str(text(&files, "site.json")).expect("JSON");
    for name in files.keys().filter(|name| *name != "site.json") {
        assert!(manifest["files"][name].as_str().is_some_and(|hash| hash.starts_with("sha384-")), "{name}");
    }
    assert!(files["index.html.br"].len() < files["index.html"].len() / 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever an author, or whoever answered, writes stays text.
    #[test]
    fn hostile_texts_stay_text(
        evil in "[ -~]{0,12}",
        bait in prop::sample::select(vec![
            "<zz-evil>", "\"><zz-evil>", "'><zz-evil x='", "</title><zz-evil>", "</script><zz-evil>", "<!--<zz-evil>", "]]><zz-evil>",
        ]),
    ) {
        let hostile = format!("a{evil}{bait}\" onload=\"zz()");
        let mut file: serde_json::Value = serde_json::from_slice(&example()).expect("JSON");
        for path in ["/title", "/description", "/population", "/homepage", "/licenses/0/name", "/narrative/summary", "/narrative/limitations",
            "/narrative/methods/0", "/narrative/get_in_touch", "/narrative/projects/0/name", "/narrative/projects/0/url", "/dimensions/0/label",
            "/dimensions/0/categories/0/label", "/dimensions/1/bias/note", "/dimensions/1/bias/source", "/questions/0/text",
            "/questions/0/label", "/questions/0/choices/0/label", "/views/0/label", "/views/0/query"]
        {
            if let Some(value) = file.pointer_mut(path) {
                *value = hostile.clone().into();
            }
        }
        let bytes = serde_json::to_vec(&file).expect("JSON");
        if let Ok(survey) = Survey::read(&bytes) {
            let files = publish::site(&survey, &bytes, &built(), &Options { words: Words::default(), ..Options::default() }).expect("a site").files;
            for (name, content) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
                let html = std::str::from_utf8(content).expect("text");
                prop_assert!(!html.contains("<zz-evil"), "{name}: {html}");
                prop_assert!(!html.contains("\" onload=\"zz"), "{name}: {html}");
            }
        }
    }
}
