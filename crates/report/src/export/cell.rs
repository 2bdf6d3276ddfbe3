//! Text cells of files that spreadsheets open.

use needs_core::formula::is_formula;
use std::borrow::Cow;

/// The text, with a `'` in front if a spreadsheet would run it as a formula.
pub(super) fn as_text(text: &str) -> Cow<'_, str> {
    if is_formula(text) { ["'", text].concat().into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_text_stays() {
        assert_eq!(as_text("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        for formula in ["+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(as_text(formula), format!("'{formula}"));
        }
        for text in ["", "GPU", "1 - 3 years", "'=1", "a=b"] {
            assert_eq!(as_text(text), text);
        }
    }
}
