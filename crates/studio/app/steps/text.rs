//! The codebook's text beside the forms.

use crate::state::Studio;
use leptos::prelude::*;

#[component]
pub fn Text(studio: Studio) -> impl IntoView {
    // What is typed stays as it is while it is no codebook.
    let typed = RwSignal::new(None::<String>);
    let shown = move || typed.get().unwrap_or_else(|| studio.text.get());
    Effect::new(move |_| {
        studio.text.track();
        typed.set(None);
    });
    view! {
        <h2>{move || studio.w().studio_text_heading()}</h2>
        <p>{move || studio.w().studio_text_what()}</p>
        <textarea id="codebook" class="code" rows="30" spellcheck="false" aria-label=move || studio.w().studio_text_heading()
            aria-describedby="codebook-problem"
            prop:value=shown
            on:input=move |event| {
                let text = event_target_value(&event);
                typed.set(Some(text.clone()));
                studio.edit_text(&text);
            }></textarea>
        <p id="codebook-problem" class="problem" role="alert" hidden=move || studio.edit_problem.with(Option::is_none)>
            {move || studio.edit_problem.get()}
        </p>
    }
}
