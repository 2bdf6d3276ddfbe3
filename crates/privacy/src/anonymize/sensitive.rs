//! Homogeneous classes: everybody answered a sensitive question alike, so the size of the class protects nobody.

use super::{Count, Partition, Sensitive, own::Own};
use needs_core::survey::{
    Columns, Layout,
    file::{Kind, Question},
};

/// A class where everybody, or nobody, of those who answered made a sensitive choice: whoever knows a member of the class
/// knows the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Homogeneous {
    /// The choice and the people it is among, as named in the options.
    pub name: String,
    pub among: String,
    /// Position of the table among the common ones, or among the questions' own.
    pub table: usize,
    pub own: bool,
    /// Position of the class in it.
    pub class: usize,
    /// Whether everybody chose it; otherwise nobody did.
    pub all: bool,
    /// Number of people who answered.
    pub answered: u32,
}

pub(super) fn homogeneous(partitions: &[Partition], own: &[Own], sensitive: &[Sensitive]) -> Vec<Homogeneous> {
    let mut found = Vec::new();
    let mut look = |table: usize, partition: &Partition, own: Option<&Own>| {
        let first = own.map_or(0, |own| own.columns.start);
        let has = |choice: &&Sensitive| match own {
            Some(own) => own.columns.contains(&choice.chosen.columns.start),
            None => !partition.without.iter().any(|columns| columns.contains(&choice.chosen.columns.start)),
        };
        for (at, class) in partition.classes.iter().enumerate() {
            for choice in sensitive.iter().filter(has) {
                let of = |count: &Count| count.behind(first).of(|column| class.counts[column]);
                let (chosen, answered) = (of(&choice.chosen), of(&choice.answered));
                if is_alike(chosen.into(), answered.into()) {
                    let (name, among) = (choice.name.clone(), choice.among.clone());
                    let (all, own) = (chosen > 0, own.is_some());
                    found.push(Homogeneous { name, among, table, own, class: at, all, answered });
                }
            }
        }
    };
    partitions.iter().enumerate().for_each(|(table, partition)| look(table, partition, None));
    own.iter().enumerate().for_each(|(table, own)| look(table, &own.partition, Some(own)));
    found
}

/// Whether everybody, or nobody, of those who answered chose it.
pub(super) fn is_alike(chosen: u64, answered: u64) -> bool {
    answered > 0 && (chosen == 0 || chosen == answered)
}

/// The choices whose disclosure is reported. `total` is the sum of a column over all respondents.
///
/// A theme is a choice too. If pairs are published, each choice is also checked among those who made another choice, and
/// among those who did not: a person known to be in one of these groups is disclosed if all or none of it made the choice.
/// Of a ranking with pairs, who put one item before another is a choice of those who ranked anything.
/// A pair is skipped if it is so for all respondents ("none of these" beside anything), which no class can change.
pub fn sensitive_choices<'a>(
    questions: impl Iterator<Item = &'a Question>,
    layout: &Layout,
    total: impl Fn(usize) -> u64,
) -> Vec<Sensitive> {
    let mut all = Vec::new();
    for (question, columns) in questions.zip(&layout.questions).filter(|(question, _)| question.sensitive) {
        all.extend(choices(question, columns));
        let mut add = |name: &str, chosen: Count, among: String, answered: Count| {
            all.push(Sensitive { name: format!("{}.{name}", question.id), chosen, among, answered });
        };
        let items = question.items();
        for (a, b) in (0..items.len()).flat_map(|a| (0..items.len()).map(move |b| (a, b))) {
            let Some(before) = columns.before(a, b) else { continue };
            let name = format!("before.{}.{}", items[a].id, items[b].id);
            add(&name, Count::column(before), "answered".to_owned(), Count::column(columns.answered));
        }
        for (a, among) in question.choices().iter().enumerate() {
            for (b, choice) in question.choices().iter().enumerate().filter(|(b, _)| *b != a) {
                let Some(both) = columns.pair(a, b) else { continue };
                let with = (Count::column(both), Count::column(columns.choice(a)));
                let without = (Count::less(columns.choice(b), both), Count::less(columns.answered, columns.choice(a)));
                for ((chosen, of), verb) in [(with, "chose"), (without, "did not choose")] {
                    if (1..of.of(&total)).contains(&chosen.of(&total)) {
                        add(&choice.id, chosen, format!("{verb} {}.{}", question.id, among.id), of);
                    }
                }
            }
        }
    }
    all
}

/// Every choice of every question, without pairs; see [`sensitive_choices`].
pub fn every_choice<'a>(questions: impl Iterator<Item = &'a Question>, layout: &Layout) -> Vec<Sensitive> {
    questions.zip(&layout.questions).flat_map(|(question, columns)| choices(question, columns)).collect()
}

/// Choices (bands, groups), themes, and the levels, nets or places of each item.
fn choices(question: &Question, columns: &Columns) -> Vec<Sensitive> {
    let mut all = Vec::new();
    let mut add = |name: String, chosen: Count, answered: Count| {
        let among = "answered".to_owned();
        all.push(Sensitive { name: format!("{}.{name}", question.id), chosen, among, answered });
    };
    let answered = || Count::column(columns.answered);
    for (c, choice) in question.choices().iter().enumerate() {
        add(choice.id.clone(), Count::column(columns.choice(c)), answered());
    }
    for (t, theme) in question.themes().iter().enumerate() {
        add(format!("theme.{}", theme.id), Count::column(columns.theme(t)), answered());
    }
    for (i, item) in question.items().iter().enumerate() {
        // In a rating among those who rated the item; in a ranking among all who ranked anything, because leaving an item out
        // means that others come before it.
        let of = match question.kind {
            Kind::Rating { .. } => Count::sum(columns.level(i, 0)..columns.level(i, question.steps())),
            _ => answered(),
        };
        for measure in question.measures() {
            // The levels of a net, and the first places, are neighbours.
            let (Some(&first), Some(&last)) = (measure.steps.first(), measure.steps.last()) else { continue };
            let chosen = Count::sum(columns.level(i, first)..columns.level(i, last + 1));
            add(format!("{}.{}", item.id, measure.id), chosen, of.clone());
        }
    }
    all
}
