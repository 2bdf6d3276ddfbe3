//! Undeclared properties: readers ignore them, so nobody has checked their content.

use super::texts::addresses;
use needs_core::survey::{Finding, read::Undeclared};

/// Other properties of a Data Package that are texts or lists of texts
/// ([v2](https://datapackage.org/standard/data-package/)); paths without list positions.
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

/// Every unknown property, and every email address in a property known from Data Packages.
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
