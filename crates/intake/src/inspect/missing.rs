//! Answers that count as no answer: `NA`, `-99`, "Prefer not to say".

use super::{labels, parts, tally::Tally, words};
use crate::numbers::{is_scale, plain};

/// Removes the answers that count as no answer from a column; returns them as written, with their rows.
pub(super) fn take(tally: &mut Tally) -> Vec<(String, u64)> {
    let codes = has_codes_of_two_letters(tally);
    let only_marks = tally.cells.iter().all(|(cell, _)| parts::says_yes_or_no(cell) || labels::is_general(cell));
    let is_sign = |cell: &str| !only_marks && tally.cells.len() > 1 && words::is(cell, "missing.signs");
    let sentinels = sentinels(tally);
    let none: Vec<String> = tally
        .cells
        .iter()
        .map(|(cell, _)| cell)
        .filter(|cell| {
            let word = words::is(cell, "missing") && !(codes && cell.len() == 2);
            word || is_sign(cell) || plain(cell).is_some_and(|number| sentinels.contains(&number))
        })
        .cloned()
        .collect();
    tally.take(|cell| none.iter().any(|known| known == cell))
}

/// Whether most of the other answers are codes like `EU` and `AS`, among which `NA` is a place.
fn has_codes_of_two_letters(tally: &Tally) -> bool {
    let is_code = |cell: &str| cell.len() == 2 && cell.bytes().all(|b| b.is_ascii_uppercase());
    let others = || tally.cells.iter().filter(|(cell, _)| cell != "NA");
    let codes = others().filter(|(cell, _)| is_code(cell)).count();
    codes >= 2 && codes * 2 > others().count()
}

/// Numbers that code no answer: negative ones of nines or eights where no other is negative, and large ones
/// beside the steps of a rating scale, or among words alone.
fn sentinels(tally: &Tally) -> Vec<f64> {
    const NEGATIVE: [f64; 9] = [-9.0, -8.0, -77.0, -88.0, -98.0, -99.0, -888.0, -999.0, -9999.0];
    const POSITIVE: [f64; 9] = [77.0, 88.0, 97.0, 98.0, 99.0, 888.0, 998.0, 999.0, 9999.0];
    let numbers: Vec<f64> = tally.cells.iter().filter_map(|(cell, _)| plain(cell)).collect();
    let (negative, rest): (Vec<f64>, Vec<f64>) = numbers.iter().partition(|number| NEGATIVE.contains(number));
    if !negative.is_empty() && tally.cells.len() > negative.len() && rest.iter().all(|&number| number >= 0.0) {
        return negative;
    }
    let (positive, rest): (Vec<f64>, Vec<f64>) = numbers.iter().partition(|number| POSITIVE.contains(number));
    let among_words = rest.is_empty() && tally.cells.len() > positive.len() * 2;
    let beside_scale = rest.len() >= 3 && is_scale(&rest);
    if among_words || beside_scale { positive } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(cells: &[&str]) -> Vec<String> {
        let mut tally: Tally = cells.iter().copied().collect();
        take(&mut tally).into_iter().map(|(cell, _)| cell).collect()
    }

    #[test]
    fn answers_that_are_none_are_told_from_answers() {
        assert_eq!(
            taken(&["Physics", "NA", "n/a", "Prefer not to say", "-", "\"\""]),
            ["NA", "n/a", "Prefer not to say", "-", "\"\""]
        );
        assert_eq!(taken(&["keine Angabe", "無回答", "不愿透露", "Prefiero no contestar", "Biologie"]).len(), 4);
        assert_eq!(taken(&["12", "40", "-99", "7"]), ["-99"]);
        assert_eq!(taken(&["1", "2", "3", "5", "99"]), ["99"]);
        assert_eq!(taken(&["Docs", "Memory", "999", "GPU", "nil"]), ["999", "nil"]);
        // A place, marks, amounts and a scale around 0.
        for answers in
            [&["EU", "NA", "AS", "SA"][..], &["x", "-"], &["12", "99", "57"], &["-9", "-3", "4"], &["None", "Go"]]
        {
            assert!(taken(answers).is_empty(), "{answers:?}");
        }
    }

    #[test]
    fn what_is_taken_out_is_no_longer_counted() {
        let mut tally: Tally = ["a", "NA", "a", "NA", "b"].into_iter().collect();
        assert_eq!(take(&mut tally), [("NA".to_owned(), 2)]);
        assert_eq!((tally.filled, tally.cells.len()), (3, 2));
    }
}
