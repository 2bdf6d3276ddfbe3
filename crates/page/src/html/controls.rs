//! What is shown of those who are in the view: question, numbers, order, chart.

use super::{Html, Shown};
use needs_core::{
    crosstab,
    view::{Base, Chart, Show, Sort, Versus},
};
use needs_report::sentence;
use needs_words::Words;

/// The charts that the page offers, in the order of their tabs.
const CHARTS: [Chart; 6] =
    [Chart::Matrix, Chart::Ranking, Chart::Compare, Chart::Sample, Chart::Sensitivity, Chart::Table];

pub fn controls(shown: &Shown, html: &mut Html) {
    let (survey, words, view) = (shown.survey, &shown.words, shown.view);
    let question = &survey.questions()[view.question];
    html.markup("<h2 class=\"asked\">").text(&question.text);
    // Bars of a rating show all its levels.
    let rating = !question.levels().is_empty();
    let all_levels = rating && view.chart == Chart::Ranking || view.chart == Chart::Sample;
    if let Some(level) = sentence::measure(question, view.level, words).filter(|_| !all_levels) {
        html.text(" – ").text(&level);
    }
    html.markup("</h2>");
    who(shown, html);
    html.markup("<div class=\"controls\">");
    if survey.questions().len() > 1 {
        let names: Vec<&str> = survey.questions().iter().map(|q| q.name()).collect();
        select(html, words.question(), "question", &names, view.question);
    }
    if question.steps() > 0 {
        let levels: Vec<String> =
            (0..question.measures().len()).filter_map(|measure| sentence::measure(question, measure, words)).collect();
        let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
        select(html, words.level(), "level", &levels, view.level);
    } else if !question.themes().is_empty() {
        segmented(html, words.detail(), "themes", &[words.detail_choices(), words.detail_themes()], view.themes.into());
    }
    // The others show shares, or both.
    if view.chart == Chart::Matrix || view.chart == Chart::Ranking && !rating {
        let shares = [words.share_of_respondents(), words.count_of_respondents()];
        segmented(html, words.show_as(), "show", &shares, (view.show == Show::Count).into());
    }
    if !answered_only(shown) {
        let bases = [words.base_answered(), words.base_asked()];
        select(html, words.base(), "base", &bases, (view.base == Base::Asked).into());
    }
    if view.chart == Chart::Compare {
        versus(shown, html);
    }
    if matches!(view.chart, Chart::Matrix | Chart::Ranking | Chart::Table) {
        rows(shown, html);
    }
    html.markup("</div>");
    tabs(shown, html);
}

/// Who is in the view, as a sentence: where filters cannot be seen (folded, in a frame, on paper) it says what they do.
fn who(shown: &Shown, html: &mut Html) {
    let filter = &shown.view.filter;
    html.markup(if filter.is_everyone() { "<p class=\"who everyone\">" } else { "<p class=\"who\">" });
    if let Ok(tab) = shown.tab {
        html.text(&shown.words.respondents_of(tab.rows[0].n.into(), tab.published.into())).text(". ");
    }
    if answered_only(shown) {
        html.text(shown.words.answered_only()).text(" ");
    }
    html.text(&sentence::filters(shown.survey, filter, &shown.words)).markup("</p>");
}

/// Whether the file tells only of those who answered the question.
fn answered_only(shown: &Shown) -> bool {
    shown.tab.is_ok_and(|tab| tab.answered_only)
}

/// What the rows of a chart are, and their order.
fn rows(shown: &Shown, html: &mut Html) {
    let (survey, words, view) = (shown.survey, &shown.words, shown.view);
    let question = &survey.questions()[view.question];
    let dimensions: Vec<&str> = survey.dimensions().iter().map(|dimension| dimension.label.as_str()).collect();
    select(html, words.rows(), "rows", &dimensions, view.rows);
    let mut orders = vec![words.sort_size(), words.sort_file()];
    orders.extend(crosstab::columns(survey, view).into_iter().map(|column| column.name(question).1));
    let sorted = match view.sort {
        Sort::Size => 0,
        Sort::File => 1,
        Sort::Column(c) => 2 + c,
    };
    select(html, words.sort_by(), "sort", &orders, sorted);
}

/// What the view is compared with: everyone, everyone else, a view of the author, or what a link says.
fn versus(shown: &Shown, html: &mut Html) {
    let (survey, words) = (shown.survey, &shown.words);
    // Numbered as `action` has them: views of everybody are no other side, but keep their number.
    let mut sides = vec![(0, words.compare_everyone()), (1, words.compare_rest())];
    let mut chosen = match shown.view.versus {
        Versus::Everyone => 0,
        Versus::Rest => 1,
        Versus::Filter(_) => usize::MAX,
    };
    for (i, named) in survey.views().iter().enumerate() {
        let other = needs_core::query::parse(&named.query, survey).view.filter;
        if other.is_everyone() {
            continue;
        }
        if matches!(&shown.view.versus, Versus::Filter(filter) if *filter == other) && chosen == usize::MAX {
            chosen = 2 + i;
        }
        sides.push((2 + i, &named.label));
    }
    let of_link = match &shown.view.versus {
        Versus::Filter(filter) if chosen == usize::MAX => sentence::filters(survey, filter, words),
        _ => String::new(),
    };
    if !of_link.is_empty() {
        sides.push((usize::MAX, &of_link));
    }
    choose(html, words.compare_with(), "versus", &sides, chosen);
}

fn tabs(shown: &Shown, html: &mut Html) {
    html.markup("<fieldset class=\"tabs\"><legend class=\"unseen\">").text(shown.words.charts()).markup("</legend>");
    for chart in CHARTS {
        let place = Chart::ALL.iter().position(|&each| each == chart).unwrap_or(0);
        radio(html, "chart", place, chart_name(&shown.words, chart), shown.view.chart == chart);
    }
    html.markup("</fieldset>");
}

fn chart_name(words: &Words, chart: Chart) -> &'static str {
    match chart {
        Chart::Matrix => words.chart_matrix(),
        Chart::Ranking => words.chart_ranking(),
        Chart::Compare => words.chart_compare(),
        Chart::Sample => words.chart_sample(),
        Chart::Sensitivity => words.chart_sensitivity(),
        Chart::Table => words.chart_table(),
    }
}

/// A labelled list to choose one from.
fn select(html: &mut Html, label: &str, action: &'static str, options: &[&str], chosen: usize) {
    let options: Vec<(usize, &str)> = options.iter().copied().enumerate().collect();
    choose(html, label, action, &options, chosen);
}

/// The same with a value for each option.
fn choose(html: &mut Html, label: &str, action: &'static str, options: &[(usize, &str)], chosen: usize) {
    html.markup("<label class=\"control\"><span>").text(label).markup("</span><select").action(action, &[]).markup(">");
    for &(value, option) in options {
        html.markup("<option value=\"").number(value as u32).markup("\"").when(value == chosen, "selected");
        html.markup(">").text(option).markup("</option>");
    }
    html.markup("</select></label>");
}

/// A few options side by side, one of them chosen.
fn segmented(html: &mut Html, label: &str, action: &'static str, options: &[&str], chosen: usize) {
    html.markup("<fieldset class=\"segmented\"><legend>").text(label).markup("</legend><div>");
    for (i, option) in options.iter().enumerate() {
        radio(html, action, i, option, i == chosen);
    }
    html.markup("</div></fieldset>");
}

fn radio(html: &mut Html, action: &'static str, value: usize, label: &str, chosen: bool) {
    html.markup("<label><input type=\"radio\" name=\"").markup(action).markup("\"").action(action, &[value as u32]);
    html.when(chosen, "checked").markup("><span>").text(label).markup("</span></label>");
}

#[cfg(test)]
mod tests {
    use crate::html::tests::page_of;
    use needs_charts as charts;
    use needs_core::{query, survey::example::example};
    use needs_words::{Lang, Words};

    #[test]
    fn counts_are_offered_with_the_charts_that_show_them() {
        let survey = example();
        let drawn = |query: &str| {
            charts::draw(&survey, &query::parse(query, &survey).view, Words::new(Lang::En), 800.0)
                .expect("a picture")
                .svg
        };
        for chart in ["matrix", "ranking", "compare", "sample", "sensitivity"] {
            for question in ["needs", "features"] {
                let query = format!("chart={chart}&question={question}");
                let page = page_of(&query);
                let follows = drawn(&query) != drawn(&format!("{query}&show=count"));
                assert_eq!(page.contains("data-do=\"show"), follows, "{query}");
            }
        }
    }
}
