//! The ranking: options by share with intervals, for everybody, then field by field.

use super::{
    DrawError, Figure, LegendItem, Mark, Scene,
    canvas::{Canvas, Caption, Plot},
    describe::Few,
    ink::Ink,
    lettering::Anchor,
    scale::round_up,
    tracks::{ASIDE, BETWEEN, Plan, Tracks, VALUE, heading, side_by_side, widest},
};
use needs_core::{
    crosstab::CrossTab,
    estimate::{Mean, Ranking},
    headline,
    survey::file::Kind,
};
use needs_report::{mean_places, nouns::capitalized, sentence};

/// Most brackets side by side; more would obscure the picture.
const MOST_LANES: usize = 6;
/// Options shown of each field.
const FEW_LANES: usize = 3;
const LANE: f64 = 7.0;
/// Options shown of each field if there are many options.
const SHORT: usize = 5;
const MANY: usize = 8;

pub fn draw(scene: &Scene) -> Result<Figure, DrawError> {
    let tab = scene.tab()?;
    let title = scene.question().name().to_owned();
    if tab.rows[0].n == 0 {
        return Ok(scene.empty("ranking", title));
    }
    let order = tab.order(scene.view.sort);
    // With one field kept its row equals that of everybody.
    let alone = tab.rows.len() == 2 && tab.rows[0].n == tab.rows[1].n;
    let blocks: &[usize] = if alone { &order[1..] } else { &order };
    let short = tab.columns.len() > MANY;
    let end = axis_end(scene, &tab, blocks);
    let means = mean_places(scene.survey, scene.view);
    let mut drawing = Drawing {
        scene,
        tab: &tab,
        means: means.as_deref(),
        canvas: Canvas::new(),
        end,
        rows: 0,
        few: Few::default(),
        any_tied: false,
        any_coders: false,
    };
    let first = drawing.block(blocks[0], tab.columns.len(), 0.0, 0.0, scene.width);
    let first = drawing.mean_places(blocks[0], first);
    let columns = side_by_side(blocks.len() - 1, scene.width);
    let mut y = first;
    for row in blocks[1..].chunks(columns.len()) {
        y += BETWEEN;
        drawing.canvas.may_break(y);
        let most = if short { SHORT } else { MANY };
        let ends = row.iter().zip(&columns).map(|(&block, &(x, width))| drawing.block(block, most, x, y, width));
        y = ends.fold(y, f64::max);
    }
    let Drawing { canvas, few, any_tied, any_coders, .. } = drawing;
    let mut notes = scene.notes(&tab, few.any());
    if any_tied {
        notes.push(scene.words.cannot_rank_why().to_owned());
    }
    let caption = Caption {
        chart: "ranking",
        title,
        description: scene.words.picture_description(&what(scene), &scene.who(&tab)),
        legend: legend(scene, few, any_tied, any_coders),
        notes,
    };
    Ok(canvas.finish(scene.words, scene.width, y + 4.0, caption))
}

/// What a ranking shows.
fn what(scene: &Scene) -> String {
    let many = &scene.nouns().many;
    capitalized(&match scene.question().coded {
        Some(_) => scene.words.chart_ranking_mentioned(many),
        None => scene.words.chart_ranking_what(many),
    })
}

/// End of every axis, the same for all blocks, so that they can be compared.
fn axis_end(scene: &Scene, tab: &CrossTab, rows: &[usize]) -> f64 {
    let cells = rows.iter().flat_map(|&row| &tab.cells[row]).filter(|cell| !scene.is_few(cell));
    let coders = tab.columns.iter().filter_map(|&column| Some(scene.coders(0, column)?.1));
    round_up(cells.filter_map(|cell| Some(cell.interval()?.high)).chain(coders).fold(0.0, f64::max))
}

struct Drawing<'a> {
    scene: &'a Scene<'a>,
    tab: &'a CrossTab,
    /// Of a ranking: `[row][item]`.
    means: Option<&'a [Vec<Option<Mean>>]>,
    canvas: Canvas,
    /// Right end of every axis.
    end: f64,
    /// Rows of marks so far.
    rows: usize,
    few: Few,
    any_tied: bool,
    any_coders: bool,
}

impl Drawing<'_> {
    /// Draws the ranking of one row of the cross-tabulation; returns its bottom.
    fn block(&mut self, row: usize, most: usize, x: f64, y: f64, width: f64) -> f64 {
        let (scene, cells) = (self.scene, &self.tab.cells[row]);
        let name = scene.row_name(self.tab.rows[row].kind);
        let n = scene.words.n_equals(u64::from(self.tab.base_of_row(row)));
        let y = heading(scene.measure, &mut self.canvas, &name, &n, (x, y), width);
        if cells.iter().all(|cell| scene.is_few(cell)) {
            return self.too_few(row, &name, x, y, width);
        }
        let ranking = Ranking::of(cells, headline::is_exclusive(scene.survey, scene.view), &self.tab.pairs[row]);
        // Bands keep their order.
        let ordered = matches!(scene.question().kind, Kind::Number { .. } | Kind::Nps { .. });
        let in_file: Vec<usize> = (0..self.tab.columns.len()).collect();
        let order = if ordered { &in_file } else { &ranking.order };
        let shown = &order[..if ordered { order.len() } else { order.len().min(most) }];
        let alone = width == scene.width && row == 0;
        let labels: Vec<String> = shown.iter().map(|&option| scene.option_name(self.tab.columns[option])).collect();
        let most_lanes = if alone { MOST_LANES } else { FEW_LANES };
        let brackets = if ordered { Vec::new() } else { brackets(&ranking, shown.len(), most_lanes) };
        // Axes of fields align, with or without brackets.
        let lanes = match brackets.iter().map(|bracket| bracket.lane + 1).max() {
            lanes if alone => lanes.unwrap_or(0),
            _ => FEW_LANES,
        };
        let gutter = lanes as f64 * LANE + 4.0;
        let names: Vec<String> = self.tab.columns.iter().map(|&column| scene.option_name(column)).collect();
        let plan = Plan {
            labels: &labels,
            behind: &[],
            wanted: widest(scene.measure, &names),
            gutter,
            value: 36.0,
            range: (0.0, self.end),
        };
        let tracks = Tracks::place(scene.measure, &plan, x, y, width);
        tracks.draw(&mut self.canvas, &|share| scene.percent(share));
        let plot = tracks.plot(&self.canvas, &tracks.axis);
        for (place, &option) in shown.iter().enumerate() {
            self.row((&tracks, &plot), place, (row, option), &name, (!ordered).then_some(&ranking));
        }
        for bracket in &brackets {
            self.any_tied = true;
            let bx = tracks.gutter + (lanes - 1 - bracket.lane) as f64 * LANE + 2.0;
            let top = tracks.rows[bracket.first].top + 5.0;
            let bottom = tracks.rows[bracket.last].top + tracks.rows[bracket.last].height - 5.0;
            // A bracket that continues below the rows shown stays open.
            let mut points = vec![(bx + 4.0, top), (bx, top), (bx, bottom)];
            if !bracket.goes_on {
                points.push((bx + 4.0, bottom));
            }
            self.canvas.path(Ink::BRACKET, &points);
        }
        let rest = order.len() - shown.len();
        if rest == 0 {
            return tracks.bottom;
        }
        let more = scene.words.more_choices(rest as u64);
        self.canvas.text(ASIDE, x, tracks.bottom + 13.0, &more);
        tracks.bottom + 16.0
    }

    /// Draws the mean place of each item of a ranking below the shares of a row, the best first; returns the bottom.
    fn mean_places(&mut self, row: usize, y: f64) -> f64 {
        let scene = self.scene;
        let (Some(means), Kind::Ranking { places: places @ 2.., .. }) = (self.means, &scene.question().kind) else {
            return y;
        };
        let mut shown: Vec<(usize, Mean)> =
            means[row].iter().enumerate().filter_map(|(item, mean)| Some((item, (*mean)?))).collect();
        if shown.is_empty() {
            return y;
        }
        shown.sort_by(|a, b| a.1.value.total_cmp(&b.1.value));
        let digits = |place: f64| if place.fract() == 0.0 { 0 } else { 1 + usize::from((place * 10.0).fract() != 0.0) };
        let place = |place: f64| scene.words.decimal(place, digits(place));
        let at = (0.0, y + BETWEEN / 2.0);
        let y = heading(scene.measure, &mut self.canvas, scene.words.mean_place(), "", at, scene.width);
        let labels: Vec<String> = shown.iter().map(|&(item, _)| scene.option_name(self.tab.columns[item])).collect();
        let names: Vec<String> = self.tab.columns.iter().map(|&column| scene.option_name(column)).collect();
        let wanted = widest(scene.measure, &names);
        let range = (1.0, *places as f64);
        let plan =
            Plan { labels: &labels, behind: &[], wanted, gutter: FEW_LANES as f64 * LANE + 4.0, value: 36.0, range };
        let tracks = Tracks::place(scene.measure, &plan, 0.0, y, scene.width);
        tracks.draw(&mut self.canvas, &place);
        let plot = tracks.plot(&self.canvas, &tracks.axis);
        for (at, (_, mean)) in shown.into_iter().enumerate() {
            plot.line(Ink::INTERVAL, at, mean.low, mean.high);
            plot.dot(Ink::DOT, (mean.value, at), 4.5);
            let [value, low, high] = [mean.value, mean.low, mean.high].map(|place| scene.words.decimal(place, 2));
            self.canvas.lines(
                VALUE.anchored(Anchor::End),
                tracks.right,
                tracks.rows[at].middle(),
                std::slice::from_ref(&value),
            );
            let sentence = scene.words.finding_mean_place(&labels[at], &value, &low, &high, mean.n);
            let (x, y, width, height) = tracks.area(at);
            let lines = vec![labels[at].clone(), scene.words.mean_place_short(&value, &low, &high)];
            self.canvas.marks.push(Mark { x, y, width, height, row: self.rows, column: 0, sentence, lines });
            self.rows += 1;
        }
        tracks.bottom
    }

    fn row(
        &mut self,
        (tracks, plot): (&Tracks, &Plot),
        place: usize,
        (row, option): (usize, usize),
        name: &str,
        ranking: Option<&Ranking>,
    ) {
        let (scene, cell) = (self.scene, &self.tab.cells[row][option]);
        let middle = tracks.rows[place].middle();
        let value = VALUE.anchored(Anchor::End);
        match (cell.share(), cell.interval()) {
            (Some(share), Some(interval)) if !scene.is_few(cell) => {
                let tentative = scene.is_tentative(self.tab.columns[option]);
                self.few.low |= scene.is_low(cell);
                self.few.tentative |= tentative;
                if scene.is_low(cell) || tentative {
                    let (low, high) = (tracks.axis.at(interval.low), tracks.axis.at(interval.high));
                    self.canvas.rect(Ink::FEW, low, middle - 7.0, high - low, 14.0);
                }
                plot.line(Ink::INTERVAL, place, interval.low, interval.high);
                plot.dot(Ink::DOT, (share, place), 4.5);
                if let Some((low, high)) = scene.coders(row, self.tab.columns[option]) {
                    self.any_coders = true;
                    let (low, high) = (tracks.axis.at(low), tracks.axis.at(high));
                    let (above, below) = (middle + 6.0, middle + 10.0);
                    self.canvas.path(Ink::BRACKET, &[(low, above), (low, below), (high, below), (high, above)]);
                }
                self.canvas.lines(value, tracks.right, middle, &[scene.number(cell, share)]);
            }
            _ => {
                self.few.none = true;
                let (start, end) = (tracks.axis.left, tracks.axis.right);
                self.canvas.rect(Ink::FEW, start, middle - 7.0, end - start, 14.0);
                self.canvas.lines(value, tracks.right, middle, &[scene.few(cell)]);
            }
        }
        let (mut sentence, mut lines) = scene.cell(self.tab, (row, option), name);
        if let Some((ranking, set)) = ranking.and_then(|ranking| Some((ranking, ranking.sets[option]?)))
            && !scene.is_few(cell)
        {
            let rank = scene.rank(set, ranking.order.len());
            sentence.push_str("; ");
            sentence.push_str(&rank);
            lines.push(rank);
        }
        if let Some(mean) = self.means.and_then(|means| means[row][option]) {
            let [value, low, high] = [mean.value, mean.low, mean.high].map(|place| scene.words.decimal(place, 2));
            let short = scene.words.mean_place_short(&value, &low, &high);
            sentence.push_str("; ");
            sentence.push_str(&short);
            lines.push(short);
        }
        let (x, y, width, height) = tracks.area(place);
        self.canvas.marks.push(Mark { x, y, width, height, row: self.rows, column: 0, sentence, lines });
        self.rows += 1;
    }

    fn too_few(&mut self, row: usize, name: &str, x: f64, y: f64, width: f64) -> f64 {
        self.few.none = true;
        let (mark, bottom) = self.scene.too_few(&mut self.canvas, &self.tab.cells[row], name, (x, y, width));
        self.canvas.marks.push(Mark { row: self.rows, ..mark });
        self.rows += 1;
        bottom
    }
}

/// A run of rows that do not differ significantly, by place.
struct Bracket {
    first: usize,
    last: usize,
    lane: usize,
    goes_on: bool,
}

/// The brackets of the first `shown` rows; overlapping ones get different lanes.
fn brackets(ranking: &Ranking, shown: usize, most: usize) -> Vec<Bracket> {
    let mut ends: Vec<usize> = Vec::new();
    let mut brackets = Vec::new();
    for run in ranking.runs() {
        let last = (run.end - 1).min(shown.saturating_sub(1));
        if run.start >= last {
            continue;
        }
        let lane = ends.iter().position(|&end| end < run.start).unwrap_or(ends.len());
        if lane == most {
            continue;
        }
        if lane == ends.len() {
            ends.push(0);
        }
        ends[lane] = last;
        brackets.push(Bracket { first: run.start, last, lane, goes_on: run.end > shown });
    }
    brackets
}

fn legend(scene: &Scene, few: Few, any_tied: bool, any_coders: bool) -> Vec<LegendItem> {
    let item = |ink: Ink, label: &str| LegendItem { class: ink.class().to_owned(), label: label.to_owned() };
    // The place that a ranking counts: "Put first".
    let measure = sentence::measure(scene.question(), scene.view.level, &scene.words);
    let share = match scene.question().coded {
        Some(_) => scene.words.legend_mentioned(),
        None => scene.words.legend_share(),
    };
    let mut legend = vec![
        item(Ink::DOT, measure.as_deref().unwrap_or(share)),
        item(Ink::INTERVAL, &scene.words.interval_legend(scene.words.interval_label())),
    ];
    if any_tied {
        legend.push(item(Ink::BRACKET, scene.words.cannot_rank()));
    }
    if any_coders {
        legend.push(item(Ink::BRACKET, scene.words.legend_coders()));
    }
    scene.hatching(&mut legend, few);
    legend
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::estimate::Proportion;

    #[test]
    fn brackets_that_overlap_get_lanes_of_their_own() {
        // Runs 0..3, 2..4, 3..5.
        let options = [73, 67, 48, 27, 24].map(|count| Proportion::of(count, 239));
        let ranking = Ranking::of(&options, true, &[]);
        let brackets = brackets(&ranking, 5, 6);
        let places: Vec<_> = brackets.iter().map(|b| (b.first, b.last, b.lane)).collect();
        assert_eq!(places, [(0, 2, 0), (2, 3, 1), (3, 4, 0)]);
    }

    #[test]
    fn a_bracket_that_goes_on_below_is_open() {
        let options = [50, 50, 50].map(|count| Proportion::of(count, 100));
        let brackets = brackets(&Ranking::of(&options, true, &[]), 2, 6);
        assert!(brackets.len() == 1 && brackets[0].goes_on && brackets[0].last == 1);
    }
}
