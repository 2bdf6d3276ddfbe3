//! The acknowledged limitations at a glance: how this view stands against what the author believes, and whether the first
//! place hangs on the group.

use super::{Html, Shown};
use crate::action::{Category, Change};
use needs_core::{
    reliability::least_base,
    sensitivity::{Acknowledged, First, Range, Sensitivity, acknowledged},
};
use needs_report::findings::bounds_of;

/// A card for each group that a limitation names; nothing where none is named.
pub fn strip(shown: &Shown, html: &mut Html) {
    let words = &shown.words;
    let groups = acknowledged(shown.survey, shown.view).into_iter().flatten().filter_map(|group| {
        let share = group.here.share?;
        // Who filters by a dimension knows: all or none.
        let told = share.is_exact() && (share.low == 0.0 || share.low == 1.0);
        let filtered = shown.view.filter.kept(group.dimension).is_some();
        (!(told && filtered)).then_some((group, share))
    });
    // Those of which the author says what is believed, then the others.
    let (believed, others): (Vec<_>, Vec<_>) = groups.partition(|(group, _)| group.target.is_some());
    if believed.is_empty() && others.is_empty() {
        return;
    }
    let firsts = firsts(shown);
    html.markup("<section class=\"strip\" aria-labelledby=\"limits\"><h2 id=\"limits\">").text(words.strip());
    html.markup("</h2><ul>");
    for (group, share) in believed.into_iter().chain(others) {
        let verdict = firsts.iter().find(|(place, _)| *place == (group.dimension, group.category));
        card(shown, html, &group, share, verdict.map(|(_, first)| *first));
    }
    html.markup("</ul></section>");
}

fn card(shown: &Shown, html: &mut Html, group: &Acknowledged, share: Range, first: Option<First>) {
    let words = &shown.words;
    let dimension = &shown.survey.dimensions()[group.dimension];
    let label = &dimension.categories[group.category].label;
    html.markup("<li><p class=\"name\"><small>").text(&dimension.label).markup("</small> ").text(label);
    html.markup("</p>");
    gauge(html, share, group.target);
    let here = match bounds_of(share, 0) {
        None => words.percent(share.low, 0),
        Some((low, high)) => words.interval_range(&words.percent(low, 0), &words.percent(high, 0)),
    };
    html.markup("<p class=\"said\"><span>").text(&words.strip_here(&here)).markup("</span>");
    if let Some(target) = group.target {
        html.markup(" <span>").text(&words.strip_believed(&words.percent(target, 0))).markup("</span>");
    }
    html.markup("</p><p class=\"verdict\">");
    if let Some(first) = first {
        let (class, said) = match first {
            First::Stays => ("robust", words.strip_robust()),
            First::Changes(_) => ("hangs", words.strip_hangs()),
            First::Untold => ("untold", words.strip_untold()),
        };
        html.markup("<span class=\"").markup(class).markup("\">").text(said).markup("</span>");
    }
    html.markup("</p>");
    let category = Category::of(shown.survey, group.dimension, group.category);
    html.button("pull", Change::Suppose(category), words.what_if(), &words.share_of(words.what_if(), label));
    html.markup("</li>");
}

/// The share here as a bar, as long as it is at least, then as it may be; the author's as a tick across it.
fn gauge(html: &mut Html, share: Range, target: Option<f64>) {
    let permille = |share: f64| (share * 1000.0).round() as u32;
    let (low, high) = (permille(share.low), permille(share.high));
    html.markup("<svg class=\"gauge\" viewBox=\"0 0 1000 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    html.markup("<rect class=\"whole\" y=\"3\" width=\"1000\" height=\"6\"/><rect class=\"here\" y=\"3\" width=\"");
    html.number(low).markup("\" height=\"6\"/>");
    if high > low {
        html.markup("<rect class=\"maybe\" y=\"3\" x=\"").number(low).markup("\" width=\"").number(high - low);
        html.markup("\" height=\"6\"/>");
    }
    if let Some(target) = target {
        html.markup("<rect class=\"tick\" x=\"").number(permille(target).saturating_sub(6));
        html.markup("\" width=\"12\" height=\"12\"/>");
    }
    html.markup("</svg>");
}

/// What leaving each group out does to the first place; nothing where too few answered to speak of one.
fn firsts(shown: &Shown) -> Vec<((usize, usize), First)> {
    let Ok(sensitivity) = Sensitivity::of(shown.survey, shown.view) else { return Vec::new() };
    if sensitivity.all.certain.base < least_base(shown.survey).into() {
        return Vec::new();
    }
    sensitivity.influences.iter().map(|of| ((of.dimension, of.category), of.first)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::page_of;

    fn strip_of(query: &str) -> String {
        let page = page_of(query);
        let (_, strip) = page.split_once("<section class=\"strip\"").expect("a strip");
        strip.split_once("</section>").expect("it ends").0.to_owned()
    }

    #[test]
    fn each_limitation_tells_its_share_what_is_believed_and_what_hangs_on_it() {
        let strip = strip_of("");
        // Of 48, 11 are in Australia for certain, 11 may be; the author believes 2%.
        let australia = "Region</small> Australia</p><svg class=\"gauge\"";
        assert!(strip.contains(australia), "{strip}");
        assert!(strip.contains("class=\"here\" y=\"3\" width=\"229\""), "{strip}");
        assert!(strip.contains("class=\"maybe\" y=\"3\" x=\"229\" width=\"229\""), "{strip}");
        assert!(strip.contains("class=\"tick\" x=\"14\""), "{strip}");
        assert!(strip.contains("22% to 46% here</span> <span>believed: 2%</span>"), "{strip}");
        assert!(strip.contains("data-do=\"suppose region australia\""), "{strip}");
    }

    #[test]
    fn what_a_filter_has_settled_is_no_limitation_of_the_view() {
        assert!(!page_of("region=-australia").contains("data-do=\"suppose region australia\""));
    }
}
