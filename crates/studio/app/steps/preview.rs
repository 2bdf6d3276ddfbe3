//! The page as it will be published, in a frame of memory; its words lead to where they are edited.

use crate::{field::Tick, state::Studio};
use leptos::{ev::Event, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlIFrameElement};

#[component]
pub fn Preview(studio: Studio) -> impl IntoView {
    let edits = RwSignal::new(false);
    let nowhere = RwSignal::new(false);
    let clicked = move |event: &Event| {
        if !edits.get_untracked() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        let found = texts(event).iter().any(|text| studio.go_to(text));
        nowhere.set(!found);
    };
    // The frame is of this origin, and its document another one after each change.
    let loaded = move |event: Event| {
        let Some(frame) = event.target().and_then(|target| target.dyn_into::<HtmlIFrameElement>().ok()) else { return };
        let Some(document) = frame.content_document() else { return };
        let click = Closure::<dyn Fn(Event)>::new(move |event: Event| clicked(&event));
        let _ = document.add_event_listener_with_callback_and_bool("click", click.as_ref().unchecked_ref(), true);
        // As long as the document.
        click.forget();
    };
    view! {
        <h2>{move || studio.w().studio_preview_heading()}</h2>
        <Tick label=move || studio.w().studio_preview_edit().to_owned() value=edits on_change=move |yes| edits.set(yes) />
        <p class="quiet" role="status">{move || nowhere.get().then(|| studio.w().studio_preview_nowhere())}</p>
        {move || match studio.preview.get() {
            Some(Ok(address)) => view! {
                <iframe id="preview" class="preview" title=move || studio.w().studio_preview_frame() src=address on:load=loaded></iframe>
            }
            .into_any(),
            Some(Err(problem)) => view! { <p class="problem" role="alert">{problem}</p> }.into_any(),
            None => view! { <p role="status">{move || studio.w().studio_preview_wait()}</p> }.into_any(),
        }}
    }
}

/// The text of what was clicked, and what stands around it: a label is drawn in several lines. Not more than a sentence.
fn texts(event: &Event) -> Vec<String> {
    const LONGEST: usize = 300;
    let mut around = event.target().map(JsCast::unchecked_into::<Element>);
    let mut texts = Vec::new();
    while let Some(element) = around.filter(|_| texts.len() < 4) {
        let text = element.text_content().unwrap_or_default();
        if text.chars().count() > LONGEST {
            break;
        }
        texts.extend(element.get_attribute("aria-label"));
        texts.push(text);
        around = element.parent_element();
    }
    texts
}
