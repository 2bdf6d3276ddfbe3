//! The privacy meter: what the codebook as it stands would publish, and of what.

use crate::state::Studio;
use leptos::prelude::*;
use needs_studio::message::{Measured, Step};

#[component]
pub fn Meter(studio: Studio) -> impl IntoView {
    let is_pending = move || {
        let text = studio.text.get();
        !studio.stopped.get()
            && !text.is_empty()
            && studio.meter.with(|meter| meter.as_ref().is_none_or(|meter| meter.of != text))
    };
    let state = move || {
        let w = studio.w();
        if studio.stopped.get() {
            return Some(w.studio_meter_stopped().to_owned());
        }
        let step = studio.progress.get().map(|(step, share)| {
            let name = match step {
                Step::Reading => w.studio_at_reading(),
                Step::Counting => w.studio_at_counting(),
                Step::Protecting => w.studio_at_protecting(),
                Step::Drawing => w.studio_at_drawing(),
            };
            share.map_or_else(|| format!("{name}…"), |share| format!("{name} {} %", (share * 100.0).round()))
        });
        step.or_else(|| is_pending().then(|| w.studio_meter_pending().to_owned()))
    };
    let content = move || match studio.meter.get() {
        _ if studio.opened.with(Option::is_none) => {
            view! { <p class="quiet">{move || studio.w().studio_meter_none()}</p> }.into_any()
        }
        None => ().into_any(),
        Some(meter) => match meter.measured {
            Ok(measured) => view! { <Holds studio measured /> }.into_any(),
            Err(problem) => view! {
                <p class="problem-head"><strong>{move || studio.w().studio_meter_problem()}</strong></p>
                <p class="problem" id="meter-problem">{problem}</p>
            }
            .into_any(),
        },
    };
    // On a phone it is a line at the lower edge, until all of it is wanted.
    let all = RwSignal::new(false);
    view! {
        <aside class="meter" aria-labelledby="meter" data-pending=move || is_pending().to_string() data-all=move || all.get().to_string()>
            <h2 id="meter">{move || studio.w().studio_meter()}</h2>
            <button id="meter-all" aria-expanded=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>
                {move || if all.get() { studio.w().studio_meter_less() } else { studio.w().studio_meter_all() }}
            </button>
            <p class="state" role="status">{move || state()}</p>
            <Show when=move || studio.busy.get()>
                <button id="cancel" on:click=move |_| studio.cancel()>{move || studio.w().studio_meter_cancel()}</button>
            </Show>
            {content}
        </aside>
    }
}

/// What holds of the results.
#[component]
fn Holds(studio: Studio, measured: Measured) -> impl IntoView {
    let (k, published, received) = (measured.k.into(), measured.published.into(), measured.received.into());
    let (joint, classes, smallest) = (measured.joint, measured.classes as u64, measured.smallest.into());
    let before = studio.before.get_untracked();
    let share =
        move |exact: u32, published: u32| format!("{:.0} %", f64::from(exact) / f64::from(published.max(1)) * 100.0);
    let all = measured.published;
    let line = move |(label, exact): (String, u32)| {
        let now = share(exact, all);
        let was = before.as_ref().and_then(|before| {
            let (_, exact) = before.exact.iter().find(|(other, _)| *other == label)?;
            Some(share(*exact, before.published)).filter(|was| *was != now)
        });
        view! {
            <li>
                <span>{label}</span>
                <span class="share">{was.map(|was| view! { <span class="was">{was}" → "</span> })}<strong>{now}</strong></span>
            </li>
        }
    };
    let warnings = measured.warnings.clone();
    view! {
        <p class="k" id="meter-k"><strong>{move || studio.w().studio_meter_k(k)}</strong></p>
        <p>{move || studio.w().studio_meter_published(published, received)}</p>
        <p>{move || if joint { studio.w().studio_meter_joint() } else { studio.w().studio_meter_by_dimension() }}</p>
        <p class="quiet">{move || studio.w().studio_meter_classes(classes, smallest)}</p>
        <h3>{move || studio.w().studio_meter_exact()}</h3>
        <ul class="exact">{measured.exact.into_iter().map(line).collect_view()}</ul>
        {(!warnings.is_empty()).then(|| view! {
            <h3>{move || studio.w().studio_meter_warnings()}</h3>
            <ul class="warnings">{warnings.iter().map(|warning| view! { <li>{warning.clone()}</li> }).collect_view()}</ul>
        })}
    }
}
