//! The HTML of a published page: metadata for search engines and social networks, the first view for readers without
//! scripts, and the start of the page.

use super::{BuiltPage, Data, Options, Share, first_view, hash, policy};
use needs_core::survey::Survey;
use needs_page::html::Html;
use needs_words::Words;

/// Runs before the first paint: hides the first picture where the link is to an embed or to another view.
const EARLY: &str = include_str!("../embed/early.js");
/// Runs after `boot.js` has found its files: replaces a share page's address by that of the page, and registers the
/// service worker.
const LATE: &str = include_str!("../embed/late.js");
/// The styles of the first picture and of the loading message.
const STYLE: &str = include_str!("../published.css");

/// The document of one page of the site.
///
/// # Errors
/// If its picture cannot be drawn; the reason.
pub fn document(
    survey: &Survey,
    share: &Share,
    built: &BuiltPage,
    data: &Data,
    has_card: bool,
    options: &Options,
) -> Result<String, String> {
    let first = first_view::first_view(survey, share, options.words)?;
    let style = format!("{}{STYLE}", built.style);
    let start = format!("{}\n{LATE}", built.boot);
    let mut html = Html::default();
    html.markup("<!doctype html>\n<html lang=\"").text(options.words.lang.tag()).markup("\" data-root=\"");
    html.text(share.root).markup("\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html.text(&policy::policy(&[EARLY, &start], &[&style])).markup("\">\n");
    html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.markup("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.markup("<script>").drawn(EARLY).markup("</script>\n<title>").text(&share.title).markup("</title>\n");
    named(&mut html, "description", &share.description);
    named(&mut html, "generator", concat!("needs-by-field ", env!("CARGO_PKG_VERSION")));
    named(&mut html, "needs-by-field:data", &data.name);
    if !share.query.is_empty() {
        named(&mut html, "needs-by-field:view", share.query);
    }
    named(&mut html, "needs-by-field:post", options.post.as_deref().unwrap_or_default());
    named(&mut html, "needs-by-field:canonical", options.base_url.as_deref().unwrap_or_default());
    card(&mut html, survey, share, has_card, options);
    let address = |html: &mut Html, name: &str| {
        html.text("./").text(share.root).text(name);
    };
    if let Some(icon) = &built.icon {
        html.markup("<link rel=\"icon\" href=\"");
        address(&mut html, icon);
        html.markup("\">\n");
    }
    html.markup("<link rel=\"modulepreload\" id=\"page-js\" href=\"");
    address(&mut html, &built.script);
    html.markup("\" integrity=\"").text(&hash::integrity(&built.files[&built.script]));
    html.markup(
        "\">\n<link rel=\"preload\" id=\"page-wasm\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"",
    );
    address(&mut html, &built.wasm);
    let wasm = &built.files[&built.wasm];
    html.markup("\" data-integrity=\"").text(&hash::integrity(wasm));
    html.markup("\" data-length=\"").number(wasm.len() as u32);
    if let Some(later) = &built.later {
        html.markup("\" data-later=\"");
        address(&mut html, later);
        html.markup("\" data-later-integrity=\"").text(&hash::integrity(&built.files[later]));
    }
    html.markup(
        "\">\n<link rel=\"preload\" id=\"page-data\" as=\"fetch\" type=\"application/json\" crossorigin href=\"",
    );
    address(&mut html, &data.name);
    html.markup("\" data-integrity=\"")
        .text(&data.integrity)
        .markup("\">\n<style>")
        .drawn(&style)
        .markup("</style>\n</head>\n<body>");
    before(&mut html, options.words);
    html.drawn(&first).drawn(&built.after);
    html.markup("<script>").drawn(&start).markup("</script>\n</body>\n</html>\n");
    Ok(html.finish())
}

/// The messages while the page loads and if it cannot run: those of `index.html`, in the language of the site.
fn before(html: &mut Html, words: Words) {
    html.markup("<div id=\"boot\" data-loading=\"").text(words.boot_loading());
    html.markup("\" data-no-wasm=\"")
        .text(words.boot_no_wasm())
        .markup("\" data-as-file=\"")
        .text(words.boot_as_file());
    html.markup("\" data-failed=\"").text(words.boot_failed()).markup("\" data-trapped=\"").text(words.boot_trapped());
    html.markup("\"><p id=\"boot-text\" role=\"status\">").text(words.boot_loading());
    html.markup("</p><progress id=\"boot-progress\" aria-labelledby=\"boot-text\"></progress><noscript><p>");
    html.text(words.boot_no_scripts())
        .markup("</p></noscript></div><div id=\"broken\" role=\"alert\" hidden><p><strong>");
    html.text(words.broken()).markup("</strong> ").text(words.broken_what()).markup(" <a href=\"./\">");
    html.text(words.broken_link()).markup("</a></p></div><div id=\"failed\" role=\"alert\" hidden></div>");
    html.markup("<p id=\"stands\" class=\"notice\">").text(words.stands()).markup("</p><div id=\"page\">");
}

/// The metadata of link previews.
fn card(html: &mut Html, survey: &Survey, share: &Share, has_card: bool, options: &Options) {
    let address = |file: &str| match &options.base_url {
        Some(base) => format!("{base}{}{file}", share.directory),
        None => format!("./{file}"),
    };
    property(html, "og:type", "website");
    property(html, "og:site_name", &survey.about.title);
    property(html, "og:title", &share.title);
    property(html, "og:description", &share.description);
    if has_card {
        property(html, "og:image", &address("card.png"));
        property(html, "og:image:width", "1200");
        property(html, "og:image:height", "630");
        property(html, "og:image:alt", &share.title);
        named(html, "twitter:card", "summary_large_image");
    }
    if options.base_url.is_some() {
        property(html, "og:url", &address(""));
        html.markup("<link rel=\"canonical\" href=\"").text(&address("")).markup("\">\n");
    }
}

fn named(html: &mut Html, name: &'static str, content: &str) {
    if !content.is_empty() {
        html.markup("<meta name=\"").markup(name).markup("\" content=\"").text(content).markup("\">\n");
    }
}

fn property(html: &mut Html, name: &'static str, content: &str) {
    if !content.is_empty() {
        html.markup("<meta property=\"").markup(name).markup("\" content=\"").text(content).markup("\">\n");
    }
}
