//! The matrix: fields by options, the share as a colour and as a number.

use super::{
    DrawError, Figure, LegendItem, Mark, Scene,
    canvas::{Canvas, Caption},
    describe::Few,
    headers::Headers,
    ink::Ink,
    lettering::{Anchor, Lettering},
    scale::Steps,
};
use needs_core::{
    crosstab::{Cell, CrossTab, RowKind},
    view::Show,
};
use std::borrow::Cow;

const NUMBER: Lettering = Lettering::new(Ink::MUTED, 12.0).anchored(Anchor::Middle);
const SMALL_NUMBER: Lettering = Lettering::new(Ink::MUTED, 11.0).anchored(Anchor::Middle);
const COUNT: Lettering = Lettering::new(Ink::MUTED, 12.0).anchored(Anchor::End);
const BENEATH: Lettering = Lettering::new(Ink::MUTED, 11.0);
const NAME: Lettering = Lettering::new(Ink::TEXT, 13.0);
const LEADING_NAME: Lettering = Lettering::new(Ink::STRONG, 13.0);

/// Least size of a touch target, in pixels (WCAG 2.2, 2.5.8).
const LEAST_ROW: f64 = 28.0;
/// Numbers in narrower cells have no percent sign.
const NARROW_COLUMN: f64 = 38.0;
/// Least width of a column: a touch target, in which "100" fits.
const NARROWEST_COLUMN: f64 = 24.0;
/// Wider pictures may turn or cut a name to keep the matrix; narrower ones show what leads in each row instead.
const NARROW: f64 = 560.0;
/// From this width on the row names take a smaller part.
const MANY_COLUMNS: usize = 14;
/// Gap between the row of everybody, the fields, and the undetermined.
const SET_APART: f64 = 8.0;
const GAP: f64 = 1.0;

pub fn draw(scene: &Scene) -> Result<Figure, DrawError> {
    let tab = scene.tab()?;
    let question = scene.question();
    let title = question.name().to_owned();
    if tab.rows[0].n == 0 {
        return Ok(scene.empty("matrix", title));
    }
    let order = tab.order(scene.view.sort);
    let names: Vec<String> = order.iter().map(|&row| scene.row_name(tab.rows[row].kind)).collect();
    let mut label_width = label_width(scene, &names, tab.columns.len());
    let count_width =
        COUNT.width(scene.measure, &scene.words.count(u64::from(tab.rows[0].n))).max(COUNT.width(scene.measure, "n"))
            + 12.0;
    let labels: Vec<&str> = tab.columns.iter().map(|c| c.name(question).1).collect();
    let least = narrowest_column(scene, &tab);
    let mut columns = Headers::default();
    // n is beside the names of the rows, or beneath them if the columns need the room.
    let mut fits = columns.place(scene.measure, &labels, (label_width + count_width, scene.width), least);
    let beneath = !fits;
    if beneath {
        label_width = narrow_label_width(scene, &names);
        fits = columns.place(scene.measure, &labels, (label_width + 8.0, scene.width), least);
    }
    let steps = steps(scene)?;
    // Names that stand upright are hard to read where there is least room for them.
    if scene.width < NARROW && (!fits || columns.are_upright()) {
        return Ok(super::leading::draw(scene, &tab, &order, &names, steps));
    }
    if !fits && columns.width < least {
        return super::rankings(scene);
    }

    let mut canvas = Canvas::new();
    columns.draw(&mut canvas);
    if !beneath {
        canvas.text(COUNT, columns.left - 8.0, columns.height - 6.0, "n");
    }
    let mut y = columns.height;
    let mut few = Few::default();
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
        let lines = lettering.wrap(scene.measure, name, label_width, usize::MAX);
        let n = u64::from(tab.base_of_row(row));
        let named = lines.len() as f64 * lettering.leading();
        let height = (named + 8.0 + if beneath { BENEATH.leading() } else { 0.0 }).max(LEAST_ROW);
        if beneath {
            canvas.lines(lettering, 0.0, y + 3.0 + named / 2.0, &lines);
            canvas.lines(BENEATH, 0.0, y + 3.0 + named + BENEATH.leading() / 2.0, &[scene.words.n_equals(n)]);
        } else {
            canvas.lines(lettering, 0.0, y + height / 2.0, &lines);
            canvas.lines(COUNT, columns.left - 8.0, y + height / 2.0, &[scene.words.count(n)]);
        }
        for (c, cell) in tab.cells[row].iter().enumerate() {
            let x = columns.left + columns.width * c as f64;
            few.see(scene, cell);
            let tentative = scene.is_tentative(tab.columns[c]) && cell.share().is_some() && !scene.is_few(cell);
            few.tentative |= tentative;
            draw_cell(&mut canvas, scene, steps, (cell, tentative), (x, y, columns.width - GAP, height - GAP));
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
    let width = columns.right_end().min(scene.width);
    let caption = Caption {
        chart: "matrix",
        title,
        description: scene.words.picture_description(&what(scene), &scene.who(&tab)),
        legend: legend(scene, steps, few),
        notes: scene.notes(&tab, few.any()),
    };
    Ok(canvas.finish(scene.words, width, y + 1.0, caption))
}

/// What a matrix shows.
fn what(scene: &Scene) -> String {
    let one = &scene.nouns().one;
    match scene.question().coded {
        Some(_) => scene.words.chart_matrix_mentioned(one),
        None => scene.words.chart_matrix_what(one),
    }
}

/// Width of the row names: what they need, at most a third of the picture.
fn label_width(scene: &Scene, names: &[String], columns: usize) -> f64 {
    let most = if columns > MANY_COLUMNS { 0.19 } else { 0.27 };
    let widest = names.iter().map(|name| LEADING_NAME.width(scene.measure, name)).fold(60.0, f64::max);
    widest.min((scene.width * most).max(92.0).max(narrow_label_width(scene, names)))
}

/// Width of the row names with n beneath them: that of the longest word.
fn narrow_label_width(scene: &Scene, names: &[String]) -> f64 {
    names.iter().map(|name| NAME.widest_word(scene.measure, name)).fold(88.0, f64::max).min(110.0)
}

/// Least width of columns: a touch target and their numbers.
fn narrowest_column(scene: &Scene, tab: &CrossTab) -> f64 {
    match scene.view.show {
        Show::Share => NARROWEST_COLUMN,
        Show::Count => {
            NARROWEST_COLUMN.max(SMALL_NUMBER.width(scene.measure, &scene.words.count(u64::from(tab.rows[0].n))) + 4.0)
        }
    }
}

pub fn draw_cell(
    canvas: &mut Canvas,
    scene: &Scene,
    steps: Steps,
    (cell, tentative): (&Cell, bool),
    place: (f64, f64, f64, f64),
) {
    let (x, y, width, height) = place;
    let (fill, ink, text) = match cell.share() {
        None => (Ink::FEW, Ink::ON_FEW, "–".to_owned()),
        Some(_) if scene.is_few(cell) => (Ink::FEW, Ink::ON_FEW, scene.few(cell)),
        Some(share) => {
            let (fill, ink) = steps.ink(share);
            canvas.rect(fill, x, y, width, height);
            match scene.is_low(cell) || tentative {
                true => (Ink::FEW, Ink::ON_FEW, scene.number(cell, share)),
                false => (fill, ink, scene.number(cell, share)),
            }
        }
    };
    if fill == Ink::FEW {
        // Over its colour, if it has one.
        canvas.rect(fill, x, y, width, height);
    }
    let mut lettering = Lettering { ink, ..NUMBER };
    let mut text = text;
    // All cells of a narrow matrix omit the percent sign, not only those where it would not fit.
    if width < NARROW_COLUMN {
        text = text.trim_end_matches(['%', '\u{a0}']).to_owned();
        lettering.size = SMALL_NUMBER.size;
    }
    canvas.lines(lettering, x + width / 2.0, y + height / 2.0, &[text]);
}

/// Steps of colour, the same for every filter, so that colours can be compared between views.
fn steps(scene: &Scene) -> Result<Steps, DrawError> {
    let tab = match scene.counted.everyone {
        Some(tab) => Cow::Borrowed(tab),
        None => Cow::Owned(CrossTab::of(scene.survey, &super::everyone(scene.view))?),
    };
    let shown = tab.cells.iter().flatten().filter(|cell| !scene.is_few(cell));
    Ok(Steps::reaching(shown.filter_map(Cell::share).fold(0.0, f64::max)))
}

pub fn legend(scene: &Scene, steps: Steps, few: Few) -> Vec<LegendItem> {
    let ranges = steps.ranges().zip(Ink::STEPS);
    let mut legend: Vec<LegendItem> = ranges
        .filter(|((low, _), _)| *low < 1.0)
        .map(|((low, high), ink)| LegendItem {
            class: ink.class().to_owned(),
            label: scene.words.interval_range(&scene.percent(low), &scene.percent(high)),
        })
        .collect();
    scene.hatching(&mut legend, few);
    legend
}
