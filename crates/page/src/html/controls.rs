//! The controls of a view other than filters: question, numbers, order, chart.

use super::{Html, Shown};
use crate::action::{Action, Change, Order, Side};
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
    // The bars of a rating show all levels.
    let rating = !question.levels().is_empty();
    let all_levels = rating && view.chart == Chart::Ranking || view.chart == Chart::Sample;
    if let Some(level) = sentence::measure(question, view.level, words).filter(|_| !all_levels) {
        html.text(" – ").text(&level);
    }
    html.markup("</h2>");
    who(shown, html);
    chips(shown, html);
    html.markup("<div class=\"choose\">");
    tabs(shown, html);
    html.markup("<div class=\"controls\">");
    if survey.questions().len() > 1 {
        let mut list = List::new(html, words.question());
        for (q, of) in survey.questions().iter().enumerate() {
            list.option(Change::Question(&of.id), of.name(), q == view.question);
        }
        list.end();
    }
    if question.steps() > 0 {
        let mut list = List::new(html, words.level());
        for (m, of) in question.measures().iter().enumerate() {
            let name = sentence::measure(question, m, words).unwrap_or_default();
            list.option(Change::Level(&of.id), &name, m == view.level);
        }
        list.end();
    }
    if view.chart == Chart::Compare {
        versus(shown, html);
    }
    // Beside the lists, not among them: what is open or has the focus stays where it is when a list comes or goes.
    html.markup("</div><details class=\"menu\"><summary>").text(words.adjust()).markup("</summary><div>");
    adjust(shown, rating, html);
    html.markup("</div></details></div>");
}

/// What is seldom changed: details, numbers, base, rows and their order.
fn adjust(shown: &Shown, rating: bool, html: &mut Html) {
    let (survey, words, view) = (shown.survey, &shown.words, shown.view);
    let question = &survey.questions()[view.question];
    if question.steps() == 0 && !question.themes().is_empty() {
        let [choices, themes] = [words.detail_choices(), words.detail_themes()];
        let options = [(Change::Themes(false), choices, !view.themes), (Change::Themes(true), themes, view.themes)];
        segmented(html, words.detail(), options);
    }
    // The other charts show shares, or both.
    if view.chart == Chart::Matrix || view.chart == Chart::Ranking && !rating {
        let (shares, counts) = (words.share_of_respondents(), words.count_of_respondents());
        let is_count = view.show == Show::Count;
        let options = [(Change::Show(Show::Share), shares, !is_count), (Change::Show(Show::Count), counts, is_count)];
        segmented(html, words.show_as(), options);
    }
    if !answered_only(shown) {
        let mut list = List::new(html, words.base());
        for (base, name) in [(Base::Answered, words.base_answered()), (Base::Asked, words.base_asked())] {
            list.option(Change::Base(base), name, base == view.base);
        }
        list.end();
    }
    if matches!(view.chart, Chart::Matrix | Chart::Ranking | Chart::Table) {
        rows(shown, html);
    }
}

/// Who was asked and answered, in sentences.
fn who(shown: &Shown, html: &mut Html) {
    html.markup("<p class=\"who\">");
    if let Ok(tab) = shown.tab {
        html.text(&sentence::base(shown.survey, shown.view, tab, &shown.words));
    }
    let coded = sentence::coded(&shown.survey.questions()[shown.view.question], &shown.words);
    if !coded.is_empty() {
        html.text(" ").text(&coded);
    }
    html.markup("</p>");
}

/// A phrase for each filter, with a button that drops it: where filters are folded or cannot be seen (in a frame, on paper),
/// they say what is on. Where nothing is, the list is empty, so that nothing changes its place (embed.css, page.css hide it).
fn chips(shown: &Shown, html: &mut Html) {
    let (survey, words, filter) = (shown.survey, &shown.words, &shown.view.filter);
    html.markup("<ul class=\"chips\" aria-label=\"").text(words.filters()).markup("\">");
    let said = sentence::parts(survey, filter, words);
    for (d, said) in filter.dimensions().zip(&said) {
        let dimension = &survey.dimensions()[d];
        html.markup("<li>").text(said);
        html.button("", Change::Clear(&dimension.id), "×", &words.reset_dimension(&dimension.label)).markup("</li>");
    }
    html.markup("</ul>");
}

/// Whether the file counts only those who answered the question.
fn answered_only(shown: &Shown) -> bool {
    shown.tab.is_ok_and(|tab| tab.answered_only)
}

/// The dimension and the order of the rows.
fn rows(shown: &Shown, html: &mut Html) {
    let (survey, words, view) = (shown.survey, &shown.words, shown.view);
    let question = &survey.questions()[view.question];
    let mut list = List::new(html, words.rows());
    for (d, of) in survey.dimensions().iter().enumerate() {
        list.option(Change::Rows(&of.id), &of.label, d == view.rows);
    }
    list.end();
    let mut list = List::new(html, words.sort_by());
    list.option(Change::Sort(Order::Size), words.sort_size(), view.sort == Sort::Size);
    list.option(Change::Sort(Order::File), words.sort_file(), view.sort == Sort::File);
    for (c, column) in crosstab::columns(survey, view).into_iter().enumerate() {
        let (id, name) = column.name(question);
        list.option(Change::Sort(Order::Column(id)), name, view.sort == Sort::Column(c));
    }
    list.end();
}

/// The other side of a comparison: everyone, everyone else, a named view, or the one in the link.
fn versus(shown: &Shown, html: &mut Html) {
    let (survey, words, versus) = (shown.survey, &shown.words, &shown.view.versus);
    let mut list = List::new(html, words.compare_with());
    list.option(Change::Versus(Side::Everyone), words.compare_everyone(), *versus == Versus::Everyone);
    list.option(Change::Versus(Side::Rest), words.compare_rest(), *versus == Versus::Rest);
    let mut is_named = false;
    for named in survey.views() {
        let filter = needs_core::query::parse(&named.query, survey).view.filter;
        // A view of everybody is no other side.
        if !filter.is_everyone() {
            let chosen = !is_named && matches!(versus, Versus::Filter(other) if *other == filter);
            is_named |= chosen;
            list.option(Change::Versus(Side::Named(&named.id)), &named.label, chosen);
        }
    }
    if let Versus::Filter(filter) = versus
        && !is_named
    {
        list.option(Change::Versus(Side::Link), &sentence::filters(survey, filter, words), true);
    }
    list.end();
}

fn tabs(shown: &Shown, html: &mut Html) {
    html.markup("<fieldset class=\"tabs\"><legend class=\"unseen\">").text(shown.words.charts()).markup("</legend>");
    for chart in CHARTS {
        radio(html, Change::Chart(chart), chart_name(&shown.words, chart), shown.view.chart == chart);
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

/// A labelled `<select>`. The value of an `<option>` is the last word of its action, the others are the list's.
pub struct List<'a> {
    html: &'a mut Html,
    is_empty: bool,
}

impl List<'_> {
    pub fn new<'a>(html: &'a mut Html, label: &str) -> List<'a> {
        html.markup("<label class=\"control\"><span>").text(label).markup("</span><select");
        List { html, is_empty: true }
    }

    pub fn option<'a>(&mut self, action: impl Into<Action<'a>>, name: &str, chosen: bool) {
        self.push(action.into(), name, chosen);
    }

    fn push(&mut self, action: Action, name: &str, chosen: bool) {
        let mut words = String::new();
        action.push_to(&mut words);
        let (does, value) = words.split_once(' ').unwrap_or((&words, ""));
        if std::mem::take(&mut self.is_empty) {
            self.html.markup(" data-do=\"").text(does).markup("\">");
        }
        self.html.markup("<option value=\"").text(value).markup("\"").when(chosen, "selected");
        self.html.markup(">").text(name).markup("</option>");
    }

    pub fn end(self) {
        self.html.markup("</select></label>");
    }
}

/// A segmented control: a few options side by side, one of them chosen.
fn segmented(html: &mut Html, label: &str, options: [(Change, &str, bool); 2]) {
    html.markup("<fieldset class=\"segmented\"><legend>").text(label).markup("</legend><div>");
    for (change, name, chosen) in options {
        radio(html, change, name, chosen);
    }
    html.markup("</div></fieldset>");
}

fn radio(html: &mut Html, change: Change, label: &str, chosen: bool) {
    let mut words = String::new();
    Action::Change(change).push_to(&mut words);
    let group = words.split(' ').next().unwrap_or_default();
    html.markup("<label><input type=\"radio\" name=\"").text(group).markup("\"").action(change);
    html.when(chosen, "checked").markup("><span>").text(label).markup("</span></label>");
}

#[cfg(test)]
mod tests {
    use crate::html::tests::page_of;
    use needs_charts as charts;
    use needs_core::{query, survey::example::example};
    use needs_words::{Lang, Words};

    /// The elements of the controls that stand beside each other, as the page is changed by their order.
    #[test]
    fn chips_and_menu_have_their_place_in_every_view() {
        for chart in ["matrix", "ranking", "compare", "sample", "sensitivity", "table"] {
            for more in ["", "&question=features", "&region=-australia", "&chart=compare&vs=rest"] {
                let page = page_of(&format!("chart={chart}{more}"));
                let (_, controls) = page.split_once("<p class=\"who\">").expect("who was asked");
                let (controls, _) = controls.split_once("<div id=\"figure\">").expect("a figure");
                let chips = controls.split_once("</p><ul class=\"chips\"").expect("chips").1;
                let (chips, choose) =
                    chips.split_once("</ul><div class=\"choose\"><fieldset class=\"tabs\">").expect("tabs");
                assert_eq!(chips.contains("<li>"), more.contains("region"), "{chart}{more}");
                let lists = choose.split_once("</fieldset><div class=\"controls\">").expect("lists").1;
                assert!(lists.contains("</div><details class=\"menu\"><summary>"), "{chart}{more}: {lists}");
            }
        }
    }
    #[test]
    fn counts_are_offered_with_the_charts_that_show_them() {
        let survey = example();
        let drawn = |query: &str| {
            charts::draw(&survey, &query::parse(query, &survey).view, Words::new(Lang::En), 800.0)
                .expect("a picture")
                .svg()
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
