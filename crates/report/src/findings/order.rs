//! Sentences on what would change the order of two options.

use super::Findings;
use needs_core::sensitivity::{Direction, Sensitivity, turning_points, unreached};

/// At most this many groups are listed, nearest first; fewer for the third option.
const MOST: usize = 3;

impl Findings<'_> {
    /// Where the order of the first two options flips, and where the third would pass the first.
    pub fn tipping(&self, sensitivity: &Sensitivity) -> Vec<String> {
        let mut sentences = match sensitivity.order[..] {
            [first, second, ..] => self.tipping_of(sensitivity, first, second),
            _ => Vec::new(),
        };
        if let [first, _, third, ..] = sensitivity.order[..] {
            sentences.extend(self.flips(sensitivity, first, third).into_iter().take(1));
        }
        sentences
    }

    /// Where the order of two options flips, `first` being ahead: for the nearest groups, and for a group that the survey
    /// did not reach.
    pub fn tipping_of(&self, sensitivity: &Sensitivity, first: usize, second: usize) -> Vec<String> {
        let (ahead, behind) = (self.option(first), self.option(second));
        let all = &sensitivity.all;
        let lead = all.share(first).zip(all.share(second)).map(|(a, b)| a - b);
        if lead.is_some_and(|lead| lead.abs() < 1e-12) {
            return vec![self.words.finding_equal(&ahead, &behind)];
        }
        let mut sentences = self.flips(sensitivity, first, second);
        if sentences.is_empty() && !sensitivity.influences.is_empty() {
            sentences.push(self.words.finding_tipping_never(&behind, &ahead));
        }
        if let Some(unreached) = lead.and_then(|lead| unreached(lead, all.base)) {
            let share = self.words.percent(unreached.worst_case, 1);
            sentences.push(self.words.finding_unreached(&behind, &ahead, &share, unreached.people));
        }
        sentences
    }

    /// The nearest groups whose size flips the order of two options.
    fn flips(&self, sensitivity: &Sensitivity, first: usize, second: usize) -> Vec<String> {
        let (ahead, behind) = (self.option(first), self.option(second));
        turning_points(sensitivity, first, second)
            .iter()
            .filter_map(|point| Some((point, point.tipping?)))
            .take(MOST)
            .map(|(point, t)| {
                let group = self.group(point.dimension, point.category);
                let [share, now] = [t.tipping_share, t.share].map(|p| self.words.percent(p, 1));
                match t.direction {
                    Direction::More => {
                        self.words.finding_tipping_more(&share, &group, &now, &behind, &ahead, t.unheard)
                    }
                    Direction::Fewer => {
                        self.words.finding_tipping_fewer(&share, &group, &now, &behind, &ahead, t.unheard)
                    }
                }
            })
            .collect()
    }
}
