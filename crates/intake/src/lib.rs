//! Makes a results file from the export of a survey tool: reads the export ([`raw`]), drafts a codebook ([`inspect`]), reads
//! and writes codebooks ([`codebook`]), and counts answers ([`prepare`]).

pub mod codebook;
pub mod form;
pub mod inspect;
mod marks;
mod numbers;
pub mod prepare;
pub mod raw;
mod words;
