//! Where a chart draws: plain calls in pixels that end in the backend.

use super::{
    Break, Figure, LegendItem, Mark,
    ink::Ink,
    lettering::{Label, Lettering},
    scale::Axis,
    svg::{Svg, tenths},
};
use needs_words::Words;
use plotters::{
    coord::{
        CoordTranslate, Shift,
        cartesian::Cartesian2d,
        ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged},
        types::RangedCoordf64,
    },
    drawing::DrawingArea,
    element::{Circle, Drawable, PathElement, PointCollection, Rectangle},
    style::Color,
};
use plotters_backend::BackendCoord;
use std::{cell::RefCell, ops::Range, rc::Rc};

/// A picture in the making: a drawing area on our backend. Positions are pixels from the top left corner, y down.
pub struct Canvas {
    svg: Rc<RefCell<Svg>>,
    area: DrawingArea<Svg, Shift>,
    pub marks: Vec<Mark>,
    breaks: Vec<Break>,
}

/// A drawing area whose coordinates are values of an axis and rows.
pub struct Plot {
    area: DrawingArea<Svg, Cartesian2d<RangedCoordf64, Rows>>,
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

/// Draws an element in an area. Our backend writes into memory, which does not fail, and one thing is drawn at a time.
fn draw<CT: CoordTranslate, E: Drawable<Svg>>(area: &DrawingArea<Svg, CT>, element: &E)
where
    for<'a> &'a E: PointCollection<'a, CT::From>,
{
    area.draw(element).expect("writing text into memory does not fail");
}

impl Plot {
    /// A dot at a value in a row; a value outside the axis is put at its nearer end.
    pub fn dot(&self, ink: Ink, at: (f64, usize), radius: f64) {
        draw(&self.area, &Circle::new(at, tenths(radius), ink.filled()));
    }

    /// A line in a row, from value to value.
    pub fn line(&self, ink: Ink, row: usize, from: f64, to: f64) {
        draw(&self.area, &PathElement::new([(from, row), (to, row)], ink));
    }
}

/// The coordinate of rows: the middle of each, in tenths of a pixel.
struct Rows(Vec<i32>);

impl Ranged for Rows {
    type FormatOption = NoDefaultFormatting;
    type ValueType = usize;

    fn map(&self, row: &usize, _: (i32, i32)) -> i32 {
        self.0[*row]
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<usize> {
        self.range().take(hint.max_num_points()).collect()
    }

    fn range(&self) -> Range<usize> {
        0..self.0.len()
    }
}

impl Canvas {
    pub fn new() -> Canvas {
        let svg = Rc::new(RefCell::new(Svg::default()));
        Canvas { area: DrawingArea::from(&svg), svg, marks: Vec::new(), breaks: Vec::new() }
    }

    /// The part of the picture where values of an axis are drawn, in rows whose middles are at these heights.
    pub fn plot(&self, axis: &Axis, middles: impl Iterator<Item = f64>) -> Plot {
        let (ends, rows) = (axis.ends(), Rows(middles.map(tenths).collect()));
        // As wide as the axis: what is outside is put on its edge.
        let area = self.area.clone().shrink((ends.start, 0), (ends.end - ends.start, i32::MAX >> 1));
        Plot { area: area.apply_coord_spec(Cartesian2d::new(axis.range(), rows, (ends, 0..0))) }
    }

    pub fn rect(&mut self, ink: Ink, x: f64, y: f64, width: f64, height: f64) {
        draw(&self.area, &Rectangle::new([at(x, y), at(x + width, y + height)], ink.filled()));
    }

    pub fn line(&mut self, ink: Ink, from: (f64, f64), to: (f64, f64)) {
        self.path(ink, &[from, to]);
    }

    pub fn path(&mut self, ink: Ink, points: &[(f64, f64)]) {
        let points: Vec<BackendCoord> = points.iter().map(|&(x, y)| at(x, y)).collect();
        draw(&self.area, &PathElement::new(points, ink));
    }

    pub fn dot(&mut self, ink: Ink, x: f64, y: f64, radius: f64) {
        draw(&self.area, &Circle::new(at(x, y), tenths(radius), ink.filled()));
    }

    /// One line of text on the baseline `y`.
    pub fn text(&mut self, lettering: Lettering, x: f64, y: f64, text: &str) {
        draw(&self.area, &Label { at: at(x, y), lettering, text });
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
        self.svg.borrow_mut().nest(&figure.body, at(place.0, place.1), to, at(figure.width, height));
    }

    /// What was drawn so far is above `y`, and what comes is below.
    pub fn may_break(&mut self, y: f64) {
        self.breaks.push(Break { at: self.svg.borrow().bytes(), y: y as u32 });
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
            body: self.svg.take().into_body(),
            hatching: "few-answers".to_owned(),
            breaks: self.breaks,
            marks: self.marks,
            legend,
            notes,
        }
    }
}
