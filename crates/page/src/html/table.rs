//! The numbers of a view as an HTML table: those of the charts, for readers, screen readers and programs.

use super::{Html, Shown};
use crate::action::{Change, Order};
use needs_core::{
    crosstab::{Cell, Column, CrossTab, Row, RowKind, Unanswerable},
    estimate::Mean,
    reliability::{RELIABLE, Reliability, least_base},
    view::{Base, Chart, Sort},
};
use needs_report::{mean_places, sentence};

/// The table of the view, or the reason why there is none.
///
/// Rows are the categories, everybody first, in the order of the view; the columns are respondents, then what the
/// question offers. A cell says share, count and base; programs read `data-count` and `data-base` of each `td`,
/// `data-row` (category id, `all` or `undetermined`) of each `tr` and `data-column` of each header.
/// It is on the page with every chart, for screen readers.
pub fn numbers(shown: &Shown, html: &mut Html) {
    match shown.tab {
        Ok(tab) => {
            if tab.rows[0].n == 0 {
                nobody(shown, html);
            }
            let seen = shown.view.chart == Chart::Table;
            html.markup("<div class=\"numbers-frame").markup(if seen { "\"" } else { " unseen\"" });
            // Wide tables scroll in their frame, so it must be focusable.
            html.when(seen, "tabindex=\"0\"").markup(" role=\"region\" aria-label=\"").text(shown.words.chart_table());
            html.markup("\">");
            table(shown, tab, html);
            html.markup("</div>");
        }
        Err(unanswerable) => not_offered(shown, unanswerable, html),
    }
}

fn nobody(shown: &Shown, html: &mut Html) {
    let words = &shown.words;
    html.markup("<div class=\"empty\"><h3>").text(words.empty_view()).markup("</h3><p>");
    html.text(words.empty_view_what_to_do()).markup("</p>").button("", Change::ClearAll, words.reset_all(), "");
    html.markup("</div>");
}

/// The dimensions that the file does not have together, with an action to clear each filter.
fn not_offered(shown: &Shown, unanswerable: &Unanswerable, html: &mut Html) {
    let (survey, words) = (shown.survey, &shown.words);
    let label = |d: usize| survey.dimensions()[d].label.as_str();
    let labels: Vec<&str> = unanswerable.dimensions.iter().map(|&d| label(d)).collect();
    html.markup("<div class=\"empty\"><h3>").text(&words.not_offered(&words.list(&labels))).markup("</h3><p>");
    html.text(words.not_offered_what_to_do()).markup("</p>");
    for &d in unanswerable.dimensions.iter().filter(|&&d| shown.view.filter.kept(d).is_some()) {
        html.button("", Change::Clear(&survey.dimensions()[d].id), &words.reset_dimension(label(d)), "");
    }
    html.markup("</div>");
}

fn table(shown: &Shown, tab: &CrossTab, html: &mut Html) {
    html.markup("<table class=\"numbers\">");
    caption(shown, html);
    head(shown, tab, html);
    html.markup("<tbody data-whole=\"\">");
    let means = mean_places(shown.survey, shown.view);
    for row in tab.order(shown.view.sort) {
        let means = means.as_ref().map_or(&[][..], |rows| &rows[row]);
        row_of(shown, (&tab.rows[row], tab.base_of_row(row)), &tab.cells[row], means, html);
    }
    html.markup("</tbody></table>");
}

fn caption(shown: &Shown, html: &mut Html) {
    let (survey, words, view) = (shown.survey, &shown.words, shown.view);
    let question = &survey.questions()[view.question];
    html.markup("<caption><span class=\"caption-question\">").text(&question.text);
    if let Some(level) = sentence::measure(question, view.level, words) {
        html.text(" – ").text(&level);
    }
    html.markup("</span> <span class=\"caption-filter\">").text(&sentence::filters(survey, &view.filter, words));
    html.markup("</span> <span class=\"caption-base\">").text(match view.base {
        Base::Answered => words.shares_of_answered(),
        Base::Asked => words.shares_of_asked(),
    });
    html.text(" ").text(&words.small_base_why(least_base(survey).into(), RELIABLE.into())).markup("</span></caption>");
}

fn head(shown: &Shown, tab: &CrossTab, html: &mut Html) {
    let (survey, view) = (shown.survey, shown.view);
    let question = &survey.questions()[view.question];
    html.markup("<thead><tr>");
    let rows = survey.dimensions()[view.rows].label.as_str();
    sortable(shown, html, "row", Order::File, (rows, ""), view.sort == Sort::File, "other");
    sortable(shown, html, "n", Order::Size, (base_heading(shown, tab), ""), view.sort == Sort::Size, "descending");
    for (c, column) in tab.columns.iter().enumerate() {
        let (id, label) = column.name(question);
        let definition = match *column {
            Column::Choice(choice) => question.choices().get(choice).map_or("", |choice| &choice.definition),
            _ => "",
        };
        sortable(shown, html, id, Order::Column(id), (label, definition), view.sort == Sort::Column(c), "descending");
    }
    html.markup("</tr></thead>");
}

/// Whose number stands behind the name of a row: those that its shares are of.
fn base_heading(shown: &Shown, tab: &CrossTab) -> &'static str {
    match tab.base {
        Base::Answered => shown.words.respondents_heading(),
        Base::Asked => shown.words.asked_heading(),
    }
}

/// A heading with a button that sorts; without the button if the table is hidden, where keyboard focus would be invisible.
fn sortable(
    shown: &Shown,
    html: &mut Html,
    id: &str,
    order: Order,
    (label, definition): (&str, &str),
    sorted: bool,
    direction: &'static str,
) {
    html.markup("<th scope=\"col\" data-column=\"").text(id);
    if sorted {
        html.markup("\" aria-sort=\"").markup(direction);
    }
    if !definition.is_empty() {
        html.markup("\" title=\"").text(definition);
    }
    html.markup("\">");
    if shown.view.chart == Chart::Table {
        html.button("", Change::Sort(order), label, "");
    } else {
        html.text(label);
    }
    html.markup("</th>");
}

fn row_of(shown: &Shown, (row, base): (&Row, u32), cells: &[Cell], means: &[Option<Mean>], html: &mut Html) {
    let (survey, words) = (shown.survey, &shown.words);
    html.markup("<tr data-row=\"").text(sentence::row_id(survey, shown.view.rows, row.kind));
    html.markup(if row.kind == RowKind::All { "\" class=\"all\">" } else { "\">" });
    html.markup("<th scope=\"row\">").text(&sentence::row(survey, shown.view.rows, row.kind, words));
    html.markup("</th><td class=\"n\" data-n=\"").number(row.n).markup("\" data-unknown=\"").number(row.unknown);
    html.markup("\" data-base=\"").number(base).markup("\">").text(&words.count(base.into()));
    if row.unknown > 0 {
        html.markup(" <small>").text(&words.cannot_be_told_apart(row.unknown.into())).markup("</small>");
    }
    html.markup("</td>");
    for (c, cell) in cells.iter().enumerate() {
        html.markup("<td data-count=\"").number(cell.count).markup("\" data-base=\"").number(cell.base).markup("\">");
        let reliability = Reliability::of(survey, cell);
        let of_base = words.count_of_base(cell.count.into(), cell.base.into());
        match cell.share() {
            None => {
                html.markup("<span class=\"none\">").text(words.no_answers()).markup("</span>");
            }
            Some(_) if reliability == Reliability::Withheld => {
                html.markup("<span class=\"none\">").text(words.small_base()).markup("</span> <small>");
                html.text(&of_base).markup("</small>");
            }
            Some(share) => {
                html.markup(if reliability == Reliability::Low { "<b class=\"low\">" } else { "<b>" });
                html.text(&words.percent(share, 0)).markup("</b> <small>");
                // Under a what-if the share is not count divided by base.
                match cell.as_answered() {
                    Some(now) => html.text(&words.now_share(&words.percent(now, 0))),
                    None => html.text(&of_base),
                };
                html.markup("</small>");
            }
        }
        if let Some(Some(mean)) = means.get(c) {
            let [value, low, high] = [mean.value, mean.low, mean.high].map(|place| words.decimal(place, 2));
            html.markup(" <small>").text(&words.mean_place_short(&value, &low, &high)).markup("</small>");
        }
        html.markup("</td>");
    }
    html.markup("</tr>");
}

#[cfg(test)]
mod tests {
    use super::super::tests::{page_of, page_of_survey};

    #[test]
    fn a_cell_says_share_count_and_base() {
        let page = page_of("chart=table");
        assert!(
            page.contains("<td data-count=\"14\" data-base=\"26\"><b>54%</b> <small>14 of 26</small></td>"),
            "{page}"
        );
        assert!(
            page.contains("<td class=\"n\" data-n=\"27\" data-unknown=\"5\" data-base=\"26\">26 <small>"),
            "{page}"
        );
    }

    #[test]
    fn under_a_what_if_a_cell_says_what_the_share_is_now() {
        let page = page_of("chart=table&weight=region:australia:0.02");
        let cell = "<td data-count=\"24\" data-base=\"45\"><b>47%</b> <small>now 53%</small></td>";
        assert!(page.contains(cell), "{page}");
        assert!(!page.contains("24 of 45"), "{page}");
    }

    #[test]
    fn a_ranking_has_mean_places_in_its_cells_and_majorities_below() {
        // Of twenty people 12 ordered A B, 4 B A, and 4 ranked A alone.
        let file = r#"{"profile": "needs-by-field", "profile_version": "1.1.0", "name": "x", "title": "x", "licenses": [{"name": "CC0-1.0"}],
            "respondents": {"received": 20, "consented": 20, "published": 20},
            "privacy": {"model": "joint", "k": 5, "smallest_class": 20, "generalized": {}},
            "dimensions": [{"id": "field", "role": "field", "label": "Field", "categories": [{"id": "f", "label": "F"}]}],
            "questions": [{"id": "rank", "kind": "ranking", "text": "Rank these", "pairs": true, "places": 2,
                           "items": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]}],
            "resources": [{"name": "classes", "type": "table", "data": [
                ["field", "n", "rank.asked", "rank.answered", "rank.a.1", "rank.a.2", "rank.b.1", "rank.b.2",
                 "rank.before.a.b", "rank.before.b.a"],
                [[0], 20, 20, 20, 16, 4, 4, 12, 16, 4]]}]}"#;
        let survey = needs_core::Survey::read(file.as_bytes()).expect("sound");
        let page = page_of_survey(&survey, "chart=table");
        // (16 + 2 * 4) / 20, and 1.2 +- 2.093 * 0.4104 / sqrt(20).
        let cell = "<b>80%</b> <small>16 of 20</small> <small>mean place 1.20 (1.01 to 1.39)</small></td>";
        assert!(page.contains(cell), "{page}");
        assert!(
            page.contains(
                "<li>A: mean place 1.20 (chance interval 1.01 to 1.39) of 20 respondents who ranked it.</li>"
            )
        );
        assert!(
            page.contains("<li>More people put A before each of the others than the other way round.</li>"),
            "{page}"
        );
        assert!(page.contains("<li>A before B: 80% of the 20 who ranked either"), "{page}");
        // The chart has both: shares, and means below them.
        let chart = page_of_survey(&survey, "chart=ranking");
        assert!(chart.contains("Mean place (1 is first)"), "{chart}");
    }

    #[test]
    fn the_sorted_column_says_so() {
        assert!(page_of("").contains("data-column=\"n\" aria-sort=\"descending\""));
        let sorted = page_of("sort=by-docs");
        assert!(sorted.contains("data-column=\"docs\" aria-sort=\"descending\""));
        assert!(sorted.find("<tr data-row=\"single-cell\"") < sorted.find("<tr data-row=\"bioimaging\""));
    }

    #[test]
    fn the_table_is_there_for_ears_whatever_chart_is_shown() {
        assert!(page_of("").contains("<div class=\"numbers-frame unseen\""));
        assert!(page_of("").contains("<table"));
        assert!(page_of("chart=table").contains("<div class=\"numbers-frame\" tabindex=\"0\""));
    }

    #[test]
    fn a_view_of_nobody_has_cells_without_a_share() {
        assert!(page_of("channel=").contains("data-count=\"0\" data-base=\"0\"><span class=\"none\">no answers"));
    }
}
