//! `inspect`: a draft codebook for a file of raw answers.

use super::{disk::OnDisk, write};
use clap::Args;
use std::{io::Write as _, path::PathBuf};

/// Draft a codebook for raw answers.
///
/// Recognizes exports of Google Forms, LimeSurvey, Microsoft Forms, Qualtrics and SurveyMonkey, and guesses what each
/// column holds. Every guess is explained in a comment; columns that point at a person are ignored. Read the draft,
/// correct it, and give it to `prepare`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  needs-by-field inspect answers.csv -o codebook.toml")]
pub(super) struct Inspect {
    /// The raw answers: .csv, .tsv or .xlsx
    raw: PathBuf,

    /// The sheet of a spreadsheet; the first if missing
    #[arg(long)]
    sheet: Option<String>,

    /// The codebook to write; printed if missing
    #[arg(short, long)]
    output: Option<PathBuf>,

    /// Overwrite the codebook
    #[arg(long, requires = "output")]
    force: bool,
}

impl Inspect {
    pub fn run(self) -> anyhow::Result<()> {
        if let Some(output) = &self.output {
            write::not_over(output, [self.raw.as_path()])?;
        }
        // Before the work: nobody's corrections are lost. A device or a pipe holds none.
        if let Some(output) = self.output.as_deref().filter(|output| !self.force && output.is_file()) {
            anyhow::bail!("{} is there already; give another name, or --force to lose what it holds", output.display());
        }
        let drafted = needs_intake::inspect::inspect(&OnDisk::at(&self.raw), self.sheet.as_deref())?;
        let (draft, tool) = (drafted.to_string(), drafted.tool);
        match &self.output {
            None => Ok(std::io::stdout().write_all(draft.as_bytes())?),
            Some(output) => {
                write::whole(output, draft.as_bytes())?;
                let mut told = write::teller(Some(output));
                writeln!(told, "{} written; the file looks like an export of {}", output.display(), tool.name())?;
                writeln!(
                    told,
                    "Read it, correct it, then: needs-by-field prepare {} --codebook {} -o results.json",
                    self.raw.display(),
                    output.display()
                )?;
                Ok(())
            }
        }
    }
}
