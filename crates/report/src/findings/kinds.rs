//! Sentences of one kind of question: first places of a ranking, the median band, the Net Promoter Score.

use super::Findings;
use crate::{mean_places, sentence};
use needs_core::crosstab::Cell;
use needs_core::estimate::{Mean, mean, median_bands, net_promoter_score};
use needs_core::reliability::least_base;
use needs_core::sensitivity::WhatIf;
use needs_core::survey::file::{Kind, Question};
use needs_core::view::Base;

impl Findings<'_> {
    fn question(&self) -> &Question {
        &self.survey.questions()[self.view.question]
    }

    /// The headline that one column leads, in the words of the question's kind.
    pub(super) fn first(&self, option: &str, percent: &str, n: u64) -> String {
        let question = self.question();
        match (&question.kind, sentence::measure(question, self.view.level, &self.words)) {
            (Kind::Rating { .. }, Some(level)) => self.words.headline_first_level(option, percent, n, &level),
            (Kind::Ranking { .. }, _) if self.view.level == 0 => self.words.headline_first_place(option, percent, n),
            (Kind::Ranking { places, .. }, _) if self.view.level == *places => {
                self.words.headline_first_top(option, percent, n)
            }
            (Kind::Ranking { .. }, Some(level)) => self.words.headline_first_level(option, percent, n, &level),
            (Kind::Number { .. } | Kind::Nps { .. }, _) => self.words.headline_band(option, percent, n),
            _ if question.coded.is_some() && self.view.base == Base::Answered => {
                self.words.headline_mentioned(option, percent, n)
            }
            _ if self.view.base == Base::Asked => self.words.headline_first_asked(option, percent, n),
            _ => self.words.headline_first(option, percent, n),
        }
    }

    /// The same under a what-if, as far as it holds whatever groups the undetermined are in.
    pub(super) fn first_under(&self, what_if: &WhatIf, option: usize) -> String {
        match what_if.ranges.get(option).copied().flatten() {
            Some(share) if what_if.first == Some(option) => {
                self.words.headline_first_then(&self.option(option), &self.span(share, 0))
            }
            _ => self.words.finding_first_untold_then(&self.nouns().one),
        }
    }

    /// That several lead, with what is counted of them.
    pub(super) fn leaders(&self, options: &str) -> String {
        match sentence::measure(self.question(), self.view.level, &self.words) {
            Some(level) => self.words.finding_leaders_level(options, &level),
            None => self.words.finding_leaders(options),
        }
    }

    /// The headline of a number or a Net Promoter Score, which have no order to tell; none of other kinds, or with too few
    /// answers, or under a what-if, in which the counts say nothing.
    pub(super) fn of_its_kind(&self) -> Option<String> {
        let cells = self.tab.all();
        let n = cells.first().map_or(0, answered);
        if n < u64::from(least_base(self.survey)) || cells.iter().any(|cell| cell.weighted.is_some()) {
            return None;
        }
        let count = |cell: &Cell| u64::from(cell.count);
        match &self.question().kind {
            Kind::Number { bands } => {
                let (low, high) = median_bands(&cells.iter().map(count).collect::<Vec<_>>())?;
                let (low, high) = (&bands[low].label, &bands[high].label);
                let answers = cells.iter().map(count).sum();
                Some(match low == high {
                    true => self.words.headline_median(answers, low),
                    false => self.words.headline_median_between(answers, low, high),
                })
            }
            Kind::Nps { .. } => {
                // Its base is those who answered, whatever the base of the view.
                let people: u64 = cells.iter().map(count).sum();
                let [promoters, _, detractors] = cells else { return None };
                let score = net_promoter_score(count(promoters), count(detractors), people)?;
                let [value, low, high] =
                    [score.value, score.low, score.high].map(|score| self.words.signed(score * 100.0, 0));
                let percent = |cell: &Cell| self.words.percent(count(cell) as f64 / people as f64, 0);
                Some(self.words.headline_nps(&value, &low, &high, &percent(promoters), &percent(detractors), people))
            }
            _ => None,
        }
    }

    /// The mean place of each item of a ranking, or the mean of a number's band middles where both ends are closed.
    ///
    /// Unweighted; in a ranking, among those who ranked the item. Under a what-if [`Findings::means_then`] tells them.
    pub fn means(&self) -> Vec<String> {
        if !self.view.weights.is_empty() {
            return Vec::new();
        }
        match &self.question().kind {
            Kind::Number { bands } => {
                let cells = self.tab.all();
                if cells.first().map_or(0, answered) < u64::from(least_base(self.survey)) {
                    return Vec::new();
                }
                let middles = bands.iter().map(|band| Some((band.from? + band.to?) / 2.0));
                let counts: Option<Vec<(f64, u64)>> =
                    middles.zip(cells).map(|(middle, cell)| Some((middle?, u64::from(cell.count)))).collect();
                let mean = counts.and_then(|counts| mean(&counts));
                mean.map(|mean| self.words.finding_mean_of_bands(&self.words.decimal(mean.value, 1)))
                    .into_iter()
                    .collect()
            }
            Kind::Ranking { .. } => self.mean_places(),
            _ => Vec::new(),
        }
    }

    fn mean_places(&self) -> Vec<String> {
        let of_everybody = mean_places(self.survey, self.view).and_then(|rows| rows.into_iter().next());
        let of_item = |(item, mean): (usize, Option<Mean>)| {
            let mean = mean?;
            let [value, low, high] = [mean.value, mean.low, mean.high].map(|place| self.words.decimal(place, 2));
            Some((mean.value, self.words.finding_mean_place(&self.option(item), &value, &low, &high, mean.n)))
        };
        let means = of_everybody.unwrap_or_default().into_iter().enumerate();
        let mut sentences: Vec<(f64, String)> = means.filter_map(of_item).collect();
        sentences.sort_by(|a, b| a.0.total_cmp(&b.0));
        sentences.into_iter().map(|(_, sentence)| sentence).collect()
    }
}

fn answered(cell: &Cell) -> u64 {
    cell.base.into()
}
