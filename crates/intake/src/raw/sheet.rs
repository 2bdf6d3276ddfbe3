//! Reads answers from a spreadsheet.

use super::Bytes;
use calamine::{Data, Ods, Range, Reader, Sheets, Xls, Xlsb, Xlsx};
use std::io::BufReader;

/// One sheet, in memory: a spreadsheet has at most a million rows.
pub(super) struct Sheet {
    range: Range<Data>,
    row: usize,
    pub names: SheetNames,
}

/// The names of the sheet that is read and of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetNames {
    pub read: String,
    pub others: Vec<String>,
}

impl std::fmt::Display for SheetNames {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "the sheet \"{}\" was read", self.read)?;
        match self.others.as_slice() {
            [] => write!(f, ", the only one"),
            [other] => write!(f, "; the file also has \"{other}\""),
            others => write!(f, "; the file also has \"{}\"", others.join("\", \"")),
        }
    }
}

/// The file formats of spreadsheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

impl Kind {
    /// The format by the extension of a file name; none if it is not a spreadsheet's.
    pub fn by_name(name: &str) -> Option<Kind> {
        let (stem, extension) = name.rsplit_once('.')?;
        if stem.is_empty() || stem.ends_with(['/', '\\']) {
            return None;
        }
        match extension.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" => Some(Kind::Xlsx),
            "xlsb" => Some(Kind::Xlsb),
            "xls" => Some(Kind::Xls),
            "ods" => Some(Kind::Ods),
            _ => None,
        }
    }

    fn open(self, bytes: Box<dyn Bytes>) -> Result<Sheets<BufReader<Box<dyn Bytes>>>, calamine::Error> {
        let bytes = BufReader::new(bytes);
        Ok(match self {
            Kind::Xlsx => Sheets::Xlsx(Xlsx::new(bytes)?),
            Kind::Xlsb => Sheets::Xlsb(Xlsb::new(bytes)?),
            Kind::Xls => Sheets::Xls(Xls::new(bytes)?),
            Kind::Ods => Sheets::Ods(Ods::new(bytes)?),
        })
    }
}

impl Sheet {
    /// Opens the sheet of a name, or the first.
    pub fn open(kind: Kind, bytes: Box<dyn Bytes>, sheet: Option<&str>) -> Result<Sheet, String> {
        let mut book = kind.open(bytes).map_err(|error| format!("not a spreadsheet: {error}"))?;
        let names = book.sheet_names();
        let name = match sheet {
            Some(name) if names.iter().any(|n| n == name) => name.to_owned(),
            Some(name) => return Err(format!("no sheet \"{name}\"; it has: {}", names.join(", "))),
            None => names.first().cloned().ok_or("the spreadsheet has no sheet")?,
        };
        let range = book.worksheet_range(&name).map_err(|error| format!("sheet \"{name}\": {error}"))?;
        // Rows and columns count from the first cell of the sheet, empty or not.
        let range = match range.end() {
            Some(end) => range.range((0, 0), end),
            None => range,
        };
        let others = names.into_iter().filter(|n| *n != name).collect();
        Ok(Sheet { range, row: 0, names: SheetNames { read: name, others } })
    }

    pub fn next(&mut self, record: &mut csv::StringRecord) -> bool {
        record.clear();
        if self.row >= self.range.height() {
            return false;
        }
        for column in 0..self.range.width() {
            record.push_field(&text(self.range.get((self.row, column)).unwrap_or(&Data::Empty)));
        }
        self.row += 1;
        true
    }
}

/// The text of a cell in a CSV export.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::DateTime(when) => when.as_f64().to_string(),
        other => other.to_string(),
    }
}
