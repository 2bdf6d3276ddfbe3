//! Labels that a spreadsheet would run as formulas.

use super::texts::labels;
use needs_core::formula::is_formula;
use needs_core::survey::{Finding, file::ResultsFile};

/// They are a hint, not an error: the page and the command write them as text, but other programs may not.
pub fn formulas(about: &ResultsFile) -> Vec<Finding> {
    let formulas = labels(about).into_iter().filter(|(_, label)| is_formula(label));
    let told = formulas.map(|(path, label)| Finding {
        path,
        problem: format!(
            "\"{}\" is a formula to spreadsheet programs, which may run it; unless it has to be so, begin the label in the codebook with a letter",
            label.replace(['\t', '\r'], " ")
        ),
    });
    told.collect()
}
