//! Sentences on a what-if: its targets, what would change, the cost in precision, why targets cannot be met.

use super::Findings;
use needs_core::estimate::{mean, median_bands, net_promoter_score};
use needs_core::reliability::least_base;
use needs_core::sensitivity::{Range, WhatIf, crosstab, mean_between, median_between};
use needs_core::survey::file::{Choice, Kind};
use needs_core::view::View;

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
        sentences.extend(self.means_then());
        sentences.extend(self.cost());
        sentences
    }

    /// What the mean places, the median or the score would be; empty without weights, and of kinds that have none.
    ///
    /// Of shares that hold whatever groups the undetermined are in, so between bounds where those are; what cannot be told is
    /// left out.
    pub fn means_then(&self) -> Vec<String> {
        let Some(what_if) = self.what_if.filter(|what_if| what_if.weights.is_some()) else { return Vec::new() };
        let counts: Vec<u64> = what_if.before.iter().map(|before| before.count.into()).collect();
        let least = u64::from(least_base(self.survey));
        let question = &self.survey.questions()[self.view.question];
        if let Kind::Ranking { places, .. } = question.kind {
            return self.mean_places_then(places, least);
        }
        let Some(ranges) = what_if.ranges.iter().copied().collect::<Option<Vec<Range>>>() else { return Vec::new() };
        let answers: u64 = counts.iter().sum();
        match &question.kind {
            Kind::Number { bands } if answers >= least => self.number_then(bands, &counts, &ranges),
            Kind::Nps { .. } if answers >= least => {
                // Promoters count 1, passives 0, detractors -1.
                let values = [100.0, 0.0, -100.0];
                let then = mean_between(&values.into_iter().zip(ranges).collect::<Vec<_>>());
                let now = net_promoter_score(counts[0], counts[2], answers);
                let told = then.zip(now).map(|(then, now)| {
                    let number = |x: f64| self.words.signed(x, 0);
                    self.words.finding_nps_then(&self.between(then, &number), &number(now.value * 100.0))
                });
                told.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn number_then(&self, bands: &[Choice], counts: &[u64], ranges: &[Range]) -> Vec<String> {
        let label = |(low, high): (usize, usize)| match low == high {
            true => format!("“{}”", bands[low].label),
            false => self.words.interval_range(&format!("“{}”", bands[low].label), &format!("“{}”", bands[high].label)),
        };
        let median = median_between(ranges).zip(median_bands(counts));
        let mut told: Vec<String> =
            median.map(|(then, now)| self.words.finding_median_then(&label(then), &label(now))).into_iter().collect();
        let middles: Option<Vec<f64>> = bands.iter().map(|band| Some((band.from? + band.to?) / 2.0)).collect();
        if let Some(middles) = middles {
            let then = mean_between(&middles.iter().copied().zip(ranges.iter().copied()).collect::<Vec<_>>());
            let now = mean(&middles.into_iter().zip(counts.iter().copied()).collect::<Vec<_>>());
            told.extend(then.zip(now).map(|(then, now)| {
                let number = |x: f64| self.words.decimal(x, 1);
                self.words.finding_mean_of_bands_then(&self.between(then, &number), &number(now.value))
            }));
        }
        told
    }

    /// The mean place of each item, best first.
    fn mean_places_then(&self, places: usize, least: u64) -> Vec<String> {
        let at = |place: usize| crosstab(self.survey, &View { level: place, ..self.view.clone() }).ok()?.1;
        let Some(of_places) = (0..places).map(at).collect::<Option<Vec<WhatIf>>>() else { return Vec::new() };
        let of_item = |item: usize| {
            let steps =
                of_places.iter().enumerate().map(|(place, at)| Some((place as f64 + 1.0, *at.ranges.get(item)?)));
            let steps: Vec<(f64, Option<Range>)> = steps.collect::<Option<_>>()?;
            let then = steps.into_iter().map(|(place, range)| Some((place, range?))).collect::<Option<Vec<_>>>()?;
            let counts = of_places.iter().enumerate().map(|(p, at)| (p as f64 + 1.0, u64::from(at.before[item].count)));
            let now = mean(&counts.collect::<Vec<_>>()).filter(|now| now.n >= least)?;
            let (then, number) = (mean_between(&then)?, |x: f64| self.words.decimal(x, 2));
            let told = self.words.finding_mean_place_then(
                &self.option(item),
                &self.between(then, &number),
                &number(now.value),
            );
            Some((then.middle(), told))
        };
        let mut told: Vec<(f64, String)> = (0..self.tab.columns.len()).filter_map(of_item).collect();
        told.sort_by(|a, b| a.0.total_cmp(&b.0));
        told.into_iter().map(|(_, told)| told).collect()
    }

    /// A number that is known, or its bounds.
    fn between(&self, range: Range, number: &dyn Fn(f64) -> String) -> String {
        let (low, high) = (number(range.low), number(range.high));
        if low == high { low } else { self.words.interval_range(&low, &high) }
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
