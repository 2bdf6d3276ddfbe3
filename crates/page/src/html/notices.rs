//! Notices above everything else: problems of the link, made-up data.

use super::{Html, Shown};
use crate::action::Action;

pub fn notices(shown: &Shown, html: &mut Html) {
    let words = &shown.words;
    if shown.survey.about.illustration {
        html.markup("<p class=\"notice illustration\">").text(words.illustration()).markup("</p>");
    }
    let skipped: Vec<&str> = shown.survey.about.skipped.iter().map(String::as_str).collect();
    if !skipped.is_empty() {
        html.markup("<p class=\"notice\">").text(&words.questions_skipped(&words.list(&skipped))).markup("</p>");
    }
    if !shown.problems.is_empty() {
        html.markup("<div class=\"notice problems\" role=\"status\"><p>")
            .text(&words.link_problems(shown.problems.len() as u64));
        html.text(": ").markup("<code>").text(&shown.problems.join(", ")).markup("</code></p>");
        html.button("", Action::CloseProblems, words.close(), "").markup("</div>");
    }
    if shown.outdated {
        html.markup("<div class=\"notice outdated\" role=\"status\"><p>")
            .text(words.data_have_changed())
            .markup("</p>");
        html.button("", Action::CloseOutdated, words.close(), "").markup("</div>");
    }
}
