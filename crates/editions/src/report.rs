//! What changed, as Markdown.

use crate::change::Absent;
use crate::split::{Part, Split, split};
use crate::{Change, Changes, Editions, Selection, SharedQuestion};
use needs_core::estimate::Proportion;
use needs_core::reliability::Reliability;
use needs_words::Words;

/// A report of several editions.
pub struct Report<'a> {
    pub editions: &'a Editions,
    pub selection: &'a Selection,
    pub words: Words,
}

impl Report<'_> {
    /// The editions with their notes; of every question the shares in each edition, the changes that are beyond chance with what
    /// of them comes of who answered, and how many are not.
    pub fn markdown(&self) -> String {
        let (words, editions) = (&self.words, self.editions);
        let mut out = format!("# {}\n\n", words.editions_title(&escaped(&editions.axis)));
        for edition in &editions.editions {
            let note = if edition.note.is_empty() { String::new() } else { format!(" {}", escaped(&edition.note)) };
            let title = &edition.survey.about.title;
            let n = words.respondents(edition.survey.about.respondents.published.into());
            out.push_str(&format!("- **{}**: {}, {n}.{note}\n", escaped(&edition.label), escaped(title)));
        }
        out.push('\n');
        for question in &editions.questions {
            self.question(&mut out, question);
        }
        out.push_str(words.editions_about());
        out.push('\n');
        out
    }

    fn question(&self, out: &mut String, question: &SharedQuestion) {
        let (words, editions) = (&self.words, self.editions);
        let changes = Changes::of(editions, question, self.selection);
        out.push_str(&format!("## {}\n\n", escaped(&question.label)));
        let head = out.len();
        for (edition, of) in editions.editions.iter().zip(&question.breaks) {
            if !of.note.is_empty() {
                out.push_str(&format!("- {}\n", words.editions_break(&escaped(&edition.label), &escaped(&of.note))));
            }
        }
        for (edition, absent) in editions.editions.iter().zip(&changes.absent) {
            let label = escaped(&edition.label);
            match absent {
                None => {}
                Some(Absent::Question) => out.push_str(&format!("- {}\n", words.editions_not_asked(&label))),
                Some(Absent::Selection | Absent::Table(_)) => {
                    out.push_str(&format!("- {}\n", words.editions_no_filter(&label)));
                }
            }
        }
        if out.len() > head {
            out.push('\n');
        }
        self.table(out, question, &changes);
        for (changes, summary) in [
            (&changes.changes, Words::editions_within_chance as fn(&Words, u64, u64) -> String),
            (&changes.span, Words::editions_within_chance_of_span),
        ] {
            let (beyond, within): (Vec<&Change>, Vec<&Change>) =
                changes.iter().partition(|change| change.is_beyond_chance());
            for change in &beyond {
                out.push_str(&format!("- {}\n", self.change(question, change)));
                self.splits(out, question, change);
            }
            if !changes.is_empty() {
                out.push_str(&format!("- {}\n", summary(words, within.len() as u64, changes.len() as u64)));
            }
        }
        out.push('\n');
    }

    /// Along every dimension that tells it. A filtered view is not split: it is a part of the people already.
    fn splits(&self, out: &mut String, question: &SharedQuestion, change: &Change) {
        if self.selection.iter().any(Option::is_some) {
            return;
        }
        for dimension in &self.editions.dimensions {
            let split = split(self.editions, question, change.option, (change.from, change.to), dimension);
            if let Some(text) = self.split(&split, &dimension.label) {
                out.push_str(&format!("  - {text}\n"));
            }
        }
    }

    fn table(&self, out: &mut String, question: &SharedQuestion, changes: &Changes) {
        let labels: Vec<String> = self.editions.editions.iter().map(|edition| escaped(&edition.label)).collect();
        out.push_str(&format!(
            "| {} | {} |\n|---|{}\n",
            escaped(&question.label),
            labels.join(" | "),
            "---|".repeat(labels.len())
        ));
        for (option, shares) in question.options.iter().zip(&changes.shares) {
            let cells: Vec<String> = shares
                .iter()
                .enumerate()
                .map(|(e, share)| share.map_or("–".to_owned(), |share| self.share(e, share)))
                .collect();
            out.push_str(&format!("| {} | {} |\n", escaped(&option.label), cells.join(" | ")));
        }
        out.push('\n');
    }

    /// A share with its count and base; withheld where the file's own page withholds it.
    fn share(&self, edition: usize, share: Proportion) -> String {
        let survey = &self.editions.editions[edition].survey;
        match share.share().filter(|_| Reliability::of(survey, &share) != Reliability::Withheld) {
            Some(p) => format!("{} ({}/{})", self.words.percent(p, 1), share.count, share.base),
            None => self.words.small_base().to_owned(),
        }
    }

    fn change(&self, question: &SharedQuestion, change: &Change) -> String {
        let words = &self.words;
        let label = |edition: usize| escaped(&self.editions.editions[edition].label);
        let share = |share: Proportion| words.percent(share.share().unwrap_or(0.0), 1);
        let d = change.difference;
        let from = words.editions_at(&share(change.before), &label(change.from));
        let to = words.editions_at(&share(change.after), &label(change.to));
        let option = escaped(&question.options[change.option].label);
        words.editions_change(
            &option,
            &from,
            &to,
            &words.points(d.value, 1),
            &words.signed(d.low * 100.0, 1),
            &words.signed(d.high * 100.0, 1),
        )
    }

    fn split(&self, split: &Split, dimension: &str) -> Option<String> {
        let (words, dimension) = (&self.words, escaped(dimension));
        let number = |x: f64| words.signed(x * 100.0, 1);
        match split {
            Split::Exact { people, answers } => {
                let part = |p: &Part| words.interval_range(&number(p.low()), &number(p.high()));
                Some(words.editions_split(
                    &dimension,
                    &number(people.value),
                    &part(people),
                    &number(answers.value),
                    &part(answers),
                ))
            }
            Split::Between { people, answers, .. } => {
                let between =
                    |r: &needs_core::sensitivity::Range| words.interval_range(&number(r.low), &number(r.high));
                Some(words.editions_split_between(&dimension, &between(people), &between(answers)))
            }
            Split::Not(_) => None,
        }
    }
}

/// A label as Markdown text on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '#' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
