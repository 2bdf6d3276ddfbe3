//! Loads the results file and shows the progress.

use super::{boot, browser, failure::Failure};
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use needs_core::query::Page;
use needs_page::source::{MOST_BYTES, may_be_read};
use needs_words::Words;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, RequestInit, Response, Url};

/// Timeout in milliseconds.
const PATIENCE: u32 = 120_000;
/// The default address of the results.
const BUNDLED: &str = "sample/results.json";

/// A results file that has arrived.
pub struct Loaded {
    pub bytes: Vec<u8>,
    pub address: String,
    /// Whether these are the bytes that `publish` checked and wrote, by their hash. boot.js loads the second file, which
    /// checks others, before the page starts.
    pub is_published: bool,
}

/// The results file that the link or the page names.
pub async fn results(page: &Page, words: Words) -> Result<Loaded, Failure> {
    let named =
        page.data.clone().or_else(|| browser::meta("needs-by-field:data")).unwrap_or_else(|| BUNDLED.to_owned());
    let address = match document().base_uri().ok().flatten() {
        Some(base) => Url::new_with_base(&named, &base),
        None => Url::new(&named),
    };
    let failed = |address: &str, reason: &str| Failure {
        what: words.loading_failed(),
        reason: words.loading_failed_why(address, reason),
    };
    let Ok(address) = address else { return Err(failed(&named, words.reason_no_address())) };
    let shown = address.href();
    let bytes = fetch(&address, words).await.map_err(|reason| failed(&shown, &reason))?;
    // The file that a published page names must be the one it was published with.
    let mut is_published = false;
    if page.data.is_none()
        && let Some(wanted) = browser::element("page-data").and_then(|link| link.get_attribute("data-integrity"))
    {
        let intact = JsFuture::from(boot::intact(&bytes, &wanted)).await.unwrap_or_default();
        if intact == JsValue::FALSE {
            return Err(failed(&shown, words.reason_changed()));
        }
        is_published = intact.is_truthy();
    }
    Ok(Loaded { bytes, address: shown, is_published })
}

async fn fetch(address: &Url, words: Words) -> Result<Vec<u8>, String> {
    refuse(address, words)?;
    let options = RequestInit::new();
    let timeout = AbortSignal::timeout_with_u32(PATIENCE);
    options.set_signal(Some(&timeout));
    let no_answer = |error: JsValue| {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        if name.as_deref() == Some("TimeoutError") { words.reason_too_slow() } else { words.reason_no_answer() }
            .to_owned()
    };
    let response = JsFuture::from(window().fetch_with_str_and_init(&address.href(), &options)).await;
    let response: Response = response.map_err(no_answer)?.unchecked_into();
    if !response.ok() {
        return Err(words.reason_status(response.status().into()));
    }
    // A redirect may have led elsewhere.
    if let Ok(last) = Url::new(&response.url()) {
        refuse(&last, words)?;
    }
    let headers = response.headers();
    let header = |name: &str| headers.get(name).ok().flatten();
    // The length that is sent, which differs from what arrives if it was compressed.
    let expected = match header("content-encoding") {
        None => header("content-length").and_then(|length| length.parse().ok()),
        Some(_) => None,
    };
    if expected.is_some_and(|expected: u64| expected > MOST_BYTES) {
        return Err(words.reason_too_large(MOST_BYTES / 1_000_000));
    }
    let Some(body) = response.body() else { return Err(words.reason_no_answer().to_owned()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(no_answer)?;
        let part = Reflect::get(&chunk, &"value".into()).unwrap_or_default();
        if part.is_undefined() {
            return Ok(bytes);
        }
        let part: Uint8Array = part.unchecked_into();
        if (bytes.len() + part.length() as usize) as u64 > MOST_BYTES {
            let _ = reader.cancel();
            return Err(words.reason_too_large(MOST_BYTES / 1_000_000));
        }
        bytes.extend_from_slice(&part.to_vec());
        progress(bytes.len() as u64, expected, words);
    }
}

/// Checks that the address may be read; the error is the reason, in the reader's language.
fn refuse(address: &Url, words: Words) -> Result<(), String> {
    let own = window().location().origin().is_ok_and(|origin| origin == address.origin());
    let allowed = may_be_read(&address.protocol(), &address.hostname(), own);
    if allowed { Ok(()) } else { Err(words.reason_refused().to_owned()) }
}

/// Continues the progress bar that `boot.js` started.
fn progress(received: u64, expected: Option<u64>, words: Words) {
    if let Some(text) = browser::element("boot-text") {
        text.set_text_content(Some(&words.loading_progress(received.div_ceil(1024))));
    }
    let Some(bar) = browser::element("boot-progress") else { return };
    let _ = match expected {
        Some(expected) => bar
            .set_attribute("max", &expected.to_string())
            .and_then(|()| bar.set_attribute("value", &received.to_string())),
        None => bar.remove_attribute("value"),
    };
}
