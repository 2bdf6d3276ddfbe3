//! The chart of the view: the picture, a layer of marks for pointer and keyboard, legend and notes.

use super::{Html, Shown};
use needs_charts::Figure;
use needs_core::{crosstab::RowKind, view::Chart};

/// The picture with marks, legend and notes; empty for a table, a view that the file cannot answer, and a view of nobody
/// (`table` explains those).
pub fn figure(shown: &Shown, html: &mut Html) {
    write(shown, html, true);
}

/// The visible part: everything but the content of the marks.
pub fn picture(shown: &Shown, html: &mut Html) {
    write(shown, html, false);
}

/// A picture of more pixels is cut in an embed until a reader asks for all of it.
pub const TALL: f64 = 640.0;
/// What is left of it, as `style/embed.css` has it.
pub const CUT: f64 = 480.0;

fn write(shown: &Shown, html: &mut Html, with_marks: bool) {
    if shown.tab.as_ref().is_ok_and(|tab| tab.rows[0].n == 0) {
        return;
    }
    let Some(figure) = shown.figure else { return };
    let [width, height] = [figure.width, figure.height].map(|size| size.ceil() as u32);
    html.markup("<figure class=\"figure\"><figcaption class=\"unseen\">").text(&figure.description);
    // Screen readers get the sentences of the marks; the text of the picture would be read line by line.
    html.markup("</figcaption><div class=\"picture\"><div aria-hidden=\"true\" data-whole=\"\">");
    if figure.breaks.is_empty() {
        html.drawn(&figure.svg());
    } else {
        parts(figure, html);
    }
    html.markup("</div>");
    if !figure.marks.is_empty() {
        html.markup("<svg class=\"marks\" id=\"marks\" data-apart=\"\" viewBox=\"0 0 ")
            .number(width)
            .text(" ")
            .number(height);
        html.markup("\" width=\"").number(width).markup("\" height=\"").number(height);
        html.markup("\" role=\"grid\" aria-label=\"").text(&figure.title).markup("\" aria-describedby=\"chart-keys\">");
        if with_marks {
            marks(shown, html);
        }
        html.markup("</svg>");
    }
    html.markup("</div>");
    if figure.height > TALL {
        // In an embed the picture is cut without it (style/embed.css). What the reader chose stays (boot.js, `morph`).
        html.markup("<label class=\"show-all\"><input type=\"checkbox\" class=\"unseen\" data-kept=\"\"> ");
        html.text(&all_of_it(shown)).markup("</label>");
    }
    if !figure.marks.is_empty() {
        html.markup("<p id=\"chart-keys\" class=\"unseen\">").text(shown.words.chart_keys()).markup("</p>");
    }
    if !figure.legend.is_empty() {
        html.markup("<ul class=\"legend\" aria-label=\"").text(shown.words.legend()).markup("\">");
        for item in &figure.legend {
            html.markup("<li><i class=\"swatch ")
                .text(&item.class)
                .markup("\"></i> ")
                .text(&item.label)
                .markup("</li>");
        }
        html.markup("</ul>");
    }
    for note in &figure.notes {
        html.markup("<p class=\"note\">").text(note).markup("</p>");
    }
    html.markup("</figure>");
}

/// How much more a tall picture has: its rows, if it is of rows.
fn all_of_it(shown: &Shown) -> String {
    let words = &shown.words;
    match (shown.view.chart, shown.tab) {
        (Chart::Matrix | Chart::Ranking, Ok(tab)) => {
            let rows = tab.rows.iter().filter(|row| matches!(row.kind, RowKind::Category(_))).count();
            words.show_all(rows as u64, &shown.survey.dimensions()[shown.view.rows].label)
        }
        _ => words.show_whole().to_owned(),
    }
}

/// The parts of the picture between page breaks, one below the other.
#[inline(never)]
fn parts(figure: &Figure, html: &mut Html) {
    let width = figure.width.ceil() as u32;
    for part in figure.parts() {
        let height = part.bottom - part.top;
        html.markup("<svg class=\"chart chart-").markup(figure.chart).markup("\" width=\"").number(width);
        html.markup("\" height=\"").number(height).markup("\" viewBox=\"0 ").number(part.top).text(" ").number(width);
        html.text(" ").number(height).markup("\">").drawn(&part.content).markup("</svg>");
    }
}

/// A grid of rectangles in the picture's coordinates, each with its sentence (`aria-label`). One of them is in the tab
/// order; `app::marks` moves it.
pub fn marks(shown: &Shown, html: &mut Html) {
    let Some(figure) = shown.figure else { return };
    let mut row = None;
    for (i, mark) in figure.marks.iter().enumerate() {
        if row != Some(mark.row) {
            html.markup(if row.is_some() { "</g><g role=\"row\">" } else { "<g role=\"row\">" });
            row = Some(mark.row);
        }
        html.markup("<rect role=\"gridcell\" tabindex=\"").markup(if i == 0 { "0" } else { "-1" });
        let [left, top] = [mark.x, mark.y].map(|at| at.max(0.0) as u32);
        html.markup("\" x=\"").number(left).markup("\" y=\"").number(top);
        let [width, height] = [mark.width, mark.height].map(|size| size.ceil().max(0.0) as u32);
        html.markup("\" width=\"").number(width).markup("\" height=\"").number(height);
        html.markup("\" data-row=\"").number(mark.row as u32).markup("\" data-column=\"").number(mark.column as u32);
        html.markup("\" aria-label=\"").text(&mark.sentence).markup("\"/>");
    }
    html.markup("</g>");
}

#[cfg(test)]
mod tests {
    use super::{super::tests::page_of, *};
    use needs_charts as charts;
    use needs_core::{Survey, View, query, query::Page, sensitivity::Once, survey::example::example};
    use needs_words::{Lang, Words};

    #[test]
    fn what_shows_all_of_a_tall_picture_is_labelled_by_what_stands_there() {
        let boxes = "<input type=\"checkbox\" class=\"unseen\" data-kept=\"\">";
        for (chart, label) in [("ranking", "Show all 3 of “Field”"), ("sample", "Show the whole chart")] {
            let survey = example();
            let view = query::parse(&format!("chart={chart}"), &survey).view;
            let mut figure = charts::draw(&survey, &view, Words::new(Lang::En), 800.0).expect("a picture");
            for (height, is_cut) in [(TALL, false), (TALL + 1.0, true)] {
                figure.height = height;
                let page = page_of_figure(&survey, &view, &figure);
                let whole = format!("<label class=\"show-all\">{boxes} {label}</label>");
                assert_eq!(
                    (page.contains(&whole), page.matches(boxes).count()),
                    (is_cut, usize::from(is_cut)),
                    "{page}"
                );
            }
        }
    }

    /// The content of the figure, for a picture of any size.
    fn page_of_figure(survey: &Survey, view: &View, figure: &Figure) -> String {
        let found = needs_core::sensitivity::crosstab(survey, view);
        let mut html = Html::default();
        super::figure(
            &Shown {
                survey,
                words: Words::new(Lang::En),
                view,
                page: &Page::default(),
                tab: found.as_ref().map(|(tab, _)| tab),
                what_if: None,
                problems: &[],
                outdated: false,
                root: "",
                source: "",
                figure: Some(figure),
                sensitivity: &Once::default(),
            },
            &mut html,
        );
        html.finish()
    }

    #[test]
    fn a_picture_that_may_be_parted_is_one_svg_a_part_below_each_other() {
        let page = page_of("chart=ranking");
        let parts: Vec<&str> = page.split("<svg class=\"chart chart-ranking\"").skip(1).collect();
        assert!(parts.len() > 1, "{page}");
        let mut top = 0;
        for part in parts {
            let area = part.split_once("viewBox=\"0 ").expect("a box").1.split_once('"').expect("quoted").0;
            let area: Vec<u32> = area.split(' ').map(|n| n.parse().expect("whole")).collect();
            assert_eq!(area[0], top);
            top += area[2];
        }
        let marks = page.split_once("id=\"marks\"").expect("marks").1;
        assert!(marks.contains(&format!("height=\"{top}\"")), "the marks are as high as all parts");
    }
}
