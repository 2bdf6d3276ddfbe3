//! Assembles a results file from its parts.

use super::{Published, Tally};
use crate::codebook::{Codebook, Plan, Short};
use needs_core::survey::{
    Label, Survey, categories_in,
    file::{
        Category, DATA_PACKAGE, Dimension, Entry, LeftOut, NEWEST_PROFILE_VERSION, PROFILE, PROFILE_VERSION, Privacy,
        Question, Resource, Respondents, ResultsFile,
    },
    id,
};
use needs_privacy::anonymize::{Anonymized, Class, Options, Own, Partition};
use std::collections::BTreeMap;

/// The dimensions of the file: with a category for respondents without an answer if there are any, or
/// were any in the edition before.
pub(super) fn dimensions(plan: &Plan, tally: &Tally, previous: Option<&Survey>) -> Vec<Dimension> {
    let one = |(d, plan): (usize, &crate::codebook::DimensionPlan)| {
        let options = &plan.options;
        let mut categories: Vec<Category> = options
            .ids
            .iter()
            .zip(options.labels())
            .map(|(id, label)| Category { id: id.clone(), label: label.to_owned() })
            .collect();
        let last = 1 << categories.len();
        let id = match id::from_label(&plan.not_stated) {
            id if id.is_empty() => "not-stated".to_owned(),
            id => id,
        };
        let before = previous.and_then(|survey| survey.about.dimensions.iter().find(|d| d.id == plan.id));
        let was_there = before.is_some_and(|dimension| dimension.category(&id).is_some());
        if plan.not_stated_bit() == last && (tally.any_in(d, last) || was_there) {
            categories.push(Category { id, label: plan.not_stated.clone() });
        }
        let not_stated = categories.get(plan.not_stated_bit().trailing_zeros() as usize).map(|c| c.id.clone());
        Dimension {
            id: plan.id.clone(),
            role: plan.role,
            label: plan.label.clone(),
            multiple: plan.multiple,
            ordered: plan.ordered,
            categories,
            not_stated: not_stated.unwrap_or_default(),
            bias: plan.bias.clone(),
        }
    };
    plan.dimensions.iter().enumerate().map(one).collect()
}

/// The number of people at each step before the classes are made.
pub(super) struct Flow {
    pub received: u32,
    /// By the label of the rule; each label once, without rules that left out nobody.
    pub left_out: Vec<LeftOut>,
    pub consented: u32,
}

impl Flow {
    pub fn of(tally: &Tally, plan: &Plan) -> Flow {
        let mut left_out: Vec<LeftOut> = Vec::new();
        for (rule, &n) in plan.rules.iter().zip(&tally.left_out).filter(|(_, n)| **n > 0) {
            match left_out.iter_mut().find(|same| same.label == rule.label) {
                Some(same) => same.n += n,
                None => left_out.push(LeftOut { label: rule.label.clone(), n }),
            }
        }
        Flow { received: tally.received, left_out, consented: tally.consented }
    }

    fn to(self, published: u32) -> Respondents {
        let Flow { received, left_out, consented } = self;
        Respondents { received, left_out, consented, published }
    }
}

/// The whole file.
pub(super) fn file(
    codebook: &Codebook,
    published: &Published,
    dimensions: Vec<Dimension>,
    made: &Anonymized,
    options: &Options,
    flow: Flow,
) -> ResultsFile {
    let people: u32 = made.partitions.first().map_or(0, |p| p.classes.iter().map(|class| class.n).sum());
    let tables = Resources { dimensions: &dimensions, published, alone: made.partitions.len() == 1 };
    let common = made.partitions.iter().map(|partition| tables.common(partition));
    let resources = common.chain(made.own.iter().map(|own| tables.own(own))).collect();
    ResultsFile {
        schema: DATA_PACKAGE.to_owned(),
        profile: PROFILE.to_owned(),
        profile_version: match made.own.is_empty() && !published.questions.iter().any(Question::needs_newest) {
            true => PROFILE_VERSION,
            false => NEWEST_PROFILE_VERSION,
        }
        .to_owned(),
        name: match codebook.name.as_str() {
            "" => id::from_label(&codebook.title),
            name => name.to_owned(),
        },
        title: codebook.title.clone(),
        description: codebook.description.clone(),
        version: codebook.version.clone(),
        homepage: codebook.homepage.clone(),
        illustration: codebook.illustration,
        licenses: plain(&codebook.licenses),
        sources: plain(&codebook.sources),
        contributors: plain(&codebook.contributors),
        collected: codebook.collected.clone(),
        population: codebook.population.clone(),
        respondents: flow.to(people),
        privacy: Privacy {
            model: super::model(made),
            k: options.k,
            smallest_class: every_table(made).map(|p| p.report.smallest).min().unwrap_or(0),
            generalized: generalized(&dimensions, made),
            tool: concat!("needs-by-field ", env!("CARGO_PKG_VERSION")).to_owned(),
        },
        narrative: codebook.narrative.clone(),
        resources,
        dimensions,
        questions: published.questions.clone(),
        views: codebook.views.clone(),
        skipped: Vec::new(),
    }
}

fn plain<T: Clone>(list: &[Short<T>]) -> Vec<T> {
    list.iter().map(|entry| entry.0.clone()).collect()
}

/// Per dimension, the number of respondents who are not exact in the table that keeps most of them exact.
fn generalized(dimensions: &[Dimension], made: &Anonymized) -> BTreeMap<String, u32> {
    let mut least = BTreeMap::new();
    for report in made.partitions.iter().flat_map(|p| &p.report.dimensions) {
        let not_exact = report.respondents - report.exact;
        least.entry(report.id.clone()).and_modify(|n: &mut u32| *n = (*n).min(not_exact)).or_insert(not_exact);
    }
    least.retain(|id, _| dimensions.iter().any(|d| d.id == *id));
    least
}

/// Common tables and questions' own.
fn every_table(made: &Anonymized) -> impl Iterator<Item = &Partition> {
    made.partitions.iter().chain(made.own.iter().map(|own| &own.partition))
}

/// The tables of the file.
struct Resources<'a> {
    dimensions: &'a [Dimension],
    published: &'a Published,
    /// There is one common table.
    alone: bool,
}

impl Resources<'_> {
    fn common(&self, partition: &Partition) -> Resource {
        let has = |&column: &usize| !partition.without.iter().any(|columns| columns.contains(&column));
        let columns: Vec<usize> = (0..self.published.names.len()).filter(has).collect();
        let name = if self.alone { "classes".to_owned() } else { format!("classes-{}", self.ids(partition).join("-")) };
        let counts = |class: &Class| {
            let counts = columns.iter().map(|&column| class.counts[column]);
            std::iter::once(class.n).chain(counts).collect()
        };
        let names = columns.iter().map(|&column| self.published.names[column].clone());
        self.table(name, partition, std::iter::once("n".to_owned()).chain(names), &counts)
    }

    fn own(&self, own: &Own) -> Resource {
        let question = &self.published.questions[own.question].id;
        let ids = if self.alone { Vec::new() } else { self.ids(&own.partition) };
        let name = ["answers", question].into_iter().chain(ids).collect::<Vec<_>>().join("-");
        let names = self.published.names[own.columns.clone()].iter().cloned();
        self.table(name, &own.partition, names, &|class| class.counts.clone())
    }

    fn ids(&self, partition: &Partition) -> Vec<&str> {
        partition.dimensions.iter().map(|&d| self.dimensions[d].id.as_str()).collect()
    }

    fn table(
        &self,
        name: String,
        partition: &Partition,
        names: impl Iterator<Item = String>,
        counts: &dyn Fn(&Class) -> Vec<u32>,
    ) -> Resource {
        let mut header: Vec<Entry> = self.ids(partition).into_iter().map(|id| Entry::Name(id.to_owned())).collect();
        header.extend(names.map(Entry::Name));
        let row = |class: &Class| {
            let labels = class.labels.iter().copied().map(entry);
            labels.chain(counts(class).into_iter().map(Entry::Count)).collect::<Vec<Entry>>()
        };
        let mut data = vec![header];
        data.extend(partition.classes.iter().map(row));
        Resource { name, kind: "table".to_owned(), data }
    }
}

fn entry(label: Label) -> Entry {
    let codes: Vec<u32> = categories_in(label.set).map(|c| c as u32).collect();
    if label.known && codes.len() > 1 { Entry::Known(codes) } else { Entry::Among(codes) }
}
