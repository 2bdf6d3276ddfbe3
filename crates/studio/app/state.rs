//! All that Studio knows beside the answers: the codebook with its history, what the worker said last, and what is shown.

use crate::{client::Client, memory, save};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use needs_core::survey::file::Period;
use needs_intake::codebook::Codebook;
use needs_studio::{
    document::{Document, History},
    find::{Spot, spot_of},
    message::{Measured, Opened, PublishOptions, Published, Reply, Request, Step},
    roles::{self, ColumnRole},
};
use needs_words::{Lang, Words};
use std::sync::Arc;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    File,
    GiveAway,
    Columns,
    Answers,
    About,
    Text,
    Preview,
    Publish,
}

impl Page {
    pub const ALL: [Page; 8] = [
        Page::File,
        Page::GiveAway,
        Page::Columns,
        Page::Answers,
        Page::About,
        Page::Text,
        Page::Preview,
        Page::Publish,
    ];

    pub fn name(self, words: Words) -> &'static str {
        match self {
            Page::File => words.studio_step_file(),
            Page::GiveAway => words.studio_step_give_away(),
            Page::Columns => words.studio_step_columns(),
            Page::Answers => words.studio_step_answers(),
            Page::About => words.studio_step_about(),
            Page::Text => words.studio_step_text(),
            Page::Preview => words.studio_step_preview(),
            Page::Publish => words.studio_step_publish(),
        }
    }

    /// For the ids of elements.
    pub fn id(self) -> &'static str {
        match self {
            Page::File => "file",
            Page::GiveAway => "gives",
            Page::Columns => "columns",
            Page::Answers => "answers",
            Page::About => "about",
            Page::Text => "text",
            Page::Preview => "preview",
            Page::Publish => "publish",
        }
    }
}

/// A site that was made, of the codebook of this text.
#[derive(Clone, Debug)]
pub struct Site {
    pub of: String,
    pub published: Published,
    /// In the order of the names.
    pub contents: Vec<Uint8Array>,
}

/// The names of the files that are open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileNames {
    pub answers: Vec<String>,
    pub previous: Option<String>,
    pub previous_answers: Option<String>,
    pub font: Option<String>,
}

/// What an author took from the meter last.
#[derive(Clone, Debug, PartialEq)]
pub struct Meter {
    /// The text of the codebook that was measured.
    pub of: String,
    pub measured: Result<Measured, String>,
}

#[derive(Clone, Copy)]
pub struct Studio {
    pub words: RwSignal<Words>,
    pub page: RwSignal<Page>,
    pub opened: RwSignal<Option<Arc<Opened>>>,
    pub files: RwSignal<FileNames>,
    /// Last year's codebook, until there is a file for it.
    pub last_year: RwSignal<Option<Document>, LocalStorage>,
    pub history: RwSignal<Option<History>, LocalStorage>,
    /// The codebook as text and as a value, and what it makes of each column.
    pub text: Memo<String>,
    pub codebook: Memo<Option<Codebook>>,
    pub roles: Memo<Vec<ColumnRole>>,
    pub meter: RwSignal<Option<Meter>>,
    /// Of the last measurement that held, before the one now.
    pub before: RwSignal<Option<Measured>>,
    pub preview: RwSignal<Option<Result<String, String>>>,
    pub options: RwSignal<PublishOptions>,
    pub site: RwSignal<Option<Result<Site, String>>, LocalStorage>,
    pub busy: RwSignal<bool>,
    pub progress: RwSignal<Option<(Step, Option<f64>)>>,
    pub stopped: RwSignal<bool>,
    pub file_problem: RwSignal<Option<String>>,
    pub edit_problem: RwSignal<Option<String>>,
    /// Whether the codebook came from an earlier visit.
    pub restored: RwSignal<bool>,
    /// Which dimension or question the answers are shown of, by its place among all.
    pub place: RwSignal<usize>,
    /// What a click in the preview led to, until it has the focus.
    pub spot: RwSignal<Option<Spot>>,
    /// Which field was typed into last: of a word that is typed one state is kept.
    typed: StoredValue<String>,
    pub client: StoredValue<Client, LocalStorage>,
}

impl Studio {
    pub fn new(lang: Lang) -> Studio {
        let history = RwSignal::<Option<History>, LocalStorage>::new_local(None);
        let now = move || history.with(|history| history.as_ref().map(|history| (**history.now()).clone()));
        let opened = RwSignal::new(None::<Arc<Opened>>);
        let text = Memo::new(move |_| now().map(|document| document.text().to_owned()).unwrap_or_default());
        let codebook = Memo::new(move |_| now().map(|document| document.codebook().clone()));
        let roles = Memo::new(move |_| match (codebook.get(), opened.get()) {
            (Some(codebook), Some(opened)) => roles::roles(&codebook, &opened.columns),
            _ => Vec::new(),
        });
        let studio = Studio {
            words: RwSignal::new(Words::new(lang)),
            page: RwSignal::new(Page::File),
            opened,
            files: RwSignal::new(FileNames::default()),
            last_year: RwSignal::new_local(None),
            history,
            text,
            codebook,
            roles,
            meter: RwSignal::new(None),
            before: RwSignal::new(None),
            preview: RwSignal::new(None),
            options: RwSignal::new(PublishOptions { lang: lang.tag().to_owned(), ..PublishOptions::default() }),
            site: RwSignal::new_local(None),
            busy: RwSignal::new(false),
            progress: RwSignal::new(None),
            stopped: RwSignal::new(false),
            file_problem: RwSignal::new(None),
            edit_problem: RwSignal::new(None),
            restored: RwSignal::new(false),
            place: RwSignal::new(0),
            spot: RwSignal::new(None),
            typed: StoredValue::new(String::new()),
            client: StoredValue::new_local(Client::default()),
        };
        studio.follow();
        studio
    }

    /// The texts, in the language that is chosen.
    pub fn w(self) -> Words {
        self.words.get()
    }

    /// What follows the codebook: it is kept for another visit and measured; a preview that is looked at is drawn anew.
    fn follow(self) {
        Effect::new(move |_| {
            let text = self.text.get();
            let Some(opened) = self.opened.get_untracked().filter(|_| !text.is_empty()) else { return };
            save::keep(&opened.file, &text);
            self.measure();
        });
        Effect::new(move |_| {
            let (text, options) = (self.text.get(), self.options.get());
            let is_measured =
                self.meter.with(|meter| meter.as_ref().is_some_and(|meter| meter.of == text && meter.measured.is_ok()));
            if self.page.get() == Page::Preview && is_measured {
                self.ask(Request::Preview { codebook: text, options });
            }
        });
    }

    /// Measures what would be published now.
    pub fn measure(self) {
        let codebook = self.text.get_untracked();
        if !codebook.is_empty() {
            self.stopped.set(false);
            self.ask(Request::Measure { codebook });
        }
    }

    /// Goes to where a text of the page is edited; false if that is nowhere in the forms.
    pub fn go_to(self, text: &str) -> bool {
        let spot = self.codebook.with_untracked(|codebook| spot_of(codebook.as_ref()?, text));
        let Some(found) = &spot else { return false };
        match found {
            Spot::About(_) => self.page.set(Page::About),
            Spot::Entry(place) | Spot::Answer(place, _) => {
                self.place.set(*place);
                self.page.set(Page::Answers);
            }
        }
        self.spot.set(spot);
        true
    }

    /// Changes the codebook. `field` names what is typed into; empty for a change that stands for itself.
    pub fn edit(self, field: &str, change: impl FnOnce(&mut Codebook)) {
        let changed =
            self.history.with_untracked(|history| history.as_ref().map(|history| history.now().changed(change)));
        match changed {
            None => {}
            Some(Ok(document)) => self.put(field, document),
            Some(Err(error)) => self.edit_problem.set(Some(error.to_string())),
        }
    }

    /// Takes another text of the codebook as one change.
    pub fn edit_whole(self, text: &str) {
        match Document::read(text) {
            Ok(document) => self.put("", document),
            Err(error) => self.edit_problem.set(Some(error.to_string())),
        }
    }

    /// Takes the codebook as it was typed, if it is one.
    pub fn edit_text(self, text: &str) {
        match Document::read(text) {
            Ok(document) => self.put("text", document),
            Err(error) => self.edit_problem.set(Some(error.to_string())),
        }
    }

    fn put(self, field: &str, document: Document) {
        self.edit_problem.set(None);
        let goes_on = !field.is_empty() && self.typed.with_value(|typed| typed == field);
        self.typed.set_value(field.to_owned());
        self.history.update(|history| {
            let Some(history) = history else { return };
            if goes_on { history.amend(document) } else { history.push(document) }
        });
    }

    pub fn undo(self) {
        self.typed.set_value(String::new());
        self.edit_problem.set(None);
        self.history.update(|history| _ = history.as_mut().map(History::undo));
    }

    pub fn redo(self) {
        self.typed.set_value(String::new());
        self.edit_problem.set(None);
        self.history.update(|history| _ = history.as_mut().map(History::redo));
    }

    /// What the worker says of a request.
    pub fn take(self, request: &Request, reply: Reply, buffers: &Array) {
        match (request, reply) {
            (Request::Open { .. }, Reply::Opened(opened)) => self.opened(*opened),
            (Request::Open { .. } | Request::ReadCodebook, Reply::Failed { problem }) => {
                self.file_problem.set(Some(problem));
            }
            (Request::Attach, Reply::Failed { problem }) => {
                self.keep_files_before();
                self.file_problem.set(Some(problem));
            }
            (Request::ReadCodebook, Reply::Codebook { text }) => match Document::read(&text) {
                Ok(document) if self.opened.with_untracked(Option::is_some) => {
                    self.put("", document);
                    self.page.set(Page::Columns);
                }
                Ok(document) => self.last_year.set(Some(document)),
                Err(error) => self.file_problem.set(Some(error.to_string())),
            },
            (Request::Measure { codebook }, reply) => {
                let measured = match reply {
                    Reply::Measured(measured) => Ok(*measured),
                    Reply::Failed { problem } => Err(problem),
                    _ => return,
                };
                let held =
                    self.meter.with_untracked(|meter| meter.as_ref().and_then(|meter| meter.measured.clone().ok()));
                if held.is_some() {
                    self.before.set(held);
                }
                self.meter.set(Some(Meter { of: codebook.clone(), measured }));
            }
            (Request::Preview { .. }, Reply::Previewed { files }) => {
                let named = files.iter().zip(buffers.iter()).map(|(name, content)| Array::of2(&name.into(), &content));
                self.preview.set(Some(Ok(memory::show(&named.collect()))));
            }
            (Request::Preview { .. }, Reply::Failed { problem }) => self.preview.set(Some(Err(problem))),
            (Request::Publish { codebook, .. }, Reply::Published(published)) => {
                let contents = buffers.iter().map(|content| Uint8Array::new(&content)).collect();
                self.site.set(Some(Ok(Site { of: codebook.clone(), published: *published, contents })));
            }
            (Request::Publish { .. }, Reply::Failed { problem }) => self.site.set(Some(Err(problem))),
            _ => {}
        }
    }

    fn opened(self, opened: Opened) {
        let draft = match Document::read(&opened.codebook) {
            Ok(draft) => draft,
            Err(error) => return self.file_problem.set(Some(error.to_string())),
        };
        let saved = save::kept().filter(|(file, _)| *file == opened.file);
        let saved = saved.and_then(|(_, text)| Document::read(&text).ok()).filter(|saved| *saved != draft);
        let last_year = self.last_year.try_update(Option::take).flatten();
        let same_file =
            self.opened.with_untracked(|before| before.as_ref().is_some_and(|before| before.file == opened.file));
        self.typed.set_value(String::new());
        self.restored.set(saved.is_some() && last_year.is_none() && !same_file);
        let is_next_year = last_year.is_some();
        self.opened.set(Some(Arc::new(opened)));
        self.history.update(|history| match history {
            // Read again, otherwise: the new draft is a change like any other.
            Some(history) if same_file => history.push(draft),
            history => {
                let mut fresh = History::of(draft);
                last_year.or(saved).into_iter().for_each(|document| fresh.push(document));
                *history = Some(fresh);
            }
        });
        self.page.set(match (same_file, is_next_year) {
            (true, _) => Page::File,
            (false, true) => Page::Columns,
            (false, false) => Page::GiveAway,
        });
    }

    /// Closes the file and forgets the codebook, here and in the browser's memory.
    pub fn forget(self) {
        save::forget();
        self.close_file();
        self.opened.set(None);
        self.history.set(None);
        self.meter.set(None);
        self.before.set(None);
        self.preview.set(None);
        self.site.set(None);
        self.restored.set(false);
        self.last_year.set(None);
        self.file_problem.set(None);
        self.edit_problem.set(None);
        self.page.set(Page::File);
    }

    /// When the survey was open, whatever the codebook says of it.
    pub fn collected(self) -> Period {
        self.codebook
            .with(|codebook| codebook.as_ref().and_then(|codebook| codebook.collected.clone()).unwrap_or_default())
    }
}
