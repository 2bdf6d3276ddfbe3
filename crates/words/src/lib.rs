//! All text of the page, in every language it speaks.
//!
//! The messages are in `locales/*.ftl` and become methods of [`Words`] when the crate is built (`build/fluent.rs`), so
//! the page carries neither Fluent nor a message that nobody calls. Numbers are in `numbers.rs`.
//! How to add a message or a language: `docs/translating.md`.

mod numbers;
mod plural;

use plural::Category;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

impl Lang {
    /// The language for a BCP 47 tag such as `de-AT`, found by dropping subtags from the end (RFC 4647, lookup).
    ///
    /// `None` if the page has no catalogue for it.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let mut tag = tag.trim();
        loop {
            if let Some(lang) = Lang::ALL.iter().find(|lang| lang.tag().eq_ignore_ascii_case(tag)) {
                return Some(*lang);
            }
            tag = tag.rsplit_once(['-', '_'])?.0;
        }
    }
}

/// The page's text in one language: a method for each message, and numbers as that language writes them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Words {
    pub lang: Lang,
}

/// An argument of a template.
enum Argument<'a> {
    Text(&'a str),
    Count(u64),
}

impl Words {
    pub fn new(lang: Lang) -> Words {
        Words { lang }
    }

    /// "a", "a and b", "a, b and c"; empty for none.
    pub fn list(&self, items: &[&str]) -> String {
        let Some((last, rest)) = items.split_last() else { return String::new() };
        let Some((first, middle)) = rest.split_first() else { return last.to_string() };
        let mut start = first.to_string();
        for item in middle {
            start.push_str(self.list_separator());
            start.push(' ');
            start.push_str(item);
        }
        self.list_and(&start, last)
    }

    /// The template with its arguments put in: U+0001 is the first, U+0002 the second, ...
    #[inline(never)]
    fn fill(&self, template: &str, arguments: &[Argument]) -> String {
        let mut filled = String::new();
        for c in template.chars() {
            match arguments.get((c as usize).wrapping_sub(1)) {
                Some(Argument::Text(text)) => filled.push_str(text),
                Some(Argument::Count(n)) => self.push_count(&mut filled, *n),
                None => filled.push(c),
            }
        }
        filled
    }
}

#[cfg(test)]
#[path = "../build/fluent.rs"]
mod fluent;
#[cfg(test)]
mod tests;
