//! The levels that columns of a grid share.

use super::{
    super::{
        labels::{self, form},
        scale,
        tally::Tally,
    },
    Part, Rating,
    grouping::{MOST_LEVELS, is_exception},
};
use std::collections::BTreeMap;

/// The levels of a grid, and the cells that hold none of them.
pub(super) struct Levels {
    pub levels: Vec<String>,
    pub aside: u64,
    pub filled: u64,
}

pub(super) fn rating(text: Option<String>, items: Vec<(usize, String)>, found: Levels) -> Part {
    let Levels { levels, aside, filled } = found;
    let labels: Vec<&str> = levels.iter().map(String::as_str).collect();
    let scale = scale::of(&labels);
    let levels = match &scale {
        Some(scale) => scale.order.iter().map(|&i| levels[i].clone()).collect(),
        None => levels,
    };
    let mut doubts = Vec::new();
    if aside > 0 {
        let (cells, hold) = if aside == 1 { ("1 cell", "holds") } else { (&*format!("{aside} cells"), "hold") };
        doubts.push(format!("{cells} of {filled} {hold} none of these levels: such count as no answer"));
    }
    if scale.is_none() {
        doubts.push("the order of the levels could not be told: put them in order, strongest first".to_owned());
    }
    let net = scale.as_ref().and_then(|scale| scale.upper.clone());
    Part::Rating(Rating {
        text,
        items,
        levels,
        scale: scale.map(|s| s.why),
        net,
        answers: BTreeMap::new(),
        aside,
        doubts,
    })
}

/// All levels of several columns, if these hold little else and none of the levels could point at anybody: what only
/// one or two people said is a level only as a step of a scale, or as an answer that any form offers.
pub(super) fn common_levels<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Option<Levels> {
    let mut levels: Vec<(String, u64)> = Vec::new();
    let (mut filled, mut aside) = (0, 0);
    for tally in tallies.filter(|tally| tally.filled > 0) {
        filled += tally.filled;
        aside += tally.uncounted;
        for (cell, rows) in &tally.cells {
            match levels.iter().position(|(level, _)| form(level) == form(cell)) {
                Some(level) => levels[level].1 += rows,
                None if levels.len() > 4 * MOST_LEVELS => return None,
                None => levels.push((cell.clone(), *rows)),
            }
        }
    }
    let labels = |levels: &[(String, u64)]| levels.iter().map(|(level, _)| level.clone()).collect::<Vec<_>>();
    let is_scale = |levels: &[(String, u64)]| {
        let labels = labels(levels);
        scale::of(&labels.iter().map(String::as_str).collect::<Vec<_>>()).is_some()
    };
    let tells_nothing = |(level, rows): &(String, u64), steps: bool| {
        let rare = *rows < labels::FEWEST;
        !labels::is_personal(level) && (!rare || labels::is_general(level) || steps && labels::is_step(level))
    };
    let all_steps = is_scale(&levels);
    if !levels.iter().all(|level| tells_nothing(level, all_steps)) {
        let (mut kept, rare): (Vec<_>, Vec<_>) = levels.into_iter().partition(|level| tells_nothing(level, false));
        for level in rare {
            // A step that few chose, of a scale that the others are.
            let with: Vec<(String, u64)> = kept.iter().cloned().chain([level.clone()]).collect();
            if labels::is_step(&level.0) && !labels::is_personal(&level.0) && is_scale(&with) {
                kept = with;
            } else {
                aside += level.1;
            }
        }
        levels = kept;
    }
    let numbers: Option<Vec<f64>> = levels.iter().map(|(level, _)| crate::numbers::plain(level)).collect();
    if numbers.is_some_and(|numbers| !crate::numbers::is_scale(&numbers)) {
        return None;
    }
    let fits = (2..=MOST_LEVELS).contains(&levels.len()) && (aside == 0 || is_exception(aside, filled));
    let plain = |level: String| level.strip_suffix(".0").map(str::to_owned).unwrap_or(level);
    fits.then(|| Levels { levels: labels(&levels).into_iter().map(plain).collect(), aside, filled })
}
