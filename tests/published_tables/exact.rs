//! Real surveys, prepared with k = 1, give the tables that their authors published.

use super::{category, coba_rows, coba_table, counts, dask_tables, printed, repository, tab};
use needs_core::{CrossTab, Survey, query};
use needs_intake::{
    codebook::Codebook,
    prepare::{Settings, Tally, prepare},
    raw::{InMemory, Raw},
};

/// The survey of an example's codebook and a file of answers.
fn survey(example: &str, answers: &str) -> Survey {
    let answers = repository().join("../shared/surveys").join(answers);
    let codebook =
        std::fs::read_to_string(repository().join("examples").join(example).join("codebook.toml")).expect("committed");
    let codebook = Codebook::read(&codebook).unwrap_or_else(|error| panic!("{error}"));
    let answers = InMemory::new(answers.display().to_string(), std::fs::read(&answers).expect("readable"));
    let mut raw = Raw::open(&answers, &codebook.file, Box::new(|_| {})).unwrap_or_else(|error| panic!("{error}"));
    let plan = codebook.plan(Some(&raw.headers)).unwrap_or_else(|error| panic!("{error}"));
    let tally = Tally::of(&mut raw, &plan).unwrap_or_else(|error| panic!("{error}"));
    let settings = Settings { k: Some(1), ..Settings::default() };
    let prepared = prepare(&codebook, &plan, tally, settings).unwrap_or_else(|error| panic!("{error}"));
    Survey::read(&prepared.json).expect("checked when it was made")
}

fn dask(year: u32) -> Survey {
    survey(&format!("dask-{year}"), &format!("dask/{year}-user-survey-results.csv"))
}

fn coba() -> Survey {
    survey("coba2022", "coba2022/data.csv")
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
        assert_eq!(counts(&tab, &category(categories, label).id), expected, "{label}");
    }
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn dask_2019_need_by_api_and_by_frequency_are_the_published_ones() {
    let (survey, published) = (dask(2019), dask_tables());
    assert_table(&survey, "question=needs&rows=api", &published["need_by_api_2019"]);
    assert_table(&survey, "question=needs&rows=frequency", &published["need_by_freq_2019"]);
    assert_eq!(counts(&tab(&survey, "rows=group&question=needs"), "").iter().sum::<u32>(), 252);
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn dask_2020_need_by_api_is_the_published_one() {
    let (survey, published) = (dask(2020), dask_tables());
    assert_table(&survey, "question=needs&rows=api", &published["need_by_api_2020"]);
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn dask_2021_needs_by_api_frequency_and_field_are_the_computed_ones() {
    let (survey, published) = (dask(2021), dask_tables());
    assert_table(&survey, "question=needs&rows=api", &published["computed_need_by_api_2021"]);
    assert_table(&survey, "question=needs&rows=frequency", &published["computed_need_by_freq_2021"]);
    let fields = &published["computed_need_by_industry_2021"];
    let mut fields = fields.as_object().expect("rows").clone();
    let finance = fields.remove("Accounting / Finance / Insurance").expect("there");
    assert_table(&survey, "question=needs", &serde_json::Value::Object(fields));
    assert_eq!(serde_json::json!(counts(&tab(&survey, "question=needs"), "finance")), finance);
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn dask_prose_of_2021_holds() {
    let (now, before, first) = (dask(2021), dask(2020), dask(2019));
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
#[ignore = "needs ../shared/surveys"]
fn dask_answers_with_commas_inside_stay_whole() {
    let survey = dask(2021);
    assert_eq!(counts(&tab(&survey, "question=launch"), "")[..5], [80, 64, 59, 16, 14]);
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn coba_tools_are_four_not_twelve() {
    let survey = coba();
    assert_eq!(counts(&tab(&survey, "question=tools"), ""), [236, 251, 451, 307, 1]);
    assert_eq!((survey.about.respondents.received, survey.about.respondents.consented), (494, 493));
}

/// A published table of percentages: rows are levels, columns `item category`.
fn assert_percentages(survey: &Survey, file: &str, question: &str, rows: &str) {
    let mut table = coba_table(file);
    let headers = table.headers().expect("a header").clone();
    let question = &survey.questions()[survey.question(question).expect("declared")];
    let mut compared = 0;
    for record in table.records() {
        let record = record.expect("a row");
        let level = question.levels().iter().find(|l| l.label == record[0]).expect("a level");
        let tab = tab(survey, &format!("question={}&level={}&rows={rows}", question.id, level.id));
        for (header, text) in headers.iter().zip(&record).skip(1) {
            let item = question.items().iter().position(|item| header.starts_with(&item.label)).expect("an item");
            let suffix = header[question.items()[item].label.len()..].trim();
            let (_, category) = *coba_rows(rows).iter().find(|(label, _)| *label == suffix).expect("a category");
            let (count, base) = tab[category][item];
            let percent = 100.0 * f64::from(count) / f64::from(base);
            let printed = printed(text);
            assert!((percent - printed).abs() < 0.0501, "{file}, {header}, {}: {percent} for {printed}", level.label);
            compared += 1;
        }
    }
    assert_eq!(compared, 84);
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn coba_percentages_by_work_skill_and_comfort_are_the_published_ones() {
    let survey = coba();
    assert_percentages(&survey, "Worktype_methodscombined.csv", "methods", "work");
    assert_percentages(&survey, "Skill_methodscombined.csv", "methods", "skill");
    assert_percentages(&survey, "Skill_topicscombined.csv", "topics", "skill");
    assert_percentages(&survey, "Comfort_methodscombined.csv", "methods", "comfort");
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn coba_roles_positions_and_forum_use_are_the_published_ones() {
    let survey = coba();
    let tab_of_roles = CrossTab::of(&survey, &query::parse("rows=role", &survey).view).expect("joint");
    let roles: Vec<u32> = tab_of_roles.rows[1..].iter().map(|row| row.n).collect();
    assert_eq!(roles, [105, 82, 72, 70, 66, 53, 39, 6], "role.csv");
    assert_eq!(counts(&tab(&survey, "question=position"), ""), [18, 63, 88, 185, 49, 45, 45], "work_des.csv");
    let forum = tab(&survey, "question=approach");
    let forum: Vec<(u32, u32)> = ["imaging", "balanced", "analyst"].iter().map(|work| forum[*work][2]).collect();
    assert_eq!(forum, [(12, 81), (70, 322), (25, 90)], "usage_sc_forum.csv");
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn coba_shares_of_everybody_are_the_published_ones() {
    assert_shares_of_everybody(&coba());
}

/// They are the same for every k: nobody is left out.
pub fn assert_shares_of_everybody(survey: &Survey) {
    for (file, question) in [("preferred_mtds_df.csv", "methods"), ("topics_interest_df.csv", "topics")] {
        let mut table = coba_table(file);
        let headers = table.headers().expect("a header").clone();
        let question = &survey.questions()[survey.question(question).expect("declared")];
        for record in table.records() {
            let record = record.expect("a row");
            let item = question.items().iter().position(|item| item.label == record[0]).expect("an item");
            for (header, text) in headers.iter().zip(&record).skip(1) {
                let level = question.levels().iter().find(|level| level.label == header).expect("a level");
                let (count, base) = tab(survey, &format!("question={}&level={}", question.id, level.id))[""][item];
                let percent = 100.0 * f64::from(count) / f64::from(base);
                let printed = printed(text);
                assert!(
                    (percent - printed).abs() < 0.0501,
                    "{file}, {}, {header}: {percent} for {printed}",
                    &record[0]
                );
            }
        }
    }
}
