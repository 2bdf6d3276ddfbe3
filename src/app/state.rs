//! What all parts of the page share.

use crate::{
    CrossTab, Survey, View, Words,
    crosstab::Unanswerable,
    facet::{Facet, facets},
    query::{Link, Page},
};
use leptos::prelude::*;

/// The survey, the one signal of the view, and what follows from it. Copied into every handler.
#[derive(Clone, Copy)]
pub struct State {
    pub survey: &'static Survey,
    pub words: Words,
    pub view: RwSignal<View>,
    /// How the page is shown; of the address, but not of the survey.
    pub page: RwSignal<Page>,
    /// The parts of the link that were not understood; the reader can put them away.
    pub problems: RwSignal<Vec<String>>,
    /// Whether the link was made on other data.
    pub outdated: RwSignal<bool>,
    /// Where the results came from.
    pub source: StoredValue<String>,
    pub tab: Memo<Result<CrossTab, Unanswerable>>,
    /// `[dimension]`; none where the file cannot answer the dimension together with those that filter.
    pub facets: Memo<Vec<Option<Vec<Facet>>>>,
    /// Whether the last change was one step of many (dragging), which does not deserve a place in the history.
    pub sliding: StoredValue<bool>,
}

impl State {
    pub fn new(survey: &'static Survey, link: Link, words: Words, source: String) -> State {
        let outdated = link.page.fingerprint.as_ref().is_some_and(|made_on| *made_on != survey.fingerprint);
        let view = RwSignal::new(link.view);
        State {
            survey,
            words,
            view,
            page: RwSignal::new(Page { fingerprint: None, ..link.page }),
            problems: RwSignal::new(link.problems),
            outdated: RwSignal::new(outdated),
            source: StoredValue::new(source),
            tab: Memo::new(move |_| view.with(|view| CrossTab::of(survey, view))),
            facets: Memo::new(move |_| {
                view.with(|view| (0..survey.dimensions().len()).map(|d| facets(survey, view, d)).collect())
            }),
            sliding: StoredValue::new(false),
        }
    }

    /// Changes the view; the way back is in the history.
    pub fn change(&self, change: impl FnOnce(&mut View)) {
        self.sliding.set_value(false);
        self.view.update(change);
    }

    /// What `read` makes of the view, following it.
    pub fn of<T>(&self, read: impl FnOnce(&View) -> T) -> T {
        self.view.with(read)
    }
}
