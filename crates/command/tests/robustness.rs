//! What must hold whatever comes in: endless lines, killed runs, arbitrary bytes; and what `prepare` writes verifies.

use proptest::prelude::*;
use std::{
    fs::{self, File},
    io::Write,
    path::Path,
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

fn command(folder: &Path, raw: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_needs-by-field"));
    command.args(["prepare", raw, "--codebook", "codebook.toml", "-o", "results.json"]).current_dir(folder);
    command
}

fn refused(folder: &Path, output: Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    let mut left: Vec<_> = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").file_name()).collect();
    left.sort();
    left.retain(|name| name != "raw.csv");
    assert_eq!(left, ["codebook.toml"], "no output, whole or half");
    told
}

/// Runs with at most 600 MB of address space.
fn limited(folder: &Path, raw: &str) -> Command {
    let mut limited = Command::new("bash");
    let line = "ulimit -v 600000; exec \"$0\" \"$@\"";
    limited.args(["-c", line, env!("CARGO_BIN_EXE_needs-by-field"), "prepare", raw]);
    limited.args(["--codebook", "codebook.toml", "-o", "results.json"]).current_dir(folder);
    limited
}

#[test]
fn a_line_of_two_gigabytes_is_refused_without_two_gigabytes_of_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("codebook.toml"), CODEBOOK).expect("written");
    // As a file: sparse, so that nobody's disk fills.
    let mut file = File::create(folder.path().join("raw.csv")).expect("created");
    file.write_all(answers().as_bytes()).expect("written");
    file.set_len(2 << 30).expect("sparse");
    let told = refused(folder.path(), limited(folder.path(), "raw.csv").output().expect("runs"));
    assert!(told.contains("row 42") && told.contains("larger than 8 MB"), "{told}");
    // As a stream: a quote that nobody closes.
    let mut child = limited(folder.path(), "/dev/stdin")
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
    let told = refused(folder.path(), child.wait_with_output().expect("ends"));
    assert!(told.contains("row 42") && told.contains("larger than 8 MB"), "{told}");
    assert!(sent < 64 << 20, "it stopped reading: {sent} bytes");
}

#[test]
fn a_killed_run_leaves_the_file_of_before_or_the_whole_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let results = folder.path().join("results.json");
    fs::write(folder.path().join("codebook.toml"), CODEBOOK).expect("written");
    // Killed while it reads: nothing is there.
    let mut child = command(folder.path(), "/dev/stdin").stdin(Stdio::piped()).spawn().expect("runs");
    child.stdin.as_mut().expect("piped").write_all(answers().as_bytes()).expect("it reads");
    std::thread::sleep(Duration::from_millis(30));
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert!(!results.exists());
    // Killed at any time: whatever stands there is whole.
    let many = answers() + &answers().split_once('\n').expect("a header").1.repeat(400);
    fs::write(folder.path().join("raw.csv"), many).expect("written");
    for round in 0..25_u64 {
        fs::write(&results, "before").expect("written");
        let mut child = command(folder.path(), "raw.csv").stdout(Stdio::null()).spawn().expect("runs");
        std::thread::sleep(Duration::from_millis(round * 4));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let left = fs::read(&results).expect("there");
        assert!(
            left == b"before" || needs_privacy::verify::verify(&left).is_ok(),
            "round {round}: {} bytes",
            left.len()
        );
        #[cfg(target_os = "linux")]
        assert_eq!(names(folder.path()), ["codebook.toml", "raw.csv", "results.json"], "round {round}");
    }
}

/// Names in the folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().expect("plain names")).collect();
    names.sort();
    names
}

/// The system kills who writes more than is allowed: a kill in the midst of the file, every time.
#[cfg(unix)]
#[test]
fn a_run_killed_while_it_writes_leaves_no_other_file() {
    use std::os::unix::process::ExitStatusExt;
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("codebook.toml"), CODEBOOK).expect("written");
    fs::write(folder.path().join("raw.csv"), answers()).expect("written");
    fs::write(folder.path().join("results.json"), "before").expect("written");
    let mut killed = Command::new("bash");
    killed.args(["-c", "ulimit -f 1; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_needs-by-field")]);
    killed.args(["prepare", "raw.csv", "--codebook", "codebook.toml", "-o", "results.json"]).current_dir(folder.path());
    let output = killed.output().expect("runs");
    assert!(output.status.signal().is_some(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read(folder.path().join("results.json")).expect("there"), b"before");
    // Elsewhere it may have a name from the start; the next run removes it then.
    #[cfg(target_os = "linux")]
    assert_eq!(names(folder.path()), ["codebook.toml", "raw.csv", "results.json"]);
    assert!(command(folder.path(), "raw.csv").output().expect("runs").status.success());
    assert_eq!(names(folder.path()), ["codebook.toml", "raw.csv", "results.json"]);
}

#[test]
fn what_a_killed_run_left_is_removed_by_the_next_unless_somebody_writes_it() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("codebook.toml"), CODEBOOK).expect("written");
    fs::write(folder.path().join("raw.csv"), answers()).expect("written");
    for name in [".results.json.needs-by-field-1", ".results.json.needs-by-field-2", ".other.json.needs-by-field-3"] {
        fs::write(folder.path().join(name), "half").expect("written");
    }
    let busy = File::open(folder.path().join(".results.json.needs-by-field-2")).expect("there");
    busy.try_lock().expect("nobody else has it");
    assert!(command(folder.path(), "raw.csv").output().expect("runs").status.success());
    let left =
        [".other.json.needs-by-field-3", ".results.json.needs-by-field-2", "codebook.toml", "raw.csv", "results.json"];
    assert_eq!(names(folder.path()), left);
}

#[test]
fn an_interrupted_run_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("codebook.toml"), CODEBOOK).expect("written");
    let mut child = command(folder.path(), "/dev/stdin").stdin(Stdio::piped()).spawn().expect("runs");
    child.stdin.as_mut().expect("piped").write_all(answers().as_bytes()).expect("it reads");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    assert!(!child.wait().expect("ended").success());
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn other_commands_refuse_what_is_no_results_file() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("wrong.json"), "{\"profile\": 1}").expect("written");
    for arguments in [
        &["verify", "wrong.json"][..],
        &["verify", "missing.json"],
        &["crosstab", "wrong.json"],
        &["inspect", "missing.csv"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_needs-by-field"));
        let output = command.args(arguments).current_dir(folder.path()).output().expect("runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
        assert!(told.starts_with("error: ") && !told.contains("panicked"), "{told}");
    }
}

#[test]
fn inspect_does_not_overwrite_a_codebook_unless_forced() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("raw.csv"), answers()).expect("written");
    let inspect = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_needs-by-field"));
        command.args(["inspect", "raw.csv", "-o", "codebook.toml"]).args(more).current_dir(folder.path());
        command.output().expect("runs")
    };
    assert!(inspect(&[]).status.success());
    fs::write(folder.path().join("codebook.toml"), "mine").expect("written");
    let again = inspect(&[]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is there already"));
    assert_eq!(fs::read(folder.path().join("codebook.toml")).expect("there"), b"mine");
    assert!(inspect(&["--force"]).status.success());
    assert!(command(folder.path(), "raw.csv").output().expect("runs").status.success());
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
    Ok(prepare::prepare(&codebook, &plan, tally, prepare::Order::default()).map_err(|e| e.to_string())?.json)
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
