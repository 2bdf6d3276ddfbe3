//! The tipping points of two options of a view, along each group.

use super::influence::Sensitivity;
use super::{Direction, Influence, Pair, Range, Side, tipping};

/// A range of tipping shares wider than this says nothing.
const WIDEST: f64 = 0.25;

/// The tipping point of two options along one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TurningPoint {
    /// Position of the dimension in the file.
    pub dimension: usize,
    pub category: usize,
    pub turn: Turn,
}

/// Whether and where the order of two options flips.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Turn {
    At(Flip),
    /// No mix of this group and everybody else flips it.
    Never,
    /// That depends on how those are spread of whom the file does not tell whether they are in the group.
    Untold,
}

/// Where the order flips, however the undetermined are spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// The group's share now.
    pub share: Range,
    /// The group's share at which the options tie.
    pub at: Range,
    pub direction: Direction,
    /// How many more people answering as the group did (`More`), or as everybody else did (`Fewer`), until they tie; the
    /// least and the most that may be needed.
    pub unheard: (u64, u64),
}

/// Where the order of `a` and `b` flips, for every group of every bias dimension: those that flip first, the
/// nearest (fewest unheard people) first; then the others, in order of influence.
pub fn turning_points(sensitivity: &Sensitivity, a: usize, b: usize) -> Vec<TurningPoint> {
    let mut points: Vec<TurningPoint> = (sensitivity.influences.iter())
        .map(|i| TurningPoint {
            dimension: i.dimension,
            category: i.category,
            turn: turn(&sensitivity.all, i, a, b).unwrap_or(Turn::Untold),
        })
        .collect();
    points.sort_by_key(|point| match point.turn {
        Turn::At(flip) => flip.unheard.0,
        _ => u64::MAX,
    });
    points
}

/// None if some number it needs does not exist, or is not known well enough.
fn turn(all: &Side, influence: &Influence, a: usize, b: usize) -> Option<Turn> {
    let Influence { group, rest, share, .. } = influence;
    if influence.is_exact() && all.is_exact() {
        let flip = tipping(Pair::of(&group.certain, a, b), Pair::of(&rest.certain, a, b)).map(|t| Flip {
            share: Range::exactly(t.share),
            at: Range::exactly(t.tipping_share),
            direction: t.direction,
            unheard: (t.unheard, t.unheard),
        });
        return Some(flip.map_or(Turn::Never, Turn::At));
    }
    let (d_group, d_rest) = (group.difference(a, b)?, rest.difference(a, b)?);
    let same = |one: Range, other: Range| one.low >= 0.0 && other.low >= 0.0 || one.high <= 0.0 && other.high <= 0.0;
    if same(d_group, d_rest) {
        return Some(Turn::Never);
    }
    // With bases of their own the mix has no closed form that a range can be put into.
    let lead = all.lead(a, b);
    if !group.certain.own_bases.is_empty() || lead.least() == 0.0 {
        return None;
    }
    let opposed = d_group.least() > 0.0 && d_rest.least() > 0.0;
    if !opposed {
        return None;
    }
    // d_rest / (d_rest - d_group), of distances: it grows with the rest's and falls with the group's.
    let (g, r) =
        (Range::between(d_group.low.abs(), d_group.high.abs()), Range::between(d_rest.low.abs(), d_rest.high.abs()));
    let at = Range { low: r.low / (r.low + g.high), high: r.high / (r.high + g.low) };
    // Who is ahead is ahead in the rest, and more of the group would turn it; or in the group, and fewer would.
    let (direction, against) =
        if (lead.low > 0.0) == (d_rest.low > 0.0) { (Direction::More, g) } else { (Direction::Fewer, r) };
    let lead = Range::between(lead.low.abs(), lead.high.abs());
    let people = |lead: f64, against: f64| (lead / against - 1e-6).ceil().max(0.0) as u64;
    let unheard = (people(lead.low, against.high), people(lead.high, against.low));
    (at.width() <= WIDEST).then_some(Turn::At(Flip { share: *share, at, direction, unheard }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitivity::{Answers, Split, Tally, influence};

    /// Dask 2021, how often they use it: just looking, every day, occasionally; documentation, examples.
    fn dask(open: &[usize]) -> Sensitivity {
        let answers =
            Answers { base: vec![33, 82, 124], chosen: vec![vec![8, 16, 49], vec![18, 18, 31]], ..Answers::default() };
        let side =
            |certain: &[usize], open: &[usize]| Side::of(Tally::of(None, &answers.those(certain)), answers.those(open));
        let all = side(&[0, 1, 2], &[]);
        let one = |category: usize| {
            let rest: Vec<usize> = (0..3).filter(|c| *c != category && !open.contains(c)).collect();
            let split = Split { group: side(&[category], open), rest: side(&rest, open) };
            influence((0, category), &all, split)
        };
        let influences = (0..3).filter(|c| !open.contains(c)).filter_map(one).collect();
        Sensitivity { options: Vec::new(), order: vec![0, 1], influences, unanswerable: Vec::new(), unseen: 0, all }
    }

    #[test]
    fn the_nearest_turning_point_comes_first() {
        let points = turning_points(&dask(&[]), 0, 1);
        let unheard: Vec<_> = points
            .iter()
            .map(|point| match point.turn {
                Turn::At(flip) => (point.category, flip.unheard),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(unheard, [(0, (20, 20)), (2, (58, 58)), (1, (246, 246))]);
        // Whichever of the two is named first.
        assert_eq!(points, turning_points(&dask(&[]), 1, 0));
    }

    #[test]
    fn what_hangs_on_how_the_undetermined_are_spread_is_not_told() {
        // The 82 who use it every day may be anywhere: too many to say anything of the others.
        assert!(turning_points(&dask(&[1]), 0, 1).iter().all(|point| point.turn == Turn::Untold));
    }
}
