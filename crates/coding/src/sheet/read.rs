//! Reads sheets from rows of cells, and tells what a coder or a spreadsheet program did to them.
//!
//! Messages have the row and the column, never what stands in a cell: where cells have moved, that may be an answer.

use super::{ABOUT, BY, Row, Sheet, spread::unguarded};
use crate::frame::{MOST_CODES, Set};
use needs_core::whitespace::tidy;
use std::collections::HashMap;

/// Everything that is wrong with a sheet, each with place and remedy; never empty.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}{}", .problems[..problems.len().min(MOST_TOLD)].join("\n"), more(problems.len()))]
pub struct SheetError {
    pub problems: Vec<String>,
}

/// Problems that a message lists.
const MOST_TOLD: usize = 20;

fn more(count: usize) -> String {
    if count > MOST_TOLD { format!("\n... and {} more", count - MOST_TOLD) } else { String::new() }
}

impl SheetError {
    /// An error unless there are none.
    pub fn unless_none(problems: Vec<String>) -> Result<(), SheetError> {
        if problems.is_empty() { Ok(()) } else { Err(SheetError { problems }) }
    }
}

/// What each column of a sheet is.
pub struct Columns {
    name: String,
    vocabulary: Vocabulary,
    sheet: Sheet,
    what: Vec<What>,
    problems: Vec<String>,
    /// The place of each key.
    seen: HashMap<String, String>,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    Key,
    Text,
    About,
    Suggested,
    Code(usize),
    None,
    Unsure,
    Note,
    By,
}

/// What the reader of a sheet has to know of words.
#[derive(Clone, Copy)]
pub struct Vocabulary {
    /// Whether a cell marks its code as given, or as not given; none if it says neither.
    pub mark: fn(&str) -> Option<bool>,
    /// The word that is meant by another one, if any is.
    pub nearest: for<'a> fn(&str, &[&'a str]) -> Option<&'a str>,
}

impl Columns {
    /// Reads the header; `name` is the file's, for messages. `codes` are the ids that a sheet must have, where they are known.
    ///
    /// # Errors
    /// If it is no header of a sheet, or its codes are not those.
    pub fn of(
        name: &str,
        header: &[&str],
        codes: Option<&[&str]>,
        vocabulary: Vocabulary,
    ) -> Result<Columns, SheetError> {
        let header: Vec<String> =
            header.iter().map(|cell| tidy(unguarded(cell.trim_start_matches('\u{feff}')))).collect();
        let one = |problem: String| SheetError { problems: vec![problem] };
        if !["key", "text"].iter().all(|needed| header.iter().any(|cell| cell == needed)) {
            return Err(one(format!(
                "{name}: its first row does not have the columns \"key\" and \"text\"; take the header of the sheet that `code start` wrote"
            )));
        }
        let mut sheet = Sheet::default();
        let mut what = Vec::new();
        let mut problems = Vec::new();
        for (column, cell) in header.iter().enumerate() {
            let place = || format!("{name}, column {}", letters(column));
            if !cell.is_empty() && header[..column].contains(cell) {
                problems.push(format!("{}: a second \"{cell}\"; remove one of them", place()));
            }
            what.push(match cell.as_str() {
                "key" => What::Key,
                "text" => What::Text,
                "suggested" => What::Suggested,
                "none" => What::None,
                "unsure" => What::Unsure,
                "note" => What::Note,
                "" => {
                    problems.push(format!("{}: it has no header; name it, or remove it", place()));
                    What::Note
                }
                cell => match (cell.strip_prefix(ABOUT), cell.strip_prefix(BY), codes) {
                    (Some(about), ..) => {
                        sheet.about.push(about.to_owned());
                        What::About
                    }
                    (_, Some(coder), _) => {
                        sheet.coders.push(coder.to_owned());
                        What::By
                    }
                    (.., Some(codes)) if !codes.contains(&cell) => {
                        let near = (vocabulary.nearest)(cell, codes);
                        let hint = near.map_or(String::new(), |near| format!("; did you mean \"{near}\"?"));
                        problems.push(format!(
                            "{}: \"{cell}\" is not a code of the codebook{hint}; add the code to it, or remove the column",
                            place()
                        ));
                        What::Note
                    }
                    _ => {
                        sheet.codes.push(cell.to_owned());
                        What::Code(sheet.codes.len() - 1)
                    }
                },
            });
        }
        for code in codes.unwrap_or_default().iter().filter(|code| !header.iter().any(|cell| cell == *code)) {
            problems.push(format!(
                "{name}: it has no column for the code \"{code}\"; add one with this header, or start new sheets"
            ));
        }
        if sheet.codes.len() > MOST_CODES {
            problems.push(format!("{name}: {} codes; a question has at most {MOST_CODES}", sheet.codes.len()));
        }
        SheetError::unless_none(problems)?;
        Ok(Columns { name: name.to_owned(), vocabulary, sheet, what, problems: Vec::new(), seen: HashMap::new() })
    }

    /// Reads a row, `number` as a spreadsheet counts them. Cells beyond the last are empty.
    pub fn row<'a>(&mut self, number: u64, cells: impl IntoIterator<Item = &'a str>) {
        let place = format!("{}, row {number}", self.name);
        let mut row = Row { place: place.clone(), ..Row::default() };
        let (mut given, mut marked, mut none) = (0, false, false);
        for ((column, cell), what) in cells.into_iter().enumerate().zip(&self.what) {
            let cell = unguarded(cell);
            let wrong = |remedy: &str| format!("{place}, column {}: {remedy}", letters(column));
            match what {
                What::Key => row.key = cell.trim().to_owned(),
                What::Text => row.text = cell.to_owned(),
                What::About => row.about.push(cell.to_owned()),
                What::Suggested => row.suggested = cell.split_whitespace().map(str::to_owned).collect(),
                What::Note => row.note = cell.to_owned(),
                What::Code(code) => match self.vocabulary.read(cell) {
                    Some(Mark::Yes) => {
                        given |= 1 << code;
                        marked = true;
                    }
                    Some(Mark::No) => marked = true,
                    Some(Mark::Open) => {
                        row.open.push((*code, cell.trim().trim_start_matches('?').trim().to_owned()));
                    }
                    Some(Mark::Empty) => {}
                    None => self.problems.push(wrong(&format!(
                        "the code \"{}\" has neither x, 1, yes nor 0, no, nor is it empty; write remarks under \"note\"",
                        self.sheet.codes[*code]
                    ))),
                },
                What::None | What::Unsure => {
                    let yes = match self.vocabulary.read(cell) {
                        Some(Mark::Yes) => true,
                        Some(Mark::No | Mark::Empty) => false,
                        _ => {
                            self.problems.push(wrong("neither x, 1, yes nor 0, no, nor empty; write remarks under \"note\""));
                            false
                        }
                    };
                    *(if *what == What::None { &mut none } else { &mut row.unsure }) = yes;
                }
                What::By => match self.ids(cell) {
                    Ok(given) => row.by.push(given),
                    Err(()) => self.problems.push(wrong(
                        "what a coder gave is told by ids of codes, with a space between them, or by none; take the sheet as `code resolve` wrote it",
                    )),
                },
            }
        }
        row.about.resize(self.sheet.about.len(), String::new());
        row.by.resize(self.sheet.coders.len(), None);
        if none && (given != 0 || !row.open.is_empty()) {
            self.problems.push(format!("{place}: it has a code, and x under \"none\"; remove one of them"));
        }
        row.given = (marked || none || !row.open.is_empty()).then_some(given);
        match row.key.as_str() {
            "" => self.problems.push(format!("{place}: it has no key; take the row as `code start` wrote it")),
            key => match self.seen.get(key) {
                Some(first) => {
                    self.problems.push(format!("{place}: the key {key} is also in {first}; keep one of the two rows"))
                }
                None => {
                    self.seen.insert(key.to_owned(), place);
                }
            },
        }
        self.sheet.rows.push(row);
    }

    /// The codes of a list of ids; none for an empty one.
    fn ids(&self, cell: &str) -> Result<Option<Set>, ()> {
        match cell.trim() {
            "" => Ok(None),
            "none" => Ok(Some(0)),
            ids => {
                let position = |id: &str| self.sheet.codes.iter().position(|code| code == id);
                ids.split_whitespace().try_fold(0, |set, id| Ok(set | 1 << position(id).ok_or(())?)).map(Some)
            }
        }
    }

    /// The sheet.
    ///
    /// # Errors
    /// With everything that is wrong with its rows.
    pub fn finish(self) -> Result<Sheet, SheetError> {
        SheetError::unless_none(self.problems)?;
        Ok(self.sheet)
    }
}

enum Mark {
    Yes,
    No,
    Empty,
    Open,
}

impl Vocabulary {
    fn read(&self, cell: &str) -> Option<Mark> {
        match cell.trim() {
            "" => Some(Mark::Empty),
            cell if cell.starts_with('?') => Some(Mark::Open),
            cell => (self.mark)(cell).map(|yes| if yes { Mark::Yes } else { Mark::No }),
        }
    }
}

/// The name of a column in a spreadsheet: A, B, ..., Z, AA.
fn letters(mut column: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, (b'A' + (column % 26) as u8) as char);
        if column < 26 {
            return name;
        }
        column = column / 26 - 1;
    }
}
