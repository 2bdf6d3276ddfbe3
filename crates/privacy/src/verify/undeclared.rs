//! Properties that are no part of the format: readers pass them over, so nobody has looked at what they hold.

use super::texts::addresses;
use needs_core::survey::{Finding, read::Undeclared};

/// What a Data Package may have besides, as texts or lists of texts ([v2](https://datapackage.org/standard/data-package/));
/// without the places in lists.
const OF_DATA_PACKAGES: [&str; 11] = [
    "id",
    "image",
    "created",
    "keywords",
    "contributors.givenName",
    "contributors.familyName",
    "contributors.organization",
    "contributors.roles",
    "resources.title",
    "resources.description",
    "resources.mediatype",
];

/// Every property that nobody knows, and every address in one that is known from Data Packages.
pub(super) fn undeclared(left: &[Undeclared]) -> Vec<Finding> {
    left.iter().filter_map(|left| Some(Finding { path: left.path.clone(), problem: problem(left)? })).collect()
}

fn problem(left: &Undeclared) -> Option<String> {
    let known = OF_DATA_PACKAGES.contains(&without_places(&left.path).as_str());
    match left.texts.as_ref().filter(|_| known) {
        Some(texts) => texts.iter().find_map(|text| addresses(text)).map(|(what, piece)| {
            format!("\"{piece}\" looks like {}; to be reached, write it in narrative.get_in_touch instead", what.noun())
        }),
        None => Some(
            "this is no part of the format, so nobody has checked what it holds; remove it, or keep it in a file of its own"
                .to_owned(),
        ),
    }
}

/// `contributors.roles` of `contributors[0].roles`.
fn without_places(path: &str) -> String {
    path.split('[').map(|piece| piece.split_once(']').map_or(piece, |(_, rest)| rest)).collect()
}
