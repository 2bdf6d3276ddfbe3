//! `publish` as an author runs it: in a folder with a results file and the built page.

#[path = "command/mod.rs"]
mod command;

use command::{Folder, Out};
use std::{collections::BTreeMap, fs, io::Read, path::Path};

const EXAMPLE: &str = include_str!("../../../docs/example-results.json");

/// A folder with the example's results, and a built page of no content as `page/`.
fn folder() -> Folder {
    let folder = Folder::empty();
    folder.write("results.json", EXAMPLE);
    fs::create_dir(folder.path("page")).expect("a directory");
    let parts = r#"{"script": "needs-1.js", "wasm": "needs-1_bg.wasm", "boot": "boot-1.js", "styles": ["page-1.css"],
                    "after": "</div>"}"#;
    for (name, content) in [
        ("index.html", "<!doctype html>"),
        ("page.json", parts),
        ("page-1.css", "body { margin: 0 }"),
        ("needs-1.js", "export default () => {};"),
        ("needs-1_bg.wasm", "\0asm"),
        ("boot-1.js", "(() => {})();"),
        ("statistics.html", "<!doctype html><title>What the numbers mean</title>"),
    ] {
        folder.write(&format!("page/{name}"), content);
    }
    folder
}

fn publish(folder: &Folder, more: &[&str]) -> Out {
    folder.run(&[&["publish", "results.json", "-o", "site", "--page", "page"], more].concat())
}

/// Every file of a directory, by its path in there.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut directories = vec![directory.to_owned()];
    while let Some(next) = directories.pop() {
        for entry in fs::read_dir(&next).expect("a directory").flatten() {
            let path = entry.path();
            if path.is_dir() {
                directories.push(path);
            } else {
                let name = path.strip_prefix(directory).expect("inside").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("readable"));
            }
        }
    }
    files
}

#[test]
fn a_site_is_written_and_its_readme_names_every_file() {
    let folder = folder();
    let out = publish(&folder, &[]);
    assert_eq!(out.code, 0, "{}", out.err);
    let files = files(&folder.path("site"));
    assert_eq!(out.out, format!("site: {} files; see README.txt there\n", files.len()));
    assert_eq!(out.err, "note: without --base-url the cards of social networks show no picture\n");
    let manifest: serde_json::Value = serde_json::from_slice(&files["site.json"]).expect("JSON");
    let listed = manifest["files"].as_object().expect("files");
    assert!(files.keys().all(|name| name == "site.json" || listed.contains_key(name)), "{:?}", files.keys());
    let readme = String::from_utf8(files["README.txt"].clone()).expect("text");
    for name in [
        "index.html",
        "results.json",
        "results.csv",
        "results.schema.json",
        "embed.js",
        "sw.js",
        "card.png",
        "site.json",
    ] {
        assert!(readme.contains(name) && files.contains_key(name), "{name}: {readme}");
    }
    // Nothing but the site was left in the folder.
    let mut left: Vec<_> =
        fs::read_dir(folder.root()).expect("there").flatten().map(|entry| entry.file_name()).collect();
    left.sort();
    assert_eq!(left, ["page", "results.json", "site"]);
    let again = publish(&folder, &["--base-url", "https://example.org/people"]);
    assert_eq!((again.code, again.err.as_str()), (0, ""));
    assert!(folder.read("site/index.html").contains("content=\"https://example.org/people/card.png\""));
}

#[test]
fn without_a_built_page_it_says_how_to_make_one() {
    let folder = folder();
    let out = folder.run(&["publish", "results.json", "-o", "site", "--page", "nowhere"]);
    assert_eq!((out.code, out.out.as_str()), (1, ""));
    for part in ["there is no built page in nowhere", "make build", "--page DIST"] {
        assert!(out.err.contains(part), "no {part:?} in {}", out.err);
    }
    assert!(!folder.has("site"));
    fs::remove_file(folder.path("page/boot-1.js")).expect("there");
    let out = publish(&folder, &[]);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("boot-1.js") && out.err.contains("build the page again with `make build`"), "{}", out.err);
    assert!(!folder.has("site"));
}

#[test]
fn a_publish_that_fails_leaves_the_old_site() {
    let folder = folder();
    assert_eq!(publish(&folder, &[]).code, 0);
    let before = files(&folder.path("site"));
    let refused = |out: Out, part: &str| {
        assert_eq!((out.code, out.out.as_str()), (1, ""), "{}", out.err);
        assert!(out.err.contains(part), "no {part:?} in {}", out.err);
        assert!(files(&folder.path("site")) == before, "{part}: the old site was changed");
    };
    folder.write("results.json", EXAMPLE.replacen("\"published\": 48", "\"published\": 47", 1));
    refused(publish(&folder, &[]), "the classes hold 48 respondents, not the 47 published");
    folder.write("results.json", &EXAMPLE[..EXAMPLE.len() / 2]);
    refused(publish(&folder, &[]), "line ");
    fs::remove_file(folder.path("results.json")).expect("there");
    refused(publish(&folder, &[]), "results.json");
    folder.write("results.json", EXAMPLE);
    refused(publish(&folder, &["--lang", "xx"]), "--lang xx: the page does not speak it; choose one of en, de");
    refused(publish(&folder, &["--base-url", "javascript:alert(1)"]), "write a complete address");
    refused(publish(&folder, &["--post", "https://example.org/\"><script>"]), "write a complete address");
}

#[test]
fn what_publish_did_not_write_is_not_replaced() {
    let folder = folder();
    fs::create_dir(folder.path("site")).expect("a directory");
    folder.write("site/thesis.tex", "years of work");
    let out = publish(&folder, &[]);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("nothing in it says that `publish` wrote it"), "{}", out.err);
    assert_eq!(files(&folder.path("site")).len(), 1);
    let out = folder.run(&["publish", "results.json", "-o", "results.json", "--page", "page"]);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("results.json is a file; choose a directory"), "{}", out.err);
    assert_eq!(folder.read("results.json"), EXAMPLE);
}

#[test]
fn what_is_written_into_html_is_text_there() {
    let folder = folder();
    let hostile = "A\\\"><script>alert(1)</script> & more";
    folder.replace("results.json", "A small survey", hostile);
    let out = publish(&folder, &["--post", "https://example.org/?a=1&b='2'", "--base-url", "https://example.org/it's"]);
    assert_eq!(out.code, 0, "{}", out.err);
    let site = files(&folder.path("site"));
    // What the numbers mean says nothing of the survey.
    let of_the_survey = |name: &str| name.ends_with(".html") && name != "statistics.html";
    for (name, content) in site.iter().filter(|(name, _)| of_the_survey(name)) {
        let html = String::from_utf8_lossy(content);
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"), "{name}");
        assert!(!html.contains("<script>alert"), "{name}");
        assert!(html.contains("https://example.org/?a=1&amp;b="), "{name}");
    }
}

#[test]
fn a_zip_holds_the_very_files_of_the_directory_in_order() {
    let folder = folder();
    assert_eq!(publish(&folder, &[]).code, 0);
    let out = folder.run(&["publish", "results.json", "-o", "site.zip", "--page", "page"]);
    assert_eq!(out.code, 0, "{}", out.err);
    let mut zip = zip::ZipArchive::new(fs::File::open(folder.path("site.zip")).expect("there")).expect("an archive");
    let names: Vec<String> = (0..zip.len()).map(|i| zip.by_index(i).unwrap().name().unwrap().into_owned()).collect();
    let files = files(&folder.path("site"));
    assert_eq!(names, files.keys().cloned().collect::<Vec<_>>());
    for (name, content) in &files {
        let mut packed = Vec::new();
        zip.by_name(name).expect("there").read_to_end(&mut packed).expect("readable");
        assert_eq!(&packed, content, "{name}");
    }
}

#[test]
fn a_title_that_no_font_can_write_leaves_its_card_out_and_says_so() {
    let folder = folder();
    folder.write("results.json", EXAMPLE.replacen("\"title\": \"", "\"title\": \"東京 ", 1));
    let out = publish(&folder, &[]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(
        out.err.contains("gets no picture for social networks: the font has no letters such as 京 東"),
        "{}",
        out.err
    );
    assert!(out.err.contains("--font FILE"), "{}", out.err);
    assert!(!folder.path("site/card.png").exists());
    for absent in ["og:image", "card.png"] {
        assert!(!folder.read("site/index.html").contains(absent) && !folder.read("site/README.txt").contains(absent));
    }
    folder.write("font.ttf", "no font");
    let out = publish(&folder, &["--font", "font.ttf"]);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("--font font.ttf: this is no font file"), "{}", out.err);
}
