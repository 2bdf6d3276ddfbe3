//! Sharing and saving a view: link, embed code, citation, files.
//!
//! The content of the boxes depends on the address of the page, so the browser writes it (`src/app/take.rs`).

use super::{Html, Shown};
use crate::{
    action::{Action, FileKind, TextBox},
    snippet::Way,
};
use needs_words::Words;

pub fn actions(shown: &Shown, html: &mut Html) {
    let words = &shown.words;
    html.markup("<label class=\"more\"><input type=\"checkbox\" class=\"unseen\"> ")
        .text(words.take_away())
        .markup("</label>");
    html.button("copy-link", Action::CopyLink, words.copy_link(), "");
    button(html, Action::CopyText, words.copy_text());
    button(html, Action::CopyTable, words.copy_table());
    html.markup("<button type=\"button\" class=\"share\"").action(Action::Share).markup(" hidden>");
    html.text(words.share()).markup("</button>");
    html.markup("<span id=\"copied\" role=\"status\"></span>");
    open(html, "embed", words.embed());
    embed(html, words);
    open(html, "cite", words.cite());
    text_box(html, TextBox::CiteApa, words.cite_text(), 3);
    button(html, Action::Copy(TextBox::CiteApa), words.copy_citation());
    text_box(html, TextBox::CiteBibtex, words.cite_bibtex(), 9);
    button(html, Action::Copy(TextBox::CiteBibtex), words.copy_bibtex());
    html.markup("</div></details>");
    open(html, "download", words.download());
    button(html, Action::Save(FileKind::Svg), words.download_svg());
    button(html, Action::Save(FileKind::Png), words.download_png());
    button(html, Action::Save(FileKind::Csv), words.download_csv());
    button(html, Action::Save(FileKind::JsonStat), words.download_json_stat());
    button(html, Action::Save(FileKind::Results), words.download_json());
    html.markup("</div></details>");
    open(html, "open", words.open_file());
    html.markup("<label class=\"code\"><span>").text(words.open_file_what());
    html.markup("</span><input type=\"file\" id=\"open-file\" accept=\".json,application/json\"></label>");
    html.markup("</div></details><a class=\"full-page\" href=\"?\" target=\"_blank\" rel=\"noopener\">");
    html.text(words.open_full_page()).markup("</a>");
}

fn embed(html: &mut Html, words: &Words) {
    html.markup("<p>").text(words.embed_what()).markup("</p>");
    html.markup("<fieldset class=\"segmented\" data-control=\"way\"><legend>")
        .text(words.embed_how())
        .markup("</legend><div>");
    for way in Way::ALL {
        let name = match way {
            Way::Frame => words.embed_frame(),
            Way::FrameWithScript => words.embed_frame_with_script(),
            Way::Element => words.embed_element(),
        };
        html.markup("<label><input type=\"radio\" name=\"way\"").action(Action::Embed).markup(" value=\"");
        html.markup(way.id()).markup("\"").when(way == Way::default(), "checked").markup("><span>").text(name);
        html.markup("</span></label>");
    }
    html.markup("</div></fieldset><label class=\"choice\"><input type=\"checkbox\" id=\"embed-controls\"");
    html.action(Action::Embed).markup("> ");
    html.text(words.embed_filters()).markup("</label>");
    text_box(html, TextBox::EmbedCode, words.embed_html(), 6);
    button(html, Action::Copy(TextBox::EmbedCode), words.copy_html());
    html.markup("</div></details>");
}

/// Opens a collapsible panel; only one of them is open at a time.
fn open(html: &mut Html, name: &'static str, label: &str) {
    html.markup("<details class=\"panel\" name=\"actions\" data-panel=\"").markup(name).markup("\"><summary>");
    html.text(label).markup("</summary><div>");
}

fn button(html: &mut Html, action: Action, label: &str) {
    html.markup("<button type=\"button\"").action(action).markup(">").text(label).markup("</button>");
}

fn text_box(html: &mut Html, text: TextBox, label: &str, lines: u32) {
    html.markup("<label class=\"code\"><span>")
        .text(label)
        .markup("</span><textarea readonly spellcheck=\"false\" id=\"");
    html.markup(text.id()).markup("\" rows=\"").number(lines).markup("\"></textarea></label>");
}
