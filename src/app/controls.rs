//! What is shown of those who are in the view: question, chart, numbers, order.

use super::state::State;
use crate::{
    crosstab,
    survey::file::Kind,
    view::{Base, Chart, Show, Sort},
};
use leptos::{ev::Event, prelude::*};
use std::sync::Arc;

type Choose = Arc<dyn Fn(usize) + Send + Sync>;
type Chosen = Arc<dyn Fn() -> usize + Send + Sync>;

pub fn controls(state: State) -> AnyView {
    let words = state.words;
    let questions: Vec<&'static str> = state.survey.questions().iter().map(|q| q.name()).collect();
    let question = select(
        words.question(),
        questions,
        Arc::new(move || state.of(|view| view.question)),
        Arc::new(move |i| state.change(|view| view.ask(i))),
    );
    let asked = move || state.of(|view| state.survey.questions()[view.question].text.as_str());
    let of_question = Memo::new(move |_| state.of(|view| (view.question, view.themes)));
    let for_question = move || {
        of_question.get();
        view! { {of_kind(state)} {sort(state)} }.into_any()
    };
    let charts = segmented(
        "chart",
        words.charts(),
        CHARTS.iter().map(|&chart| chart_name(state, chart)).collect(),
        Arc::new(move || state.of(|view| CHARTS.iter().position(|&chart| chart == view.chart).unwrap_or(0))),
        Arc::new(move |i| state.change(|view| view.chart = CHARTS[i])),
    );
    let show = segmented(
        "show",
        words.show_as(),
        vec![words.share_of_respondents(), words.count_of_respondents()],
        Arc::new(move || state.of(|view| (view.show == Show::Count).into())),
        Arc::new(move |i| state.change(|view| view.show = [Show::Share, Show::Count][i])),
    );
    let base = select(
        words.base(),
        vec![words.base_answered(), words.base_asked()],
        Arc::new(move || state.of(|view| (view.base == Base::Asked).into())),
        Arc::new(move |i| state.change(|view| view.base = [Base::Answered, Base::Asked][i])),
    );
    view! {
        <h2 class="asked">{asked}</h2>
        <div class="controls">
            {question}
            {for_question}
            {show}
            {base}
        </div>
        {charts}
    }
    .into_any()
}

/// The charts that the page offers, in the order of their tabs.
const CHARTS: [Chart; 2] = [Chart::Matrix, Chart::Table];

fn chart_name(state: State, chart: Chart) -> &'static str {
    let words = state.words;
    match chart {
        Chart::Matrix => words.chart_matrix(),
        Chart::Ranking => words.chart_ranking(),
        Chart::Compare => words.chart_compare(),
        Chart::Sample => words.chart_sample(),
        Chart::Sensitivity => words.chart_sensitivity(),
        Chart::Table => words.chart_table(),
    }
}

/// What only some kinds of question have: themes, or levels.
fn of_kind(state: State) -> Option<AnyView> {
    let words = state.words;
    let question = &state.survey.questions()[state.view.with_untracked(|view| view.question)];
    if question.kind == Kind::Rating {
        let levels = question.levels.iter().map(|level| level.label.as_str()).collect();
        let chosen = Arc::new(move || state.of(|view| view.level));
        return Some(select(words.level(), levels, chosen, Arc::new(move |i| state.change(|view| view.level = i))));
    }
    (!question.themes.is_empty()).then(|| {
        segmented(
            "themes",
            words.detail(),
            vec![words.detail_choices(), words.detail_themes()],
            Arc::new(move || state.of(|view| view.themes.into())),
            Arc::new(move |i| {
                state.change(|view| {
                    view.themes = i == 1;
                    if let Sort::Column(_) = view.sort {
                        view.sort = Sort::default();
                    }
                });
            }),
        )
    })
}

fn sort(state: State) -> AnyView {
    let words = state.words;
    let mut options = vec![words.sort_size(), words.sort_file()];
    let view = state.view.get_untracked();
    let question = &state.survey.questions()[view.question];
    options.extend(crosstab::columns(state.survey, &view).into_iter().map(|column| column.name(question).1));
    let chosen = move || {
        state.of(|view| match view.sort {
            Sort::Size => 0,
            Sort::File => 1,
            Sort::Column(c) => 2 + c,
        })
    };
    let choose = move |i: usize| {
        state.change(|view| {
            view.sort = match i {
                0 => Sort::Size,
                1 => Sort::File,
                _ => Sort::Column(i - 2),
            };
        });
    };
    select(words.sort_by(), options, Arc::new(chosen), Arc::new(choose))
}

/// A labelled list to choose one from.
fn select(label: &'static str, options: Vec<&'static str>, chosen: Chosen, choose: Choose) -> AnyView {
    let options: Vec<AnyView> = options
        .into_iter()
        .enumerate()
        .map(|(i, option)| {
            let chosen = chosen.clone();
            view! { <option value=i.to_string() prop:selected=move || chosen() == i>{option}</option> }.into_any()
        })
        .collect();
    let change = move |event: Event| {
        if let Ok(i) = event_target_value(&event).parse() {
            choose(i);
        }
    };
    view! { <label class="control"><span>{label}</span><select on:change=change>{options}</select></label> }.into_any()
}

/// A few options side by side, one of them chosen.
fn segmented(name: &'static str, label: &'static str, options: Vec<&'static str>, chosen: Chosen, choose: Choose) -> AnyView {
    let options: Vec<AnyView> = options
        .into_iter()
        .enumerate()
        .map(|(i, option)| {
            let (chosen, choose) = (chosen.clone(), choose.clone());
            view! {
                <label>
                    <input type="radio" name=name prop:checked=move || chosen() == i on:change=move |_| choose(i) />
                    <span>{option}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! { <fieldset class="segmented" data-control=name><legend>{label}</legend><div>{options}</div></fieldset> }.into_any()
}
