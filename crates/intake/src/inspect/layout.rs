//! Finds the rows before the answers: titles above the header, the header, its second and third row.
//!
//! A row of answers looks like the rows below it: its answers are given by others, too, a time stands over times. A
//! row of names does not.

use super::{Tool, labels::form, moment, parts, tally::Tally, words};
use crate::{
    numbers::plain,
    raw::{FirstRow, Format, NameRow},
};
use needs_privacy::personal;
use std::collections::BTreeSet;

/// How the beginning of a file is read, and doubts about that.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    pub tool: Tool,
    pub format: Format,
    /// The header rows, up to three.
    pub header: Vec<Vec<String>>,
    pub doubts: Vec<String>,
}

/// Most rows that are examined.
pub(super) const SAMPLE: usize = 400;
/// Rows among which the header is sought.
const MOST_ABOVE: usize = 25;
/// Fewest filled cells that say what a column holds.
const FEWEST_FILLED: u64 = 6;

/// Finds the header among the first rows; `told` takes precedence.
pub(super) fn of(rows: &[FirstRow], told: &Format) -> Layout {
    let mut layout = Layout { tool: Tool::Unknown, format: told.clone(), header: Vec::new(), doubts: Vec::new() };
    let Some(first) = rows.first() else { return layout };
    if let Some(count) = told.header_rows {
        let names: Vec<u64> =
            told.name_row.as_ref().map_or(Vec::new(), |rows| rows.0.iter().map(|&row| row as u64).collect());
        // Titles above the names are no part of the header.
        let from = names.iter().min().map_or(0, |row| row - 1);
        let within = rows.iter().filter(|row| (from..count as u64).contains(&(row.number - first.number)));
        layout.header = within.map(|row| row.cells.clone()).collect();
        layout.tool = Tool::of(&layout.header);
        let by_tool = layout.tool.format(&layout.header);
        if told.name_row.is_none() && by_tool.header_rows == Some(count) {
            layout.format.name_row = by_tool.name_row;
        }
        return layout;
    }
    let start = header_start(rows);
    let at = |row: usize| rows.get(row).map(|row| row.cells.clone());
    let top: Vec<Vec<String>> = (start..start + 3).filter_map(at).collect();
    layout.tool = Tool::of(&top);
    // Positions from the first row of the file that is not empty, blank ones counted.
    let position = |row: usize| (rows[row].number - first.number) as usize;
    if start > 0 {
        layout.doubts.push(format!(
            "{} above the header {} taken for a title: \"{}\"",
            if position(start) == 1 { "1 row".to_owned() } else { format!("{} rows", position(start)) },
            if position(start) == 1 { "was" } else { "were" },
            shown(&rows[0].cells)
        ));
    }
    let by_tool = layout.tool.format(&top);
    let (header_rows, names) = match by_tool.header_rows {
        Some(count) => (count, by_tool.name_row.map_or(Vec::new(), |rows| rows.0)),
        None if is_answer(rows, start) => {
            let likeness = Likeness::of(rows, start);
            layout.doubts.push(format!(
                "row {} looks like an answer, not like names of columns: {} of its {} cells are like the rows below; no row was taken for a header, so write the text of each question",
                rows[start].number, likeness.alike, likeness.filled
            ));
            layout.format.header_rows = Some(0);
            return layout;
        }
        None => header_below(rows, start, &mut layout.doubts),
    };
    layout.header = (start..start + header_rows).filter_map(at).collect();
    let last = (start + header_rows).min(rows.len()) - 1;
    let count = position(last) + 1;
    if count > 1 {
        layout.format.header_rows = Some(count);
        let names: Vec<usize> = match names.as_slice() {
            [] if header_rows == 2 => vec![start, start + 1],
            [] => vec![start],
            names => names.iter().map(|row| start + row - 1).collect(),
        };
        let names: Vec<usize> = names.into_iter().map(|row| position(row) + 1).collect();
        // Two rows are joined without being told.
        layout.format.name_row = (names != [1, 2] || count != 2).then_some(NameRow(names));
    }
    layout
}

pub(super) fn shown(cells: &[String]) -> String {
    let text = cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ");
    if text.chars().count() > 60 { text.chars().take(57).chain("...".chars()).collect() } else { text }
}

fn filled(row: &FirstRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// The row, by position, with which the header begins: the first that is about as full and as long as the table, or the
/// row above it where that holds the questions over its options.
fn header_start(rows: &[FirstRow]) -> usize {
    let near = &rows[..rows.len().min(MOST_ABOVE)];
    let most = near.iter().map(filled).max().unwrap_or(0);
    // The length of most rows: where texts stand above a table, they are shorter lines of the file.
    let length = |row: &FirstRow| row.cells.len();
    let alike = |row: &FirstRow| rows.iter().filter(|other| length(other) == length(row)).count();
    let Some(width) = rows.iter().max_by_key(|row| (alike(row), length(row))).map(length) else { return 0 };
    let full = |row: &FirstRow| length(row) == width && filled(row) * 5 >= most * 4;
    let Some(mut start) = near.iter().position(full) else { return 0 };
    if start > 0 && is_question_row(rows, start - 1) {
        start -= 1;
    }
    // What is an answer is no header: the row above may just have fewer names.
    if start == 0 || most < 3 || is_answer(rows, start) {
        return 0;
    }
    // A file whose first row is nearly as full begins with it, whatever a later one is.
    let above = &near[..start];
    let is_title = |row: &FirstRow| length(row) != width || filled(row) * 2 <= most;
    if !above.iter().all(is_title) {
        return 0;
    }
    // A few answers to the first questions may stand above the first full row; but a header is not among answers.
    if above.len() > 1 && above.iter().skip(1).any(|row| length(row) == width && filled(row) > 2) {
        return 0;
    }
    start
}

/// Whether a row holds questions over the options in the row below: blank, or the same again, behind each question, and
/// columns that belong together below.
fn is_question_row(rows: &[FirstRow], at: usize) -> bool {
    let [above, below, ..] = &rows[at..] else { return false };
    if below.number != above.number + 1 || above.cells.len() != below.cells.len() {
        return false;
    }
    let said = |word: &str| below.cells.iter().any(|cell| cell == word);
    if said("Response") || said("Open-Ended Response") {
        return true;
    }
    let mut column = 0;
    while column < above.cells.len() {
        let question = &above.cells[column];
        let goes_on = |c: &usize| {
            let next = &above.cells[*c];
            (next.is_empty() || next == question) && !below.cells[*c].is_empty()
        };
        let end = (column + 1..above.cells.len()).take_while(goes_on).last().map_or(column, |last| last);
        if !question.is_empty() && end > column && belong_together(rows, at + 1, column..end + 1) {
            return true;
        }
        column = end + 1;
    }
    false
}

/// Whether columns hold the options of one question below their names: each empty or its own name, or marks, or steps
/// that they share.
fn belong_together(rows: &[FirstRow], names: usize, columns: std::ops::Range<usize>) -> bool {
    let below = |column: usize| -> Vec<&str> {
        let cells = rows[names + 1..].iter().filter_map(|row| row.cells.get(column));
        cells.map(String::as_str).filter(|cell| !cell.is_empty()).collect()
    };
    let own = |column: usize| rows[names].cells.get(column).map_or("", String::as_str);
    let marks = |column: usize| {
        let cells = below(column);
        cells.iter().all(|cell| parts::says_yes_or_no(cell) || form(cell) == form(own(column)))
    };
    let names: BTreeSet<&str> = columns.clone().map(own).collect();
    if names.len() < columns.len() || columns.clone().all(|column| below(column).is_empty()) {
        return false;
    }
    // The last may be a box for other answers.
    let boxed = |column: usize| column + 1 == columns.end && super::stem::is_other(own(column));
    if columns.clone().all(|column| marks(column) || boxed(column)) {
        return true;
    }
    let steps = |column: usize| -> BTreeSet<String> { below(column).into_iter().map(form).collect() };
    let all: BTreeSet<String> = columns.clone().flat_map(steps).collect();
    let shared = |column: usize| {
        let own = steps(column);
        own.is_empty() || columns.clone().any(|other| other != column && !own.is_disjoint(&steps(other)))
    };
    all.len() <= 11 && columns.clone().all(shared)
}

/// How similar a row is to the rows below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Likeness {
    filled: usize,
    /// Cells that others hold, too, or that are of the kind of their column.
    alike: usize,
    /// Cells that stand alone over a column of few answers.
    unlike: usize,
    /// Those of them that are of another kind than their column: words over times or numbers.
    other_kind: usize,
    /// Cells whose column holds nothing else, as options do under their own name.
    named: usize,
}

impl Likeness {
    fn of(rows: &[FirstRow], at: usize) -> Likeness {
        let row = &rows[at];
        let mut likeness = Likeness { filled: filled(row), ..Likeness::default() };
        // A header that is repeated among the answers is no evidence for itself; but many may have answered alike.
        let same = rows[at + 1..].iter().filter(|other| other.cells == row.cells).count();
        let repeated = same <= (rows.len() / 20).max(3);
        let others: Vec<&FirstRow> =
            rows[at + 1..].iter().filter(|other| !repeated || other.cells != row.cells).collect();
        for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let mut tally = Tally::default();
            others.iter().filter_map(|row| row.cells.get(column)).for_each(|cell| tally.add(cell));
            if tally.filled == 0 {
                continue;
            }
            let same = tally.rows(|other| form(other) == form(cell));
            if same == tally.filled {
                likeness.named += 1;
                continue;
            }
            if tally.filled < FEWEST_FILLED {
                continue;
            }
            let kinds: [fn(&str) -> bool; 3] = [
                |cell| moment::read(cell).is_some(),
                |cell| plain(cell).is_some(),
                |cell| personal::email(cell).is_some(),
            ];
            if let Some(is_kind) = kinds.iter().find(|is_kind| tally.mostly(90, **is_kind)) {
                // "Prefer not to say" may stand among numbers.
                let none = words::is_any(cell, &["missing", "missing.signs"]);
                likeness.alike += usize::from(is_kind(cell));
                likeness.unlike += usize::from(!is_kind(cell) && !none);
                likeness.other_kind += usize::from(!is_kind(cell) && !none);
                continue;
            }
            let few = tally.cells.len() as u64 * 3 <= tally.filled && tally.uncounted == 0;
            likeness.alike += usize::from(same >= 2 || same == 1 && few);
            likeness.unlike += usize::from(same == 0 && few && !has_pieces_of(cell, &tally));
        }
        likeness
    }
}

/// Whether a cell of several answers is put together of those that others gave.
fn has_pieces_of(cell: &str, tally: &Tally) -> bool {
    [";", ","].iter().any(|separator| {
        let mut pieces = cell.split(separator).map(|piece| form(piece.trim())).filter(|piece| !piece.is_empty());
        let known = |piece: String| {
            tally.cells.iter().any(|(other, _)| other.split(separator).any(|other| form(other.trim()) == piece))
        };
        cell.contains(separator) && pieces.all(known)
    })
}

/// Whether the row where the header would begin is an answer: more of its cells are like those below than not.
fn is_answer(rows: &[FirstRow], at: usize) -> bool {
    let likeness = Likeness::of(rows, at);
    likeness.alike >= 2 && likeness.alike > likeness.unlike * 2 && likeness.alike * 5 >= likeness.filled * 2
}

/// How many header rows there are from `start` on, and which of them name the columns (from 1; none for the usual).
fn header_below(rows: &[FirstRow], start: usize, doubts: &mut Vec<String>) -> (usize, Vec<usize>) {
    let next = start + 1;
    if next + 1 >= rows.len() || rows[next].number != rows[start].number + 1 {
        return (1, Vec::new());
    }
    if is_question_row(rows, start) && Likeness::of(rows, next).alike == 0 {
        doubts.push(format!(
            "rows {} and {} were both taken for the header: the questions, and the options below them",
            rows[start].number, rows[next].number
        ));
        return (2, Vec::new());
    }
    let mut count = 1;
    while start + count + 1 < rows.len() && count < 3 {
        let likeness = Likeness::of(rows, start + count);
        // Words over times and numbers, and nothing that anybody answered; or over many columns of few answers; or codes
        // above or below texts.
        let (above, here) = (&rows[start + count - 1], &rows[start + count]);
        let certain = likeness.alike == 0
            && (likeness.other_kind >= 1 && likeness.unlike >= 2
                || likeness.unlike >= 4
                || likeness.unlike >= 1 && are_question_codes(above) != are_question_codes(here));
        if !certain {
            if likeness.alike == 0 && likeness.unlike >= 2 {
                doubts.push(format!(
                    "row {} looks like a second row of names: nobody else gave its answers; if it is one, add header_rows = {} to [file]",
                    rows[start + count].number,
                    count + 1
                ));
            }
            break;
        }
        count += 1;
    }
    if count == 1 {
        return (1, Vec::new());
    }
    // The longest texts are the questions; what else is there are codes.
    let length = |row: usize| -> usize { rows[row].cells.iter().map(|cell| cell.chars().count()).sum() };
    let names = (start..start + count).rev().max_by_key(|&row| length(row)).unwrap_or(start);
    doubts.push(format!(
        "the first {count} rows of the table were taken for the header; row {} names the columns",
        rows[names].number
    ));
    (count, vec![names - start + 1])
}

/// Whether nearly all cells of a row are question codes: `Q1`, `Q2_1`, `SC0`, `V12`.
fn are_question_codes(row: &FirstRow) -> bool {
    let is_code = |cell: &&String| {
        let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
        (1..=8).contains(&letters)
            && cell.bytes().any(|b| b.is_ascii_digit())
            && cell.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-[]".contains(&b))
    };
    let cells = row.cells.iter().filter(|cell| !cell.is_empty());
    cells.clone().count() >= 2 && cells.clone().filter(is_code).count() * 5 >= cells.count() * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row numbers from 1, without blank lines.
    fn rows(texts: &[&str]) -> Vec<FirstRow> {
        let rows = texts
            .iter()
            .enumerate()
            .map(|(i, text)| FirstRow { number: i as u64 + 1, cells: text.split('|').map(str::to_owned).collect() });
        rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect()
    }

    fn laid_out(head: &[&str], answers: &[&str], times: usize) -> (Option<usize>, Option<Vec<usize>>, usize) {
        let mut texts = head.to_vec();
        (0..times).for_each(|_| texts.extend(answers));
        let layout = of(&rows(&texts), &Format::default());
        (layout.format.header_rows, layout.format.name_row.map(|rows| rows.0), layout.doubts.len())
    }

    const ANSWERS: &[&str] = &["1|Imaging|Europe|Docs;GPU", "2|Genomics|Asia|Docs", "3|Imaging|Asia|GPU"];

    #[test]
    fn one_header_row_is_the_usual_and_raises_no_doubt() {
        assert_eq!(laid_out(&["id|Field|Region|Needs"], ANSWERS, 10), (None, None, 0));
        assert_eq!(laid_out(&["id|Field|Region|Needs"], ANSWERS, 1), (None, None, 0));
        // Names that are answers of others: options as columns.
        let options = &["1|Imaging|Docs||", "2|Genomics||GPU|", "3|Imaging|Docs|GPU|"];
        assert_eq!(laid_out(&["id|Field|Docs|GPU|Other"], options, 10), (None, None, 0));
        // A first respondent whose answers nobody shares is one all the same.
        assert_eq!(laid_out(&["id|Field|Region|Needs", "0|Astrology|Europe|Magic"], ANSWERS, 10), (None, None, 0));
    }

    #[test]
    fn titles_above_the_header_are_passed_over_and_told() {
        let header = "id|Field|Region|Needs";
        for (head, expected) in [
            (vec!["Survey|Tools 2026", "Exported|2026-05-01", "", header], 4),
            (vec!["Survey|Tools 2026||", "Exported|2026-05-01||", "|||", header], 4),
            (vec!["A survey of tools", header], 2),
            (vec!["A survey of tools|||", header], 2),
        ] {
            assert_eq!(laid_out(&head, ANSWERS, 10), (Some(expected), Some(vec![expected]), 1), "{head:?}");
        }
    }

    #[test]
    fn a_file_without_a_header_is_told_by_its_first_answers() {
        assert_eq!(laid_out(&[], &ANSWERS[..3], 20), (Some(0), None, 1));
        let times = &["2026-03-01 10:00|Imaging|Docs", "2026-03-02 11:00|Genomics|GPU", "2026-03-03 9:30|Imaging|GPU"];
        assert_eq!(laid_out(&[], times, 20), (Some(0), None, 1));
    }

    #[test]
    fn options_stand_in_a_second_row_or_below_a_title_too() {
        let answers = &["r0|Imaging|Docs||Satisfied", "r1|Genomics||GPU|Neutral", "r2|Imaging|Docs|GPU|Satisfied"];
        let two = ["|Field?|Needs?||How satisfied?", "#|Response|Docs|GPU|Response"];
        assert_eq!(laid_out(&two, answers, 10), (Some(2), None, 1));
        let plain = ["id|Field?|Needs?||How satisfied?", "||Docs|GPU|"];
        assert_eq!(laid_out(&plain, answers, 10), (Some(2), None, 1));
        let repeated = ["id|Field?|Needs?|Needs?|How satisfied?", "|Field?|Docs|GPU|How satisfied?"];
        assert_eq!(laid_out(&repeated, answers, 10).0, Some(2));
        let titled = ["My survey||||", two[0], two[1]];
        assert_eq!(laid_out(&titled, answers, 10), (Some(3), Some(vec![2, 3]), 2));
        let graded = ["id|Field?|How good?||Region?", "||Docs|GPU|"];
        let grades = &["1|Imaging|Good|Bad|Asia", "2|Genomics|Bad|Bad|Europe", "3|Imaging|Good|Good|Asia"];
        assert_eq!(laid_out(&graded[..], grades, 10).0, Some(2));
    }

    #[test]
    fn codes_and_texts_are_two_header_rows_of_which_the_texts_count() {
        let answers = &["2026-03-01|Imaging|4", "2026-03-02|Genomics|5", "2026-03-03|Imaging|3"];
        let head = ["StartDate|Q1|Q2", "Start Date|What field do you work in?|How useful is it?"];
        assert_eq!(laid_out(&head, answers, 10), (Some(2), Some(vec![2]), 1));
        // However few columns there are, and whatever they hold.
        let answers = &["Imaging|Europe|Docs;GPU", "Genomics|Asia|Docs", "Imaging|Asia|GPU"];
        let texts = "What field do you work in?|Where do you live?|What do you need?";
        assert_eq!(laid_out(&["Q1|Q2|Q3", texts], answers, 10), (Some(2), Some(vec![2]), 1));
        assert_eq!(laid_out(&[texts, "Q1|Q2|Q3"], answers, 10), (Some(2), Some(vec![1]), 1));
    }

    #[test]
    fn what_the_author_says_is_not_guessed() {
        let mut texts = vec!["Survey|x|y|z", "id|Field|Region|Needs"];
        (0..9).for_each(|_| texts.extend(ANSWERS));
        let told = Format { header_rows: Some(2), name_row: Some(NameRow::one(2)), ..Format::default() };
        let layout = of(&rows(&texts), &told);
        assert_eq!((layout.format, layout.doubts.len()), (told, 0));
        assert_eq!(layout.header, [["id", "Field", "Region", "Needs"].map(str::to_owned).to_vec()]);
    }
}
