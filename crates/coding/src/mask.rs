//! Masks what in an answer looks like a person, before a coder sees it.

use needs_privacy::personal;

/// The text with addresses, numbers, handles and names of people replaced by what they are: `[name]`.
///
/// By form alone, so it misses some and masks some that are none. The same text always gives the same.
pub fn mask(text: &str) -> String {
    let mut masked = every(text, personal::email, "[email address]");
    masked = every(&masked, personal::phone, "[phone number]");
    masked = every(&masked, personal::handle, "[handle]");
    names(&masked)
}

/// Replaces every piece that is found.
fn every<'a>(text: &'a str, find: impl Fn(&'a str) -> Option<&'a str>, by: &str) -> String {
    let mut masked = String::new();
    let mut rest = text;
    while let Some(piece) = find(rest) {
        // Pieces are parts of the text that they were found in.
        let start = piece.as_ptr() as usize - rest.as_ptr() as usize;
        masked.push_str(&rest[..start]);
        masked.push_str(by);
        rest = &rest[start + piece.len()..];
    }
    masked.push_str(rest);
    masked
}

/// Replaces names: the longest run of words that looks like one, else a given name alone.
fn names(text: &str) -> String {
    let words = words(text);
    let mut masked = String::new();
    let (mut word, mut done) = (0, 0);
    while word < words.len() {
        let is_name = |&last: &usize| {
            let piece = &text[words[word].0..words[last].1];
            // A sentence ends between two names, not within one; an initial has a full stop, too.
            let within = words[word..last].iter().all(|&(start, end)| {
                let before = &text[start..end];
                !before.ends_with(|c: char| ",;:!?".contains(c)) && (!before.ends_with('.') || end - start <= 5)
            });
            within && (personal::name(bare(piece)).is_some() || last == word && personal::given(bare(piece)).is_some())
        };
        let last = (word..words.len().min(word + 4)).rev().find(is_name);
        let Some(last) = last else {
            word += 1;
            continue;
        };
        let piece = &text[words[word].0..words[last].1];
        let start = words[word].0 + (bare(piece).as_ptr() as usize - piece.as_ptr() as usize);
        masked.push_str(&text[done..start]);
        masked.push_str("[name]");
        done = start + bare(piece).len();
        word = last + 1;
    }
    masked.push_str(&text[done..]);
    masked
}

/// Without the punctuation around it.
fn bare(text: &str) -> &str {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text)
}

/// Start and end of every word.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| (from, text.len())));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_are_masked_and_the_rest_stays() {
        for (text, expected) in [
            ("Ask maria@example.org or b@c.io.", "Ask [email address] or [email address]."),
            ("Call +61 3 9905 4000 today", "Call [phone number] today"),
            ("as @ana_li said", "as [handle] said"),
            ("Thanks to Maria Garcia, who helped.", "Thanks to [name], who helped."),
            ("Dr. Smith's macros (and Daniel's)", "[name]'s macros (and [name]'s)"),
            ("better docs. Fewer crashes on GPUs", "better docs. Fewer crashes on GPUs"),
            ("Cellpose, ImageJ and napari", "Cellpose, ImageJ and napari"),
        ] {
            assert_eq!(mask(text), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_masked_once_and_for_all(text in "(\\PC|\n| Anna | a@b.co |\\+61 3 9905 4000){0,40}") {
            let masked = mask(&text);
            prop_assert!(personal::email(&masked).is_none() && personal::handle(&masked).is_none());
        }
    }
}
