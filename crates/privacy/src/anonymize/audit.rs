//! The joint audit: finds what several tables together disclose, and merges classes to prevent it.
//!
//! **The attacker** has the file, knows the classes of every combination of categories and which combinations are empty
//! (or even the number of people of each), and combines published numbers linearly with any weights. No result may be
//! about fewer than k people: neither the numbers of a smaller group, nor a difference of two groups that are smaller
//! together ([`super::determined`]).
//!
//! Because empty combinations are known, this covers attacks by bounds. The numbers that agree with the tables form a
//! polytope {x >= 0, Ax = M}, and a linear form that is constant on a polytope is a combination of its equations and of
//! the variables that are 0 everywhere on it. Those variables are empty combinations, which A leaves out: so a group below
//! k that bounds (such as Frechet's) determine is found as well.
//!
//! For a question that not everybody was asked, a class publishes the sums of those asked, and thereby of those not asked.
//! The two are disjoint, so their sums are two systems of equations without a common variable: each population
//! ([`super::groups::populations`]) is audited separately.

use super::determined::{Atom, Budget, determined, find};
use super::table::Draft;
use super::work::{Stage, Work};
use super::{AnonymizeError, DimensionSpec};
use std::collections::{BTreeMap, BTreeSet};

/// What all audits of a survey may take together, about half a minute; beyond, mergers are made that may not be needed.
pub(super) const BUDGET: Budget = Budget { eliminations: 6_000_000_000, searches: 2_000_000_000, puzzles: 500_000_000 };

/// The result of the audit of several tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Combinations of published numbers that would have been about fewer than k people.
    pub determined: usize,
    /// The fewest people of such a combination; 0 without one.
    pub smallest: u32,
    /// Searches that ran out of budget and ended in mergers, which are cautious and perhaps unnecessary.
    pub undecided: usize,
    /// Number of classes merged away, for each table.
    pub merged: Vec<usize>,
}

impl Audit {
    /// What was done in all, where this and then `after` was done.
    pub(super) fn and(self, after: Audit) -> Audit {
        let smallest = [self.smallest, after.smallest].into_iter().filter(|&n| n > 0).min().unwrap_or(0);
        Audit {
            determined: self.determined + after.determined,
            smallest,
            undecided: self.undecided + after.undecided,
            merged: self.merged.iter().zip(&after.merged).map(|(a, b)| a + b).collect(),
        }
    }
}

/// Tables that disclose something together, independently of all others.
pub(super) struct Component {
    /// (table, class) of each number in the atoms, ascending.
    pub classes: Vec<(usize, usize)>,
    pub atoms: Vec<Atom>,
}

/// Merges classes of `drafts` until no combination of their numbers is about fewer than `k` people.
///
/// `populations` are the people whose numbers are published, by cell of the survey.
pub(super) fn protect(
    dimensions: &[DimensionSpec],
    populations: &[Vec<u32>],
    drafts: &mut [Draft],
    k: u32,
    work: &mut Work,
) -> Result<Audit, AnonymizeError> {
    let mut audit = Audit { merged: vec![0; drafts.len()], ..Audit::default() };
    // Whether nothing is told of a class: `[population][table][class]`. Components whose classes no merger has changed
    // since are not looked at again.
    let unknown: Vec<Vec<bool>> = drafts.iter().map(|draft| vec![false; draft.classes.len()]).collect();
    let mut safe = vec![unknown; populations.len()];
    loop {
        let before = audit.merged.clone();
        let sums = || safe.iter().flatten().flatten();
        work.at(Stage::Audit, sums().filter(|safe| **safe).count(), sums().count())?;
        for (at, n) in populations.iter().enumerate() {
            let mut mergers = Mergers { dimensions, drafts, audit: &mut audit, made: Vec::new() };
            for component in components(n, mergers.drafts, |table, class| !safe[at][table][class]) {
                // What a merger has changed waits for the next round.
                if mergers.touch(&component.classes) {
                    continue;
                }
                let found = determined(&component.atoms, component.classes.len(), u64::from(k), work)?;
                if found.is_none() {
                    component.classes.iter().for_each(|&(table, class)| safe[at][table][class] = true);
                }
                for contrast in found.contrasts {
                    mergers.stop(&component.classes, &contrast.weights, contrast.n as u32)?;
                }
                for undecided in found.undecided {
                    mergers.stop_all(&component.classes, &undecided.classes, undecided.free)?;
                }
            }
            for (table, classes) in mergers.made {
                safe.iter_mut().for_each(|safe| safe[table][classes[0]] = false);
            }
        }
        if audit.merged == before {
            return Ok(audit);
        }
    }
}

/// The mergers that prevent the disclosures of one list of components.
struct Mergers<'a> {
    dimensions: &'a [DimensionSpec],
    drafts: &'a mut [Draft],
    audit: &'a mut Audit,
    /// The table and the classes of each; the first is what has become of all.
    made: Vec<(usize, Vec<usize>)>,
}

impl Mergers<'_> {
    /// Whether a merger has changed one of these classes.
    fn touch(&self, classes: &[(usize, usize)]) -> bool {
        self.made
            .iter()
            .any(|(table, merged)| merged.iter().any(|&class| classes.binary_search(&(*table, class)).is_ok()))
    }

    /// Makes the cheapest merger of two classes that the weights of a contrast treat differently, unless a merger has
    /// stopped it already.
    ///
    /// Such two classes exist: if every table treated all its classes alike, the weights would add up to the same for
    /// every atom, and the contrast were about all or none.
    fn stop(&mut self, classes: &[(usize, usize)], weights: &[u64], people: u32) -> Result<(), AnonymizeError> {
        let weight = |table: usize, class: usize| classes.binary_search(&(table, class)).map_or(0, |at| weights[at]);
        let split = |(table, merged): &(usize, Vec<usize>)| {
            merged.iter().any(|&class| weight(*table, class) != weight(*table, merged[0]))
        };
        if self.made.iter().any(split) {
            return Ok(());
        }
        self.audit.determined += 1;
        self.audit.smallest = if self.audit.smallest == 0 { people } else { self.audit.smallest.min(people) };
        self.make(classes, weights)
    }

    /// Makes mergers where it is not known what the `open` ones of the classes tell: several, if contrasts have much
    /// freedom.
    fn stop_all(&mut self, classes: &[(usize, usize)], open: &[usize], free: usize) -> Result<(), AnonymizeError> {
        self.audit.undecided += 1;
        let mut weights = vec![0; classes.len()];
        open.iter().zip(1..).for_each(|(&class, weight)| weights[class] = weight);
        let apart = |drafts: &[Draft]| {
            let live = (0..classes.len()).filter(|&at| !drafts[classes[at].0].classes[classes[at].1].is_empty());
            let live: Vec<usize> = live.collect();
            live.windows(2).any(|pair| classes[pair[0]].0 == classes[pair[1]].0 && weights[pair[0]] != weights[pair[1]])
        };
        for made in 0..=free / 8 {
            if made > 0 && !apart(self.drafts) {
                break;
            }
            self.make(classes, &weights)?;
        }
        Ok(())
    }

    fn make(&mut self, classes: &[(usize, usize)], weights: &[u64]) -> Result<(), AnonymizeError> {
        let (table, together) = cheapest_merger(self.dimensions, self.drafts, classes, weights)?;
        self.audit.merged[table] += together.len() - 1;
        self.drafts[table].merge(&together);
        self.made.push((table, together));
        Ok(())
    }
}

/// Whether some combination of the tables' numbers is about fewer than `k` of the people `n` (by cell of the survey), or
/// the search was given up.
pub(super) fn determines(n: &[u32], drafts: &[Draft], k: u32, work: &mut Work) -> Result<bool, AnonymizeError> {
    for component in components(n, drafts, |_, _| true) {
        if !determined(&component.atoms, component.classes.len(), u64::from(k), work)?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Groups of tables' classes, each over the people `n` (by cell of the survey) it has; those alone that have a class that
/// is `wanted`.
pub(super) fn components(n: &[u32], drafts: &[Draft], wanted: impl Fn(usize, usize) -> bool) -> Vec<Component> {
    let tables = drafts.len();
    let offsets: Vec<usize> =
        drafts.iter().scan(0, |sum, draft| Some(std::mem::replace(sum, *sum + draft.classes.len()))).collect();
    let total: usize = drafts.iter().map(|draft| draft.classes.len()).sum();
    // Classes that share an atom belong together: union-find over all classes, numbered through all tables.
    let mut parent: Vec<usize> = (0..total).collect();
    // `[cell * tables + table]`
    let mut signatures: Vec<u32> = Vec::with_capacity(n.len() * tables);
    for (cell, _) in n.iter().enumerate() {
        signatures
            .extend(drafts.iter().zip(&offsets).map(|(draft, offset)| (offset + draft.class_of_cell(cell)) as u32));
    }
    let signature = |cell: usize| &signatures[cell * tables..][..tables];
    for (cell, _) in n.iter().enumerate().filter(|(_, n)| **n > 0) {
        let root = find(&mut parent, signature(cell)[0] as usize);
        for &class in &signature(cell)[1..] {
            let other = find(&mut parent, class as usize);
            parent[other] = root;
        }
    }
    let mut is_wanted = vec![false; total];
    for (table, draft) in drafts.iter().enumerate() {
        for class in (0..draft.classes.len()).filter(|&class| wanted(table, class)) {
            is_wanted[find(&mut parent, offsets[table] + class)] = true;
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (cell, _) in n.iter().enumerate().filter(|(_, n)| **n > 0) {
        let root = find(&mut parent, signature(cell)[0] as usize);
        if is_wanted[root] {
            members.entry(root).or_default().push(cell);
        }
    }
    let mut components: Vec<Component> = Vec::with_capacity(members.len());
    for mut cells in members.into_values() {
        cells.sort_by_key(|&cell| signature(cell));
        let classes: BTreeSet<u32> = cells.iter().flat_map(|&cell| signature(cell)).copied().collect();
        let classes: Vec<u32> = classes.into_iter().collect();
        let number = |class: &u32| classes.binary_search(class).expect("classes are those of the members");
        let atoms = cells.chunk_by(|&a, &b| signature(a) == signature(b)).map(|alike| Atom {
            classes: signature(alike[0]).iter().map(number).collect(),
            n: alike.iter().map(|&cell| u64::from(n[cell])).sum(),
        });
        let atoms = atoms.collect();
        let place = |&class: &u32| {
            let table = offsets.partition_point(|&offset| offset <= class as usize) - 1;
            (table, class as usize - offsets[table])
        };
        components.push(Component { classes: classes.iter().map(place).collect(), atoms });
    }
    // Whichever class stands for a component: in the order of their first.
    components.sort_by(|a, b| a.classes.cmp(&b.classes));
    components
}

/// The merger that costs the fewest points, of two classes of one table that `weights` treat differently.
fn cheapest_merger(
    dimensions: &[DimensionSpec],
    drafts: &[Draft],
    classes: &[(usize, usize)],
    weights: &[u64],
) -> Result<(usize, Vec<usize>), AnonymizeError> {
    let live: Vec<usize> =
        (0..classes.len()).filter(|&i| !drafts[classes[i].0].classes[classes[i].1].is_empty()).collect();
    let pairs = || {
        let same_table = live.chunk_by(|&i, &j| classes[i].0 == classes[j].0);
        same_table.flat_map(|alike| {
            let later = move |(at, &i): (usize, &usize)| alike[at + 1..].iter().map(move |&j| (i, j));
            alike.iter().enumerate().flat_map(later)
        })
    };
    let apart =
        pairs().filter(|&(i, j)| weights[i] != weights[j]).map(|(i, j)| (classes[i].0, classes[i].1, classes[j].1));
    let apart: Vec<(usize, usize, usize)> = apart.collect();
    // What else a merger closes over makes it dearer only: few are to be closed. The cheapest of two classes alone is first.
    let least = |&(table, a, b): &(usize, usize, usize)| drafts[table].least_cost(a, b);
    let first = apart.iter().min_by_key(|pair| least(pair));
    let mut best: Option<(i64, usize, Vec<usize>)> = None;
    for &(table, a, b) in first.into_iter().chain(&apart) {
        if best.as_ref().is_some_and(|best| best.0 < least(&(table, a, b))) {
            continue;
        }
        let (together, cost) = drafts[table].merger(a, b);
        let better = best.as_ref().is_none_or(|best| (cost, table, &together) < (best.0, best.1, &best.2));
        if better && drafts[table].may_merge(dimensions, &together) {
            best = Some((cost, table, together));
        }
    }
    let (_, table, together) = best.ok_or(AnonymizeError::AuditNeverGeneralized)?;
    Ok((table, together))
}
