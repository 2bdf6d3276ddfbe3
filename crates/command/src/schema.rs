//! `schema`: prints the JSON Schema of results files.

use clap::Args;
use needs_core::survey::file::schema;
use std::io::Write;

/// Print the JSON Schema of the results file.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  needs-by-field schema > results.schema.json")]
pub(super) struct Schema {}

impl Schema {
    pub fn run(self) -> anyhow::Result<()> {
        std::io::stdout().write_all(&schema())?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_schema_is_current() {
        let committed = include_bytes!("../../../docs/results.schema.json");
        assert!(
            super::schema() == committed,
            "run `needs-by-field schema > docs/results.schema.json` and commit the result"
        );
    }
}
