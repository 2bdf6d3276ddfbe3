//! The page: bytes become a survey, a survey a view, a view what the reader sees.
//!
//! One signal holds the view; the cross-tabulation and the counts beside the filters are memos of it, and an effect
//! writes it into the address. What the page says before it runs (`index.html`, a published first picture) stays
//! until there is something better to show.

mod about;
mod address;
mod browser;
mod controls;
mod failure;
mod figure;
mod filters;
mod header;
mod load;
mod notices;
mod numbers;
mod state;

use crate::{
    Survey,
    query::{self, Page},
    words::{Lang, Words},
};
use leptos::{mount::mount_to, prelude::*};
use state::State;
use wasm_bindgen_futures::spawn_local;

/// Starts the page in this document.
pub fn mount() {
    failure::speak_on_panic();
    let page = Page::parse(&browser::search());
    let words = Words::new(language(&page));
    browser::set_language(words.lang.tag());
    browser::set_theme(page.theme);
    start(page, words);
}

/// Loads the results and shows them, or says why not.
fn start(page: Page, words: Words) {
    spawn_local(async move {
        match load::results(&page, words).await {
            Ok((bytes, address)) => show(&bytes, &address, words),
            Err(failure) => failure::show(&failure, page, words),
        }
    });
}

/// Shows the results that `bytes` hold, in the view that the address asks for.
fn show(bytes: &[u8], address: &str, words: Words) {
    let survey = match Survey::read(bytes) {
        Ok(survey) => survey,
        Err(error) => {
            let reason = words.not_a_survey_why(address, &error.to_string());
            failure::show(&failure::Failure { what: words.not_a_survey(), reason }, Page::parse(&browser::search()), words);
            return;
        }
    };
    // A page shows one survey until it is left.
    let survey: &'static Survey = Box::leak(Box::new(survey));
    let link = query::parse(&browser::search(), survey);
    browser::set_title(&survey.about.title);
    let address = address.to_owned();
    let place = browser::cleared_place();
    mount_to(place, move || {
        let state = State::new(survey, link, words, address);
        address::follow(state);
        view! {
            <a class="skip" href="#chart">{words.skip_to_chart()}</a>
            {notices::notices(state)}
            {header::header(state)}
            <div class="desk">
                {filters::filters(state)}
                <main id="chart" class="view" tabindex="-1" aria-label=words.page_region_chart()>
                    {controls::controls(state)}
                    {figure::figure(state)}
                    {numbers::numbers(state)}
                    {about::actions(state)}
                </main>
            </div>
            {about::about(state)}
        }
    })
    .forget();
}

/// What the link asks for, else the first of the reader's languages that the page speaks, else English.
fn language(page: &Page) -> Lang {
    let asked = page.lang.as_deref().and_then(Lang::from_tag);
    asked.or_else(|| browser::languages().iter().find_map(|tag| Lang::from_tag(tag))).unwrap_or_default()
}
