//! Rows that tools write and that are no finished answer of a respondent: told, and left out.

mod done;

use done::{Done, done_of};
use needs_intake::raw::{Format, InMemory};

const FIELDS: [&str; 3] = ["Imaging", "Genetics", "Ecology"];
const NEEDS: [&str; 2] = ["Documentation", "Speed"];

/// A column that a tool added: its headers (one or two), and its cell of each row.
type Added<'a> = (&'a [&'a str], &'a dyn Fn(usize) -> String);

/// 60 respondents with further columns.
fn export(file: &str, added: &[Added]) -> Done {
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    for header in 0..added[0].0.len() {
        let own = added.iter().map(|(headers, _)| headers[header]);
        let asked = if header + 1 == added[0].0.len() {
            ["What field do you work in?", "What do you need most?"]
        } else {
            ["A101", "A102"]
        };
        writer.write_record(own.chain(asked)).expect("in memory");
    }
    for row in 0..60 {
        let own = added.iter().map(|(_, cell)| cell(row));
        let said = [FIELDS[row % 3], NEEDS[row / 3 % 2]].map(str::to_owned);
        writer.write_record(own.chain(said)).expect("in memory");
    }
    done_of(&InMemory::new(file, writer.into_inner().expect("in memory")), &Format::default())
}

/// Every tenth row (6 of 60) has one word, the others have another.
fn tenth<'a>(such: &'a str, others: &'a str) -> impl Fn(usize) -> String + 'a {
    move |row| if row % 10 == 4 { such.to_owned() } else { others.to_owned() }
}

fn leaves_out(done: &Done, label: &str) {
    let left_out = &done.survey.about.respondents.left_out;
    let told: Vec<(&str, u32)> = left_out.iter().map(|rule| (rule.label.as_str(), rule.n)).collect();
    assert_eq!(told, [(label, 6)], "{}", done.text);
    assert_eq!((done.received(), done.published()), (60, 54), "{}", done.text);
    done.doubts(&format!("6 rows are left out as {label}"));
}

#[test]
fn forms_that_nobody_finished_are_left_out_in_the_words_of_each_tool_and_language() {
    for (header, not, yes) in [
        ("Finished", "0", "1"),
        ("Finished", "FALSE", "TRUE"),
        ("Complete?", "Incomplete", "Complete"),
        ("field_and_needs_complete", "0", "2"),
        ("Response Status", "Partial", "Completed"),
        ("Status", "In progress", "Complete"),
        ("submitdate", "", "2025-05-01 10:00:00"),
        ("Datum Abgeschickt", "", "2025-05-01 10:00:00"),
        ("Date de soumission", "", "2025-05-01 10:00:00"),
        ("送信日時", "", "2025-05-01 10:00:00"),
        ("Progress", "35", "100"),
        ("Fortschritt", "40 %", "100 %"),
        ("Abgeschlossen", "nein", "ja"),
        ("Terminé", "non", "oui"),
        ("Estado", "Incompleto", "Completo"),
        ("Stato", "In corso", "Completato"),
        ("Situação", "Em andamento", "Concluído"),
        ("回答状況", "回答中", "完了"),
        ("答题状态", "未完成", "已完成"),
        ("Статус", "Не завершено", "Завершено"),
    ] {
        let done = export("answers.tsv", &[(&[header], &tenth(not, yes))]);
        leaves_out(&done, "unfinished");
    }
}

#[test]
fn answers_of_the_author_are_left_out_and_so_are_rows_that_a_tool_sorted_out() {
    for (header, such, others, label) in [
        ("Status", "Survey Preview", "IP Address", "test answers"),
        ("Distribution Channel", "preview", "anonymous", "test answers"),
        ("Interview-Modus", "admin", "interview", "test answers"),
        ("Is Test", "true", "false", "test answers"),
        ("Statut", "Aperçu", "Envoyé", "test answers"),
        ("Status", "Spam", "IP Address", "spam or deleted"),
        ("Status", "Deleted", "Complete", "spam or deleted"),
        ("Status", "Disqualified", "Complete", "screened out"),
        ("Response Status", "Quota full", "Complete", "screened out"),
        ("答卷状态", "甄别", "有效", "screened out"),
    ] {
        let done = export("answers.tsv", &[(&[header], &tenth(such, others))]);
        leaves_out(&done, label);
    }
}

#[test]
fn a_tool_is_understood_by_its_codes_where_a_second_row_has_the_words() {
    let done = export(
        "survey.tsv",
        &[
            (&["CASE", "Interview number"], &|row| (100 + row).to_string()),
            (&["FINISHED", "Did they reach the end"], &tenth("0", "1")),
        ],
    );
    leaves_out(&done, "unfinished");
}

#[test]
fn a_question_that_has_such_words_is_none_of_these_columns() {
    let plain = [
        ("Have you completed a training?", "No", "Yes"),
        ("Do you finish what you start?", "no", "yes"),
        ("Stage of your project", "In progress", "Done"),
        ("What is your employment status?", "Started", "Employed"),
    ];
    for (header, such, others) in plain {
        let done = export("answers.tsv", &[(&[header], &tenth(such, others))]);
        assert_eq!(done.published(), 60, "{header}\n{}", done.text);
        assert!(done.survey.about.respondents.left_out.is_empty(), "{header}");
    }
}

#[test]
fn a_field_in_numbers_is_the_field_and_the_numbers_are_doubted() {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["record_id", "field", "role", "What do you need most?"]).expect("in memory");
    for row in 0..60 {
        let cells = [row.to_string(), (row % 3 + 1).to_string(), (row % 4 + 1).to_string(), NEEDS[row % 2].to_owned()];
        writer.write_record(cells).expect("in memory");
    }
    let source = InMemory::new("data.csv", writer.into_inner().expect("in memory"));
    let done = done_of(&source, &Format::default());
    assert_eq!(done.of_field("1"), 20, "{}", done.text);
    assert!(!done.text.contains("ordered = true"), "codes are in no order\n{}", done.text);
    assert!(!done.text.contains("nothing sounds like"), "{}", done.text);
    done.doubts("its categories are numbers that nobody else can read");
}
