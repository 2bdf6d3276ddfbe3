//! Questions of a kind that only newer programs know: a file of a later minor version is read without them.

use super::reader::Json;
use crate::survey::file::{KindName, NEWEST_PROFILE_VERSION};

/// Whether a file has a later minor version than this program writes. In the others an unknown kind is a mistake.
pub(super) fn is_newer(file: &mut Json) -> bool {
    matches!(property(file, "profile_version"), Some(Json::Text(version)) if is_later(version))
}

/// Takes out what this program does not know of a newer file: questions of unknown kinds, and their columns in every
/// table; a table of such columns alone goes as a whole. Returns the questions' names.
#[inline(never)]
pub(super) fn skip_unknown(file: &mut Json) -> Vec<String> {
    let Some(Json::List(questions)) = property(file, "questions") else { return Vec::new() };
    let mut skipped: Vec<(String, String)> = Vec::new();
    questions.retain_mut(|question| {
        let is_known = match property(question, "kind") {
            Some(Json::Text(kind)) => KindName::ALL.iter().any(|known| known.word() == kind),
            _ => true,
        };
        if !is_known {
            let id = text(question, "id");
            let names = ["label", "text"].map(|name| text(question, name));
            let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| id.clone());
            skipped.push((id, name));
        }
        is_known
    });
    if let (Some(Json::List(tables)), false) = (property(file, "resources"), skipped.is_empty()) {
        tables.retain_mut(|table| {
            let Some(Json::List(rows)) = property(table, "data") else { return true };
            let Some(Json::List(header)) = rows.first() else { return true };
            let of_skipped = |name: &Json| match name {
                Json::Text(name) => skipped.iter().any(|(id, _)| name.split_once('.').is_some_and(|(q, _)| q == id)),
                _ => false,
            };
            let goes: Vec<bool> = header.iter().map(of_skipped).collect();
            // Counts of anything else; names without a point are dimensions.
            let stays = |(name, goes): (&Json, &bool)| {
                !goes && matches!(name, Json::Text(name) if name == "n" || name.contains('.'))
            };
            if goes.contains(&true) && !header.iter().zip(&goes).any(stays) {
                return false;
            }
            for row in rows {
                if let Json::List(cells) = row {
                    let mut column = 0;
                    cells.retain(|_| {
                        column += 1;
                        !goes.get(column - 1).copied().unwrap_or(false)
                    });
                }
            }
            true
        });
    }
    skipped.into_iter().map(|(_, name)| name).collect()
}

fn property<'a>(json: &'a mut Json, name: &str) -> Option<&'a mut Json> {
    let Json::Object(entries) = json else { return None };
    entries.iter_mut().find(|(there, _)| there == name).map(|(_, value)| value)
}

fn text(json: &mut Json, name: &str) -> String {
    match property(json, name) {
        Some(Json::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Whether a version has the same first number as the newest that this program knows, and a larger second one.
fn is_later(version: &str) -> bool {
    let parts = |version: &str| {
        let mut numbers = version.split('.').map(|number| number.parse::<u32>().ok());
        Some((numbers.next()??, numbers.next()??))
    };
    let newest = parts(NEWEST_PROFILE_VERSION);
    parts(version).zip(newest).is_some_and(|((major, minor), newest)| major == newest.0 && minor > newest.1)
}
