//! A small bar chart of the answers of a column.

use leptos::prelude::*;

/// Answers that are shown.
const MOST: usize = 5;

/// The most frequent answers as bars, each with its number.
#[component]
pub fn Bars(answers: Vec<(String, u64)>) -> impl IntoView {
    let most = answers.iter().map(|(_, n)| *n).max().unwrap_or(1).max(1);
    let bar = move |(label, n): (String, u64)| {
        let width = format!("{:.1}", n as f64 / most as f64 * 100.0);
        view! {
            <li>
                <span class="bar-label" title=label.clone()>{label.clone()}</span>
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width=width height="8" /></svg>
                <span class="bar-n">{n}</span>
            </li>
        }
    };
    view! { <ul class="bars">{answers.into_iter().take(MOST).map(bar).collect_view()}</ul> }
}
