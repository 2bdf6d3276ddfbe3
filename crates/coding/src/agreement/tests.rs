//! Published tables, and what must hold whatever coders do. Other people's software: `crates/command/tests/outside`.

use super::*;
use crate::frame::Set;
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn close(a: f64, b: f64, within: f64) -> bool {
    (a - b).abs() <= within
}

/// A row a coder, as the tables are printed; `.` for a gap.
fn units(rows: &[&str]) -> Vec<Unit<u32>> {
    let coder = |row: &str| -> Vec<Option<u32>> { row.split_whitespace().map(|value| value.parse().ok()).collect() };
    let coders: Vec<Vec<Option<u32>>> = rows.iter().map(|row| coder(row)).collect();
    (0..coders[0].len()).map(|unit| coders.iter().map(|coder| coder[unit]).collect()).collect()
}

/// Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section A: two coders, ten units, binary; α = 0.095.
#[test]
fn krippendorffs_table_of_two_coders_and_binary_data() {
    let ratings = units(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
    let made = alpha(&ratings, nominal).expect("varies");
    // D_o = 4/10; 14 zeros and 6 ones: D_e = 2 * 14 * 6 / (20 * 19).
    assert!(close(made.alpha, 1.0 - 0.4 / (168.0 / 380.0), 1e-12) && close(made.alpha, 0.095, 5e-4), "{made:?}");
    assert_eq!((made.units, made.pairs), (10, 10));
}

/// The same, section B: two coders, twelve units, five categories; α = 0.692.
#[test]
fn krippendorffs_table_of_two_coders_and_five_categories() {
    let ratings = units(&["1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4"]);
    let made = alpha(&ratings, nominal).expect("varies");
    assert!(close(made.alpha, 0.692, 5e-4), "{made:?}");
}

/// The same, section C: four coders, twelve units, gaps; α = 0.743. The last unit has one value and is left out.
#[test]
fn krippendorffs_table_of_four_coders_with_gaps() {
    let ratings = units(&[
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]);
    let made = alpha(&ratings, nominal).expect("varies");
    assert!(close(made.alpha, 0.743, 5e-4), "{made:?}");
    assert_eq!(made.units, 11);
}

#[test]
fn kappa_of_a_published_table() {
    // Cohen (1960) in the form of Fleiss, Levin and Paik (2003): 25 of 50 wrong in one cell by hand: p_o = 0.7, p_e = 0.5.
    let table = TwoByTwo { both: 20, first: 5, second: 10, neither: 15 };
    assert!(close(cohens_kappa(&table).expect("varies"), 0.4, 1e-12));
    assert_eq!((table.percent(), table.n()), (Some(0.7), 50));
    assert!(close(table.positive().expect("given"), 40.0 / 55.0, 1e-12));
    assert!(close(table.negative().expect("not always given"), 30.0 / 45.0, 1e-12));
}

#[test]
fn where_nothing_varies_nothing_is_defined() {
    for value in [true, false] {
        let ratings = vec![vec![Some(value); 2]; 30];
        assert_eq!((alpha(&ratings, nominal), lights_kappa(&ratings)), (None, None));
        assert_eq!(counted(&ratings).percent(), Some(1.0));
    }
    assert_eq!(alpha(&[vec![Some(true), None]], nominal), None);
    assert_eq!(Verdict::of(None), Verdict::Undefined);
}

#[test]
fn one_coder_who_never_varies_has_a_kappa_of_zero() {
    let ratings: Vec<Unit<bool>> = (0..10).map(|i| vec![Some(false), Some(i < 3)]).collect();
    assert_eq!(lights_kappa(&ratings), Some(0.0));
}

#[test]
fn verdicts_change_at_the_thresholds() {
    for (alpha, expected) in [
        (0.8, Verdict::Reliable),
        (0.799, Verdict::Tentative),
        (0.667, Verdict::Tentative),
        (0.666, Verdict::Unreliable),
        (-0.2, Verdict::Unreliable),
    ] {
        assert_eq!(Verdict::of(Some(alpha)), expected, "{alpha}");
    }
}

#[test]
fn coders_at_chance_agree_about_as_much_as_chance() {
    let mut random = ChaCha8Rng::seed_from_u64(17);
    for coders in [2, 3] {
        let mut gives = || Some(random.random::<f64>() < 0.3);
        let ratings: Vec<Unit<bool>> = (0..20_000).map(|_| (0..coders).map(|_| gives()).collect()).collect();
        let made = alpha(&ratings, nominal).expect("varies");
        assert!(made.alpha.abs() < 0.02 && lights_kappa(&ratings).expect("varies").abs() < 0.02, "{made:?}");
    }
    let mut set = || Some(random.random_range(0..8) as Set);
    let ratings: Vec<Unit<Set>> = (0..5_000).map(|_| vec![set(), set()]).collect();
    assert!(alpha(&ratings, masi).expect("varies").alpha.abs() < 0.03);
}

#[test]
fn masi_weighs_sets_by_what_they_share() {
    // Passonneau (2006): {a, b} and {a}: 1 - 1/2 * 2/3; {a, b} and {b, c}: 1 - 1/3 * 1/3.
    for (a, b, expected) in [(0b11, 0b01, 2.0 / 3.0), (0b011, 0b110, 8.0 / 9.0), (1, 2, 1.0), (5, 5, 0.0), (0, 1, 1.0)]
    {
        assert!(close(masi(a, b), expected, 1e-12), "{a:b} {b:b}");
    }
    assert_eq!(masi(0, 0), 0.0);
}

/// Ratings of up to four coders, with gaps.
fn ratings() -> impl Strategy<Value = Vec<Unit<bool>>> {
    (2_usize..5).prop_flat_map(|coders| {
        prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, any::<bool>()), coders), 1..40)
    })
}

proptest! {
    #[test]
    fn alpha_does_not_depend_on_the_order_of_units_or_coders(ratings in ratings()) {
        let mut turned: Vec<Unit<bool>> = ratings.iter().map(|unit| unit.iter().rev().copied().collect()).collect();
        turned.reverse();
        match (alpha(&ratings, nominal), alpha(&turned, nominal)) {
            (Some(a), Some(b)) => prop_assert!(close(a.alpha, b.alpha, 1e-12)),
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn alpha_is_at_most_one_and_its_interval_holds_it(ratings in ratings()) {
        if let Some(made) = alpha(&ratings, nominal) {
            prop_assert!(made.alpha <= 1.0 && made.expected > 0.0);
            let interval = Interval::nominal(&made);
            prop_assert!(interval.low <= made.alpha.max(-1.0) + 1e-12 && made.alpha <= interval.high + 1e-12, "{:?} {:?}", made, interval);
        }
    }

    #[test]
    fn of_single_codes_masi_is_the_nominal_distance(ratings in ratings()) {
        let sets: Vec<Unit<Set>> = ratings.iter().map(|unit| unit.iter().map(|gave| gave.map(|gave| if gave { 1 } else { 2 })).collect()).collect();
        match (alpha(&ratings, nominal), alpha(&sets, masi)) {
            (Some(a), Some(b)) => prop_assert!(close(a.alpha, b.alpha, 1e-12)),
            (a, b) => prop_assert_eq!(a.is_some(), b.is_some()),
        }
    }

    #[test]
    fn masi_is_symmetric_and_within_zero_and_one(a in 0_u128..64, b in 0_u128..64) {
        prop_assert_eq!(masi(a, b), masi(b, a));
        prop_assert!((0.0..=1.0).contains(&masi(a, b)) && (masi(a, b) == 0.0) == (a == b));
    }
}
