//! Columns of numbers: the bands in which they can be published.

use super::{
    tally::Tally,
    words::{fold, says, terms},
};
use crate::numbers::{self, is_scale};

/// A column of numbers that is not a rating scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amounts {
    /// Lower bounds of all bands but the lowest, near the quartiles and rounded; empty if no two bands would hold
    /// enough people.
    pub bounds: Vec<f64>,
    /// Rows that hold something else.
    pub others: u64,
    /// Whether all of them are years of the calendar.
    pub years: bool,
}

/// Fewest rows in a proposed band.
const FEWEST_OF_A_BAND: u64 = 5;
/// Most distinct numbers that a form offers as options.
const MOST_OFFERED: usize = 12;

/// The numbers of a column that holds little else; none if they are a rating scale.
pub(super) fn amounts(header: &str, tally: &Tally) -> Option<Amounts> {
    let commas = has_decimal_commas(tally);
    let number = |cell: &str| if commas { numbers::read(cell, true).ok() } else { numbers::plain(cell) };
    let mut numbers: Vec<(f64, u64)> =
        tally.cells.iter().filter_map(|(cell, rows)| Some((number(cell)?, *rows))).collect();
    let rows: u64 = numbers.iter().map(|n| n.1).sum();
    numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut different: Vec<f64> = numbers.iter().map(|n| n.0).collect();
    different.dedup();
    // Many may have said that they would rather not; but no form offers so many numbers.
    let percent = if different.len() > MOST_OFFERED { 30 } else { 80 };
    if rows == 0 || rows * 100 < tally.filled * percent {
        return None;
    }
    if is_scale(&different) && !asks_an_amount(header) {
        return None;
    }
    let years = different.iter().all(|n| n.fract() == 0.0 && (1900.0..=2100.0).contains(n));
    Some(Amounts { bounds: bounds(&numbers, rows), others: tally.filled - rows, years })
}

/// Whether any cell is a number that can be read in two ways: `70,000`.
pub(super) fn is_ambiguous(tally: &Tally) -> bool {
    let commas = has_decimal_commas(tally);
    tally.cells.iter().any(|(cell, _)| numbers::read(cell, commas) == Err(numbers::NoNumber::Ambiguous))
}

/// Whether a question asks how much, not how well.
pub(super) fn asks_an_amount(header: &str) -> bool {
    says(header, "asks.amount").is_some() && says(header, "asks.rating").is_none()
}

/// Whether numbers that are no dimension are an answer to how much or how many, and may be published in bands.
pub(super) fn is_question(text: &str, amounts: &Amounts) -> bool {
    let personal = says(text, "private").is_some() || says(text, "age.noun").is_some();
    !personal && !amounts.years && !amounts.bounds.is_empty() && asks_an_amount(text)
}

/// Whether commas in a column's numbers are decimal: nearly all are such numbers, and what stands behind the commas is
/// what people write there, or before them more than a form offers as options. Codes of several answers (`1,2`) have
/// several commas at times, and any digit behind them.
pub(super) fn has_decimal_commas(tally: &Tally) -> bool {
    let is_number = |cell: &str| numbers::read(cell, true).is_ok();
    let fraction = |cell: &str| cell.split_once(',').map(|(_, rest)| rest.to_owned());
    let fractions: Vec<String> = tally.cells.iter().filter_map(|(cell, _)| fraction(cell)).collect();
    let usual = |fraction: &&String| fraction.len() > 1 || ["0", "5"].contains(&fraction.as_str());
    let wholes = || tally.cells.iter().filter_map(|(cell, _)| cell.split_once(',').map(|(whole, _)| whole));
    let are_usual = || fractions.iter().filter(usual).count() * 2 >= fractions.len();
    let are_many = || wholes().collect::<std::collections::BTreeSet<_>>().len() > MOST_OFFERED;
    !fractions.is_empty()
        && (are_usual() || are_many())
        && tally
            .cells
            .iter()
            .all(|(cell, _)| cell.matches(',').count() <= 1 || !cell.starts_with(|c: char| c.is_ascii_digit()))
        && tally.mostly(80, is_number)
}

/// Whether a column holds numbers that `prepare` cannot read as such: `70,000`, `25 years`.
pub(super) fn has_units(tally: &Tally) -> bool {
    let kinds = tally.cells.iter().filter(|(cell, _)| is_number_with_units(cell)).count();
    kinds > MOST_OFFERED && tally.mostly(80, is_number_with_units)
}

fn is_number_with_units(cell: &str) -> bool {
    let folded = fold(cell);
    let digits = folded.trim_start_matches(['€', '$', '£', '~', ' ']);
    let end = digits.find(|c: char| !c.is_ascii_digit() && !",.' ".contains(c)).unwrap_or(digits.len());
    let (number, unit) = (digits[..end].trim(), digits[end..].trim());
    // `1,2,3` may be three answers, `70,000` is one number, and so is `2.5`.
    let mut groups = number.split([',', '.', '\'', ' ']);
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let grouped = groups.next().is_some_and(is_digits) && groups.all(|group| group.len() == 3 && is_digits(group));
    (grouped || !unit.is_empty() && numbers::read(number, false).is_ok())
        && (unit.is_empty() || terms("unit.amount").iter().any(|term| term.text == unit))
}

/// Bounds near the quartiles, with one significant digit of how far those lie apart: 25 and 41 become 20 and 40.
///
/// `numbers` ascend; both ends and all between hold at least [`FEWEST_OF_A_BAND`] of the `rows`.
fn bounds(numbers: &[(f64, u64)], rows: u64) -> Vec<f64> {
    let quantile = |percent: u64| {
        let mut below = 0;
        let at = numbers.iter().find(|n| {
            below += n.1;
            below * 100 >= rows * percent
        });
        at.map_or(0.0, |n| n.0)
    };
    let range = numbers.last().map_or(0.0, |n| n.0) - numbers.first().map_or(0.0, |n| n.0);
    let quartiles = quantile(75) - quantile(25);
    let spread = if quartiles > 0.0 { quartiles } else { range };
    if !(spread > 0.0 && spread.is_finite()) {
        return Vec::new();
    }
    let digits = (spread / 2.0).log10().floor();
    let whole = numbers.iter().all(|n| n.0.fract() == 0.0);
    let digits = if whole { digits.max(0.0) } else { digits };
    let step = 10_f64.powf(digits);
    let decimals = (-digits).max(0.0) as usize;
    let rounded = |number: f64| format!("{:.decimals$}", (number / step).round() * step).parse().unwrap_or(number);
    let between =
        |from: f64, to: f64| -> u64 { numbers.iter().filter(|n| (from..to).contains(&n.0)).map(|n| n.1).sum() };
    let mut bounds: Vec<f64> = Vec::new();
    for bound in [25, 50, 75].map(|percent| rounded(quantile(percent))) {
        let last = bounds.last().copied().unwrap_or(f64::NEG_INFINITY);
        let enough = |count: u64| count >= FEWEST_OF_A_BAND;
        if bound.is_finite() && enough(between(last, bound)) && enough(between(bound, f64::INFINITY)) {
            bounds.push(bound);
        }
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(numbers: impl Iterator<Item = i32>) -> Tally {
        let cells: Vec<String> = numbers.map(|n| n.to_string()).collect();
        cells.iter().map(String::as_str).collect()
    }

    #[test]
    fn every_band_holds_people_and_both_ends_are_open() {
        let skewed = tally((0..100).map(|i| [1, 1, 1, 1, 1, 1, 2, 3, 4, 50][i % 10]));
        assert_eq!(amounts("Team size", &skewed).map(|a| a.bounds), Some(vec![3.0]));
        let same = tally((0..100).map(|_| 7));
        assert_eq!(amounts("Team size", &same).map(|a| a.bounds), Some(vec![]));
        let few = tally(0..6);
        assert_eq!(amounts("How many?", &few).map(|a| a.bounds), Some(vec![]));
        let shares: Vec<String> = (0..100).map(|i| format!("0.{i:02}")).collect();
        let shares: Tally = shares.iter().map(String::as_str).collect();
        assert_eq!(amounts("Share", &shares).map(|a| a.bounds), Some(vec![0.2, 0.5, 0.7]));
    }

    #[test]
    fn numbers_stay_numbers_where_many_would_rather_not_say() {
        let cells: Vec<String> =
            (0..90).map(|i| if i % 2 == 0 { "no answer".to_owned() } else { (20 + i / 2).to_string() }).collect();
        let ages = amounts("Age", &cells.iter().map(String::as_str).collect());
        assert_eq!(ages.map(|ages| (ages.bounds.len(), ages.others)), Some((3, 45)));
    }

    #[test]
    fn a_scale_is_none_unless_an_amount_is_asked() {
        let small = || tally((0..50).map(|i| 1 + i % 5));
        assert_eq!(amounts("How useful is it?", &small()), None);
        assert_eq!(amounts("On a scale of 1 to 5, how many problems have you had?", &small()), None);
        assert!(amounts("How many people are in your team?", &small()).is_some());
    }

    #[test]
    fn decimal_commas_are_told_from_codes_of_several_answers() {
        let hours = ["2,5", "7,25", "10", "12,5", "37,75"].repeat(12);
        let hours: Tally = hours.into_iter().collect();
        assert!(has_decimal_commas(&hours));
        assert_eq!(amounts("Stunden pro Woche", &hours).map(|a| (a.bounds.len(), a.others)), Some((3, 0)));
        let any: Vec<String> = (0..60).map(|i| format!("{},{}", 1 + i * 7 % 40, i % 10)).collect();
        let any: Tally = any.iter().map(String::as_str).collect();
        assert!(has_decimal_commas(&any));
        assert_eq!(amounts("Stunden pro Woche", &any).map(|a| (a.bounds.len(), a.others)), Some((3, 0)));
        let codes = ["1,2", "1", "3", "2,3", "1,4"].repeat(12);
        assert!(!has_decimal_commas(&codes.into_iter().collect()));
    }

    #[test]
    fn numbers_with_units_are_told_from_options() {
        let cells: Vec<String> = (0..40).map(|i| format!("{},{:03}", 20 + i, i)).collect();
        assert!(has_units(&cells.iter().map(String::as_str).collect()));
        let years: Vec<String> = (20..60).map(|i| format!("{i} years")).collect();
        assert!(has_units(&years.iter().map(String::as_str).collect()));
        assert!(!is_number_with_units("1,2,3") && !is_number_with_units("10-100") && !is_number_with_units("1000+"));
    }
}
