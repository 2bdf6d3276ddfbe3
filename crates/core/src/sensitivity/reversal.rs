//! Differences between two fields that reverse within the strata of a bias dimension.

use super::people::table_with;
use super::{People, Standardised, Stratum, standardise};
use crate::estimate::{Difference, Proportion};
use crate::filter::Membership;
use crate::survey::{Survey, file::Role};
use crate::view::View;

/// At most this many reversals are returned, the largest.
const MOST: usize = 5;

/// An instance of Simpson's paradox: overall the first field wants an option more, but within the groups of a bias
/// dimension the second does, or the other way round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reversal {
    /// Position of the option among the view's columns.
    pub option: usize,
    /// Categories of the view's row dimension.
    pub first: usize,
    pub second: usize,
    /// Position of the bias dimension whose categories are the strata.
    pub dimension: usize,
    pub difference: Standardised,
    /// The crude difference with its interval (Newcombe); none where rows may share respondents.
    pub crude: Option<Difference>,
}

/// The reversals among all pairs of the view's rows, all options and all bias dimensions, largest first.
///
/// Rows and strata with fewer than `least` answers are left out. The standard population is everybody in the view,
/// whatever their field, so that all pairs are compared under one mix. Unweighted; a bias dimension that no table
/// holds together with the rows and filters is skipped.
pub fn reversals(survey: &Survey, view: &View, least: u32) -> Vec<Reversal> {
    let mut found = Vec::new();
    for dimension in (0..survey.dimensions().len()).filter(|&d| survey.dimensions()[d].role == Role::Bias) {
        if dimension == view.rows || survey.dimensions()[dimension].multiple {
            continue;
        }
        let Ok(table) = table_with(survey, view, &[view.rows, dimension]) else { continue };
        let people = People::of(survey, view, table, &view.filter, Membership::In);
        let places = Places::of(&people, survey, view.rows, dimension);
        for option in 0..people.answers.chosen.len() {
            let cells = places.cells(people.answers.base_of(option), &people.answers.chosen[option]);
            cells.reversals(least, |first, second, difference, crude| {
                let crude = crude.filter(|_| !survey.dimensions()[view.rows].multiple);
                found.push(Reversal { option, first, second, dimension, difference, crude });
            });
        }
    }
    let size = |r: &Reversal| r.difference.crude.abs().min(r.difference.difference.abs());
    found.sort_by(|a, b| size(b).total_cmp(&size(a)));
    found.truncate(MOST);
    found
}

/// The rows and strata of the classes.
struct Places {
    rows: usize,
    strata: usize,
    /// Class and stratum, for classes whose stratum is known.
    stratum: Vec<(u32, u8)>,
    /// Class, row and stratum, for classes whose row is known too; one entry per row of a class.
    cell: Vec<(u32, u8, u8)>,
}

impl Places {
    fn of(people: &People, survey: &Survey, rows: usize, strata: usize) -> Places {
        let (rows, strata) = (people.groups(survey, rows), people.groups(survey, strata));
        let mut stratum_of = vec![None; people.classes.len()];
        strata.members.iter().for_each(|&(class, stratum)| stratum_of[class as usize] = Some(stratum));
        let cell = |&(class, row): &(u32, u8)| Some((class, row, stratum_of[class as usize]?));
        Places {
            rows: rows.categories,
            strata: strata.categories,
            cell: rows.members.iter().filter_map(cell).collect(),
            stratum: strata.members,
        }
    }

    /// Tabulates one option by row and stratum; `base` and `chosen` are `[class]`.
    fn cells(&self, base: &[u32], chosen: &[u32]) -> Cells {
        let mut standard = vec![0.0; self.strata];
        for &(class, stratum) in &self.stratum {
            standard[stratum as usize] += f64::from(base[class as usize]);
        }
        let mut cells = vec![vec![Proportion::default(); self.strata]; self.rows];
        for &(class, row, stratum) in &self.cell {
            let cell = &mut cells[row as usize][stratum as usize];
            cell.count += chosen[class as usize];
            cell.base += base[class as usize];
        }
        Cells { cells, standard }
    }
}

/// One option by row and stratum.
struct Cells {
    /// `[row][stratum]`.
    cells: Vec<Vec<Proportion>>,
    /// Everybody, `[stratum]`.
    standard: Vec<f64>,
}

impl Cells {
    fn reversals(&self, least: u32, mut found: impl FnMut(usize, usize, Standardised, Option<Difference>)) {
        let total = |row: usize| {
            self.cells[row]
                .iter()
                .fold(Proportion::default(), |sum, cell| Proportion::of(sum.count + cell.count, sum.base + cell.base))
        };
        let enough = |cell: Proportion| if cell.base < least { Proportion::default() } else { cell };
        for first in 0..self.cells.len() {
            for second in first + 1..self.cells.len() {
                let (a, b) = (total(first), total(second));
                if a.base < least || b.base < least {
                    continue;
                }
                let strata: Vec<Stratum> = (self.standard.iter().enumerate())
                    .map(|(s, &standard)| Stratum {
                        a: enough(self.cells[first][s]),
                        b: enough(self.cells[second][s]),
                        standard,
                    })
                    .collect();
                let Some(standardised) = standardise(&strata) else { continue };
                // The difference that the reader sees is over all strata, small ones too.
                let (Some(p_a), Some(p_b)) = (a.share(), b.share()) else { continue };
                let standardised = Standardised { crude: p_a - p_b, ..standardised };
                if standardised.is_reversed() {
                    found(first, second, standardised, a.minus(&b));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// coba2022, skill as rows and kind of work as strata (see `simpson`), the others in a third row.
    #[test]
    fn a_reversal_between_two_rows_is_found_with_everybody_as_standard() {
        let row = |cells: [(u32, u32); 3]| cells.map(|(x, n)| Proportion::of(x, n)).to_vec();
        let cells = Cells {
            cells: vec![
                row([(1, 7), (16, 53), (21, 44)]),
                row([(3, 19), (14, 40), (5, 7)]),
                row([(0, 0), (0, 0), (0, 0)]),
            ],
            standard: vec![81.0, 322.0, 90.0],
        };
        let mut found = Vec::new();
        cells.reversals(5, |first, second, difference, crude| found.push((first, second, difference, crude)));
        assert_eq!(found.iter().map(|f| (f.0, f.1)).collect::<Vec<_>>(), [(0, 1)]);
        assert!((found[0].2.difference + 0.0771636243).abs() < 5e-11);
        // A difference of 3 points among 104 and 66 people: chance alone may explain it, and that is told.
        assert!(!found[0].3.unwrap().is_significant());
        // With at least 20 answers a stratum, only one is left, too few to say so.
        let mut none = true;
        cells.reversals(20, |_, _, _, _| none = false);
        assert!(none);
    }
}
