//! From raw answers to the draft of a codebook.
//!
//! What a survey tool exported is read once, column by column; nothing but counts of different cells is kept.
//! Each column gets a [`guess`], columns of one question are put [together](parts), those that say who somebody is
//! become [dimensions](roles), and all of it is written as TOML with the reason beside each guess ([`draft`]).
//! Columns that point at a person are ignored unless the author decides otherwise.

mod column;
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

use crate::raw::{EncodingName, Format, Raw, RawError, Source};
pub use column::{DraftChoice, DraftColumn};
pub use draft::Draft;
use parts::Column;
use std::io::Read;
use stem::Stem;
use tally::Tally;
pub use tool::Tool;

/// Drafts a codebook for raw answers; as text, the draft is the codebook in TOML.
///
/// The source is read twice: its first rows tell how many of them are headers. `sheet` is that of a spreadsheet, the
/// first unless told.
///
/// # Errors
/// As [`Raw::open`] and [`Raw::next`]; the source must be a table.
pub fn inspect(source: &dyn Source, sheet: Option<&str>) -> Result<Draft, RawError> {
    let encoding = if is_utf_8(source) { None } else { Some(EncodingName(encoding_rs::WINDOWS_1252)) };
    let open = |format: &Format| Raw::open(source, format, Box::new(|_| {}));
    let sheet = sheet.map(str::to_owned);
    let first = first_rows(open(&Format { encoding, sheet: sheet.clone(), ..Format::default() })?)?;
    let tool = Tool::of(&first);
    let format = Format { encoding, sheet, ..tool.format(&first) };
    let mut raw = open(&format)?;
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
            Column { address: address(&raw, c), name, bare, stem, tally }
        })
        .collect();
    let parts = parts::of(&columns, tool);
    // A path's last part.
    let file = source.name().rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let (advice, sheet) = (tool.advice(&first), raw.sheet().cloned());
    Ok(Draft { file, tool, advice, format, sheet, rows, columns, parts })
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

/// Whether a source is UTF-8, or of a kind that says its encoding (UTF-16, a spreadsheet), or cannot be read at all.
fn is_utf_8(source: &dyn Source) -> bool {
    let Ok(mut file) = source.open() else { return true };
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
