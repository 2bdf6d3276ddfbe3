//! Themes that disclose what only pairs may publish.
//!
//! A theme counts those who chose at least one of its choices. A theme of two choices a and b discloses the pair: a + b -
//! theme chose both. For two nested themes, the difference counts those who chose one of the additional choices and none of
//! the smaller theme. Nothing else about those who made one choice is disclosed: counts of different sets of choices are
//! linearly independent, so a combination about these people alone is the difference of two sets that differ by that
//! choice.

use needs_core::survey::file::Question;

/// A theme that discloses how many chose two options, of a question without pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TellingTheme {
    /// Position in the question.
    pub theme: usize,
    /// `question.theme`.
    pub name: String,
    /// The reason, as a continuation of "it".
    pub why: String,
}

/// The themes to drop, so that the others disclose no more about those who made a choice than their number. Of two nested
/// themes the later one in the question is dropped.
pub fn telling_themes(question: &Question) -> Vec<TellingTheme> {
    if question.has_pairs() {
        return Vec::new();
    }
    let members = |theme: &str| -> Vec<usize> {
        let has = |c: &usize| question.choices()[*c].themes.iter().any(|t| t == theme);
        (0..question.choices().len()).filter(has).collect()
    };
    let mut kept: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut told = Vec::new();
    for (theme, named) in question.themes().iter().enumerate() {
        let own = members(&named.id);
        let within = |a: &[usize], b: &[usize]| a.len() < b.len() && a.iter().all(|c| b.contains(c));
        let nested = kept.iter().find(|(_, other)| within(&own, other) || within(other, &own));
        let why = match (own.len(), nested) {
            // Of one choice it tells what that does.
            (0 | 1, _) => None,
            (2, _) => Some("has two choices".to_owned()),
            (_, Some((other, _))) => Some(format!("is nested with the theme \"{}\"", question.themes()[*other].label)),
            _ => None,
        };
        match why {
            Some(why) => told.push(TellingTheme { theme, name: format!("{}.{}", question.id, named.id), why }),
            None if own.len() > 1 => kept.push((theme, own)),
            None => {}
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::survey::{
        example::example,
        file::{Kind, Theme},
    };

    /// The needs of the example with themes of these choices.
    fn telling(themes: &[&[usize]]) -> Vec<usize> {
        let mut question = example().about.questions[0].clone();
        let Kind::Multiple { choices: all, themes: own, .. } = &mut question.kind else {
            panic!("several can be chosen")
        };
        own.clear();
        all.iter_mut().for_each(|choice| choice.themes.clear());
        for (t, choices) in themes.iter().enumerate() {
            let theme = Theme { id: format!("t{t}"), label: format!("T{t}") };
            choices.iter().for_each(|&c| all[c].themes.push(theme.id.clone()));
            own.push(theme);
        }
        telling_themes(&question).into_iter().map(|told| told.theme).collect()
    }

    #[test]
    fn two_choices_and_nested_themes_tell_pairs() {
        let none: [usize; 0] = [];
        assert_eq!(telling(&[&[0, 1]]), [0]);
        assert_eq!(telling(&[&[0, 1, 2]]), none);
        assert_eq!(telling(&[&[0], &[0, 1, 2]]), none);
        assert_eq!(telling(&[&[0, 1, 2], &[0, 1, 2, 3]]), [1]);
        assert_eq!(telling(&[&[0, 1, 2], &[1, 2, 3]]), none);
        // What is left out nests with nothing.
        assert_eq!(telling(&[&[0, 1], &[0, 1, 2]]), [0]);
    }
}
