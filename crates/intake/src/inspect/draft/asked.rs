//! Who was asked a question: by the form, or by the answers of others.

use super::{
    super::{designed::Designed, labels::form, parts::Part},
    Page,
    entries::Entries,
    ids::clashing,
    text::{line, quoted},
};
use crate::form::Condition;
use needs_core::survey::id;
use std::{
    collections::BTreeSet,
    fmt::{self, Write},
};

/// An entry of options.
pub(super) struct Written {
    /// Its first column.
    column: usize,
    id: String,
    is_dimension: bool,
    /// Of each option: the form of its label, and its id.
    ids: Vec<(String, String)>,
}

impl Written {
    fn option(&self, label: &str) -> Option<&str> {
        let label = form(label);
        self.ids.iter().find(|(own, _)| *own == label).map(|(_, id)| id.as_str())
    }

    /// The key of a filter over this entry.
    fn key(&self) -> &'static str {
        if self.is_dimension { "asked_of" } else { "asked_if" }
    }
}

impl Entries<'_> {
    /// That a question leads, and who was asked.
    pub(super) fn lead(&self, f: &mut Page, text: &str, column: Option<usize>) -> fmt::Result {
        if self.leads {
            writeln!(f, "lead = true  # the page opens with it: it asks what people need")?;
        }
        let Some(column) = column else { return Ok(()) };
        let designed = self.draft.form.as_ref().and_then(|form| Some((form, form.question_of(column)?)));
        let Some((designed, question)) = designed else { return self.skipped(f, text, column) };
        let Some(condition) = &designed.form.questions[question].asked_if else { return Ok(()) };
        match self.asked(designed, condition) {
            Some(filters) => filters.iter().try_for_each(|(key, filter)| {
                writeln!(f, "{key} = {}  # by the form: {}", quoted(filter), line(&condition.told()))
            }),
            None => f.check(
                text,
                &format!(
                    "the form asks it only where: {}; write that as asked_of or asked_if, or everybody counts as asked",
                    condition.told()
                ),
            ),
        }
    }

    /// `asked_of` and `asked_if` of a condition; none where it is more than they can say.
    fn asked(&self, designed: &Designed, condition: &Condition) -> Option<Vec<(&'static str, String)>> {
        let Condition::All(clauses) = condition else { return None };
        let mut filters: [(&'static str, Vec<String>); 2] = [("asked_of", Vec::new()), ("asked_if", Vec::new())];
        let mut named = BTreeSet::new();
        for clause in clauses {
            let question = designed.form.questions.iter().position(|question| question.code == clause.question)?;
            let is_consent = |part: &Part| matches!(part, Part::Consent { column, .. } if designed.question_of(*column) == Some(question));
            // Who did not consent is left out anyway.
            if self.draft.parts.iter().any(is_consent) && !clause.but {
                continue;
            }
            let known = self.written.iter().find(|written| designed.question_of(written.column) == Some(question))?;
            let id = |code: &String| {
                let option = designed.form.questions[question].options.iter().find(|option| option.code == *code)?;
                known.option(option.labels.first().filter(|label| !label.is_empty()).unwrap_or(code))
            };
            let ids: Vec<&str> = clause.options.iter().map(id).collect::<Option<_>>()?;
            if known.is_dimension && !named.insert(&known.id) {
                return None;
            }
            let not = if clause.but { "-" } else { "" };
            filters[usize::from(!known.is_dimension)].1.push(format!("{}={not}{}", known.id, ids.join("~")));
        }
        let filters = filters.into_iter().filter(|(_, parts)| !parts.is_empty());
        Some(filters.map(|(key, parts)| (key, parts.join("&"))).collect())
    }

    /// Whom a question seems to have been asked of, by its answers.
    fn skipped(&self, f: &mut Page, text: &str, column: usize) -> fmt::Result {
        let Some(skip) = self.draft.skips.get(&column) else { return Ok(()) };
        let known = self.written.iter().find(|written| written.column == skip.gate);
        let named = known.and_then(|written| {
            let ids: Vec<&str> = skip.labels.iter().map(|label| written.option(label)).collect::<Option<_>>()?;
            Some(format!("{} = \"{}={}\"", written.key(), written.id, ids.join("~")))
        });
        let said = skip.labels.iter().map(|label| format!("\"{label}\"")).collect::<Vec<_>>().join(" or ");
        f.check(
            text,
            &format!(
                "nobody answered it but {} of {} who said {said} in \"{}\"; if it was asked of these only, write {}",
                skip.answered,
                skip.asked,
                skip.text,
                named.as_deref().unwrap_or("that as asked_if")
            ),
        )
    }

    /// Keeps what conditions may name of an entry.
    pub(super) fn remember(
        &mut self,
        column: Option<usize>,
        id: &str,
        is_dimension: bool,
        labels: &[&str],
        noun: &str,
    ) {
        let Some(column) = column else { return };
        let own = clashing(labels, noun);
        let ids =
            labels.iter().zip(own).map(|(label, own)| (form(label), own.unwrap_or_else(|| id::from_label(label))));
        self.written.push(Written { column, id: id.to_owned(), is_dimension, ids: ids.collect() });
    }
}
