//! A published site to test, and hosts around it.

use crate::harness::Site;
use needs_core::Survey;
use needs_publish as publish;
use needs_publish::Options;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// The built page with the sample, published once for all tests of this process.
pub fn directory() -> &'static Path {
    static PUBLISHED: OnceLock<PathBuf> = OnceLock::new();
    PUBLISHED.get_or_init(|| {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("published-{}", std::process::id()));
        publish_to(&directory, &Options::default());
        directory
    })
}

/// Publishes the sample in this directory.
pub fn publish_to(directory: &Path, options: &Options) {
    publish_bytes(directory, &sample_bytes(), options);
}

/// The bytes of the sample.
pub fn sample_bytes() -> Vec<u8> {
    fs::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("sample/results.json")).expect("the sample")
}

/// Publishes a results file in this directory.
pub fn publish_bytes(directory: &Path, bytes: &[u8], options: &Options) {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let dist = std::env::var_os("NEEDS_BY_FIELD_DIST").map_or_else(|| root.join("dist"), PathBuf::from);
    let survey = Survey::read(bytes).unwrap_or_else(|error| panic!("{error}"));
    let built = publish::disk::read(&dist).unwrap_or_else(|error| panic!("{error}"));
    let files = publish::site(&survey, bytes, &built, options).expect("a site").files;
    publish::disk::place(&files, directory).expect("written");
}

/// The sample as it is published.
pub fn sample() -> Survey {
    Survey::read(&sample_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

pub fn site() -> Site {
    Site::of(directory())
}
