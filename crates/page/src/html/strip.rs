//! The acknowledged limitations at a glance: how this view stands against what the author believes, and whether what the
//! headline says leads hangs on the group.

use super::{Html, Shown};
use crate::action::{Category, Change};
use needs_core::sensitivity::{Acknowledged, First, Range, acknowledged, pull};
use needs_report::findings::span;

/// A card for each group that a limitation names, whatever the view, so that the chart beneath stays where it is; nothing
/// where none is named, and in a frame, which leaves them to the full page.
pub fn strip(shown: &Shown, html: &mut Html) {
    let groups = acknowledged(shown.survey, shown.view);
    if groups.is_empty() || shown.page.embed {
        return;
    }
    html.markup("<section class=\"strip\" aria-labelledby=\"limits\"><h2 id=\"limits\">").text(shown.words.strip());
    // The row scrolls: by keys, too, where no card has a button.
    html.markup("</h2><ul tabindex=\"0\">");
    let leading = shown.tab.ok().and_then(|tab| shown.findings(tab).leading());
    // Those of which the author says what is believed, then the others.
    for believed in [true, false] {
        for group in groups.iter().flatten().filter(|group| group.target.is_some() == believed) {
            card(shown, html, group, leading.as_deref());
        }
    }
    for unanswerable in groups.iter().filter_map(|group| group.as_ref().err()) {
        // The others are filtered by.
        let told_by = |&&d: &&usize| shown.view.filter.kept(d).is_none();
        let Some(&d) = unanswerable.dimensions.iter().find(told_by) else { continue };
        html.markup("<li><p class=\"name\">").text(&shown.survey.dimensions()[d].label).markup("</p>");
        why_apart(shown, html, d);
        html.markup("</li>");
    }
    html.markup("</ul></section>");
}

fn card(shown: &Shown, html: &mut Html, group: &Acknowledged, leading: Option<&[usize]>) {
    let words = &shown.words;
    let dimension = &shown.survey.dimensions()[group.dimension];
    let label = &dimension.categories[group.category].label;
    html.markup("<li><p class=\"name\"><small>").text(&dimension.label).markup("</small> ").text(label);
    html.markup("</p>");
    gauge(html, group.here.share.unwrap_or_default(), group.target);
    html.markup("<p class=\"said\"><span>");
    if let Some(share) = group.here.share {
        html.text(&words.strip_here(&span(words, share, 0)));
    }
    html.markup("</span>");
    if let Some(target) = group.target {
        html.markup(" <span>").text(&words.strip_believed(&words.percent(target, 0))).markup("</span>");
    }
    html.markup("</p>");
    match pull(shown.survey, shown.view, group.dimension) {
        // There is nothing to leave out or to weight.
        _ if group.is_settled(shown.view) => {}
        None => why_apart(shown, html, group.dimension),
        Some(_) => {
            html.markup("<p class=\"verdict\">");
            verdict(shown, html, group, leading);
            html.markup("</p>");
            let category = Category::of(shown.survey, group.dimension, group.category);
            html.button("pull", Change::Suppose(category), words.what_if(), &words.share_of(words.what_if(), label));
        }
    }
    html.markup("</li>");
}

/// Whether what the headline says leads still does without the group; nothing where it does not say that.
fn verdict(shown: &Shown, html: &mut Html, group: &Acknowledged, leading: Option<&[usize]>) {
    let words = &shown.words;
    let (Some(leading), Some(sensitivity)) = (leading, shown.sensitivity()) else { return };
    let place = (group.dimension, group.category);
    let Some(influence) = sensitivity.influences.iter().find(|of| (of.dimension, of.category) == place) else { return };
    let (class, said) = match (influence.lead(&sensitivity.all, leading), leading.len()) {
        (First::Stays, 1) => ("robust", words.strip_robust()),
        (First::Changes(_), 1) => ("hangs", words.strip_hangs()),
        (First::Untold, 1) => ("untold", words.strip_untold()),
        (First::Stays, _) => ("robust", words.strip_lead_robust()),
        (First::Changes(_), _) => ("hangs", words.strip_lead_hangs()),
        (First::Untold, _) => ("untold", words.strip_lead_untold()),
    };
    html.markup("<span class=\"").markup(class).markup("\">").text(said).markup("</span>");
}

/// What the file does not tell together with a dimension: the filters of this view, or else its question.
fn why_apart(shown: &Shown, html: &mut Html, dimension: usize) {
    let (survey, words) = (shown.survey, &shown.words);
    let filters = shown.view.filter.dimensions().filter(|&d| d != dimension);
    let mut others: Vec<&str> = filters.map(|d| survey.dimensions()[d].label.as_str()).collect();
    if others.is_empty() {
        others.push(survey.questions()[shown.view.question].name());
    }
    html.markup("<p class=\"apart\">").text(&words.strip_apart(&words.list(&others))).markup("</p>");
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

#[cfg(test)]
mod tests {
    use super::super::tests::{page_of, page_of_survey};
    use crate::action::Action;
    use needs_core::{Survey, query, sensitivity::crosstab};

    fn strip(page: &str) -> &str {
        let (_, strip) = page.split_once("<section class=\"strip\"").expect("a strip");
        strip.split_once("</section>").expect("it ends").0
    }

    /// The illustration: two dimensions a table.
    fn by_dimension() -> Survey {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample/results.json");
        Survey::read(&std::fs::read(path).expect("the sample")).unwrap_or_else(|error| panic!("{error}"))
    }

    /// What the cards do, in their order.
    fn actions(strip: &str) -> Vec<&str> {
        let after = strip.split("data-do=\"").skip(1);
        after.map(|rest| rest.split_once('"').expect("it ends").0).collect()
    }

    #[test]
    fn the_row_is_scrolled_by_keys_whether_or_not_a_card_has_a_button() {
        for query in ["", "chart=compare&network=not-linked&vs=rest"] {
            assert!(strip(&page_of_survey(&by_dimension(), query)).contains("</h2><ul tabindex=\"0\"><li>"), "{query}");
        }
    }

    #[test]
    fn each_limitation_tells_its_share_what_is_believed_and_what_hangs_on_it() {
        let page = page_of("");
        let strip = strip(&page);
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
    fn what_a_filter_has_settled_cannot_be_pulled() {
        let page = page_of("region=-australia");
        let strip = strip(&page);
        assert!(strip.contains("Australia</p>") && strip.contains("0% here"), "{strip}");
        assert_eq!(actions(strip), [] as [&str; 0]);
    }

    #[test]
    fn the_strip_has_a_card_a_group_whatever_is_filtered_or_weighted() {
        let cards = |query: &str| strip(&page_of(query)).matches("<li>").count();
        for query in
            ["", "region=-australia", "channel=", "weight=region:australia:0.02", "question=features", "chart=table"]
        {
            assert_eq!(cards(query), 2, "{query}");
        }
        assert!(!page_of("embed=1").contains("class=\"strip\""), "a frame has none");
    }

    #[test]
    fn every_card_that_can_be_pulled_leads_to_a_view_that_the_file_answers() {
        let survey = by_dimension();
        let mut pulled = 0;
        for query in [
            "",
            "weight=dask:not-yet:0.7",
            "network=not-linked",
            "rows=region",
            "rows=region&weight=region:australia:0.1",
        ] {
            let view = query::parse(query, &survey).view;
            let page = page_of_survey(&survey, query);
            for text in actions(strip(&page)) {
                let Some(Action::Change(change)) = Action::parse(text) else { panic!("{text} is no change") };
                let mut then = view.clone();
                assert_eq!(change.make(&survey, &mut then), Some(()), "{query}: {text}");
                let what_if = crosstab(&survey, &then).unwrap_or_else(|error| panic!("{query}: {text}: {error}")).1;
                assert!(what_if.is_none_or(|what_if| what_if.problems.is_empty()), "{query}: {text}");
                pulled += 1;
            }
        }
        assert!(pulled > 20, "{pulled}");
    }

    #[test]
    fn a_card_that_cannot_be_pulled_says_what_stands_against_it() {
        let page = page_of_survey(&by_dimension(), "network=not-linked");
        let strip = strip(&page);
        assert_eq!(actions(strip), [] as [&str; 0], "two of a table: who filters by one cannot weight by another");
        let why =
            "Region</p><p class=\"apart\">Cannot be shown together with Imaging network: the survey is too small.</p>";
        assert!(strip.contains(why), "{strip}");
    }

    #[test]
    fn a_verdict_is_on_what_the_headline_says_or_there_is_none() {
        let (one, several) = (["First place: ", "First place "], ["Their lead: ", "Their lead "]);
        let says = |page: &str, texts: [&str; 2]| texts.iter().any(|text| strip(page).contains(text));
        let sample = by_dimension();
        // Three lead and cannot be told apart, then one comes first.
        let page = page_of_survey(&sample, "");
        assert!(page.contains("lead and cannot be told apart") && says(&page, several) && !says(&page, one), "{page}");
        let page = page_of_survey(&sample, "question=features");
        let (_, headline) = page.split_once("class=\"headline\">").expect("a headline");
        assert!(!headline.contains("lead and cannot be told apart") && says(&page, one), "{}", &headline[..200]);
        // Shares under a what-if are other shares than those that leaving out changes.
        let page = page_of_survey(&sample, "weight=dask:not-yet:0.7");
        assert!(!says(&page, one) && !says(&page, several), "{}", strip(&page));
        // Nothing stands out; too few; a median is no place.
        let json = include_str!("../../../../docs/example-results.json");
        let number = json.replace("\"kind\": \"single\"", "\"kind\": \"number\"");
        let number = number.replace("\"Every day\"", "\"Every day\", \"to\": 5");
        let number = number.replace("\"Rarely\"", "\"Rarely\", \"from\": 5");
        let number = Survey::read(number.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        for page in [page_of("channel=direct"), page_of("channel="), page_of_survey(&number, "question=often")] {
            assert!(!says(&page, one) && !says(&page, several), "{}", strip(&page));
        }
    }
}
