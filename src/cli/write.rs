//! Output files: whole, or not there.

use anyhow::Context;
use std::{io::Write, path::Path};

/// Writes `bytes` beside `path` under a passing name, and puts the file in place only when it is whole.
pub(super) fn atomically(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let place = || format!("{}: cannot be written", path.display());
    let mut file = tempfile::Builder::new().prefix(".needs-by-field-").tempfile_in(folder).with_context(place)?;
    file.write_all(bytes).with_context(place)?;
    file.as_file().sync_all().with_context(place)?;
    readable_as_others(file.as_file()).with_context(place)?;
    file.persist(path).map_err(|error| error.error).with_context(place)?;
    Ok(())
}

/// Temporary files are private; a results file is meant to be published.
#[cfg(unix)]
fn readable_as_others(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_as_others(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
