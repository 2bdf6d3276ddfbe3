//! Rows that are no respondents: the author's tests, forms that nobody finished, headers that are repeated.

use super::{
    Tool,
    parts::Column,
    words::{is, is_any},
};
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

/// The rules that rows of a file call for; none that leaves out everybody.
pub(super) fn rules(columns: &[Column], headers: &Headers, tool: Tool, rows: u64, repeated: &[u64]) -> Vec<RowRule> {
    let kinds = Kinds { columns, headers, rows };
    let numbers = |cell: &str| tool == Tool::Qualtrics && QUALTRICS_NUMBERS.contains(&cell);
    let tests = || kinds.rule(&["row.kind"], "test answers", |cell| is(cell, "row.kind.test") || numbers(cell));
    let marked = || {
        kinds.rule(&["row.test"], "test answers", |cell| cell == "1" || is(cell, "marked.yes") || is(cell, "marked"))
    };
    let mut rules: Vec<RowRule> = repeated_header(columns, headers, repeated).into_iter().collect();
    rules.extend(tests().or_else(marked));
    rules.extend(kinds.rule(&["row.kind"], "spam or deleted", |cell| is(cell, "row.kind.spam")));
    rules.extend(kinds.rule(&["row.kind"], "screened out", |cell| is(cell, "row.kind.screened")));
    rules.extend(kinds.unfinished());
    rules
}

/// Where Qualtrics writes numbers: preview, test, spam, and these from elsewhere.
const QUALTRICS_NUMBERS: &[&str] = &["1", "2", "8", "9", "12", "17"];

/// The columns in which a tool says what kind of row it is.
struct Kinds<'a> {
    columns: &'a [Column],
    headers: &'a Headers,
    rows: u64,
}

impl Kinds<'_> {
    /// Columns of which a name, in any header row, is a word of one of these meanings.
    fn named(&self, meanings: &[&str]) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(c, column)| {
            let own = [column.name.as_str(), column.bare.as_str()];
            own.into_iter()
                .chain(self.headers.over(*c))
                .any(|name| is_any(name.trim_end_matches(['?', '？', ' ']), meanings))
        })
    }

    /// Leaves out the rows where the first such column that has them says what `is_such` knows.
    fn rule(&self, meanings: &[&str], label: &'static str, is_such: impl Fn(&str) -> bool) -> Option<RowRule> {
        self.named(meanings).find_map(|(c, column)| self.valued(c, column, label, &is_such))
    }

    fn valued(
        &self,
        c: usize,
        column: &Column,
        label: &'static str,
        is_such: impl Fn(&str) -> bool,
    ) -> Option<RowRule> {
        let found = column.tally.cells.iter().filter(|(cell, _)| is_such(cell));
        let values: Vec<String> = found.clone().map(|(cell, _)| cell.clone()).collect();
        let rows: u64 = found.map(|(_, rows)| rows).sum();
        (0 < rows && rows < self.rows).then_some(RowRule { column: c, test: RowTest::Values(values), label, rows })
    }

    /// Forms that nobody finished: said so, not sent, or less than all of it done.
    fn unfinished(&self) -> Option<RowRule> {
        const LABEL: &str = "unfinished";
        let not = |cell: &str| is_any(cell, &["unmarked", "unmarked.no", "row.unfinished"]) || cell == "0";
        let said = || self.rule(&["row.finished"], LABEL, not);
        let of_kind = || self.rule(&["row.kind"], LABEL, |cell| is(cell, "row.unfinished"));
        let instrument = || {
            let columns = self.columns.iter().enumerate().filter(|(_, column)| is_of_redcap(column));
            columns.map(|(c, column)| self.valued(c, column, LABEL, |cell| cell == "0")).find_map(|rule| rule)
        };
        let not_sent = || {
            self.named(&["row.sent"]).find_map(|(c, column)| {
                let rows = self.rows - column.tally.filled;
                (0 < rows && rows < self.rows).then_some(RowRule {
                    column: c,
                    test: RowTest::Empty,
                    label: LABEL,
                    rows,
                })
            })
        };
        let percent = |cell: &str| cell.trim_end_matches('%').trim_end().parse::<f64>().ok();
        let part_done = || {
            let columns = self.named(&["row.progress"]).filter(|(_, column)| {
                let done = || column.tally.cells.iter().map(|(cell, _)| percent(cell));
                done().all(|share| share.is_some_and(|share| (0.0..=100.0).contains(&share)))
                    && done().flatten().any(|share| share == 100.0)
            });
            let mut columns = columns;
            columns.find_map(|(c, column)| self.valued(c, column, LABEL, |cell| percent(cell) != Some(100.0)))
        };
        said().or_else(of_kind).or_else(instrument).or_else(not_sent).or_else(part_done)
    }
}

/// Whether it is how REDCap says which forms are complete: `needs_complete` with 0, 1 for unverified, and 2.
fn is_of_redcap(column: &Column) -> bool {
    let mut cells = column.tally.cells.iter();
    column.name.ends_with("_complete")
        && column.tally.cells.iter().any(|(cell, _)| cell == "2")
        && cells.all(|(cell, _)| ["0", "1", "2"].contains(&cell.as_str()))
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
