//! The account: a report for the author of what `prepare` did.

use super::Published;
use crate::codebook::Plan;
use needs_core::survey::{
    Label, categories_in,
    file::{PrivacyModel, ResultsFile},
};
use needs_privacy::anonymize::{Anonymized, Class, DimensionReport, Options, Partition, Settled, Summary};
use std::fmt;

/// Most disclosed sensitive choices that are listed one by one.
const MOST_WARNINGS: usize = 10;

/// The output of `prepare`; only what the results file says as well is published.
#[derive(Clone, Debug)]
pub struct Account {
    pub received: u32,
    /// The rows left out by rules: label and number.
    pub left_out: Vec<(String, u32)>,
    pub consented: u32,
    pub published: u32,
    k: u32,
    model: PrivacyModel,
    tables: Vec<TableAccount>,
    /// The information kept of each dimension, in the table that keeps most of it.
    kept: Vec<Kept>,
    /// Labels of the dimensions that the author wants exact for everybody, and the information that each dimension would keep
    /// if all could be generalized.
    never_generalize: Option<(Vec<String>, Vec<Kept>)>,
    taken: Summary,
    settled: Settled,
    not_taken: Option<Summary>,
    /// Ids of the questions with their own tables, the number of these tables, and of their classes.
    own: Option<(Vec<String>, usize, usize)>,
    pub warnings: Vec<String>,
}

/// The information kept of a dimension.
#[derive(Clone, Debug)]
struct Kept {
    label: String,
    exact: u32,
    /// Bits of information about a respondent's categories in the published labels, and in exact ones.
    bits: f64,
    bits_before: f64,
}

impl Kept {
    fn of(label: &str, report: &DimensionReport) -> Kept {
        Kept { label: label.to_owned(), exact: report.exact, bits: report.bits, bits_before: report.bits_before }
    }

    /// A line, with the label as wide as the others'.
    fn line(&self, published: u32, width: usize) -> String {
        let Kept { label, exact, bits, bits_before } = self;
        // A dimension with one category has no information to lose. Adding zero removes the sign of a negative zero.
        let left = if *bits_before > 0.0 { 100.0 * bits.max(0.0) / bits_before } else { 100.0 };
        format!(
            "  {label:width$}  {exact} of {published} ({:.1} %)  {left:.0} % of the information ({:.2} of {bits_before:.2} bits)",
            percent(*exact, published),
            bits.max(0.0)
        )
    }
}

#[derive(Clone, Debug)]
struct TableAccount {
    dimensions: String,
    classes: usize,
    smallest: u32,
}

impl Account {
    pub(super) fn of(
        file: &ResultsFile,
        plan: &Plan,
        published_questions: &Published,
        made: &Anonymized,
        options: &Options,
    ) -> Account {
        let published = file.respondents.published;
        let tables = made.partitions.iter().map(|p| TableAccount {
            dimensions: p.dimensions.iter().map(|&d| plan.dimensions[d].label.as_str()).collect::<Vec<_>>().join(" x "),
            classes: p.classes.len(),
            smallest: p.report.smallest,
        });
        let kept = file.dimensions.iter().filter_map(|d| {
            let reports = made.partitions.iter().flat_map(|p| &p.report.dimensions).filter(|report| report.id == d.id);
            // The first of equal ones, because the page takes the first table that answers.
            Some(Kept::of(&d.label, reports.rev().max_by_key(|report| report.exact)?))
        });
        let never_generalize = made.report.all_generalized.as_ref().map(|free| {
            let wanted = plan.dimensions.iter().filter(|d| d.never_generalize).map(|d| d.label.clone());
            let label = |id: &str| file.dimensions.iter().find(|d| d.id == id).map_or("", |d| &d.label);
            (wanted.collect(), free.dimensions.iter().map(|report| Kept::of(label(&report.id), report)).collect())
        });
        Account {
            received: file.respondents.received,
            left_out: file.respondents.left_out.iter().map(|rule| (rule.label.clone(), rule.n)).collect(),
            consented: file.respondents.consented,
            published,
            k: file.privacy.k,
            model: file.privacy.model,
            tables: tables.collect(),
            kept: kept.collect(),
            never_generalize,
            taken: made.report.published.clone(),
            settled: made.report.settled.clone(),
            not_taken: made.report.not_chosen.clone(),
            own: own(file, made),
            warnings: warnings(file, published_questions, made, options),
        }
    }
}

impl Account {
    /// The fewest respondents of a class.
    pub fn k(&self) -> u32 {
        self.k
    }

    /// Whether one table holds all dimensions.
    pub fn is_joint(&self) -> bool {
        self.model == PrivacyModel::Joint
    }

    /// Classes of all tables.
    pub fn classes(&self) -> usize {
        self.tables.iter().map(|table| table.classes).sum()
    }

    /// Respondents of the smallest class.
    pub fn smallest(&self) -> u32 {
        self.tables.iter().map(|table| table.smallest).min().unwrap_or_default()
    }

    /// Each dimension's label, and the number of respondents who keep their exact category.
    pub fn exact(&self) -> impl Iterator<Item = (&str, u32)> {
        self.kept.iter().map(|kept| (kept.label.as_str(), kept.exact))
    }
}

fn own(file: &ResultsFile, made: &Anonymized) -> Option<(Vec<String>, usize, usize)> {
    let mut ids: Vec<String> = made.own.iter().map(|own| file.questions[own.question].id.clone()).collect();
    ids.dedup();
    let classes = made.own.iter().map(|own| own.partition.classes.len()).sum();
    (!ids.is_empty()).then_some((ids, made.own.len(), classes))
}

/// The warnings: classes and tables that disclose a sensitive answer, pairs, labels that may identify a person, and k = 1.
fn warnings(file: &ResultsFile, published: &Published, made: &Anonymized, options: &Options) -> Vec<String> {
    let mut warnings = published.left_out.clone();
    let disclosed = &made.report.homogeneous;
    for homogeneous in disclosed.iter().take(MOST_WARNINGS) {
        let partition = match homogeneous.own {
            true => &made.own[homogeneous.table].partition,
            false => &made.partitions[homogeneous.table],
        };
        let class = &partition.classes[homogeneous.class];
        let label = |(&d, label): (&usize, &Label)| {
            let ids = categories_in(label.set).map(|c| file.dimensions[d].categories[c].id.as_str());
            format!("{}={}", file.dimensions[d].id, ids.collect::<Vec<_>>().join("~"))
        };
        let labels: Vec<String> = partition.dimensions.iter().zip(&class.labels).map(label).collect();
        warnings.push(format!(
            "sensitive: {} of the {} who {} in {} chose {}",
            if homogeneous.all { "everybody" } else { "nobody" },
            homogeneous.answered,
            homogeneous.among,
            labels.join("&"),
            homogeneous.name
        ));
    }
    if disclosed.len() > MOST_WARNINGS {
        warnings.push(format!("sensitive: {} more like these", disclosed.len() - MOST_WARNINGS));
    }
    for disclosure in &made.report.disclosures {
        warnings.push(format!(
            "sensitive: from the tables together, a reader who knows what every respondent is can work out the answer of {} to {}",
            people(disclosure.people),
            disclosure.name
        ));
    }
    if !disclosed.is_empty() || !made.report.disclosures.is_empty() {
        warnings.push(
            "--strict merges classes until both answers occur in each, and nothing can be worked out so".to_owned(),
        );
    }
    warnings.extend(needs_privacy::verify::personal(file).iter().map(ToString::to_string));
    warnings.extend(needs_privacy::verify::formulas(file).iter().map(ToString::to_string));
    warnings.extend(exact_numbers(file));
    for (q, (question, columns)) in published.questions.iter().zip(&published.layout.questions).enumerate() {
        let has = |p: &&Partition| !p.without.contains(&columns.answers());
        let commons = made.partitions.iter().filter(has).flat_map(|p| &p.classes).map(|class| (class, 0));
        let own = made.own.iter().filter(|own| own.question == q);
        let own = own.flat_map(|own| own.partition.classes.iter().map(|class| (class, own.columns.start)));
        let classes = commons.chain(own);
        let lone = |(class, first): (&Class, usize)| {
            (0..question.choices().len()).filter(|&c| class.counts[columns.choice(c) - first] == 1).count()
        };
        if question.has_pairs() && options.k > 1 {
            warnings.push(format!(
                "pairs of {}: who is known to be in a class and to have chosen one choice is told more of the others; {} times one person alone in a class made a choice, and the pairs tell all else that person chose",
                question.id,
                classes.map(lone).sum::<usize>()
            ));
        }
    }
    if options.k == 1 {
        warnings.push(
            "k = 1: every exact combination is published, down to single people; only for data that are public already"
                .to_owned(),
        );
    }
    warnings
}

/// Dimensions and questions whose categories are single numbers, not a rating scale.
fn exact_numbers(file: &ResultsFile) -> Vec<String> {
    let told = |place: String, labels: Vec<&str>, remedy: &str| {
        // "Other" and "Not stated" are allowed beside them.
        let numbers: Vec<f64> = labels.iter().filter_map(|label| crate::numbers::plain(label)).collect();
        let exact = numbers.len() >= 3 && numbers.len() + 2 >= labels.len() && !crate::numbers::is_scale(&numbers);
        exact.then(|| {
            format!(
                "{place}: its categories are single numbers (such as {}), exact for everybody; {remedy}",
                numbers[0]
            )
        })
    };
    let dimensions = file.dimensions.iter().filter_map(|dimension| {
        let labels = dimension.categories.iter().map(|c| c.label.as_str()).collect();
        told(format!("dimension \"{}\"", dimension.label), labels, "write bands = [...] instead of categories")
    });
    let questions = file.questions.iter().filter_map(|question| {
        let labels = question.choices().iter().map(|c| c.label.as_str()).collect();
        let remedy = "make it a dimension with bands = [...], or let each choice collect a range of them";
        told(format!("question \"{}\"", question.name()), labels, remedy)
    });
    dimensions.chain(questions).collect()
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.flow(f)?;
        match self.k {
            1 => writeln!(f, "Every combination of answers is published as it is (k = 1).")?,
            k => writeln!(
                f,
                "Nobody is told of alone: people are counted in groups of at least {k} who are alike in what the dimensions\nsay (k = {k})."
            )?,
        }
        let kind = match self.model {
            PrivacyModel::Joint => "One table, so readers can use all filters together:",
            PrivacyModel::ByDimension => "Several tables; readers can use the filters of one table together:",
        };
        writeln!(f, "{kind}")?;
        for table in &self.tables {
            writeln!(
                f,
                "  {}: {}, the smallest of {}",
                table.dimensions,
                groups(table.classes),
                people(table.smallest)
            )?;
        }
        if let Some((ids, tables, own)) = &self.own {
            let tables = if *tables == 1 { "1 table".to_owned() } else { format!("{tables} tables") };
            writeln!(
                f,
                "  of those who answered questions that few in some group did: {tables}, {} ({})",
                groups(*own),
                ids.join(", ")
            )?;
        }
        writeln!(
            f,
            "Where a group would be too small, neighbouring categories are told together (\"Asia or Europe\"). So many people\nkeep their own category, and so much of what the exact categories would tell is left:"
        )?;
        let width = self.kept.iter().map(|kept| kept.label.chars().count()).max().unwrap_or(0);
        for kept in &self.kept {
            writeln!(f, "{}", kept.line(self.published, width))?;
        }
        if let Some((wanted, free)) = &self.never_generalize {
            writeln!(f, "Without never_generalize of {} it would be, in the same tables:", wanted.join(", "))?;
            for kept in free {
                writeln!(f, "{}", kept.line(self.published, width))?;
            }
        }
        if let Some(audit) = &self.taken.audit {
            match (audit.determined, audit.merged.iter().sum::<usize>()) {
                (0, _) => writeln!(
                    f,
                    "What the tables tell together was checked: no group of fewer than {} people can be worked out.",
                    self.k
                )?,
                (determined, merged) => writeln!(
                    f,
                    "What the tables tell together was checked: {} of fewer than {} people could have been worked out, until\n{} merged into others.",
                    groups(determined),
                    self.k,
                    if merged == 1 { "1 group was".to_owned() } else { format!("{merged} groups were") }
                )?,
            }
            match audit.undecided {
                0 => {}
                1 => writeln!(f, "1 search for such groups was too long; it counts as if one had been found.")?,
                undecided => writeln!(
                    f,
                    "{undecided} searches for such groups were too long; they count as if one had been found."
                )?,
            }
        }
        if self.settled.answers > 0 && self.k > 1 {
            let Settled { answers, by_person, by_combinations, by_numbers } = &self.settled;
            let share = |part: &u64| 100.0 * *part as f64 / *answers as f64;
            writeln!(
                f,
                "Puzzles: whether somebody made a choice can be settled, of {answers} such answers, for at least {:.1} % by who knows that\nperson's categories, {:.1} % by who also knows which combinations of categories occur, {:.1} % by who also knows how\nmany people are in each (docs/privacy.md).",
                share(by_person),
                share(by_combinations),
                share(by_numbers)
            )?;
        }
        if let Some(not_taken) = &self.not_taken {
            writeln!(f, "Both ways were tried (tables = \"auto\"); so many people keep their own category:")?;
            let (taken, other) = match self.model {
                PrivacyModel::Joint => ("joint", "by-dimension"),
                PrivacyModel::ByDimension => ("by-dimension", "joint"),
            };
            for (name, summary) in [(format!("{taken} (taken)"), &self.taken), (other.to_owned(), not_taken)] {
                let exact = summary.dimensions.iter().map(|d| format!("{} {:.0} %", d.id, 100.0 * d.share()));
                writeln!(f, "  {name}: {}; {}", groups(summary.classes), exact.collect::<Vec<_>>().join(", "))?;
            }
        }
        Ok(())
    }
}

impl Account {
    /// The flow from the rows read to the respondents published.
    fn flow(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let out: u32 = self.left_out.iter().map(|(_, n)| n).sum();
        write!(f, "{} rows read", self.received)?;
        if out > 0 {
            let why = self.left_out.iter().map(|(label, n)| format!("{n} {label}")).collect::<Vec<_>>().join(", ");
            write!(f, ", {out} left out by rules ({why}), {} kept", self.received - out)?;
        }
        writeln!(f, ", {} consented, {} published", self.consented, self.published)
    }
}

fn people(n: u32) -> String {
    if n == 1 { "1 person".to_owned() } else { format!("{n} people") }
}

fn groups(n: usize) -> String {
    if n == 1 { "1 group".to_owned() } else { format!("{n} groups") }
}

fn percent(part: u32, whole: u32) -> f64 {
    100.0 * f64::from(part) / f64::from(whole.max(1))
}
