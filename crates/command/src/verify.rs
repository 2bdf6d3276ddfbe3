//! `verify`: checks everything that a results file alone can show.

use clap::Args;
use needs_core::survey::SurveyError;
use std::{io::Write as _, path::PathBuf};

/// Check a results file, and print everything that does not hold.
///
/// Checked are its form, ids and sums, class sizes, what it says of itself (published, smallest class, generalized),
/// its tables against each other and what they tell together as far as labels show it, its filters and links,
/// whether a text looks like an email address, a phone number or a person's name, and whether there is anything that is
/// no part of the format. What cannot be seen from the file
/// alone, such as who was left out, is not checked. Exits with 1 and every finding, if there is any.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  needs-by-field verify results.json")]
pub(super) struct Verify {
    /// The results file
    results: PathBuf,
}

impl Verify {
    pub fn run(self) -> anyhow::Result<()> {
        let path = self.results.display();
        let bytes = std::fs::read(&self.results).map_err(|error| anyhow::anyhow!("{path}: cannot be read: {error}"))?;
        match needs_privacy::verify::verify(&bytes) {
            Ok(summary) => {
                if let Ok(survey) = needs_core::Survey::read(&bytes) {
                    super::tell_skipped(&self.results, &survey);
                }
                for warning in summary.few_answered.iter().chain(&summary.formulas) {
                    eprintln!("warning: {warning}");
                }
                write!(std::io::stdout(), "{path} holds: {summary}")?;
                Ok(())
            }
            Err(SurveyError::Invalid(findings)) => {
                let report: String = findings.iter().map(|finding| format!("{finding}\n")).collect();
                std::io::stdout().write_all(report.as_bytes())?;
                let count = findings.len();
                anyhow::bail!("{path}: {count} {} not hold", if count == 1 { "thing does" } else { "things do" })
            }
            Err(error) => anyhow::bail!("{path}: {error}"),
        }
    }
}
