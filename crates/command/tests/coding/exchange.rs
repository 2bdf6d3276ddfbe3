//! Codes of other programs and of last year.

use crate::{command::Folder, survey::*};
use needs_intake::codebook::Codebook;

fn with_codebook() -> Folder {
    let folder = Folder::empty();
    folder.write("codebook.toml", CODEBOOK);
    folder
}

/// Label and patterns of each code.
fn codes(folder: &Folder, name: &str) -> Vec<(String, Vec<String>)> {
    let question = Codebook::read(&folder.read(name)).and_then(|codebook| codebook.coded_question(None));
    question.expect("a coded question").frame.into_iter().map(|code| (code.label, code.patterns)).collect()
}

#[test]
fn a_dictionary_names_a_code_by_its_id_or_its_label_and_changes_its_patterns_alone() {
    let folder = with_codebook();
    folder.write("words.tsv", "docs\ttutorial*\nDocumentation\tmanual*\ngpu\tcuda\nSpeed\tslow*\nspeed\tfast*\n");
    let import = ["code", "import", "words.tsv", "--codebook", "codebook.toml", "-o", "new.toml"];
    let out = done(folder.run(&import)).out;
    assert!(out.contains("1 codes added, 2 changed"), "{out}");
    let expected = [
        ("Documentation", vec!["tutorial*", "manual*"]),
        ("GPU", vec!["cuda"]),
        ("Memory", vec!["out of memory"]),
        ("Cost", vec!["cost*", "expensive"]),
        ("Speed", vec!["slow*", "fast*"]),
    ];
    let strings = |patterns: Vec<&str>| patterns.into_iter().map(str::to_owned).collect();
    assert_eq!(codes(&folder, "new.toml"), expected.map(|(label, patterns)| (label.to_owned(), strings(patterns))));
}

#[test]
fn a_code_of_another_program_that_has_the_label_of_one_is_that_one() {
    let folder = with_codebook();
    let code = |name: &str| {
        format!(
            "<Code guid=\"2d969af8-c875-4fae-bcd8-f0162bc2739{}\" name=\"{name}\" isCodable=\"true\"><Description>Wants text.</Description></Code>",
            name.len() % 10
        )
    };
    let book = |codes: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:1:0\"><Codes>{codes}</Codes></CodeBook>"
        )
    };
    folder.write("codes.qdc", book(&code("Documentation")));
    let import = ["code", "import", "codes.qdc", "--codebook", "codebook.toml", "-o", "new.toml"];
    let out = done(folder.run(&import)).out;
    assert!(out.contains("0 codes added, 1 changed"), "{out}");
    let new = folder.read("new.toml");
    assert!(new.contains("Wants text.") && new.contains("id = \"docs\""), "{new}");
    folder.write("codes.qdc", book(&(code("Documentation") + &code("docs"))));
    let told = failed(folder.run(&["code", "import", "codes.qdc", "--codebook", "codebook.toml", "-o", "bad.toml"]));
    assert!(told.contains("\"Documentation\" and \"docs\" are the same code \"docs\" of the codebook"), "{told}");
    assert!(!folder.has("bad.toml"));
}

#[test]
fn apply_gives_every_question_its_own_codes_with_their_themes() {
    let folder = Folder::empty();
    let wider = |line: &str| line.to_owned() + if line.starts_with("Id,") { ",Hopes?\n" } else { ",\n" };
    folder.write("answers.csv", answers(8).lines().map(wider).collect::<String>());
    let comments = &CODEBOOK[..CODEBOOK.find("themes = [").expect("themes")];
    let hopes = "\n[[question]]\nid = \"hopes\"\nlabel = \"Hopes\"\nkind = \"coded\"\ncolumn = \"Hopes?\"\n";
    folder.write(
        "2025.toml",
        CODEBOOK.to_owned() + hopes + "codes = [{ label = \"Peace\", definition = \"Names peace.\" }]\n",
    );
    folder.write("2026.toml", comments.to_owned() + hopes);
    let apply = |more: &[&str]| {
        let all =
            ["code", "apply", "answers.csv", "--codebook", "2026.toml", "--previous", "2025.toml", "--coders", "ana"];
        folder.run(&[&all[..], &["--write-codebook", "new.toml", "-o", "new"], more].concat())
    };
    let told = failed(apply(&[]));
    assert!(told.contains("several questions are coded; say which with --question: comments, hopes"), "{told}");
    assert!(!folder.has("new") && !folder.has("new.toml"));
    done(apply(&["--question", "comments"]));
    let new = Codebook::read(&folder.read("new.toml")).expect("a codebook");
    let labels: Vec<Vec<&str>> =
        new.questions.iter().map(|q| q.codes.iter().map(|code| code.0.label.0.as_str()).collect()).collect();
    assert_eq!(labels, [vec!["Documentation", "GPU", "Memory", "Cost"], vec!["Peace"]]);
    let themes: Vec<&str> = new.questions[0].themes.iter().map(|theme| theme.0.label.0.as_str()).collect();
    assert_eq!(themes, ["Resources"]);
}
