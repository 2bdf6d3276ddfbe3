//! What several tables tell together, as far as the file alone shows it.
//!
//! For a set S of categories, the classes of one table that lie within S are part of those of another table that
//! touch S. If the second are more people than the first by fewer than k, the difference of the two sums is what
//! these few answered. `prepare` looks for every such group on the raw answers; here are those that the labels show.

use super::{Check, tables::total};
use crate::survey::Label;
use std::collections::BTreeSet;

/// Sets of categories that are tried for each dimension.
const MOST_SETS: usize = 5_000;

impl Check<'_> {
    pub(super) fn tables_together(&mut self) {
        let (survey, k) = (self.survey, u64::from(self.survey.about.privacy.k));
        for d in 0..survey.dimensions().len() {
            let tables: Vec<usize> =
                (0..survey.tables.len()).filter(|&t| survey.tables[t].position(d).is_some()).collect();
            if tables.len() < 2 {
                continue;
            }
            let labels = tables.iter().flat_map(|&t| survey.tables[t].labels_of(d).unwrap_or_default());
            let all = survey.dimensions()[d].all();
            let mut told = BTreeSet::new();
            for set in sets(labels.map(|label| label.set).collect(), all) {
                for (&inner, &outer) in tables.iter().flat_map(|a| tables.iter().map(move |b| (a, b))) {
                    let within = total(&survey.tables[inner], d, |label| label.set & !set == 0);
                    let touching = total(&survey.tables[outer], d, |label| may_be_within(label, set));
                    let few = touching.saturating_sub(within);
                    if inner != outer && few > 0 && few < k && told.insert((inner, outer)) {
                        let dimension = &survey.dimensions()[d];
                        let ids: Vec<&str> =
                            crate::survey::categories_in(set).map(|c| dimension.categories[c].id.as_str()).collect();
                        let problem = format!(
                            "subtracting its classes within {}={} from those of resources[{outer}] that touch it tells what {few} people answered, fewer than k = {k}; run `needs-by-field prepare` again",
                            dimension.id,
                            ids.join("~")
                        );
                        self.found(format!("resources[{inner}]"), problem);
                    }
                }
            }
        }
    }
}

/// Whether somebody of the class may have no category outside `set`.
fn may_be_within(label: Label, set: u64) -> bool {
    if label.known { label.set & !set == 0 } else { label.set & set != 0 }
}

/// Every label's set, what is left of all, single categories, and unions of two of these.
fn sets(labels: BTreeSet<u64>, all: u64) -> BTreeSet<u64> {
    let mut sets: BTreeSet<u64> = labels.iter().flat_map(|&set| [set, all & !set]).collect();
    sets.extend(crate::survey::categories_in(all).map(|c| 1 << c));
    let single: Vec<u64> = sets.iter().copied().collect();
    for (i, a) in single.iter().enumerate() {
        for b in &single[i + 1..] {
            if sets.len() >= MOST_SETS {
                break;
            }
            sets.insert(a | b);
        }
    }
    sets.remove(&0);
    sets
}
