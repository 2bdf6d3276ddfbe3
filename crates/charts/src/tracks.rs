//! Tracks: labelled rows along one axis, the layout of every chart but the matrix.

use super::{
    canvas::{Canvas, Plot},
    ink::Ink,
    lettering::{Anchor, Lettering},
    measure::Measure,
    scale::Axis,
};

pub const HEADING: Lettering = Lettering::new(Ink::STRONG, 13.0);
pub const LABEL: Lettering = Lettering::new(Ink::TEXT, 12.0);
pub const VALUE: Lettering = Lettering::new(Ink::TEXT, 12.0);
pub const ASIDE: Lettering = Lettering::new(Ink::MUTED, 11.0);

/// Least size of a touch target, in pixels (WCAG 2.2, 2.5.8).
const LEAST_ROW: f64 = 26.0;
/// Height of the numbers of the axis.
const TICKS: f64 = 16.0;
/// Gap between tracks side by side, and below each.
pub const BETWEEN: f64 = 28.0;
/// Narrower tracks are stacked.
const LEAST_PANEL: f64 = 360.0;

/// The sizes of a block of rows.
pub struct Plan<'a> {
    pub labels: &'a [String],
    /// Lines of text right of the axis, by row; at least one.
    pub behind: &'a [usize],
    /// Preferred width of the labels in pixels; equal for blocks whose axes are to align.
    pub wanted: f64,
    /// Pixels between labels and axis.
    pub gutter: f64,
    /// Pixels right of the axis, for values.
    pub value: f64,
    /// Ends of the axis.
    pub range: (f64, f64),
}

/// A block of rows, placed.
pub struct Tracks {
    pub axis: Axis,
    /// Left edge of the labels, and right edge of the block.
    pub left: f64,
    pub right: f64,
    /// Left edge of the gutter.
    pub gutter: f64,
    pub rows: Vec<Track>,
    /// Top of the first row and bottom of the last.
    pub top: f64,
    pub bottom: f64,
}

/// One row.
pub struct Track {
    pub top: f64,
    pub height: f64,
    lines: Vec<String>,
}

impl Track {
    pub fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

impl Tracks {
    /// Places rows below `y` between `left` and `left + width`: labels get what they need, up to 46 %, and less on a phone,
    /// where marks would otherwise have no room to differ.
    pub fn place(measure: &dyn Measure, plan: &Plan, left: f64, y: f64, width: f64) -> Tracks {
        let widest = plan.wanted.max(40.0);
        let label = (widest + 2.0).min(width * if width < 400.0 { 0.4 } else { 0.46 });
        let gutter = left + label + 6.0;
        // Half of the first and of the last number of the axis extends beyond it.
        let (start, end) = (gutter + plan.gutter + 8.0, left + width - plan.value - 12.0);
        let mut top = y + TICKS;
        let rows = plan.labels.iter().enumerate().map(|(row, text)| {
            let lines = LABEL.wrap(measure, text, label, usize::MAX);
            let most = lines.len().max(plan.behind.get(row).copied().unwrap_or(1));
            let height = (most as f64 * LABEL.leading() + 6.0).max(LEAST_ROW);
            top += height;
            Track { top: top - height, height, lines }
        });
        let rows: Vec<Track> = rows.collect();
        let axis = Axis::new(plan.range.0, plan.range.1, start, end.max(start + 20.0));
        Tracks { axis, left, right: left + width, gutter, rows, top: y + TICKS, bottom: top }
    }

    /// Draws labels, the axis and its numbers.
    pub fn draw(&self, canvas: &mut Canvas, number: &dyn Fn(f64) -> String) {
        for tick in self.axis.ticks(46.0) {
            let x = self.axis.at(tick);
            let ink = if tick == 0.0 { Ink::AXIS } else { Ink::GRID };
            canvas.line(ink, (x, self.top), (x, self.bottom));
            canvas.text(ASIDE.anchored(Anchor::Middle), x, self.top - 5.0, &number(tick));
        }
        for row in &self.rows {
            canvas.lines(LABEL, self.left, row.middle(), &row.lines);
        }
    }

    /// Where values are drawn: by the axis, in rows.
    pub fn plot(&self, canvas: &Canvas, axis: &Axis) -> Plot {
        canvas.plot(axis, self.rows.iter().map(Track::middle))
    }

    /// The box of a row, for its mark.
    pub fn area(&self, row: usize) -> (f64, f64, f64, f64) {
        let row = &self.rows[row];
        (self.left, row.top, self.right - self.left, row.height)
    }
}

/// Width of the widest label.
pub fn widest<'a>(measure: &dyn Measure, labels: impl IntoIterator<Item = &'a String>) -> f64 {
    labels.into_iter().map(|label| LABEL.width(measure, label)).fold(0.0, f64::max)
}

/// Columns for blocks side by side where there is room: left edge and width of each.
pub fn side_by_side(blocks: usize, width: f64) -> Vec<(f64, f64)> {
    let most = ((width + BETWEEN) / (LEAST_PANEL + BETWEEN)).floor().clamp(1.0, 3.0) as usize;
    let columns = most.min(blocks.max(1));
    let each = (width - BETWEEN * (columns - 1) as f64) / columns as f64;
    (0..columns).map(|c| (c as f64 * (each + BETWEEN), each)).collect()
}

/// Writes a heading below `at`, with the aside beside its first line; returns the bottom.
pub fn heading(measure: &dyn Measure, canvas: &mut Canvas, text: &str, aside: &str, at: (f64, f64), width: f64) -> f64 {
    let (x, mut y) = at;
    for (place, line) in
        HEADING.wrap(measure, text, width - ASIDE.width(measure, aside) - 10.0, usize::MAX).iter().enumerate()
    {
        y += HEADING.leading();
        canvas.text(HEADING, x, y, line);
        if place == 0 && !aside.is_empty() {
            canvas.text(ASIDE.anchored(Anchor::End), x + width, y, aside);
        }
    }
    y + 8.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Reference;

    #[test]
    fn blocks_stand_side_by_side_where_there_is_room() {
        assert_eq!(side_by_side(5, 320.0).len(), 1);
        assert_eq!(side_by_side(5, 800.0).len(), 2);
        assert_eq!(side_by_side(5, 1400.0).len(), 3);
        assert_eq!(side_by_side(1, 1400.0), [(0.0, 1400.0)]);
    }

    #[test]
    fn rows_are_large_enough_for_a_finger_and_for_their_labels() {
        let labels = ["Short".to_owned(), "A label so long that it takes more than a line of this block".to_owned()];
        let plan = Plan {
            labels: &labels,
            behind: &[],
            wanted: widest(&Reference, &labels),
            gutter: 0.0,
            value: 40.0,
            range: (0.0, 1.0),
        };
        let tracks = Tracks::place(&Reference, &plan, 0.0, 0.0, 300.0);
        assert!(tracks.rows[0].height >= 24.0 && tracks.rows[1].height > tracks.rows[0].height);
        assert!(tracks.axis.right <= 300.0 - 40.0 && tracks.axis.left > 300.0 * 0.4);
    }
}
