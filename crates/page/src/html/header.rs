//! The head of the page: title, respondents and headline.

use super::{Html, Shown, what_if};

/// The title.
pub fn header(shown: &Shown, html: &mut Html) {
    html.markup("<header class=\"head\"><h1>").text(&shown.survey.about.title).markup("</h1></header>");
}

/// Number of respondents, period, licence and k, in one line; in an embed, where it is the source of the figure, the title as
/// well.
pub fn facts(shown: &Shown, html: &mut Html) {
    let (about, words) = (&shown.survey.about, &shown.words);
    html.markup("<ul class=\"facts\"><li class=\"source\">").text(&about.title).markup("</li>");
    let mut fact = |text: &str| {
        html.markup("<li>").text(text).markup("</li>");
    };
    fact(&words.respondents(about.respondents.published.into()));
    if let Some(period) = &about.collected {
        let (from, to) = (words.month(&period.from), words.month(&period.to));
        fact(&if from == to { words.collected_in(&from) } else { words.collected_between(&from, &to) });
    }
    if let Some(licence) = about.licenses.first() {
        fact(&words.licence(if licence.title.is_empty() { &licence.name } else { &licence.title }));
    }
    match about.privacy.k {
        1 => fact(words.k_is_one_short()),
        k => fact(&words.k_statement(k.into())),
    }
    html.markup("</ul>");
}

/// The what-if, and the headline of the view, which never ranks options that do not differ significantly.
pub fn headline(shown: &Shown, html: &mut Html) {
    if let Ok(tab) = shown.tab {
        let findings = shown.findings(tab);
        what_if::notice(shown, &findings, html);
        html.markup("<p class=\"headline\">").text(&findings.headline()).markup("</p>");
    }
}
