//! The picture and the numbers of the view as files.

use super::{state::State, take};
use crate::{
    charts::{self, Shade},
    export::{Export, file_name},
};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url,
};

/// Width of a picture in CSS pixels: as wide as a post.
const WIDTH: f64 = 960.0;
/// Pixels of a PNG for each of them.
const SCALE: f64 = 2.0;
const SVG: &str = "image/svg+xml";

/// Hands the reader a file: `svg`, `png`, `csv`, `json-stat`, or `json` (all results, not only this view).
pub fn save(state: State, kind: &str) {
    let saved = match kind {
        "png" => {
            spawn_local(async move { told(state, png(state).await) });
            return;
        }
        "svg" => picture(state).and_then(|(svg, ..)| keep(state, "svg", &of_text(&svg, SVG)?)),
        "csv" => text(state, |e| e.csv()).and_then(|csv| keep(state, "csv", &of_text(&csv, "text/csv")?)),
        "json-stat" => text(state, |e| e.json_stat())
            .and_then(|json| keep(state, "json-stat.json", &of_text(&json, "application/json")?)),
        _ => results(state),
    };
    told(state, saved);
}

fn told(state: State, saved: Result<(), JsValue>) {
    take::say(if saved.is_ok() { state.words.saved() } else { state.words.download_failed() });
}

/// The numbers of the view, written; none where the file cannot answer it.
pub fn export(state: State, write: fn(&Export) -> String) -> Option<String> {
    state.tab.with_untracked(|tab| {
        let tab = tab.as_ref().ok()?;
        state.view.with_untracked(|view| Some(write(&Export { survey: state.survey, view, tab, words: state.words })))
    })
}

fn text(state: State, write: fn(&Export) -> String) -> Result<String, JsValue> {
    export(state, write).ok_or(JsValue::NULL)
}

/// The chart as an SVG document, with its size.
fn picture(state: State) -> Result<(String, f64, f64), JsValue> {
    let figure = state.view.with_untracked(|view| charts::draw(state.survey, view, state.words, WIDTH));
    let figure = figure.map_err(|_| JsValue::NULL)?;
    Ok((charts::standalone(&figure, Shade::Light), figure.width, figure.height))
}

fn of_text(text: &str, kind: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let bytes = Uint8Array::from(text.as_bytes());
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &options)
}

/// Saves under a name that says the view.
fn keep(state: State, ending: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    follow(&address, &state.view.with_untracked(|view| file_name(state.survey, view, ending)))?;
    Url::revoke_object_url(&address)
}

fn results(state: State) -> Result<(), JsValue> {
    let name = file_name(state.survey, &crate::View::of(state.survey), "json");
    follow(&state.shown(|shown| shown.source.to_owned()), &name)
}

fn follow(address: &str, name: &str) -> Result<(), JsValue> {
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}

/// The browser paints the SVG on a canvas of twice its size.
async fn png(state: State) -> Result<(), JsValue> {
    let (svg, width, height) = picture(state)?;
    let address = Url::create_object_url_with_blob(&of_text(&svg, SVG)?)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width((width * SCALE) as u32);
    canvas.set_height((height * SCALE) as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into::<CanvasRenderingContext2d>();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width * SCALE, height * SCALE)?;
    Url::revoke_object_url(&address)?;
    let painted = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            let _ = keep(state, "png", &blob);
        }
    });
    canvas.to_blob(painted.unchecked_ref())
}
