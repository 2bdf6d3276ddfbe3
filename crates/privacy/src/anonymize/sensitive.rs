//! Sensitive choices: classes whose size hides nobody, because everybody answered alike.

use super::cells::Cells;
use super::table::Draft;
use super::{AnonymizeError, DimensionSpec, Partition, Sensitive};
use needs_core::survey::{Layout, file::Question};

/// A class where everybody, or nobody, of those who answered chose a sensitive choice: to know that somebody
/// is in the class is to know the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Homogeneous {
    /// The choice, and among whom, as named in the options.
    pub name: String,
    pub among: String,
    /// Position of the table.
    pub table: usize,
    /// Position of the class in it.
    pub class: usize,
    /// Everybody chose it; else nobody did.
    pub all: bool,
    /// How many answered.
    pub answered: u32,
}

/// How many partners on either side are tried for a class, in the order of keys.
const NEIGHBOURS: usize = 50;

pub(super) fn homogeneous(partitions: &[Partition], sensitive: &[Sensitive]) -> Vec<Homogeneous> {
    let mut found = Vec::new();
    for (table, partition) in partitions.iter().enumerate() {
        for (at, class) in partition.classes.iter().enumerate() {
            for choice in sensitive {
                let (chosen, answered) = (class.counts[choice.chosen], class.counts[choice.answered]);
                if is_homogeneous(u64::from(chosen), u64::from(answered)) {
                    let all = chosen > 0;
                    let (name, among) = (choice.name.clone(), choice.among.clone());
                    found.push(Homogeneous { name, among, table, class: at, all, answered });
                }
            }
        }
    }
    found
}

fn is_homogeneous(chosen: u64, answered: u64) -> bool {
    answered > 0 && (chosen == 0 || chosen == answered)
}

/// (chosen, answered) of each choice, `[class][choice]`.
fn sums(cells: &Cells, draft: &Draft, sensitive: &[Sensitive]) -> Vec<Vec<(u64, u64)>> {
    let mut sums = vec![vec![(0, 0); sensitive.len()]; draft.classes.len()];
    for cell in 0..cells.len() {
        let counts = cells.counts(cell);
        for (sum, choice) in sums[draft.class_of_cell(cell)].iter_mut().zip(sensitive) {
            sum.0 += u64::from(counts[choice.chosen]);
            sum.1 += u64::from(counts[choice.answered]);
        }
    }
    sums
}

/// The first choice that all who answered answered alike.
fn alike(sums: &[(u64, u64)]) -> Option<usize> {
    sums.iter().position(|&(chosen, answered)| is_homogeneous(chosen, answered))
}

/// A choice that all who answered answered alike in some class.
pub(super) fn first_alike(cells: &Cells, drafts: &[Draft], sensitive: &[Sensitive]) -> Option<String> {
    let choice = drafts.iter().find_map(|draft| sums(cells, draft, sensitive).iter().find_map(|sums| alike(sums)))?;
    Some(sensitive[choice].full_name())
}

/// Merges classes until each has both answers to every sensitive choice, or nobody who answered.
pub(super) fn mix(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    draft: &mut Draft,
    sensitive: &[Sensitive],
) -> Result<(), AnonymizeError> {
    let mut sums = sums(cells, draft, sensitive);
    let mut class = 0;
    while class < draft.classes.len() {
        let Some(choice) = alike(&sums[class]).filter(|_| !draft.classes[class].is_empty()) else {
            class += 1;
            continue;
        };
        let live = |&other: &usize| other != class && !draft.classes[other].is_empty();
        let before = (0..class).rev().filter(live).take(NEIGHBOURS);
        let after = (class + 1..draft.classes.len()).filter(live).take(NEIGHBOURS);
        let mergers = before.chain(after).map(|other| draft.merger(class, other));
        let best =
            mergers.filter(|(together, _)| draft.may_merge(dimensions, together)).min_by_key(|(together, cost)| {
                let merged: Vec<(u64, u64)> = (0..sensitive.len())
                    .map(|c| together.iter().fold((0, 0), |sum, &t| (sum.0 + sums[t][c].0, sum.1 + sums[t][c].1)))
                    .collect();
                (alike(&merged).is_some(), *cost, together.clone())
            });
        let Some((together, _)) = best else {
            return Err(AnonymizeError::Sensitive { name: sensitive[choice].full_name() });
        };
        let merged = (0..sensitive.len())
            .map(|c| together.iter().fold((0, 0), |sum, &t| (sum.0 + sums[t][c].0, sum.1 + sums[t][c].1)))
            .collect();
        draft.merge(&together);
        sums[together[0]] = merged;
        class = class.min(together[0]);
    }
    Ok(())
}
/// The choices whose disclosure the author wants to hear of. `total` is the sum of a column over all respondents.
///
/// Where pairs are published, whoever is known to be in a class and to have chosen one choice is told of the others
/// if all like that chose them, or none: each choice is looked at among those who chose another. Not if it is so of
/// all respondents ("none of these" beside anything): no class can change that.
pub fn sensitive_choices<'a>(
    questions: impl Iterator<Item = &'a Question>,
    layout: &Layout,
    total: impl Fn(usize) -> u64,
) -> Vec<Sensitive> {
    let mut all = Vec::new();
    for (question, columns) in questions.zip(&layout.questions).filter(|(question, _)| question.sensitive) {
        let answered = ("answered".to_owned(), columns.answered);
        let mut add = |name: &str, chosen: usize, (among, answered): (String, usize)| {
            all.push(Sensitive { name: format!("{}.{name}", question.id), chosen, among, answered });
        };
        for (c, choice) in question.choices().iter().enumerate() {
            add(&choice.id, columns.choice(c), answered.clone());
        }
        for (i, item) in question.items().iter().enumerate() {
            for (l, level) in question.levels().iter().enumerate() {
                add(&format!("{}.{}", item.id, level.id), columns.level(i, l), answered.clone());
            }
        }
        for (a, among) in question.choices().iter().enumerate() {
            for (b, choice) in question.choices().iter().enumerate().filter(|(b, _)| *b != a) {
                let Some(both) = columns.pair(a, b) else { continue };
                if (1..total(columns.choice(a))).contains(&total(both)) {
                    add(&choice.id, both, (format!("chose {}.{}", question.id, among.id), columns.choice(a)));
                }
            }
        }
    }
    all
}
