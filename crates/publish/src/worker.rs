//! The service worker: it makes the site readable offline and never shows old data online.

use super::{Files, built::STATISTICS, hash};

const SCRIPT: &str = include_str!("../embed/sw.js");

/// The worker of a site with these files; a change of any of them changes its cache.
pub fn script(files: &Files, data: &str) -> String {
    let is_page = |path: &str| path.ends_with("index.html") || path == STATISTICS;
    // Names with a hash; `results.json` is fetched every time.
    let lasting = |path: &str| {
        path == data
            || path.ends_with(".wasm")
            || path.ends_with(".svg")
            || (path.ends_with(".js") && path != "embed.js")
    };
    let list = |wanted: &dyn Fn(&str) -> bool| {
        let names = files.keys().filter(|path| wanted(path)).map(|path| path.trim_end_matches("index.html"));
        serde_json::to_string(&names.collect::<Vec<_>>()).expect("strings are JSON")
    };
    let all: Vec<u8> = files
        .iter()
        .filter(|(path, _)| is_page(path) || lasting(path))
        .flat_map(|(path, content)| [path.as_bytes(), content].concat())
        .collect();
    SCRIPT
        .replace("\"EDITION\"", &serde_json::to_string(&hash::short(&all)).expect("a string is JSON"))
        .replace("[\"PAGES\"]", &list(&is_page))
        .replace("[\"LASTING\"]", &list(&lasting))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_content_is_another_edition() {
        let mut files =
            Files::from([("index.html".to_owned(), b"a".to_vec()), ("results-1.json".to_owned(), b"b".to_vec())]);
        let first = script(&files, "results-1.json");
        assert!(first.contains("[\"\"]") && first.contains("[\"results-1.json\"]"), "{first}");
        assert!(!first.contains("\"EDITION\"") && !first.contains("PAGES\"]"), "{first}");
        files.insert("index.html".to_owned(), b"c".to_vec());
        files.insert(STATISTICS.to_owned(), b"d".to_vec());
        // The page about the statistics is available offline too.
        assert!(script(&files, "results-1.json").contains("[\"\",\"statistics.html\"]"));
        assert_ne!(script(&files, "results-1.json"), first);
    }
}
