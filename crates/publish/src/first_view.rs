//! The first view of a published page, before it runs or if it cannot: the same HTML that the page writes.

use super::Share;
use needs_charts as charts;
use needs_core::{query::Page, sensitivity, survey::Survey};
use needs_page::html::{self, Shown};
use needs_words::Words;

/// Width of the picture beside the filters on a screen of 1,400 pixels or more.
const WIDE: f64 = 928.0;
/// Widths below the filters on a tablet of 800 pixels and on a phone of 360.
const WIDTHS: [(&str, f64); 3] = [("wide", WIDE), ("middle", 752.0), ("narrow", 336.0)];

/// The content of the page's element. It has the picture in three widths, of which styles show one, and no parts that
/// need scripts.
///
/// # Errors
/// If the view cannot be drawn; the reason.
pub fn first_view(survey: &Survey, share: &Share, words: Words) -> Result<String, String> {
    let (tab, what_if) = sensitivity::crosstab(survey, &share.view).map_err(|error| error.to_string())?;
    let source = format!("{}results.json", share.root);
    let default = Page::default();
    let drawn = |width: f64| charts::draw(survey, &share.view, words, width).ok();
    let figure = drawn(WIDE);
    let shown = Shown {
        survey,
        words,
        view: &share.view,
        page: &default,
        tab: Ok(&tab),
        what_if: what_if.as_ref(),
        problems: &[],
        outdated: false,
        root: share.root,
        source: &source,
        figure: figure.as_ref(),
        sensitivity: &sensitivity::Once::default(),
    };
    Ok(html::page_with(&shown, &|shown, html| {
        for (class, width) in WIDTHS {
            // A table and a view of nobody have no picture. Marks are left out: they are half of the bytes, and ids must be
            // unique. Each picture has its own pattern id, because browsers use the first of an id even if it is not shown.
            let Some(mut plain) = drawn(width).filter(|_| tab.rows[0].n > 0) else { return };
            plain.marks.clear();
            plain.hatching = format!("few-answers-{class}");
            // A picture narrower than its room stays so when the page runs.
            let fills = plain.width > width - 1.0;
            html.markup("<div class=\"first ").markup(class).markup(if fills { " fills\">" } else { "\">" });
            html::figure(&Shown { figure: Some(&plain), ..*shown }, html);
            html.markup("</div>");
        }
    }))
}
