//! The matrix where it is too narrow for names above its columns: of each row the options that most chose.

use super::{
    Figure, Mark, Scene,
    canvas::{Canvas, Caption},
    describe::Few,
    ink::Ink,
    lettering::{Anchor, Lettering},
    matrix::{draw_cell, legend},
    scale::Steps,
};
use needs_core::{
    crosstab::{Cell, CrossTab, RowKind},
    view::Sort,
};

const NAME: Lettering = Lettering::new(Ink::STRONG, 13.0);
const COUNT: Lettering = Lettering::new(Ink::MUTED, 12.0).anchored(Anchor::End);
const OPTION: Lettering = Lettering::new(Ink::TEXT, 13.0);

/// Options of each row.
const MOST: usize = 3;
/// Width of a cell, and least height of its line: a touch target (WCAG 2.2, 2.5.8).
const CELL: f64 = 52.0;
const LINE: f64 = 24.0;
/// Between a row and the next.
const APART: f64 = 10.0;

/// Draws the rows in this order; `names` go with it.
pub fn draw(scene: &Scene, tab: &CrossTab, order: &[usize], names: &[String], steps: Steps) -> Figure {
    let mut canvas = Canvas::new();
    let mut few = Few::default();
    let (mut y, mut line) = (0.0, 0);
    let mut withheld = false;
    let sorted = match scene.view.sort {
        Sort::Column(column) => Some(column).filter(|&column| column < tab.columns.len()),
        _ => None,
    };
    for (&row, name) in order.iter().zip(names) {
        if row != order[0] {
            y += APART;
        }
        let cells = &tab.cells[row];
        let n = scene.words.n_equals(u64::from(tab.base_of_row(row)));
        let room = scene.width - COUNT.width(scene.measure, &n) - 12.0;
        let lettering = if tab.rows[row].kind == RowKind::Undetermined { NAME.on(Ink::MUTED) } else { NAME };
        let lines = lettering.wrap(scene.measure, name, room, usize::MAX);
        let height = lines.len() as f64 * lettering.leading() + 6.0;
        canvas.lines(lettering, 0.0, y + height / 2.0, &lines);
        canvas.lines(COUNT, scene.width, y + height / 2.0, &[n]);
        y += height;
        if cells.iter().all(|cell| scene.is_few(cell)) {
            cells.iter().for_each(|cell| few.see(scene, cell));
            let (mark, bottom) = scene.too_few(&mut canvas, cells, name, (0.0, y, scene.width));
            canvas.marks.push(Mark { row: line, ..mark });
            (y, line) = (bottom, line + 1);
            continue;
        }
        withheld |= cells.iter().any(|cell| scene.is_few(cell));
        let shown = |cell: &Cell| cell.share().filter(|_| !scene.is_few(cell));
        for option in leading(cells, shown, sorted) {
            let cell = &cells[option];
            few.see(scene, cell);
            let label = scene.option_name(tab.columns[option]);
            let lines = OPTION.wrap(scene.measure, &label, scene.width - CELL - 8.0, usize::MAX);
            let height = (lines.len() as f64 * OPTION.leading() + 6.0).max(LINE);
            let tentative = scene.is_tentative(tab.columns[option]) && cell.share().is_some() && !scene.is_few(cell);
            few.tentative |= tentative;
            draw_cell(&mut canvas, scene, steps, (cell, tentative), (0.0, y, CELL, height - 2.0));
            canvas.lines(OPTION, CELL + 8.0, y + height / 2.0 - 1.0, &lines);
            let (sentence, lines) = scene.cell(tab, (row, option), name);
            canvas.marks.push(Mark {
                x: 0.0,
                y,
                width: scene.width,
                height: height - 2.0,
                row: line,
                column: 0,
                sentence,
                lines,
            });
            (y, line) = (y + height, line + 1);
        }
    }
    let many = scene.nouns().many;
    let mut notes = vec![scene.words.chart_leading_note(MOST.min(tab.columns.len()) as u64, &many)];
    notes.extend(sorted.map(|column| scene.words.chart_leading_sorted(&scene.option_name(tab.columns[column]))));
    notes.extend(scene.notes(tab, few.any() || withheld));
    let what = scene.words.chart_leading_what(&many);
    let caption = Caption {
        chart: "matrix",
        title: scene.question().name().to_owned(),
        description: scene.words.picture_description(&what, &scene.who(tab)),
        legend: legend(scene, steps, few),
        notes,
    };
    canvas.finish(scene.words, scene.width, y + 1.0, caption)
}

/// The columns with the largest shares of a row, equal ones in the order of the file: those of which a share is shown, and is
/// more than nothing. The one that rows are sorted by goes before them, whatever it is.
fn leading(cells: &[Cell], shown: impl Fn(&Cell) -> Option<f64>, sorted: Option<usize>) -> Vec<usize> {
    let rank = |column: usize| {
        if Some(column) == sorted { f64::INFINITY } else { shown(&cells[column]).unwrap_or(0.0) }
    };
    let mut columns: Vec<usize> = (0..cells.len()).filter(|&column| rank(column) > 0.0).collect();
    columns.sort_by(|&a, &b| rank(b).total_cmp(&rank(a)));
    columns.truncate(MOST);
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_withheld_or_nothing_has_no_place_among_the_largest() {
        // Counts of bases, as items of a rating have each their own.
        let cells = [(3, 4), (0, 40), (10, 40), (20, 40), (9, 9), (10, 40)].map(|(count, base)| Cell::of(count, base));
        let shown = |cell: &Cell| cell.share().filter(|_| cell.base >= 10);
        assert_eq!(leading(&cells, shown, None), [3, 2, 5]);
        assert_eq!(leading(&cells[..3], shown, None), [2]);
        assert_eq!(leading(&cells[..2], shown, None), [0; 0]);
        // By which the rows are sorted: 1 is nothing, 4 is withheld, 3 leads anyway.
        assert_eq!(leading(&cells, shown, Some(1)), [1, 3, 2]);
        assert_eq!(leading(&cells, shown, Some(4)), [4, 3, 2]);
        assert_eq!(leading(&cells, shown, Some(3)), [3, 2, 5]);
    }
}
