//! Groups: who was asked a question that not everybody was asked, and who answered it.
//!
//! A class publishes how many of it were asked, and what they answered. Where the class is not told by what
//! decides who was asked, that is a cell of its own: of 13 people one maintains a project, and the answers to the
//! questions for projects are that person's. So those asked, and those not asked, must be nobody or at least k in
//! each class, as the class itself must. Of two such classes together this holds as well; so it holds of every
//! filter and every difference of filters.
//!
//! Who answered is a group as well, but one-sided: a class of five of whom one answered publishes that one's answers, while
//! those who said nothing have nothing that could be told ([`super::own`]).

use super::cells::Cells;
use super::{AnonymizeError, Options};
use std::ops::Range;

/// People of whom something is published of them alone.
#[derive(Clone)]
pub(super) struct Group {
    /// For messages.
    pub name: String,
    /// The columns of the survey whose sum tells how many.
    pub columns: Range<usize>,
    /// How many of a cell are in it.
    pub inside: Vec<u32>,
    /// Those outside it must be nobody or at least k, too.
    pub two_sided: bool,
}

impl Group {
    /// Who was asked a question: those who were not are told by the difference.
    pub fn asked(name: &str, cells: &Cells, column: usize) -> Group {
        Group { two_sided: true, ..Group::answered(name, cells, column..column + 1) }
    }

    /// Who answered: that the others did not is all that is told of them.
    pub fn answered(name: &str, cells: &Cells, columns: Range<usize>) -> Group {
        let inside = (0..cells.len()).map(|cell| cells.counts(cell)[columns.clone()].iter().sum()).collect();
        Group { name: name.to_owned(), columns, inside, two_sided: false }
    }
}

/// 1 to k - 1 people.
pub(super) fn is_few(people: u64, k: u64) -> bool {
    people > 0 && people < k
}

/// Whether of `n` people 1 to k - 1 are in a group of `in_group` of them, or outside it.
pub(super) fn splits_few(in_group: u64, n: u64, k: u64) -> bool {
    is_few(in_group, k) || is_few(n.saturating_sub(in_group), k)
}

/// Without the groups that tell nobody of the people `n` apart and those that tell apart the same people.
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

/// Everybody together must be a class: else no classes can be.
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

/// People by cell: all, and then those in each group, and where they must be enough, too, those outside it. Whatever a
/// table publishes is a sum over one of these, a class at a time.
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
