//! Saying what a change did to those who do not see it.

use super::{browser, state::State};
use crate::sentence;
use leptos::prelude::*;

/// Writes each change of who is in the view into the live region; the view that the page opens with is not a change.
pub fn tell(state: State) {
    let told = Memo::new(move |_| {
        let (tab, view) = (state.tab.read(), state.view.read());
        tab.as_ref().map(|(tab, _)| sentence::change(state.survey, &view, tab, &state.words)).unwrap_or_default()
    });
    Effect::new(move |last: Option<()>| {
        let told = told.get();
        if let (Some(()), Some(status)) = (last, browser::element("status")) {
            status.set_text_content(Some(&told));
        }
    });
}
