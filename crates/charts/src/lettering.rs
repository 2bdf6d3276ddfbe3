//! How wide text is, without asking a font: the browser and the command must come to the same picture.

use super::ink::Ink;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, FontFamily, FontTransform, text_anchor,
};

/// Advance widths of U+0020 to U+007E in hundredths of an em, halfway between Liberation Sans (the metrics of
/// Arial and Helvetica) and DejaVu Sans, the widest of the usual sans-serif fonts.
const ASCII: [u8; 95] = [
    30, 34, 41, 70, 60, 92, 73, 24, 37, 37, 45, 72, 30, 35, 30, 31, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 31, 31, 72,
    72, 72, 55, 101, 68, 68, 72, 75, 65, 60, 78, 74, 29, 40, 67, 56, 85, 74, 79, 64, 79, 71, 66, 62, 73, 68, 97, 68,
    64, 65, 34, 31, 34, 66, 53, 42, 59, 60, 53, 60, 59, 32, 60, 60, 25, 25, 54, 25, 91, 60, 59, 60, 60, 38, 52, 34, 60,
    55, 78, 55, 55, 52, 49, 30, 49, 72,
];

/// What stands for the rest of a label that does not fit.
pub const CUT: char = '…';

/// Size and weight of text, and where its position is.
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

/// Which way text runs.
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
    pub fn width(&self, text: &str) -> f64 {
        let hundredths: u32 = text.chars().map(advance).sum();
        let heavier = if self.ink == Ink::STRONG { 1.1 } else { 1.0 };
        f64::from(hundredths) * self.size * heavier / 100.0
    }

    /// Width of the widest word of a text, in pixels: a line that holds it breaks none.
    pub fn widest_word(&self, text: &str) -> f64 {
        pieces(text).map(|piece| self.width(piece.trim_end())).fold(0.0, f64::max)
    }

    /// Distance from line to line in pixels.
    pub fn leading(&self) -> f64 {
        self.size * 1.25
    }

    /// Breaks text into at most `lines` lines (at least one) of `width` pixels.
    ///
    /// Breaks at spaces and behind hyphens and slashes; a word that is wider than a line is broken with a
    /// hyphen; what does not fit ends in an ellipsis.
    pub fn wrap(&self, text: &str, width: f64, lines: usize) -> Vec<String> {
        // Room for two letters and a hyphen, whatever was asked: else a word never ends.
        let width = width.max(self.size * 2.5);
        let mut wrapped = vec![String::new()];
        for piece in pieces(text) {
            let line = wrapped.last_mut().expect("there is a line");
            let with = self.width(line) + self.width(piece.trim_end());
            if with <= width {
                line.push_str(piece);
                continue;
            }
            if !line.is_empty() {
                wrapped.push(String::new());
            }
            let mut rest = piece;
            while self.width(rest.trim_end()) > width && rest.chars().count() > 2 {
                let (head, tail) = self.split(rest, width);
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
            // The last line is filled to its end: a part of a word says more than nothing.
            let mut last = wrapped.split_off(lines.max(1) - 1).concat();
            while last.pop_if_wider(self, width) {}
            last.truncate(last.trim_end_matches([' ', '-', ',']).len());
            last.push(CUT);
            wrapped.push(last);
        }
        for line in &mut wrapped {
            line.truncate(line.trim_end().len());
        }
        wrapped
    }

    /// Splits a word so that the first part and a hyphen fit; at least two letters each side if it has them.
    fn split<'a>(&self, word: &'a str, width: f64) -> (&'a str, &'a str) {
        let hyphen = self.width("-");
        let mut so_far = 0.0;
        let mut at = word.len();
        for (place, (i, c)) in word.char_indices().enumerate() {
            so_far += self.width(c.encode_utf8(&mut [0; 4]));
            if so_far + hyphen > width && place > 1 {
                at = i;
                break;
            }
        }
        word.split_at(at)
    }
}

trait PopIfWider {
    fn pop_if_wider(&mut self, lettering: &Lettering, width: f64) -> bool;
}

impl PopIfWider for String {
    /// Takes the last letter away if an ellipsis behind the text would not fit.
    fn pop_if_wider(&mut self, lettering: &Lettering, width: f64) -> bool {
        lettering.width(self) + lettering.width("…") > width && self.pop().is_some()
    }
}

/// The parts of a text between which a line may break, each with the space behind it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '-', '/']).filter(|piece| !piece.trim().is_empty())
}

fn advance(c: char) -> u32 {
    match c {
        ' '..='~' => u32::from(ASCII[c as usize - ' ' as usize]),
        // No width: soft hyphen, combining marks, joiners.
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{a0}' | '\u{202f}' | '\u{b7}' => 30,
        '…' => 100,
        // East Asian scripts, pictographs.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => 100,
        '\u{1f000}'..='\u{3ffff}' => 125,
        c if c.is_uppercase() => 74,
        _ => 63,
    }
}

impl BackendTextStyle for Lettering {
    type FontError = std::convert::Infallible;

    fn color(&self) -> BackendColor {
        BackendStyle::color(&self.ink)
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        match self.turn {
            Turn::Level => FontTransform::None,
            // plotters turns text by right angles only; the backend knows what is meant.
            Turn::Rising => FontTransform::Rotate180,
            Turn::Upright => FontTransform::Rotate270,
        }
    }

    fn anchor(&self) -> text_anchor::Pos {
        let side = match self.anchor {
            Anchor::Start => text_anchor::HPos::Left,
            Anchor::Middle => text_anchor::HPos::Center,
            Anchor::End => text_anchor::HPos::Right,
        };
        text_anchor::Pos::new(side, text_anchor::VPos::Bottom)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::SansSerif
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        Ok(((0, 0), (super::svg::tenths(self.width(text)), super::svg::tenths(self.size))))
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: DrawFunc,
    ) -> Result<Result<(), E>, Self::FontError> {
        // Asked of backends that draw letters pixel by pixel; ours writes text.
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LABEL: Lettering = Lettering::new(Ink::TEXT, 10.0);

    #[test]
    fn widths_are_between_those_of_narrow_and_wide_fonts() {
        // 16.0 em in Liberation Sans, 18.4 em in DejaVu Sans.
        assert_eq!(LABEL.width("Better documentation and examples"), 173.4);
        assert!(Lettering::new(Ink::STRONG, 10.0).width("a") > LABEL.width("a"));
    }

    #[test]
    fn labels_break_at_spaces_hyphens_and_slashes() {
        assert_eq!(
            LABEL.wrap("Better documentation and examples", 100.0, 3),
            ["Better", "documentation and", "examples"]
        );
        assert_eq!(LABEL.wrap("Single-cell analysis", 60.0, 3), ["Single-cell", "analysis"]);
        assert_eq!(LABEL.wrap("CPU/GPU", 25.0, 3), ["CPU/", "GPU"]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_hyphenated() {
        assert_eq!(LABEL.wrap("Populationsgenetik", 60.0, 4), ["Populations-", "genetik"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(LABEL.wrap("Better documentation and examples", 100.0, 1), ["Better documentat…"]);
        assert_eq!(LABEL.wrap("", 100.0, 1), [""]);
    }

    #[test]
    fn no_room_at_all_still_ends() {
        assert_eq!(LABEL.wrap("wide", -20.0, 9), LABEL.wrap("wide", 25.0, 9));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_no_letter_is_lost(text in "[a-zäöü /-]{0,60}", width in 40.0..200.0_f64) {
            let lines = LABEL.wrap(&text, width, 100);
            for line in &lines {
                prop_assert!(LABEL.width(line) <= width, "{line:?} in {width}");
            }
            let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
