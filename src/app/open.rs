//! Preview of a results file that the reader chooses or drops on the page; it never leaves this browser.

use super::{
    browser, embed, events,
    failure::{self, Failure},
};
use js_sys::Uint8Array;
use needs_core::Survey;
use needs_page::source::MOST_BYTES;
use needs_words::Words;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, File, FileList, HtmlInputElement, Url};

/// Accepts files for as long as the page lives; not in a frame, where the page is the host's.
pub fn listen(words: Words) {
    if embed::is_framed() {
        return;
    }
    let root = browser::root();
    events::on(&root, "dragover", |event| event.prevent_default());
    events::on(&root, "drop", move |event| {
        event.prevent_default();
        take(event.unchecked_ref::<DragEvent>().data_transfer().and_then(|dropped| dropped.files()), words);
    });
    events::on(&root, "change", move |event| {
        if let Some(field) = events::closest(&event, "#open-file") {
            take(field.unchecked_ref::<HtmlInputElement>().files(), words);
        }
    });
}

#[inline(never)]
fn take(files: Option<FileList>, words: Words) {
    let Some(file) = files.and_then(|files| files.get(0)) else { return };
    spawn_local(async move {
        let shown = match read(&file, words).await {
            Ok(bytes) => preview(bytes, &file, words),
            Err(reason) => Err(reason),
        };
        if let Err(reason) = shown {
            refuse(&file.name(), &reason, words);
        }
    });
}

/// The content of the file; the error is the reason, in the reader's language.
async fn read(file: &File, words: Words) -> Result<JsValue, String> {
    if file.size() > MOST_BYTES as f64 {
        return Err(words.reason_too_large(MOST_BYTES / 1_000_000));
    }
    JsFuture::from(file.array_buffer()).await.map_err(|_| words.reason_not_readable().to_owned())
}

/// Shows the file instead of the survey; on an error, whose reason it returns, the survey stays.
#[inline(never)]
fn preview(content: JsValue, file: &File, words: Words) -> Result<(), String> {
    let survey = Survey::read(&Uint8Array::new(&content).to_vec()).map_err(|error| error.to_string())?;
    let source = Url::create_object_url_with_blob(file).unwrap_or_default();
    super::present(survey, source, true, words);
    let reason = words.preview_why(&file.name());
    failure::notify(&Failure { what: words.preview(), reason }, "", words.back_to_survey(), browser::reload);
    Ok(())
}

#[inline(never)]
fn refuse(name: &str, reason: &str, words: Words) {
    let reason = words.not_a_survey_why(name, reason);
    failure::notify(&Failure { what: words.not_a_survey(), reason }, "", words.close(), || {
        if let Some(place) = browser::element("failed") {
            place.set_hidden(true);
        }
    });
}
