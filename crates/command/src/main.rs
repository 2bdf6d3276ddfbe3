//! The command `needs-by-field`: one file per subcommand.
//!
//! Exit codes: 0 success, 1 a fault of the input, 2 a fault of the command line. A failed run leaves no output file, and
//! output files are written atomically.

mod code;
mod crosstab;
mod disk;
mod editions;
mod fonts;
mod inspect;
mod page;
mod prepare;
mod progress;
mod publish;
mod render;
mod report;
mod schema;
mod studio;
mod verify;
mod write;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Turns a survey's raw answers into an anonymized results file, and tells what it says.
///
/// A results file holds no rows of people: respondents are counted in classes of at least k who share a field,
/// region, and so on. The page, and every command here but `prepare`, needs nothing else.
#[derive(Debug, Parser)]
#[command(name = "needs-by-field", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Inspect(inspect::Inspect),
    Code(code::Code),
    Prepare(prepare::Prepare),
    Verify(verify::Verify),
    Crosstab(crosstab::Crosstab),
    Publish(publish::Publish),
    Report(report::Report),
    Editions(editions::Editions),
    Render(render::Render),
    Schema(schema::Schema),
    Studio(studio::Studio),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Inspect(command) => command.run(),
        Command::Code(command) => command.run(),
        Command::Prepare(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Crosstab(command) => command.run(),
        Command::Publish(command) => command.run(),
        Command::Report(command) => command.run(),
        Command::Editions(command) => command.run(),
        Command::Render(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Studio(command) => command.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has closed the pipe (`... | head`), which is not an error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(1)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Reads and validates a results file.
fn read_survey(path: &std::path::Path) -> anyhow::Result<needs_core::Survey> {
    let bytes = std::fs::read(path).map_err(|error| anyhow::anyhow!("{}: cannot be read: {error}", path.display()))?;
    let survey = needs_core::Survey::read(&bytes).map_err(|error| {
        let text = error.to_string();
        anyhow::anyhow!("{} is not a results file that can be used:\n{text}", path.display())
    })?;
    tell_skipped(path, &survey);
    Ok(survey)
}

/// Questions of a newer file that this program does not know.
fn tell_skipped(path: &std::path::Path, survey: &needs_core::Survey) {
    for name in &survey.about.skipped {
        eprintln!(
            "warning: {}: the question \"{name}\" is of a kind that this program does not know, and is passed over; the file is of version {}",
            path.display(),
            survey.about.profile_version
        );
    }
}

/// The message for a view that no table of the file answers.
fn unanswerable(survey: &needs_core::Survey, unanswerable: &needs_core::crosstab::Unanswerable) -> anyhow::Error {
    let names: Vec<&str> = unanswerable.dimensions.iter().map(|&d| survey.dimensions()[d].label.as_str()).collect();
    anyhow::anyhow!(
        "no table of this file holds {} together; use fewer filters, or prepare the file with tables = \"joint\"",
        names.join(", ")
    )
}
