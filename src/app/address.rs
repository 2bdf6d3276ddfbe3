//! Synchronizes the address with the view, in both directions.

use super::{browser, state::State};
use leptos::{ev, prelude::*};
use needs_core::query::{self, Page};
use wasm_bindgen::JsValue;

/// The normalized query of the address; a mangled address is kept until the view changes.
pub type WrittenQuery = StoredValue<String>;

/// Makes the view follow the address, for as long as the page is shown.
pub fn follow(state: State) -> WrittenQuery {
    let survey = state.survey;
    let written = StoredValue::new(query_of(state));
    window_event_listener(ev::popstate, move |_| {
        if !state.is_shown() {
            return browser::reload();
        }
        let link = query::parse(&browser::search(), survey);
        let page = Page { fingerprint: None, ..link.page };
        written.set_value(query::format(&link.view, &page, survey));
        state.page.set(page);
        state.problems.set(link.problems);
        state.view.set(link.view);
    });
    written
}

/// Makes the address follow the view.
pub fn update(state: State, written: WrittenQuery) {
    let query = query_of(state);
    if state.sliding.get_value() || written.with_value(|written| *written == query) {
        return;
    }
    let address = browser::address_with(&query);
    written.set_value(query);
    if let Ok(history) = window().history() {
        // Refused in some frames and when called too often: the page works on without.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

fn query_of(state: State) -> String {
    state.view.with_untracked(|view| state.page.with_untracked(|page| query::format(view, page, state.survey)))
}
