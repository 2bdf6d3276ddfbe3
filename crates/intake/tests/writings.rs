//! The same survey as tools and languages write it: what comes out is what was put in.
//!
//! Sixty people in two fields and two regions choose from three options; each test writes their answers another way.

mod done;

use done::{Done, counts, done_of};
use needs_core::survey::file::KindName;
use needs_intake::raw::{Format, InMemory};

/// Which of three options each of sixty people chose, 32, 30 and 20 times; 10 chose none.
fn chosen(person: usize) -> [bool; 3] {
    [person % 5 < 3 && person % 30 > 1, person.is_multiple_of(2), person.is_multiple_of(3)]
}

fn times() -> [u32; 3] {
    let mut times = [0; 3];
    (0..60).for_each(|person| chosen(person).iter().zip(&mut times).for_each(|(&c, n)| *n += u32::from(c)));
    times
}

/// A file whose columns are `heads`, behind a field and a region.
fn file(delimiter: char, heads: &[String], cells: impl Fn(usize) -> Vec<String>) -> String {
    let row = |cells: Vec<String>| {
        let quoted = |cell: String| {
            let plain = !cell.contains([delimiter, '"', '\n']);
            if plain { cell } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
        };
        cells.into_iter().map(quoted).collect::<Vec<_>>().join(&delimiter.to_string())
    };
    let own = |first: &str, second: &str| vec![first.to_owned(), second.to_owned()];
    let mut lines = vec![row([own("Field", "Region"), heads.to_vec()].concat())];
    for person in 0..60 {
        let who = own(["Imaging", "Genomics"][person % 2], ["Asia", "Europe"][person % 3 % 2]);
        lines.push(row([who, cells(person)].concat()));
    }
    lines.join("\n") + "\n"
}

fn done(text: &str) -> Done {
    let done = done_of(&InMemory::new("answers.csv", text.as_bytes()), &Format::default());
    assert_eq!(done.published(), 60, "{}", done.text);
    assert_eq!(done.dimension("field"), counts(&[("Genomics", 30), ("Imaging", 30)]), "{}", done.text);
    done
}

fn options_are_right(text: &str, question: &str, labels: [&str; 3]) {
    let done = done(text);
    let there = done.questions().iter().find(|q| q.text == question);
    assert_eq!(there.map(|q| q.kind.name()), Some(KindName::Multiple), "{question}\n{}", done.text);
    let mut expected = counts(&[(labels[0], times()[0]), (labels[1], times()[1]), (labels[2], times()[2])]);
    expected.sort();
    assert_eq!(done.chosen(question), expected, "{}", done.text);
}

#[test]
fn columns_of_yes_and_no_are_one_question_in_every_language() {
    for (question, yes, no) in [
        ("What do you need?", "Yes", "No"),
        ("Was brauchen Sie?", "Ja", "Nein"),
        ("Was brauchen Sie?", "ausgewählt", "nicht ausgewählt"),
        ("De quoi avez-vous besoin ?", "Oui", "Non"),
        ("¿Qué necesita?", "Sí", "No"),
        ("Do que precisa?", "Sim", "Não"),
        ("Di cosa ha bisogno?", "Sì", "No"),
        ("必要なもの", "はい", "いいえ"),
        ("必要なもの", "○", ""),
        ("您需要什么？", "是", "否"),
        ("Что вам нужно?", "Да", "Нет"),
    ] {
        let labels = ["Docs", "GPU", "Training"];
        let heads = labels.map(|label| format!("{question} [{label}]"));
        let cells = |person| chosen(person).map(|chosen| if chosen { yes } else { no }.to_owned()).to_vec();
        options_are_right(&file(',', &heads, cells), question, labels);
    }
}

#[test]
fn options_stand_behind_their_question_however_a_tool_writes_it() {
    let labels = ["docs", "gpu", "training"];
    for (question, between, behind) in [
        ("needs", "_", ""),
        ("needs", ".", ""),
        ("What do you need?", " ", ""),
        ("What do you need?", " (", ")"),
        ("What do you need?", ":", ""),
        ("您需要什么？", ":", ""),
        ("您需要什么", "—", ""),
        ("必要なもの", "［", "］"),
        ("必要なもの", "【", "】"),
    ] {
        let heads = labels.map(|label| format!("{question}{between}{label}{behind}"));
        let cells = |person| chosen(person).map(|chosen| u8::from(chosen).to_string()).to_vec();
        options_are_right(&file(';', &heads, cells), question, labels);
    }
    // Two of the same names behind each other are two questions.
    let heads = ["Docs", "GPU", "Training", "Docs", "GPU", "Training"].map(str::to_owned);
    let mark = |chosen: bool| if chosen { "x" } else { "" }.to_owned();
    let cells = |person| [chosen(person), chosen(person + 1)].concat().into_iter().map(mark).collect();
    let twice = done(&file(',', &heads, cells));
    assert_eq!(twice.questions().len(), 2, "{}", twice.text);
}

#[test]
fn names_that_look_alike_do_not_make_one_question_of_several() {
    let heads = ["g1/age_group", "g1/role", "g1/satisfied"].map(str::to_owned);
    let cells = |person: usize| {
        let of = |all: [&str; 3]| all[person % 3].to_owned();
        vec![of(["young", "middle", "old"]), of(["staff", "student", "guest"]), of(["yes", "no", "maybe"])]
    };
    let done = done(&file(',', &heads, cells));
    assert!(done.questions().iter().all(|q| q.kind.name() == KindName::Single), "{}", done.text);
}

#[test]
fn several_answers_of_a_cell_are_told_apart_whatever_stands_between() {
    for (separator, labels) in [
        (";", ["Docs, tutorials", "GPU", "Training"]),
        ("|", ["Docs", "GPU", "Training"]),
        ("\n", ["Docs", "GPU", "Training"]),
        ("；", ["文档", "内存", "培训"]),
        ("┋", ["文档", "内存", "培训"]),
        ("、", ["文書", "メモリ", "研修"]),
        ("，", ["文档", "内存", "培训"]),
        // KoboToolbox and ODK: codes.
        (" ", ["docs", "gpu", "training_course"]),
    ] {
        let cells = |person| {
            let chosen = chosen(person).into_iter().zip(labels).filter_map(|(chosen, label)| chosen.then_some(label));
            vec![chosen.collect::<Vec<_>>().join(separator)]
        };
        options_are_right(&file(',', &["What do you need?".to_owned()], cells), "What do you need?", labels);
    }
}

#[test]
fn one_choice_of_several_words_is_not_cut_at_its_spaces() {
    let cells = |person: usize| vec![["very good", "good", "not good"][person % 3].to_owned()];
    let done = done(&file(',', &["Docs?".to_owned()], cells));
    assert_eq!(done.choices("Docs?").len(), 3, "{}", done.text);
    assert_eq!(done.questions()[0].kind.name(), KindName::Single);
}

#[test]
fn a_grid_is_accepted_with_its_net_in_every_writing() {
    for (question, levels) in [
        ("次についてどう思いますか", ["そう思う", "どちらともいえない", "そう思わない"]),
        ("您同意吗", ["同意", "一般", "不同意"]),
        ("Wie bewerten Sie das?", ["Gut", "Ausreichend", "Mangelhaft"]),
        ("Quelle importance ?", ["Très important", "Peu important", "Pas du tout important"]),
    ] {
        let heads = ["A", "B"].map(|item| format!("{question} [{item}]"));
        let cells = |person: usize| vec![levels[person % 3].to_owned(), levels[person / 3 % 3].to_owned()];
        let done = done(&file(',', &heads, cells));
        let (found, items) = done.ratings(question);
        assert_eq!(found, levels, "{}", done.text);
        assert_eq!(items, [("A".to_owned(), vec![20; 3]), ("B".to_owned(), vec![21, 21, 18])], "{}", done.text);
    }
}

#[test]
fn codes_above_or_below_the_questions_are_no_respondents() {
    let cells = |person: usize| vec![["Docs", "GPU", "Training"][person % 3].to_owned()];
    let text = file(',', &["What do you need?".to_owned()], cells);
    let (head, rows) = text.split_once('\n').expect("a header");
    for header in [format!("Q1,Q2,Q3\n{head}"), format!("{head}\nQ1,Q2,Q3")] {
        let done = done(&format!("{header}\n{rows}"));
        assert_eq!(done.chosen("What do you need?"), counts(&[("Docs", 20), ("GPU", 20), ("Training", 20)]));
        done.doubts("taken for the header");
    }
    // Codes alone name columns; they are no places of a ranking.
    let text = format!("Q1,Q2,Q3\n{rows}");
    let done = done_of(&InMemory::new("answers.csv", text.as_bytes()), &Format::default());
    assert!(done.questions().iter().all(|q| q.kind.name() == KindName::Single), "{}", done.text);
}

#[test]
fn numbers_that_stand_for_no_answer_are_found_among_words() {
    for none in ["999", "99", "-99", "nil", "#N/A", "nan", "Keine Angabe", "無回答", "NS/NC"] {
        let need = |person: usize| if person % 6 == 5 { none } else { ["Docs", "GPU", "Training"][person % 3] };
        let done = done(&file(',', &["What do you need?".to_owned()], |person| vec![need(person).to_owned()]));
        assert_eq!(done.answered("What do you need?"), 50, "{none}\n{}", done.text);
        assert_eq!(done.choices("What do you need?").len(), 3, "{none}\n{}", done.text);
    }
}

#[test]
fn branches_that_a_program_numbered_are_one_question() {
    for second in ["What do you need?.1", "What do you need?2", "What do you need? (2)", "What do you need?"] {
        let heads = ["What do you need?", second].map(str::to_owned);
        let cells = |person: usize| {
            let need = ["Docs", "GPU", "Training"][person % 3].to_owned();
            if person < 30 { vec![need, String::new()] } else { vec![String::new(), need] }
        };
        let done = done(&file(',', &heads, cells));
        assert_eq!(
            done.chosen("What do you need?"),
            counts(&[("Docs", 20), ("GPU", 20), ("Training", 20)]),
            "{second}"
        );
        done.doubts("branches of one question");
    }
}

#[test]
fn branches_of_numbers_and_of_a_recommendation_are_one_question() {
    for (question, kind, values) in [
        ("How many hours a week do you use it?", KindName::Number, [2, 5, 11, 23, 40]),
        ("How likely are you to recommend it?", KindName::Nps, [10, 9, 7, 3, 0]),
    ] {
        let heads = [question, question, "What do you need?"].map(str::to_owned);
        let cells = |person: usize| {
            // Nobody gave the same numbers in both branches.
            let number = values[person % 5].to_string();
            let [first, second] = if person % 5 < 2 { [number, String::new()] } else { [String::new(), number] };
            vec![first, second, ["Docs", "GPU"][person % 2].to_owned()]
        };
        let done = done(&file(',', &heads, cells));
        let found: Vec<_> = done.questions().iter().filter(|q| q.text == question).collect();
        assert_eq!(found.iter().map(|q| q.kind.name()).collect::<Vec<_>>(), [kind], "{}", done.text);
        assert_eq!(done.answered(question), 60, "{}", done.text);
        done.doubts("branches of one question");
    }
    // As a dimension in bands, too.
    let heads =
        ["How many years of experience do you have?", "How many years of experience do you have?", "What do you need?"];
    let cells = |person: usize| {
        let years = [1, 3, 7, 12, 25][person % 5].to_string();
        let [first, second] = if person < 30 { [years, String::new()] } else { [String::new(), years] };
        vec![first, second, ["Docs", "GPU"][person % 2].to_owned()]
    };
    let done = done(&file(',', &heads.map(str::to_owned), cells));
    assert_eq!(done.dimension("experience").iter().map(|(_, n)| n).sum::<u32>(), 60, "{}", done.text);
    assert!(done.text.contains("join = true\nbands = "), "{}", done.text);
}
