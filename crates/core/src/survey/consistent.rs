//! Consistency of the counts of a group of people, whoever counted them.

use super::{
    Columns,
    file::{Kind, Question},
};
use std::fmt;

/// Reports to `found` every contradiction in the answers of `n` people to a question; `at` returns the count of a
/// column of the layout.
pub fn consistent(
    question: &Question,
    columns: &Columns,
    n: u32,
    at: &dyn Fn(usize) -> u32,
    found: &mut dyn FnMut(fmt::Arguments),
) {
    let (asked, answered) = (at(columns.asked), at(columns.answered));
    let id = &question.id;
    if asked > n {
        found(format_args!("{id}.asked is {asked}, more than the {n} of the class"));
    }
    if answered > asked {
        found(format_args!("{id}.answered is {answered}, more than the {asked} asked"));
    }
    match &question.kind {
        Kind::Single { choices } | Kind::Number { bands: choices } | Kind::Nps { groups: choices } => {
            let sum: u64 = (0..choices.len()).map(|c| u64::from(at(columns.choice(c)))).sum();
            of_choices(question, columns, answered, at, found);
            if sum != u64::from(answered) {
                found(format_args!(
                    "the choices of {id} add up to {sum}, not to the {answered} who answered; everyone chose one"
                ));
            }
        }
        Kind::Multiple { themes, .. } => {
            of_choices(question, columns, answered, at, found);
            for (t, theme) in themes.iter().enumerate() {
                of_theme(question, columns, &theme.id, at(columns.theme(t)), at, found);
            }
        }
        Kind::Rating { .. } | Kind::Ranking { .. } => of_items(question, columns, answered, at, found),
    }
}

/// Levels or places of items: nobody gives an item two of them, and in a ranking nobody puts two items at one place.
fn of_items(
    question: &Question,
    columns: &Columns,
    answered: u32,
    at: &dyn Fn(usize) -> u32,
    found: &mut dyn FnMut(fmt::Arguments),
) {
    let (id, items, steps) = (&question.id, question.items(), question.steps());
    let is_ranking = matches!(question.kind, Kind::Ranking { .. });
    for (i, item) in items.iter().enumerate() {
        let sum: u64 = (0..steps).map(|l| u64::from(at(columns.level(i, l)))).sum();
        if sum > u64::from(answered) {
            found(format_args!(
                "the {} of {id}.{} add up to {sum}, more than the {answered} who answered",
                if is_ranking { "places" } else { "levels" },
                item.id
            ));
        }
    }
    let ranked = |i: usize| (0..steps).map(|l| u64::from(at(columns.level(i, l)))).sum::<u64>();
    for (a, b) in (0..items.len()).flat_map(|a| (a + 1..items.len()).map(move |b| (a, b))) {
        let (Some(before), Some(behind)) = (columns.before(a, b), columns.before(b, a)) else { break };
        let (x, y, n, m) = (ranked(a), ranked(b), u64::from(at(before)), u64::from(at(behind)));
        // Who ranked either of the two put one before the other.
        if n > x || m > y || n + m < x.max(y) || n + m > (x + y).min(answered.into()) {
            let (a, b) = (&items[a].id, &items[b].id);
            found(format_args!(
                "{id}.before.{a}.{b} is {n} and {id}.before.{b}.{a} is {m}, which does not fit the {x} who ranked {a} and the {y} who ranked {b}"
            ));
        }
    }
    for place in (0..steps).filter(|_| is_ranking) {
        let sum: u64 = (0..items.len()).map(|i| u64::from(at(columns.level(i, place)))).sum();
        if sum > u64::from(answered) {
            found(format_args!(
                "{sum} items of {id} are at place {}, more than the {answered} who answered",
                place + 1
            ));
        }
    }
}

/// Choices, themes and pairs of choices, each at most those who answered.
fn of_choices(
    question: &Question,
    columns: &Columns,
    answered: u32,
    at: &dyn Fn(usize) -> u32,
    found: &mut dyn FnMut(fmt::Arguments),
) {
    let id = &question.id;
    let choices = question.choices().iter().enumerate().map(|(c, choice)| (&choice.id, at(columns.choice(c))));
    let themes = question.themes().iter().enumerate().map(|(t, theme)| (&theme.id, at(columns.theme(t))));
    for (choice, chosen) in choices.clone().chain(themes) {
        if chosen > answered {
            found(format_args!("{id}.{choice} is {chosen}, more than the {answered} who answered"));
        }
    }
    let mut pairs = columns.pairs();
    for (i, (a, x)) in choices.clone().enumerate() {
        for (b, y) in choices.clone().skip(i + 1) {
            let Some(both) = pairs.next().map(at) else { break };
            let (least, most) = (x.saturating_sub(answered.saturating_sub(y)), x.min(y));
            if both < least || both > most {
                found(format_args!(
                    "{id}.pair.{a}.{b} is {both}, which is not between {least} and {most}, as its choices say"
                ));
            }
        }
    }
}

/// A theme's count is at least its largest choice's, and at most the sum of its choices'.
fn of_theme(
    question: &Question,
    columns: &Columns,
    theme: &str,
    count: u32,
    at: &dyn Fn(usize) -> u32,
    found: &mut dyn FnMut(fmt::Arguments),
) {
    let members = question.choices().iter().enumerate().filter(|(_, c)| c.themes.iter().any(|t| t == theme));
    let counts: Vec<u32> = members.map(|(c, _)| at(columns.choice(c))).collect();
    let (largest, sum) = (counts.iter().max().copied().unwrap_or(0), counts.iter().map(|&c| u64::from(c)).sum::<u64>());
    if count < largest || u64::from(count) > sum {
        found(format_args!(
            "{}.theme.{theme} is {count}, which is not between {largest} and {sum}, as its choices say",
            question.id
        ));
    }
}
