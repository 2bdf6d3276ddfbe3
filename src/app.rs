//! The page.

use leptos::prelude::*;

/// Shows the page in the document's body.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <h1>"Needs by Field"</h1> });
}
