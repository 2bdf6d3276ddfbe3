//! A drawn chart in parts, which become an SVG element only here.

use crate::{
    palette::Shade,
    svg::{Body, push_attribute, push_escaped, push_tenths, tenths},
};
use needs_report::export::PictureText;

/// A drawn chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The chart's id in a query string, which is a class of the picture; `ranking` where rankings replace a matrix.
    pub chart: &'static str,
    /// The language of its texts, as a tag.
    pub lang: &'static str,
    /// In pixels; at most the width asked for, but at least 240.
    pub width: f64,
    pub height: f64,
    pub title: String,
    pub description: String,
    pub(crate) body: Body,
    /// The `id` of the pattern of hatched areas; unique among the pictures of a document.
    pub hatching: String,
    /// Where print may break the picture, from the top down.
    pub breaks: Vec<Break>,
    /// By row, then column.
    pub marks: Vec<Mark>,
    pub legend: Vec<LegendItem>,
    /// Notes that a reader must see beside the picture, one sentence each.
    pub notes: Vec<String>,
}

/// A place where nothing is drawn across, at which print may break the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Bytes of the body before it.
    pub(crate) at: usize,
    /// In whole pixels, y down.
    pub y: u32,
}

/// The part of a picture between two breaks.
pub struct Part {
    /// Its upper and lower end in whole pixels of the figure, y down.
    pub top: u32,
    pub bottom: u32,
    /// The content of an `<svg>` element; the first part also has the definitions.
    pub content: String,
}

/// A box that takes pointer and focus, in pixels of the figure, y down.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    /// Row and column, for the arrow keys; a row may have gaps.
    pub row: usize,
    pub column: usize,
    /// All of it in words: "Bioimaging, Documentation: 45% chose it, 12 of 27 who answered; ...".
    pub sentence: String,
    /// The lines of its tooltip, the first one the heading.
    pub lines: Vec<String>,
}

/// The meaning of a class in the picture; `style/charts.css` paints `<i class="swatch CLASS">` alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendItem {
    pub class: String,
    pub label: String,
}

impl Figure {
    /// An `<svg>` element with classes alone, for a document that has the styles.
    pub fn svg(&self) -> String {
        self.put_together("")
    }

    /// A standalone SVG file, with its colours.
    pub fn standalone(&self, shade: Shade) -> String {
        self.put_together(&shade.ground())
    }

    /// The parts of the picture between its breaks, from the top down; at least one.
    pub fn parts(&self) -> Vec<Part> {
        let ends = self.breaks.iter().map(|part| (part.at, part.y));
        let mut from = (0, 0);
        ends.chain([(self.body.bytes(), self.height.ceil() as u32)])
            .map(|to| {
                let mut content = String::new();
                if from.0 == 0 {
                    self.push_definitions(&mut content);
                }
                self.body.push_to(&mut content, from.0..to.0, &self.hatching);
                let part = Part { top: from.1, bottom: to.1, content };
                from = to;
                part
            })
            .collect()
    }

    /// The sentences of the picture.
    pub fn text(&self) -> PictureText<'_> {
        let sentences = self.marks.iter().map(|mark| mark.sentence.as_str()).collect();
        PictureText { title: &self.title, sentences, notes: &self.notes }
    }

    /// The picture on a background, which is drawn first.
    fn put_together(&self, ground: &str) -> String {
        let mut svg = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
        push_attribute(&mut svg, "lang", self.lang);
        svg.push_str(" class=\"chart chart-");
        svg.push_str(self.chart);
        svg.push('"');
        let (width, height) = (tenths(self.width), tenths(self.height));
        for (name, value) in [(" width=\"", width), (" height=\"", height)] {
            svg.push_str(name);
            push_tenths(&mut svg, value);
            svg.push('"');
        }
        svg.push_str(" viewBox=\"0 0 ");
        push_tenths(&mut svg, width);
        svg.push(' ');
        push_tenths(&mut svg, height);
        svg.push_str("\"><title>");
        push_escaped(&mut svg, &self.title);
        svg.push_str("</title><desc>");
        push_escaped(&mut svg, &self.description);
        svg.push_str("</desc>");
        svg.push_str(ground);
        self.push_definitions(&mut svg);
        self.body.push_to(&mut svg, 0..self.body.bytes(), &self.hatching);
        svg.push_str("</svg>");
        svg
    }

    /// The pattern of hatched areas; empty if there are none.
    fn push_definitions(&self, svg: &mut String) {
        if self.body.is_hatched() {
            svg.push_str("<defs><pattern id=\"");
            svg.push_str(&self.hatching);
            svg.push_str(concat!(
                "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">",
                "<path class=\"hatching\" d=\"M-1 7L7-1M-1 1L1-1M5 7L7 5\"/></pattern></defs>"
            ));
        }
    }
}
