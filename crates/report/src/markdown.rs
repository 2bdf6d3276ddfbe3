//! Texts of an author in Markdown.

/// Escapes a label, which may hold anything: a backslash goes before what Markdown or HTML would read as markup, and a
/// line break becomes a space.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '#' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
