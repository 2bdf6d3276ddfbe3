//! What must hold whatever comes in: endless lines, killed runs, arbitrary bytes; and what `prepare` writes verifies.

mod command;

use command::{Folder, Out, needs_by_field};
use proptest::prelude::*;
use std::{
    fs::{self, File},
    io::Write,
    process::{Command, Output, Stdio},
    time::Duration,
};

const CODEBOOK: &str = r#"
title = "Small"
ignore = ["When"]
separator = ";"

[[dimension]]
id = "field"
label = "Field"
role = "field"
column = "Field"
categories = ["Imaging", "Genetics"]

[[question]]
id = "needs"
kind = "multiple"
column = "Needs"
choices = ["Docs", "GPUs"]
"#;

fn answers() -> String {
    let mut csv = String::from("When,Field,Needs\n");
    for i in 0..40 {
        csv += &format!(
            "2021-04-0{},{},{}\n",
            1 + i % 9,
            ["Imaging", "Genetics"][i % 2],
            ["Docs", "Docs;GPUs", ""][i % 3]
        );
    }
    csv
}

/// A folder with the codebook, and with the answers if there are any.
fn survey(answers: Option<String>) -> Folder {
    let folder = Folder::empty();
    folder.write("codebook.toml", CODEBOOK);
    if let Some(answers) = answers {
        folder.write("answers.csv", answers);
    }
    folder
}

const RESULTS: [&str; 4] = ["--codebook", "codebook.toml", "-o", "results.json"];

fn prepare(folder: &Folder, raw: &str) -> Command {
    let mut command = needs_by_field(folder.root());
    command.args(["prepare", raw]).args(RESULTS);
    command
}

/// `prepare` by a shell that has set a limit (`ulimit`).
fn limited(folder: &Folder, limit: &str, raw: &str) -> Command {
    let mut limited = Command::new("bash");
    let line = format!("ulimit {limit}; exec \"$0\" \"$@\"");
    let command = needs_by_field(folder.root());
    limited.args(["-c", &line]).arg(command.get_program()).args(["prepare", raw]).args(RESULTS);
    limited.current_dir(folder.root());
    limited
}

fn refused(folder: &Folder, output: Output) -> String {
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(!message.contains("panicked"), "{message}");
    assert_eq!(folder.others(), [""; 0], "no output, whole or half");
    message
}

/// At most 600 MB of address space.
const MEMORY: &str = "-v 600000";

#[test]
fn a_line_of_two_gigabytes_is_refused_without_two_gigabytes_of_memory() {
    let folder = survey(None);
    // As a file: sparse, so that nobody's disk fills.
    let mut file = File::create(folder.path("answers.csv")).expect("created");
    file.write_all(answers().as_bytes()).expect("written");
    file.set_len(2 << 30).expect("sparse");
    let message = refused(&folder, limited(&folder, MEMORY, "answers.csv").output().expect("runs"));
    assert!(message.contains("is no text (byte") && message.contains("is 0x00"), "{message}");
    // As a stream: a quote that nobody closes.
    let mut child = limited(&folder, MEMORY, "/dev/stdin")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("runs");
    let mut pipe = child.stdin.take().expect("piped");
    let mut sent = 0_u64;
    let head = answers() + "2021-04-01,\"";
    let mut more = pipe.write_all(head.as_bytes()).is_ok();
    let piece = vec![b'a'; 1 << 20];
    while more && sent < 2 << 30 {
        more = pipe.write_all(&piece).is_ok();
        sent += piece.len() as u64;
    }
    drop(pipe);
    let message = refused(&folder, child.wait_with_output().expect("ends"));
    assert!(message.contains("row 42") && message.contains("larger than 8 MB"), "{message}");
    assert!(sent < 64 << 20, "it stopped reading: {sent} bytes");
}

#[test]
fn a_killed_run_leaves_the_file_of_before_or_the_whole_new_one() {
    let folder = survey(None);
    // Killed while it reads: nothing is there.
    let mut child = prepare(&folder, "/dev/stdin").stdin(Stdio::piped()).spawn().expect("runs");
    child.stdin.as_mut().expect("piped").write_all(answers().as_bytes()).expect("it reads");
    std::thread::sleep(Duration::from_millis(30));
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert!(!folder.has("results.json"));
    // Killed at any time: whatever stands there is whole.
    let many = answers() + &answers().split_once('\n').expect("a header").1.repeat(400);
    folder.write("answers.csv", many);
    for round in 0..25_u64 {
        folder.write("results.json", "before");
        let mut child = prepare(&folder, "answers.csv").stdout(Stdio::null()).spawn().expect("runs");
        std::thread::sleep(Duration::from_millis(round * 4));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let left = fs::read(folder.path("results.json")).expect("there");
        assert!(
            left == b"before" || needs_privacy::verify::verify(&left).is_ok(),
            "round {round}: {} bytes",
            left.len()
        );
        // A finished file has a name of its own for a moment before it takes the place of the one before.
        #[cfg(target_os = "linux")]
        for name in folder.others() {
            let left = fs::read(folder.path(&name)).expect("there");
            assert!(name == "results.json" || needs_privacy::verify::verify(&left).is_ok(), "round {round}: {name}");
            if name != "results.json" {
                fs::remove_file(folder.path(&name)).expect("there");
            }
        }
    }
}

/// The system kills who writes more than is allowed: a kill in the midst of the file, every time.
#[cfg(unix)]
#[test]
fn a_run_killed_while_it_writes_leaves_no_other_file() {
    use std::os::unix::process::ExitStatusExt;
    let folder = survey(Some(answers()));
    folder.write("results.json", "before");
    let output = limited(&folder, "-f 1", "answers.csv").output().expect("runs");
    assert!(output.status.signal().is_some(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(folder.read("results.json"), "before");
    // Elsewhere an unfinished file may have a name.
    #[cfg(target_os = "linux")]
    assert_eq!(folder.others(), ["results.json"]);
    assert!(prepare(&folder, "answers.csv").output().expect("runs").status.success());
    assert_eq!(folder.others(), ["results.json"]);
}

#[test]
fn an_interrupted_run_leaves_nothing() {
    let folder = survey(None);
    let mut child = prepare(&folder, "/dev/stdin").stdin(Stdio::piped()).spawn().expect("runs");
    child.stdin.as_mut().expect("piped").write_all(answers().as_bytes()).expect("it reads");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    assert!(!child.wait().expect("ended").success());
    assert_eq!(folder.others(), [""; 0]);
}

#[test]
fn other_commands_refuse_what_is_no_results_file() {
    let folder = Folder::empty();
    folder.write("wrong.json", "{\"profile\": 1}");
    for arguments in [
        &["verify", "wrong.json"][..],
        &["verify", "missing.json"],
        &["crosstab", "wrong.json"],
        &["inspect", "missing.csv"],
    ] {
        let Out { code, err, .. } = folder.run(arguments);
        assert_eq!(code, 1, "{arguments:?}: {err}");
        assert!(err.starts_with("error: ") && !err.contains("panicked"), "{err}");
    }
}

#[test]
fn inspect_does_not_overwrite_a_codebook_unless_forced() {
    let folder = Folder::empty();
    folder.write("answers.csv", answers());
    let inspect = |more: &[&str]| folder.run(&[&["inspect", "answers.csv", "-o", "codebook.toml"], more].concat());
    assert_eq!(inspect(&[]).code, 0);
    folder.write("codebook.toml", "mine");
    let again = inspect(&[]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("is there already"), "{}", again.err);
    assert_eq!(folder.read("codebook.toml"), "mine");
    assert_eq!(inspect(&["--force"]).code, 0);
    assert_eq!(folder.prepare(&[]).code, 0);
}

/// Reads, counts and publishes in memory; what does not fit is an error.
fn whole(raw: Vec<u8>, codebook: &str) -> Result<Vec<u8>, String> {
    use needs_intake::{
        codebook::Codebook,
        prepare,
        raw::{InMemory, Raw},
    };
    let codebook = Codebook::read(codebook).map_err(|e| e.to_string())?;
    let mut raw =
        Raw::open(&InMemory::new("the answers", raw), &codebook.file, Box::new(|_| {})).map_err(|e| e.to_string())?;
    let plan = codebook.plan(Some(&raw.headers)).map_err(|e| e.to_string())?;
    let tally = prepare::Tally::of(&mut raw, &plan).map_err(|e| e.to_string())?;
    Ok(prepare::prepare(&codebook, &plan, tally, prepare::Settings::default()).map_err(|e| e.to_string())?.json)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_answers_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0..600_usize) {
        let _ = whole(bytes.clone(), CODEBOOK);
        // And in the middle of good ones.
        let mut raw = answers().into_bytes();
        let at = at.min(raw.len());
        raw.splice(at..at, bytes);
        let _ = whole(raw, CODEBOOK);
    }

    #[test]
    fn any_codebook_is_read_without_panic(text in "\\PC{0,200}", piece in "[\\[\\]{}=\"a-z0-9#* \n.,-]{0,60}", at in 0..400_usize) {
        let _ = whole(answers().into_bytes(), &text);
        let at = (0..=at.min(CODEBOOK.len())).rev().find(|&at| CODEBOOK.is_char_boundary(at)).unwrap_or(0);
        let _ = whole(answers().into_bytes(), &format!("{}{piece}{}", &CODEBOOK[..at], &CODEBOOK[at..]));
    }

    #[test]
    fn any_results_file_is_verified_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0..9_000_usize, n in 0..20_usize) {
        let _ = needs_privacy::verify::verify(&bytes);
        let mut example = include_bytes!("../../../docs/example-results.json").to_vec();
        let at = at.min(example.len());
        let end = (at + n).min(example.len());
        example.splice(at..end, bytes.into_iter().take(3));
        let _ = needs_privacy::verify::verify(&example);
    }

    #[test]
    fn what_prepare_writes_verifies(rows in proptest::collection::vec((0..4_usize, 0..4_usize, 0..4_usize, 0..8_usize, 0..3_usize), 12..160), k in 1..6_u32, tables in 0..3_usize) {
        let mut csv = String::from("Field,Region,Channel,Needs,Often\n");
        for (field, region, channel, needs, often) in rows {
            let chosen: Vec<&str> = ["A", "B", "C"].into_iter().enumerate().filter(|(i, _)| needs >> i & 1 == 1).map(|(_, l)| l).collect();
            csv += &format!("{},{},{},{},{}\n", ["x", "y", "z", "x;y"][field], ["n", "s", "w", ""][region], ["m", "t", "m", "u"][channel], chosen.join(";"), ["often", "never", ""][often]);
        }
        let tables = ["auto", "joint", "by-dimension"][tables];
        let codebook = format!(r#"
title = "T"
k = {k}
tables = "{tables}"
separator = ";"
[[dimension]]
label = "Field"
role = "field"
multiple = true
categories = ["x", "y", "z"]
[[dimension]]
label = "Region"
categories = ["n", "s", "w"]
[[dimension]]
label = "Channel"
categories = ["m", "t", "u"]
[[question]]
text = "Needs"
kind = "multiple"
choices = [{{ label = "A", themes = ["T"] }}, {{ label = "B", themes = ["T"] }}, "C"]
themes = ["T"]
[[question]]
text = "Often"
kind = "single"
asked_of = "region=n~s"
choices = ["often", "never"]
"#);
        let json = match whole(csv.into_bytes(), &codebook) {
            // No classes can be made where fewer than k of all were asked a question, or were not.
            Err(error) if error.contains("respondents were asked and") => return Ok(()),
            json => json.map_err(TestCaseError::fail)?,
        };
        if let Err(error) = needs_privacy::verify::verify(&json) {
            return Err(TestCaseError::fail(format!("{error}\n{}", String::from_utf8_lossy(&json))));
        }
    }
}
