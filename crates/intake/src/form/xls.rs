//! XLSForm, the spreadsheets of KoboToolbox and ODK: a sheet `survey` with the questions, a sheet `choices` with their
//! options.

use super::{Condition, Form, FormKind, FormOption, FormQuestion, plain};
use crate::raw::{Format, Raw, RawError, Source};
use std::collections::BTreeMap;

/// A sheet: the names of its columns, and its rows with their numbers.
struct Sheet {
    columns: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

impl Sheet {
    fn of(source: &dyn Source, name: &str) -> Result<Sheet, String> {
        let format = Format { sheet: Some(name.to_owned()), ..Format::default() };
        let mut rows = Raw::first_rows(source, &format, MOST_ROWS).map_err(|error| match error {
            RawError::File { problem, .. } => {
                format!("{problem}; an XLSForm has the sheets \"survey\" and \"choices\"")
            }
            other => other.to_string(),
        })?;
        if rows.is_empty() {
            return Err(format!("sheet \"{name}\": it is empty"));
        }
        let columns = rows.remove(0).cells.iter().map(|cell| cell.trim().to_owned()).collect();
        Ok(Sheet { columns, rows: rows.into_iter().map(|row| (row.number, row.cells)).collect() })
    }

    fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns.iter().position(|column| column.eq_ignore_ascii_case(name)))
    }

    fn cell<'a>(&self, row: &'a [String], column: Option<usize>) -> &'a str {
        column.and_then(|column| row.get(column)).map_or("", |cell| cell.trim())
    }

    /// The columns with labels, each with its language: `label`, `label::English (en)`.
    fn labels(&self) -> Vec<(usize, String)> {
        let language = |column: &String| {
            let rest = column.get(.."label".len()).filter(|start| start.eq_ignore_ascii_case("label"))?;
            let rest = &column[rest.len()..];
            match rest.strip_prefix("::").or_else(|| rest.strip_prefix(':')) {
                Some(language) => Some(language.trim().to_owned()),
                None => rest.is_empty().then(String::new),
            }
        };
        self.columns.iter().enumerate().filter_map(|(c, column)| Some((c, language(column)?))).collect()
    }

    fn texts(&self, row: &[String]) -> Vec<String> {
        let texts = self.labels().into_iter().map(|(column, _)| plain(self.cell(row, Some(column))));
        texts.filter(|text| !text.is_empty()).collect()
    }
}

/// Most rows of a sheet that are read.
const MOST_ROWS: usize = 100_000;

pub(super) fn read(source: &dyn Source) -> Result<Form, String> {
    let survey = Sheet::of(source, "survey")?;
    let (kind, name) = (survey.column(&["type"]), survey.column(&["name"]));
    if kind.is_none() || name.is_none() {
        return Err(
            "sheet \"survey\": it has no columns \"type\" and \"name\" in its first row; an XLSForm has".to_owned()
        );
    }
    let lists = match Sheet::of(source, "choices") {
        Ok(choices) => options(&choices)?,
        // A form of texts and numbers has none.
        Err(_) => BTreeMap::new(),
    };
    let relevant = survey.column(&["relevant", "relevance"]);
    let mut questions = Vec::new();
    // Conditions of the groups that are open, and of everything in them.
    let mut groups: Vec<Option<Condition>> = Vec::new();
    for (number, row) in &survey.rows {
        let words = crate::raw::tidy(survey.cell(row, kind));
        let own = Condition::parse(survey.cell(row, relevant));
        let words = words.replace("begin group", "begin_group").replace("end group", "end_group");
        let words = words.replace("begin repeat", "begin_repeat").replace("end repeat", "end_repeat");
        let words = words.replace("select one", "select_one").replace("select multiple", "select_multiple");
        let mut parts = words.split(' ');
        let (first, list) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let or_other = words.ends_with(" or_other");
        match first {
            "begin_group" | "begin_repeat" => {
                groups.push(own);
                continue;
            }
            "end_group" | "end_repeat" => {
                groups.pop();
                continue;
            }
            _ => {}
        }
        let kind = match first {
            "select_one" => FormKind::Single,
            "select_multiple" => FormKind::Multiple,
            "rank" => FormKind::Ranking,
            "integer" | "decimal" | "range" => FormKind::Number,
            "text" => FormKind::Text,
            _ => continue,
        };
        let code = survey.cell(row, name).to_owned();
        if code.is_empty() {
            return Err(format!(
                "sheet \"survey\", row {number}: a question of type \"{words}\" has no name; give it one"
            ));
        }
        let mut options = match kind {
            FormKind::Single | FormKind::Multiple | FormKind::Ranking => match lists.get(list) {
                Some(options) => options.clone(),
                // A list in a file of its own is not in the form.
                None if list.contains('.') || list.contains("${") => Vec::new(),
                None => {
                    return Err(format!(
                        "sheet \"survey\", row {number}: type \"{words}\": the sheet \"choices\" has no list \"{list}\"; correct its name, or add it"
                    ));
                }
            },
            _ => Vec::new(),
        };
        if or_other {
            options.push(FormOption { code: "other".to_owned(), labels: vec!["Other".to_owned()], has_text: true });
        }
        let kind = if options.is_empty() && kind != FormKind::Number && kind != FormKind::Text {
            FormKind::Other
        } else {
            kind
        };
        let asked_if = groups.iter().cloned().chain([own]).flatten().reduce(Condition::and);
        let texts = survey.texts(row);
        questions.push(FormQuestion { code, texts, kind, options, items: Vec::new(), asked_if });
    }
    let named: Vec<String> =
        survey.labels().into_iter().map(|(_, language)| language).filter(|l| !l.is_empty()).collect();
    let title = Sheet::of(source, "settings").ok().and_then(|settings| {
        let title = settings.column(&["form_title", "title"]);
        settings.rows.first().map(|(_, row)| plain(settings.cell(row, title)))
    });
    Ok(Form { tool: "XLSForm", title: title.unwrap_or_default(), languages: named, questions })
}

/// Options by the name of their list.
fn options(choices: &Sheet) -> Result<BTreeMap<String, Vec<FormOption>>, String> {
    let (list, name) = (choices.column(&["list_name", "list name"]), choices.column(&["name", "value"]));
    if list.is_none() || name.is_none() {
        return Err("sheet \"choices\": it has no columns \"list_name\" and \"name\" in its first row; an XLSForm has"
            .to_owned());
    }
    let mut lists: BTreeMap<String, Vec<FormOption>> = BTreeMap::new();
    for (number, row) in &choices.rows {
        let (list, code) = (choices.cell(row, list), choices.cell(row, name));
        if list.is_empty() {
            continue;
        }
        if code.is_empty() {
            return Err(format!(
                "sheet \"choices\", row {number}: an option of the list \"{list}\" has no name; give it one"
            ));
        }
        let mut labels = choices.texts(row);
        if labels.is_empty() {
            labels.push(code.to_owned());
        }
        let option = FormOption { code: code.to_owned(), labels, has_text: false };
        lists.entry(list.to_owned()).or_default().push(option);
    }
    Ok(lists)
}
