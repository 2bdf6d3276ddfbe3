//! Sentences on who answered: acknowledged limitations, groups left out, differences that reverse.

use super::Findings;
use needs_core::reliability::least_base;
use needs_core::sensitivity::{First, GroupShare, Influence, Range, Sensitivity, acknowledged, reversals};

/// So many groups are named in a sentence; more are counted.
const MOST_NAMED: usize = 3;

impl Findings<'_> {
    /// The share of the view that each acknowledged limitation concerns.
    pub fn limitations(&self) -> Vec<String> {
        let sentences = acknowledged(self.survey, self.view).into_iter().flatten().filter_map(|a| {
            let GroupShare { count, possible, base, share } = a.here;
            let share = share.filter(|_| !a.is_settled(self.view))?;
            let (group, text) = (self.group(a.dimension, a.category), self.span(share, 0));
            let (count, possible, base) = (u64::from(count), u64::from(possible), u64::from(base));
            let mut sentence = match (a.over, share.is_exact()) {
                (true, true) => self.words.finding_over(&text, count, base, &group),
                (false, true) => self.words.finding_under(&text, count, base, &group),
                (true, false) => self.words.finding_over_range(&text, &group, possible),
                (false, false) => self.words.finding_under_range(&text, &group, possible),
            };
            if let Some(target) = a.target {
                sentence.push(' ');
                sentence.push_str(&self.words.finding_believed(&self.words.percent(target, 1)));
            }
            Some(sentence)
        });
        sentences.collect()
    }

    /// What leaving groups out does: robust, on which groups the first place hangs, or of which it cannot be told; the
    /// strongest influence; what no table tells.
    pub fn sensitivity(&self, sensitivity: &Sensitivity) -> Vec<String> {
        let mut sentences = Vec::new();
        if let (Some(&first), false) = (sensitivity.order.first(), sensitivity.influences.is_empty()) {
            sentences.extend(self.first_place(sensitivity, first));
            sentences.extend(self.strongest(sensitivity));
        }
        if !sensitivity.unanswerable.is_empty() {
            let dimensions = &self.survey.dimensions();
            let labels: Vec<String> = sensitivity.unanswerable.iter().map(|&d| dimensions[d].label.clone()).collect();
            sentences.push(self.words.finding_not_told(&self.list(&labels)));
        }
        sentences
    }

    /// Whether the first place hangs on a group.
    pub fn first_place(&self, sensitivity: &Sensitivity, first: usize) -> Vec<String> {
        let words = &self.words;
        if sensitivity.all.first().is_none() {
            return vec![words.finding_first_unknown(&self.nouns().one)];
        }
        let first = self.option(first);
        let untold: Vec<&Influence> = sensitivity.untold().collect();
        let mut sentences: Vec<String> = (sensitivity.hangs_on())
            .map(|influence| {
                let group = self.group(influence.dimension, influence.category);
                match influence.first {
                    First::Changes(Some(option)) => words.finding_hangs_on(&group, &self.option(option), &first),
                    _ => words.finding_hangs_on_other(&group, &self.nouns().one, &first),
                }
            })
            .collect();
        if sentences.is_empty() && untold.is_empty() && sensitivity.is_whole() {
            sentences.push(words.finding_robust(&first));
        } else if sentences.is_empty() && untold.len() < sensitivity.influences.len() {
            sentences.push(words.finding_robust_others(&first));
        }
        match untold.len() {
            0 => {}
            1..=MOST_NAMED => sentences.push(words.finding_first_untold(&first, &self.groups(&untold))),
            n => sentences.push(words.finding_first_untold_many(&first, n as u64, sensitivity.influences.len() as u64)),
        }
        sentences
    }

    /// The group whose absence moves a share most.
    fn strongest(&self, sensitivity: &Sensitivity) -> Option<String> {
        let strongest = sensitivity.influences.first()?;
        let (option, change) = strongest.largest()?;
        // It may move nothing at all.
        if change.least() == 0.0 {
            return None;
        }
        let shift = strongest.shifts[option]?;
        let [with, without] = [shift.with, shift.without].map(|share| self.bounded(share, 1));
        let (group, option) = (self.group(strongest.dimension, strongest.category), self.option(option));
        Some(match sensitivity.is_whole() && strongest.is_largest(&sensitivity.influences) {
            true => self.words.finding_influence(&group, &option, &with, &without),
            false => self.words.finding_influence_one(&group, &option, &with, &without),
        })
    }

    /// Their names, as a list in a sentence.
    fn groups(&self, influences: &[&Influence]) -> String {
        let names: Vec<String> = influences.iter().map(|i| self.group(i.dimension, i.category)).collect();
        self.list(&names)
    }

    /// Differences between two rows (fields) that reverse within a bias dimension.
    pub fn reversals(&self) -> Vec<String> {
        let rows = &self.survey.dimensions()[self.view.rows].categories;
        let sentences = reversals(self.survey, self.view, least_base(self.survey)).into_iter().map(|r| {
            let mut sentence = self.words.finding_reversal(
                &self.option(r.option),
                &rows[r.first].label,
                &rows[r.second].label,
                &self.points(r.crude),
                &self.points(r.same_mix),
                &self.survey.dimensions()[r.dimension].label,
            );
            if !r.interval.is_some_and(|crude| crude.is_significant()) {
                sentence.push(' ');
                sentence.push_str(self.words.finding_chance());
            }
            sentence
        });
        sentences.collect()
    }

    /// A difference in points, or the bounds it lies between.
    fn points(&self, difference: Range) -> String {
        match super::bounds_of(difference, 1) {
            None => self.words.points(difference.low, 1),
            Some((low, high)) => {
                self.words.interval_range(&self.words.signed(low * 100.0, 1), &self.words.points(high, 1))
            }
        }
    }
}
