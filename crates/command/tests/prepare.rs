//! The command as an author uses it: raw answers and a codebook in, a results file or a message out.

#[path = "command/mod.rs"]
mod command;

use command::{Folder, needs_by_field};

#[test]
fn answers_and_a_codebook_become_a_results_file() {
    let folder = Folder::with_survey();
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(
        out.out.starts_with("60 rows read, 59 people published.\n  1 left out: did not consent\n\n"),
        "{}",
        out.out
    );
    assert!(out.out.contains("Region  59 of 59 (100.0 %)"), "{}", out.out);
    let verified = folder.run(&["verify", "results.json"]);
    assert_eq!((verified.code, verified.err.as_str()), (0, ""));
    assert!(verified.out.contains("59 respondents"), "{}", verified.out);
}

/// For somebody who runs a community and has never heard of classes, generalization or bits.
#[test]
fn the_account_says_first_what_readers_get_and_what_it_cost() {
    let folder = Folder::with_survey();
    let out = folder.prepare(&["--k", "16"]).out;
    let (plain, numbers) = out.split_once("\nIn numbers (docs/privacy.md explains them).").expect("told last");
    let expected = "60 rows read, 59 people published.
  1 left out: did not consent

Nobody's answers stand alone in the file: it has numbers of groups of at least 16 people only (k = 16). A group
is people who are alike in what the dimensions of the codebook say.

Readers can filter by all of these at once:
  Field x Region  2 groups, the smallest of 29 people
One question has its own groups (1 group in 1 table), because few people of some group answered: needs.

Where a group would be too small, it is put together with another, and the file says \"Asia or Europe\" of it. So
many people are still told with their own category:
  Field   59 of 59 (100.0 %)
  Region  0 of 59 (0.0 %)
To keep more: put rare categories into larger ones, leave a dimension out, or move the one that matters most up in
the codebook.
";
    assert_eq!(plain, expected);
    for word in ["class", "generaliz", "bits", "joint", "disclos", "audit", "partition"] {
        assert!(!plain.contains(word), "{word} in {plain}");
    }
    assert!(numbers.contains("bits"), "{numbers}");
}

#[test]
fn rows_that_are_no_respondents_are_left_out_by_rule_and_reported() {
    let folder = Folder::with_survey();
    let before = folder.prepare(&[]);
    assert_eq!(before.code, 0, "{}", before.err);
    let all = folder.read("answers.csv");
    let codebook = folder.read("codebook.toml");
    let first = all.lines().nth(1).expect("a row").split(',').next().expect("a cell").to_owned();
    folder.write(
        "codebook.toml",
        format!("{codebook}\n[[drop]]\ncolumn = \"#1\"\nvalues = [\"{first}\"]\nlabel = \"test answers\"\n[[drop]]\npartial = 0.001\nlabel = \"unfinished\"\n[[drop]]\ncolumn = \"#1\"\nmatches = \"nobody*\"\n"),
    );
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(
        out.out.contains("60 rows read, 53 people published.\n  1 left out by a rule: test answers\n  5 left out by a rule: unfinished\n  1 left out: did not consent\n"),
        "{}",
        out.out
    );
    assert!(out.err.contains("warning: [[drop]] 3 (\"Timestamp\": like \"nobody*\") leaves out nobody"), "{}", out.err);
    let file: serde_json::Value = serde_json::from_str(&folder.read("results.json")).expect("JSON");
    assert_eq!(file["respondents"]["received"], 60);
    assert_eq!(
        file["respondents"]["left_out"],
        serde_json::json!([{"label": "test answers", "n": 1}, {"label": "unfinished", "n": 5}])
    );
    assert_eq!(folder.run(&["verify", "results.json"]).code, 0);
}

#[test]
fn nothing_else_gets_out() {
    let folder = Folder::with_survey();
    folder.prepare(&[]);
    let json = folder.read("results.json");
    for secret in ["2022-05-01", "jane", "a secret", "answers.csv", "Timestamp", "Comment"] {
        assert!(!json.contains(secret), "{secret} got out");
    }
    // The order of the rows is not in the file: backwards it is the same, byte for byte.
    let answers = folder.read("answers.csv");
    let (header, rows) = answers.split_once('\n').expect("rows");
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    folder.write("answers.csv", format!("{header}\n{}\n", rows.join("\n")));
    folder.prepare(&[]);
    assert_eq!(folder.read("results.json"), json);
}

#[test]
fn every_class_has_at_least_k() {
    let folder = Folder::with_survey();
    let out = folder.prepare(&["--k", "20"]);
    assert_eq!(out.code, 0, "{}", out.err);
    let file: serde_json::Value = serde_json::from_str(&folder.read("results.json")).expect("JSON");
    for table in file["resources"].as_array().expect("tables") {
        let rows = table["data"].as_array().expect("rows");
        // A question's own table is of those who answered it.
        let is_size = |name: &serde_json::Value| name == "n" || name.as_str().is_some_and(|n| n.ends_with(".answered"));
        let n = rows[0].as_array().expect("names").iter().position(is_size).expect("a column n");
        assert!(rows[1..].iter().all(|row| row[n].as_u64() >= Some(20)));
    }
    assert_eq!(file["privacy"]["k"], 20);
}

#[test]
fn what_is_left_of_each_dimension_is_reported_in_bits() {
    let folder = Folder::with_survey();
    // Two fields nearly of a size are a bit; regions of one and two thirds are 0.92.
    let out = folder.prepare(&[]).out;
    assert!(out.contains("Field   100 % (1.00 of 1.00 bits)"), "{out}");
    assert!(out.contains("Region  100 % (0.92 of 0.92 bits)"), "{out}");
    // One class of all, and nothing is told.
    let out = folder.prepare(&["--k", "40"]).out;
    assert!(out.contains("  0 of 59 (0.0 %)\n") && out.contains("  0 % (0.00 of "), "{out}");
}

#[test]
fn what_never_generalize_costs_is_reported() {
    let folder = Folder::with_survey();
    let out = folder.prepare(&["--k", "15"]).out;
    assert!(!out.contains("Without never_generalize"), "{out}");
    // It is what would help.
    assert!(
        out.contains("Most is lost in Region: ") && out.contains("write never_generalize = true for Region"),
        "{out}"
    );
    folder.replace("codebook.toml", "label = \"Region\"\n", "label = \"Region\"\nnever_generalize = true\n");
    let out = folder.prepare(&["--k", "15"]).out;
    let (with, without) =
        out.split_once("Without never_generalize of Region it would be, in the same tables:\n").expect("told");
    assert!(with.contains("Region  59 of 59 (100.0 %)"), "{out}");
    let lines: Vec<&str> = without.lines().take(2).collect();
    assert!(lines[0].starts_with("  Field  ") && lines[1].starts_with("  Region "), "{out}");
    assert!(lines.iter().all(|line| line.contains(" bits); ") && line.contains(" of 59 exact (")), "{out}");
}

#[test]
fn a_label_that_is_a_formula_is_warned_of_and_exported_as_text() {
    let folder = Folder::with_survey();
    folder.replace("codebook.toml", "\"GPU\"", "{ label = \"=cmd|' /C calc'!A0\", id = \"gpu\", answers = [\"GPU\"] }");
    let out = folder.prepare(&[]);
    let warning = "warning: questions[0].choices[1]: \"=cmd|' /C calc'!A0\" is a formula to spreadsheet programs";
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(out.err.contains(warning), "{}", out.err);
    let out = folder.run(&["verify", "results.json"]);
    assert_eq!(out.code, 0);
    assert!(out.err.contains(warning), "{}", out.err);
    let csv = folder.run(&["crosstab", "results.json", "--query", "question=needs", "--format", "csv"]).out;
    assert!(csv.contains(",gpu,'=cmd|' /C calc'!A0,"), "{csv}");
}

#[test]
fn a_dry_run_writes_nothing_and_quiet_prints_nothing() {
    let folder = Folder::with_survey();
    let out = folder.run(&["prepare", "answers.csv", "--codebook", "codebook.toml", "--dry-run"]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(!folder.has("results.json"));
    let out = folder.prepare(&["--quiet"]);
    assert_eq!((out.code, out.out.as_str()), (0, ""));
    assert!(folder.has("results.json"));
}

#[test]
fn tables_of_the_command_line_come_before_the_codebooks() {
    let folder = Folder::with_survey();
    let speed = "[[dimension]]\nlabel = \"Speed\"\ncolumn = \"Care about? [Speed]\"\ncategories = [\"Critical\", \"Useful\"]\n\n[[question]]";
    folder.replace("codebook.toml", "[[question]]", speed);
    folder.replace("codebook.toml", "k = 5", "k = 5\ntables = \"joint\"");
    let out = folder.prepare(&["--tables", "by-dimension"]);
    assert!(out.out.contains("Readers can filter by what stands in one line at once:"), "{}", out.out);
    assert!(out.out.contains("  Field x Region  "), "{}", out.out);
}

#[test]
fn categories_that_are_exact_numbers_are_warned_of() {
    let folder = Folder::empty();
    let codebook = r#"
        title = "Ages"

        [[dimension]]
        id = "field"
        label = "Age"
        categories = ["25", "26", "27", "34"]
        other = "Other"

        [[question]]
        kind = "single"
        text = "Salary"
        choices = ["50000", "60000", "70000"]

        [[question]]
        kind = "single"
        text = "Useful?"
        choices = ["1", "2", "3", "4", "5"]
        "#;
    folder.write("codebook.toml", codebook);
    let rows: String = (0..60)
        .map(|i| format!("{},{},{}\n", [25, 26, 27, 34][i % 4], [50_000, 60_000, 70_000][i / 4 % 3], i % 5 + 1))
        .collect();
    folder.write("answers.csv", format!("Age,Salary,Useful?\n{rows}"));
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    for message in [
        "warning: dimension \"Age\": its categories are single numbers (such as 25)",
        "bands = [...]",
        "warning: question \"Salary\"",
    ] {
        assert!(out.err.contains(message), "{message}\n{}", out.err);
    }
    assert!(!out.err.contains("Useful"), "a scale is none: {}", out.err);
}

/// Nobody of region x is ill; one of channel q is, and of channel q one person only is not from region x.
#[test]
fn a_sensitive_choice_that_tables_together_disclose_is_warned_of() {
    let folder = Folder::empty();
    let codebook = r#"
        name = "clinic"
        title = "A clinic"
        tables = "by-dimension"

        [[dimension]]
        id = "field"
        role = "field"
        label = "Field"
        column = "Field"
        categories = ["a"]

        [[dimension]]
        id = "region"
        label = "Region"
        column = "Region"
        categories = ["x", "y"]

        [[dimension]]
        id = "channel"
        label = "Channel"
        column = "Channel"
        categories = ["p", "q"]

        [[question]]
        id = "health"
        kind = "single"
        text = "How are you?"
        sensitive = true
        column = "Health"
        choices = ["ill", "well"]
    "#;
    folder.write("codebook.toml", codebook);
    let rows = [("x,p,well", 7), ("x,q,well", 8), ("y,p,ill", 2), ("y,p,well", 7), ("y,q,ill", 1)];
    let rows: String = rows.iter().map(|(row, n)| format!("a,{row}\n").repeat(*n)).collect();
    folder.write("answers.csv", format!("Field,Region,Channel,Health\n{rows}"));
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    let message = "warning: sensitive: from the tables together, a reader who knows what every respondent is can work out the \
                answer of 1 person to health.ill";
    assert!(out.err.contains(message), "{}", out.err);
    let strict = folder.prepare(&["--strict"]);
    assert!(strict.code == 0 && !strict.err.contains("sensitive"), "{}", strict.err);
}

#[test]
fn a_sensitive_choice_that_a_class_discloses_is_warned_of() {
    let folder = Folder::with_survey();
    folder.replace("codebook.toml", "label = \"Needs\"", "label = \"Needs\"\nsensitive = true");
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(out.err.contains("warning: sensitive: nobody of the"), "{}", out.err);
    assert!(out.err.contains("--strict merges"), "{}", out.err);
}

#[test]
fn an_edition_after_another_keeps_its_classes() {
    let folder = Folder::with_survey();
    folder.prepare(&["--tables", "joint"]);
    let before = folder.read("results.json");
    folder.write("before.json", &before);
    let again = folder.prepare(&["--previous", "before.json"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(folder.read("results.json"), before);
    // One late answer could be told by subtraction.
    folder.append("answers.csv", "2022-06-01,Yes,Imaging,North,GPU,Critical,\n");
    std::fs::remove_file(folder.path("results.json")).expect("there");
    let late = folder.prepare(&["--previous", "before.json"]);
    assert_eq!(late.code, 1);
    assert!(late.err.contains("hold the late answers"), "{}", late.err);
    assert!(!folder.has("results.json"));
}

#[test]
fn counts_made_elsewhere_give_the_same_file_as_the_answers() {
    let folder = Folder::with_survey();
    folder.replace(
        "codebook.toml",
        "columns = \"Care about? [*]\"",
        "items = [{ label = \"Speed\", column = \"Care about? [Speed]\" }]",
    );
    let out = folder.prepare(&["--k", "1"]);
    assert_eq!(out.code, 0, "{}", out.err);
    let file: serde_json::Value = serde_json::from_str(&folder.read("results.json")).expect("JSON");
    // With k = 1 the class table holds the exact combinations: written as CSV it is what an engine would count.
    let rows = file["resources"][0]["data"].as_array().expect("rows");
    let mut csv = String::new();
    for (r, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row
            .as_array()
            .expect("cells")
            .iter()
            .enumerate()
            .map(|(c, cell)| match cell {
                serde_json::Value::Array(codes) => {
                    let code = codes[0].as_u64().expect("a code") as usize;
                    file["dimensions"][c]["categories"][code]["label"].as_str().expect("a label").to_owned()
                }
                serde_json::Value::String(name) => name.clone(),
                count => count.to_string(),
            })
            .collect();
        assert!(r == 0 || cells.len() == rows[0].as_array().expect("names").len());
        csv.push_str(&format!("{}\n", cells.join(",")));
    }
    folder.write("counts.csv", &csv);
    folder.replace("codebook.toml", "k = 5", "k = 5\nreceived = 60\nconsented = 59");
    folder.prepare(&[]);
    let from_answers = folder.read("results.json");
    let out = folder.run(&["prepare", "--counts", "counts.csv", "--codebook", "codebook.toml", "-o", "counted.json"]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert_eq!(folder.read("counted.json"), from_answers);

    folder.replace("counts.csv", "needs.docs", "needs.doc");
    let out = folder.run(&["prepare", "--counts", "counts.csv", "--codebook", "codebook.toml", "-o", "no.json"]);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("no column \"needs.docs\""), "{}", out.err);
    assert!(
        out.err.contains("\"needs.doc\", of which the codebook does not speak; did you mean \"needs.docs\"?"),
        "{}",
        out.err
    );
}

#[test]
fn a_spreadsheet_is_read_as_csv_is() {
    // The smallest workbook that programs write, zipped without compression.
    let folder = Folder::with_survey();
    folder.prepare(&[]);
    let expected = folder.read("results.json");
    std::fs::write(folder.path("answers.xlsx"), command::workbook(&folder.read("answers.csv"))).expect("writable");
    let out = folder.run(&["prepare", "answers.xlsx", "--codebook", "codebook.toml", "-o", "sheet.json"]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert_eq!(folder.read("sheet.json"), expected);
    folder.replace(
        "codebook.toml",
        "[[dimension]]\nlabel = \"Field\"",
        "[file]\nsheet = \"Second\"\n\n[[dimension]]\nlabel = \"Field\"",
    );
    let out = folder.run(&["prepare", "answers.xlsx", "--codebook", "codebook.toml", "-o", "no.json"]);
    assert!(out.err.contains("no sheet \"Second\"; it has: Sheet1"), "{}", out.err);
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    let folder = Folder::with_survey();
    for arguments in [
        &["prepare", "answers.csv"][..],
        &["prepare", "answers.csv", "--codebook", "codebook.toml"],
        &["prepare", "answers.csv", "--codebook", "codebook.toml", "-o", "x.json", "--k", "0"],
        &["crosstab"],
        &["nonsense"],
    ] {
        assert_eq!(folder.run(arguments).code, 2, "{arguments:?}");
    }
    let help = folder.run(&["prepare", "--help"]);
    assert_eq!(help.code, 0);
    assert!(help.out.contains("Example:"), "{}", help.out);
}

#[test]
fn who_listens_to_the_account_does_not_decide_on_the_file() {
    let folder = Folder::with_survey();
    let mut child = needs_by_field(folder.root())
        .args(["prepare", "answers.csv", "--codebook", "codebook.toml", "-o", "results.json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(folder.has("results.json"));
}
