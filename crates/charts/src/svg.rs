//! The plotters backend that writes SVG: classes instead of colours, tenths of a pixel, no fonts.

use super::{
    ink::Ink,
    lettering::{Anchor, Lettering, Turn},
    measure::Reference,
};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontTransform,
    text_anchor::HPos,
};
use std::{convert::Infallible, ops::Range};

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// The picture so far. plotters draws on whole numbers; here they are tenths of a pixel, y down.
#[derive(Default)]
pub struct Svg {
    body: String,
    hatched: Vec<usize>,
}

/// What was drawn: elements, and where among them the pattern of a hatched area is named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    elements: String,
    /// In bytes of the elements, from the first on.
    hatched: Vec<usize>,
}

impl Body {
    pub fn bytes(&self) -> usize {
        self.elements.len()
    }

    pub fn is_hatched(&self) -> bool {
        !self.hatched.is_empty()
    }

    /// Writes some of the elements; hatched areas are painted with the pattern of this `id`.
    pub fn push_to(&self, svg: &mut String, bytes: Range<usize>, hatching: &str) {
        let mut from = bytes.start;
        for &place in self.hatched.iter().filter(|place| bytes.contains(place)) {
            svg.push_str(&self.elements[from..place]);
            // As an attribute: in a style sheet of its own file the address would be looked for there.
            svg.push_str(" fill=\"url(#");
            svg.push_str(hatching);
            svg.push_str(")\"");
            from = place;
        }
        svg.push_str(&self.elements[from..bytes.end]);
    }
}

/// Width and height that no picture has, in tenths of a pixel.
const MOST: u32 = 1 << 30;

/// Pixels as the tenths that are drawn on, halves up.
pub fn tenths(pixels: f64) -> i32 {
    (pixels * 10.0 + 0.5).floor() as i32
}

impl Svg {
    /// Puts another picture's content in, from (0, 0) to `size` of it, at `place` and as many times larger as `to` says;
    /// all in tenths.
    pub fn nest(&mut self, content: &Body, place: (i32, i32), to: (i32, i32), size: (i32, i32)) {
        self.body.push_str("<svg");
        self.number("x", place.0);
        self.number("y", place.1);
        self.number("width", to.0);
        self.number("height", to.1);
        self.body.push_str(" viewBox=\"0 0 ");
        push_tenths(&mut self.body, size.0);
        self.body.push(' ');
        push_tenths(&mut self.body, size.1);
        self.body.push_str("\">");
        let before = self.body.len();
        self.hatched.extend(content.hatched.iter().map(|place| before + place));
        self.body.push_str(&content.elements);
        self.body.push_str("</svg>");
    }

    /// Bytes of what was drawn so far.
    pub fn bytes(&self) -> usize {
        self.body.len()
    }

    pub fn into_body(self) -> Body {
        Body { elements: self.body, hatched: self.hatched }
    }

    fn open(&mut self, element: &str, ink: Ink) {
        self.body.push('<');
        self.body.push_str(element);
        self.attribute("class", ink.class());
    }

    fn attribute(&mut self, name: &str, value: &str) {
        push_attribute(&mut self.body, name, value);
    }

    fn number(&mut self, name: &str, tenths: i32) {
        self.body.push(' ');
        self.body.push_str(name);
        self.body.push_str("=\"");
        push_tenths(&mut self.body, tenths);
        self.body.push('"');
    }

    fn path(&mut self, ink: Ink, points: impl IntoIterator<Item = BackendCoord>, end: &str) {
        self.open("path", ink);
        self.body.push_str(" d=\"");
        for (i, (x, y)) in points.into_iter().enumerate() {
            self.body.push(if i == 0 { 'M' } else { 'L' });
            push_tenths(&mut self.body, x);
            self.body.push(' ');
            push_tenths(&mut self.body, y);
        }
        self.body.push_str(end);
        self.body.push_str("\"/>");
    }
}

impl Svg {
    /// Writes a line of text, its baseline at a place.
    pub fn write(&mut self, lettering: Lettering, (x, y): BackendCoord, text: &str) {
        self.open("text", lettering.ink);
        let turned = match lettering.turn {
            Turn::Level => "",
            Turn::Rising => ") rotate(-45)\"",
            Turn::Upright => ") rotate(-90)\"",
        };
        if turned.is_empty() {
            self.number("x", x);
            self.number("y", y);
        } else {
            self.body.push_str(" transform=\"translate(");
            push_tenths(&mut self.body, x);
            self.body.push(' ');
            push_tenths(&mut self.body, y);
            self.body.push_str(turned);
        }
        self.number("font-size", tenths(lettering.size));
        match lettering.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.attribute("text-anchor", "middle"),
            Anchor::End => self.attribute("text-anchor", "end"),
        }
        self.body.push('>');
        push_escaped(&mut self.body, text);
        self.body.push_str("</text>");
    }
}

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        // How large the picture is turns out when it is drawn; plotters puts what is outside on the edge.
        (MOST, MOST)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.path(Ink::of(style.color()), [from, to], "");
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, _: bool) -> Drawn {
        let ink = Ink::of(style.color());
        self.open("rect", ink);
        self.number("x", from.0);
        self.number("y", from.1);
        self.number("width", to.0 - from.0);
        self.number("height", to.1 - from.1);
        if ink == Ink::FEW {
            self.hatched.push(self.body.len());
        }
        self.body.push_str("/>");
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(Ink::of(style.color()), path, "");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Drawn {
        self.path(Ink::of(style.color()), points, "Z");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        self.open("circle", Ink::of(style.color()));
        self.number("cx", center.0);
        self.number("cy", center.1);
        self.number("r", radius as i32);
        self.body.push_str("/>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let turn = match style.transform() {
            FontTransform::None | FontTransform::Rotate180 => Turn::Level,
            FontTransform::Rotate90 | FontTransform::Rotate270 => Turn::Upright,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        self.write(Lettering { ink: Ink::of(style.color()), size: style.size(), anchor, turn }, at, text);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let lettering = Lettering { turn: Turn::Level, ..Lettering::new(Ink::TEXT, style.size()) };
        Ok((tenths(lettering.width(&Reference, text)).unsigned_abs(), tenths(lettering.leading()).unsigned_abs()))
    }
}

pub fn push_attribute(svg: &mut String, name: &str, value: &str) {
    svg.push(' ');
    svg.push_str(name);
    svg.push_str("=\"");
    push_escaped(svg, value);
    svg.push('"');
}

/// Text as XML wants it; characters that XML forbids are left out.
pub fn push_escaped(svg: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            '\t' | '\n' | '\r' => svg.push(' '),
            '\0'..'\u{20}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => svg.push(c),
        }
    }
}

/// A number of tenths: 120 is `12`, -5 is `-.5`.
pub fn push_tenths(svg: &mut String, tenths: i32) {
    if tenths < 0 {
        svg.push('-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if whole > 0 || tenth == 0 {
        push_whole(svg, whole);
    }
    if tenth > 0 {
        svg.push('.');
        push_whole(svg, tenth);
    }
}

fn push_whole(svg: &mut String, n: u32) {
    if n >= 10 {
        push_whole(svg, n / 10);
    }
    svg.push(char::from(b'0' + (n % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_digit_after_the_point_and_no_needless_ones() {
        for (pixels, shown) in
            [(0.0, "0"), (12.0, "12"), (12.34, "12.3"), (0.25, ".3"), (-0.5, "-.5"), (-31.26, "-31.3")]
        {
            let mut svg = String::new();
            push_tenths(&mut svg, tenths(pixels));
            assert_eq!(svg, shown, "{pixels}");
        }
    }

    #[test]
    fn text_is_escaped_and_what_xml_forbids_is_left_out() {
        let mut svg = String::new();
        push_escaped(&mut svg, "R&D <\"x\">\u{1}\u{b}\n");
        assert_eq!(svg, "R&amp;D &lt;&quot;x&quot;&gt; ");
    }
}
