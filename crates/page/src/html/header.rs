//! The head of the page: title, respondents and headline.

use super::{Html, Shown, what_if};

/// Title, population, period, number of respondents, licence and k.
pub fn header(shown: &Shown, html: &mut Html) {
    let (about, words) = (&shown.survey.about, &shown.words);
    html.markup("<header class=\"head\"><h1>").text(&about.title).markup("</h1><ul class=\"facts\">");
    let mut fact = |text: &str| {
        html.markup("<li>").text(text).markup("</li>");
    };
    if let Some(period) = &about.collected {
        let (from, to) = (words.month(&period.from), words.month(&period.to));
        fact(&if from == to { words.collected_in(&from) } else { words.collected_between(&from, &to) });
    }
    fact(&words.respondents(about.respondents.published.into()));
    if let Some(licence) = about.licenses.first() {
        fact(&words.licence(if licence.title.is_empty() { &licence.name } else { &licence.title }));
    }
    match about.privacy.k {
        1 => fact(words.k_is_one_short()),
        k => fact(&words.k_statement(k.into())),
    }
    html.markup("</ul>");
    html.markup("</header>");
}

/// The what-if, and the headline of the view, which never ranks options that do not differ significantly.
pub fn headline(shown: &Shown, html: &mut Html) {
    if let Ok(tab) = shown.tab {
        let findings = shown.findings(tab);
        what_if::notice(shown, &findings, html);
        html.markup("<p class=\"headline\">").text(&findings.headline()).markup("</p>");
    }
}
