//! The sheets of several coders side by side, what they disagree on, and the one sheet that they settle on.

use crate::{
    agreement::Unit,
    frame::{Code, Set, codes_in},
    sheet::{Row, Sheet, SheetError, is_same_text},
};
use std::collections::{BTreeMap, HashMap};

/// What several coders made of the same answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    pub coders: Vec<String>,
    /// Ids of the codes, in the order of the first sheet.
    pub codes: Vec<String>,
    pub about: Vec<String>,
    /// In the order of their keys.
    pub answers: Vec<JoinedAnswer>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct JoinedAnswer {
    /// Where it stands in the first sheet that has it.
    pub place: String,
    pub key: String,
    pub text: String,
    pub about: Vec<String>,
    /// `[coder]`: the codes they gave; none where they did not code it.
    pub by: Unit<Set>,
    /// Whether any coder was.
    pub unsure: bool,
    /// `ana: ...`, one after the other.
    pub note: String,
}

impl Joined {
    /// Brings sheets together by the keys of their rows.
    ///
    /// # Errors
    /// If sheets have other codes, an answer other words in one than in another, or a row is a disagreement to be decided.
    pub fn of(sheets: &[(String, Sheet)]) -> Result<Joined, SheetError> {
        let mut problems = Vec::new();
        let Some((first_name, first)) = sheets.first() else { return Ok(Joined::default()) };
        let as_frame: Vec<Code> = first.codes.iter().map(|id| Code { id: id.clone(), ..Code::default() }).collect();
        let mut answers: BTreeMap<String, JoinedAnswer> = BTreeMap::new();
        for (coder, (name, sheet)) in sheets.iter().enumerate() {
            for id in sheet.codes.iter().filter(|id| !first.codes.contains(id)) {
                problems.push(format!(
                    "{name} has the code \"{id}\", and {first_name} does not; give both the same columns"
                ));
            }
            for id in first.codes.iter().filter(|id| !sheet.codes.contains(id)) {
                problems.push(format!(
                    "{first_name} has the code \"{id}\", and {name} does not; give both the same columns"
                ));
            }
            let in_frame = sheet.in_frame(&as_frame);
            for row in &sheet.rows {
                if !row.open.is_empty() {
                    problems.push(format!(
                        "{}: a disagreement (\"?\") in the sheet of a coder; give their own sheets",
                        row.place
                    ));
                }
                let answer = answers.entry(row.key.clone()).or_insert_with(|| JoinedAnswer {
                    place: row.place.clone(),
                    key: row.key.clone(),
                    text: row.text.clone(),
                    about: row.about.clone(),
                    by: vec![None; sheets.len()],
                    ..JoinedAnswer::default()
                });
                if !is_same_text(&answer.text, &row.text) {
                    problems.push(edited(row, &answer.place));
                }
                answer.by[coder] = row.given.map(&in_frame);
                answer.unsure |= row.unsure;
                if !row.note.trim().is_empty() {
                    let before = if answer.note.is_empty() { "" } else { "; " };
                    answer.note.push_str(&format!("{before}{name}: {}", row.note.trim()));
                }
            }
        }
        SheetError::unless_none(problems)?;
        let coders = sheets.iter().map(|(name, _)| name.clone()).collect();
        let answers = answers.into_values().collect();
        Ok(Joined { coders, codes: first.codes.clone(), about: first.about.clone(), answers })
    }

    /// `[answer][coder]`
    pub fn units(&self) -> Vec<Unit<Set>> {
        self.answers.iter().map(|answer| answer.by.clone()).collect()
    }

    /// The answers on which coders disagree or somebody is unsure, as a sheet: codes that all gave are marked, those that some
    /// gave have a question mark and who they are.
    pub fn disagreements(&self) -> Sheet {
        let row = |answer: &JoinedAnswer| Row {
            given: Some(answer.all()),
            open: codes_in(answer.any() & !answer.all()).map(|code| (code, self.who(answer, code))).collect(),
            ..answer.row()
        };
        let differ = self.answers.iter().filter(|answer| answer.differ() || answer.unsure && answer.is_coded());
        self.sheet(differ.map(row).collect(), false)
    }

    /// The final sheet: what all say of an answer who coded it, else what was decided.
    ///
    /// # Errors
    /// For every answer that nobody coded or that is not decided, and every decision on no answer.
    pub fn settle(&self, decisions: Option<&Sheet>) -> Result<Settled, SheetError> {
        let as_frame: Vec<Code> = self.codes.iter().map(|id| Code { id: id.clone(), ..Code::default() }).collect();
        let decided: HashMap<&str, &Row> = decisions.map(Sheet::by_key).unwrap_or_default();
        let in_frame = decisions.map(|sheet| sheet.in_frame(&as_frame));
        let mut problems = Vec::new();
        let mut settled = Settled::default();
        let mut rows = Vec::new();
        for answer in &self.answers {
            let place = &answer.place;
            let decision = decided.get(answer.key.as_str());
            if let Some(row) = decision.filter(|row| !is_same_text(&row.text, &answer.text)) {
                problems.push(edited(row, place));
            }
            let given = match (decision, answer.is_coded()) {
                (Some(row), _) if !row.open.is_empty() => {
                    let open: Vec<&str> =
                        row.open.iter().filter_map(|(code, _)| Some(decisions?.codes[*code].as_str())).collect();
                    problems.push(format!(
                        "{}: not decided yet: {}; replace the question mark by x or 0",
                        row.place,
                        open.join(", ")
                    ));
                    continue;
                }
                (Some(row), _) => match (row.given, &in_frame) {
                    (Some(given), Some(in_frame)) => {
                        settled.decided += 1;
                        in_frame(given)
                    }
                    _ => {
                        problems.push(format!("{}: not decided; mark its codes, or x under \"none\"", row.place));
                        continue;
                    }
                },
                (None, false) => {
                    problems.push(format!("{place}: nobody has coded it; mark its codes, or x under \"none\""));
                    continue;
                }
                (None, true) if answer.differ() => {
                    problems.push(format!(
                        "{place}: coders disagree on {}, and nothing is decided; write the list with `code agree --disagreements`, decide, and give it with --decisions",
                        codes_in(answer.any() & !answer.all()).map(|c| self.codes[c].as_str()).collect::<Vec<_>>().join(", ")
                    ));
                    continue;
                }
                (None, true) => {
                    *(if answer.by.iter().flatten().count() > 1 {
                        &mut settled.agreed
                    } else {
                        &mut settled.by_one
                    }) += 1;
                    answer.any()
                }
            };
            rows.push(Row { given: Some(given), ..answer.row() });
        }
        let known: HashMap<&str, ()> = self.answers.iter().map(|answer| (answer.key.as_str(), ())).collect();
        for row in decisions.iter().flat_map(|sheet| &sheet.rows).filter(|row| !known.contains_key(row.key.as_str())) {
            problems.push(format!("{}: its key is in no coder's sheet; remove the row, or give that sheet", row.place));
        }
        SheetError::unless_none(problems)?;
        settled.sheet = self.sheet(rows, true);
        Ok(settled)
    }

    fn sheet(&self, mut rows: Vec<Row>, with_coders: bool) -> Sheet {
        if !with_coders {
            rows.iter_mut().for_each(|row| row.by.clear());
        }
        Sheet {
            about: self.about.clone(),
            codes: self.codes.clone(),
            coders: if with_coders { self.coders.clone() } else { Vec::new() },
            rows,
        }
    }

    /// The names of those who gave a code.
    fn who(&self, answer: &JoinedAnswer, code: usize) -> String {
        let gave = answer.by.iter().zip(&self.coders).filter(|(by, _)| by.is_some_and(|set| set >> code & 1 == 1));
        gave.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

impl JoinedAnswer {
    pub fn is_coded(&self) -> bool {
        self.by.iter().any(Option::is_some)
    }

    /// Codes that everybody gave who coded it.
    pub fn all(&self) -> Set {
        self.by.iter().flatten().fold(if self.is_coded() { Set::MAX } else { 0 }, |all, set| all & set)
    }

    /// Codes that anybody gave.
    pub fn any(&self) -> Set {
        self.by.iter().flatten().fold(0, |any, set| any | set)
    }

    fn differ(&self) -> bool {
        self.all() != self.any()
    }

    fn row(&self) -> Row {
        Row {
            place: self.place.clone(),
            key: self.key.clone(),
            text: self.text.clone(),
            about: self.about.clone(),
            unsure: self.unsure,
            note: self.note.clone(),
            by: self.by.clone(),
            ..Row::default()
        }
    }
}

/// A final sheet, and how its answers came to their codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    pub sheet: Sheet,
    /// All who coded it, two at least, gave the same codes.
    pub agreed: usize,
    pub decided: usize,
    /// Only one coder coded it.
    pub by_one: usize,
}

fn edited(row: &Row, other: &str) -> String {
    format!(
        "{}: its text is not that of {other}, which has the same key {}; take the text as `code start` wrote it, and write remarks under \"note\"",
        row.place, row.key
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheet(name: &str, rows: &[(&str, Option<Set>)]) -> (String, Sheet) {
        let row = |(number, (key, given)): (usize, &(&str, Option<Set>))| Row {
            place: format!("{name}.csv, row {}", number + 2),
            key: (*key).to_owned(),
            text: format!("a secret of {key}"),
            given: *given,
            ..Row::default()
        };
        let codes = ["docs", "gpu"].map(str::to_owned).to_vec();
        (name.to_owned(), Sheet { codes, rows: rows.iter().enumerate().map(row).collect(), ..Sheet::default() })
    }

    #[test]
    fn what_all_say_is_settled_and_the_rest_is_a_list() {
        let ana = sheet("ana", &[("a", Some(1)), ("b", Some(3)), ("c", Some(0))]);
        let ben = sheet("ben", &[("b", Some(1)), ("a", Some(1)), ("d", Some(2))]);
        let joined = Joined::of(&[ana, ben]).expect("sheets");
        let list = joined.disagreements();
        assert_eq!(list.rows.len(), 1);
        assert_eq!((list.rows[0].given, list.rows[0].open.as_slice()), (Some(1), [(1, "ana".to_owned())].as_slice()));
        let told = joined.settle(None).expect_err("undecided").to_string();
        assert!(told.starts_with("ana.csv, row 3: coders disagree on gpu"), "{told}");
        let told = joined.settle(Some(&list)).expect_err("undecided").to_string();
        assert!(told.contains("not decided yet: gpu; replace the question mark by x or 0"), "{told}");
        assert!(!told.contains("secret"));
        let mut decided = list.clone();
        decided.rows[0].open.clear();
        decided.rows[0].given = Some(3);
        let settled = joined.settle(Some(&decided)).expect("decided");
        assert_eq!((settled.agreed, settled.decided, settled.by_one), (1, 1, 2));
        let given: Vec<Option<Set>> = settled.sheet.rows.iter().map(|row| row.given).collect();
        assert_eq!(given, [Some(1), Some(3), Some(0), Some(2)]);
        assert_eq!(settled.sheet.rows[1].by, [Some(3), Some(1)]);
        assert_eq!(settled.sheet.rows[2].by, [Some(0), None]);
    }

    #[test]
    fn what_does_not_belong_together_is_told_without_an_answer() {
        let mut edited = sheet("ben", &[("a", Some(1)), ("e", None)]);
        edited.1.rows[0].text.push_str(" changed");
        let told = Joined::of(&[sheet("ana", &[("a", Some(1))]), edited]).expect_err("edited").to_string();
        assert!(told.starts_with("ben.csv, row 2: its text is not that of ana.csv, row 2"), "{told}");
        let mut other = sheet("ben", &[("a", Some(1))]);
        other.1.codes[1] = "speed".to_owned();
        let told = Joined::of(&[sheet("ana", &[("a", Some(1))]), other]).expect_err("other codes").to_string();
        assert!(told.contains("ben has the code \"speed\", and ana does not"), "{told}");
        let joined = Joined::of(&[sheet("ana", &[("a", None)])]).expect("a sheet");
        let told = joined.settle(Some(&sheet("decided", &[("z", Some(1))]).1)).expect_err("uncoded").to_string();
        assert!(told.contains("ana.csv, row 2: nobody has coded it"), "{told}");
        assert!(told.contains("decided.csv, row 2: its key is in no coder's sheet"), "{told}");
    }

    #[test]
    fn columns_in_another_order_are_the_same_codes() {
        let mut ben = sheet("ben", &[("a", Some(0b10))]);
        ben.1.codes.reverse();
        let joined = Joined::of(&[sheet("ana", &[("a", Some(0b01))]), ben]).expect("sheets");
        assert_eq!(joined.answers[0].by, [Some(1), Some(1)]);
    }

    proptest! {
        /// Nobody's code is lost: what is settled without a decision lies between what all and what any gave.
        #[test]
        fn what_is_settled_is_what_was_given(sets in prop::collection::vec(prop::collection::vec(prop::option::of(0_u128..4), 3), 1..9)) {
            let name = |answer: usize| format!("k{answer}");
            let sheets: Vec<(String, Sheet)> = (0..3).map(|coder| {
                let keys: Vec<String> = (0..sets.len()).map(name).collect();
                let rows: Vec<(&str, Option<Set>)> = keys.iter().zip(&sets).map(|(key, by)| (key.as_str(), by[coder])).collect();
                sheet(["ana", "ben", "cem"][coder], &rows)
            }).collect();
            let joined = Joined::of(&sheets).expect("sheets");
            let mut list = joined.disagreements();
            for row in &mut list.rows {
                let gave = row.open.drain(..).fold(0, |set, (code, _)| set | 1 << code);
                row.given = row.given.map(|all| all | gave);
            }
            match joined.settle(Some(&list)) {
                Ok(settled) => for (row, answer) in settled.sheet.rows.iter().zip(&joined.answers) {
                    prop_assert_eq!(row.given, Some(answer.any()));
                },
                Err(told) => prop_assert!(sets.iter().any(|by| by.iter().all(Option::is_none)), "{}", told),
            }
        }
    }
}
