//! Qualtrics' survey file (`.qsf`): JSON, an element a question.

use super::{Clause, Condition, Form, FormKind, FormOption, FormQuestion, plain};
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) fn read(text: &str) -> Result<Form, String> {
    let file: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        format!("line {}, column {}: not JSON; export the survey (.qsf) again", error.line(), error.column())
    })?;
    let elements = file.get("SurveyElements").and_then(Value::as_array).ok_or(
        "not a survey of Qualtrics: it has no \"SurveyElements\"; export it with Tools, Import/Export, Export Survey",
    )?;
    let entry = file.get("SurveyEntry").unwrap_or(&Value::Null);
    let first = word(entry.get("SurveyLanguage")).to_lowercase();
    let mut payloads: BTreeMap<String, &Value> = BTreeMap::new();
    let mut in_file: Vec<String> = Vec::new();
    let mut languages = vec![if first.is_empty() { "en".to_owned() } else { first }];
    for element in elements.iter().filter(|element| word(element.get("Element")) == "SQ") {
        let payload = element.get("Payload").unwrap_or(&Value::Null);
        let id = match word(payload.get("QuestionID")) {
            id if id.is_empty() => word(element.get("PrimaryAttribute")),
            id => id,
        };
        for language in payload.get("Language").and_then(Value::as_object).into_iter().flat_map(|map| map.keys()) {
            let language = language.to_lowercase();
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        in_file.push(id.clone());
        payloads.insert(id, payload);
    }
    let order = asked_order(elements).unwrap_or_default();
    let mut ids: Vec<String> = order.into_iter().filter(|id| payloads.contains_key(id)).collect();
    // A survey without blocks asks in the order of the file.
    if ids.is_empty() {
        ids = in_file;
    }
    ids.dedup();
    let code_of = |id: &str| payloads.get(id).map(|payload| word(payload.get("DataExportTag"))).unwrap_or_default();
    let questions = ids.iter().filter_map(|id| question(payloads[id], &languages, &code_of)).collect();
    Ok(Form { tool: "Qualtrics", title: plain(&word(entry.get("SurveyName"))), languages, questions })
}

/// Ids of questions in the order of the blocks, without deleted ones.
fn asked_order(elements: &[Value]) -> Option<Vec<String>> {
    let blocks = elements.iter().find(|element| word(element.get("Element")) == "BL")?.get("Payload")?;
    let of_block = |block: &Value| -> Vec<String> {
        let questions = block.get("BlockElements").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        questions.iter().map(|question| word(question.get("QuestionID"))).filter(|id| !id.is_empty()).collect()
    };
    let is_asked = |block: &&Value| word(block.get("Type")) != "Trash";
    Some(listed(blocks).into_iter().map(|(_, block)| block).filter(is_asked).flat_map(of_block).collect())
}

fn question(payload: &Value, languages: &[String], code_of: &dyn Fn(&str) -> String) -> Option<FormQuestion> {
    let (kind, selector) = (word(payload.get("QuestionType")), word(payload.get("Selector")));
    let of = |key: &str, order: &str, tags: &str| options(payload, key, order, tags, languages);
    let choices = || of("Choices", "ChoiceOrder", "");
    let (kind, options, items) = match (kind.as_str(), selector.as_str()) {
        ("MC", "NPS") => (FormKind::Nps, Vec::new(), Vec::new()),
        ("MC", selector) if selector.starts_with("MA") || selector == "MSB" => {
            (FormKind::Multiple, choices(), Vec::new())
        }
        ("MC", _) => (FormKind::Single, choices(), Vec::new()),
        ("Matrix", "Likert") if word(payload.get("SubSelector")) != "MultipleAnswer" => {
            (FormKind::Grid, of("Answers", "AnswerOrder", ""), of("Choices", "ChoiceOrder", "ChoiceDataExportTags"))
        }
        ("RO", _) => (FormKind::Ranking, choices(), Vec::new()),
        ("TE", _) => (FormKind::Text, Vec::new(), Vec::new()),
        ("DB" | "Timing" | "Meta" | "Captcha", _) => return None,
        _ => (FormKind::Other, Vec::new(), Vec::new()),
    };
    let code = match word(payload.get("DataExportTag")) {
        code if code.is_empty() => word(payload.get("QuestionID")),
        code => code,
    };
    let mut texts = vec![plain(&word(payload.get("QuestionText")))];
    texts.extend(languages[1..].iter().filter_map(|language| {
        let text = plain(&word(translation(payload, language)?.get("QuestionText")));
        (!text.is_empty()).then_some(text)
    }));
    let asked_if = payload.get("DisplayLogic").and_then(|logic| condition(logic, code_of));
    (!code.is_empty()).then_some(FormQuestion { code, texts, kind, options, items, asked_if })
}

/// `Language` is an empty list if the survey has no translations.
fn translation<'a>(payload: &'a Value, language: &str) -> Option<&'a Value> {
    let all = payload.get("Language")?.as_object()?;
    all.iter().find(|(name, _)| name.to_lowercase() == language).map(|(_, texts)| texts)
}

/// Choices or answers in display order.
fn options(payload: &Value, key: &str, order: &str, tags: &str, languages: &[String]) -> Vec<FormOption> {
    let all = payload.get(key).map(listed).unwrap_or_default();
    let order: Vec<String> = payload
        .get(order)
        .map(|order| listed(order).into_iter().map(|(_, id)| word(Some(id))).collect())
        .unwrap_or_default();
    let mut ids: Vec<&String> = all.iter().map(|(id, _)| id).collect();
    let place = |id: &String| order.iter().position(|known| known == id).unwrap_or(order.len());
    ids.sort_by_key(|id| place(id));
    let display = |choice: &Value| plain(&word(choice.get("Display")));
    ids.into_iter()
        .filter_map(|id| {
            let choice = all.iter().find(|(known, _)| known == id).map(|(_, choice)| *choice)?;
            let mut labels = vec![display(choice)];
            labels.extend(languages[1..].iter().filter_map(|language| {
                let texts = translation(payload, language)?.get(key)?;
                let label =
                    listed(texts).into_iter().find(|(known, _)| known == id).map(|(_, choice)| display(choice))?;
                (!label.is_empty()).then_some(label)
            }));
            let tag = payload.get(tags).and_then(|tags| tags.get(id)).map(|tag| word(Some(tag)));
            let code = tag.filter(|tag| !tag.is_empty()).unwrap_or_else(|| id.clone());
            let has_text =
                choice.get("TextEntry").is_some_and(|entry| ["true", "on"].contains(&word(Some(entry)).as_str()));
            (!labels[0].is_empty()).then_some(FormOption { code, labels, has_text })
        })
        .collect()
}

/// The entries of an object, or of a list by position from 1: files use both.
fn listed(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Object(map) => {
            let mut all: Vec<(String, &Value)> = map.iter().map(|(key, value)| (key.clone(), value)).collect();
            all.sort_by_key(|(key, _)| (key.parse::<u64>().unwrap_or(u64::MAX), key.clone()));
            all
        }
        Value::Array(list) => list.iter().enumerate().map(|(i, value)| ((i + 1).to_string(), value)).collect(),
        _ => Vec::new(),
    }
}

/// A text, number or boolean as text; empty for anything else.
fn word(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(truth)) => truth.to_string(),
        _ => String::new(),
    }
}

/// `DisplayLogic`: groups joined by "or", each of expressions with a conjunction between.
fn condition(logic: &Value, code_of: &dyn Fn(&str) -> String) -> Option<Condition> {
    let parts = |value: &Value| -> Vec<Value> {
        listed(value)
            .into_iter()
            .filter(|(key, value)| key.parse::<u64>().is_ok() && value.is_object())
            .map(|(_, v)| v.clone())
            .collect()
    };
    let groups = parts(logic);
    let expressions: Vec<Value> = groups.iter().flat_map(&parts).collect();
    if expressions.is_empty() {
        return None;
    }
    let told = || {
        let texts: Vec<String> = expressions.iter().map(|e| plain(&word(e.get("Description")))).collect();
        Condition::Unread(crate::raw::tidy(&texts.join(" ")))
    };
    let mut clauses: Vec<Clause> = Vec::new();
    for (i, expression) in expressions.iter().enumerate() {
        let Some(clause) = clause(expression, code_of) else { return Some(told()) };
        let conjunction = word(expression.get("Conjuction").or_else(|| expression.get("Conjunction"))).to_lowercase();
        match clauses.last_mut() {
            None => clauses.push(clause),
            _ if i > 0 && groups.len() > 1 => return Some(told()),
            Some(last) if conjunction == "or" && last.question == clause.question && !last.but && !clause.but => {
                last.options.extend(clause.options);
            }
            Some(_) if conjunction == "or" => return Some(told()),
            Some(_) => clauses.push(clause),
        }
    }
    Some(Condition::All(clauses))
}

/// A condition that a choice of another question is, or is not, selected.
fn clause(expression: &Value, code_of: &dyn Fn(&str) -> String) -> Option<Clause> {
    let but = match word(expression.get("Operator")).as_str() {
        "Selected" => false,
        "NotSelected" => true,
        _ => return None,
    };
    let locator = word(expression.get("ChoiceLocator").or_else(|| expression.get("LeftOperand")));
    let (id, choice) = locator.strip_prefix("q://")?.split_once("/SelectableChoice/")?;
    let question = code_of(id);
    let is_choice = !choice.is_empty() && choice.bytes().all(|b| b.is_ascii_digit());
    (is_choice && !question.is_empty()).then(|| Clause { question, options: vec![choice.to_owned()], but })
}
