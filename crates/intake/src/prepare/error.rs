//! The errors of `prepare`.

use crate::{codebook::CodebookError, raw::RawError};
use needs_core::survey::SurveyError;
use needs_privacy::anonymize::AnonymizeError;

/// A fault of the input; messages have place, value and remedy.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    #[error(transparent)]
    Raw(#[from] RawError),
    #[error(transparent)]
    Codebook(#[from] CodebookError),
    /// Cells that cannot be read, each distinct one once; never empty.
    #[error("{}{}", .cells.join("\n"), if *.more { "\n... and more; these are the first" } else { "" })]
    Cells { cells: Vec<String>, more: bool },
    #[error("{}", nobody(*.received, *.left_out))]
    Nobody { received: u32, left_out: u32 },
    #[error("more than {} rows; count them with a data engine first: see docs/large-surveys.md", u32::MAX)]
    TooMany,
    #[error("--previous: {0}")]
    Previous(String),
    #[error(transparent)]
    Anonymize(#[from] AnonymizeError),
    /// The file was made but is not valid.
    #[error("the results file would not hold, and is not written:\n{0}")]
    Check(SurveyError),
}

fn nobody(received: u32, left_out: u32) -> String {
    match received {
        _ if left_out > 0 && left_out == received => {
            format!(
                "all {received} respondents are left out by [[keep]] and [[drop]]; check these rules in the codebook"
            )
        }
        0 => "the file has no row below its header; export the answers again".to_owned(),
        _ => format!(
            "none of the {} respondents consented; check `values` of [consent] in the codebook",
            received - left_out
        ),
    }
}
