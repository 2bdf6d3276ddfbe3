//! Writes output files atomically, and never over an input file.

use anyhow::{Context, bail};
use atomic_write_file::{AtomicWriteFile, OpenOptions};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Fails if the output would replace one of the command's input files.
pub(super) fn not_over<'a>(output: &Path, inputs: impl IntoIterator<Item = &'a Path>) -> anyhow::Result<()> {
    if !fs::metadata(output).is_ok_and(|there| there.is_file()) {
        return Ok(());
    }
    let Ok(replaced) = output.canonicalize() else { return Ok(()) };
    for input in inputs {
        if input.canonicalize().is_ok_and(|read| read == replaced) {
            bail!(
                "{}: the output would replace {}, which this command reads; give the output another name",
                output.display(),
                input.display()
            );
        }
    }
    Ok(())
}

/// Fails if two outputs are the same file, of which the second would replace the first.
pub(super) fn not_twice<'a>(outputs: impl IntoIterator<Item = &'a Path>) -> anyhow::Result<()> {
    let mut seen: Vec<PathBuf> = Vec::new();
    for output in outputs {
        let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let place = match (output.canonicalize(), folder.canonicalize(), output.file_name()) {
            (Ok(place), ..) => place,
            (_, Ok(folder), Some(name)) => folder.join(name),
            _ => std::path::absolute(output)?,
        };
        if seen.contains(&place) {
            bail!("{}: would be written twice; give each output a name of its own", output.display());
        }
        // Several messages may go to one terminal or pipe.
        if !place.exists() || place.is_file() {
            seen.push(place);
        }
    }
    Ok(())
}

/// Fails if there is a file that holds anything but these bytes: somebody may have worked in it.
pub(super) fn not_over_work(output: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let is_file = fs::metadata(output).is_ok_and(|there| there.is_file());
    if is_file && fs::read(output).with_context(|| format!("{}: cannot be read", output.display()))? != bytes {
        bail!(
            "{}: is there already, with something else in it; give the output another name, or remove it",
            output.display()
        );
    }
    Ok(())
}

/// New private files and folders, which are removed again unless all that belongs to them could be made.
#[derive(Default)]
pub(super) struct New {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl New {
    /// Makes a folder for this user alone, and those above it that are missing.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn folder(&mut self, path: &Path) -> anyhow::Result<()> {
        let missing: Vec<&Path> =
            path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            private_folder(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
            self.folders.push(folder.to_owned());
        }
        if path.is_dir() { Ok(()) } else { bail!("{}: is not a folder; give another one", path.display()) }
    }

    /// Writes a file that is not there yet, as [`private`] does.
    ///
    /// # Errors
    /// If it is there, or as [`private`].
    pub fn file(&mut self, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        if path.exists() {
            bail!("{}: is there already; give another folder with --output, or remove it", path.display());
        }
        private(path, bytes)?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Keeps them: all is made.
    pub fn keep(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for New {
    /// What cannot be removed stays; the reason for which it should go is told already.
    fn drop(&mut self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The stream for messages: standard output, or standard error if the output itself goes there.
pub(super) fn teller(output: Option<&Path>) -> Box<dyn Write> {
    if output.is_some_and(is_stdout) { Box::new(io::stderr()) } else { Box::new(io::stdout()) }
}

/// Writes `bytes` to `path`.
///
/// A file is replaced only when the new one is complete; a symbolic link is followed and kept. Devices and pipes are
/// written to directly.
///
/// # Errors
/// If `path` is a folder or a dangling link, or cannot be written. An existing file is unchanged then.
pub(super) fn whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let place = || format!("{}: cannot be written", path.display());
    if is_stdout(path) {
        return io::stdout().write_all(bytes).and_then(|()| io::stdout().flush()).context(place());
    }
    match fs::metadata(path) {
        Ok(there) if there.is_file() => {
            // The target of a link, so that the link stays.
            replace(&path.canonicalize().with_context(place)?, bytes).with_context(place)
        }
        Ok(there) if there.is_dir() => {
            bail!("{}: is a folder; give the name of a file in it", path.display())
        }
        Ok(_) => fs::OpenOptions::new().write(true).open(path)?.write_all(bytes).with_context(place),
        Err(_) => match fs::read_link(path) {
            Ok(target) => bail!(
                "{}: is a link to {}, which is not there; remove the link, or write to another file",
                path.display(),
                target.display()
            ),
            Err(_) => replace(path, bytes).with_context(place),
        },
    }
}

/// Writes `bytes` to `path` as [`whole`] does, readable by this user alone: answers, and what tells whose they are.
///
/// # Errors
/// As [`whole`].
pub(super) fn private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if is_stdout(path) || !path.parent().is_some_and(|folder| folder.as_os_str().is_empty() || folder.is_dir()) {
        return whole(path, bytes);
    }
    let place = || format!("{}: cannot be written", path.display());
    let path = if path.is_file() { path.canonicalize().with_context(place)? } else { path.to_owned() };
    if path.exists() && !path.is_file() || fs::read_link(&path).is_ok() {
        return whole(&path, bytes);
    }
    let mut file = private_options().open(&path).with_context(place)?;
    file.write_all(bytes).and_then(|()| file.commit()).with_context(place)
}

/// Whether the path is where standard output goes, such as `/dev/stdout`.
#[cfg(unix)]
fn is_stdout(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let file = |path: &Path| fs::metadata(path).map(|there| (there.dev(), there.ino())).ok();
    file(path).is_some_and(|there| file(Path::new("/dev/stdout")) == Some(there))
}

#[cfg(not(unix))]
fn is_stdout(_: &Path) -> bool {
    false
}

/// Moves a complete file to this path.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = options().open(path)?;
    file.write_all(bytes)?;
    file.commit()
}

/// Readable by all: a results file is meant to be published.
#[cfg(unix)]
fn options() -> OpenOptions {
    use atomic_write_file::unix::OpenOptionsExt as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = AtomicWriteFile::options();
    options.mode(0o644).preserve_mode(false);
    options
}

#[cfg(unix)]
fn private_options() -> OpenOptions {
    use atomic_write_file::unix::OpenOptionsExt as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = AtomicWriteFile::options();
    options.mode(0o600).preserve_mode(false);
    options
}

#[cfg(unix)]
fn private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

#[cfg(not(unix))]
fn private_options() -> OpenOptions {
    AtomicWriteFile::options()
}

#[cfg(not(unix))]
fn options() -> OpenOptions {
    AtomicWriteFile::options()
}
