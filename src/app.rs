//! The page in the browser: from the bytes of the results to a survey, a view and what the reader sees.
//!
//! One signal holds the view; one memo computes its cross-tabulation and chart. From them the parts of the page are
//! written as text ([`needs_page::html`]), and the document is changed where the text differs: the visible parts before
//! the next paint, the rest and the address after it. Leptos provides the signals. Its `view!` is not used, because the
//! command must write the published page as well, and because it costs the reader half as many bytes again
//! (docs/architecture.md).

mod address;
mod boot;
mod browser;
mod dispatch;
mod drawer;
mod embed;
mod events;
mod failure;
mod font;
mod load;
mod marks;
mod open;
mod reveal;
mod save;
mod share;
mod state;
mod status;
mod take;

use failure::Failure;
use js_sys::Function;
use leptos::prelude::*;
use load::Loaded;
use needs_core::{
    Survey, View,
    query::{self, Page},
    survey::SurveyError,
};
use needs_page::html::{self, AFTER_PAINT, BEFORE_PAINT, Html, LATER, ONCE, Part};
use needs_words::{Lang, Words};
use state::State;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;

/// Starts the page in this document.
pub fn mount() {
    let page = Page::parse(&browser::search());
    let words = Words::new(language(&page));
    browser::set_language(words.lang.tag());
    browser::set_theme(page.theme);
    browser::set_embed(&page);
    // The executor of signals, beside that of the bundler's glue.
    _ = any_spawner::Executor::init_wasm_bindgen();
    open::listen(words);
    start(page, words);
}

/// Loads the results and shows them, or the reason of a failure.
fn start(page: Page, words: Words) {
    spawn_local(async move {
        match load::results(&page, words).await {
            Ok(loaded) => show(loaded, words),
            Err(failure) => failure::show(&failure, page, words),
        }
    });
}

/// Shows the results in the view of the address.
fn show(loaded: Loaded, words: Words) {
    let read = if loaded.is_published { Survey::read_accepted } else { Survey::read };
    match read(&loaded.bytes) {
        Ok(survey) => present(survey, loaded.address, false, words),
        Err(error) => refuse(&loaded.address, &error, words),
    }
}

#[inline(never)]
fn refuse(source: &str, error: &SurveyError, words: Words) {
    let reason = words.not_a_survey_why(source, &error.to_string());
    failure::show(&Failure { what: words.not_a_survey(), reason }, Page::parse(&browser::search()), words);
}

/// Shows a survey; a preview starts in its default view and leaves the address alone.
fn present(survey: Survey, source: String, preview: bool, words: Words) {
    // The survey lives as long as the page.
    let survey: &'static Survey = Box::leak(Box::new(survey));
    let search = browser::search();
    let mut link = query::parse(if preview { "" } else { &search }, survey);
    browser::set_title(&survey.about.title);
    let mut place = browser::place();
    if preview {
        link.page.theme = Page::parse(&search).theme;
        browser::set_preview();
        place = browser::renewed(place);
    }
    let owner = Owner::new();
    owner.with(|| {
        // A published page has its HTML already: most of it stays, with the reader's folds and focus.
        let published = place.first_element_child();
        let is_kept =
            published.as_ref().is_some_and(|skip| skip.text_content().as_deref() == Some(words.skip_to_chart()));
        let is_view_kept = is_kept && link.view == published_view(survey);
        let state = State::new(survey, link, words, source, browser::width_of(&place));
        let page = state.shown(html::first);
        if published.is_some() {
            boot::morph(&place.id(), &page);
        } else {
            place.set_inner_html(&page);
        }
        let last = StoredValue::new(blank(&LATER));
        if !is_view_kept {
            write_later(state, last);
        }
        browser::clear_messages();
        browser::set_stopped(false);
        browser::fold_what_is_far_down();
        // A preview has no address of its own.
        follow(state, (!preview).then(|| address::follow(state)), last);
        Effect::new(move |_| browser::set_theme(state.page.with(|page| page.theme)));
        embed::start(state);
        events::listen(state, &place);
        let complete = Closure::once_into_js(move || {
            if state.is_shown() {
                untrack(|| finish(state, last, is_kept));
            }
        });
        boot::shown(complete.unchecked_ref());
    });
    // Signals live as long as the page.
    std::mem::forget(owner);
}

/// The view in which the page was published.
fn published_view(survey: &Survey) -> View {
    query::parse(&browser::meta("needs-by-field:view").unwrap_or_default(), survey).view
}

/// Writes what comes with the second file. In a published page in this language (`is_kept`) what never changes is there.
fn finish(state: State, last: StoredValue<Vec<String>>, is_kept: bool) {
    if !is_kept {
        write(state, &ONCE, Some(blank(&ONCE)));
    }
    take::start(state);
    marks::listen(state, &browser::place());
    drawer::listen(&browser::place());
    write_later(state, last);
}

/// Writes the parts of the second file; as long as it is not here, what they said of another view is taken away: the strip,
/// which stands above the chart, out of sight only, so that the chart stays where it is.
fn write_later(state: State, last: StoredValue<Vec<String>>) {
    let complete = boot::complete();
    browser::set_outrun(!complete);
    if complete {
        last.update_value(|last| *last = write(state, &LATER, Some(std::mem::take(last))));
        reveal::what_was_asked_for(state);
    } else {
        for part in &LATER[1..] {
            boot::morph(part.id, "");
        }
    }
}

/// Keeps the page in step with the view: visible parts before the next paint, the rest after it. `later` are the texts of the
/// parts of the second file.
fn follow(state: State, written: Option<address::WrittenQuery>, later: StoredValue<Vec<String>>) {
    Effect::new(move |last: Option<Vec<String>>| write(state, &BEFORE_PAINT, last));
    let announced = StoredValue::new(status::of(state));
    let last = StoredValue::new(blank(&AFTER_PAINT));
    let rest = Closure::<dyn Fn()>::new(move || {
        untrack(|| {
            last.update_value(|last| *last = write(state, &AFTER_PAINT, Some(std::mem::take(last))));
            write_later(state, later);
            announced.update_value(|announced| status::announce(state, announced));
            if let Some(written) = written {
                address::update(state, written);
            }
            take::refresh(state);
        });
    });
    let rest: Function = rest.into_js_value().unchecked_into();
    Effect::new(move |first: Option<()>| {
        state.shown(|_| ());
        if first.is_none() {
            return;
        }
        // Without a picture, the visible part is the table or the reason why there is none.
        if state.counts.with(|counts| counts.figure.as_ref().is_some_and(|figure| !figure.marks.is_empty())) {
            boot::after_frame(&rest);
        } else {
            let _ = rest.call0(&JsValue::NULL);
        }
    });
}

/// Writes the parts whose text has changed and returns the texts; the first time the page has them already.
fn write(state: State, parts: &[Part], last: Option<Vec<String>>) -> Vec<String> {
    state.shown(|shown| {
        let Some(mut texts) = last else { return blank(parts) };
        for (part, text) in parts.iter().zip(&mut texts) {
            let mut html = Html::default();
            (part.write)(shown, &mut html);
            let new = html.finish();
            if *text != new {
                boot::morph(part.id, &new);
                *text = new;
            }
        }
        texts
    })
}

/// No texts yet.
fn blank(parts: &[Part]) -> Vec<String> {
    parts.iter().map(|_| String::new()).collect()
}

/// The language of the link, else the first of the reader's languages that the page has, else English.
fn language(page: &Page) -> Lang {
    let asked = page.lang.as_deref().and_then(Lang::from_tag);
    asked.or_else(|| browser::languages().iter().find_map(|tag| Lang::from_tag(tag))).unwrap_or_default()
}
