//! Whatever is wrong with the input: one message with place, value and remedy, exit code 1, and no output file.

#[path = "command/mod.rs"]
mod command;

#[path = "../../intake/src/inspect/tests/exports.rs"]
#[allow(dead_code, reason = "only the writer of spreadsheets is needed")]
mod exports;

use command::{CODEBOOK, Folder};
use needs_intake::{
    codebook::Codebook,
    prepare::{Settings, Tally, prepare},
    raw::{InMemory, Raw},
};
use proptest::prelude::*;

/// Runs `prepare` on a survey after `spoil`, and expects every part of the message.
fn assert_refused(spoil: impl FnOnce(&Folder), message: &[&str]) {
    let folder = Folder::with_survey();
    spoil(&folder);
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 1, "{}", out.err);
    assert!(out.err.starts_with("error: "), "{}", out.err);
    for part in message {
        assert!(out.err.contains(part), "\"{part}\" is not in: {}", out.err);
    }
    assert!(!out.err.contains("panicked"), "{}", out.err);
    assert_eq!(folder.others(), Vec::<String>::new());
}

const ROW: &str = "2022-06-01,Yes,Imaging,North,GPU,Critical,\n";

#[test]
fn a_ragged_row() {
    assert_refused(|f| f.append("answers.csv", "x,Yes,Imaging\n"), &["answers.csv, row 62: 3 cells under 7 columns"]);
}

#[test]
fn a_spreadsheet_whose_first_sheet_is_a_cover() {
    let folder = Folder::with_survey();
    let table = |csv: &str| csv.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let cover: exports::Rows = table("A survey of 2024\nall rights reserved");
    let answers: exports::Rows = table(&folder.read("answers.csv").replace("\"Docs, and examples", "\"Docs"));
    std::fs::write(folder.path("book.xlsx"), exports::book(&[("Cover", &cover), ("Raw", &answers)])).expect("written");
    let out = folder.run(&["prepare", "book.xlsx", "--codebook", "codebook.toml", "-o", "results.json"]);
    assert_eq!(out.code, 1);
    for message in ["the sheet \"Cover\" was read; the file also has \"Raw\"", "[file]\nsheet = \"Raw\""] {
        assert!(out.err.contains(message), "{message}\n{}", out.err);
    }
    let out = folder.run(&["inspect", "book.xlsx"]);
    assert!(out.out.contains("the sheet \"Cover\" was read"), "{}", out.out);
    let out = folder.run(&["inspect", "book.xlsx", "--sheet", "Nothing"]);
    assert!(out.err.contains("no sheet \"Nothing\"; it has: Cover, Raw"), "{}", out.err);
}

#[test]
fn an_unknown_category() {
    assert_refused(
        |f| f.append("answers.csv", &ROW.replace("North", "Nrth")),
        &[
            "answers.csv, row 62, column \"Region\" (#4): \"Nrth\"",
            "did you mean \"North\"?",
            "add it to the `answers` of a category",
            "other = \"Other\"",
        ],
    );
}

#[test]
fn a_formula_in_a_category() {
    assert_refused(
        |f| f.append("answers.csv", &ROW.replace("North", "=cmd|' /C calc'!A0")),
        &["row 62, column \"Region\" (#4): \"=cmd|' /C calc'!A0\": unknown answer"],
    );
}

#[test]
fn an_unknown_choice() {
    assert_refused(
        |f| f.append("answers.csv", &ROW.replace("GPU", "GPU;Coffee")),
        &["row 62, column \"What do you need?\" (#5): \"Coffee\": unknown answer", "to the `answers` of a choice"],
    );
}

#[test]
fn several_unknown_answers_are_reported_at_once_and_each_once() {
    let folder = Folder::with_survey();
    for region in ["Mars", "Venus", "Mars"] {
        folder.append("answers.csv", &ROW.replace("North", region));
    }
    let out = folder.prepare(&[]);
    assert_eq!(out.err.matches("unknown answer").count(), 2, "{}", out.err);
}

#[test]
fn a_missing_column() {
    assert_refused(
        |f| f.replace("answers.csv", "Region", "Regoin"),
        &["codebook.toml", "dimension \"Region\": the file has no column \"Region\"; did you mean \"Regoin\"?"],
    );
}

#[test]
fn an_undeclared_column() {
    assert_refused(
        |f| f.replace("codebook.toml", "\"Timestamp\", \"Comment\"", "\"Timestamp\""),
        &["1 column of the file is neither declared nor ignored", "#7 \"Comment\"", "ignore = [\n  \"Comment\",\n]"],
    );
}

#[test]
fn a_column_that_stands_twice() {
    assert_refused(
        |f| f.replace("answers.csv", "Comment", "Region"),
        &["\"Region\" stands over 2 columns", "\"#4\" or \"#7\""],
    );
}

#[test]
fn an_empty_file_and_one_without_rows() {
    assert_refused(|f| f.write("answers.csv", ""), &["answers.csv: the file is empty"]);
    let header = Folder::with_survey().read("answers.csv").lines().next().expect("a header").to_owned();
    assert_refused(|f| f.write("answers.csv", header), &["no row below its header"]);
}

#[test]
fn bytes_that_are_not_utf_8() {
    assert_refused(
        |f| {
            let mut bytes = f.read("answers.csv").into_bytes();
            bytes.extend_from_slice(b"x,Yes,Imaging,S\xfcd,GPU,,\n");
            f.write("answers.csv", bytes);
        },
        &["row 62: column #4: byte 2 of the cell is not UTF-8", "encoding = \"windows-1252\""],
    );
}

#[test]
fn nobody_who_consented() {
    assert_refused(
        |f| f.replace("codebook.toml", "values = [\"Yes\"]", "values = [\"Ja\"]"),
        &["none of the 60 respondents consented"],
    );
}

#[test]
fn fewer_respondents_than_k() {
    assert_refused(|f| f.replace("codebook.toml", "k = 5", "k = 100"), &["59 respondents are fewer than k = 100"]);
}

#[test]
fn a_file_that_is_not_there() {
    assert_refused(|f| std::fs::remove_file(f.path("answers.csv")).expect("there"), &["answers.csv: cannot be opened"]);
    assert_refused(|f| std::fs::remove_file(f.path("codebook.toml")).expect("there"), &["codebook.toml"]);
}

#[test]
fn a_spreadsheet_under_a_wrong_name() {
    assert_refused(|f| f.write("answers.csv", b"PK\x03\x04rest"), &["is a spreadsheet or an archive, not CSV"]);
    assert_refused(|f| f.write("answers.csv", b"PAR1rest"), &["is Parquet; write it as CSV"]);
}

#[test]
fn a_line_of_many_megabytes() {
    let line = "a".repeat(20 << 20);
    assert_refused(|f| f.append("answers.csv", &line), &["row 62", "larger than 8 MB"]);
}

#[test]
fn a_quote_that_nobody_closes() {
    let rest = "\n1,2,3".repeat(2 << 20);
    assert_refused(|f| f.append("answers.csv", &format!("\"{rest}")), &["row 62", "larger than 8 MB", "quote"]);
}

/// What is wrong with a codebook: replaced text, and the parts of the message.
#[test]
fn codebooks_that_do_not_hold() {
    for (from, to, message) in [
        ("title = \"A survey\"", "titel = \"A survey\"", &["line 1", "unknown field `titel`"][..]),
        ("title = \"A survey\"", "", &["the survey has no title"]),
        ("k = 5", "k = ", &["line 2"]),
        (
            "label = \"Region\"\n",
            "label = \"Region\"\nid = \"level\"\n",
            &["\"level\" is a word of the page's links", "id = \"level-group\""],
        ),
        ("label = \"Region\"\n", "label = \"Region\"\nid = \"Rg\"\n", &["id = \"Rg\" is not an id", "try \"rg\""]),
        ("[\"North\", \"South\"]", "[\"North\", \"north\", \"South\"]", &["has the same id \"north\" as \"North\""]),
        (
            "[\"North\", \"South\"]",
            "[\"North\", { label = \"N\", answers = \"North\" }, \"South\"]",
            &["\"North\" is collected by \"North\" and by \"N\""],
        ),
        ("[\"North\", \"South\"]", "[]", &["dimension \"Region\": it has no categories"]),
        (
            "over = [\"South\"]",
            "over = [\"West\"]",
            &["dimension \"Region\", bias: \"West\" is not one of \"North\", \"South\""],
        ),
        ("over = [\"South\"]", "targets = { South = 2 }", &["targets are shares from 0 to 1"]),
        ("label = \"Field\"", "label = \"Field\"\nrole = \"bias\"", &["exactly one must have role = \"field\""]),
        ("separator = \";\"", "", &["several answers stand in one column; say what separates them"]),
        ("kind = \"multiple\"", "kind = \"many\"", &["unknown variant `many`", "`multiple`"]),
        ("levels = [\"Critical\", \"Useful\"]", "", &["a rating needs levels"]),
        (
            "kind = \"rating\"",
            "kind = \"rating\"\nchoices = [\"x\"]",
            &["choices belong to a question of kind = \"single\" or \"multiple\""],
        ),
        (
            "kind = \"rating\"",
            "kind = \"rating\"\nasked_of = \"planet=mars\"",
            &["\"planet\" is not a dimension; use one of: field, region"],
        ),
        (
            "kind = \"rating\"",
            "kind = \"rating\"\nasked_of = \"region=mars\"",
            &["\"mars\" is not a category of \"region\"; use one of: north, south"],
        ),
        (
            "kind = \"rating\"",
            "kind = \"rating\"\nasked_of = \"region=north&region=south\"",
            &["\"region\" stands twice; write its categories in one list, joined by ~"],
        ),
        ("kind = \"rating\"", "kind = \"rating\"\nasked_of = \"region=\"", &["it keeps nobody of \"region\""]),
        ("kind = \"rating\"", "kind = \"rating\"\nasked_of = \"everybody\"", &["\"region=europe~asia\""]),
        ("id = \"care\"", "id = \"needs\"", &["two questions have the id \"needs\""]),
        ("k = 5", "k = 5\ntables = [[\"field\", \"planet\"]]", &["tables: \"planet\" is not a dimension"]),
        ("k = 5", "k = 5\ntables = \"both\"", &["\"auto\", \"joint\", \"by-dimension\""]),
        (
            "[\"Timestamp\", \"Comment\"]",
            "[\"Timestamp\", \"Comment\", \"Gone\"]",
            &["ignore: the file has no column \"Gone\""],
        ),
        ("k = 5", "k = 5\nfile.encoding = \"klingon\"", &["\"klingon\" is not an encoding"]),
        ("k = 5", "k = 5\nfile.header_rows = 0", &["the file has no column \"I agree\"; its columns have no names"]),
        ("categories = [\"North\", \"South\"]", "bands = [2, 1]", &["bands are the lower bounds", "ascending"]),
        (
            "categories = [\"North\", \"South\"]",
            "categories = [\"North\", \"South\"]\nrecode = { \"x\" = \"West\" }",
            &["recode: \"x\" goes to \"West\", which is none of"],
        ),
    ] {
        assert_refused(|folder| folder.replace("codebook.toml", from, to), message);
    }
}

#[test]
fn a_collection_time_that_is_no_month() {
    assert_refused(
        |f| f.replace("codebook.toml", "k = 5", "k = 5\ncollected = { from = \"2022-05-01\", to = \"2022-06\" }"),
        &["collected.from", "\"2022-05-01\" is not a month"],
    );
}

/// What the command does, in this process.
fn attempt(answers: &[u8], codebook: &str) -> Result<Vec<u8>, String> {
    let message = |error: &dyn std::fmt::Display| error.to_string();
    let codebook = Codebook::read(codebook).map_err(|e| message(&e))?;
    let mut raw =
        Raw::open(&InMemory::new("the answers", answers), &codebook.file, Box::new(|_| {})).map_err(|e| message(&e))?;
    let plan = codebook.plan(Some(&raw.headers)).map_err(|e| message(&e))?;
    let tally = Tally::of(&mut raw, &plan).map_err(|e| message(&e))?;
    prepare(&codebook, &plan, tally, Settings::default()).map(|prepared| prepared.json).map_err(|e| message(&e))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_as_answers_are_refused_in_words(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let error = attempt(&bytes, CODEBOOK).expect_err("not a survey");
        prop_assert!(!error.is_empty());
    }

    #[test]
    fn arbitrary_cells_are_refused_or_counted(cells in proptest::collection::vec("[^\\x00]{0,12}", 7..70)) {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(["Timestamp", "I agree", "Field", "Region", "What do you need?", "Care about? [Speed]", "Comment"]).unwrap();
        for row in cells.chunks_exact(7) {
            csv.write_record([&row[0], "Yes", "Imaging", &row[3], &row[4], &row[5], &row[6]]).unwrap();
        }
        match attempt(&csv.into_inner().unwrap(), CODEBOOK) {
            Ok(json) => prop_assert!(needs_core::Survey::read(&json).is_ok()),
            Err(error) => prop_assert!(!error.is_empty()),
        }
    }

    #[test]
    fn arbitrary_text_as_codebook_is_refused_in_words(text in "\\PC{0,200}") {
        prop_assert!(attempt(b"a,b\n1,2\n", &text).is_err());
    }

    /// A codebook with one line taken from another place: still TOML, mostly, and nonsense.
    #[test]
    fn shuffled_codebooks_never_panic(from in 0..30_usize, to in 0..30_usize, cut in 0..40_usize) {
        let mut lines: Vec<&str> = CODEBOOK.lines().collect();
        let line = lines.remove(from % lines.len());
        lines.insert(to % lines.len(), line.get(..cut).unwrap_or(line));
        let answers = Folder::with_survey().read("answers.csv");
        if let Ok(json) = attempt(answers.as_bytes(), &lines.join("\n")) {
            prop_assert!(needs_core::Survey::read(&json).is_ok());
        }
    }
}

#[test]
fn arbitrary_files_end_the_command_with_1_and_leave_nothing() {
    let bytes: Vec<u8> = (0..2000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_refused(|f| f.write("answers.csv", &bytes), &[]);
    assert_refused(|f| f.write("codebook.toml", &bytes), &["UTF-8"]);
}

#[test]
fn an_option_without_a_column_where_all_others_have_one() {
    assert_refused(
        |f| {
            f.replace("codebook.toml", "column = \"What do you need?\"\n", "");
            f.replace(
                "codebook.toml",
                "{ label = \"Docs, and examples\", id = \"docs\" }",
                "{ label = \"Docs\", column = \"What do you need?\" }",
            );
        },
        &["question \"Needs\": the choice \"GPU\" has no column, so that nobody could choose it"],
    );
}

#[test]
fn a_dimension_in_no_table() {
    assert_refused(
        |f| f.replace("codebook.toml", "k = 5", "k = 5\ntables = [[\"field\"]]"),
        &["tables: \"region\" is in no table"],
    );
}
