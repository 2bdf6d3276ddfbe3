//! The question of a form to which a column belongs.

use super::super::{parts::Column, ranks, words::fold};
use crate::form::{Form, FormKind};

/// By its code: in a row of codes, or at the start of the name, perhaps after groups.
pub(super) fn by_code(form: &Form, column: &Column, code: Option<&str>) -> Option<(usize, Option<String>)> {
    let mut words: Vec<&str> = code.into_iter().collect();
    if form.tool == "LimeSurvey" {
        words.push(column.name.split_once(". ").map_or(column.name.as_str(), |(code, _)| code));
    } else {
        words.push(&column.name);
        words.extend(column.name.match_indices('/').map(|(at, _)| &column.name[at + 1..]));
    }
    let mut best: Option<(usize, Option<String>)> = None;
    for word in words {
        for (q, question) in form.questions.iter().enumerate() {
            let Some(rest) = word.strip_prefix(question.code.as_str()) else { continue };
            let sub = match rest.chars().next() {
                None => None,
                Some('[') => rest[1..].strip_suffix(']'),
                Some('_' | '/') => Some(&rest[1..]),
                _ => continue,
            };
            let longer = |(known, _): &(usize, Option<String>)| form.questions[*known].code.len() < question.code.len();
            if (rest.is_empty() || sub.is_some()) && best.as_ref().is_none_or(longer) {
                best = Some((q, sub.map(str::to_owned)));
            }
        }
    }
    best
}

/// By the text of the question, in any language, and of an option or item.
pub(super) fn by_text(form: &Form, column: &Column) -> Option<(usize, Option<String>)> {
    let is = |header: &str, texts: &[String]| {
        let header = fold(header);
        texts.iter().map(|text| fold(text)).any(|text| {
            !text.is_empty()
                && header.strip_suffix(text.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('/'))
        })
    };
    if let Some(stem) = &column.stem {
        return form.questions.iter().enumerate().find_map(|(q, question)| {
            let mut all = question.items.iter().chain(&question.options);
            let item = all.find(|option| is(&stem.item, &option.labels) || option.code == stem.item);
            let place = || ranks::place_number(&stem.item).filter(|_| question.kind == FormKind::Ranking);
            let code = item.map(|item| item.code.clone()).or_else(|| place().map(|place| place.to_string()))?;
            is(&stem.question, &question.texts).then_some((q, Some(code)))
        });
    }
    form.questions.iter().position(|question| is(&column.bare, &question.texts)).map(|q| (q, None))
}
