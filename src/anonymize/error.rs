//! Why classes cannot be made.

/// What is wrong with the input, or what of the demands cannot be met, and what to change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnonymizeError {
    #[error("k is 0; a class has at least 1 respondent: use 5 or more, or 1 for data that are public already")]
    ZeroK,
    #[error("there is no dimension; declare at least the respondents' field")]
    NoDimension,
    #[error("dimension \"{dimension}\": {problem}")]
    Dimension { dimension: String, problem: String },
    /// `cell` is a position in the input, from 0.
    #[error("cell {cell}: {problem}")]
    Cell { cell: usize, problem: String },
    #[error("table {table}: {problem}")]
    Table { table: usize, problem: String },
    #[error(
        "{respondents} respondents are fewer than k = {k}: no class can be published; collect more answers, or lower k if the data are public already"
    )]
    TooFew { respondents: u32, k: u32 },
    #[error("more than {} respondents; split the survey", u32::MAX)]
    TooMany,
    #[error(
        "{} has {n} respondents, fewer than k = {k}, and may not be generalized; recode it into a larger category, such as \"other\", or allow it to be generalized",
        .place
    )]
    NeverGeneralized {
        /// `dimension "field": statistics`, of all dimensions that may not be generalized.
        place: String,
        n: u32,
        k: u32,
    },
}
