//! Applies a form to the columns of its answers: options, their order, options that nobody chose, and wording.
//!
//! A column belongs to a question by its code (`Q1[SQ001]`, `Q4_2`, `group/needs/gpu`), or by its text. What the form says
//! comes before what was guessed, where the cells hold what it offers; where they do not, the guess stays and is doubted.

mod columns;
mod offered;

use self::{
    columns::{by_code, by_text},
    offered::{Found, Offered},
};
use super::{
    guess,
    labels::{List, Several, form as form_of},
    parts::{Choice, Column, OptionColumn, Part, Ranked, Ranking, Rating, Source},
    ranks::Orders,
    scale,
};
use crate::form::{Form, FormKind, FormQuestion};
use std::collections::BTreeMap;

/// A form, and the columns of its answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Designed {
    pub form: Form,
    /// `[column]`: the position of its question, and the code of the option or item it holds.
    of_column: Vec<Option<(usize, Option<String>)>>,
}

impl Designed {
    /// `codes` is the header row with the codes of columns, if there is one.
    pub fn of(form: &Form, columns: &[Column], codes: Option<&[String]>) -> Designed {
        let place = |(c, column): (usize, &Column)| {
            let code = codes.and_then(|row| row.get(c)).map(String::as_str);
            by_code(form, column, code).or_else(|| by_text(form, column))
        };
        Designed { form: form.clone(), of_column: columns.iter().enumerate().map(place).collect() }
    }

    /// The position of the question that a column belongs to.
    pub fn question_of(&self, column: usize) -> Option<usize> {
        self.of_column.get(column)?.as_ref().map(|(question, _)| *question)
    }

    /// The columns of a question, each with the code of its option or item.
    fn columns_of(&self, question: usize) -> Vec<(usize, Option<&str>)> {
        let places = self.of_column.iter().enumerate();
        places
            .filter_map(|(c, place)| {
                let (of, code) = place.as_ref().filter(|(of, _)| *of == question)?;
                Some((c, code.as_deref())).filter(|_| *of == question)
            })
            .collect()
    }

    /// Doubts about the form as a whole.
    pub fn doubts(&self) -> Vec<String> {
        let asked = self.form.questions.len();
        let found = (0..asked).filter(|&q| !self.columns_of(q).is_empty()).count();
        match found {
            0 => vec![format!(
                "none of the {asked} questions of the form is among the columns of this file: is it the form of this survey?"
            )],
            found if found * 2 < asked => {
                vec![format!("only {found} of the {asked} questions of the form are among the columns of this file")]
            }
            _ => Vec::new(),
        }
    }

    /// Replaces guesses by what the form says.
    pub fn applied(&self, columns: &[Column], mut parts: Vec<Part>) -> Vec<Part> {
        for (q, question) in self.form.questions.iter().enumerate() {
            let own = self.columns_of(q);
            let personal =
                |&(c, _): &(usize, Option<&str>)| guess::points_at_people(&columns[c].bare, &columns[c].tally);
            if own.is_empty() || own.iter().any(personal) {
                continue;
            }
            let offers =
                matches!(question.kind, FormKind::Single | FormKind::Multiple | FormKind::Grid | FormKind::Ranking);
            let made = if offers { self.made(question, columns, &own, &parts) } else { None };
            match made {
                Some(part) => {
                    let taken = part.columns();
                    let at = parts.iter().position(|part| part.columns().iter().any(|c| taken.contains(c)));
                    let consent =
                        parts.iter().any(|part| matches!(part, Part::Consent { column, .. } if taken.contains(column)));
                    if consent {
                        continue;
                    }
                    // Columns that the guess had combined and the form does not are separate again.
                    let mut freed = Vec::new();
                    parts.retain(|part| {
                        let of_part = part.columns();
                        let goes = of_part.iter().any(|c| taken.contains(c));
                        if goes {
                            freed.extend(of_part.into_iter().filter(|c| !taken.contains(c)));
                        }
                        !goes
                    });
                    let at = at.unwrap_or(parts.len()).min(parts.len());
                    parts.insert(at, part);
                    let beside =
                        |column| Part::Ignore { column, why: "what people wrote in beside an option".to_owned() };
                    parts.extend(freed.into_iter().map(beside));
                }
                None => {
                    let text = question.texts.first().filter(|text| !text.is_empty());
                    let part = parts
                        .iter_mut()
                        .find(|part| part.columns().iter().any(|c| own.iter().any(|(own, _)| own == c)));
                    if let (Some(text), Some(part)) = (text, part) {
                        part.set_text(
                            text,
                            offers.then(|| {
                                "the cells do not hold the options of the form, so this was guessed".to_owned()
                            }),
                        );
                    }
                }
            }
        }
        parts
    }

    fn made(
        &self,
        question: &FormQuestion,
        columns: &[Column],
        own: &[(usize, Option<&str>)],
        guessed: &[Part],
    ) -> Option<Part> {
        let text = question.texts.first().filter(|text| !text.is_empty()).cloned();
        let offered = Offered::of(&question.options);
        if offered.options.is_empty() {
            return None;
        }
        let whole = own.iter().find(|(_, code)| code.is_none()).map(|(c, _)| *c);
        let option_columns = || -> Vec<(usize, usize, bool)> {
            let one = |&(c, code): &(usize, Option<&str>)| {
                let code = code?;
                let option = offered.options.iter().position(|option| option.code == code)?;
                Some((c, option, self.form.tool == "LimeSurvey" && offered.options[option].has_text))
            };
            own.iter().filter_map(one).collect()
        };
        match question.kind {
            FormKind::Single => {
                let column = whole?;
                let tally = &columns[column].tally;
                let found = offered.in_cells(tally.cells.iter().map(|(cell, rows)| (cell.as_str(), *rows)));
                let rest = tally.filled - found.rows.iter().sum::<u64>();
                if rest * 2 > tally.filled {
                    return None;
                }
                let (list, answers) = offered.list(&found, rest);
                let labels: Vec<&str> = list.options.iter().map(|(label, _)| label.as_str()).collect();
                let scale = scale::of(&labels);
                let mut choice = Choice::new(Source::One(column), text?, list, scale);
                choice.doubts.extend(not_offered(rest, offered.has_other()));
                choice.answers = answers;
                Some(Part::Choice(choice))
            }
            FormKind::Multiple => {
                let own = option_columns();
                if own.len() < 2 {
                    return self.several(&offered, columns, whole?, text?, guessed);
                }
                let mut list = List::default();
                let mut answers = BTreeMap::new();
                let mut in_order = own.clone();
                in_order.sort_by_key(|&(_, option, _)| option);
                let mut options = Vec::new();
                for (c, option, any_text) in in_order {
                    let (tally, label) = (&columns[c].tally, offered.options[option].label());
                    let one = Offered::of(std::slice::from_ref(offered.options[option]));
                    let odd = |cell: &str| !super::parts::says_yes_or_no(cell) && one.position(cell).is_none();
                    if !any_text && tally.rows(odd) > 0 {
                        return None;
                    }
                    let said: Vec<String> = tally
                        .cells
                        .iter()
                        .map(|(cell, _)| cell.clone())
                        .filter(|cell| {
                            !any_text && !super::parts::says_yes_or_no(cell) && form_of(cell) != form_of(label)
                        })
                        .collect();
                    if !said.is_empty() {
                        answers.insert(label.to_owned(), said.into_iter().chain([label.to_owned()]).collect());
                    }
                    list.options.push((label.to_owned(), tally.filled));
                    options.push(OptionColumn { column: c, label: label.to_owned(), any_text });
                }
                let mut choice = Choice::new(Source::Columns(options), text?, list, None);
                choice.answered_in = whole;
                choice.answers = answers;
                super::parts::set_nothings(columns, &mut choice);
                Some(Part::Choice(choice))
            }
            FormKind::Grid => {
                let of_items = |(c, code): &(usize, Option<&str>)| {
                    let item = question.items.iter().position(|item| Some(item.code.as_str()) == *code)?;
                    Some((*c, item))
                };
                let mut own: Vec<(usize, usize)> = own.iter().filter_map(of_items).collect();
                own.sort_by_key(|(_, item)| *item);
                if own.is_empty() {
                    return None;
                }
                let cells = own.iter().flat_map(|(c, _)| &columns[*c].tally.cells);
                let found = offered.in_cells(cells.map(|(cell, rows)| (cell.as_str(), *rows)));
                let filled: u64 = own.iter().map(|(c, _)| columns[*c].tally.filled).sum();
                let aside = filled - found.rows.iter().sum::<u64>();
                if aside * 2 > filled {
                    return None;
                }
                let (list, answers) = offered.list(&found, aside);
                let labels: Vec<&str> = list.options.iter().map(|(label, _)| label.as_str()).collect();
                let scale = scale::of(&labels);
                let levels = match &scale {
                    Some(scale) => scale.order.iter().map(|&i| labels[i].to_owned()).collect(),
                    None => labels.iter().map(|label| label.to_string()).collect(),
                };
                let items = own.iter().map(|(c, item)| (*c, question.items[*item].label().to_owned())).collect();
                let mut doubts: Vec<String> = Vec::new();
                if aside > 0 {
                    doubts.push(format!(
                        "{aside} of {filled} cells hold none of the levels of the form: such count as no answer"
                    ));
                }
                if scale.is_none() {
                    doubts.push("the levels are in the order of the form: put the strongest first".to_owned());
                }
                let net = scale.as_ref().and_then(|scale| scale.upper.clone());
                Some(Part::Rating(Rating {
                    text,
                    items,
                    levels,
                    scale: scale.map(|s| s.why),
                    net,
                    aside,
                    doubts,
                    answers,
                }))
            }
            FormKind::Ranking => {
                let by_item = option_columns();
                let guessed = guessed.iter().find_map(|part| match part {
                    Part::Ranking(ranking) if own.iter().any(|(c, _)| ranking.columns().contains(c)) => Some(ranking),
                    _ => None,
                });
                let mut aside = guessed.map_or(0, |ranking| ranking.aside);
                let (source, items, answers) = if by_item.len() >= 2 {
                    let labels =
                        by_item.iter().map(|&(_, option, _)| offered.options[option].label().to_owned()).collect();
                    (Ranked::Items(by_item.iter().map(|(c, ..)| *c).collect()), labels, BTreeMap::new())
                } else {
                    let places: Vec<usize> = own.iter().filter(|(_, code)| code.is_some()).map(|(c, _)| *c).collect();
                    let (source, cells): (Ranked, Vec<usize>) = match whole {
                        Some(column) if places.len() < 2 => (Ranked::InOrder(column, " "), vec![column]),
                        _ if places.len() >= 2 => (Ranked::Places(places.clone()), places),
                        _ => return None,
                    };
                    let separator = if matches!(source, Ranked::InOrder(..)) { Some(" ") } else { None };
                    let all = cells.iter().flat_map(|c| &columns[*c].tally.cells);
                    let found = match separator {
                        None => offered.in_cells(all.map(|(cell, rows)| (cell.as_str(), *rows))),
                        Some(separator) => offered.among(all, separator),
                    };
                    aside = aside.max(found.unknown);
                    let (list, answers) = offered.list(&found, 0);
                    (source, list.options.into_iter().map(|(label, _)| label).collect(), answers)
                };
                let doubts = if aside > 0 {
                    vec![format!("{aside} answers are no option of the form, or stand twice: they count as no answer")]
                } else {
                    Vec::new()
                };
                Some(Part::Ranking(Ranking { source, text, items, missing: Vec::new(), aside, doubts, answers }))
            }
            _ => None,
        }
    }

    /// Several answers in one cell.
    fn several(
        &self,
        offered: &Offered,
        columns: &[Column],
        column: usize,
        text: String,
        guessed: &[Part],
    ) -> Option<Part> {
        let tally = &columns[column].tally;
        let told = guessed.iter().find_map(|part| match part {
            Part::Choice(Choice { source: Source::Several(c, several), .. }) if *c == column => Some(several.separator),
            _ => None,
        });
        let usual = match self.form.tool {
            "XLSForm" => " ",
            "Qualtrics" => ",",
            _ => ";",
        };
        let separators = [Some(usual), told];
        let mut best: Option<(&'static str, Found)> = None;
        for separator in separators.into_iter().flatten() {
            let found = offered.among(tally.cells.iter(), separator);
            if best.as_ref().is_none_or(|(_, best)| found.unknown < best.unknown) {
                best = Some((separator, found));
            }
        }
        let (separator, found) = best?;
        if found.unknown * 2 > tally.filled {
            return None;
        }
        let (list, answers) = offered.list(&found, found.unknown);
        let several = Several {
            list: list.clone(),
            separator,
            rows: found.several,
            joined: 0,
            missing: Vec::new(),
            orders: Orders::default(),
        };
        let mut choice = Choice::new(Source::Several(column, several), text, list, None);
        choice.doubts.extend(not_offered(found.unknown, offered.has_other()));
        choice.answers = answers;
        Some(Part::Choice(choice))
    }
}

/// Answers that are not options of the form.
fn not_offered(rest: u64, has_other: bool) -> Option<String> {
    let told = |answers: &str| format!("{answers} no option of the form: it goes to \"other\"");
    match rest {
        0 => None,
        _ if has_other => None,
        1 => Some(told("1 answer is")),
        rest => Some(told(&format!("{rest} answers are"))),
    }
}
