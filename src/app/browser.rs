//! The page's access to browser APIs.

use leptos::prelude::*;
use needs_core::query::{Page, Theme};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// The query of the address, with its `?`.
pub fn search() -> String {
    window().location().search().unwrap_or_default()
}

/// The address without its query, with its fragment.
pub fn address_with(query: &str) -> String {
    let location = window().location();
    let mut address = location.pathname().unwrap_or_default();
    if !query.is_empty() {
        address.push('?');
        address.push_str(query);
    }
    address.push_str(&location.hash().unwrap_or_default());
    address
}

/// A link to this page with a query, complete.
pub fn link_with(query: &str) -> String {
    let location = window().location();
    let mut link = location.origin().unwrap_or_default();
    link.push_str(&location.pathname().unwrap_or_default());
    if !query.is_empty() {
        link.push('?');
        link.push_str(query);
    }
    link
}

/// The tags of the reader's languages, best first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

pub fn root() -> Element {
    document().document_element().expect("a document has a root")
}

pub fn set_language(tag: &str) {
    let _ = root().set_attribute("lang", tag);
}

/// Sets the theme, an attribute that `page.css` reads; without it the system decides.
pub fn set_theme(theme: Theme) {
    let _ = match theme {
        Theme::Auto => root().remove_attribute("data-theme"),
        Theme::Light => root().set_attribute("data-theme", "light"),
        Theme::Dark => root().set_attribute("data-theme", "dark"),
    };
}

/// Marks the page as an embed: `embed.css` shows one chart and its note, and the filters if readers may change them.
pub fn set_embed(page: &Page) {
    for (name, set) in [("data-embed", page.embed), ("data-controls", page.embed && page.controls)] {
        let _ = if set { root().set_attribute(name, "") } else { root().remove_attribute(name) };
    }
}

/// Hides everything about links, because nobody else can see a preview.
pub fn set_preview() {
    let _ = root().set_attribute("data-preview", "");
    // Back leads from the preview to the survey.
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", None);
    }
}

pub fn reload() {
    let _ = window().location().reload();
}

/// A new element for the page, without the listeners of the old one.
pub fn renewed(place: HtmlElement) -> HtmlElement {
    let Ok(Ok(new)) = place.clone_node().map(|node| node.dyn_into::<HtmlElement>()) else { return place };
    let _ = place.replace_with_with_node_1(&new);
    new
}

/// The content of `<meta name="..." content="...">`.
pub fn meta(name: &str) -> Option<String> {
    let mut selector = String::from("meta[name='");
    selector.push_str(name);
    selector.push_str("']");
    let content = document().query_selector(&selector).ok()??.get_attribute("content");
    content.filter(|content| !content.is_empty())
}

pub fn set_title(title: &str) {
    document().set_title(title);
}

pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that matches a selector.
pub fn element_at(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// The element that holds the page.
pub fn place() -> HtmlElement {
    element("page").unwrap_or_else(body)
}

/// Marks whether the page still shows its published first view (style/published.css).
pub fn set_stopped(stopped: bool) {
    let _ = root().toggle_attribute_with_force("data-stopped", stopped);
}

/// Marks that the strip is still that of another view (style/page.css).
pub fn set_outrun(outrun: bool) {
    let _ = root().toggle_attribute_with_force("data-outrun", outrun);
}

/// Removes the loading message.
pub fn clear_messages() {
    if let Some(boot) = element("boot") {
        boot.remove();
    }
    if let Some(failed) = element("failed") {
        failed.set_hidden(true);
    }
}

/// Width for the first chart, in whole pixels: that of the published figure, else of the page without its filters.
pub fn width_of(place: &Element) -> u32 {
    let width = match element("figure") {
        Some(figure) => figure.client_width(),
        None if is_wide() && !root().has_attribute("data-embed") => place.client_width() - FILTERS,
        None => place.client_width(),
    };
    width.max(240) as u32
}

/// Width of the filters beside the chart, with the gap (page.css, `.desk`). With larger text it is more, and the chart is
/// drawn again.
const FILTERS: i32 = 22 * 16;

/// Whether filters are beside the chart, not above it.
fn is_wide() -> bool {
    window().match_media("(min-width: 60rem)").ok().flatten().is_some_and(|query| query.matches())
}

/// Height of the viewport, in pixels.
pub fn height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

/// Whether the filters are a drawer over the page (page.css).
pub fn has_drawer() -> bool {
    !is_wide() && !root().has_attribute("data-embed")
}

/// Folds the filters where they would push the chart out of sight.
pub fn fold_what_is_far_down() {
    if (!is_wide() || root().has_attribute("data-embed"))
        && let Ok(Some(filters)) = document().query_selector("details.filters")
    {
        let _ = filters.remove_attribute("open");
    }
}

fn body() -> HtmlElement {
    document().body().expect("a page has a body")
}

/// Copies text to the clipboard; an error if the browser has none here or refuses.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())?;
    let clipboard: web_sys::Clipboard = clipboard.dyn_into()?;
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text)).await.map(drop)
}
