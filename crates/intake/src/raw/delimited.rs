//! Reads delimited text, record by record.

use super::{
    Format, MOST_OF_A_RECORD,
    cap::{Capped, Watched},
    encoding, foreign,
    lines::{Lines, Start},
};
use std::{
    cell::Cell,
    io::{Cursor, Read},
    rc::Rc,
};

/// Bytes examined to detect the delimiter.
const HEAD: u64 = 64 << 10;

pub(super) struct Delimited {
    reader: csv::Reader<Lines<Capped<Box<dyn Read>>>>,
    since: Rc<Cell<u64>>,
    /// Whether the file begins with a `sep=` line that is still to be read.
    says_delimiter: bool,
    /// The encoding that bytes were decoded from, unless it is UTF-8.
    decoded: Option<&'static encoding_rs::Encoding>,
}

impl Delimited {
    pub fn open(source: impl Read + 'static, format: &Format, watch: Box<dyn FnMut(u64)>) -> Result<Delimited, String> {
        let mut source: Box<dyn Read> = Box::new(Watched { inner: source, watch });
        let unreadable = |error: std::io::Error| format!("cannot be read: {error}");
        let mut head = Vec::new();
        source.by_ref().take(16).read_to_end(&mut head).map_err(unreadable)?;
        if let Some(what) = foreign::by_bytes(&head) {
            return Err(format!("is {what}"));
        }
        let encoding = format.encoding.map_or_else(|| encoding::sniff(&head), |name| name.0);
        let mut text = encoding::decode(head, source, encoding);
        let mut head = Vec::new();
        text.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
        if let Some(what) = foreign::by_text(&head) {
            return Err(format!("is {what}"));
        }
        let said = said_delimiter(&head);
        let delimiter = match format.delimiter.or(said.map(char::from)) {
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
        let decoded = (encoding != encoding_rs::UTF_8).then_some(encoding);
        Ok(Delimited { reader, since, says_delimiter: said.is_some(), decoded })
    }

    /// Reads the next record and returns its position; none at the end.
    pub fn next(&mut self, record: &mut csv::StringRecord) -> Result<Option<Start>, (Start, String)> {
        let mut start = self.record(record)?;
        if std::mem::take(&mut self.says_delimiter) {
            start = self.record(record)?.map(|start| Start { blank: start.blank + 1, ..start });
        }
        let broken = || record.iter().position(|cell| cell.contains('\u{fffd}'));
        if let (Some(start), Some(encoding)) = (start, self.decoded)
            && let Some(column) = broken()
        {
            let problem = format!(
                "column #{}: bytes that are no text in {}; if the file has another encoding, give it with --encoding of inspect, or as `encoding` of [file] in the codebook",
                column + 1,
                encoding.name().to_lowercase()
            );
            return Err((start, problem));
        }
        Ok(start)
    }

    fn record(&mut self, record: &mut csv::StringRecord) -> Result<Option<Start>, (Start, String)> {
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
                        "column #{}: byte {} of the cell is not UTF-8; mend that cell, or if the whole file has another encoding, give it with --encoding of inspect, or in the codebook:\n\n[file]\nencoding = \"windows-1252\"",
                        err.field() + 1,
                        err.valid_up_to() + 1
                    ),
                    csv::ErrorKind::Io(error) => error.to_string(),
                    _ => error.to_string(),
                };
                Err((start, problem))
            }
        }
    }
}

/// The delimiter of a first line `sep=;`, which spreadsheets write.
fn said_delimiter(head: &[u8]) -> Option<u8> {
    let rest = head.strip_prefix(b"\"").unwrap_or(head);
    let rest = rest.strip_prefix(b"sep=").or_else(|| rest.strip_prefix(b"SEP="))?;
    let (&delimiter, rest) = rest.split_first()?;
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    let ends = rest.is_empty() || rest.starts_with(b"\n") || rest.starts_with(b"\r");
    (ends && delimiter.is_ascii() && !delimiter.is_ascii_alphanumeric()).then_some(delimiter)
}

/// Lines examined to detect the delimiter.
const LINES: usize = 30;

/// Detects the delimiter: the one of `,` `;` tab and `|` that occurs equally often in most lines, outside quotes; in a file of
/// few lines the most frequent in the first line that has any; `,` if none occurs.
///
/// A line above the header may contain commas, and so may answers.
fn delimiter(head: &[u8]) -> u8 {
    const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
    let mut lines: Vec<[usize; 4]> = Vec::new();
    let mut counts = [0; 4];
    let (mut quoted, mut blank) = (false, true);
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if !blank {
                    lines.push(std::mem::take(&mut counts));
                }
                blank = true;
                continue;
            }
            _ if !quoted => {
                CANDIDATES.iter().zip(&mut counts).filter(|(c, _)| **c == byte).for_each(|(_, count)| *count += 1);
            }
            _ => {}
        }
        blank = false;
        if lines.len() == LINES {
            break;
        }
    }
    // A truncated line is not compared, unless it is the only one.
    if lines.is_empty() && !blank {
        lines.push(counts);
    }
    let first = lines.iter().find(|counts| counts.iter().any(|&count| count > 0)).copied().unwrap_or_default();
    // Candidates in order of preference; the first of equal ones.
    let best = |score: &dyn Fn(usize) -> usize| (0..CANDIDATES.len()).rev().max_by_key(|&c| score(c)).unwrap_or(0);
    let alike = |c: usize| {
        let most = |count: usize| lines.iter().filter(|line| line[c] == count).count();
        lines.iter().map(|line| line[c]).filter(|&count| count > 0).map(most).max().unwrap_or(0)
    };
    // If lines agree on one it is the delimiter; otherwise the first line decides.
    let by_lines = best(&alike);
    let by_first = best(&|c| first[c]);
    let sure = lines.len() >= 5 && alike(by_lines) * 10 >= lines.len() * 6 && alike(by_first) < alike(by_lines);
    CANDIDATES[if sure { by_lines } else { by_first }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_told_by_the_header_outside_quotes() {
        assert_eq!(delimiter(b"a,b\n1;2;3;4"), b',');
        assert_eq!(delimiter(b"\"a, b, c\";d\n"), b';');
        assert_eq!(delimiter(b"a\tb"), b'\t');
        assert_eq!(delimiter(b"a|b|c\n1|x, y|3\n"), b'|');
        assert_eq!(delimiter(b"a,b|c,d\n1,x|y|z,3\n"), b',');
        assert_eq!(delimiter(b"one column"), b',');
        assert_eq!(delimiter(b""), b',');
    }

    #[test]
    fn the_delimiter_is_told_by_most_lines_whatever_stands_above_the_header() {
        let table = "Field;Hours;Needs\nPhysics;2,5;\"Docs, GPU\"\n".repeat(9);
        assert_eq!(delimiter(format!("Survey of May, June, July and August\n{table}").as_bytes()), b';');
        let table = "Field,Needs\nPhysics,Docs; GPU; Memory\nMaths,Docs\n".repeat(9);
        assert_eq!(delimiter(table.as_bytes()), b',');
    }

    #[test]
    fn a_first_line_may_say_the_delimiter() {
        for (head, expected) in [
            (&b"sep=;\r\na;b"[..], Some(b';')),
            (b"\"sep=,\"\na", Some(b',')),
            (b"sep=\t\n", Some(b'\t')),
            (b"sep=;x", None),
            (b"separator,b", None),
            (b"sep=", None),
        ] {
            assert_eq!(said_delimiter(head), expected, "{}", String::from_utf8_lossy(head));
        }
    }
}
