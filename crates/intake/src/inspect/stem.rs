//! Columns that belong together: a question over several columns, one an item or option.

use super::{
    Tool,
    words::{fold, terms},
};
use crate::raw::tidy;
use std::collections::BTreeSet;

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
    let item = fold(item);
    let comments = ["comment", "comments", "kommentar", "commentaire", "comentario"];
    is_other_with(&item, &says_to_write) || comments.contains(&item.as_str())
}

/// "Other", with or without a word that says to write.
pub(super) fn is_other(item: &str) -> bool {
    is_other_with(&fold(item), &|rest: &str| rest.trim_matches([':', '.', ' ']).is_empty() || says_to_write(rest))
}

/// "Other" or "Other tools": what begins so may be a box for other answers, if its cells are texts.
pub(super) fn begins_with_other(item: &str) -> bool {
    is_other_with(&fold(item), &|rest: &str| !rest.starts_with(char::is_alphanumeric))
}

/// Behind "other": a hint in parentheses, or behind a mark, or a word for writing.
fn says_to_write(rest: &str) -> bool {
    const WORDS: [&str; 8] = ["specify", "describe", "explain", "angeben", "precise", "especifi", "specific", "list"];
    let hint = rest.trim_start();
    let marked = hint.strip_prefix(['(', ',', ':', '-', '–', '/']).is_some_and(|hint| !hint.trim().is_empty());
    marked || !rest.starts_with(char::is_alphanumeric) && WORDS.iter().any(|word| rest.contains(word))
}

fn is_other_with(folded: &str, rest_fits: &dyn Fn(&str) -> bool) -> bool {
    terms("other").iter().any(|term| folded.strip_prefix(term.text.as_str()).is_some_and(rest_fits))
}

/// How forms write an option behind its question.
struct Mark {
    /// What stands between the two.
    between: &'static str,
    /// What stands behind the option.
    behind: &'static str,
    /// How much of `between` belongs to the question: of a question mark.
    kept: &'static str,
    /// Names have that for many reasons, so their cells have to leave no doubt.
    common: bool,
}

const fn mark(between: &'static str, behind: &'static str) -> Mark {
    Mark { between, behind, kept: "", common: false }
}

const fn common(between: &'static str, behind: &'static str, kept: &'static str) -> Mark {
    Mark { between, behind, kept, common: true }
}

const MARKS: [Mark; 22] = [
    mark(" (choice=", ")"),
    mark(" >> ", ""),
    mark(">>", ""),
    mark("___", ""),
    mark("/", ""),
    mark(" - ", ""),
    mark(" – ", ""),
    mark(" | ", ""),
    mark(" > ", ""),
    mark(" :: ", ""),
    mark(": ", ""),
    common("：", "", ""),
    common("—", "", ""),
    common(":", "", ""),
    common("［", "］", ""),
    common("【", "】", ""),
    common(" (", ")", ""),
    common("（", "）", ""),
    common("? ", "", "?"),
    common("？", "", "？"),
    common(".", "", ""),
    common("_", "", ""),
];

/// A name cut where a question might end and its option begin.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cut {
    question: String,
    mark: &'static str,
    item: String,
    common: bool,
}

/// Whether columns of these options look like one question; with `true` only without a doubt.
type Fit<'a> = dyn Fn(&[usize], &[String], bool) -> bool + 'a;

/// Names in which a question's text stands again before each of its options where a tool writes only its number:
/// `2、Needs?(Docs)`, `2、(Memory)`, as Wenjuanxing does.
pub(super) fn completed(names: &[&str]) -> Vec<String> {
    let numbered = |name: &str| -> Option<(String, String, String)> {
        let digits = name.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = name.split_at(digits);
        let rest = rest.strip_prefix(['、', '.', '．', '：', ':']).filter(|_| digits > 0)?.trim();
        let (text, item) = rest
            .strip_suffix(')')
            .and_then(|rest| rest.split_once('('))
            .or_else(|| rest.strip_suffix('）').and_then(|rest| rest.split_once('（')))?;
        Some((number.to_owned(), tidy(text), tidy(item)))
    };
    let mut last: Option<(String, String)> = None;
    let complete = |name: &&str| match numbered(name) {
        Some((number, text, item)) if text.is_empty() => match &last {
            Some((own, text)) if *own == number => format!("{text} ({item})"),
            _ => (*name).to_owned(),
        },
        Some((number, text, item)) => {
            last = Some((number, text.clone()));
            format!("{text} ({item})")
        }
        None => {
            last = None;
            (*name).to_owned()
        }
    };
    let completed: Vec<String> = names.iter().map(complete).collect();
    // A question in parentheses of its own keeps its name.
    let is_first = |c: usize| numbered(names[c]).is_some_and(|(_, text, _)| !text.is_empty());
    let is_next = |c: usize| numbered(names[c]).is_some_and(|(_, text, _)| text.is_empty());
    let with = |c: usize| is_next(c) || is_first(c) && c + 1 < names.len() && is_next(c + 1);
    completed.into_iter().enumerate().map(|(c, name)| if with(c) { name } else { names[c].to_owned() }).collect()
}

/// Stems for columns side by side whose names begin alike, up to a mark between a question and its options.
///
/// `is_free` tells columns that no other rule has put together; `fit` is asked for no doubt where names have such a mark for
/// many reasons. Of
/// several beginnings that counts which is a column's name itself, then the one of most columns, unless a longer one
/// divides these into questions of their own.
pub(super) fn families(names: &[&str], is_free: &dyn Fn(usize) -> bool, fit: &Fit) -> Vec<(usize, Stem)> {
    let cuts: Vec<Vec<Cut>> =
        names.iter().enumerate().map(|(c, name)| if is_free(c) { cuts(name) } else { Vec::new() }).collect();
    let item = |c: usize, cut: &Cut| {
        let same = |other: &&Cut| other.mark == cut.mark && other.question == cut.question;
        cuts.get(c)?.iter().find(same).map(|cut| cut.item.clone())
    };
    // From a column on, those that begin alike; no option stands twice.
    let run = |from: usize, cut: &Cut| {
        let mut items: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        while let Some(item) = item(from + items.len(), cut).filter(|item| seen.insert(fold(item))) {
            items.push(item);
        }
        items
    };
    let mut stems = Vec::new();
    let mut from = 0;
    while from < names.len() {
        let mut candidates: Vec<(&Cut, Vec<String>)> =
            cuts[from].iter().map(|cut| (cut, run(from, cut))).filter(|(_, items)| items.len() >= 2).collect();
        let divides = |cut: &Cut, end: usize| {
            let longer = |at: usize| {
                let longest = cuts[at].iter().filter(|other| other.question.len() > cut.question.len());
                longest.map(|cut| run(at, cut).len()).max().filter(|&length| length >= 2)
            };
            let mut at = from;
            while at < end {
                match longer(at) {
                    Some(length) => at += length,
                    None => return false,
                }
            }
            at == end
        };
        candidates.sort_by_key(|(cut, items)| {
            let is_column = names.contains(&cut.question.as_str());
            (
                !is_column,
                cut.common,
                divides(cut, from + items.len()),
                usize::MAX - items.len(),
                usize::MAX - cut.question.len(),
            )
        });
        let found = candidates.into_iter().find(|(cut, items)| {
            let columns: Vec<usize> = (from..from + items.len()).collect();
            fit(&columns, items, cut.common)
        });
        match found {
            Some((cut, items)) => {
                let key = format!("{}{}{}", from, cut.mark, cut.question);
                let length = items.len();
                stems.extend(items.into_iter().enumerate().map(|(i, item)| {
                    let is_text = is_write_in(&item);
                    (from + i, Stem { key: key.clone(), question: cut.question.clone(), item, is_text })
                }));
                from += length;
            }
            None => from += 1,
        }
    }
    stems
}

fn cuts(name: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for Mark { between, behind, kept, common } in MARKS {
        let Some(whole) = name.strip_suffix(behind) else { continue };
        for (at, _) in whole.match_indices(between) {
            let (question, item) = (tidy(&whole[..at + kept.len()]), tidy(&whole[at + between.len()..]));
            if !question.is_empty() && !item.is_empty() {
                cuts.push(Cut { question, mark: between, item, common });
            }
        }
    }
    cuts
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

    /// Question and items of each family among names.
    fn family(names: &[&str]) -> Vec<(String, Vec<String>)> {
        let mut families: Vec<(String, String, Vec<String>)> = Vec::new();
        for (_, stem) in families_of(names) {
            match families.last_mut().filter(|(key, ..)| *key == stem.key) {
                Some((.., items)) => items.push(stem.item),
                None => families.push((stem.key, stem.question, vec![stem.item])),
            }
        }
        families.into_iter().map(|(_, question, items)| (question, items)).collect()
    }

    fn families_of(names: &[&str]) -> Vec<(usize, Stem)> {
        families(names, &|_| true, &|_, _, _| true)
    }

    #[test]
    fn options_stand_behind_their_question_in_many_ways() {
        let is = |question: &str, items: &[&str]| {
            (question.to_owned(), items.iter().map(|item| item.to_string()).collect::<Vec<_>>())
        };
        for (names, expected) in [
            (&["id", "Needs?", "Needs?/Docs", "Needs?/GPU"][..], vec![is("Needs?", &["Docs", "GPU"])]),
            (
                &["Needs?", "Needs?/Input / output", "Needs?/Input / sound"],
                vec![is("Needs?", &["Input / output", "Input / sound"])],
            ),
            (
                &["g/Needs?/Docs", "g/Needs?/GPU", "g/Tools?/R", "g/Tools?/Go"],
                vec![is("g/Needs?", &["Docs", "GPU"]), is("g/Tools?", &["R", "Go"])],
            ),
            (&["Needs? (choice=Docs)", "Needs? (choice=GPU (CUDA))"], vec![is("Needs?", &["Docs", "GPU (CUDA)"])]),
            (&["Needs? >> Docs", "Needs? >> GPU"], vec![is("Needs?", &["Docs", "GPU"])]),
            (&["needs___1", "needs___2"], vec![is("needs", &["1", "2"])]),
            (&["Q1: Docs", "Q1: GPU", "Q2: a", "Q2: b"], vec![is("Q1", &["Docs", "GPU"]), is("Q2", &["a", "b"])]),
            (&["needs_docs", "needs_gpu"], vec![is("needs", &["docs", "gpu"])]),
            (&["needs.docs", "needs.gpu"], vec![is("needs", &["docs", "gpu"])]),
            (&["Needs? Docs", "Needs? GPU"], vec![is("Needs?", &["Docs", "GPU"])]),
            (&["Needs (Docs)", "Needs (GPU (CUDA))"], vec![is("Needs", &["Docs", "GPU (CUDA)"])]),
            (&["必要なもの［文書］", "必要なもの［研修］"], vec![is("必要なもの", &["文書", "研修"])]),
            (&["您需要什么？:文档", "您需要什么？:内存"], vec![is("您需要什么？", &["文档", "内存"])]),
            (&["Needs - Docs", "Tools - R"], vec![]),
        ] {
            assert_eq!(family(names), expected, "{names:?}");
        }
    }

    #[test]
    fn a_question_that_stands_before_its_first_option_only_is_completed() {
        let names = ["1、您的领域(专业)是？", "2、您需要什么？(文档)", "2、(示例)", "2、(其他(请补充):)", "3、(示例)"];
        let completed = completed(&names);
        assert_eq!(
            completed,
            [names[0], "您需要什么？ (文档)", "您需要什么？ (示例)", "您需要什么？ (其他(请补充):)", names[4]]
        );
        let names: Vec<&str> = completed.iter().map(String::as_str).collect();
        let items = ["文档", "示例", "其他(请补充):"].map(str::to_owned).to_vec();
        assert_eq!(family(&names), [("您需要什么？".to_owned(), items)]);
    }

    #[test]
    fn other_is_told_in_every_language() {
        for item in [
            "Other (please specify)",
            "Sonstiges (bitte angeben)",
            "Autre (veuillez préciser)",
            "Otro (especifique)",
            "その他（具体的に）",
        ] {
            assert!(is_write_in(item) && is_other(item), "{item}");
        }
        for item in ["Other", "Sonstiges", "その他", "其他", "Altro"] {
            assert!(is_other(item) && !is_write_in(item), "{item}");
        }
        assert!(!is_write_in("Other commercial software (Imaris, etc)") && !is_other("Other languages"));
        assert!(begins_with_other("Other languages") && !begins_with_other("Otherwise"));
        assert!(!is_other("Otherwise") && !is_write_in("Otherness (of machines)"));
    }

    #[test]
    fn a_sentence_is_no_code() {
        assert_eq!(code("I agree. My answers may be published"), None);
        assert_eq!(code("submitdate. Date submitted"), Some(("submitdate", None, "Date submitted")));
        assert_eq!(code("What do you need?"), None);
    }
}
