//! Validates a results file and turns it into a `Survey`; findings name path, value and remedy.

mod descriptor;
mod tables;
#[cfg(test)]
mod tests;

use super::{Layout, Survey, Table, by_column, file::ResultsFile};
use std::fmt;

/// At most this many findings are kept.
pub(super) const MOST_FINDINGS: usize = 100;

/// Why a results file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    #[error("line {line}, column {column}: {problem}")]
    Json { line: usize, column: usize, problem: String },
    /// The structure or the content is invalid; never empty.
    #[error("{}", list(.0))]
    Invalid(Vec<Finding>),
}

impl SurveyError {
    #[inline(never)]
    pub(super) fn from_json(error: &serde_json::Error) -> SurveyError {
        let (line, column) = (error.line(), error.column());
        let problem = error.to_string();
        // serde_json appends line and column, which have their own fields here.
        let problem = problem.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&problem).to_owned();
        SurveyError::Json { line, column, problem }
    }
}

/// One violation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Path in the file: `dimensions[1].categories[3].id`.
    pub path: String,
    /// The value found, the value expected, and the remedy.
    pub problem: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

/// The findings so far.
#[derive(Default)]
pub(super) struct Findings(pub Vec<Finding>);

impl Findings {
    #[inline(never)]
    pub fn add(&mut self, path: &dyn fmt::Display, problem: fmt::Arguments) {
        if self.0.len() < MOST_FINDINGS {
            self.0.push(Finding { path: path.to_string(), problem: problem.to_string() });
        }
    }
}

fn list(findings: &[Finding]) -> String {
    findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}
/// Validates `file` and turns its resources into tables.
#[inline(never)]
pub(super) fn validate(mut file: ResultsFile, fingerprint: String) -> Result<Survey, SurveyError> {
    let mut check = Check::default();
    check.descriptor(&file);
    if !check.findings.0.is_empty() {
        // Tables can only be read if dimensions and questions are valid.
        return Err(SurveyError::Invalid(check.findings.0));
    }
    let layout = Layout::of(&file.questions);
    let names: Vec<String> = file.questions.iter().flat_map(Layout::names).collect();
    let mut tables: Vec<Table> = Vec::new();
    for (i, resource) in std::mem::take(&mut file.resources).into_iter().enumerate() {
        let path = format!("resources[{i}]");
        if !check.form(&path, &resource, &file, &layout, &names) {
            continue;
        }
        let table = by_column::table(resource, &file, &layout, &names);
        check.classes(&path, &table, &file, &layout);
        tables.push(table);
    }
    if check.findings.0.is_empty() {
        check.complete(&file, &layout, &tables);
    }
    if check.findings.0.is_empty() {
        Ok(Survey::of(file, layout, tables, fingerprint))
    } else {
        Err(SurveyError::Invalid(check.findings.0))
    }
}

/// What has been found so far.
#[derive(Default)]
struct Check {
    findings: Findings,
}

impl Check {
    fn found(&mut self, path: &dyn fmt::Display, problem: fmt::Arguments) {
        self.findings.add(path, problem);
    }
}
