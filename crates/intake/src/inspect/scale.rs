//! Answers that have an order: agreement, importance, frequency, amounts, numbers.

use super::words::{self, Term, fold, has, terms};

/// Why answers are thought to be ordered, and how.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// Positions in the given answers, from the strongest to the weakest.
    pub order: Vec<usize>,
    /// `a scale of agreement`.
    pub why: &'static str,
    /// Of a scale with two sides, or of importance: the steps of the upper one.
    pub upper: Option<Upper>,
}

/// Steps that are also counted together, as "agree".
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Upper {
    /// For readers, in the language of the steps.
    pub label: &'static str,
    /// How many there are, from the strongest on.
    pub steps: usize,
}

/// Scales whose first three steps are on one side.
const SIDED: [&str; 6] = ["agreement", "satisfaction", "likelihood", "quality", "difficulty", "importance"];

/// Kinds of scales, by their name in the catalogue; the first whose steps the answers are.
const SCALES: [(&str, &str); 8] = [
    ("scale.agreement", "a scale of agreement"),
    ("scale.satisfaction", "a scale of satisfaction"),
    ("scale.likelihood", "a scale of likelihood"),
    ("scale.quality", "a scale of quality"),
    ("scale.difficulty", "a scale of difficulty"),
    ("scale.frequency", "how often"),
    ("scale.importance", "a scale of importance, interest or use"),
    ("scale.amount", "high to low"),
];

/// Tells whether answers are steps of one scale, each of another step.
pub(super) fn of(labels: &[&str]) -> Option<Scale> {
    if labels.len() < 2 {
        return None;
    }
    numbers(labels).or_else(|| words(labels)).or_else(|| amounts(labels))
}

/// By words of one language; of several only where no language has them all.
fn words(labels: &[&str]) -> Option<Scale> {
    if labels.len() < 3 {
        return None;
    }
    let forms: Vec<String> = labels.iter().map(|label| fold(label)).collect();
    (0..words::languages()).map(Some).chain([None]).find_map(|language| {
        SCALES.iter().find_map(|(id, why)| {
            let steps = words::steps(id);
            let steps: Vec<usize> = forms.iter().map(|form| step(form, &steps, language)).collect::<Option<_>>()?;
            let order = sorted(labels.len(), |i| steps[i] as f64)?;
            Some(Scale { order, why, upper: upper(id, &steps, language) })
        })
    })
}

/// The upper side, where at least two steps are on it and two are not.
fn upper(id: &str, steps: &[usize], language: Option<usize>) -> Option<Upper> {
    let name = id.rsplit_once('.').map(|(_, name)| name).filter(|name| SIDED.contains(name))?;
    let of_side = steps.iter().filter(|&&step| step < 3).count();
    let label = words::label(&format!("net.{name}"), language.unwrap_or(0));
    (of_side >= 2 && of_side + 2 <= steps.len()).then_some(Upper { label, steps: of_side })
}

/// The step of an answer: by the longest of its words, so that "very important" is not "important".
///
/// A step is found by a whole answer that is one of its words, or that starts with one (`critical` in "Critical to me"),
/// or that holds one of several words.
fn step(form: &str, steps: &[&[Term]], language: Option<usize>) -> Option<usize> {
    let all = steps.iter().enumerate().flat_map(|(s, terms)| terms.iter().map(move |term| (s, term)));
    let of_language = all.filter(|(_, term)| language.is_none_or(|language| term.language == language));
    let rank = |word: &str| -> Option<(u8, usize)> {
        if form == word {
            return Some((3, word.len()));
        }
        if form.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
            return Some((2, word.len()));
        }
        // In the middle or at the end only of a phrase: "I use it all the time".
        (word.contains(' ') && has(form, word)).then_some((1, word.len()))
    };
    of_language
        .filter_map(|(s, term)| rank(&term.text).map(|rank| (rank, s)))
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, s)| s)
}

/// Whether an answer is a step of any scale, as a whole.
pub(super) fn is_step(answer: &str) -> bool {
    let form = fold(answer);
    SCALES.iter().any(|(id, _)| words::steps(id).iter().any(|step| step.iter().any(|term| term.text == form)))
}

/// 1 to 5, 0 to 10, and such with a word behind the ends ("1 - Not at all"): the largest first. Where each has words,
/// these tell, or the numbers may just count the options.
fn numbers(labels: &[&str]) -> Option<Scale> {
    let bare = labels.iter().filter(|label| plain(label).is_some()).count();
    if bare == 0 {
        let rest: Vec<&str> = labels.iter().map(|label| named(label).map(|(_, words)| words)).collect::<Option<_>>()?;
        return words(&rest);
    }
    let number = |label: &&str| plain(label).or_else(|| named(label).map(|(number, _)| number));
    let numbers: Vec<i32> = labels.iter().map(number).collect::<Option<_>>()?;
    let (smallest, largest) = (numbers.iter().min()?, numbers.iter().max()?);
    let is_end = |label: &&str| named(label).is_none_or(|(n, _)| n == *smallest || n == *largest);
    let fits = numbers.len() >= 3 && numbers.iter().all(|n| (-5..=10).contains(n)) && labels.iter().all(is_end);
    let order = sorted(numbers.len(), |i| -f64::from(numbers[i]))?;
    fits.then_some(Scale { order, why: "numbers of a scale", upper: None })
}

fn plain(label: &str) -> Option<i32> {
    super::labels::form(label).parse().ok()
}

/// A number and the words behind " - ", ": ", ". ", " = " or in parentheses: `5 (Very useful)`.
fn named(label: &str) -> Option<(i32, &str)> {
    let label = label.trim();
    let end = label.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit()).map(|(i, _)| i)?;
    let (number, rest) = label.split_at(end);
    let words = [" - ", " – ", "- ", ": ", ". ", " = ", " (", ") "].iter().find_map(|mark| rest.strip_prefix(mark))?;
    let words = words.trim_end_matches(')');
    words.starts_with(char::is_alphabetic).then(|| Some((number.parse().ok()?, words))).flatten()
}

/// Ranges and durations: "Less than 3 months", "1 - 3 years", "More than 3 years".
fn amounts(labels: &[&str]) -> Option<Scale> {
    // Bare numbers may be anything: years, versions.
    if labels.iter().all(|label| label.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let amounts: Vec<f64> = labels.iter().map(|label| amount(&fold(label))).collect::<Option<_>>()?;
    let order = sorted(amounts.len(), |i| -amounts[i])?;
    (labels.len() >= 3).then_some(Scale { order, why: "amounts", upper: None })
}

/// The lower end of a range, in months where it is a time; just above it for "more than", just below for "less".
fn amount(form: &str) -> Option<f64> {
    // "None" and "never" begin, or are all of it: "I've never used it".
    let nothing = |term: &Term| {
        form.strip_prefix(term.text.as_str())
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
    };
    // "1. Linux" is numbered, not an amount.
    if named(form).is_some() {
        return None;
    }
    let in_digits = in_digits(form);
    let form = in_digits.as_str();
    let digits = form.find(|c: char| c.is_ascii_digit());
    if digits != Some(0) && terms("nothing.yet").iter().any(nothing) {
        return Some(-1.0);
    }
    let digits = digits?;
    let (before, rest) = form.split_at(digits);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !".,' ".contains(c)).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let number = grouped(number.trim_end_matches(['.', ',', ' ']))?;
    // "3 months - 1 year": the unit beside the first number, or the only one.
    let unit = unit_in(after).or_else(|| unit_in(form)).unwrap_or(1.0);
    let base = number * unit;
    // Nothing but words of comparison may stand before the number, or it is a name with a number in it.
    let says = |text: &str, id: &str| terms(id).iter().any(|term| has(text, &term.text));
    let plain = before.trim().trim_end_matches(['>', '<', '≥', '≤', '=', '~', '$', '€', '£', '(', '+']).trim();
    let known = ["less", "more", "about"].iter().any(|id| terms(id).iter().any(|term| term.text == plain));
    if !plain.is_empty() && !known {
        return None;
    }
    // Behind the number a comparison stands at the end ("3 years or more", "3年以上"), or a second number follows.
    let ranges = after.contains(|c: char| c.is_ascii_digit());
    let less = says(before, "less") || before.contains(['<', '≤']) || !ranges && says(after, "less");
    let more = says(before, "more")
        || before.contains(['>', '≥'])
        || !ranges && says(after, "more")
        || after.trim_start().starts_with('+');
    Some(match () {
        () if less => base - 0.01 * unit - 0.001,
        () if more => base + 0.01 * unit,
        () => base,
    })
}

/// A text without digits, and a number before its unit of time in digits: `less than a year` as `less than 1 year`.
fn in_digits(form: &str) -> String {
    if form.contains(|c: char| c.is_ascii_digit()) {
        return form.to_owned();
    }
    let mut text = form.to_owned();
    for number in ["1", "2", "3", "5", "10"] {
        for term in terms(&format!("number.{number}")) {
            let places: Vec<usize> = words::places(&text, &term.text).collect();
            for at in places.into_iter().rev() {
                let behind = text[at + term.text.len()..].trim_start();
                let to_another = ["to", "bis", "a", "à", "-", "or"].iter().any(|word| behind.starts_with(word));
                if unit_in(behind).is_some() && (to_another || starts_with_unit(behind)) {
                    text.replace_range(at..at + term.text.len(), number);
                }
            }
        }
    }
    text
}

fn starts_with_unit(text: &str) -> bool {
    ["unit.day", "unit.week", "unit.month", "unit.year"]
        .iter()
        .any(|id| terms(id).iter().any(|term| words::places(text, &term.text).next() == Some(0)))
}

/// Months of the first unit of time in a folded text.
fn unit_in(text: &str) -> Option<f64> {
    let units = [("unit.day", 1.0 / 30.0), ("unit.week", 0.25), ("unit.month", 1.0), ("unit.year", 12.0)];
    let all = units.iter().flat_map(|(id, months)| terms(id).iter().map(move |term| (term.text.as_str(), *months)));
    // Of two at one place the longer: か月 is no 月, 年間 no 年.
    let found = all.filter_map(|(word, months)| words::places(text, word).next().map(|at| (at, word.len(), months)));
    found.min_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, _, months)| months)
}

/// A number whose thousands may be grouped: `1,000`, `1.000`, `1 000`; `2.5` is a fraction.
fn grouped(text: &str) -> Option<f64> {
    let groups: Vec<&str> = text.split([',', '.', '\'', ' ']).collect();
    if groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3) {
        return groups.concat().parse().ok();
    }
    text.replace(',', ".").replace([' ', '\''], "").parse().ok()
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

    fn are_ordered(scales: &[&[&str]]) {
        for strongest_first in scales {
            for turn in 0..strongest_first.len() {
                let mut mixed = strongest_first.to_vec();
                mixed.rotate_left(turn);
                assert_eq!(ordered(&mixed).as_deref(), Some(*strongest_first), "{strongest_first:?}");
            }
        }
    }

    #[test]
    fn known_wordings_are_ordered_from_strongest_to_weakest() {
        are_ordered(&[
            &["Critical to me", "Somewhat useful", "Not relevant for me"],
            &["Very preferable", "Moderately preferable", "Somewhat preferable", "Not at all preferable"],
            &["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"],
            &["Very important", "Important", "Somewhat important", "Not important"],
            &["Most of the time", "Often", "Sometimes", "Never"],
            &["I use Dask all the time, even when I sleep", "Every day", "Occasionally", "Just looking for now"],
            &["Great", "Okay", "Poor"],
            &["Many", "Some", "Few", "None"],
            &["5", "4", "3", "2", "1"],
            &["5 - Very useful", "4", "3", "2", "1 - Not useful"],
            &["More than 3 years", "1 - 3 years", "3 months - 1 year", "Less than 3 months", "I've never used it"],
            &["1000+", "100-1000", "10-100", "1-10"],
            &["10,000 or more", "1,000-9,999", "under 1,000"],
            &["Over two years", "One to two years", "Less than a year"],
            &["3 - Always", "2 - Sometimes", "1 - Never"],
            &["High skill", "Medium skill", "Low skill"],
        ]);
    }

    #[test]
    fn scales_are_ordered_in_every_language_of_the_catalogue() {
        are_ordered(&[
            &[
                "Stimme voll und ganz zu",
                "Stimme eher zu",
                "Teils/teils",
                "Stimme eher nicht zu",
                "Stimme überhaupt nicht zu",
            ],
            &["Trifft voll und ganz zu", "Trifft eher zu", "Trifft eher nicht zu", "Trifft gar nicht zu"],
            &["Sehr zufrieden", "Eher zufrieden", "Teils/teils", "Eher unzufrieden", "Sehr unzufrieden"],
            &["Immer", "Oft", "Manchmal", "Selten", "Nie"],
            &["Sehr wichtig", "Wichtig", "Weniger wichtig", "Unwichtig"],
            &["Sehr gut", "Gut", "Befriedigend", "Schlecht"],
            &["Mehr als 5 Jahre", "2 bis 5 Jahre", "1 bis 2 Jahre", "Weniger als 1 Jahr"],
            &[
                "Tout à fait d’accord",
                "Plutôt d'accord",
                "Ni d'accord ni pas d'accord",
                "Plutôt pas d'accord",
                "Pas du tout d'accord",
            ],
            &["Toujours", "Souvent", "Parfois", "Rarement", "Jamais"],
            &["Très important", "Important", "Peu important", "Pas du tout important"],
            &["Très satisfait", "Satisfait", "Neutre", "Insatisfait", "Très insatisfait"],
            &["Excellent", "Bon", "Moyen", "Mauvais"],
            &["Plus de 10 ans", "De 5 à 10 ans", "De 1 à 5 ans", "Moins d'un an", "Jamais"],
            &[
                "Totalmente de acuerdo",
                "De acuerdo",
                "Ni de acuerdo ni en desacuerdo",
                "En desacuerdo",
                "Totalmente en desacuerdo",
            ],
            &["Siempre", "A menudo", "A veces", "Rara vez", "Nunca"],
            &["Muy importante", "Importante", "Poco importante", "Nada importante"],
            &["Más de 5 años", "3-5 años", "1-2 años", "Menos de 1 año"],
            &["Concordo totalmente", "Concordo", "Não concordo nem discordo", "Discordo", "Discordo totalmente"],
            &["Sempre", "Frequentemente", "Às vezes", "Raramente", "Nunca"],
            &["Muito satisfeito", "Satisfeito", "Neutro", "Insatisfeito", "Muito insatisfeito"],
            &[
                "Completamente d'accordo",
                "D'accordo",
                "Né d'accordo né in disaccordo",
                "In disaccordo",
                "Completamente in disaccordo",
            ],
            &["Sempre", "Spesso", "A volte", "Raramente", "Mai"],
            &["Molto importante", "Abbastanza importante", "Poco importante", "Per niente importante"],
            &["とてもそう思う", "そう思う", "どちらともいえない", "そう思わない", "まったくそう思わない"],
            &["毎日", "週に数回", "月に数回", "年に数回", "使わない"],
            &["とても重要", "やや重要", "どちらともいえない", "あまり重要ではない", "全く重要ではない"],
            &["大変満足", "満足", "普通", "不満", "大変不満"],
            &["５年以上", "３年〜５年", "１年〜３年", "１年未満"],
            &["10年以上", "3〜10年", "6か月〜3年", "6か月未満"],
            &["非常同意", "同意", "中立", "不同意", "非常不同意"],
            &["总是", "经常", "有时", "很少", "从不"],
            &["非常满意", "满意", "一般", "不满意", "非常不满意"],
            &["非常重要", "比较重要", "一般", "不太重要", "完全不重要"],
            &["5年以上", "3-5年", "1-3年", "不到1年"],
            &["3年以上", "1-3年", "3个月-1年", "少于3个月"],
        ]);
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
            &["1. Linux", "2. Windows", "3. macOS"],
        ] {
            assert_eq!(ordered(labels), None, "{labels:?}");
        }
    }
}
