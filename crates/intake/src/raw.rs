//! Raw answers as a survey tool exported them: one row a respondent, read row by row.
//!
//! CSV with any of the delimiters `,` `;` and tab, in UTF-8, UTF-16 or a declared encoding, or the first sheet
//! of a spreadsheet. Nothing of a row outlives its visit, and no record may be larger than [`MOST_OF_A_RECORD`].

mod cap;
mod delimited;
mod encoding;
mod header;
mod lines;
mod sheet;
mod source;

pub use encoding::EncodingName;
pub use header::Headers;
pub(crate) use header::tidy;
use serde::{Deserialize, Serialize};
pub use sheet::SheetNames;
pub use source::{Bytes, InMemory, Source};
use std::io;

/// Bytes that one record may have; a larger one is a quote that nobody closed, or not a table.
pub const MOST_OF_A_RECORD: u64 = 8 << 20;

/// How the file is written, as far as it cannot be told from the file: the codebook's `[file]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// Rows before the first respondent; 1 unless told.
    pub header_rows: Option<usize>,
    /// Which of several header rows names the columns, from 1. Without it two rows are joined to
    /// `first [second]`, and of three or more the first counts.
    pub name_row: Option<usize>,
    /// Such as `windows-1252`; UTF-8 or UTF-16 unless told.
    pub encoding: Option<EncodingName>,
    /// One character; `,` `;` or tab by the header unless told.
    pub delimiter: Option<char>,
    /// Name of a spreadsheet's sheet; the first unless told.
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
    /// Of the source, as messages begin.
    name: String,
}

enum Rows {
    Delimited(delimited::Delimited),
    Sheet(sheet::Sheet),
}

impl Raw {
    /// Opens a source and reads its header; empty rows above that are passed over.
    ///
    /// `watch` is told of every number of bytes that were read (not of a spreadsheet's).
    ///
    /// # Errors
    /// If it cannot be opened, is empty, has no row but its header, or the header cannot be read.
    pub fn open(source: &dyn Source, format: &Format, watch: Box<dyn FnMut(u64)>) -> Result<Raw, RawError> {
        let wrong = |problem: String| RawError::File { name: source.name().to_owned(), problem };
        let bytes = source.open().map_err(|error| match error.kind() {
            io::ErrorKind::IsADirectory => wrong("is a folder; give the file of answers in it".to_owned()),
            _ => wrong(format!("cannot be opened: {error}")),
        })?;
        let rows = match sheet::Kind::by_name(source.name()) {
            Some(kind) => Rows::Sheet(sheet::Sheet::open(kind, bytes, format.sheet.as_deref()).map_err(wrong)?),
            None => Rows::Delimited(delimited::Delimited::open(bytes, format, watch).map_err(wrong)?),
        };
        Raw::after_header(rows, format, source.name())
    }

    fn after_header(rows: Rows, format: &Format, name: &str) -> Result<Raw, RawError> {
        let mut raw = Raw { headers: Headers::default(), rows, place: Place::default(), name: name.to_owned() };
        let wrong = |problem: &str| RawError::File { name: name.to_owned(), problem: problem.to_owned() };
        let count = format.header_rows.unwrap_or(1);
        if count == 0 {
            return Err(wrong(
                "header_rows = 0: a file without a header has no names for its columns; add a header row",
            ));
        }
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        while rows.len() < count {
            if !raw.next_record(&mut record)? {
                return Err(wrong(if rows.is_empty() {
                    "the file is empty; export the answers again, with a header row"
                } else {
                    "the file ends within its header rows; check `header_rows` in the codebook"
                }));
            }
            // Above the header of a spreadsheet rows are often left empty.
            if rows.is_empty() && record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            rows.push(record.iter().map(str::to_owned).collect::<Vec<_>>());
        }
        raw.headers = Headers::of(rows, format.name_row).map_err(|problem| wrong(&problem))?;
        Ok(raw)
    }

    /// Reads the next respondent's row into `record`, as long as the header; none at the end.
    ///
    /// Rows that hold nothing at all are passed over: they are what spreadsheets leave below the answers.
    ///
    /// # Errors
    /// For a row that is longer or shorter than the header, larger than [`MOST_OF_A_RECORD`], or not text in the
    /// file's encoding.
    pub fn next(&mut self, record: &mut csv::StringRecord) -> Result<Option<Place>, RawError> {
        loop {
            if !self.next_record(record)? {
                return Ok(None);
            }
            if record.len() != self.headers.len() {
                let problem = format!(
                    "{} under {}; look for a missing or extra delimiter or quote in this row or the one above",
                    several(record.len(), "cell"),
                    several(self.headers.len(), "column")
                );
                return Err(RawError::Row { name: self.name.clone(), place: self.place, problem });
            }
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(self.place));
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

/// `1 cell`, `2 cells`.
fn several(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests;
