//! The findings as sentences with their numbers: the same as in the command's report.

use super::{Html, Shown};
use needs_core::{survey, view::Chart};
use needs_report::findings::Findings;

/// What was found, why it matters, and the section of `docs/statistics.md` about it.
type Kind = (Vec<String>, String, &'static str);

/// The findings about the chart, below it; empty if the file cannot answer the view.
pub fn findings(shown: &Shown, html: &mut Html) {
    let Ok(tab) = shown.tab else { return };
    let (words, findings) = (&shown.words, shown.findings(tab));
    let mut kinds = match shown.view.chart {
        Chart::Compare | Chart::Sample | Chart::Sensitivity => about_those_who_answered(shown, &findings),
        _ => Vec::new(),
    };
    if matches!(shown.view.chart, Chart::Matrix | Chart::Sensitivity) {
        kinds.push((findings.reversals(), words.why_reversal().to_owned(), "simpsons-paradox"));
    }
    if matches!(shown.view.chart, Chart::Matrix | Chart::Ranking | Chart::Table) {
        kinds.extend(of_a_kind(shown, &findings));
    }
    kinds.push((findings.unknown().into_iter().collect(), words.cannot_be_told_apart_why().to_owned(), "unknown"));
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
        html.markup("</ul><p class=\"note\">").text(&why).text(" ").how(shown, section).markup("</p>");
    }
    html.markup("</section>");
}

/// The findings on means and on pairs of options, of kinds of questions that have these.
#[inline(never)]
fn of_a_kind(shown: &Shown, findings: &Findings) -> Vec<Kind> {
    let words = &shown.words;
    match shown.survey.questions()[shown.view.question].kind {
        survey::file::Kind::Ranking { .. } => vec![
            (findings.means(), words.why_mean_place().to_owned(), "mean-place"),
            (findings.majorities(), words.why_majorities().to_owned(), "majorities"),
        ],
        survey::file::Kind::Number { .. } => {
            vec![(findings.means(), String::new(), "median-band-and-mean-of-band-middles")]
        }
        _ => Vec::new(),
    }
}

/// The findings of the charts that compare.
fn about_those_who_answered(shown: &Shown, findings: &Findings) -> Vec<Kind> {
    let words = &shown.words;
    match shown.view.chart {
        Chart::Compare => {
            let told = findings.comparison();
            // Everybody against everybody says nothing.
            let told = if told.is_empty() { vec![words.compare_choose().to_owned()] } else { told };
            vec![(told, words.why_difference().to_owned(), "difference")]
        }
        Chart::Sample => vec![(findings.limitations(), words.why_limitations().to_owned(), "imbalance")],
        _ => match shown.sensitivity() {
            Some(sensitivity) => vec![
                (
                    findings.sensitivity(sensitivity),
                    words.why_sensitivity(&findings.nouns().many),
                    "leaving-a-group-out",
                ),
                (findings.tipping(sensitivity), words.why_tipping(&findings.nouns().many), "tipping-point"),
            ],
            None => Vec::new(),
        },
    }
}
