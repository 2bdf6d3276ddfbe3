//! Taking the view away: a link, a frame, a citation, files.
//!
//! What is written into the boxes depends on where the page is, so the browser does it (`app/take.rs`).

use super::{Html, Shown};
use needs_words::Words;

pub fn actions(shown: &Shown, html: &mut Html) {
    let words = &shown.words;
    html.markup("<div class=\"actions\">");
    html.button("copy-link", &[], "copy-link", words.copy_link(), "");
    copy(html, "copy-text", words.copy_text());
    copy(html, "copy-table", words.copy_table());
    html.markup("<button type=\"button\" class=\"share\" data-do=\"share\" hidden>")
        .text(words.share())
        .markup("</button>");
    html.markup("<span id=\"copied\" role=\"status\"></span>");
    open(html, "embed", words.embed());
    embed(html, words);
    open(html, "cite", words.cite());
    text_box(html, "cite-apa", words.cite_text(), 3);
    copy(html, "copy cite-apa", words.copy_citation());
    text_box(html, "cite-bibtex", words.cite_bibtex(), 9);
    copy(html, "copy cite-bibtex", words.copy_bibtex());
    html.markup("</div></details>");
    open(html, "download", words.download());
    copy(html, "save svg", words.download_svg());
    copy(html, "save png", words.download_png());
    copy(html, "save csv", words.download_csv());
    copy(html, "save json-stat", words.download_json_stat());
    copy(html, "save json", words.download_json());
    html.markup("</div></details>");
    open(html, "open", words.open_file());
    html.markup("<label class=\"code\"><span>").text(words.open_file_what());
    html.markup("</span><input type=\"file\" id=\"open-file\" accept=\".json,application/json\"></label>");
    html.markup("</div></details><a class=\"full-page\" href=\"?\" target=\"_blank\" rel=\"noopener\">");
    html.text(words.open_full_page()).markup("</a></div>");
}

fn embed(html: &mut Html, words: &Words) {
    html.markup("<p>").text(words.embed_what()).markup("</p>");
    html.markup("<fieldset class=\"segmented\" data-control=\"way\"><legend>")
        .text(words.embed_how())
        .markup("</legend><div>");
    let ways = [words.embed_frame(), words.embed_frame_with_script(), words.embed_element()];
    for (i, way) in ways.into_iter().enumerate() {
        html.markup("<label><input type=\"radio\" name=\"way\" data-do=\"way\" value=\"").number(i as u32).markup("\"");
        html.when(i == 1, "checked").markup("><span>").text(way).markup("</span></label>");
    }
    html.markup(
        "</div></fieldset><label class=\"choice\"><input type=\"checkbox\" id=\"embed-controls\" data-do=\"way\"> ",
    );
    html.text(words.embed_filters()).markup("</label>");
    text_box(html, "embed-code", words.embed_html(), 6);
    copy(html, "copy embed-code", words.copy_html());
    html.markup("</div></details>");
}

/// The beginning of a part that opens, one at a time.
fn open(html: &mut Html, name: &'static str, label: &str) {
    html.markup("<details class=\"panel\" name=\"actions\" data-panel=\"").markup(name).markup("\"><summary>");
    html.text(label).markup("</summary><div>");
}

fn copy(html: &mut Html, action: &'static str, label: &str) {
    html.markup("<button type=\"button\" data-do=\"").markup(action).markup("\">").text(label).markup("</button>");
}

fn text_box(html: &mut Html, id: &'static str, label: &str, lines: u32) {
    html.markup("<label class=\"code\"><span>")
        .text(label)
        .markup("</span><textarea readonly spellcheck=\"false\" id=\"");
    html.markup(id).markup("\" rows=\"").number(lines).markup("\"></textarea></label>");
}
