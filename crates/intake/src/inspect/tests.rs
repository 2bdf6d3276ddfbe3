mod exports;

use super::*;
use crate::{
    codebook::Codebook,
    prepare::{Settings, Tally, prepare},
    raw::InMemory,
};
use exports::{Answers, FIELDS, ITEMS, LEVELS, NEEDS, REGIONS};
use needs_core::{
    Survey,
    survey::file::{KindName, Role},
};
use std::path::Path;

/// A draft for the bytes of a file, and what `prepare` makes of both without any edit.
fn drafted(name: &str, bytes: &[u8]) -> (String, Tool, Survey) {
    let source = InMemory::new(name, bytes);
    let drafted = inspect(&source, &Format::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let draft = drafted.to_string();
    let survey = prepared(&source, &draft).unwrap_or_else(|problem| panic!("{name}: {problem}\n{draft}"));
    (draft, drafted.tool, survey)
}

fn prepared(source: &dyn Source, draft: &str) -> Result<Survey, String> {
    let codebook = Codebook::read(draft).map_err(|e| e.to_string())?;
    let mut raw = Raw::open(source, &codebook.file, Box::new(|_| {})).map_err(|e| e.to_string())?;
    let plan = codebook.plan(Some(&raw.headers)).map_err(|e| e.to_string())?;
    let tally = Tally::of(&mut raw, &plan).map_err(|e| e.to_string())?;
    // One table of single people keeps every number, so that it can be compared.
    let settings = Settings { k: Some(1), tables: Some(crate::codebook::TablesEntry::Joint), ..Settings::default() };
    let prepared = prepare(&codebook, &plan, tally, settings).map_err(|e| e.to_string())?;
    Survey::read(&prepared.json).map_err(|e| e.to_string())
}

fn consenting() -> Vec<Answers> {
    exports::everyone().into_iter().filter(|a| a.consents).collect()
}

fn total(survey: &Survey, column: usize) -> usize {
    survey.tables[0].counts[column].iter().sum::<u32>() as usize
}

/// The numbers behind the made-up answers come out of the draft, whatever the tool.
fn tells_what_was_said(survey: &Survey, draft: &str) {
    let people = consenting();
    assert_eq!(survey.about.respondents.received, 160, "{draft}");
    assert_eq!(survey.about.respondents.published as usize, people.len(), "{draft}");
    assert_eq!(survey.about.collected.as_ref().map(|c| c.from.as_str()), Some("2021-04"), "{draft}");
    for (id, role, labels, of) in [
        ("field", Role::Field, &FIELDS[..], (|a: &Answers| a.field) as fn(&Answers) -> usize),
        ("region", Role::Bias, &REGIONS[..], |a| a.region),
    ] {
        let d = survey.dimension(id).unwrap_or_else(|| panic!("no {id}\n{draft}"));
        let dimension = &survey.dimensions()[d];
        assert_eq!(dimension.role, role);
        assert_eq!(dimension.categories.len(), labels.len(), "{draft}");
        for (i, label) in labels.iter().enumerate() {
            let c = dimension
                .categories
                .iter()
                .position(|c| c.label == *label)
                .unwrap_or_else(|| panic!("{label}\n{draft}"));
            let classes = survey.tables[0].labels_of(d).expect("joint").iter().zip(&survey.tables[0].n);
            let n: u32 = classes.filter(|(l, _)| l.is_in(c)).map(|(_, n)| n).sum();
            assert_eq!(n as usize, people.iter().filter(|a| of(a) == i).count(), "{label}\n{draft}");
        }
    }
    let q = survey.questions().iter().position(|q| q.text == exports::NEEDS_TEXT).unwrap_or_else(|| panic!("{draft}"));
    let (needs, columns) = (&survey.questions()[q], &survey.layout.questions[q]);
    assert_eq!(needs.kind.name(), KindName::Multiple);
    for (i, need) in NEEDS.iter().enumerate() {
        let c = needs.choices().iter().position(|c| c.label == *need).unwrap_or_else(|| panic!("{need}\n{draft}"));
        assert_eq!(
            total(survey, columns.choice(c)),
            people.iter().filter(|a| a.needs.contains(&i)).count(),
            "{need}\n{draft}"
        );
    }
    let c = needs.choices().iter().position(|c| c.label.starts_with("Other")).unwrap_or_else(|| panic!("{draft}"));
    assert_eq!(needs.choices().len(), 5, "{draft}");
    assert_eq!(total(survey, columns.choice(c)), people.iter().filter(|a| !a.written.is_empty()).count(), "{draft}");
    let q =
        survey.questions().iter().position(|q| q.kind.name() == KindName::Rating).unwrap_or_else(|| panic!("{draft}"));
    let (rating, columns) = (&survey.questions()[q], &survey.layout.questions[q]);
    assert_eq!(rating.items().iter().map(|i| i.label.as_str()).collect::<Vec<_>>(), ITEMS, "{draft}");
    assert_eq!(rating.levels().iter().map(|l| l.label.as_str()).collect::<Vec<_>>(), LEVELS, "{draft}");
    for i in 0..ITEMS.len() {
        for l in 0..LEVELS.len() {
            let said = people.iter().filter(|a| a.levels[i] == Some(l)).count();
            assert_eq!(total(survey, columns.level(i, l)), said, "{draft}");
        }
    }
    assert_eq!(survey.questions().len(), 2, "{draft}");
}

fn recognized(name: &str, bytes: &[u8], tool: Tool) {
    let (draft, found, survey) = drafted(name, bytes);
    assert_eq!(found, tool);
    tells_what_was_said(&survey, &draft);
    for personal in ["someone", "example.org", "10.0.0", "thought 1"] {
        assert!(!draft.contains(personal), "{personal}\n{draft}");
    }
}

#[test]
fn google_forms_is_recognized_with_semicolons_and_with_commas() {
    recognized("g.csv", &exports::csv(&exports::google_forms(";")), Tool::GoogleForms);
    recognized("g.csv", &exports::csv(&exports::google_forms(", ")), Tool::GoogleForms);
}

#[test]
fn lime_survey_is_recognized() {
    recognized("l.csv", &exports::csv(&exports::lime_survey()), Tool::LimeSurvey);
}

#[test]
fn survey_monkey_is_recognized() {
    recognized("s.csv", &exports::csv(&exports::survey_monkey()), Tool::SurveyMonkey);
}

#[test]
fn qualtrics_is_recognized() {
    recognized("q.csv", &exports::csv(&exports::qualtrics()), Tool::Qualtrics);
}

#[test]
fn microsoft_forms_is_recognized_as_csv_and_as_a_spreadsheet() {
    recognized("m.csv", &exports::csv(&exports::microsoft_forms()), Tool::MicrosoftForms);
    recognized("m.xlsx", &exports::xlsx(&exports::microsoft_forms()), Tool::MicrosoftForms);
}

#[test]
fn every_encoding_gives_the_same_survey() {
    let mut rows = exports::google_forms(";");
    rows.iter_mut()
        .flatten()
        .for_each(|cell| *cell = cell.replace("Europe", "Européen").replace("I agree", "I agreé, I agree"));
    let utf_8 = exports::csv(&rows);
    let text = String::from_utf8(utf_8.clone()).expect("UTF-8");
    let utf_16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    assert_ne!(windows, utf_8);
    let [one, two, three] = [utf_8, utf_16, windows].map(|bytes| drafted("e.csv", &bytes).2);
    assert_eq!(one.tables, two.tables);
    assert_eq!(one.tables, three.tables);
    assert!(one.dimensions()[1].categories.iter().any(|c| c.label == "Européen"));
}

#[test]
fn labels_with_the_same_id_get_ids_of_their_own() {
    let mut csv = String::from("Field,Language,2021\n");
    for (i, language) in ["C", "C++", "C#", "R"].iter().cycle().take(80).enumerate() {
        csv += &format!("{},{language},{}\n", ["Biology", "Physics", "Maths"][i % 3], ["a", "b"][i % 2]);
    }
    let (draft, _, survey) = drafted("ids.csv", csv.as_bytes());
    assert!(draft.contains("column = \"#3\""), "a header of digits would be a position\n{draft}");
    let question = survey.questions().iter().find(|q| q.text == "Language").expect("a question");
    assert_eq!(question.choices().len(), 4, "{draft}");
}

#[test]
fn a_file_without_answers_gives_a_draft_that_says_so() {
    let inspect = |text: &str| inspect(&InMemory::new("empty.csv", text.as_bytes()), &Format::default());
    let draft = inspect("Field,Needs\n").expect("a table").to_string();
    assert!(draft.contains("Nothing here looks like a choice"), "{draft}");
    assert!(inspect("").err().expect("nothing").to_string().contains("the file is empty"));
}

/// `header`, and `rows` rows of which each cell is one of its column's, drawn anew each time.
fn made_up(header: &str, rows: usize, columns: &[&[&str]]) -> String {
    let mut state = 7_u64;
    let mut draw = move |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let mut row = |_| columns.iter().map(|cells| cells[draw(cells.len())]).collect::<Vec<_>>().join(",");
    let rows: Vec<String> = (0..rows).map(&mut row).collect();
    format!("{header}\n{}\n", rows.join("\n"))
}

const SUBJECTS: &[&str] = &["Biology", "Physics", "Maths"];

#[test]
fn nothing_that_points_at_a_person_is_in_a_draft() {
    let csv = made_up(
        "Fachgebiet,Vorname,Nachname,Nickname,Twitter,Who told you?,Comments,Needs",
        90,
        &[
            SUBJECTS,
            &["Mia", "Leon", "Lina"],
            &["Fischer", "Meyer"],
            &["Wolke", "Stern", "Mond"],
            &["@wolke", "@stern"],
            &["Laura Kim", "A talk", "A blog", "A friend", "A paper", "A talk", "Work"],
            &["ok", "call me at +49 30 1234567"],
            &["Docs", "GPUs"],
        ],
    );
    let (draft, _, survey) = drafted("people.csv", csv.as_bytes());
    for personal in ["Mia", "Fischer", "Wolke", "stern", "Laura", "1234567"] {
        assert!(!draft.contains(personal), "{personal}\n{draft}");
    }
    assert!(draft.contains("One other answer") || draft.contains("times one other answer"), "{draft}");
    assert!(draft.contains("points at a PERSON"), "{draft}");
    assert_eq!(survey.questions().len(), 2, "{draft}");
}

#[test]
fn what_two_people_said_is_not_in_a_draft() {
    let mut csv = made_up("Field,Employer", 48, &[SUBJECTS, &["University", "Company"]]);
    csv += "Physics,A blue house in Hobart\nPhysics,A blue house in Hobart\n";
    let (draft, ..) = drafted("two.csv", csv.as_bytes());
    assert!(!draft.contains("Hobart"), "{draft}");
}

#[test]
fn numbers_are_drafted_in_bands_or_ignored_even_where_they_repeat() {
    let texts = |of: fn(usize) -> usize, n: usize| (0..n).map(|i| of(i).to_string()).collect::<Vec<_>>();
    let refs = |texts: &'static [String]| texts.iter().map(String::as_str).collect::<Vec<_>>();
    let [ages, born, paid] = [texts(|i| 22 + i, 39), texts(|i| 1962 + i, 39), texts(|i| 50_000 + 9_000 * i, 4)]
        .map(|texts| refs(Vec::leak(texts)));
    let csv = made_up(
        "Field of work,How old are you?,Year of birth,Postal code,Salary,Team size,How satisfied are you?,Needs",
        900,
        &[
            SUBJECTS,
            &ages,
            &born,
            &["2000", "3800", "3168", "3000"],
            &paid,
            &["1", "2", "3", "5", "8", "40", "n/a", "1", "2", "3", "5"],
            &["1", "2", "3", "4", "5"],
            &["Docs", "GPUs"],
        ],
    );
    let (draft, _, survey) = drafted("numbers.csv", csv.as_bytes());
    for exact in ["\"22\"", "\"1962\"", "\"3168\"", "\"50000\"", "\"40\""] {
        assert!(!draft.contains(exact), "{exact}\n{draft}");
    }
    for told in ["POSTAL CODES", "BORN", "\"Salary\",  # numbers; to publish them", "bands = [30, 40, 50]"] {
        assert!(draft.contains(told), "{told}\n{draft}");
    }
    let age = &survey.dimensions()[survey.dimension("age").expect("banded")];
    let labels: Vec<&str> = age.categories.iter().map(|c| c.label.as_str()).collect();
    assert_eq!((labels.first(), labels.last()), (Some(&"under 30"), Some(&"50 or more")));
    assert!(survey.dimension("group").is_some(), "{draft}");
    assert_eq!(survey.questions().len(), 2, "{draft}");
}

#[test]
fn a_list_of_75_countries_is_drafted_with_the_rest_in_other() {
    let countries: Vec<String> = (0..75).map(|i| format!("Country {i}")).collect();
    let countries: Vec<&str> = countries.iter().map(String::as_str).collect();
    let csv = made_up("Field,Country", 3000, &[SUBJECTS, &countries]);
    let (draft, _, survey) = drafted("many.csv", csv.as_bytes());
    assert_eq!(survey.questions()[0].choices().len(), 63, "{draft}");
    assert!(draft.contains("13 more options than a list can hold") && draft.contains("`hierarchy`"), "{draft}");
    assert!(!draft.contains("written in"), "{draft}");
}

#[test]
fn qualtrics_options_with_a_comma_and_a_space_stay_whole() {
    let cells = [
        "Docs",
        "Docs,Examples, tutorials and talks",
        "Examples, tutorials and talks",
        "Examples, tutorials and talks,Funding",
        "Docs,Funding",
    ];
    let mut csv = String::from("StartDate,Q1,Q2\nStart Date,What is your field?,What helps? - Selected Choice\n");
    csv += "\"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",\"{\"\"ImportId\"\":\"\"c\"\"}\"\n";
    (0..60).for_each(|i| csv += &format!("2022-03-01 10:00:00,{},\"{}\"\n", SUBJECTS[i % 3], cells[i / 3 % 5]));
    let (draft, tool, survey) = drafted("q.csv", csv.as_bytes());
    assert_eq!(tool, Tool::Qualtrics);
    let mut labels: Vec<&str> = survey.questions()[0].choices().iter().map(|c| c.label.as_str()).collect();
    labels.sort_unstable();
    assert_eq!(labels, ["Docs", "Examples, tutorials and talks", "Funding"], "{draft}");
    assert_eq!(total(&survey, survey.layout.questions[0].choice(0)), 36, "{draft}");
}

#[test]
fn lime_survey_is_recognized_by_texts_alone_and_by_codes_alone() {
    let csv = made_up(
        "Response ID,Date submitted,What is your field?,What helps? [Docs],What helps? [GPUs],What helps? [Other]",
        90,
        &[&["1", "2", "3"], &["2022-03-01 10:00:00"], SUBJECTS, &["Yes", "No"], &["Yes", "No"], &["", "", "a pony"]],
    );
    let (draft, tool, survey) = drafted("lime.csv", csv.as_bytes());
    assert_eq!(tool, Tool::LimeSurvey);
    assert!(draft.contains("\"question code and text\"") && draft.contains("any_text = true"), "{draft}");
    let question = &survey.questions()[0];
    assert_eq!((question.kind.name(), question.choices().len()), (KindName::Multiple, 3), "{draft}");
    let csv = made_up(
        "id,submitdate,Q1,Q4[SQ001],Q4[SQ002],Q5[SQ001],Q5[SQ002]",
        90,
        &[
            &["1", "2"],
            &["2022-03-01 10:00:00"],
            &["A1", "A2", "A3"],
            &["Y", "N"],
            &["Y", "N"],
            &["A1", "A2"],
            &["A1", "A2"],
        ],
    );
    let (draft, tool, survey) = drafted("lime.csv", csv.as_bytes());
    assert_eq!(tool, Tool::LimeSurvey);
    assert!(draft.contains("export it again with \"question code and text\""), "{draft}");
    let kinds: Vec<KindName> = survey.questions().iter().map(|q| q.kind.name()).collect();
    assert_eq!(kinds, [KindName::Multiple, KindName::Rating], "{draft}");
}

#[test]
fn a_column_without_a_header_has_a_text() {
    let csv = made_up("Field,Needs,   ", 60, &[SUBJECTS, &["Docs", "GPUs"], &["a", "b"]]);
    let (draft, _, survey) = drafted("blank.csv", csv.as_bytes());
    assert!(survey.questions().iter().any(|q| q.text == "Column 3"), "{draft}");
    assert!(draft.contains("the column has no header"), "{draft}");
}

#[test]
fn the_sheet_that_was_read_is_told_and_another_can_be() {
    let cover = vec![vec!["A survey of 2024".to_owned()]];
    let csv = made_up("Field,Needs", 60, &[SUBJECTS, &["Docs", "GPUs"]]);
    let mut answers: exports::Rows = vec![vec![String::new(); 2]; 3];
    answers.extend(csv.lines().map(|line| line.split(',').map(str::to_owned).collect()));
    let source = InMemory::new("book.xlsx", exports::book(&[("Cover", &cover), ("Answers", &answers)]));
    let draft = inspect(&source, &Format::default()).expect("a table").to_string();
    assert!(draft.contains("the sheet \"Cover\" was read; the file also has \"Answers\""), "{draft}");
    assert!(draft.contains("header was taken to be: \"A survey of 2024\""), "{draft}");
    let draft = inspect(&source, &Format { sheet: Some("Answers".to_owned()), ..Format::default() })
        .expect("a table")
        .to_string();
    assert!(draft.contains("sheet = \"Answers\""), "{draft}");
    let survey = prepared(&source, &draft).unwrap_or_else(|problem| panic!("{problem}\n{draft}"));
    assert_eq!(survey.about.respondents.received, 60, "empty rows above the header are passed over");
}

#[test]
fn persons_in_a_grid_are_no_levels_and_a_way_to_reach_people_may_be_rated() {
    let csv = made_up(
        "Field,Contact [First name],Contact [Last name],How often by? [E-mail],How often by? [Phone number],Needs",
        90,
        &[
            SUBJECTS,
            &["Mia", "Leon"],
            &["Fischer", "Meyer"],
            &["Always", "Sometimes", "Never"],
            &["Always", "Sometimes", "Never"],
            &["Docs", "GPUs"],
        ],
    );
    let (draft, _, survey) = drafted("grid.csv", csv.as_bytes());
    assert!(!draft.contains("Mia") && !draft.contains("Meyer"), "{draft}");
    assert_eq!(survey.questions().iter().filter(|q| q.kind.name() == KindName::Rating).count(), 1, "{draft}");
}

#[test]
fn huge_and_negative_numbers_give_a_codebook() {
    let csv = made_up(
        "Field,Years of experience,Team size,Needs",
        90,
        &[SUBJECTS, &["-1e20", "-3e20", "5", "7"], &["-40", "-2.5", "1000000000000000000000"], &["Docs", "GPUs"]],
    );
    drafted("huge.csv", csv.as_bytes());
}

/// Answers of other people's surveys, which are not part of this repository.
fn real(name: &str) -> InMemory {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/surveys")).join(name);
    InMemory::new(name, std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn real_surveys_are_prepared_from_their_drafts() {
    for (name, field, kinds) in [
        ("dask/2019-user-survey-results.csv", None, (0, 1)),
        ("dask/2020-user-survey-results.csv", None, (0, 1)),
        ("dask/2021-user-survey-results.csv", Some("Life sciences"), (5, 1)),
        ("coba2022/data.csv", Some("Cell/Molecular Biology"), (5, 2)),
    ] {
        let source = real(name);
        let draft = inspect(&source, &Format::default()).expect("readable").to_string();
        let survey = prepared(&source, &draft).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        if let Some(label) = field {
            assert!(survey.dimensions()[survey.field].categories.iter().any(|c| c.label == label), "{name}");
        }
        let count = |kind: KindName| survey.questions().iter().filter(|q| q.kind.name() == kind).count();
        assert!(count(KindName::Multiple) >= kinds.0, "{name}: {} multi-selects", count(KindName::Multiple));
        assert_eq!(count(KindName::Rating), kinds.1, "{name}");
    }
}

/// The options of a question of the Dask survey 2021, and answers that nobody gave.
#[test]
fn options_of_a_real_question_with_commas_inside_stay_whole() {
    let options = [
        "SSH",
        "Kubernetes",
        "HPC resource manager (SLURM, PBS, SGE, LSF or similar)",
        "I don't know, someone else does this for me",
    ];
    let two = |a: usize, b: usize| format!("\"{}, {}\"", options[a], options[b]);
    let one = |a: usize| format!("\"{}\"", options[a]);
    let cells = [one(0), one(1), one(2), one(3), two(0, 1), two(0, 2), two(1, 2), two(2, 3)];
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let csv = made_up("Field,\"If you use a cluster, how do you launch Dask?\"", 120, &[SUBJECTS, &cells]);
    let (draft, _, survey) = drafted("launch.csv", csv.as_bytes());
    let mut labels: Vec<&str> = survey.questions()[0].choices().iter().map(|c| c.label.as_str()).collect();
    labels.sort_unstable();
    let mut whole = options;
    whole.sort_unstable();
    assert_eq!(labels, whole, "{draft}");
}

#[test]
#[ignore = "needs ../shared/surveys"]
fn labels_with_commas_survive_in_real_surveys() {
    let source = real("dask/2021-user-survey-results.csv");
    let draft = inspect(&source, &Format::default()).expect("readable").to_string();
    for label in
        ["HPC resource manager (SLURM, PBS, SGE, LSF or similar)", "I don't know, someone else does this for me"]
    {
        assert!(draft.contains(&format!("\"{label}\",\n")), "{label}");
    }
    let source = real("coba2022/data.csv");
    let draft = inspect(&source, &Format::default()).expect("readable").to_string();
    assert!(draft.contains("[consent]\ncolumn = \"I agree to these terms and conditions\"\nvalues = [\"Yes\"]"));
    let tools = draft
        .split("[[question]]")
        .find(|part| part.contains("text = \"Commonly used image analysis tools\""))
        .expect("there");
    assert_eq!(tools.lines().filter(|line| line.starts_with("  \"")).count(), 4, "{tools}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_are_inspected_without_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300),
                                            text in "([a-zA-Z;,\"\\[\\]. \n0-9é-]{0,12}[,\n]){0,40}") {
        for bytes in [bytes, text.into_bytes()] {
            if let Ok(draft) = inspect(&InMemory::new("any.csv", bytes), &Format::default()) {
                // Whatever was guessed, it is a codebook.
                let draft = draft.to_string();
                proptest::prop_assert!(Codebook::read(&draft).is_ok(), "{}", draft);
            }
        }
    }
    /// Whatever the rows, separators and headers: who is one of two is not told.
    #[test]
    fn no_draft_shows_what_fewer_than_three_people_said(
        rows in proptest::collection::vec(proptest::collection::vec(0..14_usize, 0..4), 6..60),
        separator in proptest::sample::select(vec![";", ", ", ",", "|"]),
        header in proptest::sample::select(vec!["Needs", "Your role?", "Needs [A]", "I agree", "Which years?"]),
    ) {
        let words: Vec<String> = (0..14).map(|w| format!("zq{w:03} pxl{w:03}")).collect();
        let mut csv = format!("Field,{header},Needs [B]\n");
        for (i, row) in rows.iter().enumerate() {
            let mut row: Vec<&str> = row.iter().map(|&w| words[w].as_str()).collect();
            row.dedup();
            csv += &format!("{},\"{}\",{}\n", SUBJECTS[i % 3], row.join(separator), row.first().unwrap_or(&""));
        }
        let draft = inspect(&InMemory::new("any.csv", csv.into_bytes()), &Format::default()).expect("a table").to_string();
        for (w, word) in words.iter().enumerate() {
            let people = rows.iter().filter(|row| row.contains(&w)).count();
            proptest::prop_assert!(people >= 3 || !draft.contains(word.as_str()), "{word} of {people}\n{draft}");
        }
        proptest::prop_assert!(Codebook::read(&draft).is_ok(), "{draft}");
    }
}
