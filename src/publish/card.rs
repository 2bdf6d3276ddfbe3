//! The picture that social networks show beside a link: 1200 x 630 pixels.

use crate::{
    charts::{self, Shade},
    html::Html,
    sentence,
    survey::Survey,
    view::{Chart, View},
    words::Words,
};
use resvg::{tiny_skia, usvg};

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 630.0;
/// Kept free at the edges: some networks cut them.
const MARGIN: f64 = 40.0;
/// Where the chart begins and ends, in pixels from the top.
const CHART: (f64, f64) = (150.0, 570.0);

/// A PNG of the view with its title and who is in it.
///
/// # Errors
/// If the view cannot be drawn, with the reason.
pub fn png(survey: &Survey, view: &View, title: &str, words: Words) -> Result<Vec<u8>, String> {
    let svg = svg(survey, view, title, words)?;
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_system_fonts();
    let tree = usvg::Tree::from_str(&svg, &options).map_err(|error| error.to_string())?;
    let mut pixels = tiny_skia::Pixmap::new(WIDTH as u32, HEIGHT as u32).expect("the card has a size");
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}

fn svg(survey: &Survey, view: &View, title: &str, words: Words) -> Result<String, String> {
    // A table is no picture; what it counts is drawn as the matrix.
    let chart = if view.chart == Chart::Table { Chart::Matrix } else { view.chart };
    let view = View { chart, ..view.clone() };
    let figure = charts::draw(survey, &view, words, WIDTH - 2.0 * MARGIN).map_err(|error| error.to_string())?;
    let room = (WIDTH - 2.0 * MARGIN, CHART.1 - CHART.0);
    let scale = (room.0 / figure.width).min(room.1 / figure.height).min(1.6);
    let left = (WIDTH - figure.width * scale) / 2.0;
    let ink = |name| Shade::Light.colour(name).unwrap_or("#000");
    let mut out = Html::default();
    out.markup("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">");
    out.markup("<rect width=\"1200\" height=\"630\" fill=\"").markup(ink("--chart-ground")).markup("\"/>");
    let mut line = |y: &'static str, size: &'static str, weight: &'static str, colour: &'static str, text: &str| {
        out.markup("<text x=\"40\" y=\"").markup(y).markup("\" font-size=\"").markup(size).markup("\" font-weight=\"");
        out.markup(weight)
            .markup("\" fill=\"")
            .markup(colour)
            .markup("\" font-family=\"Liberation Sans, DejaVu Sans, Arial, sans-serif\">");
        out.text(text).markup("</text>");
    };
    line("76", "34", "bold", ink("--chart-text"), &cut(title, 62));
    line("120", "24", "normal", ink("--chart-muted"), &cut(&sentence::filters(survey, &view.filter, &words), 92));
    let k = survey.about.privacy.k;
    let k = if k == 1 { words.k_is_one_short().to_owned() } else { words.k_statement(k.into()) };
    let facts = format!("{} · {k}", words.respondents(survey.about.respondents.published.into()));
    let facts = if survey.about.illustration { words.illustration().to_owned() } else { facts };
    line("608", "20", "normal", ink("--chart-muted"), &cut(&facts, 110));
    out.drawn(&format!("<g transform=\"translate({left:.1} {:.1}) scale({scale:.4})\">", CHART.0));
    out.drawn(&charts::standalone(&figure, Shade::Light)).markup("</g></svg>");
    Ok(out.finish())
}

/// The text, cut where it would not fit.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query, survey::example::example};

    #[test]
    fn a_card_has_the_size_that_networks_expect_even_of_a_table() {
        let survey = example();
        for query in ["", "field=-bioimaging", "chart=table"] {
            let view = query::parse(query, &survey).view;
            let png = png(&survey, &view, "A & <B>", Words::default()).expect("drawn");
            let image = tiny_skia::Pixmap::decode_png(&png).expect("a PNG");
            assert_eq!((image.width(), image.height()), (1200, 630));
            let colours: std::collections::BTreeSet<_> =
                image.pixels().iter().map(|p| (p.red(), p.green(), p.blue())).collect();
            assert!(colours.len() > 20, "there is a picture in it");
        }
    }

    #[test]
    fn a_title_that_is_too_long_is_cut_between_letters() {
        assert_eq!(cut("äöü ß", 3), "äöü…");
        assert_eq!(cut("äöü", 3), "äöü");
    }
}
