//! The built page, as `make build` writes it to `dist/`.

use super::Files;
use serde::Deserialize;

/// The parts of a built page.
#[derive(Clone, Debug, Default)]
pub struct BuiltPage {
    /// The files that are copied under their names: script, WebAssembly and icon, whose names contain hashes, and the page
    /// about the statistics.
    pub files: Files,
    pub script: String,
    pub wasm: String,
    /// The second WebAssembly file, which the running page fetches; none in a page that was built as one file.
    pub later: Option<String>,
    pub icon: Option<String>,
    /// The script that starts the page.
    pub boot: String,
    /// The style sheets, concatenated in order.
    pub style: String,
    /// The HTML of the body after the page's element.
    pub after: String,
}

/// Lists the parts of the page; written by the build (`tools/parts.mjs`).
pub const PARTS: &str = "page.json";

/// The page about the statistics, made from `docs/statistics.md`.
pub(super) const STATISTICS: &str = "statistics.html";

/// The content of [`PARTS`]: file names, except for `after`.
#[derive(Deserialize)]
struct Parts {
    script: String,
    wasm: String,
    later: Option<String>,
    icon: Option<String>,
    boot: String,
    styles: Vec<String>,
    after: String,
}

/// Why files are not a built page.
#[derive(Debug, thiserror::Error)]
pub enum BuiltPageError {
    #[error("there is no {0} in the built page; build the page again with `make build`")]
    Missing(String),
    #[error("{0} of the built page is not text; build the page again with `make build`")]
    NotText(String),
    #[error("{PARTS} is not as expected: {0}; build the page again with `make build`, of the same version")]
    Parts(serde_json::Error),
    /// The file is put between tags.
    #[error("{0} of the built page ends the element that it is put into; build the page again with `make build`")]
    Ends(&'static str),
}

impl BuiltPage {
    /// Finds the parts of the page among the files of `dist/`.
    ///
    /// # Errors
    /// If a file is missing, or [`PARTS`] belongs to another version.
    pub fn from_files(files: &Files) -> Result<BuiltPage, BuiltPageError> {
        let content = |name: &str| files.get(name).ok_or_else(|| BuiltPageError::Missing(name.to_owned()));
        let text = |name: &str| {
            String::from_utf8(content(name)?.clone()).map_err(|_| BuiltPageError::NotText(name.to_owned()))
        };
        let parts: Parts = serde_json::from_slice(content(PARTS)?).map_err(BuiltPageError::Parts)?;
        let mut page = BuiltPage {
            boot: text(&parts.boot)?,
            style: parts.styles.iter().map(|name| text(name)).collect::<Result<_, _>>()?,
            script: parts.script,
            wasm: parts.wasm,
            later: parts.later,
            icon: parts.icon,
            after: parts.after,
            files: Files::new(),
        };
        if page.boot.contains("</script") {
            return Err(BuiltPageError::Ends("the script"));
        }
        if page.style.contains("</style") {
            return Err(BuiltPageError::Ends("the style sheet"));
        }
        let statistics = STATISTICS.to_owned();
        for name in [&page.script, &page.wasm, &statistics].into_iter().chain(&page.later).chain(&page.icon) {
            page.files.insert(name.clone(), content(name)?.clone());
        }
        Ok(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_named_and_how_to_make_it() {
        let message = |files: &Files| BuiltPage::from_files(files).expect_err("not whole").to_string();
        let nothing = message(&Files::new());
        assert!(nothing.contains("page.json") && nothing.contains("make build"), "{nothing}");
        let parts = r#"{"script": "a.js", "wasm": "a.wasm", "boot": "boot.js", "styles": [], "after": "</div>"}"#;
        let mut files = Files::from([(PARTS.to_owned(), parts.as_bytes().to_vec())]);
        assert!(message(&files).contains("there is no boot.js"));
        files.insert("boot.js".to_owned(), b"\"</script>\"".to_vec());
        assert!(message(&files).contains("the script"), "{}", message(&files));
        files.insert(PARTS.to_owned(), b"{}".to_vec());
        assert!(message(&files).contains("page.json is not as expected"), "{}", message(&files));
    }
}
