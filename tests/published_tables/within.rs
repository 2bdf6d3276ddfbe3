//! Results files of k = 5, made by the codebooks in `examples/`: what the authors published lies within what they tell.

use super::{Tab, category, coba_rows, coba_table, counts, dask_tables, printed, repository, tab};
use needs_core::{Survey, query};
use needs_privacy::verify::verify;
use serde_json::Value;

fn survey(name: &str) -> Survey {
    let file = std::fs::read(repository().join("tests/surveys").join(name).with_extension("json")).expect("committed");
    Survey::read(&file).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Those whose row is open; none where all rows are known.
fn open(tab: &Tab) -> Vec<(u32, u32)> {
    tab.get("?").cloned().unwrap_or_else(|| vec![(0, 0); tab[""].len()])
}

/// Each published count lies between what the file knows of the row and that with all whose row is open. Where every
/// respondent is in one row, the open are those that the known rows lack.
fn assert_within(survey: &Survey, link: &str, published: &Value, partition: bool) {
    let categories = &survey.dimensions()[query::parse(link, survey).view.rows].categories;
    let tab = tab(survey, link);
    let open = open(&tab);
    let mut lacking = vec![0; open.len()];
    let rows = published.as_object().expect("rows by label");
    assert!(!rows.is_empty());
    for (label, row) in rows {
        let row: Vec<u32> = serde_json::from_value(row.clone()).expect("counts");
        let known = counts(&tab, &category(categories, label).id);
        for (column, ((published, known), (open, _))) in row.into_iter().zip(known).zip(&open).enumerate() {
            assert!(
                known <= published && published <= known + open,
                "{label}, {column}: {published} of {known} and {open}"
            );
            lacking[column] += published - known;
        }
    }
    if partition {
        assert_eq!(lacking, open.iter().map(|cell| cell.0).collect::<Vec<_>>());
    }
}

#[test]
fn every_published_file_is_one_of_k_5_with_its_licence_and_source() {
    for name in ["dask-2019", "dask-2020", "dask-2021", "dask-2021-margins", "coba2022"] {
        let path = repository().join("tests/surveys").join(name).with_extension("json");
        let file = std::fs::read(path).expect("committed");
        let summary = verify(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(summary.k == 5 && summary.smallest_class >= 5, "{name}");
        let about = Survey::read(&file).expect("verified").about;
        let licence = if name == "coba2022" { "BSD-3-Clause" } else { "CC-BY-SA-4.0" };
        assert_eq!(about.licenses[0].name, licence, "{name}");
        assert!(!about.sources.is_empty(), "{name}");
    }
}

#[test]
fn dask_needs_by_api_frequency_and_field_are_within_the_published_files() {
    let published = dask_tables();
    for year in [2019, 2020, 2021] {
        let survey = survey(&format!("dask-{year}"));
        let origin = if year == 2021 { "computed_" } else { "" };
        assert_within(&survey, "question=needs&rows=api", &published[format!("{origin}need_by_api_{year}")], false);
        if year != 2020 {
            assert_within(
                &survey,
                "question=needs&rows=frequency",
                &published[format!("{origin}need_by_freq_{year}")],
                true,
            );
        }
    }
    let mut fields = published["computed_need_by_industry_2021"].clone();
    // The codebook's label is shorter.
    fields.as_object_mut().expect("rows").remove("Accounting / Finance / Insurance");
    assert_within(&survey("dask-2021"), "question=needs", &fields, false);
}

#[test]
fn dask_needs_of_everybody_are_the_sums_of_the_published_rows() {
    let published = dask_tables();
    for (year, table) in [(2019, "need_by_freq_2019"), (2021, "computed_need_by_freq_2021")] {
        let mut sums = vec![0; 5];
        for row in published[table].as_object().expect("rows").values() {
            for (sum, cell) in sums.iter_mut().zip(row.as_array().expect("counts")) {
                *sum += cell.as_u64().expect("a count") as u32;
            }
        }
        assert_eq!(counts(&tab(&survey(&format!("dask-{year}")), "question=needs"), ""), sums, "{year}");
    }
}

#[test]
fn dask_prose_of_2021_holds_in_the_published_file() {
    let survey = survey("dask-2021");
    assert_eq!(survey.about.respondents.published, 247);
    assert_eq!(tab(&survey, "question=performance-reports")[""][1], (150, 232));
    assert_eq!(tab(&survey, "question=resilient")[""][1], (84, 229));
    assert_eq!(tab(&survey, "question=machines&themes=1")[""][0], (155, 246));
    assert_eq!(counts(&tab(&survey, "question=launch"), "")[..5], [80, 64, 59, 16, 14]);
}

#[test]
fn coba_tools_and_positions_are_whole_in_the_published_file() {
    let survey = survey("coba2022");
    assert_eq!(counts(&tab(&survey, "question=tools"), "")[..4], [236, 251, 451, 307]);
    let mut positions = vec![0; 7];
    for row in coba_table("work_des.csv").records() {
        let row = row.expect("a row");
        positions[printed(&row[1]) as usize - 1] = row[2].parse().expect("a count");
    }
    assert_eq!(counts(&tab(&survey, "question=position"), ""), positions);
}

/// The least and the most that a percentage may be, to the printed digit.
fn percentages(known: (u32, u32), open: (u32, u32)) -> (f64, f64) {
    let percent = |count: u32, base: u32| 100.0 * f64::from(count) / f64::from(base);
    let least = percent(known.0, known.1 + open.1 - open.0);
    (least - 0.0501, percent(known.0 + open.0, known.1 + open.0) + 0.0501)
}

#[test]
fn coba_percentages_by_work_skill_and_comfort_are_within_the_published_file() {
    let survey = survey("coba2022");
    for (file, question, rows) in [
        ("Worktype_methodscombined.csv", "methods", "work"),
        ("Skill_methodscombined.csv", "methods", "skill"),
        ("Skill_topicscombined.csv", "topics", "skill"),
        ("Comfort_methodscombined.csv", "methods", "comfort"),
    ] {
        let mut table = coba_table(file);
        let headers = table.headers().expect("a header").clone();
        let question = &survey.questions()[survey.question(question).expect("declared")];
        let mut compared = 0;
        for record in table.records() {
            let record = record.expect("a row");
            let level = question.levels().iter().find(|level| level.label == record[0]).expect("a level");
            let tab = tab(&survey, &format!("question={}&level={}&rows={rows}", question.id, level.id));
            let open = open(&tab);
            for (header, text) in headers.iter().zip(&record).skip(1) {
                let item = question.items().iter().position(|item| header.starts_with(&item.label)).expect("an item");
                let suffix = header[question.items()[item].label.len()..].trim();
                let (_, row) = *coba_rows(rows).iter().find(|(label, _)| *label == suffix).expect("a category");
                let (least, most) = percentages(tab[row][item], open[item]);
                let value = printed(text);
                assert!(
                    least <= value && value <= most,
                    "{file}, {header}, {}: {value}, not {least} to {most}",
                    level.label
                );
                compared += 1;
            }
        }
        assert_eq!(compared, 84, "{file}");
    }
}

#[test]
fn coba_shares_of_everybody_are_the_printed_ones_in_the_published_file() {
    let survey = survey("coba2022");
    super::exact::assert_shares_of_everybody(&survey);
}
