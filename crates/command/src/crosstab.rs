//! `crosstab`: the numbers that the page shows for a link.

use clap::{Args, ValueEnum};
use needs_core::{CrossTab, Survey, View, query, sensitivity};
use needs_report::{export::Export, findings::Findings, sentence};
use needs_words::Words;
use std::{fmt::Write as _, io::Write as _, path::PathBuf};

/// Print exactly what the page shows for a link.
///
/// The query is what stands behind the `?` of the page's link; without one it is the page's first view.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  needs-by-field crosstab results.json --query 'region=-australia&question=features'\n  needs-by-field crosstab results.json --query 'rows=region' --format csv"
)]
pub(super) struct Crosstab {
    /// The results file
    results: PathBuf,

    /// The view: what stands behind the `?` of its link
    #[arg(short, long, default_value = "")]
    query: String,

    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table to read
    Text,
    /// A line a cell, with its interval: as the page's download
    Csv,
    /// Rows, columns and cells, with intervals: as the page's download
    Json,
}

impl Crosstab {
    pub fn run(self) -> anyhow::Result<()> {
        let survey = super::read_survey(&self.results)?;
        let query = self.query.trim_start_matches('?');
        let link = query::parse(query, &survey);
        for problem in &link.problems {
            eprintln!("warning: this part of the query was not understood: {problem}");
        }
        let (tab, what_if) =
            sensitivity::crosstab(&survey, &link.view).map_err(|error| super::unanswerable(&survey, &error))?;
        let words = Words::default();
        let findings = Findings { survey: &survey, view: &link.view, tab: &tab, what_if: what_if.as_ref(), words };
        let export = Export { survey: &survey, view: &link.view, tab: &tab, words };
        let text = match self.format {
            Format::Text => {
                let report = findings.sentences().join("\n");
                format!("{}\n{report}\n", text(&survey, &link.view, &tab))
            }
            Format::Csv => export.csv(),
            Format::Json => export.json(),
        };
        std::io::stdout().write_all(text.as_bytes())?;
        Ok(())
    }
}

/// A block per row: one line per column, with share, count and base.
fn text(survey: &Survey, view: &View, tab: &CrossTab) -> String {
    let question = &survey.questions()[view.question];
    let mut out = format!("{}\n", question.text);
    let labels: Vec<&str> = tab.columns.iter().map(|c| c.name(question).1).collect();
    let width = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    for row in tab.order(view.sort) {
        let n = &tab.rows[row];
        let label = sentence::row(survey, view.rows, n.kind, &Words::default());
        let _ = write!(out, "\n{label}: n = {}, asked {}, answered {}", n.n, n.asked, n.answered);
        let _ = if n.unknown > 0 { writeln!(out, ", {} more cannot be told apart", n.unknown) } else { writeln!(out) };
        for (cell, label) in tab.cells[row].iter().zip(&labels) {
            let share = cell.share().map_or("    -  ".to_owned(), |share| format!("{:5.1} %", 100.0 * share));
            let _ = writeln!(out, "  {label:width$}  {share}  {}/{}", cell.count, cell.base);
        }
    }
    out
}
