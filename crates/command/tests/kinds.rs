//! Rankings, numbers, Net Promoter Scores and nets, from answers to what is said of them.

#[path = "command/mod.rs"]
mod command;

use command::Folder;
use needs_core::{CrossTab, Survey, query};
use serde_json::Value;

/// The results file of answers under a codebook, which is also verified; `ignore` is a list of columns.
fn prepared_but(ignore: &str, answers: &str, questions: &str) -> Survey {
    let folder = Folder::empty();
    folder.write("answers.csv", answers);
    let codebook = format!(
        "title = \"Kinds\"\nk = 1\nignore = [{ignore}]\n[[dimension]]\nlabel = \"Field\"\ncategories = [\"Imaging\", \"Genomics\"]\n{questions}"
    );
    folder.write("codebook.toml", codebook);
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    let verified = folder.run(&["verify", "results.json"]);
    assert_eq!((verified.code, verified.err.as_str()), (0, ""));
    Survey::read(folder.read("results.json").as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn prepared(answers: &str, questions: &str) -> Survey {
    prepared_but("", answers, questions)
}

/// Count and base of each column of everybody.
fn counts(survey: &Survey, query: &str) -> Vec<(u32, u32)> {
    let link = query::parse(query, survey);
    assert!(link.problems.is_empty(), "{:?}", link.problems);
    let tab = CrossTab::of(survey, &link.view).expect("one table");
    tab.all().iter().map(|cell| (cell.count, cell.base)).collect()
}

const RANKED: [&str; 6] = ["A;B;C", "A;C;B", "B;A;C", "B;A", "C", ""];
const ITEMS: &str = "items = [\"A\", \"B\", \"C\"]";

/// Six people, three in each field; one ranked nothing, two a part.
fn three_ways() -> [Survey; 3] {
    let field = |i: usize| ["Imaging", "Genomics"][i % 2];
    let order = |text: &str| -> Vec<String> { text.split(';').filter(|t| !t.is_empty()).map(str::to_owned).collect() };
    let rows = |header: &str, cells: &dyn Fn(&[String]) -> String| {
        let line = |(i, text): (usize, &&str)| format!("{},{}\n", field(i), cells(&order(text)));
        format!("{header}\n{}", RANKED.iter().enumerate().map(line).collect::<String>())
    };
    let in_order = rows("Field,Order", &|order| order.join(";"));
    let at = |order: &[String], place: usize| order.get(place).cloned().unwrap_or_default();
    let places = rows("Field,First,Second,Third", &|order| (0..3).map(|p| at(order, p)).collect::<Vec<_>>().join(","));
    let place_of = |order: &[String], item: &str| {
        order.iter().position(|o| o == item).map_or(String::new(), |place| (place + 1).to_string())
    };
    let items =
        rows("Field,Rank [A],Rank [B],Rank [C]", &|order| ["A", "B", "C"].map(|item| place_of(order, item)).join(","));
    let question = "[[question]]\nkind = \"ranking\"\nid = \"rank\"\ntext = \"Rank these\"\n";
    [
        prepared(&in_order, &format!("{question}column = \"Order\"\nseparator = \";\"\n{ITEMS}\n")),
        prepared(&places, &format!("{question}places = [\"First\", \"Second\", \"Third\"]\n{ITEMS}\n")),
        prepared(&items, &format!("{question}columns = \"Rank [*]\"\n")),
    ]
}

#[test]
fn a_ranking_is_read_alike_however_it_is_written() {
    for survey in three_ways() {
        assert_eq!(survey.about.profile_version, "1.1.0");
        // Five of six ranked anything. First: A twice, B twice, C once.
        assert_eq!(counts(&survey, ""), [(2, 5), (2, 5), (1, 5)]);
        assert_eq!(counts(&survey, "level=2"), [(2, 5), (1, 5), (1, 5)]);
        assert_eq!(counts(&survey, "level=3"), [(0, 5), (1, 5), (2, 5)]);
        assert_eq!(counts(&survey, "base=asked"), [(2, 6), (2, 6), (1, 6)]);
    }
}

#[test]
fn what_is_no_ranking_is_reported_with_its_row() {
    let codebook = "title = \"Kinds\"\nk = 1\n[[dimension]]\nlabel = \"Field\"\ncategories = [\"Imaging\"]\n[[question]]\nkind = \"ranking\"\ntext = \"Rank these\"\ncolumns = \"Rank [*]\"\n";
    for (row, expected) in [
        ("Imaging,1,1", "\"A\" and \"B\" are both at place 1"),
        ("Imaging,1,3", "not a place from 1 to 2"),
        ("Imaging,1,second", "not a place from 1 to 2"),
    ] {
        let folder = Folder::empty();
        folder.write("answers.csv", format!("Field,Rank [A],Rank [B]\nImaging,1,2\n{row}\n"));
        folder.write("codebook.toml", codebook);
        let out = folder.prepare(&[]);
        assert_eq!(out.code, 1, "{}", out.out);
        assert!(out.err.contains("row 3") && out.err.contains(expected), "{}", out.err);
        assert!(!folder.has("results.json"));
    }
}

#[test]
fn a_number_is_published_in_bands_and_its_median_and_mean_are_reported() {
    let hours = [1, 1, 4, 5, 5, 6, 9, 10, 12, 20, 39, 40];
    let row = |(i, hours): (usize, &i32)| format!("{},{hours}\n", ["Imaging", "Genomics"][i % 2]);
    let raw = format!("Field,Hours\n{}", hours.iter().enumerate().map(row).collect::<String>());
    let survey = prepared(
        &raw,
        "[[question]]\nkind = \"number\"\nid = \"hours\"\ncolumn = \"Hours\"\nbands = [5, 10]\nleast = 0\nmost = 40\n",
    );
    let labels: Vec<&str> = survey.questions()[0].choices().iter().map(|band| band.label.as_str()).collect();
    assert_eq!(labels, ["0 to under 5", "5 to under 10", "10 to 40"]);
    assert_eq!(counts(&survey, ""), [(3, 12), (4, 12), (5, 12)]);
    let message = said(&survey);
    assert!(message.contains("The median of 12 answers is in “5 to under 10”."), "{message}");
    // (3 x 2.5 + 4 x 7.5 + 5 x 25) / 12 = 13.54
    assert!(
        message.contains("The mean of the middles of the bands is 13.5; exact numbers are not published."),
        "{message}"
    );
}

#[test]
fn a_net_promoter_score_has_three_groups_and_an_interval() {
    let answers = [10, 9, 9, 10, 9, 8, 7, 6, 0, 3];
    let row = |(i, answer): (usize, &i32)| format!("{},{answer}\n", ["Imaging", "Genomics"][i % 2]);
    let raw = format!("Field,Likely\n{}", answers.iter().enumerate().map(row).collect::<String>());
    let survey = prepared(&raw, "[[question]]\nkind = \"nps\"\ncolumn = \"Likely\"\n");
    assert_eq!(counts(&survey, ""), [(5, 10), (2, 10), (3, 10)]);
    // (6 - 4) / 12 ± 1.96 √((10/12 - (2/12)²) / 12) = 0.167 ± 0.508, by Python.
    let message = said(&survey);
    let score = "Net Promoter Score +20 (chance interval −34 to +67): 50% promoters, 30% detractors of 10 respondents.";
    assert!(message.contains(score), "{message}");
}

#[test]
fn a_net_counts_its_levels_together_and_leads_the_question() {
    let answers = ["Strongly agree", "Agree", "Agree", "Neither", "Disagree", "Strongly agree"];
    let row = |(i, answer): (usize, &&str)| format!("{},{answer}\n", ["Imaging", "Genomics"][i % 2]);
    let raw = format!("Field,It [helps]\n{}", answers.iter().enumerate().map(row).collect::<String>());
    let levels = "levels = [\"Strongly agree\", \"Agree\", \"Neither\", \"Disagree\"]";
    let question = format!(
        "[[question]]\nkind = \"rating\"\nid = \"it\"\ntext = \"It\"\ncolumns = \"It [*]\"\n{levels}\nnets = [{{ label = \"Agree at all\", levels = [\"Strongly agree\", \"Agree\"] }}]\n"
    );
    let survey = prepared(&raw, &question);
    assert_eq!(counts(&survey, ""), [(4, 6)]);
    assert_eq!(counts(&survey, "level=agree"), [(2, 6)]);
    assert_eq!(counts(&survey, "level=agree-at-all"), [(4, 6)]);
}

#[test]
fn a_page_opens_with_the_question_that_leads() {
    let raw = "Field,Where,Needs,Tools\nImaging,Lab,A;B,X\nGenomics,Home,A,Y\nImaging,Lab,B,X\n";
    let questions = |lead: &str| {
        format!(
            "[[question]]\nkind = \"single\"\ncolumn = \"Where\"\nchoices = [\"Lab\", \"Home\"]\n[[question]]\nkind = \"multiple\"\ncolumn = \"Needs\"\nseparator = \";\"\nchoices = [\"A\", \"B\"]\n[[question]]\nkind = \"single\"\ncolumn = \"Tools\"\nchoices = [\"X\", \"Y\"]\n{lead}"
        )
    };
    let opens = |lead: &str| {
        let survey = prepared(raw, &questions(lead));
        let view = query::parse("", &survey).view;
        (survey.questions()[view.question].id.clone(), survey.about.profile_version.clone())
    };
    assert_eq!(opens(""), ("needs".to_owned(), "1.0.0".to_owned()));
    assert_eq!(opens("lead = true\n"), ("tools".to_owned(), "1.1.0".to_owned()));
}

/// The sentences that `crosstab` prints.
fn said(survey: &Survey) -> String {
    said_of(survey, "")
}

fn said_of(survey: &Survey, query: &str) -> String {
    let link = query::parse(query, survey);
    assert!(link.problems.is_empty(), "{:?}", link.problems);
    let (tab, what_if) = needs_core::sensitivity::crosstab(survey, &link.view).expect("one table");
    let words = needs_words::Words::default();
    let findings =
        needs_report::findings::Findings { survey, view: &link.view, tab: &tab, what_if: what_if.as_ref(), words };
    findings.sentences().join("\n")
}

#[test]
fn the_case_of_a_real_form_has_its_reference_values() {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/cases/ranking");
    let (Ok(raw), Ok(expected)) = (
        std::fs::read_to_string(format!("{case}/input.csv")),
        std::fs::read_to_string(format!("{case}/expected.json")),
    ) else {
        eprintln!("skipped: {case} is not there");
        return;
    };
    let expected: Value = serde_json::from_str(&expected).expect("JSON");
    let raw = raw.replace("What field do you work in?", "Field").replace("Ecology", "Imaging");
    let survey = prepared_but(
        "\"Id\", \"Start time\", \"Completion time\"",
        &raw,
        "[[question]]\nkind = \"ranking\"\ncolumn = \"Rank these by priority\"\nseparator = \";\"\nitems = [\"Career paths\", \"Training\", \"Funding\"]\n",
    );
    let first = counts(&survey, "");
    let message = said(&survey);
    for (item, (count, _)) in survey.questions()[0].items().iter().zip(first) {
        assert_eq!(expected["first choice"][&item.label], count);
        let mean = expected["mean rank"][&item.label].as_f64().expect("a mean");
        assert!(message.contains(&format!("{}: mean place {mean:.2} ", item.label)), "{message}");
    }
}

#[test]
fn the_mean_place_of_a_ranking_is_in_the_json_of_its_table() {
    let folder = Folder::empty();
    // A first of all, then B, then C; in one field the other way round.
    let line = |i: usize| format!("{},{}\n", ["Imaging", "Genomics"][i % 2], ["A;B;C", "C;B;A"][i % 2]);
    folder.write("answers.csv", format!("Field,Order\n{}", (0..20).map(line).collect::<String>()));
    let question =
        "[[question]]\nkind = \"ranking\"\nid = \"rank\"\ntext = \"Rank these\"\ncolumn = \"Order\"\nseparator = \";\"";
    let dimension = "[[dimension]]\nlabel = \"Field\"\ncategories = [\"Imaging\", \"Genomics\"]";
    folder.write("codebook.toml", format!("title = \"Kinds\"\nk = 5\n{dimension}\n{question}\n{ITEMS}\n"));
    assert_eq!(folder.prepare(&[]).code, 0);
    let of = |query: &str| -> Value {
        let out = folder.run(&["crosstab", "results.json", "--format", "json", "--query", query]);
        assert_eq!(out.code, 0, "{}", out.err);
        serde_json::from_str(&out.out).expect("JSON")
    };
    let all = of("");
    let mean = |row: usize, item: usize| all["rows"][row]["cells"][item]["mean_place"].clone();
    // (1 * 10 + 3 * 10) / 20; Student's interval by scipy.stats.t: 2 +- 2.093024 * sqrt(20 / 19 / 20).
    assert_eq!((mean(0, 0)["mean"].as_f64(), mean(0, 0)["n"].as_u64()), (Some(2.0), Some(20)));
    assert_eq!(mean(0, 0)["low"].as_f64().map(|low| (low * 1e3).round()), Some(1520.0));
    let imaging = all["rows"].as_array().expect("rows").iter().position(|row| row["id"] == "imaging").expect("there");
    assert_eq!((mean(imaging, 0)["mean"].as_f64(), mean(imaging, 2)["mean"].as_f64()), (Some(1.0), Some(3.0)));
    assert!(of("field=imaging")["rows"][0]["cells"][0].get("mean_place").is_some());
}

#[test]
fn an_item_that_fewer_than_k_ranked_or_rated_is_left_out_and_named() {
    let mut answers = "Field,Rank [A],Rank [B],Rank [C],Useful [X],Useful [Y]\n".to_owned();
    for i in 0..40 {
        let field = ["Imaging", "Genomics"][i % 2];
        let third = if i < 3 { "3" } else { "" };
        let useful = ["Very", "Little"][i % 4 / 2];
        let rare = if i < 4 { "Very" } else { "" };
        answers.push_str(&format!("{field},{},{},{third},{useful},{rare}\n", 1 + i % 4 / 2, 2 - i % 4 / 2));
    }
    let folder = Folder::empty();
    folder.write("answers.csv", answers);
    folder.write("codebook.toml", "title = \"Kinds\"\nk = 5\n[[dimension]]\nlabel = \"Field\"\ncategories = [\"Imaging\", \"Genomics\"]\n[[question]]\nkind = \"ranking\"\nid = \"rank\"\ntext = \"Rank these\"\ncolumns = \"Rank [*]\"\n[[question]]\nkind = \"rating\"\nid = \"useful\"\ntext = \"Useful?\"\ncolumns = \"Useful [*]\"\nlevels = [\"Very\", \"Little\"]\n");
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    for left_out in ["rank.c: answered by 3 respondents, fewer than k = 5", "useful.y: answered by 4 respondents"] {
        assert!(out.err.contains(left_out), "{}", out.err);
    }
    let verified = folder.run(&["verify", "results.json"]);
    assert_eq!((verified.code, verified.err.as_str()), (0, ""));
    let survey = Survey::read(folder.read("results.json").as_bytes()).expect("verified");
    let items = |q: usize| survey.questions()[q].items().iter().map(|item| item.label.as_str()).collect::<Vec<_>>();
    assert_eq!((items(0), items(1)), (vec!["A", "B"], vec!["X"]));
    // Places of the others stay what they were.
    assert_eq!(counts(&survey, "question=rank"), [(20, 40), (20, 40)]);
    assert_eq!(counts(&survey, "question=rank&level=2"), [(20, 40), (20, 40)]);
    assert_eq!(counts(&survey, "question=rank&level=3"), [(0, 40), (0, 40)]);
    assert_eq!(counts(&survey, "question=useful"), [(20, 40)]);
    // If every item is such, so is the question.
    let only = folder.read("answers.csv");
    let rare: String = only
        .lines()
        .enumerate()
        .map(|(i, line)| match line.split(',').collect::<Vec<_>>()[..] {
            [field, _, _, _, x, y] if i > 3 => format!("{field},,,,{x},{y}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    folder.write("answers.csv", rare);
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(out.err.contains("rank: answered by 3 respondents, fewer than k = 5"), "{}", out.err);
}

/// Eighteen people: the six of [`RANKED`] three times.
fn ranked(question: &str) -> Survey {
    let line = |i: usize| format!("{},{}\n", ["Imaging", "Genomics"][i % 2], RANKED[i % 6]);
    let raw = format!("Field,Order\n{}", (0..18).map(line).collect::<String>());
    let ranking =
        "[[question]]\nkind = \"ranking\"\nid = \"rank\"\ntext = \"Rank these\"\ncolumn = \"Order\"\nseparator = \";\"";
    prepared(&raw, &format!("{ranking}\n{ITEMS}\n{question}"))
}

#[test]
fn majorities_of_two_items_are_told_where_they_are_asked_for() {
    let survey = ranked("pairs = true\n");
    let columns = &survey.layout.questions[0];
    let total = |a: usize, b: usize| -> u32 {
        let column = columns.before(a, b).expect("asked for");
        survey.tables[0].counts[column].iter().sum()
    };
    // What is left out comes behind what is ranked: "B;A" puts both before C, and "C" puts C before both.
    assert_eq!([total(0, 1), total(1, 0)], [6, 6]);
    assert_eq!([total(0, 2), total(2, 0)], [12, 3]);
    assert_eq!([total(1, 2), total(2, 1)], [9, 6]);
    let message = said(&survey);
    // Wilson's interval of 12 of 15.
    assert!(message.contains("A before C: 80% of the 15 who ranked either (chance interval 55% to 93%)."), "{message}");
    assert!(message.contains("B before C: 60% of the 15 who ranked either"), "{message}");
    assert!(message.contains("Nothing is put before each of the others"), "{message}");
    // Without being asked for, nothing of it is in the file.
    let plain = ranked("");
    assert_eq!((plain.layout.questions[0].before(0, 1), said(&plain).contains(" before ")), (None, false));
}

#[test]
fn an_item_that_wins_against_every_other_is_named_and_the_json_has_all_pairs() {
    let folder = Folder::empty();
    let line = |i: usize| format!("{},{}\n", ["Imaging", "Genomics"][i % 2], ["A;B;C", "A;C;B", "B;A;C"][i % 3]);
    folder.write("answers.csv", format!("Field,Order\n{}", (0..60).map(line).collect::<String>()));
    let codebook = format!(
        "title = \"Kinds\"\nk = 5\n[[dimension]]\nlabel = \"Field\"\ncategories = [\"Imaging\", \"Genomics\"]\n[[question]]\nkind = \"ranking\"\ntext = \"Rank these\"\npairs = true\ncolumn = \"Order\"\nseparator = \";\"\n{ITEMS}\n"
    );
    folder.write("codebook.toml", &codebook);
    let out = folder.prepare(&[]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert!(out.err.contains("how many put one before the other; who knows the order"), "{}", out.err);
    let report = folder.run(&["report", "results.json"]).out;
    assert!(report.contains("More people put A before each of the others than the other way round."), "{report}");
    let json = folder.run(&["crosstab", "results.json", "--format", "json"]).out;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let pairs: Vec<(&str, &str, u64, u64)> = json["majorities"]
        .as_array()
        .expect("told")
        .iter()
        .map(|pair| {
            let (first, second) = (pair["first"].as_str().expect("an id"), pair["second"].as_str().expect("an id"));
            (first, second, pair["count"].as_u64().expect("a count"), pair["base"].as_u64().expect("a base"))
        })
        .collect();
    assert_eq!(pairs, [("a", "c", 60, 60), ("a", "b", 40, 60), ("b", "c", 40, 60)]);
    // A file that contradicts itself is refused.
    let text = folder.read("results.json");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let header = file["resources"][0]["data"][0].as_array().expect("a header");
    let at = header.iter().position(|name| name == "question-1.before.c.a" || name == "rank-these.before.c.a");
    let mut file = file.clone();
    file["resources"][0]["data"][1][at.expect("the column")] = 3.into();
    folder.write("wrong.json", file.to_string());
    let verified = folder.run(&["verify", "wrong.json"]);
    let told = verified.out + &verified.err;
    assert!(verified.code == 1 && told.contains("which does not fit the"), "{told}");
    // 17 items would make 272 more columns.
    let many: Vec<String> = (0..17).map(|i| format!("\"I{i}\"")).collect();
    folder.write("codebook.toml", codebook.replace(ITEMS, &format!("items = [{}]", many.join(", "))));
    let out = folder.prepare(&[]);
    assert!(out.code == 1 && out.err.contains("17 items; pairs = true is for at most 16"), "{}", out.err);
}

#[test]
fn a_what_if_says_what_means_median_and_score_would_be() {
    // Imaging counts 1.5 times, genomics half.
    let what_if = "weight=field:imaging:0.75";
    let message = said_of(&ranked(""), what_if);
    // A: (1.5 + 0.5 + 3 + 1) / 4; B: (3 + 1.5 + 1.5 + 0.5) / 4; C: (4.5 + 1 + 4.5 + 1.5) / 5.
    for told in [
        "A: mean place 1.50 instead of 1.50.",
        "B: mean place 1.62 instead of 1.75.",
        "C: mean place 2.30 instead of 2.25.",
    ] {
        assert!(message.contains(told), "{told}\n{message}");
    }
    let hours = [1, 1, 4, 5, 5, 6, 9, 10, 12, 20, 39, 40];
    let row = |(i, hours): (usize, &i32)| format!("{},{hours}\n", ["Imaging", "Genomics"][i % 2]);
    let raw = format!("Field,Hours\n{}", hours.iter().enumerate().map(row).collect::<String>());
    let survey =
        prepared(&raw, "[[question]]\nkind = \"number\"\ncolumn = \"Hours\"\nbands = [5, 10]\nleast = 0\nmost = 40\n");
    let message = said_of(&survey, what_if);
    // (3.5 * 2.5 + 4 * 7.5 + 4.5 * 25) / 12
    assert!(message.contains("The mean of the middles of the bands would be 12.6 instead of 13.5."), "{message}");
    assert!(message.contains("The median would be in “5 to under 10” instead of “5 to under 10”."), "{message}");
    let answers = [10, 9, 9, 10, 9, 8, 7, 6, 0, 3];
    let row = |(i, answer): (usize, &i32)| format!("{},{answer}\n", ["Imaging", "Genomics"][i % 2]);
    let raw = format!("Field,Likely\n{}", answers.iter().enumerate().map(row).collect::<String>());
    let survey = prepared(&raw, "[[question]]\nkind = \"nps\"\ncolumn = \"Likely\"\n");
    // Promoters 1.5 * 3 + 0.5 * 2, detractors 1.5 + 0.5 * 2, of ten.
    let message = said_of(&survey, what_if);
    assert!(message.contains("The Net Promoter Score would be +30 instead of +20."), "{message}");
}
