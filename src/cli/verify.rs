//! `verify`: everything that can be checked from a results file alone.

use crate::{
    Survey,
    survey::{Finding, SurveyError, file::ResultsFile},
    verify,
};
use clap::Args;
use std::{io::Write as _, path::PathBuf};

/// Check a results file, and print everything that does not hold.
///
/// Checked are its form, the sums of every class, that no class is smaller than k, what it says of itself (published,
/// smallest class, generalized), its ids, and whether a label looks like an email address, a telephone number or a
/// person's name. What cannot be seen from the file alone, such as who was left out, is not checked.
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
        let mut findings: Vec<Finding> = Vec::new();
        match Survey::read(&bytes) {
            Ok(survey) => findings.extend(verify::claims(&survey)),
            Err(SurveyError::Invalid(found)) => findings.extend(found),
            Err(error @ SurveyError::Json { .. }) => anyhow::bail!("{path}: {error}"),
        }
        // Labels can be looked at whether the rest holds or not.
        if let Ok(file) = serde_json::from_slice::<ResultsFile>(&bytes) {
            findings.extend(verify::personal(&file));
        }
        let told: String = findings.iter().map(|finding| format!("{finding}\n")).collect();
        std::io::stdout().write_all(told.as_bytes())?;
        if !findings.is_empty() {
            let count = findings.len();
            anyhow::bail!("{path}: {count} {} not hold", if count == 1 { "thing does" } else { "things do" });
        }
        let survey = Survey::read(&bytes)?;
        let about = &survey.about;
        let classes: usize = survey.tables.iter().map(crate::survey::Table::len).sum();
        writeln!(
            std::io::stdout(),
            "{path} holds: {} respondents in {classes} classes of {} or more (k = {}), {} dimensions, {} questions",
            about.respondents.published,
            about.privacy.smallest_class,
            about.privacy.k,
            about.dimensions.len(),
            about.questions.len()
        )?;
        Ok(())
    }
}
