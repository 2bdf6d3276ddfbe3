//! Reports of a view: [`sentence`]s, [`findings`], citations ([`cite`]), and tables and files ([`export`]).

pub mod cite;
pub mod export;
pub mod findings;
mod majorities;
pub mod markdown;
mod mean_place;
pub mod nouns;
pub mod sentence;

pub use majorities::{Majority, majorities};
pub use mean_place::mean_places;
