//! Simpson's paradox: a difference between two groups that reverses within the strata.

use crate::estimate::Proportion;

/// Smaller differences, crude or standardised, are not called reversed.
pub(super) const NOTABLE: f64 = 0.02;
/// The strata in which both groups have somebody must hold at least so much of the standard.
pub(super) const COVERED: f64 = 0.9;

/// One stratum: a category of a bias dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratum {
    /// The first group in this stratum: how many chose, of how many.
    pub a: Proportion,
    pub b: Proportion,
    /// Size of the stratum in the standard population: everybody in the survey, the same for every comparison.
    pub standard: f64,
}

/// A difference of two groups, crude and standardized to the same mix of strata.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standardised {
    /// p_A - p_B over the strata together.
    pub crude: f64,
    /// Sum of standard * (p_A - p_B) within strata, over the strata that have people of both.
    pub difference: f64,
    /// The share of the standard population in those strata.
    pub covered: f64,
    /// The Mantel-Haenszel odds ratio (1959), `(sum a d / n) / (sum b c / n)` over the strata; none where the denominator
    /// is 0.
    pub odds_ratio: Option<f64>,
}

impl Standardised {
    /// Whether the difference reverses: opposite signs, both over 2 points, strata covering at least 90 %.
    pub fn is_reversed(&self) -> bool {
        self.crude * self.difference < 0.0
            && self.crude.abs() > NOTABLE
            && self.difference.abs() > NOTABLE
            && self.covered >= COVERED
    }
}

/// The difference of two groups, directly standardized over strata; none if either is empty, or no stratum has people
/// of both.
pub fn standardise(strata: &[Stratum]) -> Option<Standardised> {
    let sum = |of: fn(&Stratum) -> Proportion| {
        let (x, n) = strata.iter().map(of).fold((0, 0), |(x, n), p| (x + p.count, n + p.base));
        Proportion::of(x, n).share()
    };
    let crude = sum(|s| s.a)? - sum(|s| s.b)?;
    let (mut difference, mut covered, mut standard) = (0.0, 0.0, 0.0);
    let (mut concordant, mut discordant) = (0.0, 0.0);
    for stratum in strata {
        standard += stratum.standard;
        let (Some(p_a), Some(p_b)) = (stratum.a.share(), stratum.b.share()) else { continue };
        covered += stratum.standard;
        difference += stratum.standard * (p_a - p_b);
        let (a, b) = (f64::from(stratum.a.base), f64::from(stratum.b.base));
        concordant += p_a * (1.0 - p_b) * a * b / (a + b);
        discordant += p_b * (1.0 - p_a) * a * b / (a + b);
    }
    (covered > 0.0).then(|| Standardised {
        crude,
        difference: difference / covered,
        covered: covered / standard,
        odds_ratio: (discordant > 0.0).then(|| concordant / discordant),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// coba2022: "very interested" in deep learning, high against low skill, by kind of work; the standard
    /// is all 493 respondents (81 imaging, 322 balanced, 90 analysts). By statsmodels' `StratifiedTable`.
    fn coba() -> [Stratum; 3] {
        [((1, 7), (3, 19), 81.0), ((16, 53), (14, 40), 322.0), ((21, 44), (5, 7), 90.0)]
            .map(|(a, b, standard)| Stratum { a: Proportion::of(a.0, a.1), b: Proportion::of(b.0, b.1), standard })
    }

    #[test]
    fn coba_skill_reverses_within_kinds_of_work() {
        let s = standardise(&coba()).unwrap();
        assert!((s.odds_ratio.unwrap() - 0.6941365994).abs() < 5e-11, "{s:?}");
        assert!((s.difference + 0.0771636243).abs() < 5e-11, "{s:?}");
        // Crude: 38 of 104 against 22 of 66, odds ratio 1.1515151515.
        assert!((s.crude - (38.0 / 104.0 - 22.0 / 66.0)).abs() < 1e-15);
        let odds = |p: f64| p / (1.0 - p);
        assert!((odds(38.0 / 104.0) / odds(22.0 / 66.0) - 1.1515151515).abs() < 5e-11);
        assert!(s.is_reversed());
    }

    #[test]
    fn a_reversal_in_part_of_the_people_is_not_called_one() {
        let mut strata = coba();
        strata[1].b = Proportion::of(0, 0);
        let s = standardise(&strata).unwrap();
        assert!(s.covered < COVERED && !s.is_reversed(), "{s:?}");
    }

    #[test]
    fn groups_that_never_meet_cannot_be_compared() {
        let strata = [((1, 2), (0, 0)), ((0, 0), (1, 2))].map(|(a, b): ((u32, u32), (u32, u32))| Stratum {
            a: Proportion::of(a.0, a.1),
            b: Proportion::of(b.0, b.1),
            standard: 1.0,
        });
        assert_eq!(standardise(&strata), None);
        assert_eq!(standardise(&[]), None);
    }
}
