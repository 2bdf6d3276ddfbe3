//! Golden pictures. Look at each before accepting it: `cargo test --lib charts`, then `cargo insta review`.

use super::{Figure, draw};
use crate::{
    query,
    survey::{Survey, example::example},
    words::{Lang, Words},
};

const EN: Words = Words { lang: Lang::En };

fn figure_of(survey: &Survey, query: &str, width: f64) -> Figure {
    let link = query::parse(query, survey);
    assert!(link.problems.is_empty(), "{:?}", link.problems);
    draw(survey, &link.view, EN, width).unwrap_or_else(|e| panic!("{query}: {e}"))
}

/// The picture one element a line, then what goes beside it.
fn shown(figure: &Figure) -> String {
    let mut shown = figure.svg.replace("><", ">\n<");
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
    ($name:ident, $query:literal, $width:literal) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(shown(&figure_of(&example(), $query, $width)));
        }
    };
}

golden!(matrix, "", 800.0);
golden!(matrix_of_counts_in_the_narrow, "show=count", 320.0);
golden!(matrix_of_nobody, "channel=", 800.0);
golden!(matrix_of_few, "region=australia", 800.0);
golden!(matrix_of_a_rating, "question=features", 800.0);
