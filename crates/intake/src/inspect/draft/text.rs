//! Texts as TOML and its comments have them.

use std::fmt::Write;

/// A TOML string.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

pub(super) fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// A text fit for a comment.
pub(super) fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Bounds as TOML, whose whole numbers have at most 64 bits.
pub(super) fn bands(bounds: &[f64]) -> String {
    let number = |bound: &f64| if bound.abs() < 1e15 { bound.to_string() } else { format!("{bound:?}") };
    format!("[{}]", bounds.iter().map(number).collect::<Vec<_>>().join(", "))
}
