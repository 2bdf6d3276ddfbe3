//! Lists of options: categories, choices, themes, levels or items.

use super::{OptionEntry, Short, Text, answers::normal};
use needs_core::survey::id;

/// Options with valid, distinct ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Options {
    pub entries: Vec<OptionEntry>,
    pub ids: Vec<String>,
}

impl Options {
    /// Gives every option an id: its own, or one derived from its label.
    ///
    /// `place` and `noun` are for messages: `dimension "Region"`, `category`.
    pub fn of(
        place: &str,
        noun: &str,
        entries: impl IntoIterator<Item = Short<OptionEntry>>,
        problems: &mut Vec<String>,
    ) -> Options {
        let mut options = Options::default();
        for Short(entry) in entries {
            options.push(place, noun, entry, problems);
        }
        options
    }

    /// Adds an option and returns its position.
    pub fn push(&mut self, place: &str, noun: &str, entry: OptionEntry, problems: &mut Vec<String>) -> usize {
        let label = entry.label.0.trim();
        let number = self.entries.len() + 1;
        if label.is_empty() {
            problems.push(format!("{place}: {noun} {number} has no label; write label = \"...\""));
        }
        let id = match &entry.id {
            Some(id) if !id::is_id(id) => {
                let near = id::from_label(id);
                problems.push(format!(
                    "{place}, {noun} \"{label}\": id = \"{id}\" is not an id (use a-z, 0-9, -); try \"{near}\""
                ));
                id.clone()
            }
            Some(id) => id.clone(),
            None => match id::from_label(label) {
                id if id.is_empty() => format!("{noun}-{number}"),
                id => id,
            },
        };
        if let Some(first) = self.ids.iter().position(|other| *other == id) {
            problems.push(format!(
                "{place}: the {noun} \"{label}\" has the same id \"{id}\" as \"{}\"; give one of them its own: {{ label = \"{label}\", id = \"{id}-2\" }}",
                self.label(first)
            ));
        }
        self.ids.push(id);
        self.entries.push(entry);
        number - 1
    }

    /// The option of a label, which is added if there is none.
    pub fn named(&mut self, place: &str, noun: &str, label: &str, problems: &mut Vec<String>) -> usize {
        self.position(label).unwrap_or_else(|| {
            let entry = OptionEntry { label: Text(label.to_owned()), ..OptionEntry::default() };
            self.push(place, noun, entry, problems)
        })
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn label(&self, option: usize) -> &str {
        self.entries[option].label.0.trim()
    }

    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.label.0.trim())
    }

    /// Ids and labels, as in a results file.
    pub fn named_each(&self) -> impl Iterator<Item = (String, String)> {
        self.ids.iter().cloned().zip(self.labels().map(str::to_owned))
    }

    /// The option of a label or an id.
    pub fn position(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        self.labels()
            .position(|label| label == name)
            .or_else(|| self.ids.iter().position(|id| id == name))
            .or_else(|| self.labels().position(|label| normal(label) == normal(name)))
    }

    /// The option that collects an answer, for column headers.
    pub fn collecting(&self, answer: &str) -> Option<usize> {
        let form = normal(answer);
        self.entries
            .iter()
            .position(|entry| entry.collects().any(|a| normal(a) == form))
            .or_else(|| self.position(answer))
    }

    /// The options of labels or ids.
    pub fn positions(&self, place: &str, names: &[String], problems: &mut Vec<String>) -> Vec<usize> {
        let mut found = Vec::new();
        for name in names {
            match self.position(name) {
                Some(option) => found.push(option),
                None => problems.push(format!(
                    "{place}: \"{name}\" is not one of \"{}\"",
                    self.labels().collect::<Vec<_>>().join("\", \"")
                )),
            }
        }
        found
    }

    /// The option that an empty answer means.
    pub fn when_blank(&self) -> Option<usize> {
        self.entries.iter().position(|entry| entry.when_blank)
    }
}

impl OptionEntry {
    /// The raw answers it collects.
    pub(crate) fn collects(&self) -> impl Iterator<Item = &str> {
        let label = self.answers.is_none().then_some(self.label.0.as_str());
        label.into_iter().chain(self.answers.iter().flat_map(|list| list.0.iter().map(|text| text.0.as_str())))
    }
}
