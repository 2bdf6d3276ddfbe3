//! What coders did is never lost, and what fails leaves nothing behind.

use crate::{command::Folder, survey::*};

const START: [&str; 7] = ["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana,ben"];

/// Coded by both, with the list of what they disagree on.
fn listed() -> Folder {
    let folder = started(8);
    code(&folder, SHEETS[0], 3);
    code(&folder, SHEETS[1], 6);
    done(agree(&folder, &["--disagreements", "coding/list.csv"]));
    folder
}

#[test]
fn decisions_in_the_list_are_not_written_over() {
    let folder = listed();
    // The same list again loses nothing.
    done(agree(&folder, &["--disagreements", "coding/list.csv"]));
    let decided = folder.read("coding/list.csv").replacen("? ana", "x", 1);
    assert!(decided != folder.read("coding/list.csv"));
    folder.write("coding/list.csv", &decided);
    for more in [
        &["--disagreements", "coding/list.csv"][..],
        &["--disagreements", "coding/list.csv", "-o", "agreement.md"],
        &["--disagreements", "coding/other.csv", "-o", "coding/other.csv"],
        &["--disagreements", "coding/other.csv", "-o", "coding/../coding/other.csv"],
    ] {
        let told = failed(agree(&folder, more));
        let expected = if more[1].ends_with("list.csv") {
            "coding/list.csv: is there already, with something else in it; give the output another name, or remove it"
        } else {
            "would be written twice; give each output a name of its own"
        };
        assert!(told.contains(expected), "{told}");
        assert_eq!(folder.read("coding/list.csv"), decided);
        assert!(!folder.has("agreement.md") && !folder.has("coding/other.csv"));
    }
}

#[test]
fn a_final_sheet_that_somebody_completed_is_not_written_over() {
    let folder = settled(8);
    let decisions = ["--decisions", "coding/list.csv"];
    done(resolve(&folder, &decisions));
    folder.append("coding/final.csv", "bcdf-bcdf-bcdf-bcdf,one more,,x,,,,,,,,\n");
    let before = folder.read("coding/final.csv");
    let told = failed(resolve(&folder, &decisions));
    assert!(told.contains("coding/final.csv: is there already, with something else in it"), "{told}");
    assert_eq!(folder.read("coding/final.csv"), before);
    folder.write("before.toml", CODEBOOK);
    let twice = ["--log", "new.csv", "--started", "before.toml", "-o", "new.csv", "--decisions", "coding/list.csv"];
    let all = ["code", "resolve", SHEETS[0], SHEETS[1], "--codebook", "codebook.toml"];
    let told = failed(folder.run(&[&all[..], &twice].concat()));
    assert!(told.contains("would be written twice") && !folder.has("new.csv"), "{told}");
}

#[test]
fn a_start_that_fails_leaves_nothing() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers(8));
    folder.write("codebook.toml", CODEBOOK);
    // The folder of the salt is not there, or the codebook cannot be written.
    let start = [&START[..], &["-o", "new/sheets", "--salt", "nowhere/salt.txt"]].concat();
    let told = failed(folder.run(&start));
    assert!(told.contains("nowhere/salt.txt: cannot be written") && !folder.has("new"), "{told}");
    std::fs::create_dir(folder.path("taken")).expect("a folder");
    let mut apply = START.map(str::to_owned).to_vec();
    apply[1] = "apply".to_owned();
    let more = ["--previous", "codebook.toml", "--write-codebook", "taken", "-o", "new/sheets"];
    let apply: Vec<&str> = apply.iter().map(String::as_str).chain(more).collect();
    let told = failed(folder.run(&apply));
    assert!(told.contains("taken: is a folder") && !folder.has("new"), "{told}");
    assert_eq!(folder.others(), ["taken"]);
}

#[test]
fn apply_writes_over_nothing_that_it_reads_or_writes() {
    let folder = settled(8);
    folder.write("2026.toml", CODEBOOK);
    let inputs = ["coding/final.csv", "coding/salt.txt", "coding/list.csv", "new/ana.csv"];
    let before = inputs.map(|name| std::fs::read(folder.path(name)).ok());
    for output in inputs {
        let apply = ["code", "apply", "answers.csv", "--codebook", "2026.toml", "--coders", "ana", "-o", "new"];
        let files =
            ["--previous-final", "coding/final.csv", "--salt", "coding/salt.txt", "--except", "coding/list.csv"];
        let more = ["--previous", "codebook.toml", "--write-codebook", output];
        let told = failed(folder.run(&[&apply[..], &files, &more].concat()));
        assert!(told.contains("the output would replace") || told.contains("would be written twice"), "{told}");
        assert!(!folder.has("new"), "{output}");
    }
    assert_eq!(inputs.map(|name| std::fs::read(folder.path(name)).ok()), before);
}

#[test]
fn results_are_not_written_over_a_sheet_with_any_name() {
    let folder = settled(8);
    std::fs::rename(folder.path("coding/final.csv"), folder.path("a=b.csv")).expect("there");
    let before = folder.read("a=b.csv");
    for coded in ["comments=a=b.csv", "a=b.csv"] {
        let prepare = ["prepare", "answers.csv", "--codebook", "codebook.toml", "--salt", "coding/salt.txt"];
        let to = |output| folder.run(&[&prepare[..], &["--coded", coded, "-o", output]].concat());
        let told = failed(to("a=b.csv"));
        assert!(told.contains("the output would replace a=b.csv"), "{told}");
        assert_eq!(folder.read("a=b.csv"), before);
        done(to("results.json"));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_made_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = started(8);
    done(folder.run(&[&START[..], &["-o", "a/b"]].concat()));
    for name in ["a", "a/b"] {
        let mode = folder.path(name).metadata().expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{name}");
    }
}

#[test]
fn rows_that_nobody_coded_are_not_left_out_as_coded() {
    let folder = started(8);
    code(&folder, SHEETS[0], 3);
    let mut sheet = table(&folder, SHEETS[0]);
    let marks = column(&sheet, "docs")..=column(&sheet, "none");
    for row in &mut sheet[1..=30] {
        row[marks.clone()].iter_mut().for_each(String::clear);
    }
    write(&folder, SHEETS[0], &sheet);
    let except = ["-o", "more", "--salt", "coding/salt.txt", "--except", SHEETS[0]];
    let out = done(folder.run(&[&START[..], &except].concat())).out;
    assert!(out.contains("30 answers to \"Needs\" (90 are coded already)"), "{out}");
}

/// As a spreadsheet in western or eastern Europe saves "CSV": in its own alphabet, with semicolons, and with a question mark
/// for each letter that the alphabet lacks.
#[test]
fn a_sheet_in_the_alphabet_of_a_spreadsheet_is_read() {
    for (letters, bytes) in [
        ("Mehr Dokumentation für Größen, bitte", &b"Mehr Dokumentation f\xfcr Gr\xf6\xdfen, bitte"[..]),
        ("Une documentation à jour, s’il vous plaît", b"Une documentation \xe0 jour, s\x92il vous pla\xeet"),
        ("Więcej docs", b"Wi\xeacej docs"),
        ("Größen → docs", b"Gr\xf6\xdfen ? docs"),
    ] {
        let folder = salted(answers(8).replace("docs and GPUs", &format!("\"{letters}\"")));
        done(folder.run(&START));
        for name in SHEETS {
            code(&folder, name, 3);
        }
        let sheet = table(&folder, SHEETS[1]);
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        for row in &sheet {
            let cell = |cell: &String| if cell == letters { bytes.to_vec() } else { cell.clone().into_bytes() };
            writer.write_byte_record(&row.iter().map(cell).collect()).expect("as long as the header");
        }
        folder.write(SHEETS[1], writer.into_inner().expect("whole"));
        let out = done(resolve(&folder, &[])).out;
        assert!(out.contains("120 answers: 120 agreed on"), "{out}");
        done(prepare(&folder, &[]));
    }
}

#[test]
fn a_mark_is_a_word_of_many_languages() {
    let folder = settled(8);
    let mut sheet = table(&folder, "coding/final.csv");
    let docs = column(&sheet, "docs");
    for (row, word) in sheet[1..].iter_mut().filter(|row| row[docs] == "x").zip(["Oui", "ja", "Да", "checked", "○"])
    {
        row[docs] = word.to_owned();
    }
    write(&folder, "coding/final.csv", &sheet);
    done(prepare(&folder, &[]));
    assert_eq!(counts(&folder).0, [60, 40, 20, 8]);
}
