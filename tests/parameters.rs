//! The parameters of a link are the same to the page, to `embed.js` and to `boot.js`, and no dimension is named like one.

use needs_core::{
    query::parameter::{FINGERPRINT, OF_HOSTS, OF_PAGE, OF_VIEW},
    survey::id::is_reserved,
    view::Chart,
};
use std::{collections::BTreeSet, fs};

/// A file of the repository.
fn text(path: &str) -> String {
    let path = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The first piece of a text between two others.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before}"));
    rest.split_once(after).unwrap_or_else(|| panic!("no {after} behind {before}")).0
}

#[test]
fn no_dimension_is_named_like_a_parameter() {
    for name in OF_VIEW.iter().chain(&OF_PAGE).chain([&FINGERPRINT]).chain(&OF_HOSTS) {
        assert!(is_reserved(&name.to_lowercase()), "{name}");
    }
}

#[test]
fn what_an_embed_takes_from_the_address_of_its_host_is_the_view_alone() {
    let embed = text("crates/publish/embed/embed.js");
    let passed_over: BTreeSet<&str> = between(&embed, "const page = /^(", ")(=|$)/").split('|').collect();
    let handed_over = OF_HOSTS.into_iter().filter(|name| name.starts_with("nbf-"));
    assert_eq!(passed_over, OF_PAGE.into_iter().chain(handed_over).collect());
}

/// What an embed's attributes become are parameters of the page.
#[test]
fn an_embed_sets_parameters_that_the_page_knows() {
    let embed = text("crates/publish/embed/embed.js");
    let attributes = between(&embed, "for (const name of [", "])");
    let set = attributes.split(", ").map(|name| name.trim_matches('"')).chain(
        // `own.set("controls", "1")`, `URLSearchParams({ embed: "1" })`
        embed.split("own.set(\"").skip(1).filter_map(|rest| rest.split('"').next()),
    );
    let first = between(&embed, "new URLSearchParams({ ", ":");
    for name in set.chain([first]) {
        assert!(OF_PAGE.contains(&name), "{name}");
    }
}

/// Views, and other files than the published one, for which the second part of the page is fetched before the first picture.
#[test]
fn the_start_of_the_page_knows_the_views_that_need_all_of_it() {
    let boot = text("boot.js");
    let pattern = between(&boot, " || /[?&](", ")/.test(location.search)");
    let charts = between(pattern, "chart=(?!", ")");
    for chart in charts.split('|') {
        assert!(Chart::ALL.iter().any(|known| known.id() == chart), "{chart}");
    }
    let names = pattern.replace(&format!("(?!{charts})"), "");
    let names: Vec<&str> = names.split('|').map(|part| part.trim_end_matches('=')).collect();
    assert!(names.len() > 1, "{pattern}");
    for name in names {
        assert!(OF_VIEW.contains(&name) || OF_PAGE.contains(&name), "{name}");
    }
}
