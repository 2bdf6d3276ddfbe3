//! What a file that holds guarantees, in a few lines.

use crate::anonymize;
use needs_core::{
    Survey,
    survey::{Finding, file::PrivacyModel},
};
use std::fmt;

/// Of a results file without findings.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub respondents: u32,
    pub k: u32,
    pub smallest_class: u32,
    pub model: PrivacyModel,
    /// Name and number of classes of each table.
    pub tables: Vec<(String, usize)>,
    /// Id and, of a hundred respondents, how many are exact, per dimension.
    pub exact: Vec<(String, f64)>,
    /// Sensitive choices that all or none of a class made, by question: these classes disclose an answer.
    pub disclosed: Vec<(String, usize)>,
    /// Labels that spreadsheet programs take for formulas.
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
        Summary {
            respondents: n,
            k: about.privacy.k,
            smallest_class: about.privacy.smallest_class,
            model: about.privacy.model,
            tables: survey.tables.iter().map(|table| (table.name.clone(), table.len())).collect(),
            exact: exact.collect(),
            disclosed: disclosed(survey),
            formulas: super::formulas(about),
        }
    }
}

fn disclosed(survey: &Survey) -> Vec<(String, usize)> {
    // Every table counts everybody.
    let total = |column: usize| survey.tables[0].counts[column].iter().map(|&n| u64::from(n)).sum();
    let sensitive = anonymize::sensitive_choices(survey.questions().iter(), &survey.layout, total);
    let mut all: Vec<(String, usize)> = Vec::new();
    for choice in sensitive {
        let classes = survey.tables.iter().flat_map(|t| t.counts[choice.chosen].iter().zip(&t.counts[choice.answered]));
        let count = classes.filter(|&(&chosen, &answered)| answered > 0 && (chosen == 0 || chosen == answered)).count();
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
        for (id, exact) in &self.exact {
            writeln!(f, "  {id}: exact for {exact:.1} %")?;
        }
        if self.k == 1 {
            writeln!(f, "k = 1: single people are in this file; it must have been public already")?;
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
