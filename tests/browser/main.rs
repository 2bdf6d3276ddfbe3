//! The built page in a real browser, one module a subject.
//!
//! `make test` builds the page and runs these; alone: `make build && cargo test --test browser`.

mod harness;
mod numbers;
mod reading;
mod start;
