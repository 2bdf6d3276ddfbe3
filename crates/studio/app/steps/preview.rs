//! The page as it will be published, in a frame of memory.

use crate::state::Studio;
use leptos::prelude::*;

#[component]
pub fn Preview(studio: Studio) -> impl IntoView {
    view! {
        <h2>{move || studio.w().studio_preview_heading()}</h2>
        {move || match studio.preview.get() {
            Some(Ok(address)) => view! {
                <iframe id="preview" class="preview" title=move || studio.w().studio_preview_frame() src=address></iframe>
            }
            .into_any(),
            Some(Err(problem)) => view! { <p class="problem" role="alert">{problem}</p> }.into_any(),
            None => view! { <p role="status">{move || studio.w().studio_preview_wait()}</p> }.into_any(),
        }}
    }
}
