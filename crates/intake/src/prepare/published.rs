//! The questions to publish: without those that too few answered, and without themes that disclose pairs.

use crate::codebook::Plan;
use needs_core::survey::{
    Layout,
    file::{Kind, Question},
};
use needs_privacy::anonymize::{self, Cell, Column};
use std::collections::BTreeMap;

/// The questions of the results file.
pub(super) struct Published {
    pub questions: Vec<Question>,
    pub layout: Layout,
    /// Names of the count columns.
    pub names: Vec<String>,
    /// What was left out, with the reason.
    pub left_out: Vec<String>,
    /// For each count column, its position in the codebook's layout.
    places: Vec<usize>,
}

impl Published {
    pub fn of(plan: &Plan, cells: &[Cell], k: u32) -> Published {
        let mut questions = Vec::new();
        let mut left_out = Vec::new();
        for (planned, columns) in plan.questions.iter().zip(&plan.layout.questions) {
            let mut question = planned.question.clone();
            let mut answering = columns.answering(&question).into_iter().map(|(name, columns)| {
                let of = |cell: &Cell| cell.counts[columns.clone()].iter().map(|&n| u64::from(n)).sum::<u64>();
                (name, cells.iter().map(of).sum::<u64>())
            });
            let few = |answered: u64| answered > 0 && answered < u64::from(k);
            let mut without = |name: &str, answered: u64| {
                let people = if answered == 1 { "1 respondent".to_owned() } else { format!("{answered} respondents") };
                left_out.push(format!(
                    "{name}: answered by {people}, fewer than k = {k}, whose answers would stand alone; it is not published"
                ));
            };
            let (_, answered) = answering.next().expect("first of all who answered");
            if few(answered) {
                without(&question.id, answered);
                continue;
            }
            let items: Vec<(String, u64)> = answering.collect();
            for (name, answered) in items.iter().filter(|(_, answered)| few(*answered)) {
                without(name, *answered);
            }
            let mut kept = items.iter().map(|(_, answered)| !few(*answered));
            if let Kind::Rating { items, .. } | Kind::Ranking { items, .. } = &mut question.kind {
                items.retain(|_| kept.next().unwrap_or(true));
                if items.is_empty() {
                    continue;
                }
            }
            let telling = if k > 1 { anonymize::telling_themes(&question) } else { Vec::new() };
            for told in telling.iter().rev() {
                let Kind::Multiple { choices, themes, .. } = &mut question.kind else { continue };
                let theme = themes.remove(told.theme);
                choices.iter_mut().for_each(|choice| choice.themes.retain(|id| *id != theme.id));
                left_out.push(format!(
                    "theme \"{}\" of {}: it {}, so its number tells how many chose two things, as pairs would; it is not published: write pairs = true for the question if pairs may be told, or give the theme other choices",
                    theme.label, question.id, told.why
                ));
            }
            questions.push(question);
        }
        let all = plan.questions.iter().flat_map(|planned| Layout::names(&planned.question)).enumerate();
        let all: BTreeMap<String, usize> = all.map(|(place, name)| (name, place)).collect();
        let names: Vec<String> = questions.iter().flat_map(Layout::names).collect();
        let places = names.iter().map(|name| all[name]).collect();
        Published { layout: Layout::of(&questions), questions, names, left_out, places }
    }

    /// Converts counts of the codebook's columns to those of the file.
    pub fn cells(&self, mut cells: Vec<Cell>) -> Vec<Cell> {
        if self.left_out.is_empty() {
            return cells;
        }
        for cell in &mut cells {
            cell.counts = self.places.iter().map(|&place| cell.counts[place]).collect();
        }
        cells
    }

    /// The population of each column: those asked, among all; those who answered, among these; each answer, among those.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::with_capacity(self.names.len());
        for (c, name) in self.names.iter().enumerate() {
            let among = match self.layout.questions.iter().rfind(|question| question.asked <= c) {
                Some(question) if c == question.asked => None,
                Some(question) if c == question.answered => Some(question.asked),
                question => question.map(|question| question.answered),
            };
            columns.push(Column { name: name.clone(), among });
        }
        columns
    }

    /// The questions with the columns of those who answered.
    pub fn answers(&self) -> Vec<anonymize::Question> {
        let one = |(question, columns): (&Question, &needs_core::survey::Columns)| anonymize::Question {
            name: question.id.clone(),
            columns: columns.answers(),
            answering: columns.answering(question),
        };
        self.questions.iter().zip(&self.layout.questions).map(one).collect()
    }
}
