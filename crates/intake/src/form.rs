//! The form as its author wrote it, as LimeSurvey (`.lss`), Qualtrics (`.qsf`) and KoboToolbox or ODK (XLSForm) export it.
//!
//! It holds what an export of answers lacks: the order of options, options that nobody chose, and who was asked.

mod lime;
mod logic;
mod qualtrics;
mod xls;

use crate::raw::Source;
pub use logic::{Clause, Condition};
use std::io::Read;

/// A form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The tool that made it.
    pub tool: &'static str,
    pub title: String,
    /// Languages of its texts, the main one first.
    pub languages: Vec<String>,
    /// In the order of asking.
    pub questions: Vec<FormQuestion>,
}

/// A question of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormQuestion {
    /// The code by which columns of an export and conditions of other questions name it.
    pub code: String,
    /// The wording in each language.
    pub texts: Vec<String>,
    pub kind: FormKind,
    /// Options; for a grid its levels, for a ranking its items.
    pub options: Vec<FormOption>,
    /// The items of a grid.
    pub items: Vec<FormOption>,
    /// Who is asked; none if everybody is.
    pub asked_if: Option<Condition>,
}

/// An option, level or item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormOption {
    /// The code by which exports of codes and conditions name it.
    pub code: String,
    /// The label in each language.
    pub labels: Vec<String>,
    /// It has a text box.
    pub has_text: bool,
}

/// The kind of a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormKind {
    Single,
    Multiple,
    Grid,
    Ranking,
    Number,
    /// From 0 to 10: how likely the respondent is to recommend something.
    Nps,
    /// Free text.
    Text,
    /// Any other kind; only its answers tell how to read it.
    #[default]
    Other,
}

/// Why a form cannot be read: file, place, value and remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {problem}")]
pub struct FormError {
    pub name: String,
    pub problem: String,
}

/// Largest form that is read, in bytes; real ones have less than a thousandth of it.
const MOST: u64 = 64 << 20;

impl Form {
    /// Reads a form; its file extension says which tool made it.
    ///
    /// # Errors
    /// If it cannot be read, is from an unknown tool, or is damaged; with place, value and remedy.
    pub fn read(source: &dyn Source) -> Result<Form, FormError> {
        let wrong = |problem: String| FormError { name: source.name().to_owned(), problem };
        let ending = source.name().rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        let form = match ending.as_str() {
            "lss" => lime::read(&text(source).map_err(wrong)?),
            "qsf" => qualtrics::read(&text(source).map_err(wrong)?),
            "xlsx" | "xlsm" | "xls" | "ods" => xls::read(source),
            _ => Err("not a form that can be read; give the .lss of LimeSurvey, the .qsf of Qualtrics, or the XLSForm (.xlsx) of KoboToolbox or ODK".to_owned()),
        };
        let form = form.map_err(wrong)?;
        if form.questions.is_empty() {
            return Err(wrong("it holds no question; export the whole survey, not a part of it".to_owned()));
        }
        Ok(form)
    }
}

/// A form as text, in UTF-8, or in UTF-16 with a byte order mark.
fn text(source: &dyn Source) -> Result<String, String> {
    let unreadable = |error: std::io::Error| format!("cannot be read: {error}");
    let mut bytes = Vec::new();
    source.open().map_err(unreadable)?.take(MOST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST {
        return Err(format!("larger than {} MB, which no form is; give the form, not the answers", MOST >> 20));
    }
    let (text, encoding, broken) = encoding_rs::UTF_8.decode(&bytes);
    match broken {
        true => Err(format!("not text in {}; export the form again", encoding.name())),
        false => Ok(text.into_owned()),
    }
}

/// A text of a form without markup, on one line.
fn plain(text: &str) -> String {
    crate::raw::tidy(&crate::raw::without_markup(text))
}
