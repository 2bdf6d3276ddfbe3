//! Sources of raw answers.

use std::{
    io::{self, Cursor, Read, Seek},
    sync::Arc,
};

/// A named source of bytes that can be read several times.
///
/// The command implements it for files, Studio for dropped files.
pub trait Source {
    /// The name in messages: a path or a file name. Its extension distinguishes spreadsheets from delimited text.
    fn name(&self) -> &str;

    /// Opens the source at its first byte; every time the bytes are the same.
    ///
    /// # Errors
    /// If the source cannot be read (any more); [`io::ErrorKind::IsADirectory`] for a folder.
    fn open(&self) -> io::Result<Box<dyn Bytes>>;

    /// Its length in bytes, if that is known before reading.
    fn length(&self) -> Option<u64> {
        None
    }
}

/// Bytes with random access, which archives of spreadsheets need.
pub trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// A source in memory.
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
