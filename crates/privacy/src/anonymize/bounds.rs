//! Attribute disclosure by bounds, to an attacker who knows the categories of every respondent.
//!
//! The audit covers sums and differences of published numbers. An attacker who also knows the number of people of every
//! combination has bounds: a count is at least 0 and at most that number. If several tables have small classes, the bounds
//! may leave a single answer: a class where nobody chose an option settles all its members, which settles others in the
//! classes of another table, and so on. The bounds are tightened until they are stable (Buzzigoli and Giusti's shuttle
//! algorithm, 1999). What they settle is certain; a stronger method may settle more.

use super::audit::{Component, components};
use super::cells::Cells;
use super::table::Draft;
use super::{AnonymizeError, Count, DimensionSpec, Sensitive};

/// A sensitive choice that an attacker who knows everybody's categories can infer for some people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeDisclosure {
    /// The choice, as named in the options.
    pub name: String,
    /// Number of people, all in groups of fewer than k that share a class in every table.
    pub people: u32,
}

/// The attribute disclosures of several tables about the people of `cells`; a single table has none.
pub(super) fn disclosures(
    cells: &Cells,
    drafts: &[Draft],
    sensitive: &[Sensitive],
    k: u32,
) -> Vec<AttributeDisclosure> {
    let mut found = Vec::new();
    for choice in sensitive {
        let people: u64 = each(cells, drafts, choice, k).map(|(component, atoms)| people(&component, &atoms)).sum();
        if people > 0 {
            found.push(AttributeDisclosure { name: choice.full_name(), people: people as u32 });
        }
    }
    found
}

fn people(component: &Component, atoms: &[usize]) -> u64 {
    atoms.iter().map(|&atom| component.atoms[atom].n).sum()
}

/// The components of those who answered, with the atoms whose number of choosers is certain.
fn each(cells: &Cells, drafts: &[Draft], choice: &Sensitive, k: u32) -> impl Iterator<Item = (Component, Vec<usize>)> {
    let chosen = chosen(cells, drafts, &choice.chosen);
    let components = components(&by_cell(cells, &choice.answered), drafts, |_, _| true);
    components.into_iter().map(move |component| {
        let atoms = settled(&component, &chosen, u64::from(k));
        (component, atoms)
    })
}

/// Merges classes until no attribute disclosure is left; whether any was merged.
pub(super) fn prevent(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    drafts: &mut [Draft],
    sensitive: &[Sensitive],
    k: u32,
) -> Result<bool, AnonymizeError> {
    let mut any = false;
    for choice in sensitive {
        loop {
            let found = each(cells, drafts, choice, k).find_map(|(component, atoms)| {
                let own = component.atoms[*atoms.first()?].classes.iter().map(|&class| component.classes[class]);
                Some((own.collect::<Vec<_>>(), component.classes))
            });
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

/// The number who chose it, `[table][class]`.
fn chosen(cells: &Cells, drafts: &[Draft], count: &Count) -> Vec<Vec<u64>> {
    let chosen = by_cell(cells, count);
    let table = |draft: &Draft| {
        let mut sums = vec![0; draft.classes.len()];
        chosen.iter().enumerate().for_each(|(cell, &n)| sums[draft.class_of_cell(cell)] += u64::from(n));
        sums
    };
    drafts.iter().map(table).collect()
}

/// Atoms of fewer than `k` people whose number of choosers is certain.
fn settled(component: &Component, chosen: &[Vec<u64>], k: u64) -> Vec<usize> {
    let mut bounds: Vec<(u64, u64)> = component.atoms.iter().map(|atom| (0, atom.n)).collect();
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); component.classes.len()];
    for (a, atom) in component.atoms.iter().enumerate() {
        atom.classes.iter().for_each(|&class| members[class].push(a));
    }
    loop {
        let mut moved = false;
        for (&(table, class), members) in component.classes.iter().zip(&members) {
            let sum = chosen[table][class];
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
            break;
        }
    }
    (0..bounds.len()).filter(|&a| component.atoms[a].n < k && bounds[a].0 == bounds[a].1).collect()
}
