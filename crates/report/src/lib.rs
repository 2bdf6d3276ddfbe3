//! What is said of a view in words and in files: [`sentence`]s, [`findings`], citations ([`cite`]), tables and exports
//! ([`export`]).

pub mod cite;
pub mod export;
pub mod findings;
pub mod sentence;
