//! The share of a group at which two options change places, and how many more people that would take.

use super::Tally;

/// Whether the group must grow or shrink for the order of two options to flip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The group would have to be larger than it is.
    More,
    /// The group would have to be smaller than it is.
    Fewer,
}

/// The mix of a group and everybody else at which two options tie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tipping {
    /// The group's share now.
    pub share: f64,
    /// The group's share at which the options tie, strictly between 0 and 1.
    pub tipping_share: f64,
    /// The weight that would bring the group there, everybody else keeping 1.
    pub multiplier: f64,
    pub direction: Direction,
    /// How many more people, answering as the group did (`More`) or as everybody else did (`Fewer`), make the options
    /// tie; rounded up to whole people. If the tie is exact, one more breaks it.
    pub unheard: u64,
}

/// The counts and bases of two options A and B.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub a: f64,
    pub b: f64,
    /// The bases of A and of B; they differ only between items of a rating.
    pub base_a: f64,
    pub base_b: f64,
}

impl Pair {
    pub fn of(tally: &Tally, a: usize, b: usize) -> Pair {
        Pair { a: tally.chosen[a], b: tally.chosen[b], base_a: tally.base_of(a), base_b: tally.base_of(b) }
    }

    /// p_A - p_B; none without a base.
    pub fn difference(self) -> Option<f64> {
        (self.base_a > 0.0 && self.base_b > 0.0).then(|| self.a / self.base_a - self.b / self.base_b)
    }
}

/// The share of a group at which the options A and B change places.
///
/// With d = p_A - p_B the options tie at `d_rest / (d_rest - d_group)`, with D the difference of counts at the
/// weight `-D_rest / D_group`. None if no mix of the two flips the order (both prefer the same option, or one
/// is undecided), or if either has no base. Shares are of the base of A.
pub fn tipping(group: Pair, rest: Pair) -> Option<Tipping> {
    if group.difference()? * rest.difference()? >= 0.0 {
        return None;
    }
    let share = group.base_a / (group.base_a + rest.base_a);
    let multiplier = multiplier(group, rest);
    let tipping_share = multiplier * group.base_a / (multiplier * group.base_a + rest.base_a);
    let (direction, unheard) = if multiplier >= 1.0 {
        (Direction::More, (multiplier - 1.0) * group.base_a)
    } else {
        (Direction::Fewer, (1.0 / multiplier - 1.0) * rest.base_a)
    };
    // 20.0000000001 people count as 20.
    let unheard = (unheard - 1e-6).ceil().max(0.0) as u64;
    Some(Tipping { share, tipping_share, multiplier, direction, unheard })
}

/// The weight m > 0 of the group at which `(m a_g + a_r) / (m n_Ag + n_Ar)` equals the same of B; there is one.
fn multiplier(g: Pair, r: Pair) -> f64 {
    if g.base_a == g.base_b && r.base_a == r.base_b {
        return -(r.a - r.b) / (g.a - g.b);
    }
    // Multiplied out: square m^2 + linear m + constant = 0, with `square` and `constant` of opposite signs.
    let square = g.a * g.base_b - g.b * g.base_a;
    let linear = g.a * r.base_b + r.a * g.base_b - g.b * r.base_a - r.b * g.base_a;
    let constant = r.a * r.base_b - r.b * r.base_a;
    let root = (linear * linear - 4.0 * square * constant).sqrt();
    (-linear + root.copysign(square)) / (2.0 * square)
}

/// The size that a group which the survey did not reach must have to change an order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unreached {
    /// Its share if all of it wanted the second option and nobody the first: `d / (1 + d)`. A smaller
    /// unheard group cannot change the order, whatever it wants.
    pub worst_case: f64,
    /// The same in people, in addition to those who answered; rounded up.
    pub people: u64,
}

/// The size of an unreached group that changes the order of two options, the first ahead by `d` (a difference of
/// shares) among `base` people; none if `d` is not above 0.
pub fn unreached(d: f64, base: f64) -> Option<Unreached> {
    (d > 0.0).then(|| Unreached { worst_case: share_if_opposed_by(d, 1.0), people: (d * base - 1e-6).ceil() as u64 })
}

/// `d / (d + delta)`: the share at which a group preferring the second option by `delta` outweighs a lead of `d`.
fn share_if_opposed_by(d: f64, delta: f64) -> f64 {
    d / (d + delta)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair([a, b, base]: [f64; 3]) -> Pair {
        Pair { a, b, base_a: base, base_b: base }
    }

    /// Dask 2021, documentation against examples, by numpy; the group's counts are those of the raw file.
    #[test]
    fn dask_2021_flips_above_20_percent_just_looking() {
        // Just looking for now: 33 of 239; 8 chose documentation, 18 examples; of all 73 and 67.
        let t = tipping(pair([8.0, 18.0, 33.0]), pair([65.0, 49.0, 206.0])).unwrap();
        assert!((t.share - 0.1380753138).abs() < 5e-11, "{t:?}");
        assert!((t.tipping_share - 0.2040185471).abs() < 5e-11, "{t:?}");
        assert!((t.multiplier - 1.6).abs() < 1e-12, "{t:?}");
        assert_eq!((t.direction, t.unheard), (Direction::More, 20));
    }

    /// Dask 2021, `unreached_worst_case_share` by numpy: a lead of 6 of 239.
    #[test]
    fn dask_2021_lead_could_be_lost_to_six_unheard_people() {
        let u = unreached(6.0 / 239.0, 239.0).unwrap();
        assert!((u.worst_case - 0.0244897959).abs() < 5e-11 && u.people == 6, "{u:?}");
        assert_eq!(unreached(0.0, 239.0), None);
    }

    /// The other rows of the same table.
    #[test]
    fn dask_2021_other_groups_tip_where_numpy_says() {
        let often = tipping(pair([16.0, 18.0, 82.0]), pair([57.0, 49.0, 157.0])).unwrap();
        assert!((often.share - 0.3430962343).abs() < 5e-11 && (often.tipping_share - 0.6762886598).abs() < 5e-11);
        assert!((often.multiplier - 4.0).abs() < 1e-12 && often.unheard == 246, "{often:?}");
        let occasionally = tipping(pair([49.0, 31.0, 124.0]), pair([24.0, 36.0, 115.0])).unwrap();
        assert!((occasionally.share - 0.5188284519).abs() < 5e-11, "{occasionally:?}");
        assert!((occasionally.tipping_share - 0.4182124789).abs() < 5e-11, "{occasionally:?}");
        assert!((occasionally.multiplier - 0.6666666667).abs() < 5e-11, "{occasionally:?}");
        // Half as many again of the other 115.
        assert_eq!((occasionally.direction, occasionally.unheard), (Direction::Fewer, 58));
    }

    #[test]
    fn no_mix_flips_what_both_prefer() {
        assert_eq!(tipping(pair([5.0, 3.0, 10.0]), pair([9.0, 1.0, 20.0])), None);
        assert_eq!(tipping(pair([5.0, 5.0, 10.0]), pair([9.0, 1.0, 20.0])), None);
        assert_eq!(tipping(pair([0.0, 0.0, 0.0]), pair([9.0, 1.0, 20.0])), None);
    }

    proptest! {
        #[test]
        fn the_tipping_share_plugged_back_gives_a_tie(g in [0..99_u32, 0..99_u32, 99..200_u32], r in [0..99_u32, 0..99_u32, 99..200_u32]) {
            let (g, r) = (g.map(f64::from), r.map(f64::from));
            if let Some(t) = tipping(pair(g), pair(r)) {
                let at = |option: usize| t.tipping_share * g[option] / g[2] + (1.0 - t.tipping_share) * r[option] / r[2];
                prop_assert!((at(0) - at(1)).abs() < 1e-12);
                let weighted = |option: usize| t.multiplier * g[option] + r[option];
                prop_assert!((weighted(0) - weighted(1)).abs() < 1e-9 * (1.0 + weighted(0)));
                prop_assert!(0.0 < t.tipping_share && t.tipping_share < 1.0);
            }
        }

        #[test]
        fn so_many_unheard_people_bring_the_tie_and_one_fewer_does_not(g in [0..99_u32, 0..99_u32, 99..200_u32], r in [0..99_u32, 0..99_u32, 99..200_u32]) {
            let (g, r) = (g.map(f64::from), r.map(f64::from));
            if let Some(t) = tipping(pair(g), pair(r)) {
                let adders = if t.direction == Direction::More { g } else { r };
                let lead = g[0] + r[0] - g[1] - r[1];
                // The lead after m more people who answer as the adders do, on average.
                let after = |m: u64| (lead + m as f64 * (adders[0] - adders[1]) / adders[2]) * lead.signum();
                prop_assert!(after(t.unheard) <= 1e-6);
                prop_assert!(t.unheard == 0 || after(t.unheard - 1) > 0.0);
            }
        }

        #[test]
        fn items_with_bases_of_their_own_tie_too(g in [0..99_u32, 0..99_u32, 99..200_u32, 99..200_u32], r in [0..99_u32, 0..99_u32, 99..200_u32, 99..200_u32]) {
            let own = |p: [u32; 4]| Pair { a: p[0].into(), b: p[1].into(), base_a: p[2].into(), base_b: p[3].into() };
            let (g, r) = (own(g), own(r));
            if let Some(t) = tipping(g, r) {
                let m = t.multiplier;
                prop_assert!(m > 0.0 && 0.0 < t.tipping_share && t.tipping_share < 1.0, "{t:?}");
                let a = (m * g.a + r.a) / (m * g.base_a + r.base_a);
                let b = (m * g.b + r.b) / (m * g.base_b + r.base_b);
                prop_assert!((a - b).abs() < 1e-9, "{a} {b}");
            }
        }

        #[test]
        fn a_group_of_the_worst_case_share_brings_a_tie(d in 0.001..1.0_f64, delta in 0.001..1.0_f64) {
            let u = share_if_opposed_by(d, delta);
            prop_assert!(((1.0 - u) * d - u * delta).abs() < 1e-12);
        }
    }
}
