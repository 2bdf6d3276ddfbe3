//! The findings of a view and their limitations, as sentences with their numbers.
//!
//! The page and the `report` command have the same sentences, so that an author can paste them.

mod bias;
mod kinds;
mod majorities;
mod markdown;
mod order;
mod what_if;

use crate::nouns::Nouns;
use needs_core::crosstab::CrossTab;
use needs_core::estimate::Proportion;
use needs_core::headline::Headline;
use needs_core::sensitivity::{Comparison, Problem, Range, Sensitivity, WhatIf};
use needs_core::survey::Survey;
use needs_core::view::{Versus, View};
use needs_words::Words;

/// Writes the sentences of a view. Each method returns the sentences of one kind, or none; labels are the author's,
/// everything else is in the reader's language.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    pub survey: &'a Survey,
    pub view: &'a View,
    /// The view's cross-tabulation, under its what-if if it has one (see [`needs_core::sensitivity::crosstab`]).
    pub tab: &'a CrossTab,
    pub what_if: Option<&'a WhatIf>,
    pub words: Words,
}

impl Findings<'_> {
    /// All sentences, the headline first.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = vec![self.headline()];
        sentences.extend(self.means());
        sentences.extend(self.majorities());
        sentences.extend(self.unknown());
        sentences.extend(self.reversals());
        sentences.extend(self.comparison());
        sentences.extend(self.what_if());
        if let Ok(sensitivity) = Sensitivity::of(self.survey, self.view) {
            sentences.extend(self.sensitivity(&sensitivity));
            sentences.extend(self.tipping(&sensitivity));
        }
        sentences.extend(self.limitations());
        sentences
    }

    /// One sentence: the option that leads, or that none leads.
    pub fn headline(&self) -> String {
        self.of_its_kind().unwrap_or_else(|| self.order())
    }

    /// The column that leads, or that none leads.
    fn order(&self) -> String {
        match Headline::of(self.survey, self.view, self.tab) {
            Headline::TooFew { .. } => self.words.headline_too_few(&self.nouns().one),
            Headline::NoOrder { .. } => self.words.headline_no_order(&self.nouns().one),
            Headline::Crowd { leaders, options } => {
                let Nouns { one, many } = self.nouns();
                self.words.headline_crowd(&one, leaders as u64, options as u64, &many)
            }
            Headline::First { option, share } => {
                let percent = self.words.percent(share.share().unwrap_or(0.0), 0);
                match self.what_if.filter(|_| share.weighted.is_some()) {
                    Some(what_if) => self.first_under(what_if, option),
                    None => self.first(&self.option(option), &percent, u64::from(share.base)),
                }
            }
            Headline::Leaders { options, .. } => {
                let options: Vec<String> = options.iter().map(|&option| self.option_share(option)).collect();
                self.leaders(&self.list(&options))
            }
        }
    }

    /// The options that the headline says lead; none where it says something else: that nothing stands out, a median, a score,
    /// or what would lead under a what-if.
    pub fn leading(&self) -> Option<Vec<usize>> {
        if !self.view.weights.is_empty() || self.of_its_kind().is_some() {
            return None;
        }
        match Headline::of(self.survey, self.view, self.tab) {
            Headline::First { option, .. } => Some(vec![option]),
            Headline::Leaders { options, .. } => Some(options),
            _ => None,
        }
    }

    /// The bounds that undetermined respondents leave for the first option.
    pub fn unknown(&self) -> Option<String> {
        let unknown = self.tab.rows[0].unknown;
        let option = *needs_core::headline::ranking(self.survey, self.view, self.tab).order.first()?;
        let bounds = self.tab.bounds(0, option)?;
        let [low, high, all] = [bounds.low, bounds.high, bounds.all_in].map(|p| self.words.percent(p, 0));
        Some(self.words.finding_unknown(u64::from(unknown), &self.option(option), &low, &high, &all))
    }

    /// The view against its `vs`: who is compared, then the options that differ significantly.
    pub fn comparison(&self) -> Vec<String> {
        if self.view.filter.is_everyone() && matches!(self.view.versus, Versus::Everyone | Versus::Rest) {
            return Vec::new();
        }
        let Ok(comparison) = Comparison::of(self.survey, self.view) else { return Vec::new() };
        let other = match self.view.versus {
            Versus::Everyone => self.words.compare_everyone(),
            Versus::Rest => self.words.compare_rest(),
            Versus::Filter(_) => self.words.other_view(),
        };
        let (here, there) =
            comparison.bases().map_or((comparison.here, comparison.there), |(a, b)| (a.into(), b.into()));
        let mut sentences = vec![self.words.finding_sides(here, other, there)];
        let comparable = comparison.options.iter().any(|option| option.difference.is_some());
        for (option, compared) in comparison.options.iter().enumerate() {
            let Some(d) = compared.difference.filter(|d| d.is_significant()) else { continue };
            let [here, there] = [compared.here, compared.there].map(|p| self.share(&p));
            sentences.push(self.words.finding_difference(
                &self.option(option),
                &here,
                &there,
                &self.words.points(d.value, 1),
                &self.words.points(d.low, 1),
                &self.words.points(d.high, 1),
            ));
        }
        if !comparable {
            sentences.push(self.words.finding_too_few().to_owned());
        } else if sentences.len() == 1 {
            sentences.push(self.words.finding_no_difference(&self.nouns().one));
        }
        sentences
    }

    /// Why the targets of a what-if cannot be met.
    pub fn problem(&self, problem: &Problem) -> String {
        let words = &self.words;
        let label = |dimension: usize| self.survey.dimensions()[dimension].label.as_str();
        match *problem {
            Problem::Nobody => words.problem_nobody().to_owned(),
            Problem::NotAShare { dimension, category, .. } => {
                words.problem_not_a_share(&self.group(dimension, category))
            }
            Problem::TooMuch { dimension, sum } => words.problem_too_much(label(dimension), &words.percent(sum, 1)),
            Problem::EmptyGroup { dimension, category, target } => {
                words.problem_empty_group(&self.group(dimension, category), &words.percent(target, 1))
            }
            Problem::NothingLeft { dimension } => words.problem_nothing_left(label(dimension)),
            Problem::NobodyElse { dimension, sum } => {
                words.problem_nobody_else(label(dimension), &words.percent(sum, 1))
            }
            Problem::NotConverged { error } => words.problem_not_converged(&self.distance(error)),
        }
    }

    /// A column's label.
    pub fn option(&self, option: usize) -> String {
        self.tab.columns[option].name(&self.survey.questions()[self.view.question]).1.to_owned()
    }

    /// A column's label with its share in the row of everybody.
    fn option_share(&self, option: usize) -> String {
        let cell = &self.tab.all()[option];
        let share = self.words.percent(cell.share().unwrap_or(0.0), 0);
        match cell.weighted {
            None => self.words.need_share(&self.option(option), &share, u64::from(cell.count), u64::from(cell.base)),
            Some(_) => self.words.need_share_weighted(&self.option(option), &share),
        }
    }

    /// What the question's options are called.
    pub fn nouns(&self) -> Nouns {
        Nouns::of(&self.survey.questions()[self.view.question], &self.words)
    }

    /// A share of which a sentence speaks: 20.9%, or the bounds that it lies between, rounded away from each other.
    pub fn bounded(&self, share: Range, digits: usize) -> String {
        match bounds_of(share, digits) {
            None => self.words.percent(share.low, digits),
            Some((low, high)) => {
                self.words.between(&self.words.percent(low, digits), &self.words.percent(high, digits))
            }
        }
    }

    /// The same where no sentence stands around it: 9% to 23%.
    pub fn span(&self, share: Range, digits: usize) -> String {
        span(&self.words, share, digits)
    }

    /// "Australia" (Region).
    fn group(&self, dimension: usize, category: usize) -> String {
        let dimension = &self.survey.dimensions()[dimension];
        self.words.group_of(&dimension.categories[category].label, &dimension.label)
    }

    /// 31% (73 of 239).
    fn share(&self, p: &Proportion) -> String {
        match p.share() {
            Some(share) => self.words.cell_short(&self.words.percent(share, 0), u64::from(p.count), u64::from(p.base)),
            None => self.words.no_base().to_owned(),
        }
    }

    /// A difference of shares without a sign.
    fn distance(&self, difference: f64) -> String {
        self.words.percentage_points(&self.words.decimal(difference * 100.0, 1), 0)
    }

    fn list(&self, items: &[String]) -> String {
        self.words.list(&items.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// A share where no sentence stands around it: 20.9%, or the bounds that it lies between, 9% to 23%.
pub fn span(words: &Words, share: Range, digits: usize) -> String {
    match bounds_of(share, digits) {
        None => words.percent(share.low, digits),
        Some((low, high)) => words.interval_range(&words.percent(low, digits), &words.percent(high, digits)),
    }
}

/// The ends of a range of shares that is not exact, rounded away from each other to so many digits of a percentage.
pub fn bounds_of(share: Range, digits: usize) -> Option<(f64, f64)> {
    let steps = 100.0 * 10_f64.powi(digits as i32);
    // 0.29 * 100 is 28.999999999999996.
    (!share.is_exact())
        .then(|| ((share.low * steps + 1e-9).floor() / steps, (share.high * steps - 1e-9).ceil() / steps))
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::sensitivity::crosstab;
    use needs_core::{query, survey::example::example};
    use needs_words::Lang;

    /// Every sentence on a view of the example, one a line.
    fn sentences(query: &str, lang: Lang) -> String {
        let survey = example();
        let view = query::parse(query, &survey).view;
        let (tab, what_if) = crosstab(&survey, &view).unwrap();
        let words = Words::new(lang);
        let findings = Findings { survey: &survey, view: &view, tab: &tab, what_if: what_if.as_ref(), words };
        findings.sentences().join("\n")
    }

    #[test]
    fn everything_is_said_of_everybody() {
        insta::assert_snapshot!(sentences("", Lang::En));
    }

    #[test]
    fn a_filtered_view_is_compared() {
        insta::assert_snapshot!(sentences("question=often&region=australia&vs=rest", Lang::En));
    }

    #[test]
    fn a_what_if_says_what_changes_and_what_it_costs() {
        insta::assert_snapshot!(sentences("question=features&weight=region:australia:0.02", Lang::En));
    }

    #[test]
    fn it_is_said_in_german_too() {
        insta::assert_snapshot!(sentences("weight=region:australia:0.02&field=bioimaging", Lang::De));
    }

    #[test]
    fn of_nobody_little_is_said() {
        assert_eq!(
            sentences("channel=", Lang::En),
            "Too few answers in this view to say which answer comes first.\nThis view (0) against Everyone (45)\nToo few \
             answers on one side to compare."
        );
    }

    #[test]
    fn an_impossible_what_if_says_why() {
        let said = sentences("region=elsewhere&weight=region:australia:0.02", Lang::En);
        let why = "Nobody in this view is known to be in “Australia” (Region), so no weight can give it 2.0%.";
        assert!(said.lines().any(|line| line == why), "{said}");
        // There, the first two options are chosen by 12 each, but 11 more may belong to the view.
        assert!(!said.contains("chosen equally often"), "{said}");
    }
}
