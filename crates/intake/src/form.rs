//! The form as its author wrote it: what LimeSurvey (`.lss`), Qualtrics (`.qsf`) and KoboToolbox or ODK (XLSForm) export.
//!
//! It tells what an export of answers cannot: in which order options stood, which nobody chose, and who was asked.

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
    /// What it was made with.
    pub tool: &'static str,
    pub title: String,
    /// Languages of its texts, the first one first.
    pub languages: Vec<String>,
    /// In the order in which they are asked.
    pub questions: Vec<FormQuestion>,
}

/// A question of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormQuestion {
    /// By which columns of an export and conditions of other questions name it.
    pub code: String,
    /// As it is asked, in each language.
    pub texts: Vec<String>,
    pub kind: FormKind,
    /// Options; of a grid its levels, of a ranking what is ranked.
    pub options: Vec<FormOption>,
    /// What a grid asks for, one by one.
    pub items: Vec<FormOption>,
    /// Who is asked; none where everybody is.
    pub asked_if: Option<Condition>,
}

/// An option, level or item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormOption {
    /// By which exports of codes and conditions name it.
    pub code: String,
    /// What people read, in each language.
    pub labels: Vec<String>,
    /// People may write beside it.
    pub has_text: bool,
}

/// What a question asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormKind {
    Single,
    Multiple,
    Grid,
    Ranking,
    Number,
    /// From 0 to 10, how likely somebody is to recommend something.
    Nps,
    /// Words of their own.
    Text,
    /// What is read by its answers alone.
    #[default]
    Other,
}

/// Why a form cannot be read: the file, the place in it, the value, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {problem}")]
pub struct FormError {
    pub name: String,
    pub problem: String,
}

/// Bytes that a form may have; real ones have less than a thousandth of it.
const MOST: u64 = 64 << 20;

impl Form {
    /// Reads a form; the ending of its name tells what it was made with.
    ///
    /// # Errors
    /// If it cannot be read, is of no tool that is known, or is damaged; with its place, value and remedy.
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

/// A form that is text, in UTF-8 or UTF-16 with its mark.
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

/// A text of a form without its markup, on one line.
fn plain(text: &str) -> String {
    crate::raw::tidy(&crate::raw::without_markup(text))
}
