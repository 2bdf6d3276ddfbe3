//! Widths of chart texts in the reader's font.

use super::boot;
use needs_charts::{Measure, Reference};

/// How much wider than in the table a text may be: the gap of 6 pixels between label and mark is 3 % of the widest labels.
const SPARE: f64 = 1.03;

/// The widths of the table, except for texts that are wider in the reader's font.
///
/// `style/charts.css` fits the font to the table's widths, so that the page draws what is published and nothing moves when
/// it takes over. It cannot do so for fonts with other proportions and for scripts that the table approximates.
pub struct ReadersFont;

impl Measure for ReadersFont {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let table = Reference.width(text, size, bold);
        let font = boot::ems(text, bold) * size;
        if font > table * SPARE { font } else { table }
    }
}
