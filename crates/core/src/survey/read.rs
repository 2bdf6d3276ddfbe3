//! Reads a results file: JSON to the types of [`super::file`], reporting everything of the wrong type.
//!
//! The readers are written by hand: derived ones make up a fifth of the page's bytes and stop at the first error.
//! Unknown properties are ignored; the command can list them ([`Undeclared`]).

mod newer;
mod plain;
mod reader;
#[cfg(test)]
mod tests;

use super::file::{
    Bias, Category, Choice, Coded, Contributor, Dimension, Item, KindName, LeftOut, Level, License, NamedView,
    Narrative, Net, Nouns, Period, Privacy, PrivacyModel, Project, Question, QuestionForm, Resource, Respondents,
    ResultsFile, Role, Source, Theme, everyone,
};
use super::validate::{Finding, SurveyError};
pub use reader::Undeclared;
use reader::{Json, Object, Reader, TEXT};

/// Reads a results file without validating its content. Whatever has the wrong type is among the findings and left
/// empty in the file.
///
/// # Errors
/// `SurveyError::Json` if the bytes are not JSON.
pub fn file(bytes: &[u8]) -> Result<(ResultsFile, Vec<Finding>), SurveyError> {
    let (file, reader) = read(bytes, Reader::default())?;
    Ok((file, reader.findings.0))
}

/// Reads a results file that has been accepted before: what its questions declare is not held against their kinds.
///
/// # Errors
/// As for [`file`], the findings as `SurveyError::Invalid`.
pub fn accepted(bytes: &[u8]) -> Result<ResultsFile, SurveyError> {
    let (file, reader) = read(bytes, Reader::of_accepted())?;
    if reader.findings.0.is_empty() { Ok(file) } else { Err(SurveyError::Invalid(reader.findings.0)) }
}

/// Reads a results file and its undeclared properties: at most a hundred, in the order in which the objects that have
/// them end.
///
/// # Errors
/// `SurveyError::Json` if the bytes are not JSON.
pub fn file_and_undeclared(bytes: &[u8]) -> Result<(ResultsFile, Vec<Undeclared>), SurveyError> {
    let (file, reader) = read(bytes, Reader::default())?;
    Ok((file, reader.undeclared))
}

fn read(bytes: &[u8], mut reader: Reader) -> Result<(ResultsFile, Reader), SurveyError> {
    let mut json = match plain::read(bytes) {
        Some(json) => json,
        None => any(bytes)?,
    };
    let skipped = if newer::is_newer(&mut json) { newer::skip_unknown(&mut json) } else { Vec::new() };
    let file = ResultsFile { skipped, ..results_file(&mut reader.object(json)) };
    Ok((file, reader))
}

/// Any JSON.
#[inline(never)]
fn any(bytes: &[u8]) -> Result<Json, SurveyError> {
    serde_json::from_slice(bytes).map_err(|error| SurveyError::from_json(&error))
}

fn results_file(o: &mut Object) -> ResultsFile {
    ResultsFile {
        schema: o.text("$schema"),
        profile: o.needed("profile"),
        profile_version: o.needed("profile_version"),
        name: o.needed("name"),
        title: o.needed("title"),
        description: o.text("description"),
        version: o.text("version"),
        homepage: o.text("homepage"),
        illustration: o.flag("illustration"),
        licenses: o.list("licenses", false, |o| License {
            name: o.needed("name"),
            title: o.text("title"),
            path: o.text("path"),
        }),
        sources: o.list("sources", false, |o| Source { title: o.needed("title"), path: o.text("path") }),
        contributors: o.list("contributors", false, |o| Contributor { title: o.needed("title"), path: o.text("path") }),
        collected: o.perhaps("collected", |o| Period { from: o.needed("from"), to: o.needed("to") }),
        population: o.text("population"),
        respondents: o.inner("respondents", true, |o| Respondents {
            received: o.count("received"),
            left_out: o.list("left_out", false, |o| LeftOut { label: o.needed("label"), n: o.count("n") }),
            consented: o.count("consented"),
            published: o.count("published"),
        }),
        privacy: o.inner("privacy", true, |o| Privacy {
            model: [PrivacyModel::Joint, PrivacyModel::ByDimension]
                [o.word("model", &["joint", "by-dimension"]).unwrap_or(0)],
            k: o.count("k"),
            smallest_class: o.count("smallest_class"),
            generalized: o.numbers("generalized", Reader::count),
            tool: o.text("tool"),
        }),
        narrative: o.inner("narrative", false, narrative),
        dimensions: o.list("dimensions", true, dimension),
        questions: o.list("questions", true, question),
        views: o.list("views", false, |o| NamedView {
            id: o.needed("id"),
            label: o.needed("label"),
            description: o.text("description"),
            query: o.needed("query"),
        }),
        resources: o.list("resources", true, |o| Resource {
            name: o.needed("name"),
            kind: o.needed("type"),
            data: o.rows("data"),
        }),
        skipped: Vec::new(),
    }
}

fn narrative(o: &mut Object) -> Narrative {
    Narrative {
        summary: o.text("summary"),
        limitations: o.text("limitations"),
        methods: o.texts("methods"),
        projects: o.list("projects", false, |o| Project {
            name: o.needed("name"),
            url: o.text("url"),
            note: o.text("note"),
        }),
        get_in_touch: o.text("get_in_touch"),
    }
}

fn dimension(o: &mut Object) -> Dimension {
    Dimension {
        id: o.needed("id"),
        role: [Role::Field, Role::Bias, Role::Other][o.word("role", &["field", "bias", "other"]).unwrap_or(0)],
        label: o.needed("label"),
        multiple: o.flag("multiple"),
        ordered: o.flag("ordered"),
        categories: o.list("categories", true, |o| {
            let (id, label) = o.named();
            Category { id, label }
        }),
        not_stated: o.text("not_stated"),
        bias: o.perhaps("bias", |o| Bias {
            note: o.needed("note"),
            source: o.text("source"),
            over: o.texts("over"),
            under: o.texts("under"),
            targets: o.numbers("targets", Reader::number),
        }),
    }
}

fn question(o: &mut Object) -> Question {
    let id = o.needed("id");
    let kind = o.word("kind", &KindName::ALL.map(KindName::word)).map(|kind| KindName::ALL[kind]);
    let form = QuestionForm {
        id,
        kind: kind.unwrap_or(KindName::Single),
        text: o.needed("text"),
        label: o.text("label"),
        asked_of: match o.take("asked_of", TEXT, false) {
            Some(Json::Text(text)) => text,
            _ => everyone(),
        },
        asked_if: o.text("asked_if"),
        sensitive: o.flag("sensitive"),
        lead: o.flag("lead"),
        options_are: o.perhaps("options_are", |o| Nouns { one: o.needed("one"), many: o.needed("many") }),
        coded: o.perhaps("coded", |o| Coded {
            coders: o.count("coders"),
            double_coded: o.count("double_coded"),
            alpha: o.number("alpha"),
        }),
        pairs: o.flag("pairs"),
        choices: o.list("choices", false, |o| {
            let (id, label) = o.named();
            let (from, to) = (o.number("from"), o.number("to"));
            let (alpha, low, high) = (o.number("alpha"), o.number("low"), o.number("high"));
            let definition = o.text("definition");
            Choice { id, label, themes: o.texts("themes"), from, to, definition, alpha, low, high }
        }),
        themes: o.list("themes", false, |o| {
            let (id, label) = o.named();
            Theme { id, label }
        }),
        levels: o.list("levels", false, |o| {
            let (id, label) = o.named();
            Level { id, label }
        }),
        items: o.list("items", false, |o| {
            let (id, label) = o.named();
            Item { id, label }
        }),
        nets: o.list("nets", false, |o| {
            let (id, label) = o.named();
            Net { id, label, levels: o.texts("levels") }
        }),
        places: o.number("places").map_or(0, |places| places as u32),
    };
    if kind.is_some() && !o.is_accepted() {
        form.misfits().into_iter().for_each(|(name, problem)| o.found(name, problem));
    }
    form.into_question()
}
