//! Finds combinations of published numbers that are about few people.
//!
//! An *atom* is all people who share a class in every table: no combination of published numbers separates them. The
//! published number of a class is the sum of its atoms' numbers, for n and for every count. A *contrast* is a weighted sum
//! of published numbers; it is about the atoms whose weights, summed over their classes, are not 0. If these are fewer
//! than k people, it discloses their answers: 11 - 10 = 1 about two people says what both answered. Computing the numbers
//! of a group is the special case in which all its atoms have the weight 1. (In terms of matroids: the contrasts about the
//! fewest people are the smallest cocircuits of the atoms' columns.)
//!
//! The method is exact and has two steps. The first finds atoms that no contrast about fewer than k people is about
//! ([`Untouched`]): in a survey of many people they span everything, and the answer is known. Otherwise a contrast is
//! given by its weights on the few atoms that complete them to a basis, which are searched ([`super::search`]).

use super::AnonymizeError;
use super::modular::{Echelon, Sparse, add};
use super::search::{self, Part};
use super::work::Work;

/// People who share a class in every table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Atom {
    /// Their class in each table, numbered through all tables from 0.
    pub classes: Vec<usize>,
    pub n: u64,
}

impl Atom {
    /// Its column: 1 for each of its classes.
    fn column(&self) -> impl Iterator<Item = (usize, u64)> {
        self.classes.iter().map(|&class| (class, 1))
    }
}

/// A combination of published numbers that is about fewer than k people.
#[derive(Debug, PartialEq)]
pub(super) struct Contrast {
    /// Positions of its atoms, ascending.
    pub atoms: Vec<usize>,
    /// How many people these are.
    pub n: u64,
    /// The weight of each class; only equality of weights has a meaning.
    pub weights: Vec<u64>,
}

/// The search ran out of budget.
#[derive(Debug, PartialEq)]
pub(super) struct Undecided {
    /// Classes of the atoms that a contrast may be about, ascending.
    pub classes: Vec<usize>,
    /// Degrees of freedom of such a contrast.
    pub free: usize,
}

/// The result of the search for contrasts about fewer than k people.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    /// Some disjoint ones, at least one if any exists.
    pub contrasts: Vec<Contrast>,
    pub undecided: Vec<Undecided>,
}

impl Found {
    /// Whether it is proved that there is none.
    pub fn is_none(&self) -> bool {
        self.contrasts.is_empty() && self.undecided.is_empty()
    }
}

/// Remaining steps. They are counted, not timed, so that the result is the same on every machine.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Budget {
    pub eliminations: u64,
    pub searches: u64,
    /// Of linear programs.
    pub puzzles: u64,
}

/// Finds contrasts about at least one and fewer than `k` people; what exceeds the budget is undecided.
///
/// # Errors
/// If the work is stopped.
pub(super) fn determined(atoms: &[Atom], classes: usize, k: u64, work: &mut Work) -> Result<Found, AnonymizeError> {
    let order = populous_first(atoms);
    let mut found = Found::default();
    let Some(mut untouched) = Untouched::of(atoms, &order, classes, k, work)? else {
        found.undecided.push(Undecided { classes: (0..classes).collect(), free: classes });
        return Ok(found);
    };
    if untouched.echelon.rank() == untouched.rank {
        return Ok(found);
    }
    // The atoms that complete the untouched ones to a basis have names; all others that are left are combinations of these.
    let mut basis: Vec<usize> = Vec::new();
    let mut left: Vec<(usize, Sparse)> = Vec::new();
    let echelon = &mut untouched.echelon;
    for &atom in order.iter().filter(|&&atom| !untouched.is[atom]) {
        if echelon.rank() < untouched.rank && echelon.insert(atoms[atom].column(), Some(basis.len())) {
            left.push((atom, vec![(basis.len(), 1)]));
            basis.push(atom);
        } else {
            let combination = echelon.combination(atoms[atom].column()).expect("the basis is complete");
            if !combination.is_empty() {
                left.push((atom, combination));
            }
        }
    }
    for (names, members) in parts(basis.len(), &left) {
        let place = |name: &usize| names.binary_search(name).expect("names are those of the members");
        let columns = members.iter().map(|&at| Part {
            n: atoms[left[at].0].n,
            column: left[at].1.iter().map(|(name, x)| (place(name), *x)).collect(),
        });
        let columns: Vec<Part> = columns.collect();
        let before = work.budget.searches;
        let result = search::contrasts(&columns, names.len(), k, &mut work.budget.searches);
        work.step(before - work.budget.searches)?;
        for values in result.contrasts {
            let weights = echelon.weights(|name| names.binary_search(&name).map_or(0, |at| values[at]));
            let weight = |atom: &Atom| atom.classes.iter().fold(0, |sum, &class| add(sum, weights[class]));
            let about: Vec<usize> = (0..atoms.len()).filter(|&atom| weight(&atoms[atom]) != 0).collect();
            let n = about.iter().map(|&atom| atoms[atom].n).sum();
            debug_assert!((1..k).contains(&n), "a contrast about {n} people");
            found.contrasts.push(Contrast { atoms: about, n, weights });
        }
        if !result.complete {
            let mut classes: Vec<usize> = members.iter().flat_map(|&at| &atoms[left[at].0].classes).copied().collect();
            classes.sort_unstable();
            classes.dedup();
            found.undecided.push(Undecided { classes, free: names.len() });
        }
    }
    Ok(found)
}

/// Atoms by descending number of people. Among equals, atoms spread over the tables come first, so that a basis is
/// complete early.
fn populous_first(atoms: &[Atom]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..atoms.len()).collect();
    order.sort_by(|&a, &b| (atoms[b].n, &atoms[a].classes).cmp(&(atoms[a].n, &atoms[b].classes)));
    let mut spread = Vec::with_capacity(order.len());
    for alike in order.chunk_by(|&a, &b| atoms[a].n == atoms[b].n) {
        let bits = usize::BITS - alike.len().leading_zeros();
        let places = (0..1_usize << bits).map(|i| i.reverse_bits() >> (usize::BITS - bits));
        spread.extend(places.filter_map(|place| alike.get(place)));
    }
    spread
}

/// Atoms that no contrast about fewer than k people is about.
///
/// Take independent columns, the most populous first, until they span all; do it again with the atoms that are left, and
/// so on. Each of these families spans every atom that was left when it was made, by atoms of as many people or more. So a
/// contrast about an atom that is in none of the first i families is about one more atom of each of them: it is about i + 1
/// times the atom's people at least. (For graphs: the forests of Nagamochi and Ibaraki 1992.)
struct Untouched {
    /// `[atom]`.
    is: Vec<bool>,
    /// Of their columns.
    echelon: Echelon,
    /// Of all atoms' columns.
    rank: usize,
}

impl Untouched {
    /// None if it exceeds the budget.
    fn of(
        atoms: &[Atom],
        order: &[usize],
        classes: usize,
        k: u64,
        work: &mut Work,
    ) -> Result<Option<Untouched>, AnonymizeError> {
        let tables = atoms.first().map_or(0, |atom| atom.classes.len());
        // The classes of each table add up to the same.
        let most = classes + 1 - tables.clamp(1, classes + 1);
        let mut found = Untouched { is: vec![false; atoms.len()], echelon: Echelon::new(classes), rank: most };
        let mut add = |echelon: &mut Echelon, rank: usize, atom: usize| {
            let added = echelon.rank() < rank && echelon.insert(atoms[atom].column(), None);
            let steps = std::mem::take(&mut echelon.steps);
            work.step(steps)?;
            let left = work.budget.eliminations.checked_sub(steps);
            work.budget.eliminations = left.unwrap_or(0);
            Ok::<_, AnonymizeError>(left.map(|_| added))
        };
        for &atom in order.iter().filter(|&&atom| atoms[atom].n >= k) {
            found.is[atom] = true;
            if add(&mut found.echelon, most, atom)?.is_none() {
                return Ok(None);
            }
        }
        for round in 0.. {
            let before = found.echelon.rank();
            let mut left: Vec<usize> = order.iter().copied().filter(|&atom| !found.is[atom]).collect();
            let mut more = Vec::new();
            for family in 1..k {
                let mut echelon = found.echelon.clone();
                let mut rest = Vec::new();
                for &atom in &left {
                    match add(&mut echelon, found.rank, atom)? {
                        None => return Ok(None),
                        Some(true) => continue,
                        Some(false) => {}
                    }
                    if (family + 1) * atoms[atom].n >= k { more.push(atom) } else { rest.push(atom) }
                }
                if round == 0 && family == 1 {
                    found.rank = echelon.rank();
                }
                left = rest;
            }
            for &atom in &more {
                found.is[atom] = true;
                if add(&mut found.echelon, found.rank, atom)?.is_none() {
                    return Ok(None);
                }
            }
            if [before, found.rank].contains(&found.echelon.rank()) {
                break;
            }
        }
        Ok(Some(found))
    }
}

/// The connected components of names and columns.
fn parts(names: usize, columns: &[(usize, Sparse)]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut parent: Vec<usize> = (0..names).collect();
    for (_, column) in columns {
        let root = find(&mut parent, column[0].0);
        for &(name, _) in &column[1..] {
            let other = find(&mut parent, name);
            parent[other] = root;
        }
    }
    let mut place = vec![usize::MAX; names];
    let mut parts: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for name in 0..names {
        let root = find(&mut parent, name);
        if place[root] == usize::MAX {
            place[root] = parts.len();
            parts.push((Vec::new(), Vec::new()));
        }
        parts[place[root]].0.push(name);
    }
    for (at, (_, column)) in columns.iter().enumerate() {
        let root = find(&mut parent, column[0].0);
        parts[place[root]].1.push(at);
    }
    parts
}

/// The representative of `x` in a union-find.
pub(super) fn find(parent: &mut [usize], mut x: usize) -> usize {
    while parent[x] != x {
        parent[x] = parent[parent[x]];
        x = parent[x];
    }
    x
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

    fn find(atoms: &[Atom], classes: usize, k: u64) -> Found {
        determined_within(Budget { eliminations: 1_000_000, searches: 1_000_000, puzzles: 0 }, atoms, classes, k)
    }

    fn determined_within(budget: Budget, atoms: &[Atom], classes: usize, k: u64) -> Found {
        let mut watch = |_, _, _| std::ops::ControlFlow::Continue(());
        determined(atoms, classes, k, &mut Work::new(&mut watch, budget)).expect("not stopped")
    }

    fn people(atoms: &[Atom], classes: usize, k: u64) -> Option<u64> {
        let found = find(atoms, classes, k);
        assert_eq!(found.undecided, []);
        found.contrasts.first().map(|contrast| contrast.n)
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
        let found = find(&atoms, 6, 4).contrasts;
        assert_eq!((found[0].n, &found[0].atoms), (3, &vec![0, 1, 2]));
    }

    /// Groups that have nothing to do with each other are found at once.
    #[test]
    fn each_part_tells_its_own_contrast() {
        let mut atoms = crossed([20, 0, 2, 20]);
        let others = crossed([20, 0, 3, 20]);
        atoms.extend(
            others.into_iter().map(|atom| Atom { classes: atom.classes.iter().map(|c| c + 4).collect(), ..atom }),
        );
        let found = find(&atoms, 8, 5);
        let mut people: Vec<u64> = found.contrasts.iter().map(|contrast| contrast.n).collect();
        people.sort_unstable();
        assert_eq!(people, [2, 3]);
    }

    #[test]
    fn a_search_without_budget_is_undecided_and_names_the_classes() {
        // A cycle of singles: any two neighbours are a contrast, and there is none about one.
        let atoms: Vec<Atom> = (0..6)
            .flat_map(|i| [[i, 6 + i], [i, 6 + (i + 1) % 6]])
            .map(|classes| Atom { classes: classes.to_vec(), n: 1 })
            .collect();
        let found = determined_within(Budget { eliminations: 1_000_000, ..Budget::default() }, &atoms, 12, 5);
        assert_eq!(found.undecided, [Undecided { classes: (0..12).collect(), free: 11 }]);
        let found = determined_within(Budget { eliminations: 10, ..Budget::default() }, &atoms, 12, 5);
        assert_eq!(found.undecided.len(), 1, "and so is an elimination without budget");
    }
}
