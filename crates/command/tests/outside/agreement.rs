//! Agreement of coders, live against krippendorff, scikit-learn and statsmodels.

use super::{ROOT, python::python};
use needs_coding::{
    agreement::{self, Unit},
    frame::Set,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

const MATRICES: usize = 1_000;

/// Two to four coders, with gaps, of codes or of sets; the matrix, and how it is written for the script.
fn matrix(random: &mut ChaCha8Rng) -> (bool, Vec<Unit<Set>>, String) {
    let sets = random.random_range(0..4) == 0;
    let (coders, units) = ([2, 2, 3, 4][random.random_range(0..4)], random.random_range(3..30));
    let (gaps, agree) = ([0.0, 0.1, 0.4][random.random_range(0..3)], random.random::<f64>());
    let most: Set = if sets { 16 } else { 2 };
    let ratings: Vec<Unit<Set>> = (0..units)
        .map(|_| {
            let first = random.random_range(0..most);
            let one = |_| {
                let given = if random.random::<f64>() < agree { first } else { random.random_range(0..most) };
                (random.random::<f64>() >= gaps).then_some(given)
            };
            (0..coders).map(one).collect()
        })
        .collect();
    let letter = |given: Set| char::from(if sets { b'a' } else { b'0' } + given as u8);
    let coder = |coder: usize| ratings.iter().map(|unit| unit[coder].map_or('.', letter)).collect::<String>();
    let text = (0..coders).map(coder).collect::<Vec<_>>().join("/");
    (sets, ratings, if sets { format!("sets {text}") } else { text })
}

#[test]
fn other_programs_find_the_same_agreement() {
    let mut random = ChaCha8Rng::seed_from_u64(2026);
    let matrices: Vec<_> = (0..MATRICES).map(|_| matrix(&mut random)).collect();
    let mut child = Command::new(python())
        .arg(Path::new(ROOT).join("crates/command/tests/outside/agreement.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python");
    let mut input = child.stdin.take().expect("piped");
    let lines: String = matrices.iter().map(|(.., line)| format!("{line}\n")).collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("ends");
    writer.join().expect("writes").expect("is read");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success() && text.lines().count() == MATRICES, "{} lines", text.lines().count());
    let mut compared = 0;
    for ((sets, ratings, line), values) in matrices.iter().zip(text.lines()) {
        let theirs: Vec<Option<f64>> = values.split(' ').map(|value| value.parse().ok()).collect();
        let mut same = |what: &str, ours: Option<f64>, theirs: Option<f64>| {
            let differ = ours.zip(theirs).map(|(a, b)| (a - b).abs());
            assert!(
                ours.is_some() == theirs.is_some() && differ.is_none_or(|d| d <= 1e-12),
                "{what}, {line}: {ours:?} {theirs:?}"
            );
            compared += usize::from(ours.is_some());
        };
        if *sets {
            same("alpha", agreement::alpha(ratings, agreement::masi).map(|made| made.alpha), theirs[0]);
            continue;
        }
        let gave: Vec<Unit<bool>> =
            ratings.iter().map(|unit| unit.iter().map(|set| set.map(|set| set == 1)).collect()).collect();
        same("alpha", agreement::alpha(&gave, agreement::nominal).map(|made| made.alpha), theirs[0]);
        if gave[0].len() == 2 {
            let table = agreement::counted(&gave);
            same("scikit-learn's kappa", agreement::cohens_kappa(&table), theirs[3]);
            same("statsmodels' kappa", agreement::lights_kappa(&gave), theirs[4]);
            same("positive agreement", table.positive(), theirs[5]);
            same("negative agreement", table.negative(), theirs[6]);
        }
    }
    assert!(compared > 2_000, "{compared}");
}
