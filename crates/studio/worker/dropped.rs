//! A file that was dropped on the page, read piece by piece: it is never in memory as a whole.

use js_sys::Uint8Array;
use needs_intake::raw::{Bytes, Source};
use std::io::{self, Read, Seek, SeekFrom};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, File, FileReaderSync};

/// Bytes that are read at once.
const PIECE: u64 = 4 << 20;

pub struct Dropped {
    file: File,
    name: String,
}

impl Dropped {
    /// # Errors
    /// If the browser reads no files in a worker.
    pub fn new(file: File) -> Result<Dropped, String> {
        FileReaderSync::new().map_err(|_| "this browser reads no files in the background; use another".to_owned())?;
        Ok(Dropped { name: file.name(), file })
    }
}

impl Source for Dropped {
    fn name(&self) -> &str {
        &self.name
    }

    fn open(&self) -> io::Result<Box<dyn Bytes>> {
        let reader = FileReaderSync::new().map_err(|error| why(&error))?;
        Ok(Box::new(Reading {
            file: self.file.clone(),
            reader,
            length: self.file.size() as u64,
            at: 0,
            piece: Vec::new(),
            from: 0,
        }))
    }

    fn length(&self) -> Option<u64> {
        Some(self.file.size() as u64)
    }
}

/// A place in the file, and the piece that was read last.
struct Reading {
    file: File,
    reader: FileReaderSync,
    length: u64,
    at: u64,
    piece: Vec<u8>,
    /// Where the piece begins.
    from: u64,
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length || into.is_empty() {
            return Ok(0);
        }
        let inside = self.at.checked_sub(self.from).filter(|&at| at < self.piece.len() as u64);
        let start = match inside {
            Some(start) => start as usize,
            None => {
                let end = (self.at + PIECE).min(self.length);
                let part = self.file.slice_with_f64_and_f64(self.at as f64, end as f64).map_err(|error| why(&error))?;
                let buffer = self.reader.read_as_array_buffer(&part).map_err(|error| why(&error))?;
                (self.piece, self.from) = (Uint8Array::new(&buffer).to_vec(), self.at);
                if self.piece.is_empty() {
                    return Err(io::Error::other("the file became shorter while it was read; drop it again"));
                }
                0
            }
        };
        let n = into.len().min(self.piece.len() - start);
        into[..n].copy_from_slice(&self.piece[start..start + n]);
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Reading {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

fn why(error: &JsValue) -> io::Error {
    let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
    io::Error::other(match name.as_str() {
        "NotReadableError" | "NotFoundError" => {
            "the file was changed, moved or closed to the browser since it was dropped; drop it again".to_owned()
        }
        _ => format!("the browser cannot read it ({name}); drop it again"),
    })
}
