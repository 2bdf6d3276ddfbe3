//! What an attacker with patience finds: every set of people tried, every survey that agrees with the tables.

use std::collections::BTreeMap;

/// People who are in the same class of every table: their classes, and how many they are.
pub type Atoms = BTreeMap<Vec<usize>, u64>;

/// The fewest people, below `k`, that some combination of the tables' sums, with any weights, is about. A set of atoms has one
/// exactly if the matrix of classes by atoms has a lower rank without its columns.
pub fn contrast(atoms: &Atoms, k: u64) -> Option<u64> {
    let columns: Vec<&Vec<usize>> = atoms.keys().collect();
    let n: Vec<u64> = atoms.values().copied().collect();
    let all = rank(&columns, &[]);
    let mut best = None;
    let mut chosen = Vec::new();
    sets(&n, 0, k, &mut chosen, &mut |set| {
        let people: u64 = set.iter().map(|&a| n[a]).sum();
        if best.is_none_or(|best| people < best) && rank(&columns, set) < all {
            best = Some(people);
        }
    });
    best
}

/// Every set of atoms with fewer than `k` people, but the empty one.
fn sets(n: &[u64], from: usize, left: u64, chosen: &mut Vec<usize>, each: &mut dyn FnMut(&[usize])) {
    for a in from..n.len() {
        if n[a] < left {
            chosen.push(a);
            each(chosen);
            sets(n, a + 1, left - n[a], chosen, each);
            chosen.pop();
        }
    }
}

/// The rank of the matrix of classes by atoms, without some atoms: whole numbers, no rounding (Bareiss 1968).
fn rank(columns: &[&Vec<usize>], without: &[usize]) -> usize {
    let mut rows: Vec<Vec<i128>> = Vec::new();
    for table in 0..columns[0].len() {
        for class in 0..=columns.iter().map(|c| c[table]).max().unwrap() {
            let row = columns.iter().enumerate().filter(|(a, _)| !without.contains(a));
            rows.push(row.map(|(_, c)| i128::from(c[table] == class)).collect());
        }
    }
    let (mut rank, mut before) = (0, 1);
    for column in 0..rows[0].len() {
        let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let base = rows[rank].clone();
        for row in &mut rows[rank + 1..] {
            let factor = row[column];
            for (x, b) in row.iter_mut().zip(&base) {
                *x = (*x * base[column] - factor * b) / before;
            }
        }
        before = base[column];
        rank += 1;
    }
    rank
}

/// How many people are in atoms of fewer than `k` whose number of those who said yes is the same in every survey that agrees
/// with the tables; `sums` are how many said yes, `[table][class]`. None if there are too many surveys to try.
pub fn settled(atoms: &Atoms, sums: &[Vec<u64>], k: u64) -> Option<u64> {
    let columns: Vec<(&Vec<usize>, u64)> = atoms.iter().map(|(classes, &n)| (classes, n)).collect();
    // What is left to be said yes in a class, and how many people of it are still open.
    let mut left = sums.to_vec();
    let mut open: Vec<Vec<u64>> = sums.iter().map(|classes| vec![0; classes.len()]).collect();
    for (classes, n) in &columns {
        classes.iter().enumerate().for_each(|(table, &class)| open[table][class] += n);
    }
    let mut seen: Vec<Option<(u64, u64)>> = vec![None; columns.len()];
    let mut tries = 0;
    try_all(&columns, &mut left, &mut open, &mut Vec::new(), &mut seen, &mut tries)?;
    let certain = seen.iter().zip(&columns).filter(|(seen, (_, n))| *n < k && seen.is_some_and(|(l, h)| l == h));
    Some(certain.map(|(_, (_, n))| n).sum())
}

fn try_all(
    columns: &[(&Vec<usize>, u64)],
    left: &mut [Vec<u64>],
    open: &mut [Vec<u64>],
    x: &mut Vec<u64>,
    seen: &mut [Option<(u64, u64)>],
    tries: &mut u32,
) -> Option<()> {
    const MOST_TRIES: u32 = 400_000;
    *tries += 1;
    if *tries > MOST_TRIES {
        return None;
    }
    let Some((classes, n)) = columns.get(x.len()) else {
        for (seen, &x) in seen.iter_mut().zip(x.iter()) {
            *seen = Some(seen.map_or((x, x), |(low, high)| (low.min(x), high.max(x))));
        }
        return Some(());
    };
    for yes in 0..=*n {
        let fits = classes
            .iter()
            .enumerate()
            .all(|(table, &class)| yes <= left[table][class] && left[table][class] - yes <= open[table][class] - n);
        if !fits {
            continue;
        }
        let mut change = |by: &dyn Fn(&mut u64, &mut u64)| {
            classes.iter().enumerate().for_each(|(table, &class)| by(&mut left[table][class], &mut open[table][class]));
        };
        change(&|left, open| (*left, *open) = (*left - yes, *open - n));
        x.push(yes);
        let done = try_all(columns, left, open, x, seen, tries);
        x.pop();
        let mut change = |by: &dyn Fn(&mut u64, &mut u64)| {
            classes.iter().enumerate().for_each(|(table, &class)| by(&mut left[table][class], &mut open[table][class]));
        };
        change(&|left, open| (*left, *open) = (*left + yes, *open + n));
        done?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_of_two_people_is_found_by_trying() {
        let atoms = |n: [u64; 4]| -> Atoms {
            [[0, 0], [0, 1], [1, 0], [1, 1]].into_iter().zip(n).map(|(classes, n)| (classes.to_vec(), n)).collect()
        };
        assert_eq!(contrast(&atoms([20, 1, 1, 20]), 5), Some(2));
        assert_eq!(contrast(&atoms([20, 1, 4, 20]), 5), None);
    }
}
