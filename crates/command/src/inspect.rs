//! `inspect`: a draft codebook for a file of raw answers.

use super::{disk::OnDisk, write};
use clap::Args;
use needs_intake::{
    form::Form,
    raw::{EncodingName, Format, NameRow},
};
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

    /// Rows before the first respondent, from the first that is not empty; guessed if missing
    #[arg(long, value_name = "ROWS")]
    header_rows: Option<usize>,

    /// Which of these rows names the columns, from 1; two with a comma between are joined
    #[arg(long, value_name = "ROW")]
    name_row: Option<NameRow>,

    /// Rows below the last respondent that are none, such as totals; blank ones are not counted; guessed if missing
    #[arg(long, value_name = "ROWS")]
    footer_rows: Option<usize>,

    /// What stands between cells, such as ";" or "\t"; guessed if missing
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<char>,

    /// Such as windows-1252 or shift_jis; guessed if missing
    #[arg(long, value_parser = EncodingName::named)]
    encoding: Option<EncodingName>,

    /// The form itself: .lss of LimeSurvey, .qsf of Qualtrics, or an XLSForm (.xlsx) of KoboToolbox or ODK. It tells the
    /// order of options, those that nobody chose, and who was asked
    #[arg(long, value_name = "FILE")]
    form: Option<PathBuf>,

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
            write::not_over(output, [self.raw.as_path()].into_iter().chain(self.form.as_deref()))?;
        }
        // Checked first, so that nobody's corrections are overwritten. A device or a pipe holds none.
        if let Some(output) = self.output.as_deref().filter(|output| !self.force && output.is_file()) {
            anyhow::bail!("{} is there already; give another name, or --force to lose what it holds", output.display());
        }
        let given = Format {
            header_rows: self.header_rows,
            name_row: self.name_row,
            footer_rows: self.footer_rows,
            encoding: self.encoding,
            delimiter: self.delimiter,
            decimal: None,
            sheet: self.sheet,
        };
        let form = self.form.as_deref().map(|form| Form::read(&OnDisk::at(form))).transpose()?;
        let drafted = needs_intake::inspect::inspect_with_form(&OnDisk::at(&self.raw), &given, form.as_ref())?;
        let (draft, tool) = (drafted.to_string(), drafted.tool);
        let doubts = drafted.doubts();
        match &self.output {
            None => {
                std::io::stdout().write_all(draft.as_bytes())?;
                Ok(tell_doubts(&mut std::io::stderr(), &doubts)?)
            }
            Some(output) => {
                write::whole(output, draft.as_bytes())?;
                let mut out = write::teller(Some(output));
                writeln!(out, "{} written; the file looks like an export of {}", output.display(), tool.name())?;
                tell_doubts(&mut out, &doubts)?;
                writeln!(
                    out,
                    "Read it, correct it, then: needs-by-field prepare {} --codebook {} -o results.json",
                    self.raw.display(),
                    output.display()
                )?;
                Ok(())
            }
        }
    }
}

/// Most doubts that are printed; the draft has all of them.
const MOST_DOUBTS: usize = 20;

fn tell_doubts(out: &mut impl std::io::Write, doubts: &[String]) -> std::io::Result<()> {
    if doubts.is_empty() {
        return Ok(());
    }
    writeln!(out, "To check (marked CHECK in the draft):")?;
    for doubt in doubts.iter().take(MOST_DOUBTS) {
        writeln!(out, "  - {doubt}")?;
    }
    if doubts.len() > MOST_DOUBTS {
        writeln!(out, "  - and {} more", doubts.len() - MOST_DOUBTS)?;
    }
    Ok(())
}

/// One character, or `\\t` for a tab.
fn delimiter(text: &str) -> Result<char, String> {
    match text {
        "\\t" | "tab" => Ok('\t'),
        text => {
            let mut letters = text.chars();
            let one = letters.next().filter(|_| letters.next().is_none());
            one.ok_or_else(|| "a delimiter is one character, such as \";\", or \"\\t\" for a tab".to_owned())
        }
    }
}
