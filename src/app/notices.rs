//! What the reader must know before reading: about the link, and that the data are made up.

use super::state::State;
use leptos::prelude::*;

pub fn notices(state: State) -> AnyView {
    let words = state.words;
    let problems = move || {
        let problems = state.problems.get();
        (!problems.is_empty()).then(|| {
            let listed = problems.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            view! {
                <div class="notice" role="status">
                    <p>{words.link_problems(problems.len() as u64)}": "<code>{listed}</code></p>
                    <button type="button" on:click=move |_| state.problems.set(Vec::new())>{words.close()}</button>
                </div>
            }
        })
    };
    let outdated = move || {
        state.outdated.get().then(|| {
            view! {
                <div class="notice" role="status">
                    <p>{words.data_have_changed()}</p>
                    <button type="button" on:click=move |_| state.outdated.set(false)>{words.close()}</button>
                </div>
            }
        })
    };
    let illustration =
        state.survey.about.illustration.then(|| view! { <p class="notice illustration">{words.illustration()}</p> });
    view! { {illustration} {problems} {outdated} }.into_any()
}
