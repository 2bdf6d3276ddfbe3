//! Puts the built page into the command: what lies in `page/` becomes one archive, which `src/page.rs` includes.
//!
//! `tools/build.sh` fills the directory. Without a page in it the archive is empty, and `publish` says what to type.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn main() {
    println!("cargo::rerun-if-changed=page");
    println!("cargo::rerun-if-changed=build.rs");
    let variable = |name| PathBuf::from(env::var_os(name).unwrap_or_else(|| panic!("cargo sets {name}")));
    let page = variable("CARGO_MANIFEST_DIR").join("page");
    let archive = variable("OUT_DIR").join("page.zip");
    pack(&page, &archive).unwrap_or_else(|error| panic!("{}: cannot be packed: {error}", page.display()));
}

/// Packs every file of the directory whose name does not begin with a dot, sorted and without times, so that the same
/// page makes the same bytes.
fn pack(directory: &Path, archive: &Path) -> io::Result<()> {
    let names = if directory.join("index.html").is_file() { names(directory)? } else { Vec::new() };
    let mut zip = ZipWriter::new(fs::File::create(archive)?);
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated).compression_level(Some(9));
    for name in names {
        zip.start_file(&name, options)?;
        io::copy(&mut fs::File::open(directory.join(&name))?, &mut zip)?;
    }
    zip.finish()?;
    Ok(())
}

/// The paths of the files in a directory, at any depth, with `/`.
fn names(directory: &Path) -> io::Result<Vec<String>> {
    let (mut names, mut left) = (Vec::new(), vec![String::new()]);
    while let Some(inside) = left.pop() {
        for entry in fs::read_dir(directory.join(&inside))? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| {
                io::Error::new(io::ErrorKind::InvalidData, format!("the name {name:?} is not Unicode"))
            })?;
            if name.starts_with('.') {
                continue;
            }
            if entry.file_type()?.is_dir() {
                left.push(format!("{inside}{name}/"));
            } else {
                names.push(format!("{inside}{name}"));
            }
        }
    }
    names.sort();
    Ok(names)
}
