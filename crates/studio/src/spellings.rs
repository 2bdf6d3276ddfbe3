//! Answers that may mean the same, written differently: offered to the author, never joined unasked.

use std::collections::{BTreeMap, BTreeSet};

/// Labels of one dimension or question that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The most frequent one, which would be kept.
    pub kept: String,
    /// The others, the most frequent first.
    pub joined: Vec<String>,
}

/// Shorter labels are too easily another's: "Rust" and "Ruby".
const SHORTEST: usize = 5;
/// From this length on two letters may differ.
const LONG: usize = 9;

/// Groups of labels that have the same words, whatever their order, case and punctuation, or that differ in a letter or
/// two; with how many gave each, and the most frequent groups first.
///
/// Numbers have to be the same: "2 to 5 years" and "3 to 5 years" are two answers.
pub fn alike(labels: &[(String, u64)]) -> Vec<Alike> {
    let keys: Vec<Key> = labels.iter().map(|(label, _)| Key::of(label)).collect();
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|&a, &b| labels[b].1.cmp(&labels[a].1).then_with(|| labels[a].0.cmp(&labels[b].0)));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &label in &order {
        // With the most frequent of a group, not with any: small steps do not lead from one answer to another.
        match groups.iter_mut().find(|group| keys[group[0]].is_like(&keys[label])) {
            Some(group) => group.push(label),
            None => groups.push(vec![label]),
        }
    }
    let name = |&label: &usize| labels[label].0.clone();
    let several = groups.into_iter().filter(|group| group.len() > 1);
    several.map(|group| Alike { kept: name(&group[0]), joined: group[1..].iter().map(name).collect() }).collect()
}

/// What of a label counts.
struct Key {
    /// Its words in the order of the alphabet, each once.
    words: Vec<String>,
    /// As it is written, without case and punctuation.
    text: String,
    numbers: BTreeMap<String, usize>,
}

impl Key {
    fn of(label: &str) -> Key {
        let lower = label.to_lowercase();
        // What means something beside letters: C, C++ and C# are three languages.
        let in_words = |c: char| c.is_alphanumeric() || matches!(c, '+' | '#');
        let words: Vec<&str> = lower.split(|c: char| !in_words(c)).filter(|word| !word.is_empty()).collect();
        let mut numbers = BTreeMap::new();
        for word in words.iter().filter(|word| word.chars().any(|c| c.is_numeric())) {
            *numbers.entry((*word).to_owned()).or_default() += 1;
        }
        let sorted: BTreeSet<&str> = words.iter().copied().collect();
        Key { words: sorted.into_iter().map(str::to_owned).collect(), text: words.join(" "), numbers }
    }

    fn is_like(&self, other: &Key) -> bool {
        if self.numbers != other.numbers || self.words.is_empty() || other.words.is_empty() {
            return false;
        }
        if self.words == other.words {
            return true;
        }
        let shorter = self.text.chars().count().min(other.text.chars().count());
        if shorter < SHORTEST {
            return false;
        }
        let most = if shorter < LONG { 1 } else { 2 };
        // A letter more in front turns a word around: "typical" and "atypical".
        self.text.chars().next() == other.text.chars().next() && strsim::osa_distance(&self.text, &other.text) <= most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn groups(labels: &[(&str, u64)]) -> Vec<(String, Vec<String>)> {
        let labels: Vec<(String, u64)> = labels.iter().map(|(label, n)| (label.to_string(), *n)).collect();
        alike(&labels).into_iter().map(|alike| (alike.kept, alike.joined)).collect()
    }

    #[test]
    fn the_same_words_and_slips_of_the_pen_are_offered() {
        let found = groups(&[
            ("United Kingdom", 9),
            ("Kingdom, United", 1),
            ("united  kingdom.", 2),
            ("Germany", 7),
            ("Gemany", 1),
            ("Bioinformatics", 5),
            ("Bioinfromatics", 1),
            ("France", 3),
        ]);
        let expected = [
            ("United Kingdom", vec!["united  kingdom.", "Kingdom, United"]),
            ("Germany", vec!["Gemany"]),
            ("Bioinformatics", vec!["Bioinfromatics"]),
        ];
        let found: Vec<(&str, Vec<&str>)> =
            found.iter().map(|(kept, joined)| (kept.as_str(), joined.iter().map(String::as_str).collect())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_means_something_else_is_left_apart() {
        for labels in [
            ["2 to 5 years", "3 to 5 years"],
            ["C", "C++"],
            ["C#", "C++"],
            ["Rust", "Ruby"],
            ["Agree", "Disagree"],
            ["Typical", "Atypical"],
            ["Male", "Female"],
            ["-", "?"],
        ] {
            assert_eq!(groups(&[(labels[0], 3), (labels[1], 2)]), [], "{labels:?}");
        }
    }

    proptest! {
        #[test]
        fn no_label_is_in_two_groups_and_none_is_made_up(
            labels in prop::collection::btree_map("[a-cA-C ,.1]{0,9}", 1..9_u64, 0..12),
        ) {
            let labels: Vec<(String, u64)> = labels.into_iter().collect();
            let found = alike(&labels);
            let all: Vec<&String> = found.iter().flat_map(|alike| alike.joined.iter().chain([&alike.kept])).collect();
            for (i, label) in all.iter().enumerate() {
                prop_assert!(labels.iter().any(|(known, _)| known == *label) && !all[..i].contains(label));
            }
            for alike in &found {
                let given = |label: &String| labels.iter().find(|(known, _)| known == label).expect("was asked").1;
                prop_assert!(alike.joined.iter().all(|label| given(label) <= given(&alike.kept)));
            }
            // Whatever their order.
            let turned: Vec<(String, u64)> = labels.into_iter().rev().collect();
            prop_assert_eq!(alike(&turned), found);
        }
    }
}
