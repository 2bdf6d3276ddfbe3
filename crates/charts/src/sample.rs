//! The sample chart: the shares of a view's categories against everybody's, dimension by dimension.

use super::{
    DrawError, Figure, LegendItem, Mark, Scene,
    canvas::{Canvas, Caption, Plot},
    ink::Ink,
    lettering::Anchor,
    scale::round_up,
    tracks::{BETWEEN, Plan, Tracks, VALUE, heading, side_by_side, widest},
};
use needs_core::{
    crosstab::Unanswerable,
    filter::Membership,
    sensitivity::{GroupShare, Range, group_shares},
    survey::file::Dimension,
};
use needs_report::findings;

/// A category's share of the view, and of everybody.
struct Share {
    here: GroupShare,
    everywhere: GroupShare,
}

#[inline(never)]
pub fn draw(scene: &Scene) -> Result<Figure, DrawError> {
    let filter = &scene.view.filter;
    let dimensions: Vec<usize> = filter.dimensions().collect();
    let table = scene.survey.table_with(&dimensions).ok_or(Unanswerable { dimensions })?;
    let members = filter.classes(table);
    let of =
        |membership| -> u32 { table.n.iter().zip(&members).filter(|(_, m)| **m == membership).map(|(n, _)| n).sum() };
    let (n, unknown) = (of(Membership::In), of(Membership::Unknown));
    let title = scene.words.chart_sample().to_owned();
    if n == 0 {
        return Ok(scene.empty("sample", title));
    }
    let blocks: Vec<Option<Vec<Share>>> = (0..scene.survey.dimensions().len()).map(|d| shares(scene, d)).collect();
    let end = round_up(
        blocks
            .iter()
            .flatten()
            .flatten()
            .flat_map(|s| [s.here.share, s.everywhere.share])
            .flatten()
            .map(|share| share.high)
            .fold(0.0, f64::max),
    );
    let mut drawing =
        Drawing { scene, canvas: Canvas::new(), end, rows: 0, everyone: filter.is_everyone(), any_target: false };
    let mut y = 0.0;
    let (mut answered, mut unanswerable) = (Vec::new(), Vec::new());
    for (d, shares) in blocks.iter().enumerate() {
        match shares {
            Some(shares) => answered.push((d, shares)),
            None => unanswerable.push(d),
        }
    }
    let columns = side_by_side(answered.len(), scene.width);
    for row in answered.chunks(columns.len()) {
        if y > 0.0 {
            drawing.canvas.may_break(y);
        }
        let ends = row.iter().zip(&columns).map(|(&(d, shares), &(x, width))| drawing.block(d, shares, x, y, width));
        y = ends.fold(y, f64::max) + BETWEEN;
    }
    let Drawing { canvas, everyone, any_target, .. } = drawing;
    let total = u64::from(scene.survey.about.respondents.published);
    let who = scene.words.respondents_of(u64::from(n), total);
    let item = |ink: Ink, label: &str| LegendItem { class: ink.class().to_owned(), label: label.to_owned() };
    let mut legend = Vec::new();
    if !everyone {
        legend.push(item(Ink::DOT, scene.words.this_view()));
    }
    legend.push(item(Ink::RING, scene.words.everyone()));
    if answered.iter().any(|(_, shares)| shares.iter().any(|share| share.here.possible > 0)) {
        legend.push(item(Ink::INTERVAL, scene.words.range_legend()));
    }
    if any_target {
        legend.push(item(Ink::TARGET, scene.words.target_legend()));
    }
    let mut notes = scene.unweighted();
    if answered.iter().any(|(_, shares)| shares.iter().any(|share| share.here.possible > 0)) {
        notes.push(scene.words.sample_ranges().to_owned());
    }
    if unknown > 0 {
        notes.push(scene.words.cannot_be_told_apart(u64::from(unknown)));
    }
    if !unanswerable.is_empty() {
        notes.push(scene.not_offered(&unanswerable));
    }
    let description = scene.words.picture_description(scene.words.chart_sample_what(), &who);
    let caption = Caption { chart: "sample", title, description, legend, notes };
    Ok(canvas.finish(scene.words, scene.width, y - BETWEEN + 4.0, caption))
}

/// None if no table holds the dimension together with those that filter.
fn shares(scene: &Scene, dimension: usize) -> Option<Vec<Share>> {
    let filter = &scene.view.filter;
    let here = group_shares(scene.survey, filter, dimension).ok()?;
    let everywhere = group_shares(scene.survey, &filter.cleared(), dimension).ok()?;
    Some(here.into_iter().zip(everywhere).map(|(here, everywhere)| Share { here, everywhere }).collect())
}

/// "31%", or the bounds that a share lies between: "9–23%".
fn percent(scene: &Scene, share: Option<Range>) -> String {
    let Some(share) = share else { return scene.words.no_answers().to_owned() };
    match findings::bounds_of(share, 0) {
        Some((low, high)) if low < high => {
            let low = scene.percent(low);
            [low.trim_end_matches(['%', '\u{a0}']), "–", &scene.percent(high)].concat()
        }
        _ => scene.percent(share.middle()),
    }
}

/// The same with what it is of: "31% (103 of 344)", where that is known.
fn share_of_base(scene: &Scene, of: GroupShare) -> String {
    let said = percent(scene, of.share);
    match of.share {
        Some(share) if share.is_exact() => {
            scene.words.share_and_count(&said, &scene.words.count_of_base(of.count.into(), of.base.into()))
        }
        _ => said,
    }
}

struct Drawing<'a> {
    scene: &'a Scene<'a>,
    canvas: Canvas,
    end: f64,
    rows: usize,
    /// The view is everybody, so there is nothing to compare with.
    everyone: bool,
    any_target: bool,
}

impl Drawing<'_> {
    fn block(&mut self, d: usize, shares: &[Share], x: f64, y: f64, width: f64) -> f64 {
        let words = self.scene.words;
        let dimension = &self.scene.survey.dimensions()[d];
        let aside = words.n_equals(u64::from(shares.first().map_or(0, |share| share.here.base)));
        let y = heading(self.scene.measure, &mut self.canvas, &dimension.label, &aside, (x, y), width);
        let labels: Vec<String> = dimension
            .categories
            .iter()
            .enumerate()
            .map(|(c, category)| marked(dimension, c, &category.label))
            .collect();
        let plan = Plan {
            labels: &labels,
            behind: &[],
            wanted: widest(self.scene.measure, &labels),
            gutter: 0.0,
            value: if self.everyone { 0.0 } else { self.width(shares, |share| share.here) + 8.0 }
                + self.width(shares, |share| share.everywhere),
            range: (0.0, self.end),
        };
        let tracks = Tracks::place(self.scene.measure, &plan, x, y, width);
        tracks.draw(&mut self.canvas, &|share| self.scene.percent(share));
        let plot = tracks.plot(&self.canvas, &tracks.axis);
        let behind = self.width(shares, |share| share.everywhere) + 8.0;
        for (c, share) in shares.iter().enumerate() {
            self.row((&tracks, &plot), (dimension, c), share, behind);
        }
        tracks.bottom
    }

    /// Room for the numbers of some shares.
    fn width(&self, shares: &[Share], of: fn(&Share) -> GroupShare) -> f64 {
        let number =
            |share: &Share| VALUE.on(Ink::STRONG).width(self.scene.measure, &percent(self.scene, of(share).share));
        shares.iter().map(number).fold(36.0, f64::max)
    }

    fn row(
        &mut self,
        (tracks, plot): (&Tracks, &Plot),
        (dimension, c): (&Dimension, usize),
        share: &Share,
        behind: f64,
    ) {
        let (scene, words) = (self.scene, self.scene.words);
        let middle = tracks.rows[c].middle();
        let label = &dimension.categories[c].label;
        let target = dimension.bias.as_ref().and_then(|bias| bias.targets.get(&dimension.categories[c].id).copied());
        if let Some(target) = target {
            self.any_target = true;
            let at = tracks.axis.at(target);
            self.canvas.line(Ink::TARGET, (at, middle - 9.0), (at, middle + 9.0));
        }
        let everywhere = share.everywhere.share;
        let here = share.here.share.filter(|_| !self.everyone);
        if let (Some(here), Some(all)) = (here, everywhere) {
            plot.line(Ink::LINK, c, here.middle(), all.middle());
        }
        for (share, ink) in [(everywhere, Ink::RING), (here, Ink::DOT)] {
            match share {
                Some(share) if share.is_exact() => plot.dot(ink, (share.low, c), 4.5),
                Some(Range { low, high }) => {
                    plot.line(Ink::INTERVAL, c, low, high);
                }
                None => {}
            }
        }
        let all = percent(scene, everywhere);
        let mut lines = vec![label.clone(), dimension.label.clone()];
        // A screen reader does not convey the block, so the sentence names the dimension.
        let name = [&dimension.label, ", ", label].concat();
        let mut sentence;
        if self.everyone {
            let told = share_of_base(scene, share.everywhere);
            sentence = words.sample_of_everyone(&name, &told);
            lines.push(told);
            self.canvas.lines(VALUE.anchored(Anchor::End), tracks.right, middle, &[all]);
        } else {
            let here = percent(scene, here);
            let (told_here, told_all) = (share_of_base(scene, share.here), share_of_base(scene, share.everywhere));
            sentence = words.sample_cell(&name, &told_here, &told_all);
            lines.push(words.share_of(words.this_view(), &told_here));
            lines.push(words.share_of(words.everyone(), &told_all));
            self.canvas.lines(VALUE.anchored(Anchor::End), tracks.right, middle, std::slice::from_ref(&all));
            self.canvas.lines(VALUE.anchored(Anchor::End).on(Ink::STRONG), tracks.right - behind, middle, &[here]);
        }
        let mut also = |said: String| {
            sentence.push_str("; ");
            sentence.push_str(&said);
            lines.push(said);
        };
        if dimension.is_over(c) {
            also(words.over_represented().to_owned());
        }
        if dimension.is_under(c) {
            also(words.under_represented().to_owned());
        }
        if let Some(target) = target {
            also(words.share_of(words.target_legend(), &scene.percent(target)));
        }
        let (x, y, width, height) = tracks.area(c);
        self.canvas.marks.push(Mark { x, y, width, height, row: self.rows, column: 0, sentence, lines });
        self.rows += 1;
    }
}

/// A category's label, with an arrow if the author says that it is over- or under-represented.
fn marked(dimension: &Dimension, c: usize, label: &str) -> String {
    let mark = match (dimension.is_over(c), dimension.is_under(c)) {
        (true, _) => " ▲",
        (_, true) => " ▼",
        _ => "",
    };
    [label, mark].concat()
}
