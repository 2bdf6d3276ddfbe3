//! Checks the tables of a file against each other: they must count the same respondents.

use super::Check;
use needs_core::survey::{Label, Layout, Table};

impl Check<'_> {
    /// Every column has the same sum in each table, and no category has certainly more people in one table than it can have in
    /// another.
    pub(super) fn tables_agree(&mut self) {
        let survey = self.survey;
        let names: Vec<String> = survey.questions().iter().flat_map(Layout::names).collect();
        for (c, name) in names.iter().enumerate() {
            let asked = survey.layout.questions.iter().any(|columns| columns.asked == c);
            // A question's own table does not have `asked`.
            let has = |table: &Table| !(table.counts[c].is_empty() || asked && table.own.is_some());
            let mut tables = survey.tables.iter().enumerate().filter(|(_, table)| has(table));
            let Some((_, first)) = tables.next() else { continue };
            for (t, table) in tables {
                let sum = |table: &Table| table.counts[c].iter().map(|&n| u64::from(n)).sum::<u64>();
                let (here, there) = (sum(table), sum(first));
                if here != there {
                    self.found(
                        format!("resources[{t}]"),
                        format!("{name} adds up to {here}, but to {there} in \"{}\"; both count everybody", first.name),
                    );
                }
            }
        }
        for (t, table) in super::commons(survey) {
            for (o, other) in super::commons(survey).filter(|(o, _)| *o != t) {
                for &d in table.dimensions.iter().filter(|&&d| other.position(d).is_some()) {
                    let dimension = &survey.dimensions()[d];
                    for (c, category) in dimension.categories.iter().enumerate() {
                        let surely = total(table, &table.n, d, |label| label.is_in(c));
                        let at_most = total(other, &other.n, d, |label| label.set >> c & 1 == 1);
                        if surely > at_most {
                            let problem = format!(
                                "{surely} are in the category \"{}\" of \"{}\", but resources[{o}] has at most {at_most} of them",
                                category.id, dimension.id
                            );
                            self.found(format!("resources[{t}]"), problem);
                        }
                    }
                }
            }
        }
    }
}

/// The sum of `people` (`[class]`) over the classes whose label along a dimension passes `is`.
pub(super) fn total(table: &Table, people: &[u32], dimension: usize, is_such: impl Fn(Label) -> bool) -> u64 {
    let labels = table.labels_of(dimension).unwrap_or_default();
    labels.iter().zip(people).filter(|(label, _)| is_such(**label)).map(|(_, &n)| u64::from(n)).sum()
}
