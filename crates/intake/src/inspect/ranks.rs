//! Rankings: options in order of preference.
//!
//! Forms write a ranking in three ways: the options in order in one cell, a column for each place, or a column for each
//! option with the number of its place. Unlike a grid, a ranking has no row with the same value twice.

use super::{
    labels::{self, FEWEST, form},
    parts::Column,
    scale,
    stem::Stem,
    twins,
    words::{fold, says, terms, without_spaces},
};
use std::collections::{BTreeMap, BTreeSet};

/// How the order of several answers of a cell varies from row to row; a form with boxes to tick writes them in its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Orders {
    /// Rows with at least two answers.
    pub rows: u64,
    /// Rows that hold every option.
    pub full: u64,
    /// Rows that name an option twice.
    pub repeat: u64,
    /// Pairs of options in all rows, and those in the rarer of their two orders.
    pub pairs: u64,
    pub against: u64,
}

impl Orders {
    /// Of cells, cut into their answers, over the given options.
    pub fn of(cells: &[(Vec<String>, u64)], options: &[(String, u64)]) -> Orders {
        let place: BTreeMap<String, usize> =
            options.iter().enumerate().map(|(o, (label, _))| (form(label), o)).collect();
        let mut orders = Orders::default();
        let mut before: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (pieces, rows) in cells.iter().filter(|(pieces, _)| pieces.len() > 1) {
            let known: Vec<usize> = pieces.iter().filter_map(|piece| place.get(&form(piece)).copied()).collect();
            let different: BTreeSet<usize> = known.iter().copied().collect();
            orders.rows += rows;
            orders.repeat += if different.len() < known.len() { *rows } else { 0 };
            orders.full += if different.len() == options.len() { *rows } else { 0 };
            for (i, &a) in known.iter().enumerate() {
                known[i + 1..].iter().filter(|&&b| b != a).for_each(|&b| *before.entry((a, b)).or_default() += rows);
            }
        }
        for (&(a, b), &rows) in before.iter().filter(|((a, b), _)| a < b || !before.contains_key(&(*b, *a))) {
            let other = before.get(&(b, a)).copied().unwrap_or(0);
            orders.pairs += rows + other;
            orders.against += rows.min(other);
        }
        orders
    }

    /// Whether the order is the respondent's own.
    pub fn vary(&self) -> bool {
        self.against >= 3 && self.against * 100 >= self.pairs * 8
    }

    /// Whether (nearly) everybody named every option, each in an order of their own; or a part of them, asked to rank.
    pub fn is_ranking(&self, header: &str) -> bool {
        let full = self.full * 100 >= self.rows * 90;
        self.vary() && (full || is_asked(header)) && self.repeat * 50 <= self.rows
    }
}

/// Whether a header asks for an order.
pub(super) fn is_asked(header: &str) -> bool {
    says(header, "rank.phrase").is_some()
}

/// Columns that may hold one ranking.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub by: By,
    /// Column and, of a group by item, its label.
    pub columns: Vec<(usize, String)>,
    /// As it was asked, where a header tells.
    pub text: Option<String>,
    /// The options, of a group by place, with how often each stands anywhere.
    pub options: Vec<(String, u64)>,
    /// Cells that hold none of them.
    pub aside: u64,
    /// Rows with at least two answers.
    pub rows: u64,
    /// Rows that name an option, or a place, twice.
    pub repeat: u64,
    none: Vec<BTreeSet<String>>,
}

/// What the columns of a ranking stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Place,
    Item,
}

/// All groups of a file that are rankings, once its rows were seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ranks {
    pub groups: Vec<Group>,
}

/// Rows without a repetition that show that none is meant to be there.
const ENOUGH: u64 = 5;

impl Ranks {
    /// The groups that could be rankings by their names and cells.
    pub fn candidates(columns: &[Column]) -> Ranks {
        let stems: Vec<Option<Stem>> = columns.iter().map(|column| column.stem.clone()).collect();
        let mut keys: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (c, stem) in stems.iter().enumerate() {
            if let Some(stem) = stem.as_ref().filter(|stem| !stem.is_text) {
                keys.entry(&stem.key).or_default().push(c);
            }
        }
        let mut groups = Vec::new();
        for members in keys.into_values().flat_map(|all| twins::segments(&stems, &all)) {
            let label = |&c: &usize| (c, stems[c].as_ref().map_or(String::new(), |stem| stem.item.clone()));
            let text = stems[members[0]].as_ref().map(|stem| stem.question.clone());
            groups.extend(candidate(columns, members.iter().map(label).collect(), text));
        }
        // Side by side, with nothing before the place or the option.
        let places: Vec<Option<usize>> = columns.iter().map(|c| Some(place_of(&c.bare)?.0)).collect();
        let holds_places = |column: &Column| {
            let tally = &column.tally;
            tally.filled > 0 && tally.cells.iter().all(|(cell, _)| place_number(cell).is_some())
        };
        let of_items: Vec<bool> = columns.iter().map(holds_places).collect();
        let free = |c: &usize| columns[*c].stem.is_none() && !columns[*c].name.is_empty();
        let mut from = 0;
        while from < columns.len() {
            // Most columns begin none: each end is tried only behind one that may.
            let by_place = places[from] == Some(1);
            let may_be = |c: &usize| free(c) && (by_place && places[*c].is_some() || of_items[from] && of_items[*c]);
            let most = (from..columns.len().min(from + 32)).take_while(may_be).count();
            let found = (from + 2..=from + most)
                .rev()
                .find_map(|end| candidate(columns, (from..end).map(|c| (c, columns[c].bare.clone())).collect(), None));
            from += found.as_ref().map_or(1, |group| group.columns.len());
            groups.extend(found);
        }
        Ranks { groups }
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Counts a row.
    pub fn take(&mut self, record: &csv::StringRecord) {
        for group in &mut self.groups {
            let said: Vec<String> = group
                .columns
                .iter()
                .zip(&group.none)
                .filter_map(|((c, _), none)| {
                    let said = form(&crate::raw::tidy(record.get(*c).unwrap_or("")));
                    (!said.is_empty() && !none.contains(&said)).then_some(said)
                })
                .collect();
            let different: BTreeSet<&String> = said.iter().collect();
            group.rows += u64::from(said.len() > 1);
            group.repeat += u64::from(different.len() < said.len());
        }
    }

    /// Keeps those in which (nearly) nobody said anything twice.
    pub fn settle(&mut self) {
        self.groups.retain(|group| group.rows >= ENOUGH && group.repeat * 50 <= group.rows);
    }

    /// The ranking whose first column this is.
    pub fn starting(&self, column: usize) -> Option<&Group> {
        self.groups.iter().find(|group| group.columns.first().is_some_and(|(first, _)| *first == column))
    }
}

/// Whether columns with these labels may be a ranking, as far as names and single cells tell.
pub(super) fn could_be_one(columns: &[Column], members: Vec<(usize, String)>) -> bool {
    candidate(columns, members, None).is_some()
}

fn candidate(columns: &[Column], members: Vec<(usize, String)>, text: Option<String>) -> Option<Group> {
    if !(2..=32).contains(&members.len()) || members.iter().all(|(c, _)| columns[*c].tally.filled == 0) {
        return None;
    }
    let none = |(c, _): &(usize, String)| columns[*c].missing.iter().map(|(cell, _)| form(cell)).collect();
    let none = members.iter().map(none).collect();
    let group =
        Group { by: By::Place, columns: members, text, options: Vec::new(), aside: 0, rows: 0, repeat: 0, none };
    by_place(columns, &group).or_else(|| by_item(columns, &group))
}

/// Columns named by places, which hold what was put there.
fn by_place(columns: &[Column], group: &Group) -> Option<Group> {
    let places = group.columns.iter().map(|(_, label)| place_of(label)).collect::<Option<Vec<(usize, String)>>>()?;
    let counted = places.iter().enumerate().all(|(i, (place, rest))| *place == i + 1 && *rest == places[0].1);
    if !counted {
        return None;
    }
    let mut options: BTreeMap<String, (String, u64)> = BTreeMap::new();
    let mut columns_of: BTreeMap<String, usize> = BTreeMap::new();
    let (mut filled, mut aside) = (0, 0);
    for (c, _) in &group.columns {
        let tally = &columns[*c].tally;
        filled += tally.filled;
        aside += tally.uncounted;
        for (cell, rows) in &tally.cells {
            options.entry(form(cell)).or_insert_with(|| (cell.clone(), 0)).1 += rows;
            *columns_of.entry(form(cell)).or_default() += 1;
        }
    }
    let (kept, rare): (Vec<_>, Vec<_>) =
        options.into_values().partition(|(label, rows)| *rows >= FEWEST && !labels::is_personal(label));
    aside += rare.iter().map(|(_, rows)| rows).sum::<u64>();
    let labels: Vec<&str> = kept.iter().map(|(label, _)| label.as_str()).collect();
    let are_steps = scale::of(&labels).is_some() || labels.iter().all(|label| crate::numbers::plain(label).is_some());
    // Columns called Q1 and Q2 are questions: what stands in one does not stand in the other.
    let shared =
        kept.iter().filter(|(label, _)| columns_of.get(&form(label)).is_some_and(|&columns| columns > 1)).count();
    let are_places = shared * 2 > kept.len();
    let fits = (group.columns.len()..=32).contains(&kept.len()) && aside * 10 <= filled && !are_steps && are_places;
    let mut options = kept;
    options.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    fits.then(|| Group { options, aside, ..group.clone() })
}

/// Columns named by options, which hold the place of each: none beyond the number of options.
fn by_item(columns: &[Column], group: &Group) -> Option<Group> {
    let n = group.columns.len();
    let item = |(c, label): &(usize, String)| {
        let tally = &columns[*c].tally;
        let is_place = |cell: &str| place_number(cell).is_some_and(|place| (1..=n).contains(&place));
        tally.filled > 0
            && tally.uncounted == 0
            && tally.cells.iter().all(|(cell, _)| is_place(cell))
            && !label.is_empty()
    };
    // Two columns of 1 and 2 may be anything.
    let asked = group.text.as_deref().is_some_and(is_asked);
    let names_end = |(_, label): &(usize, String)| !label.trim_end().ends_with(['?', '？']);
    let fits = (n >= 3 || asked) && group.columns.iter().all(item) && group.columns.iter().all(names_end);
    fits.then(|| Group { by: By::Item, ..group.clone() })
}

/// The place that a cell says: `2`, `2nd`, `Rank 2`, `第2位`.
pub(crate) fn place_number(cell: &str) -> Option<usize> {
    let cell = form(cell);
    let mut runs = cell.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let (run, rest) = (runs.next()?, runs.next());
    let words = cell.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    (rest.is_none() && words <= 2 && !cell.contains(['.', ',', '-', '+', '%']) || cell.parse::<usize>().is_ok())
        .then(|| run.parse().ok())
        .flatten()
        .filter(|place| (1..=99).contains(place))
}

/// The place that a label names, and the rest of the label: `Rank 2`, `2nd choice`, `Second choice`, `第2希望`.
fn place_of(label: &str) -> Option<(usize, String)> {
    let folded = fold(label);
    let digits = folded.find(|c: char| c.is_ascii_digit());
    if let Some(at) = digits {
        let (before, rest) = folded.split_at(at);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        // Of one text for all places, `1st` and `2nd` differ in their endings.
        let after = ["st", "nd", "rd", "th", "er", "ere", "re", "e", "eme", "o", "a", "º", "ª", "."]
            .iter()
            .filter_map(|ending| after.strip_prefix(ending))
            .filter(|rest| !rest.starts_with(char::is_alphabetic))
            .min_by_key(|rest| rest.len())
            .unwrap_or(after);
        let fits = !after.contains(|c: char| c.is_ascii_digit()) && folded.chars().count() <= 40;
        return fits
            .then(|| number.parse().ok())
            .flatten()
            .map(|place| (place, format!("{} {}", before.trim(), after.trim())));
    }
    let ordinal = |place: usize| {
        let all = terms(&format!("ordinal.{place}"));
        all.iter().find_map(|term| {
            let rest = folded.strip_prefix(term.text.as_str())?;
            let ends = term.text.ends_with(without_spaces) || !rest.starts_with(char::is_alphanumeric);
            ends.then(|| rest.trim().to_owned())
        })
    };
    (1..=5).find_map(|place| Some((place, ordinal(place)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(cells: &[(&str, u64)]) -> Vec<(Vec<String>, u64)> {
        cells.iter().map(|(cell, rows)| (cell.split(';').map(str::to_owned).collect(), *rows)).collect()
    }

    fn options(labels: &[&str]) -> Vec<(String, u64)> {
        labels.iter().map(|label| (label.to_string(), 1)).collect()
    }

    #[test]
    fn everybodys_own_order_of_the_same_options_is_a_ranking_and_the_forms_order_is_none() {
        let all = options(&["A", "B", "C"]);
        let own = Orders::of(&cells(&[("A;B;C", 9), ("C;A;B", 8), ("B;C;A", 7)]), &all);
        assert_eq!((own.rows, own.full), (24, 24));
        assert!(own.is_ranking("What matters?"));
        let ticked = Orders::of(&cells(&[("A;B;C", 9), ("A;B", 8), ("B;C", 7), ("A;C", 5)]), &all);
        assert!(!ticked.vary() && !ticked.is_ranking("Rank these"));
        let some = Orders::of(&cells(&[("A;B", 9), ("B;A", 8), ("C;A", 7)]), &all);
        assert!(some.is_ranking("Rank up to two") && !some.is_ranking("Which do you use?"));
        let twice = Orders::of(&cells(&[("A;A;B", 9), ("B;A;C", 8)]), &all);
        assert!(!twice.is_ranking("Rank these"));
    }

    #[test]
    fn places_are_told_in_digits_and_in_words() {
        for labels in [
            ["Rank 1", "Rank 2", "Rank 3"],
            ["1st choice", "2nd choice", "3rd choice"],
            ["1", "2", "3"],
            ["First choice", "Second choice", "Third choice"],
            ["1. Wahl", "2. Wahl", "3. Wahl"],
            ["Platz 1", "Platz 2", "Platz 3"],
            ["1er choix", "2e choix", "3e choix"],
            ["第1位", "第2位", "第3位"],
            ["第一位", "第二位", "第三位"],
            ["Erste Wahl", "Zweite Wahl", "Dritte Wahl"],
        ] {
            let places: Vec<(usize, String)> = labels.iter().filter_map(|label| place_of(label)).collect();
            assert_eq!(places.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [1, 2, 3], "{labels:?}");
            assert!(places.iter().all(|(_, rest)| *rest == places[0].1), "{places:?}");
        }
        assert_eq!(place_of("Funding"), None);
        for (cell, place) in [
            ("2", Some(2)),
            ("2nd", Some(2)),
            ("Rank 3", Some(3)),
            ("第2位", Some(2)),
            ("2.5", None),
            ("1-3", None),
            ("x", None),
        ] {
            assert_eq!(place_number(cell), place, "{cell}");
        }
        assert_eq!(place_number("4.0"), Some(4));
    }
}
