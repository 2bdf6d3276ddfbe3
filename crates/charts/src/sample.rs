//! The sample chart: the shares of a view's categories against everybody's, dimension by dimension.

use super::{
    DrawError, Figure, LegendItem, Mark, Scene,
    canvas::{Canvas, Caption, Plot},
    ink::Ink,
    lettering::Anchor,
    scale::round_up,
    tracks::{BETWEEN, Plan, Tracks, VALUE, heading, side_by_side, widest},
};
use needs_core::{crosstab::Unanswerable, estimate::Proportion, filter::Membership, survey::file::Dimension};

/// A category's share of the respondents whose category is known, in the view and of everybody.
struct Share {
    here: Proportion,
    everywhere: Proportion,
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
            .flat_map(|s| [s.here.share(), s.everywhere.share()])
            .flatten()
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
    if any_target {
        legend.push(item(Ink::TARGET, scene.words.target_legend()));
    }
    let mut notes = scene.unweighted();
    if answered.iter().any(|(_, shares)| shares.iter().any(|share| share.here.base < n)) {
        notes.push(scene.words.sample_exact().to_owned());
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

/// None if no table holds the dimension together with the filtered ones.
fn shares(scene: &Scene, dimension: usize) -> Option<Vec<Share>> {
    let mut used: Vec<usize> = scene.view.filter.dimensions().collect();
    used.push(dimension);
    let table = scene.survey.table_with(&used)?;
    let labels = table.labels_of(dimension).expect("the table was chosen for its dimensions");
    let members = scene.view.filter.classes(table);
    let categories = scene.survey.dimensions()[dimension].categories.len();
    let of = |category: usize, inside: &dyn Fn(usize) -> bool| {
        let mut share = Proportion::default();
        for (class, label) in labels.iter().enumerate().filter(|&(class, label)| label.known && inside(class)) {
            share.base += table.n[class];
            share.count += if label.is_in(category) { table.n[class] } else { 0 };
        }
        share
    };
    let share = |category| Share {
        here: of(category, &|class| members[class] == Membership::In),
        everywhere: of(category, &|_| true),
    };
    Some((0..categories).map(share).collect())
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
            value: if self.everyone { 36.0 } else { 78.0 },
            range: (0.0, self.end),
        };
        let tracks = Tracks::place(self.scene.measure, &plan, x, y, width);
        tracks.draw(&mut self.canvas, &|share| self.scene.percent(share));
        let plot = tracks.plot(&self.canvas, &tracks.axis);
        for (c, share) in shares.iter().enumerate() {
            self.row(&tracks, &plot, dimension, c, share);
        }
        tracks.bottom
    }

    fn row(&mut self, tracks: &Tracks, plot: &Plot, dimension: &Dimension, c: usize, share: &Share) {
        let (scene, words) = (self.scene, self.scene.words);
        let middle = tracks.rows[c].middle();
        let label = &dimension.categories[c].label;
        let target = dimension.bias.as_ref().and_then(|bias| bias.targets.get(&dimension.categories[c].id).copied());
        if let Some(target) = target {
            self.any_target = true;
            let at = tracks.axis.at(target);
            self.canvas.line(Ink::TARGET, (at, middle - 9.0), (at, middle + 9.0));
        }
        let everywhere = share.everywhere.share();
        let here = share.here.share().filter(|_| !self.everyone);
        if let (Some(here), Some(all)) = (here, everywhere) {
            plot.line(Ink::INTERVAL, c, here, all);
        }
        if let Some(all) = everywhere {
            plot.dot(Ink::RING, (all, c), 4.5);
        }
        if let Some(here) = here {
            plot.dot(Ink::DOT, (here, c), 4.5);
        }
        let percent =
            |share: Option<f64>| share.map_or_else(|| words.no_answers().to_owned(), |share| scene.percent(share));
        let all = percent(everywhere);
        let mut lines = vec![label.clone(), dimension.label.clone()];
        // A screen reader does not convey the block, so the sentence names the dimension.
        let name = [&dimension.label, ", ", label].concat();
        let mut sentence;
        if self.everyone {
            let everyone = scene.share_of_base(share.everywhere);
            sentence = words.sample_of_everyone(&name, &everyone);
            lines.push(everyone);
            self.canvas.lines(VALUE.anchored(Anchor::End), tracks.right, middle, &[all]);
        } else {
            let share_here = percent(here);
            let (here, everywhere) = (scene.share_of_base(share.here), scene.share_of_base(share.everywhere));
            sentence = words.sample_cell(&name, &here, &everywhere);
            lines.push(words.share_of(words.this_view(), &here));
            lines.push(words.share_of(words.everyone(), &everywhere));
            self.canvas.lines(VALUE.anchored(Anchor::End), tracks.right, middle, std::slice::from_ref(&all));
            self.canvas.lines(VALUE.anchored(Anchor::End).on(Ink::STRONG), tracks.right - 40.0, middle, &[share_here]);
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
