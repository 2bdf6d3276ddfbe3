//! The what-if: the form to set target shares, and their effect.

use super::{Html, Shown};
use crate::action::{Category, Change, push_percent};
use needs_core::{
    sensitivity::{self, Mix, WhatIf},
    survey::file::Role,
    view::Chart,
};
use needs_report::findings::{Findings, span};

/// The targets and the action to remove them, above everything that they change.
pub fn notice(shown: &Shown, findings: &Findings, html: &mut Html) {
    if !shown.view.weights.is_empty() {
        supposed(shown, findings, html);
    }
}

#[inline(never)]
fn supposed(shown: &Shown, findings: &Findings, html: &mut Html) {
    let supposed = findings.supposed();
    if supposed.is_empty() {
        return;
    }
    html.markup("<div class=\"notice supposed\"><p>");
    for sentence in supposed {
        html.text(&sentence).text(" ");
    }
    html.markup("</p>");
    if shown.view.chart != Chart::Sensitivity {
        html.button("", Change::Chart(Chart::Sensitivity), shown.words.what_if_change(), "");
    }
    html.button("", Change::UnweighAll, shown.words.what_if_reset(), "").markup("</div>");
}

/// The panel below the sensitivity chart: a slider and a field for every group of every bias dimension, then the shares
/// before and after.
pub fn what_if(shown: &Shown, html: &mut Html) {
    if shown.view.chart == Chart::Sensitivity {
        panel(shown, html);
    }
}

#[inline(never)]
fn panel(shown: &Shown, html: &mut Html) {
    let words = &shown.words;
    html.markup("<details class=\"what-if\"").when(!shown.view.weights.is_empty(), "open").markup("><summary><h3>");
    html.text(words.what_if()).markup("</h3></summary><p>").text(words.reweight_what()).text(" ");
    html.how(shown, "what-if").markup("</p><p class=\"note\">").text(words.reweight_rest()).markup("</p>");
    if let (Ok(tab), Some(what_if)) = (shown.tab, shown.what_if) {
        let findings = shown.findings(tab);
        outcome(shown, &findings, what_if, html);
    }
    html.markup("<div class=\"suppose\">");
    let mut not_here = Vec::new();
    for (d, of) in shown.survey.dimensions().iter().enumerate().filter(|(_, of)| of.role == Role::Bias) {
        match sensitivity::mix(shown.survey, shown.view, d, shown.what_if) {
            Ok(mix) => dimension(shown, d, &mix, html),
            Err(_) => not_here.push(of.label.as_str()),
        }
    }
    html.markup("</div>");
    if !not_here.is_empty() {
        html.markup("<p class=\"note\">").text(&words.reweight_not_here(&words.list(&not_here))).markup("</p>");
    }
    html.markup("</details>");
}

/// The groups of one dimension.
fn dimension(shown: &Shown, d: usize, mix: &Mix, html: &mut Html) {
    let (survey, words, view) = (shown.survey, &shown.words, shown.view);
    let dimension = &survey.dimensions()[d];
    html.markup("<fieldset data-weigh=\"").text(&dimension.id).markup("\"><legend>").text(&dimension.label);
    html.markup("</legend>");
    html.markup("<ul>");
    // Who did not say is no group that could be larger.
    for (c, category) in dimension.categories.iter().enumerate().filter(|(c, _)| !dimension.is_not_stated(*c)) {
        let given_back = Change::Weigh(Category::of(survey, d, c), None);
        let set = view.weights.iter().any(|w| (w.dimension, w.category) == (d, c));
        html.markup("<li data-category=\"").text(&category.id).markup(if set { "\" class=\"set\">" } else { "\">" });
        html.markup("<span class=\"name\">").text(&category.label).markup("</span><span class=\"now\">");
        if let Some(now) = mix.now[c].share {
            html.text(&words.now_share(&span(words, now, 1)));
        }
        html.markup("</span>");
        // Targets are shown exactly as set; shares that follow from them are rounded.
        let share = mix.then[c].unwrap_or(0.0);
        let hundredths = if set { (share * 10_000.0).round() } else { (share * 1000.0).round() * 10.0 } as u32;
        field(html, "range\" min=\"0\" max=\"100\" step=\"1", given_back, &category.label, hundredths);
        html.markup("<label class=\"percent\">");
        field(
            html,
            "number\" min=\"0\" max=\"100\" step=\"any\" inputmode=\"decimal",
            given_back,
            &category.label,
            hundredths,
        );
        html.markup("%</label>");
        html.markup("<button type=\"button\"").action(given_back).when(!set, "disabled").markup(" aria-label=\"");
        html.text(&words.reset_dimension(&category.label)).markup("\">×</button></li>");
    }
    html.markup("</ul>");
    if dimension.bias.as_ref().is_some_and(|bias| !bias.targets.is_empty()) {
        html.button("", Change::Targets(&dimension.id), words.author_shares(), "");
    }
    if view.weights.iter().any(|w| w.dimension == d) {
        html.button("", Change::Unweigh(&dimension.id), words.reset(), &words.reset_dimension(&dimension.label));
    }
    html.markup("</fieldset>");
}

/// A field for a percentage, whose value is in hundredths of a percent. The text typed is the last word of the action.
fn field(html: &mut Html, kind: &'static str, change: Change, label: &str, hundredths: u32) {
    html.markup("<input type=\"").markup(kind).markup("\" aria-label=\"").text(label).markup("\" value=\"");
    let mut value = String::new();
    push_percent(&mut value, hundredths);
    html.text(&value).markup("\"").action(change).markup(">");
}

/// The effect of the what-if, and its cost in precision.
fn outcome(shown: &Shown, findings: &Findings, what_if: &WhatIf, html: &mut Html) {
    let words = &shown.words;
    if let Some(sentence) = findings.first_then() {
        html.markup("<p class=\"outcome\">").text(&sentence).markup("</p>");
    }
    if what_if.after.is_empty() {
        for problem in &what_if.problems {
            html.markup("<p class=\"problem\" role=\"status\">").text(&findings.problem(problem)).markup("</p>");
        }
        return;
    }
    html.markup("<table class=\"before-after\"><thead><tr><th scope=\"col\">").text(&findings.nouns().heading());
    for heading in [words.what_if_before(), words.what_if_after(), words.interval()] {
        html.markup("</th><th scope=\"col\">").text(heading);
    }
    html.markup("</th></tr></thead><tbody>");
    for (option, (before, after)) in what_if.before.iter().zip(&what_if.after).enumerate() {
        html.markup("<tr><th scope=\"row\">").text(&findings.option(option)).markup("</th><td>");
        html.text(&before.share().map(|share| words.percent(share, 1)).unwrap_or_default()).markup("</td><td><b>");
        let share = what_if.ranges[option];
        html.text(&share.map_or_else(|| "–".to_owned(), |share| findings.span(share, 1))).markup("</b></td><td>");
        // Chance beside a share that is not known would say less than is told.
        if let Some(interval) = after.interval().filter(|_| share.is_some_and(|share| share.is_exact())) {
            let [low, high] = [interval.low, interval.high].map(|p| words.percent(p, 0));
            html.text(&words.interval_range(&low, &high));
        }
        html.markup("</td></tr>");
    }
    html.markup("</tbody></table>");
    for sentence in findings.means_then() {
        html.markup("<p>").text(&sentence).markup("</p>");
    }
    for sentence in findings.cost() {
        html.markup("<p class=\"note\">").text(&sentence).markup("</p>");
    }
    html.markup("<p class=\"note\">").how(shown, "effective-number").markup("</p>");
}
