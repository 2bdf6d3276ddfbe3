//! Plural categories of whole numbers, one function a language, named by its tag with `_` for `-`.
//!
//! Rules: Unicode CLDR 47, "Language Plural Rules", cardinal, for integers (v = 0). A language may need categories
//! that are not here yet (`Few`, `Many`): add them. `PLURALS` in `build/fluent.rs` lists each language's categories.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Category {
    One,
    Other,
}

/// 1 respondent, 0 or 2 respondents.
pub fn en(n: u64) -> Category {
    if n == 1 { Category::One } else { Category::Other }
}

/// 1 Antwort, 0 oder 2 Antworten.
pub fn de(n: u64) -> Category {
    en(n)
}
