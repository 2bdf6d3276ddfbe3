//! The manifest of a site, `site.json`.

use super::{Files, hash};
use needs_core::survey::Survey;
use serde_json::{Map, Value, json};

/// The manifest's name; a directory that has it was written by `publish`.
pub const MANIFEST: &str = "site.json";

/// Writes the manifest: the survey, and a hash of every file (Subresource Integrity).
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
