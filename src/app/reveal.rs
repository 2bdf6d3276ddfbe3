//! Brings what an action opened into sight.

use super::{browser, state::State};
use leptos::prelude::*;

/// Unfolds the what-if and moves the focus to the group of the limitation that was pulled, once they are written.
pub fn what_was_asked_for(state: State) {
    if let Some(field) = state.pulled.try_update_value(Option::take).flatten() {
        what_if(&field);
    }
}

#[inline(never)]
fn what_if(field: &str) {
    if let Some(panel) = browser::element_at("details.what-if") {
        let _ = panel.set_attribute("open", "");
    }
    if let Some(field) = browser::element_at(field) {
        let _ = field.focus();
    }
}

/// Where the share of a group is set.
#[inline(never)]
pub fn field(dimension: &str, category: &str) -> String {
    ["[data-weigh='", dimension, "'] [data-category='", category, "'] input"].concat()
}
