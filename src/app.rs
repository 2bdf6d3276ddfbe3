//! The page in the browser: bytes become a survey, a survey a view, a view what the reader sees.
//!
//! One signal holds the view; the cross-tabulation, the counts beside the filters and the text of every part of the page
//! ([`crate::html`]) are memos that follow it. An effect a part changes in the document what differs; one more writes
//! the address. Leptos gives the signals; its `view!` is not used, because the published page must be written by the
//! command as well, and because text costs the reader a third of the bytes.

mod address;
mod browser;
mod embed;
mod events;
mod failure;
mod load;
mod marks;
mod morph;
mod open;
mod save;
mod share;
mod state;
mod status;
mod take;

use crate::{
    Survey,
    html::{self, PARTS},
    query::{self, Page},
    words::{Lang, Words},
};
use failure::Failure;
use leptos::prelude::*;
use state::State;
use wasm_bindgen_futures::spawn_local;

/// Starts the page in this document.
pub fn mount() {
    failure::speak_on_panic();
    let page = Page::parse(&browser::search());
    let words = Words::new(language(&page));
    browser::set_language(words.lang.tag());
    browser::set_theme(page.theme);
    browser::set_embed(&page);
    // What the bundler's glue sets up for itself, signals need set up too.
    _ = any_spawner::Executor::init_wasm_bindgen();
    open::listen(words);
    start(page, words);
}

/// Loads the results and shows them, or says why not.
fn start(page: Page, words: Words) {
    spawn_local(async move {
        match load::results(&page, words).await {
            Ok((bytes, address)) => show(&bytes, address, words),
            Err(failure) => failure::show(&failure, page, words),
        }
    });
}

/// Shows the results that `bytes` hold, in the view that the address asks for.
fn show(bytes: &[u8], source: String, words: Words) {
    match Survey::read(bytes) {
        Ok(survey) => present(survey, source, false, words),
        Err(error) => {
            let reason = words.not_a_survey_why(&source, &error.to_string());
            failure::show(&Failure { what: words.not_a_survey(), reason }, Page::parse(&browser::search()), words);
        }
    }
}

/// Shows a survey; a preview in its default view, without a word of it in the address.
fn present(survey: Survey, source: String, preview: bool, words: Words) {
    // A page shows it until it is left.
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
        let state = State::new(survey, link, words, source, browser::width_of(&place));
        place.set_inner_html(&state.shown(html::page));
        browser::clear_messages();
        browser::fold_what_is_far_down();
        for part in &PARTS {
            // What is written now is what `page` wrote: the first run changes nothing.
            let text = Memo::new(move |_| {
                let mut html = html::Html::default();
                state.shown(|shown| (part.write)(shown, &mut html));
                html.finish()
            });
            Effect::new(move |_| text.with(|text| morph::morph(part.id, text)));
        }
        if !preview {
            address::follow(state);
        }
        Effect::new(move |_| browser::set_theme(state.page.with(|page| page.theme)));
        status::tell(state);
        take::follow(state);
        embed::start(state);
        events::listen(state, &place);
        marks::listen(state, &place);
    });
    // Signals live as long as the page.
    std::mem::forget(owner);
}

/// What the link asks for, else the first of the reader's languages that the page speaks, else English.
fn language(page: &Page) -> Lang {
    let asked = page.lang.as_deref().and_then(Lang::from_tag);
    asked.or_else(|| browser::languages().iter().find_map(|tag| Lang::from_tag(tag))).unwrap_or_default()
}
