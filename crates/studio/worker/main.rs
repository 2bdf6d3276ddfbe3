//! Studio's worker: does the heavy work beside the page, and is the only one that holds answers.
//!
//! A message to it is `{ id, request, files, page }`: the request as JSON, the files for those that read some, and once, with
//! the first message, the files of the built page. It answers `{ id, reply, buffers }`.

mod dropped;

use dropped::Dropped;
use js_sys::{Array, Object, Reflect, Uint8Array};
use needs_intake::raw::Source;
use needs_publish::{BuiltPage, Files};
use needs_studio::{
    message::{Reply, Request},
    work::{Sources, Work, text},
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

#[wasm_bindgen]
extern "C" {
    /// Gives the messages that came before the program ran, and all later ones, to it (`start.js`).
    #[wasm_bindgen(js_name = takeMessages)]
    fn take_messages(take: &js_sys::Function);
}

fn main() {
    std::panic::set_hook(Box::new(|what| web_sys::console::error_1(&what.to_string().into())));
    let id = Rc::new(Cell::new(0.0));
    let asked = Rc::clone(&id);
    let mut work = Work::new(Rc::new(move |reply| post(asked.get(), &reply, Vec::new())));
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let message = event.data();
        id.set(get(&message, "id").as_f64().unwrap_or_default());
        let (reply, buffers) =
            answer(&mut work, &message).unwrap_or_else(|problem| (Reply::Failed { problem }, Vec::new()));
        post(id.get(), &reply, buffers);
    });
    take_messages(take.as_ref().unchecked_ref());
    // Until the worker ends.
    take.forget();
}

fn answer(work: &mut Work, message: &JsValue) -> Result<(Reply, Vec<Vec<u8>>), String> {
    let page = get(message, "page");
    if !page.is_undefined() {
        work.take_page(built(&page)?);
    }
    let request = get(message, "request").as_string().unwrap_or_default();
    let request: Request = serde_json::from_str(&request).map_err(|error| format!("Studio's own message: {error}"))?;
    let file = |name: &str| get(message, name).dyn_into::<File>().ok().map(source).transpose();
    let sources = || {
        let files = Array::from(&get(message, "files"));
        let answers = files.iter().map(|file| source(file.unchecked_into()));
        Ok::<_, String>(Sources {
            answers: answers.collect::<Result<_, _>>()?,
            previous: file("previous")?,
            previous_answers: file("previousAnswers")?,
            font: file("font")?,
        })
    };
    Ok(match request {
        Request::Open { told } => (Reply::Opened(Box::new(work.open(sources()?, &told)?)), Vec::new()),
        Request::Attach => {
            work.attach(sources()?)?;
            (Reply::Attached, Vec::new())
        }
        Request::ReadCodebook => {
            let file = file("codebook")?.ok_or("no codebook came along; choose it again")?;
            (Reply::Codebook { text: text(&*file)? }, Vec::new())
        }
        Request::Measure { codebook } => (Reply::Measured(Box::new(work.measure(&codebook)?)), Vec::new()),
        Request::Preview { codebook, options } => {
            let (files, contents) = work.preview(&codebook, &options)?.into_iter().unzip();
            (Reply::Previewed { files }, contents)
        }
        Request::Publish { codebook, options } => {
            let (published, contents) = work.publish(&codebook, &options)?;
            (Reply::Published(Box::new(published)), contents)
        }
    })
}

fn source(file: File) -> Result<Rc<dyn Source>, String> {
    Ok(Rc::new(Dropped::new(file)?))
}

/// The built page from `[[name, bytes], ...]`.
fn built(page: &JsValue) -> Result<BuiltPage, String> {
    let mut files = Files::new();
    for file in Array::from(page).iter() {
        let file = Array::from(&file);
        files.insert(file.get(0).as_string().unwrap_or_default(), Uint8Array::new(&file.get(1)).to_vec());
    }
    BuiltPage::from_files(&files).map_err(|error| error.to_string())
}

fn post(id: f64, reply: &Reply, buffers: Vec<Vec<u8>>) {
    let message = Object::new();
    let set = |name: &str, value: &JsValue| {
        Reflect::set(&message, &name.into(), value).expect("a plain object takes every property");
    };
    let buffers: Array = buffers.iter().map(|bytes| Uint8Array::from(bytes.as_slice()).buffer()).collect();
    set("id", &id.into());
    set("reply", &serde_json::to_string(reply).expect("replies are JSON").into());
    set("buffers", &buffers);
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.post_message_with_transfer(&message, &buffers).expect("text and buffers can be posted");
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}
