//! A picture to take away: the chart with its title, who is in it, its legend, what is known to lean, and its source.

use super::{
    Figure, LegendItem, Shade,
    canvas::{Canvas, Caption},
    ink::Ink,
    lettering::Lettering,
    standalone,
};
use crate::{sentence, survey::Survey, view::View, words::Words};
#[cfg(not(target_arch = "wasm32"))]
use {
    super::card::Fit,
    crate::{query, survey::file::NamedView, view::Chart},
};

/// How large a poster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PosterSize {
    /// As wide as its chart and a margin, as high as it needs to be.
    Natural,
    /// 1200 x 630 pixels, as social networks show links; of a chart that is too high, as many whole rows as there is
    /// room for ([`super::card`]).
    #[cfg(not(target_arch = "wasm32"))]
    Share,
}

#[cfg(not(target_arch = "wasm32"))]
const SHARE: (f64, f64) = (1200.0, 630.0);
const SWATCH: f64 = 12.0;

/// Sizes of a poster's parts, in pixels.
struct Format {
    margin: f64,
    title: f64,
    text: f64,
    small: f64,
}

const NATURAL: Format = Format { margin: 24.0, title: 20.0, text: 14.0, small: 12.0 };
#[cfg(not(target_arch = "wasm32"))]
const LARGE: Format = Format { margin: 40.0, title: 34.0, text: 20.0, small: 16.0 };

/// The poster of a figure of this view, as an SVG that stands alone.
pub fn poster(survey: &Survey, view: &View, words: Words, figure: &Figure, size: PosterSize, shade: Shade) -> String {
    let about = &survey.about;
    let who = sentence::filters(survey, &view.filter, &words);
    let source = words.picture_source(&about.title, &licences(survey));
    let mut sheet = match size {
        PosterSize::Natural => {
            let mut sheet = Sheet::new(NATURAL, figure.width.max(432.0) + 2.0 * NATURAL.margin);
            sheet.head(survey, words, &figure.title, (&who, usize::MAX), &figure.legend);
            sheet
        }
        #[cfg(not(target_arch = "wasm32"))]
        PosterSize::Share => above(survey, view, words, figure),
    };
    let height = match size {
        PosterSize::Natural => {
            sheet.y += 12.0;
            sheet.canvas.nest(figure, (sheet.format.margin, sheet.y), 1.0, figure.height);
            sheet.y += figure.height + 16.0;
            for note in &figure.notes {
                sheet.text(Ink::MUTED, sheet.format.small, note, usize::MAX);
            }
            for note in biases(survey, words) {
                sheet.text(Ink::MUTED, sheet.format.small, &note, usize::MAX);
            }
            sheet.text(Ink::MUTED, sheet.format.small, words.chance_only(), usize::MAX);
            sheet.text(Ink::TEXT, sheet.format.small, &source, usize::MAX);
            // Whole, so that a browser's pixels and the command's are as many.
            (sheet.y + sheet.format.margin).ceil()
        }
        #[cfg(not(target_arch = "wasm32"))]
        PosterSize::Share => {
            let fit = fit(survey, view, words, figure);
            sheet.canvas.nest(figure, (sheet.format.margin, sheet.y + 8.0), fit.scale, fit.height);
            if !fit.whole {
                sheet.y += 8.0 + fit.height * fit.scale;
                sheet.text(Ink::MUTED, sheet.format.small, words.more_on_the_page(), 1);
            }
            sheet.y = foot(survey, words);
            sheet.below(survey, words, &source);
            SHARE.1
        }
    };
    let title = [about.title.as_str(), ": ", &figure.title].concat();
    let description = [figure.description.as_str(), " ", &who].concat();
    let caption = Caption { chart: "poster", title, description, legend: Vec::new(), notes: Vec::new() };
    standalone(&sheet.canvas.finish(words, sheet.width, height, caption), shade)
}

/// What stands above the chart of a card. A view that the author named has that name.
#[cfg(not(target_arch = "wasm32"))]
fn above(survey: &Survey, view: &View, words: Words, figure: &Figure) -> Sheet {
    let mut sheet = Sheet::new(LARGE, SHARE.0);
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
#[cfg(not(target_arch = "wasm32"))]
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

/// Where the foot of a card begins.
#[cfg(not(target_arch = "wasm32"))]
fn foot(survey: &Survey, words: Words) -> f64 {
    let mut foot = Sheet { y: 0.0, ..Sheet::new(LARGE, SHARE.0) };
    foot.below(survey, words, &words.picture_source(&survey.about.title, &licences(survey)));
    SHARE.1 - LARGE.margin - foot.y
}

/// How much of a figure a card shows.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn fit(survey: &Survey, view: &View, words: Words, figure: &Figure) -> Fit {
    let above = above(survey, view, words, figure);
    let room = (SHARE.0 - 2.0 * LARGE.margin, foot(survey, words) - above.y - 16.0);
    Fit::of(figure, room, Lettering::new(Ink::MUTED, LARGE.small).leading())
}

/// What the author says the sample leans to, a sentence each.
pub fn biases(survey: &Survey, words: Words) -> Vec<String> {
    let noted =
        survey.dimensions().iter().filter_map(|dimension| Some((&dimension.label, &dimension.bias.as_ref()?.note)));
    noted.map(|(label, note)| [words.bias_note(), " (", label, "): ", note].concat()).collect()
}

/// The licences of the results, by name.
pub fn licences(survey: &Survey) -> String {
    let names =
        survey.about.licenses.iter().map(|l| if l.title.is_empty() { l.name.as_str() } else { l.title.as_str() });
    names.collect::<Vec<_>>().join(", ")
}

/// What is written from the top down.
struct Sheet {
    canvas: Canvas,
    /// Where the next thing begins.
    y: f64,
    width: f64,
    format: Format,
}

impl Sheet {
    fn new(format: Format, width: f64) -> Sheet {
        Sheet { canvas: Canvas::new(), y: format.margin, width, format }
    }

    /// Title, who is in the picture in at most so many lines, and legend.
    fn head(&mut self, survey: &Survey, words: Words, title: &str, who: (&str, usize), legend: &[LegendItem]) {
        if survey.about.illustration {
            self.text(Ink::STRONG, self.format.small, words.illustration(), 2);
        }
        self.text(Ink::STRONG, self.format.title, title, 2);
        self.text(Ink::TEXT, self.format.text, who.0, who.1);
        self.legend(legend);
    }

    fn text(&mut self, ink: Ink, size: f64, text: &str, lines: usize) {
        let lettering = Lettering::new(ink, size);
        for line in lettering.wrap(text, self.width - 2.0 * self.format.margin, lines) {
            self.y += lettering.leading();
            self.canvas.text(lettering, self.format.margin, self.y, &line);
        }
        self.y += size * 0.4;
    }

    /// The foot of a picture for sharing.
    #[cfg(not(target_arch = "wasm32"))]
    fn below(&mut self, survey: &Survey, words: Words, source: &str) {
        if let Some(note) = biases(survey, words).first() {
            self.text(Ink::MUTED, self.format.small, note, 2);
        }
        self.text(Ink::TEXT, self.format.small, source, 1);
    }

    /// Swatches with their labels, as many on a line as fit.
    fn legend(&mut self, legend: &[LegendItem]) {
        let lettering = Lettering::new(Ink::TEXT, self.format.small);
        let (mut x, right) = (self.format.margin, self.width - self.format.margin);
        if !legend.is_empty() {
            self.y += SWATCH + 10.0;
        }
        for item in legend {
            let width = SWATCH + 6.0 + lettering.width(&item.label) + 16.0;
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
            // A sign in the picture that its label shows.
            Ink::TEXT => {}
            _ => self.canvas.rect(ink, x, y, SWATCH, SWATCH),
        }
    }
}
