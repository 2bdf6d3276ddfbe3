//! Columns with the same name: branches of a form in which the same question stands, or different questions.

use super::{stem::Stem, words::fold};
use std::collections::{BTreeMap, BTreeSet};

/// Groups of columns or grids with the same names, and how many rows answer more than one of a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Twins {
    groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq)]
struct Group {
    /// Each of one column, or of the columns of a grid.
    members: Vec<Vec<usize>>,
    both: u64,
}

impl Twins {
    /// By the names of the columns, and the stems of those that belong to a grid.
    pub fn of(names: &[&str], stems: &[Option<Stem>]) -> Twins {
        let mut same: BTreeMap<String, Vec<Vec<usize>>> = BTreeMap::new();
        let mut grids: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (column, (name, stem)) in names.iter().zip(stems).enumerate() {
            match stem {
                Some(stem) => grids.entry(&stem.key).or_default().push(column),
                None if !name.is_empty() => same.entry(fold(name)).or_default().push(vec![column]),
                None => {}
            }
        }
        let grids = grids.into_values().map(|columns| segments(stems, &columns));
        // R tells the place of each: `Needs?...3`, `Needs?...5`.
        let placed = |name: &String| Some(name.rsplit_once("...").filter(|(_, at)| is_number(at))?.0.to_owned());
        let placed: Vec<(String, String)> =
            same.keys().filter_map(|name| Some((name.clone(), placed(name)?))).collect();
        for (name, bare) in placed {
            let members = same.remove(&name).unwrap_or_default();
            same.entry(bare).or_default().extend(members);
        }
        same.values_mut().for_each(|members| members.sort_unstable());
        // A program that wants names to differ counts them: `Needs?`, `Needs?.1`.
        let counted: Vec<String> =
            same.keys().filter(|name| bare(name).is_some_and(|bare| same.contains_key(bare))).cloned().collect();
        for name in counted {
            let more = same.remove(&name).unwrap_or_default();
            if let Some(first) = bare(&name).and_then(|bare| same.get_mut(bare)) {
                first.extend(more);
            }
        }
        let groups = same.into_values().chain(grids).filter(|members| members.len() > 1);
        Twins { groups: groups.map(|members| Group { members, both: 0 }).collect() }
    }

    /// Counts a row.
    pub fn take(&mut self, record: &csv::StringRecord) {
        for group in &mut self.groups {
            let filled = |column: &usize| record.get(*column).is_some_and(|cell| !cell.trim().is_empty());
            let answered = group.members.iter().filter(|member| member.iter().any(filled)).count();
            group.both += u64::from(answered > 1);
        }
    }

    /// The other columns of the same name, and how many rows answer more than one of them.
    pub fn of_column(&self, column: usize) -> Option<(Vec<usize>, u64)> {
        let group = self.groups.iter().find(|group| group.members.first().is_some_and(|first| first == &[column]))?;
        Some((group.members[1..].iter().map(|member| member[0]).collect(), group.both))
    }

    /// How many rows answer more than one of the grids that a column is in, if there are several of the same names.
    pub fn of_grid(&self, column: usize) -> Option<u64> {
        let group = self.groups.iter().find(|group| group.members.iter().any(|m| m.len() > 1 && m.contains(&column)));
        group.map(|group| group.both)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A name without the number that was counted behind it: `Needs?.1` (pandas), `Needs?2` (Microsoft Forms), `Needs? 2`, `Needs? (2)`.
fn bare(name: &str) -> Option<&str> {
    let name = name.strip_suffix(')').unwrap_or(name);
    let rest = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &name[rest.len()..];
    if number.is_empty() || number.len() > 2 {
        return None;
    }
    if let Some(bare) = rest.strip_suffix('.') {
        return Some(bare);
    }
    // Names that are short or codes end in numbers of their own: Q1 and Q12, Rank and Rank 2.
    let bare = rest.strip_suffix(['(', '_']).unwrap_or(rest).trim_end();
    let is_question = bare.ends_with(['?', '？']) || bare.split_whitespace().count() >= 3;
    is_question.then_some(bare)
}

/// The columns of a stem, cut where an item stands again: the same question a second time.
pub(super) fn segments(stems: &[Option<Stem>], columns: &[usize]) -> Vec<Vec<usize>> {
    let mut segments: Vec<Vec<usize>> = Vec::new();
    let mut items = BTreeSet::new();
    for &column in columns {
        let item = stems[column].as_ref().map_or(String::new(), |stem| fold(&stem.item));
        if segments.is_empty() || !items.insert(item.clone()) {
            items = BTreeSet::from([item]);
            segments.push(Vec::new());
        }
        segments.last_mut().expect("there is one").push(column);
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_program_numbered_are_the_same_name() {
        for (names, same) in [
            (&["Needs?", "Needs?"][..], true),
            (&["Needs?", "Needs?.1"], true),
            (&["What do you need most?", "What do you need most?2"], true),
            (&["What do you need", "What do you need 2"], true),
            (&["What do you need?", "What do you need? (2)"], true),
            (&["Needs?...3", "Needs?...7"], true),
            (&["Q1", "Q12"], false),
            (&["Rank", "Rank 2"], false),
            (&["Needs?", "Tools?2"], false),
        ] {
            let twins = Twins::of(names, &vec![None; names.len()]);
            assert_eq!(twins.of_column(0), same.then(|| (vec![1], 0)), "{names:?}");
        }
    }
}
