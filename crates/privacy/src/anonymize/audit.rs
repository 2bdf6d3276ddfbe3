//! The joint audit: what several tables tell together, and the mergers that stop it.
//!
//! **Who is held off.** Someone who has the file, knows which classes every combination of categories is in,
//! and knows which combinations nobody chose (or even how many chose each), and who adds and subtracts
//! published numbers as they like, with whatever weights. Nothing they compute is about fewer than k people: neither
//! the numbers of a group of fewer, nor a difference of two groups that are fewer together ([`super::determined`]).
//!
//! Knowing the empty combinations makes this stronger than any argument from bounds. The numbers that agree
//! with the tables are a polytope {x >= 0, Ax = M}, and what is constant on a polytope is a combination of its
//! equations and of the variables that are 0 everywhere on it. Those are among the empty combinations, which
//! are left out of A here: so a group below k that bounds (such as Frechet's) pin down is found as well.
//!
//! Of a question that not everybody was asked, a class publishes the sums of those asked, and so of those not
//! asked too. Nobody is in both, so the sums of the ones and of the others are two sets of equations without a
//! common variable: each population ([`super::groups::populations`]) is audited for itself.

use super::determined::{Atom, Contrast, determined};
use super::table::Draft;
use super::{AnonymizeError, DimensionSpec};
use std::collections::{BTreeMap, BTreeSet};

/// Most steps of the elimination, about a minute; more is refused.
const MOST_STEPS: u64 = 20_000_000_000;

/// What the audit of several tables did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Combinations of published numbers that would have been about fewer than k people.
    pub determined: usize,
    /// The fewest people of such a combination; 0 if there was none.
    pub smallest: u32,
    /// Searches that were given up and answered by a merger: a cautious one, perhaps not needed.
    pub undecided: usize,
    /// Classes fewer than before, for each table.
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

/// Tables that tell something together, told apart from all others.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Component {
    /// (table, class) of each number in the atoms.
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
) -> Result<Audit, AnonymizeError> {
    let mut audit = Audit { merged: vec![0; drafts.len()], ..Audit::default() };
    // Components that no merger has changed are not looked at again. Their atoms are compared too: a merged class
    // keeps the number of one of its parts, so the same classes may hold other people than before.
    let mut clean: BTreeSet<Component> = BTreeSet::new();
    loop {
        let mut merged = false;
        // Classes of this round that a merger has taken, with all that it closed over: (table, class).
        let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
        let components: Vec<Component> = populations.iter().flat_map(|n| components(n, drafts)).collect();
        for component in components {
            // A merger may reach into other components, which are not what they were: they wait for the next round.
            if clean.contains(&component) || component.classes.iter().any(|class| taken.contains(class)) {
                continue;
            }
            let (atoms, classes) = (component.atoms.len() as u64, component.classes.len() as u64);
            if atoms * classes * classes > MOST_STEPS {
                return Err(AnonymizeError::AuditTooLarge { classes: classes as usize, combinations: atoms as usize });
            }
            let weights = match determined(&component.atoms, component.classes.len(), u64::from(k)) {
                Ok(None) => {
                    clean.insert(component);
                    continue;
                }
                Ok(Some(Contrast { n, weights, .. })) => {
                    audit.determined += 1;
                    audit.smallest = if audit.smallest == 0 { n as u32 } else { audit.smallest.min(n as u32) };
                    weights
                }
                Err(_) => {
                    audit.undecided += 1;
                    (0..classes).collect()
                }
            };
            let (table, together) = cheapest_merger(dimensions, drafts, &component.classes, &weights)?;
            audit.merged[table] += together.len() - 1;
            drafts[table].merge(&together);
            taken.extend(together.iter().map(|&class| (table, class)));
            merged = true;
        }
        if !merged {
            return Ok(audit);
        }
    }
}

/// The class in each table: (table, class).
type Signature = Vec<(usize, usize)>;

/// Whether some combination of the tables' numbers is about fewer than `k` of the people `n` (by cell of the survey), or
/// the search was given up.
pub(super) fn determines(n: &[u32], drafts: &[Draft], k: u32) -> bool {
    components(n, drafts)
        .iter()
        .any(|component| determined(&component.atoms, component.classes.len(), u64::from(k)) != Ok(None))
}

/// Groups of tables' classes, each over the people `n` (by cell of the survey) it has.
pub(super) fn components(n: &[u32], drafts: &[Draft]) -> Vec<Component> {
    let mut n_of: BTreeMap<Signature, u64> = BTreeMap::new();
    let mut of_cell = Signature::new();
    for (cell, &n) in n.iter().enumerate().filter(|(_, n)| **n > 0) {
        of_cell.clear();
        of_cell.extend(drafts.iter().enumerate().map(|(table, draft)| (table, draft.class_of_cell(cell))));
        match n_of.get_mut(&of_cell) {
            Some(sum) => *sum += u64::from(n),
            None => drop(n_of.insert(of_cell.clone(), u64::from(n))),
        }
    }
    // Classes that share an atom belong together: union-find over all classes.
    let offsets: Vec<usize> =
        drafts.iter().scan(0, |sum, draft| Some(std::mem::replace(sum, *sum + draft.classes.len()))).collect();
    let total: usize = drafts.iter().map(|draft| draft.classes.len()).sum();
    let mut parent: Vec<usize> = (0..total).collect();
    for signature in n_of.keys() {
        let root = find(&mut parent, signature[0].1);
        for &(table, class) in &signature[1..] {
            let other = find(&mut parent, offsets[table] + class);
            parent[other] = root;
        }
    }
    let mut members: BTreeMap<usize, Vec<(Signature, u64)>> = BTreeMap::new();
    for (signature, n) in n_of {
        members.entry(find(&mut parent, signature[0].1)).or_default().push((signature, n));
    }
    members.into_values().map(Component::of).collect()
}

impl Component {
    fn of(members: Vec<(Signature, u64)>) -> Component {
        let classes: BTreeSet<(usize, usize)> = members.iter().flat_map(|(signature, _)| signature).copied().collect();
        let classes: Vec<(usize, usize)> = classes.into_iter().collect();
        let number = |class: &(usize, usize)| classes.binary_search(class).expect("classes are those of the members");
        let atom = |(signature, n): &(Signature, u64)| Atom { classes: signature.iter().map(number).collect(), n: *n };
        Component { atoms: members.iter().map(atom).collect(), classes }
    }
}

fn find(parent: &mut [usize], mut x: usize) -> usize {
    while parent[x] != x {
        parent[x] = parent[parent[x]];
        x = parent[x];
    }
    x
}

/// The merger that costs the fewest points, of two classes of one table that `weights` treat differently.
///
/// The computation that gives the group away needs the two apart. Such a pair exists: if every table treated
/// all its classes alike, the weights would sum up to the same for every atom, and the group were all or none.
fn cheapest_merger(
    dimensions: &[DimensionSpec],
    drafts: &[Draft],
    classes: &[(usize, usize)],
    weights: &[u64],
) -> Result<(usize, Vec<usize>), AnonymizeError> {
    let mut best: Option<(i64, usize, Vec<usize>)> = None;
    for (i, &(table, a)) in classes.iter().enumerate() {
        for (j, &(other, b)) in classes.iter().enumerate().skip(i + 1) {
            if other != table || weights[i] == weights[j] {
                continue;
            }
            let (together, cost) = drafts[table].merger(a, b);
            let better = best.as_ref().is_none_or(|best| (cost, table, &together) < (best.0, best.1, &best.2));
            if better && drafts[table].may_merge(dimensions, &together) {
                best = Some((cost, table, together));
            }
        }
    }
    let (_, table, together) = best.ok_or(AnonymizeError::AuditNeverGeneralized)?;
    Ok((table, together))
}
