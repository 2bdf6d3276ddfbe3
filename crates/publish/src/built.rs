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

#[derive(Debug, thiserror::Error)]
pub enum BuiltPageError {
    #[error(
        "there is no built page in {}; run `make build` in the source of needs-by-field, then say --page DIST, \
         or put its dist/ as page/ beside the command",
        .0.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
    )]
    Missing(Vec<PathBuf>),
    #[error("{} cannot be read; build the page again with `make build`", .path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{}: {what} is not as expected; build the page again with `make build`, of the same version", .path.display())]
    Strange { path: PathBuf, what: &'static str },
}

impl BuiltPage {
    /// Reads the first of the directories that has an `index.html`.
    pub fn find(candidates: &[PathBuf]) -> Result<BuiltPage, BuiltPageError> {
        let found = candidates.iter().find(|dir| dir.join("index.html").is_file());
        BuiltPage::read(found.ok_or_else(|| BuiltPageError::Missing(candidates.to_vec()))?)
    }

    fn read(directory: &Path) -> Result<BuiltPage, BuiltPageError> {
        let path = directory.join("index.html");
        let html = text(&path)?;
        let strange = |what| BuiltPageError::Strange { path: path.clone(), what };
        let mut page = BuiltPage::default();
        for tag in tags(&html) {
            let file = |attribute: &str| tag.attribute(attribute).map(|name| name.trim_start_matches("./").to_owned());
            let is = |id: &str| tag.attribute("id").as_deref() == Some(id);
            match (tag.name.as_str(), tag.attribute("rel").as_deref()) {
                ("link", Some("stylesheet")) => {
                    let name = file("href").ok_or(strange("a style sheet's link"))?;
                    page.style.push_str(&text(&directory.join(name))?);
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
                    page.boot = text(&directory.join(name))?;
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
            let path = directory.join(name);
            let content = fs::read(&path).map_err(|source| BuiltPageError::Unreadable { path, source })?;
            page.files.insert(name.clone(), content);
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

fn text(path: &Path) -> Result<String, BuiltPageError> {
    fs::read_to_string(path).map_err(|source| BuiltPageError::Unreadable { path: path.to_owned(), source })
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
    fn a_missing_page_says_how_to_make_it() {
        let error = BuiltPage::find(&[PathBuf::from("nowhere")]).expect_err("not there").to_string();
        assert!(error.contains("nowhere") && error.contains("make build") && error.contains("--page"), "{error}");
    }
}
