//! Saves the picture and the numbers of the view as files.

use super::{
    share,
    state::{Counts, State},
    take,
};
use core::time::Duration;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use needs_charts as charts;
use needs_charts::{Figure, Shade};
use needs_core::View;
use needs_page::action::FileKind;
use needs_report::export::{Export, file_name};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url,
};

/// Pixels of a PNG per CSS pixel.
const SCALE: f64 = 2.0;
const SVG: &str = "image/svg+xml";

/// Hands the reader a file.
#[inline(never)]
pub fn save(state: State, kind: FileKind) {
    let saved = match kind {
        FileKind::Png => {
            spawn_local(async move { report_failure(state, png(state).await) });
            return;
        }
        FileKind::Svg => picture(state).and_then(|svg| keep(state, "svg", &of_text(&svg, SVG)?)),
        FileKind::Csv => text(state, |e| e.csv()).and_then(|csv| keep(state, "csv", &of_text(&csv, "text/csv")?)),
        FileKind::JsonStat => text(state, |e| e.json_stat())
            .and_then(|json| keep(state, "json-stat.json", &of_text(&json, "application/json")?)),
        FileKind::Results => results(state),
    };
    report_failure(state, saved);
}

fn report_failure(state: State, saved: Result<(), JsValue>) {
    take::say(if saved.is_ok() { state.words.saved() } else { state.words.download_failed() });
}

/// The exported numbers of the view; none if the file cannot answer it.
pub fn export(state: State, write: impl FnOnce(&Export) -> String) -> Option<String> {
    state.counts.with_untracked(|Counts { tab, .. }| {
        let (tab, _) = tab.as_ref().ok()?;
        state.view.with_untracked(|view| Some(write(&Export { survey: state.survey, view, tab, words: state.words })))
    })
}

/// The view as plain text; none if the file cannot answer it.
pub fn in_words(state: State) -> Option<String> {
    let link = share::link(state);
    let figure = state.view.with_untracked(|view| drawn(state, view));
    export(state, |e| e.text(figure.as_ref().map(Figure::text).as_ref(), &link))
}

fn text(state: State, write: fn(&Export) -> String) -> Result<String, JsValue> {
    export(state, write).ok_or(JsValue::NULL)
}

/// The picture that `needs-by-field render` makes of the view, byte for byte.
fn picture(state: State) -> Result<String, JsValue> {
    state.view.with_untracked(|view| {
        let figure = drawn(state, view).ok_or(JsValue::NULL)?;
        Ok(charts::poster(state.survey, view, state.words, &figure, Shade::Light))
    })
}

fn drawn(state: State, view: &View) -> Option<Figure> {
    charts::draw(state.survey, view, state.words, charts::EXPORT_WIDTH.into()).ok()
}

fn of_text(text: &str, kind: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let bytes = Uint8Array::from(text.as_bytes());
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &options)
}

/// Saves a file whose name describes the view. The address of the file stays valid for a while, because the browser
/// (Safari above all) may still read it after the click returns.
fn keep(state: State, ending: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    follow(&address, &state.view.with_untracked(|view| file_name(state.survey, view, ending)))?;
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        Duration::from_secs(40),
    );
    Ok(())
}

fn results(state: State) -> Result<(), JsValue> {
    let name = file_name(state.survey, &View::of(state.survey), "json");
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
    let address = Url::create_object_url_with_blob(&of_text(&picture(state)?, SVG)?)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    JsFuture::from(image.decode()).await?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
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
