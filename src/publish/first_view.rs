//! What a published page shows before it runs, and instead of running: the very text that the page writes then.

use super::Share;
use crate::{
    html::{self, Html, PARTS, Shown},
    query::Page,
    sensitivity,
    survey::Survey,
    words::Words,
};

/// Room for the picture beside the filters on a screen of 1,400 pixels or more.
const WIDE: f64 = 928.0;
/// And under the filters on a tablet of 800 pixels, and on a phone of 360.
const WIDTHS: [(&str, f64); 3] = [("wide", WIDE), ("middle", 752.0), ("narrow", 336.0)];

/// The content of the place of the page. Its picture is there once for each of three widths, of which one is seen, without
/// what scripts are needed for.
///
/// # Errors
/// If the view cannot be drawn, with the reason.
pub fn first_view(survey: &Survey, share: &Share, words: Words) -> Result<String, String> {
    let (tab, what_if) = sensitivity::crosstab(survey, &share.view).map_err(|error| error.to_string())?;
    let facets = html::all_facets(survey, &share.view);
    let source = format!("{}results.json", share.root);
    let default = Page::default();
    let shown = Shown {
        survey,
        words,
        view: &share.view,
        page: &default,
        tab: Ok(&tab),
        what_if: what_if.as_ref(),
        facets: &facets,
        problems: &[],
        outdated: false,
        root: share.root,
        source: &source,
        width: WIDE,
    };
    let page = html::page(&shown);
    let part = PARTS.iter().find(|part| part.id == "figure").ok_or("the page has no figure")?;
    let figure_of = |width: f64| {
        let mut html = Html::default();
        (part.write)(&Shown { width, ..shown }, &mut html);
        html.finish()
    };
    let wide = figure_of(WIDE);
    // A view that is a table has none.
    if wide.is_empty() {
        return Ok(page);
    }
    let mut pictures = Html::default();
    for (class, width) in WIDTHS {
        pictures.markup("<div class=\"first ").markup(class).markup("\">");
        pictures.drawn(&without_marks(&figure_of(width))).markup("</div>");
    }
    Ok(page.replacen(&wide, &pictures.finish(), 1))
}

/// A figure that cannot be walked through: its marks are half of its bytes, and ids may be there once only.
fn without_marks(figure: &str) -> String {
    let plain = figure.replacen(" id=\"chart-keys\"", "", 1);
    let Some((before, marks)) = plain.split_once("<svg class=\"marks\"") else { return plain };
    let after = marks.split_once("</svg>").map_or("", |(_, after)| after);
    [before, after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_without_marks_keeps_all_else() {
        let figure = "<figure><svg class=\"chart\"></svg><svg class=\"marks\"><rect/></svg><p id=\"chart-keys\">keys</p></figure>";
        assert_eq!(without_marks(figure), "<figure><svg class=\"chart\"></svg><p>keys</p></figure>");
    }
}
