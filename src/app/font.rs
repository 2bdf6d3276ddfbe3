//! How wide the texts of charts are in the reader's font.

use super::boot;
use needs_charts::{Measure, Reference};

/// How much wider than the table says a text may be: what stands between a label and a mark, 6 pixels, is 3 % of the widest
/// labels.
const SPARE: f64 = 1.03;

/// The widths of the table, except of a text that is wider in the reader's font.
///
/// So the page draws what is published, and nothing moves when it takes over, while `style/charts.css` brings the font to
/// the table's widths; it cannot for fonts whose letters have other proportions, and for scripts that the table knows
/// roughly.
pub struct ReadersFont;

impl Measure for ReadersFont {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let table = Reference.width(text, size, bold);
        let font = boot::ems(text, bold) * size;
        if font > table * SPARE { font } else { table }
    }
}
