//! What the results file says of codes, their themes and their coders, and what it does not say.

use crate::{command::Folder, survey::*};
use needs_core::survey::file::{Choice, Question};

const OTHER: (&str, &str) = ("themes = [\"Resources\"]", "other = \"Other\"\nthemes = [\"Resources\"]");

fn question(folder: &Folder) -> Question {
    results(folder).questions()[0].clone()
}

/// Bounds as numbers of double-coded answers.
fn bounds(question: &Question, id: &str) -> (Option<f64>, Option<f64>, Option<f64>) {
    let Choice { low, high, alpha, .. } =
        question.choices().iter().find(|choice| choice.id == id).expect("a code").clone();
    let people = |share: f64| (share * f64::from(question.coded.expect("is coded").double_coded)).round();
    (low.map(people), high.map(people), alpha)
}

/// Codes an answer for everybody who has `docs` as `marked` says, by position among them: by the first coder, the second, both.
fn coded_alike_but(folder: &Folder, only_first: usize, only_second: usize) {
    for name in SHEETS {
        code(folder, name, usize::MAX);
    }
    for (name, from, to) in [(SHEETS[1], 0, only_first), (SHEETS[0], only_first, only_first + only_second)] {
        let mut sheet = table(folder, name);
        sheet[1..].sort();
        let (docs, gpu, none) = (column(&sheet, "docs"), column(&sheet, "gpu"), column(&sheet, "none"));
        let have = sheet[1..].iter_mut().filter(|row| row[docs] == "x" && row[gpu].is_empty());
        for row in have.skip(from).take(to - from) {
            (row[docs], row[none]) = (String::new(), "x".to_owned());
        }
        write(folder, name, &sheet);
    }
}

fn decided_by_all(folder: &Folder) {
    done(agree(folder, &["--disagreements", "coding/list.csv"]));
    let mut list = table(folder, "coding/list.csv");
    for cell in list.iter_mut().flatten().filter(|cell| cell.starts_with('?')) {
        *cell = "x".to_owned();
    }
    write(folder, "coding/list.csv", &list);
    done(resolve(folder, &["--decisions", "coding/list.csv"]));
}

#[test]
fn a_code_on_which_coders_differ_in_few_answers_has_no_range_and_no_alpha() {
    // 120 answers are double-coded, 60 of them about documentation; of these some were so to one coder alone.
    for (first, second, expected) in
        [(7, 3, Some((50.0, 60.0))), (2, 1, None), (0, 0, Some((60.0, 60.0))), (4, 2, Some((54.0, 60.0)))]
    {
        let folder = started(8);
        coded_alike_but(&folder, first, second);
        decided_by_all(&folder);
        let out = done(prepare(&folder, &[]));
        let question = question(&folder);
        let (low, high, alpha) = bounds(&question, "docs");
        let is_told = expected.is_some();
        assert_eq!((low.zip(high), alpha.is_some()), (expected, is_told), "{first} {second}");
        let told = "question \"Needs\": low, high and alpha are not published of \"Documentation\": coders";
        assert_eq!(out.err.contains(told), !is_told, "{}", out.err);
        assert_eq!(question.coded.expect("is coded").alpha.is_some(), is_told, "of whole sets");
        done(folder.run(&["verify", "results.json"]));
    }
}

#[test]
fn nothing_is_told_of_coders_who_share_few_answers_or_all_but_few() {
    for (overlap, is_told) in [("4", false), ("5", true), ("115", true), ("116", false), ("all", true)] {
        let folder = salted(answers(8));
        let start = ["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana,ben"];
        done(folder.run(&[&start[..], &["--overlap", overlap]].concat()));
        for name in SHEETS {
            code(&folder, name, usize::MAX);
        }
        done(resolve(&folder, &[]));
        let out = done(prepare(&folder, &[]));
        let question = question(&folder);
        let coded = question.coded.expect("is coded");
        assert_eq!((coded.coders, coded.double_coded > 0), (2, is_told), "{overlap}");
        let any =
            question.choices().iter().any(|code| code.low.is_some() || code.high.is_some() || code.alpha.is_some());
        assert!(is_told || !any && coded.alpha.is_none(), "{overlap}");
        let told = "question \"Needs\": nothing is told of how far coders agree";
        assert_eq!(out.err.contains(told), !is_told, "{}", out.err);
        assert_eq!(counts(&folder).0, [60, 40, 20, 8]);
    }
}

#[test]
fn two_editions_tell_nothing_of_few_late_answers() {
    // Of the 120 answers 20 more came for the second edition; in these the coders differ on `late` about documentation.
    for (late, is_told) in [(0, true), (5, true), (2, false)] {
        let folder = started(8);
        coded_alike_but(&folder, 8, 6);
        decided_by_all(&folder);
        done(prepare(&folder, &[]));
        std::fs::rename(folder.path("results.json"), folder.path("before.json")).expect("there");
        let more: String = (160..180).map(|i| format!("r{i},{},docs,\n", ["Imaging", "Genetics"][i % 2])).collect();
        folder.append("answers.csv", &more);
        let start =
            ["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana,ben", "-o", "late"];
        done(folder.run(&[&start[..], &["--salt", "coding/salt.txt", "--except", "coding/final.csv"]].concat()));
        for (name, own) in [("late/ana.csv", late), ("late/ben.csv", 0)] {
            code(&folder, name, usize::MAX);
            let mut sheet = table(&folder, name);
            let (docs, none) = (column(&sheet, "docs"), column(&sheet, "none"));
            for row in &mut sheet[1..=own] {
                (row[docs], row[none]) = (String::new(), "x".to_owned());
            }
            let mut whole = table(&folder, &name.replace("late", "coding"));
            whole.extend(sheet.split_off(1));
            write(&folder, &name.replace("late", "coding"), &whole);
        }
        for name in ["coding/final.csv", "coding/list.csv"] {
            std::fs::remove_file(folder.path(name)).expect("there");
        }
        decided_by_all(&folder);
        let out = done(prepare(&folder, &["--previous", "before.json"]));
        let (low, high, alpha) = bounds(&question(&folder), "docs");
        let told = out.err.contains("not published of \"Documentation\"");
        assert_eq!((alpha.is_some(), told), (is_told, !is_told), "{late}: {}", out.err);
        assert_eq!(low.zip(high), is_told.then_some((66.0 - late as f64, 80.0)), "{late}");
    }
}

#[test]
fn a_theme_of_a_merged_code_is_not_published_and_both_are_told() {
    let folder = settled(8);
    folder.replace("codebook.toml", OTHER.0, OTHER.1);
    folder.replace("codebook.toml", "\"expensive\"], themes = [\"Resources\"]", "\"expensive\"]");
    let out = done(prepare(&folder, &["--k", "25"]));
    for expected in [
        "question \"Needs\": fewer than k = 25 people gave these codes, which are counted as \"Other\": \"Memory\" (20), \"Cost\" (8)",
        "theme \"Resources\" of comments: what is counted as \"Other\" is partly in it and partly not",
    ] {
        assert!(out.err.contains(expected), "{}", out.err);
    }
    assert!(!folder.read("results.json").contains("Resources"));
    assert_eq!(counts(&folder).0, [60, 40, 28]);
    // A theme that has all of it is counted rightly.
    let folder = settled(8);
    folder.replace("codebook.toml", OTHER.0, OTHER.1);
    folder.replace("codebook.toml", "patterns = [\"doc*\"]", "patterns = [\"doc*\"], themes = [\"Resources\"]");
    done(prepare(&folder, &["--k", "25"]));
    let question = question(&folder);
    let themes: Vec<Vec<&str>> =
        question.choices().iter().map(|choice| choice.themes.iter().map(String::as_str).collect()).collect();
    assert_eq!(themes, [["resources"], ["resources"], ["resources"]]);
    // 20 answers name both documentation and graphics processors.
    let file: serde_json::Value = serde_json::from_str(&folder.read("results.json")).expect("JSON");
    let sum = |name: &str| {
        let rows = file["resources"][0]["data"].as_array().expect("rows");
        let at = rows[0].as_array().expect("names").iter().position(|cell| cell == name).expect("a column");
        rows[1..].iter().map(|row| row[at].as_u64().expect("a count")).sum::<u64>()
    };
    assert_eq!(sum("comments.theme.resources"), 60 + 40 - 20 + 28);
}

#[test]
fn the_choice_for_rare_codes_has_an_id_of_its_own() {
    let folder = settled(8);
    folder.replace("codebook.toml", OTHER.0, "other = \"Any, other\"\nthemes = [\"Resources\"]");
    folder.replace("codebook.toml", "{ label = \"GPU\",", "{ label = \"GPU\", id = \"any-other\",");
    let sheet = folder.read("coding/final.csv").replace("gpu", "any-other");
    folder.write("coding/final.csv", sheet);
    let told = failed(prepare(&folder, &["--k", "25"]));
    assert!(told.contains("has the same id \"any-other\" as \"GPU\""), "{told}");
    assert!(!folder.has("results.json"));
}

#[test]
fn a_question_that_is_named_by_the_position_of_its_column_is_prepared() {
    let folder = salted(answers(8));
    let by_name = "id = \"comments\"\nlabel = \"Needs\"\nkind = \"coded\"\ntext = \"What needs better solutions?\"\ncolumns = [\"What needs better solutions?\", \"Anything else?\"]";
    folder.replace("codebook.toml", by_name, "kind = \"coded\"\ncolumn = \"#3\"");
    folder.replace("codebook.toml", "k = 5", "k = 5\nignore = [\"Anything else?\"]");
    done(folder.run(&["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana,ben"]));
    for name in SHEETS {
        code(&folder, name, 3);
    }
    done(resolve(&folder, &[]));
    done(prepare(&folder, &[]));
    assert_eq!(question(&folder).coded.expect("is coded").double_coded, 120);
}

#[test]
fn answers_of_the_edition_before_are_read_with_the_same_sheets() {
    let folder = settled(8);
    done(prepare(&folder, &[]));
    std::fs::rename(folder.path("results.json"), folder.path("before.json")).expect("there");
    std::fs::copy(folder.path("answers.csv"), folder.path("before.csv")).expect("there");
    let previous = ["--previous", "before.json", "--previous-answers", "before.csv"];
    done(prepare(&folder, &previous));
    assert_eq!(counts(&folder), (vec![60, 40, 20, 8], 120));
    folder.append("before.csv", "r999,Imaging,a marzipan that nobody coded,\n");
    let told = failed(prepare(&folder, &previous));
    assert!(told.contains("before.csv, row 162") && told.contains("is not in the sheet"), "{told}");
}

#[test]
fn a_word_for_nothing_is_no_answer_in_any_language() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers(8).replace("Nothing.", "Nichts!").replace(",n/a,", ",keine Angabe,"));
    folder.write("codebook.toml", CODEBOOK);
    let out = done(folder.run(&["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana"])).out;
    assert!(out.contains("120 answers to \"Needs\", 4 codes"), "{out}");
}
