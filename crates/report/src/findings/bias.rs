//! Sentences on who answered: acknowledged limitations, groups left out, differences that reverse.

use super::Findings;
use needs_core::headline::least_base;
use needs_core::sensitivity::{Sensitivity, acknowledged, reversals};

impl Findings<'_> {
    /// The share of the view that each acknowledged limitation concerns.
    pub fn limitations(&self) -> Vec<String> {
        let sentences = acknowledged(self.survey, self.view).into_iter().flatten().filter_map(|a| {
            let share = a.here.share()?;
            // A reader who filters by the dimension knows its share: everybody or nobody.
            if self.view.filter.kept(a.dimension).is_some() && (share == 0.0 || share == 1.0) {
                return None;
            }
            let share = self.words.percent(share, 0);
            let group = self.group(a.dimension, a.category);
            let (count, base) = (u64::from(a.here.count), u64::from(a.here.base));
            let mut sentence = if a.over {
                self.words.finding_over(&share, count, base, &group)
            } else {
                self.words.finding_under(&share, count, base, &group)
            };
            if let Some(target) = a.target {
                sentence.push(' ');
                sentence.push_str(&self.words.finding_believed(&self.words.percent(target, 1)));
            }
            Some(sentence)
        });
        sentences.collect()
    }

    /// The effect of leaving groups out: whether the first place is robust or on which groups it depends, the strongest
    /// influence, and the dimensions that cannot be answered.
    pub fn sensitivity(&self, sensitivity: &Sensitivity) -> Vec<String> {
        let mut sentences = Vec::new();
        if let (Some(&first), Some(strongest)) = (sensitivity.order.first(), sensitivity.influences.first()) {
            let hangs_on = sensitivity.hangs_on().filter_map(|influence| {
                let group = self.group(influence.dimension, influence.category);
                Some(self.words.finding_hangs_on(&group, &self.option(*influence.order.first()?), &self.option(first)))
            });
            sentences.extend(hangs_on);
            if sentences.is_empty() {
                sentences.push(self.words.finding_robust(&self.option(first)));
            }
            if let Some((option, _)) = strongest.largest()
                && let Some(shift) = strongest.shifts[option]
            {
                let [with, without] = [shift.with, shift.without].map(|p| self.words.percent(p, 1));
                let group = self.group(strongest.dimension, strongest.category);
                sentences.push(self.words.finding_influence(&group, &self.option(option), &with, &without));
            }
        }
        if !sensitivity.unanswerable.is_empty() {
            let dimensions = &self.survey.dimensions();
            let labels: Vec<String> = sensitivity.unanswerable.iter().map(|&d| dimensions[d].label.clone()).collect();
            sentences.push(self.words.finding_not_told(&self.list(&labels)));
        }
        sentences
    }

    /// Differences between two rows (fields) that reverse within a bias dimension.
    pub fn reversals(&self) -> Vec<String> {
        let rows = &self.survey.dimensions()[self.view.rows].categories;
        let sentences = reversals(self.survey, self.view, least_base(self.survey)).into_iter().map(|r| {
            let mut sentence = self.words.finding_reversal(
                &self.option(r.option),
                &rows[r.first].label,
                &rows[r.second].label,
                &self.words.points(r.difference.crude, 1),
                &self.words.points(r.difference.difference, 1),
                &self.survey.dimensions()[r.dimension].label,
            );
            if !r.crude.is_some_and(|crude| crude.is_significant()) {
                sentence.push(' ');
                sentence.push_str(self.words.finding_chance());
            }
            sentence
        });
        sentences.collect()
    }
}
