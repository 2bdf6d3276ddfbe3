//! Open answers that are coded: the answers to code, and what a final sheet makes of them.
//!
//! No message has the words of an answer.

use crate::{
    codebook::{self, Codebook, CodebookError, OptionEntry, Options, Plan, QuestionEntry, Short, Text},
    prepare::PrepareError,
    raw::{Format, Raw, RawError, Source, guess_encoding},
};
use needs_coding::{
    agreement::Unit,
    assign::Answer,
    frame::{Code, Set, codes_in},
    key::Salt,
    mask::mask,
    measure,
    sheet::{Columns, Row, Sheet, SheetError, Vocabulary, is_same_text},
};
use needs_core::survey::file::{Choice, Coded, KindName};
use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

/// The salt of keys, and what is known of the codes of questions.
#[derive(Clone, Debug)]
pub struct Coding {
    pub salt: Salt,
    /// By the place of the question in the codebook.
    pub finals: BTreeMap<usize, Final>,
    /// How often each answer to each question was read, which tells apart the same words of several people, also of several files.
    pub(crate) seen: Rc<RefCell<HashMap<(String, String), u32>>>,
}

impl Coding {
    pub fn new(salt: Salt) -> Coding {
        Coding { salt, finals: BTreeMap::new(), seen: Rc::default() }
    }

    /// The same for other files, of which no answer was read yet.
    pub fn anew(&self) -> Coding {
        Coding { seen: Rc::default(), ..self.clone() }
    }
}

/// An answer of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// `answers.csv, row 7`.
    pub place: String,
    pub answer: Answer,
}

/// What a final sheet makes of the answers of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Final {
    /// By key, of every row that is decided; codes in the order of `of_codes`.
    pub(crate) codes: HashMap<String, Set>,
    /// The codes that are published: id, label, and how far coders agree on them. Shares are exact.
    pub(crate) of_codes: Vec<Choice>,
    /// What each declared code is published as.
    merged: Merged,
    pub(crate) coded: Coded,
    /// What an author has to know of it.
    pub(crate) told: Vec<String>,
    /// Rows of the sheet that are of no answer.
    pub of_nobody: usize,
}

/// A coded question of a codebook.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its place in the codebook.
    pub place: usize,
    pub id: String,
    /// As messages call it.
    pub name: String,
    pub frame: Vec<Code>,
    /// The label of the choice for codes that few people gave.
    pub other: Option<String>,
}

impl Codebook {
    /// The coded question with this id or label; without one, the only one.
    ///
    /// # Errors
    /// If there is none, or several, or its codes are faulty.
    pub fn coded_question(&self, name: Option<&str>) -> Result<Question, CodebookError> {
        let place = self.coded_place(name)?;
        let entry = &self.questions[place];
        let (id, frame) = codebook::frame(entry, place + 1).map_err(CodebookError::Content)?;
        let label = entry.label.clone().or_else(|| entry.text.clone()).unwrap_or_else(|| id.clone());
        let other = entry.other.clone().filter(|label| !label.trim().is_empty());
        Ok(Question { place, id, name: label, frame, other })
    }

    /// The places of the coded questions, with their ids.
    pub fn coded_places(&self) -> Vec<(usize, String)> {
        let coded = self.questions.iter().enumerate().filter(|(_, entry)| entry.kind == KindName::Coded);
        coded.map(|(place, entry)| (place, codebook::coded_id(entry, place + 1))).collect()
    }

    /// The place of the coded question with this id, label or text; without one, of the only one. It may have no codes yet.
    ///
    /// # Errors
    /// If there is none, or several.
    pub fn coded_place(&self, name: Option<&str>) -> Result<usize, CodebookError> {
        let wrong = |problem: String| CodebookError::Content(vec![problem]);
        let found = self.coded_places();
        let ids = found.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>().join(", ");
        let is_called = |&(place, ref id): &(usize, String), name: &str| {
            let entry = &self.questions[place];
            id == name || [&entry.label, &entry.text].into_iter().flatten().any(|other| other == name)
        };
        match (name, found.len()) {
            (_, 0) => Err(wrong("the codebook has no question of kind = \"coded\"; add one:\n\n[[question]]\nkind = \"coded\"\ncolumn = \"...\"\ncodes = [{ label = \"...\", definition = \"...\" }]".to_owned())),
            (None, 1) => Ok(found[0].0),
            (None, _) => Err(wrong(format!("several questions are coded; say which with --question: {ids}"))),
            (Some(name), _) => found
                .iter()
                .find(|question| is_called(question, name))
                .map(|(place, _)| *place)
                .ok_or_else(|| wrong(format!("no coded question is called \"{name}\"; use one of: {ids}"))),
        }
    }
}

/// Collects the answers to a question of everybody who is not left out, from one file after the other, in file order.
pub struct Answers<'a> {
    codebook: &'a Codebook,
    question: &'a Question,
    /// Names of columns that coders are to see beside them.
    about: &'a [String],
    coding: Coding,
    said: Vec<Said>,
    /// By what `respondent` says: where it stands.
    respondents: HashMap<String, String>,
    problems: Vec<String>,
}

impl<'a> Answers<'a> {
    pub fn new(codebook: &'a Codebook, question: &'a Question, salt: &Salt, about: &'a [String]) -> Answers<'a> {
        let coding = Coding::new(salt.clone());
        Answers {
            codebook,
            question,
            about,
            coding,
            said: Vec::new(),
            respondents: HashMap::new(),
            problems: Vec::new(),
        }
    }

    /// Reads a file, which may be one of `several`: then others may have the columns that it lacks.
    ///
    /// # Errors
    /// If a row or the codebook cannot be read.
    pub fn read(&mut self, raw: &mut Raw, several: bool) -> Result<(), PrepareError> {
        let plan = match several {
            true => self.codebook.plan_of_one_file(&raw.headers, Some(&self.coding))?.0,
            false => self.codebook.plan_coded(&raw.headers, &self.coding)?,
        };
        let mut shown = Vec::new();
        for name in self.about {
            let found: Vec<usize> = raw.headers.columns_named(name).collect();
            let [column] = found.as_slice() else {
                let problem = format!("--show: {} columns are called \"{name}\"; name one of the file's", found.len());
                return Err(CodebookError::Content(vec![problem]).into());
            };
            shown.push(*column);
        }
        let mut errors = crate::prepare::Errors::default();
        let mut respondent = codebook::Respondent::default();
        let mut record = csv::StringRecord::new();
        while let Some(place) = raw.next(&mut record)? {
            let at = raw.at(place);
            match plan.read(&record, &mut respondent) {
                Ok(Some(_)) => continue,
                Ok(None) => {}
                Err(error) => {
                    if !errors.take(&at, &raw.headers, error) {
                        break;
                    }
                    continue;
                }
            }
            // A question that was not asked was read, too.
            let place = self.question.place;
            if !respondent.increments.contains(&plan.layout.questions[place].answered) {
                continue;
            }
            let Some(answer) = plan.questions[place].said() else { continue };
            if let Some(id) = answer.respondent {
                self.check_respondent(&at, id);
            }
            let about = shown.iter().map(|&column| mask(record.get(column).unwrap_or(""))).collect();
            self.said.push(Said { place: at, answer: Answer { key: answer.key, text: answer.text, about } });
        }
        errors.into_result()
    }

    fn check_respondent(&mut self, at: &str, id: String) {
        if id.is_empty() {
            self.problems.push(format!("{at}: nothing stands in the column of `respondent`; name a column that everybody has, or remove `respondent`"));
        }
        if let Some(first) = self.respondents.insert(id, at.to_owned()) {
            self.problems.push(format!(
                "{at}: the same `respondent` as {first}; name a column that differs, or remove `respondent`"
            ));
        }
    }

    /// The answers.
    ///
    /// # Errors
    /// If two rows, or none, have a respondent's number.
    pub fn finish(mut self) -> Result<Vec<Said>, PrepareError> {
        self.problems.truncate(20);
        if self.problems.is_empty() { Ok(self.said) } else { Err(CodebookError::Content(self.problems).into()) }
    }
}

/// Words in a sheet mean what they mean in the answers of a survey.
const VOCABULARY: Vocabulary = Vocabulary { mark, nearest };

fn mark(cell: &str) -> Option<bool> {
    crate::marks::says(&codebook::normal(cell))
}

fn nearest<'a>(word: &str, words: &[&'a str]) -> Option<&'a str> {
    codebook::nearest(word, words.iter().copied())
}

/// Reads a sheet: delimited text or a spreadsheet, in the alphabet in which a spreadsheet program saved it. `codes` are the ids
/// that it must have, where they are known.
///
/// # Errors
/// If it cannot be read, is not a sound sheet, or has no row.
pub fn sheet(source: &dyn Source, codes: Option<&[&str]>) -> Result<Sheet, SheetProblem> {
    let sheet = list(source, codes)?;
    if sheet.rows.is_empty() {
        return Err(SheetError { problems: vec![format!("{}: it has no row below its header", source.name())] }.into());
    }
    Ok(sheet)
}

/// Reads a list of disagreements, which has no row where coders agree on all; else as [`sheet`].
///
/// # Errors
/// If it cannot be read, or is not a sound sheet.
pub fn list(source: &dyn Source, codes: Option<&[&str]>) -> Result<Sheet, SheetProblem> {
    // A source that cannot be read is told when it is opened.
    let format = Format { encoding: guess_encoding(source).unwrap_or_default(), ..Format::default() };
    let mut raw = Raw::open(source, &format, Box::new(|_| {}))?;
    let header: Vec<&str> = raw.headers.names().collect();
    let mut columns = Columns::of(source.name(), &header, codes, VOCABULARY)?;
    let mut record = csv::StringRecord::new();
    while let Some(place) = raw.next(&mut record)? {
        columns.row(place.row, record.iter());
    }
    Ok(columns.finish()?)
}

/// Why a sheet cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SheetProblem {
    #[error(transparent)]
    Raw(#[from] RawError),
    #[error(transparent)]
    Sheet(#[from] SheetError),
}

impl Final {
    /// Takes the codes of a final sheet for the answers of a file. Codes that 1 to k - 1 people have become `other`.
    ///
    /// # Errors
    /// For every answer that the sheet lacks or has with other words, or that is not decided; for codes that few people have if the
    /// question has no `other`, or if it has few people itself.
    pub fn of(question: &Question, said: &[Said], sheet: &Sheet, k: u32) -> Result<Final, SheetError> {
        let in_frame = sheet.in_frame(&question.frame);
        let given = rows_of(question, said, sheet)?;
        let given: Vec<(Set, &Row)> = given.into_iter().map(|(set, row)| (in_frame(set), row)).collect();
        let (merged, told) = Merged::of(question, &given.iter().map(|(set, _)| *set).collect::<Vec<_>>(), k)?;
        let units: Vec<Unit<Set>> = given
            .iter()
            .map(|(_, row)| row.by.iter().map(|by| by.map(|set| merged.set(in_frame(set)))).collect())
            .collect();
        let agreement = measure::agreement(&units, merged.options.len());
        let few = |answers: u64| answers > 0 && answers < u64::from(k);
        let share = |n: u64| (agreement.double_coded > 0).then(|| n as f64 / agreement.double_coded as f64);
        let of_code = |((id, label), made): ((String, String), &measure::OfCode)| Choice {
            id,
            label,
            alpha: made.alpha.map(|estimate| estimate.alpha.alpha),
            low: share(made.all),
            high: share(made.any),
            ..Choice::default()
        };
        let coders = (0..sheet.coders.len()).filter(|&coder| units.iter().any(|unit| unit[coder].is_some())).count();
        let decided = sheet.rows.iter().filter(|row| row.open.is_empty());
        let codes = decided.filter_map(|row| Some((row.key.clone(), merged.set(in_frame(row.given?)))));
        Ok(Final {
            codes: codes.collect(),
            of_codes: merged.options.named_each().zip(&agreement.codes).map(of_code).collect(),
            coded: Coded {
                // A sheet that one person filled in by hand says nothing of coders.
                coders: coders.max(1) as u32,
                double_coded: agreement.double_coded as u32,
                // It would tell of the answers on which coders differ, where these are few.
                alpha: agreement
                    .set
                    .filter(|_| !few(agreement.differ) && !few(agreement.double_coded - agreement.differ))
                    .map(|alpha| alpha.alpha),
            },
            merged,
            told,
            of_nobody: sheet.rows.len() - given.len(),
        })
    }

    /// Fails for every answer that the sheet lacks.
    ///
    /// # Errors
    /// With the places of the answers.
    pub fn check_all_coded(&self, question: &Question, said: &[Said]) -> Result<(), SheetError> {
        let lacking = said.iter().filter(|said| !self.codes.contains_key(&said.answer.key));
        SheetError::unless_none(lacking.map(|said| not_in_sheet(question, said)).collect())
    }

    /// The codes that are published.
    pub(crate) fn options(&self) -> &Options {
        &self.merged.options
    }

    /// The published code that a declared one is counted as.
    pub(crate) fn counted_as(&self, declared: usize) -> usize {
        self.merged.into[declared]
    }

    /// The declared codes that are counted as one.
    pub(crate) fn together(&self) -> &[usize] {
        &self.merged.together
    }
}

/// The sheet's row of every answer, with its codes.
fn rows_of<'a>(question: &Question, said: &[Said], sheet: &'a Sheet) -> Result<Vec<(Set, &'a Row)>, SheetError> {
    let rows = sheet.by_key();
    let mut problems = Vec::new();
    let mut given = Vec::new();
    for said in said {
        let Some(&row) = rows.get(said.answer.key.as_str()) else {
            problems.push(not_in_sheet(question, said));
            continue;
        };
        match row.given {
            _ if !is_same_text(&row.text, &said.answer.text) => problems.push(format!(
                "{}: its text is not that of {}, whose key it has; take the text as `code start` wrote it",
                row.place, said.place
            )),
            Some(set) if row.open.is_empty() => given.push((set, row)),
            _ => problems.push(format!("{}: it is not coded; mark its codes, or x under \"none\"", row.place)),
        }
    }
    SheetError::unless_none(problems)?;
    Ok(given)
}

fn not_in_sheet(question: &Question, Said { place, answer }: &Said) -> String {
    format!(
        "{place}: its answer to \"{}\" (key {}) is not in the sheet; code it and add it (code start --except), or check that the salt is the one the sheets were made with",
        question.name, answer.key
    )
}

/// The codes that are published, and which of them each declared one becomes.
#[derive(Clone, Debug, PartialEq)]
struct Merged {
    options: Options,
    /// `[declared code]`
    into: Vec<usize>,
    /// Declared codes that are counted as one: those of few people, and the one that collects them, if it is declared.
    together: Vec<usize>,
}

impl Merged {
    /// Also tells the author what was merged. `given` are the codes of each answer.
    fn of(question: &Question, given: &[Set], k: u32) -> Result<(Merged, Vec<String>), SheetError> {
        let (name, frame) = (&question.name, &question.frame);
        let place = format!("question \"{name}\"");
        let mut problems = Vec::new();
        let mut add = |options: &mut Options, code: &Code| {
            let (id, label) = (Some(code.id.clone()), Text(code.label.clone()));
            options.push(&place, "code", OptionEntry { id, label, ..OptionEntry::default() }, &mut problems)
        };
        let mut declared = Options::default();
        for code in frame {
            add(&mut declared, code);
        }
        let other = question.other.as_deref();
        let collector = other.and_then(|other| declared.position(other));
        let people = |codes: Set| given.iter().filter(|set| **set & codes != 0).count();
        // Codes that nobody has tell nothing of anybody.
        let few = |n: usize| n > 0 && n < k as usize;
        let rare: Vec<usize> = (0..frame.len()).filter(|&code| few(people(1 << code))).collect();
        let is_kept = |code: usize| !rare.contains(&code) || collector == Some(code);
        let mut options = Options::default();
        let mut into = vec![0; frame.len()];
        for code in (0..frame.len()).filter(|&code| is_kept(code)) {
            into[code] = add(&mut options, &frame[code]);
        }
        if rare.is_empty() {
            return Ok((Merged { options, into, together: Vec::new() }, Vec::new()));
        }
        let named = rare.iter().map(|&code| format!("\"{}\" ({})", frame[code].label, people(1 << code)));
        let named = named.collect::<Vec<_>>().join(", ");
        let refuse = |problem: String| Err(SheetError { problems: vec![format!("{place}: {problem}")] });
        let Some(other) = other else {
            return refuse(format!(
                "fewer than k = {k} people gave these codes: {named}; merge them with others, or declare other = \"Other\" for them"
            ));
        };
        let together: Vec<usize> =
            (0..frame.len()).filter(|&code| rare.contains(&code) || collector == Some(code)).collect();
        if few(people(together.iter().fold(0, |set, code| set | 1 << code))) {
            return refuse(format!(
                "fewer than k = {k} people gave these codes, together, too: {named}; merge them with others"
            ));
        }
        let collecting = match collector {
            Some(code) => into[code],
            None => options.named(&place, "code", other, &mut problems),
        };
        SheetError::unless_none(problems)?;
        rare.iter().for_each(|&code| into[code] = collecting);
        let told = format!(
            "{place}: fewer than k = {k} people gave these codes, which are counted as \"{}\": {named}",
            options.label(collecting)
        );
        Ok((Merged { options, into, together }, vec![told]))
    }

    fn set(&self, set: Set) -> Set {
        codes_in(set).fold(0, |merged, code| merged | 1 << self.into[code])
    }
}

/// Fails if a question of the plan has open answers that nobody coded.
pub(crate) fn all_coded(plan: &Plan) -> Result<(), CodebookError> {
    let uncoded = plan.questions.iter().filter(|question| question.is_uncoded()).map(|question| {
        format!(
            "question \"{}\": its answers have to be coded first (needs-by-field code start); then give the final sheet: prepare --coded FINAL.csv --salt salt.txt",
            question.question.name()
        )
    });
    let problems: Vec<String> = uncoded.collect();
    if problems.is_empty() { Ok(()) } else { Err(CodebookError::Content(problems)) }
}

/// The codes of another program as entries of a codebook.
pub fn entries(frame: &[Code]) -> Vec<Short<codebook::CodeEntry>> {
    let entry = |code: &Code| {
        Short(codebook::CodeEntry {
            id: (needs_core::survey::id::from_label(&code.label) != code.id).then(|| code.id.clone()),
            label: Text(code.label.clone()),
            definition: code.definition.clone(),
            include: code.include.clone(),
            exclude: code.exclude.clone(),
            patterns: code.patterns.iter().cloned().map(Text).collect(),
            themes: code.themes.clone(),
            version: (code.version > 1).then_some(code.version),
        })
    };
    frame.iter().map(entry).collect()
}

impl QuestionEntry {
    /// Declares the themes of these codes that the question lacks, as `known` has them.
    pub fn declare_themes(&mut self, frame: &[Code], known: &[Short<OptionEntry>]) {
        for name in frame.iter().flat_map(|code| &code.themes) {
            let is_it = |theme: &&Short<OptionEntry>| theme.0.label.0 == *name || theme.0.id.as_ref() == Some(name);
            if !self.themes.iter().any(|theme| is_it(&theme)) {
                let named = || OptionEntry { label: Text(name.clone()), ..OptionEntry::default() };
                let theme = known.iter().find(is_it).cloned();
                self.themes.push(theme.unwrap_or_else(|| Short(named())));
            }
        }
    }
}
