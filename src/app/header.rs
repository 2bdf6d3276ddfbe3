//! Whose answers these are: title, who and when, how many, licence, and how small a group can be.

use super::state::State;
use leptos::prelude::*;

pub fn header(state: State) -> AnyView {
    let (about, words) = (&state.survey.about, state.words);
    let facts: Vec<String> = [
        about.collected.as_ref().map(|period| {
            let from = words.month(&period.from);
            if period.from == period.to { words.collected_in(&from) } else { words.collected_between(&from, &words.month(&period.to)) }
        }),
        Some(words.respondents(about.respondents.published.into())),
        about.licenses.first().map(|licence| words.licence(if licence.title.is_empty() { &licence.name } else { &licence.title })),
        Some(if about.privacy.k == 1 { words.k_is_one_short().to_owned() } else { words.k_statement(about.privacy.k.into()) }),
    ]
    .into_iter()
    .flatten()
    .collect();
    let population = (!about.population.is_empty()).then(|| view! { <p class="population">{words.population(&about.population)}</p> });
    let summary = (!about.narrative.summary.is_empty()).then(|| view! { <p class="summary">{about.narrative.summary.as_str()}</p> });
    view! {
        <header class="head">
            <h1>{about.title.as_str()}</h1>
            <ul class="facts">{facts.into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view()}</ul>
            {population}
            {summary}
        </header>
    }
    .into_any()
}
