//! The guarantees of a valid file, in a few lines.

use crate::anonymize;
use needs_core::{
    Survey,
    survey::{Finding, file::PrivacyModel},
};
use std::fmt;

/// The summary of a results file without findings.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub respondents: u32,
    pub k: u32,
    pub smallest_class: u32,
    pub model: PrivacyModel,
    /// Name and number of classes of each table.
    pub tables: Vec<(String, usize)>,
    /// Id and percentage of respondents that are exact, per dimension.
    pub exact: Vec<(String, f64)>,
    /// Number of sensitive choices that all or none of a class made, by question: these classes disclose an answer.
    pub disclosed: Vec<(String, usize)>,
    /// Questions with their own tables.
    pub own: Vec<String>,
    /// Themes that disclose how many chose two options, though their question has no pairs.
    pub themes: Vec<String>,
    /// Classes in which few answered a question, which files before 1.1 may have.
    pub few_answered: Vec<Finding>,
    /// Labels that a spreadsheet would run as formulas.
    pub formulas: Vec<Finding>,
}

impl Summary {
    pub(super) fn of(survey: &Survey) -> Summary {
        let about = &survey.about;
        let n = about.respondents.published;
        let exact = about.dimensions.iter().map(|dimension| {
            let not = about.privacy.generalized.get(&dimension.id).copied().unwrap_or(0);
            (dimension.id.clone(), 100.0 * f64::from(n - not.min(n)) / f64::from(n.max(1)))
        });
        let own: std::collections::BTreeSet<usize> = survey.tables.iter().filter_map(|table| table.own).collect();
        let own = own.into_iter();
        Summary {
            respondents: n,
            k: about.privacy.k,
            smallest_class: about.privacy.smallest_class,
            model: about.privacy.model,
            tables: survey.common_tables().map(|table| (table.name.clone(), table.len())).collect(),
            own: own.map(|q| survey.questions()[q].id.clone()).collect(),
            themes: about.questions.iter().flat_map(anonymize::telling_themes).map(|told| told.name).collect(),
            exact: exact.collect(),
            disclosed: disclosed(survey),
            few_answered: super::few_answered(survey),
            formulas: super::formulas(about),
        }
    }
}

fn disclosed(survey: &Survey) -> Vec<(String, usize)> {
    // Every table with a question counts everybody who answered it.
    let sum = |counts: &Vec<u32>| counts.iter().map(|&n| u64::from(n)).sum();
    let total = |column: usize| {
        survey.tables.iter().map(|table| &table.counts[column]).find(|counts| !counts.is_empty()).map_or(0, sum)
    };
    let sensitive = anonymize::sensitive_choices(survey.questions().iter(), &survey.layout, total);
    let mut all: Vec<(String, usize)> = Vec::new();
    for choice in sensitive {
        let tables = survey.tables.iter().filter(|table| !table.counts[choice.chosen.columns.start].is_empty());
        let classes = tables.flat_map(|table| (0..table.len()).map(move |class| (table, class)));
        let alike = |&(table, class): &(&needs_core::survey::Table, usize)| {
            let of = |count: &anonymize::Count| count.of(|column| i64::from(table.counts[column][class]));
            let (chosen, answered) = (of(&choice.chosen), of(&choice.answered));
            answered > 0 && (chosen == 0 || chosen == answered)
        };
        let count = classes.filter(alike).count();
        let question = choice.name.split('.').next().expect("the question's id");
        match all.last_mut() {
            _ if count == 0 => {}
            Some((last, sum)) if last == question => *sum += count,
            _ => all.push((question.to_owned(), count)),
        }
    }
    all
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            f,
            "{} respondents, no class smaller than {} (k = {})",
            self.respondents, self.smallest_class, self.k
        )?;
        match self.model {
            PrivacyModel::Joint => {
                writeln!(f, "one joint table: any filter, and any difference of two, holds 0 or at least {}", self.k)?
            }
            PrivacyModel::ByDimension => writeln!(
                f,
                "{}: one bias dimension at a time; that {} nothing of fewer than {} together is checked here as far as labels show it",
                if self.tables.len() == 1 { "1 table".to_owned() } else { format!("{} tables", self.tables.len()) },
                if self.tables.len() == 1 { "it tells" } else { "they tell" },
                self.k
            )?,
        }
        for (name, classes) in &self.tables {
            writeln!(f, "  {name}: {classes} {}", if *classes == 1 { "class" } else { "classes" })?;
        }
        if !self.own.is_empty() {
            writeln!(f, "  tables of their own, of those who answered: {}", self.own.join(", "))?;
        }
        for (id, exact) in &self.exact {
            writeln!(f, "  {id}: exact for {exact:.1} %")?;
        }
        if self.k == 1 {
            writeln!(f, "k = 1: single people are in this file; it must have been public already")?;
        }
        for theme in &self.themes {
            writeln!(
                f,
                "{theme} tells how many chose two things, as pairs would (prepare leaves it out without pairs)"
            )?;
        }
        for (question, count) in &self.disclosed {
            writeln!(
                f,
                "{question} is sensitive: {count} times all or none of a class chose an option (prepare --strict merges these)"
            )?;
        }
        Ok(())
    }
}
