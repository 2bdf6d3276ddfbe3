//! The poster: a chart with title, respondents, legend, known biases and source, for export.

use super::{
    Figure, LegendItem, Shade,
    canvas::{Canvas, Caption},
    ink::Ink,
    lettering::Lettering,
    measure::Reference,
};
use needs_core::{survey::Survey, view::View};
use needs_report::sentence;
use needs_words::Words;

const SWATCH: f64 = 12.0;

/// Sizes of a poster's parts, in pixels.
pub(super) struct Format {
    pub margin: f64,
    pub title: f64,
    pub text: f64,
    pub small: f64,
}

const NATURAL: Format = Format { margin: 24.0, title: 20.0, text: 14.0, small: 12.0 };

/// The poster of a view's figure, as a standalone SVG: as wide as the chart and a margin, as high as its content.
pub fn poster(survey: &Survey, view: &View, words: Words, figure: &Figure, shade: Shade) -> String {
    let who = sentence::filters(survey, &view.filter, &words);
    let mut sheet = Sheet::new(NATURAL, figure.width.max(432.0) + 2.0 * NATURAL.margin);
    sheet.head(survey, words, &figure.title, (&who, usize::MAX), &figure.legend);
    sheet.y += 12.0;
    sheet.canvas.nest(figure, (sheet.format.margin, sheet.y), 1.0, figure.height);
    sheet.y += figure.height + 16.0;
    for note in &figure.notes {
        sheet.text(Ink::MUTED, sheet.format.small, note, usize::MAX);
    }
    for note in sentence::biases(survey, words) {
        sheet.text(Ink::MUTED, sheet.format.small, &note, usize::MAX);
    }
    sheet.text(Ink::MUTED, sheet.format.small, words.chance_only(), usize::MAX);
    sheet.text(Ink::TEXT, sheet.format.small, &source(survey, words), usize::MAX);
    // Whole pixels, so that browser and command make pictures of one size.
    let height = (sheet.y + sheet.format.margin).ceil();
    sheet.finish(survey, view, words, figure, height, shade)
}

/// The source of a picture, with its licence.
pub(super) fn source(survey: &Survey, words: Words) -> String {
    words.picture_source(&survey.about.title, &sentence::licences(survey))
}

/// A poster under construction, from the top down.
pub(super) struct Sheet {
    pub canvas: Canvas,
    /// Top of the next part, in pixels.
    pub y: f64,
    pub width: f64,
    pub format: Format,
}

impl Sheet {
    pub fn new(format: Format, width: f64) -> Sheet {
        Sheet { canvas: Canvas::new(), y: format.margin, width, format }
    }

    /// Writes title, respondents (in at most `lines` lines) and legend.
    pub fn head(&mut self, survey: &Survey, words: Words, title: &str, who: (&str, usize), legend: &[LegendItem]) {
        if survey.about.illustration {
            self.text(Ink::STRONG, self.format.small, words.illustration(), 2);
        }
        self.text(Ink::STRONG, self.format.title, title, 2);
        self.text(Ink::TEXT, self.format.text, who.0, who.1);
        self.legend(legend);
    }

    pub fn text(&mut self, ink: Ink, size: f64, text: &str, lines: usize) {
        let lettering = Lettering::new(ink, size);
        for line in lettering.wrap(&Reference, text, self.width - 2.0 * self.format.margin, lines) {
            self.y += lettering.leading();
            self.canvas.text(lettering, self.format.margin, self.y, &line);
        }
        self.y += size * 0.4;
    }

    /// The picture, `height` pixels high.
    pub fn finish(
        self,
        survey: &Survey,
        view: &View,
        words: Words,
        figure: &Figure,
        height: f64,
        shade: Shade,
    ) -> String {
        let who = sentence::filters(survey, &view.filter, &words);
        let title = [survey.about.title.as_str(), ": ", &figure.title].concat();
        let description = [figure.description.as_str(), " ", &who].concat();
        let caption = Caption { chart: "poster", title, description, legend: Vec::new(), notes: Vec::new() };
        self.canvas.finish(words, self.width, height, caption).standalone(shade)
    }

    /// Swatches with labels, as many on a line as fit.
    fn legend(&mut self, legend: &[LegendItem]) {
        let lettering = Lettering::new(Ink::TEXT, self.format.small);
        let (mut x, right) = (self.format.margin, self.width - self.format.margin);
        if !legend.is_empty() {
            self.y += SWATCH + 10.0;
        }
        for item in legend {
            let width = SWATCH + 6.0 + lettering.width(&Reference, &item.label) + 16.0;
            if x > self.format.margin && x + width > right {
                x = self.format.margin;
                self.y += lettering.leading() + 4.0;
            }
            if let Some(ink) = Ink::named(&item.class) {
                self.swatch(ink, x, self.y - SWATCH + 1.0);
            }
            self.canvas.text(lettering, x + SWATCH + 6.0, self.y, &item.label);
            x += width;
        }
        self.y += 6.0;
    }

    fn swatch(&mut self, ink: Ink, x: f64, y: f64) {
        let middle = y + SWATCH / 2.0;
        match ink {
            Ink::DOT | Ink::RING | Ink::OTHER => self.canvas.dot(ink, x + SWATCH / 2.0, middle, 4.5),
            Ink::INTERVAL | Ink::LINK => self.canvas.line(ink, (x, middle), (x + SWATCH, middle)),
            Ink::TARGET => self.canvas.line(ink, (x + SWATCH / 2.0, y), (x + SWATCH / 2.0, y + SWATCH)),
            Ink::BRACKET => {
                self.canvas.path(ink, &[(x + 8.0, y), (x + 4.0, y), (x + 4.0, y + SWATCH), (x + 8.0, y + SWATCH)])
            }
            // A sign of the picture, which the label shows itself.
            Ink::TEXT => {}
            _ => self.canvas.rect(ink, x, y, SWATCH, SWATCH),
        }
    }
}
