//! In a frame, the page sends its height and its view to the host.

use super::{browser, state::State};
use js_sys::JSON;
use leptos::prelude::*;
use needs_core::query::{self, Page};
use needs_page::embed::{Frame, Message};
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, ResizeObserver, Window};

/// Exchanges messages with the host, if there is one, for as long as this page is shown.
pub fn start(state: State) {
    if let Some(parent) = parent() {
        speak(state, parent);
    }
}

#[inline(never)]
fn speak(state: State, parent: Window) {
    let name = window().name().unwrap_or_default();
    let frame = Frame::new(&name, &window().location().href().unwrap_or_default());
    send(&parent, &frame.hello());
    let frame = Rc::new(RefCell::new(frame));
    follow_height(&parent, &frame);
    listen(&parent, &frame);
    let first = StoredValue::new(true);
    Effect::new(move |_| {
        let query = state.view.with(|view| query::format(view, &Page::default(), state.survey));
        // The host knows the view that it asked for.
        if first.get_value() {
            first.set_value(false);
        } else {
            send(&parent, &frame.borrow().state(&query));
        }
    });
}

/// The window of the host; none if this page is not in a frame.
fn parent() -> Option<Window> {
    let parent = window().parent().ok()??;
    (!js_sys::Object::is(&parent, &window())).then_some(parent)
}

/// Whether the page is in a frame.
pub fn is_framed() -> bool {
    parent().is_some()
}

/// When the height is sent again: a host's script may load later than the page, and most cannot ask.
const AGAIN: [u64; 5] = [300, 1_000, 3_000, 8_000, 20_000];

/// Sends the height whenever the content grows or shrinks.
fn follow_height(parent: &Window, frame: &Rc<RefCell<Frame>>) {
    let (parent, frame) = (parent.clone(), Rc::clone(frame));
    let say = move |size: (u32, u32)| {
        for message in frame.borrow().height(size.0, size.1) {
            send(&parent, &message);
        }
    };
    for milliseconds in AGAIN {
        let say = say.clone();
        set_timeout(move || say(size()), Duration::from_millis(milliseconds));
    }
    let mut last = (0, 0);
    let resized = Closure::<dyn FnMut()>::new(move || {
        let size = size();
        if size != last {
            last = size;
            say(size);
        }
    });
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(&browser::root());
        resized.forget();
    }
}

/// Answers hosts that ask.
fn listen(parent: &Window, frame: &Rc<RefCell<Frame>>) {
    let (parent, frame) = (parent.clone(), Rc::clone(frame));
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let from_parent = event.source().is_some_and(|source| js_sys::Object::is(&source, &parent));
        let Some(text) = event.data().as_string().filter(|_| from_parent) else { return };
        let Some(request) = frame.borrow_mut().hear(&text) else { return };
        let (height, width) = size();
        if let Some(answer) = frame.borrow().answer(request, height, width) {
            send(&parent, &answer);
        }
    });
    if window().add_event_listener_with_callback("message", heard.as_ref().unchecked_ref()).is_ok() {
        heard.forget();
    }
}

/// Height and width of the document in CSS pixels, rounded up: less would make a scroll bar.
fn size() -> (u32, u32) {
    let content = browser::root().get_bounding_client_rect();
    (content.height().ceil() as u32, content.width().ceil() as u32)
}

/// Sends to any origin, because a message holds nothing private.
fn send(parent: &Window, message: &Message) {
    let message = match message {
        Message::Text(text) => JsValue::from_str(text),
        Message::Object(json) => match JSON::parse(json) {
            Ok(object) => object,
            Err(_) => return,
        },
    };
    let _ = parent.post_message(&message, "*");
}
