//! What `start.js` has fetched and keeps in memory.

use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{File, Worker};

#[wasm_bindgen]
extern "C" {
    /// A new worker, whose program waits for its first message.
    #[wasm_bindgen(js_namespace = needsStudio)]
    pub fn worker() -> Worker;

    /// The files of the built page: `[[name, bytes], ...]`.
    #[wasm_bindgen(js_namespace = needsStudio)]
    pub fn page() -> Array;

    /// Made-up answers.
    #[wasm_bindgen(js_namespace = needsStudio)]
    pub fn example() -> File;

    /// The address of a page in memory that is made of these files, `[[name, bytes], ...]`; the one before is gone.
    #[wasm_bindgen(js_namespace = needsStudio)]
    pub fn show(files: &Array) -> String;
}
