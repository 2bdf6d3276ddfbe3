//! The chart of the view.

use super::state::State;
use leptos::prelude::*;

pub fn figure(state: State) -> AnyView {
    let chart = move || state.of(|view| view.chart.id());
    view! { <figure class="chart" data-chart=chart></figure> }.into_any()
}
