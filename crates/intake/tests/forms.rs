//! A form beside the export of its answers: labels, their order, what nobody chose, and who was asked are the form's.

mod done;

use done::{Done, done_with};
use needs_core::survey::file::KindName;
use needs_intake::{
    form::{Condition, Form, FormKind},
    raw::{Format, InMemory},
};
use std::path::Path;

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn form(name: &str) -> Form {
    Form::read(&InMemory::new(name, bytes(name))).unwrap_or_else(|error| panic!("{error}"))
}

const FIELDS: [&str; 4] = ["Imaging", "Genetics", "Ecology", "Astronomy"];
const USES: [&str; 3] = ["Every day", "Sometimes", "Never"];
const NEEDS: [&str; 3] = ["Documentation", "GPU support", "Translations"];
const LEVELS: [&str; 5] = ["Very easy", "Easy", "Neutral", "Difficult", "Very difficult"];
const ITEMS: [&str; 2] = ["The documentation", "The installation"];
const ORDER: [&str; 3] = ["Funding", "Training", "Career paths"];

struct Person {
    field: usize,
    uses: usize,
    needs: Vec<usize>,
    ease: [usize; 2],
    order: [usize; 3],
}

/// Nobody is an astronomer, needs translations, or finds anything very difficult; a third never uses the tools.
fn people() -> Vec<Person> {
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    (0..90)
        .map(|i| Person {
            field: i % 3,
            uses: i * 7 % 9 / 3,
            needs: (0..2).filter(|n| (i + i / 4) >> n & 1 == 1).collect(),
            ease: [i % 4, (i / 2) % 4],
            order: orders[(i * 5 + i / 7) % 6],
        })
        .collect()
}

/// A table of cells as CSV.
fn csv(name: &str, rows: Vec<Vec<String>>) -> InMemory {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("in memory"));
    InMemory::new(name, writer.into_inner().expect("in memory"))
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| cell.to_string()).collect()
}

/// LimeSurvey's export, with codes or full answers.
fn lime(codes: bool) -> InMemory {
    let texts = [
        "Which field of research do you work in?",
        "How often do you use the tools?",
        "What do you need most?",
        "How easy is it to use & keep?",
        "Put these in order",
        "Anything else?",
    ];
    let name = |code: &str, text: usize, item: &str| match (codes, item) {
        (true, _) => code.to_owned(),
        (false, "") => format!("{code}. {}", texts[text]),
        (false, item) => format!("{code}. {} [{item}]", texts[text]),
    };
    let mut header =
        if codes { row(&["id", "submitdate"]) } else { row(&["id. Response ID", "submitdate. Date submitted"]) };
    header.extend([name("field", 0, ""), name("uses", 1, "")]);
    header.extend((0..3).map(|n| name(&format!("needs[SQ00{}]", n + 1), 2, NEEDS[n])));
    header.push(name("needs[other]", 2, "Other"));
    header.extend((0..2).map(|n| name(&format!("ease[SQ00{}]", n + 1), 3, ITEMS[n])));
    header.extend((1..4).map(|n| name(&format!("order[{n}]"), 4, &format!("Rank {n}"))));
    header.push(name("why", 5, ""));
    let mut rows = vec![header];
    let one = |labels: &[&str], at: usize| if codes { format!("A{}", at + 1) } else { labels[at].to_owned() };
    for (i, person) in people().iter().enumerate() {
        let asked = person.uses < 2;
        let mut cells = row(&[&(i + 1).to_string(), "2026-03-01 10:00:00"]);
        cells.extend([one(&FIELDS, person.field), one(&USES, person.uses)]);
        let yes = if codes { "Y" } else { "Yes" };
        let no = if codes { "" } else { "No" };
        cells.extend((0..3).map(|n| match (asked, person.needs.contains(&n)) {
            (true, true) => yes.to_owned(),
            (true, false) => no.to_owned(),
            (false, _) => if codes { "" } else { "N/A" }.to_owned(),
        }));
        cells.push(if i % 20 == 2 && asked { "a manual" } else { "" }.to_owned());
        cells.extend(person.ease.iter().map(|&level| if asked { one(&LEVELS, level) } else { String::new() }));
        cells.extend(person.order.iter().map(|&item| one(&ORDER, item)));
        cells.push(String::new());
        rows.push(cells);
    }
    csv("lime.csv", rows)
}

/// Qualtrics' export of choice texts, or of their numbers.
fn qualtrics(codes: bool) -> InMemory {
    let mut tags =
        row(&["StartDate", "Finished", "field", "uses", "needs_1", "needs_2", "needs_3", "needs_4", "needs_4_TEXT"]);
    tags.extend(row(&["ease_1", "ease_2", "order_1", "order_2", "order_3", "why"]));
    let needs = "What do you need most? - Selected Choice - ";
    let mut texts =
        row(&["Start Date", "Finished", "Which field of research do you work in?", "How often do you use the tools?"]);
    texts.extend(NEEDS.iter().chain(&["Other (please specify)"]).map(|need| format!("{needs}{need}")));
    texts.push("What do you need most? - Other (please specify) - Text".to_owned());
    texts.extend(ITEMS.iter().map(|item| format!("How easy is it to use & keep? - {item}")));
    texts.extend(ORDER.iter().map(|item| format!("Put these in order - {item}")));
    texts.push("Anything else?".to_owned());
    let ids = tags.iter().map(|tag| format!("{{\"ImportId\":\"{tag}\"}}")).collect();
    let mut rows = vec![tags, texts, ids];
    let one = |labels: &[&str], at: usize| if codes { (at + 1).to_string() } else { labels[at].to_owned() };
    for (i, person) in people().iter().enumerate() {
        let asked = person.uses < 2;
        let other = i % 20 == 2 && asked;
        let mut cells = row(&["2026-03-01 10:00:00", "True"]);
        cells.extend([one(&FIELDS, person.field), one(&USES, person.uses)]);
        cells.extend((0..3).map(|n| match asked && person.needs.contains(&n) {
            true if codes => "1".to_owned(),
            true => NEEDS[n].to_owned(),
            false => String::new(),
        }));
        let label = if codes { "1" } else { "Other (please specify)" };
        cells.extend(row(&if other { [label, "a manual"] } else { ["", ""] }));
        cells.extend(person.ease.iter().map(|&level| if asked { one(&LEVELS, level) } else { String::new() }));
        let place = |item: usize| person.order.iter().position(|&i| i == item).map_or(0, |at| at + 1);
        cells.extend((0..3).map(|item| place(item).to_string()));
        cells.push(String::new());
        rows.push(cells);
    }
    csv("qualtrics.csv", rows)
}

/// KoboToolbox' export of names or of labels, with a column for each option or without.
fn kobo(labels: bool, columns: bool) -> InMemory {
    let names = ["imaging", "genetics", "ecology", "astronomy"];
    let (uses, needs) = (["daily", "sometimes", "never"], ["docs", "gpu", "translations"]);
    let order = ["funding", "training", "careers"];
    let text = [
        "Which field of research do you work in?",
        "How often do you use the tools?",
        "What do you need most?",
        "Put these in order",
    ];
    let mut header = match labels {
        true => row(&[text[0], text[1], text[2]]),
        false => row(&["field", "tools/uses", "tools/needs"]),
    };
    if columns {
        header.extend((0..3).map(|n| match labels {
            true => format!("{}/{}", text[2], NEEDS[n]),
            false => format!("tools/needs/{}", needs[n]),
        }));
    }
    header.push(if labels { text[3] } else { "tools/order" }.to_owned());
    let mut rows = vec![header];
    for person in people() {
        let asked = person.uses < 2;
        let mut cells = match labels {
            true => row(&[FIELDS[person.field], USES[person.uses]]),
            false => row(&[names[person.field], uses[person.uses]]),
        };
        let of = if labels { NEEDS } else { needs };
        let chosen: Vec<&str> = person.needs.iter().map(|&n| of[n]).collect();
        cells.push(if asked { chosen.join(" ") } else { String::new() });
        if columns {
            let said = |n| {
                if !asked || chosen.is_empty() {
                    ""
                } else if person.needs.contains(&n) {
                    "1"
                } else {
                    "0"
                }
            };
            cells.extend((0..3).map(|n| said(n).to_owned()));
        }
        let of = if labels { ORDER } else { order };
        cells.push(person.order.map(|item| of[item]).join(" "));
        rows.push(cells);
    }
    csv("kobo.csv", rows)
}

fn count(is_such: impl Fn(&Person) -> bool) -> u32 {
    people().iter().filter(|person| is_such(person)).count() as u32
}

/// What all exports of the survey tell; `boxes` where people could write beside the needs.
fn tells_the_survey(done: &Done, others: u32) {
    let field: Vec<(String, u32)> = done.dimension("field");
    let expected: Vec<(String, u32)> =
        (0..4).map(|f| (FIELDS[f].to_owned(), count(|person| person.field == f))).collect();
    assert_eq!(field, expected, "{}", done.text);
    let asked = count(|person| person.uses < 2);
    let text = "What do you need most?";
    let q = done.question(text);
    assert_eq!(done.questions()[q].kind.name(), KindName::Multiple, "{}", done.text);
    assert_eq!(done.total(done.survey.layout.questions[q].asked), asked, "{}", done.text);
    let needs = |n: usize| count(|person| person.uses < 2 && person.needs.contains(&n));
    let mut expected: Vec<(String, u32)> = (0..3).map(|n| (NEEDS[n].to_owned(), needs(n))).collect();
    if others > 0 {
        expected.push((done.choices(text).last().map_or(String::new(), |(label, _)| label.clone()), others));
    }
    assert_eq!(done.choices(text), expected, "{}", done.text);
    let items = done.places("Put these in order");
    let mut sorted: Vec<usize> = (0..3).collect();
    sorted.sort_by_key(|&item| ORDER[item]);
    let at = |item: usize, place: usize| count(|person| person.order[place] == item);
    let expected: Vec<(String, Vec<u32>)> = sorted
        .into_iter()
        .map(|item| (ORDER[item].to_owned(), (0..3).map(|place| at(item, place)).collect()))
        .collect();
    assert_eq!(items, expected, "{}", done.text);
}

fn tells_the_grid(done: &Done) {
    let (levels, items) = done.ratings("How easy is it to use & keep?");
    assert_eq!(levels, LEVELS, "{}", done.text);
    let said = |item: usize, level: usize| count(|person| person.uses < 2 && person.ease[item] == level);
    let expected: Vec<(String, Vec<u32>)> =
        (0..2).map(|item| (ITEMS[item].to_owned(), (0..5).map(|level| said(item, level)).collect())).collect();
    assert_eq!(items, expected, "{}", done.text);
    let q = done.question("How easy is it to use & keep?");
    let asked = done.total(done.survey.layout.questions[q].asked);
    assert_eq!(asked, count(|person| person.uses < 2), "{}", done.text);
}

#[test]
fn the_form_of_lime_survey_tells_order_absent_options_and_who_was_asked() {
    let form = form("lime.lss");
    assert_eq!((form.title.as_str(), form.languages.join(" ")), ("Tools of our field", "en de".to_owned()));
    assert_eq!(form.questions[2].texts, ["What do you need most?", "Was brauchen Sie am meisten?"]);
    for codes in [false, true] {
        let done = done_with(&lime(codes), &Format::default(), Some(&form));
        tells_the_survey(&done, count_others());
        tells_the_grid(&done);
        assert!(done.text.contains("Tools of our field"), "{}", done.text);
    }
}

/// Rows of [`lime`] and [`qualtrics`] with something written beside the needs.
fn count_others() -> u32 {
    people().iter().enumerate().filter(|(i, person)| i % 20 == 2 && person.uses < 2).count() as u32
}

#[test]
fn the_form_of_lime_survey_before_version_4_is_read() {
    let form = form("lime_before_4.lss");
    let [field, needs] = form.questions.as_slice() else { panic!("{form:?}") };
    let labels =
        |options: &[needs_intake::form::FormOption]| options.iter().map(|o| o.labels[0].clone()).collect::<Vec<_>>();
    assert_eq!(
        (field.kind, labels(&field.options)),
        (FormKind::Single, [&FIELDS[..], &["Other"]].concat().iter().map(|l| l.to_string()).collect())
    );
    assert_eq!((needs.kind, labels(&needs.options)), (FormKind::Multiple, NEEDS.map(str::to_owned).to_vec()));
    assert_eq!(needs.asked_if.as_ref().map(Condition::told).as_deref(), Some("field is A1"));
}

#[test]
fn the_form_of_qualtrics_tells_order_absent_options_and_who_was_asked() {
    let form = form("qualtrics.qsf");
    let codes: Vec<&str> = form.questions.iter().map(|question| question.code.as_str()).collect();
    assert_eq!(codes, ["field", "uses", "needs", "ease", "order", "why"]);
    for codes in [false, true] {
        let done = done_with(&qualtrics(codes), &Format::default(), Some(&form));
        tells_the_survey(&done, count_others());
        tells_the_grid(&done);
    }
}

#[test]
fn an_xls_form_tells_order_absent_options_and_who_was_asked() {
    let form = form("xlsform.xlsx");
    for (labels, columns) in [(false, true), (false, false), (true, true), (true, false)] {
        let done = done_with(&kobo(labels, columns), &Format::default(), Some(&form));
        tells_the_survey(&done, 0);
    }
}

#[test]
fn answers_in_another_language_of_the_form_are_the_same_options() {
    let german = [("Bildgebung", "Täglich"), ("Genetik", "Manchmal"), ("Ökologie", "Nie")];
    let mut rows = vec![row(&["In welchem Fachgebiet arbeiten Sie?", "Wie oft nutzen Sie die Werkzeuge?"])];
    rows.extend((0..60).map(|i| row(&[german[i % 3].0, german[i / 2 % 3].1])));
    let done = done_with(&csv("deutsch.csv", rows), &Format::default(), Some(&form("lime.lss")));
    let field: Vec<String> = done.dimension("field").into_iter().map(|(label, n)| format!("{label} {n}")).collect();
    assert_eq!(field, ["Imaging 20", "Genetics 20", "Ecology 20", "Astronomy 0"], "{}", done.text);
}

#[test]
fn a_form_of_another_survey_is_doubted() {
    let mut rows = vec![row(&["Field", "Needs"])];
    rows.extend((0..60).map(|i| row(&[["Imaging", "Genetics"][i % 2], ["Docs", "GPUs", "Time"][i % 3]])));
    let done = done_with(&csv("other.csv", rows), &Format::default(), Some(&form("qualtrics.qsf")));
    done.doubts("none of the 6 questions of the form");
}

#[test]
fn a_condition_that_cannot_be_said_is_told() {
    let text = String::from_utf8(bytes("lime.lss")).expect("UTF-8");
    let text = text.replace("((uses.NAOK != \"A3\"))", "((uses.NAOK == \"A1\" or field.NAOK == \"A1\"))");
    let form = Form::read(&InMemory::new("a.lss", text.into_bytes())).expect("a form");
    let done = done_with(&lime(false), &Format::default(), Some(&form));
    done.doubts("the form asks it only where: ((uses.NAOK == \"A1\" or field.NAOK == \"A1\"))");
}

#[test]
fn damaged_forms_are_told_with_their_place() {
    let read = |name: &str, bytes: Vec<u8>| Form::read(&InMemory::new(name, bytes)).expect_err(name).to_string();
    let lss = String::from_utf8(bytes("lime.lss")).expect("UTF-8");
    let qsf = String::from_utf8(bytes("qualtrics.qsf")).expect("UTF-8");
    for (name, text, expected) in [
        ("a.lss", lss[..lss.find("</row>").expect("a row")].to_owned(), "a.lss: the file ends within <document>"),
        (
            "a.lss",
            lss.replace("<LimeSurveyDocType>Survey", "<LimeSurveyDocType>Group"),
            "not the structure of a survey",
        ),
        ("a.lss", lss.replacen("</rows>", "</row>", 1), "line "),
        ("a.lss", lss.replace("<![CDATA[ease]]>", ""), "it has no code (title)"),
        (
            "a.lss",
            "<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>".to_owned(),
            "it holds no question",
        ),
        ("a.qsf", qsf[..2_000].to_owned(), ": not JSON"),
        ("a.qsf", "{}".to_owned(), "it has no \"SurveyElements\""),
        ("a.qsf", "{\"SurveyElements\": []}".to_owned(), "it holds no question"),
        ("a.txt", "hello".to_owned(), "give the .lss of LimeSurvey, the .qsf of Qualtrics, or the XLSForm"),
        ("a.xlsx", "hello".to_owned(), "not a spreadsheet"),
    ] {
        let told = read(name, text.into_bytes());
        assert!(told.starts_with(name) && told.contains(expected), "{told}");
    }
    assert!(read("a.lss", vec![0xff, 0xfe, 0x00, 0xd8, 0x41]).contains("not text"));
}

mod any {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// A form cut and changed anywhere is read or refused, and a draft by what is read is written.
        #[test]
        fn damage_ends_in_a_form_or_a_message(name in 0..4_usize, from in 0..1_000_usize, cut in 0..40_usize, put in "[\\PC<>\"{}\\[\\]]{0,6}") {
            let (name, path) = [("a.lss", "lime.lss"), ("b.lss", "lime_before_4.lss"), ("a.qsf", "qualtrics.qsf"), ("a.xlsx", "xlsform.xlsx")][name];
            let mut bytes = bytes(path);
            let at = from * bytes.len() / 1_000;
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, put.bytes());
            match Form::read(&InMemory::new(name, bytes)) {
                Err(told) => prop_assert!(told.to_string().starts_with(name)),
                Ok(form) => {
                    let source = lime(false);
                    let drafted = needs_intake::inspect::inspect_with_form(&source, &Format::default(), Some(&form));
                    prop_assert!(drafted.expect("answers are whole").to_string().contains("title = "));
                }
            }
        }
    }
}
