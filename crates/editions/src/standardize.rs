//! A change along several dimensions at once (Das Gupta 1993, *Standardization and Decomposition of Rates*, Census P23-186).

/// The answers of one combination of categories in two editions.
#[derive(Clone, Debug, PartialEq)]
pub struct Combination {
    /// Its category of each dimension.
    pub key: Vec<usize>,
    pub n: [f64; 2],
    /// The share of the option in it; any number where nobody is.
    pub rate: [f64; 2],
}

/// A change in parts that add up to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// `[dimension]`: what comes of who answered along it.
    pub people: Vec<f64>,
    /// What comes of what they said.
    pub answers: f64,
}

/// Splits a change along dimensions that one table of each file has together.
///
/// Each edition must have somebody, and all keys the same length, of at most eight dimensions.
pub fn standardize(combinations: &[Combination]) -> Parts {
    let dimensions = combinations.first().map_or(0, |c| c.key.len());
    let total = [0, 1].map(|e| combinations.iter().map(|c| c.n[e]).sum::<f64>());
    let rates = |c: &Combination| {
        let rate = |e: usize| if c.n[e] > 0.0 { c.rate[e] } else { c.rate[1 - e] };
        if c.n == [0.0, 0.0] { [0.0, 0.0] } else { [rate(0), rate(1)] }
    };
    let mut parts = Parts { people: vec![0.0; dimensions], answers: 0.0 };
    for combination in combinations {
        let rate = rates(combination);
        let weight = [combination.n[0] / total[0], combination.n[1] / total[1]];
        parts.answers += (rate[1] - rate[0]) * (weight[0] + weight[1]) / 2.0;
        let factors: Vec<[f64; 2]> =
            (0..dimensions).map(|d| [0, 1].map(|e| factor(combinations, combination, d, e, total[e]))).collect();
        for (d, part) in parts.people.iter_mut().enumerate() {
            // The other factors of either edition, every way to take them with its weight.
            let mut others = 0.0;
            for (set, share) in subsets(dimensions, d) {
                let product = |i: usize| factors[i][usize::from(set >> i & 1 == 1)];
                others += share * (0..dimensions).filter(|i| *i != d).map(product).product::<f64>();
            }
            *part += (rate[0] + rate[1]) / 2.0 * others * (factors[d][1] - factors[d][0]);
        }
    }
    parts
}

/// The factor of a dimension in the weight of a combination: over every set of other dimensions, how the weight grows less when
/// it is told as well. The product of all factors is the weight.
fn factor(all: &[Combination], one: &Combination, dimension: usize, edition: usize, total: f64) -> f64 {
    if one.n[edition] == 0.0 {
        return 0.0;
    }
    let margin = |set: u32| {
        let same = |c: &&Combination| (0..one.key.len()).all(|d| set >> d & 1 == 0 || c.key[d] == one.key[d]);
        if set == 0 { total } else { all.iter().filter(same).map(|c| c.n[edition]).sum() }
    };
    let ratio = |(set, share): (u32, f64)| (margin(set | 1 << dimension) / margin(set)).powf(share);
    subsets(one.key.len(), dimension).map(ratio).product()
}

/// Every set of the other dimensions, with its share among all orders in which they may come before this one.
fn subsets(dimensions: usize, without: usize) -> impl Iterator<Item = (u32, f64)> {
    let factorial = |n: u32| (1..=n).map(f64::from).product::<f64>();
    let others = dimensions as u32 - 1;
    (0..1_u32 << dimensions).filter(move |set| set >> without & 1 == 0).map(move |set| {
        let before = set.count_ones();
        (set, factorial(before) * factorial(others - before) / factorial(others + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split::{Stratum, kitagawa};
    use proptest::prelude::*;

    fn combinations(dimensions: usize) -> impl Strategy<Value = Vec<Combination>> {
        let cells = 2_usize.pow(dimensions as u32);
        prop::collection::vec((0..9_u32, 0..9_u32, 0.0..1.0_f64, 0.0..1.0_f64), cells).prop_map(move |cells| {
            let combination = |(i, &(n, m, r, s)): (usize, &(u32, u32, f64, f64))| Combination {
                key: (0..dimensions).map(|d| i >> d & 1).collect(),
                n: [n.into(), m.into()],
                rate: [r, s],
            };
            cells.iter().enumerate().map(combination).collect()
        })
    }

    /// The total change, with the rate of the other edition where nobody is.
    fn change(all: &[Combination]) -> Option<f64> {
        let total = [0, 1].map(|e| all.iter().map(|c| c.n[e]).sum::<f64>());
        let share = |e: usize| all.iter().map(|c| c.n[e] * c.rate[e]).sum::<f64>() / total[e];
        (total[0] > 0.0 && total[1] > 0.0).then(|| share(1) - share(0))
    }

    /// Das Gupta (1993), example 5.3: deaths per thousand in the United States in 1970 and 1985, by race and age. The effects
    /// are differences of the standardized rates that he prints with three digits: 8.385 and 9.907 for age, 9.136 and 9.156
    /// for race, 10.258 and 8.030 for the rates within.
    #[test]
    fn the_worked_example_of_das_gupta_comes_out() {
        let size = [
            [
                [2968, 11484, 34614, 30992, 21983, 20314, 20928, 16897, 11339, 5720, 1315],
                [535, 2162, 6120, 4781, 3096, 2718, 2363, 1767, 1149, 448, 117],
            ],
            [
                [3041, 11577, 27450, 32711, 35480, 27411, 19555, 19795, 15254, 8022, 2472],
                [707, 2692, 6473, 6841, 6547, 4352, 3034, 2540, 1749, 804, 236],
            ],
        ];
        let rate = [
            [
                [18.469, 0.751, 0.391, 1.146, 1.287, 2.672, 6.636, 15.691, 34.723, 79.763, 176.837],
                [36.993, 1.352, 0.541, 2.040, 3.523, 6.746, 12.967, 24.471, 45.091, 74.902, 123.205],
            ],
            [
                [9.163, 0.462, 0.248, 0.929, 1.084, 1.810, 4.715, 12.187, 27.728, 64.068, 157.570],
                [17.208, 0.738, 0.328, 1.103, 2.045, 3.724, 8.052, 17.812, 34.128, 68.276, 125.161],
            ],
        ];
        let mut all = Vec::new();
        for race in 0..2 {
            for age in 0..11 {
                all.push(Combination {
                    key: vec![race, age],
                    n: [size[0][race][age], size[1][race][age]].map(f64::from),
                    rate: [rate[0][race][age], rate[1][race][age]],
                });
            }
        }
        let parts = standardize(&all);
        for (part, printed) in [(parts.people[0], 0.020), (parts.people[1], 1.522), (parts.answers, -2.228)] {
            assert!((part - printed).abs() < 0.0011, "{part} {printed}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_the_change(all in (1..4_usize).prop_flat_map(combinations)) {
            let Some(change) = change(&all) else { return Ok(()) };
            let parts = standardize(&all);
            let sum = parts.answers + parts.people.iter().sum::<f64>();
            prop_assert!((sum - change).abs() < 1e-12, "{} {}", sum, change);
        }

        #[test]
        fn along_one_dimension_it_is_kitagawas(all in combinations(1)) {
            prop_assume!(change(&all).is_some());
            let strata: Vec<Stratum> = all.iter().map(|c| Stratum { n: c.n, chose: [c.n[0] * c.rate[0], c.n[1] * c.rate[1]] }).collect();
            let (people, answers) = kitagawa(&strata);
            let parts = standardize(&all);
            prop_assert!((parts.people[0] - people.value).abs() < 1e-12 && (parts.answers - answers.value).abs() < 1e-12);
        }

        #[test]
        fn the_factors_of_a_combination_multiply_to_its_weight(all in combinations(3)) {
            let total = all.iter().map(|c| c.n[0]).sum::<f64>();
            prop_assume!(total > 0.0);
            for one in &all {
                let product: f64 = (0..3).map(|d| factor(&all, one, d, 0, total)).product();
                prop_assert!((product - one.n[0] / total).abs() < 1e-12);
            }
        }
    }
}
