//! Cards: the pictures that social networks show beside a link.

use super::{Options, PublishError};
use needs_charts as charts;
use needs_charts::{
    Shade,
    paint::{self, PaintError},
};
use needs_core::{
    survey::Survey,
    view::{Chart, View},
};

/// A PNG of the view, 1200 x 630 pixels, as `render --share` makes it; or the characters that no font has.
///
/// # Errors
/// If the view, named `title`, cannot be drawn or painted.
pub fn png(
    survey: &Survey,
    view: &View,
    title: &str,
    options: &Options,
) -> Result<Result<Vec<u8>, String>, PublishError> {
    let picture = |reason: String| PublishError::Picture { view: title.to_owned(), reason };
    // A table is not a picture; its numbers are drawn as a matrix.
    let chart = if view.chart == Chart::Table { Chart::Matrix } else { view.chart };
    let view = View { chart, ..view.clone() };
    let card = charts::card(survey, &view, options.words, None, Shade::Light);
    match paint::png(&card.map_err(|error| picture(error.to_string()))?, 1.0, &options.fonts) {
        Ok(png) => Ok(Ok(png)),
        Err(PaintError::NoLetters { letters }) => Ok(Err(letters)),
        Err(error) => Err(picture(error.to_string())),
    }
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
            let png = png(&survey, &view, "", &Options::default()).expect("drawn").expect("letters");
            let image = tiny_skia::Pixmap::decode_png(&png).expect("a PNG");
            assert_eq!((image.width(), image.height()), (1200, 630));
            let colours: std::collections::BTreeSet<_> =
                image.pixels().iter().map(|p| (p.red(), p.green(), p.blue())).collect();
            assert!(colours.len() > 20, "there is a picture in it");
        }
    }
}
