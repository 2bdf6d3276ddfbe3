//! What boot.js does for the page, because it is smaller and many times quicker in the browser's own language.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Gives the element with this id the content that `html` says, changing only what differs.
    #[wasm_bindgen(js_namespace = needsByField)]
    pub fn morph(id: &str, html: &str);

    /// Says that the first view is there: the rest of the page may be fetched now.
    #[wasm_bindgen(js_namespace = needsByField)]
    pub fn shown();

    /// How wide a text of a chart is in the reader's font, in ems; measured once.
    #[wasm_bindgen(js_namespace = needsByField)]
    pub fn ems(text: &str, bold: bool) -> f64;

    /// Whether the bytes are those that a hash as in Subresource Integrity names: a promise of a boolean.
    #[wasm_bindgen(js_namespace = needsByField)]
    pub fn intact(bytes: &[u8], wanted: &str) -> js_sys::Promise;

    /// Calls `run` when the next frame has been painted; once, however often it is asked for until then.
    #[wasm_bindgen(js_namespace = needsByField, js_name = afterFrame)]
    pub fn after_frame(run: &js_sys::Function);
}
