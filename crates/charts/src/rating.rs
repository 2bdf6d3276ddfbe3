//! The chart of ratings: diverging bars of levels, item by item, for everybody, then field by field.

use super::{
    Counted, DrawError, Figure, LegendItem, Mark, Scene,
    canvas::{Canvas, Caption},
    describe::Few,
    ink::Ink,
    lettering::{Anchor, Lettering},
    tracks::{BETWEEN, Plan, Tracks, VALUE, heading, side_by_side, widest},
};
use needs_core::{crosstab::CrossTab, view::View};
use needs_report::sentence;

pub fn draw(scene: &Scene) -> Result<Figure, DrawError> {
    let question = scene.question();
    let levels = question.levels().len();
    // The view's net, else the first.
    let net = if scene.view.level >= levels { scene.view.level } else { levels };
    let net = (!question.nets().is_empty()).then_some(net);
    let mut tabs = Vec::new();
    for level in 0..levels {
        let view = View { level, ..scene.view.clone() };
        tabs.push(Scene { view: &view, counted: Counted::default(), ..*scene }.tab()?.into_owned());
    }
    let Some(tab) = tabs.first() else { return Ok(scene.empty("ranking", question.name().to_owned())) };
    if tab.rows[0].n == 0 {
        return Ok(scene.empty("ranking", question.name().to_owned()));
    }
    let order = tab.order(scene.view.sort);
    let alone = tab.rows.len() == 2 && tab.rows[0].n == tab.rows[1].n;
    let blocks: &[usize] = if alone { &order[1..] } else { &order };
    let net_tab = match net {
        Some(level) => {
            let view = View { level, ..scene.view.clone() };
            Some(Scene { view: &view, counted: Counted::default(), ..*scene }.tab()?.into_owned())
        }
        None => None,
    };
    let mut drawing = Drawing {
        scene,
        tabs: &tabs,
        net: net_tab.as_ref(),
        canvas: Canvas::new(),
        reach: reach(scene, &tabs, blocks),
        rows: 0,
        few: Few::default(),
    };
    let mut y = drawing.block(blocks[0], 0.0, 0.0, scene.width);
    let columns = side_by_side(blocks.len() - 1, scene.width);
    for row in blocks[1..].chunks(columns.len()) {
        y += BETWEEN;
        drawing.canvas.may_break(y);
        let ends = row.iter().zip(&columns).map(|(&block, &(x, width))| drawing.block(block, x, y, width));
        y = ends.fold(y, f64::max);
    }
    let Drawing { canvas, few, .. } = drawing;
    let mut legend: Vec<LegendItem> = (question.levels().iter().enumerate())
        .map(|(i, level)| LegendItem { class: step(i, levels).class().to_owned(), label: level.label.clone() })
        .collect();
    if let Some(net) = net.and_then(|net| sentence::measure(question, net, &scene.words)) {
        legend.push(LegendItem { class: Ink::TEXT.class().to_owned(), label: scene.words.number_of_net(&net) });
    }
    scene.hatching(&mut legend, few);
    let caption = Caption {
        chart: "ranking",
        title: question.name().to_owned(),
        description: scene.words.picture_description(scene.words.chart_rating_what(), &scene.who(tab)),
        legend,
        notes: scene.notes(tab, few.any()),
    };
    Ok(canvas.finish(scene.words, scene.width, y + 4.0, caption))
}

/// Width of the share of a net, left of the bars.
const LEADING: f64 = 40.0;

/// The ink of a level, darkest for the strongest; with more than seven levels neighbours share inks.
fn step(level: usize, levels: usize) -> Ink {
    Ink::STEPS[6 - (level * 6) / levels.saturating_sub(1).max(1)]
}

fn on_step(level: usize, levels: usize) -> Ink {
    Ink::ON_STEPS[6 - (level * 6) / levels.saturating_sub(1).max(1)]
}

/// The share of an item's answers right of the middle: the stronger levels and half of the middle one.
fn stronger(shares: &[f64]) -> f64 {
    let half = shares.len() / 2;
    let middle = if shares.len() % 2 == 1 { shares[half] / 2.0 } else { 0.0 };
    shares[..half].iter().sum::<f64>() + middle
}

/// The shares of the levels of an item; none if nobody rated it.
fn shares(tabs: &[CrossTab], row: usize, item: usize) -> Option<Vec<f64>> {
    tabs.iter().map(|tab| tab.cells[row][item].share()).collect()
}

/// The ends of every axis: the reach of the longest bar on either side.
fn reach(scene: &Scene, tabs: &[CrossTab], rows: &[usize]) -> (f64, f64) {
    let mut reach = (0.1_f64, 0.1_f64);
    for &row in rows {
        for (item, cell) in tabs[0].cells[row].iter().enumerate() {
            if let (Some(shares), false) = (shares(tabs, row, item), scene.is_few(cell)) {
                let right = stronger(&shares);
                reach = (reach.0.max(shares.iter().sum::<f64>() - right), reach.1.max(right));
            }
        }
    }
    // Multiples of ten, so that the ends can have numbers.
    let up = |share: f64| ((share * 10.0 - 1e-9).ceil() / 10.0).min(1.0);
    (-up(reach.0), up(reach.1))
}

struct Drawing<'a> {
    scene: &'a Scene<'a>,
    /// `[level]`.
    tabs: &'a [CrossTab],
    /// The position of the net whose share leads each row.
    net: Option<&'a CrossTab>,
    canvas: Canvas,
    reach: (f64, f64),
    rows: usize,
    few: Few,
}

impl Drawing<'_> {
    fn block(&mut self, row: usize, x: f64, y: f64, width: f64) -> f64 {
        let (scene, tab) = (self.scene, &self.tabs[0]);
        let name = scene.row_name(tab.rows[row].kind);
        let n = scene.words.n_equals(u64::from(tab.base_of_row(row)));
        let y = heading(scene.measure, &mut self.canvas, &name, &n, (x, y), width);
        if tab.cells[row].iter().all(|cell| scene.is_few(cell)) {
            self.few.none = true;
            let (mark, bottom) = scene.too_few(&mut self.canvas, &tab.cells[row], &name, (x, y, width));
            self.canvas.marks.push(Mark { row: self.rows, ..mark });
            self.rows += 1;
            return bottom;
        }
        let mut items: Vec<(usize, Option<Vec<f64>>)> =
            (0..tab.columns.len()).map(|item| (item, shares(self.tabs, row, item))).collect();
        let leading = |item: usize| self.net.map(|net| net.cells[row][item].share().unwrap_or(-1.0));
        let key = |(item, shares): &(usize, Option<Vec<f64>>)| {
            leading(*item).unwrap_or_else(|| shares.as_ref().map_or(-1.0, |shares| stronger(shares)))
        };
        items.sort_by(|a, b| key(b).total_cmp(&key(a)));
        let gutter = if self.net.is_some() { LEADING } else { 0.0 };
        let labels: Vec<String> = items.iter().map(|&(item, _)| scene.option_name(tab.columns[item])).collect();
        let plan = Plan {
            labels: &labels,
            behind: &[],
            wanted: widest(scene.measure, &labels),
            gutter,
            value: 0.0,
            range: self.reach,
        };
        let tracks = Tracks::place(scene.measure, &plan, x, y, width);
        tracks.draw(&mut self.canvas, &|share| scene.percent(share.abs()));
        for (place, (item, shares)) in items.into_iter().enumerate() {
            self.bar(&tracks, place, (row, item), shares, &name);
        }
        tracks.bottom
    }

    fn bar(
        &mut self,
        tracks: &Tracks,
        place: usize,
        (row, item): (usize, usize),
        shares: Option<Vec<f64>>,
        name: &str,
    ) {
        let (scene, levels) = (self.scene, self.tabs.len());
        let cell = self.tabs[0].cells[row][item];
        let track = &tracks.rows[place];
        let (top, height) = (track.top + 3.0, track.height - 6.0);
        let label = scene.option_name(self.tabs[0].columns[item]);
        let Some(shares) = shares.filter(|_| !scene.is_few(&cell)) else {
            self.few.none = true;
            let (start, end) = (tracks.axis.left, tracks.axis.right);
            self.canvas.rect(Ink::FEW, start, top, end - start, height);
            let lettering = VALUE.anchored(Anchor::Middle).on(Ink::ON_FEW);
            let (x, y, width, height) = tracks.area(place);
            self.canvas.lines(lettering, (start + end) / 2.0, track.middle(), &[scene.few_of(&cell)]);
            let sentence = scene.sentence(name, &label, &cell);
            let lines = scene.tooltip(name, &label, &cell);
            self.canvas.marks.push(Mark { x, y, width, height, row: self.rows, column: 0, sentence, lines });
            self.rows += 1;
            return;
        };
        let first = usize::from(self.net.is_some());
        if let Some(net) = self.net {
            let cell = &net.cells[row][item];
            let number = cell.share().map_or_else(String::new, |share| scene.number(cell, share));
            let lettering = Lettering { ink: Ink::STRONG, ..VALUE }.anchored(Anchor::End);
            self.canvas.lines(lettering, tracks.gutter + LEADING, track.middle(), &[number]);
            let (sentence, lines) = scene.cell(net, (row, item), name);
            let (x, y, height) = (tracks.gutter, track.top, track.height);
            self.canvas.marks.push(Mark { x, y, width: LEADING, height, row: self.rows, column: 0, sentence, lines });
        }
        // From the strongest level, at the right, to the weakest.
        let mut right = stronger(&shares);
        for (level, share) in shares.iter().enumerate() {
            let (start, end) = (tracks.axis.at(right - share), tracks.axis.at(right));
            right -= share;
            let width = (end - start - 1.0).max(0.0);
            let low = scene.is_low(&cell);
            if width > 0.0 {
                self.canvas.rect(step(level, levels), start, top, width, height);
                if low {
                    self.few.low = true;
                    self.canvas.rect(Ink::FEW, start, top, width, height);
                }
            }
            let number = scene.percent(*share);
            let ink = if low { Ink::ON_FEW } else { on_step(level, levels) };
            let lettering = VALUE.anchored(Anchor::Middle).on(ink);
            if lettering.width(scene.measure, &number) + 6.0 <= width {
                self.canvas.lines(lettering, start + width / 2.0, track.middle(), &[number]);
            }
            let (sentence, lines) = scene.cell(&self.tabs[level], (row, item), name);
            // A level that nobody chose keeps its position for the arrow keys.
            let x = start.min(tracks.axis.right - 2.0);
            self.canvas.marks.push(Mark {
                x,
                y: track.top,
                width: width.max(2.0),
                height: track.height,
                row: self.rows,
                column: first + levels - 1 - level,
                sentence,
                lines,
            });
        }
        let from = self.canvas.marks.len() - levels;
        self.canvas.marks[from..].reverse();
        self.rows += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_middle_level_is_on_either_side() {
        assert_eq!(stronger(&[0.5, 0.2, 0.3]), 0.6);
        assert_eq!(stronger(&[0.1, 0.4, 0.3, 0.2]), 0.5);
    }

    #[test]
    fn levels_are_painted_from_the_deepest_to_the_lightest() {
        assert_eq!([0, 1, 2].map(|level| step(level, 3)), [Ink::S6, Ink::S3, Ink::S0]);
        assert_eq!(step(0, 1), Ink::S6);
    }
}
