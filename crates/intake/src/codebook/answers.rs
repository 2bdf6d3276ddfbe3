//! Finds the options that the text of a cell chooses.

use super::options::Options;
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
};

/// Number of cached cells; most columns have few distinct ones.
const MOST_REMEMBERED: usize = 4096;

/// The meaning of each raw answer.
///
/// Case, white space and a `.0` after an integer are ignored.
pub(crate) struct Answers {
    /// By the answer's normal form.
    known: HashMap<String, Meaning>,
    /// The same, longest first, so that a text inside a longer answer is not taken for an answer.
    longest: Vec<(String, Meaning)>,
    other: Other,
    /// Unknown answers that were counted as no answer.
    passed_over: Cell<u32>,
    /// For suggestions.
    written: Vec<String>,
    remembered: RefCell<HashMap<Box<str>, Option<u128>>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    Missing,
    Option(usize),
}

/// What happens to unknown answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Other {
    /// They are errors.
    #[default]
    Refused,
    Option(usize),
    /// They count as no answer (`other = ""`).
    Missing,
}

impl Other {
    /// From an entry's `other`, and the option with that label.
    pub fn of(label: Option<&String>, option: Option<usize>) -> Other {
        match (label, option) {
            (_, Some(option)) => Other::Option(option),
            (Some(_), None) => Other::Missing,
            (None, None) => Other::Refused,
        }
    }

    /// The label of an entry's `other`; none for `""`.
    pub fn label(other: Option<&String>) -> Option<&String> {
        other.filter(|label| !label.trim().is_empty())
    }
}

/// An unknown answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unknown {
    pub value: String,
    /// `; did you mean "North"?`, or empty.
    pub hint: String,
}

impl Answers {
    /// The answers that `options` collect; `recode` (answer to label or id, or to `""`) takes precedence.
    ///
    /// # Errors
    /// If an answer belongs to two options, or to an option and to `missing`.
    pub fn of(
        options: &Options,
        recode: &BTreeMap<String, super::Text>,
        missing: &[super::Text],
        other: Other,
    ) -> Result<Answers, Vec<String>> {
        let mut problems = Vec::new();
        let mut known: HashMap<String, Meaning> = HashMap::new();
        let mut written = Vec::new();
        for (answer, target) in recode {
            let meaning = match options.position(&target.0) {
                Some(option) => Meaning::Option(option),
                None if target.0.trim().is_empty() => Meaning::Missing,
                None => {
                    let labels = options.labels().collect::<Vec<_>>().join("\", \"");
                    problems.push(format!(
                        "recode: \"{answer}\" goes to \"{}\", which is none of \"{labels}\"; use one of them, or \"\" for no answer",
                        target.0
                    ));
                    continue;
                }
            };
            known.insert(normal(answer), meaning);
        }
        let recoded: Vec<String> = known.keys().cloned().collect();
        for missing in missing {
            known.entry(normal(&missing.0)).or_insert(Meaning::Missing);
        }
        for (option, entry) in options.entries.iter().enumerate() {
            for answer in entry.collects() {
                written.push(answer.to_owned());
                let form = normal(answer);
                // A recoding takes precedence over the options.
                if recoded.contains(&form) {
                    continue;
                }
                let label = options.label(option);
                match known.insert(form, Meaning::Option(option)) {
                    Some(Meaning::Option(first)) if first != option => problems.push(format!(
                        "the answer \"{answer}\" is collected by \"{}\" and by \"{label}\"; leave it to one of them",
                        options.label(first)
                    )),
                    Some(Meaning::Missing) => problems.push(format!(
                        "\"{answer}\" is both missing and a choice, collected by \"{label}\"; take it out of `missing`, or out of this list"
                    )),
                    _ => {}
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut longest: Vec<(String, Meaning)> =
            known.iter().filter(|(form, _)| !form.is_empty()).map(|(form, m)| (form.clone(), *m)).collect();
        longest.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        let passed_over = Cell::new(0);
        Ok(Answers { known, longest, other, passed_over, written, remembered: RefCell::default() })
    }

    /// The option of a cell with one answer, as a set; none for no answer.
    pub fn one(&self, cell: &str) -> Result<Option<u128>, Unknown> {
        if let Some(&meaning) = self.remembered.borrow().get(cell) {
            return Ok(meaning);
        }
        let form = normal(cell);
        let meaning = match self.known.get(&form) {
            Some(Meaning::Option(option)) => Some(1 << option),
            Some(Meaning::Missing) => None,
            None if form.is_empty() => None,
            None => return self.unknown(cell),
        };
        self.remember(cell, meaning);
        Ok(meaning)
    }

    /// The options of a cell with several answers, separated by `separator`; none for no answer.
    pub fn several(&self, cell: &str, separator: &str) -> Result<Option<u128>, Unknown> {
        if let Some(&meaning) = self.remembered.borrow().get(cell) {
            return Ok(meaning);
        }
        let (mut set, mut answered) = (0_u128, false);
        let all_known = self.each(cell, separator, &mut |option| {
            answered = true;
            set |= option;
        })?;
        let meaning = answered.then_some(set);
        if all_known {
            self.remember(cell, meaning);
        }
        Ok(meaning)
    }

    /// The same options, in the order of the cell.
    pub fn in_order(&self, cell: &str, separator: &str) -> Result<Vec<usize>, Unknown> {
        let mut order = Vec::new();
        self.each(cell, separator, &mut |option| order.push(option.trailing_zeros() as usize))?;
        Ok(order)
    }

    /// Calls `take` with each answer of a cell, as a set of one option; returns whether all are known.
    ///
    /// At each position the longest answer that ends before a separator counts, so that answers may contain separators and
    /// parentheses. Any other text between two separators is an unknown answer.
    fn each(&self, cell: &str, separator: &str, take: &mut dyn FnMut(u128)) -> Result<bool, Unknown> {
        // A line break separates answers in some exports, and white space is folded by `normal`.
        let (text, separator) = match separator.trim() {
            "" if separator.contains('\n') => (normal(&cell.replace('\n', "\u{1f}")), "\u{1f}".to_owned()),
            "" => (normal(cell), separator.to_owned()),
            visible => (normal(cell), normal(visible)),
        };
        if separator.is_empty() {
            self.one(cell)?.into_iter().for_each(take);
            return Ok(true);
        }
        let mut all_known = true;
        let mut rest = text.as_str();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return Ok(all_known);
            }
            if let Some(behind) = rest.strip_prefix(separator.as_str()) {
                rest = behind;
                continue;
            }
            let found = self.longest.iter().find_map(|(form, meaning)| {
                let behind = rest.strip_prefix(form.as_str())?;
                let ends = if separator.trim().is_empty() { behind } else { behind.trim_start() };
                (ends.is_empty() || ends.starts_with(separator.as_str())).then_some((*meaning, behind))
            });
            rest = match found {
                Some((Meaning::Option(option), behind)) => {
                    take(1 << option);
                    behind
                }
                Some((Meaning::Missing, behind)) => behind,
                None => {
                    let (token, behind) = rest.split_once(separator.as_str()).unwrap_or((rest, ""));
                    // The whole token may still be known by its normal form: `5.0`.
                    match self.known.get(&normal(token)) {
                        Some(Meaning::Option(option)) => take(1 << option),
                        Some(Meaning::Missing) => {}
                        None => {
                            all_known = false;
                            if let Some(other) = self.unknown(as_written(cell, token))? {
                                take(other);
                            }
                        }
                    }
                    behind
                }
            };
        }
    }

    /// Whether an answer is declared as no answer.
    pub fn is_missing(&self, cell: &str) -> bool {
        let form = normal(cell);
        form.is_empty() || self.known.get(&form) == Some(&Meaning::Missing)
    }

    /// Whether an answer is collected, recoded or declared as no answer.
    pub fn knows(&self, cell: &str) -> bool {
        self.known.contains_key(&normal(cell))
    }

    /// Counts an unknown answer as no answer; false if unknown answers are errors here.
    pub fn pass_over(&self) -> bool {
        let passes = self.other == Other::Missing;
        self.passed_over.set(self.passed_over.get() + u32::from(passes));
        passes
    }

    /// The number of unknown answers that were counted as no answer.
    pub fn passed_over(&self) -> u32 {
        self.passed_over.get()
    }

    /// The option of an unknown answer; none if it counts as no answer.
    fn unknown(&self, value: &str) -> Result<Option<u128>, Unknown> {
        match self.other {
            Other::Option(other) => Ok(Some(1 << other)),
            Other::Missing => {
                self.pass_over();
                Ok(None)
            }
            Other::Refused => {
                let near = nearest(value, self.written.iter().map(String::as_str));
                let hint = near.map_or(String::new(), |near| format!("; did you mean \"{near}\"?"));
                Err(Unknown { value: value.trim().to_owned(), hint })
            }
        }
    }

    fn remember(&self, cell: &str, meaning: Option<u128>) {
        let mut remembered = self.remembered.borrow_mut();
        if remembered.len() < MOST_REMEMBERED {
            remembered.insert(cell.into(), meaning);
        }
    }
}

/// The word most similar to `value`, if one is similar enough to be meant.
pub(crate) fn nearest<'a>(value: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let value = normal(value);
    // A long text is similar to no word, and comparing it costs the product of the lengths.
    if value.len() > 200 {
        return None;
    }
    let alike = |word: &str| strsim::jaro_winkler(&normal(word), &value);
    words
        .map(|word| (alike(word), word))
        .filter(|(alike, _)| *alike > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|w| w.1)
}

/// The normal form in which answers are compared.
pub(crate) fn normal(text: &str) -> String {
    let form = crate::raw::tidy(text).to_lowercase();
    match form.split_once('.') {
        Some((whole, zeros))
            if !zeros.is_empty()
                && zeros.bytes().all(|b| b == b'0')
                && !whole.is_empty()
                && whole.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()) =>
        {
            whole.to_owned()
        }
        _ => form,
    }
}

/// The part of `cell` that became `token`, for messages; the token itself if normalizing changed lengths.
fn as_written<'a>(cell: &'a str, token: &'a str) -> &'a str {
    let token = token.trim();
    let found = cell
        .char_indices()
        .map(|(i, _)| i)
        .find(|&i| cell.get(i..i + token.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(token)));
    found.and_then(|i| cell.get(i..i + token.len())).unwrap_or(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::{OptionEntry, Short, Text};
    use proptest::prelude::*;

    fn answers(labels: &[&str], other: Option<usize>) -> Answers {
        let entries = labels.iter().map(|l| Short(OptionEntry { label: Text(l.to_string()), ..Default::default() }));
        let options = Options::of("question", "choice", entries.collect::<Vec<_>>(), &mut Vec::new());
        let other = other.map_or(Other::Refused, Other::Option);
        Answers::of(&options, &BTreeMap::new(), &[Text("n/a".to_owned())], other).expect("sound")
    }

    #[test]
    fn separators_and_parentheses_inside_an_answer_survive() {
        let answers = answers(&["SSH", "HPC (SLURM, PBS, SGE, LSF or similar)", "Kubernetes"], None);
        let cell = "SSH, HPC (SLURM, PBS, SGE, LSF or similar), Kubernetes";
        assert_eq!(answers.several(cell, ","), Ok(Some(0b111)));
        assert_eq!(answers.several(cell, ", "), Ok(Some(0b111)));
        assert_eq!(answers.several("HPC (slurm, PBS, SGE,  LSF or similar)", ", "), Ok(Some(0b010)));
    }

    #[test]
    fn the_longest_answer_counts() {
        let answers = answers(&["2D", "2D, with time", "3D"], None);
        assert_eq!(answers.several("2D, with time, 3D", ", "), Ok(Some(0b110)));
        assert_eq!(answers.several("2D, 3D", ", "), Ok(Some(0b101)));
    }

    #[test]
    fn write_ins_go_to_other_once() {
        let answers = answers(&["SSH", "Other"], Some(1));
        assert_eq!(answers.several("SSH; my own, and another; a third", ";"), Ok(Some(0b11)));
        assert_eq!(answers.one("whatever"), Ok(Some(0b10)));
    }

    #[test]
    fn an_unknown_answer_is_told_as_written() {
        let answers = answers(&["North America", "Europe"], None);
        let error = answers.several("Europe; Nrth America", ";").expect_err("unknown");
        assert_eq!(error.value, "Nrth America");
        assert_eq!(error.hint, "; did you mean \"North America\"?");
    }

    #[test]
    fn unknown_answers_may_count_as_none_and_are_counted() {
        let entries = ["A", "B"].map(|l| Short(OptionEntry { label: Text(l.to_owned()), ..Default::default() }));
        let options = Options::of("question", "choice", entries, &mut Vec::new());
        let answers = Answers::of(&options, &BTreeMap::new(), &[], Other::Missing).expect("sound");
        assert_eq!((answers.one("A, B"), answers.several("A; x; B", ";")), (Ok(None), Ok(Some(0b11))));
        assert_eq!((answers.several("x", ";"), answers.passed_over()), (Ok(None), 3));
    }

    #[test]
    fn an_answer_that_is_both_missing_and_listed_is_an_error_unless_recoded() {
        let entries = ["NA", "B"].map(|l| Short(OptionEntry { label: Text(l.to_owned()), ..Default::default() }));
        let options = Options::of("question", "choice", entries, &mut Vec::new());
        let missing = [Text("na".to_owned())];
        let told = Answers::of(&options, &BTreeMap::new(), &missing, Other::Refused).err().expect("both");
        assert!(told[0].contains("\"NA\" is both missing and a choice"), "{told:?}");
        let recode = BTreeMap::from([("NA".to_owned(), Text("B".to_owned()))]);
        let answers = Answers::of(&options, &recode, &missing, Other::Refused).expect("the recoding says which");
        assert_eq!(answers.one("na"), Ok(Some(0b10)));
    }

    #[test]
    fn empty_and_declared_missing_answers_are_none() {
        let answers = answers(&["A"], None);
        for cell in ["", "  ", "N/A"] {
            assert_eq!(answers.one(cell), Ok(None), "{cell}");
            assert_eq!(answers.several(cell, ";"), Ok(None), "{cell}");
        }
    }

    #[test]
    fn numbers_are_the_same_with_and_without_zeros_behind() {
        let answers = answers(&["5", "1.0"], None);
        assert_eq!(answers.one("5.0"), Ok(Some(0b01)));
        assert_eq!(answers.one("1"), Ok(Some(0b10)));
        assert_eq!(answers.several("5.0;1", ";"), Ok(Some(0b11)));
    }

    #[test]
    fn a_line_break_may_separate() {
        let answers = answers(&["A B", "C"], None);
        assert_eq!(answers.several("A B\nC", "\n"), Ok(Some(0b11)));
    }

    proptest! {
        #[test]
        fn splitting_never_panics(cell in ".{0,40}", separator in "[,; \n|]{0,3}") {
            let _ = answers(&["a", "a, b", ""], None).several(&cell, &separator);
        }

        #[test]
        fn any_choice_of_known_answers_is_found_again(set in 1..16_u128) {
            let labels = ["a", "a (b, c)", "d, e", "f"];
            let answers = answers(&labels, None);
            let chosen: Vec<&str> = (0..4).filter(|i| set >> i & 1 == 1).map(|i| labels[i]).collect();
            prop_assert_eq!(answers.several(&chosen.join(", "), ", "), Ok(Some(set)));
        }
    }
}
