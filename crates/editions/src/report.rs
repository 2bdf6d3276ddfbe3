//! What changed, as Markdown.

use crate::change::Absent;
use crate::split::{Part, Reason, Split, split, split_along_all};
use crate::{Change, Changes, Editions, Selection, SharedDimension, SharedQuestion};
use needs_core::estimate::Proportion;
use needs_core::reliability::Reliability;
use needs_report::markdown::escaped;
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
        if let Some(whom) = self.whom() {
            out.push_str(&format!("{}\n\n", escaped(&whom)));
        }
        for question in &editions.questions {
            self.question(&mut out, question);
        }
        out.push_str(words.editions_about());
        out.push('\n');
        out
    }

    /// Who is selected; none for everybody.
    fn whom(&self) -> Option<String> {
        let part = |(dimension, kept): (&SharedDimension, &Option<u64>)| {
            let kept = (*kept)?;
            let of = dimension.categories.iter().enumerate().filter(|(c, _)| kept >> c & 1 == 1);
            let labels: Vec<&str> = of.map(|(_, category)| category.label.as_str()).collect();
            Some(format!("{}: {}", dimension.label, labels.join(", ")))
        };
        let parts: Vec<String> = self.editions.dimensions.iter().zip(self.selection).filter_map(part).collect();
        (!parts.is_empty()).then(|| self.words.filtered_to(&parts.join("; ")))
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
        for ((edition, absent), undetermined) in
            editions.editions.iter().zip(&changes.absent).zip(&changes.undetermined)
        {
            let label = escaped(&edition.label);
            if *undetermined > 0 {
                out.push_str(&format!("- {}\n", words.editions_undetermined(&label, (*undetermined).into())));
            }
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
        for (from, to) in question.steps().into_iter().filter(|&(from, to)| changes.options_differ(from, to)) {
            if let Some(common) = changes.among_common(question, from, to) {
                out.push_str(&format!("- {}\n", words.editions_common()));
                common.iter().for_each(|change| out.push_str(&format!("  - {}\n", self.change(question, change))));
            }
        }
        out.push('\n');
    }

    /// Along every dimension, or why not. A selection is not split: it is a part of the people already.
    fn splits(&self, out: &mut String, question: &SharedQuestion, change: &Change) {
        if self.selection.iter().any(Option::is_some) {
            return;
        }
        let pair = (change.from, change.to);
        let mut lines = Vec::new();
        for dimension in &self.editions.dimensions {
            let split = split(self.editions, question, change.option, pair, dimension);
            lines.push(self.split(&split, &dimension.label));
        }
        if let Some((along, parts)) = split_along_all(self.editions, question, change.option, pair) {
            let number = |x: f64| self.words.signed(x * 100.0, 1);
            let part = |(&d, &points): (&usize, &f64)| {
                self.words.editions_part(&number(points), &escaped(&self.editions.dimensions[d].label))
            };
            let people: Vec<String> = along.iter().zip(&parts.people).map(part).collect();
            let people: Vec<&str> = people.iter().map(String::as_str).collect();
            lines.push(self.words.editions_split_along_all(&self.words.list(&people), &number(parts.answers)));
        }
        lines.iter().for_each(|line| out.push_str(&format!("  - {line}\n")));
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
        let reliability = Reliability::of(&self.editions.editions[edition].survey, &share);
        let flag = if reliability == Reliability::Low { " (u)" } else { "" };
        match share.share().filter(|_| reliability != Reliability::Withheld) {
            Some(p) => format!("{} ({}/{}){flag}", self.words.percent(p, 1), share.count, share.base),
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

    fn split(&self, split: &Split, dimension: &str) -> String {
        let (words, dimension) = (&self.words, escaped(dimension));
        let number = |x: f64| words.signed(x * 100.0, 1);
        match split {
            Split::Exact { people, answers } => {
                let part = |p: &Part| words.interval_range(&number(p.low()), &number(p.high()));
                words.editions_split(
                    &dimension,
                    &number(people.value),
                    &part(people),
                    &number(answers.value),
                    &part(answers),
                )
            }
            Split::Between { people, answers, .. } => {
                let between =
                    |r: &needs_core::sensitivity::Range| words.interval_range(&number(r.low), &number(r.high));
                words.editions_split_between(&dimension, &between(people), &between(answers))
            }
            Split::Not(reason) => {
                let why = match reason {
                    Reason::NotCompared => words.editions_lacks_dimension().to_owned(),
                    Reason::Categories => words.editions_other_categories().to_owned(),
                    Reason::Multiple => words.editions_several_categories().to_owned(),
                    Reason::NoTable => words.editions_no_table().to_owned(),
                    Reason::Blurred(exact) => words.editions_blurred(&words.percent(*exact, 0)),
                };
                words.editions_not_split(&dimension, &why)
            }
        }
    }
}
