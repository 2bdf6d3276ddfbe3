//! Sentences on which of two items of a ranking more people put before the other.

use super::Findings;
use crate::majorities::{Majority, majorities, winner};

/// At most this many pairs are told; of more, those of the item that wins most.
const MOST: usize = 15;

impl Findings<'_> {
    /// Whether an item wins against every other, and the majority of every two; empty where the file does not tell these.
    pub fn majorities(&self) -> Vec<String> {
        let mut all = majorities(self.survey, self.view, self.tab);
        let Some(first) = all.first().map(|majority| majority.first) else { return Vec::new() };
        let mut sentences = vec![match winner(&all, self.tab.columns.len()) {
            Some(item) => self.words.finding_majority_winner(&self.option(item)),
            None => self.words.finding_majority_none().to_owned(),
        }];
        if all.len() > MOST {
            all.retain(|majority| majority.first == first);
        }
        sentences.extend(all.iter().filter_map(|majority| self.majority(majority)));
        sentences
    }

    fn majority(&self, majority: &Majority) -> Option<String> {
        let Majority { first, second, share } = majority;
        let interval = share.interval()?;
        let [percent, low, high] = [share.share()?, interval.low, interval.high].map(|p| self.words.percent(p, 0));
        let (first, second) = (self.option(*first), self.option(*second));
        Some(self.words.finding_majority(&first, &second, &percent, share.base.into(), &low, &high))
    }
}
