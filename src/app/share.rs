//! The link that opens this view, copied or handed to the system.

use super::{browser, embed, state::State};
use js_sys::{Function, Object, Promise, Reflect, encode_uri_component};
use leptos::prelude::*;
use needs_core::query::{self, Page};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The link that opens this view anywhere; it holds the fingerprint of the data.
///
/// In a frame it leads to the host's post, if the author named it and it mirrors the view, else to the page's address as
/// given by the author.
pub fn link(state: State) -> String {
    let query = query_with(state, Some(state.survey.fingerprint.clone()));
    if !embed::is_framed() {
        return browser::link_with(&query);
    }
    // `embed.js` names the frame after the parameter that mirrors its view.
    let name = window().name().unwrap_or_default();
    if let (Some(parameter), Some(post)) = (name.strip_prefix("mirror."), browser::meta("needs-by-field:post")) {
        let (address, fragment) = post.split_once('#').unwrap_or((&post, ""));
        let mut link = String::from(address);
        link.push(if address.contains('?') { '&' } else { '?' });
        for part in [parameter, "=", &String::from(encode_uri_component(&query))] {
            link.push_str(part);
        }
        if !fragment.is_empty() {
            link.push('#');
            link.push_str(fragment);
        }
        return link;
    }
    with_query(page(), &query)
}

/// This view outside a frame.
pub fn full_page(state: State) -> String {
    with_query(page(), &query_with(state, None))
}

/// The address of the page without a query: as given by the author, else its own.
pub fn page() -> String {
    browser::meta("needs-by-field:canonical").unwrap_or_else(|| browser::link_with(""))
}

fn with_query(mut page: String, query: &str) -> String {
    if !query.is_empty() {
        page.push('?');
        page.push_str(query);
    }
    page
}

/// The query of the view and its data, without the settings of this page.
pub fn query_with(state: State, fingerprint: Option<String>) -> String {
    let data = state.page.with_untracked(|page| page.data.clone());
    let page = Page { data, fingerprint, ..Page::default() };
    state.view.with_untracked(|view| query::format(view, &page, state.survey))
}

/// The system's share dialog, if there is one.
pub fn by_system() -> Option<Function> {
    Reflect::get(&window().navigator(), &"share".into()).ok()?.dyn_into().ok()
}

/// Opens the dialog; cancelling it is not an error.
pub fn hand_over(title: &str, link: &str) {
    let Some(share) = by_system() else { return };
    let what = Object::new();
    let put = |name: &str, value: &str| Reflect::set(&what, &name.into(), &value.into());
    if put("title", title).is_err() || put("url", link).is_err() {
        return;
    }
    if let Ok(shared) = share.call1(&window().navigator(), &what) {
        spawn_local(async move {
            let _ = JsFuture::from(shared.unchecked_into::<Promise>()).await;
        });
    }
}
