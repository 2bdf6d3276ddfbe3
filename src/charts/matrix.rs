//! Fields by needs: colour for the share, the number in the cell.

use super::{
    DrawError, Figure, LegendItem, Mark, Scene,
    canvas::{Canvas, Caption},
    ink::Ink,
    lettering::{Anchor, Lettering},
    scale::Steps,
};
use crate::crosstab::{Cell, CrossTab, RowKind};
use std::borrow::Cow;

const NUMBER: Lettering = Lettering::new(Ink::MUTED, 12.0).anchored(Anchor::Middle);
const COUNT: Lettering = Lettering::new(Ink::MUTED, 12.0).anchored(Anchor::End);
const NAME: Lettering = Lettering::new(Ink::TEXT, 13.0);
const LEADING_NAME: Lettering = Lettering::new(Ink::STRONG, 13.0);
const HEADER: Lettering = Lettering::new(Ink::TEXT, 12.0);

/// Targets for a finger are at least 24 pixels (WCAG 2.2, 2.5.8).
const LEAST_ROW: f64 = 28.0;
const WIDEST_COLUMN: f64 = 112.0;
/// In narrower ones numbers have no percent sign.
const NARROW_COLUMN: f64 = 38.0;
/// "100" in the smallest lettering still fits.
const NARROWEST_COLUMN: f64 = 20.0;
/// Longest line of a rising header: of two, of one, and where even so the columns would be narrower than `TIGHT_COLUMN`.
const LONGEST_OF_TWO: f64 = 140.0;
const LONGEST_ALONE: f64 = 230.0;
const LONGEST_TIGHT: f64 = 140.0;
const LONGEST_OF_MANY: f64 = 120.0;
const TIGHT_COLUMN: f64 = 24.0;
/// From here on the names of the rows take less room.
const MANY_COLUMNS: usize = 14;
/// Between the row of all, the fields, and those whose field is not known.
const SET_APART: f64 = 8.0;
const GAP: f64 = 1.0;

/// Places of the columns and how their headers are written.
struct Columns {
    /// Left edge of the first.
    left: f64,
    width: f64,
    /// Height of the headers.
    height: f64,
    headers: Vec<Vec<String>>,
    rising: bool,
}

pub fn draw(scene: &Scene) -> Result<Figure, DrawError> {
    let tab = scene.tab()?;
    let question = scene.question();
    let title = question.name().to_owned();
    if tab.rows[0].n == 0 {
        return Ok(scene.empty("matrix", title));
    }
    let order = tab.order(scene.view.sort);
    let names: Vec<String> = order.iter().map(|&row| scene.row_name(tab.rows[row].kind)).collect();
    let label_width = label_width(scene, &names, tab.columns.len());
    let count_width = COUNT.width(&scene.words.count(u64::from(tab.rows[0].n))).max(COUNT.width("n")) + 12.0;
    let labels: Vec<&str> = tab.columns.iter().map(|c| c.name(question).1).collect();
    let columns = columns(&labels, label_width + count_width, scene.width);
    if columns.width < NARROWEST_COLUMN {
        return super::rankings(scene, "matrix");
    }
    let steps = steps(scene)?;

    let mut canvas = Canvas::new();
    headers(&mut canvas, &columns);
    canvas.text(COUNT, columns.left - 8.0, columns.height - 6.0, "n");
    let mut y = columns.height;
    let mut any_few = false;
    for (place, (&row, name)) in order.iter().zip(&names).enumerate() {
        let kind = tab.rows[row].kind;
        if place > 0 && (tab.rows[order[place - 1]].kind == RowKind::All || kind == RowKind::Undetermined) {
            y += SET_APART;
        }
        let lettering = match kind {
            RowKind::All => LEADING_NAME,
            RowKind::Category(_) => NAME,
            RowKind::Undetermined => Lettering { ink: Ink::MUTED, ..NAME },
        };
        let lines = lettering.wrap(name, label_width, 3);
        let height = (lines.len() as f64 * lettering.leading() + 8.0).max(LEAST_ROW);
        canvas.lines(lettering, 0.0, y + height / 2.0, &lines);
        let n = [scene.words.count(u64::from(tab.rows[row].n))];
        canvas.lines(COUNT, columns.left - 8.0, y + height / 2.0, &n);
        for (c, cell) in tab.cells[row].iter().enumerate() {
            let x = columns.left + columns.width * c as f64;
            any_few |= scene.is_few(cell) && cell.base > 0;
            draw_cell(&mut canvas, scene, steps, cell, (x, y, columns.width - GAP, height - GAP));
            let (sentence, lines) = scene.cell(&tab, (row, c), name);
            canvas.marks.push(Mark {
                x,
                y,
                width: columns.width - GAP,
                height: height - GAP,
                row: place,
                column: c,
                sentence,
                lines,
            });
        }
        y += height;
    }
    let width = columns.right_end().max(columns.left + columns.width * labels.len() as f64).min(scene.width);
    let caption = Caption {
        chart: "matrix",
        title,
        description: scene.words.picture_description(scene.words.chart_matrix_what(), &scene.who(&tab)),
        legend: legend(scene, steps, any_few),
        notes: scene.notes(&tab, any_few),
    };
    Ok(canvas.finish(scene.words, width, y + 1.0, caption))
}

/// Room for the names of the rows: what they need, but not more than a third of the picture.
fn label_width(scene: &Scene, names: &[String], columns: usize) -> f64 {
    let most = if columns > MANY_COLUMNS { 0.19 } else { 0.27 };
    let widest = names.iter().map(|name| LEADING_NAME.width(name)).fold(60.0, f64::max);
    widest.min((scene.width * most).max(92.0))
}

/// Level headers if the words fit above their columns, else rising ones.
fn columns(labels: &[&str], left: f64, width: f64) -> Columns {
    let count = labels.len().max(1) as f64;
    let level = ((width - left) / count).min(WIDEST_COLUMN);
    let longest_word =
        labels.iter().flat_map(|l| l.split([' ', '-', '/'])).map(|word| HEADER.width(word)).fold(0.0, f64::max);
    let headers: Vec<Vec<String>> = labels.iter().map(|label| HEADER.wrap(label, level - 8.0, 9)).collect();
    let lines = headers.iter().map(Vec::len).max().unwrap_or(1);
    if longest_word <= level - 8.0 && lines <= 4 {
        let height = lines as f64 * HEADER.leading() + 8.0;
        return Columns { left, width: level, height, headers, rising: false };
    }
    let rising = |lines, longest| {
        rising(labels, left, width, level, lines, if labels.len() > MANY_COLUMNS { LONGEST_OF_MANY } else { longest })
    };
    let two = rising(2, LONGEST_OF_TWO);
    // Neighbours must not touch: the lines of a header need their height across the slope.
    if two.width * std::f64::consts::FRAC_1_SQRT_2 >= 2.0 * HEADER.leading() {
        return two;
    }
    let alone = rising(1, LONGEST_ALONE);
    if alone.width >= TIGHT_COLUMN { alone } else { rising(1, LONGEST_TIGHT) }
}

fn rising(labels: &[&str], left: f64, width: f64, most: f64, lines: usize, longest: f64) -> Columns {
    let headers: Vec<Vec<String>> = labels.iter().map(|label| HEADER.wrap(label, longest, lines)).collect();
    // A rising header reaches over the columns to its right, and over the edge for the last ones.
    let fits = |i: usize, lines: &[String]| (width - left - reach(lines)) / (i as f64 + 0.5);
    let narrowest = headers.iter().enumerate().map(|(i, lines)| fits(i, lines)).fold(most, f64::min);
    let height = headers.iter().map(|lines| reach(lines)).fold(0.0, f64::max) + 12.0;
    Columns { left, width: narrowest, height, headers, rising: true }
}

/// How far a rising header goes to the right, and up.
fn reach(lines: &[String]) -> f64 {
    let longest = lines.iter().map(|line| HEADER.width(line)).fold(0.0, f64::max);
    (longest + HEADER.leading() * lines.len() as f64) * std::f64::consts::FRAC_1_SQRT_2
}

impl Columns {
    fn middle(&self, column: usize) -> f64 {
        self.left + self.width * (column as f64 + 0.5)
    }

    /// Where the last header ends.
    fn right_end(&self) -> f64 {
        let ends = self.headers.iter().enumerate().filter(|_| self.rising);
        ends.map(|(i, lines)| self.middle(i) + reach(lines)).fold(0.0, f64::max)
    }
}

fn headers(canvas: &mut Canvas, columns: &Columns) {
    for (c, lines) in columns.headers.iter().enumerate() {
        let x = columns.middle(c);
        for (i, line) in lines.iter().enumerate() {
            if columns.rising {
                // Lines stack perpendicular to the text: the first is the upper left one.
                let offset = HEADER.leading() * (lines.len() - 1 - i) as f64 * std::f64::consts::FRAC_1_SQRT_2;
                canvas.text(HEADER.rising(), x + 3.0 - offset, columns.height - 6.0 - offset, line);
            } else {
                let up = HEADER.leading() * (lines.len() - 1 - i) as f64;
                canvas.text(HEADER.anchored(Anchor::Middle), x, columns.height - 8.0 - up, line);
            }
        }
    }
}

fn draw_cell(canvas: &mut Canvas, scene: &Scene, steps: Steps, cell: &Cell, place: (f64, f64, f64, f64)) {
    let (x, y, width, height) = place;
    let (fill, ink, text) = match cell.share() {
        None => (Ink::FEW, Ink::ON_FEW, "–".to_owned()),
        Some(_) if scene.is_few(cell) => (Ink::FEW, Ink::ON_FEW, scene.few(cell)),
        Some(share) => {
            let (fill, ink) = steps.ink(share);
            (fill, ink, scene.number(cell, share))
        }
    };
    canvas.rect(fill, x, y, width, height);
    let mut lettering = Lettering { ink, ..NUMBER };
    let mut text = text;
    // All cells of a narrow matrix do without the sign, not just those where it would not fit.
    if width < NARROW_COLUMN {
        text = text.trim_end_matches(['%', '\u{a0}']).to_owned();
        lettering.size = 11.0;
    }
    canvas.lines(lettering, x + width / 2.0, y + height / 2.0, &[text]);
}

/// Steps of colour that stay the same whatever is filtered, so that colours can be compared from view to view.
fn steps(scene: &Scene) -> Result<Steps, DrawError> {
    let tab = match scene.counted.everyone {
        Some(tab) => Cow::Borrowed(tab),
        None => Cow::Owned(CrossTab::of(scene.survey, &super::everyone(scene.view))?),
    };
    let shown = tab.cells.iter().flatten().filter(|cell| !scene.is_few(cell));
    Ok(Steps::reaching(shown.filter_map(Cell::share).fold(0.0, f64::max)))
}

fn legend(scene: &Scene, steps: Steps, any_few: bool) -> Vec<LegendItem> {
    let ranges = steps.ranges().zip(Ink::STEPS);
    let mut legend: Vec<LegendItem> = ranges
        .filter(|((low, _), _)| *low < 1.0)
        .map(|((low, high), ink)| LegendItem {
            class: ink.class().to_owned(),
            label: scene.words.interval_range(&scene.percent(low), &scene.percent(high)),
        })
        .collect();
    if any_few {
        legend.push(LegendItem { class: Ink::FEW.class().to_owned(), label: scene.words.small_base().to_owned() });
    }
    legend
}
