//! The page as `make build` leaves it in `dist/`.

use super::Files;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What a site is made of.
#[derive(Clone, Debug, Default)]
pub struct BuiltPage {
    /// The files that keep their names: script, WebAssembly and icon, whose names carry hashes, and the page about the
    /// numbers.
    pub files: Files,
    pub script: String,
    pub wasm: String,
    /// The second WebAssembly file, which the page fetches when it runs; none in a page that was built in one.
    pub later: Option<String>,
    pub icon: Option<String>,
    /// Starts the page.
    pub boot: String,
    /// All style sheets, in their order.
    pub style: String,
    /// What stands in the body before the script: the places for messages and for the page.
    pub body: String,
}

/// What the numbers mean, made from `docs/statistics.md`; the page links to it.
pub(super) const STATISTICS: &str = "statistics.html";

/// Why the files of a built page are none.
#[derive(Debug, thiserror::Error)]
pub enum BuiltPageError {
    #[error("there is no {0} in the built page; build the page again with `make build`")]
    Missing(String),
    #[error("{0} of the built page is not text; build the page again with `make build`")]
    NotText(String),
    #[error("{what} in index.html is not as expected; build the page again with `make build`, of the same version")]
    Strange { what: &'static str },
    #[error("{} cannot be read", .path.display())]
    Unreadable { path: PathBuf, source: io::Error },
}

impl BuiltPage {
    /// Reads what `make build` left in a directory.
    ///
    /// # Errors
    /// If the directory cannot be read, or as [`BuiltPage::from_files`].
    pub fn read(directory: &Path) -> Result<BuiltPage, BuiltPageError> {
        BuiltPage::from_files(&files_in(directory)?)
    }

    /// Finds the parts of the page in the files of a `dist/`, by the tags of its `index.html`.
    ///
    /// # Errors
    /// If a file is missing, or `index.html` is not that of this version.
    pub fn from_files(files: &Files) -> Result<BuiltPage, BuiltPageError> {
        let content = |name: &str| files.get(name).ok_or_else(|| BuiltPageError::Missing(name.to_owned()));
        let text = |name: &str| {
            String::from_utf8(content(name)?.clone()).map_err(|_| BuiltPageError::NotText(name.to_owned()))
        };
        let html = text("index.html")?;
        let strange = |what| BuiltPageError::Strange { what };
        let mut page = BuiltPage::default();
        for tag in tags(&html) {
            let file = |attribute: &str| tag.attribute(attribute).map(|name| name.trim_start_matches("./").to_owned());
            let is = |id: &str| tag.attribute("id").as_deref() == Some(id);
            match (tag.name.as_str(), tag.attribute("rel").as_deref()) {
                ("link", Some("stylesheet")) => {
                    page.style.push_str(&text(&file("href").ok_or(strange("a style sheet's link"))?)?);
                }
                ("link", Some("icon")) => page.icon = file("href"),
                ("link", _) if is("page-js") => page.script = file("href").unwrap_or_default(),
                ("link", _) if is("page-wasm") => {
                    page.wasm = file("href").unwrap_or_default();
                    page.later = file("data-later");
                }
                ("script", _) => {
                    let name =
                        file("src").filter(|name| name.starts_with("boot")).ok_or(strange("the script boot.js"))?;
                    page.boot = text(&name)?;
                }
                _ => {}
            }
        }
        let (_, body) = html.split_once("<body>").ok_or(strange("the body"))?;
        page.body = body.split_once("<script").ok_or(strange("the script boot.js"))?.0.to_owned();
        if page.script.is_empty() || page.wasm.is_empty() {
            return Err(strange("the links to the page's script and WebAssembly"));
        }
        if page.place().is_none() {
            return Err(strange("the place of the page, <div id=\"page\">,"));
        }
        // They are put between tags.
        if page.boot.contains("</script") || page.style.contains("</style") {
            return Err(strange("what is put into the page"));
        }
        let statistics = STATISTICS.to_owned();
        for name in [&page.script, &page.wasm, &statistics].into_iter().chain(&page.later).chain(&page.icon) {
            page.files.insert(name.clone(), content(name)?.clone());
        }
        Ok(page)
    }

    /// The body before and after what stands in the place of the page.
    pub fn place(&self) -> Option<(&str, &str)> {
        let end = ["<div id=\"page\">", "<div id=page>"]
            .iter()
            .find_map(|place| self.body.find(place).map(|at| at + place.len()))?;
        Some(self.body.split_at(end))
    }
}

/// Every file of a directory, at any depth, by its path in there.
fn files_in(directory: &Path) -> Result<Files, BuiltPageError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| BuiltPageError::Unreadable { path, source }
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

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn attribute(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone())
    }
}

/// The start tags of a document that a minifier wrote: quotes may be missing, scripts and comments hold no tags.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, from)) = rest.split_once('<') {
        rest = from;
        if !from.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = from.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(from.len());
        let mut tag = Tag { name: from[..end].to_ascii_lowercase(), attributes: Vec::new() };
        rest = from[end..].trim_start();
        while !rest.is_empty() && !rest.starts_with('>') {
            let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '>').unwrap_or(rest.len());
            let name = rest[..end].to_ascii_lowercase();
            rest = rest[end..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                (value, rest) = match quote {
                    Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                    None => after.split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
                };
            }
            if name.is_empty() {
                // A stray sign such as the slash of a void element.
                rest = rest.get(1..).unwrap_or("");
            } else {
                tag.attributes.push((name, value.to_owned()));
            }
            rest = rest.trim_start();
        }
        tags.push(tag);
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_and_without_quotes() {
        let found = tags(
            "<!doctype html><link rel=stylesheet href=./a.css><link href=\"b c.js\" id='page-js' /><script defer src=x.js></script>",
        );
        let names: Vec<&str> = found.iter().map(|t| t.name.as_str()).collect();
        assert_eq!(names, ["link", "link", "script"]);
        assert_eq!(found[0].attribute("href").as_deref(), Some("./a.css"));
        assert_eq!(found[1].attribute("href").as_deref(), Some("b c.js"));
        assert_eq!(found[1].attribute("id").as_deref(), Some("page-js"));
        assert_eq!(found[2].attribute("src").as_deref(), Some("x.js"));
    }

    #[test]
    fn a_missing_file_is_named_and_how_to_make_it() {
        let error = BuiltPage::from_files(&Files::new()).expect_err("nothing is there").to_string();
        assert!(error.contains("index.html") && error.contains("make build"), "{error}");
    }

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
