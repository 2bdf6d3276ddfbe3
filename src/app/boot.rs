//! Functions of boot.js that are smaller and many times faster in JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Sets the content of an element to `html`, changing only what differs.
    #[wasm_bindgen(js_namespace = needsByField)]
    pub fn morph(id: &str, html: &str);

    /// Announces that the first view is shown: the second file is fetched, and when it is here, `then` is called.
    #[wasm_bindgen(js_namespace = needsByField)]
    pub fn shown(then: &js_sys::Function);

    /// Whether the second file is here, so that its functions can be called without waiting.
    #[wasm_bindgen(js_namespace = needsByField)]
    pub fn complete() -> bool;

    /// Width of a chart's text in the reader's font, in ems; measured once.
    #[wasm_bindgen(js_namespace = needsByField)]
    pub fn ems(text: &str, bold: bool) -> f64;

    /// Whether the bytes have this Subresource Integrity hash: a promise of a boolean, undefined where the browser has no
    /// hashes.
    #[wasm_bindgen(js_namespace = needsByField)]
    pub fn intact(bytes: &[u8], wanted: &str) -> js_sys::Promise;

    /// Calls `run` after the next paint; once, however often it is requested until then.
    #[wasm_bindgen(js_namespace = needsByField, js_name = afterFrame)]
    pub fn after_frame(run: &js_sys::Function);
}
