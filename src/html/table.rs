//! The numbers of a view as an HTML table: the same as in the charts, for eyes, ears and programs.

use super::Html;
use crate::{
    charts::least_answers,
    crosstab::{Cell, CrossTab, Row, RowKind},
    sentence,
    survey::Survey,
    view::{Base, Sort, View},
    words::Words,
};

/// The table of a view.
///
/// Rows are the categories, everybody first, in the order of the view; the columns are respondents, then what the
/// question offers. A cell says share, count and base; programs read `data-count` and `data-base` of each `td`,
/// `data-row` (category id, `all` or `undetermined`) of each `tr` and `data-column` of each header. The header
/// cells hold a button each, with `data-sort` as the value of `sort` in the address.
pub fn table(survey: &Survey, view: &View, tab: &CrossTab, words: &Words) -> String {
    let mut html = Html::default();
    html.markup("<table class=\"numbers\">");
    caption(&mut html, survey, view, words);
    head(&mut html, survey, view, tab, words);
    html.markup("<tbody>");
    for row in tab.order(view.sort) {
        row_of(&mut html, survey, view, &tab.rows[row], &tab.cells[row], words);
    }
    html.markup("</tbody></table>");
    html.finish()
}

fn caption(html: &mut Html, survey: &Survey, view: &View, words: &Words) {
    let question = &survey.questions()[view.question];
    html.markup("<caption><span class=\"caption-question\">").text(&question.text);
    if let Some(level) = question.levels.get(view.level) {
        html.text(" – ").text(&level.label);
    }
    html.markup("</span> <span class=\"caption-filter\">").text(&sentence::filters(survey, &view.filter, words));
    html.markup("</span> <span class=\"caption-base\">").text(match view.base {
        Base::Answered => words.shares_of_answered(),
        Base::Asked => words.shares_of_asked(),
    });
    html.markup("</span></caption>");
}

fn head(html: &mut Html, survey: &Survey, view: &View, tab: &CrossTab, words: &Words) {
    let question = &survey.questions()[view.question];
    html.markup("<thead><tr>");
    sortable(html, "row", "file", &survey.dimensions()[view.rows].label, view.sort == Sort::File, "other");
    sortable(html, "n", "size", words.respondents_heading(), view.sort == Sort::Size, "descending");
    for (c, column) in tab.columns.iter().enumerate() {
        let (id, label) = column.name(question);
        let mut sort = String::from("by-");
        sort.push_str(id);
        sortable(html, id, &sort, label, view.sort == Sort::Column(c), "descending");
    }
    html.markup("</tr></thead>");
}

fn sortable(html: &mut Html, id: &str, sort: &str, label: &str, sorted: bool, direction: &'static str) {
    html.markup("<th scope=\"col\" data-column=\"").text(id);
    if sorted {
        html.markup("\" aria-sort=\"").markup(direction);
    }
    html.markup("\"><button type=\"button\" data-sort=\"").text(sort).markup("\">").text(label);
    html.markup("</button></th>");
}

fn row_of(html: &mut Html, survey: &Survey, view: &View, row: &Row, cells: &[Cell], words: &Words) {
    let (id, label) = sentence::row(survey, view.rows, row.kind, words);
    html.markup("<tr data-row=\"").text(id);
    html.markup(if row.kind == RowKind::All { "\" class=\"all\">" } else { "\">" });
    html.markup("<th scope=\"row\">").text(label).markup("</th><td class=\"n\" data-n=\"").number(row.n);
    html.markup("\" data-unknown=\"").number(row.unknown).markup("\">").text(&words.count(row.n.into()));
    if row.unknown > 0 {
        html.markup(" <small>").text(&words.cannot_be_told_apart(row.unknown.into())).markup("</small>");
    }
    html.markup("</td>");
    for cell in cells {
        html.markup("<td data-count=\"").number(cell.count).markup("\" data-base=\"").number(cell.base).markup("\">");
        match cell.share() {
            None => {
                html.markup("<span class=\"none\">").text(words.no_answers()).markup("</span>");
            }
            Some(_) if cell.base < least_answers(survey) => {
                html.markup("<span class=\"none\">").text(words.small_base()).markup("</span> <small>");
                html.text(&words.count_of_base(cell.count.into(), cell.base.into())).markup("</small>");
            }
            Some(share) => {
                html.markup("<b>").text(&words.percent(share, 0)).markup("</b> <small>");
                html.text(&words.count_of_base(cell.count.into(), cell.base.into())).markup("</small>");
            }
        }
        html.markup("</td>");
    }
    html.markup("</tr>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query, survey::example::example, words::Lang};

    fn of(query: &str) -> String {
        let survey = example();
        let view = query::parse(query, &survey).view;
        let tab = CrossTab::of(&survey, &view).expect("answerable");
        table(&survey, &view, &tab, &Words::new(Lang::En))
    }

    #[test]
    fn a_cell_says_share_count_and_base() {
        let html = of("");
        assert!(html.contains("<td data-count=\"14\" data-base=\"26\"><b>54%</b> <small>14 of 26</small></td>"), "{html}");
        assert!(html.contains("<td class=\"n\" data-n=\"27\" data-unknown=\"5\">27 <small>"), "{html}");
    }

    #[test]
    fn the_sorted_column_says_so() {
        assert!(of("").contains("data-column=\"n\" aria-sort=\"descending\""));
        assert!(of("sort=by-docs").contains("data-column=\"docs\" aria-sort=\"descending\""));
        assert!(of("sort=by-docs").find("data-row=\"single-cell\"") < of("sort=by-docs").find("data-row=\"bioimaging\""));
    }

    #[test]
    fn a_view_of_nobody_has_cells_without_a_share() {
        let html = of("channel=");
        assert!(html.contains("data-count=\"0\" data-base=\"0\"><span class=\"none\">no answers"), "{html}");
        assert!(!html.contains('%'), "{html}");
    }
}
