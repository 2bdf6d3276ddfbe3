//! The address follows the view, and the view the address when the reader goes back or forward.

use super::{browser, state::State};
use crate::query::{self, Page};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsValue;

/// Keeps the two together for as long as the page is shown.
pub fn follow(state: State) {
    let survey = state.survey;
    // What the address says, in its shortest form: one that came mangled is left as it is until the view changes.
    let said = StoredValue::new(query_of(state));
    Effect::new(move |_| {
        let query = query_of(state);
        if state.sliding.get_value() || said.with_value(|said| *said == query) {
            return;
        }
        let address = browser::address_with(&query);
        said.set_value(query);
        if let Ok(history) = window().history() {
            // Refused in some frames and when called too often: the page works on without.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
        }
    });
    window_event_listener(ev::popstate, move |_| {
        if !state.is_shown() {
            return browser::reload();
        }
        let link = query::parse(&browser::search(), survey);
        let page = Page { fingerprint: None, ..link.page };
        said.set_value(query::format(&link.view, &page, survey));
        state.page.set(page);
        state.problems.set(link.problems);
        state.view.set(link.view);
    });
}

fn query_of(state: State) -> String {
    state.view.with(|view| state.page.with(|page| query::format(view, page, state.survey)))
}
