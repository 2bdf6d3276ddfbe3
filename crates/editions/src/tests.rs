//! The Dask user surveys of 2019 to 2021, as published in classes of at least five, and files made to differ.

use crate::draft::{Source, draft};
use crate::report::Report;
use crate::split::{Reason, Split};
use crate::{Change, Changes, Editions, EditionsFile, Selection, SharedQuestion, resolve, split};
use needs_core::Survey;
use needs_core::survey::example::example;
use needs_core::survey::file::Kind;
use needs_words::{Lang, Words};
use proptest::prelude::*;

fn dask() -> Vec<Survey> {
    let files: [&[u8]; 3] = [
        include_bytes!("../../../tests/surveys/dask-2019.json"),
        include_bytes!("../../../tests/surveys/dask-2020.json"),
        include_bytes!("../../../tests/surveys/dask-2021.json"),
    ];
    files.iter().map(|bytes| Survey::read(bytes).expect("a results file")).collect()
}

/// A draft of files that are called 1, 2, ...
fn drafted(surveys: &[Survey]) -> (String, Vec<String>) {
    let source = |(e, survey)| Source { id: format!("{}", e + 1), file: format!("{}.json", e + 1), survey };
    let sources: Vec<Source> = surveys.iter().enumerate().map(source).collect();
    let draft = draft("Year", &sources);
    (draft.toml, draft.differences)
}

fn resolved(toml: &str, surveys: Vec<Survey>) -> Result<Editions, String> {
    resolve(&EditionsFile::read(toml).map_err(|e| e.to_string())?, surveys).map_err(|e| e.to_string())
}

fn dask_editions() -> Editions {
    let surveys = dask();
    resolved(&drafted(&surveys).0, surveys).expect("an untouched draft is accepted")
}

fn question<'a>(editions: &'a Editions, id: &str) -> &'a SharedQuestion {
    editions.questions.iter().find(|q| q.id == id).expect("a question of the file")
}

fn everybody(editions: &Editions) -> Selection {
    vec![None; editions.dimensions.len()]
}

fn needs(editions: &Editions) -> Changes {
    Changes::of(editions, question(editions, "needs"), &everybody(editions))
}

fn between(changes: &[Change], option: usize, from: usize, to: usize) -> &Change {
    changes.iter().find(|c| (c.option, c.from, c.to) == (option, from, to)).expect("a comparison")
}

/// `confint_proportions_2indep(method="newcomb")`, `proportions_ztest` and `multipletests(method="holm")` of statsmodels 0.14.
#[test]
fn the_changes_of_the_dask_surveys_are_those_of_statsmodels() {
    let changes = needs(&dask_editions());
    let reference = [
        (4, 0, 1, -0.016548261634369107, 0.12582546666441288, 0.927208085979732),
        (3, 0, 1, -0.1375535273658145, -0.007740749549622908, 0.22461418831559826),
        (1, 1, 2, 0.09696658407549942, 0.2431951423490996, 7.786330359040432e-05),
        (2, 1, 2, -0.20569792168667134, -0.03654067895213933, 0.046500789945231276),
    ];
    assert_eq!(changes.changes.len(), 10, "five options in two steps");
    for (option, from, to, low, high, adjusted) in reference {
        let change = between(&changes.changes, option, from, to);
        assert!((change.difference.low - low).abs() < 1e-10, "{change:?}");
        assert!((change.difference.high - high).abs() < 1e-10, "{change:?}");
        assert!((change.adjusted - adjusted).abs() < 1e-12, "{change:?}");
    }
    let performance = between(&changes.changes, 4, 0, 1);
    assert_eq!([performance.before, performance.after].map(|p| (p.count, p.base)), [(43, 252), (52, 231)]);
}

#[test]
fn from_2019_to_2020_nothing_changed_beyond_chance_and_then_two_things_did() {
    let changes = needs(&dask_editions());
    let beyond = |from| {
        let of = changes.changes.iter().filter(|c| c.from == from && c.is_beyond_chance());
        of.map(|c| (c.option, (c.difference.value * 1000.0).round())).collect::<Vec<_>>()
    };
    assert_eq!(beyond(0), []);
    // Documentation and examples, in tenths of a point.
    assert_eq!(beyond(1), [(1, 171.0), (2, -122.0)]);
    assert_eq!((between(&changes.span, 1, 0, 2).difference.value * 1000.0).round(), 143.0);
}

/// From files of single answers: +0.3 points of the +14.3 from 2019 to 2021, and +0.5 of the +17.1 from 2020 on, are who answered,
/// by frequency of use.
#[test]
fn where_a_dimension_is_blurred_the_split_contains_what_single_answers_give() {
    let editions = dask_editions();
    let frequency = editions.dimensions.iter().find(|d| d.id == "frequency").unwrap();
    let docs = question(&editions, "needs");
    let Split::Between { people, answers, exact } = split(&editions, docs, 1, (1, 2), frequency) else {
        panic!("the files of 2020 and 2021 are exact for most");
    };
    assert!(people.contains(0.005) && answers.contains(0.166), "{people:?} {answers:?}");
    assert!((0.6..1.0).contains(&exact));
    // The file of 2019 is exact for 151 of 259.
    let Split::Not(Reason::Blurred(exact)) = split(&editions, docs, 1, (0, 2), frequency) else {
        panic!("too few are exact")
    };
    assert!(exact < 0.6);
}

#[test]
fn a_dimension_with_other_categories_or_several_a_person_is_not_split_along() {
    let editions = dask_editions();
    let docs = question(&editions, "needs");
    let along = |id: &str| split(&editions, docs, 1, (1, 2), editions.dimensions.iter().find(|d| d.id == id).unwrap());
    assert_eq!(along("api"), Split::Not(Reason::Multiple));
}

#[test]
fn a_selection_counts_only_those_who_are_certainly_in_it_and_names_editions_that_lack_it() {
    let editions = dask_editions();
    let frequency = editions.dimensions.iter().position(|d| d.id == "frequency").unwrap();
    let mut selection = everybody(&editions);
    let daily = editions.dimensions[frequency].categories.iter().position(|c| c.id == "every-day").unwrap();
    selection[frequency] = Some(1 << daily);
    let changes = Changes::of(&editions, question(&editions, "needs"), &selection);
    assert!(changes.absent.iter().all(Option::is_none));
    let whole = needs(&editions);
    for e in 0..3 {
        let [part, all] = [&changes, &whole].map(|c| c.shares[1][e].unwrap());
        assert!(part.base > 0 && part.base + changes.undetermined[e] <= all.base, "{part:?} {all:?}");
    }
    // Nobody left it open in 2020: its file has no such category.
    let open = editions.dimensions[frequency].categories.iter().position(|c| c.id == "not-stated").unwrap();
    selection[frequency] = Some(1 << open);
    let changes = Changes::of(&editions, question(&editions, "needs"), &selection);
    assert_eq!(changes.absent[1], Some(crate::change::Absent::Selection));
}

#[test]
fn the_report_tells_what_is_beyond_chance_in_words() {
    let editions = dask_editions();
    let report =
        |lang| Report { editions: &editions, selection: &everybody(&editions), words: Words::new(lang) }.markdown();
    let english = report(Lang::En);
    for part in [
        "| Performance improvements | 17.1% (43/252) | 22.5% (52/231) | 20.1% (48/239) |",
        "- More documentation: from 13.4% in 2 to 30.5% in 3, +17.1 percentage points (chance interval +9.7 to +24.3).",
        "- More examples in my field: from 40.3% in 2 to 28.0% in 3, −12.2 percentage points",
        "From one edition to the next, 8 of 10 comparisons are within chance.",
        "- 1 did not ask this question.",
        "It is not split by Part of Dask they use: one person may be in several categories.",
        "It is not split by How often they use Dask: in one of the editions only",
    ] {
        assert!(english.contains(part), "{part}\n{english}");
    }
    assert!(!english.contains("Performance improvements: from"));
    assert!(
        report(Lang::De).contains("Von einer Ausgabe zur nächsten liegen 8 von 10 Vergleichen im Bereich des Zufalls.")
    );
}

#[test]
fn the_report_of_a_selection_says_of_whom_and_who_may_be_of_them() {
    let editions = dask_editions();
    let frequency = editions.dimensions.iter().position(|d| d.id == "frequency").unwrap();
    let mut selection = everybody(&editions);
    let daily = editions.dimensions[frequency].categories.iter().position(|c| c.id == "every-day").unwrap();
    selection[frequency] = Some(1 << daily);
    let report = Report { editions: &editions, selection: &selection, words: Words::new(Lang::En) }.markdown();
    assert!(report.contains("Filtered to How often they use Dask: Every day"), "{report}");
    let unknown = Changes::of(&editions, question(&editions, "needs"), &selection).undetermined[0];
    assert!(
        unknown > 0 && report.contains(&format!("- 1: {unknown} more people who answered may be of these")),
        "{report}"
    );
    assert!(!report.contains("because other people answered") && !report.contains("not split"), "{report}");
}

#[test]
fn a_share_that_the_page_withholds_is_compared_with_nothing() {
    let toml = format!("{TWO}[[dimension]]\nid = \"field\"\n[[question]]\nid = \"needs\"\n");
    let editions = resolved(&toml, vec![example(), example()]).unwrap();
    let compared = |selection: &Selection| Changes::of(&editions, &editions.questions[0], selection);
    assert_eq!(compared(&vec![None]).changes.len(), 4);
    // Five people of statistical genetics answered.
    let few = compared(&vec![Some(0b100)]);
    assert_eq!((few.shares[0][0].unwrap().base, few.changes.len()), (5, 0));
}

#[test]
fn where_one_table_has_all_dimensions_exactly_a_change_is_split_along_all_of_them() {
    // Classes of one region and one channel, the first with other answers in the later edition, the second with more people.
    let exact = |s: &mut Survey| {
        let table = &mut s.tables[0];
        let keep: Vec<usize> = (0..table.len()).filter(|&c| table.labels[1..].iter().all(|of| of[c].known)).collect();
        table.n = keep.iter().map(|&c| table.n[c]).collect();
        table.counts = table.counts.iter().map(|column| keep.iter().map(|&c| column[c]).collect()).collect();
        table.labels = table.labels.iter().map(|column| keep.iter().map(|&c| column[c]).collect()).collect();
    };
    let later = |s: &mut Survey| {
        exact(s);
        let columns = &s.layout.questions[0];
        s.tables[0].counts[columns.choice(0)][0] = 1;
        s.tables[0].counts[columns.answered][1] += 300;
        s.tables[0].counts[columns.choice(0)][1] += 290;
    };
    let toml = format!(
        "{TWO}[[dimension]]\nid = \"field\"\n[[dimension]]\nid = \"region\"\n[[dimension]]\nid = \"channel\"\n[[question]]\nid = \"needs\"\n"
    );
    let editions = resolved(&toml, vec![other(exact), other(later)]).unwrap();
    let docs = &editions.questions[0];
    let (along, parts) = crate::split::split_along_all(&editions, docs, 0, (0, 1)).expect("both are exact");
    assert_eq!(along, [1, 2], "a respondent may have several fields");
    let change = needs(&editions).changes[0].difference.value;
    assert!((parts.people.iter().sum::<f64>() + parts.answers - change).abs() < 1e-12);
    let report =
        Report { editions: &editions, selection: &everybody(&editions), words: Words::new(Lang::En) }.markdown();
    assert!(report.contains("All together: "), "{report}");
    // The file as it is leaves some people's region open.
    let blurred = resolved(&toml, vec![example(), example()]).unwrap();
    assert_eq!(crate::split::split_along_all(&blurred, &blurred.questions[0], 0, (0, 1)), None);
}

/// The example, changed by `change`.
fn other(change: impl Fn(&mut Survey)) -> Survey {
    let mut survey = example();
    change(&mut survey);
    survey
}

const TWO: &str =
    "axis = \"Year\"\n[[edition]]\nid = \"1\"\nfile = \"1.json\"\n[[edition]]\nid = \"2\"\nfile = \"2.json\"\n";

#[test]
fn a_question_that_was_reworded_is_another_one_unless_the_author_says_otherwise() {
    let surveys = || vec![example(), other(|s| s.about.questions[0].text = "What would you rather not need?".into())];
    let told = |more: &str| resolved(&format!("{TWO}[[question]]\nid = \"needs\"\n{more}"), surveys());
    let error = told("").unwrap_err();
    assert!(error.contains("question[0]: \"needs\" was worded otherwise before 2"), "{error}");
    assert!(error.contains("[[question.break]] at = \"2\""), "{error}");
    let no = told("[[question.break]]\nat = \"2\"\ncomparable = \"no\"\n").unwrap();
    assert!(needs(&no).changes.is_empty());
    assert!(!needs(&told("[[question.break]]\nat = \"2\"\ncomparable = \"yes\"\n").unwrap()).changes.is_empty());
    let empty = told("[[question.break]]\nat = \"2\"\ncomparable = \"note\"\n").unwrap_err();
    assert!(empty.contains("needs the note that readers see"), "{empty}");
}

#[test]
fn a_question_that_others_were_asked_needs_a_break_and_a_draft_has_one() {
    let others = |s: &mut Survey| s.about.questions[0].asked_of = "region=australia".into();
    let surveys = || vec![example(), other(others)];
    let error = resolved(&format!("{TWO}[[question]]\nid = \"needs\"\n"), surveys()).unwrap_err();
    assert!(error.contains("question[0]: \"needs\" was asked of others before 2"), "{error}");
    let (toml, differences) = drafted(&surveys());
    assert!(differences.contains(&"  ~ 2: Asked of others than before".to_owned()), "{differences:?}");
    assert!(resolved(&toml, surveys()).is_ok());
}

#[test]
fn another_scale_is_not_drawn_as_one_line_without_its_note() {
    let scale = |s: &mut Survey| {
        if let Kind::Rating { levels, .. } = &mut s.about.questions[2].kind {
            levels[0].label = "Somewhat".into();
        }
    };
    let told =
        |more: &str| resolved(&format!("{TWO}[[question]]\nid = \"features\"\n{more}"), vec![example(), other(scale)]);
    let error = told("[[question.break]]\nat = \"2\"\ncomparable = \"yes\"\n").unwrap_err();
    assert!(error.contains("the scale of \"features\" is another in 2"), "{error}");
    let noted =
        told("[[question.break]]\nat = \"2\"\ncomparable = \"note\"\nnote = \"One level is called otherwise.\"\n")
            .unwrap();
    let report = Report { editions: &noted, selection: &everybody(&noted), words: Words::new(Lang::En) }.markdown();
    assert!(report.contains("- 2: One level is called otherwise."), "{report}");
}

#[test]
fn choices_that_the_file_does_not_count_together_cannot_be_one() {
    let one = |option: &str| {
        let toml = format!("{TWO}[[question]]\nid = \"needs\"\noptions = [{option}]\n");
        resolved(&toml, vec![example(), example()])
    };
    let error = one("{ id = \"both\", in = { 1 = [\"docs\", \"gpu\"], 2 = \"docs\" } }").unwrap_err();
    assert!(error.contains("question[0].options.both") && error.contains("a theme of their own"), "{error}");
    let error = one("{ id = \"both\", in = { 1 = \"dcos\" } }").unwrap_err();
    assert!(error.contains("the file of 1 has no \"dcos\"; it has docs"), "{error}");
    let error = one("\"docs\", { id = \"again\", in = { 1 = \"docs\" } }").unwrap_err();
    assert!(error.contains("counts elsewhere, too"), "{error}");
}

#[test]
fn a_theme_counts_people_who_chose_any_of_its_choices_once() {
    let survey = example();
    let question = &survey.questions()[0];
    let theme = &question.themes()[0].id;
    let of = question.choices().iter().filter(|c| c.themes.contains(theme)).map(|c| format!("{:?}", c.id));
    let toml = format!(
        "{TWO}[[question]]\nid = \"needs\"\noptions = [{{ id = \"theme\", in = [{}] }}]\n",
        of.collect::<Vec<_>>().join(", ")
    );
    let editions = resolved(&toml, vec![example(), example()]).unwrap();
    // 25 people, 29 mentions (`crosstab::tests`).
    assert_eq!(needs(&editions).shares[0][0].unwrap().count, 25);
}

#[test]
fn what_is_wrong_with_the_file_is_told_with_path_value_and_remedy() {
    let read = |toml: &str| resolved(toml, vec![example(), example()]).unwrap_err();
    let twice = read(&TWO.replace("\"2\"\nfile", "\"1\"\nfile"));
    assert!(twice.contains("edition[1].id: \"1\" is there twice"), "{twice}");
    let unknown = read(&format!("{TWO}[[dimension]]\nid = \"planet\"\n"));
    assert!(unknown.contains("dimension[0].in: \"planet\" is in fewer than two of the files"), "{unknown}");
    let misspelt = read(&format!("{TWO}[[question]]\nid = \"needs\"\noption = []\n"));
    assert!(misspelt.contains("line 10") && misspelt.contains("unknown field `option`"), "{misspelt}");
    let edition = read(&format!("{TWO}[[question]]\nid = \"needs\"\nin = {{ 3 = \"needs\" }}\n"));
    assert!(edition.contains("there is no edition \"3\"; the editions are 1, 2"), "{edition}");
}

#[test]
fn a_draft_matches_by_text_what_has_another_id_and_marks_it() {
    let renamed = other(|s| {
        s.about.questions[0].id = "wishes".into();
        if let Kind::Multiple { choices, .. } = &mut s.about.questions[0].kind {
            choices[0].id = "documents".into();
        }
    });
    let surveys = vec![example(), renamed];
    let (toml, differences) = drafted(&surveys);
    assert!(toml.contains("in = { \"1\" = \"needs\", \"2\" = \"wishes\" } # CHECK"), "{toml}");
    assert!(
        toml.contains("{ id = \"documents\", in = { \"1\" = \"docs\", \"2\" = \"documents\" } }, # CHECK"),
        "{toml}"
    );
    assert!(differences.iter().any(|line| line.starts_with("  ~ taken for one")), "{differences:?}");
    let editions = resolved(&toml, surveys).unwrap();
    let changes = Changes::of(&editions, question(&editions, "wishes"), &everybody(&editions));
    assert!(changes.changes.iter().all(|c| c.difference.value == 0.0) && changes.changes.len() == 4);
}

#[test]
fn of_a_single_choice_the_options_that_both_had_are_compared_alone_as_a_what_if() {
    let mut surveys = dask();
    // As if 2020 had not offered bug fixes.
    let toml = drafted(&surveys).0.replacen(
        "\"bug-fixes\"",
        "{ id = \"bug-fixes\", in = { 1 = \"bug-fixes\", 3 = \"bug-fixes\" } }",
        1,
    );
    surveys.truncate(3);
    let editions = resolved(&toml, surveys).unwrap();
    let needs = question(&editions, "needs");
    let changes = Changes::of(&editions, needs, &everybody(&editions));
    assert!(changes.options_differ(0, 1));
    let common = changes.among_common(needs, 0, 1).unwrap();
    let docs = between(&common, 1, 0, 1);
    // Of 252 who answered in 2019, 24 chose bug fixes; of 231 in 2020, 27.
    assert_eq!([docs.before, docs.after].map(|p| (p.count, p.base)), [(41, 228), (31, 204)]);
    assert_eq!(changes.among_common(question(&editions, "mode"), 0, 1), None);
    let report =
        Report { editions: &editions, selection: &everybody(&editions), words: Words::new(Lang::En) }.markdown();
    let common = report.split("- Among those who chose an option that both editions had.").nth(1).expect("it is told");
    assert!(common.contains("  - More documentation: from 18.0% in 1 to 15.2% in 2"), "{report}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn an_untouched_draft_is_accepted_whatever_the_texts_are(
        texts in prop::collection::vec("\\PC{0,12}", 8), axis in "\\PC{0,8}"
    ) {
        let label = |s: &mut Survey| {
            s.about.questions[0].text = texts[0].clone();
            s.about.dimensions[0].label = texts[1].clone();
            if let Kind::Multiple { choices, .. } = &mut s.about.questions[0].kind {
                choices.iter_mut().zip(&texts[2..]).for_each(|(choice, text)| choice.label = text.clone());
            }
        };
        let surveys = vec![example(), other(label)];
        let source = |(e, survey)| Source { id: format!("{}", e + 1), file: texts[7].clone(), survey };
        let toml = draft(&axis, &surveys.iter().enumerate().map(source).collect::<Vec<_>>()).toml;
        let editions = resolved(&toml, surveys.clone());
        prop_assert!(editions.is_ok(), "{:?}\n{}", editions.err(), toml);
        prop_assert_eq!(editions.unwrap().axis, axis);
    }
}
