//! Coding of open answers: from comments to a multiple-choice question, with the coders' doubt beside it.
//!
//! An author writes a [`frame`] of codes with definitions. Each coder gets a [`sheet`] of answers ([`assign`]), in which people
//! have a [`key`] instead of a name, are [masked](mask) where the text names them, and codes are [suggested](suggest) by
//! patterns. [`agreement`] tells how far coders agree, [`resolve`] makes one sheet of theirs. Frames go to and come from other
//! programs ([`refi`], [`dictionary`]).
//!
//! Nothing here reads a file, knows a clock, or puts the words of an answer into a message.

pub mod agreement;
pub mod assign;
pub mod dictionary;
pub mod frame;
pub mod key;
pub mod mask;
pub mod measure;
pub mod refi;
pub mod resolve;
pub mod sheet;
pub mod suggest;
