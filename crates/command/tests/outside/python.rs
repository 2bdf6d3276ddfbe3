//! The Python that has the packages of tools/requirements.txt.

use std::{path::PathBuf, process::Command};

/// `NEEDS_BY_FIELD_PYTHON`, or the one that `tools/setup.sh python` makes.
///
/// # Panics
/// If it is not there, with what to run: a check that is passed over tells nothing.
pub fn python() -> PathBuf {
    let named = std::env::var_os("NEEDS_BY_FIELD_PYTHON").map(PathBuf::from);
    let path = named.unwrap_or_else(|| {
        let mut ask = Command::new("bash");
        ask.args(["-c", "source tools/steps.sh && echo \"$PYTHON\""])
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        PathBuf::from(String::from_utf8_lossy(&ask.output().expect("bash").stdout).trim())
    });
    assert!(path.is_file(), "{} is not there; run: tools/setup.sh python", path.display());
    path
}
