//! Cells with several answers: what separates them.

use super::{
    super::{Tool, ranks::Orders, tally::Tally, words},
    FEWEST, List, form, offered,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What may stand between the answers of a multi-select, the surest first; then commas are tried.
const SEPARATORS: [&str; 5] = [";", "\n", "|", "；", "┋"];
const COMMAS: [&str; 4] = [", ", ",", "、", "，"];

/// A column of several answers.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::inspect) struct Several {
    pub list: List,
    pub separator: &'static str,
    /// Rows with more than one answer.
    pub rows: u64,
    /// Options that have the separator in their label.
    pub joined: usize,
    /// Answers that are none (`Prefer not to say`), as they are written.
    pub missing: Vec<String>,
    /// Whether they are in an order of the respondent's own.
    pub orders: Orders,
}

/// The options of a column in which several answers stand, if it is such.
///
/// Labels may hold ", " and tools may write "," or ", " between answers: whichever leaves fewer different pieces is
/// right. Qualtrics writes "," only.
pub(in crate::inspect) fn several(tally: &Tally, tool: Tool) -> Option<Several> {
    // Only a ranking is written so: `A > B > C`.
    let ordered =
        |separator| split_by(tally, separator).filter(|several| several.orders.vary() && several.orders.repeat == 0);
    let sure = || {
        SEPARATORS
            .iter()
            .find_map(|separator| split_by(tally, separator))
            .or_else(|| [">", "→"].into_iter().find_map(ordered))
    };
    if tool == Tool::Qualtrics {
        return split_by(tally, ",").or_else(sure).or_else(|| split_by(tally, ", "));
    }
    let pieces = |several: &Several| several.list.options.len() + several.list.surplus_kinds + several.list.rest_kinds;
    let commas = || COMMAS.iter().filter_map(|separator| split_by(tally, separator)).min_by_key(pieces);
    sure().or_else(commas).or_else(|| if are_joined_by_spaces(tally) { split_by(tally, " ") } else { None })
}

/// Whether cells hold codes with spaces between, as KoboToolbox and ODK write several answers: words in small letters, all
/// but a few of which also stand alone.
fn are_joined_by_spaces(tally: &Tally) -> bool {
    let is_code = |code: &str| {
        code.starts_with(|c: char| c.is_ascii_lowercase())
            && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
    };
    let mut alone: HashSet<&str> = HashSet::new();
    let mut all: HashSet<&str> = HashSet::new();
    for (cell, _) in &tally.cells {
        let codes: Vec<&str> = cell.split(' ').collect();
        if let [code] = codes.as_slice() {
            alone.insert(code);
        }
        all.extend(codes);
    }
    all.iter().all(|code| is_code(code)) && alone.len() >= 2 && alone.len() * 5 >= all.len() * 4
}

fn split_by(tally: &Tally, separator: &'static str) -> Option<Several> {
    let terminated = separator == ";" && tally.mostly(95, |cell| cell.ends_with(';'));
    let mut cells: Vec<(Vec<String>, u64)> =
        tally.cells.iter().map(|(cell, rows)| (pieces(cell, separator), *rows)).collect();
    let mut missing: Vec<String> = Vec::new();
    for (pieces, _) in cells.iter_mut() {
        pieces.retain(|piece| {
            let none = words::is(piece, "missing");
            if none && !missing.contains(piece) {
                missing.push(piece.clone());
            }
            !none
        });
    }
    missing.sort_unstable();
    let before: usize = cells.iter().map(|(pieces, _)| pieces.len()).sum();
    while join(&mut cells, separator) {}
    let joined = before > cells.iter().map(|(pieces, _)| pieces.len()).sum();
    let rows: u64 = cells.iter().filter(|(pieces, _)| pieces.len() > 1).map(|(_, rows)| rows).sum();
    if !terminated && (rows < 2 || rows * 100 < tally.filled * 2) {
        return None;
    }
    // Who says the same twice is one person.
    let answers = cells.iter().flat_map(|(pieces, rows)| {
        let mut said = HashSet::new();
        let once: Vec<&str> = pieces.iter().map(String::as_str).filter(|piece| said.insert(form(piece))).collect();
        once.into_iter().map(|piece| (piece, *rows))
    });
    let list = offered(answers, tally.filled, tally.uncounted)?;
    let orders = Orders::of(&cells, &list.options);
    if !terminated && is_one_with_commas(tally, &cells) {
        return None;
    }
    // Several answers combine: fewer options than different cells, or "Yes, often" would be two answers.
    let combined = list.options.len() + list.surplus_kinds < tally.cells.len();
    let mark = separator.trim();
    let inside = list.options.iter().filter(|(label, _)| !mark.is_empty() && label.contains(mark)).count();
    (terminated || combined || orders.vary()).then_some(Several {
        list,
        separator,
        rows,
        joined: if joined { inside.max(1) } else { inside },
        missing,
        orders,
    })
}

/// Whether cells are single answers with separators in their labels ("Some college, no degree"), as of education: a form
/// offers few, and they repeat; and their pieces hardly ever stand alone, as they would if somebody chose one of them.
fn is_one_with_commas(tally: &Tally, cells: &[(Vec<String>, u64)]) -> bool {
    const MOST_LEVELS: usize = 20;
    let repeat = tally.cells.iter().filter(|(_, rows)| *rows >= FEWEST).map(|(_, rows)| rows).sum::<u64>();
    let few = tally.cells.iter().filter(|(_, rows)| *rows >= FEWEST).count() <= MOST_LEVELS;
    let alone: HashSet<String> =
        cells.iter().filter(|(pieces, _)| pieces.len() == 1).map(|(pieces, _)| form(&pieces[0])).collect();
    let mut beside: HashSet<String> = HashSet::new();
    // A piece that stands first in one answer and later in another is an option of its own.
    let mut places: HashMap<String, HashSet<usize>> = HashMap::new();
    for (pieces, _) in cells.iter().filter(|(pieces, _)| pieces.len() > 1) {
        for (place, piece) in pieces.iter().enumerate() {
            beside.insert(form(piece));
            places.entry(form(piece)).or_default().insert(place);
        }
    }
    let both = beside.iter().filter(|piece| alone.contains(*piece)).count();
    let moves = places.values().filter(|places| places.len() > 1).count();
    few && repeat * 100 >= tally.filled * 90 && !beside.is_empty() && both * 4 <= beside.len() && moves == 0
}

/// A cell between separators, those in parentheses left alone, and so a "," with a space behind: no tool writes
/// that between some answers and a bare one between others.
pub(super) fn pieces(cell: &str, separator: &str) -> Vec<String> {
    let protected = split(cell, separator, true);
    // A parenthesis that nobody closed protects nothing.
    let pieces = protected.unwrap_or_else(|| split(cell, separator, false).unwrap_or_default());
    pieces.into_iter().map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

fn split(cell: &str, separator: &str, protect: bool) -> Option<Vec<String>> {
    let mut pieces = vec![String::new()];
    let mut depth = 0_i32;
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        let inside = separator == "," && rest.starts_with(", ");
        if (depth == 0 || !protect) && rest.starts_with(separator) && !inside {
            pieces.push(String::new());
            rest = &rest[separator.len()..];
            continue;
        }
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth = depth.max(0);
        pieces.last_mut().expect("starts with one").push(c);
        rest = &rest[c.len_utf8()..];
    }
    (depth == 0 || !protect).then_some(pieces)
}

/// Rows that must show two pieces side by side before a few rows with one of them alone count as exceptions.
const MANY_TOGETHER: u64 = 20;
/// Rows that are enough where the second piece goes on in small letters.
const FEW_TOGETHER: u64 = 8;

/// Puts together two pieces that stand side by side (nearly) whenever one of them does: they are one label with a
/// separator in it. A few may have written one of the words in.
///
/// Two options that everybody chose together would look the same, so capitals want more evidence.
fn join(cells: &mut [(Vec<String>, u64)], separator: &str) -> bool {
    let mut alone: HashMap<&str, u64> = HashMap::new();
    let mut beside: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for (pieces, rows) in cells.iter() {
        pieces.iter().for_each(|piece| *alone.entry(piece).or_default() += rows);
        pieces.windows(2).for_each(|two| *beside.entry((&two[0], &two[1])).or_default() += rows);
    }
    let continues = |piece: &str| piece.starts_with(|c: char| c.is_lowercase());
    let pair = beside.into_iter().find(|&((a, b), together)| {
        let exceptions = alone[a].max(alone[b]) - together;
        let goes_on = continues(b) && !continues(a);
        let many = if goes_on { FEW_TOGETHER } else { MANY_TOGETHER };
        let few = exceptions == 0 || together >= many && exceptions <= (together / 50).max(1);
        few && together >= if goes_on { 2 } else { FEW_TOGETHER }
    });
    let Some(((a, b), _)) = pair else { return false };
    let (a, b) = (a.to_owned(), b.to_owned());
    for (pieces, _) in cells.iter_mut() {
        while let Some(at) = pieces.windows(2).position(|two| two[0] == a && two[1] == b) {
            pieces[at] = format!("{a}{separator}{b}");
            pieces.remove(at + 1);
        }
    }
    true
}
