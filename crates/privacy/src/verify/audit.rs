//! What several tables tell together, as far as the file alone shows it.
//!
//! For a set S of categories, the classes of one table that lie within S are part of those of another table that
//! touch S. If the second are more people than the first by fewer than k, the difference of the two sums is what
//! these few answered. The same holds of those alone who were asked a question, and of those who were not. `prepare` looks for every such group on the raw answers; here are those that the labels show.

use super::{Check, groups, tables::total};
use needs_core::survey::{Label, Survey};
use std::collections::BTreeSet;

/// Sets of categories that are tried for each dimension.
const MOST_SETS: usize = 5_000;

impl Check<'_> {
    pub(super) fn tables_together(&mut self) {
        let survey = self.survey;
        for people in populations(survey) {
            self.people_together(&people);
        }
    }

    fn people_together(&mut self, people: &People) {
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
                    let within = total(&survey.tables[inner], &people.n[inner], d, |label| label.set & !set == 0);
                    let touching = total(&survey.tables[outer], &people.n[outer], d, |label| may_be_within(label, set));
                    let few = touching.saturating_sub(within);
                    if inner != outer && few > 0 && few < k && told.insert((inner, outer)) {
                        let dimension = &survey.dimensions()[d];
                        let ids: Vec<&str> = needs_core::survey::categories_in(set)
                            .map(|c| dimension.categories[c].id.as_str())
                            .collect();
                        let problem = format!(
                            "subtracting its classes within {}={} from those of resources[{outer}] that touch it tells what {few} people{} answered, fewer than k = {k}; run `needs-by-field prepare` again",
                            dimension.id,
                            ids.join("~"),
                            people.who
                        );
                        self.found(format!("resources[{inner}]"), problem);
                    }
                }
            }
        }
    }
}

/// Respondents whose sums the classes publish.
struct People {
    /// For messages, after "people".
    who: String,
    /// `[table][class]`.
    n: Vec<Vec<u32>>,
}

/// Everybody, and those asked and those not asked of each group.
fn populations(survey: &Survey) -> Vec<People> {
    let each = |of: &dyn Fn(u32, u32) -> u32, column: Option<usize>| {
        let table = |table: &needs_core::survey::Table| {
            let asked = |class: usize| column.map_or(0, |column| table.counts[column][class]);
            (0..table.len()).map(|class| of(table.n[class], asked(class))).collect()
        };
        survey.tables.iter().map(table).collect::<Vec<Vec<u32>>>()
    };
    let mut all = vec![People { who: String::new(), n: each(&|n, _| n, None) }];
    for (q, column) in groups(survey) {
        let id = &survey.questions()[q].id;
        all.push(People { who: format!(" asked {id}"), n: each(&|_, asked| asked, Some(column)) });
        all.push(People {
            who: format!(" not asked {id}"),
            n: each(&|n, asked| n.saturating_sub(asked), Some(column)),
        });
    }
    // A question that everybody was asked, or nobody, tells nobody apart.
    let mut seen = BTreeSet::from([each(&|_, _| 0, None)]);
    all.retain(|people| seen.insert(people.n.clone()));
    all
}

/// Whether somebody of the class may have no category outside `set`.
fn may_be_within(label: Label, set: u64) -> bool {
    if label.known { label.set & !set == 0 } else { label.set & set != 0 }
}

/// Every label's set, what is left of all, single categories, and unions of two of these.
fn sets(labels: BTreeSet<u64>, all: u64) -> BTreeSet<u64> {
    let mut sets: BTreeSet<u64> = labels.iter().flat_map(|&set| [set, all & !set]).collect();
    sets.extend(needs_core::survey::categories_in(all).map(|c| 1 << c));
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
