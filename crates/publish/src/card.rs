//! The picture that social networks show beside a link: its card, painted.

use needs_charts as charts;
use needs_charts::{Shade, paint};
use needs_core::{
    survey::Survey,
    view::{Chart, View},
};
use needs_words::Words;

/// A PNG of the view, 1200 x 630 pixels, as `render --share` makes it.
///
/// # Errors
/// If the view cannot be drawn or painted, with the reason.
pub fn png(survey: &Survey, view: &View, words: Words) -> Result<Vec<u8>, String> {
    // A table is no picture; what it counts is drawn as the matrix.
    let chart = if view.chart == Chart::Table { Chart::Matrix } else { view.chart };
    let view = View { chart, ..view.clone() };
    let card = charts::card(survey, &view, words, None, Shade::Light).map_err(|error| error.to_string())?;
    paint::png(&card, 1.0).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::{query, survey::example::example};
    use resvg::tiny_skia;

    #[test]
    fn a_card_has_the_size_that_networks_expect_even_of_a_table() {
        let survey = example();
        for query in ["", "field=-bioimaging", "chart=table"] {
            let view = query::parse(query, &survey).view;
            let png = png(&survey, &view, Words::default()).expect("drawn");
            let image = tiny_skia::Pixmap::decode_png(&png).expect("a PNG");
            assert_eq!((image.width(), image.height()), (1200, 630));
            let colours: std::collections::BTreeSet<_> =
                image.pixels().iter().map(|p| (p.red(), p.green(), p.blue())).collect();
            assert!(colours.len() > 20, "there is a picture in it");
        }
    }
}
