//! Needs by Field: a results page for community surveys that carries its own limitations.
//!
//! A results file holds no rows of people but **classes**: every respondent is in exactly one, and a class
//! publishes how many it has and how many of them chose each need ([`survey`]). A [`view::View`] keeps some
//! classes ([`filter`]); one pass over them makes the [`crosstab::CrossTab`] that every number is read from.
//! How sure a number is says [`estimate`], how far it leans on who answered [`sensitivity`]. The whole view
//! is in the address ([`query`]). All text of the page is in [`words`].
//!
//! The way of a datum: bytes -> `Survey` -> `CrossTab` -> `Proportion` -> chart -> SVG, marks and table.
//! The core knows neither the browser nor the file system; the page and the command stand side by side above it.

pub mod action;
#[cfg(not(target_arch = "wasm32"))]
pub mod anonymize;
#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod charts;
pub mod cite;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(not(target_arch = "wasm32"))]
pub mod codebook;
pub mod crosstab;
pub mod embed;
pub mod estimate;
pub mod export;
pub mod facet;
pub mod filter;
pub mod findings;
pub mod headline;
pub mod html;
#[cfg(not(target_arch = "wasm32"))]
pub mod inspect;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod numbers;
#[cfg(not(target_arch = "wasm32"))]
pub mod paint;
#[cfg(not(target_arch = "wasm32"))]
pub mod personal;
#[cfg(not(target_arch = "wasm32"))]
pub mod prepare;
#[cfg(not(target_arch = "wasm32"))]
pub mod publish;
pub mod query;
#[cfg(not(target_arch = "wasm32"))]
pub mod raw;
pub mod sensitivity;
pub mod sentence;
pub mod snippet;
pub mod source;
pub mod survey;
#[cfg(not(target_arch = "wasm32"))]
pub mod verify;
pub mod view;
pub mod words;

pub use crosstab::{Cell, CrossTab};
pub use filter::Filter;
pub use survey::Survey;
pub use view::View;
pub use words::{Lang, Words};
