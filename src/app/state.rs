//! The state that all parts of the page share.

use super::font::ReadersFont;
use leptos::prelude::*;
use needs_charts as charts;
use needs_charts::{Counted, Figure};
use needs_core::{
    CrossTab, Survey, View,
    crosstab::Unanswerable,
    query::{Link, Page},
    sensitivity::{self, Once, WhatIf},
    view::Chart,
};
use needs_page::html::Shown;
use needs_words::Words;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The survey, the signal of the view, and what is derived from it. Copied into every handler.
#[derive(Clone, Copy)]
pub struct State {
    pub survey: &'static Survey,
    pub words: Words,
    pub view: RwSignal<View>,
    /// The settings of the page from the address.
    pub page: RwSignal<Page>,
    /// The parts of the link that were not understood, until the reader closes the notice.
    pub problems: RwSignal<Vec<String>>,
    /// Whether the link was made on other data.
    pub outdated: RwSignal<bool>,
    /// Address of the results.
    source: StoredValue<String>,
    /// Width for a chart, in pixels.
    pub width: RwSignal<u32>,
    /// What is computed from the view.
    pub counts: Memo<Counts>,
    /// Whether the last change was a step of dragging a slider: the address is updated at the end, so that going back undoes
    /// all of it.
    pub sliding: StoredValue<bool>,
    /// The field of a limitation that was pulled, until the what-if is written.
    pub pulled: StoredValue<Option<String>>,
    /// Number of surveys shown in this document so far: that of the page, then previews.
    edition: u32,
}

/// The edition that is shown.
static SHOWN: AtomicU32 = AtomicU32::new(0);

impl State {
    pub fn new(survey: &'static Survey, link: Link, words: Words, source: String, width: u32) -> State {
        let outdated = link.page.fingerprint.as_ref().is_some_and(|made_on| *made_on != survey.fingerprint);
        let (view, width) = (RwSignal::new(link.view), RwSignal::new(width));
        State {
            survey,
            words,
            view,
            page: RwSignal::new(Page { fingerprint: None, ..link.page }),
            problems: RwSignal::new(link.problems),
            outdated: RwSignal::new(outdated),
            source: StoredValue::new(source),
            width,
            counts: Memo::new(move |last: Option<&Counts>| {
                view.with(|view| Counts::of(survey, view, words, width.get().into(), last))
            }),
            sliding: StoredValue::new(false),
            pulled: StoredValue::new(None),
            edition: SHOWN.fetch_add(1, Relaxed) + 1,
        }
    }

    /// Whether the page shows this survey, and no preview has replaced it.
    pub fn is_shown(&self) -> bool {
        self.edition == SHOWN.load(Relaxed)
    }

    /// Calls `read` with everything that is shown, tracking its signals.
    pub fn shown<T>(&self, read: impl FnOnce(&Shown) -> T) -> T {
        let (view, page, problems, source) =
            (self.view.read(), self.page.read(), self.problems.read(), self.source.read_value());
        let counts = self.counts.read();
        read(&Shown {
            survey: self.survey,
            words: self.words,
            view: &view,
            page: &page,
            tab: counts.tab.as_ref().map(|(tab, _)| tab),
            what_if: counts.tab.as_ref().ok().and_then(|(_, what_if)| what_if.as_ref()),
            problems: &problems,
            outdated: self.outdated.get(),
            root: "",
            source: &source,
            figure: counts.figure.as_ref(),
            sensitivity: &counts.sensitivity,
        })
    }
}

/// The cross-tabulation of a view, and its chart. One value, so that one memo follows the view.
#[derive(PartialEq)]
pub struct Counts {
    /// Under its what-if if it has one.
    pub tab: Result<(CrossTab, Option<WhatIf>), Unanswerable>,
    /// None for a table and for a view that the file cannot answer.
    pub figure: Option<Figure>,
    /// The view without filter and what-if, and its cross-tabulation: the same for every filter.
    everyone: (View, Option<CrossTab>),
    sensitivity: Once,
}

impl Counts {
    fn of(survey: &Survey, view: &View, words: Words, width: f64, last: Option<&Counts>) -> Counts {
        let tab = sensitivity::crosstab(survey, view);
        let whole = charts::everyone(view);
        let everyone = match last {
            Some(last) if last.everyone.0 == whole => last.everyone.1.clone(),
            _ if view.chart == Chart::Matrix => CrossTab::of(survey, &whole).ok(),
            _ => None,
        };
        let (tab_of, sensitivity) = (tab.as_ref().ok().map(|(tab, _)| tab), Once::default());
        let counted = Counted { tab: tab_of, everyone: everyone.as_ref(), sensitivity: Some(&sensitivity) };
        let figure = charts::draw_counted(survey, view, words, width, &ReadersFont, counted).ok();
        Counts { figure, everyone: (whole, everyone), tab, sensitivity }
    }
}
