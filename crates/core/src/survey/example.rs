//! The worked example of `docs/results-format.md`, small enough to check by hand.

use super::Survey;

/// 48 respondents in 8 classes over field (`multiple`), region and channel.
pub fn example() -> Survey {
    Survey::read(include_bytes!("../../../../docs/example-results.json")).unwrap_or_else(|e| panic!("{e}"))
}
