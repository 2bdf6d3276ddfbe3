//! What docs/design.md says of the styles: sizes of type, and that no two files differ about a colour.

use std::fs;

/// A file of the repository.
fn text(path: &str) -> String {
    let path = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The values of a property in style sheets of the page, outside of print.
fn values(property: &str) -> Vec<String> {
    let files = ["tokens", "page", "embed", "sensitivity", "charts"].map(|name| text(&format!("style/{name}.css")));
    let screens = files.iter().map(|file| file.split("@media print").next().expect("a split has a first part"));
    let begin = format!("{property}: ");
    let found =
        screens.flat_map(|screen| screen.split(&begin).skip(1).map(|rest| rest.split([';', ' ', '}', '/']).next()));
    found.map(|value| value.expect("a split has a first part").to_owned()).collect()
}

#[test]
fn type_has_seven_sizes_all_of_them_tokens() {
    let tokens = text("style/tokens.css");
    let named = ["mini", "tiny", "small", "lead", "title", "headline"];
    assert!(named.iter().all(|name| tokens.contains(&format!("--{name}: "))));
    let allowed = |value: &String| {
        let size = value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')'));
        // That of the text around: 1rem, or in proportion to it.
        size.is_some_and(|name| named.contains(&name))
            || value == "1rem"
            || value == "inherit"
            || value.ends_with("em") && !value.ends_with("rem")
    };
    let sizes = values("font-size");
    assert!(sizes.len() > 30, "{}", sizes.len());
    let others: Vec<_> = sizes
        .into_iter()
        .chain(values("font").into_iter().filter(|value| value.starts_with(|c: char| c.is_ascii_digit())))
        .filter(|value| !allowed(value))
        .collect();
    assert_eq!(others, [""; 0]);
}

/// A host's colour must be readable where the page is least light, or least dark: under the pointer.
#[test]
fn the_grounds_on_which_a_hosts_colour_is_tried_are_those_of_the_page() {
    let early = text("crates/publish/embed/early.js");
    let soft = text("style/tokens.css");
    let (_, soft) = soft.split_once("--soft: light-dark(").expect("a token");
    let (light, dark) = soft.split_once(')').and_then(|(values, _)| values.split_once(", ")).expect("two colours");
    assert!(early.contains(&format!("[accent, \"{light}\", \"{dark}\"]")), "{light}, {dark}");
}
