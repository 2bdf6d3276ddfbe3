//! The page as HTML text, for the browser and for a published site before any script runs.
//!
//! The page consists of parts, each a function from [`Shown`] to HTML. The browser writes them once and then changes only
//! what differs, [`BEFORE_PAINT`] first; `publish` writes the same bytes, so that nothing moves when the page takes over.
//! What a first view does without ([`LATER`], [`ONCE`]) comes with the second WebAssembly file; until then it is as it was
//! published, or empty.
//! The attribute `data-do` of a button, link or field names its [`Action`](crate::action::Action). No element has a
//! `style` attribute or an event handler, so that the strictest Content-Security-Policy holds.

mod about;
mod actions;
mod controls;
mod figure;
mod filters;
mod findings;
mod header;
mod notices;
mod strip;
mod table;
mod what_if;

use crate::action::Action;
pub use figure::{CUT, TALL, figure};
use needs_charts::Figure;
use needs_core::{
    CrossTab, Survey, View,
    crosstab::Unanswerable,
    query::Page,
    sensitivity::{Once, Sensitivity, WhatIf},
};
use needs_report::findings::Findings;
use needs_words::Words;

/// The input of every part of the page.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub survey: &'a Survey,
    pub words: Words,
    pub view: &'a View,
    pub page: &'a Page,
    /// The view's cross-tabulation, under its what-if if it has one ([`needs_core::sensitivity::crosstab`]).
    pub tab: Result<&'a CrossTab, &'a Unanswerable>,
    pub what_if: Option<&'a WhatIf>,
    /// The parts of the link that were not understood.
    pub problems: &'a [String],
    /// Whether the link was made on other data.
    pub outdated: bool,
    /// Relative path from this page to the root of its site: empty, or `../../`.
    pub root: &'a str,
    /// Address of the results file.
    pub source: &'a str,
    /// The chart; none for a table or a view that the file cannot answer.
    pub figure: Option<&'a Figure>,
    /// The sensitivity of the view, once it has been asked for.
    pub sensitivity: &'a Once,
}

impl<'a> Shown<'a> {
    /// The findings of the view, whose cross-tabulation is `tab`.
    fn findings(&self, tab: &'a CrossTab) -> Findings<'a> {
        Findings { survey: self.survey, view: self.view, tab, what_if: self.what_if, words: self.words }
    }

    /// What leaving each group out does; none for a view that the file cannot answer.
    fn sensitivity(&self) -> Option<&'a Sensitivity> {
        self.sensitivity.of(self.survey, self.view).ok()
    }
}

/// A part of the page that depends on the view.
pub struct Part {
    /// The `id` of its element.
    pub id: &'static str,
    pub write: fn(&Shown, &mut Html),
}

/// Parts written before the browser paints the change.
pub const BEFORE_PAINT: [Part; 4] = [
    Part { id: "notices", write: notices::notices },
    Part { id: "headline", write: header::headline },
    Part { id: "controls", write: controls::controls },
    Part { id: "figure", write: figure::picture },
];

/// Parts written after that paint: the counts beside the filters, whose boxes the browser ticks at once, and, while there
/// is a picture, its marks and the table for ears and programs.
pub const AFTER_PAINT: [Part; 3] = [
    Part { id: "filters", write: filters::filters },
    Part { id: "marks", write: figure::marks },
    Part { id: "numbers", write: table::numbers },
];

/// Parts written after those, by the second file.
pub const LATER: [Part; 4] = [
    Part { id: "strip", write: strip::strip },
    Part { id: "findings", write: findings::findings },
    Part { id: "what-if", write: what_if::what_if },
    Part { id: "settings", write: about::settings },
];

/// What the second file writes once, because it does not depend on the view.
pub const ONCE: [Part; 3] = [
    Part { id: "actions", write: actions::actions },
    Part { id: "about", write: about::about },
    Part { id: "foot", write: about::foot },
];

/// Writes the whole page: everything that does not depend on the view, and every part in its place.
pub fn page(shown: &Shown) -> String {
    page_with(shown, &figure::figure)
}

/// Like [`page`], with other content in place of the figure.
pub fn page_with(shown: &Shown, figure: &dyn Fn(&Shown, &mut Html)) -> String {
    written(shown, figure, &|part, html| (part.write)(shown, html))
}

/// The page without what the second file writes; what stands there is left alone (`data-apart`, boot.js).
pub fn first(shown: &Shown) -> String {
    written(shown, &figure::figure, &|_, _| {})
}

fn written(shown: &Shown, figure: &dyn Fn(&Shown, &mut Html), later: &dyn Fn(&Part, &mut Html)) -> String {
    let words = &shown.words;
    let [strip, findings, what_if, settings] = &LATER;
    let [actions, about, foot] = &ONCE;
    let apart = |html: &mut Html, begin: &'static str, part: &Part, end: &'static str| {
        html.markup("<").markup(begin).markup(" id=\"").markup(part.id).markup("\" data-apart=\"\">");
        later(part, html);
        html.markup("</").markup(end).markup(">");
    };
    let mut html = Html::default();
    html.markup("<a class=\"skip\" href=\"#chart\">").text(words.skip_to_chart()).markup("</a><main>");
    place(shown, &mut html, "notices", &notices::notices);
    header::header(shown, &mut html);
    place(shown, &mut html, "headline", &header::headline);
    header::facts(shown, &mut html);
    apart(&mut html, "div", strip, "div");
    html.markup("<div class=\"desk\">");
    place(shown, &mut html, "filters", &filters::filters);
    html.markup("<section id=\"chart\" class=\"view\" tabindex=\"-1\" aria-label=\"").text(words.page_region_chart());
    html.markup("\">");
    place(shown, &mut html, "controls", &controls::controls);
    place(shown, &mut html, "figure", figure);
    apart(&mut html, "div", findings, "div");
    apart(&mut html, "div", what_if, "div");
    place(shown, &mut html, "numbers", &table::numbers);
    apart(&mut html, "div class=\"actions\"", actions, "div");
    html.markup("</section></div>");
    apart(&mut html, "div class=\"about\"", about, "div");
    html.markup("</main><footer>");
    apart(&mut html, "div", settings, "div");
    apart(&mut html, "ul class=\"foot\"", foot, "ul");
    html.markup("</footer><p id=\"status\" class=\"unseen\" role=\"status\"></p>");
    html.finish()
}

fn place(shown: &Shown, html: &mut Html, id: &'static str, write: &dyn Fn(&Shown, &mut Html)) {
    html.markup("<div id=\"").markup(id).markup("\">");
    write(shown, html);
    html.markup("</div>");
}

/// HTML under construction: markup is a literal of this crate, text may be anybody's and is escaped.
#[derive(Default)]
pub struct Html(String);

impl Html {
    pub fn markup(&mut self, markup: &'static str) -> &mut Html {
        self.0.push_str(markup);
        self
    }

    /// Text, or the value of an attribute in double quotes.
    pub fn text(&mut self, text: &str) -> &mut Html {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// A number without separators, for programs.
    pub fn number(&mut self, n: u32) -> &mut Html {
        self.0.push_str(&n.to_string());
        self
    }

    /// An attribute with a number, or a boolean attribute.
    pub fn when(&mut self, is: bool, attribute: &'static str) -> &mut Html {
        if is {
            self.0.push(' ');
            self.0.push_str(attribute);
        }
        self
    }

    /// A link to a web address; anything else stays text.
    pub fn link(&mut self, address: &str, text: &str) -> &mut Html {
        if address.starts_with("https://") || address.starts_with("http://") {
            self.markup("<a href=\"").text(address).markup("\">").text(text).markup("</a>")
        } else {
            self.text(text)
        }
    }

    /// A link to a section of `docs/statistics.md`, which is published beside the page.
    pub fn how(&mut self, shown: &Shown, section: &'static str) -> &mut Html {
        self.markup("<a class=\"how\" target=\"_blank\" rel=\"noopener\" href=\"").text(shown.root);
        self.markup("statistics.html#").markup(section).markup("\">").text(shown.words.how_computed()).markup("</a>")
    }

    /// A button with an action; `label`, if given, is its accessible name instead of `text`.
    pub fn button<'a>(
        &mut self,
        class: &'static str,
        action: impl Into<Action<'a>>,
        text: &str,
        label: &str,
    ) -> &mut Html {
        self.markup("<button type=\"button\" class=\"").markup(class).markup("\"").action(action);
        if !label.is_empty() {
            self.markup(" aria-label=\"").text(label).markup("\"");
        }
        self.markup(">").text(text).markup("</button>")
    }

    /// The attribute of an action: `data-do="only region australia"`. A field in which something is typed or chosen adds the
    /// last word.
    pub fn action<'a>(&mut self, action: impl Into<Action<'a>>) -> &mut Html {
        let mut words = String::new();
        action.into().push_to(&mut words);
        self.markup(" data-do=\"").text(&words).markup("\"")
    }

    /// Markup that is escaped already, such as a drawn chart.
    pub fn drawn(&mut self, svg: &str) -> &mut Html {
        self.0.push_str(svg);
        self
    }

    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_charts as charts;
    use needs_core::{
        query,
        survey::{example::example, file::LeftOut},
        view::Chart,
    };
    use needs_words::Lang;

    /// The page of the worked example behind a query.
    pub fn page_of(query: &str) -> String {
        page_of_survey(&example(), query)
    }

    pub fn page_of_survey(survey: &needs_core::Survey, query: &str) -> String {
        let link = query::parse(query, survey);
        let found = needs_core::sensitivity::crosstab(survey, &link.view);
        let figure = charts::draw(survey, &link.view, Words::new(Lang::En), 800.0).ok();
        page(&Shown {
            survey,
            words: Words::new(Lang::En),
            view: &link.view,
            page: &link.page,
            tab: found.as_ref().map(|(tab, _)| tab),
            what_if: found.as_ref().ok().and_then(|(_, what_if)| what_if.as_ref()),
            problems: &link.problems,
            outdated: false,
            root: "",
            source: "results.json",
            figure: figure.as_ref(),
            sensitivity: &Once::default(),
        })
    }

    #[test]
    fn text_cannot_become_markup() {
        let mut html = Html::default();
        html.markup("<b title=\"").text("\"><script>&").markup("\">").number(7);
        assert_eq!(html.finish(), "<b title=\"&quot;&gt;&lt;script&gt;&amp;\">7");
    }

    #[test]
    fn only_web_addresses_become_links() {
        let mut html = Html::default();
        html.link("javascript:alert(1)", "here").link("https://example.org/?a&b", "there");
        assert_eq!(html.finish(), "here<a href=\"https://example.org/?a&amp;b\">there</a>");
    }

    #[test]
    fn the_page_holds_under_a_strict_policy() {
        let page = page_of("field=bioimaging&colour=<script>");
        assert!(["style", "onclick", "onload", "onerror"].iter().all(|name| !page.contains(&format!(" {name}="))));
        assert!(!page.contains("<script"), "{page}");
    }

    #[test]
    fn who_was_left_out_and_what_cannot_be_shown_is_told() {
        let mut survey = example();
        let rule = |label: &str, n: u32| LeftOut { label: label.to_owned(), n };
        survey.about.respondents.left_out = vec![rule("test answers", 12), rule("<unfinished>", 38)];
        survey.about.skipped = vec!["Places".to_owned()];
        let page = page_of_survey(&survey, "");
        assert!(page.contains("12 left out: test answers</li><li>38 left out: &lt;unfinished&gt;"), "no flow");
        assert!(page.contains("The file also holds Places, which this version of the page cannot show."), "no notice");
    }

    #[test]
    fn a_link_that_is_not_understood_is_told() {
        let page = page_of("colour=red&field=pluto");
        assert!(page.contains("2 parts of this link were not understood"), "{page}");
        assert!(page.contains("colour=red, field=pluto"), "{page}");
    }

    /// The values of an attribute.
    fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
        let begin = format!(" {attribute}=\"");
        html.split(&begin).skip(1).map(|rest| rest.split_once('"').expect("it ends").0).collect()
    }

    /// Every action of a page, as the browser reads it: a list's with each of its options.
    fn actions(page: &str) -> Vec<String> {
        let mut actions = Vec::new();
        for part in page.split('<').filter(|part| part.contains(" data-do=")) {
            let action = values(part, "data-do")[0];
            if part.starts_with("select") {
                let (_, after) = page.split_once(part).expect("it is a part");
                let (options, _) = after.split_once("</select>").expect("it ends");
                actions.extend(values(options, "value").into_iter().map(|value| format!("{action} {value}")));
            } else if part.starts_with("input") && values(part, "type")[0] != "radio" && action.starts_with("weigh") {
                actions.extend(values(part, "value").into_iter().map(|value| format!("{action} {value}")));
            }
            if !part.starts_with("select") {
                actions.push(action.to_owned());
            }
        }
        actions
    }

    #[test]
    fn whatever_can_be_pressed_or_chosen_is_an_action_that_the_survey_knows() {
        let survey = example();
        let mut seen = 0;
        for chart in Chart::ALL {
            for more in
                ["", "&question=features", "&themes=1&sort=by-constrained", "&region=-australia&vs=rest", "&channel="]
            {
                for weight in ["", "&weight=region:australia:0.02"] {
                    let query = format!("colour=red&chart={}{more}{weight}", chart.id());
                    let view = query::parse(&query, &survey).view;
                    let page = page_of(&query);
                    assert!(!page.contains("data-do=\"\""), "{query}");
                    for text in actions(&page) {
                        let Some(action) = Action::parse(&text) else { panic!("{query}: {text:?} is no action") };
                        if let Action::Change(change) = action {
                            assert!(
                                change.make(&survey, &mut view.clone()).is_some(),
                                "{query}: {text:?} names nothing"
                            );
                        }
                        seen += 1;
                    }
                }
            }
        }
        assert!(seen > 1000, "{seen}");
    }

    #[test]
    fn what_is_chosen_in_a_list_changes_nothing() {
        let survey = example();
        for query in [
            "",
            "sort=by-gpu&base=asked",
            "chart=compare&vs=rest",
            "chart=compare&vs=field%3Dbioimaging",
            "rows=region",
        ] {
            let link = query::parse(query, &survey);
            let page = page_of(query);
            for list in page.split("<select").skip(1) {
                let action = values(list, "data-do")[0];
                let (chosen, _) = list.split_once(" selected>").expect("one is chosen");
                let text = format!("{action} {}", values(chosen, "value").last().expect("a value"));
                if let Some(Action::Change(change)) = Action::parse(&text) {
                    let mut view = link.view.clone();
                    change.make(&survey, &mut view);
                    assert_eq!(view, link.view, "{query}: {text}");
                }
            }
        }
    }

    #[test]
    fn a_view_of_nobody_says_so() {
        assert!(page_of("channel=").contains("Nobody is in this view."));
    }
}
