//! The names above the columns of a matrix: level where there is room, else rising, else upright, and whole.

use super::{
    canvas::Canvas,
    ink::Ink,
    lettering::{Anchor, CUT, Lettering, Turn},
};
use std::f64::consts::FRAC_1_SQRT_2;

const HEADER: Lettering = Lettering::new(Ink::TEXT, 12.0);

const WIDEST: f64 = 112.0;
/// Between neighbours that stand upright.
const APART: f64 = 3.0;

/// Places of the columns and how their names are written.
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
    /// No name is cut, and no word is broken.
    whole: bool,
}

impl Headers {
    /// Names of columns between `left` and `width`: the first way to write them that cuts none and leaves columns of at
    /// least `least`, or else the last one. Says whether there is one.
    pub fn place(&mut self, labels: &[&str], left: f64, width: f64, least: f64) -> bool {
        self.left = left;
        let level = ((width - left) / labels.len().max(1) as f64).min(WIDEST);
        let beside = ((level - APART) / HEADER.leading()).max(1.0) as usize;
        // How many lines, and how long: from what is read most easily to what holds most.
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
            self.write(labels, width, turn, lines, longest);
            self.whole && self.width >= least
        })
    }

    fn write(&mut self, labels: &[&str], width: f64, turn: Turn, lines: usize, longest: f64) {
        self.turn = turn;
        self.names = labels.iter().map(|label| HEADER.wrap(label, longest, lines)).collect();
        self.whole = self.names.iter().zip(labels).all(|(lines, label)| {
            HEADER.widest_word(label) <= longest
                && lines.last().is_some_and(|line| label.ends_with(CUT) == line.ends_with(CUT))
        });
        let most = self.names.iter().map(Vec::len).max().unwrap_or(1) as f64 * HEADER.leading();
        self.height = match turn {
            Turn::Level => most + 8.0,
            Turn::Rising => self.names.iter().map(|lines| reach(lines)).fold(0.0, f64::max) + 12.0,
            Turn::Upright => self.names.iter().map(|lines| longest_of(lines)).fold(0.0, f64::max) * 1.06 + 8.0,
        };
        if turn == Turn::Rising {
            // It reaches over the columns to its right, and over the edge for the last ones.
            let fits = |(i, lines): (usize, &Vec<String>)| (width - self.left - reach(lines)) / (i as f64 + 0.5);
            self.width = self.names.iter().enumerate().map(fits).fold(self.width, f64::min);
            // Neighbours must not touch: the lines of a header need their height across the slope.
            self.whole &= self.width * FRAC_1_SQRT_2 >= most;
        }
    }

    fn middle(&self, column: usize) -> f64 {
        self.left + self.width * (column as f64 + 0.5)
    }

    /// Where the last column ends, or the last name.
    pub fn right_end(&self) -> f64 {
        let columns = self.left + self.width * self.names.len() as f64;
        if self.turn != Turn::Rising {
            return columns;
        }
        self.names.iter().enumerate().map(|(i, lines)| self.middle(i) + reach(lines)).fold(columns, f64::max)
    }

    pub fn draw(&self, canvas: &mut Canvas) {
        // Lines stack across the text, the first is the upper, the upper left or the left one: where the last line is from
        // the middle of the column and the lower edge, and how far the one before it is from that.
        let (anchor, x, y, left, up) = match self.turn {
            Turn::Level => (Anchor::Middle, 0.0, 8.0, 0.0, 1.0),
            Turn::Rising => (Anchor::Start, 3.0, 6.0, FRAC_1_SQRT_2, FRAC_1_SQRT_2),
            Turn::Upright => (Anchor::Start, HEADER.size * 0.35, 6.0, 1.0, 0.0),
        };
        let lettering = Lettering { turn: self.turn, anchor, ..HEADER };
        for (c, lines) in self.names.iter().enumerate() {
            let mut behind = HEADER.leading() * (lines.len() - 1) as f64;
            // Upright ones have the middle of all of their lines there.
            let x = self.middle(c) + x + if self.turn == Turn::Upright { behind / 2.0 } else { 0.0 };
            for line in lines {
                canvas.text(lettering, x - behind * left, self.height - y - behind * up, line);
                behind -= HEADER.leading();
            }
        }
    }
}

/// How far a rising header goes to the right, and up.
fn reach(lines: &[String]) -> f64 {
    (longest_of(lines) + HEADER.leading() * lines.len() as f64) * FRAC_1_SQRT_2
}

fn longest_of(lines: &[String]) -> f64 {
    lines.iter().map(|line| HEADER.width(line)).fold(0.0, f64::max)
}
