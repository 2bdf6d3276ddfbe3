//! Why classes cannot be made.

/// An invalid input or a demand that cannot be met, and what to change.
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
    /// `place` is empty for the whole survey, else where classes may not reach beyond: `dimension "field": statistics`.
    #[error(
        "{}{group}: {asked} of {respondents} respondents were asked and {} were not; with k = {k} each must be nobody or at least {k}, or their answers stand alone: ask everyone, drop the question, or lower k if the data are public already{}",
        if .place.is_empty() { String::new() } else { format!("{}: ", .place) },
        .respondents - .asked,
        if .place.is_empty() { "" } else { "; or allow it to be generalized" }
    )]
    Asked { group: String, place: String, asked: u32, respondents: u32, k: u32 },
    /// Stopped by the caller's `watch`.
    #[error("stopped; nothing was made")]
    Stopped,
    #[error(
        "the tables together determine a group smaller than k, and every merger that would stop it generalizes a dimension that may not be; allow one to be generalized, or make one joint table"
    )]
    AuditNeverGeneralized,
    #[error(
        "sensitive choice \"{name}\": all who answered answered alike, in some class that cannot be merged further; leave the question or its pairs out, merge the choice with another, or allow more dimensions to be generalized"
    )]
    Sensitive { name: String },
    #[error(
        "{name}: {answered} answered, fewer than k = {k}, and no other respondents can be counted with them; leave the question or the item out"
    )]
    Answered { name: String, answered: u32, k: u32 },
    #[error(
        "{name}: {new} of the new respondents answered, fewer than k = {k}, in classes that cannot be put together further; subtracting the editions would tell their answers: hold these back until there are {k}, or publish without --previous and withdraw the earlier edition"
    )]
    AnsweredGrowth { name: String, new: u32, k: u32 },
    #[error(
        "table {table}, class {class}: {name}: {answered} answered in the earlier edition, fewer than k = {k}, whose answers it tells: publish without --previous and withdraw the earlier edition"
    )]
    PreviousAnswered { table: usize, class: String, name: String, answered: u32, k: u32 },
    #[error(
        "table {table}, class {class}: {name} is {before} in the earlier edition and {given} by the answers that were given for it; give the answers of which it was made, read by the same codebook"
    )]
    PreviousAnswers { table: usize, class: String, name: String, before: u32, given: u32 },
    #[error(
        "table {table}: {n} respondents, such as {combination}, are in no class of the earlier edition and make none of at least k that it could be told from; recode them into a category that stood there, hold them back, or publish without --previous and withdraw the earlier edition"
    )]
    Uncovered { table: usize, combination: String, n: u64 },
    #[error(
        "table {table}, class {class}: {before} respondents in the earlier edition and {now} now; a class must stay as it is or grow by at least k = {k}, or subtracting the editions tells the late answers: hold the late answers of this class back until there are {k}"
    )]
    Growth { table: usize, class: String, before: u32, now: u32, k: u32 },
    #[error(
        "table {table}, class {class}: {name}: {asked} of its {new} new respondents were asked and {} were not; each must be nobody or at least k = {k}, or subtracting the editions tells their answers: hold the few back until there are {k}",
        .new - .asked
    )]
    GroupGrowth { table: usize, class: String, name: String, asked: u32, new: u32, k: u32 },
    #[error(
        "table {table}, class {class}: {n} respondents, fewer than k = {k}; the classes of the earlier edition are kept, so k can only stay as it was there: lower k to {n} or less, or publish without --previous and withdraw the earlier edition"
    )]
    PreviousSmall { table: usize, class: String, n: u32, k: u32 },
    #[error(
        "table {table}, class {class}: {name}: {asked} of its {n} respondents are asked and {} are not; one of the two is fewer than k, as the classes of the earlier edition have it: publish without --previous and withdraw the earlier edition",
        .n - .asked
    )]
    PreviousAsked { table: usize, class: String, name: String, asked: u32, n: u32 },
    #[error(
        "table {table}, class {class}: {name} is {before} in the earlier edition and {now} now, where at most {most} can be new; who answered before must answer the same, or subtracting the editions tells what was changed: take the answers of the earlier edition as they were, give a question that is counted otherwise a new id, or publish without --previous and withdraw the earlier edition"
    )]
    Changed { table: usize, class: String, name: String, before: u32, now: u32, most: u32 },
    #[error(
        "the tables of the earlier edition, which are kept, together determine the numbers of fewer than k respondents, or of fewer who were asked a question, or not asked it; publish without --previous and withdraw the earlier edition"
    )]
    PreviousDetermines,
    #[error(
        "subtracting the editions leaves tables of the new respondents that together determine fewer than k of them; hold some of them back, or publish one joint table from now on and withdraw the earlier edition"
    )]
    Newcomers,
    #[error(
        "table {table}: classes of the earlier edition overlap, so that labels alone do not tell everybody's; give the answers of the earlier edition, publish joint tables, or withdraw the earlier edition"
    )]
    PreviousOverlaps { table: usize },
    #[error(
        "subtracting the editions leaves several tables of the new respondents, which can only be audited against the answers of the earlier edition; give them, publish joint tables, or withdraw the earlier edition"
    )]
    NewcomersUnknown,
}
