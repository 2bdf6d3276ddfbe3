//! What a file of answers would give away if it were published as it is.

use needs_intake::{codebook::Plan, inspect::DraftColumn, prepare::Tally};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What a stranger could learn from the bare file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GiveAway {
    /// Respondents that were counted.
    pub respondents: u32,
    /// Labels of the columns that say who somebody is.
    pub describing: Vec<String>,
    /// Respondents whose combination of those nobody else has.
    pub unique: u32,
    /// Respondents who are alone in a combination of only two of those.
    pub unique_in_pairs: u32,
    pub difference: Option<Difference>,
    /// Columns that point at a person, and why.
    pub personal: Vec<(String, String)>,
}

/// Two filters whose results differ by one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// A dimension, one of its categories, and who is in it.
    pub filter: (String, String),
    pub many: u32,
    /// Another dimension and the category that is left out.
    pub without: (String, String),
}

impl GiveAway {
    /// By the counts of a codebook's dimensions.
    pub fn of(columns: &[DraftColumn], plan: &Plan, tally: &Tally) -> GiveAway {
        let mut cells: Vec<(&[u64], u32)> = tally.cells().collect();
        cells.sort_unstable();
        let counted = |key: &dyn Fn(&[u64]) -> Vec<u64>| {
            let mut groups: HashMap<Vec<u64>, u32> = HashMap::new();
            cells.iter().for_each(|(cell, n)| *groups.entry(key(cell)).or_default() += n);
            groups
        };
        let dimensions = plan.dimensions.len();
        let unique = counted(&|cell| cell.to_vec()).values().filter(|n| **n == 1).sum();
        let mut in_pairs = vec![false; cells.len()];
        let mut difference: Option<(u32, Difference)> = None;
        for a in 0..dimensions {
            for b in 0..dimensions {
                if a == b {
                    continue;
                }
                let pairs = counted(&|cell| vec![cell[a], cell[b]]);
                let rows = counted(&|cell| vec![cell[a]]);
                for (i, (cell, _)) in cells.iter().enumerate() {
                    if pairs[&vec![cell[a], cell[b]]] != 1 {
                        continue;
                    }
                    in_pairs[i] = true;
                    let many = rows[&vec![cell[a]]];
                    // The larger the group, the safer it looks; the first of equals, whatever the order of rows.
                    let category = |d: usize| plan.dimensions[d].labels_of(cell[d]);
                    let candidate = || Difference {
                        filter: (plan.dimensions[a].label.clone(), category(a)),
                        many,
                        without: (plan.dimensions[b].label.clone(), category(b)),
                    };
                    if many > 1 && difference.as_ref().is_none_or(|(most, _)| many > *most) {
                        difference = Some((many, candidate()));
                    }
                }
            }
        }
        GiveAway {
            respondents: tally.respondents(),
            describing: plan.dimensions.iter().map(|d| d.label.clone()).collect(),
            unique,
            unique_in_pairs: in_pairs.iter().filter(|alone| **alone).count() as u32,
            difference: difference.map(|(_, difference)| difference),
            personal: personal(columns),
        }
    }

    /// Of a file that could not be counted.
    pub fn uncounted(columns: &[DraftColumn]) -> GiveAway {
        GiveAway { personal: personal(columns), ..GiveAway::default() }
    }
}

fn personal(columns: &[DraftColumn]) -> Vec<(String, String)> {
    let named = |column: &DraftColumn| if column.name.is_empty() { &column.address } else { &column.name }.clone();
    columns.iter().filter(|column| column.personal).map(|column| (named(column), column.why.clone())).collect()
}
