//! Fields of a form that show a value of the codebook and change it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

/// A text with its label above it.
#[component]
pub fn TextField(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    on_input: impl Fn(String) + 'static,
    /// Lines that it has room for; more than one makes it a text of several.
    #[prop(default = 1)]
    lines: u32,
    #[prop(default = "text")] kind: &'static str,
) -> impl IntoView {
    let field = if lines > 1 {
        view! {
            <textarea id=id rows=lines prop:value=move || value.get()
                on:input=move |event| on_input(event_target_value(&event))></textarea>
        }
        .into_any()
    } else {
        view! {
            <input id=id type=kind prop:value=move || value.get()
                on:input=move |event| on_input(event_target_value(&event)) />
        }
        .into_any()
    };
    view! { <p class="field"><label for=id>{move || label.get()}</label>{field}</p> }
}

/// A box to tick.
#[component]
pub fn Tick(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<bool>,
    on_change: impl Fn(bool) + 'static,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input type="checkbox" prop:checked=move || value.get()
                on:change=move |event| on_change(event_target_checked(&event)) />
            {move || label.get()}
        </label>
    }
}

/// A button that lets the author choose files.
#[component]
pub fn Pick(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    /// Endings of their names, with commas between.
    accept: &'static str,
    #[prop(default = false)] several: bool,
    #[prop(default = "pick")] class: &'static str,
    on_files: impl Fn(Vec<File>) + 'static,
) -> impl IntoView {
    let chosen = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event.target().expect("events of elements have one").unchecked_into();
        let files = input.files().map(|files| (0..files.length()).filter_map(|i| files.get(i)).collect());
        on_files(files.unwrap_or_default());
        // The same file again is a choice, too.
        input.set_value("");
    };
    view! {
        <span class="picks">
            <label class=class for=id>{move || label.get()}</label>
            <input id=id type="file" accept=accept multiple=several on:change=chosen />
        </span>
    }
}
