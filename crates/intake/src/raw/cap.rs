//! Limits the memory of one record.

use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// A reader that fails after more than `most` bytes since `since` was last set to 0.
pub(super) struct Capped<R> {
    pub inner: R,
    /// Bytes since the last complete record.
    pub since: Rc<Cell<u64>>,
    pub most: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let since = self.since.get() + count as u64;
        self.since.set(since);
        if since > self.most {
            return Err(io::Error::other(format!(
                "the record that starts here is larger than {} MB; a quote that was opened here may never be closed, or the file is not a table",
                self.most >> 20
            )));
        }
        Ok(count)
    }
}

/// Calls `watch` for every read.
pub(super) struct Watched<R> {
    pub inner: R,
    pub watch: Box<dyn FnMut(u64)>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        (self.watch)(count as u64);
        Ok(count)
    }
}
