//! Sentences on a what-if: its targets, what would change, the cost in precision, why targets cannot be met.

use super::Findings;

impl Findings<'_> {
    /// The what-if of the view; empty without one.
    pub fn what_if(&self) -> Vec<String> {
        let Some(what_if) = self.what_if else { return Vec::new() };
        let words = &self.words;
        let mut sentences = self.supposed();
        sentences.extend(what_if.problems.iter().map(|problem| self.problem(problem)));
        sentences.extend(self.first_then());
        for (option, (before, after)) in what_if.before.iter().zip(&what_if.ranges).enumerate() {
            if let (Some(before), Some(after)) = (before.share(), after) {
                let (before, after) = (words.percent(before, 1), self.span(*after, 1));
                sentences.push(words.finding_after(&self.option(option), &after, &before));
            }
        }
        if !what_if.ranges.is_empty() && what_if.ranges.iter().all(Option::is_none) {
            sentences.push(words.finding_after_untold().to_owned());
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
                    Some(now) => words.finding_target(&group, &share, &self.span(now, 1)),
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

    /// Whether the same option would come first; nothing without weights.
    pub fn first_then(&self) -> Option<String> {
        let what_if = self.what_if.filter(|what_if| what_if.weights.is_some())?;
        let share = |option: usize| what_if.before[option].share();
        let known = (0..what_if.before.len()).filter(|&option| share(option).is_some());
        let before = known.reduce(|first, option| if share(option) > share(first) { option } else { first })?;
        Some(match what_if.first {
            None => self.words.finding_first_untold_then(&self.nouns().one),
            Some(after) if after == before => self.words.finding_first_stays(&self.option(before)),
            Some(after) => self.words.finding_first_changes(&self.option(after), &self.option(before)),
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
