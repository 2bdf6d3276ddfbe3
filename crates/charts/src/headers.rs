//! The column headers of a matrix: level where there is room, else rising, else upright, and uncut.

use super::{
    canvas::Canvas,
    ink::Ink,
    lettering::{Anchor, CUT, Lettering, Turn},
    measure::Measure,
};
use std::f64::consts::FRAC_1_SQRT_2;

const HEADER: Lettering = Lettering::new(Ink::TEXT, 12.0);

const WIDEST: f64 = 112.0;
/// Gap between upright headers, in pixels.
const APART: f64 = 3.0;

/// Positions of the columns, and the layout of their headers.
#[derive(Default)]
pub struct Headers {
    /// Left edge of the first column.
    pub left: f64,
    /// Of a column.
    pub width: f64,
    /// Of the names.
    pub height: f64,
    turn: Turn,
    /// By column.
    names: Vec<Vec<String>>,
    /// Of the longest line of each name, in pixels.
    lengths: Vec<f64>,
    /// Whether no name is cut and no word is broken.
    whole: bool,
}

impl Headers {
    /// Lays out headers between `ends`: the first layout that cuts no name and leaves columns of at least `least` pixels,
    /// else the last one.
    pub fn place(&mut self, measure: &dyn Measure, labels: &[&str], ends: (f64, f64), least: f64) -> bool {
        let (left, width) = ends;
        self.left = left;
        let level = ((width - left) / labels.len().max(1) as f64).min(WIDEST);
        let beside = ((level - APART) / HEADER.leading()).max(1.0) as usize;
        // Number and length of lines, from the most legible layout to the one that holds most.
        let forms = [
            (Turn::Level, 4, level - 8.0),
            (Turn::Rising, 2, 140.0),
            (Turn::Rising, 3, 140.0),
            (Turn::Rising, 1, 230.0),
            (Turn::Level, 9, level - 8.0),
            (Turn::Upright, beside, 100.0),
            (Turn::Upright, beside, 150.0),
            (Turn::Upright, beside, 220.0),
            (Turn::Upright, beside, 300.0),
        ];
        forms.into_iter().any(|(turn, lines, longest)| {
            self.width = level;
            self.write(measure, labels, width, (turn, lines, longest));
            self.whole && self.width >= least
        })
    }

    fn write(&mut self, measure: &dyn Measure, labels: &[&str], width: f64, form: (Turn, usize, f64)) {
        let (turn, lines, longest) = form;
        self.turn = turn;
        self.names = labels.iter().map(|label| HEADER.wrap(measure, label, longest, lines)).collect();
        let length = |lines: &Vec<String>| lines.iter().map(|line| HEADER.width(measure, line)).fold(0.0, f64::max);
        self.lengths = self.names.iter().map(length).collect();
        self.whole = self.names.iter().zip(labels).all(|(lines, label)| {
            HEADER.widest_word(measure, label) <= longest
                && lines.last().is_some_and(|line| label.ends_with(CUT) == line.ends_with(CUT))
        });
        let most = self.names.iter().map(Vec::len).max().unwrap_or(1) as f64 * HEADER.leading();
        self.height = match turn {
            Turn::Level => most + 8.0,
            Turn::Rising => self.reaches().fold(0.0, f64::max) + 12.0,
            Turn::Upright => self.lengths.iter().copied().fold(0.0, f64::max) * 1.06 + 8.0,
        };
        if turn == Turn::Rising {
            // A rising name reaches over the columns to its right; the last ones over the edge.
            let fits = |(i, reach): (usize, f64)| (width - self.left - reach) / (i as f64 + 0.5);
            self.width = self.reaches().enumerate().map(fits).fold(self.width, f64::min);
            // Lines of neighbouring headers must not touch: their height counts across the slope.
            self.whole &= self.width * FRAC_1_SQRT_2 >= most;
        }
    }

    /// How far each rising name reaches to the right, and up.
    fn reaches(&self) -> impl Iterator<Item = f64> {
        let across = self.names.iter().map(|lines| HEADER.leading() * lines.len() as f64);
        self.lengths.iter().zip(across).map(|(length, across)| (length + across) * FRAC_1_SQRT_2)
    }

    pub fn are_upright(&self) -> bool {
        self.turn == Turn::Upright
    }

    fn middle(&self, column: usize) -> f64 {
        self.left + self.width * (column as f64 + 0.5)
    }

    /// Right end of the last column or of the last name, whichever is further.
    pub fn right_end(&self) -> f64 {
        let columns = self.left + self.width * self.names.len() as f64;
        if self.turn != Turn::Rising {
            return columns;
        }
        self.reaches().enumerate().map(|(i, reach)| self.middle(i) + reach).fold(columns, f64::max)
    }

    pub fn draw(&self, canvas: &mut Canvas) {
        // Lines stack across the text; the first is the upper, upper left or left one. Offset of the last line from the
        // middle of the column and the lower edge, and the step back to the line before it.
        let (anchor, x, y, left, up) = match self.turn {
            Turn::Level => (Anchor::Middle, 0.0, 8.0, 0.0, 1.0),
            Turn::Rising => (Anchor::Start, 3.0, 6.0, FRAC_1_SQRT_2, FRAC_1_SQRT_2),
            Turn::Upright => (Anchor::Start, HEADER.size * 0.35, 6.0, 1.0, 0.0),
        };
        let lettering = Lettering { turn: self.turn, anchor, ..HEADER };
        for (c, lines) in self.names.iter().enumerate() {
            let mut behind = HEADER.leading() * (lines.len() - 1) as f64;
            // Upright headers are centred on the column.
            let x = self.middle(c) + x + if self.turn == Turn::Upright { behind / 2.0 } else { 0.0 };
            for line in lines {
                canvas.text(lettering, x - behind * left, self.height - y - behind * up, line);
                behind -= HEADER.leading();
            }
        }
    }
}
