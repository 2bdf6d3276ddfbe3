//! Text that a spreadsheet would run as a formula.

/// Whether a spreadsheet reads a cell of this text as a formula
/// ([OWASP, CSV injection](https://owasp.org/www-community/attacks/CSV_Injection)).
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
