//! `code import` and `code export`: codes from and for other programs.

use super::OfCodebook;
use crate::write;
use anyhow::{Context, bail};
use clap::Args;
use needs_coding::{dictionary, refi};
use needs_intake::{codebook::Codebook, coding};
use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

/// Read codes of another program into a codebook.
///
/// From a codebook of the REFI-QDA standard (.qdc: ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette), or a dictionary (.tsv: on each
/// line a code, a tab, a pattern). Codes that the question has by that id get what the file says of them; others are added.
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
        let imported = match Form::of(&self.codes)? {
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
        let is_meant = |(number, entry): (usize, &needs_intake::codebook::QuestionEntry)| {
            let names = [entry.id.as_ref(), entry.label.as_ref(), entry.text.as_ref()];
            let named = self.of.question.as_ref().is_none_or(|name| names.contains(&Some(name)));
            (entry.kind.word() == "coded" && named).then_some(number)
        };
        let found: Vec<usize> = codebook.questions.iter().enumerate().filter_map(is_meant).collect();
        let [question] = found.as_slice() else {
            bail!(
                "{}: {} questions of kind = \"coded\" are meant; name one with --question, or add it first",
                of(),
                found.len()
            );
        };
        let entries = &mut codebook.questions[*question].codes;
        let (mut added, mut changed) = (0, 0);
        for mut new in coding::entries(&imported) {
            let id = |entry: &needs_intake::codebook::CodeEntry| {
                entry.id.clone().unwrap_or_else(|| needs_core::survey::id::from_label(&entry.label.0))
            };
            match entries.iter_mut().find(|old| id(&old.0) == id(&new.0)) {
                // A dictionary has patterns alone.
                Some(old) => {
                    let keep = |new: &mut String, old: &String| {
                        if new.is_empty() {
                            new.clone_from(old);
                        }
                    };
                    keep(&mut new.0.definition, &old.0.definition);
                    keep(&mut new.0.include, &old.0.include);
                    keep(&mut new.0.exclude, &old.0.exclude);
                    if new.0.themes.is_empty() {
                        new.0.themes.clone_from(&old.0.themes);
                    }
                    if new.0.patterns.is_empty() {
                        new.0.patterns.clone_from(&old.0.patterns);
                    }
                    new.0.version = new.0.version.max(old.0.version);
                    changed += usize::from(*old != new);
                    *old = new;
                }
                None => {
                    added += 1;
                    entries.push(new);
                }
            }
        }
        // Themes of the codes are the question's.
        let entry = &mut codebook.questions[*question];
        for theme in imported.iter().flat_map(|code| &code.themes) {
            let is_there =
                entry.themes.iter().any(|there| there.0.label.0 == *theme || there.0.id.as_ref() == Some(theme));
            if !is_there {
                let label = needs_intake::codebook::Text(theme.clone());
                entry.themes.push(needs_intake::codebook::Short(needs_intake::codebook::OptionEntry {
                    label,
                    ..Default::default()
                }));
            }
        }
        let written = codebook.write(&text).with_context(of)?;
        Codebook::read(&written)?.coded_question(self.of.question.as_deref()).with_context(place)?;
        write::whole(&self.output, written.as_bytes())?;
        let mut out = write::teller(Some(&self.output));
        writeln!(out, "{added} codes added, {changed} changed\n{} written", self.output.display())?;
        Ok(())
    }
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
