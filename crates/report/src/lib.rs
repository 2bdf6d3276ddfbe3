//! Reports of a view: [`sentence`]s, [`findings`], citations ([`cite`]), and tables and files ([`export`]).

pub mod cite;
pub mod export;
pub mod findings;
mod mean_place;
pub mod nouns;
pub mod sentence;
