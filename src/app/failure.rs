//! Failures that the reader sees.

use super::{browser, events};
use needs_core::query::Page;
use needs_page::html::Html;
use needs_words::Words;

/// A problem and its reason, in the reader's language.
pub struct Failure {
    pub what: &'static str,
    pub reason: String,
}

/// Shows a failure with a way to try again. What the page already shows stays.
#[inline(never)]
pub fn show(failure: &Failure, page: Page, words: Words) {
    browser::clear_messages();
    browser::set_stopped(true);
    let retry = move || super::start(page.clone(), words);
    notify(failure, words.loading_failed_what_to_do(), words.retry(), retry);
}

/// Shows a message above the page, with one button.
pub fn notify(failure: &Failure, what_to_do: &str, button: &str, pressed: impl Fn() + 'static) {
    let Some(place) = browser::element("failed") else { return };
    let mut html = Html::default();
    html.markup("<h2>").text(failure.what).markup("</h2><p class=\"reason\">").text(&failure.reason).markup("</p><p>");
    html.text(what_to_do).markup("</p><button type=\"button\" class=\"retry\">").text(button).markup("</button>");
    place.set_inner_html(&html.finish());
    place.set_hidden(false);
    place.scroll_into_view();
    if let Some(button) = place.last_element_child() {
        events::on(&button, "click", move |_| pressed());
    }
}
