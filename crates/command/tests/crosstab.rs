//! `crosstab`, `verify` and `schema` on the worked example and on files that do not hold.

#[path = "command/mod.rs"]
mod command;

use command::Folder;

fn example() -> Folder {
    let folder = Folder::empty();
    folder.write("results.json", include_str!("../../../docs/example-results.json"));
    folder
}

#[test]
fn crosstab_prints_share_count_and_base() {
    let out = example().run(&["crosstab", "results.json", "--query", "?field=bioimaging"]);
    assert_eq!((out.code, out.err.as_str()), (0, ""));
    assert!(out.out.contains("Better documentation and examples"), "{}", out.out);
    assert!(out.out.contains("53.8 %  14/26"), "{}", out.out);
}

#[test]
fn crosstab_writes_csv_and_json_with_the_same_numbers() {
    let folder = example();
    let csv = folder.run(&["crosstab", "results.json", "--format", "csv"]).out;
    assert!(csv.contains("bioimaging,Bioimaging,docs,Better documentation and examples,14,26,0.538462,"), "{csv}");
    let json = folder.run(&["crosstab", "results.json", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["rows"][1]["id"], "bioimaging");
    assert_eq!(json["rows"][1]["cells"][0]["count"], 14);
    assert_eq!(json["rows"][1]["cells"][0]["base"], 26);
}

#[test]
fn crosstab_tells_what_it_did_not_understand_and_goes_on() {
    let out = example().run(&["crosstab", "results.json", "--query", "planet=mars&region=australia"]);
    assert_eq!(out.code, 0);
    assert!(out.err.starts_with("warning: ") && out.err.contains("planet=mars"), "{}", out.err);
    assert!(out.out.contains("n = 11"), "{}", out.out);
}

#[test]
fn crosstab_says_which_dimensions_no_table_holds_together() {
    let folder = Folder::with_survey();
    folder.replace("codebook.toml", "label = \"Region\"\n", "label = \"Region\"\ncolumn = \"Region\"\n");
    folder.replace(
        "codebook.toml",
        "[[question]]",
        "[[dimension]]\nlabel = \"Speed\"\ncolumn = \"Care about? [Speed]\"\ncategories = [\"Critical\", \"Useful\"]\n\n[[question]]",
    );
    let made = folder.prepare(&["--tables", "by-dimension"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let out = folder.run(&["crosstab", "results.json", "--query", "region=north&speed=critical"]);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("no table of this file holds Field, Region, Speed together"), "{}", out.err);
}

#[test]
fn verify_prints_every_finding() {
    let folder = example();
    assert_eq!(folder.run(&["verify", "results.json"]).code, 0);
    folder.replace("results.json", "\"smallest_class\": 5", "\"smallest_class\": 4");
    folder.replace("results.json", "\"region\": 11", "\"region\": 10");
    folder.replace("results.json", "\"Statistical genetics\"", "\"Ask jane.doe@example.org\"");
    let out = folder.run(&["verify", "results.json"]);
    assert_eq!(out.code, 1);
    assert!(out.out.contains("privacy.smallest_class: 4 is declared"), "{}", out.out);
    assert!(out.out.contains("privacy.generalized.region: 10 respondents are declared not to be exact"), "{}", out.out);
    assert!(out.out.contains("looks like an email address"), "{}", out.out);
    assert!(out.err.contains("3 things do not hold"), "{}", out.err);
}

#[test]
fn verify_finds_what_does_not_add_up() {
    for (from, to, finding) in [
        ("[[0], [0], [0], 6, 6, 6,", "[[0], [0], [0], 4, 4, 4,", "below the declared k = 5"),
        ("[[0], [0], [0], 6, 6, 6,", "[[0], [0], [0], 6, 7, 6,", "needs.asked is 7, more than the 6 of the class"),
        ("[[0], [0], [0], 6,", "[[9], [0], [0], 6,", "9 is not a category of \"field\""),
        ("\"id\": \"channel\"", "\"id\": \"chart\"", "is a word of the query string"),
        ("\"published\": 48", "\"published\": 47", "the classes hold 48 respondents"),
        ("\"query\": \"region=-australia\"", "\"query\": \"region=-mars\"", "is not understood"),
        ("\"profile\": \"needs-by-field\"", "\"profile\": \"another\"", "this is not a results file"),
    ] {
        let folder = example();
        folder.replace("results.json", from, to);
        let out = folder.run(&["verify", "results.json"]);
        assert_eq!(out.code, 1, "{from}");
        assert!(out.out.contains(finding), "{finding}: {}", out.out);
    }
    let folder = Folder::empty();
    folder.write("results.json", "{");
    let out = folder.run(&["verify", "results.json"]);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("line 1, column 1"), "{}", out.err);
}

#[test]
fn schema_is_printed_as_committed() {
    let out = Folder::empty().run(&["schema"]);
    assert_eq!(out.code, 0);
    assert_eq!(out.out, include_str!("../../../docs/results.schema.json"));
}
