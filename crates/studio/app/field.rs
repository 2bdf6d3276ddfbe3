//! Fields of a form that show a value of the codebook and change it.

use leptos::prelude::*;

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
