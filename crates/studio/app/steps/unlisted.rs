//! Answers that are not in the list, and numbers, which have bands instead of one.

use crate::state::Studio;
use leptos::prelude::*;
use needs_studio::{
    answers::Place,
    bands,
    unlisted::{Unlisted, can_be_collected},
};

/// What becomes of answers that no option collects.
#[component]
pub fn OfUnlisted(studio: Studio, place: Place) -> impl IntoView {
    let now = Memo::new(move |_| studio.codebook.with(|codebook| Unlisted::of(codebook.as_ref()?, place)));
    let can = move || {
        studio.codebook.with(|codebook| codebook.as_ref().is_some_and(|codebook| can_be_collected(codebook, place)))
    };
    let put = move |unlisted: Unlisted| studio.edit("", |codebook| unlisted.put(codebook, place));
    let chosen = move |event: leptos::ev::Event| match event_target_value(&event).as_str() {
        "none" => put(Unlisted::NoAnswer),
        "collect" => put(Unlisted::Collected(studio.words.get_untracked().studio_unlisted_name().to_owned())),
        _ => put(Unlisted::Refused),
    };
    let label = move || match now.get() {
        Some(Unlisted::Collected(label)) => Some(label),
        _ => None,
    };
    let is = move |which: &'static str| {
        now.with(|now| match now {
            Some(Unlisted::Collected(_)) => which == "collect",
            Some(Unlisted::NoAnswer) => which == "none",
            _ => which == "refuse",
        })
    };
    view! {
        <Show when=move || now.with(Option::is_some)>
            <p class="field">
                <label for="unlisted">{move || studio.w().studio_unlisted()}</label>
                <select id="unlisted" on:change=chosen>
                    <option value="refuse" selected=move || is("refuse")>{move || studio.w().studio_unlisted_refuse()}</option>
                    <option value="none" selected=move || is("none")>{move || studio.w().studio_unlisted_none()}</option>
                    {move || (can() || is("collect")).then(|| view! {
                        <option value="collect" selected=move || is("collect")>{move || studio.w().studio_unlisted_collect()}</option>
                    })}
                </select>
            </p>
            <Show when=move || is("collect")>
                <p class="field">
                    <label for="unlisted-label">{move || studio.w().studio_unlisted_label()}</label>
                    <input id="unlisted-label" type="text" prop:value=move || label().unwrap_or_default()
                        on:change=move |event| put(Unlisted::Collected(event_target_value(&event))) />
                </p>
            </Show>
        </Show>
    }
}

/// Where bands of numbers begin.
#[component]
pub fn Bands(studio: Studio, place: Place) -> impl IntoView {
    let bounds = Memo::new(move |_| {
        studio.codebook.with(|codebook| Some(bands::written(bands::of(codebook.as_ref()?, place)?)))
    });
    let wrong = RwSignal::new(None::<String>);
    let changed = move |event: leptos::ev::Event| match bands::read(&event_target_value(&event)) {
        Ok(bounds) => {
            wrong.set(None);
            studio.edit("", |codebook| bands::put(codebook, place, bounds));
        }
        Err(line) => wrong.set(Some(line)),
    };
    let is_open = move || bounds.with_untracked(|bounds| bounds.as_ref().is_some_and(|bounds| !bounds.is_empty()));
    view! {
        <Show when=move || bounds.with(Option::is_some)>
            <details open=is_open>
                <summary>{move || studio.w().studio_bands_heading()}</summary>
                <p class="field">
                    <label for="bands">{move || studio.w().studio_bands_bounds()}</label>
                    <textarea id="bands" rows="3" inputmode="decimal" aria-describedby="bands-problem"
                        aria-invalid=move || wrong.with(Option::is_some).to_string()
                        prop:value=move || bounds.get().unwrap_or_default() on:change=changed></textarea>
                </p>
                <p id="bands-problem" class="problem" role="alert" hidden=move || wrong.with(Option::is_none)>
                    {move || wrong.get().map(|line| studio.w().studio_bands_problem(&line))}
                </p>
            </details>
        </Show>
    }
}
