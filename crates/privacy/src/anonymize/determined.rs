//! Which groups of people several tables determine together.
//!
//! An *atom* is everybody who shares a class in every table: no sum of published numbers can tell them apart.
//! The published number of a class is the sum of its atoms' numbers, for n and for every count alike. A group
//! G of atoms has its numbers determined exactly when its indicator is a combination of the classes', that is,
//! when there are weights of the classes whose sum over an atom's classes is 1 for the atoms of G, and 0 for
//! all others.
//!
//! The search is exact. Take atoms whose columns are a basis, the most populous first: the weights are given by
//! their values on the basis, so G is given by which atoms of the basis it has. Atoms of k people or more are
//! not in a group below k. What is left to try are few sets of few small atoms.

use super::modular::{Echelon, add, invert};

/// People who share a class in every table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Atom {
    /// Their class in each table, numbered through all tables from 0.
    pub classes: Vec<usize>,
    pub n: u64,
}

/// A group below k whose numbers can be computed.
#[derive(Debug, PartialEq)]
pub(super) struct Group {
    /// Positions of its atoms, ascending.
    pub atoms: Vec<usize>,
    pub n: u64,
    /// The weight of each class; only whether two are equal has a meaning.
    pub weights: Vec<u64>,
}

/// The search gave up: there are more sets to try than is reasonable.
#[derive(Debug, PartialEq)]
pub(super) struct Undecided;

/// How many nodes of the search tree are visited at most.
const MOST_NODES: usize = 20_000_000;

/// Finds a group of fewer than `k` people, and at least one, that is determined.
pub(super) fn determined(atoms: &[Atom], classes: usize, k: u64) -> Result<Option<Group>, Undecided> {
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
        let factors: Vec<u64> = (0..small.len()).map(factor).collect();
        if let Some(last) = factors.iter().rposition(|&f| f != 0) {
            dependents.push(Dependent { factors, last, n: atoms[atom].n, atoms: vec![atom] });
        }
    }
    dependents.sort_by(|a, b| (a.last, &a.factors).cmp(&(b.last, &b.factors)));
    dependents.dedup_by(|next, kept| {
        let same = next.factors == kept.factors;
        if same {
            kept.n += next.n;
            kept.atoms.append(&mut next.atoms);
        }
        same
    });
    let sizes: Vec<u64> = small.iter().map(|&atom| atoms[atom].n).collect();
    let mut search = Search { sizes: &sizes, dependents: &dependents, k, chosen: Vec::new(), nodes: 0 };
    if !search.extend(0, 0, 0)? {
        return Ok(None);
    }
    let chosen = search.chosen;
    let mut group: Vec<usize> = chosen.iter().map(|&i| small[i]).collect();
    for dependent in &dependents {
        if dependent.value(&chosen) == 1 {
            group.extend(&dependent.atoms);
        }
    }
    group.sort_unstable();
    let mut weights = vec![0; classes];
    for (row, &pivot) in pivots.iter().enumerate() {
        weights[pivot] = chosen.iter().fold(0, |sum, &i| add(sum, inverse[first + i][row]));
    }
    Ok(Some(Group { n: group.iter().map(|&atom| atoms[atom].n).sum(), atoms: group, weights }))
}

/// Atoms outside the basis that are the same combination of its small atoms.
struct Dependent {
    /// `[small atom of the basis]`.
    factors: Vec<u64>,
    /// The last one that is not 0.
    last: usize,
    n: u64,
    atoms: Vec<usize>,
}

impl Dependent {
    fn value(&self, chosen: &[usize]) -> u64 {
        chosen.iter().fold(0, |sum, &i| add(sum, self.factors[i]))
    }
}

struct Search<'a> {
    /// People of the small atoms of the basis.
    sizes: &'a [u64],
    /// Ascending by `last`.
    dependents: &'a [Dependent],
    k: u64,
    chosen: Vec<usize>,
    nodes: usize,
}

impl Search<'_> {
    /// Decides about the small atom `next` and all after it: whether some choice makes a group of 1 to k - 1.
    ///
    /// `n` are the people of the choice so far; `settled` is the first dependent that is still open.
    fn extend(&mut self, next: usize, n: u64, settled: usize) -> Result<bool, Undecided> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(Undecided);
        }
        if next == self.sizes.len() {
            return Ok(n > 0);
        }
        for take in [false, true] {
            let mut people = n;
            if take {
                people += self.sizes[next];
                if people >= self.k {
                    continue;
                }
                self.chosen.push(next);
            }
            let mut open = settled;
            let mut possible = true;
            while possible && open < self.dependents.len() && self.dependents[open].last == next {
                match self.dependents[open].value(&self.chosen) {
                    0 => {}
                    1 => people += self.dependents[open].n,
                    _ => possible = false,
                }
                possible &= people < self.k;
                open += 1;
            }
            if possible && self.extend(next + 1, people, open)? {
                return Ok(true);
            }
            if take {
                self.chosen.pop();
            }
        }
        Ok(false)
    }
}
