//! Questions that only those answered who had given certain answers to an earlier one: the form skipped them for others.

use super::{
    labels::form,
    parts::{Choice, Column, Part, Source},
};
use std::collections::HashMap;

/// Whom a question seems to have been asked of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Skip {
    /// The column of the earlier question.
    pub gate: usize,
    /// The text of that.
    pub text: String,
    /// Its options of which people answered; nobody else did.
    pub labels: Vec<String>,
    /// Rows with these options, and those of them that answered.
    pub asked: u64,
    pub answered: u64,
}

/// Counts, for each pair of an earlier choice of one and a later question, who answered both.
#[derive(Default)]
pub(super) struct Skips {
    gates: Vec<Gate>,
    targets: Vec<Target>,
}

struct Gate {
    column: usize,
    text: String,
    labels: Vec<String>,
    /// By what stands in the cell: the position of its label.
    places: HashMap<String, usize>,
}

struct Target {
    columns: Vec<usize>,
    /// The first of the gates that are tried.
    from: usize,
    /// `[gate - from][label]`, of gates that stand before; behind the labels: any other answer, or none.
    counts: Vec<Vec<Count>>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    rows: u64,
    answered: u64,
}

/// A form's question with more options tells people apart, but does not decide what they are asked.
const MOST_OPTIONS: usize = 12;
/// How many choices before a question are tried: a form asks what decides a question shortly before it.
const NEAREST: usize = 24;
/// Chance must not look like a form's rule: that of nobody answering if they were asked as the others are.
const CHANCE: f64 = 1e-4;

impl Skips {
    /// Questions that many left empty, and the choices before them.
    pub fn candidates(parts: &[Part], columns: &[Column], rows: u64) -> Skips {
        let mut gates: Vec<Gate> = parts.iter().filter_map(gate).collect();
        gates.sort_by_key(|gate| gate.column);
        let is_partial = |columns_of: &Vec<usize>| {
            let filled =
                |&c: &usize| columns[c].tally.filled + columns[c].missing.iter().map(|(_, rows)| rows).sum::<u64>();
            let most = columns_of.iter().map(filled).max().unwrap_or(0);
            most >= 5 && most * 100 < rows * 95
        };
        let targets = parts.iter().map(asked_in).filter(|columns| !columns.is_empty()).filter(is_partial);
        let target = |columns: Vec<usize>| {
            // Gates are in the order of the file.
            let first = columns.iter().copied().min().unwrap_or(0);
            let before = gates.partition_point(|gate| gate.column < first);
            let from = before.saturating_sub(NEAREST);
            let counts = gates[from..before].iter().map(|gate| vec![Count::default(); gate.labels.len() + 1]);
            Target { counts: counts.collect(), from, columns }
        };
        let targets: Vec<Target> = targets.map(target).filter(|target| !target.counts.is_empty()).collect();
        Skips { gates, targets }
    }

    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Counts a row.
    pub fn take(&mut self, record: &csv::StringRecord) {
        let cell = |c: usize| record.get(c).unwrap_or("");
        let place = |gate: &Gate| match gate.places.get(cell(gate.column)) {
            Some(&place) => place,
            None => {
                let said = form(&crate::raw::tidy(cell(gate.column)));
                gate.places.get(&said).copied().unwrap_or(gate.labels.len())
            }
        };
        let places: Vec<usize> = self.gates.iter().map(place).collect();
        for target in &mut self.targets {
            let answered = target.columns.iter().any(|&c| !cell(c).trim().is_empty());
            for (counts, &place) in target.counts.iter_mut().zip(&places[target.from..]) {
                counts[place].rows += 1;
                counts[place].answered += u64::from(answered);
            }
        }
    }

    /// By the first column of a question: whom it seems to have been asked of.
    pub fn found(&self) -> HashMap<usize, Skip> {
        self.targets.iter().filter_map(|target| Some((*target.columns.first()?, self.of(target)?))).collect()
    }

    fn of(&self, target: &Target) -> Option<Skip> {
        let skips = self.gates[target.from..].iter().zip(&target.counts).filter_map(|(gate, counts)| {
            let (rest, of_labels) = counts.split_last()?;
            let open: Vec<usize> = (0..of_labels.len()).filter(|&l| of_labels[l].answered > 0).collect();
            let sum = |of: fn(&Count) -> u64| -> u64 { open.iter().map(|&l| of(&of_labels[l])).sum() };
            let (asked, answered) = (sum(|count| count.rows), sum(|count| count.answered));
            let closed: u64 = of_labels.iter().filter(|count| count.answered == 0).map(|count| count.rows).sum();
            let most = |l: &&usize| of_labels[**l].answered * 5 >= of_labels[**l].rows * 3;
            if rest.answered > 0 || answered < 5 || open.iter().filter(most).count() < open.len() {
                return None;
            }
            let share = answered as f64 / asked as f64;
            let chance = (1.0 - share).max(0.05).powf(closed as f64);
            let labels = open.iter().map(|&l| gate.labels[l].clone()).collect();
            (chance < CHANCE).then(|| Skip { gate: gate.column, text: gate.text.clone(), labels, asked, answered })
        });
        // The nearest of those that explain most.
        skips.max_by(|a, b| (a.answered * b.asked).cmp(&(b.answered * a.asked)).then(a.gate.cmp(&b.gate)))
    }
}

/// A choice of one that may decide what else is asked.
fn gate(part: &Part) -> Option<Gate> {
    let Part::Choice(choice @ Choice { source: Source::One(column), list, .. }) = part else { return None };
    if !choice.joined.is_empty() || !(2..=MOST_OPTIONS).contains(&list.options.len()) {
        return None;
    }
    let labels: Vec<String> = list.options.iter().map(|(label, _)| label.clone()).collect();
    let mut places = HashMap::new();
    for (place, label) in labels.iter().enumerate() {
        let others = choice.answers.get(label).into_iter().flatten();
        for answer in others.chain([label]) {
            places.insert(answer.clone(), place);
            places.insert(form(answer), place);
        }
    }
    Some(Gate { column: *column, text: choice.text.clone(), labels, places })
}

/// The columns of a question.
fn asked_in(part: &Part) -> Vec<usize> {
    match part {
        Part::Choice(choice) => choice.columns(),
        Part::Rating(rating) => rating.items.iter().map(|(column, _)| *column).collect(),
        Part::Ranking(ranking) => ranking.columns(),
        Part::Numbers { column, joined, .. } | Part::Nps { column, joined, .. } => joined.with(*column),
        Part::Ignore { .. } | Part::Time { .. } | Part::Consent { .. } => Vec::new(),
    }
}
