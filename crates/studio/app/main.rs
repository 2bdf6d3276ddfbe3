//! Studio in the browser: signals around a [`History`](needs_studio::document::History) of codebooks, views of it, and the
//! worker that holds the answers.
//!
//! One value changes, the codebook ([`state`]); forms and text are two views of it. The worker is asked for the rest
//! ([`client`]), and `start.js` keeps in memory what both are made of ([`memory`]).

mod client;
mod field;
mod memory;
mod save;
mod shell;
mod state;
mod steps;

fn main() {
    std::panic::set_hook(Box::new(|what| leptos::web_sys::console::error_1(&what.to_string().into())));
    leptos::mount::mount_to_body(shell::App);
}
