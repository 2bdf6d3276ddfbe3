//! The plan: a codebook resolved against the columns of a file, which reads rows.

use super::{
    Codebook, CodebookError, TablesEntry,
    asked::asked_of,
    columns::Columns,
    dimension::DimensionPlan,
    question::QuestionPlan,
    respondent::{CellError, Respondent, Uncounted},
    rules::{self, LeftOut, Rule},
};
use crate::{coding::Coding, raw::Headers};
use csv::StringRecord;
use needs_core::{
    Filter,
    survey::{Layout, file::Role, id},
};
use std::{cell::Cell, collections::BTreeSet};

/// A codebook resolved against the columns of a file.
pub struct Plan {
    pub dimensions: Vec<DimensionPlan>,
    pub questions: Vec<QuestionPlan>,
    /// The layout of the count columns.
    pub layout: Layout,
    /// Position of the dimension with the role `field`.
    pub field: usize,
    /// Positions of the dimensions of each table, where the codebook lists them.
    pub tables: Option<Vec<Vec<usize>>>,
    /// Per question: the filter of those who were asked.
    asked: Vec<Filter>,
    /// Per question: the earlier choices of those who were asked.
    asked_if: Vec<Vec<Chosen>>,
    /// Per question: number of respondents who answered although they were not asked.
    unasked: Vec<Cell<u32>>,
    /// Rules for rows to leave out.
    pub(crate) rules: Vec<Rule>,
    consent: Option<(usize, Vec<String>)>,
}

/// A condition on earlier choices: any of them was chosen.
struct Chosen {
    /// Count columns of the choices.
    columns: Vec<usize>,
    /// Negates the condition.
    but: bool,
}

impl Codebook {
    /// Resolves the codebook against the columns of a file or, with `None`, against counts, whose columns are named by ids.
    ///
    /// # Errors
    /// Every mismatch with its remedy; for columns that the codebook does not mention, the lines to add.
    pub fn plan(&self, headers: Option<&Headers>) -> Result<Plan, CodebookError> {
        self.plan_with(headers.map(Columns::of), None)
    }

    /// The plan for a file whose open answers are coded, or are about to be: their keys are made with its salt.
    ///
    /// # Errors
    /// As [`Codebook::plan`].
    pub fn plan_coded(&self, headers: &Headers, coding: &Coding) -> Result<Plan, CodebookError> {
        self.plan_with(Some(Columns::of(headers)), Some(coding))
    }

    /// The plan for one of several files of a survey, and the names that this file lacks: another file must have each.
    ///
    /// # Errors
    /// As [`Codebook::plan`].
    pub fn plan_of_one_file(
        &self,
        headers: &Headers,
        coding: Option<&Coding>,
    ) -> Result<(Plan, BTreeSet<String>), CodebookError> {
        let columns = Columns::of_one_file(headers);
        let plan = self.plan_with(Some(columns.clone()), coding)?;
        Ok((plan, columns.absent()))
    }

    fn plan_with(&self, columns: Option<Columns>, coding: Option<&Coding>) -> Result<Plan, CodebookError> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push("the survey has no title; write title = \"...\" at the top".to_owned());
        }
        if !self.name.is_empty() && !id::is_id(&self.name) {
            let near = id::from_label(&self.name);
            problems.push(format!("name = \"{}\" is not an id (use a-z, 0-9, -); try \"{near}\"", self.name));
        }
        let consent = self.consent.as_ref().zip(columns.as_ref()).and_then(|(consent, columns)| {
            let column = columns.one(&consent.column.0).map_err(|problem| problems.push(format!("consent: {problem}")));
            Some((column.ok()?, consent.values.0.iter().map(|v| super::answers::normal(&v.0)).collect()))
        });
        let rules = rules::of(&self.keep, &self.drop, &self.missing, columns.as_ref(), &mut problems);
        let mut dimensions = Vec::new();
        for (i, entry) in self.dimensions.iter().enumerate() {
            dimensions.extend(DimensionPlan::of(entry, i + 1, self, columns.as_ref(), &mut problems));
        }
        let mut questions = Vec::new();
        for (i, entry) in self.questions.iter().enumerate() {
            questions.extend(QuestionPlan::of(entry, i + 1, self, columns.as_ref(), coding, &mut problems));
        }
        if let Some(columns) = &columns {
            for reference in &self.ignore {
                if let Err(problem) = columns.ignored(&reference.0) {
                    problems.push(format!("ignore: {problem}; remove the entry if the column is gone"));
                }
            }
        }
        if !problems.is_empty() {
            return Err(CodebookError::Content(problems));
        }
        let undeclared = columns.as_ref().map(Columns::unused).unwrap_or_default();
        if let (Some(columns), false) = (&columns, undeclared.is_empty()) {
            return Err(CodebookError::Undeclared(undeclared_columns(columns.headers, &undeclared)));
        }
        let field = field_of(&dimensions, &mut problems);
        twice("dimension", dimensions.iter().map(|d| d.id.as_str()), &mut problems);
        twice("question", questions.iter().map(|q| q.question.id.as_str()), &mut problems);
        if questions.iter().filter(|q| q.question.lead).count() > 1 {
            problems.push("several questions have lead = true; the page opens with one of them".to_owned());
        }
        if questions.is_empty() {
            problems.push("the codebook has no question; add one:\n\n[[question]]\nkind = \"multiple\"\ncolumn = \"...\"\nchoices = [\"...\"]".to_owned());
        }
        let asked = questions.iter().map(|q| asked_of(q, &dimensions, &mut problems)).collect();
        let tables = tables_of(&self.tables, &dimensions, &mut problems);
        if !problems.is_empty() {
            return Err(CodebookError::Content(problems));
        }
        let layout = Layout::of(&questions.iter().map(|q| q.question.clone()).collect::<Vec<_>>());
        let asked_if = (0..questions.len()).map(|q| asked_if(q, &questions, &layout, &mut problems)).collect();
        if !problems.is_empty() {
            return Err(CodebookError::Content(problems));
        }
        let unasked = vec![Cell::new(0); questions.len()];
        Ok(Plan { dimensions, questions, layout, field, tables, asked, asked_if, unasked, rules, consent })
    }
}

impl Plan {
    /// Checks that another file's plan has the same dimensions and questions.
    ///
    /// # Errors
    /// The difference: options made from columns may differ between files.
    pub fn check_same(&self, other: &Plan) -> Result<(), String> {
        let differs = |what: &str, name: &str| {
            format!(
                "the {what} \"{name}\" has other options in this file than in the first, because they are made of its columns; declare them in the codebook, with the `answers` of each file"
            )
        };
        for (own, other) in self.dimensions.iter().zip(&other.dimensions) {
            if own.options.ids != other.options.ids {
                return Err(differs("dimension", &own.label));
            }
        }
        for (own, other) in self.questions.iter().zip(&other.questions) {
            // The text may be the header in another language.
            if own.question.kind != other.question.kind {
                return Err(differs("question", own.question.name()));
            }
        }
        Ok(())
    }

    /// Positions of the dimensions that decide who was asked a question, ascending.
    pub fn deciding(&self) -> Vec<usize> {
        let dimensions: BTreeSet<usize> = self.asked.iter().flat_map(Filter::dimensions).collect();
        dimensions.into_iter().collect()
    }

    /// Reads a row into `respondent`; returns the reason if the row is left out.
    pub(crate) fn read(
        &self,
        record: &StringRecord,
        respondent: &mut Respondent,
    ) -> Result<Option<LeftOut>, CellError> {
        if let Some(left_out) = rules::left_out(&self.rules, record) {
            return Ok(Some(left_out));
        }
        if let Some((column, values)) = &self.consent {
            let answer = super::answers::normal(record.get(*column).unwrap_or(""));
            if !values.contains(&answer) {
                return Ok(Some(LeftOut::NoConsent));
            }
        }
        respondent.key.clear();
        respondent.increments.clear();
        for dimension in &self.dimensions {
            respondent.key.push(dimension.read(record)?);
        }
        let (mut asked_of_them, mut answered) = (0, 0);
        for (q, (question, columns)) in self.questions.iter().zip(&self.layout.questions).enumerate() {
            let chose = |chosen: &Chosen| {
                chosen.columns.iter().any(|column| respondent.increments.contains(column)) != chosen.but
            };
            if self.asked[q].keeps_exactly(&respondent.key) && self.asked_if[q].iter().all(chose) {
                let before = respondent.increments.len();
                question.read(record, columns, &mut respondent.increments)?;
                asked_of_them += 1;
                answered += usize::from(respondent.increments[before..].contains(&columns.answered));
            } else {
                // Beside who was asked and who answered: an option, which only somebody who was asked could choose.
                let before = respondent.increments.len();
                let read = question.read(record, columns, &mut respondent.increments);
                let chose_any = read.is_err() || respondent.increments.len() > before + 2;
                respondent.increments.truncate(before);
                self.unasked[q].set(self.unasked[q].get() + u32::from(chose_any));
            }
        }
        Ok(rules::left_out_partial(&self.rules, answered, asked_of_them))
    }
}

impl Plan {
    /// Cells that were counted as no answer, by dimension or question.
    pub(crate) fn uncounted(&self) -> impl Iterator<Item = (&str, Uncounted)> {
        let dimensions = self.dimensions.iter().map(|d| (d.label.as_str(), d.uncounted()));
        let questions = self.questions.iter().zip(&self.unasked);
        dimensions.chain(
            questions.map(|(q, unasked)| (q.question.name(), Uncounted { unasked: unasked.get(), ..q.uncounted() })),
        )
    }
}

/// Parses `uses=yes~sometimes&team=-alone`: conditions on choices of earlier questions.
fn asked_if(q: usize, questions: &[QuestionPlan], layout: &Layout, problems: &mut Vec<String>) -> Vec<Chosen> {
    let mut asked = Vec::new();
    let filter = questions[q].question.asked_if.as_str();
    for part in filter.split('&').filter(|part| !part.is_empty()) {
        let place = format!("question \"{}\": asked_if = \"{filter}\"", questions[q].question.name());
        let Some((name, values)) = part.split_once('=') else {
            problems.push(format!("{place}: write the question and its choices by their ids: \"uses=yes~sometimes\""));
            continue;
        };
        let Some(before) = questions[..q].iter().position(|other| other.question.id == name) else {
            let ids: Vec<&str> = questions[..q].iter().map(|other| other.question.id.as_str()).collect();
            problems.push(match questions[q..].iter().any(|other| other.question.id == name) {
                true => format!("{place}: \"{name}\" must stand before this question, as it was asked before"),
                false => {
                    format!("{place}: \"{name}\" is not a question before this one; use one of: {}", ids.join(", "))
                }
            });
            continue;
        };
        let choices = questions[before].question.choices();
        let (but, values) = values.strip_prefix('-').map_or((false, values), |values| (true, values));
        let mut columns = Vec::new();
        for value in values.split('~') {
            match choices.iter().position(|choice| choice.id == value) {
                Some(choice) => columns.push(layout.questions[before].choice(choice)),
                None => problems.push(format!(
                    "{place}: \"{value}\" is not a choice of \"{name}\"; use one of: {}",
                    choices.iter().map(|choice| choice.id.as_str()).collect::<Vec<_>>().join(", ")
                )),
            }
        }
        asked.push(Chosen { columns, but });
    }
    asked
}

fn field_of(dimensions: &[DimensionPlan], problems: &mut Vec<String>) -> usize {
    let fields: Vec<usize> = (0..dimensions.len()).filter(|&d| dimensions[d].role == Role::Field).collect();
    if fields.len() != 1 {
        problems.push(format!(
            "{} dimensions are the field; exactly one must have role = \"field\": it makes the rows of the charts",
            fields.len()
        ));
    }
    fields.first().copied().unwrap_or(0)
}

fn twice<'a>(noun: &str, ids: impl Iterator<Item = &'a str>, problems: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            problems.push(format!("two {noun}s have the id \"{id}\"; give one of them another: id = \"{id}-2\""));
        }
    }
}

fn tables_of(entry: &TablesEntry, dimensions: &[DimensionPlan], problems: &mut Vec<String>) -> Option<Vec<Vec<usize>>> {
    let TablesEntry::Lists(lists) = entry else { return None };
    let mut tables = Vec::new();
    for list in lists {
        let mut table = Vec::new();
        for name in list {
            match dimensions.iter().position(|d| d.id == *name || d.label == *name) {
                Some(d) if table.contains(&d) => problems.push(format!("tables: \"{name}\" stands twice in one table")),
                Some(d) => table.push(d),
                None => problems.push(format!(
                    "tables: \"{name}\" is not a dimension; use one of: {}",
                    dimensions.iter().map(|d| d.id.as_str()).collect::<Vec<_>>().join(", ")
                )),
            }
        }
        table.sort_unstable();
        tables.push(table);
    }
    for (d, dimension) in dimensions.iter().enumerate() {
        if !tables.iter().any(|table| table.contains(&d)) {
            problems.push(format!(
                "tables: \"{}\" is in no table, so that nothing could be filtered by it; add it to one, or remove the dimension",
                dimension.id
            ));
        }
    }
    if tables.is_empty() || tables.iter().any(Vec::is_empty) {
        problems.push("tables: each table needs at least one dimension: tables = [[\"field\", \"region\"]]".to_owned());
    }
    Some(tables)
}

/// The message for columns that are neither declared nor ignored, with the lines to add.
fn undeclared_columns(headers: &Headers, columns: &[usize]) -> String {
    let mut lines: Vec<String> = Vec::new();
    lines.push(match columns {
        [_] => "1 column of the file is neither declared nor ignored:".to_owned(),
        several => format!("{} columns of the file are neither declared nor ignored:", several.len()),
    });
    lines.extend(columns.iter().map(|&c| format!("  #{} \"{}\"", c + 1, headers.name(c))));
    lines.push(String::new());
    lines.push(
        "Declare each as a [[dimension]] or [[question]], or add it to the list at the top of the codebook:".to_owned(),
    );
    lines.push(String::new());
    lines.push("ignore = [".to_owned());
    lines.extend(columns.iter().map(|&c| format!("  {},", toml::Value::String(headers.address(c)))));
    lines.push("]".to_owned());
    lines.join("\n")
}
