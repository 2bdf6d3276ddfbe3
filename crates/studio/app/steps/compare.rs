//! A codebook beside the columns of another file than it was written for: last year's and the new export.

use crate::state::Studio;
use leptos::prelude::*;
use needs_intake::codebook::{Comparison, Missing};
use needs_studio::roles::headers;

/// Columns that the codebook names and the file lacks, each to be settled by itself; and the file's new ones.
#[component]
pub fn Compare(studio: Studio) -> impl IntoView {
    let compared = Memo::new(move |_| {
        // Of several files each may lack some.
        if studio.files.with(|files| files.answers.len() > 1) {
            return Comparison::default();
        }
        match (studio.codebook.get(), studio.opened.get()) {
            (Some(codebook), Some(opened)) => codebook.compare(&headers(&opened.columns)),
            _ => Comparison::default(),
        }
    });
    let missing = move || {
        let compared = compared.get();
        let new = compared.new.clone();
        let line = move |(i, missing): (usize, Missing)| view! { <Lacking studio i missing new=new.clone() /> };
        (!compared.missing.is_empty()).then(|| {
            view! {
                <section class="doubts" id="compare" aria-labelledby="lacking">
                    <h3 id="lacking" tabindex="-1">{move || studio.w().studio_next_year_missing()}</h3>
                    <p>{move || studio.w().studio_next_year_settle()}</p>
                    <ul>{compared.missing.into_iter().enumerate().map(line).collect_view()}</ul>
                </section>
            }
        })
    };
    let new = move || {
        let new = compared.with(|compared| compared.new.clone());
        let names = new.join(" · ");
        let ignore = move |_| {
            studio.edit("", |codebook| {
                let Some(opened) = studio.opened.get_untracked() else { return };
                let headers = headers(&opened.columns);
                let uses = codebook.uses(&headers);
                let unused = uses.iter().enumerate().filter(|(_, what)| what.is_none());
                unused.for_each(|(column, _)| codebook.ignore_column(&headers, column));
            });
        };
        (!new.is_empty()).then(|| {
            view! {
                <section class="notice" id="new-columns">
                    <p>{move || studio.w().studio_next_year_new()}" "<strong>{names}</strong></p>
                    <button id="ignore-new" on:click=ignore>{move || studio.w().studio_next_year_ignore()}</button>
                </section>
            }
        })
    };
    let by_position = move || {
        let names = compared.with(|compared| compared.by_position.join(", "));
        let told =
            !names.is_empty() && compared.with(|compared| !compared.missing.is_empty() || !compared.new.is_empty());
        told.then(|| view! { <p class="notice">{move || studio.w().studio_next_year_by_position(&names)}</p> })
    };
    view! { {missing} {new} {by_position} }
}

/// A column of last year.
#[component]
fn Lacking(studio: Studio, i: usize, missing: Missing, new: Vec<String>) -> impl IntoView {
    let chosen = RwSignal::new(missing.nearest.clone());
    let [name, accepted, refused, label] = [0; 4].map(|_| missing.name.clone());
    let [named_is, named_gone] = [0; 2].map(|_| missing.name.clone());
    let option = |column: String| {
        let selected = missing.nearest.as_ref() == Some(&column);
        view! { <option value=column.clone() selected=selected>{column.clone()}</option> }
    };
    let accept = move |_| {
        if let Some(now) = chosen.get_untracked() {
            studio.edit("", |codebook| codebook.rename_column(&accepted, &now));
            focus();
        }
    };
    let refuse = move |_| {
        studio.edit("", |codebook| codebook.forget_column(&refused));
        focus();
    };
    view! {
        <li>
            <span><strong>{name}</strong></span>
            <span class="row-tools">
                <select id=format!("now-{i}") aria-label=move || studio.w().studio_next_year_now(&label)
                    on:change=move |event| chosen.set(Some(event_target_value(&event)).filter(|name| !name.is_empty()))>
                    <option value="" selected=missing.nearest.is_none()>{move || studio.w().studio_next_year_choose()}</option>
                    {new.into_iter().map(option).collect_view()}
                </select>
                <button id=format!("is-{i}") disabled=move || chosen.with(Option::is_none) on:click=accept
                    aria-label=move || format!("{}: {named_is}", studio.w().studio_next_year_is())>
                    {move || studio.w().studio_next_year_is()}
                </button>
                <button id=format!("gone-{i}") on:click=refuse
                    aria-label=move || format!("{}: {named_gone}", studio.w().studio_next_year_gone())>
                    {move || studio.w().studio_next_year_gone()}
                </button>
            </span>
        </li>
    }
}

/// The button that was used is gone: the heading of what is left takes the focus.
fn focus() {
    super::focus_later("lacking".to_owned());
}
