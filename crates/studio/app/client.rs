//! The page's side of the worker: one request after the other, progress, an end to what takes too long, and a new worker
//! after a trap.

use crate::{
    memory,
    state::{FileNames, Studio},
};
use js_sys::{Array, Object, Reflect};
use leptos::prelude::*;
use needs_intake::raw::Format;
use needs_studio::message::{Reply, Request};
use std::{collections::VecDeque, mem::discriminant};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{ErrorEvent, File, MessageEvent, Worker};

/// The worker, what it is at, and what it is asked for next.
#[derive(Default)]
pub struct Client {
    running: Option<Running>,
    queue: VecDeque<Request>,
    /// What is at work now; answers to anything else are of a worker that is gone.
    asked: Option<(f64, Request)>,
    last: f64,
    files: Files,
    /// The files before the last change, in case that the worker refuses it.
    files_before: Files,
}

/// What the worker reads; it gets all of them again when it was started again.
#[derive(Clone, Default)]
pub struct Files {
    pub answers: Vec<File>,
    pub previous: Option<File>,
    pub previous_answers: Option<File>,
    pub font: Option<File>,
    /// Last year's codebook, until it was read.
    codebook: Option<File>,
}

struct Running {
    worker: Worker,
    /// Whether it has the files of the page.
    has_page: bool,
    _take: Closure<dyn FnMut(MessageEvent)>,
    _fail: Closure<dyn FnMut(ErrorEvent)>,
}

impl Studio {
    /// Opens files of one survey in place of those before.
    pub fn open(self, files: Vec<File>, told: Format) {
        if !files.is_empty() {
            self.change_files(|all| *all = Files { answers: files, ..Files::default() });
            self.ask(Request::Open { told });
        }
    }

    /// Opens the same files again, read otherwise.
    pub fn open_again(self, told: Format) {
        if self.client.with_value(|client| !client.files.answers.is_empty()) {
            self.ask(Request::Open { told });
        }
    }

    /// Adds files, or takes one away, while the codebook stays.
    pub fn attach(self, change: impl FnOnce(&mut Files)) {
        self.client.update_value(|client| client.files_before = client.files.clone());
        self.change_files(change);
        self.ask(Request::Attach);
        self.measure();
    }

    /// Goes back to the files that the worker has: it refused the last change.
    pub fn keep_files_before(self) {
        let before = self.client.with_value(|client| client.files_before.clone());
        self.change_files(|files| *files = before);
    }

    /// Reads last year's codebook.
    pub fn read_codebook(self, file: File) {
        self.client.update_value(|client| client.files.codebook = Some(file));
        self.ask(Request::ReadCodebook);
    }

    pub fn change_files(self, change: impl FnOnce(&mut Files)) {
        self.file_problem.set(None);
        let names = self.client.try_update_value(|client| {
            change(&mut client.files);
            let name = |file: &File| file.name();
            FileNames {
                answers: client.files.answers.iter().map(name).collect(),
                previous: client.files.previous.as_ref().map(name),
                previous_answers: client.files.previous_answers.as_ref().map(name),
                font: client.files.font.as_ref().map(name),
            }
        });
        self.files.set(names.unwrap_or_default());
    }

    /// Asks the worker, in place of the same kind of request that still waits.
    pub fn ask(self, request: Request) {
        self.client.update_value(|client| {
            client.queue.retain(|other| discriminant(other) != discriminant(&request));
            client.queue.push_back(request);
        });
        self.go_on();
    }

    /// Ends what the worker is at, and what waits.
    pub fn cancel(self) {
        self.client.update_value(|client| client.queue.clear());
        self.restart();
        self.stopped.set(true);
    }

    /// Closes all files; the worker's memory is given back.
    pub fn close_file(self) {
        self.client.update_value(|client| {
            client.queue.clear();
        });
        self.change_files(|files| *files = Files::default());
        self.restart();
    }

    /// Puts a new worker in the place of this one; it gets the file when it is asked for something.
    fn restart(self) {
        self.client.update_value(|client| {
            if let Some(running) = client.running.take() {
                running.worker.terminate();
            }
            client.asked = None;
            client.queue.retain(|request| !matches!(request, Request::Attach));
            if !client.files.answers.is_empty() {
                client.queue.push_front(Request::Attach);
            }
        });
        self.progress.set(None);
        self.busy.set(false);
    }

    fn go_on(self) {
        let sent = self.client.try_update_value(|client| {
            if client.asked.is_some() || client.queue.is_empty() {
                return None;
            }
            let request = client.queue.pop_front()?;
            let running = client.running.get_or_insert_with(|| start(self));
            client.last += 1.0;
            let message = Object::new();
            let set = |name: &str, value: &JsValue| {
                Reflect::set(&message, &name.into(), value).expect("a plain object takes every property");
            };
            set("id", &client.last.into());
            set("request", &serde_json::to_string(&request).expect("requests are JSON").into());
            let files = &client.files;
            if matches!(request, Request::Open { .. } | Request::Attach) {
                set("files", &files.answers.iter().collect::<Array>());
                files.previous.iter().for_each(|file| set("previous", file));
                files.previous_answers.iter().for_each(|file| set("previousAnswers", file));
                files.font.iter().for_each(|file| set("font", file));
            }
            if let (Request::ReadCodebook, Some(file)) = (&request, &files.codebook) {
                set("codebook", file);
            }
            if !std::mem::replace(&mut running.has_page, true) {
                set("page", &memory::page());
            }
            running.worker.post_message(&message).expect("text, files and buffers can be posted");
            client.asked = Some((client.last, request));
            Some(())
        });
        self.busy.set(sent.flatten().is_some() || self.client.with_value(|client| client.asked.is_some()));
    }

    fn answered(self, message: &JsValue) {
        let get = |name: &str| Reflect::get(message, &name.into()).unwrap_or_default();
        let id = get("id").as_f64();
        let Ok(reply) = serde_json::from_str::<Reply>(&get("reply").as_string().unwrap_or_default()) else { return };
        let is_asked = |client: &Client| client.asked.as_ref().is_some_and(|(asked, _)| Some(*asked) == id);
        if !self.client.with_value(is_asked) {
            return;
        }
        if let Reply::Progress { step, share } = reply {
            return self.progress.set(Some((step, share)));
        }
        let asked = self.client.try_update_value(|client| client.asked.take()).flatten();
        self.progress.set(None);
        if let Some((_, request)) = asked {
            self.take(&request, reply, &Array::from(&get("buffers")));
        }
        self.go_on();
    }

    /// A trap: what was asked is not done, all else goes on with a new worker.
    fn broke(self) {
        let asked = self.client.try_update_value(|client| client.asked.take()).flatten();
        self.restart();
        if let Some((_, request)) = asked {
            let problem = self.words.get_untracked().studio_trap().to_owned();
            self.take(&request, Reply::Failed { problem }, &Array::new());
        }
        self.go_on();
    }
}

fn start(studio: Studio) -> Running {
    let worker = memory::worker();
    let take = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| studio.answered(&event.data()));
    let fail = Closure::<dyn FnMut(_)>::new(move |event: ErrorEvent| {
        event.prevent_default();
        web_sys::console::warn_1(&event.message().into());
        studio.broke();
    });
    worker.set_onmessage(Some(take.as_ref().unchecked_ref()));
    worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
    Running { worker, has_page: false, _take: take, _fail: fail }
}
