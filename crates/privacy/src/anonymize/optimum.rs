//! How far the search is from the best classes there are, which can be found for a few cells by trying all.

use super::cells::Cells;
use super::grid::Grid;
use super::table::Draft;
use super::work::Work;
use super::{Cell, DimensionSpec, Options, audit};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::ops::ControlFlow;

/// A survey of some cells: a field and two dimensions of up to four categories, most cells smaller than k = 5.
fn survey(seed: u64, most_cells: usize) -> (Vec<DimensionSpec>, Vec<Cell>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let sizes = [random.random_range(1..=3), random.random_range(2..=4), random.random_range(2..=4)];
    let dimension = |(d, &size): (usize, &usize)| DimensionSpec {
        id: format!("d{d}"),
        categories: (0..size).map(|c| format!("c{c}")).collect(),
        ..DimensionSpec::default()
    };
    let dimensions = sizes.iter().enumerate().map(dimension).collect();
    let mut cells: Vec<Cell> = Vec::new();
    while cells.len() < most_cells.min(sizes.iter().product()) {
        let key: Vec<u64> = sizes.iter().map(|&size| 1 << random.random_range(0..size)).collect();
        if cells.iter().all(|cell| cell.key != key) {
            let n = if random.random_range(0..3) == 0 { random.random_range(5..20) } else { random.random_range(1..6) };
            cells.push(Cell { key, n, counts: Vec::new() });
        }
    }
    (dimensions, cells)
}

/// The best value of any classes of at least k: of every set of cells, by that of a class with its first cell and of the rest.
fn optimum(grid: &Grid) -> i64 {
    let members = |set: usize| (0..grid.len()).filter(|cell| set >> cell & 1 == 1).collect::<Vec<usize>>();
    let value = |set: usize| {
        let cells = members(set);
        grid.may_be_class(&cells).then(|| grid.score(&cells))
    };
    let values: Vec<Option<i64>> = (0..1 << grid.len()).map(|set| if set == 0 { None } else { value(set) }).collect();
    let mut best: Vec<Option<i64>> = vec![None; 1 << grid.len()];
    best[0] = Some(0);
    for set in 1..1_usize << grid.len() {
        let first = 1 << set.trailing_zeros();
        let others = set & !first;
        let mut some = others;
        loop {
            let class = some | first;
            if let (Some(value), Some(rest)) = (values[class], best[set & !class]) {
                best[set] = best[set].max(Some(value + rest));
            }
            if some == 0 {
                break;
            }
            some = (some - 1) & others;
        }
    }
    best[(1 << grid.len()) - 1].expect("everybody together is a class")
}

/// What the search reaches of the optimum: the mean and the least share, and the share of surveys where it is the optimum.
fn reached(surveys: u64, most_cells: usize) -> (f64, f64, f64) {
    let (mut sum, mut least, mut found, mut tried) = (0.0, 1.0_f64, 0.0, 0.0);
    for seed in 0..surveys {
        let (dimensions, cells) = survey(seed, most_cells);
        let options = Options { k: 5, ..Options::default() };
        let Ok(cells) = Cells::check(&dimensions, cells, &options) else { continue };
        let list: Vec<usize> = (0..dimensions.len()).collect();
        let mut watch = |_, _, _| ControlFlow::Continue(());
        let work = &mut Work::new(&mut watch, audit::BUDGET);
        let draft = Draft::best(&dimensions, &cells, &list, options.k, work).expect("classes");
        let draft = draft.gathered(&dimensions, &cells).unwrap_or(draft);
        let classes = draft.classes.iter().filter(|class| !class.is_empty());
        let reached: i64 = classes.map(|class| draft.grid.score(class)).sum();
        let best = optimum(&draft.grid);
        assert!(reached <= best, "seed {seed}: {reached} is above the optimum of {best}");
        let share = if best == 0 { 1.0 } else { reached as f64 / best as f64 };
        (sum, least, tried) = (sum + share, least.min(share), tried + 1.0);
        found += f64::from(u8::from(reached == best));
    }
    (sum / tried, least, found / tried)
}

#[test]
fn the_search_comes_near_the_best_classes_of_a_few_cells() {
    let (mean, least, _) = reached(60, 9);
    assert!(mean > 0.97 && least > 0.6, "{mean} on average, {least} at worst");
}

/// For `make bench`.
#[test]
#[ignore = "a measurement: tools/bench.sh exactness"]
fn distance_to_the_optimum_of_14_cells() {
    let (mean, least, found) = reached(300, 14);
    println!(
        "joint tables of up to 14 cells, 300 random ones, k = 5: {:.1} % of the optimum's value on average,",
        100.0 * mean
    );
    println!("{:.1} % at worst; the optimum itself in {:.0} % of them", 100.0 * least, 100.0 * found);
    assert!(mean > 0.97, "less than before");
}
