//! What lies between two editions of a question.

use super::Resolver;
use crate::Break;
use crate::file::{BreakEntry, Comparable, QuestionEntry};
use needs_core::survey::file::{Kind, Question};

impl<'a> Resolver<'a> {
    /// `[edition]`: breaks as told. What differs and is not told is a finding.
    pub(super) fn breaks(&mut self, path: &str, entry: &'a QuestionEntry, places: &[Option<usize>]) -> Vec<Break> {
        let mut breaks = vec![Break::default(); self.surveys.len()];
        let mut told: Vec<Option<&BreakEntry>> = vec![None; self.surveys.len()];
        for (b, entry) in entry.breaks.iter().enumerate() {
            let path = format!("{path}.break[{b}]");
            let Some(at) = (0..self.surveys.len()).find(|&e| self.id(e) == entry.at) else {
                self.add(format!("{path}.at"), format!("there is no edition \"{}\"", entry.at));
                continue;
            };
            if at == 0 || places[at].is_none() {
                let problem = format!(
                    "\"{}\" is the first edition or has not this question; a break lies between an edition and the one before",
                    entry.at
                );
                self.add(format!("{path}.at"), problem);
                continue;
            }
            if entry.comparable == Comparable::Note && entry.note.trim().is_empty() {
                let problem = "comparable = \"note\" needs the note that readers see; write what changed".to_owned();
                self.add(format!("{path}.note"), problem);
            }
            breaks[at] = Break { comparable: entry.comparable, note: entry.note.trim().to_owned() };
            told[at] = Some(entry);
        }
        let mut before: Option<usize> = None;
        for (e, place) in places.iter().enumerate() {
            let Some(place) = *place else { continue };
            if let Some((b, asked)) = before.map(|b| (b, places[b].unwrap_or(0))) {
                let pair = (&self.surveys[b].questions()[asked], &self.surveys[e].questions()[place]);
                let is_told = told[b + 1..=e].iter().flatten().next().is_some();
                let forbidden = breaks[b + 1..=e].iter().any(|b| b.comparable == Comparable::No);
                let noted = breaks[b + 1..=e].iter().any(|b| !b.note.is_empty());
                let difference = differs(pair.0, pair.1);
                let at = self.id(e);
                let remedy =
                    |comparable| format!("add to it: [[question.break]] at = \"{at}\", comparable = {comparable}");
                match difference {
                    Some(Difference::Kind) if !forbidden => self.add(
                        path.into(),
                        format!(
                            "\"{}\" is of the kind {} in {} and of another before, which cannot be compared; {}",
                            entry.id,
                            kind(pair.1),
                            at,
                            remedy("\"no\"")
                        ),
                    ),
                    Some(Difference::Scale) if !forbidden && !noted => self.add(
                        path.into(),
                        format!(
                            "the scale of \"{}\" is another in {at} than before; {}",
                            entry.id,
                            remedy("\"no\", or \"note\" and note = \"...\"")
                        ),
                    ),
                    Some(Difference::Asked) if !is_told => self.add(
                        path.into(),
                        format!(
                            "\"{}\" was asked of others before {at}; {}",
                            entry.id,
                            remedy("\"yes\", \"note\" with note = \"...\", or \"no\"")
                        ),
                    ),
                    Some(Difference::Wording) if !is_told => self.add(
                        path.into(),
                        format!(
                            "\"{}\" was worded otherwise before {at}: \"{}\", then \"{}\"; {}",
                            entry.id,
                            pair.0.text,
                            pair.1.text,
                            remedy("\"yes\", \"note\" with note = \"...\", or \"no\"")
                        ),
                    ),
                    _ => {}
                }
            }
            before = Some(e);
        }
        breaks
    }
}

/// What makes a question another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    Kind,
    /// Levels are others.
    Scale,
    /// Others were asked.
    Asked,
    Wording,
}

/// The largest difference of a question in two files; none if it is the same but for letters' case, spaces and punctuation.
pub fn differs(before: &Question, after: &Question) -> Option<Difference> {
    let levels = |question: &Question| question.levels().iter().map(|level| plain(&level.label)).collect::<Vec<_>>();
    if before.kind.name() != after.kind.name() {
        Some(Difference::Kind)
    } else if levels(before) != levels(after) {
        Some(Difference::Scale)
    } else if (&before.asked_of, &before.asked_if) != (&after.asked_of, &after.asked_if) {
        Some(Difference::Asked)
    } else if plain(&before.text) != plain(&after.text) {
        Some(Difference::Wording)
    } else {
        None
    }
}

fn kind(question: &Question) -> &'static str {
    match question.kind {
        Kind::Single { .. } => "single",
        Kind::Multiple { .. } => "multiple",
        Kind::Rating { .. } => "rating",
        Kind::Ranking { .. } => "ranking",
        Kind::Number { .. } => "number",
        Kind::Nps { .. } => "nps",
    }
}

/// A text without what does not change its meaning.
pub fn plain(text: &str) -> String {
    let words = text.to_lowercase();
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
