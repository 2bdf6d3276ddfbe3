//! Labels that spreadsheet programs take for formulas.

use super::texts::labels;
use needs_core::formula::is_formula;
use needs_core::survey::{Finding, file::ResultsFile};

/// No mistake: the page and the command write them as text. Other programs that make tables of the file may not.
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
