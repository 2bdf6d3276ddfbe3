//! Brings what an action opened into sight.

use super::browser;
use leptos::prelude::*;
use std::time::Duration;

/// The what-if's groups of a dimension are written after the next paint.
const WRITTEN: Duration = Duration::from_millis(50);

/// Unfolds the what-if and moves the focus to the groups of a dimension.
#[inline(never)]
pub fn what_if(dimension: &str) {
    let groups = ["[data-weigh='", dimension, "'] input"].concat();
    request_animation_frame(move || {
        set_timeout(
            move || {
                let Ok(Some(panel)) = document().query_selector("details.what-if") else { return };
                let _ = panel.set_attribute("open", "");
                if let Some(field) = browser::element_at(&groups) {
                    let _ = field.focus();
                }
            },
            WRITTEN,
        );
    });
}
