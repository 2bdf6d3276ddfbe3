//! Delimited text, record by record.

use super::{
    Format, MOST_OF_A_RECORD,
    cap::{Capped, Watched},
    encoding,
    lines::{Lines, Start},
};
use std::{
    cell::Cell,
    io::{Cursor, Read},
    rc::Rc,
};

/// What is looked at to tell the delimiter; a longer header shows it in its beginning.
const HEAD: u64 = 64 << 10;

pub(super) struct Delimited {
    reader: csv::Reader<Lines<Capped<Box<dyn Read>>>>,
    since: Rc<Cell<u64>>,
}

impl Delimited {
    pub fn open(source: impl Read + 'static, format: &Format, watch: Box<dyn FnMut(u64)>) -> Result<Delimited, String> {
        let mut source: Box<dyn Read> = Box::new(Watched { inner: source, watch });
        let unreadable = |error: std::io::Error| format!("cannot be read: {error}");
        let mut head = Vec::new();
        source.by_ref().take(4).read_to_end(&mut head).map_err(unreadable)?;
        if head.starts_with(b"PK\x03\x04") {
            return Err(
                "is a spreadsheet or an archive, not CSV; name it .xlsx, or export the answers as CSV".to_owned()
            );
        }
        if head.starts_with(b"PAR1") {
            return Err("is Parquet; write it as CSV, such as with `duckdb -c \"COPY (FROM 'it.parquet') TO 'it.csv' (HEADER)\"`".to_owned());
        }
        let encoding = format.encoding.map_or_else(|| encoding::sniff(&head), |name| name.0);
        let mut text = encoding::decode(head, source, encoding);
        let mut head = Vec::new();
        text.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
        let delimiter = match format.delimiter {
            Some(c) => u8::try_from(c)
                .map_err(|_| format!("delimiter = \"{c}\": a delimiter is one plain character, such as \";\""))?,
            None => delimiter(&head),
        };
        let since = Rc::new(Cell::new(0));
        let inner: Box<dyn Read> = Box::new(Cursor::new(head).chain(text));
        let capped = Capped { inner, since: Rc::clone(&since), most: MOST_OF_A_RECORD };
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(64 << 10)
            .from_reader(Lines::of(capped));
        Ok(Delimited { reader, since })
    }

    /// Reads the next record and says where it starts; none at the end.
    pub fn next(&mut self, record: &mut csv::StringRecord) -> Result<Option<Start>, (Start, String)> {
        self.since.set(0);
        let from = self.reader.position().byte();
        let read = self.reader.read_record(record);
        let length = match &read {
            Err(error) if error.is_io_error() => u64::MAX,
            _ => self.reader.position().byte() - from,
        };
        let start = self.reader.get_mut().next(length);
        match read {
            Ok(more) => Ok(more.then_some(start)),
            Err(error) => {
                let problem = match error.kind() {
                    csv::ErrorKind::Utf8 { err, .. } => format!(
                        "column #{}: not UTF-8; if a spreadsheet program of Windows saved the file, add to the codebook:\n\n[file]\nencoding = \"windows-1252\"",
                        err.field() + 1
                    ),
                    csv::ErrorKind::Io(error) => error.to_string(),
                    _ => error.to_string(),
                };
                Err((start, problem))
            }
        }
    }
}

/// Which of `,` `;` and tab stands most often outside quotes in the first line; `,` if none does.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts.iter().any(|c| c.1 > 0) => break,
            _ if !quoted => counts.iter_mut().filter(|c| c.0 == byte).for_each(|c| c.1 += 1),
            _ => {}
        }
    }
    // The first of equals: a comma before the others.
    counts.iter().rev().max_by_key(|c| c.1).map_or(b',', |c| c.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_told_by_the_header_outside_quotes() {
        assert_eq!(delimiter(b"a,b\n1;2;3;4"), b',');
        assert_eq!(delimiter(b"\"a, b, c\";d\n"), b';');
        assert_eq!(delimiter(b"a\tb"), b'\t');
        assert_eq!(delimiter(b"one column"), b',');
        assert_eq!(delimiter(b""), b',');
    }
}
