//! Who is counted: rows that rules leave out, who was asked by an answer, several files of one survey; and what the author
//! says of how a file is written.

#[path = "command/mod.rs"]
mod command;

use command::{Folder, workbook};
use needs_core::Survey;

const FIELDS: [&str; 2] = ["Imaging", "Genetics"];
const CODEBOOK: &str = r#"title = "Tools"
k = 5
[[dimension]]
label = "Field"
categories = ["Imaging", "Genetics"]
[[question]]
id = "uses"
kind = "single"
text = "Uses?"
column = "Uses?"
choices = ["Yes", "No"]
[[question]]
id = "needs"
kind = "multiple"
text = "Needs?"
column = "Needs?"
separator = ";"
choices = ["Docs", "GPU"]
"#;

/// 80 answers: every fourth person does not use the tools, and is not asked what they need.
fn answers(uses: &str, needs: &str) -> String {
    let mut text = format!("Field,{uses},{needs}\n");
    for i in 0..80 {
        let (uses, needs) = match i % 4 {
            0 => ("No", ""),
            1 => ("Yes", "Docs;GPU"),
            2 => ("Yes", "GPU"),
            _ => ("Yes", ""),
        };
        text += &format!("{},{uses},{needs}\n", FIELDS[i / 4 % 2]);
    }
    text
}

fn survey(folder: &Folder) -> Survey {
    Survey::read(folder.read("results.json").as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// Asked, answered, and each choice of a question, in the first table that has it.
fn counts(survey: &Survey, question: usize) -> Vec<u32> {
    let columns = &survey.layout.questions[question];
    let choices = (0..survey.questions()[question].choices().len()).map(|c| columns.choice(c));
    let sum = |column: usize| survey.tables[0].counts[column].iter().sum();
    [columns.asked, columns.answered].into_iter().chain(choices).map(sum).collect()
}

#[test]
fn who_was_asked_by_an_answer_is_counted_kept_private_and_verified() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers("Uses?", "Needs?"));
    folder.write("codebook.toml", format!("{CODEBOOK}asked_if = \"uses=yes\"\n"));
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    let verified = folder.run(&["verify", "results.json"]);
    assert_eq!((verified.code, verified.err.as_str()), (0, ""));
    let made = survey(&folder);
    assert_eq!(made.questions()[1].asked_if, "uses=yes");
    assert_eq!(counts(&made, 1), [60, 40, 20, 40]);
    // As with asked_of: of each class nobody or at least k were asked, and nobody or at least k were not.
    for table in &made.tables {
        let columns = &made.layout.questions[1];
        for (n, asked) in table.n.iter().zip(&table.counts[columns.asked]) {
            assert!([*asked, n - asked].iter().all(|&part| part == 0 || part >= 5), "{asked} of {n}");
        }
    }
}

#[test]
fn who_chose_none_of_some_options_may_be_those_who_were_asked() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers("Uses?", "Needs?"));
    folder.write("codebook.toml", format!("{CODEBOOK}asked_if = \"uses=-no\"\n"));
    assert_eq!(folder.prepare(&[]).code, 0);
    assert_eq!(counts(&survey(&folder), 1), [60, 40, 20, 40]);
}

#[test]
fn too_few_who_were_asked_are_never_told_of_alone() {
    let folder = Folder::empty();
    // Three people only do not use the tools.
    let mut text = String::from("Field,Uses?,Needs?\n");
    (0..60).for_each(|i| {
        let uses = if i % 25 == 3 { "No" } else { "Yes" };
        text += &format!("{},{uses},{}\n", FIELDS[i % 2], if uses == "No" { "" } else { "GPU" });
    });
    folder.write("answers.csv", text);
    folder.write("codebook.toml", format!("{CODEBOOK}asked_if = \"uses=yes\"\n"));
    let out = folder.prepare(&[]);
    match out.code {
        0 => {
            let made = survey(&folder);
            let columns = &made.layout.questions[1];
            for table in &made.tables {
                let told = table.n.iter().zip(&table.counts[columns.asked]);
                told.for_each(|(n, asked)| assert!(n - asked == 0 || n - asked >= 5, "{asked} of {n}"));
            }
        }
        code => {
            assert_eq!(code, 1);
            assert!(out.err.contains("needs") && out.err.contains('3'), "{}", out.err);
            assert!(!folder.has("results.json"));
        }
    }
}

#[test]
fn answers_of_people_who_were_not_asked_are_told() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers("Uses?", "Needs?") + "Imaging,No,GPU\n");
    folder.write("codebook.toml", format!("{CODEBOOK}asked_if = \"uses=yes\"\n"));
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(out.err.contains("\"Needs?\": 1 person answered although asked_of or asked_if says"), "{}", out.err);
    assert_eq!(counts(&survey(&folder), 1), [60, 40, 20, 40]);
}

#[test]
fn a_condition_that_means_nothing_is_told_with_a_remedy() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers("Uses?", "Needs?"));
    for (condition, expected) in [
        ("uses", "write the question and its choices by their ids: \"uses=yes~sometimes\""),
        ("use=yes", "\"use\" is not a question before this one; use one of: uses"),
        ("needs=gpu", "\"needs\" must stand before this question"),
        ("uses=maybe", "\"maybe\" is not a choice of \"uses\"; use one of: yes, no"),
    ] {
        folder.write("codebook.toml", format!("{CODEBOOK}asked_if = \"{condition}\"\n"));
        let out = folder.prepare(&[]);
        assert_eq!(out.code, 1, "{condition}");
        assert!(out.err.contains(expected), "{}", out.err);
        assert!(!folder.has("results.json"));
    }
}

/// The files, their codebook and what `prepare` says.
fn of_files(files: &[(&str, String)], codebook: &str) -> (Folder, command::Out) {
    let folder = Folder::empty();
    files.iter().for_each(|(name, text)| folder.write(name, text));
    folder.write("codebook.toml", codebook);
    let names = files.iter().map(|(name, _)| *name);
    let arguments: Vec<&str> =
        ["prepare"].into_iter().chain(names).chain(["--codebook", "codebook.toml", "-o", "results.json"]).collect();
    let out = folder.run(&arguments);
    (folder, out)
}

#[test]
fn several_files_of_one_survey_are_added_up_in_whatever_order_and_language() {
    let german = answers("Nutzen Sie?", "Was fehlt?").replace(",Yes,", ",Ja,").replace(",No,", ",Nein,");
    let codebook = CODEBOOK
        .replace("column = \"Uses?\"", "columns = [\"Uses?\", \"Nutzen Sie?\"]\njoin = true")
        .replace("column = \"Needs?\"", "columns = [\"Needs?\", \"Was fehlt?\"]\njoin = true")
        .replace(
            "choices = [\"Yes\", \"No\"]",
            "choices = [{ label = \"Yes\", answers = [\"Yes\", \"Ja\"] }, { label = \"No\", answers = [\"No\", \"Nein\"] }]",
        );
    let english = answers("Uses?", "Needs?");
    let (one, out) = of_files(&[("a.csv", english.clone()), ("b.csv", german.clone())], &codebook);
    assert_eq!(out.code, 0, "{}", out.err);
    let made = survey(&one);
    assert_eq!(made.about.respondents.received, 160);
    assert_eq!((counts(&made, 0), counts(&made, 1)), (vec![160, 160, 120, 40], vec![160, 80, 40, 80]));
    let (other, out) = of_files(&[("b.csv", german), ("a.csv", english)], &codebook);
    assert_eq!(out.code, 0, "{}", out.err);
    assert_eq!(survey(&other).tables, made.tables);
    assert_eq!(one.run(&["verify", "results.json"]).code, 0);
}

#[test]
fn what_contradicts_between_several_files_is_refused() {
    let english = answers("Uses?", "Needs?");
    let (folder, out) = of_files(&[("a.csv", english.clone()), ("b.csv", answers("Uses?", "Wants?"))], CODEBOOK);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("b.csv") && out.err.contains("no column \"Needs?\""), "{}", out.err);
    assert!(!folder.has("results.json"));

    let (_, out) = of_files(&[("a.csv", english.clone()), ("b.csv", english.replace("GPU", "TPU"))], CODEBOOK);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("b.csv, row 3") && out.err.contains("\"TPU\": unknown answer"), "{}", out.err);

    // Options that are made of columns, and differ.
    let grid = |second: &str| format!("Field,Care? [Speed],Care? [{second}]\n{}", "Imaging,High,Low\n".repeat(9));
    let of_columns = "title = \"Grid\"\n[[dimension]]\nlabel = \"Field\"\ncategories = [\"Imaging\"]\n[[question]]\nkind = \"rating\"\ntext = \"Care?\"\ncolumns = \"Care? [*]\"\nlevels = [\"High\", \"Low\"]\n";
    let (folder, out) = of_files(&[("a.csv", grid("Docs")), ("b.csv", grid("Price"))], of_columns);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("has other options in this file than in the first"), "{}", out.err);
    assert!(!folder.has("results.json"));

    let (_, out) = of_files(&[("a.csv", english.clone()), ("./a.csv", english.clone())], CODEBOOK);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("is given twice"), "{}", out.err);

    // A name that no file has.
    let codebook = format!("ignore = [\"Comment\"]\n{CODEBOOK}");
    let (_, out) = of_files(&[("a.csv", english.clone()), ("b.csv", english)], &codebook);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("none of the 2 files has a column \"Comment\""), "{}", out.err);
}

#[test]
fn rules_leave_out_rows_count_them_and_tell_readers() {
    let folder = Folder::empty();
    let mut text = String::from("Field,Uses?,Needs?,Status,Event\n");
    for (i, line) in answers("Uses?", "Needs?").lines().skip(1).enumerate() {
        let status = if i < 3 { "Survey Preview" } else { "IP Address" };
        let event = if i % 20 == 10 { "2025" } else { "2026" };
        text += &format!("{line},{status},{event}\n");
    }
    // Nothing of what they were asked.
    text += &"Imaging,,,IP Address,2026\n".repeat(4);
    folder.write("answers.csv", text);
    let rules = r#"
[[keep]]
column = "Event"
values = ["2026"]
label = "about other events"
[[drop]]
column = "Status"
matches = "*preview"
label = "test answers"
[[drop]]
partial = 0.5
label = "unfinished"
"#;
    folder.write("codebook.toml", format!("{CODEBOOK}{rules}"));
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    let made = survey(&folder);
    let respondents = &made.about.respondents;
    let left_out: Vec<(&str, u32)> = respondents.left_out.iter().map(|rule| (rule.label.as_str(), rule.n)).collect();
    assert_eq!(left_out, [("about other events", 4), ("test answers", 3), ("unfinished", 4)]);
    assert_eq!((respondents.received, respondents.published), (84, 73));
    assert!(
        out.out.starts_with("84 rows read, 73 people published.\n  4 left out by a rule: about other events\n  3 left out by a rule: test answers\n  4 left out by a rule: unfinished\n"),
        "{}",
        out.out
    );
    // The words of a rule may tell who somebody is; without a label they are not told.
    folder.replace("codebook.toml", "label = \"test answers\"\n", "");
    assert_eq!(folder.prepare(&[]).code, 0);
    let text = folder.read("results.json");
    assert!(!text.contains("preview") && text.contains("left out by a rule of the author"), "{text}");
}

/// The draft of a file, as text, and what is said beside it.
fn inspected(folder: &Folder, arguments: &[&str]) -> (String, String) {
    let out = folder.run(&[&["inspect"], arguments].concat());
    assert_eq!(out.code, 0, "{}", out.err);
    (out.out, out.err)
}

/// What `prepare` publishes of a draft that nobody touched.
fn published(folder: &Folder, raw: &str, draft: &str) -> u32 {
    folder.write("draft.toml", draft);
    let out = folder.run(&["prepare", raw, "--codebook", "draft.toml", "-o", "results.json"]);
    assert_eq!(out.code, 0, "{}\n{draft}", out.err);
    survey(folder).about.respondents.published
}

#[test]
fn inspect_takes_what_the_author_says_of_the_rows() {
    let folder = Folder::empty();
    let table = answers("Uses?", "Needs?");
    folder.write("titled.csv", format!("Tools 2026,,\nas of,1 May,\n\n{table}"));
    let (draft, _) = inspected(&folder, &["titled.csv", "--header-rows", "4", "--name-row", "4"]);
    assert!(draft.contains("header_rows = 4") && draft.contains("name_row = 4"), "{draft}");
    assert_eq!(published(&folder, "titled.csv", &draft), 80);

    let two = table.replacen("Field,Uses?,Needs?\n", "About you,Tools,Tools\nField,Uses?,Needs?\n", 1);
    folder.write("two.csv", &two);
    let (draft, _) = inspected(&folder, &["two.csv", "--header-rows", "2", "--name-row", "1,2"]);
    assert!(draft.contains("About you [Field]"), "{draft}");
    assert_eq!(published(&folder, "two.csv", &draft), 80);

    // A file without names, said to be one.
    folder.write("none.csv", table.split_once('\n').expect("a header").1);
    let (draft, _) = inspected(&folder, &["none.csv", "--header-rows", "0"]);
    assert!(draft.contains("header_rows = 0") && draft.contains("\"#2\""), "{draft}");
    assert_eq!(published(&folder, "none.csv", &draft), 80);
}

#[test]
fn inspect_takes_a_delimiter_an_encoding_and_a_sheet() {
    let folder = Folder::empty();
    let table = answers("Uses?", "Needs?").replace(';', "/").replace(',', "|").replace("Genetics", "Génétique");
    folder.write("piped.csv", encoding(&table));
    let (draft, told) = inspected(&folder, &["piped.csv", "--delimiter", "|", "--encoding", "windows-1252"]);
    assert!(draft.contains("delimiter = \"|\"") && draft.contains("encoding = \"windows-1252\""), "{draft}");
    assert!(draft.contains("\"Génétique\"") && !told.contains("guessed"), "{draft}{told}");
    assert_eq!(published(&folder, "piped.csv", &draft), 80);

    folder.write("tabs.csv", answers("Uses?", "Needs?").replace(',', "\t"));
    let (draft, _) = inspected(&folder, &["tabs.csv", "--delimiter", "\\t"]);
    assert_eq!(published(&folder, "tabs.csv", &draft), 80);

    folder.write("book.xlsx", workbook(&answers("Uses?", "Needs?")));
    let (draft, _) = inspected(&folder, &["book.xlsx", "--sheet", "Sheet1"]);
    assert!(draft.contains("sheet = \"Sheet1\""), "{draft}");
    assert_eq!(published(&folder, "book.xlsx", &draft), 80);

    for (arguments, expected) in [
        (&["tabs.csv", "--delimiter", "ab"][..], "a delimiter is one character"),
        (&["tabs.csv", "--encoding", "klingon"], "klingon"),
        (&["tabs.csv", "--header-rows", "many"], "invalid"),
        (&["tabs.csv", "--header-rows", "2", "--name-row", "3"], "3"),
    ] {
        let out = folder.run(&[&["inspect"], arguments].concat());
        assert_ne!(out.code, 0, "{arguments:?}");
        assert!(out.err.contains(expected), "{}", out.err);
    }
}

/// Every letter of the table is one byte there.
fn encoding(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of Western Europe")).collect()
}

#[test]
fn inspect_reads_the_form_beside_its_answers() {
    let folder = Folder::empty();
    let forms = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../intake/tests/forms");
    std::fs::copy(forms.join("xlsform.xlsx"), folder.path("form.xlsx")).expect("copied");
    let mut text = String::from("field,tools/uses,tools/needs\n");
    for i in 0..90 {
        let uses = ["daily", "sometimes", "never"][i % 3];
        let needs = if i % 3 == 2 { "" } else { ["docs", "gpu", "docs gpu"][i / 3 % 3] };
        text += &format!("{},{uses},{needs}\n", ["imaging", "genetics"][i % 2]);
    }
    folder.write("answers.csv", text);
    let (draft, _) = inspected(&folder, &["answers.csv", "--form", "form.xlsx"]);
    // Groups of five and more, of whom a third was not asked.
    assert_eq!(published(&folder, "answers.csv", &draft), 90);
    let made = survey(&folder);
    assert_eq!(made.questions().last().map(|q| q.asked_of.as_str()), Some("frequency=every-day~sometimes"), "{draft}");
    assert!(
        draft.contains("\"Translations\",") && draft.contains("of its languages (English (en), Deutsch (de))"),
        "{draft}"
    );
    assert_eq!(folder.run(&["verify", "results.json"]).code, 0);

    for (name, expected) in [("none.lss", "cannot be read"), ("answers.csv", "give the .lss of LimeSurvey")] {
        let out = folder.run(&["inspect", "answers.csv", "--form", name, "-o", "new.toml"]);
        assert_eq!(out.code, 1);
        assert!(out.err.contains(name) && out.err.contains(expected), "{}", out.err);
        assert!(!folder.has("new.toml"));
    }
}
