//! Draws a view as an SVG chart, with a box and a sentence for every mark.
//!
//! Every chart is drawn by plain calls ([`canvas`]) into a plotters backend of our own ([`svg`]) that writes classes
//! instead of colours. Text is measured by a table ([`Reference`]) and numbers are written by integer arithmetic,
//! so the browser and the command draw the same bytes. What the picture looks like is in `style/charts.css`.

mod canvas;
mod card;
mod compare;
mod describe;
mod figure;
mod headers;
mod ink;
mod leading;
mod lettering;
mod matrix;
mod measure;
#[cfg(feature = "png")]
pub mod paint;
mod palette;
mod poster;
mod ranking;
mod rating;
mod sample;
mod scale;
mod sensitivity;
mod svg;
mod tracks;

pub use card::card;
pub use figure::{Break, Figure, LegendItem, Mark, Part};
pub use measure::{Measure, Reference};
use needs_core::{
    crosstab::{CrossTab, Unanswerable},
    sensitivity::Once,
    survey::{Survey, file::Kind},
    view::{Chart, View},
};
use needs_words::Words;
pub use palette::Shade;
pub use poster::poster;

use lettering::{Anchor, Lettering};
use std::borrow::Cow;

/// Width of the chart in an exported picture, in pixels; the page and `render` export the same bytes.
pub const EXPORT_WIDTH: u16 = 800;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// No table of the file has all dimensions of the view.
    #[error(transparent)]
    Unanswerable(#[from] Unanswerable),
    /// The table chart is a table, not a picture.
    #[error("a table is not drawn; choose another chart, such as chart=matrix")]
    NoPicture,
}

/// What has been computed of a view already.
#[derive(Clone, Copy, Default)]
pub struct Counted<'a> {
    /// [`needs_core::sensitivity::crosstab`] of the view.
    pub tab: Option<&'a CrossTab>,
    /// The cross-tabulation of [`everyone`].
    pub everyone: Option<&'a CrossTab>,
    /// The sensitivity, which the first to need it computes.
    pub sensitivity: Option<&'a Once>,
}

/// The view without filter and what-if, which scales the colours of a matrix.
pub fn everyone(view: &View) -> View {
    View { filter: view.filter.cleared(), weights: Vec::new(), ..view.clone() }
}

/// Draws the chart of a view, `width` CSS pixels wide (240 to 2,400).
///
/// The same arguments give the same bytes on every platform.
///
/// ```
/// # let bytes = include_bytes!("../../../docs/example-results.json");
/// use needs_charts::{Shade, draw};
/// use needs_core::{Survey, query};
/// use needs_words::{Lang, Words};
///
/// let survey = Survey::read(bytes)?;
/// let view = query::parse("chart=ranking&field=bioimaging", &survey).view;
/// let figure = draw(&survey, &view, Words::new(Lang::En), 640.0)?;
/// assert!(figure.width <= 640.0 && !figure.marks.is_empty());
/// let file = figure.standalone(Shade::Light);
/// assert!(file.starts_with("<svg"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the file cannot answer the view, or the view is a table.
pub fn draw(survey: &Survey, view: &View, words: Words, width: f64) -> Result<Figure, DrawError> {
    draw_counted(survey, view, words, width, &Reference, Counted::default())
}

/// Like [`draw`], with other widths of text and with what exists already.
pub fn draw_counted(
    survey: &Survey,
    view: &View,
    words: Words,
    width: f64,
    measure: &dyn Measure,
    counted: Counted,
) -> Result<Figure, DrawError> {
    let width = if width >= 240.0 { width.min(2400.0) } else { 240.0 };
    let scene = Scene { survey, view, words, width, measure, counted };
    match view.chart {
        Chart::Matrix => matrix::draw(&scene),
        Chart::Ranking => rankings(&scene),
        Chart::Compare => compare::draw(&scene),
        Chart::Sample => sample::draw(&scene),
        Chart::Sensitivity => sensitivity::draw(&scene),
        Chart::Table => Err(DrawError::NoPicture),
    }
}

/// Rankings field by field, or the bars of a rating question.
#[inline(never)]
fn rankings(scene: &Scene) -> Result<Figure, DrawError> {
    match scene.question().kind {
        Kind::Rating { .. } => rating::draw(scene),
        _ => ranking::draw(scene),
    }
}

/// The inputs of every chart.
struct Scene<'a> {
    survey: &'a Survey,
    view: &'a View,
    words: Words,
    /// In pixels.
    width: f64,
    measure: &'a dyn Measure,
    counted: Counted<'a>,
}

impl<'a> Scene<'a> {
    /// The view's cross-tabulation, under its what-if if it has one.
    fn tab(&self) -> Result<Cow<'a, CrossTab>, DrawError> {
        match self.counted.tab {
            Some(tab) => Ok(Cow::Borrowed(tab)),
            None => Ok(Cow::Owned(needs_core::sensitivity::crosstab(self.survey, self.view)?.0)),
        }
    }

    /// A figure that says that nobody is in the view.
    fn empty(&self, chart: &'static str, title: String) -> Figure {
        self.message(chart, title, self.words.empty_view())
    }

    /// A figure that says why there is nothing to draw.
    #[inline(never)]
    fn message(&self, chart: &'static str, title: String, said: &str) -> Figure {
        let mut canvas = canvas::Canvas::new();
        let lettering = Lettering::new(ink::Ink::MUTED, 14.0).anchored(Anchor::Middle);
        let lines = lettering.wrap(self.measure, said, self.width - 20.0, 3);
        canvas.lines(lettering, self.width / 2.0, 40.0, &lines);
        let description = said.to_owned();
        let caption = canvas::Caption { chart, title, description, legend: Vec::new(), notes: Vec::new() };
        canvas.finish(self.words, self.width, 80.0, caption)
    }
}

#[cfg(test)]
mod tests;
