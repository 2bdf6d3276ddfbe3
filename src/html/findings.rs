//! What the chart says, in sentences with their numbers: the same as in the command's report.

use super::{Html, Shown};
use crate::{sensitivity::Sensitivity, view::Chart};

/// Beneath the chart, those findings that are about it; nothing where the file cannot answer the view.
#[inline(never)]
pub fn findings(shown: &Shown, html: &mut Html) {
    let Ok(tab) = shown.tab else { return };
    let (words, findings, chart) = (&shown.words, shown.findings(tab), shown.view.chart);
    let mut kinds = Vec::new();
    if chart == Chart::Compare {
        let told = findings.comparison();
        // Everybody against everybody says nothing.
        let told = if told.is_empty() { vec![words.compare_choose().to_owned()] } else { told };
        kinds.push((told, words.why_difference(), "difference"));
    }
    if chart == Chart::Sample {
        kinds.push((findings.limitations(), words.why_limitations(), "imbalance"));
    }
    if chart == Chart::Sensitivity
        && let Ok(sensitivity) = Sensitivity::of(shown.survey, shown.view)
    {
        kinds.push((findings.sensitivity(&sensitivity), words.why_sensitivity(), "leaving-a-group-out"));
        kinds.push((findings.tipping(&sensitivity), words.why_tipping(), "tipping-point"));
    }
    if matches!(chart, Chart::Matrix | Chart::Sensitivity) {
        kinds.push((findings.reversals(), words.why_reversal(), "simpsons-paradox"));
    }
    kinds.push((findings.unknown().into_iter().collect(), words.cannot_be_told_apart_why(), "unknown"));
    kinds.retain(|(told, ..)| !told.is_empty());
    if kinds.is_empty() {
        return;
    }
    html.markup("<section class=\"findings\" aria-label=\"").text(words.findings()).markup("\">");
    for (told, why, section) in kinds {
        html.markup("<ul>");
        for sentence in told {
            html.markup("<li>").text(&sentence).markup("</li>");
        }
        html.markup("</ul><p class=\"note\">").text(why).text(" ").how(shown, section).markup("</p>");
    }
    html.markup("</section>");
}
