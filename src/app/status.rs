//! Announces changes to screen readers.

use super::{browser, state::State};
use leptos::prelude::*;
use needs_report::sentence;

/// The respondents of the view and the option they chose most, in a sentence.
pub fn of(state: State) -> String {
    let (counts, view) = (state.counts.read_untracked(), state.view.read_untracked());
    counts.tab.as_ref().map(|(tab, _)| sentence::change(state.survey, &view, tab, &state.words)).unwrap_or_default()
}

/// Writes the sentence into the live region unless it equals `announced`, the last one; opening the page is not a change.
pub fn announce(state: State, announced: &mut String) {
    let new = of(state);
    if *announced == new {
        return;
    }
    if let Some(status) = browser::element("status") {
        status.set_text_content(Some(&new));
    }
    *announced = new;
}
