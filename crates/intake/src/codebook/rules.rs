//! Rules that keep or leave out rows before counting: `[[keep]]` and `[[drop]]`.

use super::{ColumnRef, List, Text, answers::normal, columns::Columns};
use csv::StringRecord;
use serde::{Deserialize, Serialize};

/// A rule as written: a column and one condition on its cell, or `partial`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleEntry {
    pub column: Option<ColumnRef>,
    /// The cell is one of these, compared in normal form.
    pub values: Option<List<Text>>,
    /// True: the cell is empty or counts as no answer. False: it does not.
    pub empty: Option<bool>,
    /// The cell matches one of these patterns, in which `*` stands for any text.
    pub matches: Option<List<Text>>,
    /// Fewer than this share (0 to 1) of the questions that somebody was asked are answered.
    pub partial: Option<f64>,
    /// The reason, in a word or two for readers: `test answers`.
    pub label: Option<String>,
}

/// A resolved rule.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    /// The reason that readers see.
    pub label: String,
    /// Its name in messages: `[[drop]] 1 ("Status": "Survey Preview")`.
    pub place: String,
    keep: bool,
    test: Test,
}

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// By the rule at this position.
    ByRule(usize),
    NoConsent,
}

/// The condition of a rule.
#[derive(Clone, Debug, PartialEq)]
enum Test {
    /// Normal forms.
    Values(usize, Vec<String>),
    /// Whether the cell should be empty, and the normal forms that count as no answer.
    Empty(usize, bool, Vec<String>),
    /// Normal forms, cut at each `*`.
    Matches(usize, Vec<Vec<String>>),
    Partial(f64),
}

/// The reason that readers see if the author gives none; values are not shown because they may identify a person.
const UNLABELLED: &str = "left out by a rule of the author";

/// The rules of a codebook, those of `[[keep]]` first.
pub(super) fn of(
    keep: &[RuleEntry],
    drop: &[RuleEntry],
    missing: &[Text],
    columns: Option<&Columns>,
    problems: &mut Vec<String>,
) -> Vec<Rule> {
    let Some(columns) = columns else {
        if !keep.is_empty() || !drop.is_empty() {
            problems.push(
                "[[keep]] and [[drop]] are for raw answers; counts have no rows of people: leave them out in the query that counts, and remove the rules"
                    .to_owned(),
            );
        }
        return Vec::new();
    };
    let missing: Vec<String> = missing.iter().map(|text| normal(&text.0)).collect();
    let named = [("keep", keep), ("drop", drop)];
    let entries =
        named.iter().flat_map(|(name, rules)| rules.iter().enumerate().map(move |(i, rule)| (*name, i, rule)));
    entries
        .filter_map(|(name, i, entry)| {
            let place = format!("[[{name}]] {}", i + 1);
            let keep = name == "keep";
            let test = test_of(entry, keep, &missing, columns)
                .map_err(|problem| problems.push(format!("{place}: {problem}")))
                .ok()?;
            let label = entry.label.as_deref().map(str::trim).filter(|label| !label.is_empty());
            Some(Rule {
                label: label.unwrap_or(UNLABELLED).to_owned(),
                place: format!("{place} ({})", test.told(columns)),
                keep,
                test,
            })
        })
        .collect()
}

fn test_of(entry: &RuleEntry, keep: bool, missing: &[String], columns: &Columns) -> Result<Test, String> {
    let given = [entry.values.is_some(), entry.empty.is_some(), entry.matches.is_some(), entry.partial.is_some()];
    if given.iter().filter(|given| **given).count() != 1 {
        return Err("a rule has a column and one of: values = [\"...\"], empty = true, matches = \"...*\"; or partial = 0.5 alone".to_owned());
    }
    if let Some(share) = entry.partial {
        if keep || entry.column.is_some() {
            return Err(
                "partial = 0.5 stands alone in a [[drop]]: who answered less than half of what they were asked"
                    .to_owned(),
            );
        }
        if !(share > 0.0 && share <= 1.0) {
            return Err(format!("partial = {share} is no share; write 0.5 for half of the questions"));
        }
        return Ok(Test::Partial(share));
    }
    let Some(column) = &entry.column else {
        return Err("it looks at no column; write column = \"...\"".to_owned());
    };
    let column = columns.one(&column.0)?;
    if let Some(values) = &entry.values {
        let values: Vec<String> = values.0.iter().map(|value| normal(&value.0)).collect();
        if values.is_empty() {
            return Err("values = [] is nobody; write the values, or remove the rule".to_owned());
        }
        return Ok(Test::Values(column, values));
    }
    if let Some(patterns) = &entry.matches {
        let cut = |pattern: &Text| normal(&pattern.0).split('*').map(str::to_owned).collect();
        return Ok(Test::Matches(column, patterns.0.iter().map(cut).collect()));
    }
    Ok(Test::Empty(column, entry.empty.unwrap_or(true), missing.to_vec()))
}

impl Test {
    /// Describes the condition for messages to the author, never for readers.
    fn told(&self, columns: &Columns) -> String {
        let list = |texts: &[String]| texts.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(", ");
        let name = |column: &usize| match columns.headers.name(*column) {
            "" => format!("#{}", column + 1),
            name => format!("\"{name}\""),
        };
        match self {
            Test::Values(column, values) => format!("{}: {}", name(column), list(values)),
            Test::Empty(column, true, _) => format!("{}: empty", name(column)),
            Test::Empty(column, false, _) => format!("{}: not empty", name(column)),
            Test::Matches(column, patterns) => {
                format!("{}: like {}", name(column), list(&patterns.iter().map(|p| p.join("*")).collect::<Vec<_>>()))
            }
            Test::Partial(share) => format!("fewer than {} % of the questions answered", share * 100.0),
        }
    }
}

impl Rule {
    /// Whether the rule leaves out a row; `partial` never does here.
    fn leaves_out(&self, record: &StringRecord) -> bool {
        let cell = |column: usize| normal(record.get(column).unwrap_or(""));
        let fulfilled = match &self.test {
            Test::Values(column, values) => values.contains(&cell(*column)),
            Test::Empty(column, empty, missing) => {
                let cell = cell(*column);
                (cell.is_empty() || missing.contains(&cell)) == *empty
            }
            Test::Matches(column, patterns) => {
                let cell = cell(*column);
                patterns.iter().any(|pattern| is_like(&cell, pattern))
            }
            Test::Partial(_) => return false,
        };
        fulfilled != self.keep
    }

    fn leaves_out_partial(&self, answered: usize, asked: usize) -> bool {
        matches!(self.test, Test::Partial(share) if (answered as f64) < share * asked as f64)
    }
}

/// The first rule that leaves out a row.
pub(super) fn left_out(rules: &[Rule], record: &StringRecord) -> Option<LeftOut> {
    rules.iter().position(|rule| rule.leaves_out(record)).map(LeftOut::ByRule)
}

/// The first rule that leaves out a respondent who answered this share of the questions they were asked.
pub(super) fn left_out_partial(rules: &[Rule], answered: usize, asked: usize) -> Option<LeftOut> {
    rules.iter().position(|rule| rule.leaves_out_partial(answered, asked)).map(LeftOut::ByRule)
}

/// Whether a text consists of these pieces in order, the first at its start and the last at its end.
fn is_like(text: &str, pieces: &[String]) -> bool {
    let [first, between @ .., last] = pieces else {
        return pieces.first().is_some_and(|only| only == text);
    };
    let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
    for piece in between {
        match rest.find(piece.as_str()) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::Headers;

    fn rules(toml: &str) -> Result<Vec<Rule>, Vec<String>> {
        #[derive(Deserialize)]
        struct Written {
            #[serde(default)]
            keep: Vec<RuleEntry>,
            #[serde(default)]
            drop: Vec<RuleEntry>,
        }
        let written: Written = toml::from_str(toml).expect("TOML");
        let headers = Headers::from_names(["Status", "Country", "Sent"]);
        let columns = Columns::of(&headers);
        let mut problems = Vec::new();
        let rules = of(&written.keep, &written.drop, &[Text("n/a".to_owned())], Some(&columns), &mut problems);
        if problems.is_empty() { Ok(rules) } else { Err(problems) }
    }

    fn left_out_of(toml: &str, row: [&str; 3]) -> Option<LeftOut> {
        left_out(&rules(toml).expect("sound"), &StringRecord::from(row.to_vec()))
    }

    #[test]
    fn a_row_is_left_out_by_the_first_rule_that_says_so() {
        let toml = r#"
            [[drop]]
            column = "Status"
            values = ["Survey Preview", "test"]
            [[keep]]
            column = "Country"
            matches = ["*land", "I*l*d"]
            [[drop]]
            column = "Sent"
            empty = true
        "#;
        for (row, expected) in [
            (["ok", "Finland", "x"], None),
            (["ok", "Iceland", "x"], None),
            (["ok", "Peru", "x"], Some(0)),
            (["survey  preview", "Finland", "x"], Some(1)),
            (["Test", "Peru", ""], Some(0)),
            (["ok", "Finland", " "], Some(2)),
            (["ok", "Finland", "N/A"], Some(2)),
        ] {
            assert_eq!(left_out_of(toml, row), expected.map(LeftOut::ByRule), "{row:?}");
        }
    }

    #[test]
    fn who_answered_too_little_is_left_out_once_that_is_known() {
        let rules = rules("[[drop]]\npartial = 0.5").expect("sound");
        assert_eq!(left_out(&rules, &StringRecord::from(vec!["", "", ""])), None);
        for (answered, asked, expected) in [(0, 4, true), (1, 4, true), (2, 4, false), (1, 2, false), (0, 0, false)] {
            assert_eq!(left_out_partial(&rules, answered, asked).is_some(), expected, "{answered} of {asked}");
        }
    }

    #[test]
    fn a_rule_that_means_nothing_is_told_with_the_remedy() {
        for (toml, expected) in [
            ("[[drop]]\ncolumn = \"Status\"", "a rule has a column and one of"),
            ("[[drop]]\nvalues = [\"x\"]", "it looks at no column"),
            ("[[drop]]\ncolumn = \"Statsu\"\nempty = true", "did you mean \"Status\"?"),
            ("[[keep]]\npartial = 0.5", "stands alone in a [[drop]]"),
            ("[[drop]]\npartial = 50", "partial = 50 is no share"),
            ("[[drop]]\ncolumn = \"Status\"\nvalues = []", "values = [] is nobody"),
        ] {
            let problems = rules(toml).expect_err(toml);
            assert!(problems[0].contains(expected), "{problems:?}");
        }
    }

    #[test]
    fn stars_stand_for_any_text_even_none() {
        let like =
            |text: &str, pattern: &str| is_like(text, &pattern.split('*').map(str::to_owned).collect::<Vec<_>>());
        assert!(like("abc", "a*c") && like("abc", "*") && like("abc", "abc*") && like("abc", "*b*"));
        assert!(!like("ab", "ab*b") && !like("abc", "b*") && !like("abc", "ab") && !like("aba", "ab*ba"));
    }
}
