//! On a phone the filters are a drawer that lies over the page: it closes on Escape, and when the focus goes behind it.

use super::{
    browser,
    events::{closest, on},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Listens for as long as the page is there.
#[inline(never)]
pub fn listen(place: &Element) {
    // The focus may be nowhere, after a press on a text.
    on(&browser::root(), "keydown", |event| {
        if event.unchecked_ref::<KeyboardEvent>().key() == "Escape" && close() {
            let _ = browser::element_at(".filters > summary").map(|button| button.focus());
        }
    });
    on(place, "focusin", |event| {
        if closest(&event, ".filters").is_none() {
            close();
        }
    });
}

/// Closes the drawer; whether it was open.
fn close() -> bool {
    match browser::element_at(".filters[open]").filter(|_| browser::has_drawer()) {
        Some(drawer) => drawer.remove_attribute("open").is_ok(),
        None => false,
    }
}
