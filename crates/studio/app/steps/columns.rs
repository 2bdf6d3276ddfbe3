//! What each column is for: the role, why it was guessed, and what stands in it; doubts first.

use super::bars::Bars;
use crate::state::Studio;
use leptos::prelude::*;
use needs_core::survey::file::KindName;
use needs_intake::{codebook::checks, inspect::DraftColumn};
use needs_studio::roles::{ColumnRole, set_role};
use needs_words::Words;

/// Roles that an author can choose.
const CHOICES: [ColumnRole; 9] = [
    ColumnRole::Ignored,
    ColumnRole::Field,
    ColumnRole::Dimension,
    ColumnRole::Question(KindName::Single),
    ColumnRole::Question(KindName::Multiple),
    ColumnRole::Question(KindName::Rating),
    ColumnRole::Question(KindName::Ranking),
    ColumnRole::Question(KindName::Number),
    ColumnRole::Question(KindName::Nps),
];

fn name(role: ColumnRole, w: Words) -> &'static str {
    match role {
        ColumnRole::Ignored => w.studio_role_ignored(),
        ColumnRole::Field => w.studio_role_field(),
        ColumnRole::Dimension => w.studio_role_dimension(),
        ColumnRole::Question(KindName::Single) => w.studio_role_single(),
        ColumnRole::Question(KindName::Multiple) => w.studio_role_multiple(),
        ColumnRole::Question(KindName::Rating) => w.studio_role_rating(),
        ColumnRole::Question(KindName::Ranking) => w.studio_role_ranking(),
        ColumnRole::Question(KindName::Number) => w.studio_role_number(),
        ColumnRole::Question(KindName::Nps) => w.studio_role_nps(),
        // Never offered: it has codes, which are written in the codebook.
        ColumnRole::Question(KindName::Coded) => w.studio_role_coded(),
        ColumnRole::Fixed => w.studio_role_fixed(),
        ColumnRole::Undeclared => w.studio_role_undeclared(),
    }
}

#[component]
pub fn Columns(studio: Studio) -> impl IntoView {
    let shown = RwSignal::new("all".to_owned());
    let columns = move || {
        let columns = studio.opened.get().map(|opened| opened.columns.clone()).unwrap_or_default();
        columns.into_iter().enumerate().map(|(c, column)| view! { <Column studio c column shown /> }).collect_view()
    };
    view! {
        <h2>{move || studio.w().studio_columns_heading()}</h2>
        <Doubts studio />
        <p class="field inline">
            <label for="shown">{move || studio.w().studio_columns_filter()}</label>
            <select id="shown" on:change=move |event| shown.set(event_target_value(&event))>
                <option value="all">{move || studio.w().studio_columns_all()}</option>
                <option value="used">{move || studio.w().studio_columns_used()}</option>
                <option value="ignored">{move || studio.w().studio_columns_ignored()}</option>
            </select>
        </p>
        <ol class="columns">{columns}</ol>
    }
}

/// What `inspect` was not sure of and nobody has looked at: comments of the codebook.
#[component]
fn Doubts(studio: Studio) -> impl IntoView {
    let doubts = move || {
        let found = studio.text.with(|text| checks(text));
        let doubt = |check: needs_intake::codebook::Check| {
            let line = check.line;
            let seen = move |_| {
                let text = studio.text.get_untracked();
                let left: Vec<&str> = text
                    .split_inclusive('\n')
                    .enumerate()
                    .filter(|(i, _)| i + 1 != line)
                    .map(|(_, line)| line)
                    .collect();
                studio.edit_whole(&left.concat());
            };
            let label = check.doubt.clone();
            view! {
                <li>
                    <span>{check.doubt}</span>
                    <button aria-label=move || format!("{}: {label}", studio.w().studio_columns_doubt_seen()) on:click=seen>
                        {move || studio.w().studio_columns_doubt_seen()}
                    </button>
                </li>
            }
        };
        (!found.is_empty()).then(|| {
            view! {
                <section class="doubts" aria-labelledby="doubts">
                    <h3 id="doubts">{move || studio.w().studio_columns_doubts()}</h3>
                    <ul>{found.into_iter().map(doubt).collect_view()}</ul>
                </section>
            }
        })
    };
    view! { {doubts} }
}

#[component]
fn Column(studio: Studio, c: usize, column: DraftColumn, shown: RwSignal<String>) -> impl IntoView {
    let role = move || studio.roles.with(|roles| roles.get(c).copied().unwrap_or(ColumnRole::Undeclared));
    let is_shown = move || match shown.get().as_str() {
        "used" => role() != ColumnRole::Ignored,
        "ignored" => role() == ColumnRole::Ignored,
        _ => true,
    };
    let changed = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|i| CHOICES.get(i));
        if let (Some(role), Some(opened)) = (chosen, studio.opened.get_untracked()) {
            studio.edit("", |codebook| set_role(codebook, &opened.columns, c, *role));
        }
    };
    let value =
        move || CHOICES.iter().position(|choice| *choice == role()).map_or_else(|| "-".to_owned(), |i| i.to_string());
    let options = move || {
        let now = role();
        let w = studio.w();
        let other =
            (!CHOICES.contains(&now)).then(|| view! { <option value="-" selected=true>{name(now, w)}</option> });
        let choice = |(i, choice): (usize, &ColumnRole)| view! { <option value=i.to_string() selected=*choice == now>{name(*choice, w)}</option> };
        view! { {other} {CHOICES.iter().enumerate().map(choice).collect_view()} }
    };
    let title = if column.name.is_empty() { column.address.clone() } else { column.name.clone() };
    let label = title.clone();
    let (filled, kinds) = (column.filled, column.kinds);
    view! {
        <li class="column" hidden=move || !is_shown() data-ignored=move || (role() == ColumnRole::Ignored).then_some("")>
            <div class="column-name">
                <strong>{title}</strong>
                {column.personal.then(|| view! { <span class="mark">{move || studio.w().studio_column_personal()}</span> })}
                <span class="quiet">{column.why.clone()}</span>
                <span class="quiet">{move || studio.w().studio_column_filled(filled, kinds)}</span>
            </div>
            <select aria-label=move || studio.w().studio_role(&label) id=format!("role-{}", c + 1) prop:value=value on:change=changed>{options}</select>
            <Bars answers=column.answers.clone() />
        </li>
    }
}
