//! What is shown of one step each.

pub mod about;
pub mod answers;
pub mod bars;
pub mod columns;
pub mod file;
pub mod give_away;
pub mod meter;
pub mod preview;
pub mod publish;
pub mod text;
