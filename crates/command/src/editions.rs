//! `editions`: compares the results files of several years, or of sister surveys.

use super::write;
use clap::{Args, Subcommand};
use needs_core::Survey;
use needs_core::survey::{Finding, all_of};
use needs_editions::draft::{Source, draft};
use needs_editions::report::Report as Markdown;
use needs_editions::{EditionsFile, Selection, resolve};
use needs_words::{Lang, Words};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Say what changed between the editions of a survey, and what only seems so.
///
/// It needs the published results files alone. `draft` matches their questions, options and dimensions; you decide what may be
/// compared; `report` tells the changes, which of them are beyond chance, and how much comes of who answered.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  needs-by-field editions draft 2019.json 2020.json 2021.json -o editions.toml\n  needs-by-field editions report editions.toml -o changes.md"
)]
pub(super) struct Editions {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    Draft(Draft),
    Report(Report),
}

/// Write a first editions.toml, and print what differs between the files.
///
/// Things are matched by id, then by text, then by the nearest text. What was guessed has the mark CHECK. Signs in the list:
/// `=` is in several files, `+` is new, `-` is gone, `~` was reworded or taken for the same.
#[derive(Debug, Args)]
struct Draft {
    /// The results files, in the order of the axis
    #[arg(required = true, num_args = 2..)]
    results: Vec<PathBuf>,

    /// What the editions differ by
    #[arg(long, default_value = "Year")]
    axis: String,

    /// Where to write editions.toml; printed if not given
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// Write what changed, as Markdown.
#[derive(Debug, Args)]
struct Report {
    /// editions.toml; the files that it names are looked for beside it
    editions: PathBuf,

    /// Only these people: id of a dimension of editions.toml, and of its categories: `frequency=every-day~occasionally`
    #[arg(long)]
    only: Vec<String>,

    /// Language of the sentences: en or de
    #[arg(short, long, default_value = "en")]
    lang: String,

    /// Where to write it; printed if not given
    #[arg(short, long)]
    output: Option<PathBuf>,
}

impl Editions {
    pub fn run(self) -> anyhow::Result<()> {
        match self.step {
            Step::Draft(draft) => draft.run(),
            Step::Report(report) => report.run(),
        }
    }
}

impl Draft {
    fn run(self) -> anyhow::Result<()> {
        if let Some(output) = &self.output {
            write::not_over(output, self.results.iter().map(PathBuf::as_path))?;
        }
        let surveys =
            self.results.iter().map(|path| super::read_survey(path)).collect::<anyhow::Result<Vec<Survey>>>()?;
        let ids = ids(&self.results);
        let folder = self.output.as_deref().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
        let named = self.results.iter().zip(&surveys).zip(&ids);
        let sources: Vec<Source> =
            named.map(|((path, survey), id)| Source { id: id.clone(), file: beside(path, folder), survey }).collect();
        let draft = draft(&self.axis, &sources);
        match &self.output {
            Some(path) => {
                write::whole(path, draft.toml.as_bytes())?;
                let text = draft.differences.join("\n");
                let checks = draft.toml.matches("# CHECK").count();
                writeln!(
                    std::io::stdout(),
                    "{text}\n\n{} is written; {checks} of its lines are marked CHECK",
                    path.display()
                )?;
            }
            None => std::io::stdout().write_all(draft.toml.as_bytes())?,
        }
        Ok(())
    }
}

impl Report {
    fn run(self) -> anyhow::Result<()> {
        let lang = Lang::from_tag(&self.lang)
            .ok_or_else(|| anyhow::anyhow!("--lang {}: there is no such language; use en or de", self.lang))?;
        let place = self.editions.display();
        let text =
            std::fs::read_to_string(&self.editions).map_err(|e| anyhow::anyhow!("{place}: cannot be read: {e}"))?;
        let file = EditionsFile::read(&text).map_err(|error| anyhow::anyhow!("{place}: {error}"))?;
        let folder = self.editions.parent().unwrap_or(Path::new(""));
        let paths: Vec<PathBuf> = file.editions.iter().map(|entry| folder.join(&entry.file)).collect();
        if let Some(output) = &self.output {
            write::not_over(output, paths.iter().map(PathBuf::as_path).chain([self.editions.as_path()]))?;
        }
        let surveys = paths.iter().map(|path| super::read_survey(path)).collect::<anyhow::Result<Vec<Survey>>>()?;
        let editions = resolve(&file, surveys).map_err(|error| {
            let lines: Vec<String> = error.0.iter().map(Finding::to_string).collect();
            anyhow::anyhow!("{place} does not fit its files:\n{}", lines.join("\n"))
        })?;
        let selection = self.selection(&editions)?;
        let text = Markdown { editions: &editions, selection: &selection, words: Words::new(lang) }.markdown();
        match &self.output {
            Some(path) => write::whole(path, text.as_bytes()),
            None => Ok(std::io::stdout().write_all(text.as_bytes())?),
        }
    }

    /// The groups of `--only`.
    fn selection(&self, editions: &needs_editions::Editions) -> anyhow::Result<Selection> {
        let mut selection: Selection = vec![None; editions.dimensions.len()];
        for only in &self.only {
            let place = || format!("--only {only}");
            let known: Vec<&str> = editions.dimensions.iter().map(|d| d.id.as_str()).collect();
            let (id, kept) = only
                .split_once('=')
                .ok_or_else(|| anyhow::anyhow!("{}: there is no =; write DIMENSION=CATEGORY~CATEGORY", place()))?;
            let at = known.iter().position(|known| *known == id).ok_or_else(|| {
                anyhow::anyhow!("{}: there is no dimension \"{id}\"; there are {}", place(), known.join(", "))
            })?;
            let categories: Vec<&str> = editions.dimensions[at].categories.iter().map(|c| c.id.as_str()).collect();
            let mut set = 0_u64;
            for wanted in kept.split('~') {
                let c = categories.iter().position(|known| *known == wanted).ok_or_else(|| {
                    anyhow::anyhow!(
                        "{}: there is no \"{wanted}\" in {id}; there are {}",
                        place(),
                        categories.join(", ")
                    )
                })?;
                set |= 1 << c;
            }
            // The same dimension twice: who is in both.
            selection[at] = Some(selection[at].unwrap_or(all_of(categories.len())) & set);
        }
        Ok(selection)
    }
}

/// The names of the files without what they have in common at their ends, if these are ids; else numbers.
fn ids(paths: &[PathBuf]) -> Vec<String> {
    let stems: Vec<String> =
        paths.iter().map(|p| p.file_stem().unwrap_or_default().to_string_lossy().into_owned()).collect();
    let first: Vec<char> = stems[0].chars().collect();
    // Whole words only: "dask-2019" and "dask-2021" begin with "dask-2".
    let common = (0..first.len())
        .take_while(|&n| stems.iter().all(|stem| stem.chars().nth(n) == Some(first[n])))
        .filter(|&n| !first[n].is_alphanumeric())
        .last()
        .map_or(0, |n| n + 1);
    let short: Vec<String> = stems.iter().map(|stem| stem.chars().skip(common).collect()).collect();
    let is_id = |id: &String| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let distinct: std::collections::BTreeSet<&String> = short.iter().collect();
    if short.iter().all(is_id) && distinct.len() == short.len() {
        short
    } else {
        (1..=paths.len()).map(|n| n.to_string()).collect()
    }
}

/// A file's path from the folder where editions.toml will be.
fn beside(path: &Path, folder: Option<&Path>) -> String {
    let relative = match folder {
        None => path.to_owned(),
        Some(folder) => path
            .strip_prefix(folder)
            .map_or_else(|_| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()), Path::to_owned),
    };
    relative.to_string_lossy().replace('\\', "/")
}
