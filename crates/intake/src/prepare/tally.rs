//! Counts respondents by exact combination of categories.

use super::PrepareError;
use crate::{
    codebook::{CellError, LeftOut, Plan, Respondent, Uncounted},
    raw::Raw,
};
use needs_privacy::anonymize::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most distinct unreadable cells before reading stops.
const MOST_ERRORS: usize = 20;

/// Counts by exact combination; memory grows with the combinations, not with the rows.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Rows that are not empty.
    pub received: u32,
    /// Rows that each rule of the codebook left out, in the order of [`Plan`].
    pub left_out: Vec<u32>,
    /// By dimension or question: cells that were counted as no answer.
    pub(super) uncounted: BTreeMap<String, Uncounted>,
    pub consented: u32,
    places: HashMap<Box<[u64]>, usize>,
    /// `[combination]`.
    n: Vec<u32>,
    /// `[combination * width + column]`.
    counts: Vec<u32>,
    width: usize,
}

impl Tally {
    pub fn new(width: usize) -> Tally {
        Tally { width, ..Tally::default() }
    }

    /// Reads every row.
    ///
    /// # Errors
    /// At the first malformed row, or after the last row with every distinct unreadable cell.
    pub fn of(raw: &mut Raw, plan: &Plan) -> Result<Tally, PrepareError> {
        let mut tally = Tally::new(plan.layout.width);
        tally.left_out = vec![0; plan.rules.len()];
        let mut respondent = Respondent::default();
        let mut record = csv::StringRecord::new();
        let mut errors = Errors::default();
        while let Some(place) = raw.next(&mut record)? {
            tally.received = tally.received.checked_add(1).ok_or(PrepareError::TooMany)?;
            match plan.read(&record, &mut respondent) {
                Ok(Some(LeftOut::NoConsent)) => {}
                Ok(Some(LeftOut::ByRule(rule))) => tally.left_out[rule] += 1,
                Ok(None) => {
                    tally.consented += 1;
                    tally.add(&respondent.key, 1, |counts| {
                        respondent.increments.iter().for_each(|&column| counts[column] += 1);
                    });
                }
                Err(error) => {
                    if !errors.take(&raw.at(place), &raw.headers, error) {
                        break;
                    }
                }
            }
        }
        errors.into_result()?;
        let uncounted = plan.uncounted().filter(|(_, uncounted)| *uncounted != Uncounted::default());
        tally.uncounted = uncounted.map(|(name, uncounted)| (name.to_owned(), uncounted)).collect();
        Ok(tally)
    }

    /// Adds the respondents of another file of the survey, read by a plan of the same dimensions and questions.
    ///
    /// # Errors
    /// If there are more respondents than can be counted.
    pub fn merge(&mut self, other: Tally) -> Result<(), PrepareError> {
        debug_assert_eq!(self.width, other.width, "plans of the same questions");
        self.received = self.received.checked_add(other.received).ok_or(PrepareError::TooMany)?;
        self.consented += other.consented;
        self.left_out.iter_mut().zip(&other.left_out).for_each(|(sum, n)| *sum += n);
        for (name, uncounted) in other.uncounted {
            let sum = self.uncounted.entry(name).or_default();
            sum.passed_over += uncounted.passed_over;
            sum.contradictions += uncounted.contradictions;
            sum.unasked += uncounted.unasked;
        }
        for (key, place) in &other.places {
            let counts = &other.counts[place * other.width..][..other.width];
            self.add(key, other.n[*place], |sums| sums.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n));
        }
        Ok(())
    }

    /// Adds `n` respondents of a combination; `add` adds to its counts.
    pub(super) fn add(&mut self, key: &[u64], n: u32, add: impl FnOnce(&mut [u32])) {
        let place = match self.places.get(key) {
            Some(&place) => place,
            None => {
                let place = self.n.len();
                self.places.insert(key.into(), place);
                self.n.push(0);
                self.counts.resize(self.counts.len() + self.width, 0);
                place
            }
        };
        self.n[place] += n;
        add(&mut self.counts[place * self.width..][..self.width]);
    }

    /// Each combination of category sets (one per dimension) with its respondents, in arbitrary order.
    pub fn cells(&self) -> impl Iterator<Item = (&[u64], u32)> {
        self.places.iter().map(|(key, &place)| (&**key, self.n[place]))
    }

    pub fn respondents(&self) -> u32 {
        self.n.iter().sum()
    }

    /// Whether any respondent is in a category of `set` along a dimension.
    pub(super) fn any_in(&self, dimension: usize, set: u64) -> bool {
        self.places.keys().any(|key| key[dimension] & set != 0)
    }

    /// The combinations in the order of their keys, so that the order of the rows is lost.
    pub(super) fn into_cells(self) -> Vec<Cell> {
        let mut places: Vec<(Box<[u64]>, usize)> = self.places.into_iter().collect();
        places.sort_unstable();
        let cell = |(key, place): (Box<[u64]>, usize)| Cell {
            key: key.into_vec(),
            n: self.n[place],
            counts: self.counts[place * self.width..][..self.width].to_vec(),
        };
        places.into_iter().map(cell).collect()
    }
}

/// Distinct unreadable cells.
#[derive(Default)]
pub(crate) struct Errors {
    seen: BTreeSet<(usize, String)>,
    told: Vec<String>,
    more: bool,
}

impl Errors {
    /// Adds a cell; false if there are too many to go on.
    pub fn take(&mut self, place: &str, headers: &crate::raw::Headers, error: CellError) -> bool {
        if !self.seen.insert((error.column, error.value.clone())) {
            return true;
        }
        if self.told.len() == MOST_ERRORS {
            self.more = true;
            return false;
        }
        let name = match headers.name(error.column) {
            "" => format!("#{}", error.column + 1),
            name => format!("\"{name}\" (#{})", error.column + 1),
        };
        let value = shortened(&error.value);
        self.told.push(format!("{place}, column {name}: \"{value}\": {}", error.problem));
        true
    }

    /// Adds the problem of a whole row; false if there are too many to go on.
    pub fn take_row(&mut self, place: &str, problem: &str) -> bool {
        if self.told.len() == MOST_ERRORS {
            self.more = true;
            return false;
        }
        self.told.push(format!("{place}: {problem}"));
        true
    }

    pub fn into_result(self) -> Result<(), PrepareError> {
        if self.told.is_empty() { Ok(()) } else { Err(PrepareError::Cells { cells: self.told, more: self.more }) }
    }
}

/// A value for messages: on one line, and cut if it is long.
fn shortened(value: &str) -> String {
    let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(80).collect();
    if value.chars().nth(80).is_some() { format!("{line}...") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_come_in_the_order_of_their_keys_whatever_the_order_of_rows() {
        let rows = [[2, 1], [1, 2], [2, 1]];
        let tally = |order: &[usize]| {
            let mut tally = Tally::new(1);
            order.iter().for_each(|&i| tally.add(&rows[i], 1, |counts| counts[0] += 1));
            tally.into_cells()
        };
        assert_eq!(tally(&[0, 1, 2]), tally(&[1, 2, 0]));
        assert_eq!(tally(&[0, 1, 2])[1], Cell { key: vec![2, 1], n: 2, counts: vec![2] });
    }

    #[test]
    fn two_files_give_the_same_as_their_rows_in_one() {
        let tally = |rows: &[[u64; 2]]| {
            let mut tally = Tally::new(1);
            rows.iter().for_each(|row| tally.add(row, 1, |counts| counts[0] += 1));
            tally
        };
        let mut first = tally(&[[2, 1], [1, 2]]);
        first.merge(tally(&[[2, 1], [4, 4]])).expect("few");
        assert_eq!(first.into_cells(), tally(&[[2, 1], [1, 2], [2, 1], [4, 4]]).into_cells());
    }

    #[test]
    fn the_same_value_is_told_once() {
        let headers = crate::raw::Headers::from_names(["Region"]);
        let error = |value: &str| CellError { column: 0, value: value.to_owned(), problem: "unknown".to_owned() };
        let mut errors = Errors::default();
        for value in ["Nrth", "Nrth", "a\nb"] {
            assert!(errors.take("row 2", &headers, error(value)));
        }
        let told = errors.into_result().expect_err("two").to_string();
        assert_eq!(
            told,
            "row 2, column \"Region\" (#1): \"Nrth\": unknown\nrow 2, column \"Region\" (#1): \"a b\": unknown"
        );
    }
}
