//! From a survey tool's export to a results file: reading it ([`raw`]), drafting a codebook ([`inspect`]), the codebook
//! ([`codebook`]), and counting by it ([`prepare`]).

pub mod codebook;
pub mod form;
pub mod inspect;
mod numbers;
pub mod prepare;
pub mod raw;
