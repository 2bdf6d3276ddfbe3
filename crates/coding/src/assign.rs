//! Who codes which answers, and in which order.

use crate::{
    frame::Code,
    key::Salt,
    sheet::{Row, Sheet},
    suggest::Suggester,
};

/// An answer to be coded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    pub key: String,
    /// Already masked.
    pub text: String,
    /// What coders see beside it; empty unless they are not blind.
    pub about: Vec<String>,
}

/// How many answers everybody codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    All,
    /// The rest is dealt out among the coders.
    Some(usize),
}

/// One sheet for each coder. Which answers are coded by all, and in which order they stand, is random: it depends on the salt, the
/// key and, for the order, the coder's name.
pub fn sheets(
    answers: &[Answer],
    about: &[String],
    frame: &[Code],
    coders: &[String],
    overlap: Overlap,
    salt: &Salt,
    suggester: &Suggester,
) -> Vec<Sheet> {
    let mut drawn: Vec<&Answer> = answers.iter().collect();
    drawn.sort_by_cached_key(|answer| salt.order("draw", &answer.key));
    let by_all = match overlap {
        Overlap::All => drawn.len(),
        Overlap::Some(count) => count.min(drawn.len()),
    };
    let of_coder = |(c, coder): (usize, &String)| {
        let mut own: Vec<&Answer> = drawn[..by_all].to_vec();
        own.extend(drawn[by_all..].iter().skip(c).step_by(coders.len()));
        own.sort_by_cached_key(|answer| salt.order(coder, &answer.key));
        let row = |answer: &&Answer| Row {
            key: answer.key.clone(),
            text: answer.text.clone(),
            about: answer.about.clone(),
            suggested: crate::frame::codes_in(suggester.codes(&answer.text)).map(|c| frame[c].id.clone()).collect(),
            ..Row::default()
        };
        Sheet {
            about: about.to_vec(),
            codes: frame.iter().map(|code| code.id.clone()).collect(),
            coders: Vec::new(),
            rows: own.iter().map(row).collect(),
        }
    };
    coders.iter().enumerate().map(of_coder).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn coded(overlap: Overlap) -> Vec<Sheet> {
        let answers: Vec<Answer> =
            (0..50).map(|i| Answer { key: format!("k{i:02}"), text: "docs".to_owned(), about: Vec::new() }).collect();
        let frame = [Code { id: "docs".to_owned(), patterns: vec!["doc*".to_owned()], ..Code::default() }];
        let coders = ["ana", "ben", "cem"].map(str::to_owned);
        let salt = Salt::of([7; 32]);
        sheets(&answers, &[], &frame, &coders, overlap, &salt, &Suggester::of(&frame))
    }

    fn keys(sheet: &Sheet) -> BTreeSet<&str> {
        sheet.rows.iter().map(|row| row.key.as_str()).collect()
    }

    #[test]
    fn everybody_codes_the_overlap_and_somebody_each_other_answer() {
        let sheets = coded(Overlap::Some(20));
        let all: BTreeSet<&str> = sheets.iter().flat_map(keys).collect();
        let shared: BTreeSet<&str> = keys(&sheets[0]).intersection(&keys(&sheets[1])).copied().collect();
        assert_eq!((all.len(), shared.len()), (50, 20));
        assert_eq!(sheets.iter().map(|sheet| sheet.rows.len()).collect::<Vec<_>>(), [30, 30, 30]);
        assert!(coded(Overlap::All).iter().chain(&coded(Overlap::Some(99))).all(|sheet| sheet.rows.len() == 50));
    }

    #[test]
    fn every_coder_has_an_order_of_their_own_that_is_not_that_of_the_answers() {
        let sheets = coded(Overlap::All);
        let order = |sheet: &Sheet| sheet.rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>();
        let sorted: Vec<String> = (0..50).map(|i| format!("k{i:02}")).collect();
        assert!(order(&sheets[0]) != order(&sheets[1]) && order(&sheets[0]) != sorted);
        assert_eq!(order(&sheets[0]), order(&coded(Overlap::All)[0]), "the same every time");
    }

    #[test]
    fn a_suggestion_is_no_code() {
        let sheets = coded(Overlap::All);
        assert!(sheets[0].rows.iter().all(|row| row.suggested == ["docs"] && row.given.is_none()));
    }
}
