//! Groups: those asked a question that not everybody was asked, and those who answered it.
//!
//! A class publishes how many of it were asked, and their answers. If something outside the class's label decides who was
//! asked, the group is a cell of its own: if one of 13 people maintains a project, the answers to the questions for
//! projects are that person's. So in each class those asked, and those not asked, must be nobody or at least k, like the
//! class itself. This carries over to unions of classes, and so to every filter and every difference of filters.
//!
//! Those who answered are a one-sided group: a class of five of whom one answered publishes that person's answers, while
//! those who did not answer have none to disclose ([`super::own`]).

use super::cells::Cells;
use super::{AnonymizeError, Options};
use std::ops::Range;

/// People about whom numbers are published separately.
#[derive(Clone)]
pub(super) struct Group {
    /// For messages.
    pub name: String,
    /// The columns of the survey whose sum is their number.
    pub columns: Range<usize>,
    /// Their number in a cell.
    pub inside: Vec<u32>,
    /// Whether those outside the group must also be nobody or at least k.
    pub two_sided: bool,
}

impl Group {
    /// Those asked a question: the difference gives those not asked.
    pub fn asked(name: &str, cells: &Cells, column: usize) -> Group {
        Group { two_sided: true, ..Group::answered(name, cells, column..column + 1) }
    }

    /// Those who answered: nothing else is published of the others.
    pub fn answered(name: &str, cells: &Cells, columns: Range<usize>) -> Group {
        let inside = (0..cells.len()).map(|cell| cells.counts(cell)[columns.clone()].iter().sum()).collect();
        Group { name: name.to_owned(), columns, inside, two_sided: false }
    }
}

/// 1 to k - 1 people.
pub(super) fn is_few(people: u64, k: u64) -> bool {
    people > 0 && people < k
}

/// Whether a group of `in_group` of `n` people has 1 to k - 1 people inside or outside.
pub(super) fn splits_few(in_group: u64, n: u64, k: u64) -> bool {
    is_few(in_group, k) || is_few(n.saturating_sub(in_group), k)
}

/// Drops groups that do not split the people `n`, and duplicates.
pub(super) fn distinct(n: &[u32], groups: Vec<Group>) -> Vec<Group> {
    let mut distinct: Vec<Group> = Vec::new();
    for group in groups {
        let none = group.inside.iter().all(|&count| count == 0);
        let others = |group: &Group| n.iter().zip(&group.inside).map(|(n, count)| n - count).collect::<Vec<u32>>();
        let trivial = none || group.inside == n;
        let same = |known: &Group| {
            known.inside == group.inside || group.two_sided && known.two_sided && others(known) == group.inside
        };
        if !trivial && !distinct.iter().any(same) {
            distinct.push(group);
        }
    }
    distinct
}

/// Everybody together must be a valid class; otherwise no partition exists.
pub(super) fn check_everybody(cells: &Cells, options: &Options) -> Result<(), AnonymizeError> {
    for group in &cells.groups {
        let asked = group.inside.iter().sum::<u32>();
        if splits_few(asked.into(), cells.respondents.into(), options.k.into()) {
            return Err(AnonymizeError::Asked {
                group: group.name.clone(),
                place: String::new(),
                asked,
                respondents: cells.respondents,
                k: options.k,
            });
        }
    }
    Ok(())
}

/// Populations by cell: everybody, those in each group, and those outside it where they must be enough too. Every
/// published number is a sum over one of these, within one class.
pub(super) fn populations(cells: &Cells) -> Vec<Vec<u32>> {
    let mut populations = vec![cells.n.clone()];
    for group in &cells.groups {
        populations.push(group.inside.clone());
        if group.two_sided {
            populations.push(cells.n.iter().zip(&group.inside).map(|(n, inside)| n - inside).collect());
        }
    }
    populations
}
