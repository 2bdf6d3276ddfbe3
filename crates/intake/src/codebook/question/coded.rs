//! Questions with open answers that people code.

use super::{
    Entry,
    choices::{Themed, count, fit_columns},
    id_of,
};
use crate::{
    codebook::{
        CodeEntry, ColumnRef, OptionEntry, QuestionEntry, Short, answers::normal, options::Options,
        respondent::CellError,
    },
    coding::Final,
    words,
};
use csv::StringRecord;
use needs_coding::{
    frame::{Code, Set},
    key::{Salt, Who},
    mask::mask,
    sheet::unfit_ids,
    suggest::is_pattern,
};
use needs_core::survey::{
    Columns as CountColumns,
    file::{self, Choice, Kind},
};
use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// Reads the open answer of a row.
pub(super) struct Coded {
    columns: Vec<usize>,
    respondent: Option<usize>,
    /// Normal forms of answers that are none.
    missing: HashSet<String>,
    question: String,
    salt: Option<Salt>,
    /// The codes of each key, and what coders agree on; none before answers are coded.
    codes: Option<(HashMap<String, Set>, file::Coded)>,
    /// What the author has to know of these.
    told: Vec<String>,
    /// Whether codes are counted elsewhere, so that there are no answers.
    counted: bool,
    themes: Vec<u128>,
    /// How often each answer to each question was read.
    seen: Rc<RefCell<HashMap<(String, String), u32>>>,
    last: RefCell<Option<Said>>,
}

/// An open answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    pub key: String,
    /// What the survey tool calls who said it, where the codebook names that column.
    pub respondent: Option<String>,
    /// What looks like a person is masked.
    pub text: String,
}

/// The codes of a question as they are written, and its id.
///
/// # Errors
/// Everything that is wrong with them, with its remedy.
pub(crate) fn frame(entry: &QuestionEntry, number: usize) -> Result<(String, Vec<Code>), Vec<String>> {
    let mut problems = Vec::new();
    let place = format!("question \"{}\"", name(entry));
    let (_, codes) = options(&place, &entry.codes, &mut problems);
    if problems.is_empty() { Ok((id(entry, number), codes)) } else { Err(problems) }
}

/// The id of a question without its file, whose header may give it another.
pub(crate) fn id(entry: &QuestionEntry, number: usize) -> String {
    id_of(entry, number, &name(entry))
}

fn name(entry: &QuestionEntry) -> String {
    let header =
        entry.column.as_ref().filter(|column| !column.0.starts_with('#')).map(|column| crate::raw::tidy(&column.0));
    let text = || entry.text.clone().or(header).unwrap_or_default();
    entry.label.clone().unwrap_or_else(text)
}

/// Codes as options, and as a frame.
fn options(place: &str, entries: &[Short<CodeEntry>], problems: &mut Vec<String>) -> (Options, Vec<Code>) {
    let of_code = |Short(code): &Short<CodeEntry>| {
        Short(OptionEntry {
            id: code.id.clone(),
            label: code.label.clone(),
            themes: code.themes.clone(),
            ..OptionEntry::default()
        })
    };
    let options = Options::of(place, "code", entries.iter().map(of_code), problems);
    let code = |(Short(entry), id): (&Short<CodeEntry>, &String)| Code {
        id: id.clone(),
        label: entry.label.0.trim().to_owned(),
        definition: entry.definition.trim().to_owned(),
        include: entry.include.clone(),
        exclude: entry.exclude.clone(),
        patterns: entry.patterns.iter().map(|pattern| pattern.0.clone()).collect(),
        themes: entry.themes.clone(),
        version: entry.version.unwrap_or(1),
    };
    let codes: Vec<Code> = entries.iter().zip(&options.ids).map(code).collect();
    for code in &codes {
        for pattern in code.patterns.iter().filter(|pattern| !is_pattern(pattern)) {
            problems.push(format!(
                "{place}, code \"{}\": the pattern \"{pattern}\" has no letter or digit, so that it is like no word; remove it",
                code.label
            ));
        }
    }
    problems.extend(unfit_ids(&codes).into_iter().map(|problem| format!("{place}: {problem}")));
    if codes.is_empty() {
        problems.push(format!(
            "{place}: it has no codes; write codes = [{{ label = \"...\", definition = \"...\" }}], or read them from another program's: needs-by-field code import"
        ));
    }
    (options, codes)
}

/// The codes of a question as choices of a `multiple` one; none after an error, which has been reported.
pub(super) fn of(given: &Entry, problems: &mut Vec<String>) -> Option<(Kind, Coded)> {
    let (entry, place) = (given.entry, given.place);
    let before = problems.len();
    let (options, codes) = options(place, &entry.codes, problems);
    if problems.len() > before {
        return None;
    }
    let made = given.coding.and_then(|coding| coding.finals.get(&(given.number - 1)));
    fit_columns(given, made.map_or(&options, Final::options), problems);
    let mut told = made.map_or(Vec::new(), |made| made.told.clone());
    let themed = Themed::of(place, &options, &entry.themes, problems);
    let Themed { mut choices, themes, members } = match made {
        Some(made) => published(themed, made, given.id, &mut told),
        None => themed,
    };
    for choice in &mut choices {
        if let Some(code) = codes.iter().find(|code| code.id == choice.id) {
            choice.definition.clone_from(&code.definition);
        }
        if let Some(of_code) = made.and_then(|made| made.of_codes.iter().find(|of_code| of_code.id == choice.id)) {
            let Choice { alpha, low, high, .. } = of_code.clone();
            (choice.alpha, choice.low, choice.high) = (alpha, low, high);
        }
    }
    let (mut columns, mut respondent) = (Vec::new(), None);
    if let Some(found) = given.columns {
        let names = entry.column.iter().chain(entry.columns.iter().flat_map(|list| &list.0));
        let mut names: Vec<ColumnRef> = names.cloned().collect();
        if names.is_empty() {
            names.push(ColumnRef(given.text.to_owned()));
        }
        match found.any_of(&names) {
            Ok(all) => columns.extend(all.into_iter().map(|found| found.column)),
            Err(problem) => problems.push(format!("{place}: {problem}")),
        }
        if let Some(name) = &entry.respondent {
            match found.one(&name.0) {
                Ok(column) => respondent = Some(column),
                Err(problem) => problems.push(format!("{place}: respondent: {problem}")),
            }
        }
    }
    let missing = given.codebook.missing_of(&entry.missing).into_iter().map(|missing| normal(&missing.0));
    let coded = Coded {
        columns,
        respondent,
        missing: missing.collect(),
        question: given.id.to_owned(),
        salt: given.coding.map(|coding| coding.salt.clone()),
        codes: made.map(|made| (made.codes.clone(), made.coded)),
        told,
        counted: given.columns.is_none(),
        themes: members,
        seen: given.coding.map(|coding| Rc::clone(&coding.seen)).unwrap_or_default(),
        last: RefCell::default(),
    };
    Some((Kind::Multiple { choices, themes, pairs: entry.pairs }, coded))
}

/// The codes that are published, with the themes that still count rightly: those that have all, or none, of the codes that are
/// counted as one.
fn published(declared: Themed, made: &Final, question: &str, told: &mut Vec<String>) -> Themed {
    let is_in = |theme: usize, code: usize| declared.members[theme] >> code & 1 == 1;
    let options = made.options();
    let mut choices: Vec<Choice> =
        options.named_each().map(|(id, label)| Choice { id, label, ..Choice::default() }).collect();
    let (mut themes, mut members) = (Vec::new(), Vec::new());
    for (t, theme) in declared.themes.iter().enumerate() {
        let together = made.together();
        if together.iter().any(|&code| is_in(t, code) != is_in(t, together[0])) {
            told.push(format!(
                "theme \"{}\" of {question}: what is counted as \"{}\" is partly in it and partly not, so that its number would be wrong; it is not published: merge rare codes with others of the theme",
                theme.label, options.label(made.counted_as(together[0]))
            ));
            continue;
        }
        let own = (0..declared.choices.len()).filter(|&code| is_in(t, code)).map(|code| made.counted_as(code));
        let own = own.fold(0, |set: u128, code| set | 1 << code);
        for (_, choice) in choices.iter_mut().enumerate().filter(|(code, _)| own >> code & 1 == 1) {
            choice.themes.push(theme.id.clone());
        }
        themes.push(theme.clone());
        members.push(own);
    }
    Themed { choices, themes, members }
}

impl Coded {
    /// How far coders agree, where answers are coded.
    pub fn agreement(&self) -> Option<file::Coded> {
        self.codes.as_ref().map(|(_, coded)| *coded)
    }

    pub fn told(&self) -> &[String] {
        &self.told
    }

    pub fn is_uncoded(&self) -> bool {
        self.codes.is_none() && !self.counted
    }

    /// Adds the columns whose counts the row increases, beside that of those asked.
    pub fn read(
        &self,
        record: &StringRecord,
        columns: &CountColumns,
        increments: &mut Vec<usize>,
    ) -> Result<(), CellError> {
        self.last.take();
        let said =
            self.columns.iter().map(|&column| record.get(column).unwrap_or("").trim()).filter(|text| self.says(text));
        let text = said.collect::<Vec<_>>().join("\n");
        if text.is_empty() {
            return Ok(());
        }
        let mut set = 0;
        if let Some(salt) = &self.salt {
            let respondent = self.respondent.map(|column| record.get(column).unwrap_or("").trim().to_owned());
            let key = match &respondent {
                Some(id) => salt.key(&self.question, Who::Respondent(id)),
                None => {
                    let mut seen = self.seen.borrow_mut();
                    let before = seen.entry((self.question.clone(), crate::raw::tidy(&text))).or_insert(0);
                    *before += 1;
                    salt.key(&self.question, Who::Text(&text, *before - 1))
                }
            };
            set = self.codes.as_ref().and_then(|(codes, _)| codes.get(&key)).copied().unwrap_or(0);
            *self.last.borrow_mut() = Some(Said { key, respondent, text: mask(&text) });
        }
        count(set, &self.themes, columns, increments);
        Ok(())
    }

    pub fn said(&self) -> Option<Said> {
        self.last.borrow().clone()
    }

    /// Whether a text is an answer: it has a letter or digit, and is no word for nothing.
    fn says(&self, text: &str) -> bool {
        let form = normal(text);
        let bare = form.trim_matches(|c: char| !c.is_alphanumeric());
        let is_none = |form: &str| self.missing.contains(form) || words::is_nothing(form);
        !bare.is_empty() && !is_none(&form) && !is_none(bare)
    }
}
