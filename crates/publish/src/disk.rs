//! Reads a built page from a directory and writes a site to another.

mod added;
mod place;

use crate::{BuiltPage, BuiltPageError, Files};
pub use place::{PlaceError, place};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Why a directory is not a built page.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("{} cannot be read", .path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Page(#[from] BuiltPageError),
}

/// Reads the output of `make build` from a directory.
///
/// # Errors
/// If the directory cannot be read, or as [`BuiltPage::from_files`].
pub fn read(directory: &Path) -> Result<BuiltPage, ReadError> {
    Ok(BuiltPage::from_files(&files_in(directory)?)?)
}

/// Every file of a directory, at any depth, by its path in there.
///
/// # Errors
/// If it cannot be read.
pub fn files_in(directory: &Path) -> Result<Files, ReadError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ReadError::Unreadable { path, source }
    };
    let mut files = Files::new();
    let mut left = vec![String::new()];
    while let Some(inside) = left.pop() {
        let path = directory.join(&inside);
        for entry in fs::read_dir(&path).map_err(failed(&path))? {
            let path = entry.map_err(failed(&path))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            let name = format!("{inside}{name}");
            if path.is_dir() {
                left.push(format!("{name}/"));
            } else {
                files.insert(name, fs::read(&path).map_err(failed(&path))?);
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_directory_are_named_by_their_path_in_it() {
        let home = tempfile::tempdir().expect("a directory");
        fs::create_dir_all(home.path().join("a/b")).expect("made");
        for name in ["one", "a/b/two"] {
            fs::write(home.path().join(name), name).expect("written");
        }
        let files = files_in(home.path()).expect("readable");
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["a/b/two", "one"]);
        assert_eq!(files["a/b/two"], b"a/b/two");
    }
}
