//! Where raw answers come from.

use std::{
    io::{self, Cursor, Read, Seek},
    sync::Arc,
};

/// A named source of bytes that can be read again from its beginning.
///
/// It is all that reading needs of the world around it: the command gives files, Studio what was dropped on it.
pub trait Source {
    /// How messages name it: a path or a file's name. Its ending tells a spreadsheet from delimited text.
    fn name(&self) -> &str;

    /// Opens it at its first byte, as often as asked; the bytes are the same each time.
    ///
    /// # Errors
    /// If it cannot be read (any more). [`io::ErrorKind::IsADirectory`] for a folder.
    fn open(&self) -> io::Result<Box<dyn Bytes>>;

    /// Its length in bytes, where that is known before it is read.
    fn length(&self) -> Option<u64> {
        None
    }
}

/// Bytes that are read in any order, as the archive of a spreadsheet has to be.
pub trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// A source that is held in memory.
#[derive(Clone, Debug)]
pub struct InMemory {
    name: String,
    bytes: Arc<[u8]>,
}

impl InMemory {
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> InMemory {
        InMemory { name: name.into(), bytes: bytes.into() }
    }
}

impl Source for InMemory {
    fn name(&self) -> &str {
        &self.name
    }

    fn open(&self) -> io::Result<Box<dyn Bytes>> {
        Ok(Box::new(Cursor::new(Arc::clone(&self.bytes))))
    }

    fn length(&self) -> Option<u64> {
        Some(self.bytes.len() as u64)
    }
}
