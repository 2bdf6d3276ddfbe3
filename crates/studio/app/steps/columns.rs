//! What each column is for: the role, why it was guessed, and what stands in it; doubts first.

use super::{bars::Bars, compare::Compare};
use crate::state::Studio;
use leptos::prelude::*;
use needs_core::survey::file::KindName;
use needs_intake::inspect::DraftColumn;
use needs_studio::{
    doubts::{Doubt, doubts, without},
    roles::{ColumnRole, Grouping, group, set_role},
};
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
    let picked = RwSignal::new(Vec::<usize>::new());
    let open = Memo::new(move |_| {
        let Some(opened) = studio.opened.get() else { return Vec::new() };
        let text = studio.text.get();
        studio.codebook.with(|codebook| match codebook {
            Some(codebook) => doubts(&text, codebook, &opened.columns),
            None => Vec::new(),
        })
    });
    let columns = move || {
        let Some(opened) = studio.opened.get() else { return ().into_any() };
        // What needs the author comes first, when they come here; what they have settled stays in its place.
        let needs = |c: &usize| {
            open.with_untracked(|open| open.iter().any(|doubt| doubt.column == Some(*c)))
                || studio.roles.with_untracked(|roles| roles.get(*c) == Some(&ColumnRole::Undeclared))
        };
        let (first, others): (Vec<usize>, Vec<usize>) = (0..opened.columns.len()).partition(needs);
        let row = |c: usize| view! { <Column studio c column=opened.columns[c].clone() shown open picked /> };
        first.into_iter().chain(others).map(row).collect_view().into_any()
    };
    view! {
        <h2>{move || studio.w().studio_columns_heading()}</h2>
        <Compare studio />
        <Doubts studio open />
        <p class="field inline">
            <label for="shown">{move || studio.w().studio_columns_filter()}</label>
            <select id="shown" on:change=move |event| shown.set(event_target_value(&event))>
                <option value="all">{move || studio.w().studio_columns_all()}</option>
                <option value="needed">{move || studio.w().studio_columns_doubts()}</option>
                <option value="used">{move || studio.w().studio_columns_used()}</option>
                <option value="ignored">{move || studio.w().studio_columns_ignored()}</option>
            </select>
        </p>
        <p class="quiet">{move || studio.w().studio_group_what()}</p>
        <ol class="columns">{columns}</ol>
        <Group studio picked />
    }
}

/// Makes one question of the columns that are picked.
#[component]
fn Group(studio: Studio, picked: RwSignal<Vec<usize>>) -> impl IntoView {
    let button = move |id: &'static str, grouping: Grouping, label: fn(&Words) -> &'static str| {
        let make = move |_| {
            let (chosen, opened) = (picked.get_untracked(), studio.opened.get_untracked());
            if let Some(opened) = opened {
                studio.edit("", |codebook| group(codebook, &opened.columns, &chosen, grouping));
            }
            picked.set(Vec::new());
        };
        view! { <button id=id on:click=make>{move || label(&studio.w())}</button> }
    };
    view! {
        <Show when=move || picked.with(|picked| picked.len() > 1)>
            <section class="group" aria-label=move || studio.w().studio_group_heading()>
                <strong role="status">{move || studio.w().studio_group_picked(picked.with(|picked| picked.len() as u64))}</strong>
                {button("group-choices", Grouping::Choices, |w| w.studio_group_choices())}
                {button("group-items", Grouping::Items, |w| w.studio_group_items())}
                {button("group-branches", Grouping::Branches, |w| w.studio_group_branches())}
                <button id="group-none" on:click=move |_| picked.set(Vec::new())>{move || studio.w().studio_group_none()}</button>
            </section>
        </Show>
    }
}

/// What `inspect` was not sure of and nobody has looked at: those of the whole file, and how many columns have some.
#[component]
fn Doubts(studio: Studio, open: Memo<Vec<Doubt>>) -> impl IntoView {
    let whole =
        move || open.with(|open| open.iter().filter(|doubt| doubt.column.is_none()).cloned().collect::<Vec<_>>());
    let count = move || open.with(|open| open.len() as u64);
    view! {
        <Show when=move || count() != 0>
            <section class="doubts" aria-labelledby="doubts">
                <h3 id="doubts">{move || studio.w().studio_columns_doubts()}</h3>
                <p>{move || studio.w().studio_columns_doubts_what(count())}</p>
                <ul>{move || whole().into_iter().map(|doubt| view! { <Open studio doubt /> }).collect_view()}</ul>
            </section>
        </Show>
    }
}

/// One doubt, and the button by which it is settled.
#[component]
fn Open(studio: Studio, doubt: Doubt) -> impl IntoView {
    let Doubt { check, .. } = doubt;
    let (text, label) = (check.doubt.clone(), check.doubt.clone());
    let seen = move |_| {
        let text = studio.text.get_untracked();
        studio.edit_whole(&without(&text, &check));
    };
    view! {
        <li>
            <span>{text}</span>
            <button class="seen" aria-label=move || format!("{}: {label}", studio.w().studio_columns_doubt_seen()) on:click=seen>
                {move || studio.w().studio_columns_doubt_seen()}
            </button>
        </li>
    }
}

#[component]
fn Column(
    studio: Studio,
    c: usize,
    column: DraftColumn,
    shown: RwSignal<String>,
    open: Memo<Vec<Doubt>>,
    picked: RwSignal<Vec<usize>>,
) -> impl IntoView {
    let own = Memo::new(move |_| {
        open.with(|open| open.iter().filter(|doubt| doubt.column == Some(c)).cloned().collect::<Vec<_>>())
    });
    let is_needed = move || !own.with(Vec::is_empty) || role_of(studio, c) == ColumnRole::Undeclared;
    let doubts = move || {
        let own = own.get();
        (!own.is_empty()).then(|| {
            view! { <ul class="own-doubts">{own.into_iter().map(|doubt| view! { <Open studio doubt /> }).collect_view()}</ul> }
        })
    };
    let pick = move |yes: bool| {
        picked.update(|picked| {
            picked.retain(|other| *other != c);
            if yes {
                picked.push(c);
            }
        });
    };
    let role = move || role_of(studio, c);
    let is_shown = move || match shown.get().as_str() {
        "used" => role() != ColumnRole::Ignored,
        "needed" => is_needed(),
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
    let [label, picks] = [0; 2].map(|_| title.clone());
    let (filled, kinds) = (column.filled, column.kinds);
    view! {
        <li class="column" hidden=move || !is_shown() data-ignored=move || (role() == ColumnRole::Ignored).then_some("")>
            <div class="column-name">
                <label class="pick-column">
                    <input type="checkbox" id=format!("pick-{}", c + 1) aria-label=move || studio.w().studio_group_pick(&picks)
                        prop:checked=move || picked.with(|picked| picked.contains(&c))
                        on:change=move |event| pick(event_target_checked(&event)) />
                    <strong>{title}</strong>
                </label>
                {column.personal.then(|| view! { <span class="mark">{move || studio.w().studio_column_personal()}</span> })}
                <span class="quiet">{column.why.clone()}</span>
                <span class="quiet">{move || studio.w().studio_column_filled(filled, kinds)}</span>
                {doubts}
            </div>
            <select aria-label=move || studio.w().studio_role(&label) id=format!("role-{}", c + 1) prop:value=value on:change=changed>{options}</select>
            <Bars answers=column.answers.clone() />
        </li>
    }
}

fn role_of(studio: Studio, column: usize) -> ColumnRole {
    studio.roles.with(|roles| roles.get(column).copied().unwrap_or(ColumnRole::Undeclared))
}
