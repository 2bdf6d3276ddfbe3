//! Answers that have an order: agreement, importance, frequency, amounts, numbers.

use super::labels::form;

/// Why answers are thought to be ordered, and how.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// Positions in the given answers, from the strongest to the weakest.
    pub order: Vec<usize>,
    /// `a scale of agreement`.
    pub why: &'static str,
}

/// Wordings by kind, each with the words of a step from the strongest to the weakest. A step is found by a whole
/// answer that is one of its words, or that starts or ends with one: `critical` in "Critical to me".
const SCALES: &[(&str, &[&[&str]])] = &[
    (
        "a scale of agreement",
        &[
            &["strongly agree", "completely agree", "fully agree"],
            &["agree", "mostly agree"],
            &["somewhat agree", "slightly agree", "rather agree"],
            &["neutral", "neither agree nor disagree", "undecided", "neither"],
            &["somewhat disagree", "slightly disagree", "rather disagree"],
            &["disagree", "mostly disagree"],
            &["strongly disagree", "completely disagree", "fully disagree"],
        ],
    ),
    (
        "a scale of satisfaction",
        &[
            &["very satisfied", "extremely satisfied"],
            &["satisfied"],
            &["somewhat satisfied"],
            &["neutral", "neither satisfied nor dissatisfied"],
            &["somewhat dissatisfied"],
            &["dissatisfied"],
            &["very dissatisfied", "extremely dissatisfied"],
        ],
    ),
    (
        "a scale of likelihood",
        &[
            &["very likely", "extremely likely", "definitely"],
            &["likely", "probably"],
            &["somewhat likely"],
            &["neutral", "neither likely nor unlikely", "maybe"],
            &["somewhat unlikely"],
            &["unlikely", "probably not"],
            &["very unlikely", "extremely unlikely", "definitely not"],
        ],
    ),
    (
        "a scale of quality",
        &[
            &["excellent", "outstanding"],
            &["very good"],
            &["good"],
            &["fair", "average", "acceptable", "okay", "ok"],
            &["poor", "bad"],
            &["very poor", "very bad", "terrible"],
        ],
    ),
    (
        "a scale of difficulty",
        &[
            &["very easy", "extremely easy"],
            &["easy"],
            &["somewhat easy"],
            &["neutral", "neither easy nor difficult"],
            &["somewhat difficult", "somewhat hard"],
            &["difficult", "hard"],
            &["very difficult", "very hard", "extremely difficult"],
        ],
    ),
    (
        "how often",
        &[
            &["always", "all the time", "constantly", "several times a day", "multiple times a day"],
            &["every day", "daily", "almost always", "most of the time", "nearly always"],
            &["several times a week", "very often", "multiple times a week"],
            &["often", "weekly", "every week", "frequently", "usually", "once a week", "regularly"],
            &["sometimes", "monthly", "every month", "occasionally", "once a month", "now and then"],
            &[
                "rarely",
                "seldom",
                "yearly",
                "every year",
                "once a year",
                "a few times a year",
                "almost never",
                "hardly ever",
            ],
            &["just looking", "tried it once", "once"],
            &["never", "not at all", "i do not use", "i don't use", "i have never"],
        ],
    ),
    (
        "a scale of importance, interest or use",
        &[
            &["critical", "essential", "extremely"],
            &["very", "a great deal", "a lot", "highly"],
            &["important", "useful", "interested", "quite", "considerably", "moderately", "a moderate amount"],
            &["somewhat", "fairly", "neutral", "nice to have", "partly", "rather"],
            &["slightly", "a little", "minor", "barely"],
            &["not very", "not so", "less", "not really"],
            &[
                "not at all",
                "not important",
                "not relevant",
                "irrelevant",
                "unimportant",
                "not interested",
                "not useful",
                "not applicable",
            ],
        ],
    ),
    (
        "high to low",
        &[
            &["very high", "expert", "many"],
            &["high", "advanced", "several"],
            &["medium", "moderate", "intermediate", "some"],
            &["low", "basic", "few", "beginner", "novice"],
            &["very low", "none", "no"],
        ],
    ),
];

/// Tells whether answers are steps of one scale, each of another step.
pub(super) fn of(labels: &[&str]) -> Option<Scale> {
    if labels.len() < 2 {
        return None;
    }
    numbers(labels).or_else(|| words(labels)).or_else(|| amounts(labels))
}

fn words(labels: &[&str]) -> Option<Scale> {
    if labels.len() < 3 {
        return None;
    }
    let forms: Vec<String> = labels.iter().map(|label| form(label).replace('’', "'")).collect();
    SCALES.iter().find_map(|(why, steps)| {
        let steps: Vec<usize> = forms.iter().map(|form| step(form, steps)).collect::<Option<_>>()?;
        Some(Scale { order: sorted(labels.len(), |i| steps[i] as f64)?, why })
    })
}

/// The step of an answer: by the longest of its words, so that "very important" is not "important".
fn step(form: &str, steps: &[&[&str]]) -> Option<usize> {
    let all = steps.iter().enumerate().flat_map(|(s, words)| words.iter().map(move |word| (s, *word)));
    let rank = |word: &str| -> Option<(u8, usize)> {
        if form == word {
            return Some((3, word.len()));
        }
        let bounded = |rest: &str, end: bool| {
            let next = if end { rest.chars().next() } else { rest.chars().next_back() };
            next.is_none_or(|c| !c.is_alphanumeric())
        };
        if form.strip_prefix(word).is_some_and(|rest| bounded(rest, true)) {
            return Some((2, word.len()));
        }
        // In the middle or at the end only of a phrase: "I use it all the time".
        form.find(word)
            .filter(|&at| word.contains(' ') && bounded(&form[..at], false) && bounded(&form[at + word.len()..], true))
            .map(|_| (1, word.len()))
    };
    all.filter_map(|(s, word)| rank(word).map(|rank| (rank, s))).max_by_key(|(rank, _)| *rank).map(|(_, s)| s)
}

/// 1 to 5, 0 to 10: the largest first.
fn numbers(labels: &[&str]) -> Option<Scale> {
    let numbers: Vec<i32> = labels.iter().map(|label| form(label).parse().ok()).collect::<Option<_>>()?;
    let fits = numbers.len() >= 3 && numbers.iter().all(|n| (-5..=10).contains(n));
    let order = sorted(numbers.len(), |i| -f64::from(numbers[i]))?;
    fits.then_some(Scale { order, why: "numbers of a scale" })
}

/// Ranges and durations: "Less than 3 months", "1 - 3 years", "More than 3 years".
fn amounts(labels: &[&str]) -> Option<Scale> {
    // Bare numbers may be anything: years, versions.
    if labels.iter().all(|label| label.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let amounts: Vec<f64> = labels.iter().map(|label| amount(&form(label))).collect::<Option<_>>()?;
    let order = sorted(amounts.len(), |i| -amounts[i])?;
    (labels.len() >= 3).then_some(Scale { order, why: "amounts" })
}

/// The lower end of a range, in months where it is a time; just above it for "more than", just below for "less".
fn amount(form: &str) -> Option<f64> {
    let nothing = ["none", "not yet", "never", "i've never", "i’ve never", "i have never"];
    if nothing.iter().any(|words| form.starts_with(words)) {
        return Some(-1.0);
    }
    let digits = form.find(|c: char| c.is_ascii_digit())?;
    let before = &form[..digits];
    let rest = &form[digits..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let number: f64 = rest[..end].trim_end_matches(['.', ',']).replace(',', "").parse().ok()?;
    // "3 months - 1 year": the unit beside the first number, or the only one.
    let after = &rest[end..];
    let unit_of = |text: &str| {
        [("day", 1.0 / 30.0), ("week", 0.25), ("month", 1.0), ("year", 12.0)]
            .into_iter()
            .filter_map(|(unit, months)| text.find(unit).map(|at| (at, months)))
            .min_by_key(|(at, _)| *at)
            .map(|(_, months)| months)
    };
    let unit = unit_of(after).or_else(|| unit_of(form)).unwrap_or(1.0);
    let words = |list: &[&str]| list.iter().any(|word| before.contains(word));
    let base = number * unit;
    // Nothing but words of comparison may stand before the number, or it is a name with a number in it.
    let plain = before.trim().trim_end_matches(['>', '<', '≥', '≤', '~', '$', '€', '(']).trim();
    let known =
        ["", "more than", "less than", "over", "under", "at least", "up to", "about", "fewer than", "below", "above"];
    if !known.contains(&plain) {
        return None;
    }
    Some(match () {
        () if words(&["less", "under", "fewer", "below", "up to", "<", "≤"]) => base - 0.01 * unit - 0.001,
        () if words(&["more", "over", "above", ">"]) || after.starts_with('+') => base + 0.01 * unit,
        () => base,
    })
}

/// Positions by a key, ascending; none if two are the same.
fn sorted(n: usize, key: impl Fn(usize) -> f64) -> Option<Vec<usize>> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| key(a).total_cmp(&key(b)));
    order.windows(2).all(|two| key(two[0]) < key(two[1])).then_some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered<'a>(labels: &[&'a str]) -> Option<Vec<&'a str>> {
        of(labels).map(|scale| scale.order.iter().map(|&i| labels[i]).collect())
    }

    #[test]
    fn known_wordings_are_ordered_from_strongest_to_weakest() {
        for strongest_first in [
            &["Critical to me", "Somewhat useful", "Not relevant for me"][..],
            &["Very preferable", "Moderately preferable", "Somewhat preferable", "Not at all preferable"],
            &["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"],
            &["Very important", "Important", "Somewhat important", "Not important"],
            &["Most of the time", "Often", "Sometimes", "Never"],
            &["I use Dask all the time, even when I sleep", "Every day", "Occasionally", "Just looking for now"],
            &["Many", "Some", "Few", "None"],
            &["5", "4", "3", "2", "1"],
            &["More than 3 years", "1 - 3 years", "3 months - 1 year", "Less than 3 months", "I've never used it"],
            &["1000+", "100-1000", "10-100", "1-10"],
            &["High skill", "Medium skill", "Low skill"],
        ] {
            let mut mixed = strongest_first.to_vec();
            mixed.rotate_left(2);
            assert_eq!(ordered(&mixed).as_deref(), Some(strongest_first), "{strongest_first:?}");
        }
    }

    #[test]
    fn names_have_no_order() {
        for labels in [
            &["Bioimaging", "Genetics", "Other"][..],
            &["Yes", "No"],
            &["North America", "Europe", "Asia"],
            &["Python 2", "Python 3", "R"],
            &["2021", "1999", "1815"],
            &["agree", "Agree to disagree", "x"],
        ] {
            assert_eq!(ordered(labels), None, "{labels:?}");
        }
    }
}
