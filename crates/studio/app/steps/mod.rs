//! What is shown of one step each.

pub mod about;
pub mod answers;
pub mod asked;
pub mod bars;
pub mod columns;
pub mod compare;
pub mod file;
pub mod give_away;
pub mod meter;
pub mod preview;
pub mod publish;
pub mod text;
pub mod unlisted;

/// Gives an element the focus, if it is there.
fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    if let Some(element) = leptos::prelude::document().get_element_by_id(id) {
        let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// The same, after what has just changed is shown.
fn focus_later(id: String) {
    leptos::prelude::set_timeout(move || focus(&id), std::time::Duration::ZERO);
}
