//! Ids: the names of dimensions, categories, questions and choices in links and tables.

use crate::query::parameter::{FINGERPRINT, OF_HOSTS, OF_LOOKS, OF_PAGE, OF_VIEW};

/// Names of columns and parameters that no dimension may have.
const OTHER_WORDS: [&str; 2] = ["n", "everyone"];

/// Whether `id` is valid: a to z, 0 to 9 and inner single `-`, at most 64 characters.
pub fn is_id(id: &str) -> bool {
    id.len() <= 64
        && !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Whether a dimension may not have this id, because it has another meaning in a link or in a table's header.
pub fn is_reserved(id: &str) -> bool {
    let of_a_link = OF_VIEW.iter().chain(&OF_PAGE).chain([&FINGERPRINT]).chain(&OTHER_WORDS).any(|word| *word == id);
    of_a_link || OF_HOSTS.iter().chain(&OF_LOOKS).any(|word| word.eq_ignore_ascii_case(id)) || id.starts_with("utm")
}

/// Derives an id from a label: `"North America (all)"` becomes `north-america-all`; empty if no character is valid.
pub fn from_label(label: &str) -> String {
    let mut id = String::new();
    for c in label.chars().map(fold) {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            '\'' | '’' => {}
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
        if id.len() == 64 {
            break;
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

/// Lower case without the accents of Latin-1.
fn fold(c: char) -> char {
    match c {
        'À'..='Å' | 'à'..='å' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ñ' | 'ñ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'ß' => 's',
        _ => c.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words_joined_by_single_hyphens() {
        for id in ["a", "north-america", "3d", "2021-05"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "-a", "a-", "a--b", "North", "a_b", "a~b", "é", "a b"] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn a_label_becomes_an_id() {
        assert_eq!(from_label("North America (all)"), "north-america-all");
        assert_eq!(from_label("  Möbius & Sons' "), "mobius-sons");
        assert_eq!(from_label("…"), "");
        assert!(is_id(&from_label(&"long ".repeat(40))));
    }
}
