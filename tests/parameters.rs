//! The parameters of a link are the same to the page, to `embed.js` and to `boot.js`, and no dimension is named like one.

use needs_core::{
    query::parameter::{
        CHART, CONTROLS, DATA, EMBED, FINGERPRINT, LANG, OF_HOSTS, OF_LOOKS, OF_PAGE, OF_VIEW, THEME, VERSUS, WEIGHT,
    },
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
    let own = OF_VIEW.iter().chain(&OF_PAGE).chain([&FINGERPRINT]);
    for name in own.chain(&OF_HOSTS).chain(&OF_LOOKS) {
        assert!(is_reserved(&name.to_lowercase()), "{name}");
    }
}

#[test]
fn what_an_embed_takes_from_the_address_of_its_host_is_the_view_alone() {
    let embed = text("crates/publish/embed/embed.js");
    let passed_over: BTreeSet<&str> = between(&embed, "const page = /^(", ")(=|$)/").split('|').collect();
    assert_eq!(passed_over, OF_PAGE.into_iter().chain(OF_LOOKS).collect());
}

/// What an embed's attributes become are parameters of the page.
#[test]
fn an_embed_sets_parameters_that_the_page_knows() {
    let embed = text("crates/publish/embed/embed.js");
    let lists = embed.split("for (const name of [").skip(1).filter_map(|rest| rest.split("])").next());
    let names = lists.flat_map(|list| list.split(", ")).map(|name| name.trim_matches('"'));
    assert_eq!(names.collect::<BTreeSet<_>>(), [THEME, LANG, DATA].into_iter().chain(OF_LOOKS).collect());
    // `own.set("controls", "1")`, `URLSearchParams({ embed: "1" })`
    let set: BTreeSet<&str> = embed.split("own.set(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(set, BTreeSet::from([CONTROLS]));
    assert_eq!(between(&embed, "new URLSearchParams({ ", ":"), EMBED);
}

/// Views, and other files than the published one, for which the second part of the page is fetched before the first picture.
#[test]
fn the_start_of_the_page_knows_the_views_that_need_all_of_it() {
    let boot = text("boot.js");
    let pattern = between(&boot, " || /[?&](", ")/.test(location.search)");
    let charts = between(pattern, "chart=(?!", ")");
    // Those that the first part draws.
    assert_eq!(charts, [Chart::Matrix, Chart::Table].map(Chart::id).join("|"));
    let names = pattern.replace(&format!("(?!{charts})"), "");
    let names: Vec<&str> = names.split('|').map(|part| part.trim_end_matches('=')).collect();
    assert_eq!(names, [CHART, VERSUS, WEIGHT, DATA]);
}
