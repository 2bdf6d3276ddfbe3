//! The joint audit of several tables, as far as the file alone allows.
//!
//! For a set S of categories, the people of the classes of one table that lie within S are among those of the classes of
//! another table that intersect S. If the latter exceed the former by fewer than k people, the difference of the two sums
//! is the answers of these few. Two lists of classes within S, or two that intersect it, need not be nested; but if fewer
//! than k people are in only one of them, the difference of their sums discloses the answers of those. The same holds for
//! the people who were asked a question, who were not, and who answered it. `prepare` looks for every such combination in
//! the raw answers; this module finds those that the labels show.

use super::{Check, commons, groups, tables::total};
use needs_core::survey::{Label, Survey, Table, categories_in};
use std::collections::BTreeSet;

/// Sets of categories that are tried for each dimension.
const MOST_SETS: usize = 5_000;

impl Check<'_> {
    pub(super) fn tables_together(&mut self) {
        for people in populations(self.survey) {
            self.people_together(&people);
        }
    }

    fn people_together(&mut self, people: &People) {
        let (survey, k) = (self.survey, u64::from(self.survey.about.privacy.k));
        for d in 0..survey.dimensions().len() {
            let tables: Vec<usize> =
                (0..people.tables.len()).filter(|&t| people.table(survey, t).position(d).is_some()).collect();
            if tables.len() < 2 {
                continue;
            }
            let labels = tables.iter().flat_map(|&t| people.table(survey, t).labels_of(d).unwrap_or_default());
            let all = survey.dimensions()[d].all();
            let mut told = BTreeSet::new();
            for set in sets(labels.map(|label| label.set).collect(), all) {
                let within = |label: Label| label.set & !set == 0;
                let touching = |label: Label| may_be_within(label, set);
                let sum = |t: usize, is: &dyn Fn(Label) -> bool| total(people.table(survey, t), &people.n[t], d, is);
                let sums: Vec<(u64, u64)> = tables.iter().map(|&t| (sum(t, &within), sum(t, &touching))).collect();
                // The least and the most people in the set.
                let least = sums.iter().map(|&(within, _)| within).max().unwrap_or(0);
                let most = sums.iter().map(|&(_, touching)| touching).min().unwrap_or(0);
                for (a, b) in (0..tables.len()).flat_map(|a| (0..tables.len()).map(move |b| (a, b))) {
                    let few = |people: u64| people > 0 && people < k;
                    let part = sums[b].1.saturating_sub(sums[a].0);
                    let inside = (2 * most).saturating_sub(sums[a].0 + sums[b].0);
                    let outside = (sums[a].1 + sums[b].1).saturating_sub(2 * least);
                    let problem = if a != b && few(part) {
                        (part, "subtracting its classes within", "from those of", "that touch it")
                    } else if a < b && few(inside) && sums[a].0 != sums[b].0 {
                        (inside, "subtracting its classes within", "from those of", "within it")
                    } else if a < b && few(outside) && sums[a].1 != sums[b].1 {
                        (outside, "subtracting its classes that touch", "from those of", "that touch it")
                    } else {
                        continue;
                    };
                    if told.insert((a, b)) {
                        let (few, subtracting, from, such) = problem;
                        let dimension = &survey.dimensions()[d];
                        let ids: Vec<&str> = categories_in(set).map(|c| dimension.categories[c].id.as_str()).collect();
                        let problem = format!(
                            "{subtracting} {}={} {from} resources[{}] {such} tells what {few} people{} answered, fewer than k = {k}; run `needs-by-field prepare` again",
                            dimension.id,
                            ids.join("~"),
                            people.tables[tables[b]],
                            people.who
                        );
                        self.found(format!("resources[{}]", people.tables[tables[a]]), problem);
                    }
                }
            }
        }
    }
}

/// A population whose sums the classes of some tables publish.
struct People {
    /// For messages, after "people".
    who: String,
    /// Positions of the tables in the file.
    tables: Vec<usize>,
    /// `[table][class]`.
    n: Vec<Vec<u32>>,
}

impl People {
    fn of(survey: &Survey, who: String, tables: Vec<usize>, n: impl Fn(&Table, usize) -> u32) -> People {
        let each = |&t: &usize| (0..survey.tables[t].len()).map(|class| n(&survey.tables[t], class)).collect();
        People { n: tables.iter().map(each).collect(), who, tables }
    }

    fn table<'a>(&self, survey: &'a Survey, at: usize) -> &'a Table {
        &survey.tables[self.tables[at]]
    }
}

/// The populations: everybody; for each group those asked and those not asked; those who answered a question or a part of
/// it.
fn populations(survey: &Survey) -> Vec<People> {
    let everywhere: Vec<usize> = commons(survey).map(|(t, _)| t).collect();
    let mut all = vec![People::of(survey, String::new(), everywhere.clone(), |table, class| table.n[class])];
    for (q, column) in groups(survey) {
        let id = &survey.questions()[q].id;
        all.push(People::of(survey, format!(" asked {id}"), everywhere.clone(), |table, class| {
            table.counts[column][class]
        }));
        all.push(People::of(survey, format!(" not asked {id}"), everywhere.clone(), |table, class| {
            table.n[class].saturating_sub(table.counts[column][class])
        }));
    }
    let promised = if super::promises_answers(survey) { survey.questions() } else { &[] };
    for (question, columns) in promised.iter().zip(&survey.layout.questions) {
        let tables: Vec<usize> = (0..survey.tables.len()).filter(|&t| survey.tables[t].has(columns)).collect();
        for (name, counted) in columns.answering(question) {
            all.push(People::of(survey, format!(" who answered {name}"), tables.clone(), |table, class| {
                counted.clone().map(|column| table.counts[column][class]).sum()
            }));
        }
    }
    // A question asked of everybody or of nobody forms no group.
    let mut seen = BTreeSet::new();
    all.retain(|people| {
        people.n.iter().flatten().any(|&n| n > 0) && seen.insert((people.tables.clone(), people.n.clone()))
    });
    all
}

/// Whether the class may have respondents without a category outside `set`.
fn may_be_within(label: Label, set: u64) -> bool {
    if label.known { label.set & !set == 0 } else { label.set & set != 0 }
}

/// The sets of all labels, their complements, single categories, and unions of two of these.
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
