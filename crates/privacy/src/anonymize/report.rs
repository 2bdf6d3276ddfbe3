//! The information that a partition keeps: respondents that stay exact, and bits.

use super::cells::Cells;
use super::{AttributeDisclosure, Audit, Class, Costly, DimensionSpec, Homogeneous, Partition, Settled};

/// A report for the author; not part of the published file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub k: u32,
    pub respondents: u32,
    /// Distinct exact combinations of all dimensions.
    pub cells: usize,
    /// The information that the published tables keep.
    pub published: Summary,
    /// The same for the other kind of file, if both were tried.
    pub not_chosen: Option<Summary>,
    /// Classes that disclose how each of their members answered a sensitive question.
    pub homogeneous: Vec<Homogeneous>,
    /// Sensitive choices that bounds disclose, if there are several tables.
    pub disclosures: Vec<AttributeDisclosure>,
    /// Answers that attackers with some knowledge could settle.
    pub settled: Settled,
    /// Whoever costs most exactness; absent if everything is exact.
    pub costly: Option<Costly>,
    /// The same if every dimension could be generalized; absent if every one can.
    pub all_generalized: Option<Summary>,
}

/// The information that a list of tables keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Number of tables.
    pub tables: usize,
    /// Classes of all tables.
    pub classes: usize,
    /// In file order, from the first table that has the dimension; dimensions of no table are left out.
    pub dimensions: Vec<DimensionReport>,
    /// Absent for one table alone.
    pub audit: Option<Audit>,
}

/// The information that one table keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionReport {
    /// Respondents of the smallest class.
    pub smallest: u32,
    /// Entropy of the classes, in bits.
    pub bits: f64,
    /// One for each dimension of the table.
    pub dimensions: Vec<DimensionReport>,
}

/// The information that a table keeps of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionReport {
    pub id: String,
    pub respondents: u32,
    /// Respondents whose categories are published exactly.
    pub exact: u32,
    /// The information of the labels about a respondent's categories, in bits, to a reader who knows the frequency of each
    /// (non-uniform entropy: Gionis and Tassa 2009); at most `bits_before`.
    pub bits: f64,
    /// The entropy of the exact categories.
    pub bits_before: f64,
}

impl DimensionReport {
    /// The share of respondents whose categories are exact, in 0..=1.
    pub fn share(&self) -> f64 {
        f64::from(self.exact) / f64::from(self.respondents)
    }
}

impl Summary {
    pub(super) fn of(dimensions: &[DimensionSpec], partitions: &[Partition], audit: Option<Audit>) -> Summary {
        let report = |d: usize| {
            partitions
                .iter()
                .find_map(|p| Some(p.report.dimensions[p.dimensions.iter().position(|&x| x == d)?].clone()))
        };
        Summary {
            tables: partitions.len(),
            audit,
            classes: partitions.iter().map(|p| p.classes.len()).sum(),
            dimensions: (0..dimensions.len()).filter_map(report).collect(),
        }
    }

    /// The share of values that are exact: the mean over the dimensions, in 0..=1.
    pub fn values_exact(&self) -> f64 {
        share_of_values(&self.dimensions)
    }

    /// Whether at least `percent` % of the respondents are exact in each dimension.
    pub fn exact_in_every_dimension(&self, percent: u32) -> bool {
        self.dimensions.iter().all(|d| u64::from(d.exact) * 100 >= u64::from(d.respondents) * u64::from(percent))
    }
}

impl PartitionReport {
    pub(super) fn of(dimensions: &[DimensionSpec], cells: &Cells, list: &[usize], classes: &[Class]) -> Self {
        let total = f64::from(cells.respondents);
        let each = |(place, &d): (usize, &usize)| {
            let mut common = std::collections::BTreeMap::<u64, u64>::new();
            for cell in 0..cells.len() {
                *common.entry(cells.key(cell)[d]).or_default() += u64::from(cells.n[cell]);
            }
            // Adding zero turns a sum of negative zeros, which would be printed with a sign, into zero.
            let bits_before =
                common.values().map(|&n| n as f64).map(|n| -n / total * (n / total).log2()).sum::<f64>() + 0.0;
            let mut report = DimensionReport {
                id: dimensions[d].id.clone(),
                respondents: cells.respondents,
                exact: 0,
                bits: 0.0,
                bits_before,
            };
            for class in classes {
                let label = class.labels[place];
                if label.known {
                    report.exact += class.n;
                }
                let share = f64::from(class.n) / total;
                let compatible: u64 = common
                    .iter()
                    .filter(|&(&key, _)| if label.known { key == label.set } else { key & !label.set == 0 })
                    .map(|(_, &n)| n)
                    .sum();
                report.bits -= share * (compatible as f64 / total).log2();
            }
            report
        };
        let entropy = |class: &Class| {
            let share = f64::from(class.n) / total;
            -share * share.log2()
        };
        PartitionReport {
            smallest: classes.iter().map(|class| class.n).min().unwrap_or(0),
            bits: classes.iter().map(entropy).sum(),
            dimensions: list.iter().enumerate().map(each).collect(),
        }
    }

    /// The share of values that are exact: the mean over the table's dimensions, in 0..=1.
    pub fn values_exact(&self) -> f64 {
        share_of_values(&self.dimensions)
    }
}

/// One division of whole numbers, so that the same number of exact values is the same share, whichever dimensions they are of.
fn share_of_values(dimensions: &[DimensionReport]) -> f64 {
    let sum = |of: fn(&DimensionReport) -> u32| dimensions.iter().map(|d| u64::from(of(d))).sum::<u64>();
    sum(|d| d.exact) as f64 / sum(|d| d.respondents).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A failing run of the continuous integration, which compared sums of rounded shares.
    #[test]
    fn as_many_exact_values_are_the_same_share_whichever_dimensions_they_are_of() {
        let share = |exact: [u32; 3]| {
            let dimension = |exact: u32| DimensionReport {
                id: "d".to_owned(),
                respondents: 13,
                exact,
                bits: 0.0,
                bits_before: 0.0,
            };
            let dimensions = exact.map(dimension).to_vec();
            Summary { dimensions, ..Summary::default() }.values_exact()
        };
        assert_eq!(share([0, 0, 7]).to_bits(), share([0, 1, 6]).to_bits());
    }
}
