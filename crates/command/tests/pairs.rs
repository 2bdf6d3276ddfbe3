//! Pairs of needs: who chose both, counted only when the codebook asks for it.

#[path = "command/mod.rs"]
mod command;

use command::{CODEBOOK, Folder};
use needs_core::{
    CrossTab, Survey, View, headline, query,
    survey::{Layout, file::Kind},
};
use needs_intake::{
    codebook::Codebook,
    prepare::{Settings, Tally, prepare},
    raw::{InMemory, Raw},
};
use proptest::prelude::*;
use serde_json::Value;

/// A folder whose codebook asks for the pairs of the needs, with more words beside that.
fn with_pairs(more: &str) -> Folder {
    let folder = Folder::with_survey();
    folder.replace("codebook.toml", "label = \"Needs\"", &format!("label = \"Needs\"\npairs = true\n{more}"));
    folder
}

/// The sum of a column over the classes of the first table.
fn total(file: &str, column: &str) -> Option<u64> {
    let file: Value = serde_json::from_str(file).expect("JSON");
    let rows = file["resources"][0]["data"].as_array().expect("rows");
    let place = rows[0].as_array().expect("names").iter().position(|name| name == column)?;
    Some(rows[1..].iter().map(|row| row[place].as_u64().expect("a count")).sum())
}

#[test]
fn pairs_are_counted_only_when_asked_for_and_the_author_learns_what_they_cost() {
    let folder = Folder::with_survey();
    let out = folder.prepare(&[]);
    assert!(!folder.read("results.json").contains("pair") && !out.err.contains("pairs"), "{}", out.err);

    let folder = with_pairs("");
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    let file = folder.read("results.json");
    // Of every four rows the first wants both; the one of 60 without consent is not among them.
    assert_eq!(total(&file, "needs.pair.docs.gpu"), Some(15));
    assert_eq!(total(&file, "needs.pair.docs.money"), Some(0));
    assert!(out.err.contains("warning: pairs of needs: who is known to be in a class"), "{}", out.err);
    assert!(out.err.contains("; 0 times one person alone in a class made a choice"), "{}", out.err);
    assert_eq!(folder.run(&["verify", "results.json"]).code, 0);
}

#[test]
fn whoever_chose_something_alone_is_counted_in_the_warning() {
    let folder = with_pairs("");
    folder.append("answers.csv", "2022-06-01,Yes,Imaging,North,GPU;Money,Critical,\n");
    let out = folder.prepare(&[]);
    assert!(out.err.contains("; 1 times one person alone in a class made a choice"), "{}", out.err);
}

#[test]
fn pairs_of_a_sensitive_question_are_warned_of_and_strict_merges_or_refuses() {
    let folder = with_pairs("sensitive = true");
    // In one class both who want money want a GPU; elsewhere somebody wants money alone.
    let mut rows = String::new();
    for (region, needs) in [("North", "GPU;Money"), ("North", "GPU;Money"), ("South", "Money"), ("South", "GPU;Money")]
    {
        rows.push_str(&format!("2022-06-01,Yes,Imaging,{region},{needs},Critical,\n"));
        rows.push_str(&format!("2022-06-01,Yes,Genetics,{region},\"Docs, and examples;{needs}\",Critical,\n"));
        rows.push_str(&format!("2022-06-01,Yes,Genetics,{region},{needs},Critical,\n"));
    }
    folder.append("answers.csv", &rows);
    let out = folder.prepare(&["--tables", "joint"]);
    assert_eq!(out.code, 0, "{}", out.err);
    let warning =
        "warning: sensitive: everybody of the 2 who chose needs.money in field=imaging&region=north chose needs.gpu";
    assert!(out.err.contains(warning), "{}", out.err);
    let verified = folder.run(&["verify", "results.json"]);
    assert!(verified.out.contains("needs is sensitive: "), "{}", verified.out);
    let strict = folder.prepare(&["--tables", "joint", "--strict"]);
    assert!(strict.code == 0 && !strict.err.contains("warning: sensitive"), "{}", strict.err);
    // Fields and regions that must stay exact do so in the common table; the question has one of its own.
    folder.replace("codebook.toml", "label = \"Field\"", "label = \"Field\"\nnever_generalize = true");
    folder.replace("codebook.toml", "label = \"Region\"", "label = \"Region\"\nnever_generalize = true");
    let out = folder.prepare(&["--tables", "joint", "--strict"]);
    assert!(out.code == 0 && !out.err.contains("warning: sensitive"), "{}", out.err);
    let file: serde_json::Value = serde_json::from_str(&folder.read("results.json")).expect("JSON");
    assert_eq!(file["privacy"]["generalized"], serde_json::json!({"field": 0, "region": 0}));
    assert_eq!(file["resources"][1]["name"], "answers-needs");
    // What all want no table can hide.
    let all = folder.read("answers.csv").replace(",GPU,", ",\"Docs, and examples;GPU\",");
    folder.write("answers.csv", all.replace("\"Docs, and examples\"", "\"Docs, and examples;GPU\""));
    let out = folder.prepare(&["--tables", "joint", "--strict"]);
    assert_eq!(out.code, 1, "{}", out.out);
    assert!(out.err.contains("leave the question or its pairs out"), "{}", out.err);
}

#[test]
fn pairs_of_another_kind_of_question_or_of_one_choice_are_refused() {
    let folder = Folder::with_survey();
    folder.replace("codebook.toml", "id = \"care\"", "id = \"care\"\npairs = true");
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 1);
    assert!(
        out.err.contains("pairs belong to a question of kind = \"multiple\" or \"ranking\"; this one is \"rating\""),
        "{}",
        out.err
    );

    let folder = with_pairs("other = \"Other\"");
    folder.replace(
        "codebook.toml",
        "choices = [{ label = \"Docs, and examples\", id = \"docs\" }, \"GPU\", \"Money\"]",
        "",
    );
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 1);
    assert!(out.err.contains("1 choices; pairs = true is for 2 to 32"), "{}", out.err);
}

#[test]
fn counts_made_elsewhere_hold_pairs_or_are_refused() {
    let folder = with_pairs("");
    folder.replace("codebook.toml", "k = 5", "k = 5\nreceived = 12\nconsented = 12");
    folder.replace(
        "codebook.toml",
        "columns = \"Care about? [*]\"",
        "items = [{ label = \"Speed\", column = \"#6\" }]",
    );
    let columns = "field,region,n,needs.asked,needs.answered,needs.docs,needs.gpu,needs.money,care.asked,care.answered,care.speed.critical,care.speed.useful";
    let row = "Imaging,North,12,12,10,6,5,2,12,0,0,0";
    let run = |csv: String| {
        folder.write("counts.csv", csv);
        folder.run(&["prepare", "--counts", "counts.csv", "--codebook", "codebook.toml", "-o", "counted.json"])
    };
    let out = run(format!("{columns}\n{row}\n"));
    assert_eq!(out.code, 1);
    assert!(out.err.contains("no column \"needs.pair.docs.gpu\", which the codebook needs"), "{}", out.err);
    assert!(!folder.has("counted.json"));
    let pairs = "needs.pair.docs.gpu,needs.pair.docs.money,needs.pair.gpu.money";
    let out = run(format!("{columns},{pairs}\n{row},6,0,1\n"));
    assert_eq!(out.code, 1);
    assert!(
        out.err.contains("counts.csv, row 2: needs.pair.docs.gpu is 6, which is not between 1 and 5"),
        "{}",
        out.err
    );
    let out = run(format!("{columns},{pairs}\n{row},4,0,1\n"));
    assert_eq!(out.code, 0, "{}", out.err);
    assert_eq!(total(&folder.read("counted.json"), "needs.pair.docs.gpu"), Some(4));
}

/// The results file of answers that want these needs (bits), one respondent each, in two regions.
fn survey(needs: &[(bool, u8)], k: u32) -> Survey {
    let answers = ["\"Docs, and examples\"", "GPU", "Money"];
    let mut csv = String::from("Timestamp,I agree,Field,Region,What do you need?,Care about? [Speed],Comment\n");
    for (south, set) in needs {
        let chosen: Vec<&str> = (0..3).filter(|a| set >> a & 1 == 1).map(|a| answers[a].trim_matches('"')).collect();
        let region = if *south { "South" } else { "North" };
        csv.push_str(&format!(",Yes,Imaging,{region},\"{}\",Useful,\n", chosen.join(";")));
    }
    let answers = InMemory::new("answers.csv", csv.into_bytes());
    let codebook =
        Codebook::read(&CODEBOOK.replace("label = \"Needs\"", "label = \"Needs\"\npairs = true")).expect("sound");
    let mut raw = Raw::open(&answers, &codebook.file, Box::new(|_| {})).expect("there");
    let plan = codebook.plan(Some(&raw.headers)).expect("sound");
    let tally = Tally::of(&mut raw, &plan).expect("sound");
    let prepared = prepare(&codebook, &plan, tally, Settings { k: Some(k), ..Settings::default() }).expect("k people");
    Survey::read(&prepared.json).expect("checked when it was made")
}

#[test]
fn a_ranking_tells_apart_what_it_could_not_without_pairs() {
    // Twelve want documentation, five of them a GPU as well; eight want neither.
    let needs: Vec<(bool, u8)> =
        (0..20).map(|i| (i % 2 == 0, [0b11, 0b01, 0b00][[5, 12, 20].partition_point(|&end| end <= i)])).collect();
    let mut survey = survey(&needs, 5);
    let apart = |survey: &Survey| {
        let view = query::parse("base=asked", survey).view;
        let tab = CrossTab::of(survey, &view).expect("joint");
        (headline::ranking(survey, &view, &tab).apart(0, 1), tab.pairs[0].len())
    };
    assert_eq!(apart(&survey), (true, 3));
    let Kind::Multiple { pairs, .. } = &mut survey.about.questions[0].kind else { panic!("a multiple question") };
    *pairs = false;
    survey.layout = Layout::of(&survey.about.questions);
    survey.tables[0].counts.drain(5..8);
    assert_eq!(apart(&survey), (false, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pairs_are_those_of_the_rows(needs in proptest::collection::vec((any::<bool>(), 0..8_u8), 5..40), k in 1..6_u32) {
        // A question that fewer than k answered is not published.
        prop_assume!(needs.iter().filter(|(_, set)| *set != 0).count() >= k as usize);
        let survey = survey(&needs, k);
        let columns = &survey.layout.questions[0];
        for (a, b) in [(0, 1), (2, 0), (1, 2)] {
            let both = needs.iter().filter(|(_, set)| set >> a & 1 == 1 && set >> b & 1 == 1).count();
            let column = columns.pair(a, b).expect("asked for");
            for table in survey.tables.iter().filter(|table| table.has(columns)) {
                prop_assert_eq!(table.counts[column].iter().sum::<u32>() as usize, both);
            }
        }
        // A view knows the pairs of its choices, not of its themes.
        let tab = CrossTab::of(&survey, &View::of(&survey)).expect("joint");
        let all: Vec<u32> = tab.pairs[0].iter().map(|cell| cell.count).collect();
        let both = |a: u8, b: u8| needs.iter().filter(|(_, set)| set >> a & set >> b & 1 == 1).count() as u32;
        prop_assert_eq!(all, [both(0, 1), both(0, 2), both(1, 2)]);
        // With k = 1 the classes are the regions: each has its own pairs.
        if k == 1 {
            let table = &survey.tables[0];
            let column = columns.pair(0, 1).expect("asked for");
            let own = |south: bool| needs.iter().filter(|(s, set)| *s == south && set & 3 == 3).count() as u32;
            let expected: Vec<u32> = [false, true].into_iter().filter(|s| needs.iter().any(|n| n.0 == *s)).map(own).collect();
            prop_assert_eq!(&table.counts[column], &expected);
        }
    }
}
