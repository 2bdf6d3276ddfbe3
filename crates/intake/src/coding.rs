//! Open answers that are coded: the answers to code, and what a final sheet makes of them.
//!
//! No message has the words of an answer.

use crate::{
    codebook::{self, Codebook, CodebookError, OptionEntry, Options, Plan, Short, Text},
    prepare::PrepareError,
    raw::{Format, Raw, RawError, Source},
};
use needs_coding::{
    agreement::Unit,
    assign::Answer,
    frame::{Code, Set, codes_in},
    key::Salt,
    mask::mask,
    measure,
    sheet::{Columns, Row, Sheet, SheetError},
};
use needs_core::survey::file::{Choice, Coded, KindName};
use std::collections::{BTreeMap, HashMap};

/// The salt of keys, and what is known of the codes of questions.
#[derive(Clone, Debug)]
pub struct Coding {
    pub salt: Salt,
    /// By the id of the question.
    pub finals: BTreeMap<String, Final>,
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
    /// By key; codes in the order of `of_codes`.
    pub(crate) codes: HashMap<String, Set>,
    /// The codes that are published: id, label, and how far coders agree on them.
    pub(crate) of_codes: Vec<Choice>,
    pub(crate) coded: Coded,
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
        let wrong = |problem: String| CodebookError::Content(vec![problem]);
        let mut found = Vec::new();
        for (place, entry) in self.questions.iter().enumerate().filter(|(_, entry)| entry.kind == KindName::Coded) {
            let (id, frame) = codebook::frame(entry, place + 1).map_err(CodebookError::Content)?;
            let label = entry.label.clone().or_else(|| entry.text.clone()).unwrap_or_else(|| id.clone());
            let other = entry.other.clone().filter(|label| !label.trim().is_empty());
            found.push(Question { place, id, name: label, frame, other });
        }
        let ids = found.iter().map(|question| question.id.clone()).collect::<Vec<_>>().join(", ");
        match (name, found.len()) {
            (_, 0) => Err(wrong("the codebook has no question of kind = \"coded\"; add one:\n\n[[question]]\nkind = \"coded\"\ncolumn = \"...\"\ncodes = [{ label = \"...\", definition = \"...\" }]".to_owned())),
            (None, 1) => Ok(found.remove(0)),
            (None, _) => Err(wrong(format!("several questions are coded; say which with --question: {ids}"))),
            (Some(name), _) => found
                .into_iter()
                .find(|question| question.id == name || question.name == name)
                .ok_or_else(|| wrong(format!("no coded question is called \"{name}\"; use one of: {ids}"))),
        }
    }
}

/// The answers to a question of everybody who is not left out, in file order. `about` are names of columns that coders are to see
/// beside them.
///
/// # Errors
/// If a row or the codebook cannot be read; or if two rows, or none, have a respondent's number.
pub fn answers(
    raw: &mut Raw,
    codebook: &Codebook,
    question: &Question,
    salt: &Salt,
    about: &[String],
) -> Result<Vec<Said>, PrepareError> {
    let coding = Coding { salt: salt.clone(), finals: BTreeMap::new() };
    let plan = codebook.plan_coded(&raw.headers, &coding)?;
    let mut shown = Vec::new();
    for name in about {
        let found: Vec<usize> = raw.headers.columns_named(name).collect();
        let [column] = found.as_slice() else {
            let problem = format!("--show: {} columns are called \"{name}\"; name one of the file's", found.len());
            return Err(CodebookError::Content(vec![problem]).into());
        };
        shown.push(*column);
    }
    let mut said = Vec::new();
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut problems = Vec::new();
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
        if !respondent.increments.contains(&plan.layout.questions[question.place].answered) {
            continue;
        }
        let Some(answer) = plan.questions[question.place].said() else { continue };
        if let Some(id) = answer.respondent {
            if id.is_empty() {
                problems.push(format!("{at}: nothing stands in the column of `respondent`; name a column that everybody has, or remove `respondent`"));
            }
            if let Some(first) = seen.insert(id, at.clone()) {
                problems.push(format!(
                    "{at}: the same `respondent` as {first}; name a column that differs, or remove `respondent`"
                ));
            }
        }
        let about = shown.iter().map(|&column| mask(record.get(column).unwrap_or(""))).collect();
        said.push(Said { place: at, answer: Answer { key: answer.key, text: answer.text, about } });
    }
    errors.into_result()?;
    problems.truncate(20);
    if problems.is_empty() { Ok(said) } else { Err(CodebookError::Content(problems).into()) }
}

/// Reads a sheet: delimited text or a spreadsheet. `codes` are the ids that it must have, where they are known.
///
/// # Errors
/// If it cannot be read, or is not a sound sheet.
pub fn sheet(source: &dyn Source, codes: Option<&[&str]>) -> Result<Sheet, SheetProblem> {
    let mut raw = Raw::open(source, &Format::default(), Box::new(|_| {}))?;
    let header: Vec<&str> = raw.headers.names().collect();
    let mut columns = Columns::of(source.name(), &header, codes)?;
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
        let rows = sheet.by_key();
        let in_frame = sheet.in_frame(&question.frame);
        let mut problems = Vec::new();
        let mut given: Vec<(&str, Set, &Row)> = Vec::new();
        for Said { place, answer } in said {
            let key = answer.key.as_str();
            let Some(row) = rows.get(key) else {
                problems.push(format!(
                    "{place}: its answer to \"{}\" (key {key}) is not in the sheet; code it and add it (code start --except), or check that the salt is the one the sheets were made with",
                    question.name
                ));
                continue;
            };
            match row.given {
                _ if crate::raw::tidy(&row.text) != crate::raw::tidy(&answer.text) => problems.push(format!(
                    "{}: its text is not that of {place}, whose key it has; take the text as `code start` wrote it",
                    row.place
                )),
                Some(set) if row.open.is_empty() => given.push((key, in_frame(set), row)),
                _ => problems.push(format!("{}: it is not coded; mark its codes, or x under \"none\"", row.place)),
            }
        }
        SheetError::unless_none(problems)?;
        let merged = Merged::of(question, &given, k)?;
        let units: Vec<Unit<Set>> = given
            .iter()
            .map(|(.., row)| row.by.iter().map(|by| by.map(|set| merged.set(in_frame(set)))).collect())
            .collect();
        let agreement = measure::agreement(&units, merged.codes.len());
        let share = |n: u64| (agreement.double_coded > 0).then(|| rounded(n as f64 / agreement.double_coded as f64, 4));
        let of_code = |((id, label), made): (&(String, String), &measure::OfCode)| Choice {
            id: id.clone(),
            label: label.clone(),
            alpha: made.alpha.map(|estimate| rounded(estimate.alpha.alpha, 3)),
            low: share(made.all),
            high: share(made.any),
            ..Choice::default()
        };
        let coders = (0..sheet.coders.len()).filter(|&coder| units.iter().any(|unit| unit[coder].is_some())).count();
        Ok(Final {
            codes: given.iter().map(|&(key, set, _)| (key.to_owned(), merged.set(set))).collect(),
            of_codes: merged.codes.iter().zip(&agreement.codes).map(of_code).collect(),
            coded: Coded {
                // A sheet that one person filled in by hand says nothing of coders.
                coders: coders.max(1) as u32,
                double_coded: agreement.double_coded as u32,
                alpha: agreement.set.map(|estimate| rounded(estimate.alpha.alpha, 3)),
            },
            of_nobody: sheet.rows.len() - given.len(),
        })
    }

    /// The codes that are published, of all that are declared.
    pub(crate) fn options(&self, declared: &Options) -> Options {
        let mut options = Options::default();
        for Choice { id, label, .. } in &self.of_codes {
            let declared =
                declared.ids.iter().position(|other| other == id).map(|place| declared.entries[place].clone());
            let entry =
                declared.unwrap_or_else(|| OptionEntry { label: Text(label.clone()), ..OptionEntry::default() });
            options.ids.push(id.clone());
            options.entries.push(entry);
        }
        options
    }
}

/// The codes that are published, and which of them each declared one becomes.
struct Merged {
    /// Ids and labels.
    codes: Vec<(String, String)>,
    /// `[declared code]`
    into: Vec<usize>,
}

impl Merged {
    fn of(question: &Question, given: &[(&str, Set, &Row)], k: u32) -> Result<Merged, SheetError> {
        let frame = &question.frame;
        let people = |codes: Set| given.iter().filter(|(_, set, _)| set & codes != 0).count();
        // Codes that nobody has tell nothing of anybody.
        let few = |n: usize| n > 0 && n < k as usize;
        let rare: Vec<usize> = (0..frame.len()).filter(|&code| few(people(1 << code))).collect();
        let other = question.other.as_ref().map(|label| {
            let declared = frame.iter().position(|code| code.label == *label || code.id == *label);
            (declared, label.trim())
        });
        let named = || {
            let named = rare.iter().map(|&code| format!("\"{}\" ({})", frame[code].label, people(1 << code)));
            named.collect::<Vec<_>>().join(", ")
        };
        let refuse = |problem: String| Err(SheetError { problems: vec![problem] });
        let name = &question.name;
        let mut codes: Vec<(String, String)> = Vec::new();
        let mut into = vec![0; frame.len()];
        for (code, place) in frame.iter().zip(&mut into) {
            let position = frame.iter().position(|other| other.id == code.id).unwrap_or(0);
            let is_other = other.is_some_and(|(declared, _)| declared == Some(position));
            if !rare.contains(&position) || is_other {
                *place = codes.len();
                codes.push((code.id.clone(), code.label.clone()));
            }
        }
        if rare.is_empty() {
            return Ok(Merged { codes, into });
        }
        let Some((declared, label)) = other else {
            return refuse(format!(
                "question \"{name}\": fewer than k = {k} people gave these codes: {}; merge them with others, or declare other = \"Other\" for them",
                named()
            ));
        };
        let all = rare.iter().copied().chain(declared).fold(0, |set, code| set | 1 << code);
        if few(people(all)) {
            return refuse(format!(
                "question \"{name}\": fewer than k = {k} people gave these codes, together, too: {}; merge them with others",
                named()
            ));
        }
        let place = match declared {
            Some(code) => into[code],
            None => {
                let id = match needs_core::survey::id::from_label(label) {
                    id if id.is_empty() => "other-codes".to_owned(),
                    id => id,
                };
                codes.push((id, label.to_owned()));
                codes.len() - 1
            }
        };
        rare.iter().for_each(|&code| into[code] = place);
        Ok(Merged { codes, into })
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

fn rounded(number: f64, digits: i32) -> f64 {
    let power = 10_f64.powi(digits);
    (number * power).round() / power
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
