//! Golden pictures. Look at each before accepting it: `cargo test --lib charts`, then `cargo insta review`.

mod surveys;

use super::{DrawError, Figure, Shade, draw, poster};
use needs_core::{
    CrossTab, query,
    survey::{Survey, example::example},
};
use needs_report::export::Export;
use needs_words::{Lang, Words};

use surveys::{endless, kinds, many, one, wordy};

const EN: Words = Words { lang: Lang::En };

fn figure_of(survey: &Survey, query: &str, width: f64) -> Figure {
    let link = query::parse(query, survey);
    assert!(link.problems.is_empty(), "{:?}", link.problems);
    draw(survey, &link.view, EN, width).unwrap_or_else(|e| panic!("{query}: {e}"))
}

/// The picture one element a line, then what goes beside it.
fn shown(figure: &Figure) -> String {
    let mut shown = figure.svg().replace("><", ">\n<");
    for mark in &figure.marks {
        shown.push_str(&format!("\n{},{} {}", mark.row, mark.column, mark.sentence));
    }
    for item in &figure.legend {
        shown.push_str(&format!("\n[{}] {}", item.class, item.label));
    }
    for note in &figure.notes {
        shown.push_str(&format!("\nnote: {note}"));
    }
    shown
}

macro_rules! golden {
    ($($name:ident: $survey:ident, $query:literal, $width:literal;)*) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!(shown(&figure_of(&$survey(), $query, $width)));
        })*
    };
}

golden! {
    matrix: example, "", 800.0;
    matrix_in_the_narrow: example, "show=count", 320.0;
    matrix_of_nobody: example, "channel=", 800.0;
    matrix_of_one: one, "", 800.0;
    matrix_of_few: example, "region=australia", 800.0;
    matrix_of_many: many, "", 800.0;
    matrix_of_many_in_the_narrow: many, "", 360.0;
    matrix_of_long_names: wordy, "", 800.0;
    matrix_of_long_names_in_the_narrow: wordy, "", 336.0;
    matrix_of_a_rating: example, "question=features", 800.0;
    ranking: example, "chart=ranking", 800.0;
    ranking_of_nobody: example, "chart=ranking&channel=", 800.0;
    ranking_of_one: one, "chart=ranking", 800.0;
    ranking_of_few: example, "chart=ranking&region=australia", 800.0;
    ranking_of_many: many, "chart=ranking", 800.0;
    ranking_of_one_field: many, "chart=ranking&field=c0", 800.0;
    rating: example, "chart=ranking&question=features", 800.0;
    rating_of_one: one, "chart=ranking&question=features", 360.0;
    rating_of_many: many, "chart=ranking&question=features", 800.0;
    ranking_of_a_ranking: kinds, "chart=ranking&question=rank", 800.0;
    ranking_of_a_ranking_in_the_narrow: kinds, "chart=ranking&question=rank&level=top-3", 360.0;
    matrix_of_a_ranking: kinds, "question=rank", 800.0;
    ranking_of_a_number: kinds, "chart=ranking&question=hours", 800.0;
    ranking_of_a_score: kinds, "chart=ranking&question=again", 800.0;
    rating_with_a_net: kinds, "chart=ranking&question=agree", 800.0;
    rating_with_a_net_in_the_narrow: kinds, "chart=ranking&question=agree", 360.0;
    sample: example, "chart=sample", 800.0;
    sample_of_a_filter: example, "chart=sample&region=-australia", 800.0;
    sample_of_nobody: example, "chart=sample&channel=", 800.0;
    sample_of_one: one, "chart=sample", 360.0;
    sample_of_many: many, "chart=sample&region=-c0", 800.0;
    compare: example, "chart=compare&field=bioimaging", 800.0;
    compare_with_the_rest_in_the_narrow: example, "chart=compare&field=bioimaging&vs=rest", 360.0;
    compare_of_nobody: example, "chart=compare&channel=", 800.0;
    compare_of_one: one, "chart=compare", 800.0;
    compare_of_many: many, "chart=compare&region=c0&vs=rest", 800.0;
    sensitivity: example, "chart=sensitivity", 800.0;
    sensitivity_of_nobody: example, "chart=sensitivity&channel=", 800.0;
    sensitivity_of_one: one, "chart=sensitivity", 800.0;
    sensitivity_of_many: many, "chart=sensitivity", 800.0;
    sensitivity_in_the_narrow: example, "chart=sensitivity", 360.0;
}

#[test]
fn a_table_is_not_drawn() {
    let survey = example();
    let view = query::parse("chart=table", &survey).view;
    assert_eq!(draw(&survey, &view, EN, 800.0), Err(DrawError::NoPicture));
}

#[test]
fn marks_lie_in_the_picture_and_are_in_reading_order() {
    for survey in [example(), one(), many()] {
        for chart in ["matrix", "ranking", "sample", "compare", "sensitivity"] {
            for width in [240.0, 360.0, 800.0, 1400.0] {
                for question in ["needs", "features"] {
                    let query = format!("chart={chart}&question={question}");
                    let figure = figure_of(&survey, &query, width);
                    assert!(figure.width <= width + 0.5, "{query} is {} wide, not {width}", figure.width);
                    for mark in &figure.marks {
                        let inside = mark.x >= 0.0
                            && mark.y >= 0.0
                            && mark.x + mark.width <= figure.width + 0.5
                            && mark.y + mark.height <= figure.height + 0.5;
                        assert!(inside, "{query} at {width}: {mark:?} outside {} x {}", figure.width, figure.height);
                    }
                    let places: Vec<_> = figure.marks.iter().map(|mark| (mark.row, mark.column)).collect();
                    assert!(
                        places.is_sorted() && places.windows(2).all(|pair| pair[0] != pair[1]),
                        "{query}: {places:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_picture_is_parted_between_its_blocks_and_nothing_is_drawn_across() {
    for (query, parts) in [
        ("", 1),
        ("chart=ranking", 7),
        ("chart=ranking&question=features", 7),
        ("chart=sample", 1),
        ("chart=compare", 1),
        ("chart=sensitivity", 1),
    ] {
        let figure = figure_of(&many(), query, 800.0);
        assert_eq!(figure.breaks.len() + 1, parts, "{query}");
        let drawn = figure.parts();
        for part in &drawn {
            let numbers = part.content.split(" y=\"").skip(1).map(|rest| rest.split_once('"').expect("quoted").0);
            let numbers: Vec<f64> = numbers.map(|number| number.parse().expect("a number")).collect();
            let inside = |y: &f64| (f64::from(part.top)..=f64::from(part.bottom)).contains(y);
            assert!(numbers.iter().all(inside), "{query}: {numbers:?} in {} to {}", part.top, part.bottom);
        }
        for part in &drawn[1..] {
            let y = f64::from(part.top);
            assert!(figure.marks.iter().all(|mark| mark.y + mark.height <= y || mark.y >= y), "{query}: {y}");
        }
        let whole: String = drawn.into_iter().map(|part| part.content).collect();
        assert!(figure.svg().ends_with(&format!("</desc>{whole}</svg>")), "{query}: the parts are all of it");
    }
}

/// A document has several pictures, of which browsers take the first pattern of a name.
#[test]
fn hatched_areas_are_painted_with_the_pattern_of_their_own_picture() {
    let figure = Figure { hatching: "mine".to_owned(), ..figure_of(&example(), "region=australia", 800.0) };
    let svg = figure.svg();
    let named = figure_of(&example(), "region=australia", 800.0).svg().replace("few-answers", "mine");
    assert!(svg.contains("<pattern id=\"mine\"") && svg.contains("fill=\"url(#mine)\""), "{svg}");
    assert_eq!(svg, named);
    assert!(!figure_of(&bundled(), "chart=sample", 800.0).svg().contains("<defs>"), "nothing is hatched");
}

#[test]
fn a_name_of_two_lines_has_its_n_once() {
    for query in ["chart=ranking", "chart=ranking&question=features", "chart=sample"] {
        let figure = figure_of(&wordy(), query, 240.0);
        let headings = figure.svg().matches(">n = ").count();
        let wide = figure_of(&wordy(), query, 2400.0).svg().matches(">n = ").count();
        assert!(headings > 0 && headings == wide, "{query}: {headings} against {wide}");
    }
}

/// The results that the page is bundled with.
fn bundled() -> Survey {
    Survey::read(include_bytes!("../../../sample/results.json")).unwrap_or_else(|e| panic!("{e}"))
}

/// The texts of a picture that end before their name does.
fn cut(figure: &Figure) -> Vec<String> {
    figure.svg().split("</text>").filter(|text| text.ends_with('…')).map(str::to_owned).collect()
}

#[test]
fn no_name_is_cut_at_any_width() {
    for survey in [bundled(), wordy(), many(), example()] {
        for chart in ["matrix", "ranking", "sample", "compare", "sensitivity"] {
            for question in 0..survey.questions().len() {
                for width in [240.0, 296.0, 320.0, 336.0, 360.0, 400.0, 560.0, 800.0, 1400.0] {
                    let query = format!("chart={chart}&question={}", survey.questions()[question].id);
                    let figure = figure_of(&survey, &query, width);
                    assert_eq!(cut(&figure), Vec::<String>::new(), "{query} at {width}");
                }
            }
        }
    }
}

#[test]
fn no_word_of_a_row_is_broken_on_a_phone() {
    let survey = bundled();
    let view = query::parse("themes=1", &survey).view;
    let figure = draw(&survey, &view, Words { lang: Lang::De }, 336.0).expect("answerable");
    assert!(figure.svg().contains(">unterscheidbar<"), "{}", figure.svg());
}

#[test]
fn columns_are_as_wide_as_a_finger_and_their_numbers() {
    for survey in [bundled(), wordy(), many(), endless()] {
        for query in ["", "show=count"] {
            for width in [240.0, 296.0, 336.0, 366.0, 400.0, 560.0, 700.0, 800.0, 1400.0] {
                let figure = figure_of(&survey, query, width);
                let narrowest = figure.marks.iter().map(|mark| mark.width).fold(f64::MAX, f64::min);
                assert!(narrowest >= 23.0, "{query} at {width}: {narrowest}");
            }
        }
    }
}

#[test]
fn where_names_would_stand_upright_a_phone_shows_what_leads_in_each_row() {
    let columns = |survey: &Survey, width| figure_of(survey, "", width).marks.iter().map(|m| m.column).max();
    assert_eq!([columns(&bundled(), 928.0), columns(&bundled(), 336.0)], [Some(9), Some(0)]);
    let phone = figure_of(&bundled(), "", 336.0);
    let told: Vec<&str> = phone.marks[..3].iter().map(|mark| mark.lines[0].as_str()).collect();
    assert_eq!(told, ["Interoperability between libraries", "Documentation and examples", "Constrained resources"]);
    // What rows are sorted by goes first.
    let sorted = figure_of(&bundled(), "sort=by-sparse", 336.0);
    assert!(sorted.marks[0].lines[0].starts_with("Sparse"), "{:?}", sorted.marks[0].lines);
    // Beside the filters, on a tablet, in a post, on a phone.
    let widths = [928.0, 752.0, 640.0, 336.0];
    assert_eq!(widths.map(|width| columns(&many(), width)), [Some(24), Some(24), Some(0), Some(0)]);
}

#[test]
fn a_name_that_no_column_holds_is_cut_where_a_list_would_not_be_read_instead() {
    assert_eq!(cut(&figure_of(&endless(), "", 800.0)).len(), 1);
    assert_eq!(cut(&figure_of(&endless(), "", 336.0)), Vec::<String>::new());
}

#[test]
fn pictures_are_well_formed_and_know_no_colour() {
    for query in
        ["", "chart=ranking", "chart=sample&region=-australia", "chart=compare&field=bioimaging", "chart=sensitivity"]
    {
        let figure = figure_of(&example(), query, 800.0);
        resvg::usvg::Tree::from_str(&figure.standalone(Shade::Dark), &resvg::usvg::Options::default()).expect("SVG");
        assert!(!figure.svg().contains("fill=\"#") && !figure.svg().contains("style="), "{query}");
        assert!(
            figure.svg().contains("role=\"img\"")
                && figure.svg().contains("<title>")
                && figure.svg().contains("<desc>")
        );
    }
}

#[test]
fn a_card_has_the_name_of_its_view_and_says_where_there_is_more() {
    let survey = example();
    let card = |survey: &Survey, query: &str| {
        let view = query::parse(query, survey).view;
        super::card(survey, &view, EN, None, Shade::Light).expect("answerable")
    };
    let named = &survey.views()[0];
    let svg = card(&survey, &named.query);
    assert!(svg.contains(&format!(">{}<", named.label)) && svg.contains(">Needs \u{b7} Filtered to"), "{svg}");
    assert!(!svg.contains("More on the page"), "all of it is there");
    assert!(card(&survey, "").contains(">Needs<"));
    for query in ["", "chart=ranking"] {
        assert!(card(&many(), query).contains(">More on the page<"), "{query}");
    }
}

#[test]
fn a_poster_carries_its_title_filter_bias_source_and_licence() {
    let survey = example();
    let view = query::parse("region=-australia", &survey).view;
    let figure = draw(&survey, &view, EN, 700.0).expect("answerable");
    let poster = poster(&survey, &view, EN, &figure, Shade::Light);
    let card = super::card(&survey, &view, EN, Some(700.0), Shade::Light).expect("answerable");
    for svg in [&poster, &card] {
        resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).expect("SVG");
        for said in ["Needs<", "Region", "The author lives in Australia", "A small survey", "CC0-1.0", "made up"] {
            assert!(svg.contains(said), "{svg} lacks {said}");
        }
        assert_eq!(svg.matches("id=\"few-answers\"").count(), 1);
    }
    insta::assert_snapshot!(poster.replace("><", ">\n<"));
}

/// What a narrow matrix says beside the largest shares of each row.
#[test]
fn a_narrow_matrix_says_what_stands_in_its_rows() {
    let said = |survey: &Survey, query: &str| {
        let figure = figure_of(survey, query, 336.0);
        (figure.notes.join(" "), figure.marks.iter().map(|mark| mark.sentence.clone()).collect::<Vec<_>>())
    };
    let (notes, _) = said(&wordy(), "");
    assert!(notes.starts_with("Each row shows at most 3 answers, those with the largest shares above 0%"), "{notes}");
    assert!(!notes.contains("sorted"), "{notes}");
    let (notes, marks) = said(&wordy(), "sort=by-c5");
    assert!(notes.contains("The rows are sorted by “Hadoop, Yarn, EMR”, which stands first in each."), "{notes}");
    assert!(marks[0].starts_with("All fields, Hadoop, Yarn, EMR: "), "{marks:?}");
    // Some rows are too small for a share.
    let (notes, _) = said(&wordy(), "themes=0&chart=matrix&field=c0~c10");
    assert!(notes.contains("Of fewer than 10 answers no share is shown"), "{notes}");
    // Codes are mentioned, not chosen.
    let (notes, marks) = said(&coded_wordy(), "");
    assert!(!notes.contains("chose") && marks.iter().all(|mark| !mark.contains("chose")), "{notes} {marks:?}");
    assert!(marks[0].contains("mentioned it"), "{marks:?}");
}

/// Options with long names, as codes.
fn coded_wordy() -> Survey {
    let mut survey = wordy();
    let coded = r#"{"coders": 2, "double_coded": 40, "alpha": 0.81}"#;
    survey.about.questions[0].coded = Some(serde_json::from_str(coded).expect("coding"));
    survey
}

#[test]
fn a_view_as_text_says_who_is_in_it_and_what_is_known_to_lean() {
    let text = |query: &str| {
        let survey = example();
        let view = query::parse(query, &survey).view;
        let figure = draw(&survey, &view, EN, 800.0).ok();
        let picture = figure.as_ref().map(Figure::text);
        let tab = CrossTab::of(&survey, &view).expect("one table has all dimensions");
        let export = Export { survey: &survey, view: &view, tab: &tab, words: EN };
        export.text(picture.as_ref(), "https://example.org/?v=1")
    };
    insta::assert_snapshot!(text("chart=ranking&field=bioimaging"));
    let table = text("chart=table");
    assert!(table.contains("\nField\tAnswered\t"), "{table}");
    assert_eq!(text("chart=matrix"), table);
}

/// The example with its needs as codes: coders agree on documentation, and too little on graphics processors.
fn coded() -> Survey {
    let json = include_str!("../../../docs/example-results.json")
        .replacen("\"label\": \"Needs\",", "\"label\": \"Needs\", \"coded\": {\"coders\": 2, \"double_coded\": 40, \"alpha\": 0.81},", 1)
        .replacen("\"id\": \"docs\",", "\"id\": \"docs\", \"definition\": \"Asks for documentation.\", \"alpha\": 0.9, \"low\": 0.5, \"high\": 0.6,", 1)
        .replacen("\"id\": \"gpu\",", "\"id\": \"gpu\", \"alpha\": 0.6, \"low\": 0.2, \"high\": 0.45,", 1)
        .replacen("\"profile_version\": \"1.0.0\"", "\"profile_version\": \"1.1.0\"", 1);
    Survey::read(json.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn codes_are_mentioned_defined_and_hatched_where_coders_agree_too_little() {
    let survey = coded();
    for (query, brackets) in [("", false), ("chart=ranking", true), ("chart=ranking&field=bioimaging", false)] {
        let figure = figure_of(&survey, query, 800.0);
        let legend: Vec<&str> = figure.legend.iter().map(|item| item.label.as_str()).collect();
        assert!(legend.contains(&"tentative: coders agree too little (α under 0.667)"), "{query}: {legend:?}");
        assert_eq!(legend.contains(&"everybody: from what all coders gave to what any did"), brackets, "{query}");
        let of = |need: &str| figure.marks.iter().find(|mark| mark.sentence.contains(need)).expect("a mark");
        let docs = of("Better documentation");
        assert!(docs.sentence.contains("mentioned it") && !docs.sentence.contains("chose"), "{}", docs.sentence);
        assert!(docs.lines.contains(&"Asks for documentation.".to_owned()), "{:?}", docs.lines);
        let everyone = !query.contains("field=");
        assert_eq!(docs.sentence.contains("coders: 50% (all) to 60% (any)"), everyone, "{}", docs.sentence);
        assert!(of("GPU memory").lines.iter().any(|line| line.starts_with("tentative")));
    }
    let plain = figure_of(&example(), "chart=ranking", 800.0);
    assert!(plain.marks.iter().all(|mark| !mark.sentence.contains("mentioned")));
}
