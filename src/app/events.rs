//! Event listeners, one per kind of event for the whole page.

use super::{browser, dispatch::dispatch, state::State, take};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, MouseEvent, ResizeObserver};

/// Dispatches the action in the attribute `data-do` of what is pressed or changed inside `place`.
pub fn listen(state: State, place: &Element) {
    on(place, "click", move |event| {
        // The panel is about to open or close.
        if closest(&event, ".panel > summary").is_some() {
            take::write(state);
        }
        let Some(pressed) = closest(&event, "button[data-do], a[data-do]") else { return };
        let mouse = event.unchecked_ref::<MouseEvent>();
        if pressed.tag_name() == "A" {
            if mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() {
                return;
            }
            event.prevent_default();
        }
        dispatch(state, &pressed.get_attribute("data-do").unwrap_or_default(), false);
    });
    // A slider fires for each step and, like every field, at the end.
    for (event, is_step) in [("input", true), ("change", false)] {
        on(place, event, move |event| {
            let fields = if is_step { "input[type=range][data-do]" } else { "input[data-do], select[data-do]" };
            let Some(field) = closest(&event, fields) else { return };
            dispatch(state, &said_by(&field), is_step);
        });
    }
    follow_width(state);
}

/// The action of a field: its value is the last word, except for checkboxes and radio buttons.
fn said_by(field: &Element) -> String {
    let mut action = field.get_attribute("data-do").unwrap_or_default();
    let value = match field.dyn_ref::<HtmlSelectElement>() {
        Some(select) => select.value(),
        None if matches!(field.get_attribute("type").as_deref(), Some("checkbox" | "radio")) => return action,
        None => field.unchecked_ref::<HtmlInputElement>().value(),
    };
    action.push(' ');
    action.push_str(&value);
    action
}

/// Redraws the chart when the width of its element changes: by the window, the host, larger text, a scroll bar.
fn follow_width(state: State) {
    let Some(figure) = browser::element("figure") else { return };
    let room = figure.clone();
    let resized = Closure::<dyn Fn()>::new(move || {
        let width = room.client_width() as u32;
        // An element that is not laid out, as in a hidden part of a host, has no width.
        if width > 0 && state.is_shown() && width != state.width.get_untracked() {
            // In the next frame, so that the observer is not called for its own change.
            request_animation_frame(move || state.width.set(width));
        }
    });
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(&figure);
        resized.forget();
    }
}

/// The target of an event, or its nearest ancestor that matches.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Listens for as long as the page is there.
pub fn on(place: &Element, event: &str, heard: impl Fn(Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(heard);
    let _ = place.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
    heard.forget();
}
