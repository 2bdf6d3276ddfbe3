//! The boxes and buttons for sharing and saving a view (`html/actions.rs`): their content and effect.

use super::{browser, embed, save, share, state::State};
use leptos::prelude::*;
use needs_charts as charts;
use needs_page::{
    action::TextBox,
    html::{CUT, Html, TALL},
    snippet::{Embedded, Way},
};
use needs_report::{cite, sentence};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlAnchorElement, HtmlInputElement, HtmlTextAreaElement};

/// Shows the actions that the browser supports, and the link to the full page.
pub fn start(state: State) {
    if share::by_system().is_some()
        && let Ok(Some(button)) = document().query_selector("button.share")
    {
        let _ = button.remove_attribute("hidden");
    }
    refresh(state);
}

/// Updates the open panels after a change of the view.
pub fn refresh(state: State) {
    if matches!(document().query_selector(".panel[open]"), Ok(Some(_))) {
        write(state);
    }
    if embed::is_framed()
        && let Ok(Some(full)) = document().query_selector("a.full-page")
    {
        full.unchecked_into::<HtmlAnchorElement>().set_href(&share::full_page(state));
    }
}

/// Writes code and citations into their boxes.
#[inline(never)]
pub fn write(state: State) {
    fill(TextBox::EmbedCode, &code(state));
    let link = share::link(state);
    let view = state.view.with_untracked(|view| {
        if view.filter.is_everyone() {
            String::new()
        } else {
            sentence::filters(state.survey, &view.filter, &state.words)
        }
    });
    fill(TextBox::CiteApa, &cite::apa(&state.survey.about, &view, &link));
    fill(TextBox::CiteBibtex, &cite::bibtex(&state.survey.about, &view, &link));
}

fn code(state: State) -> String {
    let way = document().query_selector("input[name=way]:checked").ok().flatten();
    let way = way.map(|way| way.unchecked_into::<HtmlInputElement>().value());
    let way = Way::ALL.into_iter().find(|of| way.as_deref() == Some(of.id())).unwrap_or_default();
    let controls =
        browser::element("embed-controls").is_some_and(|box_| box_.unchecked_into::<HtmlInputElement>().checked());
    let embedded = Embedded {
        page: &share::page(),
        query: &share::query_with(state, None),
        title: &state.survey.about.title,
        height: height(state, controls),
        controls,
    };
    embedded.html(way)
}

/// Estimated height of the view in a post: chart, legend and notes at the width of a post, and the texts around them, which
/// have about the same length of line here.
fn height(state: State, controls: bool) -> u32 {
    const POST: f64 = 704.0;
    let figure = state.view.with_untracked(|view| charts::draw(state.survey, view, state.words, POST).ok());
    let figure = figure.map(|figure| {
        let seen = if figure.height > TALL { CUT + 40.0 } else { figure.height };
        seen + 27.0 * figure.legend.len().div_ceil(8) as f64 + 24.0 * figure.notes.len() as f64
    });
    let here = |id: &str| browser::element(id).map_or(0, |part| part.client_height()) as u32;
    // With a picture, the table is visually hidden.
    let shown = figure.map_or_else(|| here("numbers").min(CUT as u32), |figure| figure as u32);
    let findings = if here("findings") > 0 { 60 } else { 0 };
    let around = if controls { 340 } else { 245 };
    (shown + here("headline") + here("notices") + findings + around).next_multiple_of(10)
}

fn fill(of: TextBox, text: &str) {
    if let Some(field) = browser::element(of.id()) {
        field.unchecked_into::<HtmlTextAreaElement>().set_value(text);
    }
}

fn text_of(of: TextBox) -> String {
    browser::element(of.id()).map(|field| field.unchecked_into::<HtmlTextAreaElement>().value()).unwrap_or_default()
}

/// A text to copy.
pub enum Text {
    /// The link to the view.
    Link,
    /// The numbers of the view, for a spreadsheet.
    Table,
    /// The view as text.
    Words,
    /// The text of a box.
    Box(TextBox),
}

/// Copies a text and reports it, or shows the text to be copied by hand.
#[inline(never)]
pub fn copy(state: State, text: Text) {
    let text = match text {
        Text::Link => share::link(state),
        Text::Table => save::export(state, |e| e.tsv()).unwrap_or_default(),
        Text::Words => save::in_words(state).unwrap_or_default(),
        Text::Box(of) => text_of(of),
    };
    spawn_local(async move {
        let copied = browser::copy(&text).await.is_ok();
        if copied {
            say(state.words.copied());
        } else if let Some(said) = browser::element("copied") {
            let mut html = Html::default();
            html.markup("<label>").text(state.words.copy_failed()).markup(" <input type=\"text\" readonly value=\"");
            html.text(&text).markup("\"></label>");
            said.set_inner_html(&html.finish());
        }
    });
}

/// Shares the link by the system's dialog.
#[inline(never)]
pub fn share(state: State) {
    share::hand_over(&state.survey.about.title, &share::link(state));
}

/// Shows and announces the result.
pub fn say(text: &str) {
    if let Some(said) = browser::element("copied") {
        said.set_text_content(Some(text));
    }
}
