//! Replaces the directory of a site atomically.

use super::added;
use crate::{Files, MANIFEST};
use serde_json::Value;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

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
    #[error("{} was added to the site, and cannot be kept; the site is as it was", .path.display())]
    Keep { path: PathBuf, source: io::Error },
    #[error(
        "{} was added to the site, and the new one has another file in its place; move it away, or name the view otherwise; the site is as it was",
        .0.display()
    )]
    InTheWay(PathBuf),
    #[error("{} cannot be written, and the site that was there is in {} now; move it back", .path.display(), .aside.display())]
    Aside { path: PathBuf, aside: PathBuf, source: io::Error },
}

/// Writes the files beside `directory` and then exchanges the two; follows `directory` if it is a symbolic link.
///
/// Files that an author added to an older site (`CNAME`, `.git`, ...) are kept. On Linux the site exists at every moment;
/// on systems that cannot exchange two directories it is missing while one is renamed.
///
/// # Errors
/// If a file cannot be written or kept, or `directory` holds something else. The directory is unchanged then.
pub fn place(files: &Files, directory: &Path) -> Result<(), PlaceError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| PlaceError::Write { path, source }
    };
    let there = fs::symlink_metadata(directory).is_ok();
    let directory = &if there { directory.canonicalize().map_err(failed(directory))? } else { directory.to_owned() };
    let written = old_files(directory)?;
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
    if !there {
        return fs::rename(new.path(), directory).map_err(failed(directory));
    }
    added::keep(directory, new.path(), &written)?;
    if exchange(new.path(), directory).is_ok() {
        return Ok(());
    }
    let aside = tempfile::Builder::new().prefix(".site-").tempdir_in(parent).map_err(failed(parent))?;
    let before = aside.path().join("before");
    fs::rename(directory, &before).map_err(failed(directory))?;
    if let Err(source) = fs::rename(new.path(), directory) {
        return Err(match fs::rename(&before, directory) {
            Ok(()) => PlaceError::Write { path: directory.to_owned(), source },
            // The old site is not lost, but nobody would look there.
            Err(_) => PlaceError::Aside { path: directory.to_owned(), aside: aside.keep().join("before"), source },
        });
    }
    Ok(())
}

/// Exchanges two names atomically.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The files of the existing site, from its manifest.
fn old_files(directory: &Path) -> Result<Vec<String>, PlaceError> {
    if directory.is_file() {
        return Err(PlaceError::File(directory.to_owned()));
    }
    let mut entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(PlaceError::Write { path: directory.to_owned(), source }),
    };
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

/// Makes a temporary directory, which only its owner may read, readable by all.
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
    use serde_json::json;

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
    fn what_was_added_beside_files_of_the_site_is_kept_at_any_depth() {
        let home = tempfile::tempdir().expect("a directory");
        let site = home.path().join("site");
        place(&files("old"), &site).expect("placed");
        fs::create_dir_all(site.join("view/mine/deep")).expect("made");
        for name in ["view/mine/a", "view/mine/deep/b", "view/a/note.txt"] {
            fs::write(site.join(name), name).expect("written");
        }
        fs::create_dir(site.join("empty")).expect("made");
        #[cfg(unix)]
        std::os::unix::fs::symlink("index.html", site.join("home.html")).expect("a link");
        let without_a = Files::from([
            ("index.html".to_owned(), b"new".to_vec()),
            (MANIFEST.to_owned(), json!({"files": {"index.html": ""}}).to_string().into_bytes()),
        ]);
        for new in [files("new"), without_a] {
            place(&new, &site).expect("placed again");
            assert_eq!(fs::read_to_string(site.join("index.html")).expect("there"), "new");
            for name in ["view/mine/a", "view/mine/deep/b", "view/a/note.txt"] {
                assert_eq!(fs::read_to_string(site.join(name)).expect("kept"), name);
            }
            assert!(site.join("empty").is_dir());
            #[cfg(unix)]
            assert_eq!(fs::read_link(site.join("home.html")).expect("a link"), Path::new("index.html"));
        }
        assert_eq!(names(&site.join("view/a")), ["note.txt"], "what publish wrote and no longer writes is gone");
        assert_eq!(names(home.path()), ["site"]);
    }

    #[test]
    fn what_was_added_where_the_new_site_writes_is_reported_and_nothing_changes() {
        let home = tempfile::tempdir().expect("a directory");
        let site = home.path().join("site");
        for added in ["view/b/index.html", "view/b"] {
            place(&files("old"), &site).expect("placed");
            fs::create_dir_all(site.join(added).parent().expect("a directory")).expect("made");
            fs::write(site.join(added), "mine").expect("written");
            let mut new = files("new");
            new.insert("view/b/index.html".to_owned(), b"new".to_vec());
            let message = place(&new, &site).expect_err("in the way").to_string();
            assert!(message.contains(added) && message.contains("move it away"), "{message}");
            assert_eq!(fs::read_to_string(site.join(added)).expect("there"), "mine");
            assert_eq!(fs::read_to_string(site.join("index.html")).expect("there"), "old");
            assert_eq!(names(home.path()), ["site"]);
            fs::remove_dir_all(&site).expect("removed");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_site_stays_one() {
        let home = tempfile::tempdir().expect("a directory");
        place(&files("old"), &home.path().join("disk/site")).expect("placed");
        let link = home.path().join("link");
        std::os::unix::fs::symlink("disk/site", &link).expect("a link");
        place(&files("new"), &link).expect("placed again");
        assert_eq!(fs::read_link(&link).expect("a link"), Path::new("disk/site"));
        assert_eq!(fs::read_to_string(home.path().join("disk/site/index.html")).expect("there"), "new");
        assert_eq!(names(&home.path().join("disk")), ["site"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn there_is_a_site_at_every_moment() {
        let home = tempfile::tempdir().expect("a directory");
        let site = home.path().join("site");
        place(&files("old"), &site).expect("placed");
        let (started, done) = (std::sync::Barrier::new(2), std::sync::atomic::AtomicBool::new(false));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                started.wait();
                (0..200).for_each(|_| place(&files("new"), &site).expect("placed again"));
                done.store(true, std::sync::atomic::Ordering::Relaxed);
            });
            started.wait();
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                assert!(site.join("index.html").exists());
            }
        });
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
