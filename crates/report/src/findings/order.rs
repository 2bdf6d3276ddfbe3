//! Sentences on what would change the order of two options.

use super::Findings;
use needs_core::sensitivity::{Direction, Flip, Sensitivity, Turn, TurningPoint, turning_points, unreached};

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
            let points = turning_points(sensitivity, first, third);
            sentences.extend(self.flips(&points, first, third).into_iter().take(1));
        }
        sentences
    }

    /// Where the order of two options flips, `first` being the one that is ahead: for the nearest groups, of which it cannot be
    /// sentences, and for a group that nobody reached.
    pub fn tipping_of(&self, sensitivity: &Sensitivity, first: usize, second: usize) -> Vec<String> {
        let (ahead, behind) = (self.option(first), self.option(second));
        let lead = sensitivity.all.difference(first, second);
        if lead.is_some_and(|lead| lead.most() < 1e-12) {
            return vec![self.words.finding_equal(&ahead, &behind)];
        }
        let points = turning_points(sensitivity, first, second);
        let mut sentences = self.flips(&points, first, second);
        let untold: Vec<&TurningPoint> = points.iter().filter(|point| point.turn == Turn::Untold).collect();
        if sentences.is_empty() && untold.is_empty() && !points.is_empty() && sensitivity.is_whole() {
            sentences.push(self.words.finding_tipping_never(&behind, &ahead));
        }
        match untold.len() {
            0 => {}
            1..=MOST => {
                let groups: Vec<String> = untold.iter().map(|p| self.group(p.dimension, p.category)).collect();
                sentences.push(self.words.finding_tipping_untold(&self.list(&groups), &behind, &ahead));
            }
            n => sentences.push(self.words.finding_tipping_untold_many(&behind, &ahead, n as u64, points.len() as u64)),
        }
        // With the smallest lead there may be: a group smaller than this changes nothing, wherever they are.
        let lead = lead.map(|lead| lead.low);
        let base = sensitivity.all.certain.base;
        if let Some(unreached) = lead.and_then(|lead| unreached(lead, base)) {
            let share = self.words.percent(unreached.worst_case, 1);
            sentences.push(self.words.finding_unreached(&behind, &ahead, &share, unreached.people));
        }
        sentences
    }

    /// The nearest groups whose size flips the order of two options.
    fn flips(&self, points: &[TurningPoint], first: usize, second: usize) -> Vec<String> {
        let (ahead, behind) = (self.option(first), self.option(second));
        let flips = points.iter().filter_map(|point| match point.turn {
            Turn::At(flip) => Some((self.group(point.dimension, point.category), flip)),
            _ => None,
        });
        flips.take(MOST).map(|(group, flip)| self.flip(&group, flip, &behind, &ahead)).collect()
    }

    fn flip(&self, group: &str, flip: Flip, behind: &str, ahead: &str) -> String {
        let words = &self.words;
        let now = self.span(flip.share, 1);
        let (least, most) = flip.unheard;
        match (flip.direction, super::bounds_of(flip.at, 1)) {
            (Direction::More, None) => {
                words.finding_tipping_more(&words.percent(flip.at.low, 1), group, &now, behind, ahead, least)
            }
            (Direction::Fewer, None) => {
                words.finding_tipping_fewer(&words.percent(flip.at.low, 1), group, &now, behind, ahead, least)
            }
            (direction, Some((low, high))) => {
                let (low, high) = (words.percent(low, 1), words.percent(high, 1));
                match direction {
                    Direction::More => {
                        words.finding_tipping_more_range(group, &now, behind, ahead, &low, &high, least, most)
                    }
                    Direction::Fewer => {
                        words.finding_tipping_fewer_range(group, &now, behind, ahead, &low, &high, least, most)
                    }
                }
            }
        }
    }
}
