//! The readers' page as text, shared by the browser and by a published site: its parts ([`html`]), what a reader does on
//! it ([`action`]), where its data may come from ([`source`]), the HTML that embeds it ([`snippet`]) and the messages of
//! an embedded page ([`embed`]).

pub mod action;
pub mod embed;
pub mod html;
pub mod snippet;
pub mod source;
