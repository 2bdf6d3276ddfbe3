//! The author's texts and the origin of the data.

use super::{Html, Shown, controls::List};
use crate::action::Action;
use needs_core::{
    query::{self, Page, Theme},
    survey::file::{PrivacyModel, ResultsFile},
};
use needs_words::{Lang, Words};

/// Limitations, methods, privacy, projects, sources, contact.
pub fn about(shown: &Shown, html: &mut Html) {
    let (about, words) = (&shown.survey.about, &shown.words);
    let told = &about.narrative;
    if !about.population.is_empty() || !told.summary.is_empty() {
        html.markup("<section><h2>").text(words.summary()).markup("</h2>");
        if !told.summary.is_empty() {
            html.markup("<p class=\"summary\">").text(&told.summary).markup("</p>");
        }
        if !about.population.is_empty() {
            html.markup("<p class=\"population\">").text(&words.population(&about.population)).markup("</p>");
        }
        html.markup("</section>");
    }
    if !told.limitations.is_empty() {
        html.markup("<section class=\"limitations\"><h2>").text(words.limitations()).markup("</h2>");
        for paragraph in told.limitations.split("\n\n") {
            html.markup("<p>").text(paragraph).markup("</p>");
        }
        html.markup("</section>");
    }
    if !told.methods.is_empty() {
        html.markup("<section><h2>").text(words.methods()).markup("</h2><ul>");
        for method in &told.methods {
            html.markup("<li>").text(method).markup("</li>");
        }
        html.markup("</ul></section>");
    }
    flow(about, words, html);
    privacy(shown, html);
    if !told.projects.is_empty() {
        html.markup("<section><h2>").text(words.projects()).markup("</h2><ul>");
        for project in &told.projects {
            html.markup("<li>").link(&project.url, &project.name);
            if !project.note.is_empty() {
                html.text(" – ").text(&project.note);
            }
            html.markup("</li>");
        }
        html.markup("</ul></section>");
    }
    if !about.sources.is_empty() {
        html.markup("<section><h2>").text(words.sources()).markup("</h2><ul>");
        for source in &about.sources {
            html.markup("<li>").link(&source.path, &source.title).markup("</li>");
        }
        html.markup("</ul></section>");
    }
    if !told.get_in_touch.is_empty() {
        html.markup("<section><h2>").text(words.get_in_touch()).markup("</h2><p>");
        html.link(&told.get_in_touch, &told.get_in_touch).markup("</p></section>");
    }
}

/// The privacy guarantees of the file.
fn privacy(shown: &Shown, html: &mut Html) {
    let (about, words) = (&shown.survey.about, &shown.words);
    let k = about.privacy.k.into();
    html.markup("<section><h2>").text(words.privacy()).markup("</h2><p>");
    html.text(&match about.privacy.model {
        _ if k == 1 => words.k_is_one().to_owned(),
        PrivacyModel::Joint => words.k_explained(k),
        PrivacyModel::ByDimension => words.k_explained_by_dimension(k),
    });
    html.markup("</p>");
    generalized(shown, about, words, html);
    html.markup("</section>");
}

/// How many stood at each step from the form to this page, as far as the file says.
fn flow(about: &ResultsFile, words: &Words, html: &mut Html) {
    let people = &about.respondents;
    html.markup("<section class=\"flow\"><h2>").text(words.flow()).markup("</h2><ol>");
    let mut step = |said: &str| {
        html.markup("<li>").text(said).markup("</li>");
    };
    step(&words.flow_received(people.received.into()));
    let left_out: u32 = people.left_out.iter().map(|left| left.n).sum();
    for left in &people.left_out {
        step(&words.flow_left_out(left.n.into(), &left.label));
    }
    let kept = people.received.saturating_sub(left_out);
    if left_out > 0 {
        step(&words.flow_kept(kept.into()));
    }
    if people.consented < kept {
        step(&words.flow_no_consent((kept - people.consented).into()));
    }
    step(&words.flow_published(people.published.into()));
    html.markup("</ol></section>");
}

fn generalized(shown: &Shown, about: &ResultsFile, words: &Words, html: &mut Html) {
    let mut any = false;
    for (id, &n) in about.privacy.generalized.iter().filter(|(_, n)| **n > 0) {
        let Some(d) = shown.survey.dimension(id) else { continue };
        if !any {
            html.markup("<h3>").text(words.generalized_heading()).markup("</h3><ul>");
            any = true;
        }
        html.markup("<li>").text(&words.generalized(&about.dimensions[d].label, n.into())).markup("</li>");
    }
    if any {
        html.markup("</ul>");
    }
}

/// The reader's settings: theme and language.
pub fn settings(shown: &Shown, html: &mut Html) {
    let words = &shown.words;
    let mut list = List::new(html, words.theme());
    for (theme, name) in
        [(Theme::Auto, words.theme_auto()), (Theme::Light, words.theme_light()), (Theme::Dark, words.theme_dark())]
    {
        list.option(Action::Theme(theme), name, shown.page.theme == theme);
    }
    list.end();
    html.markup("<p class=\"languages\"><span>").text(words.language()).markup("</span>");
    for &lang in Lang::ALL {
        // A link: the page reloads in the other language, with the same view.
        let page = Page { lang: Some(lang.tag().to_owned()), ..shown.page.clone() };
        html.markup(" <a href=\"?").text(&query::format(shown.view, &page, shown.survey)).markup("\" lang=\"");
        html.markup(lang.tag()).markup("\" hreflang=\"").markup(lang.tag()).markup("\"");
        html.when(lang == words.lang, "aria-current=\"true\"").markup(">");
        html.text(Words::new(lang).language_name()).markup("</a>");
    }
    html.markup("</p>");
}

/// Licence, version and the results file.
pub fn foot(shown: &Shown, html: &mut Html) {
    let (about, words) = (&shown.survey.about, &shown.words);
    if !about.homepage.is_empty() {
        html.markup("<li>").link(&about.homepage, words.homepage()).markup("</li>");
    }
    if let Some(licence) = about.licenses.first() {
        let name = if licence.title.is_empty() { &licence.name } else { &licence.title };
        html.markup("<li>").link(&licence.path, &words.licence(name)).markup("</li>");
    }
    if !about.version.is_empty() {
        html.markup("<li>").text(&words.data_version(&about.version)).markup("</li>");
    }
    html.markup("<li><a href=\"").text(shown.source).markup("\">").text(words.download_json()).markup("</a></li>");
}
