//! The table of the numbers shown, and what is said when there are none.

use super::state::State;
use crate::{html, sentence, view::Sort};
use leptos::{ev::MouseEvent, html::Div, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

pub fn numbers(state: State) -> AnyView {
    let words = state.words;
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        let table = state.tab.with(|tab| {
            let tab = tab.as_ref().ok()?;
            Some(state.of(|view| html::table(state.survey, view, tab, &words)))
        });
        // The button that was pressed is made anew and must keep the focus.
        let pressed = document().active_element().and_then(|focused| focused.get_attribute("data-sort"));
        place.set_inner_html(table.as_deref().unwrap_or_default());
        if let Some(pressed) = pressed {
            let buttons = place.query_selector_all("button[data-sort]");
            let mut buttons = buttons.into_iter().flat_map(|list| (0..list.length()).filter_map(move |i| list.get(i)));
            let again = buttons.find(|b| b.unchecked_ref::<Element>().get_attribute("data-sort").as_ref() == Some(&pressed));
            if let Some(again) = again {
                let _ = again.unchecked_into::<HtmlElement>().focus();
            }
        }
    });
    let sort = move |event: MouseEvent| {
        let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(sort) = button.and_then(|button| button.get_attribute("data-sort")) else { return };
        state.change(|view| {
            view.sort = match sort.as_str() {
                "file" => Sort::File,
                "size" => Sort::Size,
                _ => {
                    let question = &state.survey.questions()[view.question];
                    let columns = crate::crosstab::columns(state.survey, view);
                    let id = sort.trim_start_matches("by-");
                    columns.iter().position(|c| c.name(question).0 == id).map_or(Sort::Size, Sort::Column)
                }
            };
        });
    };
    view! {
        {nobody(state)}
        {unanswerable(state)}
        <div class="numbers-frame" tabindex="0" role="region" aria-label=words.chart_table() node_ref=place on:click=sort></div>
        <p class="unseen" role="status" aria-live="polite">{status(state)}</p>
    }
    .into_any()
}

/// What the last change did; nothing before the first.
fn status(state: State) -> impl Fn() -> String {
    let first = StoredValue::new(true);
    move || {
        let told = state.tab.with(|tab| {
            let tab = tab.as_ref().ok()?;
            Some(state.of(|view| sentence::change(state.survey, view, tab, &state.words)))
        });
        if first.get_value() {
            first.set_value(false);
            return String::new();
        }
        told.unwrap_or_default()
    }
}

fn nobody(state: State) -> AnyView {
    let words = state.words;
    let empty = Memo::new(move |_| state.tab.with(|tab| tab.as_ref().is_ok_and(|tab| tab.rows[0].n == 0)));
    (move || {
        empty.get().then(|| {
            view! {
                <div class="empty">
                    <h2>{words.empty_view()}</h2>
                    <p>{words.empty_view_what_to_do()}</p>
                    <button type="button" on:click=move |_| state.change(|view| view.clear_filters())>{words.reset_all()}</button>
                </div>
            }
        })
    })
    .into_any()
}

/// Which dimensions the file does not hold together, with a way out for each.
fn unanswerable(state: State) -> AnyView {
    let (survey, words) = (state.survey, state.words);
    (move || {
        let dimensions = state.tab.with(|tab| tab.as_ref().err().map(|error| error.dimensions.clone()))?;
        let labels: Vec<&str> = dimensions.iter().map(|&d| survey.dimensions()[d].label.as_str()).collect();
        let ways_out: Vec<AnyView> = dimensions
            .iter()
            .copied()
            .filter(|&d| state.view.with_untracked(|view| view.filter.kept(d).is_some()))
            .map(|d| {
                view! {
                    <button type="button" on:click=move |_| state.change(|view| view.filter.clear(d))>
                        {words.reset_dimension(&survey.dimensions()[d].label)}
                    </button>
                }
                .into_any()
            })
            .collect();
        Some(view! {
            <div class="empty">
                <h2>{words.not_offered(&words.list(&labels))}</h2>
                <p>{words.not_offered_what_to_do()}</p>
                {ways_out}
            </div>
        })
    })
    .into_any()
}
