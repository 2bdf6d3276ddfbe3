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

pub use encoding::EncodingName;
pub use header::Headers;
pub(crate) use header::tidy;
use serde::Deserialize;
pub use sheet::SheetNames;
use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// Bytes that one record may have; a larger one is a quote that nobody closed, or not a table.
pub const MOST_OF_A_RECORD: u64 = 8 << 20;

/// How the file is written, as far as it cannot be told from the file: the codebook's `[file]`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
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
    #[error("{}: {problem}", path.display())]
    File { path: PathBuf, problem: String },
    #[error("{}, {place}: {problem}", path.display())]
    Row { path: PathBuf, place: Place, problem: String },
}

/// An opened file of raw answers, after its header.
pub struct Raw {
    pub headers: Headers,
    rows: Rows,
    place: Place,
    path: PathBuf,
}

enum Rows {
    Delimited(delimited::Delimited),
    Sheet(sheet::Sheet),
}

impl Raw {
    /// Opens a file and reads its header; empty rows above that are passed over.
    ///
    /// `watch` is told of every number of bytes that were read (not of a spreadsheet's).
    ///
    /// # Errors
    /// If it cannot be opened, is empty, has no row but its header, or the header cannot be read.
    pub fn open(path: &Path, format: &Format, watch: Box<dyn FnMut(u64)>) -> Result<Raw, RawError> {
        let wrong = |problem: String| RawError::File { path: path.to_owned(), problem };
        let file = File::open(path).map_err(|error| wrong(format!("cannot be opened: {error}")))?;
        if file.metadata().is_ok_and(|meta| meta.is_dir()) {
            return Err(wrong("is a folder; give the file of answers in it".to_owned()));
        }
        let rows = if sheet::is_one(path) {
            drop(file);
            Rows::Sheet(sheet::Sheet::open(path, format.sheet.as_deref()).map_err(wrong)?)
        } else {
            Rows::Delimited(delimited::Delimited::open(Box::new(file), format, watch).map_err(wrong)?)
        };
        Raw::after_header(rows, format, path)
    }

    /// The same for bytes in memory, as CSV.
    pub fn of_bytes(bytes: Vec<u8>, format: &Format) -> Result<Raw, RawError> {
        let path = Path::new("the answers");
        let wrong = |problem: String| RawError::File { path: path.to_owned(), problem };
        let source: Box<dyn Read> = Box::new(std::io::Cursor::new(bytes));
        let rows = Rows::Delimited(delimited::Delimited::open(source, format, Box::new(|_| {})).map_err(wrong)?);
        Raw::after_header(rows, format, path)
    }

    fn after_header(rows: Rows, format: &Format, path: &Path) -> Result<Raw, RawError> {
        let mut raw = Raw { headers: Headers::default(), rows, place: Place::default(), path: path.to_owned() };
        let wrong = |problem: &str| RawError::File { path: path.to_owned(), problem: problem.to_owned() };
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
                return Err(RawError::Row { path: self.path.clone(), place: self.place, problem });
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
        format!("{}, {place}", self.path.display())
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
                    Err(RawError::Row { path: self.path.clone(), place, problem })
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
