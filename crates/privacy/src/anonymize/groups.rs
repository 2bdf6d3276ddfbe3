//! Groups: who was asked a question that not everybody was asked.
//!
//! A class publishes how many of it were asked, and what they answered. Where the class is not told by what
//! decides who was asked, that is a cell of its own: of 13 people one maintains a project, and the answers to the
//! questions for projects are that person's. So those asked, and those not asked, must be nobody or at least k in
//! each class, as the class itself must. Of two such classes together this holds as well; so it holds of every
//! filter and every difference of filters.

use super::cells::Cells;
use super::{AnonymizeError, Column, Options};

/// Whether of `n` people 1 to k - 1 are in a group of `in_group` of them, or outside it.
pub(super) fn splits_few(in_group: u64, n: u64, k: u64) -> bool {
    let few = |people: u64| people > 0 && people < k;
    few(in_group) || few(n.saturating_sub(in_group))
}

/// Columns of groups, without those that tell nobody apart and those that tell apart the same people.
pub(super) fn distinct(cells: &Cells, columns: &[Column]) -> Vec<usize> {
    let mut distinct: Vec<usize> = Vec::new();
    for group in (0..columns.len()).filter(|&c| columns[c].among.is_none()) {
        let others = |column: usize| cells.column(column).zip(&cells.n).map(|(count, n)| n - count);
        let trivial = cells.column(group).all(|count| count == 0) || others(group).all(|count| count == 0);
        let same =
            |&known: &usize| cells.column(known).eq(cells.column(group)) || others(known).eq(cells.column(group));
        if !trivial && !distinct.iter().any(same) {
            distinct.push(group);
        }
    }
    distinct
}

/// Everybody together must be a class: else no classes can be.
pub(super) fn check_everybody(cells: &Cells, options: &Options) -> Result<(), AnonymizeError> {
    for (&group, name) in cells.groups.iter().zip(&cells.group_names) {
        let asked = cells.column(group).sum::<u32>();
        if splits_few(asked.into(), cells.respondents.into(), options.k.into()) {
            return Err(AnonymizeError::Asked {
                group: name.clone(),
                place: String::new(),
                asked,
                respondents: cells.respondents,
                k: options.k,
            });
        }
    }
    Ok(())
}

/// The group that a column is counted within; none if it is not told of.
pub(super) fn group_of(column: usize, columns: &[Column]) -> Option<usize> {
    let mut group = column;
    while let Some(among) = columns.get(group)?.among {
        group = among;
    }
    Some(group)
}

/// Respondents by cell of the survey: all, and then those in each group and those outside it. Whatever a table
/// publishes is a sum over one of these, a class at a time.
pub(super) fn populations(cells: &Cells) -> Vec<Vec<u32>> {
    let mut populations = vec![cells.n.clone()];
    for &group in &cells.groups {
        let inside: Vec<u32> = cells.column(group).collect();
        let outside = cells.n.iter().zip(&inside).map(|(n, inside)| n - inside).collect();
        populations.extend([inside, outside]);
    }
    populations
}
