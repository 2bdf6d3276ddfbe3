//! What the page says when it cannot go on.

use super::browser;
use crate::{query::Page, words::Words};
use leptos::{mount::mount_to, prelude::*};
use std::panic;

/// What went wrong and why, in the reader's words.
pub struct Failure {
    pub what: &'static str,
    pub reason: String,
}

/// Shows a failure with a way to try again. What the page already shows stays.
pub fn show(failure: &Failure, page: Page, words: Words) {
    if let Some(boot) = browser::element("boot") {
        boot.remove();
    }
    let Some(place) = browser::element("failed") else { return };
    place.set_inner_html("");
    let (what, reason) = (failure.what, failure.reason.clone());
    mount_to(place.clone(), move || {
        view! {
            <h2>{what}</h2>
            <p class="reason">{reason}</p>
            <p>{words.loading_failed_what_to_do()}</p>
            <p>
                <button type="button" on:click=move |_| super::start(page.clone(), words)>{words.retry()}</button>
            </p>
        }
    })
    .forget();
    place.set_hidden(false);
}

/// A panic is told on the console with its place, and on the page with what to do.
pub fn speak_on_panic() {
    panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        if let Some(place) = browser::element("broken") {
            place.set_hidden(false);
        }
    }));
}
