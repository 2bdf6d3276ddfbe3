//! Exports as people really make them, each from `inspect` to `prepare` without any edit: what comes out is what is in
//! the file. The files are in `cases/`.

mod done;

use done::{Done, counts, done_of, prepared};
use needs_core::survey::file::KindName;
use needs_intake::{
    inspect::Tool,
    raw::{Format, InMemory, NameRow},
};
use std::path::Path;

fn source(name: &str) -> InMemory {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    InMemory::new(name, std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn done(name: &str) -> Done {
    done_of(&source(name), &Format::default())
}

const NEEDS: [(&str, u32); 3] = [("Documentation", 28), ("GPU support", 30), ("More memory", 33)];
const NEEDS_TEXT: &str = "What do you need most?";

fn needs_are_right(done: &Done, text: &str) {
    assert_eq!(done.published(), 60, "{}", done.text);
    assert_eq!(done.chosen(text), counts(&NEEDS), "{}", done.text);
    assert_eq!(done.answered(text), 54, "{}", done.text);
}

#[test]
fn a_second_row_of_names_is_no_respondent() {
    let done = done("second_header_row.csv");
    needs_are_right(&done, NEEDS_TEXT);
    assert_eq!(done.received(), 60);
    assert_eq!(done.questions().iter().find(|q| q.text == NEEDS_TEXT).map(|q| q.kind.name()), Some(KindName::Multiple));
    done.doubts("were both taken for the header");
}

#[test]
fn titles_above_the_header_are_no_respondents() {
    for name in ["preamble_rows.csv", "preamble_rows_spreadsheet.xlsx"] {
        let done = done(name);
        needs_are_right(&done, NEEDS_TEXT);
        done.doubts("taken for a title");
        // The same by hand, counted as a spreadsheet numbers rows.
        let told = Format { header_rows: Some(4), name_row: Some(NameRow::one(4)), ..Format::default() };
        needs_are_right(&done_of(&source(name), &told), NEEDS_TEXT);
    }
}

#[test]
fn a_file_without_a_header_loses_nobody() {
    let done = done("no_header.csv");
    needs_are_right(&done, "Column 3");
    assert_eq!(done.of_field("Imaging"), 25);
    done.doubts("row 1 looks like an answer");
    assert!(!done.text.contains("\"Spain\"\nkind"), "{}", done.text);
}

#[test]
fn previews_of_the_author_are_left_out_and_told() {
    let done = done("qualtrics_previews.csv");
    assert_eq!((done.received(), done.published()), (64, 60));
    assert_eq!(done.of_field("Imaging"), 25);
    let gpus = done.chosen("What do you need most? Select all").into_iter().find(|(label, _)| label == "GPU support");
    assert_eq!(gpus.map(|(_, n)| n), Some(30), "{}", done.text);
    let left_out = &done.survey.about.respondents.left_out;
    assert_eq!(left_out.iter().map(|rule| (rule.label.as_str(), rule.n)).collect::<Vec<_>>(), [("test answers", 4)]);
    done.doubts("4 rows are left out as test answers");
    assert!(!done.text.contains("&nbsp;") && !done.text.contains("<br>"), "{}", done.text);
}

#[test]
fn na_is_no_answer() {
    let done = done("na_strings.csv");
    needs_are_right(&done, "Needs");
    assert_eq!(done.answered("Useful"), 45);
    assert_eq!(done.choices("Useful"), counts(&[("Very useful", 15), ("Useful", 15), ("Not useful", 15)]));
    assert!(done.text.contains("missing = [\"NA\"]"), "{}", done.text);
    done.doubts("NA 21 times");
}

#[test]
fn missing_comes_before_lists_or_is_an_error() {
    let done = done("missing_without_effect.csv");
    needs_are_right(&done, "Needs");
    assert_eq!(done.answered("Useful"), 45);
    let both = done.text.replace("choices = [\n  \"Very useful\"", "choices = [\n  \"NA\",\n  \"Very useful\"");
    assert_ne!(both, done.text);
    let told = prepared(&source("missing_without_effect.csv"), &both).expect_err("both");
    assert!(told.contains("\"NA\" is both missing and a choice"), "{told}");
}

#[test]
fn nothing_beside_other_is_no_answer() {
    let done = done("other_text_none.csv");
    assert_eq!(done.published(), 60);
    assert_eq!(done.answered(NEEDS_TEXT), 54, "{}", done.text);
    let others: Vec<u32> =
        done.choices(NEEDS_TEXT).into_iter().filter(|(label, _)| label.starts_with("Other")).map(|(_, n)| n).collect();
    assert_eq!(others, [6], "{}", done.text);
    done.doubts("wrote a word for nothing");
}

#[test]
fn columns_named_by_options_are_one_question() {
    let done = done("option_columns.csv");
    let text = "Documentation, GPU support, More memory";
    let question =
        done.questions().iter().find(|q| q.text.starts_with(text)).unwrap_or_else(|| panic!("{}", done.text));
    assert_eq!(question.kind.name(), KindName::Multiple);
    needs_are_right(&done, &question.text);
    done.doubts("named by options");
}

#[test]
fn options_behind_a_slash_are_one_question() {
    let done = done("kobo_slash_columns.csv");
    needs_are_right(&done, NEEDS_TEXT);
    assert_eq!(done.questions().len(), 1, "{}", done.text);
}

#[test]
fn one_write_in_does_not_split_a_label() {
    let text = "How do you find new software?";
    let label = "News sites, blogs, Mastodon, chat groups or forums";
    let expected = counts(&[
        ("Asking colleagues", 48),
        ("Conference talks", 38),
        (label, 75),
        ("Other", 1),
        ("Search engines", 52),
    ]);
    let split = done("label_split_by_one_write_in.csv");
    assert_eq!(split.chosen(text), expected, "{}", split.text);
    split.doubts("holds the separator itself");
    let whole = done("label_split_by_one_write_in_without_the_write_in.csv");
    let without: Vec<(String, u32)> = expected.into_iter().filter(|(label, _)| label != "Other").collect();
    assert_eq!(whole.chosen(text), without, "{}", whole.text);
}

#[test]
fn one_odd_cell_does_not_break_a_grid() {
    for name in ["grid_broken_by_one_row.csv", "grid_broken_by_one_row_without_the_row.csv"] {
        let done = done(name);
        let (levels, mut items) = done.ratings("How good are the docs for ...");
        assert_eq!(levels, ["Great", "Okay", "Poor"], "{}", done.text);
        // The odd cell is one more "Okay" in the file without it.
        let rust = if name.contains("without") { vec![6, 12, 14] } else { vec![6, 11, 14] };
        items.sort();
        let expected = [("Go", vec![9, 9, 17]), ("Java", vec![12, 11, 5]), ("Rust", rust), ("Swift", vec![7, 10, 13])];
        assert_eq!(items, expected.map(|(item, counts)| (item.to_owned(), counts)), "{}", done.text);
    }
    let done = done("grid_broken_by_one_row.csv");
    done.doubts("1 cell of");
    assert!(
        done.warnings.iter().any(|warning| warning.contains("1 answer that nothing collects")),
        "{:?}",
        done.warnings
    );
}

#[test]
fn a_question_that_speaks_of_an_organization_or_a_training_is_a_question() {
    let done = done("dimension_by_keyword.csv");
    assert_eq!(done.survey.dimensions().len(), 1, "{}", done.text);
    assert_eq!(done.questions().len(), 4, "{}", done.text);
    let pay = done.question("Would your organization pay for a support contract?");
    assert_eq!(done.questions()[pay].kind.name(), KindName::Single);
}

#[test]
fn a_field_of_two_is_a_field() {
    let done = done("two_fields.csv");
    assert_eq!(done.dimension("field"), counts(&[("Biology", 30), ("Physics", 30)]), "{}", done.text);
    assert_eq!(done.dimension("region").len(), 3);
}

#[test]
fn a_grid_that_stands_twice_is_two_questions() {
    let done = done("draft_refused.csv");
    let text = "Annual costs | Staff";
    assert_eq!(done.questions().iter().filter(|q| q.text == text).count(), 2, "{}", done.text);
    for (q, question) in done.questions().iter().enumerate() {
        for c in 0..question.choices().len() {
            assert_eq!(done.total(done.survey.layout.questions[q].choice(c)), 12, "{}", done.text);
        }
        assert_eq!(question.choices().len(), 5);
    }
    done.doubts("tell them apart");
}

#[test]
fn a_question_in_two_branches_is_one() {
    let done = done("same_question_two_columns.csv");
    needs_are_right(&done, NEEDS_TEXT);
    let text = "How satisfied are you?";
    assert_eq!(
        done.chosen(text),
        counts(&[("Neutral", 15), ("Not satisfied", 15), ("Satisfied", 30)]),
        "{}",
        done.text
    );
    assert_eq!(done.questions().len(), 3, "{}", done.text);
    done.doubts("branches of one question");
}

#[test]
fn decimal_commas_are_numbers() {
    let done = done("decimal_comma.csv");
    assert!(!done.text.contains("\"37,75\"") && !done.text.contains("\"7,25\""), "{}", done.text);
    assert!(done.text.contains("decimal = \",\""), "{}", done.text);
    let hours = &done.questions()[done.question("Stunden pro Woche")];
    assert_eq!(hours.kind.name(), KindName::Number, "{}", done.text);
    let bands: Vec<u32> = done.choices("Stunden pro Woche").into_iter().map(|(_, n)| n).collect();
    assert!(bands.iter().sum::<u32>() == 60 && bands.iter().all(|&n| n >= 5), "{bands:?}");
    needs_are_right(&done, "Was brauchen Sie am meisten?");
}

#[test]
fn a_german_export_has_its_dimensions_and_its_scale() {
    let done = done("german_export.csv");
    for id in ["field", "region", "channel", "experience"] {
        assert!(done.survey.dimension(id).is_some(), "{id}\n{}", done.text);
    }
    let text = "Die Werkzeuge genügen mir.";
    let expected = [
        ("Stimme voll und ganz zu", 3),
        ("Stimme eher zu", 30),
        ("Teils/teils", 12),
        ("Stimme eher nicht zu", 11),
        ("Stimme überhaupt nicht zu", 4),
    ];
    assert_eq!(done.choices(text), counts(&expected), "{}", done.text);
    assert_eq!(done.survey.dimensions()[0].label, "Fachgebiet");
}

#[test]
fn columns_about_people_are_ignored_whatever_their_script() {
    let done = done("personal_columns_other_scripts.csv");
    for header in ["生年月日", "郵便番号", "ФИО", "ชื่อ-นามสกุล", "指導教員"] {
        let line =
            done.text.lines().find(|line| line.contains(header)).unwrap_or_else(|| panic!("{header}\n{}", done.text));
        let why = line.split('#').nth(1).unwrap_or("");
        assert!(why.split_whitespace().any(|word| word.len() >= 3 && word.chars().all(char::is_uppercase)), "{line}");
    }
    assert_eq!(done.questions().len(), 1, "{}", done.text);
    needs_are_right(&done, NEEDS_TEXT);
}

#[test]
fn japanese_of_a_spreadsheet_program_is_read() {
    let done = done("shift_jis.csv");
    assert!(done.text.contains("encoding = \"shift_jis\""), "{}", done.text);
    done.doubts("its encoding was guessed: shift_jis");
    needs_are_right_in_japanese(&done);
    assert_eq!(done.draft.tool, Tool::Unknown);
}

fn needs_are_right_in_japanese(done: &Done) {
    let text = "最も必要なものは何ですか？";
    assert_eq!(done.answered(text), 54, "{}", done.text);
    let mut sizes: Vec<u32> = done.choices(text).into_iter().map(|(_, n)| n).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [28, 30, 33], "{}", done.text);
    assert!(done.survey.dimension("field").is_some());
}

#[test]
fn a_ranking_is_told_from_a_list_of_ticks_and_from_a_grid() {
    for name in ["ranking.csv", "ranking_limesurvey.csv"] {
        let done = done(name);
        let q = done.question("Rank these by priority");
        assert_eq!(done.questions()[q].kind.name(), KindName::Ranking, "{}", done.text);
        assert_eq!(done.answered("Rank these by priority"), 60);
        let items = done.places("Rank these by priority");
        let first: Vec<(&str, u32)> = items.iter().map(|(label, places)| (label.as_str(), places[0])).collect();
        assert_eq!(first, [("Career paths", 23), ("Funding", 17), ("Training", 20)], "{}", done.text);
        let mean = |places: &[u32]| {
            let sum: u32 = places.iter().zip(1..).map(|(n, place)| n * place).sum();
            (f64::from(sum) / 60.0 * 1000.0).round() / 1000.0
        };
        let means: Vec<f64> = items.iter().map(|(_, places)| mean(places)).collect();
        assert_eq!(means, [1.867, 2.1, 2.033], "{}", done.text);
        done.doubts("ranking");
    }
}
