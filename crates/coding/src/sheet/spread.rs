//! Cells that a spreadsheet program would run as formulas.

use needs_core::formula::is_formula;

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
    is_formula(text.trim_start_matches('\''))
}
