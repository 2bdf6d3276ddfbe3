//! Real surveys, prepared with k = 1, give the tables that their authors published.
//!
//! The answers are public but not part of this repository: they are looked for in `../shared/surveys`, and a test
//! says that it skips where they are not.

use needs_core::{CrossTab, Survey, crosstab::RowKind, query};
use needs_intake::{
    codebook::Codebook,
    prepare::{Order, Tally, prepare},
    raw::{InMemory, Raw},
};
use std::{collections::BTreeMap, path::Path};

/// The survey of an example's codebook and a file of answers; none where that is not there.
fn survey(example: &str, answers: &str) -> Option<Survey> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let answers = root.join("../shared/surveys").join(answers);
    if !answers.exists() {
        eprintln!("skipped: {} is not there", answers.display());
        return None;
    }
    let codebook =
        std::fs::read_to_string(root.join("examples").join(example).join("codebook.toml")).expect("committed");
    let codebook = Codebook::read(&codebook).unwrap_or_else(|error| panic!("{error}"));
    let answers = InMemory::new(answers.display().to_string(), std::fs::read(&answers).expect("readable"));
    let mut raw = Raw::open(&answers, &codebook.file, Box::new(|_| {})).unwrap_or_else(|error| panic!("{error}"));
    let plan = codebook.plan(Some(&raw.headers)).unwrap_or_else(|error| panic!("{error}"));
    let tally = Tally::of(&mut raw, &plan).unwrap_or_else(|error| panic!("{error}"));
    let order = Order { k: Some(1), ..Order::default() };
    let prepared = prepare(&codebook, &plan, tally, order).unwrap_or_else(|error| panic!("{error}"));
    Some(Survey::read(&prepared.json).expect("checked when it was made"))
}

fn dask(year: u32) -> Option<Survey> {
    survey(&format!("dask-{year}"), &format!("dask/{year}-user-survey-results.csv"))
}

fn coba() -> Option<Survey> {
    survey("coba2022", "coba2022/data.csv")
}

/// `[row id][column]`: count and base; everybody under "".
fn tab(survey: &Survey, link: &str) -> BTreeMap<String, Vec<(u32, u32)>> {
    let link = query::parse(link, survey);
    assert_eq!(link.problems, Vec::<String>::new());
    let tab = CrossTab::of(survey, &link.view).expect("a joint table answers everything");
    let categories = &survey.dimensions()[link.view.rows].categories;
    let name = |kind: RowKind| match kind {
        RowKind::All => String::new(),
        RowKind::Category(c) => categories[c].id.clone(),
        RowKind::Undetermined => panic!("k = 1 leaves nothing undetermined"),
    };
    tab.rows
        .iter()
        .zip(&tab.cells)
        .map(|(row, cells)| (name(row.kind), cells.iter().map(|c| (c.count, c.base)).collect()))
        .collect()
}

fn counts(tab: &BTreeMap<String, Vec<(u32, u32)>>, row: &str) -> Vec<u32> {
    tab[row].iter().map(|cell| cell.0).collect()
}

fn oracle() -> Option<serde_json::Value> {
    let path =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("../shared/oracles/dask_published_tables.json");
    let text = std::fs::read(path).ok()?;
    Some(serde_json::from_slice::<serde_json::Value>(&text).expect("JSON")["dask"].clone())
}

/// Every row of a published table against the row of the same label.
fn assert_table(survey: &Survey, link: &str, published: &serde_json::Value) {
    let view = query::parse(link, survey).view;
    let tab = tab(survey, link);
    let categories = &survey.dimensions()[view.rows].categories;
    let rows = published.as_object().expect("rows by label");
    assert!(!rows.is_empty());
    for (label, expected) in rows {
        let expected: Vec<u32> = serde_json::from_value(expected.clone()).expect("counts");
        let answer = label.to_lowercase();
        let category = categories
            .iter()
            .find(|c| {
                c.label.to_lowercase() == answer
                    || answer.starts_with(&format!("{} ", c.id))
                    || answer.starts_with(&c.id)
            })
            .unwrap_or_else(|| panic!("no category like {label}"));
        assert_eq!(counts(&tab, &category.id), expected, "{label}");
    }
}

#[test]
fn dask_2019_need_by_api_and_by_frequency_are_the_published_ones() {
    let (Some(survey), Some(oracle)) = (dask(2019), oracle()) else { return };
    assert_table(&survey, "rows=api", &oracle["need_by_api_2019"]);
    assert_table(&survey, "rows=frequency", &oracle["need_by_freq_2019"]);
    assert_eq!(counts(&tab(&survey, "rows=group&question=needs"), "").iter().sum::<u32>(), 252);
}

#[test]
fn dask_2020_need_by_api_is_the_published_one() {
    let (Some(survey), Some(oracle)) = (dask(2020), oracle()) else { return };
    assert_table(&survey, "rows=api", &oracle["need_by_api_2020"]);
}

#[test]
fn dask_2021_needs_by_api_frequency_and_field_are_the_computed_ones() {
    let (Some(survey), Some(oracle)) = (dask(2021), oracle()) else { return };
    assert_table(&survey, "rows=api", &oracle["computed_need_by_api_2021"]);
    assert_table(&survey, "rows=frequency", &oracle["computed_need_by_freq_2021"]);
    let fields = &oracle["computed_need_by_industry_2021"];
    let mut fields = fields.as_object().expect("rows").clone();
    let finance = fields.remove("Accounting / Finance / Insurance").expect("there");
    assert_table(&survey, "", &serde_json::Value::Object(fields));
    assert_eq!(serde_json::json!(counts(&tab(&survey, ""), "finance")), finance);
}

#[test]
fn dask_prose_of_2021_holds() {
    let (Some(now), Some(before), Some(first)) = (dask(2021), dask(2020), dask(2019)) else { return };
    let people = |survey: &Survey, group: &str| {
        let view = query::parse("rows=group", survey).view;
        let tab = CrossTab::of(survey, &view).expect("joint");
        let category = survey.dimensions()[view.rows].category(group).expect("declared");
        tab.rows[tab.row_of(category).expect("shown")].n
    };
    assert_eq!(now.about.respondents.published, 247);
    assert_eq!((people(&now, "institution"), people(&before, "institution")), (32, 19));
    assert_eq!((people(&first, "team"), people(&before, "team")), (121, 94));
    assert_eq!(tab(&now, "question=performance-reports")[""][1], (150, 232));
    assert_eq!(tab(&now, "question=resilient")[""][1], (84, 229));
    // "About two thirds" use a cluster of any size: a theme counts people, not mentions.
    assert_eq!(tab(&now, "question=machines&themes=1")[""][0], (155, 246));
}

#[test]
fn dask_answers_with_commas_inside_stay_whole() {
    let Some(survey) = dask(2021) else { return };
    assert_eq!(counts(&tab(&survey, "question=launch"), "")[..5], [80, 64, 59, 16, 14]);
}

#[test]
fn coba_tools_are_four_not_twelve() {
    let Some(survey) = coba() else { return };
    assert_eq!(counts(&tab(&survey, "question=tools"), ""), [236, 251, 451, 307, 1]);
    assert_eq!((survey.about.respondents.received, survey.about.respondents.consented), (494, 493));
}

/// A published table of percentages: rows are levels, columns `item category`.
fn assert_percentages(survey: &Survey, file: &str, question: &str, rows: &str, categories: &[(&str, &str)]) {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("../shared/surveys/coba2022").join(file);
    let mut table = csv::Reader::from_path(path).expect("beside the answers");
    let headers = table.headers().expect("a header").clone();
    let question = &survey.questions()[survey.question(question).expect("declared")];
    let mut compared = 0;
    for record in table.records() {
        let record = record.expect("a row");
        let level = question.levels().iter().find(|l| l.label == record[0]).expect("a level");
        let tab = tab(survey, &format!("question={}&level={}&rows={rows}", question.id, level.id));
        for (header, printed) in headers.iter().zip(&record).skip(1) {
            let item = question.items().iter().position(|item| header.starts_with(&item.label)).expect("an item");
            let suffix = header[question.items()[item].label.len()..].trim();
            let (_, category) = categories.iter().find(|(label, _)| *label == suffix).expect("a category");
            let (count, base) = tab[*category][item];
            let percent = 100.0 * f64::from(count) / f64::from(base);
            // Nobody is an empty cell.
            let printed: f64 = if printed.is_empty() { 0.0 } else { printed.parse().expect("a number") };
            assert!((percent - printed).abs() < 0.0501, "{file}, {header}, {}: {percent} for {printed}", level.label);
            compared += 1;
        }
    }
    assert_eq!(compared, 84);
}

#[test]
fn coba_percentages_by_work_skill_and_comfort_are_the_published_ones() {
    let Some(survey) = coba() else { return };
    let work = [("Imaging", "imaging"), ("Balanced", "balanced"), ("Analyst", "analyst")];
    let skill = [("High skill", "high"), ("Medium skill", "medium"), ("Low skill", "low")];
    let comfort = [("High comfort", "high"), ("Medium comfort", "medium"), ("Low comfort", "low")];
    assert_percentages(&survey, "Worktype_methodscombined.csv", "methods", "work", &work);
    assert_percentages(&survey, "Skill_methodscombined.csv", "methods", "skill", &skill);
    assert_percentages(&survey, "Skill_topicscombined.csv", "topics", "skill", &skill);
    assert_percentages(&survey, "Comfort_methodscombined.csv", "methods", "comfort", &comfort);
}

#[test]
fn coba_roles_positions_and_forum_use_are_the_published_ones() {
    let Some(survey) = coba() else { return };
    let tab_of_roles = CrossTab::of(&survey, &query::parse("rows=role", &survey).view).expect("joint");
    let roles: Vec<u32> = tab_of_roles.rows[1..].iter().map(|row| row.n).collect();
    assert_eq!(roles, [105, 82, 72, 70, 66, 53, 39, 6], "role.csv");
    assert_eq!(counts(&tab(&survey, "question=position"), ""), [18, 63, 88, 185, 49, 45, 45], "work_des.csv");
    let forum = tab(&survey, "question=approach");
    let forum: Vec<(u32, u32)> = ["imaging", "balanced", "analyst"].iter().map(|work| forum[*work][2]).collect();
    assert_eq!(forum, [(12, 81), (70, 322), (25, 90)], "usage_sc_forum.csv");
}

#[test]
fn coba_shares_of_everybody_are_the_published_ones() {
    let Some(survey) = coba() else { return };
    for (file, question) in [("preferred_mtds_df.csv", "methods"), ("topics_interest_df.csv", "topics")] {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("../shared/surveys/coba2022").join(file);
        let mut table = csv::Reader::from_path(path).expect("beside the answers");
        let headers = table.headers().expect("a header").clone();
        let question = &survey.questions()[survey.question(question).expect("declared")];
        for record in table.records() {
            let record = record.expect("a row");
            let item = question.items().iter().position(|item| item.label == record[0]).expect("an item");
            for (header, printed) in headers.iter().zip(&record).skip(1) {
                let level = question.levels().iter().find(|level| level.label == header).expect("a level");
                let (count, base) = tab(&survey, &format!("question={}&level={}", question.id, level.id))[""][item];
                let percent = 100.0 * f64::from(count) / f64::from(base);
                let printed: f64 = printed.parse().expect("a number");
                assert!(
                    (percent - printed).abs() < 0.0501,
                    "{file}, {}, {header}: {percent} for {printed}",
                    &record[0]
                );
            }
        }
    }
}
