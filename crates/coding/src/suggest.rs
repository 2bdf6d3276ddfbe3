//! Codes that the words of an answer suggest. A suggestion never decides: it stands in a column of its own.

use crate::frame::{Code, Set};
use std::collections::HashMap;

/// Suggests codes by their patterns, and by the codes that the same words got before.
///
/// A pattern is one or more words in a row, in which `*` stands for any letters: `gpu*`, `out of memory`, `*segment*`. Case and
/// punctuation make no difference: `co-localisation` is two words.
pub struct Suggester {
    /// `[code][pattern][word]`
    patterns: Vec<Vec<Vec<String>>>,
    /// By the words of an answer.
    before: HashMap<Vec<String>, Set>,
}

impl Suggester {
    pub fn of(frame: &[Code]) -> Suggester {
        let words = |pattern: &String| words(pattern, true);
        let of_code = |code: &Code| code.patterns.iter().map(words).filter(|words| !words.is_empty()).collect();
        Suggester { patterns: frame.iter().map(of_code).collect(), before: HashMap::new() }
    }

    /// Also suggests `codes` to everybody who answers with the same words.
    pub fn remember(&mut self, answer: &str, codes: Set) {
        *self.before.entry(words(answer, false)).or_default() |= codes;
    }

    /// The codes that an answer suggests.
    pub fn codes(&self, answer: &str) -> Set {
        let said = words(answer, false);
        let has = |pattern: &Vec<String>| {
            said.windows(pattern.len()).any(|run| run.iter().zip(pattern).all(|(word, pattern)| is_like(word, pattern)))
        };
        let by_pattern = self.patterns.iter().enumerate().filter(|(_, patterns)| patterns.iter().any(has));
        by_pattern.fold(self.before.get(&said).copied().unwrap_or(0), |set, (code, _)| set | 1 << code)
    }
}

/// Whether any word could be like it: a pattern without a letter is none.
pub fn is_pattern(text: &str) -> bool {
    words(text, true).iter().any(|word| word.chars().any(char::is_alphanumeric))
}

/// Runs of letters and digits in lower case; with `*` in patterns.
fn words(text: &str, stars: bool) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || stars && c == '*';
    text.to_lowercase().split(|c: char| !is_part(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a word is like a pattern with any number of `*`.
fn is_like(word: &str, pattern: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return word == pattern };
    let Some(mut word) = word.strip_prefix(first) else { return false };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    // The first place of each part leaves the most for those behind it.
    for part in middle.split('*').filter(|part| !part.is_empty()) {
        match word.find(part) {
            Some(at) => word = &word[at + part.len()..],
            None => return false,
        }
    }
    word.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn suggested(patterns: &[&str], answer: &str) -> bool {
        let patterns = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        Suggester::of(&[Code { patterns, ..Code::default() }]).codes(answer) == 1
    }

    #[test]
    fn words_are_matched_whole_and_stars_stand_for_letters() {
        for (pattern, answer, expected) in [
            ("gpu*", "More GPUs, please", true),
            ("gpu", "More GPUs, please", false),
            ("out of memory", "runs Out of  memory!", true),
            ("out of memory", "out of disk and memory", false),
            ("*segment*", "oversegmentation", true),
            ("co-locali*", "colocalisation", false),
            ("co-locali*", "co localisation", true),
            ("s*t*n", "segmentation", true),
            ("a*a", "a", false),
            ("*", "anything", true),
        ] {
            assert_eq!(suggested(&[pattern], answer), expected, "{pattern} in {answer}");
        }
        assert!(!is_pattern("*") && !is_pattern(" - ") && is_pattern("gpu*"));
    }

    #[test]
    fn the_same_words_suggest_the_codes_they_got_before() {
        let mut suggester = Suggester::of(&[Code::default(), Code::default()]);
        suggester.remember("Better docs.", 0b10);
        assert_eq!((suggester.codes("better DOCS"), suggester.codes("better")), (0b10, 0));
    }

    proptest! {
        #[test]
        fn a_word_is_like_itself_with_any_part_starred(word in "[a-z]{1,8}", from in 0_usize..8, to in 0_usize..8) {
            let (from, to) = (from.min(word.len()), to.min(word.len()));
            let (from, to) = (from.min(to), from.max(to));
            let pattern = format!("{}*{}", &word[..from], &word[to..]);
            prop_assert!(is_like(&word, &pattern), "{pattern}");
        }

        #[test]
        fn anything_is_a_pattern_or_none(pattern in "\\PC{0,12}", answer in "\\PC{0,30}") {
            suggested(&[&pattern], &answer);
        }
    }
}
