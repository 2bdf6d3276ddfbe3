//! `verify`: everything that can be checked from a results file alone.

use clap::Args;
use std::path::PathBuf;

/// Check a results file, and print everything that does not hold.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  needs-by-field verify results.json")]
pub(super) struct Verify {
    /// The results file
    results: PathBuf,
}

impl Verify {
    pub fn run(self) -> anyhow::Result<()> {
        let survey = super::read_survey(&self.results)?;
        println!("{} holds: {} respondents", self.results.display(), survey.about.respondents.published);
        Ok(())
    }
}
