//! Putting a site in its directory: all of it, or nothing.

use super::{Files, hash};
use crate::survey::Survey;
use serde_json::{Map, Value, json};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Lists the files of a site; a directory that has it was written by `publish`.
pub const MANIFEST: &str = "site.json";

#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    #[error(
        "{} is not empty, and nothing in it says that `publish` wrote it; choose a new or an empty directory",
        .0.display()
    )]
    Foreign(PathBuf),
    #[error("{} is a file; choose a directory", .0.display())]
    File(PathBuf),
    #[error("{} cannot be written; the site is as it was", .path.display())]
    Write { path: PathBuf, source: io::Error },
}

/// The manifest: what was published, and a hash of every file (Subresource Integrity).
pub fn manifest(survey: &Survey, files: &Files) -> Vec<u8> {
    let hashes: Map<String, Value> =
        files.iter().map(|(path, content)| (path.clone(), hash::integrity(content).into())).collect();
    let manifest = json!({
        "generator": concat!("needs-by-field ", env!("CARGO_PKG_VERSION")),
        "survey": survey.about.name,
        "version": survey.about.version,
        "fingerprint": survey.fingerprint,
        "files": hashes,
    });
    let mut json = serde_json::to_vec_pretty(&manifest).expect("strings are JSON");
    json.push(b'\n');
    json
}

/// Writes the files beside `directory` and then changes places with it.
///
/// What an author added to an older site (`CNAME`, `.git`, ...) is kept.
///
/// # Errors
/// If something cannot be written, or `directory` holds something else. It is as it was then.
pub fn place(files: &Files, directory: &Path) -> Result<(), PlaceError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| PlaceError::Write { path, source }
    };
    let old = old_files(directory)?;
    let parent = match directory.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(failed(parent))?;
    let new = tempfile::Builder::new().prefix(".site-").tempdir_in(parent).map_err(failed(parent))?;
    for (name, content) in files {
        let path = new.path().join(name);
        let folder = path.parent().expect("a file is in a directory");
        fs::create_dir_all(folder).and_then(|()| fs::write(&path, content)).map_err(failed(&path))?;
    }
    make_readable(new.path()).map_err(failed(new.path()))?;
    let aside = tempfile::Builder::new().prefix(".site-").tempdir_in(parent).map_err(failed(parent))?;
    let before = aside.path().join("before");
    if directory.exists() {
        fs::rename(directory, &before).map_err(failed(directory))?;
    }
    if let Err(source) = fs::rename(new.path(), directory) {
        let _ = fs::rename(&before, directory);
        return Err(PlaceError::Write { path: directory.to_owned(), source });
    }
    keep_added(&before, directory, &old);
    Ok(())
}

/// The files of the site that is there, as its manifest lists them.
fn old_files(directory: &Path) -> Result<Vec<String>, PlaceError> {
    if directory.is_file() {
        return Err(PlaceError::File(directory.to_owned()));
    }
    let Ok(mut entries) = fs::read_dir(directory) else { return Ok(Vec::new()) };
    if entries.next().is_none() {
        return Ok(Vec::new());
    }
    let manifest = fs::read(directory.join(MANIFEST)).ok();
    let manifest: Option<Value> = manifest.and_then(|json| serde_json::from_slice(&json).ok());
    match manifest.as_ref().and_then(|m| m["files"].as_object()) {
        Some(listed) => Ok(listed.keys().cloned().chain([MANIFEST.to_owned()]).collect()),
        None => Err(PlaceError::Foreign(directory.to_owned())),
    }
}

/// Moves what was in the old site and not of it; the new site is complete without, so nothing here is fatal.
fn keep_added(before: &Path, directory: &Path, old: &[String]) {
    let Ok(entries) = fs::read_dir(before) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let text = name.to_string_lossy();
        let of_site = old.iter().any(|path| path.split('/').next() == Some(&*text));
        let to = directory.join(&name);
        if !of_site && !to.exists() {
            let _ = fs::rename(entry.path(), to);
        }
    }
}

/// A temporary directory is its owner's alone; a site is for everybody.
#[cfg(unix)]
fn make_readable(directory: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(directory, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_readable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Files {
        let manifest = json!({"files": {"index.html": "", "view/a/index.html": ""}}).to_string().into_bytes();
        Files::from([
            ("index.html".to_owned(), text.as_bytes().to_vec()),
            ("view/a/index.html".to_owned(), text.as_bytes().to_vec()),
            (MANIFEST.to_owned(), manifest),
        ])
    }

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).expect("a directory").flatten();
        let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_site_takes_the_place_of_the_old_and_keeps_what_was_added() {
        let home = tempfile::tempdir().expect("a directory");
        let site = home.path().join("out/site");
        place(&files("old"), &site).expect("placed");
        fs::write(site.join("CNAME"), "example.org").expect("written");
        place(&files("new"), &site).expect("placed again");
        assert_eq!(fs::read_to_string(site.join("view/a/index.html")).expect("there"), "new");
        assert_eq!(names(&site), ["CNAME", "index.html", MANIFEST, "view"]);
        assert_eq!(names(&home.path().join("out")), ["site"], "nothing is left beside it");
    }

    #[test]
    fn what_publish_did_not_write_is_left_alone() {
        let home = tempfile::tempdir().expect("a directory");
        fs::write(home.path().join("thesis.tex"), "years of work").expect("written");
        assert!(matches!(place(&files("new"), home.path()), Err(PlaceError::Foreign(_))));
        assert_eq!(names(home.path()), ["thesis.tex"]);
    }

    #[test]
    fn a_site_that_cannot_be_written_leaves_the_old_one() {
        let home = tempfile::tempdir().expect("a directory");
        let site = home.path().join("site");
        place(&files("old"), &site).expect("placed");
        let mut broken = files("new");
        // A directory of this name is needed for the next file.
        broken.insert("view".to_owned(), Vec::new());
        assert!(matches!(place(&broken, &site), Err(PlaceError::Write { .. })));
        assert_eq!(fs::read_to_string(site.join("index.html")).expect("there"), "old");
        assert_eq!(names(home.path()), ["site"]);
    }
}
