//! Files that an author added to a site, at any depth: they are kept when the site is published again.

use super::PlaceError;
use std::{collections::BTreeSet, fs, io, path::Path};

/// Links into `new` everything in `old` that `publish` did not write; `old` is not changed.
///
/// # Errors
/// If the new site has another file in that place, or the link cannot be made.
pub(super) fn keep(old: &Path, new: &Path, written: &[String]) -> Result<(), PlaceError> {
    let mut folders = BTreeSet::new();
    for path in written {
        folders.extend(path.match_indices('/').map(|(end, _)| &path[..end]));
    }
    let added = Added { old, new, written: written.iter().map(String::as_str).collect(), folders };
    added.keep("")
}

struct Added<'a> {
    old: &'a Path,
    new: &'a Path,
    written: BTreeSet<&'a str>,
    /// The folders of the files that were written.
    folders: BTreeSet<&'a str>,
}

impl Added<'_> {
    /// What was added to a folder of the site, by its path in there.
    fn keep(&self, folder: &str) -> Result<(), PlaceError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| PlaceError::Keep { path, source }
        };
        let here = self.old.join(folder);
        for entry in fs::read_dir(&here).map_err(failed(&here))? {
            let entry = entry.map_err(failed(&here))?;
            let from = entry.path();
            // A name that is not Unicode was not written by `publish`; it is kept below.
            let name = entry.file_name();
            let path = match name.to_str() {
                Some(name) if folder.is_empty() => name.to_owned(),
                Some(name) => format!("{folder}/{name}"),
                None => String::new(),
            };
            let kind = entry.file_type().map_err(failed(&from))?;
            if !kind.is_dir() && self.written.contains(path.as_str()) {
                continue;
            }
            if kind.is_dir() && self.folders.contains(path.as_str()) {
                self.keep(&path)?;
                continue;
            }
            let to = self.new.join(folder).join(&name);
            // Unless the new site has that folder itself.
            fs::create_dir_all(self.new.join(folder)).map_err(|_| PlaceError::InTheWay(here.clone()))?;
            copy(&from, &to)?;
        }
        Ok(())
    }
}

/// A file gets a hard link, which takes no space; a folder is created and filled likewise.
fn copy(from: &Path, to: &Path) -> Result<(), PlaceError> {
    let failed = |source| PlaceError::Keep { path: from.to_owned(), source };
    let kind = fs::symlink_metadata(from).map_err(failed)?;
    let there = fs::symlink_metadata(to);
    if there.as_ref().is_ok_and(|there| !(there.is_dir() && kind.is_dir())) {
        return Err(PlaceError::InTheWay(from.to_owned()));
    }
    if kind.is_dir() {
        if there.is_err() {
            fs::create_dir(to).and_then(|()| fs::set_permissions(to, kind.permissions())).map_err(failed)?;
        }
        for entry in fs::read_dir(from).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if kind.is_symlink() {
        return link_again(from, to).map_err(failed);
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    if !kind.is_file() {
        return Err(failed(io::Error::other("is neither a file nor a folder; move it away")));
    }
    fs::copy(from, to).map(|_| ()).map_err(failed)
}

#[cfg(unix)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to).map(|_| ())
}
