//! One group of filters for each dimension, with the limitation its author acknowledges.

use super::{browser, state::State};
use crate::{facet::Facet, query, survey::file::NamedView};
use leptos::{ev::MouseEvent, prelude::*};

pub fn filters(state: State) -> AnyView {
    let words = state.words;
    let groups: Vec<AnyView> = (0..state.survey.dimensions().len()).map(|d| group(state, d)).collect();
    let active = move || {
        let active = state.of(|view| view.filter.dimensions().count());
        if active == 0 { String::new() } else { words.filters_active(active as u64) }
    };
    view! {
        <details class="filters" open=browser::is_wide()>
            <summary>
                <h2>{words.filters()}</h2>
                <span class="active">{active}</span>
            </summary>
            <section aria-label=words.page_region_filters()>
                <button
                    type="button"
                    class="reset-all"
                    prop:disabled=move || state.of(|view| view.filter.is_everyone())
                    on:click=move |_| state.change(|view| view.clear_filters())
                >
                    {words.reset_all()}
                </button>
                {named_views(state)}
                {groups}
            </section>
        </details>
    }
    .into_any()
}

fn named_views(state: State) -> Option<AnyView> {
    let views = state.survey.views();
    let links: Vec<AnyView> = views.iter().map(|named| named_view(state, named)).collect();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="named" aria-label=state.words.named_views()>
                <h3>{state.words.named_views()}</h3>
                <ul>{links}</ul>
            </nav>
        }
        .into_any()
    })
}

fn named_view(state: State, named: &'static NamedView) -> AnyView {
    let survey = state.survey;
    let named_view = StoredValue::new(query::parse(&named.query, survey).view);
    let is_shown = move || state.of(|view| named_view.with_value(|named| named == view)).then_some("true");
    let open = move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            state.change(|view| *view = named_view.get_value());
        }
    };
    let mut address = String::from("?");
    address.push_str(&named.query);
    view! {
        <li>
            <a href=address aria-current=is_shown on:click=open>{named.label.as_str()}</a>
            {(!named.description.is_empty()).then(|| view! { <p>{named.description.as_str()}</p> })}
        </li>
    }
    .into_any()
}

fn group(state: State, d: usize) -> AnyView {
    let words = state.words;
    let dimension = &state.survey.dimensions()[d];
    let unanswerable = move || state.facets.with(|facets| facets[d].is_none());
    let filtering = move || state.of(|view| view.filter.kept(d).is_some());
    let kept = move || {
        state.of(|view| view.filter.kept(d)).map(|kept| words.kept_of(kept.count_ones().into(), dimension.categories.len() as u64))
    };
    let bias = dimension.bias.as_ref().map(|bias| {
        let source = (!bias.source.is_empty()).then(|| source(state, &bias.source));
        view! { <p class="bias"><strong>{words.bias_note()}": "</strong>{bias.note.as_str()}" "{source}</p> }
    });
    let why_not = move || {
        unanswerable().then(|| {
            let used: Vec<&str> = state.of(|view| {
                let others = view.dimensions().into_iter().filter(|&other| other != d);
                others.chain([d]).map(|d| state.survey.dimensions()[d].label.as_str()).collect()
            });
            view! { <p class="why-not">{words.not_offered(&words.list(&used))}</p> }
        })
    };
    let unknown = move || {
        let unknown = state.facets.with(|facets| facets[d].as_ref().map_or(0, |of| most_unknown(of)));
        (unknown > 0).then(|| {
            view! { <p class="unknown" title=words.cannot_be_told_apart_why()>{words.cannot_be_told_apart(unknown.into())}</p> }
        })
    };
    let categories: Vec<AnyView> = (0..dimension.categories.len()).map(|c| category(state, d, c)).collect();
    view! {
        <details class="group" open=!dimension.is_field() class:filtering=filtering>
            <summary>
                <h3>{dimension.label.as_str()}</h3>
                <span class="active">{kept}</span>
            </summary>
            {bias}
            {why_not}
            <fieldset prop:disabled=unanswerable>
                <legend class="unseen">{dimension.label.as_str()}</legend>
                <ul class="categories">{categories}</ul>
            </fieldset>
            {unknown}
            <button
                type="button"
                class="reset"
                hidden=move || !filtering()
                aria-label=words.reset_dimension(&dimension.label)
                on:click=move |_| state.change(|view| view.filter.clear(d))
            >
                {words.reset()}
            </button>
        </details>
    }
    .into_any()
}

/// The note's source: a link where it is an address, else as it stands.
fn source(state: State, source: &'static str) -> AnyView {
    if source.starts_with("https://") || source.starts_with("http://") {
        view! { <a href=source>{state.words.source()}</a> }.into_any()
    } else {
        view! { <span>"("{source}")"</span> }.into_any()
    }
}

/// Respondents of whom it is not known in which category they are: each counts in several, so the largest
/// number is the least that is certain.
fn most_unknown(facets: &[Facet]) -> u32 {
    facets.iter().map(|facet| facet.unknown).max().unwrap_or(0)
}

fn category(state: State, d: usize, c: usize) -> AnyView {
    let (survey, words) = (state.survey, state.words);
    let dimension = &survey.dimensions()[d];
    let label = dimension.categories[c].label.as_str();
    let facet = move || state.facets.with(|facets| facets[d].as_ref().map(|of| of[c]));
    let count = move || facet().map(|facet| words.count(facet.n.into()));
    let share = move || {
        let share = facet().map_or(0.0, |facet| f64::from(facet.n) / f64::from(survey.about.respondents.published.max(1)));
        // In per mille as a whole number: formatting a float costs the page kilobytes.
        ((share * 1000.0) as u32).to_string()
    };
    let mark = if dimension.is_over(c) {
        Some(("▲ ", words.over_represented(), words.over_represented_why()))
    } else if dimension.is_under(c) {
        Some(("▽ ", words.under_represented(), words.under_represented_why()))
    } else {
        None
    };
    let mark = mark.map(|(sign, short, why)| {
        view! { <span class="mark" title=why><span aria-hidden="true">{sign}</span>{short}</span> }
    });
    view! {
        <li data-category=dimension.categories[c].id.as_str() style:--permille=share>
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || state.of(|view| view.filter.keeps(d, c))
                    on:change=move |_| state.change(|view| view.toggle(survey, d, c))
                />
                <span class="name">{label}{mark}</span>
                <span class="count">{count}</span>
            </label>
            <span class="pick">
                <button
                    type="button"
                    aria-label=words.only_category(label)
                    on:click=move |_| state.change(|view| view.only(survey, d, c))
                >
                    {words.only()}
                </button>
                <button
                    type="button"
                    aria-label=words.without_category(label)
                    on:click=move |_| state.change(|view| view.leave_out(survey, d, c))
                >
                    {words.without()}
                </button>
            </span>
        </li>
    }
    .into_any()
}
