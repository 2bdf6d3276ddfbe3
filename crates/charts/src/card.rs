//! The card of a view: 1200 x 630 pixels, as social networks show links. It has whole rows only, with the largest text
//! that fits.

use super::{
    DrawError, Figure, Shade, draw,
    ink::Ink,
    lettering::Lettering,
    poster::{Format, Sheet, source},
};
use needs_core::{
    query,
    survey::{Survey, file::NamedView},
    view::{Chart, View},
};
use needs_report::sentence;
use needs_words::Words;

/// Width and height in pixels.
const SIZE: (f64, f64) = (1200.0, 630.0);
const FORMAT: Format = Format { margin: 40.0, title: 34.0, text: 20.0, small: 16.0 };

/// Widths that a chart is tried in, in pixels: the narrower, the larger its text in the card.
const WIDTHS: [f64; 3] = [800.0, 1000.0, 1240.0];
/// Scales that keep text legible where networks show the card: none below the first.
const SCALES: (f64, f64) = (0.9, 1.6);

/// Least distance in pixels between rows of different panels.
const HEADING: f64 = 20.0;

/// The card of a view, as a standalone SVG. Without `width`, its chart has the width that shows most of it.
///
/// # Errors
/// If the file cannot answer the view, or the view is a table.
pub fn card(survey: &Survey, view: &View, words: Words, width: Option<f64>, shade: Shade) -> Result<String, DrawError> {
    let mut best: Option<(Figure, Fit)> = None;
    for width in width.map_or(WIDTHS.to_vec(), |width| vec![width]) {
        let figure = draw(survey, view, words, width)?;
        let fit = fit(survey, view, words, &figure);
        if best.as_ref().is_none_or(|(_, best)| fit.order() >= best.order()) {
            // Of equal ones the wider, which fills the card.
            best = Some((figure, fit));
        }
    }
    let (figure, fit) = best.expect("some width is tried");
    let mut sheet = head(survey, view, words, &figure);
    sheet.canvas.nest(&figure, (sheet.format.margin, sheet.y + 8.0), fit.scale, fit.height);
    if !fit.whole {
        sheet.y += 8.0 + fit.height * fit.scale;
        sheet.text(Ink::MUTED, sheet.format.small, words.more_on_the_page(), 1);
    }
    sheet.y = foot_top(survey, words);
    foot(&mut sheet, survey, words);
    Ok(sheet.finish(survey, view, words, &figure, SIZE.1, shade))
}

/// The title above the chart; a named view has its name.
fn head(survey: &Survey, view: &View, words: Words, figure: &Figure) -> Sheet {
    let mut sheet = Sheet::new(FORMAT, SIZE.0);
    let who = sentence::filters(survey, &view.filter, &words);
    match named(survey, view) {
        Some(label) => {
            let who = [&figure.title, " \u{b7} ", &who].concat();
            sheet.head(survey, words, label, (&who, 2), &figure.legend);
        }
        None => sheet.head(survey, words, &figure.title, (&who, 2), &figure.legend),
    }
    sheet
}

/// The author's label of a view.
fn named<'a>(survey: &'a Survey, view: &View) -> Option<&'a str> {
    let is_it = |named: &&NamedView| {
        let mut named = query::parse(&named.query, survey).view;
        // A table is drawn as the matrix.
        if named.chart == Chart::Table && view.chart == Chart::Matrix {
            named.chart = Chart::Matrix;
        }
        named == *view
    };
    survey.views().iter().find(is_it).map(|named| named.label.as_str())
}

/// The lines below the chart.
fn foot(sheet: &mut Sheet, survey: &Survey, words: Words) {
    if let Some(note) = sentence::biases(survey, words).first() {
        sheet.text(Ink::MUTED, FORMAT.small, note, 2);
    }
    sheet.text(Ink::TEXT, FORMAT.small, &source(survey, words), 1);
}

/// Top of the footer, in pixels.
fn foot_top(survey: &Survey, words: Words) -> f64 {
    let mut sheet = Sheet { y: 0.0, ..Sheet::new(FORMAT, SIZE.0) };
    foot(&mut sheet, survey, words);
    SIZE.1 - FORMAT.margin - sheet.y
}

fn fit(survey: &Survey, view: &View, words: Words, figure: &Figure) -> Fit {
    let head = head(survey, view, words, figure);
    let room = (SIZE.0 - 2.0 * FORMAT.margin, foot_top(survey, words) - head.y - 16.0);
    Fit::of(figure, room, Lettering::new(Ink::MUTED, FORMAT.small).leading())
}

/// The part of a figure that is in a card.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fit {
    scale: f64,
    /// In pixels of the figure, from its top.
    height: f64,
    whole: bool,
    /// Number of marks in it.
    marks: usize,
}

impl Fit {
    /// Fits a figure in `room` (width and height); `more` is the height of the line that says that rows are left out.
    fn of(figure: &Figure, room: (f64, f64), more: f64) -> Fit {
        let wide = room.0 / figure.width;
        let scale = wide.min(room.1 / figure.height).clamp(SCALES.0, SCALES.1).min(wide);
        if figure.height * scale <= room.1 {
            return Fit { scale, height: figure.height, whole: true, marks: figure.marks.len() };
        }
        let height = whole_rows(figure, (room.1 - more) / scale);
        if height == 0.0 {
            // Small text rather than none.
            let scale = (room.1 / figure.height).max(0.0);
            return Fit { scale, height: figure.height, whole: true, marks: 0 };
        }
        let marks = figure.marks.iter().filter(|mark| mark.y + mark.height <= height).count();
        // Rows that are left out make room for the line.
        let scale = wide.min((room.1 - more) / height).clamp(scale, SCALES.1);
        Fit { scale, height, whole: false, marks }
    }

    /// More is better.
    fn order(&self) -> (bool, usize, u32) {
        let percent = (self.scale * 100.0).round() as u32;
        if self.whole && self.marks > 0 { (true, 0, percent) } else { (false, self.marks, percent) }
    }
}

/// The largest height, at most `most`, that cuts no mark; 0 if there is none. The height of whole panels is preferred if
/// they fill half of it.
fn whole_rows(figure: &Figure, most: f64) -> f64 {
    let cuts = |end: f64| figure.marks.iter().any(|mark| mark.y < end - 0.5 && mark.y + mark.height > end + 0.5);
    let ends: Vec<f64> = figure.marks.iter().map(|mark| mark.y + mark.height).collect();
    let ends: Vec<f64> = ends.into_iter().filter(|&end| end <= most && !cuts(end)).collect();
    let next =
        |end: f64| figure.marks.iter().map(|mark| mark.y).filter(|y| *y > end - 0.5).fold(f64::INFINITY, f64::min);
    let panels = ends.iter().copied().filter(|&end| next(end) - end > HEADING).fold(0.0, f64::max);
    if panels >= most / 2.0 { panels } else { ends.into_iter().fold(0.0, f64::max) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mark;

    /// A row of this top and height each.
    fn figure(rows: &[(f64, f64)], height: f64) -> Figure {
        let mark = |(row, &(y, height)): (usize, &(f64, f64))| Mark {
            x: 0.0,
            y,
            width: 100.0,
            height,
            row,
            column: 0,
            sentence: String::new(),
            lines: Vec::new(),
        };
        let marks = rows.iter().enumerate().map(mark).collect();
        Figure { width: 1000.0, height, marks, ..Figure::default() }
    }

    #[test]
    fn a_figure_is_there_whole_where_it_fits() {
        let fit = Fit::of(&figure(&[(0.0, 90.0), (90.0, 90.0)], 200.0), (1120.0, 300.0), 20.0);
        assert_eq!((fit.scale, fit.height, fit.whole), (1.12, 200.0, true));
    }

    #[test]
    fn only_whole_rows_are_there_where_it_does_not() {
        let rows: Vec<(f64, f64)> = (0..20).map(|row| (50.0 + 25.0 * f64::from(row), 24.0)).collect();
        let fit = Fit::of(&figure(&rows, 560.0), (1120.0, 300.0), 20.0);
        // 280 pixels at 0.9 are 311 of the figure: ten rows end at 299.
        assert_eq!((fit.scale, fit.height, fit.whole, fit.marks), (280.0 / 299.0, 299.0, false, 10));
        // Beside them a column of two rows that are not even with them.
        let beside: Vec<(f64, f64)> = rows.iter().copied().chain([(50.0, 150.0), (200.0, 300.0)]).collect();
        let fit = Fit::of(&figure(&beside, 560.0), (1120.0, 300.0), 20.0);
        assert_eq!((fit.height, fit.marks), (200.0, 7));
    }

    #[test]
    fn whole_panels_are_there_if_they_take_half_of_the_room() {
        let panel = |top: f64, rows: u32| (0..rows).map(move |row| (top + 25.0 * f64::from(row), 24.0));
        let rows =
            |first: u32| panel(50.0, first).chain(panel(50.0 + 25.0 * f64::from(first) + 40.0, 20)).collect::<Vec<_>>();
        assert_eq!(Fit::of(&figure(&rows(6), 900.0), (1120.0, 300.0), 20.0).height, 199.0);
        // Three rows are less than half of it.
        assert_eq!(Fit::of(&figure(&rows(3), 900.0), (1120.0, 300.0), 20.0).height, 289.0);
    }

    #[test]
    fn one_row_that_is_too_high_is_made_smaller() {
        let fit = Fit::of(&figure(&[(0.0, 900.0)], 900.0), (1120.0, 300.0), 20.0);
        assert_eq!((fit.scale, fit.height, fit.whole), (300.0 / 900.0, 900.0, true));
    }
}
