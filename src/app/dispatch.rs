//! The dispatcher: executes the reader's actions.

use super::{
    reveal, save,
    state::State,
    take::{self, Text},
};
use leptos::prelude::*;
use needs_page::action::{Action, Change};

/// Executes the action encoded in `text`; invalid ones and unknown ids are logged to the console. While a slider is
/// dragged (`is_step`), the address is not updated.
pub fn dispatch(state: State, text: &str, is_step: bool) {
    let Some(action) = Action::parse(text) else { return unknown(text) };
    match action {
        Action::Change(change) => {
            let mut view = state.view.get_untracked();
            if change.make(state.survey, &mut view).is_none() {
                return unknown(text);
            }
            state.sliding.set_value(is_step);
            if let Change::Suppose(category) = change {
                state.pulled.set_value(Some(reveal::field(category.dimension, category.id)));
            }
            state.view.set(view);
        }
        Action::CloseProblems => state.problems.set(Vec::new()),
        Action::CloseOutdated => state.outdated.set(false),
        Action::Theme(theme) => state.page.update(|page| page.theme = theme),
        Action::CopyLink => take::copy(state, Text::Link),
        Action::CopyTable => take::copy(state, Text::Table),
        Action::CopyText => take::copy(state, Text::Words),
        Action::Copy(of) => take::copy(state, Text::Box(of)),
        Action::Save(kind) => save::save(state, kind),
        Action::Share => take::share(state),
        Action::Embed => take::write(state),
    }
}

/// Logs a mistake of the page, for its developers.
fn unknown(text: &str) {
    web_sys::console::error_2(&"this page does not know the action".into(), &text.into());
}
