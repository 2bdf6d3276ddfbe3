//! What the author takes home, and where to put it.

use crate::{
    field::{Pick, TextField},
    save,
    state::{Site, Studio},
};
use js_sys::Uint8Array;
use leptos::prelude::*;
use needs_page::snippet::{Embedded, Way};
use needs_studio::message::Request;

#[component]
pub fn Publish(studio: Studio) -> impl IntoView {
    let make = move |_| {
        let (codebook, options) = (studio.text.get_untracked(), studio.options.get_untracked());
        studio.site.set(None);
        studio.ask(Request::Publish { codebook, options });
    };
    let font = move |chosen: Vec<web_sys::File>| {
        if let Some(file) = chosen.into_iter().next() {
            studio.attach(|files| files.font = Some(file));
        }
    };
    let can = move || studio.meter.with(|meter| meter.as_ref().is_some_and(|meter| meter.measured.is_ok()));
    view! {
        <h2>{move || studio.w().studio_publish_heading()}</h2>
        <div class="fields">
            <TextField id="base-url" kind="url" label=move || studio.w().studio_publish_url().to_owned()
                value=move || studio.options.with(|options| options.base_url.clone())
                on_input=move |url| studio.options.update(|options| options.base_url = url) />
            <TextField id="post-url" kind="url" label=move || studio.w().studio_publish_post().to_owned()
                value=move || studio.options.with(|options| options.post.clone())
                on_input=move |url| studio.options.update(|options| options.post = url) />
        </div>
        <p>
            <Pick id="font" accept=".ttf,.otf,.ttc" label=move || studio.w().studio_publish_font().to_owned()
                on_files=font />
            {move || studio.files.with(|files| files.font.clone()).map(|name| view! { <strong>" "{name}</strong> })}
        </p>
        <Show when=move || studio.file_problem.with(Option::is_some)>
            <p class="problem" role="alert">{move || studio.file_problem.get()}</p>
        </Show>
        <p>
            <button id="make" class="primary" disabled=move || !can() on:click=make>{move || {
                if studio.site.with(Option::is_some) { studio.w().studio_publish_again() } else { studio.w().studio_publish_make() }
            }}</button>
        </p>
        {move || match studio.site.get() {
            None => ().into_any(),
            Some(Err(problem)) => view! { <p class="problem" role="alert">{problem}</p> }.into_any(),
            Some(Ok(site)) => view! { <Made studio site /> }.into_any(),
        }}
    }
}

#[component]
fn Made(studio: Studio, site: Site) -> impl IntoView {
    let mut files: Vec<(String, Uint8Array)> =
        site.published.files.iter().cloned().zip(site.contents.iter().cloned()).collect();
    files.push(("codebook.toml".to_owned(), Uint8Array::from(site.of.as_bytes())));
    let file = |(name, content): (String, Uint8Array)| {
        let (label, bytes) = (name.clone(), content.length());
        let id = format!("save-{}", name.replace('.', "-"));
        view! {
            <li>
                <button id=id on:click=move |_| save::download(&name, &content)>{move || studio.w().studio_publish_save(&label)}</button>
                <span class="quiet">{format!("{} kB", bytes.div_ceil(1000))}</span>
            </li>
        }
    };
    let count = site.published.count as u64;
    let of = site.of.clone();
    let changed = move || studio.text.with(|text| *text != of);
    let base = studio.options.with_untracked(|options| options.base_url.clone());
    let base = if base.trim().is_empty() { "https://example.org/survey/".to_owned() } else { base };
    let base = if base.ends_with('/') { base } else { base + "/" };
    let title = studio
        .codebook
        .with_untracked(|codebook| codebook.as_ref().map(|codebook| codebook.title.clone()).unwrap_or_default());
    let embedded = Embedded { page: &base, query: "", title: &title, height: 520, controls: false };
    let snippet = embedded.html(Way::Element);
    view! {
        <Show when=changed><p class="notice">{move || studio.w().studio_publish_changed()}</p></Show>
        <ul class="files">{files.into_iter().map(file).collect_view()}</ul>
        <p class="quiet">"site.zip: "{move || studio.w().studio_publish_files(count)}</p>
        <h3>{move || studio.w().studio_publish_verified()}</h3>
        <pre id="verified" tabindex="0">{site.published.verified.clone()}</pre>
        <ul class="list">{site.published.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view()}</ul>
        <h3>{move || studio.w().studio_publish_where()}</h3>
        <ul class="list">
            <li>{move || studio.w().studio_publish_github()}</li>
            <li>{move || studio.w().studio_publish_netlify()}</li>
            <li>{move || studio.w().studio_publish_jekyll()}</li>
            <li>{move || studio.w().studio_publish_server()}</li>
        </ul>
        <p>{move || studio.w().studio_publish_embed()}</p>
        <pre tabindex="0">{snippet}</pre>
    }
}
