//! Rows that are no respondents: the author's tests, forms that nobody finished, headers that are repeated.

use super::{Tool, parts::Column, words::fold};
use crate::raw::Headers;

/// A rule that leaves out rows, for the draft.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowRule {
    pub column: usize,
    pub test: RowTest,
    /// The reason that readers see.
    pub label: &'static str,
    /// Rows that it leaves out.
    pub rows: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum RowTest {
    /// The cell is one of these.
    Values(Vec<String>),
    Empty,
}

impl RowRule {
    /// Whether a row is left out.
    pub fn leaves_out(&self, record: &csv::StringRecord) -> bool {
        let cell = crate::raw::tidy(record.get(self.column).unwrap_or(""));
        match &self.test {
            RowTest::Values(values) => values.contains(&cell),
            RowTest::Empty => cell.is_empty(),
        }
    }
}

/// Columns that say what kind of row it is, folded, and the values of rows that are no answers.
const TESTS: &[(&[&str], &[&str])] = &[
    (
        &["status", "response type", "response status", "recordstatus"],
        &["survey preview", "survey test", "preview", "test", "spam", "deleted", "disqualified", "spam survey preview"],
    ),
    (&["distribution channel", "distributionchannel"], &["preview", "test"]),
    (&["is test", "test response", "testmode", "test mode", "is_test", "test data"], &["true", "yes", "1"]),
];
/// The same where Qualtrics writes numbers: preview, test, spam, and these from elsewhere.
const QUALTRICS_NUMBERS: &[&str] = &["1", "2", "8", "9", "12", "17"];
/// Columns that say whether somebody came to the end, and the values of those who did not.
const UNFINISHED: &[(&[&str], &[&str])] = &[
    (
        &["finished", "completed", "complete?", "complete", "is complete", "submitted"],
        &["false", "no", "0", "incomplete", "unfinished"],
    ),
    (
        &["status", "response status", "completion status", "recordstatus", "survey status", "complete?"],
        &[
            "partial",
            "incomplete",
            "in progress",
            "started",
            "partially completed",
            "unfinished",
            "abandoned",
            "partially complete",
        ],
    ),
];
/// Columns with the time of sending, which is empty where nobody sent the form.
const SENT: &[&str] =
    &["submitdate", "date submitted", "submit date", "submitdate. date submitted", "submitted at", "completion time"];

/// The rules that rows of a file call for; none that leaves out everybody.
pub(super) fn rules(columns: &[Column], headers: &Headers, tool: Tool, rows: u64, repeated: &[u64]) -> Vec<RowRule> {
    let mut rules: Vec<RowRule> = repeated_header(columns, headers, repeated).into_iter().collect();
    let named = |column: &Column, names: &[&str]| {
        [&column.name, &column.bare].iter().any(|name| names.contains(&fold(name).as_str()))
    };
    let valued = |kinds: &[(&[&str], &[&str])], label: &'static str, numbers: &[&str]| {
        kinds.iter().find_map(|(names, words)| {
            columns.iter().enumerate().filter(|(_, column)| named(column, names)).find_map(|(c, column)| {
                let is_such = |cell: &str| {
                    words.contains(&fold(cell).as_str()) || names.contains(&"status") && numbers.contains(&cell)
                };
                let found = column.tally.cells.iter().filter(|(cell, _)| is_such(cell));
                let values: Vec<String> = found.clone().map(|(cell, _)| cell.clone()).collect();
                let left_out: u64 = found.map(|(_, rows)| rows).sum();
                let rule = RowRule { column: c, test: RowTest::Values(values), label, rows: left_out };
                (0 < left_out && left_out < rows).then_some(rule)
            })
        })
    };
    let numbers = if tool == Tool::Qualtrics { QUALTRICS_NUMBERS } else { &[] };
    rules.extend(valued(TESTS, "test answers", numbers));
    let unfinished = valued(UNFINISHED, "unfinished", &[]).or_else(|| {
        let sent = |(c, column): (usize, &Column)| {
            let empty = rows - column.tally.filled;
            let rule = RowRule { column: c, test: RowTest::Empty, label: "unfinished", rows: empty };
            (named(column, SENT) && 0 < empty && empty < rows).then_some(rule)
        };
        columns.iter().enumerate().find_map(sent)
    });
    rules.extend(unfinished);
    rules
}

/// A column in which nothing but a repeated header says its own name, where rows repeat one of the header rows.
fn repeated_header(columns: &[Column], headers: &Headers, repeated: &[u64]) -> Option<RowRule> {
    let rows: u64 = repeated.iter().sum();
    if rows == 0 {
        return None;
    }
    let tells = |(c, column): (usize, &Column)| {
        let over: Vec<String> = headers.over(c).map(crate::raw::tidy).collect();
        let values: Vec<String> =
            column.tally.cells.iter().map(|(cell, _)| cell.clone()).filter(|cell| over.contains(cell)).collect();
        let said = column.tally.rows(|cell| over.iter().any(|name| name == cell));
        let others = column.tally.cells.iter().filter(|(cell, _)| !over.contains(cell)).count();
        let rule = RowRule { column: c, test: RowTest::Values(values), label: "repeated headers", rows };
        (said == rows && others >= 2).then_some(rule)
    };
    columns.iter().enumerate().find_map(tells)
}
