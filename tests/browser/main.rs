//! The built page in a real browser, one module a subject.
//!
//! `make test` builds the page and runs these; alone: `make build && cargo test --test browser`.

mod access;
mod embed;
mod files;
mod harness;
mod jekyll;
mod layout;
mod loading;
mod numbers;
mod offline;
mod preview;
mod publish;
mod published;
mod reading;
mod sensitivity;
mod sharing;
mod start;
mod studio;
