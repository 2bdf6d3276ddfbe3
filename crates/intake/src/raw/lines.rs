//! The line in which a record starts, numbered as in a text editor.
//!
//! The csv crate counts line feeds up to where it stopped reading: within a CRLF, and before blank lines. This module counts
//! the bytes of the record, for every kind of line ending.

use std::io::{self, Read};

/// Keeps the bytes read since the last record.
pub(super) struct Lines<R> {
    inner: R,
    /// Bytes since the last record; those before `from` have been counted.
    since: Vec<u8>,
    from: usize,
    /// The line of `from`, from 1.
    line: u64,
    /// Whether the byte before `from` is a carriage return, so that a line feed does not end another line.
    after_return: bool,
}

/// The position of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// Line number, from 1.
    pub line: u64,
    /// Blank lines between it and the record before.
    pub blank: u64,
}

impl<R> Lines<R> {
    pub fn of(inner: R) -> Lines<R> {
        Lines { inner, since: Vec::new(), from: 0, line: 1, after_return: false }
    }

    /// The start of the record that ends `length` bytes after the last one; `u64::MAX` for a record that never ends.
    pub fn next(&mut self, length: u64) -> Start {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let end = self.from.saturating_add(length).min(self.since.len());
        let before = self.line;
        while self.from < end && matches!(self.since[self.from], b'\r' | b'\n') {
            self.count();
        }
        let start = Start { line: self.line, blank: self.line - before };
        while self.from < end {
            self.count();
        }
        start
    }

    fn count(&mut self) {
        let byte = self.since[self.from];
        self.line += u64::from(byte == b'\r' || byte == b'\n' && !self.after_return);
        self.after_return = byte == b'\r';
        self.from += 1;
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.since.drain(..self.from);
        self.from = 0;
        self.since.extend_from_slice(&buffer[..count]);
        Ok(count)
    }
}
