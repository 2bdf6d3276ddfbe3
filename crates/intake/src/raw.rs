//! Raw answers as a survey tool exported them: one row a respondent, read row by row.
//!
//! CSV with any of the delimiters `,` `;` tab and `|`, in UTF-8, UTF-16 or a declared encoding, or the first sheet
//! of a spreadsheet. Nothing of a row outlives its visit, and no record may be larger than [`MOST_OF_A_RECORD`].

mod cap;
mod delimited;
mod encoding;
mod foreign;
mod header;
mod lines;
mod markup;
mod sheet;
mod source;

pub use encoding::{EncodingName, guess as guess_encoding};
pub use header::{Headers, NameRow};
pub(crate) use markup::plain as without_markup;
pub(crate) use needs_core::whitespace::tidy;
use serde::{Deserialize, Serialize};
pub use sheet::SheetNames;
pub use source::{Bytes, InMemory, Source};
use std::{collections::VecDeque, io};

/// Bytes that one record may have; a larger one is a quote that nobody closed, or not a table.
pub const MOST_OF_A_RECORD: u64 = 8 << 20;

/// The file's format, as far as the file itself does not show it: the codebook's `[file]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// Rows before the first respondent, from the first that is not empty; 1 by default. 0: the columns have no names.
    pub header_rows: Option<usize>,
    /// Which of several header rows name the columns. Without it two rows are joined to `first [second]`, and of three
    /// or more the first counts.
    pub name_row: Option<NameRow>,
    /// Rows below the last respondent that are not respondents (totals, notes), without blank ones; 0 by default.
    pub footer_rows: Option<usize>,
    /// Such as `windows-1252`; by default UTF-8 or UTF-16.
    pub encoding: Option<EncodingName>,
    /// One character; by default `,` `;` tab or `|`, whichever the first rows use.
    pub delimiter: Option<char>,
    /// What stands between whole and fraction of a number; `,` if commas always do.
    pub decimal: Option<char>,
    /// Name of a spreadsheet's sheet; by default the first.
    pub sheet: Option<String>,
}

/// Where a row stands in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// From 1, headers and blank lines counted: as a spreadsheet numbers it.
    pub row: u64,
    /// From 1: as a text editor numbers it; larger than `row` behind a cell of several lines.
    pub line: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "row {}", self.row)?;
        if self.line != self.row { write!(f, " (line {})", self.line) } else { Ok(()) }
    }
}

/// Why raw answers cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RawError {
    #[error("{name}: {problem}")]
    File { name: String, problem: String },
    #[error("{name}, {place}: {problem}")]
    Row { name: String, place: Place, problem: String },
}

/// An opened file of raw answers, after its header.
pub struct Raw {
    pub headers: Headers,
    rows: Rows,
    place: Place,
    /// A row that was read to find the end of the header, and belongs to the answers.
    pending: Option<(Place, csv::StringRecord)>,
    /// Rows that are read and may belong to the footer, and how many do.
    held: VecDeque<(Place, csv::StringRecord)>,
    footer: usize,
    /// Of the source, as messages begin.
    name: String,
}

enum Rows {
    Delimited(delimited::Delimited),
    Sheet(sheet::Sheet),
}

/// A row as it stands in a file, header or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FirstRow {
    /// As a spreadsheet numbers it, from 1.
    pub number: u64,
    pub cells: Vec<String>,
}

impl Raw {
    /// Opens a source and reads its header; empty rows above that are passed over.
    ///
    /// `watch` receives each number of bytes read (not for a spreadsheet).
    ///
    /// # Errors
    /// If it cannot be opened, is empty, ends within its header, or the header cannot be read.
    pub fn open(source: &dyn Source, format: &Format, watch: Box<dyn FnMut(u64)>) -> Result<Raw, RawError> {
        let mut raw = Raw::before_header(source, format, watch)?;
        raw.read_header(format)?;
        Ok(raw)
    }

    /// The first rows of a source that hold anything, at most `most`, of whatever length; and how it was opened.
    ///
    /// # Errors
    /// If it cannot be opened, or one of them cannot be read.
    pub(crate) fn first_rows(source: &dyn Source, format: &Format, most: usize) -> Result<Vec<FirstRow>, RawError> {
        let mut raw = Raw::before_header(source, format, Box::new(|_| {}))?;
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        while rows.len() < most && raw.next_record(&mut record)? {
            if is_blank(&record) {
                continue;
            }
            let cells = record.iter().map(tidy).collect();
            rows.push(FirstRow { number: raw.place.row, cells });
        }
        Ok(rows)
    }

    /// The last rows below the header that hold anything, at most `most`, of whatever length.
    ///
    /// # Errors
    /// As [`Raw::open`]; or if a row cannot be read.
    pub(crate) fn last_rows(source: &dyn Source, format: &Format, most: usize) -> Result<Vec<FirstRow>, RawError> {
        let mut raw = Raw::open(source, format, Box::new(|_| {}))?;
        let mut rows = VecDeque::new();
        let mut record = csv::StringRecord::new();
        while raw.next_filled(&mut record)? {
            if rows.len() == most {
                rows.pop_front();
            }
            rows.push_back((raw.place.row, record.clone()));
        }
        let row =
            |(number, record): (u64, csv::StringRecord)| FirstRow { number, cells: record.iter().map(tidy).collect() };
        Ok(rows.into_iter().map(row).collect())
    }

    fn before_header(source: &dyn Source, format: &Format, watch: Box<dyn FnMut(u64)>) -> Result<Raw, RawError> {
        let wrong = |problem: String| RawError::File { name: source.name().to_owned(), problem };
        let bytes = source.open().map_err(|error| match error.kind() {
            io::ErrorKind::IsADirectory => wrong("is a folder; give the file of answers in it".to_owned()),
            _ => wrong(format!("cannot be opened: {error}")),
        })?;
        let rows = match sheet::Kind::by_name(source.name()) {
            Some(kind) => Rows::Sheet(sheet::Sheet::open(kind, bytes, format.sheet.as_deref()).map_err(wrong)?),
            None => Rows::Delimited(delimited::Delimited::open(bytes, format, watch).map_err(wrong)?),
        };
        let (headers, place) = (Headers::default(), Place::default());
        let footer = format.footer_rows.unwrap_or(0);
        Ok(Raw { headers, rows, place, pending: None, held: VecDeque::new(), footer, name: source.name().to_owned() })
    }

    /// Reads the rows above the first respondent; blank ones within count, as a spreadsheet numbers them.
    fn read_header(&mut self, format: &Format) -> Result<(), RawError> {
        let count = format.header_rows.unwrap_or(1);
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut first = None;
        let mut record = csv::StringRecord::new();
        loop {
            // The row before may be the last.
            if rows.len() == count && (count > 0 || self.pending.is_some()) {
                break;
            }
            if !self.next_record(&mut record)? {
                let problem = match first {
                    None => "the file is empty; export the answers again, with a header row",
                    Some(_) => "the file ends within its header rows; check `header_rows` in the codebook",
                };
                return Err(RawError::File { name: self.name.clone(), problem: problem.to_owned() });
            }
            // Above the header of a spreadsheet rows are often left empty.
            if first.is_none() && is_blank(&record) {
                continue;
            }
            let first = *first.get_or_insert(self.place.row);
            let position = usize::try_from(self.place.row - first).unwrap_or(usize::MAX);
            if position >= count {
                self.pending = Some((self.place, record.clone()));
                rows.resize(count, Vec::new());
                continue;
            }
            rows.resize(position, Vec::new());
            rows.push(record.iter().map(str::to_owned).collect());
        }
        let wrong = |problem: String| RawError::File { name: self.name.clone(), problem };
        self.headers = match &self.pending {
            Some((_, first)) if count == 0 => Headers::nameless(first.len()),
            _ => Headers::of(rows, format.name_row.as_ref()).map_err(wrong)?,
        };
        Ok(())
    }

    /// Reads the next respondent's row into `record`, as long as the header; none at the end.
    ///
    /// Rows that hold nothing at all are passed over: they are what spreadsheets leave below the answers.
    ///
    /// # Errors
    /// For a row that is longer or shorter than the header, larger than [`MOST_OF_A_RECORD`], or not text in the
    /// file's encoding.
    pub fn next(&mut self, record: &mut csv::StringRecord) -> Result<Option<Place>, RawError> {
        // Which rows are the last is known when the file ends: as many are held back.
        while self.footer > 0 && self.held.len() <= self.footer {
            if !self.next_filled(record)? {
                return Ok(None);
            }
            self.held.push_back((self.place, std::mem::take(record)));
        }
        match self.held.pop_front() {
            Some((place, held)) => {
                self.place = place;
                *record = held;
            }
            None if !self.next_filled(record)? => return Ok(None),
            None => {}
        }
        if record.len() != self.headers.len() {
            let problem = format!(
                "{} under {}; look for a missing or extra delimiter or quote in this row or the one above, or for rows that are no answers above the header or below the table (--header-rows and --footer-rows of inspect, `header_rows` and `footer_rows` of [file])",
                several(record.len(), "cell"),
                several(self.headers.len(), "column")
            );
            return Err(RawError::Row { name: self.name.clone(), place: self.place, problem });
        }
        Ok(Some(self.place))
    }

    /// Reads the next row that holds anything, of whatever length; false at the end.
    fn next_filled(&mut self, record: &mut csv::StringRecord) -> Result<bool, RawError> {
        loop {
            match self.pending.take() {
                Some((place, pending)) => {
                    self.place = place;
                    *record = pending;
                }
                None if !self.next_record(record)? => return Ok(false),
                None => {}
            }
            // A line of spreadsheets that is too short or too long is told, even if it holds nothing.
            if !is_blank(record) || record.len() != self.headers.len() && record.len() > 1 {
                return Ok(true);
            }
        }
    }

    /// Which sheet of a spreadsheet is read; none of a CSV file.
    pub fn sheet(&self) -> Option<&SheetNames> {
        match &self.rows {
            Rows::Sheet(sheet) => Some(&sheet.names),
            Rows::Delimited(_) => None,
        }
    }

    /// A place with the name of the file, as messages begin.
    pub fn at(&self, place: Place) -> String {
        format!("{}, {place}", self.name)
    }

    fn next_record(&mut self, record: &mut csv::StringRecord) -> Result<bool, RawError> {
        let row = self.place.row + 1;
        match &mut self.rows {
            Rows::Delimited(rows) => match rows.next(record) {
                Ok(Some(start)) => {
                    self.place = Place { row: row + start.blank, line: start.line };
                    Ok(true)
                }
                Ok(None) => Ok(false),
                Err((start, problem)) => {
                    let place = Place { row: row + start.blank, line: start.line };
                    Err(RawError::Row { name: self.name.clone(), place, problem })
                }
            },
            Rows::Sheet(rows) => {
                self.place = Place { row, line: row };
                Ok(rows.next(record))
            }
        }
    }
}

fn is_blank(record: &csv::StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// `1 cell`, `2 cells`.
fn several(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests;
