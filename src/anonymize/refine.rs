//! Improves a partition by moving cells between classes.

use super::split::Grid;

pub(super) fn refine(_grid: &Grid, classes: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    classes
}
