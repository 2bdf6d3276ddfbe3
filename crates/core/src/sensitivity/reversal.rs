//! Differences between two fields that reverse within the strata of a bias dimension.

use super::people::table_with;
use super::simpson::{COVERED, NOTABLE};
use super::{People, Range, Standardised, Stratum, standardise};
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
    /// p_first - p_second over all strata, and with both rows given everybody's mix of strata; however those are spread of whom
    /// the file does not tell row, stratum, or whether they are in the view.
    pub crude: Range,
    pub same_mix: Range,
    /// The crude difference with its interval (Newcombe); none where rows may share respondents, or are not told of all.
    pub interval: Option<Difference>,
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
        let people = People::perhaps(survey, view, table, &view.filter);
        let places = Places::of(&people, survey, view, dimension);
        for option in 0..people.answers.chosen.len() {
            let cells = places.cells(people.answers.base_of(option), &people.answers.chosen[option]);
            cells.reversals(least, |first, second, crude, same_mix, interval| {
                let interval = interval.filter(|_| !survey.dimensions()[view.rows].multiple);
                found.push(Reversal { option, first, second, dimension, crude, same_mix, interval });
            });
        }
    }
    let size = |r: &Reversal| r.crude.least().min(r.same_mix.least());
    found.sort_by(|a, b| size(b).total_cmp(&size(a)));
    found.truncate(MOST);
    found
}

/// The rows and strata of the classes.
struct Places {
    rows: usize,
    strata: usize,
    /// Class, stratum, and whether that is certain.
    stratum: Vec<(u32, u8, bool)>,
    /// Class and row, and whether that is certain.
    row: Vec<(u32, u8, bool)>,
    /// Class, row and stratum; several of a class that is, or may be, in several.
    cell: Vec<(u32, u8, u8, bool)>,
}

impl Places {
    fn of(people: &People, survey: &Survey, view: &View, strata: usize) -> Places {
        let members = view.filter.classes(people.table);
        let certain = |class: u32| members[people.classes[class as usize]] == Membership::In;
        let all = |dimension: usize| {
            let groups = people.groups(survey, dimension);
            let keeps = |c: u8| survey.dimensions()[dimension].multiple || view.filter.keeps(dimension, c.into());
            let members = groups.members.iter().map(|&(class, c)| (class, c, certain(class)));
            let perhaps = groups.maybe.iter().filter(|(_, c)| keeps(*c)).map(|&(class, c)| (class, c, false));
            members.chain(perhaps).collect::<Vec<_>>()
        };
        let (row, stratum) = (all(view.rows), all(strata));
        let mut strata_of = vec![Vec::new(); people.classes.len()];
        stratum.iter().for_each(|&(class, s, certain)| strata_of[class as usize].push((s, certain)));
        let cell = row.iter().flat_map(|&(class, r, in_row)| {
            strata_of[class as usize].iter().map(move |&(s, in_stratum)| (class, r, s, in_row && in_stratum))
        });
        let categories = |d: usize| survey.dimensions()[d].categories.len();
        Places { rows: categories(view.rows), strata: categories(strata), cell: cell.collect(), row, stratum }
    }

    /// Tabulates one option by row and stratum; `base` and `chosen` are `[class]`.
    fn cells(&self, base: &[u32], chosen: &[u32]) -> Cells {
        let none = Count::default();
        let mut cells = Cells {
            cells: vec![vec![none; self.strata]; self.rows],
            rows: vec![none; self.rows],
            standard: vec![none; self.strata],
        };
        let add = |count: &mut Count, class: u32, certain: bool| {
            let count = if certain { &mut count.certain } else { &mut count.possible };
            count.count += chosen[class as usize];
            count.base += base[class as usize];
        };
        self.stratum.iter().for_each(|&(class, s, certain)| add(&mut cells.standard[s as usize], class, certain));
        self.row.iter().for_each(|&(class, r, certain)| add(&mut cells.rows[r as usize], class, certain));
        for &(class, row, stratum, certain) in &self.cell {
            add(&mut cells.cells[row as usize][stratum as usize], class, certain);
        }
        cells
    }
}

/// Who certainly is somewhere, and who may be.
#[derive(Clone, Copy, Default)]
struct Count {
    certain: Proportion,
    possible: Proportion,
}

impl Count {
    fn is_exact(&self) -> bool {
        self.possible.base == 0
    }

    fn share(&self) -> Option<Range> {
        let (certain, possible) = (self.certain, self.possible);
        match super::bounds(certain.count, certain.base, possible.count, possible.base) {
            Some(bounds) => Some(Range { low: bounds.low, high: bounds.high }),
            None => certain.share().map(Range::exactly),
        }
    }
}

/// One option by row and stratum.
struct Cells {
    /// `[row][stratum]`.
    cells: Vec<Vec<Count>>,
    /// `[row]`.
    rows: Vec<Count>,
    /// Everybody, `[stratum]`.
    standard: Vec<Count>,
}

impl Cells {
    fn reversals(&self, least: u32, mut found: impl FnMut(usize, usize, Range, Range, Option<Difference>)) {
        for first in 0..self.cells.len() {
            for second in first + 1..self.cells.len() {
                let (a, b) = (&self.rows[first], &self.rows[second]);
                if a.certain.base < least || b.certain.base < least {
                    continue;
                }
                let pair =
                    [a, b].into_iter().chain(&self.cells[first]).chain(&self.cells[second]).chain(&self.standard);
                let (crude, same_mix, interval) = if pair.into_iter().all(Count::is_exact) {
                    let Some(told) = self.standardised(first, second, least) else { continue };
                    // What the reader sees is the difference over all strata, small ones too.
                    let (Some(p_a), Some(p_b)) = (a.certain.share(), b.certain.share()) else { continue };
                    let told = Standardised { crude: p_a - p_b, ..told };
                    if !told.is_reversed() {
                        continue;
                    }
                    (Range::exactly(told.crude), Range::exactly(told.difference), a.certain.minus(&b.certain))
                } else {
                    let (Some(p_a), Some(p_b)) = (a.share(), b.share()) else { continue };
                    let crude = p_a.minus(p_b);
                    let Some(same_mix) = self.same_mix(first, second, least) else { continue };
                    if crude.least() <= NOTABLE
                        || same_mix.least() <= NOTABLE
                        || (crude.low > 0.0) == (same_mix.low > 0.0)
                    {
                        continue;
                    }
                    (crude, same_mix, None)
                };
                found(first, second, crude, same_mix, interval);
            }
        }
    }

    fn standardised(&self, first: usize, second: usize, least: u32) -> Option<Standardised> {
        let enough = |cell: Proportion| if cell.base < least { Proportion::default() } else { cell };
        let strata: Vec<Stratum> = (self.standard.iter().enumerate())
            .map(|(s, standard)| Stratum {
                a: enough(self.cells[first][s].certain),
                b: enough(self.cells[second][s].certain),
                standard: f64::from(standard.certain.base),
            })
            .collect();
        standardise(&strata)
    }

    /// The standardised difference where some are not told; none unless strata that count for certain hold enough.
    fn same_mix(&self, first: usize, second: usize, least: u32) -> Option<Range> {
        // The difference within a stratum, and how many people of the standard are, and may be, in it.
        let mut strata: Vec<(Range, f64, f64)> = Vec::new();
        let (mut covered, mut others) = (0.0, 0.0);
        for (s, standard) in self.standard.iter().enumerate() {
            let (a, b) = (&self.cells[first][s], &self.cells[second][s]);
            let certain = f64::from(standard.certain.base);
            let possible = certain + f64::from(standard.possible.base);
            let counts = a.certain.base >= least && b.certain.base >= least;
            let may_count = a.certain.base + a.possible.base >= least && b.certain.base + b.possible.base >= least;
            if counts {
                covered += certain
            } else {
                others += possible
            }
            if may_count {
                strata.push((a.share()?.minus(b.share()?), if counts { certain } else { 0.0 }, possible));
            }
        }
        if covered < COVERED * (covered + others) || covered == 0.0 {
            return None;
        }
        let low = least_mean(strata.iter().map(|&(d, low, high)| (d.low, low, high)).collect());
        let high = -least_mean(strata.iter().map(|&(d, low, high)| (-d.high, low, high)).collect());
        Some(Range { low, high })
    }
}

/// The least mean of values whose weights lie between two ends each: the smallest weigh as much as they can, up to one of
/// them, the others as little.
fn least_mean(mut values: Vec<(f64, f64, f64)>) -> f64 {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mean = |heavy: usize| {
        let weights = values.iter().enumerate().map(|(i, &(x, low, high))| (x, if i < heavy { high } else { low }));
        let (sum, weight) = weights.fold((0.0, 0.0), |(sum, weight), (x, w)| (sum + x * w, weight + w));
        sum / weight
    };
    (0..=values.len()).map(mean).fold(f64::MAX, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// coba2022, skill as rows and kind of work as strata (see `simpson`), the others in a third row.
    #[test]
    fn a_reversal_between_two_rows_is_found_with_everybody_as_standard() {
        let known = |x, n| Count { certain: Proportion::of(x, n), possible: Proportion::default() };
        let row = |cells: [(u32, u32); 3]| cells.map(|(x, n)| known(x, n)).to_vec();
        let cells = Cells {
            cells: vec![
                row([(1, 7), (16, 53), (21, 44)]),
                row([(3, 19), (14, 40), (5, 7)]),
                row([(0, 0), (0, 0), (0, 0)]),
            ],
            rows: vec![known(38, 104), known(22, 66), known(0, 0)],
            standard: vec![known(0, 81), known(0, 322), known(0, 90)],
        };
        let mut found = Vec::new();
        cells.reversals(5, |first, second, _, same_mix, interval| found.push((first, second, same_mix, interval)));
        assert_eq!(found.iter().map(|f| (f.0, f.1)).collect::<Vec<_>>(), [(0, 1)]);
        assert!((found[0].2.low + 0.0771636243).abs() < 5e-11);
        // A difference of 3 points among 104 and 66 people: chance alone may explain it, and that is told.
        assert!(!found[0].3.unwrap().is_significant());
        // With at least 20 answers a stratum, only one is left, too few to say so.
        let mut none = true;
        cells.reversals(20, |_, _, _, _, _| none = false);
        assert!(none);
    }

    #[test]
    fn weights_between_two_ends_have_a_least_mean() {
        // The first weighs 1 to 3, the second 1: (3 * 0.1 + 0.5) / 4.
        assert!((least_mean(vec![(0.5, 1.0, 1.0), (0.1, 1.0, 3.0)]) - 0.2).abs() < 1e-12);
        assert!((least_mean(vec![(0.5, 1.0, 3.0), (0.1, 1.0, 1.0)]) - 0.3).abs() < 1e-12);
    }

    #[test]
    fn a_reversal_that_hangs_on_the_undetermined_is_not_told() {
        let known = |x, n| Count { certain: Proportion::of(x, n), possible: Proportion::default() };
        let mut cells = Cells {
            cells: vec![vec![known(1, 10), known(40, 90)], vec![known(18, 90), known(5, 10)]],
            rows: vec![known(41, 100), known(23, 100)],
            standard: vec![known(0, 100), known(0, 100)],
        };
        let found = |cells: &Cells| {
            let mut found = Vec::new();
            cells.reversals(5, |_, _, crude, same_mix, _| found.push((crude, same_mix)));
            found
        };
        assert_eq!(found(&cells).len(), 1);
        // One more may be in a cell: still true, as ranges; twenty more, and nobody knows.
        cells.cells[0][0].possible = Proportion::of(0, 1);
        cells.rows[0].possible = Proportion::of(0, 1);
        let told = found(&cells);
        assert!(told.len() == 1 && !told[0].1.is_exact(), "{told:?}");
        cells.cells[0][0].possible = Proportion::of(20, 20);
        cells.rows[0].possible = Proportion::of(20, 20);
        assert!(found(&cells).is_empty());
    }
}
