//! Which combinations of published numbers are about few people.
//!
//! An *atom* is everybody who shares a class in every table: no sum of published numbers can tell them apart.
//! The published number of a class is the sum of its atoms' numbers, for n and for every count alike. A *contrast*
//! is a sum of published numbers with any weights; it is about the atoms whose weights, added up over their classes, are
//! not 0. Where these are fewer than k people, it tells of them alone: 11 - 10 = 1 with two people in it says what
//! both answered. That one group's numbers can be computed is the special case that all its atoms have the weight 1.
//!
//! The search is exact. Take atoms whose columns are a basis, the most populous first: a contrast is given by its
//! weights on the basis, and those of k people or more have none. So it is given by the weights of a few small atoms of
//! the basis. Each other atom is a combination of these: its weight is 0, or its people count. (In the language of
//! matroids: the smallest cocircuit of the columns.)

use super::modular::{Echelon, add, inverse, invert, mul, sub};

/// People who share a class in every table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Atom {
    /// Their class in each table, numbered through all tables from 0.
    pub classes: Vec<usize>,
    pub n: u64,
}

/// A combination of published numbers that is about fewer than k people.
#[derive(Debug, PartialEq)]
pub(super) struct Contrast {
    /// Positions of its atoms, ascending.
    pub atoms: Vec<usize>,
    /// How many people these are.
    pub n: u64,
    /// The weight of each class; only whether two are equal has a meaning.
    pub weights: Vec<u64>,
}

/// The search gave up: there are more sets to try than is reasonable.
#[derive(Debug, PartialEq)]
pub(super) struct Undecided;

/// How many nodes of the search tree are visited at most.
const MOST_NODES: usize = 300_000;

/// Finds a contrast about fewer than `k` people, and at least one.
pub(super) fn determined(atoms: &[Atom], classes: usize, k: u64) -> Result<Option<Contrast>, Undecided> {
    let mut order: Vec<usize> = (0..atoms.len()).collect();
    order.sort_by(|&a, &b| (atoms[b].n, &atoms[a].classes).cmp(&(atoms[a].n, &atoms[b].classes)));
    let (mut echelon, mut basis, mut pivots) = (Echelon::new(), Vec::new(), Vec::new());
    let mut outside = Vec::new();
    for &atom in &order {
        let mut column = vec![0; classes];
        atoms[atom].classes.iter().for_each(|&class| column[class] = 1);
        match echelon.insert(column) {
            Some(pivot) => {
                basis.push(atom);
                pivots.push(pivot);
            }
            None => outside.push(atom),
        }
    }
    // The basis is in descending order of people: the small ones are its end.
    let first = basis.iter().position(|&atom| atoms[atom].n < k).unwrap_or(basis.len());
    let small = &basis[first..];
    if small.is_empty() {
        return Ok(None);
    }
    let row_of_class: Vec<Option<usize>> =
        (0..classes).map(|class| pivots.iter().position(|&pivot| pivot == class)).collect();
    let entry = |row: usize, atom: usize| u64::from(atoms[atom].classes.contains(&pivots[row]));
    let square = (0..basis.len()).map(|row| basis.iter().map(|&atom| entry(row, atom)).collect()).collect();
    let inverse = invert(square);
    // An atom outside the basis is a combination of it; only the part on the small ones matters.
    let mut dependents: Vec<Dependent> = Vec::new();
    for &atom in &outside {
        let rows: Vec<usize> = atoms[atom].classes.iter().filter_map(|&class| row_of_class[class]).collect();
        let factor = |i: usize| rows.iter().fold(0, |sum, &row| add(sum, inverse[first + i][row]));
        let factors: Vec<(usize, u64)> = (0..small.len()).map(|i| (i, factor(i))).filter(|&(_, f)| f != 0).collect();
        if !factors.is_empty() {
            dependents.push(Dependent { factors: scaled(factors), n: atoms[atom].n });
        }
    }
    dependents.sort_by(|a, b| a.factors.cmp(&b.factors));
    dependents.dedup_by(|next, kept| {
        let same = next.factors == kept.factors;
        kept.n += if same { next.n } else { 0 };
        same
    });
    let sizes: Vec<u64> = small.iter().map(|&atom| atoms[atom].n).collect();
    let Some(chosen) = Search::new(&sizes, &dependents, k).run()? else { return Ok(None) };
    let mut weights = vec![0; classes];
    for (row, &pivot) in pivots.iter().enumerate() {
        weights[pivot] = chosen.iter().fold(0, |sum, &(i, y)| add(sum, mul(y, inverse[first + i][row])));
    }
    let weight = |atom: &Atom| atom.classes.iter().fold(0, |sum, &class| add(sum, weights[class]));
    let group: Vec<usize> = (0..atoms.len()).filter(|&atom| weight(&atoms[atom]) != 0).collect();
    Ok(Some(Contrast { n: group.iter().map(|&atom| atoms[atom].n).sum(), atoms: group, weights }))
}

/// Atoms outside the basis that are multiples of one combination of its small atoms.
struct Dependent {
    /// (small atom of the basis, factor), ascending; the first factor is 1.
    factors: Vec<(usize, u64)>,
    n: u64,
}

/// The same combination with 1 as its first factor.
fn scaled(mut factors: Vec<(usize, u64)>) -> Vec<(usize, u64)> {
    let scale = inverse(factors[0].1);
    factors.iter_mut().for_each(|(_, factor)| *factor = mul(*factor, scale));
    factors
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Open,
    In,
    Out,
}

struct Search<'a> {
    /// People of the small atoms of the basis.
    sizes: &'a [u64],
    dependents: &'a [Dependent],
    /// For each small atom, the dependents that have it.
    having: Vec<Vec<usize>>,
    k: u64,
    /// Of each small atom: whether it has a weight.
    places: Vec<Place>,
    /// Those that have, in the order in which they were taken.
    chosen: Vec<usize>,
    settled: Vec<bool>,
    /// Dependents whose weight is to be 0, and which are not 0 by the others before them.
    zero: Vec<usize>,
    nodes: usize,
}

impl<'a> Search<'a> {
    fn new(sizes: &'a [u64], dependents: &'a [Dependent], k: u64) -> Search<'a> {
        let mut having = vec![Vec::new(); sizes.len()];
        for (d, dependent) in dependents.iter().enumerate() {
            dependent.factors.iter().for_each(|&(i, _)| having[i].push(d));
        }
        Search {
            sizes,
            dependents,
            having,
            k,
            places: vec![Place::Open; sizes.len()],
            chosen: Vec::new(),
            settled: vec![false; dependents.len()],
            zero: Vec::new(),
            nodes: 0,
        }
    }

    /// Weights, none of them 0, of some small atoms, so that a contrast is about fewer than k people.
    fn run(mut self) -> Result<Option<Vec<(usize, u64)>>, Undecided> {
        // Each atom in turn as the first that has a weight.
        for first in 0..self.sizes.len() {
            self.places[first] = Place::In;
            self.chosen.push(first);
            if self.extend(self.sizes[first])? {
                return Ok(Some(self.weights()));
            }
            self.chosen.pop();
            self.places[first] = Place::Out;
        }
        Ok(None)
    }

    /// Whether the atoms chosen, and perhaps others that are open, make a contrast about fewer than k people; `people`
    /// are those it is about so far.
    fn extend(&mut self, people: u64) -> Result<bool, Undecided> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(Undecided);
        }
        if people >= self.k || !self.can_do(people) {
            return Ok(false);
        }
        let Some(next) = self.next() else { return Ok(true) };
        let open: Vec<usize> =
            self.dependents[next].factors.iter().map(|&(i, _)| i).filter(|&i| self.is_open(i)).collect();
        if !open.is_empty() {
            let mut found = false;
            for &i in &open {
                self.places[i] = Place::In;
                self.chosen.push(i);
                found = self.extend(people + self.sizes[i])?;
                if found {
                    break;
                }
                self.chosen.pop();
                self.places[i] = Place::Out;
            }
            if !found {
                // None of them.
                found = self.extend(people)?;
            }
            if !found {
                open.iter().for_each(|&i| self.places[i] = Place::Open);
            }
            return Ok(found);
        }
        self.settled[next] = true;
        let row = self.row(next);
        let rows = self.echelon();
        let left = reduced(row, &rows);
        let found = if left.iter().all(|&f| f == 0) {
            self.extend(people)?
        } else {
            self.zero.push(next);
            let possible = !forces_a_zero(&self.echelon());
            let mut found = possible && self.extend(people)?;
            if !found {
                self.zero.pop();
                found = self.extend(people + self.dependents[next].n)?;
            }
            found
        };
        self.settled[next] = found;
        Ok(found)
    }

    fn is_open(&self, i: usize) -> bool {
        self.places[i] == Place::Open
    }

    /// An unsettled dependent of a chosen atom, with the fewest open atoms.
    fn next(&self) -> Option<usize> {
        let open = |d: usize| self.dependents[d].factors.iter().filter(|&&(i, _)| self.is_open(i)).count();
        let touched = self.chosen.iter().flat_map(|&i| &self.having[i]).copied().filter(|&d| !self.settled[d]);
        touched.min_by_key(|&d| (open(d), d))
    }

    /// Whether the people left suffice for the dependents that have one chosen atom only: such a one counts unless another
    /// of its atoms is chosen, too.
    fn can_do(&self, people: u64) -> bool {
        let mut left = self.k - 1 - people;
        let mut lone = 0;
        let mut helped: Vec<(usize, u64)> = Vec::new();
        for &i in &self.chosen {
            for &d in self.having[i].iter().filter(|&&d| !self.settled[d]) {
                let factors = &self.dependents[d].factors;
                if factors.iter().any(|&(other, _)| other != i && self.places[other] == Place::In) {
                    continue;
                }
                lone += self.dependents[d].n;
                helped
                    .extend(factors.iter().filter(|&&(j, _)| self.is_open(j)).map(|&(j, _)| (j, self.dependents[d].n)));
            }
        }
        if lone <= left {
            return true;
        }
        helped.sort_unstable();
        let mut help: Vec<(u64, u64)> = helped
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| (same.iter().map(|&(_, n)| n).sum(), self.sizes[same[0].0]))
            .collect();
        help.sort_unstable_by(|a, b| b.cmp(a));
        let least = help.iter().map(|&(_, size)| size).min().unwrap_or(0);
        for (helps, _) in help {
            if least > left {
                return false;
            }
            left -= least;
            lone = lone.saturating_sub(helps);
            if lone <= left {
                return true;
            }
        }
        false
    }

    /// The factors of a dependent on the chosen atoms.
    fn row(&self, dependent: usize) -> Vec<u64> {
        let factors = &self.dependents[dependent].factors;
        let of = |i: &usize| factors.binary_search_by_key(i, |&(j, _)| j).map_or(0, |at| factors[at].1);
        self.chosen.iter().map(of).collect()
    }

    /// What is to be 0, in reduced echelon form: (pivot, row).
    fn echelon(&self) -> Vec<(usize, Vec<u64>)> {
        let mut rows: Vec<(usize, Vec<u64>)> = Vec::new();
        for &d in &self.zero {
            let mut row = reduced(self.row(d), &rows);
            let Some(pivot) = row.iter().position(|&f| f != 0) else { continue };
            let scale = inverse(row[pivot]);
            row.iter_mut().for_each(|f| *f = mul(*f, scale));
            for (_, other) in &mut rows {
                let factor = other[pivot];
                other.iter_mut().zip(&row).for_each(|(o, &f)| *o = sub(*o, mul(factor, f)));
            }
            rows.push((pivot, row));
        }
        rows
    }

    /// Weights of the chosen atoms that satisfy what is to be 0, none of them 0.
    fn weights(&self) -> Vec<(usize, u64)> {
        let rows = self.echelon();
        // The free ones are powers of a number; for some number nothing that depends on them is 0.
        for base in 1_u64.. {
            let mut y = Vec::with_capacity(self.chosen.len());
            let mut power = 1;
            for _ in &self.chosen {
                y.push(power);
                power = mul(power, base);
            }
            for (pivot, row) in &rows {
                let rest = row.iter().zip(&y).enumerate().filter(|(at, _)| at != pivot);
                let rest = rest.filter(|(at, _)| !rows.iter().any(|(other, _)| other == at));
                y[*pivot] = sub(0, rest.fold(0, |sum, (_, (&f, &y))| add(sum, mul(f, y))));
            }
            if y.iter().all(|&y| y != 0) {
                return self.chosen.iter().copied().zip(y).collect();
            }
        }
        unreachable!("no atom is forced to be 0")
    }
}

/// A row less the multiples of `rows` that make it 0 at their pivots.
fn reduced(mut row: Vec<u64>, rows: &[(usize, Vec<u64>)]) -> Vec<u64> {
    for (pivot, other) in rows {
        let factor = row[*pivot];
        if factor != 0 {
            row.iter_mut().zip(other).for_each(|(r, &o)| *r = sub(*r, mul(factor, o)));
        }
    }
    row
}

/// Whether some atom alone has to be 0.
fn forces_a_zero(rows: &[(usize, Vec<u64>)]) -> bool {
    rows.iter().any(|(_, row)| row.iter().filter(|&&f| f != 0).count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two tables of two classes each: those of both first classes, of one of them, and of none.
    fn crossed(n: [u64; 4]) -> Vec<Atom> {
        let classes = [[0, 2], [0, 3], [1, 2], [1, 3]];
        classes
            .into_iter()
            .zip(n)
            .filter(|(_, n)| *n > 0)
            .map(|(classes, n)| Atom { classes: classes.to_vec(), n })
            .collect()
    }

    fn people(atoms: &[Atom], classes: usize, k: u64) -> Option<u64> {
        determined(atoms, classes, k).expect("small").map(|contrast| contrast.n)
    }

    #[test]
    fn two_people_apart_by_a_difference_are_found() {
        assert_eq!(people(&crossed([20, 1, 1, 20]), 4, 5), Some(2));
        assert_eq!(people(&crossed([20, 1, 4, 20]), 4, 5), None);
        assert_eq!(people(&crossed([20, 0, 2, 20]), 4, 5), Some(2), "one group is a contrast, too");
    }

    /// Three tables in which the only contrast about few people weighs one of them twice.
    #[test]
    fn a_contrast_may_weigh_one_person_twice() {
        let atom = |classes: &[usize], n: u64| Atom { classes: classes.to_vec(), n };
        // Weights: 1 for class 0, 1 for class 2, -1 for class 5.
        let atoms = [
            atom(&[0, 2, 4], 1),
            atom(&[0, 3, 4], 1),
            atom(&[1, 2, 4], 1),
            atom(&[0, 3, 5], 9),
            atom(&[1, 2, 5], 9),
            atom(&[1, 3, 4], 9),
        ];
        let found = determined(&atoms, 6, 4).expect("small").expect("a contrast");
        assert_eq!((found.n, found.atoms), (3, vec![0, 1, 2]));
    }
}
