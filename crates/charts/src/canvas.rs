//! Where a chart draws: plain calls in pixels that end in the backend.

use super::{
    Break, Figure, LegendItem, Mark,
    ink::Ink,
    lettering::Lettering,
    svg::{Svg, tenths},
};
use needs_words::Words;
use plotters_backend::{BackendCoord, DrawingBackend};

/// A picture in the making. Positions are pixels from the top left corner, y down.
pub struct Canvas {
    svg: Svg,
    pub marks: Vec<Mark>,
    breaks: Vec<Break>,
}

/// What the picture is called, and how a reader who does not see it learns what it shows.
pub struct Caption {
    /// As of a [`Figure`].
    pub chart: &'static str,
    pub title: String,
    pub description: String,
    pub legend: Vec<LegendItem>,
    pub notes: Vec<String>,
}

fn at(x: f64, y: f64) -> BackendCoord {
    (tenths(x), tenths(y))
}

/// The backend's error is `Infallible`; the wrapper that plotters puts around it never is.
const NEVER: &str = "writing text into memory does not fail";

impl Canvas {
    pub fn new() -> Canvas {
        Canvas { svg: Svg::new(), marks: Vec::new(), breaks: Vec::new() }
    }

    pub fn rect(&mut self, ink: Ink, x: f64, y: f64, width: f64, height: f64) {
        self.svg.draw_rect(at(x, y), at(x + width, y + height), &ink, true).expect(NEVER);
    }

    pub fn line(&mut self, ink: Ink, from: (f64, f64), to: (f64, f64)) {
        self.svg.draw_line(at(from.0, from.1), at(to.0, to.1), &ink).expect(NEVER);
    }

    pub fn path(&mut self, ink: Ink, points: &[(f64, f64)]) {
        self.svg.draw_path(points.iter().map(|&(x, y)| at(x, y)), &ink).expect(NEVER);
    }

    pub fn dot(&mut self, ink: Ink, x: f64, y: f64, radius: f64) {
        self.svg.draw_circle(at(x, y), tenths(radius).unsigned_abs(), &ink, true).expect(NEVER);
    }

    /// One line of text on the baseline `y`.
    pub fn text(&mut self, lettering: Lettering, x: f64, y: f64, text: &str) {
        self.svg.draw_text(text, &lettering, at(x, y)).expect(NEVER);
    }

    /// Lines of text, the middle of all of them at `y`.
    pub fn lines(&mut self, lettering: Lettering, x: f64, y: f64, lines: &[String]) {
        let first = y - lettering.leading() * (lines.len() as f64 - 1.0) / 2.0 + lettering.size * 0.35;
        for (i, line) in lines.iter().enumerate() {
            self.text(lettering, x, first + lettering.leading() * i as f64, line);
        }
    }

    /// Another figure in this one, `scale` times its size, cut below `height` of its own pixels.
    pub fn nest(&mut self, figure: &Figure, place: (f64, f64), scale: f64, height: f64) {
        let to = at(figure.width * scale, height * scale);
        self.svg.nest(&figure.body, at(place.0, place.1), to, at(figure.width, height));
    }

    /// What was drawn so far is above `y`, and what comes is below.
    pub fn may_break(&mut self, y: f64) {
        self.breaks.push(Break { at: self.svg.bytes(), y: y as u32 });
    }

    /// The finished picture.
    pub fn finish(self, words: Words, width: f64, height: f64, caption: Caption) -> Figure {
        let Caption { chart, title, description, legend, notes } = caption;
        Figure {
            chart,
            lang: words.lang.tag(),
            width,
            height,
            title,
            description,
            body: self.svg.into_body(),
            hatching: "few-answers".to_owned(),
            breaks: self.breaks,
            marks: self.marks,
            legend,
            notes,
        }
    }
}
