//! `code`: from open answers to codes that `prepare` counts.

mod agree;
mod exchange;
mod resolve;
mod start;

use super::disk::{OnDisk, each_once};
use anyhow::Context;
use clap::{Args, Subcommand};
use needs_coding::{frame::Code as OneCode, key::Salt, sheet::Sheet};
use needs_intake::{
    codebook::Codebook,
    coding::{self, Answers, Question, Said},
    raw::Raw,
};
use std::path::{Path, PathBuf};

/// Code open answers: sheets for coders, how far they agree, one final sheet.
///
/// Comments become needs: an author writes codes with definitions, two people give them without seeing each other's, their
/// agreement is measured, and what they settle on is counted like any multiple-choice question, with their doubt beside it.
/// The words of an answer stay in the sheets, which are private.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  needs-by-field code start answers.csv --codebook codebook.toml --coders ana,ben -o coding
  needs-by-field code agree coding/ana.csv coding/ben.csv --disagreements coding/list.csv
  needs-by-field code resolve coding/ana.csv coding/ben.csv --codebook codebook.toml --decisions coding/list.csv -o coding/final.csv
  needs-by-field prepare answers.csv --codebook codebook.toml --coded coding/final.csv --salt coding/salt.txt -o results.json

The whole way is in docs/coding.md.")]
pub(super) struct Code {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Start(start::Start),
    Agree(agree::Agree),
    Resolve(resolve::Resolve),
    Apply(start::Apply),
    Import(exchange::Import),
    Export(exchange::Export),
}

impl Code {
    pub fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Start(command) => command.run(),
            Command::Agree(command) => command.run(),
            Command::Resolve(command) => command.run(),
            Command::Apply(command) => command.run(),
            Command::Import(command) => command.run(),
            Command::Export(command) => command.run(),
        }
    }
}

/// The coded question of a codebook.
#[derive(Debug, Args)]
struct OfCodebook {
    /// The codebook (TOML) that has the codes
    #[arg(short, long)]
    codebook: PathBuf,

    /// The coded question, by its id or label, if the codebook has several
    #[arg(long, value_name = "ID")]
    question: Option<String>,
}

impl OfCodebook {
    fn read(&self) -> anyhow::Result<(Codebook, String, Question)> {
        let place = || self.codebook.display().to_string();
        let text = text(&self.codebook)?;
        let codebook = Codebook::read(&text).with_context(place)?;
        let question = codebook.coded_question(self.question.as_deref()).with_context(place)?;
        Ok((codebook, text, question))
    }
}

/// A text file.
fn text(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("{}: not UTF-8; save it as UTF-8", path.display()))
}

/// A sheet; with the codes of a frame, if one is given.
pub(super) fn sheet(path: &Path, frame: Option<&[OneCode]>) -> anyhow::Result<Sheet> {
    Ok(coding::sheet(&OnDisk::at(path), frame.map(ids).as_deref())?)
}

fn ids(frame: &[OneCode]) -> Vec<&str> {
    frame.iter().map(|code| code.id.as_str()).collect()
}

/// The sheets of coders, with the names of their files.
fn sheets(paths: &[PathBuf], frame: Option<&[OneCode]>) -> anyhow::Result<Vec<(String, Sheet)>> {
    let mut sheets: Vec<(String, Sheet)> = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if sheets.iter().any(|(other, _)| *other == name) {
            anyhow::bail!("two sheets are called \"{name}\"; a sheet's name is its coder's, so rename one");
        }
        sheets.push((name, sheet(path, frame)?));
    }
    Ok(sheets)
}

/// The answers to a question in some files, whose people are counted together.
pub(super) fn answers(
    files: &[PathBuf],
    codebook: &Codebook,
    question: &Question,
    salt: &Salt,
    about: &[String],
) -> anyhow::Result<Vec<Said>> {
    each_once(files)?;
    let mut answers = Answers::new(codebook, question, salt, about);
    for path in files {
        let mut raw = Raw::open(&OnDisk::at(path), &codebook.file, Box::new(|_| {}))?;
        answers.read(&mut raw, files.len() > 1)?;
    }
    Ok(answers.finish()?)
}

/// The salt of a file.
pub(super) fn salt(path: &Path) -> anyhow::Result<Salt> {
    Salt::read(&text(path)?).map_err(|problem| anyhow::anyhow!("{}: {problem}", path.display()))
}
