//! Coding of open answers, from the export to the results file.

#[path = "../command/mod.rs"]
mod command;
mod exchange;
mod published;
mod several;
mod sheets;
mod survey;
mod way;
