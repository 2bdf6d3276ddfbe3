//! Exact linear algebra on small whole numbers: residues modulo the prime 2^61 - 1.
//!
//! Rounding would make "determined" a matter of tolerance. The rank of a matrix of zeros and ones is the same
//! modulo a prime unless the prime divides its minors; those of class tables stay far below 2^61.

const P: u64 = (1 << 61) - 1;

pub(super) fn add(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= P { sum - P } else { sum }
}

pub(super) fn sub(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + P - b }
}

pub(super) fn mul(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    add((product as u64) & P, (product >> 61) as u64)
}

/// The number that times `a` is 1; `a` is not 0.
pub(super) fn inverse(a: u64) -> u64 {
    // Fermat: a to the power of P - 2.
    let (mut result, mut base, mut exponent) = (1, a, P - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = mul(result, base);
        }
        base = mul(base, base);
        exponent >>= 1;
    }
    result
}

/// Columns that are independent of each other, in echelon form.
pub(super) struct Echelon {
    /// Each with its pivot row, where it is 1 and all later ones are 0.
    columns: Vec<(usize, Vec<u64>)>,
}

impl Echelon {
    pub fn new() -> Echelon {
        Echelon { columns: Vec::new() }
    }

    /// Adds a column unless the ones before determine it; its pivot row if it was added.
    pub fn insert(&mut self, mut column: Vec<u64>) -> Option<usize> {
        for (pivot, other) in &self.columns {
            let factor = column[*pivot];
            if factor != 0 {
                column.iter_mut().zip(other).for_each(|(c, &o)| *c = sub(*c, mul(factor, o)));
            }
        }
        let pivot = column.iter().position(|&c| c != 0)?;
        let scale = inverse(column[pivot]);
        column.iter_mut().for_each(|c| *c = mul(*c, scale));
        self.columns.push((pivot, column));
        Some(pivot)
    }
}

/// The inverse of an invertible square matrix, `[row][column]`.
pub(super) fn invert(mut matrix: Vec<Vec<u64>>) -> Vec<Vec<u64>> {
    let size = matrix.len();
    for (i, row) in matrix.iter_mut().enumerate() {
        row.extend((0..size).map(|j| u64::from(i == j)));
    }
    for i in 0..size {
        let pivot = (i..size).find(|&row| matrix[row][i] != 0).expect("the matrix is invertible");
        matrix.swap(i, pivot);
        let scale = inverse(matrix[i][i]);
        matrix[i].iter_mut().for_each(|x| *x = mul(*x, scale));
        let base = matrix[i].clone();
        for (j, row) in matrix.iter_mut().enumerate() {
            let factor = row[i];
            if j != i && factor != 0 {
                row.iter_mut().zip(&base).for_each(|(x, &b)| *x = sub(*x, mul(factor, b)));
            }
        }
    }
    matrix.into_iter().map(|row| row[size..].to_vec()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverse_times_number_is_one() {
        for a in [1, 2, 3, 1 << 60, P - 1] {
            assert_eq!(mul(a, inverse(a)), 1);
        }
    }

    #[test]
    fn inverse_of_a_matrix_undoes_it() {
        let matrix = vec![vec![0, 1, 1], vec![1, 0, 1], vec![1, 1, 0]];
        let inverse = invert(matrix.clone());
        let column = |j: usize| inverse.iter().map(move |row| row[j]);
        for (i, row) in matrix.iter().enumerate() {
            for j in 0..3 {
                let product = row.iter().zip(column(j)).fold(0, |sum, (&a, b)| add(sum, mul(a, b)));
                assert_eq!(product, u64::from(i == j));
            }
        }
    }

    #[test]
    fn a_sum_of_columns_is_not_independent() {
        let mut echelon = Echelon::new();
        assert!(echelon.insert(vec![1, 0, 1]).is_some());
        assert!(echelon.insert(vec![0, 1, 1]).is_some());
        assert!(echelon.insert(vec![1, 1, 2]).is_none());
        assert!(echelon.insert(vec![1, 1, 1]).is_some());
    }
}
