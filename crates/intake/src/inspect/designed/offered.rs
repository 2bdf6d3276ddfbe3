//! The options that a form offers, counted in cells.

use super::super::{
    labels::{List, form as form_of},
    stem, words,
};
use crate::form::FormOption;
use std::collections::BTreeMap;

/// The options of a question by every code or label that a cell may hold.
pub(super) struct Offered<'a> {
    pub(super) options: Vec<&'a FormOption>,
    pub(super) known: BTreeMap<String, usize>,
}

/// Counts of options in cells.
#[derive(Default)]
pub(super) struct Found {
    /// `[option]`
    pub(super) rows: Vec<u64>,
    /// `[option]`: as they are written.
    pub(super) said: Vec<Vec<String>>,
    /// Whether any cell holds a code that is no label.
    pub(super) codes: bool,
    /// For cells with several answers: rows with more than one, and rows with one that is no option.
    pub(super) several: u64,
    pub(super) unknown: u64,
}

impl FormOption {
    pub(super) fn label(&self) -> &str {
        self.labels.first().filter(|label| !label.is_empty()).unwrap_or(&self.code)
    }
}

impl<'a> Offered<'a> {
    pub(super) fn of(options: &'a [FormOption]) -> Offered<'a> {
        // Answers that are none are read as such everywhere.
        let mut kept: Vec<&FormOption> = Vec::new();
        for option in options.iter().filter(|option| !words::is(option.label(), "missing")) {
            if !kept.iter().any(|known| form_of(known.label()) == form_of(option.label())) {
                kept.push(option);
            }
        }
        let mut known = BTreeMap::new();
        for (o, option) in kept.iter().enumerate() {
            option.labels.iter().for_each(|label| {
                known.entry(form_of(label)).or_insert(o);
            });
        }
        for (o, option) in kept.iter().enumerate().filter(|(_, option)| !words::is(&option.code, "missing")) {
            known.entry(form_of(&option.code)).or_insert(o);
        }
        known.remove("");
        Offered { options: kept, known }
    }

    pub(super) fn has_other(&self) -> bool {
        self.options.iter().any(|option| option.has_text || stem::is_other(option.label()))
    }

    pub(super) fn position(&self, cell: &str) -> Option<usize> {
        self.known.get(&form_of(cell)).copied()
    }

    pub(super) fn nothing(&self) -> Found {
        let n = self.options.len();
        Found { rows: vec![0; n], said: vec![Vec::new(); n], ..Found::default() }
    }

    pub(super) fn take(&self, found: &mut Found, cell: &str, rows: u64) -> bool {
        let Some(option) = self.position(cell) else { return false };
        found.rows[option] += rows;
        if !found.said[option].iter().any(|known| form_of(known) == form_of(cell)) {
            found.said[option].push(cell.to_owned());
        }
        found.codes |= !self.options[option].labels.iter().any(|label| form_of(label) == form_of(cell));
        true
    }

    /// Cells with one answer.
    pub(super) fn in_cells<'c>(&self, cells: impl Iterator<Item = (&'c str, u64)>) -> Found {
        let mut found = self.nothing();
        for (cell, rows) in cells {
            if !self.take(&mut found, cell, rows) {
                found.unknown += rows;
            }
        }
        found
    }

    /// Cells with several answers; at each position the longest known one counts.
    pub(super) fn among<'c>(&self, cells: impl Iterator<Item = &'c (String, u64)>, separator: &str) -> Found {
        let mut found = self.nothing();
        let mark = if separator.trim().is_empty() { separator } else { separator.trim() };
        let mut longest: Vec<&String> = self.known.keys().collect();
        longest.sort_by_key(|form| usize::MAX - form.len());
        for (cell, rows) in cells {
            // Case makes no difference, and what is written is only needed where it differs from the label by more.
            let lower = cell.to_lowercase();
            let (mut rest, mut pieces, mut unknown) = (lower.trim(), 0, false);
            while !rest.is_empty() {
                if let Some(behind) = rest.strip_prefix(mark) {
                    rest = behind.trim_start();
                    continue;
                }
                pieces += 1;
                let at = longest.iter().find_map(|form| {
                    let behind = rest.strip_prefix(form.as_str())?;
                    let ends = behind.is_empty() || behind.starts_with(mark) || behind.trim_start().starts_with(mark);
                    ends.then_some((form.as_str(), behind))
                });
                rest = match at {
                    Some((form, behind)) => {
                        self.take(&mut found, form, *rows);
                        behind
                    }
                    None => {
                        unknown = true;
                        rest.split_once(mark).map_or("", |(_, behind)| behind)
                    }
                }
                .trim_start();
            }
            found.several += if pieces > 1 { *rows } else { 0 };
            found.unknown += if unknown { *rows } else { 0 };
        }
        found
    }

    /// The options in the order of the form, and the answers that each collects where that is not its label.
    pub(super) fn list(&self, found: &Found, rest: u64) -> (List, BTreeMap<String, Vec<String>>) {
        let options = self.options.iter().zip(&found.rows).map(|(option, rows)| (option.label().to_owned(), *rows));
        let mut answers = BTreeMap::new();
        for (option, said) in self.options.iter().zip(&found.said) {
            let label = option.label();
            let mut own: Vec<String> = match said.as_slice() {
                [] if found.codes && !words::is(&option.code, "missing") => vec![option.code.clone()],
                said => said.to_vec(),
            };
            own.sort_unstable();
            if !own.is_empty() && own.iter().any(|answer| form_of(answer) != form_of(label)) {
                answers.insert(label.to_owned(), own);
            }
        }
        (List { options: options.collect(), rest, rest_kinds: 0, ..List::default() }, answers)
    }
}
