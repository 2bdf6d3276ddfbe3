//! What a results file is, and what is counted of it.
//!
//! A results file holds no rows of people but **classes**: every respondent is in exactly one, and a class
//! publishes how many it has and how many of them chose each option ([`survey`]). A [`view::View`] keeps some
//! classes ([`filter`]); one pass over them makes the [`crosstab::CrossTab`] that every number is read from.
//! [`estimate`] says how certain a number is, [`sensitivity`] how far it depends on who answered, and [`headline`]
//! which options lead. The whole view is in the address ([`query`]). [`facet`] counts beside the filters; [`formula`] knows texts that spreadsheets run.
//!
//! The crate knows neither the browser nor the file system: everything here is values and functions.

pub mod crosstab;
pub mod estimate;
pub mod facet;
pub mod filter;
pub mod formula;
pub mod headline;
pub mod query;
pub mod sensitivity;
pub mod survey;
pub mod view;

pub use crosstab::{Cell, CrossTab};
pub use filter::Filter;
pub use survey::Survey;
pub use view::View;
