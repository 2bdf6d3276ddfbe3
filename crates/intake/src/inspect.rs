//! From raw answers to the draft of a codebook.
//!
//! What a survey tool exported is read once, column by column; nothing but counts of different cells is kept.
//! Each column gets a [`guess`], columns of one question are put [together](parts), those that say who somebody is
//! become [dimensions](roles), and all of it is written as TOML with the reason beside each guess ([`draft`]).
//! Columns that point at a person are ignored unless the author decides otherwise.

mod draft;
mod guess;
mod labels;
mod moment;
mod numbers;
mod parts;
mod roles;
mod scale;
mod stem;
mod tally;
#[cfg(test)]
mod tests;
mod tool;
mod who;

use crate::raw::{EncodingName, Format, Raw, RawError};
use draft::Draft;
use parts::Column;
use std::{io::Read, path::Path};
use stem::Stem;
use tally::Tally;
pub use tool::Tool;

/// The draft of a codebook for a file of raw answers, and the tool that wrote the file.
///
/// The file is read twice: its first rows tell how many of them are headers. `sheet` is that of a spreadsheet, the
/// first unless told.
///
/// # Errors
/// As [`Raw::open`] and [`Raw::next`]; the file must be a table.
pub fn inspect(path: &Path, sheet: Option<&str>) -> Result<(String, Tool), RawError> {
    let encoding = if is_utf_8(path) { None } else { Some(EncodingName(encoding_rs::WINDOWS_1252)) };
    let open = |format: &Format| Raw::open(path, format, Box::new(|_| {}));
    let sheet = sheet.map(str::to_owned);
    let rows = first_rows(open(&Format { encoding, sheet: sheet.clone(), ..Format::default() })?)?;
    let tool = Tool::of(&rows);
    let format = Format { encoding, sheet, ..tool.format(&rows) };
    let mut raw = open(&format)?;
    let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok((draft_of(&mut raw, &file, tool, &format, &rows)?, tool))
}

fn draft_of(raw: &mut Raw, file: &str, tool: Tool, format: &Format, first: &[Vec<String>]) -> Result<String, RawError> {
    let mut tallies = vec![Tally::default(); raw.headers.len()];
    let mut record = csv::StringRecord::new();
    let mut rows = 0;
    while raw.next(&mut record)?.is_some() {
        rows += 1;
        tallies.iter_mut().zip(record.iter()).for_each(|(tally, cell)| tally.add(cell));
    }
    let columns: Vec<Column> = tallies
        .into_iter()
        .enumerate()
        .map(|(c, tally)| {
            let name = raw.headers.name(c).to_owned();
            let bare = match tool {
                // Nothing names it, but a codebook has to.
                _ if name.is_empty() => format!("Column {}", c + 1),
                Tool::LimeSurvey => stem::code(&name).map_or(name.as_str(), |(_, _, text)| text).to_owned(),
                _ => name.clone(),
            };
            let code = first.first().and_then(|row| row.get(c)).map(String::as_str);
            let stem = Stem::of(tool, &name, code);
            Column { address: address(raw, c), name, bare, stem, tally }
        })
        .collect();
    let parts = parts::of(&columns, tool);
    let advice = tool.advice(first);
    let sheet = raw.sheet();
    Ok(Draft { file, tool, advice, format, sheet, rows, columns: &columns, parts: &parts }.to_string())
}

/// How a codebook names a column: a header of digits alone would be a position.
fn address(raw: &Raw, column: usize) -> String {
    let address = raw.headers.address(column);
    if address.bytes().all(|b| b.is_ascii_digit()) { format!("#{}", column + 1) } else { address }
}

/// Up to three rows as they stand, headers or not; rows of another length than the first are left to later messages.
fn first_rows(mut raw: Raw) -> Result<Vec<Vec<String>>, RawError> {
    let mut rows = vec![raw.headers.names().map(str::to_owned).collect()];
    let mut record = csv::StringRecord::new();
    while rows.len() < 3 && raw.next(&mut record)?.is_some() {
        rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(rows)
}

/// Whether a file is UTF-8, or of a kind that says its encoding (UTF-16, a spreadsheet), or cannot be read at all.
fn is_utf_8(path: &Path) -> bool {
    let Ok(mut file) = std::fs::File::open(path) else { return true };
    let mut buffer = vec![0; 1 << 16];
    let mut kept = 0;
    let mut start = true;
    loop {
        let Ok(count) = file.read(&mut buffer[kept..]) else { return true };
        let filled = kept + count;
        // Zero bytes beside letters are UTF-16, and a spreadsheet is an archive.
        if start
            && (buffer[..filled].starts_with(b"PK")
                || buffer[..filled.min(4)].contains(&0)
                || buffer.starts_with(&[0xff, 0xfe])
                || buffer.starts_with(&[0xfe, 0xff])
                || buffer.starts_with(&[0xd0, 0xcf]))
        {
            return true;
        }
        start = false;
        match std::str::from_utf8(&buffer[..filled]) {
            Ok(_) => kept = 0,
            // A letter may go on in the next piece.
            Err(error) if error.error_len().is_none() && count > 0 => {
                buffer.copy_within(error.valid_up_to()..filled, 0);
                kept = filled - error.valid_up_to();
            }
            Err(_) => return false,
        }
        if count == 0 {
            return true;
        }
    }
}
