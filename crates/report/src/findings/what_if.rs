//! Sentences on a what-if: its targets, what would change, the cost in precision, why targets cannot be met.

use super::Findings;
use needs_core::estimate::Proportion;
use needs_core::headline::is_exclusive;

impl Findings<'_> {
    /// The what-if of the view; empty without one.
    pub fn what_if(&self) -> Vec<String> {
        let Some(what_if) = self.what_if else { return Vec::new() };
        let words = &self.words;
        let mut sentences = self.supposed();
        sentences.extend(what_if.problems.iter().map(|problem| self.problem(problem)));
        sentences.extend(self.first_then());
        for (option, (before, after)) in what_if.before.iter().zip(&what_if.after).enumerate() {
            if let (Some(before), Some(after)) = (before.share(), after.share()) {
                let (before, after) = (words.percent(before, 1), words.percent(after, 1));
                sentences.push(words.finding_after(&self.option(option), &after, &before));
            }
        }
        sentences.extend(self.cost());
        sentences
    }

    /// The targets, and whom they concern.
    pub fn supposed(&self) -> Vec<String> {
        let Some(what_if) = self.what_if else { return Vec::new() };
        let words = &self.words;
        let targets: Vec<String> = (what_if.targets.iter())
            .map(|t| {
                let (group, share) = (self.group(t.dimension, t.category), words.percent(t.target, 1));
                match t.now {
                    Some(now) => words.finding_target(&group, &share, &words.percent(now, 1)),
                    None => words.finding_target_unseen(&group, &share),
                }
            })
            .collect();
        let mut sentences = vec![words.finding_what_if(&self.list(&targets))];
        let undetermined = what_if.targets.iter().map(|t| t.undetermined).max().unwrap_or(0);
        if undetermined > 0 {
            sentences.push(words.finding_undetermined(undetermined));
        }
        sentences
    }

    /// Whether the same option would still come first.
    pub fn first_then(&self) -> Option<String> {
        let what_if = self.what_if?;
        let first = |options: &[Proportion]| {
            // The order of the shares alone; whether the two differ significantly does not matter here.
            needs_core::estimate::Ranking::of(options, is_exclusive(self.survey, self.view), &[]).order.first().copied()
        };
        let (before, after) = (first(&what_if.before)?, first(&what_if.after)?);
        Some(if before == after {
            self.words.finding_first_stays(&self.option(before))
        } else {
            self.words.finding_first_changes(&self.option(after), &self.option(before))
        })
    }

    /// The precision that the weights cost, and how unequal they are; empty without weights.
    pub fn cost(&self) -> Vec<String> {
        let Some(weights) = self.what_if.and_then(|w| w.weights.as_ref()) else { return Vec::new() };
        let words = &self.words;
        let n = u64::from(self.tab.rows[0].n);
        let largest = words.decimal(weights.largest, 1);
        let effective = weights.effective_n.round() as u64;
        let mut sentences =
            vec![words.finding_weights(n, effective, &largest, &words.decimal(weights.design_effect, 2))];
        if let Some(error) = weights.error_if_capped {
            sentences.push(words.finding_capped(&self.distance(error)));
        }
        sentences
    }
}
