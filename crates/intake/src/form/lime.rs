//! LimeSurvey's structure of a survey (`.lss`): tables of rows in XML.
//!
//! Since version 4 texts are in tables of their own (`question_l10ns`, `answer_l10ns`), one row per language; before that,
//! each row has a `language` and its text.

use super::{Condition, Form, FormKind, FormOption, FormQuestion, plain};
use quick_xml::{Reader, events::Event};
use std::collections::BTreeMap;

/// Column to value.
type Row = BTreeMap<String, String>;

/// Tables by name; a question may have several rows, one per language.
#[derive(Default)]
struct Tables {
    rows: BTreeMap<String, Vec<Row>>,
    languages: Vec<String>,
}

pub(super) fn read(text: &str) -> Result<Form, String> {
    let tables = tables(text)?;
    let get = |row: &Row, key: &str| row.get(key).cloned().unwrap_or_default();
    let number = |row: &Row, key: &str| get(row, key).parse::<i64>().unwrap_or(0);
    let table = |name: &str| tables.rows.get(name).map_or(&[][..], Vec::as_slice);
    let languages = tables.languages.clone();
    // Texts by id, in the order of the languages.
    let texts = |own: &[Row], id: &str, of: &str, key: &str, l10n: &str, l10n_id: &str| -> Vec<String> {
        let inline = own.iter().filter(|row| get(row, id) == of && row.contains_key(key));
        let apart = table(l10n).iter().filter(|row| get(row, l10n_id) == of && row.contains_key(key));
        let mut found: Vec<(usize, String)> = inline
            .chain(apart)
            .map(|row| {
                let language = languages.iter().position(|known| *known == get(row, "language"));
                (language.unwrap_or(languages.len()), plain(&get(row, key)))
            })
            .collect();
        found.sort_by_key(|(language, _)| *language);
        found.dedup_by_key(|(language, _)| *language);
        found.into_iter().map(|(_, text)| text).collect()
    };
    // One row per question, whatever the number of languages.
    let once = |rows: &[Row], key: &str| {
        let mut seen = std::collections::BTreeSet::new();
        rows.iter().filter(|row| seen.insert(get(row, key))).cloned().collect::<Vec<Row>>()
    };
    let group_order: BTreeMap<String, i64> =
        table("groups").iter().map(|row| (get(row, "gid"), number(row, "group_order"))).collect();
    let group_relevance: BTreeMap<String, String> =
        table("groups").iter().map(|row| (get(row, "gid"), get(row, "grelevance"))).collect();
    let mut questions = once(table("questions"), "qid");
    questions.retain(|row| ["", "0"].contains(&get(row, "parent_qid").as_str()));
    questions.sort_by_key(|row| {
        let gid = get(row, "gid");
        (group_order.get(&gid).copied().unwrap_or(0), gid, number(row, "question_order"))
    });
    let mut all_sub = table("subquestions").to_vec();
    // Some versions keep them among the questions.
    all_sub
        .extend(table("questions").iter().filter(|row| !["", "0"].contains(&get(row, "parent_qid").as_str())).cloned());
    let of_question = |row: &Row| -> Result<FormQuestion, String> {
        let (qid, code, kind) = (get(row, "qid"), get(row, "title"), get(row, "type"));
        if code.is_empty() {
            return Err(format!("question with qid {qid}: it has no code (title); export the survey again"));
        }
        let mut sub: Vec<Row> = once(&all_sub, "qid");
        sub.retain(|s| get(s, "parent_qid") == qid && ["", "0"].contains(&get(s, "scale_id").as_str()));
        sub.sort_by_key(|s| number(s, "question_order"));
        let items: Vec<FormOption> = sub
            .iter()
            .map(|s| FormOption {
                code: get(s, "title"),
                labels: texts(&all_sub, "qid", &get(s, "qid"), "question", "question_l10ns", "qid"),
                has_text: false,
            })
            .collect();
        let own_answers: Vec<Row> = table("answers")
            .iter()
            .filter(|a| get(a, "qid") == qid && ["", "0"].contains(&get(a, "scale_id").as_str()))
            .cloned()
            .collect();
        let mut answers = once(&own_answers, "code");
        answers.sort_by_key(|a| number(a, "sortorder"));
        let mut options: Vec<FormOption> = answers
            .iter()
            .map(|a| {
                let same: Vec<Row> =
                    own_answers.iter().filter(|other| get(other, "code") == get(a, "code")).cloned().collect();
                let labels = texts(&same, "code", &get(a, "code"), "answer", "", "");
                let apart = || texts(&[], "", &get(a, "aid"), "answer", "answer_l10ns", "aid");
                FormOption {
                    code: get(a, "code"),
                    labels: if labels.is_empty() { apart() } else { labels },
                    has_text: false,
                }
            })
            .collect();
        let ticks = |code: &str, label: &str| FormOption {
            code: code.to_owned(),
            labels: vec![label.to_owned()],
            has_text: false,
        };
        let (kind, items) = match kind.as_str() {
            "L" | "!" | "O" => (FormKind::Single, Vec::new()),
            "Y" => {
                options = vec![ticks("Y", "Yes"), ticks("N", "No")];
                (FormKind::Single, Vec::new())
            }
            "M" | "P" => {
                options = items;
                (FormKind::Multiple, Vec::new())
            }
            "F" | "H" => (FormKind::Grid, items),
            "R" => (FormKind::Ranking, Vec::new()),
            "N" => (FormKind::Number, Vec::new()),
            "S" | "T" | "U" | "Q" => (FormKind::Text, items),
            _ => (FormKind::Other, items),
        };
        if get(row, "other") == "Y" && matches!(kind, FormKind::Single | FormKind::Multiple) {
            options.push(FormOption { code: "other".to_owned(), labels: vec!["Other".to_owned()], has_text: true });
        }
        let of_group = group_relevance.get(&get(row, "gid")).and_then(|text| Condition::parse(text));
        let own = Condition::parse(&get(row, "relevance"));
        let asked_if = match (of_group, own) {
            (Some(group), Some(own)) => Some(group.and(own)),
            (group, own) => group.or(own),
        };
        let texts = texts(table("questions"), "qid", &qid, "question", "question_l10ns", "qid");
        Ok(FormQuestion { code, texts, kind, options, items, asked_if })
    };
    let questions = questions
        .iter()
        .filter(|row| !["X", "|", "*"].contains(&get(row, "type").as_str()))
        .map(of_question)
        .collect::<Result<Vec<_>, _>>()?;
    let title =
        table("surveys_languagesettings").first().map_or(String::new(), |row| plain(&get(row, "surveyls_title")));
    Ok(Form { tool: "LimeSurvey", title, languages: tables.languages, questions })
}

/// The tables of the document; anything else is ignored.
fn tables(text: &str) -> Result<Tables, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().trim_text(false);
    let mut tables = Tables::default();
    // Names of the open elements: document, table, rows, row, column.
    let mut open: Vec<String> = Vec::new();
    let mut row = Row::new();
    let mut value = String::new();
    let mut is_survey = false;
    loop {
        let line = |reader: &Reader<&[u8]>| {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(0).min(text.len());
            text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
        };
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                return Err(format!(
                    "line {}: not XML ({error}); export the survey structure (.lss) again",
                    line(&reader)
                ));
            }
        };
        match event {
            Event::Start(start) => {
                open.push(start.local_name().as_ref().to_owned());
                value.clear();
                if open.len() > 64 {
                    return Err(format!(
                        "line {}: nested deeper than any survey; export the survey structure (.lss) again",
                        line(&reader)
                    ));
                }
            }
            Event::Text(piece) => value.push_str(&piece),
            Event::CData(piece) => value.push_str(&piece),
            Event::GeneralRef(name) => match name.as_ref() {
                "amp" => value.push('&'),
                "lt" => value.push('<'),
                "gt" => value.push('>'),
                "quot" => value.push('"'),
                "apos" => value.push('\''),
                other => value.push_str(&format!("&{other};")),
            },
            Event::End(_) => {
                let name = open.pop().unwrap_or_default();
                match open.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                    ["document"] if name == "LimeSurveyDocType" => is_survey = value.trim() == "Survey",
                    ["document", "languages"] => tables.languages.push(value.trim().to_owned()),
                    ["document", _, "rows", "row"] => {
                        row.insert(name, value.trim().to_owned());
                    }
                    ["document", table, "rows"] if name == "row" => {
                        tables.rows.entry((*table).to_owned()).or_default().push(std::mem::take(&mut row));
                    }
                    _ => {}
                }
                value.clear();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !open.is_empty() {
        return Err(format!("the file ends within <{}>; export the survey structure (.lss) again", open.join("><")));
    }
    if !is_survey {
        return Err("not the structure of a survey (<LimeSurveyDocType>Survey</LimeSurveyDocType>); export it as .lss"
            .to_owned());
    }
    Ok(tables)
}
