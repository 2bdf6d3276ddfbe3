//! Raw answers from a file.

use needs_intake::raw::{Bytes, Source};
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

/// A file that is reopened for each reading.
pub(super) struct OnDisk<'a> {
    path: &'a Path,
    name: String,
}

/// Fails if a file stands twice among those whose respondents are added up.
pub(super) fn each_once(paths: &[PathBuf]) -> anyhow::Result<()> {
    for (i, path) in paths.iter().enumerate() {
        let same = |other: &&PathBuf| std::fs::canonicalize(other).ok() == std::fs::canonicalize(path).ok();
        if paths[..i].iter().find(same).is_some_and(|_| path.exists()) {
            anyhow::bail!("{} is given twice; its respondents would count twice", path.display());
        }
    }
    Ok(())
}

impl OnDisk<'_> {
    pub fn at(path: &Path) -> OnDisk<'_> {
        OnDisk { path, name: path.display().to_string() }
    }
}

impl Source for OnDisk<'_> {
    fn name(&self) -> &str {
        &self.name
    }

    fn open(&self) -> io::Result<Box<dyn Bytes>> {
        let file = File::open(self.path)?;
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Box::new(file))
    }

    fn length(&self) -> Option<u64> {
        std::fs::metadata(self.path).ok().map(|file| file.len())
    }
}
