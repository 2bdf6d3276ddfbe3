//! Attribute disclosure by bounds, to an attacker who knows the categories of every respondent.
//!
//! The audit covers sums and differences of published numbers. An attacker who also knows the number of people of every
//! combination has bounds: a count is at least 0 and at most that number. If several tables have small classes, the bounds
//! may leave a single answer: a class where nobody chose an option settles all its members, which settles others in the
//! classes of another table, and so on. The bounds are tightened until they are stable (Buzzigoli and Giusti's shuttle
//! algorithm, 1999); what all classes together settle beyond is found by linear programs ([`super::puzzle`]).

use super::audit::{Component, components};
use super::cells::Cells;
use super::puzzle::{Forced, Puzzle};
use super::table::Draft;
use super::work::Work;
use super::{AnonymizeError, Count, DimensionSpec, Sensitive};
use std::collections::BTreeMap;

/// A sensitive choice that an attacker who knows everybody's categories can infer for some people, or perhaps can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeDisclosure {
    /// The choice, as named in the options.
    pub name: String,
    /// Number of people, all in groups of fewer than k that share a class in every table.
    pub people: u32,
    /// Of these, the number for whom the search was given up.
    pub undecided: u32,
}

/// The attribute disclosures of several tables about the people of `cells`; a single table has none.
pub(super) fn disclosures(
    cells: &Cells,
    drafts: &[Draft],
    sensitive: &[Sensitive],
    k: u32,
    work: &mut Work,
) -> Result<Vec<AttributeDisclosure>, AnonymizeError> {
    let mut found = Vec::new();
    for choice in sensitive {
        let (mut people, mut undecided) = (0, 0);
        for component in components(&by_cell(cells, &choice.answered), drafts, |_, _| true) {
            for (atom, forced) in certain(&component, cells, drafts, choice, k, work)? {
                let n = component.atoms[atom].n;
                people += n;
                undecided += if forced == Forced::Undecided { n } else { 0 };
            }
        }
        if people > 0 {
            found.push(AttributeDisclosure {
                name: choice.full_name(),
                people: people as u32,
                undecided: undecided as u32,
            });
        }
    }
    Ok(found)
}

/// Merges classes until no attribute disclosure is left, nor one that the search left open; whether any was merged.
pub(super) fn prevent(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    drafts: &mut [Draft],
    sensitive: &[Sensitive],
    k: u32,
    work: &mut Work,
) -> Result<bool, AnonymizeError> {
    let mut any = false;
    for choice in sensitive {
        loop {
            let mut found = None;
            for component in components(&by_cell(cells, &choice.answered), drafts, |_, _| true) {
                if let Some(&(atom, _)) = certain(&component, cells, drafts, choice, k, work)?.first() {
                    let own = component.atoms[atom].classes.iter().map(|&class| component.classes[class]);
                    found = Some((own.collect::<Vec<_>>(), component.classes));
                    break;
                }
            }
            let Some((own, classes)) = found else { break };
            let mut best: Option<(i64, usize, Vec<usize>)> = None;
            for &(table, class) in &own {
                for &(_, other) in classes.iter().filter(|&&(t, other)| t == table && other != class) {
                    let (together, cost) = drafts[table].merger(class, other);
                    let better = best.as_ref().is_none_or(|best| (cost, table, &together) < (best.0, best.1, &best.2));
                    if better && drafts[table].may_merge(dimensions, &together) {
                        best = Some((cost, table, together));
                    }
                }
            }
            let Some((_, table, together)) = best else {
                return Err(AnonymizeError::Sensitive { name: choice.full_name() });
            };
            drafts[table].merge(&together);
            any = true;
        }
    }
    Ok(any)
}

/// The value of a count, `[cell]`.
fn by_cell(cells: &Cells, count: &Count) -> Vec<u32> {
    (0..cells.len()).map(|cell| count.of(|column| cells.counts(cell)[column])).collect()
}

/// Atoms of fewer than `k` people whose number of choosers is certain, or may be.
fn certain(
    component: &Component,
    cells: &Cells,
    drafts: &[Draft],
    choice: &Sensitive,
    k: u32,
    work: &mut Work,
) -> Result<Vec<(usize, Forced)>, AnonymizeError> {
    let few = |atom: &usize| component.atoms[*atom].n < u64::from(k);
    let few: Vec<usize> = (0..component.atoms.len()).filter(few).collect();
    if few.is_empty() {
        return Ok(Vec::new());
    }
    let place: BTreeMap<&[usize], usize> =
        component.atoms.iter().enumerate().map(|(at, atom)| (atom.classes.as_slice(), at)).collect();
    let mut truth = vec![0_u64; component.atoms.len()];
    for (cell, chosen) in by_cell(cells, &choice.chosen).into_iter().enumerate().filter(|(_, chosen)| *chosen > 0) {
        let class =
            |(table, draft): (usize, &Draft)| component.classes.binary_search(&(table, draft.class_of_cell(cell))).ok();
        let classes: Option<Vec<usize>> = drafts.iter().enumerate().map(class).collect();
        if let Some(&at) = classes.as_ref().and_then(|classes| place.get(classes.as_slice())) {
            truth[at] += u64::from(chosen);
        }
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); component.classes.len()];
    for (at, atom) in component.atoms.iter().enumerate() {
        atom.classes.iter().for_each(|&class| members[class].push(at));
    }
    let most = component.atoms.iter().map(|atom| (0, atom.n)).collect();
    let puzzle = Puzzle { bounds: tightened(most, &members, &truth), truth, sums: members, some: Vec::new() };
    let forced = puzzle.forced(&few, work)?;
    Ok(few.into_iter().zip(forced).filter(|(_, forced)| *forced != Forced::No).collect())
}

/// Bounds of how many chose it, by atom, from the numbers of the classes.
fn tightened(mut bounds: Vec<(u64, u64)>, classes: &[Vec<usize>], truth: &[u64]) -> Vec<(u64, u64)> {
    loop {
        let mut moved = false;
        for members in classes {
            let sum: u64 = members.iter().map(|&a| truth[a]).sum();
            let (low, high) = members.iter().fold((0, 0), |(low, high), &a| (low + bounds[a].0, high + bounds[a].1));
            for &a in members {
                let (l, h) = bounds[a];
                // The other members of the class sum to at most `high - h` and at least `low - l`.
                let tighter = (l.max(sum.saturating_sub(high - h)), h.min(sum - (low - l)));
                moved |= tighter != (l, h);
                bounds[a] = tighter;
            }
        }
        if !moved {
            return bounds;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{cell, dimension};
    use super::super::{Options, audit, determined::Budget};
    use super::*;

    /// Regions and channels of three, one person in each of the nine, of whom three chose it, no two in a row or column: bounds
    /// leave everybody open, and the search finds that nobody is settled.
    #[test]
    fn what_the_search_leaves_open_counts_as_disclosed() {
        let three = ["x", "y", "z"];
        let dimensions = [dimension("field", &["a"]), dimension("region", &three), dimension("channel", &three)];
        let nine = (0..9).map(|i| cell(&[0, i / 3, i % 3], 1, &[u32::from(i / 3 == i % 3), 1])).collect();
        let cells = Cells::check(&dimensions, nine, &Options { k: 3, ..Options::default() }).expect("they fit");
        let (chosen, answered) = (Count::column(0), Count::column(1));
        let choice = Sensitive { name: "health.ill".to_owned(), chosen, among: "answered".to_owned(), answered };
        let disclosed = |budget: Budget| {
            let mut watch = |_, _, _| std::ops::ControlFlow::Continue(());
            let work = &mut Work::new(&mut watch, budget);
            let table =
                |list: &[usize], work: &mut Work| Draft::best(&dimensions, &cells, list, 3, work).expect("classes");
            let drafts = [table(&[0, 1], work), table(&[0, 2], work)];
            let found = disclosures(&cells, &drafts, std::slice::from_ref(&choice), 3, work).expect("not stopped");
            found.iter().map(|found| (found.people, found.undecided)).collect::<Vec<_>>()
        };
        assert_eq!(disclosed(audit::BUDGET), []);
        assert_eq!(disclosed(Budget { puzzles: 0, ..audit::BUDGET }), [(9, 9)]);
    }
}
