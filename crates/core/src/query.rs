//! The view as a query string, and back.
//!
//! A query string holds only what differs from the default view: ids, lists joined by `~`, and `-` in front for
//! "all but". Parts that are not understood are skipped and listed.

pub mod filter;
pub mod parameter;

use crate::{
    crosstab::{self, Column},
    survey::Survey,
    view::{Base, Chart, Show, Sort, Versus, View, Weight},
};
use filter::Reader;
use parameter::*;
use percent_encoding::{AsciiSet, CONTROLS as CONTROL_CHARACTERS, percent_decode_str, utf8_percent_encode};

/// Characters that a value must encode: delimiters of the query, and those that break when a link is pasted.
const ENCODED: &AsciiSet = &CONTROL_CHARACTERS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'\'')
    .add(b'`');

/// The parts of a link that decide how the page is shown, not what of the survey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Address of the results file; empty for the page's own.
    pub data: Option<String>,
    /// Show one chart and its note, for an iframe.
    pub embed: bool,
    /// In an embed, readers may change the filters.
    pub controls: bool,
    pub theme: Theme,
    /// A language tag; none for the browser's language.
    pub lang: Option<String>,
    /// Fingerprint of the data that the link was made on.
    pub fingerprint: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

/// A parsed link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub view: View,
    pub page: Page,
    /// The parts that were not understood, as written.
    pub problems: Vec<String>,
}

impl Page {
    /// Reads the parts that need no survey and ignores the others.
    pub fn parse(query: &str) -> Page {
        let mut page = Page::default();
        for (name, value) in parts(query) {
            page.set(&name, &value);
        }
        page
    }

    /// Reads one part; false if it is not about the page or its value is invalid.
    fn set(&mut self, name: &str, value: &str) -> bool {
        let some = (!value.is_empty()).then(|| value.to_owned());
        match (name, value) {
            (DATA, _) => self.data = some,
            (LANG, _) => self.lang = some,
            (FINGERPRINT, _) => self.fingerprint = some,
            (EMBED, "1" | "0" | "") => self.embed = value == "1",
            (CONTROLS, "1" | "0" | "") => self.controls = value == "1",
            (THEME, "auto") => self.theme = Theme::Auto,
            (THEME, "light") => self.theme = Theme::Light,
            (THEME, "dark") => self.theme = Theme::Dark,
            _ => return false,
        }
        true
    }
}

/// Parses a query string, with or without its `?`; never fails.
pub fn parse(query: &str, survey: &Survey) -> Link {
    let mut link = Link { view: View::of(survey), page: Page::default(), problems: Vec::new() };
    let mut parts: Vec<(String, String)> = parts(query).filter(|(name, _)| !is_of_host(name)).collect();
    // The question first, because levels, themes and sort columns depend on it. The sort column last, because `themes`
    // may follow it.
    parts.sort_by_key(|(name, _)| match name.as_str() {
        QUESTION => 0,
        SORT => 2,
        _ => 1,
    });
    let mut filter = Reader::new(survey);
    for (name, value) in parts {
        if link.page.set(&name, &value) {
            continue;
        }
        match set(&mut link.view, survey, &name, &value, &mut link.problems) {
            Some(true) => {}
            Some(false) => link.problems.push(problem(&name, &value)),
            None => {
                filter.take(name, value);
                link.problems.extend(filter.misread.drain(..).map(|part| problem(&part.name, &part.value)));
            }
        }
    }
    link.view.filter = filter.filter;
    if link.view.fit(survey) {
        link.problems.push(problem("base", "asked"));
    }
    link
}

/// The shortest query string (without `?`) of this view; empty for the default view.
pub fn format(view: &View, page: &Page, survey: &Survey) -> String {
    let default = View::of(survey);
    let mut out = Parts::default();
    let question = &survey.questions()[view.question];
    if view.question != default.question {
        out.push(QUESTION, &question.id);
    }
    filter::write(&view.filter, survey, &mut out);
    if view.chart != default.chart {
        out.push(CHART, view.chart.id());
    }
    if view.rows != default.rows {
        out.push(ROWS, &survey.dimensions()[view.rows].id);
    }
    if view.level != question.first_measure() {
        out.push(LEVEL, &question.measures()[view.level].id);
    }
    if view.themes {
        out.push(THEMES, "1");
    }
    if view.show == Show::Count {
        out.push(SHOW, "count");
    }
    if view.base == Base::Asked {
        out.push(BASE, "asked");
    }
    match view.sort {
        Sort::Size => {}
        Sort::File => out.push(SORT, "file"),
        Sort::Column(c) => {
            if let Some(column) = crosstab::columns(survey, view).get(c) {
                out.push(SORT, &format!("by-{}", column.name(question).0));
            }
        }
    }
    match &view.versus {
        Versus::Everyone => {}
        Versus::Rest => out.push(VERSUS, "rest"),
        Versus::Filter(filter) => {
            let inner = filter::format(filter, survey);
            out.push(VERSUS, if inner.is_empty() { "everyone" } else { &inner });
        }
    }
    if !view.weights.is_empty() {
        let weights: Vec<String> = view.weights.iter().map(|w| format_weight(w, survey)).collect();
        out.push(WEIGHT, &weights.join("~"));
    }
    if let Some(data) = &page.data {
        out.push(DATA, data);
    }
    if page.embed {
        out.push(EMBED, "1");
    }
    if page.controls {
        out.push(CONTROLS, "1");
    }
    match page.theme {
        Theme::Auto => {}
        Theme::Light => out.push(THEME, "light"),
        Theme::Dark => out.push(THEME, "dark"),
    }
    if let Some(lang) = &page.lang {
        out.push(LANG, lang);
    }
    if let Some(fingerprint) = &page.fingerprint {
        out.push(FINGERPRINT, fingerprint);
    }
    out.0
}

/// Reads one part about the view: false if its value is invalid, none if the name is no parameter of a view. Unknown
/// ids of a list are added to the problems one by one.
fn set(view: &mut View, survey: &Survey, name: &str, value: &str, problems: &mut Vec<String>) -> Option<bool> {
    let question = &survey.questions()[view.question];
    match (name, value) {
        (QUESTION, _) => match survey.question(value) {
            Some(question) => view.ask(survey, question),
            None => return Some(false),
        },
        (CHART, _) => match Chart::ALL.into_iter().find(|chart| chart.id() == value) {
            Some(chart) => view.chart = chart,
            None => return Some(false),
        },
        (ROWS, _) => match survey.dimension(value) {
            Some(d) => view.rows = d,
            None => return Some(false),
        },
        (LEVEL, _) => match question.measures().iter().position(|measure| measure.id == value) {
            Some(l) => view.level = l,
            None => return Some(false),
        },
        (THEMES, "1") if !question.themes().is_empty() => view.themes = true,
        (THEMES, "0") => view.themes = false,
        (SHOW, "share") => view.show = Show::Share,
        (SHOW, "count") => view.show = Show::Count,
        (BASE, "answered") => view.base = Base::Answered,
        (BASE, "asked") => view.base = Base::Asked,
        (SORT, "size") => view.sort = Sort::Size,
        (SORT, "file") => view.sort = Sort::File,
        (SORT, _) => match value.strip_prefix("by-").and_then(|id| column_of(survey, view, id)) {
            Some(c) => view.sort = Sort::Column(c),
            None => return Some(false),
        },
        (VERSUS, "everyone") => view.versus = Versus::Everyone,
        (VERSUS, "rest") => view.versus = Versus::Rest,
        (VERSUS, _) => {
            let (other, misread) = filter::parse(value, survey);
            problems.extend(misread.iter().map(|part| problem(&part.name, &part.value)));
            view.versus = Versus::Filter(other);
        }
        (WEIGHT, _) => {
            for part in value.split('~') {
                match parse_weight(part, survey) {
                    Some(w) => view.weigh(w.dimension, w.category, Some(w.share)),
                    None => problems.push(problem(name, part)),
                }
            }
        }
        _ => return None,
    }
    Some(true)
}

/// The place of a column by its id.
fn column_of(survey: &Survey, view: &View, id: &str) -> Option<usize> {
    let question = &survey.questions()[view.question];
    let at = |column: &Column| column.name(question).0 == id;
    crosstab::columns(survey, view).iter().position(at)
}

/// `region:australia:0.02`. Those who did not say are no group that could be larger.
fn parse_weight(part: &str, survey: &Survey) -> Option<Weight> {
    let mut parts = part.split(':');
    let dimension = survey.dimension(parts.next()?)?;
    let category = survey.dimensions()[dimension].category(parts.next()?)?;
    let share = parse_share(parts.next()?)?;
    (parts.next().is_none() && !survey.dimensions()[dimension].is_not_stated(category)).then_some(Weight {
        dimension,
        category,
        share,
    })
}

/// A decimal from 0 to 1 with at most four digits behind the point.
fn parse_share(text: &str) -> Option<f64> {
    let (whole, digits) = text.split_once('.').unwrap_or((text, ""));
    if digits.len() > 4 || whole.len() != 1 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut parts: u32 = whole.parse().ok()?;
    for place in 0..4 {
        parts = parts * 10 + digits.as_bytes().get(place).map_or(0, |b| u32::from(b - b'0'));
    }
    (parts <= 10_000).then(|| f64::from(parts) / 10_000.0)
}

fn format_weight(weight: &Weight, survey: &Survey) -> String {
    let dimension = &survey.dimensions()[weight.dimension];
    let parts = (weight.share * 10_000.0).round() as u32;
    let digits = format!("{:04}", parts % 10_000);
    let digits = digits.trim_end_matches('0');
    let point = if digits.is_empty() { "" } else { "." };
    format!("{}:{}:{}{point}{digits}", dimension.id, dimension.categories[weight.category].id, parts / 10_000)
}

/// Names and values of a query string, decoded.
fn parts(query: &str) -> impl Iterator<Item = (String, String)> {
    query.trim_start_matches('?').split('&').filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (decode(name), decode(value))
    })
}

fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// A part as the reader sees it; long ones are cut.
fn problem(name: &str, value: &str) -> String {
    let mut text = format!("{name}={value}");
    if let Some((cut, _)) = text.char_indices().nth(60) {
        text.truncate(cut);
        text.push('…');
    }
    text
}

#[derive(Default)]
struct Parts(String);

impl Parts {
    fn push(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        self.0.extend(utf8_percent_encode(value, ENCODED));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::survey::example::example;
    use proptest::prelude::*;

    fn filter(kept: &[u64; 3], survey: &Survey) -> Filter {
        let mut filter = Filter::everyone(3);
        for (d, set) in kept.iter().enumerate() {
            filter.keep(d, *set, survey.dimensions()[d].all());
        }
        filter
    }

    prop_compose! {
        fn any_view()(
            kept in any::<[u64; 3]>(), other in any::<[u64; 3]>(), question in 0..3_usize, rows in 0..3_usize,
            themes: bool, level in 0..3_usize, chart in 0..6_usize, count: bool, asked: bool, sort in 0..4_usize,
            versus in 0..3_usize, shares in proptest::collection::vec((0..3_usize, 0..2_usize, 0..=10_000_u32), 0..4),
        ) -> View {
            let survey = example();
            let mut view = View::of(&survey);
            view.filter = filter(&kept, &survey);
            view.question = question;
            view.rows = rows;
            view.themes = themes && question == 0;
            view.level = if question == 2 { level } else { 0 };
            view.chart = Chart::ALL[chart];
            view.show = if count { Show::Count } else { Show::Share };
            view.base = if asked { Base::Asked } else { Base::Answered };
            view.sort = [Sort::Size, Sort::File, Sort::Column(0), Sort::Column(1)][sort];
            view.versus = match versus {
                0 => Versus::Everyone,
                1 => Versus::Rest,
                _ => match filter(&other, &survey) {
                    other if other.is_everyone() => Versus::Everyone,
                    other => Versus::Filter(other),
                },
            };
            for (d, c, parts) in shares {
                view.weigh(d, c, Some(f64::from(parts) / 10_000.0));
            }
            view
        }
    }

    #[test]
    fn a_link_cannot_weight_those_who_did_not_say() {
        let mut survey = example();
        survey.about.dimensions[1].not_stated = "elsewhere".to_owned();
        let link = parse("weight=region:elsewhere:0.5~region:australia:0.02", &survey);
        assert_eq!(link.problems, ["weight=region:elsewhere:0.5"]);
        assert_eq!(link.view.weights.len(), 1);
    }

    proptest! {
        #[test]
        fn parse_undoes_format(view in any_view(), embed: bool, controls: bool, data in proptest::option::of("[ -~]{1,20}")) {
            let survey = example();
            let page = Page { data, embed, controls, theme: Theme::Dark, lang: Some("de".into()), fingerprint: None };
            let link = parse(&format(&view, &page, &survey), &survey);
            prop_assert_eq!(&link.problems, &Vec::<String>::new());
            prop_assert_eq!(link.view, view);
            prop_assert_eq!(link.page, page);
        }

        #[test]
        fn any_text_is_read_without_panic_and_formats_to_what_it_meant(query in "\\PC{0,80}") {
            let survey = example();
            let link = parse(&query, &survey);
            let again = parse(&format(&link.view, &link.page, &survey), &survey);
            prop_assert_eq!(again.view, link.view);
        }

        #[test]
        fn words_of_the_grammar_in_any_order_are_read_without_panic(
            words in proptest::collection::vec(
                proptest::sample::select(vec!["field", "region", "=", "&", "~", "-", "%3D", "%", "vs", "weight", ":", "0.5",
                    "australia", "bioimaging", "sort", "by-docs", "question", "features", "level", "themes=1", "rows"]),
                0..20)
        ) {
            let survey = example();
            parse(&words.concat(), &survey);
        }
    }

    #[test]
    fn the_bare_link_is_the_default_view() {
        let survey = example();
        assert_eq!(format(&View::of(&survey), &Page::default(), &survey), "");
        assert_eq!(parse("", &survey).view, View::of(&survey));
    }

    #[test]
    fn a_link_reads_as_one_would_say_it() {
        let survey = example();
        let view = parse("?field=bioimaging~single-cell&region=-australia&sort=by-docs", &survey).view;
        assert_eq!(view.filter.kept(0), Some(0b011));
        assert_eq!(view.filter.kept(1), Some(0b10));
        assert_eq!(view.sort, Sort::Column(0));
        // Two of three fields are shorter to write as all but one.
        assert_eq!(format(&view, &Page::default(), &survey), "field=-genetics&region=elsewhere&sort=by-docs");
    }

    #[test]
    fn what_is_not_understood_is_reported_and_the_rest_holds() {
        let survey = example();
        let link = parse("region=australia~mars&chart=pie&utm_source=x&parentUrl=y&colour=red&field=pluto", &survey);
        assert_eq!(link.problems, ["region=mars", "chart=pie", "colour=red", "field=pluto"]);
        assert_eq!(link.view.filter.kept(1), Some(0b01));
        assert_eq!(link.view.filter.kept(0), None, "a list of unknown ids alone does not filter");
    }

    #[test]
    fn an_empty_list_keeps_nobody() {
        let survey = example();
        let view = parse("region=", &survey).view;
        assert_eq!(view.filter.kept(1), Some(0));
        assert_eq!(format(&view, &Page::default(), &survey), "region=");
    }

    #[test]
    fn sorting_by_a_theme_does_not_depend_on_the_order_of_the_parts() {
        let survey = example();
        assert_eq!(parse("sort=by-constrained&themes=1", &survey), parse("themes=1&sort=by-constrained", &survey));
    }
}
