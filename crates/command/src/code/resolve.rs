//! `code resolve`: one final sheet of several coders'.

use super::{OfCodebook, ids, sheets};
use crate::{disk::OnDisk, write};
use clap::Args;
use needs_coding::{frame, resolve::Joined};
use needs_intake::coding;
use std::{io::Write as _, path::PathBuf};

/// Make one final sheet of the coders' sheets.
///
/// What all who coded an answer say of it is settled. What they disagree on is taken from the list of disagreements that `code
/// agree` wrote, once every question mark in it is replaced by x or 0; until then there is no final sheet. The final
/// sheet also keeps what each coder gave, so that `prepare` can publish how far they agree.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  needs-by-field code resolve coding/ana.csv coding/ben.csv --codebook codebook.toml \\
      --decisions coding/list.csv -o coding/final.csv --log coding/changes.csv --started codebook-before.toml")]
pub(super) struct Resolve {
    /// The sheets of the coders; a file's name is its coder's
    #[arg(required = true)]
    sheets: Vec<PathBuf>,

    #[command(flatten)]
    of: OfCodebook,

    /// The list of disagreements, decided
    #[arg(long, value_name = "SHEET")]
    decisions: Option<PathBuf>,

    /// The final sheet to write (CSV); one that was changed since is not written over
    #[arg(short, long)]
    output: PathBuf,

    /// Where to write what changed in the codes since coding began (CSV); it holds no answer
    #[arg(long, value_name = "CSV", requires = "started")]
    log: Option<PathBuf>,

    /// The codebook that coding began with
    #[arg(long, value_name = "CODEBOOK", requires = "log")]
    started: Option<PathBuf>,
}

impl Resolve {
    pub fn run(self) -> anyhow::Result<()> {
        let inputs = self.sheets.iter().chain(&self.decisions).chain(&self.started).chain([&self.of.codebook]);
        let inputs: Vec<_> = inputs.map(PathBuf::as_path).collect();
        for output in self.log.iter().chain([&self.output]) {
            write::not_over(output, inputs.iter().copied())?;
        }
        write::not_twice(self.log.iter().chain([&self.output]).map(PathBuf::as_path))?;
        let (_, _, question) = self.of.read()?;
        let joined = Joined::of(&sheets(&self.sheets, Some(&question.frame))?)?;
        let ids = ids(&question.frame);
        let decisions = self.decisions.as_ref().map(|path| coding::list(&OnDisk::at(path), Some(&ids))).transpose()?;
        let settled = joined.settle(decisions.as_ref())?;
        let changes = match &self.started {
            Some(codebook) => {
                let started = OfCodebook { codebook: codebook.clone(), question: self.of.question.clone() };
                Some(frame::changes(&started.read()?.2.frame, &question.frame))
            }
            None => None,
        };
        let sheet = settled.sheet.to_csv();
        // Somebody may have added answers to it.
        write::not_over_work(&self.output, &sheet)?;
        write::private(&self.output, &sheet)?;
        let mut out = write::teller(Some(&self.output));
        writeln!(
            out,
            "{} answers: {} agreed on, {} decided, {} coded by one\n{} written",
            settled.sheet.rows.len(),
            settled.agreed,
            settled.decided,
            settled.by_one,
            self.output.display()
        )?;
        if let (Some(path), Some(changes)) = (&self.log, changes) {
            let mut table = csv::Writer::from_writer(Vec::new());
            table.write_record(["code", "change", "before", "after"])?;
            for change in &changes {
                table.write_record([&change.code, &change.what.to_string(), &change.before, &change.after])?;
            }
            write::whole(path, &table.into_inner()?)?;
            writeln!(out, "{} changes of the codes in {}", changes.len(), path.display())?;
        }
        Ok(())
    }
}
