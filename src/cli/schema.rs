//! `schema`: the form of a results file, for other programs.

use crate::survey::file::ResultsFile;
use clap::Args;
use std::io::Write;

/// Print the JSON Schema of the results file.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  needs-by-field schema > results.schema.json")]
pub(super) struct Schema {}

impl Schema {
    pub fn run(self) -> anyhow::Result<()> {
        std::io::stdout().write_all(text().as_bytes())?;
        Ok(())
    }
}

/// The schema as it is committed in `docs/results.schema.json`.
fn text() -> String {
    let schema = schemars::schema_for!(ResultsFile);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_schema_is_current() {
        let committed = include_str!("../../docs/results.schema.json");
        assert!(
            super::text() == committed,
            "run `needs-by-field schema > docs/results.schema.json` and commit the result"
        );
    }
}
