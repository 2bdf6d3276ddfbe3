//! Output files: whole, or not there; and never over what was read.

use anyhow::{Context, bail};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// What the passing names of unfinished files have behind that of the file they become.
const UNFINISHED: &str = ".needs-by-field-";

/// Fails where the output would replace one of the files that the command reads.
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

/// Where to tell what was done: standard output, or standard error where the output itself goes there.
pub(super) fn teller(output: Option<&Path>) -> Box<dyn Write> {
    if output.is_some_and(is_stdout) { Box::new(io::stderr()) } else { Box::new(io::stdout()) }
}

/// Writes `bytes` where `path` leads.
///
/// A file is put in place when it is whole, and a link to a file stays one. Devices and pipes are written to.
///
/// # Errors
/// If `path` is a folder or a link to nothing, or cannot be written. A file that was there is as it was then.
pub(super) fn whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let place = || format!("{}: cannot be written", path.display());
    if is_stdout(path) {
        return io::stdout().write_all(bytes).and_then(|()| io::stdout().flush()).context(place());
    }
    match fs::metadata(path) {
        Ok(there) if there.is_file() => {
            // The file behind a link, so that the link stays.
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

/// Whether the path is what standard output goes to, such as `/dev/stdout`.
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

/// Puts a whole file in place of the one of this path, or where there is none.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (folder, name) = match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => (folder, name),
        (_, Some(name)) => (Path::new("."), name),
        (_, None) => return Err(io::Error::other("this names no file")),
    };
    let prefix = format!(".{}{UNFINISHED}", name.to_string_lossy());
    sweep(folder, &prefix);
    let finish = |file: &mut File| {
        // Whoever sweeps sees that somebody is at it; a killed run holds no lock.
        let _ = file.try_lock();
        file.write_all(bytes)?;
        file.sync_all()?;
        readable_as_others(file)
    };
    #[cfg(target_os = "linux")]
    if let Some(mut file) = nameless::file(folder) {
        finish(&mut file)?;
        match nameless::link(&file, path) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // No link replaces a file: it gets a passing name, now that it is whole.
                let passing = tempfile::Builder::new()
                    .prefix(&prefix)
                    .make_in(folder, |passing| nameless::link(&file, passing))?;
                return passing.persist(path).map_err(|error| error.error);
            }
            // Without /proc it cannot be given a name at all.
            Err(_) => {}
        }
    }
    let mut file = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder)?;
    finish(file.as_file_mut())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Removes what killed runs left of this file: nobody holds a lock on it.
fn sweep(folder: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let left = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
    for path in left.map(|entry| entry.path()).collect::<Vec<PathBuf>>() {
        if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Files that have no name until they are whole: a killed run leaves nothing of them (`O_TMPFILE`, Linux).
#[cfg(target_os = "linux")]
mod nameless {
    use rustix::fs::{AtFlags, CWD, Mode, OFlags};
    use std::{fs::File, io, os::fd::AsRawFd, path::Path};

    /// None where the file system has no such files.
    pub fn file(folder: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        rustix::fs::open(folder, flags, Mode::from_raw_mode(0o600)).ok().map(File::from)
    }

    /// Gives it a name that nothing has yet.
    pub fn link(file: &File, path: &Path) -> io::Result<()> {
        let itself = format!("/proc/self/fd/{}", file.as_raw_fd());
        Ok(rustix::fs::linkat(CWD, itself, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }
}

/// Temporary files are private; a results file is meant to be published.
#[cfg(unix)]
fn readable_as_others(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_as_others(_: &File) -> io::Result<()> {
    Ok(())
}
