//! What an exported picture must not lose when it is cut out of its context.

use needs_charts::{Shade, draw, poster};
use needs_core::{Survey, query};
use needs_words::{Lang, Words};

#[test]
fn a_poster_carries_filter_bias_source_and_licence_of_the_sample() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample/results.json");
    let survey = Survey::read(&std::fs::read(path).expect("the sample")).unwrap_or_else(|error| panic!("{error}"));
    let view = query::parse("region=-australia", &survey).view;
    let words = Words::new(Lang::En);
    let figure = draw(&survey, &view, words, 800.0).unwrap_or_else(|error| panic!("{error}"));
    let svg = poster(&survey, &view, words, &figure, Shade::Light);
    // Lines are broken where they are full; each begins as it should.
    for text in ["Filtered to Region without Australia", "Known bias (Region)", "Source: ", "Illustration: "] {
        assert!(svg.contains(text), "no {text:?} in the picture");
    }
    let licence = &survey.about.licenses[0];
    assert!(svg.contains(&licence.name) || svg.contains(&licence.title));
}
