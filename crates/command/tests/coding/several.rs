//! Answers in several files, and sheets in other programs.

use crate::{command::Folder, survey::*};
use std::collections::BTreeSet;

/// The survey in two files, of which the second lacks a column; people have no number, and many say the same.
fn halves() -> Folder {
    let folder = Folder::empty();
    let all = answers(8);
    let lines: Vec<&str> = all.lines().collect();
    folder.write("a.csv", lines[..81].join("\n"));
    let without_more = |line: &&str| line.rsplit_once(',').expect("four columns").0.to_owned();
    let rest: Vec<String> = lines[..1].iter().chain(&lines[81..]).map(without_more).collect();
    folder.write("b.csv", rest.join("\n"));
    let ignoring = CODEBOOK.replace("respondent = \"Id\"\n", "").replace("k = 5", "k = 5\nignore = [\"Id\"]");
    folder.write("codebook.toml", ignoring);
    folder
}

#[test]
fn answers_of_several_files_are_coded_and_counted_together() {
    let folder = halves();
    let start = |files: &[&str]| {
        folder.run(&[&["code", "start"], files, &["--codebook", "codebook.toml", "--coders", "ana,ben"]].concat())
    };
    let told = failed(start(&["a.csv", "b.csv", "./a.csv"]));
    assert!(
        told.contains("a.csv is given twice; its respondents would count twice") && !folder.has("coding"),
        "{told}"
    );
    let out = done(start(&["a.csv", "b.csv"])).out;
    assert!(out.contains("120 answers to \"Needs\", 4 codes"), "{out}");
    let sheet = table(&folder, SHEETS[0]);
    assert_eq!(sheet[1..].iter().map(|row| &row[0]).collect::<BTreeSet<_>>().len(), 120, "a key for everybody");
    for name in SHEETS {
        code(&folder, name, usize::MAX);
    }
    done(resolve(&folder, &[]));
    let prepare = |files: &[&str]| {
        let options = ["--codebook", "codebook.toml", "--coded", "coding/final.csv", "--salt", "coding/salt.txt"];
        folder.run(&[&["prepare"], files, &options, &["-o", "results.json"]].concat())
    };
    done(prepare(&["a.csv", "b.csv"]));
    assert_eq!(counts(&folder), (vec![60, 40, 20, 8], 120));
    done(folder.run(&["verify", "results.json"]));
    folder.append("b.csv", "\nr999,Imaging,a quokka that nobody coded\n");
    let told = failed(prepare(&["a.csv", "b.csv"]));
    assert!(told.contains("b.csv, row 82") && told.contains("is not in the sheet"), "{told}");
}

/// What QualCoder asks of a survey that it imports (its `import_survey.py`, the text of `DialogImportSurvey` and its checks):
/// a header whose names differ without punctuation, rows as long as it, another identifier in each first cell, and a column
/// of 20 different texts at least, which it takes for the one to code.
#[test]
fn a_sheet_is_a_survey_as_qualcoder_imports_it() {
    let folder = Folder::empty();
    let csv: String = answers(8)
        .lines()
        .enumerate()
        .map(|(i, line)| line.replace("better docs", &format!("better docs {i}")) + "\n")
        .collect();
    folder.write("answers.csv", csv);
    folder.write("codebook.toml", CODEBOOK);
    done(folder.run(&["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana"]));
    let sheet = table(&folder, "coding/ana.csv");
    let names: Vec<String> =
        sheet[0].iter().map(|name| name.chars().filter(|c| !c.is_ascii_punctuation() || *c == '_').collect()).collect();
    assert!(names.iter().all(|name| !name.is_empty()));
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    assert!(sheet.iter().all(|row| row.len() == names.len()));
    let different = |column: usize| sheet[1..].iter().map(|row| &row[column]).collect::<BTreeSet<_>>().len();
    assert_eq!((different(0), sheet.len()), (120, 121));
    let texts: Vec<&String> =
        names.iter().enumerate().skip(1).filter(|(c, _)| different(*c) >= 20).map(|(_, n)| n).collect();
    assert_eq!(texts, ["text"], "the column to code");
}
