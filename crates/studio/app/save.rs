//! The codebook of an earlier visit, and files that the author takes home. Answers are never stored.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Storage, Url};

const FILE: &str = "needs-by-field studio: file";
const CODEBOOK: &str = "needs-by-field studio: codebook";

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps a codebook, with the name of the file that it is for. A browser that keeps nothing is no obstacle.
pub fn keep(file: &str, codebook: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(FILE, file).and_then(|()| storage.set_item(CODEBOOK, codebook));
    }
}

/// The file's name and the codebook.
pub fn kept() -> Option<(String, String)> {
    let storage = storage()?;
    Some((storage.get_item(FILE).ok()??, storage.get_item(CODEBOOK).ok()??))
}

pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(FILE).and_then(|()| storage.remove_item(CODEBOOK));
    }
}

/// Hands the author a file.
pub fn download(name: &str, content: &Uint8Array) {
    let bag = BlobPropertyBag::new();
    bag.set_type("application/octet-stream");
    let made = Blob::new_with_u8_array_sequence_and_options(&Array::of1(content), &bag)
        .and_then(|blob| Url::create_object_url_with_blob(&blob));
    let (Ok(url), Ok(link)) = (made, document().create_element("a")) else { return };
    let link: HtmlElement = link.unchecked_into();
    let _ = link.set_attribute("href", &url).and_then(|()| link.set_attribute("download", name));
    link.click();
    set_timeout(move || _ = Url::revoke_object_url(&url), std::time::Duration::from_secs(60));
}
