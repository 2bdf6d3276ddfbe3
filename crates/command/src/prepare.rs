//! `prepare`: makes a results file from raw answers.

use super::{
    disk::{OnDisk, each_once},
    progress, write,
};
use anyhow::Context;
use clap::{Args, ValueEnum};
use needs_intake::{
    codebook::{self, Check, Codebook, Plan, TablesEntry},
    coding::{Coding, Final},
    prepare::{DEFAULT_K, Settings, SeveralFiles, SeveralFilesError, Tally, prepare_watched},
    raw::{Format, Raw},
};
use std::path::{Path, PathBuf};

/// Turn raw answers into an anonymized results file.
///
/// Reads a CSV file or spreadsheet as a survey tool exported it, and a codebook that says which columns are
/// dimensions (field, region, ...) and which are questions. Respondents are counted in classes of at least k; no row,
/// time, free text or order of rows gets into the results file. What was done is printed.
///
/// The codebook's format is described in docs/codebook.md.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  needs-by-field prepare answers.csv --codebook codebook.toml -o results.json")]
pub(super) struct Prepare {
    /// The raw answers: .csv, .tsv or .xlsx; several files of one survey are added up
    #[arg(required_unless_present = "counts")]
    raw: Vec<PathBuf>,

    /// The codebook (TOML): what the columns mean
    #[arg(short, long)]
    codebook: PathBuf,

    /// The results file to write
    #[arg(short, long, required_unless_present = "dry_run")]
    output: Option<PathBuf>,

    /// The fewest respondents of a class, over the codebook's k (1 only for data that are public already)
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    k: Option<u32>,

    /// One joint table, one for the field with each other dimension, or whichever keeps enough
    #[arg(long)]
    tables: Option<TablesArg>,

    /// Tables whose labels alone tell everybody's class: blurs more, and a later edition can do without these answers
    #[arg(long)]
    no_overlap: bool,

    /// Merge classes until none discloses a sensitive answer, instead of warning
    #[arg(long)]
    strict: bool,

    /// The results file of the edition before: keep its classes, so that the two tell no more than one
    #[arg(long, value_name = "RESULTS")]
    previous: Option<PathBuf>,

    /// The answers of the edition before, in the form of this one's: needed to add to several tables. Coded ones have to be in
    /// the final sheets, too
    #[arg(long, value_name = "ANSWERS", requires = "previous")]
    previous_answers: Option<PathBuf>,

    /// Counts by exact combination, made by a data engine, instead of raw answers (docs/large-surveys.md)
    #[arg(long, value_name = "CSV", conflicts_with = "raw")]
    counts: Option<PathBuf>,

    /// The final sheet of a coded question (code resolve); of several, a sheet each: QUESTION=SHEET
    #[arg(long, value_name = "SHEET", requires = "salt", conflicts_with = "counts")]
    coded: Vec<String>,

    /// The salt that the keys of the sheets were made with
    #[arg(long, requires = "coded")]
    salt: Option<PathBuf>,

    /// Do everything but write the file
    #[arg(long)]
    dry_run: bool,

    /// Print errors and warnings only
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TablesArg {
    Auto,
    Joint,
    ByDimension,
}

impl Prepare {
    pub fn run(self) -> anyhow::Result<()> {
        if let Some(output) = &self.output {
            let read = [&self.counts, &self.previous, &self.previous_answers];
            let read = read.into_iter().filter_map(Option::as_deref).chain([self.codebook.as_path()]);
            let read = read.chain(self.raw.iter().chain(&self.salt).map(PathBuf::as_path));
            let read = read.chain(self.coded.iter().map(|coded| named_sheet(coded).1));
            write::not_over(output, read)?;
        }
        let (codebook, checks) = read_codebook(&self.codebook)?;
        let previous = self.previous.as_deref().map(super::read_survey).transpose()?;
        let coding = self.coding(&codebook)?;
        let (plan, tally) = match &self.counts {
            Some(counts) => self.read(&codebook, counts, true, None)?,
            None => match self.raw.as_slice() {
                [answers] => self.read(&codebook, answers, false, coding.as_ref())?,
                several => self.read_several(&codebook, several, coding.as_ref())?,
            },
        };
        let is_counts = self.counts.is_some();
        let previous_tally = match &self.previous_answers {
            Some(answers) => {
                // The sheets must have the answers of before, too.
                if let Some(coding) = &coding {
                    self.check_all_coded(&codebook, answers, coding)?;
                }
                let anew = coding.as_ref().map(Coding::anew);
                Some(self.read(&codebook, answers, is_counts, anew.as_ref())?.1)
            }
            None => None,
        };
        let tables = self.tables.map(|tables| match tables {
            TablesArg::Auto => TablesEntry::Auto,
            TablesArg::Joint => TablesEntry::Joint,
            TablesArg::ByDimension => TablesEntry::ByDimension,
        });
        let overlap = self.no_overlap.then_some(false);
        let settings = Settings {
            k: self.k,
            tables,
            overlap,
            strict: self.strict,
            previous,
            previous_tally,
            ..Settings::default()
        };
        let mut watch = progress::of_stages(self.quiet);
        let prepared = prepare_watched(&codebook, &plan, tally, settings, &mut watch)?;
        drop(watch);
        for check in checks.iter().take(MOST_CHECKS) {
            eprintln!("warning: {}, {check} (still marked CHECK)", self.codebook.display());
        }
        if checks.len() > MOST_CHECKS {
            eprintln!("warning: {}: {} more lines marked CHECK", self.codebook.display(), checks.len() - MOST_CHECKS);
        }
        for warning in &prepared.account.warnings {
            eprintln!("warning: {warning}");
        }
        let mut summary = prepared.account.to_string();
        if let (Some(output), false) = (&self.output, self.dry_run) {
            write::whole(output, &prepared.json)?;
            summary.push_str(&format!("{} written ({} bytes)\n", output.display(), prepared.json.len()));
        }
        if !self.quiet {
            write::teller(self.output.as_deref().filter(|_| !self.dry_run)).write_all(summary.as_bytes())?;
        }
        Ok(())
    }

    /// Reads answers, or counts of them, by the codebook.
    fn read(
        &self,
        codebook: &Codebook,
        path: &Path,
        is_counts: bool,
        coding: Option<&Coding>,
    ) -> anyhow::Result<(Plan, Tally)> {
        let bar = progress::bar(path, self.quiet);
        let place = || self.codebook.display().to_string();
        let watch = Box::new(move |bytes| bar.inc(bytes));
        if is_counts {
            let plan = codebook.plan(None).with_context(place)?;
            let mut raw = Raw::open(&OnDisk::at(path), &Format::default(), watch)?;
            let tally = Tally::of_counts(&mut raw, codebook, &plan)?;
            return Ok((plan, tally));
        }
        let mut raw = Raw::open(&OnDisk::at(path), &codebook.file, watch)?;
        let plan = match coding {
            Some(coding) => codebook.plan_coded(&raw.headers, coding),
            None => codebook.plan(Some(&raw.headers)),
        };
        let plan = plan.map_err(|error| match raw.sheet() {
            // If the answers are in another sheet, nothing matches the codebook.
            Some(names) if !names.others.is_empty() => anyhow::anyhow!(
                "{error}\n\n{}: {names}; to read another, add to the codebook:\n\n[file]\nsheet = \"{}\"",
                path.display(),
                names.others[0]
            ),
            _ => error.into(),
        });
        let plan = plan.with_context(place)?;
        let tally = Tally::of(&mut raw, &plan)?;
        Ok((plan, tally))
    }

    /// What the final sheets make of the answers; none where no sheet is given.
    fn coding(&self, codebook: &Codebook) -> anyhow::Result<Option<Coding>> {
        let Some(salt) = self.salt.as_ref().filter(|_| !self.coded.is_empty()) else { return Ok(None) };
        let mut coding = Coding::new(super::code::salt(salt)?);
        for coded in &self.coded {
            let (name, path) = named_sheet(coded);
            let place = || self.codebook.display().to_string();
            let question = codebook.coded_question(name).with_context(place)?;
            let sheet = super::code::sheet(path, Some(&question.frame))?;
            let said = super::code::answers(&self.raw, codebook, &question, &coding.salt, &[]).with_context(place)?;
            let k = self.k.or(codebook.k).unwrap_or(DEFAULT_K);
            let made = Final::of(&question, &said, &sheet, k)?;
            if made.of_nobody > 0 {
                eprintln!(
                    "warning: {}: {} rows are of answers that are not in {}; they count for nothing",
                    path.display(),
                    made.of_nobody,
                    self.raw.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
                );
            }
            if coding.finals.insert(question.place, made).is_some() {
                anyhow::bail!("--coded: the question \"{}\" has two sheets; give the final one", question.id);
            }
        }
        Ok(Some(coding))
    }

    /// Fails if the final sheets lack an answer of a file.
    fn check_all_coded(&self, codebook: &Codebook, answers: &Path, coding: &Coding) -> anyhow::Result<()> {
        let place = || self.codebook.display().to_string();
        for (id, made) in codebook.coded_places().iter().filter_map(|(at, id)| Some((id, coding.finals.get(at)?))) {
            let question = codebook.coded_question(Some(id)).with_context(place)?;
            let said = super::code::answers(&[answers.to_owned()], codebook, &question, &coding.salt, &[]);
            made.check_all_coded(&question, &said.with_context(place)?)?;
        }
        Ok(())
    }

    /// Adds up the respondents of several files; the codebook finds the columns of each.
    fn read_several(
        &self,
        codebook: &Codebook,
        paths: &[PathBuf],
        coding: Option<&Coding>,
    ) -> anyhow::Result<(Plan, Tally)> {
        let place = || self.codebook.display().to_string();
        each_once(paths)?;
        let mut files = SeveralFiles::new(codebook, coding);
        for path in paths {
            let bar = progress::bar(path, self.quiet);
            let mut raw = Raw::open(&OnDisk::at(path), &codebook.file, Box::new(move |bytes| bar.inc(bytes)))?;
            files.add(&mut raw).map_err(|error| match error {
                SeveralFilesError::Unfit(problem) => {
                    anyhow::Error::msg(problem).context(format!("{}, for {}", place(), path.display()))
                }
                error => error.into(),
            })?;
        }
        files.finish().map_err(|error| match error {
            SeveralFilesError::Absent { .. } => anyhow::anyhow!("{}: {error}", place()),
            error => error.into(),
        })
    }
}

/// The question, if one is named, and the sheet of `QUESTION=SHEET`; a file's own name may have the sign, too.
fn named_sheet(coded: &str) -> (Option<&str>, &Path) {
    match coded.split_once('=') {
        Some((name, path)) if !Path::new(coded).is_file() => (Some(name), Path::new(path)),
        _ => (None, Path::new(coded)),
    }
}

/// Most open doubts of the draft that are listed one by one.
const MOST_CHECKS: usize = 20;

/// The codebook, and the open doubts of its draft.
fn read_codebook(path: &Path) -> anyhow::Result<(Codebook, Vec<Check>)> {
    let place = || path.display().to_string();
    let bytes = std::fs::read(path).with_context(place)?;
    let text =
        String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("{}: not UTF-8; save the codebook as UTF-8", place()))?;
    Ok((Codebook::read(&text).with_context(place)?, codebook::checks(&text)))
}
