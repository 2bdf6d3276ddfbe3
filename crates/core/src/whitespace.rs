//! White space.

/// Trims a text and collapses white space; without a byte order mark.
pub fn tidy(text: &str) -> String {
    text.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ")
}
