//! Text in a picture: size, weight, and line breaking.

use super::{ink::Ink, measure::Measure, svg::Svg};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};
use std::{
    convert::Infallible,
    iter::{Once, once},
};

/// Replaces the rest of a label that does not fit.
pub const CUT: char = '…';

/// Size, weight and anchor of text.
#[derive(Clone, Copy, Debug)]
pub struct Lettering {
    pub ink: Ink,
    /// In pixels.
    pub size: f64,
    pub anchor: Anchor,
    pub turn: Turn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Direction of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    #[default]
    Level,
    /// Up to the right, at 45 degrees.
    Rising,
    /// From below to above.
    Upright,
}

impl Lettering {
    pub const fn new(ink: Ink, size: f64) -> Lettering {
        Lettering { ink, size, anchor: Anchor::Start, turn: Turn::Level }
    }

    pub const fn anchored(self, anchor: Anchor) -> Lettering {
        Lettering { anchor, ..self }
    }

    pub const fn on(self, ink: Ink) -> Lettering {
        Lettering { ink, ..self }
    }

    /// Width of a line of text in pixels.
    pub fn width(&self, measure: &dyn Measure, text: &str) -> f64 {
        measure.width(text, self.size, self.ink == Ink::STRONG)
    }

    /// Width of the widest word of a text, in pixels: a line of this width breaks no word.
    pub fn widest_word(&self, measure: &dyn Measure, text: &str) -> f64 {
        pieces(text).map(|piece| self.width(measure, piece.trim_end())).fold(0.0, f64::max)
    }

    /// Distance from line to line in pixels.
    pub fn leading(&self) -> f64 {
        self.size * 1.25
    }

    /// Breaks text into at most `lines` lines (at least one) of `width` pixels.
    ///
    /// Breaks at spaces and after hyphens and slashes; a word wider than a line is hyphenated; text that does not fit ends
    /// in an ellipsis.
    pub fn wrap(&self, measure: &dyn Measure, text: &str, width: f64, lines: usize) -> Vec<String> {
        let wide = |text: &str| self.width(measure, text);
        // At least two letters and a hyphen must fit, or a word would never end.
        let width = width.max(self.size * 2.5);
        // As a whole: in the reader's font its parts may be wider together.
        if wide(text.trim()) <= width {
            return vec![text.trim().to_owned()];
        }
        let mut wrapped = vec![String::new()];
        for piece in pieces(text) {
            let line = wrapped.last_mut().expect("there is a line");
            let with = wide(line) + wide(piece.trim_end());
            if with <= width {
                line.push_str(piece);
                continue;
            }
            if !line.is_empty() {
                wrapped.push(String::new());
            }
            let mut rest = piece;
            while wide(rest.trim_end()) > width && rest.chars().count() > 2 {
                let (head, tail) = self.split(measure, rest, width);
                let line = wrapped.last_mut().expect("there is a line");
                line.push_str(head);
                line.push('-');
                wrapped.push(String::new());
                rest = tail;
            }
            wrapped.last_mut().expect("there is a line").push_str(rest);
        }
        let cut = wrapped.len() > lines;
        if cut {
            // The last line is filled to its end: part of a word is better than none.
            let mut last = wrapped.split_off(lines.max(1) - 1).concat();
            let ellipsis = wide("…");
            while wide(&last) + ellipsis > width && last.pop().is_some() {}
            last.truncate(last.trim_end_matches([' ', '-', ',']).len());
            last.push(CUT);
            wrapped.push(last);
        }
        for line in &mut wrapped {
            line.truncate(line.trim_end().len());
        }
        wrapped
    }

    /// Splits a word so that the first part and a hyphen fit; at least two letters on each side if it has them.
    fn split<'a>(&self, measure: &dyn Measure, word: &'a str, width: f64) -> (&'a str, &'a str) {
        let hyphen = self.width(measure, "-");
        let mut so_far = 0.0;
        let mut at = word.len();
        for (place, (i, c)) in word.char_indices().enumerate() {
            so_far += self.width(measure, c.encode_utf8(&mut [0; 4]));
            if so_far + hyphen > width && place > 1 {
                at = i;
                break;
            }
        }
        word.split_at(at)
    }
}

/// The parts of a text between which a line may break, each with its trailing spaces.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        let breaks = |&(at, _): &(usize, char)| {
            let (before, after) = rest.split_at(at);
            before.ends_with([' ', '-', '/']) && !after.starts_with(' ')
        };
        let end = rest.char_indices().find(breaks).map_or(rest.len(), |(at, _)| at);
        let (piece, more) = rest.split_at(end);
        rest = more;
        (!piece.is_empty()).then_some(piece)
    })
}

/// A line of text as an element of a drawing, on the baseline at a point of whatever coordinates.
pub struct Label<'a, Coord> {
    pub at: Coord,
    pub lettering: Lettering,
    pub text: &'a str,
}

impl<'a, Coord> PointCollection<'a, Coord> for &'a Label<'_, Coord> {
    type Point = &'a Coord;
    type IntoIter = Once<&'a Coord>;

    fn point_iter(self) -> Self::IntoIter {
        once(&self.at)
    }
}

/// plotters turns text by right angles only, and asks fonts; so a label is drawn by our backend alone.
impl<Coord> Drawable<Svg> for Label<'_, Coord> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        at: I,
        backend: &mut Svg,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        for at in at {
            backend.write(self.lettering, at, self.text);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Reference;
    use proptest::prelude::*;

    const LABEL: Lettering = Lettering::new(Ink::TEXT, 10.0);

    fn wrap(text: &str, width: f64, lines: usize) -> Vec<String> {
        LABEL.wrap(&Reference, text, width, lines)
    }

    #[test]
    fn labels_break_at_spaces_hyphens_and_slashes() {
        assert_eq!(wrap("Better documentation and examples", 100.0, 3), ["Better", "documentation and", "examples"]);
        assert_eq!(wrap("Single-cell analysis", 60.0, 3), ["Single-cell", "analysis"]);
        assert_eq!(wrap("CPU/GPU", 25.0, 3), ["CPU/", "GPU"]);
    }

    #[test]
    fn a_slash_or_hyphen_between_spaces_keeps_both() {
        for text in ["Input / output", "Reading - writing", "R & D / HPC - Simulation"] {
            assert_eq!(wrap(text, 200.0, 3), [text]);
        }
        assert_eq!(wrap("HPC / Simulation", 60.0, 3), ["HPC /", "Simulation"]);
    }

    /// The page takes the reader's width of a text where it is well over the table's, so that parts may be wider than the whole.
    #[test]
    fn a_text_that_fits_as_a_whole_is_one_line_whatever_its_parts_measure() {
        struct WideArrows;
        impl Measure for WideArrows {
            fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
                Reference.width(text, size, bold) + if text == "▲" { size } else { 0.0 }
            }
        }
        let text = "North America ▲";
        let width = LABEL.width(&WideArrows, text);
        assert_eq!(LABEL.wrap(&WideArrows, text, width, 2), [text]);
    }

    #[test]
    fn a_wider_font_breaks_earlier() {
        struct Wide;
        impl Measure for Wide {
            fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
                2.0 * Reference.width(text, size, bold)
            }
        }
        assert_eq!(LABEL.wrap(&Wide, "Single-cell analysis", 120.0, 3), wrap("Single-cell analysis", 60.0, 3));
        assert_eq!(LABEL.widest_word(&Wide, "Single-cell analysis"), 2.0 * LABEL.width(&Reference, "analysis"));
    }

    #[test]
    fn a_word_wider_than_a_line_is_hyphenated() {
        assert_eq!(wrap("Populationsgenetik", 60.0, 4), ["Populations-", "genetik"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(wrap("Better documentation and examples", 100.0, 1), ["Better documentat…"]);
        assert_eq!(wrap("", 100.0, 1), [""]);
    }

    #[test]
    fn no_room_at_all_still_ends() {
        assert_eq!(wrap("wide", -20.0, 9), wrap("wide", 25.0, 9));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_no_letter_is_lost(text in "[a-zäöü /-]{0,60}", width in 40.0..200.0_f64) {
            let lines = wrap(&text, width, 100);
            for line in &lines {
                prop_assert!(LABEL.width(&Reference, line) <= width, "{line:?} in {width}");
            }
            let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn a_text_with_room_keeps_every_letter_and_space(text in "[a-z]([a-z /-]{0,30}[a-z])?") {
            prop_assert_eq!(wrap(&text, 1000.0, 1), [text]);
        }
    }
}
