//! Columns that belong together: a question over several columns, one an item or option.

use super::Tool;
use crate::raw::tidy;

/// What a header says of a column among others of the same question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stem {
    /// Alike for all columns of the question.
    pub key: String,
    /// The question's text.
    pub question: String,
    pub item: String,
    /// The text box beside an option: what people wrote in.
    pub is_text: bool,
}

impl Stem {
    /// By a column's name, and its code where a row of its own holds those (Qualtrics).
    pub fn of(tool: Tool, name: &str, code_row: Option<&str>) -> Option<Stem> {
        match tool {
            Tool::Qualtrics => qualtrics(name, code_row?),
            Tool::LimeSurvey => lime(name),
            _ => bracketed(name).map(|(question, item)| Stem {
                key: question.to_lowercase(),
                is_text: is_write_in(&item),
                question,
                item,
            }),
        }
    }
}

/// `Question [Item]`.
fn bracketed(name: &str) -> Option<(String, String)> {
    let inner = name.trim_end().strip_suffix(']')?;
    let (question, item) = inner.rsplit_once(" [")?;
    (!question.trim().is_empty() && !item.trim().is_empty()).then(|| (tidy(question), tidy(item)))
}

/// The parts of LimeSurvey's `Q1[SQ001]. Text`: the code, what is in its brackets, and the text.
pub(super) fn code(name: &str) -> Option<(&str, Option<&str>, &str)> {
    let (code, text) = name.split_once(". ").or_else(|| Some((name.strip_suffix('.')?, "")))?;
    let (code, sub) = match code.split_once('[') {
        Some((code, sub)) => (code, Some(sub.strip_suffix(']')?)),
        None => (code, None),
    };
    is_code(code).then_some((code, sub, text.trim()))
}

fn is_code(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_alphabetic())
        && code.len() <= 40
        && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// By code where there is one, or else by text.
fn lime(name: &str) -> Option<Stem> {
    let of = |key: &str, sub: &str, text: &str| {
        let (question, item) = bracketed(text).unwrap_or_else(|| (tidy(text), sub.to_owned()));
        let is_text = sub == "other" || sub.ends_with("comment") || sub.ends_with("other");
        Stem { key: key.to_owned(), question, item, is_text }
    };
    if let Some((code, sub, text)) = code(name) {
        return Some(of(code, sub?, text));
    }
    // Headers of codes only: `Q4[SQ001]`.
    if let Some((code, sub)) =
        name.strip_suffix(']').and_then(|name| name.split_once('[')).filter(|(code, _)| is_code(code))
    {
        return Some(of(code, sub, code));
    }
    // Headers of text only: the text box stands as `[Other]` or `[Comment]` beside the options.
    let (question, item) = bracketed(name)?;
    let is_text = ["other", "comment"].contains(&item.to_lowercase().as_str()) || is_write_in(&item);
    Some(Stem { key: question.to_lowercase(), question, item, is_text })
}

/// `Q2_1` over `Question - Selected Choice - Option`; `Q2_4_TEXT` is the text box of option 4.
fn qualtrics(name: &str, code: &str) -> Option<Stem> {
    let (code, is_text) = match code.trim().strip_suffix("_TEXT") {
        Some(code) => (code, true),
        None => (code.trim(), false),
    };
    let (key, number) = code.rsplit_once('_').filter(|(_, n)| n.bytes().all(|b| b.is_ascii_digit())).or(
        // The text box of a single choice: Q3_5_TEXT beside Q3.
        is_text.then_some((code, "")),
    )?;
    let (question, item) = name.rsplit_once(" - ").unwrap_or((name, number));
    let question = question.strip_suffix(" - Selected Choice").unwrap_or(question);
    Some(Stem { key: key.to_owned(), question: tidy(question), item: tidy(item), is_text })
}

/// "Other (please specify)" and its like.
pub(super) fn is_write_in(item: &str) -> bool {
    let item = item.to_lowercase();
    item.starts_with("other") && (item.contains("specify") || item.contains("describe") || item.contains("explain"))
        || item == "comments"
        || item == "comment"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(tool: Tool, name: &str, code: &str) -> Option<(String, String, String, bool)> {
        Stem::of(tool, name, Some(code)).map(|s| (s.key, s.question, s.item, s.is_text))
    }

    fn is(key: &str, question: &str, item: &str, is_text: bool) -> Option<(String, String, String, bool)> {
        Some((key.into(), question.into(), item.into(), is_text))
    }

    #[test]
    fn each_tool_names_the_items_of_a_question_in_its_own_way() {
        use Tool::*;
        assert_eq!(stem(GoogleForms, "How useful? [GPUs]", ""), is("how useful?", "How useful?", "GPUs", false));
        assert_eq!(
            stem(SurveyMonkey, "Needs? [Other (please specify)]", ""),
            is("needs?", "Needs?", "Other (please specify)", true)
        );
        assert_eq!(stem(LimeSurvey, "Q1[SQ001]. Needs? [Docs]", ""), is("Q1", "Needs?", "Docs", false));
        assert_eq!(stem(LimeSurvey, "Q1[other]. Needs? [Other]", ""), is("Q1", "Needs?", "Other", true));
        assert_eq!(stem(LimeSurvey, "Q1. Field?", ""), None);
        assert_eq!(stem(LimeSurvey, "Q1[SQ001]", ""), is("Q1", "Q1", "SQ001", false));
        assert_eq!(stem(LimeSurvey, "Q1[other]", ""), is("Q1", "Q1", "other", true));
        assert_eq!(stem(LimeSurvey, "Needs? [Docs]", ""), is("needs?", "Needs?", "Docs", false));
        assert_eq!(stem(LimeSurvey, "Needs? [Other]", ""), is("needs?", "Needs?", "Other", true));
        assert_eq!(stem(Qualtrics, "Needs? - Selected Choice - Docs", "Q2_1"), is("Q2", "Needs?", "Docs", false));
        assert_eq!(stem(Qualtrics, "Needs? - Other - Text", "Q2_4_TEXT"), is("Q2", "Needs? - Other", "Text", true));
        assert_eq!(stem(Qualtrics, "Where do you live?", "Q5"), None);
    }

    #[test]
    fn a_sentence_is_no_code() {
        assert_eq!(code("I agree. My answers may be published"), None);
        assert_eq!(code("submitdate. Date submitted"), Some(("submitdate", None, "Date submitted")));
        assert_eq!(code("What do you need?"), None);
    }
}
