//! `code import` and `code export`: codes from and for other programs.

use super::OfCodebook;
use crate::write;
use anyhow::{Context, bail};
use clap::Args;
use needs_coding::{dictionary, frame::Code, refi};
use needs_core::{survey::id, whitespace::tidy};
use needs_intake::{
    codebook::{CodeEntry, Codebook, Short},
    coding,
};
use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
};

/// Read codes of another program into a codebook.
///
/// From a codebook of the REFI-QDA standard (.qdc: ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette), or a dictionary (.tsv: on each
/// line a code, a tab, a pattern). A code that the question has by that id or label gets what the file says of it; of a dictionary
/// that is patterns alone. Others are added.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  needs-by-field code import codes.qdc --codebook codebook.toml -o codebook-with-codes.toml")]
pub(super) struct Import {
    /// The codes: .qdc or .tsv
    codes: PathBuf,

    #[command(flatten)]
    of: OfCodebook,

    /// The codebook to write
    #[arg(short, long)]
    output: PathBuf,
}

/// Write the codes of a codebook for another program.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  needs-by-field code export --codebook codebook.toml -o codes.qdc")]
pub(super) struct Export {
    #[command(flatten)]
    of: OfCodebook,

    /// What to write: .qdc (a codebook of the REFI-QDA standard) or .tsv (a dictionary of the patterns)
    #[arg(short, long)]
    output: PathBuf,
}

#[derive(Clone, Copy)]
enum Form {
    Refi,
    Dictionary,
}

impl Form {
    fn of(path: &Path) -> anyhow::Result<Form> {
        match path.extension().map(|end| end.to_string_lossy().to_lowercase()).as_deref() {
            Some("qdc" | "xml") => Ok(Form::Refi),
            Some("tsv" | "tab" | "txt") => Ok(Form::Dictionary),
            _ => bail!("{}: codes are in a .qdc or a .tsv file", path.display()),
        }
    }
}

impl Import {
    pub fn run(self) -> anyhow::Result<()> {
        write::not_over(&self.output, [self.codes.as_path()])?;
        let place = || self.codes.display().to_string();
        let form = Form::of(&self.codes)?;
        let imported = match form {
            Form::Refi => {
                let bytes = std::fs::read(&self.codes).with_context(place)?;
                refi::read(&bytes).map_err(anyhow::Error::msg).with_context(place)?
            }
            Form::Dictionary => {
                let text = super::text(&self.codes)?;
                dictionary::read(&text)
                    .map_err(|problems| anyhow::Error::msg(problems.join("\n")))
                    .with_context(place)?
            }
        };
        let of = || self.of.codebook.display().to_string();
        let text = super::text(&self.of.codebook)?;
        let mut codebook = Codebook::read(&text).with_context(of)?;
        let place_of_question = codebook.coded_place(self.of.question.as_deref()).with_context(of)?;
        let entry = &mut codebook.questions[place_of_question];
        let Taken { added, changed } =
            take(&mut entry.codes, &imported, form).map_err(anyhow::Error::msg).with_context(place)?;
        entry.declare_themes(&imported, &[]);
        let written = codebook.write(&text).with_context(of)?;
        Codebook::read(&written)?.coded_question(self.of.question.as_deref()).with_context(place)?;
        write::whole(&self.output, written.as_bytes())?;
        let mut out = write::teller(Some(&self.output));
        writeln!(out, "{added} codes added, {changed} changed\n{} written", self.output.display())?;
        Ok(())
    }
}

/// How many codes a file added and changed.
struct Taken {
    added: usize,
    changed: usize,
}

/// Takes imported codes into those of a question.
fn take(entries: &mut Vec<Short<CodeEntry>>, imported: &[Code], form: Form) -> Result<Taken, String> {
    let mut ids: Vec<String> = entries.iter().map(|Short(entry)| id_of(entry)).collect();
    let before = entries.clone();
    // By place among the entries: the label under which the file has it.
    let mut taken: BTreeMap<usize, &str> = BTreeMap::new();
    for (code, mut new) in imported.iter().zip(coding::entries(imported)) {
        let by_id = || ids.iter().position(|id| !id.is_empty() && (*id == code.id || *id == code.label));
        let by_label = || entries.iter().position(|old| tidy(&old.0.label.0) == code.label);
        // A dictionary says what people read; other programs may have renamed a code since it went there.
        let found = match form {
            Form::Refi => by_id().or_else(by_label),
            Form::Dictionary => by_label().or_else(by_id),
        };
        let Some(at) = found else {
            taken.insert(entries.len(), &code.label);
            ids.push(code.id.clone());
            entries.push(new);
            continue;
        };
        let first = taken.insert(at, &code.label);
        let old = &mut entries[at].0;
        match (form, first) {
            (Form::Dictionary, None) => old.patterns = new.0.patterns,
            (Form::Dictionary, Some(_)) => {
                let more = new.0.patterns.into_iter().filter(|pattern| !old.patterns.contains(pattern));
                old.patterns.extend(more.collect::<Vec<_>>());
            }
            (Form::Refi, Some(first)) => {
                return Err(format!(
                    "\"{first}\" and \"{}\" are the same code \"{}\" of the codebook; merge them in the program that wrote the file, or give one another name",
                    code.label, ids[at]
                ));
            }
            (Form::Refi, None) => {
                let keep = |new: &mut String, old: &String| {
                    if new.is_empty() {
                        new.clone_from(old);
                    }
                };
                keep(&mut new.0.definition, &old.definition);
                keep(&mut new.0.include, &old.include);
                keep(&mut new.0.exclude, &old.exclude);
                if new.0.themes.is_empty() {
                    new.0.themes.clone_from(&old.themes);
                }
                if new.0.patterns.is_empty() {
                    new.0.patterns.clone_from(&old.patterns);
                }
                new.0.version = new.0.version.max(old.version);
                new.0.id = (id::from_label(&new.0.label.0) != ids[at]).then(|| ids[at].clone());
                *old = new.0;
            }
        }
    }
    let changed = before.iter().zip(entries.iter()).filter(|(old, new)| old != new).count();
    Ok(Taken { added: entries.len() - before.len(), changed })
}

fn id_of(entry: &CodeEntry) -> String {
    entry.id.clone().unwrap_or_else(|| id::from_label(&entry.label.0))
}

impl Export {
    pub fn run(self) -> anyhow::Result<()> {
        write::not_over(&self.output, [self.of.codebook.as_path()])?;
        let form = Form::of(&self.output)?;
        let (_, _, question) = self.of.read()?;
        let bytes = match form {
            Form::Refi => refi::write(&question.frame),
            Form::Dictionary => dictionary::write(&question.frame).into_bytes(),
        };
        write::whole(&self.output, &bytes)?;
        let mut out = write::teller(Some(&self.output));
        writeln!(out, "{} codes\n{} written", question.frame.len(), self.output.display())?;
        Ok(())
    }
}
