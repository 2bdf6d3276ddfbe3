//! Checks everything that a results file alone can show.
//!
//! [`Survey::read`] checks structure, ids, and the sums within each class. This module checks the rest: the file's
//! declarations against its classes, its tables against each other, its filters and links, texts that may identify a
//! person, and undeclared properties. No file can show whether the classes were counted correctly: for that, run `prepare`
//! on the raw answers again.

mod asked_if;
mod audit;
mod coders;
mod formulas;
mod summary;
mod tables;
#[cfg(test)]
mod tests;
mod texts;
mod undeclared;

pub use formulas::formulas;
use needs_core::{
    Filter, Survey, crosstab,
    filter::Membership,
    query,
    survey::{
        Finding, SurveyError, Table,
        file::{NEWEST_PROFILE_VERSION, PROFILE_VERSION, PrivacyModel},
        read,
    },
};
pub use summary::Summary;
pub use texts::personal;

/// Checks a results file.
///
/// # Errors
/// `SurveyError::Json` if the bytes are not JSON; `SurveyError::Invalid` with every finding.
pub fn verify(bytes: &[u8]) -> Result<Summary, SurveyError> {
    let (survey, mut found) = match Survey::read(bytes) {
        Ok(survey) => {
            let found = findings(&survey);
            (Some(survey), found)
        }
        Err(SurveyError::Invalid(found)) => (None, found),
        Err(error) => return Err(error),
    };
    // Labels can be checked whether or not the rest is valid.
    let (file, left) = read::file_and_undeclared(bytes)?;
    found.extend(personal(&file));
    found.extend(undeclared::undeclared(&left));
    match survey {
        Some(survey) if found.is_empty() => Ok(Summary::of(&survey)),
        _ => Err(SurveyError::Invalid(found)),
    }
}

/// The declarations of a survey that its classes, links or tables contradict.
pub fn findings(survey: &Survey) -> Vec<Finding> {
    let mut check = Check { survey, findings: Vec::new() };
    check.privacy();
    check.period();
    check.asked();
    check.few_asked();
    if promises_answers(survey) {
        check.findings.extend(few_answered(survey));
    }
    check.findings.extend(asked_if::findings(survey));
    check.views();
    check.tables_agree();
    check.tables_together();
    check.coders();
    check.findings
}

struct Check<'a> {
    survey: &'a Survey,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn found(&mut self, path: impl Into<String>, problem: impl Into<String>) {
        self.findings.push(Finding { path: path.into(), problem: problem.into() });
    }

    /// Checks `privacy` against the classes.
    fn privacy(&mut self) {
        let (survey, privacy) = (self.survey, &self.survey.about.privacy);
        let smallest = survey.tables.iter().flat_map(|table| table.n.iter().copied()).min().unwrap_or(0);
        if privacy.smallest_class != smallest {
            let problem = format!("{} is declared, but the smallest class has {smallest}", privacy.smallest_class);
            self.found("privacy.smallest_class", problem);
        }
        let tables = survey.common_tables().count();
        if survey.tables.len() > tables && survey.about.profile_version == PROFILE_VERSION {
            let problem = format!(
                "a question has tables of its own, which files of {PROFILE_VERSION} have not; it is {NEWEST_PROFILE_VERSION}"
            );
            self.found("profile_version", problem);
        }
        if privacy.model == PrivacyModel::Joint && tables > 1 {
            let problem = format!(
                "\"joint\" is declared, but there are {tables} tables; only \"by-dimension\" files have several"
            );
            self.found("privacy.model", problem);
        }
        for (d, dimension) in survey.dimensions().iter().enumerate() {
            let path = format!("privacy.generalized.{}", dimension.id);
            let not_exact = survey.common_tables().filter_map(|table| {
                let labels = table.labels_of(d)?;
                Some(
                    labels
                        .iter()
                        .zip(&table.n)
                        .filter(|(label, _)| !label.known)
                        .map(|(_, &n)| u64::from(n))
                        .sum::<u64>(),
                )
            });
            let Some(least) = not_exact.min() else {
                self.found(
                    format!("dimensions[{d}].id"),
                    format!("no table has the dimension \"{}\"; leave it out of the file", dimension.id),
                );
                continue;
            };
            let declared: u64 = privacy.generalized.get(&dimension.id).copied().unwrap_or(0).into();
            if declared != least {
                self.found(path, format!("{declared} respondents are declared not to be exact, but in the table with the fewest there are {least}"));
            }
        }
        for id in privacy.generalized.keys().filter(|id| survey.dimension(id).is_none()) {
            self.found(format!("privacy.generalized.{id}"), format!("\"{id}\" is not a dimension of this file"));
        }
    }

    fn period(&mut self) {
        if let Some(period) = self.survey.about.collected.as_ref().filter(|period| period.from > period.to) {
            self.found(
                "collected",
                format!("from {} to {}: the first month is after the last", period.from, period.to),
            );
        }
    }

    /// Checks who was asked against the filter of who should have been.
    fn asked(&mut self) {
        let survey = self.survey;
        for (q, question) in survey.questions().iter().enumerate() {
            let path = format!("questions[{q}].asked_of");
            let filter = match question.asked_of.as_str() {
                "everyone" => Filter::everyone(survey.dimensions().len()),
                text => {
                    let (filter, misread) = query::filter::parse(text, survey);
                    for part in &misread {
                        self.found(&path, format!("\"{text}\": {}={}", part.name, part.value));
                    }
                    if misread.is_empty() && filter.is_everyone() {
                        self.found(
                            &path,
                            format!("\"{text}\" keeps everyone; write \"everyone\", or dimension=category"),
                        );
                    }
                    filter
                }
            };
            let dimensions: Vec<usize> = filter.dimensions().collect();
            let column = survey.layout.questions[q].asked;
            for (t, table) in commons(survey) {
                if dimensions.iter().any(|&d| table.position(d).is_none()) {
                    continue;
                }
                for (class, membership) in filter.classes(table).into_iter().enumerate() {
                    let (asked, n) = (table.counts[column][class], table.n[class]);
                    let row = format!("resources[{t}].data[{}]", class + 1);
                    // If a question of everyone was not shown to some (an edition that dropped it), only `asked` says so.
                    if membership == Membership::Out && asked > 0 {
                        self.found(
                            row,
                            format!(
                                "{}.asked is {asked}, but this class is not among \"{}\"",
                                question.id, question.asked_of
                            ),
                        );
                    } else if membership == Membership::In && asked != n && !filter.is_everyone() {
                        self.found(
                            row,
                            format!(
                                "{}.asked is {asked}, but all {n} of this class are among \"{}\"",
                                question.id, question.asked_of
                            ),
                        );
                    }
                }
            }
        }
    }

    /// In each class, nobody or at least k were asked a question, and nobody or at least k were not.
    fn few_asked(&mut self) {
        let (survey, k) = (self.survey, self.survey.about.privacy.k);
        // Questions asked of the same people are one finding.
        for (q, column) in groups(survey) {
            for (t, table) in commons(survey) {
                for (class, (&asked, &n)) in table.counts[column].iter().zip(&table.n).enumerate() {
                    let few = |people: u32| people > 0 && people < k;
                    if !few(asked) && !few(n.saturating_sub(asked)) {
                        continue;
                    }
                    let id = &survey.questions()[q].id;
                    let problem = format!(
                        "{id}.asked is {asked} of {n}: those asked and those not asked must each be nobody or at least k = {k}, or their answers stand alone; run `needs-by-field prepare` again"
                    );
                    self.found(format!("resources[{t}].data[{}]", class + 1), problem);
                }
            }
        }
    }

    /// Named views are valid and can be answered.
    fn views(&mut self) {
        let survey = self.survey;
        for (v, view) in survey.views().iter().enumerate() {
            let path = format!("views[{v}].query");
            let link = query::parse(&view.query, survey);
            for problem in &link.problems {
                self.found(
                    &path,
                    format!("\"{}\": {problem} is not understood; correct it in the codebook", view.query),
                );
            }
            if let Err(unanswerable) = crosstab::table_of(survey, &link.view) {
                let ids: Vec<&str> =
                    unanswerable.dimensions.iter().map(|&d| survey.dimensions()[d].id.as_str()).collect();
                self.found(
                    &path,
                    format!(
                        "\"{}\": no table of this file has {} together; filter by fewer",
                        view.query,
                        ids.join(", ")
                    ),
                );
            }
        }
    }
}

/// Whether the file guarantees what [`few_answered`] checks; files before 1.1 do not.
fn promises_answers(survey: &Survey) -> bool {
    survey.about.profile_version != PROFILE_VERSION
}

/// Classes in which 1 to k - 1 people answered a question or an item of a rating.
fn few_answered(survey: &Survey) -> Vec<Finding> {
    let k = survey.about.privacy.k;
    let mut found = Vec::new();
    for (question, columns) in survey.questions().iter().zip(&survey.layout.questions) {
        for (t, table) in survey.tables.iter().enumerate().filter(|(_, table)| table.has(columns)) {
            for (name, counted) in columns.answering(question) {
                let answered = |class: usize| counted.clone().map(|c| table.counts[c][class]).sum::<u32>();
                let few = (0..table.len()).map(|class| (class, answered(class)));
                for (class, answered) in few.filter(|&(_, answered)| answered > 0 && answered < k) {
                    let problem = format!(
                        "{name}: {answered} of this class answered, fewer than k = {k}, so that their answers stand alone; run `needs-by-field prepare` again, and withdraw this file"
                    );
                    found.push(Finding { path: format!("resources[{t}].data[{}]", class + 1), problem });
                }
            }
        }
    }
    found
}

/// The common tables, with their positions in the file.
fn commons(survey: &Survey) -> impl Iterator<Item = (usize, &Table)> {
    survey.tables.iter().enumerate().filter(|(_, table)| table.own.is_none())
}

/// Questions that were not asked of everybody, one for each group of people asked: position, and the column of those asked.
fn groups(survey: &Survey) -> Vec<(usize, usize)> {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (q, columns) in survey.layout.questions.iter().enumerate() {
        let same = |&(_, known): &(usize, usize)| {
            let all = |is: fn(u32, u32, u32) -> bool| {
                survey.common_tables().all(|table| {
                    let pairs = table.counts[known].iter().zip(&table.counts[columns.asked]).zip(&table.n);
                    pairs.into_iter().all(|((&known, &asked), &n)| is(known, asked, n))
                })
            };
            all(|known, asked, _| known == asked) || all(|known, asked, n| known.checked_add(asked) == Some(n))
        };
        if !groups.iter().any(same) {
            groups.push((q, columns.asked));
        }
    }
    groups
}
