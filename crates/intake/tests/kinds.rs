//! Kinds of questions as tools write them, drafted and prepared without any edit.

mod done;

use done::{Done, done_of, prepared};
use needs_core::survey::file::{Kind, KindName};
use needs_intake::raw::{Format, InMemory};

/// Numbers that look like chance and are always the same.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn order(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        (1..n).rev().for_each(|i| order.swap(i, self.below(i + 1)));
        order
    }
}

const ITEMS: [&str; 4] = ["Training", "Funding, long-term", "Career paths", "Better hardware"];

/// 80 respondents with a field and, in order, the items that each ranked.
fn rankings(most: usize) -> Vec<(&'static str, Vec<usize>)> {
    let mut draw = Draw(3);
    let one = |_| {
        let field = ["Imaging", "Genetics", "Ecology"][draw.below(3)];
        let ranked = if most == ITEMS.len() { most } else { 1 + draw.below(most) };
        let mut order = draw.order(ITEMS.len());
        order.truncate(ranked);
        (field, order)
    };
    (0..80).map(one).collect()
}

/// A table with the field first, and some further cells.
fn table(headers: &[&str], rows: impl Iterator<Item = Vec<String>>) -> InMemory {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headers).expect("in memory");
    rows.for_each(|row| writer.write_record(row).expect("in memory"));
    InMemory::new("answers.csv", writer.into_inner().expect("in memory"))
}

fn is_ranking(done: &Done, text: &str, people: &[(&str, Vec<usize>)]) {
    let question = &done.questions()[done.question(text)];
    assert_eq!(question.kind.name(), KindName::Ranking, "{}", done.text);
    let items = done.places(text);
    assert_eq!(items.len(), ITEMS.len(), "{}", done.text);
    for (label, places) in items {
        let item = ITEMS.iter().position(|known| *known == label).unwrap_or_else(|| panic!("{label}\n{}", done.text));
        for (place, n) in places.into_iter().enumerate() {
            let expected = people.iter().filter(|(_, order)| order.get(place) == Some(&item)).count();
            assert_eq!(n as usize, expected, "{label} at {}\n{}", place + 1, done.text);
        }
    }
    done.doubts("ranking");
}

#[test]
fn a_ranking_in_one_cell_is_read_in_its_order_whether_all_or_some_were_ranked() {
    for (most, text) in [(4, "What matters to you?"), (3, "Rank up to three of these")] {
        let people = rankings(most);
        let cell = |order: &Vec<usize>| order.iter().map(|&item| format!("{};", ITEMS[item])).collect::<String>();
        let rows = people.iter().map(|(field, order)| vec![field.to_string(), cell(order)]);
        is_ranking(&done_of(&table(&["Field of research", text], rows), &Format::default()), text, &people);
    }
}

#[test]
fn a_ranking_with_a_column_for_each_place_is_read() {
    let people = rankings(3);
    for (text, headers) in [
        (
            "What matters most?",
            ["What matters most? [Rank 1]", "What matters most? [Rank 2]", "What matters most? [Rank 3]"],
        ),
        (
            "What matters most?",
            ["What matters most?/1st choice", "What matters most?/2nd choice", "What matters most?/3rd choice"],
        ),
        ("Funding, long-term, Career paths, Better hardware, ...", ["First choice", "Second choice", "Third choice"]),
    ] {
        let rows = people.iter().map(|(field, order)| {
            let at = |place: usize| order.get(place).map_or("", |&item| ITEMS[item]).to_owned();
            vec![field.to_string(), at(0), at(1), at(2)]
        });
        let headers = ["Field of research", headers[0], headers[1], headers[2]];
        let done = done_of(&table(&headers, rows), &Format::default());
        let found = done.questions().iter().find(|q| q.kind.name() == KindName::Ranking);
        let own = found.unwrap_or_else(|| panic!("{}", done.text)).text.clone();
        assert!(own == text || !headers[1].contains("matters"), "{own}");
        is_ranking(&done, &own, &people);
    }
}

#[test]
fn a_ranking_with_a_column_for_each_option_is_read() {
    let people = rankings(4);
    for (before, after, place) in [("Rank these [", "]", ""), ("", "", ""), ("Order? - ", "", "Rank ")] {
        let names: Vec<String> = ITEMS.iter().map(|item| format!("{before}{item}{after}")).collect();
        let headers: Vec<&str> = ["Field of research"].into_iter().chain(names.iter().map(String::as_str)).collect();
        let rows = people.iter().map(|(field, order)| {
            let place_of = |item: usize| order.iter().position(|&i| i == item).map_or(0, |at| at + 1);
            let cells = (0..ITEMS.len()).map(|item| format!("{place}{}", place_of(item)));
            std::iter::once(field.to_string()).chain(cells).collect()
        });
        let done = done_of(&table(&headers, rows), &Format::default());
        let found = done.questions().iter().find(|q| q.kind.name() == KindName::Ranking);
        let text = found.unwrap_or_else(|| panic!("{}", done.text)).text.clone();
        is_ranking(&done, &text, &people);
    }
}

#[test]
fn one_row_that_ranks_something_twice_is_told_and_does_not_decide() {
    let people = rankings(4);
    let mut rows: Vec<Vec<String>> = people
        .iter()
        .map(|(field, order)| {
            let place_of = |item: usize| order.iter().position(|&i| i == item).map_or(0, |at| at + 1);
            std::iter::once(field.to_string()).chain((0..4).map(|item| place_of(item).to_string())).collect()
        })
        .collect();
    rows.push(["Imaging", "1", "1", "2", "3"].map(str::to_owned).to_vec());
    let names: Vec<String> = ITEMS.iter().map(|item| format!("Rank these [{item}]")).collect();
    let headers: Vec<&str> = ["Field of research"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let done = done_of(&table(&headers, rows.into_iter()), &Format::default());
    is_ranking(&done, "Rank these", &people);
    done.doubts("1 row ranks something twice");
    assert_eq!((done.received(), done.answered("Rank these")), (81, 80));
    assert!(done.warnings.iter().any(|warning| warning.contains("Rank these")), "{:?}", done.warnings);
}

#[test]
fn a_grid_whose_levels_are_numbers_stays_a_rating() {
    let mut draw = Draw(5);
    let rows: Vec<Vec<String>> = (0..80)
        .map(|_| {
            let field = ["Imaging", "Genetics"][draw.below(2)].to_owned();
            std::iter::once(field).chain((0..3).map(|_| (1 + draw.below(3)).to_string())).collect()
        })
        .collect();
    let headers = ["Field of research", "How good? [Docs]", "How good? [Speed]", "How good? [Support]"];
    let done = done_of(&table(&headers, rows.into_iter()), &Format::default());
    assert_eq!(done.questions()[done.question("How good?")].kind.name(), KindName::Rating, "{}", done.text);
}

#[test]
fn a_recommendation_from_0_to_10_is_a_net_promoter_score() {
    let mut draw = Draw(11);
    let people: Vec<(&str, usize)> =
        (0..90).map(|_| (["Imaging", "Genetics"][draw.below(2)], draw.below(11))).collect();
    let text = "How likely are you to recommend the project to a colleague?";
    let rows = people.iter().map(|(field, score)| {
        let score = if *score == 10 { "10 - Extremely likely".to_owned() } else { score.to_string() };
        vec![field.to_string(), score]
    });
    let done = done_of(&table(&["Field of research", text], rows), &Format::default());
    assert_eq!(done.questions()[done.question(text)].kind.name(), KindName::Nps, "{}", done.text);
    let of = |range: std::ops::RangeInclusive<usize>| people.iter().filter(|(_, score)| range.contains(score)).count();
    let groups: Vec<usize> = done.choices(text).into_iter().map(|(_, n)| n as usize).collect();
    assert_eq!(groups, [of(9..=10), of(7..=8), of(0..=6)], "{}", done.text);
}

#[test]
fn an_amount_that_was_asked_is_published_in_bands_only() {
    let text = "How many hours a week do you spend on it?";
    let hours: Vec<u32> = (0..90).map(|i| (i * 7 + i * i) % 41).collect();
    let rows = hours.iter().enumerate().map(|(i, hours)| {
        vec![["Imaging", "Genetics"][i % 2].to_owned(), if i == 3 { "a few".to_owned() } else { hours.to_string() }]
    });
    let done = done_of(&table(&["Field of research", text], rows), &Format::default());
    let Kind::Number { bands } = &done.questions()[done.question(text)].kind else { panic!("{}", done.text) };
    for (band, (label, n)) in bands.iter().zip(done.choices(text)) {
        let within = |hours: &f64| band.from.is_none_or(|from| *hours >= from) && band.to.is_none_or(|to| *hours < to);
        let expected = hours.iter().enumerate().filter(|(i, h)| *i != 3 && within(&f64::from(**h))).count();
        assert_eq!(n as usize, expected, "{label}\n{}", done.text);
    }
    done.doubts("1 answer is no number");
}

#[test]
fn the_upper_side_of_a_scale_is_told_together_and_the_question_about_needs_leads() {
    let levels = ["Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree"];
    let mut draw = Draw(2);
    let rows: Vec<Vec<String>> = (0..90)
        .map(|_| {
            let field = ["Imaging", "Genetics"][draw.below(2)].to_owned();
            let language = ["Python", "Rust", "Julia"][draw.below(3)].to_owned();
            let grid = (0..2).map(|_| levels[draw.below(5)].to_owned()).collect::<Vec<_>>();
            let needs = ["Docs;GPUs", "GPUs", "Docs", "Memory;Docs"][draw.below(4)].to_owned();
            [field, language].into_iter().chain(grid).chain([needs]).collect()
        })
        .collect();
    let headers = [
        "Field of research",
        "Which language do you prefer to write?",
        "I find it [easy]",
        "I find it [fast]",
        "What do you need most?",
    ];
    let done = done_of(&table(&headers, rows.into_iter()), &Format::default());
    let Kind::Rating { nets, .. } = &done.questions()[done.question("I find it")].kind else { panic!("{}", done.text) };
    let nets: Vec<(&str, &[String])> = nets.iter().map(|net| (net.label.as_str(), net.levels.as_slice())).collect();
    assert_eq!(nets, [("Agree (net)", &["strongly-agree".to_owned(), "agree".to_owned()][..])], "{}", done.text);
    let leading: Vec<&str> = done.questions().iter().filter(|q| q.lead).map(|q| q.text.as_str()).collect();
    assert_eq!(leading, ["What do you need most?"], "{}", done.text);
}

#[test]
fn numbers_and_scores_of_one_question_may_stand_in_several_columns() {
    let rows = (0..40).map(|i| {
        let score = (i % 11).to_string();
        let (first, second) = if i % 2 == 0 { (score, String::new()) } else { (String::new(), score) };
        // Who answers both is counted where both say the same, and told where they do not.
        let second = if i == 0 { "7".to_owned() } else { second };
        let second = if i == 2 { "2".to_owned() } else { second };
        vec!["Imaging".to_owned(), first.clone(), second.clone(), first, second]
    });
    let source = table(&["Field", "Score A", "Score B", "Hours A", "Hours B"], rows);
    let codebook = r#"
title = "Two branches"
[[dimension]]
id = "field"
column = "Field"
categories = ["Imaging"]
[[question]]
id = "score"
kind = "nps"
text = "Score"
columns = ["Score A", "Score B"]
join = true
[[question]]
id = "hours"
kind = "number"
text = "Hours"
columns = ["Hours A", "Hours B"]
join = true
bands = [5]
"#;
    let (survey, warnings) = prepared(&source, codebook).expect("prepared");
    let sums: Vec<u32> = survey.tables[0].counts.iter().map(|counts| counts.iter().sum()).collect();
    let of = |q: usize, c: usize| sums[survey.layout.questions[q].choice(c)];
    let expected = |range: std::ops::RangeInclusive<u32>| (1..40).filter(|i| range.contains(&(i % 11))).count() as u32;
    assert_eq!([of(0, 0), of(0, 1), of(0, 2)], [expected(9..=10), expected(7..=8), expected(0..=6)]);
    assert_eq!([of(1, 0), of(1, 1)], [expected(0..=4), expected(5..=10)]);
    assert_eq!(
        warnings.iter().filter(|warning| warning.contains("1 person answered differently")).count(),
        2,
        "{warnings:?}"
    );
    let told = prepared(&source, &codebook.replace("join = true\n", "")).expect_err("no join");
    assert!(told.contains("columns without join = true"), "{told}");
}

#[test]
fn what_stands_below_the_answers_is_no_respondent() {
    let answers: String = (0..40)
        .map(|i| format!("{i},{},{}\n", ["Imaging", "Ecology"][i % 2], ["Docs", "GPUs", "Time"][i % 3]))
        .collect();
    for footer in [
        "Total,40,40\n",
        "\nTotal,40,40\nGenerated by SurveyTool on 2026-05-01,,\n",
        "Exported on 1 May\n",
        ",,\nSumme,40,\n",
    ] {
        let text = format!("id,Field of research,What do you need?\n{answers}{footer}");
        let done = done_of(&InMemory::new("a.csv", text.into_bytes()), &Format::default());
        assert_eq!((done.received(), done.published()), (40, 40), "{footer}\n{}", done.text);
        done.doubts("left out at the end of the table, as a footer");
        assert!(done.text.contains("footer_rows = "), "{}", done.text);
    }
    let told = Format { footer_rows: Some(0), ..Format::default() };
    let text = format!("id,Field of research,What do you need?\n{answers}Total,40,40\n");
    assert_eq!(done_of(&InMemory::new("a.csv", text.into_bytes()), &told).received(), 41);
}

#[test]
fn dates_over_many_years_are_never_published_whatever_stands_above_them() {
    for dates in [
        ["1961-05-01", "1984-11-30", "1999-02-03"],
        ["1.5.1961", "30.11.1984", "3.2.1999"],
        ["1961年5月1日", "1984年11月30日", "1999年2月3日"],
        ["05/01/1961", "11/30/1984", "02/03/1999"],
    ] {
        let rows = (0..60).map(|i| {
            let needs = ["Docs", "GPUs", "Time"][i % 3];
            vec![["Imaging", "Ecology"][i % 2].to_owned(), needs.to_owned(), dates[i / 2 % 3].to_owned()]
        });
        let done = done_of(&table(&["Field of research", "What do you need?", "Q7"], rows), &Format::default());
        assert!(done.text.contains("\"Q7\",  # DATES OVER MANY YEARS"), "{}", done.text);
        assert!(done.survey.about.collected.is_none(), "{}", done.text);
    }
}

#[test]
fn an_order_written_with_arrows_is_a_ranking() {
    let people = rankings(4);
    for arrow in [" > ", " → "] {
        let cell = |order: &Vec<usize>| order.iter().map(|&item| ITEMS[item]).collect::<Vec<_>>().join(arrow);
        let rows = people.iter().map(|(field, order)| vec![field.to_string(), cell(order)]);
        let done = done_of(&table(&["Field of research", "What matters to you?"], rows), &Format::default());
        is_ranking(&done, "What matters to you?", &people);
    }
}

#[test]
fn names_that_a_program_counted_are_branches_of_one_question() {
    let rows = (0..60).map(|i| {
        let needs = ["Docs;GPUs", "GPUs", "Docs"][i / 2 % 3].to_owned();
        let (first, second) = if i % 2 == 0 { (needs, String::new()) } else { (String::new(), needs) };
        vec![["Imaging", "Ecology"][i / 6 % 2].to_owned(), first, second]
    });
    let headers = ["Field of research", "What do you need?", "What do you need?.1"];
    let done = done_of(&table(&headers, rows), &Format::default());
    assert_eq!(done.questions().len(), 1, "{}", done.text);
    assert_eq!((done.answered("What do you need?"), done.chosen("What do you need?").len()), (60, 2), "{}", done.text);
    done.doubts("branches of one question");
}

/// The draft of a table without rows of another kind than a field and one more column.
fn of_column(header: &str, cells: &[&str]) -> Done {
    let rows = (0..60).map(|i| vec![["Imaging", "Ecology"][i % 2].to_owned(), cells[i / 2 % cells.len()].to_owned()]);
    done_of(&table(&["Field of research", header], rows), &Format::default())
}

#[test]
fn drafts_that_were_refused_are_accepted() {
    // An answer that is none among the answers of a ranking.
    let ranked = of_column("Put these in order", &["A;B;NA", "B;A;NA", "NA;B;A", "A;B", "B;A"]);
    assert_eq!(ranked.questions()[0].kind.name(), KindName::Ranking, "{}", ranked.text);
    // A number that is none as a whole cell and an option among others.
    let needs = of_column("Needs?", &["1;2", "2;-99", "-99", "1;-99", "1"]);
    assert_eq!(needs.answered("Needs?"), 60, "{}", needs.text);
    // Labels that are words of the results file.
    let asked = of_column("What did you do?", &["asked", "answered", "none of it"]);
    assert_eq!(asked.chosen("What did you do?").len(), 3, "{}", asked.text);
    // The field has a column for each option, beside one with all of them.
    let rows = (0..60).map(|i| {
        let fields = ["Imaging", "Ecology", "Imaging Ecology"][i % 3];
        let has = |field: &str| if fields.contains(field) { "1" } else { "0" };
        [fields, has("Imaging"), has("Ecology"), ["Docs", "GPUs", "Time"][i / 3 % 3]].map(str::to_owned).to_vec()
    });
    let headers =
        ["What is your field?", "What is your field?/Imaging", "What is your field?/Ecology", "What do you need?"];
    let done = done_of(&table(&headers, rows), &Format::default());
    assert_eq!(done.dimension("field").len(), 2, "{}", done.text);
}

#[test]
fn one_of_a_few_who_wrote_a_word_in_does_not_split_a_label() {
    let label = "News sites, blogs, Mastodon, chat groups or forums";
    let cells = [label, "News sites, blogs, Mastodon, chat groups or forums, Colleagues", "Colleagues", label];
    let rows = (0..24).map(|i| {
        let cell = if i == 23 { "Colleagues, Mastodon" } else { cells[i % 4] };
        vec![["Imaging", "Ecology"][i / 4 % 2].to_owned(), cell.to_owned()]
    });
    let done = done_of(&table(&["Field of research", "How do you find software?"], rows), &Format::default());
    let chosen = done.chosen("How do you find software?");
    assert_eq!(chosen.iter().find(|(known, _)| known == label).map(|(_, n)| *n), Some(17), "{chosen:?}\n{}", done.text);
}

#[test]
fn a_question_that_a_form_skipped_is_told_with_the_line_that_says_so() {
    let mut draw = Draw(11);
    let rows: Vec<Vec<String>> = (0..90)
        .map(|row| {
            let field = ["Imaging", "Genetics", "Ecology"][draw.below(3)];
            let uses = ["Yes, daily", "Yes, at times", "No"][row % 3];
            let which = if uses == "No" || draw.below(10) == 0 { "" } else { ["Slurm", "PBS", "LSF"][draw.below(3)] };
            // Whom it was asked of has nothing to do with these blanks.
            let need = if draw.below(2) == 0 { "" } else { ["Documentation", "Speed"][draw.below(2)] };
            [field, uses, which, need].map(str::to_owned).to_vec()
        })
        .collect();
    let answered = rows.iter().filter(|row| !row[2].is_empty()).count() as u32;
    let headers = ["Field of research", "Do you use a cluster?", "Which scheduler do you use?", "What would help?"];
    let source = table(&headers, rows.into_iter());
    let done = done_of(&source, &Format::default());
    let line = "asked_if = \"use-cluster=yes-at-times~yes-daily\"";
    let told: Vec<String> = done.draft.doubts().into_iter().filter(|doubt| doubt.contains("nobody answered")).collect();
    let [told] = told.as_slice() else { panic!("{told:?}\n{}", done.text) };
    let said = [format!("Which scheduler do you use?: nobody answered it but {answered} of 60 who said")];
    assert!(said.iter().all(|said| told.contains(said)) && told.contains("in \"Do you use a cluster?\""), "{told}");
    let line = [line, "asked_if = \"use-cluster=yes-daily~yes-at-times\""].into_iter().find(|line| told.contains(line));
    let line = line.unwrap_or_else(|| panic!("{told}"));
    let text = "text = \"Which scheduler do you use?\"";
    let (survey, warnings) = prepared(&source, &done.text.replace(text, &format!("{text}\n{line}"))).expect("as told");
    let question = survey.questions().iter().position(|q| q.text == "Which scheduler do you use?").expect("there");
    let layout = &survey.layout.questions[question];
    let total = |column: usize| -> u32 { survey.tables[0].counts[column].iter().sum() };
    assert_eq!((total(layout.asked), total(layout.answered)), (60, answered), "{warnings:?}");
}
