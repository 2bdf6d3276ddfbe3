//! Checks that what a file says of coders tells nothing of fewer than k people.

use super::Check;
use crate::coders::{Answers, Code};
use needs_core::survey::file::Choice;

/// Half of the last digit of a share.
const ROUNDING: f64 = 0.000_051;

impl Check<'_> {
    pub(super) fn coders(&mut self) {
        let (survey, k) = (self.survey, self.survey.about.privacy.k);
        // Every table that has a column counts everybody in it.
        let total = |column: usize| {
            let counts = survey.tables.iter().map(|table| &table.counts[column]).find(|counts| !counts.is_empty());
            counts.map_or(0, |counts| counts.iter().map(|&n| u64::from(n)).sum::<u64>()).min(u32::MAX.into()) as u32
        };
        for (q, (question, columns)) in survey.questions().iter().zip(&survey.layout.questions).enumerate() {
            let path = format!("questions[{q}]");
            let says = |choice: &Choice| choice.low.is_some() || choice.high.is_some() || choice.alpha.is_some();
            let coded = question.coded.unwrap_or_default();
            if coded.double_coded == 0 {
                if coded.alpha.is_some() || question.choices().iter().any(says) {
                    self.found(path, "it tells how far coders agree, but no answers that two coded (double_coded)");
                }
                continue;
            }
            let answers = Answers { answered: total(columns.answered), double_coded: coded.double_coded };
            if !answers.may_be_told(None, k) {
                let problem = format!(
                    "{} of {} answers were coded by two: these and the others must each be nobody or at least k = {k}, or what coders said of them stands alone; run `needs-by-field prepare` again",
                    answers.double_coded, answers.answered
                );
                self.found(format!("{path}.coded.double_coded"), problem);
                continue;
            }
            for (c, choice) in question.choices().iter().enumerate().filter(|(_, choice)| says(choice)) {
                if let Err(problem) = code(choice, total(columns.choice(c)), coded.double_coded, k) {
                    self.found(format!("{path}.choices[{c}]"), problem);
                }
            }
        }
    }
}

/// Checks the bounds of a code that `published` people have.
fn code(choice: &Choice, published: u32, double_coded: u32, k: u32) -> Result<(), String> {
    let (Some(low), Some(high)) = (choice.low, choice.high) else {
        return Err("it has `low` or `high` or `alpha`, but not both bounds".to_owned());
    };
    // Of many answers, several numbers round to one share.
    let people = |share: f64| {
        let (least, most) =
            ((share - ROUNDING) * f64::from(double_coded), (share + ROUNDING) * f64::from(double_coded));
        least.ceil().max(0.0) as u32..=(most.floor().max(0.0) as u32).min(double_coded)
    };
    let mut codes = people(low).flat_map(|all| people(high).map(move |any| Code { published, all, any }));
    if codes.any(|code| code.all <= code.any && code.may_be_told(None, k)) {
        return Ok(());
    }
    Err(format!(
        "low {low} and high {high} of {double_coded} answers, and the {published} that are published, differ by fewer than k = {k}, which tells of these few; run `needs-by-field prepare` again"
    ))
}
