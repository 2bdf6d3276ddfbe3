//! Cells that a spreadsheet program would run as formulas.

/// What a cell of a formula begins with (OWASP, CSV injection).
const STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// The text with an apostrophe in front if a spreadsheet would take it for a formula; [`unguarded`] takes it away.
pub fn guarded(text: &str) -> String {
    if is_guarded(text) { format!("'{text}") } else { text.to_owned() }
}

pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_guarded(rest) => rest,
        _ => text,
    }
}

/// Behind any apostrophes, so that a text which has them by itself keeps them.
fn is_guarded(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(STARTS)
}
