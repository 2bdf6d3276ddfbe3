//! The readers' page as text, shared by the browser and by published sites: its parts ([`html`]), the reader's actions
//! ([`action`]), the allowed sources of its data ([`source`]), the embed code ([`snippet`]) and the messages of an
//! embedded page ([`embed`]).

pub mod action;
pub mod embed;
pub mod html;
pub mod snippet;
pub mod source;
