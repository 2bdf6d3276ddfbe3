//! The options behind the cells of a column: separates what the form offered from what people wrote in.

mod several;

use several::pieces;
pub(super) use several::{Several, several};

use super::{scale, tally::Tally, words};
use needs_privacy::personal;
use std::collections::HashMap;

/// More options than a dimension can have beside "other"; what else repeats goes there.
const MOST_OPTIONS: usize = 62;
/// The options of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct List {
    /// Label, as most write it, and rows; the most frequent first, so that the rows' order is not disclosed.
    pub options: Vec<(String, u64)>,
    /// Answers that are none of them, for "other", and how many different ones that are no option.
    pub rest: u64,
    pub rest_kinds: usize,
    /// Different answers among those that point at people, however many gave them.
    pub personal_kinds: usize,
    /// Different answers that repeat like an option, but are too many for a list, and how often they are in `rest`.
    pub surplus_kinds: usize,
    pub surplus: u64,
}

/// Fewest rows of an answer that a draft may show: one or two people could be recognized by it.
pub(super) const FEWEST: u64 = 3;

/// Whether an answer looks like it points at a person: no draft shows it, however often it was given.
pub(super) fn is_personal(answer: &str) -> bool {
    personal::find(answer).is_some() || personal::handle(answer).is_some()
}

/// Whether an answer is one that any form may offer (yes, no, don't know, other), so that it tells of nobody.
pub(super) fn is_general(answer: &str) -> bool {
    words::is_any(answer, &["yes", "no", "maybe", "other", "none"])
}

/// Whether an answer is short enough to be the step of a scale and nothing else.
pub(super) fn is_step(answer: &str) -> bool {
    answer.split_whitespace().count() <= 6
}

/// Fewest rows of an answer that was offered, not written in.
fn enough(filled: u64) -> u64 {
    FEWEST.max(filled / 700)
}

/// The options of a column in which one answer stands, if it is such.
pub(super) fn one(tally: &Tally) -> Option<List> {
    offered(tally.cells.iter().map(|(cell, rows)| (cell.as_str(), *rows)), tally.filled, tally.uncounted)
}

/// How many different answers of a column repeat like options, if they are most of it: too many for a list.
pub(super) fn too_many(tally: &Tally) -> Option<usize> {
    let repeating = |separator: Option<&str>| {
        let mut forms: HashMap<String, u64> = HashMap::new();
        let mut all = tally.uncounted;
        for (cell, rows) in &tally.cells {
            let answers = separator.map_or_else(|| vec![cell.clone()], |separator| pieces(cell, separator));
            all += rows * answers.len() as u64;
            answers.iter().for_each(|answer| *forms.entry(form(answer)).or_default() += rows);
        }
        let often: Vec<u64> = forms.into_values().filter(|&sum| sum >= enough(tally.filled)).collect();
        let most = often.iter().sum::<u64>() * 100 >= all * 70;
        (most && often.len() > MOST_OPTIONS).then_some(often.len())
    };
    [None, Some(";"), Some(", "), Some(",")].into_iter().find_map(repeating)
}

/// The answers that repeat, if they are most of all; `filled` rows, of which `uncounted` hold something else.
fn offered<'a>(answers: impl Iterator<Item = (&'a str, u64)>, filled: u64, uncounted: u64) -> Option<List> {
    // By the form in which `prepare` compares: letters' case makes no difference.
    let mut forms: Vec<(Vec<(String, u64)>, u64)> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    let mut all = uncounted;
    for (answer, rows) in answers {
        all += rows;
        let at = *place.entry(form(answer)).or_insert_with(|| {
            forms.push((Vec::new(), 0));
            forms.len() - 1
        });
        let (writings, sum) = &mut forms[at];
        *sum += rows;
        match writings.iter_mut().find(|(writing, _)| writing == answer) {
            Some((_, count)) => *count += rows,
            None => writings.push((answer.to_owned(), rows)),
        }
    }
    // What is rare was written in, and may tell who wrote it; but a step of a scale may be rare.
    let labels: Vec<&str> = forms.iter().map(|(writings, _)| writings[0].0.as_str()).collect();
    let steps = uncounted == 0 && forms.len() <= 12 && forms.len() as u64 * 3 <= filled && scale::of(&labels).is_some();
    let points_at_people = |writings: &[(String, u64)]| writings.iter().any(|(writing, _)| is_personal(writing));
    let offered = |(writings, sum): &&(Vec<(String, u64)>, u64)| {
        let many = *sum >= enough(filled)
            || steps && is_step(&writings[0].0)
            || words::is_any(&writings[0].0, &["yes", "no", "maybe"]);
        many && !points_at_people(writings)
    };
    let mut options: Vec<(String, u64)> = forms
        .iter()
        .filter(offered)
        .map(|(writings, sum)| {
            let most = writings.iter().map(|w| w.1).max().unwrap_or(0);
            let writing = writings.iter().filter(|w| w.1 == most).map(|w| w.0.as_str()).min().unwrap_or("");
            (plain(writing), *sum)
        })
        .collect();
    options.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let offered_kinds = options.len();
    let surplus: u64 = options.iter().skip(MOST_OPTIONS).map(|(_, sum)| sum).sum();
    options.truncate(MOST_OPTIONS);
    let kept: u64 = options.iter().map(|(_, sum)| sum).sum();
    let rest_kinds = forms.len() - offered_kinds;
    let personal_kinds = forms.iter().filter(|(writings, _)| points_at_people(writings)).count();
    let surplus_kinds = offered_kinds - options.len();
    let short = options.iter().all(|(label, _)| label.chars().count() <= 200);
    let is_list = !options.is_empty()
        && short
        && kept * 100 >= all * 70
        && options.len() as u64 * 2 <= filled.max(4)
        // More written in than offered: a list of favourites in free text.
        && (rest_kinds as u64 * 2 <= filled || rest_kinds <= 10);
    is_list.then_some(List { options, rest: all - kept, rest_kinds, personal_kinds, surplus_kinds, surplus })
}

/// The form by which answers are the same, as in a codebook: without case, `4.0` is `4`.
pub(super) fn form(answer: &str) -> String {
    plain(answer).to_lowercase()
}

/// A whole number without `.0`.
fn plain(answer: &str) -> String {
    match answer.split_once('.') {
        Some((whole, zeros))
            if !whole.is_empty()
                && whole.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit())
                && !zeros.is_empty()
                && zeros.bytes().all(|b| b == b'0') =>
        {
            whole.to_owned()
        }
        _ => answer.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Tool, *};

    fn tally(cells: &[(&str, usize)]) -> Tally {
        cells.iter().flat_map(|&(cell, times)| std::iter::repeat_n(cell, times)).collect()
    }

    fn labels(list: &List) -> Vec<&str> {
        list.options.iter().map(|(label, _)| label.as_str()).collect()
    }

    fn several_of(tally: &Tally) -> Option<Several> {
        several(tally, Tool::Unknown)
    }

    /// Every combination of `options` in their order with `separator` between, `times` each.
    fn combined(options: &[&str], separator: &str, times: usize) -> Tally {
        let chosen = |set: usize| (0..options.len()).filter(move |o| set >> o & 1 == 1).map(|o| options[o]);
        let cells: Vec<String> =
            (1..1 << options.len()).map(|set| chosen(set).collect::<Vec<_>>().join(separator)).collect();
        cells.iter().flat_map(|cell| std::iter::repeat_n(cell.as_str(), times)).collect()
    }

    #[test]
    fn commas_separate_where_fewer_pieces_come_out_whichever_a_label_holds() {
        let options = ["Docs", "Examples, tutorials and talks", "Funding", "Less memory"];
        for tool in [Tool::Qualtrics, Tool::Unknown] {
            let found = several(&combined(&options, ",", 6), tool).expect("several");
            assert_eq!((labels(&found.list), found.separator), (options.to_vec(), ","), "{tool:?}");
        }
        let options = ["1,000 rows", "Docs", "Funding"];
        let found = several_of(&combined(&options, ", ", 6)).expect("several");
        assert_eq!((labels(&found.list), found.separator), (options.to_vec(), ", "));
    }

    #[test]
    fn a_long_list_is_cut_and_a_longer_one_is_told() {
        let countries = |n: usize| -> Vec<String> { (0..30 * n).map(|i| format!("Country {}", i % n)).collect() };
        let list = one(&countries(75).iter().map(String::as_str).collect()).expect("options");
        assert_eq!((list.options.len(), list.surplus_kinds, list.rest), (62, 13, 13 * 30));
        let longer: Tally = countries(150).iter().map(String::as_str).collect();
        assert_eq!((one(&longer), too_many(&longer)), (None, Some(150)));
    }

    #[test]
    fn commas_in_parentheses_do_not_separate() {
        let found = several_of(&tally(&[
            ("SSH, HPC (SLURM, PBS, or similar)", 9),
            ("HPC (SLURM, PBS, or similar), Kubernetes", 8),
            ("Kubernetes", 9),
            ("SSH", 5),
        ]))
        .expect("several answers");
        assert_eq!(labels(&found.list), ["HPC (SLURM, PBS, or similar)", "Kubernetes", "SSH"]);
        assert_eq!((found.separator, found.rows, found.joined), (", ", 17, 1));
    }

    #[test]
    fn pieces_that_only_stand_side_by_side_are_one_label() {
        let found = several_of(&tally(&[
            ("SSH, I don't know, someone else does this", 4),
            ("I don't know, someone else does this", 9),
            ("SSH", 20),
            ("SSH, Yarn", 6),
            ("Yarn", 5),
        ]))
        .expect("several answers");
        assert_eq!(labels(&found.list), ["SSH", "I don't know, someone else does this", "Yarn"]);
    }

    #[test]
    fn a_label_with_commas_is_whole_although_one_person_wrote_a_word_of_it_in() {
        let label = "News sites, blogs, Mastodon, chat groups or forums";
        let mut cells = combined(&[label, "Colleagues", "Search engines"], ", ", 12);
        cells.add("Colleagues, Mastodon");
        let found = several_of(&cells).expect("several answers");
        assert_eq!(labels(&found.list), ["Colleagues", label, "Search engines"]);
        assert_eq!((found.list.rest, found.list.rest_kinds), (1, 1));
    }

    #[test]
    fn levels_of_education_are_single_answers_whatever_commas_they_hold() {
        let cells = tally(&[
            ("University, full time", 9),
            ("University, part time", 8),
            ("University, at night", 7),
            ("College, full time", 9),
            ("College, part time", 8),
            ("College, at night", 7),
            ("School, full time", 9),
            ("School, part time", 8),
            ("School, at night", 7),
            ("None", 4),
        ]);
        assert_eq!(several_of(&cells), None);
        assert_eq!(one(&cells).map(|list| list.options.len()), Some(10));
    }

    #[test]
    fn no_of_two_people_is_an_answer_of_the_form() {
        let list = one(&tally(&[("Yes", 90), ("No", 2)])).expect("options");
        assert_eq!((labels(&list), list.rest), (vec!["Yes", "No"], 0));
    }

    #[test]
    fn semicolons_at_the_end_show_several_even_if_nobody_chose_two() {
        let found = several_of(&tally(&[("Docs;", 5), ("GPUs;", 4)])).expect("several answers");
        assert_eq!(found.separator, ";");
        assert_eq!(labels(&found.list), ["Docs", "GPUs"]);
    }

    #[test]
    fn one_answer_with_a_comma_is_one_answer() {
        let cells = tally(&[("Yes, often", 10), ("Yes, rarely", 12), ("No", 8)]);
        assert_eq!(several_of(&cells), None);
        assert_eq!(labels(&one(&cells).expect("options")), ["Yes, rarely", "Yes, often", "No"]);
    }

    #[test]
    fn what_is_written_in_once_goes_to_the_rest() {
        let mut cells = tally(&[("Physics", 30), ("Chemistry", 25), ("physics", 2)]);
        ["I study stars", "both", "n.a.", "astro", "geo", "math", "bio", "law", "art", "music", "sport", "food"]
            .iter()
            .for_each(|cell| cells.add(cell));
        let list = one(&cells).expect("options");
        assert_eq!(list.options, [("Physics".to_owned(), 32), ("Chemistry".to_owned(), 25)]);
        assert_eq!((list.rest, list.rest_kinds), (12, 12));
    }

    #[test]
    fn what_two_people_say_is_written_in_and_a_rare_step_of_a_scale_is_not() {
        let list =
            one(&tally(&[("University", 24), ("Company", 24), ("The blue house in Hobart", 2)])).expect("options");
        assert_eq!(labels(&list), ["Company", "University"]);
        assert_eq!((list.rest, list.rest_kinds), (2, 1));
        let list = one(&tally(&[("Often", 24), ("Sometimes", 24), ("Never", 1)])).expect("options");
        assert_eq!(labels(&list), ["Often", "Sometimes", "Never"]);
        let wordy = "Never, since I run the only lab of Hobart";
        let list = one(&tally(&[("Often", 24), ("Sometimes", 24), (wordy, 1)])).expect("options");
        assert_eq!(labels(&list), ["Often", "Sometimes"]);
    }

    #[test]
    fn an_answer_that_points_at_a_person_is_never_an_option() {
        let list = one(&tally(&[("Blog", 40), ("Laura Kim", 9), ("Talk", 30), ("@tom_kim", 5)])).expect("options");
        assert_eq!(labels(&list), ["Blog", "Talk"]);
        assert_eq!((list.rest, list.rest_kinds, list.personal_kinds), (14, 2, 2));
        let found =
            several_of(&tally(&[("Blog; ann@example.org", 6), ("Talk; Blog", 9), ("Blog", 8)])).expect("several");
        assert_eq!(labels(&found.list), ["Blog", "Talk"]);
    }

    #[test]
    fn free_text_is_no_list() {
        let cells: Vec<String> = (0..80).map(|i| format!("I think that {i}, or more, would help; surely")).collect();
        let tally: Tally = cells.iter().map(String::as_str).collect();
        assert_eq!(one(&tally), None);
        assert_eq!(several_of(&tally), None);
    }

    #[test]
    fn numbers_are_the_same_with_zeros_behind() {
        let list = one(&tally(&[("4.0", 5), ("4", 3), ("5.0", 9)])).expect("options");
        assert_eq!(list.options, [("5".to_owned(), 9), ("4".to_owned(), 8)]);
    }
}
