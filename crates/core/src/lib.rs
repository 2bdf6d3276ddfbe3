//! Reads a results file and computes everything that the page shows of it.
//!
//! A results file holds no rows of people but **classes**: every respondent is in exactly one, and a class
//! publishes how many it has and how many of them chose each option ([`survey`]). A [`view::View`] keeps some
//! classes ([`filter`]); one pass over them makes the [`crosstab::CrossTab`] that every number is read from.
//! [`estimate`] says how certain a number is, [`reliability`] whether it is shown, [`sensitivity`] how far it depends on who answered, and [`headline`]
//! which options lead. The whole view is in the address ([`query`]). [`facet`] counts beside the filters; [`formula`] knows texts that spreadsheets run, [`whitespace`] folds spaces.
//!
//! ```
//! # // The file of docs/results-format.md.
//! # let bytes = include_bytes!("../../../docs/example-results.json");
//! use needs_core::{CrossTab, Survey, query};
//!
//! let survey = Survey::read(bytes)?;
//! let link = query::parse("region=-australia&question=needs", &survey);
//! assert!(link.problems.is_empty());
//! let tab = CrossTab::of(&survey, &link.view)?;
//!
//! // The row of all: respondents outside Australia, and how many of those who answered need documentation.
//! let documentation = &tab.all()[0];
//! assert_eq!((tab.rows[0].n, documentation.count, documentation.base), (26, 11, 24));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The crate uses neither the browser nor the file system: everything here is values and functions.

pub mod crosstab;
pub mod estimate;
pub mod facet;
pub mod filter;
pub mod formula;
pub mod headline;
pub mod query;
pub mod reliability;
pub mod sensitivity;
pub mod survey;
pub mod view;
pub mod whitespace;

pub use crosstab::{Cell, CrossTab};
pub use filter::Filter;
pub use survey::Survey;
pub use view::View;
