//! How far coders agree, as far as it may be published beside the counts.

use super::Published;
use needs_core::survey::{
    Survey,
    file::{Choice, Coded, Kind, Question},
};
use needs_privacy::coders::{Answers, Code};

/// What is known of the coders of a question.
struct Known {
    answers: Answers,
    /// By the id of the code; of those whose bounds are known.
    codes: Vec<(String, Code)>,
}

/// Rounds what the questions say of their coders, and leaves out what tells of fewer than `k` people, also by subtracting the
/// edition before; returns what an author has to know of that. `total` is the sum of a count column.
pub(super) fn protect(
    published: &mut Published,
    total: &dyn Fn(usize) -> u64,
    previous: Option<&Survey>,
    k: u32,
) -> Vec<String> {
    let mut told = Vec::new();
    for (question, columns) in published.questions.iter_mut().zip(&published.layout.questions) {
        let Some(known) = Known::of(question, total(columns.answered), &|choice| total(columns.choice(choice))) else {
            continue;
        };
        let before = previous.and_then(|survey| before(survey, &question.id));
        let place = format!("question \"{}\"", question.name());
        let Answers { answered, double_coded } = known.answers;
        if !known.answers.may_be_told(before.as_ref().map(|before| &before.answers), k) {
            forget(question);
            told.push(format!(
                "{place}: nothing is told of how far coders agree: {double_coded} of {answered} answers were coded by two, and these or the others are fewer than k = {k}, or are so few more than in the edition before"
            ));
            continue;
        }
        let name = question.name().to_owned();
        let Kind::Multiple { choices, .. } = &mut question.kind else { continue };
        let (mut without, mut tentative) = (Vec::new(), Vec::new());
        for (id, code) in &known.codes {
            let Some(choice) = choices.iter_mut().find(|choice| choice.id == *id) else { continue };
            let before = before.as_ref().and_then(|before| before.codes.iter().find(|(other, _)| other == id));
            if code.may_be_told(before.map(|(_, code)| code), k) {
                (choice.low, choice.high) =
                    (choice.low.map(|low| rounded(low, 4)), choice.high.map(|high| rounded(high, 4)));
                choice.alpha = choice.alpha.map(|alpha| rounded(alpha, 3));
            } else {
                without.push(format!("\"{}\"", choice.label));
                tentative.extend(choice.is_tentative().then(|| format!("\"{}\"", choice.label)));
                (choice.low, choice.high, choice.alpha) = (None, None, None);
            }
        }
        if let Some(coded) = &mut question.coded {
            coded.alpha = coded.alpha.map(|alpha| rounded(alpha, 3));
        }
        if !without.is_empty() {
            told.push(format!(
                "question \"{name}\": low, high and alpha are not published of {}: coders, and what they settled on, differ by fewer than k = {k} answers there, of which they would tell",
                without.join(", ")
            ));
        }
        if !tentative.is_empty() {
            told.push(format!(
                "question \"{name}\": coders agree too little on {} (alpha under 0.667), and the file does not say so; define these better, or merge them with others",
                tentative.join(", ")
            ));
        }
    }
    told
}

impl Known {
    /// What a question says; none if nobody coded its answers, or no two people the same.
    fn of(question: &Question, answered: u64, count: &dyn Fn(usize) -> u64) -> Option<Known> {
        let coded = question.coded.filter(|coded| coded.double_coded > 0)?;
        let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let people = |share: f64| (share * f64::from(coded.double_coded)).round() as u32;
        let code = |(place, choice): (usize, &Choice)| {
            let (all, any) = (people(choice.low?), people(choice.high?));
            Some((choice.id.clone(), Code { published: number(count(place)), all, any }))
        };
        Some(Known {
            answers: Answers { answered: number(answered), double_coded: coded.double_coded },
            codes: question.choices().iter().enumerate().filter_map(code).collect(),
        })
    }
}

/// What the edition before says of a question.
fn before(survey: &Survey, id: &str) -> Option<Known> {
    let at = survey.questions().iter().position(|question| question.id == id)?;
    let columns = &survey.layout.questions[at];
    // Every table that has a column counts everybody in it.
    let total = |column: usize| {
        let counts = survey.tables.iter().map(|table| &table.counts[column]).find(|counts| !counts.is_empty());
        counts.map_or(0, |counts| counts.iter().map(|&n| u64::from(n)).sum())
    };
    Known::of(&survey.questions()[at], total(columns.answered), &|choice| total(columns.choice(choice)))
}

/// Leaves out all that coders said, but not that there were some.
fn forget(question: &mut Question) {
    question.coded = question.coded.map(|coded| Coded { coders: coded.coders, ..Coded::default() });
    let Kind::Multiple { choices, .. } = &mut question.kind else { return };
    for choice in choices {
        (choice.low, choice.high, choice.alpha) = (None, None, None);
    }
}

fn rounded(number: f64, digits: i32) -> f64 {
    let power = 10_f64.powi(digits);
    (number * power).round() / power
}
