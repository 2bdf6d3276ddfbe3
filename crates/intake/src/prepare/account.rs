//! The account: a report for the author of what `prepare` did.

use super::Published;
use crate::codebook::Plan;
use needs_core::survey::{
    Label, categories_in,
    file::{PrivacyModel, ResultsFile},
};
use needs_privacy::anonymize::{Anonymized, Class, Costly, DimensionReport, Options, Own, Partition, Settled, Summary};
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
    own: Option<OwnTables>,
    /// Who costs most exactness, and what would help.
    costly: Option<String>,
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

    /// The share of the information that is left, with the label as wide as the others'.
    fn information(&self, width: usize) -> String {
        let Kept { label, bits, bits_before, .. } = self;
        // A dimension with one category has no information to lose. Adding zero removes the sign of a negative zero.
        let left = if *bits_before > 0.0 { 100.0 * bits.max(0.0) / bits_before } else { 100.0 };
        format!("  {label:width$}  {left:.0} % ({:.2} of {bits_before:.2} bits)", bits.max(0.0))
    }
}

/// The tables of questions that have their own.
#[derive(Clone, Debug)]
struct OwnTables {
    /// Ids of the questions.
    ids: Vec<String>,
    tables: usize,
    classes: usize,
    /// The share of their values that are exact, in %.
    exact: f64,
    /// The same of the question that keeps least, and its id.
    least: (f64, String),
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
            costly: made.report.costly.as_ref().map(|costly| advice(costly, file)),
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

fn own(file: &ResultsFile, made: &Anonymized) -> Option<OwnTables> {
    let exact = |tables: &[Own]| {
        let reports = || tables.iter().flat_map(|own| &own.partition.report.dimensions);
        let values = |of: fn(&DimensionReport) -> u32| reports().map(|report| f64::from(of(report))).sum::<f64>();
        100.0 * values(|report| report.exact) / values(|report| report.respondents)
    };
    let id = |own: &Own| file.questions[own.question].id.clone();
    let questions: Vec<(f64, String)> =
        made.own.chunk_by(|a, b| a.question == b.question).map(|tables| (exact(tables), id(&tables[0]))).collect();
    Some(OwnTables {
        least: questions.iter().min_by(|a, b| a.0.total_cmp(&b.0))?.clone(),
        ids: questions.into_iter().map(|(_, id)| id).collect(),
        tables: made.own.len(),
        classes: made.own.iter().map(|own| own.partition.classes.len()).sum(),
        exact: exact(&made.own),
    })
}

/// Most categories that the advice names.
const MOST_NAMED: usize = 3;

fn advice(costly: &Costly, file: &ResultsFile) -> String {
    let dimension = &file.dimensions[costly.dimension];
    let label = |set: u64| {
        let labels = categories_in(set).map(|c| dimension.categories[c].label.as_str());
        format!("\"{}\"", labels.collect::<Vec<_>>().join(" + "))
    };
    let mut names: Vec<String> =
        costly.few.iter().take(MOST_NAMED).map(|(set, n)| format!("{n} of {}", label(*set))).collect();
    let more = costly.few.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        let n = costly.few[MOST_NAMED..].iter().map(|(_, n)| n).sum::<u32>();
        names.push(format!("{n} of {more} more"));
    }
    let few = costly.few.iter().map(|(_, n)| n).sum();
    let remedy = match costly.could_be_exact {
        true => format!(
            "Put them into another category, or write never_generalize = true for {}, at the cost of the others.",
            dimension.label
        ),
        false => "Put them into another category, or leave the dimension out.".to_owned(),
    };
    format!(
        "Most is lost in {}: {} ({}) take the exact category from {} others.\n{remedy}",
        dimension.label,
        people(few),
        names.join(", "),
        costly.blurred
    )
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
        let undecided = match disclosure.undecided {
            0 => String::new(),
            n => format!(", or perhaps can of {}, for whom the search was given up", people(n)),
        };
        warnings.push(format!(
            "sensitive: from the tables together, a reader who knows what every respondent is can work out the answer of {} to {}{undecided}",
            people(disclosure.people - disclosure.undecided),
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
        if question.ranks_pairs() && options.k > 1 {
            warnings.push(format!(
                "pairs of {}: of every two items each class tells how many put one before the other; who knows the order of some people in a class is told more of the others",
                question.id
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

/// What readers get comes first, then what it cost, then what was checked; numbers for those who compare codebooks come last.
impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.flow(f)?;
        self.promise(f)?;
        self.filters(f)?;
        self.kept(f)?;
        self.checked(f)?;
        self.details(f)
    }
}

/// Below this percentage the account advises how to keep more.
const FEW_KEPT: f64 = 90.0;

impl Account {
    /// From the rows read to the respondents published.
    fn flow(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{} read, {} published.", rows(self.received), people(self.published))?;
        for (label, n) in &self.left_out {
            writeln!(f, "  {n} left out by a rule: {label}")?;
        }
        let kept = self.received - self.left_out.iter().map(|(_, n)| n).sum::<u32>();
        match kept - self.consented {
            0 => Ok(()),
            without => writeln!(f, "  {without} left out: did not consent"),
        }
    }

    fn promise(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.k {
            1 => writeln!(
                f,
                "\nEvery combination of answers is in the file as it is, also where one person alone gave it (k = 1)."
            ),
            k => writeln!(
                f,
                "\nNobody's answers stand alone in the file: it has numbers of groups of at least {k} people only (k = {k}). A group\nis people who are alike in what the dimensions of the codebook say."
            ),
        }
    }

    /// Which filters of the page work together.
    fn filters(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let width = self.tables.iter().map(|table| table.dimensions.chars().count()).max().unwrap_or(0);
        writeln!(
            f,
            "\n{}",
            match self.model {
                PrivacyModel::Joint => "Readers can filter by all of these at once:",
                PrivacyModel::ByDimension => "Readers can filter by what stands in one line at once:",
            }
        )?;
        for TableAccount { dimensions, classes, smallest } in &self.tables {
            writeln!(f, "  {dimensions:width$}  {}, the smallest of {}", groups(*classes), people(*smallest))?;
        }
        let Some(OwnTables { ids, tables, classes, .. }) = &self.own else { return Ok(()) };
        let (questions, have, their) = match ids.len() {
            1 => ("One question", "has", "its"),
            _ => ("Some questions", "have", "their"),
        };
        writeln!(
            f,
            "{questions} {have} {their} own groups ({} in {}), because few people of some group answered: {}.",
            groups(*classes),
            if *tables == 1 { "1 table".to_owned() } else { format!("{tables} tables") },
            ids.join(", ")
        )
    }

    /// How many people keep their own category, and how to keep more.
    fn kept(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let width = self.kept.iter().map(|kept| kept.label.chars().count()).max().unwrap_or(0);
        writeln!(
            f,
            "\nWhere a group would be too small, it is put together with another, and the file says \"Asia or Europe\" of it. So\nmany people are still told with their own category:"
        )?;
        for Kept { label, exact, .. } in &self.kept {
            writeln!(f, "  {label:width$}  {exact} of {} ({:.1} %)", self.published, percent(*exact, self.published))?;
        }
        if self.k > 1 && self.kept.iter().any(|kept| percent(kept.exact, self.published) < FEW_KEPT) {
            writeln!(
                f,
                "To keep more: put rare categories into larger ones, leave a dimension out, or move the one that matters most up in\nthe codebook."
            )?;
        }
        Ok(())
    }

    /// What the tables disclose together.
    fn checked(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Some(audit) = &self.taken.audit else { return Ok(()) };
        match (audit.determined, audit.merged.iter().sum::<usize>()) {
            (0, _) => writeln!(
                f,
                "\nChecked: nobody can work out the numbers of fewer than {} people by adding and subtracting what is published.",
                self.k
            )?,
            (determined, merged) => writeln!(
                f,
                "\nChecked: by adding and subtracting what is published, the numbers of {} of fewer than {} people could have been\nworked out; so {} put together with others, until that was no longer possible.",
                groups(determined),
                self.k,
                if merged == 1 { "1 group was".to_owned() } else { format!("{merged} groups were") }
            )?,
        }
        match audit.undecided {
            0 => Ok(()),
            1 => writeln!(f, "1 search took too long; it counts as if something had been found."),
            undecided => writeln!(f, "{undecided} searches took too long; they count as if something had been found."),
        }
    }

    /// Numbers for comparing codebooks and settings.
    fn details(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let width = self.kept.iter().map(|kept| kept.label.chars().count()).max().unwrap_or(0);
        writeln!(f, "\nIn numbers (docs/privacy.md explains them). What is left of what exact categories would tell:")?;
        for kept in &self.kept {
            writeln!(f, "{}", kept.information(width))?;
        }
        if let Some(OwnTables { exact, least: (least, question), .. }) = &self.own {
            writeln!(
                f,
                "In the groups that questions have of their own, {exact:.0} % of the categories are exact, least of {question}: {least:.0} %."
            )?;
        }
        if let Some(advice) = &self.costly {
            writeln!(f, "{advice}")?;
        }
        if let Some((wanted, free)) = &self.never_generalize {
            writeln!(f, "Without never_generalize of {} it would be, in the same tables:", wanted.join(", "))?;
            for kept in free {
                let exact = percent(kept.exact, self.published);
                writeln!(f, "{}; {} of {} exact ({exact:.1} %)", kept.information(width), kept.exact, self.published)?;
            }
        }
        if let Some(not_taken) = &self.not_taken {
            writeln!(f, "Both kinds of file were tried (tables = \"auto\"); with their own category stay:")?;
            let (taken, other) = match self.model {
                PrivacyModel::Joint => ("joint", "by-dimension"),
                PrivacyModel::ByDimension => ("by-dimension", "joint"),
            };
            for (name, summary) in [(format!("{taken} (taken)"), &self.taken), (other.to_owned(), not_taken)] {
                let exact = summary.dimensions.iter().map(|d| format!("{} {:.0} %", d.id, 100.0 * d.share()));
                writeln!(f, "  {name}: {}; {}", groups(summary.classes), exact.collect::<Vec<_>>().join(", "))?;
            }
        }
        if self.settled.answers > 0 && self.k > 1 {
            let Settled { answers, by_person, by_combinations, by_numbers, undecided } = &self.settled;
            let share = |part: &u64| 100.0 * *part as f64 / *answers as f64;
            writeln!(
                f,
                "Puzzles: whether somebody made a choice can be settled, of {answers} such answers, for {:.1} % by who knows that\nperson's categories, {:.1} % by who also knows which combinations of categories occur, {:.1} % by who also knows how\nmany people are in each.",
                share(by_person),
                share(by_combinations),
                share(by_numbers)
            )?;
            if *undecided > 0 {
                writeln!(
                    f,
                    "The search for puzzles ended before {undecided} of these answers ({:.1} %) were looked at: the second and third share may be\nhigher by as much.",
                    share(undecided)
                )?;
            }
        }
        Ok(())
    }
}

fn rows(n: u32) -> String {
    if n == 1 { "1 row".to_owned() } else { format!("{n} rows") }
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
