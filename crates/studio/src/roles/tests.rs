use super::*;
use needs_intake::{
    inspect::inspect,
    raw::{Format, InMemory},
};

/// Made-up answers, drafted.
fn drafted_file() -> (Codebook, Vec<DraftColumn>) {
    let mut csv = String::from("Your name,Which field do you work in?,Region,What do you need?\n");
    for i in 0..60 {
        csv += &format!(
            "Person Number{i},{},{},{}\n",
            ["Imaging", "Genetics"][i % 2],
            ["Europe", "Asia", "Africa"][i % 3],
            ["Docs;GPUs", "GPUs", "Docs"][i % 3]
        );
    }
    let draft = inspect(&InMemory::new("a.csv", csv.into_bytes()), &Format::default()).expect("a table");
    (Codebook::read(&draft.to_string()).expect("a codebook"), draft.columns())
}

#[test]
fn every_column_of_a_draft_has_a_role() {
    let (codebook, columns) = drafted_file();
    let found = roles(&codebook, &columns);
    assert_eq!(found[..2], [ColumnRole::Ignored, ColumnRole::Field]);
    assert_eq!(found[3], ColumnRole::Question(KindName::Multiple));
}

#[test]
fn whatever_role_a_column_gets_the_codebook_still_fits_the_file_or_says_what_is_missing() {
    let (before, columns) = drafted_file();
    let headers = headers(&columns);
    let kinds = [KindName::Single, KindName::Multiple, KindName::Rating];
    let all = [ColumnRole::Ignored, ColumnRole::Field, ColumnRole::Dimension]
        .into_iter()
        .chain(kinds.map(ColumnRole::Question));
    for role in all {
        for column in 1..columns.len() {
            let mut codebook = before.clone();
            set_role(&mut codebook, &columns, column, role);
            assert_eq!(roles(&codebook, &columns)[column], role, "column {column} to {role:?}");
            let written = Codebook::read(&codebook.write("").expect("TOML")).expect("a codebook");
            assert_eq!(written, codebook);
            // No column is spoken of twice, and none is forgotten.
            assert!(!roles(&codebook, &columns).contains(&ColumnRole::Undeclared), "column {column} to {role:?}");
            let fields = codebook.dimensions.iter().filter(|entry| is_field(entry)).count();
            assert!(fields <= 1, "column {column} to {role:?}");
            if fields == 1 && !codebook.questions.is_empty() {
                codebook.plan(Some(&headers)).unwrap_or_else(|error| panic!("column {column} to {role:?}: {error}"));
            }
        }
    }
}

#[test]
fn a_question_that_becomes_a_dimension_and_a_question_again_keeps_its_answers() {
    let (mut codebook, columns) = drafted_file();
    let asked = codebook.questions.last().expect("one").clone();
    set_role(&mut codebook, &columns, 3, ColumnRole::Dimension);
    set_role(&mut codebook, &columns, 3, ColumnRole::Question(KindName::Multiple));
    let again = codebook.questions.last().expect("one");
    assert_eq!((&again.choices, &again.column), (&asked.choices, &asked.column));
}
