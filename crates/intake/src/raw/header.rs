//! The names of the columns.

use super::{markup::plain, tidy};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Column names in file order; a name may occur several times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headers {
    names: Vec<String>,
    /// The header rows, to recognize rows that repeat them.
    rows: Vec<Vec<String>>,
}

/// The header rows that name the columns, from 1: one, or two that are joined to `first [second]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow(pub Vec<usize>);

impl NameRow {
    pub fn one(row: usize) -> NameRow {
        NameRow(vec![row])
    }
}

impl std::str::FromStr for NameRow {
    type Err = String;

    /// `2`, or `1,2`.
    fn from_str(text: &str) -> Result<NameRow, String> {
        let rows: Option<Vec<usize>> = text.split(',').map(|row| row.trim().parse().ok()).collect();
        rows.filter(|rows| is_one_or_two(rows))
            .map(NameRow)
            .ok_or_else(|| "give one row, from 1, or two with a comma between that are joined".to_owned())
    }
}

fn is_one_or_two(rows: &[usize]) -> bool {
    (1..=2).contains(&rows.len()) && rows.iter().all(|&row| row > 0)
}

impl Serialize for NameRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [row] => row.serialize(serializer),
            rows => rows.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for NameRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            One(usize),
            Two(Vec<usize>),
        }
        let rows = match Written::deserialize(deserializer)? {
            Written::One(row) => vec![row],
            Written::Two(rows) => rows,
        };
        if is_one_or_two(&rows) {
            return Ok(NameRow(rows));
        }
        Err(de::Error::custom("name_row is one of the header rows, from 1, or two that are joined: name_row = [4, 5]"))
    }
}

impl Headers {
    /// From one or several header rows: see [`super::Format::name_row`].
    pub(super) fn of(rows: Vec<Vec<String>>, name_row: Option<&NameRow>) -> Result<Headers, String> {
        let row = |row: usize| {
            let there = row.checked_sub(1).and_then(|i| rows.get(i));
            there.ok_or_else(|| format!("name_row = {row}, but there are {} header rows; count from 1", rows.len()))
        };
        let names = match name_row.map(|rows| rows.0.as_slice()) {
            Some([one]) => row(*one)?.clone(),
            Some([one, other, ..]) => joined(row(*one)?, row(*other)?),
            _ if rows.len() == 2 => joined(&rows[0], &rows[1]),
            _ => rows[0].clone(),
        };
        Ok(Headers { names: names.iter().map(|name| plain(name)).collect(), rows })
    }

    /// The headers of a file without a header row: columns have positions only.
    pub(super) fn nameless(columns: usize) -> Headers {
        Headers { names: vec![String::new(); columns], rows: Vec::new() }
    }

    /// The texts of the header rows above a column.
    pub(crate) fn over(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows
            .iter()
            .filter_map(move |row| row.get(column))
            .map(String::as_str)
            .filter(|cell| !cell.trim().is_empty())
    }

    /// The header row that a record repeats, from 0: every cell, and at least two that are not empty.
    pub(crate) fn repeated_by(&self, record: &csv::StringRecord) -> Option<usize> {
        self.rows.iter().position(|row| {
            row.len() == record.len()
                && row.iter().zip(record).all(|(name, cell)| tidy(name) == tidy(cell))
                && row.iter().filter(|name| !name.trim().is_empty()).count() >= 2
        })
    }

    /// Names that are known already, without the rows that they stood in.
    pub fn from_names<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> Headers {
        Headers { names: names.into_iter().map(|name| tidy(name.as_ref())).collect(), rows: Vec::new() }
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The columns of this name, ascending.
    pub fn columns_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.names.iter().enumerate().filter(move |(_, n)| *n == name).map(|(i, _)| i)
    }

    /// The reference to a column in messages and codebooks: its text, or `#13` if the text is empty or not unique.
    pub fn address(&self, column: usize) -> String {
        let name = self.name(column);
        if name.is_empty() || self.columns_named(name).count() > 1 {
            format!("#{}", column + 1)
        } else {
            name.to_owned()
        }
    }
}

/// Joins `first [second]`: SurveyMonkey writes a question once above the columns of its options.
fn joined(first: &[String], second: &[String]) -> Vec<String> {
    let mut question = String::new();
    let length = first.len().max(second.len());
    let at = |row: &[String], i: usize| row.get(i).map_or("", |cell| cell.trim()).to_owned();
    (0..length)
        .map(|i| {
            let (over, under) = (at(first, i), at(second, i));
            if !over.is_empty() {
                question = over;
            }
            match under.as_str() {
                "" | "Response" | "Open-Ended Response" => question.clone(),
                option => format!("{question} [{option}]"),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect()
    }

    #[test]
    fn two_header_rows_are_a_question_and_its_options() {
        let headers = Headers::of(rows(&[&["Id", "Needs?", "", "Field"], &["", "Docs", "GPUs", "Response"]]), None)
            .expect("fits");
        assert_eq!(headers.names, ["Id", "Needs? [Docs]", "Needs? [GPUs]", "Field"]);
    }

    #[test]
    fn one_of_three_header_rows_names_the_columns() {
        let three = rows(&[&["Q1", "Q2"], &["What?", "Why?"], &["{\"ImportId\":1}", ""]]);
        assert_eq!(Headers::of(three.clone(), None).expect("fits").names, ["Q1", "Q2"]);
        assert_eq!(Headers::of(three.clone(), Some(&NameRow::one(2))).expect("fits").names, ["What?", "Why?"]);
        let both = NameRow(vec![1, 2]);
        assert_eq!(Headers::of(three.clone(), Some(&both)).expect("fits").names, ["Q1 [What?]", "Q2 [Why?]"]);
        assert!(Headers::of(three, Some(&NameRow::one(4))).is_err());
    }

    #[test]
    fn white_space_in_a_header_does_not_matter() {
        assert_eq!(Headers::from_names(["  Most?  [Improve Scaling ] "]).name(0), "Most? [Improve Scaling ]");
    }

    #[test]
    fn a_name_that_stands_twice_is_addressed_by_position() {
        let headers = Headers::from_names(["Other", "Field", "Other", ""]);
        let addresses: Vec<String> = (0..4).map(|c| headers.address(c)).collect();
        assert_eq!(addresses, ["#1", "Field", "#3", "#4"]);
    }
}
