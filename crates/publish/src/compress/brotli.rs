//! Brotli as `no_std`: the encoder then has its own logarithms, and the same content the same bytes on every machine.
//!
//! With the standard library's they are those of the system, whose last digit differs from one to another (in the browser
//! the page was one percent shorter).

use alloc_stdlib::StandardAlloc;
use brotli::{
    CustomRead, CustomWrite,
    enc::{Allocator, BrotliAlloc, BrotliCompressCustomIo, BrotliEncoderParams},
};

/// Bytes that are handed over at once.
const PIECE: usize = 64 << 10;

/// The content as a brotli stream, as small as it gets.
pub fn compress(content: &[u8]) -> Vec<u8> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let (mut from, mut to) = (From(content), To(Vec::new()));
    let (mut taken, mut given) = (vec![0; PIECE], vec![0; PIECE]);
    BrotliCompressCustomIo(
        &mut from,
        &mut to,
        &mut taken,
        &mut given,
        &parameters,
        Heap::default(),
        &mut |_, _, _, _| (),
        Incomplete,
    )
    .expect("memory takes all");
    to.0
}

#[derive(Debug)]
struct Incomplete;

struct From<'a>(&'a [u8]);

impl CustomRead<Incomplete> for From<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, Incomplete> {
        let (now, later) = self.0.split_at(into.len().min(self.0.len()));
        into[..now.len()].copy_from_slice(now);
        self.0 = later;
        Ok(now.len())
    }
}

struct To(Vec<u8>);

impl CustomWrite<Incomplete> for To {
    fn write(&mut self, data: &[u8]) -> Result<usize, Incomplete> {
        self.0.extend_from_slice(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> Result<(), Incomplete> {
        Ok(())
    }
}

/// Memory of the usual kind.
#[derive(Default)]
struct Heap(StandardAlloc);

impl<T: Clone + Default> Allocator<T> for Heap {
    type AllocatedMemory = <StandardAlloc as Allocator<T>>::AllocatedMemory;

    fn alloc_cell(&mut self, length: usize) -> Self::AllocatedMemory {
        self.0.alloc_cell(length)
    }

    fn free_cell(&mut self, cell: Self::AllocatedMemory) {
        <StandardAlloc as Allocator<T>>::free_cell(&mut self.0, cell);
    }
}

impl BrotliAlloc for Heap {}
