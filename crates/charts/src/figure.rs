//! A drawn chart in its parts, and the one place where they become an SVG element.

use crate::{
    palette::Shade,
    svg::{Body, push_attribute, push_escaped, push_tenths, tenths},
};
use needs_report::export::PictureText;

/// A drawn chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The chart's word in a query string, which the picture has as a class; that of the ranking where it stands for a matrix.
    pub chart: &'static str,
    /// The language of its texts, as a tag.
    pub lang: &'static str,
    /// In pixels; not wider than asked for, unless that was under 240.
    pub width: f64,
    pub height: f64,
    pub title: String,
    pub description: String,
    pub(crate) body: Body,
    /// The `id` of the pattern that hatched areas are painted with, which no other picture of the document may have.
    pub hatching: String,
    /// Where the picture may go on on another sheet of paper, from the top down.
    pub breaks: Vec<Break>,
    /// By row, then column.
    pub marks: Vec<Mark>,
    pub legend: Vec<LegendItem>,
    /// What a reader must know beside the picture, one sentence each.
    pub notes: Vec<String>,
}

/// Between two parts of a picture: nothing is drawn across it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Bytes of what is drawn before it.
    pub(crate) at: usize,
    /// In whole pixels, y down.
    pub y: u32,
}

/// What is drawn between two breaks.
pub struct Part {
    /// Its upper and lower end in whole pixels of the figure, y down.
    pub top: u32,
    pub bottom: u32,
    /// The content of an `<svg>` element; of the first part with what the others are painted with.
    pub content: String,
}

/// A box that can be pointed at or focused, in pixels of the figure, y down.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    /// Its place in a grid, for the arrow keys; a row may have gaps.
    pub row: usize,
    pub column: usize,
    /// All of it in words: "Bioimaging, Documentation: 45% chose it, 12 of 27 who answered; ...".
    pub sentence: String,
    /// The same for a tooltip, the first line being its heading.
    pub lines: Vec<String>,
}

/// What a class of the picture means; `style/charts.css` paints `<i class="swatch CLASS">` like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendItem {
    pub class: String,
    pub label: String,
}

impl Figure {
    /// An `<svg>` element that knows classes only, for a document that has the styles.
    pub fn svg(&self) -> String {
        self.put_together("")
    }

    /// The picture with its colours in it, to be kept as a file of its own.
    pub fn standalone(&self, shade: Shade) -> String {
        self.put_together(&shade.ground())
    }

    /// The picture in the parts that a sheet of paper may end between, from the top down; one if nothing parts it.
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

    /// What the picture says in words.
    pub fn text(&self) -> PictureText<'_> {
        let sentences = self.marks.iter().map(|mark| mark.sentence.as_str()).collect();
        PictureText { title: &self.title, sentences, notes: &self.notes }
    }

    /// The picture on a ground: what is drawn before it.
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

    /// The pattern of hatched areas, if there are any.
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
