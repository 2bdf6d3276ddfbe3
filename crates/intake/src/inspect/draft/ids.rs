//! Ids of dimensions, questions and options, each once.

use needs_core::survey::id;
use std::{collections::BTreeSet, fmt::Write};

/// Words that say little of a question in its id.
pub(super) const EMPTY_WORDS: &[&str] = &[
    "a",
    "about",
    "all",
    "an",
    "and",
    "any",
    "apply",
    "are",
    "as",
    "at",
    "be",
    "by",
    "can",
    "check",
    "choose",
    "could",
    "did",
    "do",
    "does",
    "following",
    "for",
    "from",
    "has",
    "have",
    "how",
    "i",
    "if",
    "in",
    "is",
    "it",
    "me",
    "most",
    "much",
    "my",
    "of",
    "on",
    "one",
    "or",
    "our",
    "please",
    "rate",
    "scale",
    "select",
    "should",
    "so",
    "some",
    "that",
    "the",
    "these",
    "they",
    "this",
    "to",
    "typically",
    "us",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
];

/// Ids of dimensions and questions, each once.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    pub(super) fn take(&mut self, id: &str) -> String {
        let mut taken = id.to_owned();
        let mut number = 2;
        while !self.0.insert(taken.clone()) {
            taken = format!("{id}-{number}");
            number += 1;
        }
        taken
    }

    /// A short id for a question: its first words that say something.
    pub(super) fn of_text(&mut self, text: &str) -> String {
        let whole = id::from_label(text);
        let mut short = String::new();
        for word in whole.split('-').filter(|word| !EMPTY_WORDS.contains(word) && word.len() > 1).take(4) {
            if short.len() + word.len() > 30 {
                break;
            }
            let _ = write!(short, "{}{word}", if short.is_empty() { "" } else { "-" });
        }
        let short = if short.is_empty() { whole } else { short };
        let short = if short.is_empty() || id::is_reserved(&short) { "question".to_owned() } else { short };
        let short = if id::is_reserved(&short) { "asked".to_owned() } else { short };
        self.take(&short)
    }
}

/// For labels whose own id is taken by an earlier one (`C` and `C++`), another.
pub(super) fn clashing(labels: &[&str], noun: &str) -> Vec<Option<String>> {
    let own = |label: &str| match noun {
        "item" if id::from_label(label) == "theme" => String::new(),
        // Words of the file for how many were asked and how many answered.
        "item" | "choice" if ["asked", "answered"].contains(&id::from_label(label).as_str()) => String::new(),
        _ => id::from_label(label),
    };
    let all: BTreeSet<String> = labels.iter().map(|label| own(label)).collect();
    let mut taken = Ids::default();
    labels
        .iter()
        .enumerate()
        .map(|(i, label)| {
            let id = own(label);
            if id.is_empty() {
                return Some(taken.take(&format!("{noun}-{}", i + 1)));
            }
            if !taken.0.contains(&id) {
                taken.take(&id);
                return None;
            }
            let mut number = 2;
            let shortened = &id[..id.len().min(60)].trim_end_matches('-');
            while all.contains(&format!("{shortened}-{number}")) || taken.0.contains(&format!("{shortened}-{number}")) {
                number += 1;
            }
            Some(taken.take(&format!("{shortened}-{number}")))
        })
        .collect()
}
