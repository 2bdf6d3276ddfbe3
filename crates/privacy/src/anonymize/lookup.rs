//! Finds the class of a combination of categories by the labels alone.
//!
//! If several labels cover a combination, the narrowest wins: known before undetermined, fewer categories before more,
//! compared dimension by dimension in the order of the table. In every partition this rule gives each combination its own
//! class, so that a later edition finds it again.

use super::grid::Grid;
use needs_core::survey::Label;

/// The precedence of labels: narrower first.
pub(super) fn narrowness(labels: &[Label]) -> Vec<(u32, u64)> {
    labels.iter().map(|label| (if label.known { 0 } else { label.set.count_ones() }, label.set)).collect()
}

/// Labels by dimension, narrower first.
pub(super) struct Lookup {
    root: Node,
}

enum Node {
    Class(usize),
    Labels(Vec<(Label, Node)>),
}

impl Lookup {
    /// From the labels of each class; none for a class to skip.
    pub fn of<'a>(labels: impl Iterator<Item = Option<&'a [Label]>>) -> Lookup {
        let mut classes: Vec<(&[Label], usize)> =
            labels.enumerate().filter_map(|(class, labels)| Some((labels?, class))).collect();
        classes.sort_by_cached_key(|&(labels, class)| (narrowness(labels), class));
        Lookup { root: Node::of(&classes, 0) }
    }

    /// The class of a cell, if any label covers it.
    pub fn class(&self, grid: &Grid, cell: usize) -> Option<usize> {
        self.root.class(grid, cell, 0)
    }
}

impl Node {
    fn of(classes: &[(&[Label], usize)], place: usize) -> Node {
        match classes.first() {
            // The first of classes with the same labels.
            Some((labels, class)) if place == labels.len() => Node::Class(*class),
            _ => Node::Labels(
                classes
                    .chunk_by(|a, b| a.0[place] == b.0[place])
                    .map(|alike| (alike[0].0[place], Node::of(alike, place + 1)))
                    .collect(),
            ),
        }
    }

    fn class(&self, grid: &Grid, cell: usize, place: usize) -> Option<usize> {
        match self {
            Node::Class(class) => Some(*class),
            Node::Labels(labels) => labels
                .iter()
                .filter(|(label, _)| grid.label_covers(*label, cell, place))
                .find_map(|(_, node)| node.class(grid, cell, place + 1)),
        }
    }
}

/// Moves cells to the class that the lookup gives them, and merges classes that stay ambiguous.
pub(super) fn settle(grid: &Grid, mut classes: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    /// After this many moves classes are merged, so that the loop ends.
    const ROUNDS_OF_MOVES: usize = 8;
    for round in 0.. {
        classes.retain(|class| !class.is_empty());
        let labels: Vec<Vec<Label>> = classes.iter().map(|class| grid.labels(class)).collect();
        let lookup = Lookup::of(labels.iter().map(|labels| Some(labels.as_slice())));
        // A class's own labels cover each of its cells.
        let found = |cell: usize| lookup.class(grid, cell).expect("a label covers every cell");
        let mut moves = Vec::new();
        for (class, cells) in classes.iter().enumerate() {
            moves.extend(cells.iter().map(|&cell| (cell, class, found(cell))).filter(|&(_, own, to)| own != to));
        }
        if moves.is_empty() {
            break;
        }
        let mut together: Vec<usize> = (0..classes.len()).collect();
        let mut sums: Vec<Vec<u64>> = classes.iter().map(|class| grid.sums(class)).collect();
        for &(cell, own, to) in &moves {
            let alike = labels[own] == labels[to];
            let leaving = grid.sums(&[cell]);
            let rest: Vec<u64> = sums[own].iter().zip(&leaving).map(|(sum, n)| sum - n).collect();
            let joined: Vec<u64> = sums[to].iter().zip(&leaving).map(|(sum, n)| sum + n).collect();
            if round < ROUNDS_OF_MOVES && !alike && grid.are_enough(&rest) && grid.are_enough(&joined) {
                (sums[own], sums[to]) = (rest, joined);
                classes[own].retain(|&other| other != cell);
                classes[to].push(cell);
            } else {
                let (a, b) = (root(&together, own), root(&together, to));
                together[a.max(b)] = a.min(b);
            }
        }
        for class in (0..classes.len()).rev() {
            let target = root(&together, class);
            if target != class {
                let cells = std::mem::take(&mut classes[class]);
                classes[target].extend(cells);
            }
        }
        classes.iter_mut().for_each(|class| class.sort_unstable());
    }
    classes
}

fn root(together: &[usize], mut class: usize) -> usize {
    while together[class] != class {
        class = together[class];
    }
    class
}
