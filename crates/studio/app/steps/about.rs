//! What readers see about the survey beside its numbers.

use crate::{field::TextField, state::Studio};
use leptos::prelude::*;
use needs_core::survey::file::{License, Period};
use needs_intake::codebook::{Codebook, Short};
use needs_studio::find::Spot;

#[component]
pub fn About(studio: Studio) -> impl IntoView {
    // A click in the preview came for one of the fields.
    if let Some(Spot::About(id)) = studio.spot.get_untracked() {
        studio.spot.set(None);
        super::focus_later(id.to_owned());
    }
    // A field of the codebook that is one text.
    let show = move |get: fn(&Codebook) -> &str| {
        Signal::derive(move || {
            studio.codebook.with(|codebook| codebook.as_ref().map(get).unwrap_or_default().to_owned())
        })
    };
    let set = move |field: &'static str, put: fn(&mut Codebook, String)| {
        move |text: String| studio.edit(field, |codebook| put(codebook, text))
    };
    let period = move |from: bool| {
        move |date: String| {
            studio.edit(if from { "from" } else { "to" }, |codebook| {
                let mut collected = codebook.collected.take().unwrap_or_default();
                *(if from { &mut collected.from } else { &mut collected.to }) = date;
                codebook.collected = (collected != Period::default()).then_some(collected);
            });
        }
    };
    let licence = Signal::derive(move || {
        studio.codebook.with(|codebook| {
            codebook.as_ref().and_then(|c| c.licenses.first().map(|l| l.0.name.clone())).unwrap_or_default()
        })
    });
    let set_licence = move |name: String| {
        studio.edit("licence", |codebook| match (codebook.licenses.first_mut(), name.trim()) {
            (_, "") => codebook.licenses.clear(),
            (Some(first), name) => first.0.name = name.to_owned(),
            (None, name) => codebook.licenses.push(Short(License { name: name.to_owned(), ..License::default() })),
        })
    };
    let k = Signal::derive(move || {
        studio.codebook.with(|codebook| {
            codebook.as_ref().and_then(|c| c.k).map(|k| k.to_string()).unwrap_or_else(|| "5".to_owned())
        })
    });
    let methods = Signal::derive(move || {
        studio.codebook.with(|codebook| codebook.as_ref().map(|c| c.narrative.methods.join("\n")).unwrap_or_default())
    });
    let set_methods = move |text: String| {
        studio.edit("methods", |codebook| {
            codebook.narrative.methods =
                if text.trim().is_empty() { Vec::new() } else { text.split('\n').map(str::to_owned).collect() };
        })
    };
    view! {
        <h2>{move || studio.w().studio_about_heading()}</h2>
        <p>{move || studio.w().studio_about_what()}</p>
        <TextField id="title" label=move || studio.w().studio_about_title().to_owned() value=show(|c| &c.title)
            on_input=set("title", |c, text| c.title = text) />
        <TextField id="description" label=move || studio.w().studio_about_description().to_owned() value=show(|c| &c.description)
            on_input=set("description", |c, text| c.description = text) />
        <TextField id="population" label=move || studio.w().studio_about_population().to_owned() value=show(|c| &c.population)
            on_input=set("population", |c, text| c.population = text) />
        <div class="fields">
            <TextField id="from" label=move || studio.w().studio_about_from().to_owned()
                value=move || studio.collected().from on_input=period(true) />
            <TextField id="to" label=move || studio.w().studio_about_to().to_owned()
                value=move || studio.collected().to on_input=period(false) />
            <TextField id="licence" label=move || studio.w().studio_about_licence().to_owned() value=licence on_input=set_licence />
            <TextField id="homepage" kind="url" label=move || studio.w().studio_about_homepage().to_owned() value=show(|c| &c.homepage)
                on_input=set("homepage", |c, text| c.homepage = text) />
            <TextField id="k" kind="number" label=move || studio.w().studio_about_k().to_owned() value=k
                on_input=move |k: String| if let Ok(k) = k.trim().parse() { studio.edit("k", |codebook| codebook.k = Some(k)) } />
        </div>
        <TextField id="limitations" lines=5 label=move || studio.w().studio_about_limitations().to_owned() value=show(|c| &c.narrative.limitations)
            on_input=set("limitations", |c, text| c.narrative.limitations = text) />
        <TextField id="methods" lines=4 label=move || studio.w().studio_about_methods().to_owned() value=methods on_input=set_methods />
        <TextField id="summary" lines=4 label=move || studio.w().studio_about_summary().to_owned() value=show(|c| &c.narrative.summary)
            on_input=set("summary", |c, text| c.narrative.summary = text) />
        <TextField id="touch" lines=2 label=move || studio.w().studio_about_touch().to_owned() value=show(|c| &c.narrative.get_in_touch)
            on_input=set("touch", |c, text| c.narrative.get_in_touch = text) />
    }
}
