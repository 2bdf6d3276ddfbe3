//! Pointer and keyboard access to the marks of a chart.

use super::{
    browser,
    events::{closest, on},
    state::{Counts, State},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, SvgElement};

const MARK: &str = ".marks [role=gridcell]";

/// One mark is in the tab order; arrows, Home and End move the focus. The tooltip follows pointer and focus, can be
/// hovered itself, and closes on Escape.
#[inline(never)]
pub fn listen(state: State, place: &Element) {
    on(place, "pointerover", move |event| match (closest(&event, MARK), closest(&event, "#tooltip")) {
        (Some(mark), _) => show(state, &mark),
        (None, None) => hide(),
        _ => {}
    });
    on(place, "pointerleave", |_| hide());
    on(place, "focusin", move |event| match closest(&event, MARK) {
        Some(mark) => {
            uncover(&mark);
            choose(&mark);
            show(state, &mark);
        }
        None => hide(),
    });
    on(place, "keydown", |event| {
        let key = event.unchecked_ref::<KeyboardEvent>().key();
        if key == "Escape" {
            hide();
        } else if let Some(next) = closest(&event, MARK).and_then(|mark| neighbour(&mark, &key)) {
            event.prevent_default();
            focus(&next);
        }
    });
    on(place, "click", |event: Event| {
        if let Some(mark) = closest(&event, MARK) {
            focus(&mark);
        }
    });
}

fn focus(mark: &Element) {
    let _ = mark.unchecked_ref::<SvgElement>().focus();
}

/// In an embed a tall picture is cut: whoever comes to a mark beneath the cut gets all of the picture, for good.
fn uncover(mark: &Element) {
    if let Some(picture) = mark.closest(".picture").ok().flatten()
        && mark.get_bounding_client_rect().bottom() > picture.get_bounding_client_rect().bottom() + 1.0
        && let Some(all) = browser::element_at(".show-all input")
    {
        all.unchecked_ref::<HtmlInputElement>().set_checked(true);
    }
}

/// Makes this mark the one in the tab order.
fn choose(mark: &Element) {
    if let Ok(Some(last)) = document().query_selector(".marks [tabindex='0']") {
        let _ = last.set_attribute("tabindex", "-1");
    }
    let _ = mark.set_attribute("tabindex", "0");
}

/// Row and column of a mark.
fn place_of(mark: &Element) -> Option<(i32, i32)> {
    let number = |name: &str| mark.get_attribute(name)?.parse().ok();
    Some((number("data-row")?, number("data-column")?))
}

/// The mark that a key leads to from another.
fn neighbour(mark: &Element, key: &str) -> Option<Element> {
    let (row, column) = place_of(mark)?;
    let row_element = mark.parent_element()?;
    let (row, column) = match key {
        "ArrowRight" => (row, column + 1),
        "ArrowLeft" => (row, column - 1),
        "ArrowDown" => (row + 1, column),
        "ArrowUp" => (row - 1, column),
        "Home" => return row_element.first_element_child(),
        "End" => return row_element.last_element_child(),
        _ => return None,
    };
    let mut selector = String::from(".marks [data-row='");
    selector.push_str(&row.to_string());
    selector.push_str("'][data-column='");
    selector.push_str(&column.to_string());
    selector.push_str("']");
    document().query_selector(&selector).ok()?
}

/// Shows a mark's lines beside it, within the picture.
fn show(state: State, mark: &Element) {
    let Some(place) = place_of(mark) else { return };
    let lines = state.counts.with_untracked(|Counts { figure, .. }| {
        let mark = figure.as_ref()?.marks.iter().find(|mark| (mark.row as i32, mark.column as i32) == place)?;
        Some(mark.lines.join("\n"))
    });
    let Some(picture) = mark.closest(".picture").ok().flatten() else { return };
    let tooltip = browser::element("tooltip").unwrap_or_else(|| {
        let made = document().create_element("div").expect("an element can be made").unchecked_into::<HtmlElement>();
        made.set_id("tooltip");
        // Screen readers have read its text as the mark's name.
        let _ = made.set_attribute("aria-hidden", "true");
        made
    });
    let _ = picture.append_child(&tooltip);
    tooltip.set_text_content(lines.as_deref());
    tooltip.set_hidden(false);
    let (frame, around) = (picture.get_bounding_client_rect(), mark.get_bounding_client_rect());
    let (width, height) = (f64::from(tooltip.offset_width()), f64::from(tooltip.offset_height()));
    let middle = around.left() - frame.left() + (around.width() - width) / 2.0;
    let left = middle.clamp(0.0, (frame.width() - width).max(0.0));
    // Below the mark, near enough to hover; above it if there is no room on the screen, or in a picture that is cut.
    let below = around.bottom() - frame.top();
    let whole =
        mark.closest(".marks").ok().flatten().map_or(frame.bottom(), |all| all.get_bounding_client_rect().bottom());
    let end = if whole > frame.bottom() + 1.0 { frame.bottom() } else { browser::height() };
    let fits = around.bottom() + height < end;
    let top = if fits { below } else { around.top() - frame.top() - height };
    let style = tooltip.style();
    let _ = style.set_property("left", &pixels(left));
    let _ = style.set_property("top", &pixels(top));
}

fn pixels(at: f64) -> String {
    let mut text = (at as i32).to_string();
    text.push_str("px");
    text
}

fn hide() {
    if let Some(tooltip) = browser::element("tooltip") {
        tooltip.set_hidden(true);
    }
}
