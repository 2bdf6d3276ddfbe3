//! Finds the built page for `publish`, and Studio for `studio`: in a directory, or inside the command.

use anyhow::{Context, bail};
use needs_publish::{BuiltPage, Files, disk};
use std::{
    fs,
    io::{Cursor, Read},
    path::{Path, PathBuf},
    time::SystemTime,
};
use zip::ZipArchive;

/// The page as `build.rs` packed it; an empty archive in a command that was built without one.
const INSIDE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/page.zip"));

/// The page in `chosen`; else in the `dist/` of a checkout, if it was built after the command; else inside the command.
///
/// # Errors
/// If there is no page, or one of its files is missing.
pub(super) fn find(chosen: Option<&Path>) -> anyhow::Result<BuiltPage> {
    Ok(find_both(chosen)?.0)
}

/// As [`find`], and the files of Studio that was built with it.
///
/// # Errors
/// As [`find`], and if there is no Studio.
pub(super) fn find_studio(chosen: Option<&Path>) -> anyhow::Result<(BuiltPage, Files)> {
    let (page, files) = find_both(chosen)?;
    let studio = studio_of(&files);
    if !studio.contains_key("index.html") {
        bail!("there is no Studio beside the built page; run `make build` in the source of needs-by-field");
    }
    Ok((page, studio))
}

fn find_both(chosen: Option<&Path>) -> anyhow::Result<(BuiltPage, Files)> {
    let inside = unpack(INSIDE).context("the page inside the command cannot be read; install the command again")?;
    let command = std::env::current_exe().unwrap_or_default();
    choose(chosen, inside, &command, Path::new("."))
}

/// The files below `studio/`, and those of the page that it makes sites of, below its `page/`.
fn studio_of(files: &Files) -> Files {
    let own =
        files.iter().filter_map(|(name, content)| Some((name.strip_prefix("studio/")?.to_owned(), content.clone())));
    // Inside the command they are not there twice.
    let page = files.iter().filter(|(name, _)| !name.contains('/') && *name != "index.html");
    page.map(|(name, content)| (format!("page/{name}"), content.clone())).chain(own).collect()
}

/// As [`find`], of a command at this path, called in the directory `here`; with all files that are there.
fn choose(chosen: Option<&Path>, inside: Files, command: &Path, here: &Path) -> anyhow::Result<(BuiltPage, Files)> {
    if let Some(directory) = chosen {
        return read(directory);
    }
    // In a checkout, the command is in target/PROFILE/.
    let checkouts = command.ancestors().nth(3).into_iter().chain([here]);
    let newer = |dist: &PathBuf| inside.is_empty() || written(&dist.join("index.html")) > written(command);
    match checkouts.filter_map(dist_of).find(newer) {
        Some(dist) => read(&dist),
        None if inside.is_empty() => bail!("this command was built without the page; {REMEDY}"),
        None => {
            let page =
                BuiltPage::from_files(&inside).context("the page inside the command does not fit; install it again")?;
            Ok((page, inside))
        }
    }
}

const REMEDY: &str =
    "run `make build` in the source of needs-by-field, then say --page DIST with the dist/ that it made";

fn read(directory: &Path) -> anyhow::Result<(BuiltPage, Files)> {
    if !directory.join("index.html").is_file() {
        bail!("there is no built page in {}; {REMEDY}", directory.display());
    }
    let named = || format!("{}", directory.display());
    let files = disk::files_in(directory).with_context(named)?;
    Ok((BuiltPage::from_files(&files).with_context(named)?, files))
}

/// The page that was built in this checkout; none if the directory belongs to another project.
fn dist_of(checkout: &Path) -> Option<PathBuf> {
    let dist = checkout.join("dist");
    let is_ours = checkout.join("Trunk.toml").is_file() && checkout.join("crates/command").is_dir();
    (is_ours && dist.join("index.html").is_file()).then_some(dist)
}

/// When the file was last modified; the epoch if that is unknown.
fn written(file: &Path) -> SystemTime {
    fs::metadata(file).and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

fn unpack(archive: &[u8]) -> anyhow::Result<Files> {
    let mut zip = ZipArchive::new(Cursor::new(archive))?;
    let mut files = Files::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index)?;
        let mut content = Vec::new();
        file.read_to_end(&mut content)?;
        files.insert(file.name()?.into_owned(), content);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_publish::PARTS;
    use std::time::Duration;

    /// The files of a page whose WebAssembly says whose it is.
    fn page_of(whose: &str) -> Files {
        let parts =
            r#"{"script": "page-1.js", "wasm": "page-1.wasm", "boot": "boot-1.js", "styles": [], "after": "</div>"}"#;
        let files = [
            ("index.html", "<!doctype html>"),
            (PARTS, parts),
            ("page-1.js", ""),
            ("boot-1.js", ""),
            ("page-1.wasm", whose),
            ("statistics.html", ""),
        ];
        files.into_iter().map(|(name, content)| (name.to_owned(), content.as_bytes().to_vec())).collect()
    }

    fn write(files: &Files, directory: &Path) {
        fs::create_dir_all(directory).expect("made");
        for (name, content) in files {
            fs::write(directory.join(name), content).expect("written");
        }
    }

    /// A checkout with a page of its own, and a command compiled there a while ago.
    fn checkout(home: &Path) -> PathBuf {
        let command = home.join("target/release/needs-by-field");
        fs::create_dir_all(home.join("crates/command")).expect("made");
        fs::create_dir_all(command.parent().expect("a directory")).expect("made");
        fs::write(home.join("Trunk.toml"), "").expect("written");
        write(&page_of("the checkout's"), &home.join("dist"));
        let file = fs::File::create(&command).expect("written");
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).expect("the time can be set");
        command
    }

    fn whose(page: anyhow::Result<(BuiltPage, Files)>) -> String {
        let (page, _) = page.unwrap_or_else(|error| panic!("{error:#}"));
        String::from_utf8(page.files[&page.wasm].clone()).expect("text")
    }

    #[test]
    fn the_page_of_an_installed_command_is_the_one_inside() {
        let (home, here) = (tempfile::tempdir().expect("a directory"), tempfile::tempdir().expect("a directory"));
        write(&page_of("another project's"), &here.path().join("dist"));
        let command = home.path().join("venv/bin/needs-by-field");
        assert_eq!(whose(choose(None, page_of("inside"), &command, here.path())), "inside");
    }

    #[test]
    fn a_page_that_was_built_after_the_command_wins_over_the_one_inside() {
        let (home, elsewhere) = (tempfile::tempdir().expect("a directory"), tempfile::tempdir().expect("a directory"));
        let command = checkout(home.path());
        let installed = elsewhere.path().join("needs-by-field");
        fs::copy(&command, &installed).expect("copied");
        let file = fs::File::options().write(true).open(&installed).expect("there");
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).expect("the time can be set");
        let inside = page_of("inside");
        assert_eq!(whose(choose(None, inside.clone(), &command, elsewhere.path())), "the checkout's");
        assert_eq!(whose(choose(None, inside.clone(), &installed, home.path())), "the checkout's");
        for command in [&command, &installed] {
            let file = fs::File::options().write(true).open(command).expect("there");
            file.set_modified(SystemTime::now() + Duration::from_secs(60)).expect("the time can be set");
            assert_eq!(whose(choose(None, inside.clone(), command, home.path())), "inside");
            assert_eq!(whose(choose(None, Files::new(), command, home.path())), "the checkout's");
        }
    }

    #[test]
    fn a_page_that_is_chosen_wins_over_all() {
        let home = tempfile::tempdir().expect("a directory");
        let command = checkout(home.path());
        write(&page_of("chosen"), &home.path().join("mine"));
        let chosen = home.path().join("mine");
        assert_eq!(whose(choose(Some(&chosen), page_of("inside"), &command, home.path())), "chosen");
        let nowhere = home.path().join("nowhere");
        let message = choose(Some(&nowhere), page_of("inside"), &command, home.path()).expect_err("not there");
        assert!(
            message.to_string().contains("no built page in") && message.to_string().contains("make build"),
            "{message}"
        );
    }

    #[test]
    fn a_command_without_a_page_says_what_to_type() {
        let home = tempfile::tempdir().expect("a directory");
        let message = choose(None, Files::new(), &home.path().join("needs-by-field"), home.path()).expect_err("none");
        for part in ["built without the page", "`make build`", "--page DIST"] {
            assert!(message.to_string().contains(part), "{message}");
        }
    }

    #[test]
    fn studio_is_found_beside_the_page_with_the_files_that_sites_are_made_of() {
        let home = tempfile::tempdir().expect("a directory");
        let mut files = page_of("its");
        write(&files, home.path());
        let message = find_studio(Some(home.path())).expect_err("none");
        assert!(message.to_string().contains("no Studio") && message.to_string().contains("make build"), "{message}");
        files.insert("studio/index.html".to_owned(), b"studio".to_vec());
        let studio = studio_of(&files);
        assert_eq!((&studio["index.html"][..], &studio["page/page-1.wasm"][..]), (&b"studio"[..], &b"its"[..]));
    }

    /// `build.rs` packed what lies in `page/`, whether a page has been built or not.
    #[test]
    fn the_page_inside_is_that_of_the_directory_file_by_file() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("page");
        let inside = unpack(INSIDE).expect("an archive");
        assert_eq!(inside.contains_key("index.html"), directory.join("index.html").is_file());
        for (name, content) in &inside {
            assert_eq!(content, &fs::read(directory.join(name)).expect("the file"), "{name}");
        }
    }
}
