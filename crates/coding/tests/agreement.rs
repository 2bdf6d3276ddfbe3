//! Agreement equals what other people's software makes of 1,000 random matrices with gaps: krippendorff, irrCAC, scikit-learn and
//! statsmodels (`agreement.csv`, made by `agreement_reference.py`).

use needs_coding::{
    agreement::{self, Unit},
    frame::Set,
};

const REFERENCE: &str = include_str!("agreement.csv");

/// Coders with `/` between them, a unit a character, `.` for a gap.
fn units<T>(matrix: &str, value: impl Fn(char) -> T) -> Vec<Unit<T>> {
    let coders: Vec<Vec<char>> = matrix.split('/').map(|coder| coder.chars().collect()).collect();
    let of_unit = |unit: usize| coders.iter().map(|coder| (coder[unit] != '.').then(|| value(coder[unit]))).collect();
    (0..coders[0].len()).map(of_unit).collect()
}

/// Fails unless both are absent, or differ by 1e-12 at most.
fn same(what: &str, matrix: &str, ours: Option<f64>, theirs: &str) -> usize {
    match (ours, theirs) {
        (None, "-") => 0,
        (Some(ours), theirs) if theirs != "-" => {
            let theirs: f64 = theirs.parse().expect("a number");
            assert!((ours - theirs).abs() <= 1e-12, "{what} of {matrix}: {ours}, not {theirs}");
            1
        }
        (ours, theirs) => panic!("{what} of {matrix}: {ours:?}, not {theirs}"),
    }
}

#[test]
fn alpha_kappa_and_percent_are_those_of_other_programs() {
    let (mut matrices, mut compared) = (0, [0; 5]);
    for line in REFERENCE.lines().skip(2) {
        let cells: Vec<&str> = line.split(',').collect();
        let (matrix, values) = (cells[0], &cells[1..]);
        matrices += 1;
        if let Some(sets) = matrix.strip_prefix("sets ") {
            let ratings = units(sets, |letter| (letter as u32 - 'a' as u32) as Set);
            let alpha = agreement::alpha(&ratings, agreement::masi).map(|made| made.alpha);
            compared[0] += same("alpha of sets", matrix, alpha, values[0]);
            continue;
        }
        let ratings = units(matrix, |c| c == '1');
        let alpha = agreement::alpha(&ratings, agreement::nominal).map(|made| made.alpha);
        compared[1] += same("alpha", matrix, alpha, values[0]);
        // irrCAC makes nothing of a single unit.
        if values[1] != "-" {
            compared[2] += same("irrCAC's alpha", matrix, alpha, values[1]);
        }
        if ratings[0].len() == 2 {
            let table = agreement::counted(&ratings);
            if values[2] != "-" {
                compared[4] += same("irrCAC's percent agreement", matrix, table.percent(), values[2]);
            }
            compared[3] += same("scikit-learn's kappa", matrix, agreement::lights_kappa(&ratings), values[3]);
            same("statsmodels' kappa", matrix, agreement::cohens_kappa(&table), values[4]);
            same("agreement on giving", matrix, table.positive(), values[5]);
            same("agreement on not giving", matrix, table.negative(), values[6]);
        }
    }
    assert_eq!(matrices, 1_000);
    assert!(compared.iter().all(|&n| n > 150), "{compared:?}");
}
