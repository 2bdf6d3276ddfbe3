//! Authoring in a browser tab, as far as it needs no browser.
//!
//! The codebook that is being written, with all its earlier states ([`document`]); the work that a worker does beside the
//! page, on answers that nothing else holds ([`work`]), and the messages by which it is asked for ([`message`]); and what a
//! file of answers would give away as it is ([`give_away`]). An author says what columns are for ([`roles`]), settles what was
//! doubtful ([`doubts`]), and puts answers in order ([`answers`], [`unlisted`], [`bands`], [`themes`], [`asked`]); those that may mean the same are
//! offered ([`spellings`]). A word of the page leads back to where it is edited ([`find`]).

pub mod answers;
pub mod asked;
pub mod bands;
pub mod document;
pub mod doubts;
pub mod find;
pub mod give_away;
pub mod message;
pub mod roles;
pub mod spellings;
pub mod themes;
pub mod unlisted;
#[cfg(feature = "work")]
pub mod work;
