//! Searches for contrasts about few people ([`super::determined`]) among linearly dependent atoms.
//!
//! A contrast is given by its weights on a basis of the atoms, of which it touches fewer than k people; every other atom is
//! a combination of the basis, so its weight is 0 or its people count as well. Disjoint bases share these people: with
//! k = 5, a contrast that touches more than two people of the first basis touches at most one of the second. So only small
//! sets are tried on each basis (the Brouwer-Zimmermann algorithm for lightest words of a code).

use super::modular::{Echelon, Sparse, add, inverse, mul, sub};

/// Connected atoms.
#[derive(Debug)]
pub(super) struct Part {
    pub n: u64,
    /// The atom as a combination of independent ones, which are numbered from 0.
    pub column: Sparse,
}

pub(super) struct Contrasts {
    /// The weights on the independent atoms, of some contrasts, unless there is none.
    pub contrasts: Vec<Vec<u64>>,
    /// Whether the search was exhaustive.
    pub complete: bool,
}

/// Most steps of one search, a fraction of a second.
const MOST_STEPS: u64 = 10_000_000;

/// Contrasts about fewer than `k` people, taking as many as `budget` steps from it. The most populous atoms come first;
/// `rank` of them are independent.
pub(super) fn contrasts(atoms: &[Part], rank: usize, k: u64, budget: &mut u64) -> Contrasts {
    let families = families(atoms, rank, k as usize);
    let mut complete = true;
    for (family, most) in families.iter().zip(shares(&families, k)) {
        let basis = Basis::of(atoms, rank, family);
        let mut search = Search::new(&basis, most, k, MOST_STEPS.min(*budget));
        complete &= search.run().is_ok();
        *budget = budget.saturating_sub(search.steps);
        if !search.found.is_empty() {
            let contrasts = search.found.iter().map(|weights| basis.on_independent(rank, weights)).collect();
            return Contrasts { contrasts, complete: true };
        }
    }
    Contrasts { contrasts: Vec::new(), complete }
}

/// How many people of its own atoms are to be tried on each family, so that nothing is left out and as few sets as can be
/// are tried. What is not found so is about one more of each, and these are k together.
fn shares(families: &[Family], k: u64) -> Vec<u64> {
    let k = k as usize;
    // The fewest sets to try on the families from one on, and the share of that one, if so many people are left.
    let mut best: Vec<Vec<(f64, usize)>> = vec![vec![(f64::INFINITY, 0); k + 1]; families.len() + 1];
    best.iter_mut().for_each(|of| of[0] = (0.0, 0));
    for (at, family) in families.iter().enumerate().rev() {
        for left in 1..=k {
            let with = |more: usize| (family.tries(more as u64 - 1, k as u64 - 1) + best[at + 1][left - more].0, more);
            let least = (1..=left).map(with).min_by(|a, b| a.0.total_cmp(&b.0));
            best[at][left] = least.expect("one at least is left");
        }
    }
    let mut left = k;
    let mut shares = Vec::new();
    while left > 0 {
        let more = best[shares.len()][left].1;
        shares.push(more as u64 - 1);
        left -= more;
    }
    shares
}

/// Factors that are kept in a table of all; 16 megabytes.
const MOST_DENSE: usize = 2_000_000;

/// Independent atoms, without an atom of another family, and what completes them to a basis.
struct Family {
    own: Vec<usize>,
    others: Vec<usize>,
}

impl Family {
    /// How many sets of `most` atoms there are, or fewer, with `own` of its own at most.
    fn tries(&self, own: u64, most: u64) -> f64 {
        // Binomial coefficients.
        let sets = |of: usize, many: u64| {
            (0..many).fold(1.0, |sets, i| sets * (of as f64 - i as f64).max(0.0) / (i as f64 + 1.0))
        };
        let with = |own: u64| {
            sets(self.own.len(), own) * (0..=most - own).map(|others| sets(self.others.len(), others)).sum::<f64>()
        };
        (0..=own.min(most)).map(with).sum()
    }
}

fn families(atoms: &[Part], rank: usize, most: usize) -> Vec<Family> {
    let mut left: Vec<usize> = (0..atoms.len()).collect();
    let mut families = Vec::new();
    while !left.is_empty() && families.len() < most {
        let mut echelon = Echelon::new(rank);
        let (own, rest): (Vec<usize>, Vec<usize>) =
            left.iter().partition(|&&atom| echelon.insert(atoms[atom].column.iter().copied(), None));
        let is_own = |atom: &usize| own.binary_search(atom).is_ok();
        let complete = (0..atoms.len()).filter(|atom| !is_own(atom));
        let others =
            complete.filter(|&atom| echelon.rank() < rank && echelon.insert(atoms[atom].column.iter().copied(), None));
        families.push(Family { others: others.collect(), own });
        left = rest;
    }
    families
}

/// A basis, and all other atoms as combinations of it.
struct Basis {
    echelon: Echelon,
    /// How many of the first are the family's own.
    own: usize,
    /// People of each atom of the basis.
    n: Vec<u64>,
    /// The same with all who are multiples of it.
    sizes: Vec<u64>,
    /// The fewest people of an atom of the basis.
    least: u64,
    dependents: Vec<Dependent>,
    /// Their factors, `[dependent * basis + atom]`; empty if they are too many.
    dense: Vec<u64>,
    /// For each atom of the basis, the dependents that have it.
    having: Vec<Vec<usize>>,
}

/// Atoms outside the basis that are multiples of one combination of it.
struct Dependent {
    /// (atom of the basis, factor), ascending, at least two; the first factor is 1.
    factors: Sparse,
    n: u64,
}

impl Basis {
    fn of(atoms: &[Part], rank: usize, family: &Family) -> Basis {
        let basis: Vec<usize> = family.own.iter().chain(&family.others).copied().collect();
        let mut echelon = Echelon::new(rank);
        for (name, &atom) in basis.iter().enumerate() {
            echelon.insert(atoms[atom].column.iter().copied(), Some(name));
        }
        let n: Vec<u64> = basis.iter().map(|&atom| atoms[atom].n).collect();
        let mut sizes = n.clone();
        let mut dependents = Vec::new();
        let mut is_basis = vec![false; atoms.len()];
        basis.iter().for_each(|&atom| is_basis[atom] = true);
        for (atom, _) in is_basis.iter().enumerate().filter(|(_, is)| !**is) {
            let factors = echelon.combination(atoms[atom].column.iter().copied()).expect("the basis is complete");
            match factors.as_slice() {
                [] => {}
                [(name, _)] => sizes[*name] += atoms[atom].n,
                _ => dependents.push(Dependent { factors: scaled(factors), n: atoms[atom].n }),
            }
        }
        dependents.sort_by(|a, b| a.factors.cmp(&b.factors));
        dependents.dedup_by(|next, kept| {
            let same = next.factors == kept.factors;
            kept.n += if same { next.n } else { 0 };
            same
        });
        let entries = dependents.len() * basis.len();
        let mut dense = vec![0; if entries > MOST_DENSE { 0 } else { entries }];
        let mut having = vec![Vec::new(); basis.len()];
        for (d, dependent) in dependents.iter().enumerate() {
            for &(i, factor) in &dependent.factors {
                having[i].push(d);
                if let Some(entry) = dense.get_mut(d * basis.len() + i) {
                    *entry = factor;
                }
            }
        }
        let least = n.iter().copied().min().unwrap_or(0);
        Basis { echelon, own: family.own.len(), n, sizes, least, dependents, dense, having }
    }

    /// The factor of a dependent on an atom of the basis.
    fn factor(&self, dependent: usize, i: usize) -> u64 {
        if let Some(&factor) = self.dense.get(dependent * self.n.len() + i) {
            return factor;
        }
        let factors = &self.dependents[dependent].factors;
        factors.binary_search_by_key(&i, |&(j, _)| j).map_or(0, |at| factors[at].1)
    }

    /// Weights of the basis as weights of the independent atoms.
    fn on_independent(&self, rank: usize, weights: &[(usize, u64)]) -> Vec<u64> {
        let mut echelon = self.echelon.clone();
        let mut all = vec![0; self.n.len()];
        weights.iter().for_each(|&(i, weight)| all[i] = weight);
        let weight = |name: usize| {
            let parts = echelon.combination([(name, 1)]).expect("the basis is complete");
            parts.iter().fold(0, |sum, &(i, part)| add(sum, mul(part, all[i])))
        };
        (0..rank).map(weight).collect()
    }
}

/// The same combination with 1 as its first factor.
fn scaled(mut factors: Sparse) -> Sparse {
    let scale = inverse(factors[0].1);
    factors.iter_mut().for_each(|(_, factor)| *factor = mul(*factor, scale));
    factors
}

/// There are too many combinations to try.
struct GivenUp;

/// So many atoms are sooner filtered than tried one by one.
const WORTH_A_FILTER: usize = 8;

/// Weights of some atoms of the basis, none of them 0.
type Weights = Vec<(usize, u64)>;

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Open,
    In,
    Out,
}

struct Search<'a> {
    basis: &'a Basis,
    /// People of the family's own atoms at most.
    most: u64,
    k: u64,
    /// Of each atom of the basis: whether it has a weight.
    places: Vec<Place>,
    /// Those that have, in the order in which they were taken.
    chosen: Vec<usize>,
    /// People of the family's own atoms among them.
    own: u64,
    /// People of all of them.
    people: u64,
    /// Of each dependent, how many of its atoms are chosen.
    has: Vec<u32>,
    /// People of the dependents that have one: these count whatever its weight.
    lone: u64,
    steps: u64,
    most_steps: u64,
    found: Vec<Weights>,
}

impl<'a> Search<'a> {
    fn new(basis: &'a Basis, most: u64, k: u64, most_steps: u64) -> Search<'a> {
        Search {
            basis,
            most,
            k,
            places: vec![Place::Open; basis.n.len()],
            chosen: Vec::new(),
            own: 0,
            people: 0,
            has: vec![0; basis.dependents.len()],
            lone: 0,
            steps: 0,
            most_steps,
            found: Vec::new(),
        }
    }

    /// Each atom in turn as the first that has a weight; one contrast of each.
    fn run(&mut self) -> Result<(), GivenUp> {
        for first in 0..self.basis.n.len() {
            if self.fits(first) {
                self.take(first);
                let found = self.extend()?;
                self.found.extend(found);
                self.give_back();
            }
            self.places[first] = Place::Out;
        }
        Ok(())
    }

    /// Whether an atom may still be taken.
    fn fits(&self, i: usize) -> bool {
        self.places[i] == Place::Open
            && self.people + self.basis.sizes[i] < self.k
            && (i >= self.basis.own || self.own + self.basis.n[i] <= self.most)
    }

    fn take(&mut self, i: usize) {
        self.places[i] = Place::In;
        self.chosen.push(i);
        self.people += self.basis.sizes[i];
        self.own += if i < self.basis.own { self.basis.n[i] } else { 0 };
        self.steps += self.basis.having[i].len() as u64;
        for &d in &self.basis.having[i] {
            self.has[d] += 1;
            match self.has[d] {
                1 => self.lone += self.basis.dependents[d].n,
                2 => self.lone -= self.basis.dependents[d].n,
                _ => {}
            }
        }
    }

    /// Undoes the last take.
    fn give_back(&mut self) {
        let i = self.chosen.pop().expect("one was taken");
        self.places[i] = Place::Open;
        self.people -= self.basis.sizes[i];
        self.own -= if i < self.basis.own { self.basis.n[i] } else { 0 };
        for &d in &self.basis.having[i] {
            self.has[d] -= 1;
            match self.has[d] {
                0 => self.lone -= self.basis.dependents[d].n,
                1 => self.lone += self.basis.dependents[d].n,
                _ => {}
            }
        }
    }

    /// Weights of the chosen atoms, and perhaps of others that are open, which make a contrast about fewer than k people.
    fn extend(&mut self) -> Result<Option<Weights>, GivenUp> {
        self.steps += 1;
        if self.steps > self.most_steps {
            return Err(GivenUp);
        }
        let left = self.k - 1 - self.people;
        if self.lone <= left
            && let Some(zero) = self.vanishing(left, Rows::new(self.chosen.len()), false)
        {
            return Ok(Some(self.weights(&zero)));
        }
        let more = self.candidates(left);
        let filter = if more.len() < WORTH_A_FILTER { None } else { self.filter(left) };
        let mut found = None;
        for &i in &more {
            found = match &filter {
                _ if !self.is_last(i, left) => self.extend_by(i)?,
                Some(filter) if !self.passes(filter, i) => None,
                _ => self.complete(i, left),
            };
            if found.is_some() {
                break;
            }
            self.places[i] = Place::Out;
        }
        more.iter().for_each(|&i| self.places[i] = Place::Open);
        Ok(found)
    }

    fn extend_by(&mut self, i: usize) -> Result<Option<Weights>, GivenUp> {
        self.take(i);
        let found = self.extend();
        self.give_back();
        found
    }

    /// Whether none fits any more once `i` is taken.
    fn is_last(&self, i: usize, left: u64) -> bool {
        let basis = self.basis;
        let own = self.own + if i < basis.own { basis.n[i] } else { 0 };
        left < basis.sizes[i] + basis.least || basis.own == basis.n.len() && own + basis.least > self.most
    }

    /// A test that every last atom passes that completes the chosen ones to a contrast; none if there is no such test.
    ///
    /// Of a group of dependents, as many as are chosen and one more, multiples add up to 0 for each chosen atom. They do for
    /// the last one, too, if all of the group are 0 in the contrast. Of some groups one is so: not all can be hit.
    fn filter(&mut self, left: u64) -> Option<Vec<Vec<(usize, u64)>>> {
        let (basis, width) = (self.basis, self.chosen.len());
        if basis.dense.is_empty() {
            return None;
        }
        let mut dependents = basis.having[self.chosen[0]].iter();
        let group = |_| {
            // Factors, and behind them of which rows they are a combination.
            let mut rows = Rows::new(2 * width + 1);
            let mut group = Vec::with_capacity(width + 1);
            for &d in dependents.by_ref() {
                let mut row = vec![0; 2 * width + 1];
                self.chosen.iter().zip(&mut row).for_each(|(&i, f)| *f = basis.factor(d, i));
                row[width + group.len()] = 1;
                group.push(d);
                rows.reduce(&mut row);
                if row[..width].iter().all(|&f| f == 0) {
                    return Some(group.into_iter().zip(row[width..].iter().copied()).collect());
                }
                rows.push(&row);
            }
            None
        };
        let groups = left.saturating_sub(basis.least) + 1;
        self.steps += 4 * groups * (width * width) as u64;
        (0..groups).map(group).collect()
    }

    fn passes(&mut self, filter: &[Vec<(usize, u64)>], i: usize) -> bool {
        let basis = self.basis;
        self.steps += filter.len() as u64;
        filter.iter().any(|group| group.iter().fold(0, |sum, &(d, f)| add(sum, mul(f, basis.factor(d, i)))) == 0)
    }

    /// Weights of the chosen atoms and of `last`, as [`Search::extend`] gives them; without the work of taking it.
    fn complete(&mut self, last: usize, left: u64) -> Option<Weights> {
        self.chosen.push(last);
        let zero = self.vanishing(left - self.basis.sizes[last], Rows::new(self.chosen.len()), true);
        let weights = zero.map(|zero| self.weights(&zero));
        self.chosen.pop();
        weights
    }

    /// Open atoms of which one is in every larger contrast that is worth a look: one that shares no dependent with the
    /// chosen ones falls apart into two, and if the dependents that have one chosen atom only are too many people, another
    /// atom must help some of them.
    fn candidates(&mut self, left: u64) -> Vec<usize> {
        let own_only = self.basis.own == self.basis.n.len();
        if self.basis.least > left || own_only && self.own + self.basis.least > self.most {
            return Vec::new();
        }
        self.steps += self.basis.n.len() as u64;
        let mut candidates = Vec::new();
        let mut open: Vec<bool> = (0..self.basis.n.len()).map(|i| self.fits(i)).collect();
        let all = open.iter().filter(|&&open| open).count();
        let mut lone = 0;
        'chosen: for &i in &self.chosen {
            for &d in &self.basis.having[i] {
                if self.lone > left {
                    if self.has[d] > 1 {
                        continue;
                    }
                    lone += self.basis.dependents[d].n;
                }
                let factors = &self.basis.dependents[d].factors;
                self.steps += factors.len() as u64;
                for &(j, _) in factors {
                    if std::mem::take(&mut open[j]) {
                        candidates.push(j);
                    }
                }
                if lone > left || candidates.len() == all {
                    break 'chosen;
                }
            }
        }
        candidates.sort_unstable();
        candidates
    }

    /// Factors of dependents that are to be 0 so that all others are at most `left` people, and so that no chosen atom must
    /// be 0. Where those that have one chosen atom are not counted, they are looked at as well (`all`).
    fn vanishing(&mut self, left: u64, zero: Rows, all: bool) -> Option<Rows> {
        // The first whose people are too many together: one of them is 0.
        let mut first = Rows::new(self.chosen.len());
        let mut people = if all { 0 } else { self.lone };
        let basis = self.basis;
        let mut row = vec![0; self.chosen.len()];
        'chosen: for at in 0..self.chosen.len() {
            for &d in &basis.having[self.chosen[at]] {
                self.steps += 1;
                if !all && self.has[d] == 1 {
                    continue;
                }
                self.chosen.iter().zip(&mut row).for_each(|(&i, f)| *f = basis.factor(d, i));
                self.steps += row.len() as u64;
                // Each once.
                if row[..at].iter().any(|&f| f != 0) {
                    continue;
                }
                zero.reduce(&mut row);
                if row.iter().any(|&f| f != 0) {
                    first.push(&row);
                    people += basis.dependents[d].n;
                    if people > left {
                        break 'chosen;
                    }
                }
            }
        }
        if people <= left {
            return Some(zero);
        }
        first.rows().find_map(|row| {
            let zero = zero.with(row);
            if zero.forces_a_zero() { None } else { self.vanishing(left, zero, all) }
        })
    }

    /// Weights of the chosen atoms for which these rows are 0, none of them 0.
    fn weights(&self, zero: &Rows) -> Weights {
        let pivots: Vec<usize> = zero.rows().map(Rows::pivot).collect();
        // The free ones are powers of a number; for some number nothing that depends on them is 0.
        for base in 1_u64.. {
            let mut y = Vec::with_capacity(self.chosen.len());
            let mut power = 1;
            for _ in &self.chosen {
                y.push(power);
                power = mul(power, base);
            }
            for (row, &pivot) in zero.rows().zip(&pivots) {
                let free = (0..row.len()).filter(|at| !pivots.contains(at));
                let sum = free.fold(0, |sum, at| add(sum, mul(row[at], y[at])));
                y[pivot] = mul(sub(0, sum), inverse(row[pivot]));
            }
            if y.iter().all(|&y| y != 0) {
                return self.chosen.iter().copied().zip(y).collect();
            }
        }
        unreachable!("no atom is forced to be 0")
    }
}

/// Rows one after the other. Those to be 0 are in reduced echelon form: the first entry of each, its pivot, is 0 in all
/// others.
struct Rows {
    width: usize,
    entries: Vec<u64>,
}

impl Rows {
    fn new(width: usize) -> Rows {
        Rows { width, entries: Vec::new() }
    }

    fn rows(&self) -> impl Iterator<Item = &[u64]> {
        self.entries.chunks_exact(self.width)
    }

    fn push(&mut self, row: &[u64]) {
        self.entries.extend_from_slice(row);
    }

    fn pivot(row: &[u64]) -> usize {
        row.iter().position(|&f| f != 0).expect("the row is not 0")
    }

    /// The same with one more, which is reduced and not 0.
    fn with(&self, row: &[u64]) -> Rows {
        let pivot = Rows::pivot(row);
        let mut all = Rows { width: self.width, entries: Vec::with_capacity(self.entries.len() + self.width) };
        all.push(&self.entries);
        all.entries.chunks_exact_mut(self.width).for_each(|other| less(other, pivot, row));
        all.push(row);
        all
    }

    /// Makes of a row a multiple less the multiples of these that make it 0 at their pivots, in turn.
    fn reduce(&self, row: &mut [u64]) {
        self.rows().for_each(|other| less(row, Rows::pivot(other), other));
    }

    /// Whether some atom alone has to be 0.
    fn forces_a_zero(&self) -> bool {
        self.rows().any(|row| row.iter().filter(|&&f| f != 0).count() == 1)
    }
}

/// Makes of a row a multiple, less the multiple of another that makes it 0 at the other's pivot.
fn less(row: &mut [u64], pivot: usize, other: &[u64]) {
    let (factor, scale) = (row[pivot], other[pivot]);
    if factor != 0 {
        row.iter_mut().zip(other).for_each(|(r, &o)| *r = sub(mul(scale, *r), mul(factor, o)));
    }
}
