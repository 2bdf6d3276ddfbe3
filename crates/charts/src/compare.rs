//! The compare chart: both shares of every option, and their difference with its interval.

use super::{
    DrawError, Figure, LegendItem, Mark, Scene,
    canvas::{Canvas, Caption, Plot},
    describe::Few,
    ink::Ink,
    lettering::{Anchor, Lettering},
    scale::{Axis, round_up},
    tracks::{ASIDE, Plan, Tracks, VALUE, widest},
};
use needs_core::{
    estimate::Difference,
    sensitivity::{Compared, Comparison},
    view::Versus,
};

/// Charts of at least this width have an axis of differences.
const WIDE: f64 = 620.0;
/// Least room for the numbers of the differences.
const LEAST_NUMBERS: f64 = 72.0;

#[inline(never)]
pub fn draw(scene: &Scene) -> Result<Figure, DrawError> {
    let comparison = Comparison::of(scene.survey, scene.view)?;
    let (words, title) = (scene.words, scene.question().name().to_owned());
    if comparison.here == 0 || comparison.there == 0 {
        return Ok(scene.empty("compare", title));
    }
    let mut order: Vec<usize> = (0..comparison.options.len()).collect();
    let share = |option: &usize| comparison.options[*option].here.share().unwrap_or(-1.0);
    order.sort_by(|a, b| share(b).total_cmp(&share(a)));
    let labels: Vec<String> = order.iter().map(|&option| scene.option_name(comparison.columns[option])).collect();
    let shown = comparison.options.iter().filter(|option| !is_few(scene, option));
    let end =
        round_up(shown.flat_map(|option| [option.here.share(), option.there.share()]).flatten().fold(0.0, f64::max));
    let wide = scene.width >= WIDE;
    let numbers = if wide { numbers_width(scene, &comparison) } else { 0.0 };
    let value = if wide { (scene.width * 0.36).min(360.0).max(numbers + 140.0) } else { 92.0 };
    // Without an axis of differences, the difference and its interval are on two lines.
    let behind = vec![if wide { 1 } else { 2 }; order.len()];
    let plan = Plan {
        labels: &labels,
        behind: &behind,
        wanted: widest(scene.measure, &labels),
        gutter: 0.0,
        value,
        range: (0.0, end),
    };
    let mut canvas = Canvas::new();
    let tracks = Tracks::place(scene.measure, &plan, 0.0, 18.0, scene.width);
    tracks.draw(&mut canvas, &|share| scene.percent(share));
    let plots = Plots {
        shares: tracks.plot(&canvas, &tracks.axis),
        differences: wide.then(|| differences(scene, &mut canvas, &tracks, &comparison, (value, numbers))),
    };
    let mut shown_few = Few::default();
    for (place, &option) in order.iter().enumerate() {
        let compared = &comparison.options[option];
        let middle = tracks.rows[place].middle();
        let column = scene.column_name(comparison.columns[option]);
        let few = is_few(scene, compared);
        shown_few.none |= few;
        let low = !few && (scene.is_low(&compared.here) || scene.is_low(&compared.there));
        shown_few.low |= low;
        if low {
            canvas.rect(Ink::FEW, tracks.axis.left, middle - 7.0, tracks.axis.right - tracks.axis.left, 14.0);
        }
        let mut lines = vec![column.clone()];
        let sentence = if few {
            canvas.rect(Ink::FEW, tracks.axis.left, middle - 7.0, tracks.axis.right - tracks.axis.left, 14.0);
            let lettering = VALUE.anchored(Anchor::Middle).on(Ink::ON_FEW);
            let said = words.small_base().to_owned();
            canvas.lines(lettering, (tracks.axis.left + tracks.axis.right) / 2.0, middle, std::slice::from_ref(&said));
            lines.push(said);
            words.compare_few(&column)
        } else {
            let said = row(scene, &mut canvas, &tracks, &plots, place, compared);
            let mut sentence = words.compare_cell(&column, &said[0], &said[1]);
            lines.push(words.share_of(words.this_view(), &said[0]));
            lines.push(words.share_of(&there(scene), &said[1]));
            if let Some(difference) = said.get(2) {
                sentence.push_str("; ");
                sentence.push_str(difference);
                lines.push(difference.clone());
            }
            sentence
        };
        let (x, y, width, height) = tracks.area(place);
        canvas.marks.push(Mark { x, y, width, height, row: place, column: 0, sentence, lines });
    }
    let mut notes = scene.unweighted();
    if comparison.both.is_some_and(|both| both > 0) {
        notes.push(words.compare_overlap().to_owned());
    }
    if shown_few.any() {
        notes.push(scene.small_base_why());
    }
    let item = |ink: Ink, label: String| LegendItem { class: ink.class().to_owned(), label };
    // Items of a rating have bases of their own, which their marks tell.
    let bases = comparison.bases();
    let with_n = |name: &str, n: Option<u32>| match n {
        Some(n) => words.name_and_n(name, &words.n_equals(n.into())),
        None => name.to_owned(),
    };
    let mut legend = vec![
        item(Ink::DOT, with_n(words.this_view(), bases.map(|bases| bases.0))),
        item(Ink::OTHER, with_n(&there(scene), bases.map(|bases| bases.1))),
        item(Ink::INTERVAL, words.interval_legend(words.interval_label())),
    ];
    scene.hatching(&mut legend, shown_few);
    let who = words.respondents_of(comparison.here, u64::from(scene.survey.about.respondents.published));
    let description = words.picture_description(words.chart_compare_what(), &who);
    let caption = Caption { chart: "compare", title, description, legend, notes };
    Ok(canvas.finish(words, scene.width, tracks.bottom + 4.0, caption))
}

/// Where shares are drawn, and differences where there is room for them.
struct Plots {
    shares: Plot,
    differences: Option<Plot>,
}

fn is_few(scene: &Scene, compared: &Compared) -> bool {
    scene.is_few(&compared.here) || scene.is_few(&compared.there)
}

/// The name of the other side.
fn there(scene: &Scene) -> String {
    let words = scene.words;
    match &scene.view.versus {
        Versus::Everyone => words.compare_everyone().to_owned(),
        Versus::Rest => words.compare_rest().to_owned(),
        Versus::Filter(filter) => {
            let named = scene
                .survey
                .views()
                .iter()
                .find(|named| needs_core::query::parse(&named.query, scene.survey).view.filter == *filter);
            named.map_or_else(|| words.other_view().to_owned(), |named| named.label.clone())
        }
    }
}

/// The axis of differences, between the shares and the numbers; widths of axis and numbers together, and of the numbers.
fn differences(
    scene: &Scene,
    canvas: &mut Canvas,
    tracks: &Tracks,
    comparison: &Comparison,
    (value, numbers): (f64, f64),
) -> Plot {
    let shown =
        comparison.options.iter().filter(|option| !is_few(scene, option)).filter_map(|option| option.difference);
    let reach = round_up(shown.map(|d| d.low.abs().max(d.high.abs())).fold(0.02, f64::max));
    let left = tracks.right - value + 24.0;
    let axis = Axis::new(-reach, reach, left, tracks.right - numbers - 14.0);
    for tick in axis.ticks(48.0) {
        let ink = if tick == 0.0 { Ink::AXIS } else { Ink::GRID };
        let x = axis.at(tick);
        canvas.line(ink, (x, tracks.top), (x, tracks.bottom));
        canvas.text(ASIDE.anchored(Anchor::Middle), x, tracks.top - 5.0, &scene.words.signed(tick * 100.0, 0));
    }
    let name = Lettering { ink: Ink::STRONG, ..ASIDE };
    canvas.text(name, left, tracks.top - 20.0, scene.words.difference_in_points());
    tracks.plot(canvas, &axis)
}

/// A difference and its interval in percentage points: "+8" and "−3 to +19".
fn numbers(scene: &Scene, difference: &Difference) -> (String, String) {
    let points = |x: f64| scene.words.signed(x * 100.0, 0);
    let range = scene.words.interval_range(&points(difference.low), &points(difference.high));
    (points(difference.value), range)
}

fn numbers_ink(difference: &Difference) -> Ink {
    if difference.is_significant() { Ink::STRONG } else { Ink::MUTED }
}

/// Width of the numbers of an option on one line, in pixels.
fn numbers_width(scene: &Scene, comparison: &Comparison) -> f64 {
    let shown =
        comparison.options.iter().filter(|option| !is_few(scene, option)).filter_map(|option| option.difference);
    let width = |difference: Difference| {
        let (points, range) = numbers(scene, &difference);
        let text = scene.words.share_and_count(&points, &range);
        VALUE.on(numbers_ink(&difference)).width(scene.measure, &text)
    };
    shown.map(width).fold(LEAST_NUMBERS, f64::max)
}

/// Draws an option, and says the share here, there, and their difference if there is one.
fn row(
    scene: &Scene,
    canvas: &mut Canvas,
    tracks: &Tracks,
    plots: &Plots,
    place: usize,
    option: &Compared,
) -> Vec<String> {
    let (Some(here), Some(there)) = (option.here.share(), option.there.share()) else {
        return vec![scene.words.no_answers().to_owned(); 2];
    };
    let y = tracks.rows[place].middle();
    plots.shares.line(Ink::LINK, place, here, there);
    plots.shares.dot(Ink::OTHER, (there, place), 4.5);
    plots.shares.dot(Ink::DOT, (here, place), 4.5);
    let mut said = vec![scene.share_of_base(option.here), scene.share_of_base(option.there)];
    let Some(difference) = option.difference else { return said };
    let Difference { value, low, high } = difference;
    let significant = difference.is_significant();
    if let Some(differences) = &plots.differences {
        differences.line(Ink::INTERVAL, place, low, high);
        differences.dot(if significant { Ink::DOT } else { Ink::RING }, (value, place), 4.0);
    }
    let (points, range) = numbers(scene, &difference);
    let anchor = VALUE.anchored(Anchor::End).on(numbers_ink(&difference));
    if plots.differences.is_some() {
        canvas.lines(anchor, tracks.right, y, &[scene.words.share_and_count(&points, &range)]);
    } else {
        canvas.lines(anchor, tracks.right, y - 6.0, &[points]);
        canvas.lines(ASIDE.anchored(Anchor::End), tracks.right, y + 7.0, std::slice::from_ref(&range));
    }
    let [low, high] = [low, high].map(|x| scene.words.signed(x * 100.0, 0));
    let mut sentence = scene.words.difference_interval(&scene.words.points(value, 0), &low, &high);
    if !significant {
        sentence.push_str(", ");
        sentence.push_str(scene.words.difference_unclear());
    }
    said.push(sentence);
    said
}
