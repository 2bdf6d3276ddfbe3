//! A group of filters for each dimension, with the limitation that the author acknowledges.

use super::{Html, Shown};
use crate::action::{Category, Change};
use needs_core::{
    facet::{Facet, facets},
    sensitivity::{Acknowledged, GroupShare, acknowledged},
};
use needs_report::findings::span;

pub fn filters(shown: &Shown, html: &mut Html) {
    let words = &shown.words;
    let active = shown.view.filter.dimensions().count();
    html.markup("<details class=\"filters\" open><summary><h2>").text(words.filters()).markup("</h2>");
    html.markup("<span class=\"active\">");
    if active > 0 {
        html.text(&words.filters_active(active as u64));
    }
    html.markup("</span></summary><section aria-label=\"").text(words.page_region_filters()).markup("\">");
    html.markup("<button type=\"button\" class=\"reset-all\"").action(Change::ClearAll).when(active == 0, "disabled");
    html.markup(">").text(words.reset_all()).markup("</button>");
    named_views(shown, html);
    let acknowledged: Vec<Acknowledged> = acknowledged(shown.survey, shown.view).into_iter().flatten().collect();
    for d in 0..shown.survey.dimensions().len() {
        group(shown, html, &acknowledged, d);
    }
    html.markup("</section></details>");
}

/// The named views.
fn named_views(shown: &Shown, html: &mut Html) {
    let views = shown.survey.views();
    if views.is_empty() {
        return;
    }
    html.markup("<nav class=\"named\"><h3>").text(shown.words.named_views()).markup("</h3><ul>");
    for named in views {
        let view = needs_core::query::parse(&named.query, shown.survey).view;
        let is_shown = view == *shown.view;
        html.markup("<li class=\"card of-").markup(view.chart.id()).markup("\"><a href=\"?").text(&named.query);
        html.markup("\"").action(Change::Named(&named.id));
        html.when(is_shown, "aria-current=\"true\"").markup(">").text(&named.label).markup("</a>");
        if !named.description.is_empty() {
            html.markup("<p>").text(&named.description).markup("</p>");
        }
        html.markup("</li>");
    }
    html.markup("</ul></nav>");
}

fn group(shown: &Shown, html: &mut Html, acknowledged: &[Acknowledged], d: usize) {
    let (survey, words, view) = (shown.survey, &shown.words, shown.view);
    let dimension = &survey.dimensions()[d];
    let facets = facets(survey, view, d);
    let kept = view.filter.kept(d);
    let unknown = facets.iter().flatten().map(|facet| facet.unknown).max().unwrap_or(0);
    // Whoever folds is the reader, until what the class says changes (boot.js).
    html.markup("<details class=\"").markup(if kept.is_some() { "group set" } else { "group" });
    html.markup("\" data-dimension=\"").text(&dimension.id).markup("\"");
    html.when(kept.is_some(), "open").markup("><summary><h3>").text(&dimension.label);
    html.markup("</h3><span class=\"active\">");
    if let Some(kept) = kept {
        html.text(&words.kept_of(kept.count_ones().into(), dimension.categories.len() as u64));
    }
    html.markup("</span></summary>");
    if let Some(bias) = &dimension.bias {
        html.markup("<p class=\"bias\"><strong>").text(words.bias_note()).markup(":</strong> ").text(&bias.note);
        if bias.source.starts_with("http") {
            html.text(" ").link(&bias.source, words.source());
        } else if !bias.source.is_empty() {
            html.text(" (").text(&bias.source).text(")");
        }
        html.markup("</p>");
        concerned(shown, html, acknowledged, d);
    }
    if facets.is_none() {
        let others = view.dimensions().into_iter().filter(|&other| other != d);
        let labels: Vec<&str> = others.chain([d]).map(|d| survey.dimensions()[d].label.as_str()).collect();
        html.markup("<p class=\"why-not\">").text(&words.not_offered(&words.list(&labels))).markup("</p>");
    }
    html.markup("<fieldset").when(facets.is_none(), "disabled").markup("><legend class=\"unseen\">");
    html.text(&dimension.label).markup("</legend><ul class=\"categories\">");
    for c in 0..dimension.categories.len() {
        category(shown, html, (d, c), facets.as_ref().map(|of| of[c]));
    }
    html.markup("</ul></fieldset>");
    if unknown > 0 {
        // A respondent may be in several categories, so only the largest number is certain.
        html.markup("<p class=\"unknown\" title=\"").text(words.cannot_be_told_apart_why()).markup("\">");
        html.text(&words.cannot_be_told_apart(unknown.into())).markup("</p>");
    }
    if kept.is_some() {
        html.button("reset", Change::Clear(&dimension.id), words.reset(), &words.reset_dimension(&dimension.label));
    }
    html.markup("</details>");
}

/// The groups of a limitation: the number of each in the view, and actions to leave it out, to keep only it, and to
/// compare it with the rest.
fn concerned(shown: &Shown, html: &mut Html, acknowledged: &[Acknowledged], d: usize) {
    let words = &shown.words;
    let groups = acknowledged.iter().filter(|group| group.dimension == d);
    if groups.clone().next().is_none() {
        return;
    }
    html.markup("<ul class=\"concerned\">");
    for group in groups {
        let label = shown.survey.dimensions()[d].categories[group.category].label.as_str();
        let category = Category::of(shown.survey, d, group.category);
        html.markup("<li><p>");
        if let Some(share) = group.here.share {
            let GroupShare { count, possible, base, .. } = group.here;
            let said = span(words, share, 0);
            match share.is_exact() {
                true => html.text(&words.bias_share(&said, count.into(), base.into(), label)),
                false => html.text(&words.bias_share_range(&said, label, possible.into())),
            };
        }
        if let Some(target) = group.target {
            html.text(" ").text(&words.finding_believed(&words.percent(target, 0)));
        }
        html.markup("</p>");
        for (change, said) in [
            (Change::Without(category), words.without_them()),
            (Change::Only(category), words.only_them()),
            (Change::Against(category), words.chart_compare()),
        ] {
            html.button("", change, said, &words.share_of(said, label));
        }
        html.markup("</li>");
    }
    html.markup("</ul>");
}

/// The checkbox of a category, with its count under the other filters if the file has it.
fn category(shown: &Shown, html: &mut Html, (d, c): (usize, usize), facet: Option<Facet>) {
    let words = &shown.words;
    let dimension = &shown.survey.dimensions()[d];
    let label = dimension.categories[c].label.as_str();
    let category = Category::of(shown.survey, d, c);
    html.markup("<li data-category=\"").text(&dimension.categories[c].id).markup("\"><label><input type=\"checkbox\"");
    html.action(Change::Toggle(category))
        .when(shown.view.filter.keeps(d, c), "checked")
        .markup("><span class=\"name\">");
    html.text(label);
    let mark = if dimension.is_over(c) {
        Some(("▲", words.over_represented(), words.over_represented_why()))
    } else if dimension.is_under(c) {
        Some(("▽", words.under_represented(), words.under_represented_why()))
    } else {
        None
    };
    if let Some((sign, short, why)) = mark {
        html.markup(" <span class=\"mark\" title=\"").text(why).markup("\"><span aria-hidden=\"true\">").text(sign);
        html.markup(" </span>").text(short).markup("</span>");
    }
    html.markup("</span>");
    if let Some(Facet { n, unknown }) = facet {
        html.markup("<span class=\"count\" data-n=\"").number(n).markup("\" data-unknown=\"").number(unknown);
        html.markup("\">").text(&words.count(n.into())).markup("</span>");
    }
    html.markup("</label><span class=\"pick\">");
    html.button("", Change::Only(category), words.only(), &words.only_category(label));
    html.button("", Change::Without(category), words.without(), &words.without_category(label));
    html.markup("</span>");
    if let Some(Facet { n, .. }) = facet {
        bar(html, n, shown.survey.about.respondents.published);
    }
    html.markup("</li>");
}

/// A category's share of all published respondents, as a line; an attribute, because the policy forbids styles.
fn bar(html: &mut Html, n: u32, of: u32) {
    let permille = (u64::from(n) * 1000 / u64::from(of.max(1))) as u32;
    html.markup(
        "<svg class=\"bar\" viewBox=\"0 0 1000 2\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"",
    );
    html.number(permille).markup("\" height=\"2\"/></svg>");
}
