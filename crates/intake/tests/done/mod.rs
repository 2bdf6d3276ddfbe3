//! An export from `inspect` to `prepare` without any edit, and what comes out.
// Each test file uses some of it.
#![allow(dead_code)]

use needs_core::{Survey, survey::file::Question};
use needs_intake::{
    codebook::{Codebook, TablesEntry, checks},
    form::Form,
    inspect::{Draft, inspect_with_form},
    prepare::{Prepared, Settings, Tally, prepare},
    raw::{Format, Raw, Source},
};

/// A draft, and what `prepare` makes of it.
pub struct Done {
    pub draft: Draft,
    pub text: String,
    pub survey: Survey,
    pub warnings: Vec<String>,
}

pub fn done_of(source: &dyn Source, told: &Format) -> Done {
    done_with(source, told, None)
}

pub fn done_with(source: &dyn Source, told: &Format, form: Option<&Form>) -> Done {
    let draft = inspect_with_form(source, told, form).unwrap_or_else(|error| panic!("{error}"));
    let text = draft.to_string();
    let (survey, warnings) = prepared(source, &text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    Done { draft, text, survey, warnings }
}

/// One table of single people, which keeps every number.
pub fn prepared(source: &dyn Source, codebook: &str) -> Result<(Survey, Vec<String>), String> {
    let codebook = Codebook::read(codebook).map_err(|e| e.to_string())?;
    let mut raw = Raw::open(source, &codebook.file, Box::new(|_| {})).map_err(|e| e.to_string())?;
    let plan = codebook.plan(Some(&raw.headers)).map_err(|e| e.to_string())?;
    let tally = Tally::of(&mut raw, &plan).map_err(|e| e.to_string())?;
    let settings = Settings { k: Some(1), tables: Some(TablesEntry::Joint), ..Settings::default() };
    let Prepared { json, account } = prepare(&codebook, &plan, tally, settings).map_err(|e| e.to_string())?;
    Ok((Survey::read(&json).map_err(|e| e.to_string())?, account.warnings))
}

impl Done {
    pub fn total(&self, column: usize) -> u32 {
        self.survey.tables[0].counts[column].iter().sum()
    }

    pub fn questions(&self) -> &[Question] {
        self.survey.questions()
    }

    pub fn question(&self, text: &str) -> usize {
        self.questions().iter().position(|q| q.text == text).unwrap_or_else(|| panic!("no \"{text}\"\n{}", self.text))
    }

    pub fn answered(&self, text: &str) -> u32 {
        self.total(self.survey.layout.questions[self.question(text)].answered)
    }

    /// Choices and how many chose them, in the order of the file.
    pub fn choices(&self, text: &str) -> Vec<(String, u32)> {
        let q = self.question(text);
        let count = |c: usize| self.total(self.survey.layout.questions[q].choice(c));
        self.questions()[q].choices().iter().enumerate().map(|(c, choice)| (choice.label.clone(), count(c))).collect()
    }

    /// The same without order.
    pub fn chosen(&self, text: &str) -> Vec<(String, u32)> {
        let mut choices = self.choices(text);
        choices.sort();
        choices
    }

    /// Items, each with how many gave it each level; and the levels.
    pub fn ratings(&self, text: &str) -> (Vec<String>, Vec<(String, Vec<u32>)>) {
        let q = self.question(text);
        let question = &self.questions()[q];
        let levels: Vec<String> = question.levels().iter().map(|level| level.label.clone()).collect();
        let count = |i: usize, l: usize| self.total(self.survey.layout.questions[q].level(i, l));
        let items = question.items().iter().enumerate();
        let items = items.map(|(i, item)| (item.label.clone(), (0..levels.len()).map(|l| count(i, l)).collect()));
        let items = items.collect();
        (levels, items)
    }

    /// Categories of a dimension and their respondents.
    pub fn dimension(&self, id: &str) -> Vec<(String, u32)> {
        let d = self.survey.dimension(id).unwrap_or_else(|| panic!("no {id}\n{}", self.text));
        let table = &self.survey.tables[0];
        let labels = table.labels_of(d).expect("joint");
        let count = |c: usize| labels.iter().zip(&table.n).filter(|(label, _)| label.is_in(c)).map(|(_, n)| n).sum();
        let categories = self.survey.dimensions()[d].categories.iter().enumerate();
        categories.map(|(c, category)| (category.label.clone(), count(c))).collect()
    }

    pub fn of_field(&self, label: &str) -> u32 {
        self.dimension("field")
            .into_iter()
            .find(|(l, _)| l == label)
            .unwrap_or_else(|| panic!("{label}\n{}", self.text))
            .1
    }

    /// Of a ranking: each item with how many put it at each place, sorted by label.
    pub fn places(&self, text: &str) -> Vec<(String, Vec<u32>)> {
        let q = self.question(text);
        let question = &self.questions()[q];
        let columns = &self.survey.layout.questions[q];
        let count = |item: usize, place: usize| self.total(columns.level(item, place));
        let items = question.items().iter().enumerate();
        let mut items: Vec<(String, Vec<u32>)> = items
            .map(|(i, item)| (item.label.clone(), (0..columns.levels()).map(|place| count(i, place)).collect()))
            .collect();
        items.sort();
        items
    }

    pub fn received(&self) -> u32 {
        self.survey.about.respondents.received
    }

    pub fn published(&self) -> u32 {
        self.survey.about.respondents.published
    }

    /// Whether a doubt has these words, in the list and in the draft.
    pub fn doubts(&self, words: &str) {
        let told = self.draft.doubts();
        assert!(told.iter().any(|doubt| doubt.contains(words)), "{words}: {told:?}\n{}", self.text);
        assert!(checks(&self.text).iter().any(|check| check.doubt.contains(words)), "{words}\n{}", self.text);
    }
}

pub fn counts(expected: &[(&str, u32)]) -> Vec<(String, u32)> {
    expected.iter().map(|(label, n)| (label.to_string(), *n)).collect()
}
