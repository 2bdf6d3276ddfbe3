//! Sheets that are written, read, and spoilt.

use super::*;
use proptest::prelude::*;

fn mark(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "x" | "1" | "yes" => Some(true),
        "0" | "no" => Some(false),
        _ => None,
    }
}

/// The word that begins with the same letter.
fn nearest<'a>(word: &str, words: &[&'a str]) -> Option<&'a str> {
    words.iter().copied().find(|other| other.chars().next() == word.chars().next())
}

const VOCABULARY: Vocabulary = Vocabulary { mark, nearest };

/// As any program reads CSV.
fn read(bytes: &[u8], codes: Option<&[&str]>) -> Result<Sheet, SheetError> {
    let text = std::str::from_utf8(bytes).expect("UTF-8").trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("CSV")).collect();
    let mut columns = Columns::of("ana.csv", &records[0].iter().collect::<Vec<_>>(), codes, VOCABULARY)?;
    for (number, record) in (2..).zip(&records[1..]) {
        columns.row(number, record.iter());
    }
    columns.finish()
}

fn told(text: &str, codes: Option<&[&str]>) -> Vec<String> {
    read(text.as_bytes(), codes).expect_err("spoilt").problems
}

#[test]
fn a_row_without_a_mark_was_not_coded_and_one_with_none_has_no_code() {
    let sheet = read(b"key,text,docs,gpu,none\na,x,,,\nb,x,,,x\nc,x,X,0,\nd,x,no,,\n", None).expect("a sheet");
    let given: Vec<Option<Set>> = sheet.rows.iter().map(|row| row.given).collect();
    assert_eq!(given, [None, Some(0), Some(0b01), Some(0)]);
    assert_eq!(sheet.coded(), 3);
}

#[test]
fn what_is_wrong_is_told_with_row_column_and_remedy_and_without_the_cell() {
    let problems = told("key,text,docs,gpuu\na,x,,\n", Some(&["docs", "gpu"]));
    assert_eq!(
        problems,
        [
            "ana.csv, column D: \"gpuu\" is not a code of the codebook; did you mean \"gpu\"?; add the code to it, or remove the column",
            "ana.csv: it has no column for the code \"gpu\"; add one with this header, or start new sheets",
        ]
    );
    let problems = told("key,text,docs,none\na,secret,x,x\na,secret,a secret,\n,secret,,\n", None);
    assert_eq!(problems.len(), 4, "{problems:?}");
    for (problem, expected) in problems.iter().zip([
        "ana.csv, row 2: it has a code, and x under \"none\"",
        "ana.csv, row 3, column C: the code \"docs\" has neither x, 1, yes nor 0, no",
        "ana.csv, row 3: the key a is also in ana.csv, row 2",
        "ana.csv, row 4: it has no key",
    ]) {
        assert!(problem.starts_with(expected) && !problem.contains("secret"), "{problem}");
    }
    assert!(told("a secret,another\n", None)[0].contains("\"key\" and \"text\""));
    assert!(!told("a secret,another\n", None)[0].contains("secret"));
    assert!(told("key,text,docs,docs\n", None)[0].contains("a second \"docs\""));
}

#[test]
fn a_formula_is_written_as_text() {
    let row = Row { key: "k".to_owned(), text: "=HYPERLINK(\"http://x\")".to_owned(), ..Row::default() };
    let sheet = Sheet { codes: vec!["docs".to_owned()], rows: vec![row], ..Sheet::default() };
    let csv = String::from_utf8(sheet.to_csv()).expect("UTF-8");
    assert!(csv.contains("k,\"'=HYPERLINK"), "{csv}");
    assert_eq!(read(csv.as_bytes(), None).expect("a sheet").rows[0].text, "=HYPERLINK(\"http://x\")");
}

/// Whatever people write: formulas, quotes, lines, apostrophes, other scripts.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![Just("=cmd|' /C calc'!A0".to_owned()), "['+=@\\-]{1,3}", "[,;\"\n\r\t]{1,3}", "\\PC{0,12}",];
    prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let codes = ["docs", "gpu", "out-of-memory"].map(str::to_owned).to_vec();
    let by = prop::collection::vec(prop::option::of(0_u128..8), 2);
    let row = (hostile(), hostile(), prop::option::of(0_u128..8), any::<bool>(), hostile(), by, 0_u128..8);
    prop::collection::vec(row, 1..8).prop_map(move |rows| {
        let row = |(number, (text, about, given, unsure, note, by, suggested)): (usize, _)| Row {
            place: format!("ana.csv, row {}", number + 2),
            key: format!("k{number}"),
            text,
            about: vec![about],
            suggested: crate::frame::codes_in(suggested).map(|code| codes[code].clone()).collect(),
            given,
            open: Vec::new(),
            unsure,
            note,
            by,
        };
        Sheet {
            about: vec!["Field".to_owned()],
            codes: codes.clone(),
            coders: vec!["ana".to_owned(), "ben".to_owned()],
            rows: rows.into_iter().enumerate().map(row).collect(),
        }
    })
}

proptest! {
    #[test]
    fn a_sheet_is_read_as_it_was_written(sheet in sheet()) {
        let csv = sheet.to_csv();
        prop_assert_eq!(read(&csv, Some(&["docs", "gpu", "out-of-memory"])).expect("a sheet"), sheet);
    }

    #[test]
    fn no_cell_of_a_sheet_is_a_formula(sheet in sheet()) {
        let csv = sheet.to_csv();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&csv[3..]);
        for record in reader.records() {
            for cell in record.expect("CSV").iter() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}", cell);
            }
        }
    }

    #[test]
    fn any_text_is_a_sheet_or_a_message(text in "\\PC{0,200}", cells in "[a-z,\n\"?x=']{0,200}") {
        for body in [text, cells] {
            if let Ok(mut columns) = Columns::of("ana.csv", &["key", "text", "docs", "by ana"], None, VOCABULARY) {
                for (number, line) in (2..).zip(body.lines()) {
                    columns.row(number, line.split(','));
                }
                let _ = columns.finish();
            }
        }
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_is_the_same_every_time() {
    let row = Row { key: "k".to_owned(), text: "=1+1\u{1}".to_owned(), ..Row::default() };
    let sheet = Sheet { codes: vec!["docs".to_owned()], rows: vec![row], ..Sheet::default() };
    let bytes = sheet.to_xlsx(&[]).expect("short");
    assert_eq!(bytes, sheet.to_xlsx(&[]).expect("short"));
    let long = Row { text: "x".repeat(40_000), key: "long".to_owned(), ..Row::default() };
    let told = Sheet { rows: vec![long], ..sheet }.to_xlsx(&[]).expect_err("too long");
    assert!(told.starts_with("the answer long is longer than 32767 characters"), "{told}");
}

#[test]
fn a_text_is_the_same_but_for_letters_that_a_spreadsheet_lacks() {
    assert!(is_same_text("a  →  b", "a ? b") && is_same_text("Größe?", "Größe?"));
    assert!(is_same_text("Więcej", "Wiêcej") && !is_same_text("画像の解析", "文書の例文"));
    for other in ["Grosse", "Gr??e", "Größe.", "Größe ?", "? a"] {
        assert!(!is_same_text("Große", other), "{other}");
    }
}
