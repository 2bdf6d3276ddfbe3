//! `code start` and `code apply`: sheets for coders.

use super::{OfCodebook, sheet};
use crate::write;
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use needs_coding::{
    assign::{self, Answer, Overlap},
    frame::{self, Code},
    key::Salt,
    suggest::Suggester,
};
use needs_intake::{
    codebook::Codebook,
    coding::{self, Question},
};
use std::{
    collections::HashSet,
    io::Write as _,
    path::{Path, PathBuf},
};

/// Write a sheet of answers for each coder.
///
/// A sheet has a row for each answer, in a random order of its own, and a column for each code. Coders see the answer alone:
/// no field, no other answer of the same person, and not what the other coder does. What looks like a person is masked. Words
/// that the codebook lists suggest codes in the column "suggested", which decides nothing.
///
/// Mark a code with x; where none fits, mark "none". A row without any mark counts as not coded.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  needs-by-field code start answers.csv --codebook codebook.toml --coders ana,ben --overlap 150 -o coding")]
pub(super) struct Start {
    #[command(flatten)]
    sheets: Sheets,
}

/// Code this year's answers with last year's codes.
///
/// Writes sheets as `code start` does, and the codebook of this year with the codes of last year's if it has none. Answers
/// that last year's final sheet has with the same words are suggested the same codes. A code that is defined otherwise than last
/// year gets a new version.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  needs-by-field code apply answers-2026.csv --codebook 2026.toml --previous 2025.toml \\
      --previous-final coding-2025/final.csv --write-codebook 2026-coded.toml --coders ana,ben -o coding-2026")]
pub(super) struct Apply {
    #[command(flatten)]
    sheets: Sheets,

    /// The codebook of last year
    #[arg(long, value_name = "CODEBOOK")]
    previous: PathBuf,

    /// Last year's final sheet, of which answers with the same words are suggested the same codes
    #[arg(long, value_name = "SHEET")]
    previous_final: Option<PathBuf>,

    /// Where to write this year's codebook, with codes and their versions
    #[arg(long, value_name = "CODEBOOK")]
    write_codebook: PathBuf,
}

#[derive(Debug, Args)]
struct Sheets {
    /// The raw answers: .csv, .tsv or .xlsx; several files of one survey are coded together
    #[arg(required = true)]
    raw: Vec<PathBuf>,

    #[command(flatten)]
    of: OfCodebook,

    /// Names of the coders, who get a sheet each
    #[arg(long, value_delimiter = ',', required = true, value_name = "NAMES")]
    coders: Vec<String>,

    /// How many answers everybody codes; the rest is dealt out. Agreement is measured on these: 150 or all
    #[arg(long, default_value = "all", value_parser = overlap)]
    overlap: Overlap,

    /// The folder for sheets and salt
    #[arg(short, long, default_value = "coding")]
    output: PathBuf,

    /// The salt of keys; written if it is not there. Keep it, and keep it private [default: salt.txt in the folder]
    #[arg(long)]
    salt: Option<PathBuf>,

    /// A column that coders see beside the answers, which is not blind any more
    #[arg(long, value_name = "COLUMN")]
    show: Vec<String>,

    /// A sheet whose coded answers are left out
    #[arg(long, value_name = "SHEET")]
    except: Vec<PathBuf>,

    /// Which files to write
    #[arg(long, value_enum, default_value_t = Form::Both)]
    format: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Csv,
    Xlsx,
    Both,
}

fn overlap(text: &str) -> Result<Overlap, String> {
    match text {
        "all" => Ok(Overlap::All),
        number => number.parse().map(Overlap::Some).map_err(|_| "give a number, or all".to_owned()),
    }
}

impl Start {
    pub fn run(self) -> anyhow::Result<()> {
        let (codebook, _, question) = self.sheets.of.read()?;
        let suggester = Suggester::of(&question.frame);
        self.sheets.write(&codebook, &question, &suggester, None)
    }
}

impl Apply {
    pub fn run(self) -> anyhow::Result<()> {
        let of = &self.sheets.of;
        let inputs = [&of.codebook, &self.previous].into_iter().chain(&self.sheets.raw);
        let inputs = inputs.chain(&self.previous_final).chain(&self.sheets.except).chain(&self.sheets.salt);
        write::not_over(&self.write_codebook, inputs.map(PathBuf::as_path))?;
        let before = OfCodebook { codebook: self.previous.clone(), question: of.question.clone() };
        let (codebook_before, _, before) = before.read()?;
        let place = || of.codebook.display().to_string();
        let text = super::text(&of.codebook)?;
        let mut codebook = Codebook::read(&text).with_context(place)?;
        let meant = codebook.coded_place(of.question.as_deref()).with_context(place)?;
        for (place, id) in codebook.coded_places() {
            let before = match place == meant {
                true => Some(before.clone()),
                // Its answers are not coded now, but a codebook is sound only as a whole.
                false => codebook_before.coded_question(Some(&id)).ok(),
            };
            let entry = &mut codebook.questions[place];
            if let Some(before) = before.filter(|_| entry.codes.is_empty()) {
                entry.codes = coding::entries(&before.frame);
                entry.declare_themes(&before.frame, &codebook_before.questions[before.place].themes);
            }
        }
        let question = codebook.coded_question(of.question.as_deref()).with_context(place)?;
        let mut after = question.frame.clone();
        let raised = frame::number_versions(&before.frame, &mut after);
        for (Code { version, .. }, entry) in after.iter().zip(&mut codebook.questions[question.place].codes) {
            entry.0.version = (*version > 1).then_some(*version);
        }
        let mut suggester = Suggester::of(&after);
        if let Some(path) = &self.previous_final {
            let final_sheet = sheet(path, Some(&before.frame))?;
            let in_frame = final_sheet.in_frame(&after);
            for row in &final_sheet.rows {
                suggester.remember(&row.text, row.given.map_or(0, &in_frame));
            }
        }
        let written = codebook.write(&text).with_context(place)?;
        let question = Question { frame: after, ..question };
        self.sheets.write(&codebook, &question, &suggester, Some((&self.write_codebook, written.as_bytes())))?;
        let mut out = std::io::stdout();
        writeln!(out, "{} written", self.write_codebook.display())?;
        for id in raised {
            writeln!(
                out,
                "the code \"{id}\" is defined otherwise than in {}: it has a new version",
                self.previous.display()
            )?;
        }
        Ok(())
    }
}

impl Sheets {
    /// Writes the sheets, then `also`; nothing if anything is wrong.
    fn write(
        &self,
        codebook: &Codebook,
        question: &Question,
        suggester: &Suggester,
        also: Option<(&Path, &[u8])>,
    ) -> anyhow::Result<()> {
        let coders = self.coders()?;
        let salt_path = self.salt.clone().unwrap_or_else(|| self.output.join("salt.txt"));
        let (salt, is_new) = match salt_path.exists() {
            true => (super::salt(&salt_path)?, false),
            false => (new_salt()?, true),
        };
        let said = super::answers(&self.raw, codebook, question, &salt, &self.show)
            .with_context(|| self.of.codebook.display().to_string())?;
        let mut coded = HashSet::new();
        for path in &self.except {
            let rows = sheet(path, Some(&question.frame))?.rows;
            coded.extend(rows.into_iter().filter(|row| row.given.is_some()).map(|row| row.key));
        }
        let all = said.len();
        let answers: Vec<Answer> =
            said.into_iter().map(|said| said.answer).filter(|answer| !coded.contains(&answer.key)).collect();
        if answers.is_empty() {
            bail!(
                "{}: nobody has answered \"{}\" whose answer is not coded; check its columns in the codebook",
                self.raw.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "),
                question.name
            );
        }
        let sheets = assign::sheets(&answers, &self.show, &question.frame, &coders, self.overlap, &salt, suggester);
        let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        for (coder, sheet) in coders.iter().zip(&sheets) {
            if self.format != Form::Xlsx {
                files.push((self.output.join(format!("{coder}.csv")), sheet.to_csv()));
            }
            if self.format != Form::Csv {
                let bytes = sheet.to_xlsx(&question.frame).map_err(anyhow::Error::msg)?;
                files.push((self.output.join(format!("{coder}.xlsx")), bytes));
            }
        }
        if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
            bail!(
                "{}: is there already, and may have been coded; give another folder with --output, or remove it",
                path.display()
            );
        }
        let mut beside: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        if is_new {
            beside.push((salt_path.clone(), salt.to_text().into_bytes()));
        } else if let Some((path, _)) = also {
            write::not_over(path, [salt_path.as_path()])?;
        }
        // Answers are nothing to publish by accident.
        let ignored = self.output.join(".gitignore");
        if !ignored.exists() {
            beside.push((ignored, b"# Answers and the salt of their keys are private.\n*\n".to_vec()));
        }
        let outputs = || beside.iter().chain(&files);
        write::not_twice(outputs().map(|(path, _)| path.as_path()).chain(also.map(|(path, _)| path)))?;
        let mut new = write::New::default();
        new.folder(&self.output)?;
        for (path, bytes) in outputs() {
            new.file(path, bytes)?;
        }
        if let Some((path, bytes)) = also {
            write::whole(path, bytes)?;
        }
        new.keep();
        let mut out = std::io::stdout();
        let left_out = all - answers.len();
        let already = if left_out > 0 { format!(" ({left_out} are coded already)") } else { String::new() };
        writeln!(out, "{} answers to \"{}\"{already}, {} codes", answers.len(), question.name, question.frame.len())?;
        for (coder, sheet) in coders.iter().zip(&sheets) {
            let suggested = sheet.rows.iter().filter(|row| !row.suggested.is_empty()).count();
            writeln!(out, "{coder}: {} answers to code, {suggested} with a suggestion", sheet.rows.len())?;
        }
        for (path, _) in &files {
            writeln!(out, "{} written", path.display())?;
        }
        let made = if is_new { "written" } else { "used" };
        writeln!(out, "{} {made}: keep it, and keep it and the sheets private", salt_path.display())?;
        Ok(())
    }

    /// Their names, which are names of files and columns.
    fn coders(&self) -> anyhow::Result<Vec<String>> {
        let mut coders: Vec<String> = Vec::new();
        for name in self.coders.iter().map(|name| name.trim().to_owned()) {
            let fits = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
            if !fits {
                bail!("--coders: \"{name}\" cannot be the name of a sheet; use letters, digits, - and _");
            }
            if coders.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
                bail!("--coders: \"{name}\" stands there twice; everybody needs a name of their own");
            }
            coders.push(name);
        }
        Ok(coders)
    }
}

fn new_salt() -> anyhow::Result<Salt> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(Salt::of(bytes))
}
