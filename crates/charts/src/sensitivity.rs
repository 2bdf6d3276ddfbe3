//! The sensitivity chart: how far the shares move when a group is left out.

use super::{
    DrawError, Figure, LegendItem, Mark, Scene,
    canvas::{Canvas, Caption, Plot},
    ink::Ink,
    lettering::{Anchor, Lettering},
    tracks::{HEADING, Plan, Tracks, VALUE, widest},
};
use needs_core::sensitivity::{First, Influence, Once, Range, Sensitivity};
use needs_report::{findings, nouns::Nouns};

/// Most groups shown, those with the strongest influence.
const MOST: usize = 16;
/// Gap between the axis and the text right of it, in addition to 12 pixels of the layout.
const BEHIND: f64 = 20.0;
/// Charts of at least this width name the option that moves most.
const WIDE: f64 = 560.0;

#[inline(never)]
pub fn draw(scene: &Scene) -> Result<Figure, DrawError> {
    let own = Once::default();
    let sensitivity = scene.counted.sensitivity.unwrap_or(&own).of(scene.survey, scene.view).map_err(Clone::clone)?;
    let (words, title) = (scene.words, scene.question().name().to_owned());
    if needs_core::reliability::least_base(scene.survey) as f64 > sensitivity.all.certain.base {
        let said = if sensitivity.all.certain.base == 0.0 { words.empty_view().to_owned() } else { too_few(scene) };
        return Ok(scene.message("sensitivity", title, &said));
    }
    let shown = &sensitivity.influences[..sensitivity.influences.len().min(MOST)];
    let mut canvas = Canvas::new();
    let verdict = verdict(scene, sensitivity);
    let mut y = 0.0;
    for line in HEADING.wrap(scene.measure, &verdict, scene.width, usize::MAX) {
        y += HEADING.leading();
        canvas.text(HEADING, 0.0, y, &line);
    }
    y += 10.0;
    let labels: Vec<String> = shown.iter().map(|influence| group(scene, influence)).collect();
    let reach = shown.iter().filter_map(|i| Some(i.largest()?.1.most())).fold(0.02, f64::max);
    let reach = (reach * 100.0).ceil() / 100.0;
    let wide = scene.width >= WIDE;
    let room = (scene.width * 0.34).min(300.0);
    let said: Vec<Vec<String>> = shown.iter().map(|influence| behind(scene, influence, wide.then_some(room))).collect();
    // A range of changes is wider than a number.
    let narrow = said.iter().flatten().map(|line| VALUE.on(Ink::STRONG).width(scene.measure, line) + 4.0);
    let value = if wide { room } else { narrow.fold(34.0, f64::max) };
    let lines_behind: Vec<usize> = said.iter().map(Vec::len).collect();
    let plan = Plan {
        labels: &labels,
        behind: &lines_behind,
        wanted: widest(scene.measure, &labels),
        gutter: 0.0,
        value,
        range: (-reach, reach),
    };
    let tracks = Tracks::place(scene.measure, &plan, 0.0, y, scene.width);
    if !shown.is_empty() {
        tracks.draw(&mut canvas, &|points| words.signed(points * 100.0, 0));
    }
    let plot = tracks.plot(&canvas, &tracks.axis);
    for (place, influence) in shown.iter().enumerate() {
        let (x, y, width, height) = tracks.area(place);
        row(&plot, place, influence);
        if wide {
            canvas.lines(value_lettering(influence), tracks.axis.right + BEHIND, y + height / 2.0, &said[place]);
        } else {
            canvas.lines(VALUE.anchored(Anchor::End), tracks.right, y + height / 2.0, &said[place]);
        }
        let lines = lines(scene, influence);
        let sentence = lines.join("; ");
        canvas.marks.push(Mark { x, y, width, height, row: place, column: 0, sentence, lines });
    }
    let who = words.respondents(sensitivity.all.certain.base as u64);
    let caption = Caption {
        chart: "sensitivity",
        title,
        description: words.picture_description(words.chart_sensitivity_what(), &[verdict, who].join(" ")),
        legend: legend(scene, shown),
        notes: notes(scene, sensitivity, shown.len()),
    };
    Ok(canvas.finish(words, scene.width, tracks.bottom + 4.0, caption))
}

fn option(scene: &Scene, sensitivity: &Sensitivity, option: usize) -> String {
    scene.option_name(sensitivity.options[option])
}

fn too_few(scene: &Scene) -> String {
    scene.words.headline_too_few(&scene.nouns().one)
}

/// One sentence: robust, what the first place hangs on, or that it cannot be told.
fn verdict(scene: &Scene, sensitivity: &Sensitivity) -> String {
    let words = scene.words;
    let Some(&first) = sensitivity.order.first() else { return too_few(scene) };
    if sensitivity.all.first().is_none() {
        return words.finding_first_unknown(&scene.nouns().one);
    }
    let groups: Vec<String> = sensitivity.hangs_on().map(|influence| quoted(scene, influence)).collect();
    let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
    let first = option(scene, sensitivity, first);
    let (untold, all) = (sensitivity.untold().count(), sensitivity.influences.len());
    if !groups.is_empty() {
        words.leans_on(&first, &words.list(&groups))
    } else if untold == 0 {
        words.finding_robust(&first)
    } else {
        words.finding_first_untold_many(&first, untold as u64, all as u64)
    }
}

fn name(scene: &Scene, influence: &Influence) -> String {
    scene.survey.dimensions()[influence.dimension].categories[influence.category].label.clone()
}

/// “Australia” (Region): in a sentence a bare label could read as part of it.
fn quoted(scene: &Scene, influence: &Influence) -> String {
    scene.words.group_of(&name(scene, influence), &scene.survey.dimensions()[influence.dimension].label)
}

/// "Region: Australia".
fn group(scene: &Scene, influence: &Influence) -> String {
    scene.words.filter_keeps(&scene.survey.dimensions()[influence.dimension].label, &name(scene, influence))
}

fn row(plot: &Plot, place: usize, influence: &Influence) {
    let changes = influence.shifts.iter().flatten().map(|shift| shift.change());
    let (low, high) =
        changes.clone().fold((0.0_f64, 0.0_f64), |(low, high), c| (low.min(c.middle()), high.max(c.middle())));
    plot.line(Ink::LINK, place, low, high);
    // A ring says where: a change of which only the bounds are known has none.
    for change in changes.filter(|change| change.is_exact()) {
        plot.dot(Ink::RING, (change.low, place), 2.5);
    }
    let Some((_, change)) = influence.largest() else { return };
    if !change.is_exact() {
        // Somewhere here: a dot would say where.
        plot.line(Ink::INTERVAL, place, change.low, change.high);
        return;
    }
    let ink = if first_changes(influence) { Ink::OTHER } else { Ink::DOT };
    plot.dot(ink, (change.low, place), 4.5);
}

fn first_changes(influence: &Influence) -> bool {
    matches!(influence.first, First::Changes(_))
}

fn order_changes(influence: &Influence) -> bool {
    influence.order_changes == Some(true) && !first_changes(influence)
}

/// A change of shares in points, or the bounds it lies between.
fn points(scene: &Scene, change: Range) -> String {
    match findings::bounds_of(change, 0) {
        None => scene.words.signed(change.low * 100.0, 0),
        Some((low, high)) => {
            scene.words.interval_range(&scene.words.signed(low * 100.0, 0), &scene.words.signed(high * 100.0, 0))
        }
    }
}

fn value_lettering(influence: &Influence) -> Lettering {
    Lettering { ink: if first_changes(influence) { Ink::STRONG } else { Ink::TEXT }, ..VALUE }
}

/// The text right of the axis: the largest change, and its option's name if there is `room`.
fn behind(scene: &Scene, influence: &Influence, room: Option<f64>) -> Vec<String> {
    let Some((most, change)) = influence.largest() else { return Vec::new() };
    let points = points(scene, change);
    let mark = if first_changes(influence) {
        " ▲"
    } else if order_changes(influence) {
        " ↕"
    } else {
        ""
    };
    let Some(room) = room else { return vec![[&points, mark].concat()] };
    let label = scene.option_name(scene.columns()[most]);
    value_lettering(influence).wrap(
        scene.measure,
        &[&points, mark, " ", &label].concat(),
        room + 12.0 - BEHIND,
        usize::MAX,
    )
}

/// The tooltip: the heading, then the effects of leaving the group out, one per line.
fn lines(scene: &Scene, influence: &Influence) -> Vec<String> {
    let words = scene.words;
    let share = match findings::bounds_of(influence.share, 0) {
        None => scene.percent(influence.share.low),
        Some((low, high)) => words.interval_range(&scene.percent(low), &scene.percent(high)),
    };
    let mut lines = vec![words.share_of(&group(scene, influence), &share)];
    if let Some((most, change)) = influence.largest() {
        let label = scene.option_name(scene.columns()[most]);
        let moved = match findings::bounds_of(change, 1) {
            None => words.points(change.low, 1),
            Some((low, high)) => words.interval_range(&words.signed(low * 100.0, 1), &words.points(high, 1)),
        };
        lines.push(words.influence(&quoted(scene, influence), &label, &moved));
    }
    match influence.first {
        First::Changes(Some(first)) => lines.push(words.comes_first(&scene.option_name(scene.columns()[first]))),
        First::Changes(None) => lines.push(words.first_changes(&scene.nouns().one)),
        First::Untold => lines.push(words.first_untold().to_owned()),
        First::Stays if order_changes(influence) => lines.push(words.order_changes().to_owned()),
        First::Stays => {}
    }
    lines
}

fn legend(scene: &Scene, shown: &[Influence]) -> Vec<LegendItem> {
    let (words, Nouns { one, .. }) = (scene.words, scene.nouns());
    let item = |ink: Ink, label: &str| LegendItem { class: ink.class().to_owned(), label: label.to_owned() };
    let mut legend = vec![item(Ink::DOT, &words.moves_most(&one)), item(Ink::RING, &words.other_options(&one))];
    if shown.iter().any(|influence| influence.largest().is_some_and(|(_, change)| !change.is_exact())) {
        legend.push(item(Ink::INTERVAL, words.range_legend()));
    }
    if shown.iter().any(first_changes) {
        legend.push(item(Ink::OTHER, &[&words.first_changes(&one), " ▲"].concat()));
    }
    if shown.iter().any(order_changes) {
        legend.push(item(Ink::TEXT, &[words.order_changes(), " ↕"].concat()));
    }
    legend
}

fn notes(scene: &Scene, sensitivity: &Sensitivity, shown: usize) -> Vec<String> {
    let words = scene.words;
    let mut notes = scene.unweighted();
    let rest = sensitivity.influences.len() - shown;
    if rest > 0 {
        notes.push(words.more_groups(rest as u64));
    }
    if !sensitivity.unanswerable.is_empty() {
        notes.push(words.finding_not_told(&scene.dimensions(&sensitivity.unanswerable)));
    }
    notes
}
