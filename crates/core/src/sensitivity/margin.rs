//! The margins of a what-if: target shares for the groups of a dimension.

use super::Problem;
use crate::survey::Label;

/// The target share of a category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    pub category: usize,
    pub share: f64,
}

/// A split of the classes into groups, and the target share of each group.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    /// Position of the dimension in the file.
    pub dimension: usize,
    /// The group of every class, `[class]`, into `targets`.
    pub group: Vec<u8>,
    /// `[group]`, summing to 1. Groups: the categories with a target, then everybody in other categories, then the
    /// undetermined.
    pub targets: Vec<f64>,
}

/// The margins of `targets` along one dimension, for classes with these `labels` and `n` respondents; none without
/// targets. With `multiple` (a respondent may be in several categories) every target becomes its own margin, else all
/// form one.
///
/// Categories without a target share the rest in their observed proportions. A generalized class that may or may not
/// be in a targeted category is undetermined: the undetermined together keep their share, and the targets apply to
/// the others ("2 % of those whose category is known"). This neither guesses where they belong nor lets a target on
/// some move the others out.
///
/// # Errors
/// Every reason why the targets of this dimension alone cannot be met.
pub fn margins(
    dimension: usize,
    multiple: bool,
    labels: &[Label],
    n: &[u32],
    targets: &[Target],
) -> Result<Vec<Margin>, Vec<Problem>> {
    let parts: Vec<&[Target]> = if multiple { targets.chunks(1).collect() } else { vec![targets] };
    let mut margins = Vec::new();
    let mut problems = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        match margin(dimension, labels, n, part) {
            Ok(margin) => margins.push(margin),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(margins) } else { Err(problems) }
}

fn margin(dimension: usize, labels: &[Label], n: &[u32], targets: &[Target]) -> Result<Margin, Vec<Problem>> {
    let targeted = targets.iter().fold(0_u64, |set, t| set | 1 << t.category);
    let (rest, undetermined) = (targets.len(), targets.len() + 1);
    let group_of = |label: &Label| match label.set & targeted {
        0 => rest,
        both if label.known => {
            targets.iter().position(|t| both >> t.category & 1 == 1).expect("`both` holds targeted categories only")
        }
        _ => undetermined,
    };
    let group: Vec<u8> = labels.iter().map(|label| group_of(label) as u8).collect();
    let mut people = vec![0_u64; targets.len() + 2];
    for (&g, &n) in group.iter().zip(n) {
        people[g as usize] += u64::from(n);
    }
    let everybody: u64 = people.iter().sum();
    if everybody == 0 {
        return Err(vec![Problem::Nobody]);
    }
    let sum: f64 = targets.iter().map(|t| t.share).sum();
    let left = 1.0 - sum;
    let mut problems = Vec::new();
    for (g, &Target { category, share: target }) in targets.iter().enumerate() {
        if !(0.0..=1.0).contains(&target) {
            problems.push(Problem::NotAShare { dimension, category, target });
        } else if target > 0.0 && people[g] == 0 {
            problems.push(Problem::EmptyGroup { dimension, category, target });
        }
    }
    if problems.is_empty() {
        if left < -ROUNDING {
            problems.push(Problem::TooMuch { dimension, sum });
        } else if left < ROUNDING && people[rest] > 0 {
            problems.push(Problem::NothingLeft { dimension });
        } else if left > ROUNDING && people[rest] == 0 {
            problems.push(Problem::NobodyElse { dimension, sum });
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let known = 1.0 - people[undetermined] as f64 / everybody as f64;
    let left = if people[rest] == 0 { 0.0 } else { left };
    let total = sum + left;
    let shares = targets.iter().map(|t| t.share).chain([left]).map(|share| share / total * known);
    Ok(Margin { dimension, group, targets: shares.chain([1.0 - known]).collect() })
}

/// Cells: classes in the same group of every margin. They get the same weight, so raking treats them as one.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    /// The cell of every class, `[class]`.
    pub of_class: Vec<u32>,
    /// Respondents, `[cell]`.
    pub n: Vec<f64>,
    /// The margins with the groups of cells instead of classes.
    pub margins: Vec<Margin>,
}

impl Cells {
    pub fn of(n: &[u32], margins: &[Margin]) -> Cells {
        const NEW: u32 = u32::MAX;
        let mut of_class = vec![0_u32; n.len()];
        let mut count = 1;
        for margin in margins {
            // Renumbered by old cell and group of the margin, in order of appearance.
            let groups = margin.targets.len();
            let mut numbers = vec![NEW; count * groups];
            count = 0;
            for (cell, &group) in of_class.iter_mut().zip(&margin.group) {
                let number = &mut numbers[*cell as usize * groups + group as usize];
                if *number == NEW {
                    *number = count as u32;
                    count += 1;
                }
                *cell = *number;
            }
        }
        let mut cells = Cells { of_class, n: vec![0.0; count], margins: Vec::new() };
        cells.n = cells.sum(n);
        for margin in margins {
            let mut group = vec![0; count];
            cells.of_class.iter().zip(&margin.group).for_each(|(&cell, &g)| group[cell as usize] = g);
            cells.margins.push(Margin { group, ..margin.clone() });
        }
        cells
    }

    /// The sums of a column, `[cell]`; exact.
    pub fn sum(&self, column: &[u32]) -> Vec<f64> {
        let mut sums = vec![0.0; self.n.len()];
        self.of_class.iter().zip(column).for_each(|(&cell, &n)| sums[cell as usize] += f64::from(n));
        sums
    }
}

/// Tolerance for targets with few digits: three times 0.333 still counts as everybody.
const ROUNDING: f64 = 5e-4;

/// Absolute standardized mean difference (ASMD) of a sample's share from its target:
/// `|p - target| / sqrt(target (1 - target))`. None for a target of 0 or 1.
pub fn imbalance(p: f64, target: f64) -> Option<f64> {
    (target > 0.0 && target < 1.0).then(|| (p - target).abs() / (target * (1.0 - target)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: [u32; 4] = [10, 20, 30, 40];

    fn labels() -> [Label; 4] {
        [Label::exactly(0), Label::exactly(1), Label::exactly(2), Label::among(0b110)]
    }

    fn targets(shares: &[(usize, f64)]) -> Vec<Target> {
        shares.iter().map(|&(category, share)| Target { category, share }).collect()
    }

    fn asked(shares: &[(usize, f64)]) -> Result<Vec<Margin>, Vec<Problem>> {
        margins(7, false, &labels(), &N, &targets(shares))
    }

    #[test]
    fn the_undetermined_keep_their_share_and_targets_apply_to_the_others() {
        // The last class is in 1 or 2: undetermined for a target on 1, among the rest for one on 0.
        let of_1 = asked(&[(1, 0.5)]).unwrap();
        assert_eq!((of_1[0].group.as_slice(), of_1[0].targets.as_slice()), (&[1, 0, 1, 2][..], &[0.3, 0.3, 0.4][..]));
        let of_0 = asked(&[(0, 0.25)]).unwrap();
        assert_eq!((of_0[0].group.as_slice(), of_0[0].targets.as_slice()), (&[0, 1, 1, 1][..], &[0.25, 0.75, 0.0][..]));
    }

    #[test]
    fn impossible_targets_are_reported() {
        let dimension = 7;
        assert_eq!(asked(&[(0, 1.5)]), Err(vec![Problem::NotAShare { dimension, category: 0, target: 1.5 }]));
        assert_eq!(asked(&[(0, 0.75), (1, 0.5)]), Err(vec![Problem::TooMuch { dimension, sum: 1.25 }]));
        assert_eq!(asked(&[(5, 0.5)]), Err(vec![Problem::EmptyGroup { dimension, category: 5, target: 0.5 }]));
        assert_eq!(asked(&[(0, 0.5), (1, 0.5)]), Err(vec![Problem::NothingLeft { dimension }]));
        let all = [(0, 0.25), (1, 0.25), (2, 0.25)];
        assert_eq!(asked(&all), Err(vec![Problem::NobodyElse { dimension, sum: 0.75 }]));
        assert_eq!(margins(7, false, &[], &[], &targets(&all)), Err(vec![Problem::Nobody]));
        // Nobody is known to be in 1: the only candidates are undetermined.
        let maybe = margins(7, false, &[Label::exactly(0), Label::among(0b011)], &[9, 9], &targets(&[(1, 0.1)]));
        assert_eq!(maybe, Err(vec![Problem::EmptyGroup { dimension, category: 1, target: 0.1 }]));
    }

    #[test]
    fn thirds_written_with_three_digits_are_everybody() {
        let thirds = asked(&[(0, 0.333), (1, 0.333), (2, 0.334)]).unwrap();
        assert!((thirds[0].targets.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        assert!(asked(&[(0, 0.3333), (1, 0.3333), (2, 0.3333)]).is_ok());
    }

    #[test]
    fn where_respondents_may_be_in_several_each_target_is_a_margin_of_its_own() {
        let labels = [Label::exactly(0), Label::all_of(0b011), Label::exactly(1)];
        let two = margins(7, true, &labels, &[1, 1, 1], &targets(&[(0, 0.5), (1, 0.9)])).unwrap();
        assert_eq!(two.iter().map(|m| m.group.clone()).collect::<Vec<_>>(), [[0, 0, 1], [1, 0, 0]]);
        assert!(margins(7, false, &labels, &[1, 1, 1], &[]).unwrap().is_empty());
    }

    #[test]
    fn classes_in_the_same_groups_are_one_cell() {
        let margin = |group: [u8; 5]| Margin { dimension: 0, group: group.to_vec(), targets: vec![0.5, 0.5] };
        let cells = Cells::of(&[1, 2, 4, 8, 16], &[margin([0, 1, 0, 1, 0]), margin([0, 0, 1, 0, 0])]);
        assert_eq!(cells.of_class, [0, 1, 2, 1, 0]);
        assert_eq!(cells.n, [17.0, 10.0, 4.0]);
        assert_eq!(cells.margins[0].group, [0, 1, 0]);
        assert_eq!(cells.margins[1].group, [0, 0, 1]);
        assert_eq!(Cells::of(&[1, 2], &[]).n, [3.0]);
    }

    /// By hand: 30 % where 20 % should be is 0.1 / 0.4.
    #[test]
    fn imbalance_counts_in_standard_deviations() {
        assert!((imbalance(0.3, 0.2).unwrap() - 0.25).abs() < 1e-15);
        assert_eq!(imbalance(0.3, 0.0), None);
    }
}
