//! From the export to the counts: sheets, agreement, final sheet; what is refused; and that no answer's words get out.

use crate::{
    command::{self, Folder, Out},
    survey::*,
};
use std::collections::BTreeSet;

#[test]
fn comments_become_counts_with_the_coders_doubt_beside_them() {
    let folder = settled(8);
    done(prepare(&folder, &[]));
    done(folder.run(&["verify", "results.json"]));
    let survey = results(&folder);
    let question = &survey.questions()[0];
    let labels: Vec<&str> = question.choices().iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["Documentation", "GPU", "Memory", "Cost"]);
    assert_eq!(question.choices()[0].definition, "Asks for documentation.");
    // 20 of each text; 8 of "nothing to add" are "too expensive" instead; "Nothing." and "n/a" are no answer.
    assert_eq!(counts(&folder), (vec![60, 40, 20, 8], 120));
    let coded = question.coded.expect("is coded");
    assert_eq!((coded.coders, coded.double_coded), (2, 120));
    assert!(coded.alpha.is_some_and(|alpha| (0.5..1.0).contains(&alpha)), "{coded:?}");
    // Everything that either gave was decided to be a code, so `high` is the share that is published. On one of the last
    // two coders differ in 1 to 4 answers.
    for (choice, n) in question.choices().iter().zip([60.0, 40.0]) {
        let (low, high) = (choice.low.expect("two coders"), choice.high.expect("two coders"));
        assert!(low < high && (high - n / 120.0).abs() < 1e-4, "{choice:?}");
        assert!(choice.alpha.is_some_and(|alpha| alpha < 1.0), "{choice:?}");
    }
    let [memory, cost] = &question.choices()[2..] else { panic!("four codes") };
    assert!(memory.low.is_none() || cost.low.is_none(), "{question:?}");
    assert!([memory, cost].iter().all(|choice| choice.low.is_some() == choice.alpha.is_some()), "{question:?}");
    assert!(folder.read("results.json").contains("\"profile_version\": \"1.1.0\""));
}

#[test]
fn agreement_is_told_code_by_code_and_for_whole_sets() {
    let folder = settled(8);
    let out = done(agree(&folder, &["--codebook", "codebook.toml"])).out;
    for expected in [
        "120 answers coded by two people at least, of 120",
        "| Documentation |",
        "| GPU ",
        "On whole sets of codes (MASI): alpha 0.",
    ] {
        assert!(out.contains(expected), "{out}");
    }
    // Nobody gave this one: nothing to agree on.
    let none = settled(0);
    let out = done(agree(&none, &["--codebook", "codebook.toml"])).out;
    let row = out.lines().find(|line| line.starts_with("| Cost")).expect("a row");
    assert_eq!(row.matches("undefined").count(), 4, "{row}");
}

#[test]
fn no_word_of_an_answer_gets_out() {
    let folder = settled(8);
    let prepared = done(prepare(&folder, &[]));
    let told = done(agree(&folder, &["-o", "agreement.md"]));
    folder.replace("codebook.toml", "Names money.", "Names money or prices.");
    folder.write("before.toml", CODEBOOK);
    let log = ["--decisions", "coding/list.csv", "--log", "changes.csv", "--started", "before.toml"];
    let resolved = done(resolve(&folder, &log));
    assert!(folder.read("changes.csv").contains("cost,definition,Names money.,Names money or prices."));
    let mut texts: Vec<(String, String)> = vec![
        ("prepare".to_owned(), prepared.out + &prepared.err),
        ("agree".to_owned(), told.out + &told.err),
        ("resolve".to_owned(), resolved.out + &resolved.err),
    ];
    for name in ["results.json", "agreement.md", "changes.csv", "coding/salt.txt", "codebook.toml"] {
        texts.push((name.to_owned(), folder.read(name)));
    }
    for (name, text) in texts {
        for word in CANARIES.iter().chain(&["jane.doe"]) {
            assert!(!text.contains(word), "{word} is in {name}");
        }
    }
}

#[cfg(unix)]
#[test]
fn sheets_and_salt_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = settled(8);
    let start = ["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "cem", "-o", "new"];
    let out = done(folder.run(&start)).out;
    assert!(out.contains("new/salt.txt written: keep it"), "{out}");
    for name in ["new/cem.csv", "new/cem.xlsx", "new/salt.txt", "new/.gitignore", "coding/final.csv"] {
        let mode = folder.path(name).metadata().expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    assert!(folder.read("new/.gitignore").contains('*'));
    assert!(folder.read("new/salt.txt") != folder.read("coding/salt.txt"), "each is drawn anew");
}

#[test]
fn coders_see_no_field_and_nobody_by_name() {
    let folder = started(8);
    let sheet = folder.read("coding/ana.csv");
    assert!(sheet.contains("[email address]") && !sheet.contains("jane.doe") && !sheet.contains("Imaging"));
    assert!(!sheet.contains("r12,") && !sheet.contains(",=SUM") && sheet.contains("'=SUM"));
    let keys = |name: &str| table(&folder, name)[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    let (ana, ben) = (keys(SHEETS[0]), keys(SHEETS[1]));
    assert!(ana != ben && ana.iter().collect::<BTreeSet<_>>() == ben.iter().collect::<BTreeSet<_>>());
    let shown = [
        "code",
        "start",
        "answers.csv",
        "--codebook",
        "codebook.toml",
        "--coders",
        "cem",
        "-o",
        "seen",
        "--show",
        "Field",
    ];
    done(folder.run(&shown));
    assert!(folder.read("seen/cem.csv").contains("about Field") && folder.read("seen/cem.csv").contains("Imaging"));
}

#[test]
fn keys_survive_a_new_export_in_another_order_with_more_answers() {
    let folder = settled(8);
    let mut lines: Vec<String> = folder.read("answers.csv").lines().map(str::to_owned).collect();
    lines[1..].reverse();
    lines.push("r999,Imaging,a late answer about docs,".to_owned());
    folder.write("answers.csv", lines.join("\n"));
    let told = failed(prepare(&folder, &[]));
    assert!(
        told.contains("row 162") && told.contains("is not in the sheet; code it and add it (code start --except)"),
        "{told}"
    );
    let except = ["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "dee", "-o", "more"];
    let out = done(folder.run(&[&except[..], &["--salt", "coding/salt.txt", "--except", "coding/final.csv"]].concat()));
    assert!(out.out.contains("1 answers to \"Needs\" (120 are coded already)"), "{}", out.out);
    lines.pop();
    folder.write("answers.csv", lines.join("\n"));
    done(prepare(&folder, &[]));
    assert_eq!(counts(&folder), (vec![60, 40, 20, 8], 120));
}

#[test]
fn without_a_number_for_respondents_their_words_make_the_key() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers(8).replace("Id,", "Ignored,"));
    folder.write(
        "codebook.toml",
        CODEBOOK.replace("respondent = \"Id\"\n", "").replace("k = 5", "k = 5\nignore = [\"Ignored\"]"),
    );
    done(folder.run(&["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana,ben"]));
    let sheet = table(&folder, SHEETS[0]);
    let keys: BTreeSet<&String> = sheet[1..].iter().map(|row| &row[0]).collect();
    assert_eq!((keys.len(), sheet.len()), (120, 121), "the same words of two people have two keys");
}

#[test]
fn codes_of_few_people_become_other_or_are_refused_by_name() {
    let folder = settled(3);
    let told = failed(prepare(&folder, &[]));
    assert!(
        told.contains(
            "fewer than k = 5 people gave these codes: \"Cost\" (3); merge them with others, or declare other"
        ),
        "{told}"
    );
    assert!(!folder.has("results.json"));
    folder.replace("codebook.toml", "themes = [\"Resources\"]", "other = \"Other\"\nthemes = [\"Resources\"]");
    let told = failed(prepare(&folder, &[]));
    assert!(told.contains("together, too: \"Cost\" (3)"), "{told}");
    done(prepare(&folder, &["--k", "3"]));
    // With k = 25 memory is rare, too.
    let folder = settled(8);
    folder.replace("codebook.toml", "themes = [\"Resources\"]", "other = \"Other\"\nthemes = [\"Resources\"]");
    done(prepare(&folder, &["--k", "25"]));
    let survey = results(&folder);
    let labels: Vec<&str> = survey.questions()[0].choices().iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["Documentation", "GPU", "Other"]);
    assert_eq!(counts(&folder).0, [60, 40, 28]);
}

#[test]
fn what_a_coder_did_to_a_sheet_is_told_with_row_and_remedy() {
    let folder = settled(8);
    let sound = table(&folder, "coding/final.csv");
    let tell = |change: &dyn Fn(&mut Table), expected: &[&str]| {
        let mut sheet = sound.clone();
        change(&mut sheet);
        write(&folder, "coding/final.csv", &sheet);
        let told = failed(prepare(&folder, &[]));
        assert!(expected.iter().all(|part| told.contains(part)), "{told}");
        assert!(!folder.has("results.json"));
    };
    let docs = column(&sound, "docs");
    tell(
        &|sheet| sheet[0][docs] = "dcos".to_owned(),
        &["\"dcos\" is not a code of the codebook; did you mean \"docs\"?"],
    );
    tell(
        &|sheet| sheet[9][0] = sheet[4][0].clone(),
        &["final.csv, row 10: the key", "is also in coding/final.csv, row 5; keep one"],
    );
    tell(&|sheet| drop(sheet.remove(7)), &["is not in the sheet; code it and add it"]);
    tell(&|sheet| sheet[5][1] += " quokka", &["final.csv, row 6: its text is not that of answers.csv, row"]);
    tell(
        &|sheet| sheet[5][docs] = "quokka".to_owned(),
        &["final.csv, row 6, column", "neither x, 1, yes nor 0, no, nor is it empty"],
    );
    let none = column(&sound, "none");
    let open = |sheet: &mut Table| (sheet[5][docs], sheet[5][none]) = ("? ana".to_owned(), String::new());
    tell(&open, &["final.csv, row 6: it is not coded"]);
    tell(&|sheet| sheet[5][0].clear(), &["final.csv, row 6: it has no key"]);
    tell(&|sheet| drop(sheet.remove(0)), &["does not have the columns \"key\" and \"text\""]);
    // Another salt: nobody is in the sheet.
    write(&folder, "coding/final.csv", &sound);
    folder.write("other.txt", "00".repeat(32));
    let told = failed(folder.prepare(&["--coded", "coding/final.csv", "--salt", "other.txt"]));
    assert!(told.contains("check that the salt is the one the sheets were made with"), "{told}");
}

#[test]
fn what_is_not_coded_or_not_decided_is_not_final() {
    let folder = started(8);
    let told = failed(agree(&folder, &[]));
    assert!(told.contains("no answer was coded by two people"), "{told}");
    let told = failed(resolve(&folder, &[]));
    assert!(
        told.contains("nobody has coded it; mark its codes, or x under \"none\"") && told.contains("and 100 more"),
        "{told}"
    );
    code(&folder, SHEETS[0], 3);
    code(&folder, SHEETS[1], 6);
    let told = failed(resolve(&folder, &[]));
    assert!(told.contains("coders disagree on") && told.contains("--decisions"), "{told}");
    done(agree(&folder, &["--disagreements", "coding/list.csv"]));
    let told = failed(resolve(&folder, &["--decisions", "coding/list.csv"]));
    assert!(told.contains("list.csv, row 2: not decided yet"), "{told}");
    assert!(!folder.has("coding/final.csv"));
    let told = failed(folder.prepare(&[]));
    assert!(told.contains("its answers have to be coded first"), "{told}");
}

#[test]
fn coded_sheets_are_never_written_over() {
    let folder = started(8);
    code(&folder, SHEETS[0], 3);
    let before = folder.read(SHEETS[0]);
    let told =
        failed(folder.run(&["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana,ben"]));
    assert!(told.contains("is there already, and may have been coded"), "{told}");
    assert_eq!(folder.read(SHEETS[0]), before);
    let told = failed(folder.run(&["code", "agree", SHEETS[0], SHEETS[1], "--disagreements", SHEETS[0]]));
    assert!(told.contains("the output would replace"), "{told}");
    for (coders, expected) in [("ana,Ana", "stands there twice"), ("a/b", "cannot be the name of a sheet")] {
        let told = failed(folder.run(&[
            "code",
            "start",
            "answers.csv",
            "--codebook",
            "codebook.toml",
            "--coders",
            coders,
            "-o",
            "new",
        ]));
        assert!(told.contains(expected) && !folder.has("new"), "{told}");
    }
}

#[test]
fn a_spreadsheet_is_coded_as_a_csv_is() {
    let folder = started(8);
    for name in SHEETS {
        code(&folder, name, 3);
    }
    let sheet = folder.read(SHEETS[1]);
    folder.write("coding/cem.xlsx", command::workbook(&sheet));
    let out = done(folder.run(&["code", "agree", SHEETS[0], "coding/cem.xlsx", "--codebook", "codebook.toml"])).out;
    assert!(out.contains("ana: 120 of 120 answers coded") && out.contains("cem: 120 of 120"), "{out}");
    // As it was written: readable, not coded yet.
    let told =
        failed(folder.run(&["code", "agree", "coding/ana.xlsx", "coding/ben.xlsx", "--codebook", "codebook.toml"]));
    assert!(told.contains("no answer was coded by two people"), "{told}");
}

#[test]
fn last_years_codes_are_applied_to_this_years_answers() {
    let folder = settled(8);
    let bare = &CODEBOOK[..CODEBOOK.find("codes = [").expect("codes")];
    folder.write("2026.toml", bare);
    let run = |codebook: &str, output: &str| {
        let apply =
            ["code", "apply", "answers.csv", "--codebook", codebook, "--previous", "codebook.toml", "--coders", "ana"];
        let more = ["--previous-final", "coding/final.csv", "--write-codebook", "written.toml", "-o", output];
        done(folder.run(&[&apply[..], &more].concat()))
    };
    run("2026.toml", "coding-2026");
    assert!(folder.read("written.toml").contains("Runs out of memory."));
    let sheet = table(&folder, "coding-2026/ana.csv");
    let suggested = column(&sheet, "suggested");
    assert!(sheet[1..].iter().all(|row| !row[1].contains("docs and GPUs") || row[suggested] == "docs gpu"));
    folder.write("2026.toml", CODEBOOK.replace("Names money.", "Names money or prices."));
    let out = run("2026.toml", "coding-2027").out;
    assert!(
        out.contains("the code \"cost\" is defined otherwise than in codebook.toml: it has a new version"),
        "{out}"
    );
    assert!(folder.read("written.toml").contains("version = 2"), "{}", folder.read("written.toml"));
}

#[test]
fn codes_go_to_other_programs_and_come_back() {
    let folder = Folder::empty();
    folder.write("codebook.toml", CODEBOOK);
    done(folder.run(&["code", "export", "--codebook", "codebook.toml", "-o", "codes.qdc"]));
    done(folder.run(&["code", "export", "--codebook", "codebook.toml", "-o", "codes.tsv"]));
    assert!(folder.read("codes.tsv").contains("GPU\tgpu*\n"));
    let bare = &CODEBOOK[..CODEBOOK.find("themes = [").expect("themes")];
    folder.write("bare.toml", bare);
    done(folder.run(&["code", "import", "codes.qdc", "--codebook", "bare.toml", "-o", "back.toml"]));
    done(folder.run(&["code", "export", "--codebook", "back.toml", "-o", "again.qdc"]));
    assert_eq!(folder.read("codes.qdc"), folder.read("again.qdc"));
    folder.write("more.tsv", "GPU\tcuda\nSpeed\tslow*\n");
    let out = done(folder.run(&["code", "import", "more.tsv", "--codebook", "back.toml", "-o", "more.toml"])).out;
    assert!(out.contains("1 codes added, 1 changed"), "{out}");
    assert!(
        folder.read("more.toml").contains("Names graphics processors.") && folder.read("more.toml").contains("cuda")
    );
    folder.write("bad.qdc", "<Project/>");
    let told = failed(folder.run(&["code", "import", "bad.qdc", "--codebook", "bare.toml", "-o", "bad.toml"]));
    assert!(
        told.contains("bad.qdc: its first element is <Project>, not <CodeBook>") && !folder.has("bad.toml"),
        "{told}"
    );
}

#[test]
fn a_codebook_whose_codes_are_faulty_is_told() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers(8));
    for (from, to, expected) in [
        ("label = \"GPU\"", "label = \"GPU\", id = \"text\"", "may not have the id \"text\", a column of every sheet"),
        ("label = \"GPU\"", "label = \"GPU\", id = \"docs\"", "has the same id \"docs\""),
        ("\"gpu*\"", "\"*\"", "code \"GPU\": the pattern \"*\" has no letter or digit"),
        ("respondent = \"Id\"", "respondent = \"Field\"", "the same `respondent` as answers.csv, row"),
        ("respondent = \"Id\"", "respondent = \"Idd\"", "respondent: the file has no column \"Idd\""),
        ("kind = \"coded\"", "kind = \"multiple\"", "codes belong to a question of kind = \"coded\""),
        ("themes = [\"Resources\"]\ncodes", "choices = [\"A\"]\ncodes", "choices belong to a question"),
    ] {
        assert!(CODEBOOK.contains(from), "{from}");
        folder.write("codebook.toml", CODEBOOK.replacen(from, to, 1).replacen("k = 5", "k = 5\nignore = [\"Id\"]", 1));
        let start = folder.run(&["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana"]);
        let told = if start.code == 1 { start.err } else { folder.prepare(&[]).err };
        let told = if to.contains("multiple") { folder.prepare(&[]).err } else { told };
        assert!(told.contains(expected), "{told}");
    }
}

/// Runs of four words, in lower case and without punctuation.
fn runs(text: &str) -> BTreeSet<String> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(4).map(|run| run.join(" ")).collect()
}

/// Runs of forty characters, white space folded.
fn stretches(text: &str) -> BTreeSet<Vec<char>> {
    let text: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    text.windows(40).map(<[char]>::to_vec).collect()
}

/// Real answers, coded by patterns alone: nothing that a reader gets has their words.
#[test]
#[ignore = "needs ../shared/surveys"]
fn no_words_of_real_answers_get_out() {
    let survey = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/surveys/coba2022/data.csv");
    let open = "Image analysis problems which needs better solutions";
    let codebook = format!(
        r##"title = "Image analysis"
k = 5
ignore = ["#1-#3", "#5-#40", "#42-#71"]
[[dimension]]
id = "field"
label = "Training"
column = "#4"
categories = ["Biology"]
other = "Another one"
[[question]]
id = "problems"
kind = "coded"
text = "{open}"
other = "Another problem"
codes = [
  {{ label = "Segmentation", definition = "Finding or separating objects.", patterns = ["segment*"] }},
  {{ label = "Tracking", definition = "Following objects over time.", patterns = ["track*"] }},
  {{ label = "Volumes", definition = "Images of three dimensions.", patterns = ["3d"] }},
]
"##
    );
    let folder = Folder::empty();
    folder.write("answers.csv", std::fs::read(survey).expect("the survey"));
    folder.write("codebook.toml", &codebook);
    let mut told = String::new();
    let mut run = |out: Out| told += &(out.out + &out.err);
    run(done(folder.run(&["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana,ben"])));
    code(&folder, SHEETS[0], 3);
    code(&folder, SHEETS[1], 6);
    run(done(agree(&folder, &["--codebook", "codebook.toml", "--disagreements", "coding/list.csv"])));
    run(resolve(&folder, &[]));
    let mut list = table(&folder, "coding/list.csv");
    for cell in list.iter_mut().flatten().filter(|cell| cell.starts_with('?')) {
        *cell = "x".to_owned();
    }
    write(&folder, "coding/list.csv", &list);
    run(done(resolve(&folder, &["--decisions", "coding/list.csv"])));
    run(folder.prepare(&[]));
    run(done(prepare(&folder, &[])));
    run(done(folder.run(&["verify", "results.json"])));
    run(done(folder.run(&["report", "results.json"])));
    told += &folder.read("results.json");
    let mut answers = csv::Reader::from_path(survey).expect("the survey");
    let at = answers.headers().expect("a header").iter().position(|name| name == open).expect("the question");
    let answers: Vec<String> = answers.records().map(|row| row.expect("CSV")[at].to_owned()).collect();
    let (told_runs, told_stretches, own) = (runs(&told), stretches(&told), runs(&codebook));
    let mut looked_for = 0;
    for answer in &answers {
        let words = runs(answer);
        looked_for += words.len();
        assert!(words.iter().all(|run| !told_runs.contains(run) || own.contains(run)), "four words of an answer");
        assert!(stretches(answer).is_disjoint(&told_stretches), "forty characters of an answer");
    }
    assert!(
        answers.iter().filter(|answer| !answer.trim().is_empty()).count() > 300 && looked_for > 1_000,
        "{looked_for}"
    );
}
