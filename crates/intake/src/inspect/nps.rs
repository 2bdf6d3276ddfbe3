//! Recognizes the question of the Net Promoter Score: how likely to recommend something, from 0 to 10.

use super::{tally::Tally, words};
use needs_core::survey::file::NPS_GROUPS;

/// The answers of a column that asks for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Nps {
    /// Answers that are more than a number (`10 - Extremely likely`), and the group of each.
    pub recode: Vec<(String, &'static str)>,
    /// Rows with something else.
    pub others: u64,
    pub smallest: u32,
}

/// Recognizes it by words of its header and by its numbers, of which one is 9 or 10.
pub(super) fn of(header: &str, tally: &Tally) -> Option<Nps> {
    words::says(header, "nps.phrase")?;
    let (mut recode, mut numbers, mut others) = (Vec::new(), Vec::new(), tally.uncounted);
    for (cell, rows) in &tally.cells {
        match (bare(cell), named(cell)) {
            (Some(number), _) => numbers.push(number),
            (None, Some(number)) => {
                numbers.push(number);
                recode.push((cell.clone(), group(number)));
            }
            (None, None) => others += rows,
        }
    }
    let (smallest, largest) = (*numbers.iter().min()?, *numbers.iter().max()?);
    let fits = largest >= 9 && numbers.len() >= 3 && others * 20 <= tally.filled;
    recode.sort_unstable();
    fits.then_some(Nps { recode, others, smallest })
}

/// Whether cells name the groups themselves, as Qualtrics writes beside the numbers.
pub(super) fn are_groups(tally: &Tally) -> bool {
    let is_group = |cell: &str| words::is(cell, "nps.groups");
    tally.uncounted == 0 && tally.cells.len() >= 2 && tally.cells.iter().all(|(cell, _)| is_group(cell))
}

fn bare(cell: &str) -> Option<u32> {
    let number = crate::numbers::plain(cell).filter(|number| number.fract() == 0.0 && (0.0..=10.0).contains(number))?;
    Some(number as u32)
}

/// `10 - Extremely likely`, `0 (not at all)`.
fn named(cell: &str) -> Option<u32> {
    let end = cell.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = cell.split_at(end);
    let number = number.parse().ok().filter(|number| *number <= 10)?;
    (rest.starts_with([' ', ':', '.', '(', '-', '=', '\u{ff08}']) && !rest.contains(|c: char| c.is_ascii_digit()))
        .then_some(number)
}

fn group(number: u32) -> &'static str {
    let [promoters, passives, detractors] = NPS_GROUPS;
    match number {
        9.. => promoters,
        7..=8 => passives,
        _ => detractors,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recommendation_from_0_to_10_is_told_by_words_and_numbers() {
        let numbers = ["10 - Extremely likely", "9", "7", "3", "0 - Not at all", "8"].repeat(5);
        let tally: Tally = numbers.into_iter().collect();
        for header in [
            "How likely are you to recommend us to a colleague?",
            "Würden Sie uns weiterempfehlen?",
            "Recommanderiez-vous ce logiciel ?",
            "この製品を同僚に勧めたいですか",
        ] {
            let nps = of(header, &tally).expect(header);
            assert_eq!(
                nps.recode,
                [("0 - Not at all".to_owned(), "detractors"), ("10 - Extremely likely".to_owned(), "promoters")]
            );
            assert_eq!((nps.others, nps.smallest), (0, 0));
        }
        assert_eq!(of("How many hours?", &tally), None);
        let five: Tally = ["1", "2", "3", "4", "5"].repeat(5).into_iter().collect();
        assert_eq!(of("How likely are you to recommend us?", &five), None);
    }

    #[test]
    fn groups_beside_the_numbers_are_told() {
        assert!(are_groups(&["Promoter", "Detractor", "Passive"].repeat(4).into_iter().collect()));
        assert!(!are_groups(&["Promoter", "Manager"].repeat(4).into_iter().collect()));
    }
}
