//! Makes a results file from the export of a survey tool: reads the export ([`raw`]), drafts a codebook ([`inspect`]), reads
//! and writes codebooks ([`codebook`]), and counts answers ([`prepare`]), open ones as
//! people coded them ([`coding`]).

pub mod codebook;
pub mod coding;
pub mod form;
pub mod inspect;
mod marks;
mod numbers;
pub mod prepare;
pub mod raw;
mod words;
