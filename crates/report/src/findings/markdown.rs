//! A view's findings as a Markdown text, to paste into a post.

use super::Findings;
use crate::markdown::escaped;
use crate::sentence;
use needs_core::reliability::{RELIABLE, Reliability, least_base};
use needs_core::sensitivity::Sensitivity;

impl Findings<'_> {
    /// Headline; options with share, count, base and interval; every other finding by kind; the limitations in the
    /// author's words. `filters` describes who is in the view.
    pub fn markdown(&self, filters: &str) -> String {
        let (words, survey) = (&self.words, self.survey);
        let question = &survey.questions()[self.view.question];
        let mut out = format!("# {}\n\n", escaped(&survey.about.title));
        if survey.about.illustration {
            paragraph(&mut out, &format!("**{}**", words.illustration()));
        }
        let base = sentence::base(survey, self.view, self.tab, words);
        paragraph(&mut out, &format!("{}. {}", escaped(filters.trim_end_matches('.')), escaped(&base)));
        let coded = sentence::coded(question, words);
        if !coded.is_empty() {
            paragraph(&mut out, &escaped(&coded));
        }
        if self.what_if.is_some_and(|w| w.weights.is_some()) {
            paragraph(&mut out, &format!("**{}**", words.weights_active()));
        }
        paragraph(&mut out, &format!("**{}**", escaped(&self.headline())));
        heading(&mut out, &question.text);
        self.table(&mut out);
        paragraph(&mut out, words.about_intervals());
        let sensitivity = Sensitivity::of(survey, self.view);
        let of = |sentences: fn(&Self, &Sensitivity) -> Vec<String>| {
            sensitivity.as_ref().map(|sensitivity| sentences(self, sensitivity)).unwrap_or_default()
        };
        let found = [self.means(), self.majorities()].concat();
        let sections = [
            (words.findings(), found.into_iter().chain(self.unknown()).chain(self.reversals()).collect()),
            (words.chart_compare(), self.comparison()),
            (words.what_if(), self.what_if()),
            (words.chart_sensitivity(), of(Self::sensitivity).into_iter().chain(of(Self::tipping)).collect()),
            (words.limitations(), self.limitations()),
        ];
        for (title, sentences) in sections {
            if !sentences.is_empty() {
                heading(&mut out, title);
                sentences.iter().for_each(|sentence| out.push_str(&format!("- {}\n", escaped(sentence))));
                out.push('\n');
            }
        }
        paragraph(&mut out, &survey.about.narrative.limitations);
        paragraph(&mut out, words.self_selected());
        out.truncate(out.trim_end().len());
        out.push('\n');
        out
    }

    /// The row of everybody, largest share first.
    fn table(&self, out: &mut String) {
        let words = &self.words;
        out.push_str(&format!(
            "| {} | {} | {} |\n|---|---|---|\n",
            escaped(&self.nouns().heading()),
            words.share_of_respondents(),
            words.interval()
        ));
        let mut any_few = false;
        let mut options: Vec<usize> = needs_core::headline::ranking(self.survey, self.view, self.tab).order;
        options.extend((0..self.tab.columns.len()).filter(|option| self.tab.all()[*option].share().is_none()));
        for option in options {
            let cell = &self.tab.all()[option];
            let reliability = Reliability::of(self.survey, cell);
            any_few |= reliability != Reliability::Shown;
            let enough = reliability != Reliability::Withheld;
            let mut share = match cell.weighted {
                _ if !enough => words.small_base().to_owned(),
                Some(_) => words.percent(cell.share().unwrap_or(0.0), 1),
                None => self.share(cell),
            };
            if reliability == Reliability::Low {
                share.push_str(" (u)");
            }
            let interval = cell
                .interval()
                .filter(|_| enough)
                .map_or(String::new(), |i| words.interval_range(&words.percent(i.low, 1), &words.percent(i.high, 1)));
            out.push_str(&format!("| {} | {share} | {interval} |\n", escaped(&self.option(option))));
        }
        out.push('\n');
        if any_few {
            paragraph(out, &words.small_base_why(least_base(self.survey).into(), RELIABLE.into()));
        }
    }
}

fn heading(out: &mut String, title: &str) {
    out.push_str(&format!("## {}\n\n", escaped(title)));
}

fn paragraph(out: &mut String, text: &str) {
    if !text.is_empty() {
        out.push_str(text);
        out.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::sensitivity::crosstab;
    use needs_core::{query, survey::example::example};
    use needs_words::{Lang, Words};

    fn report(query: &str) -> String {
        let survey = example();
        let view = query::parse(query, &survey).view;
        let (tab, what_if) = crosstab(&survey, &view).unwrap();
        let words = Words::new(Lang::En);
        let findings = Findings { survey: &survey, view: &view, tab: &tab, what_if: what_if.as_ref(), words };
        findings.markdown("Who is in this view.")
    }

    #[test]
    fn a_view_is_reported_whole() {
        insta::assert_snapshot!(report("field=bioimaging&vs=rest"));
    }

    #[test]
    fn a_what_if_says_so_above_its_numbers() {
        let report = report("weight=region:australia:0.02");
        assert!(report.contains("**Shares are reweighted: a what-if, not a correction.**"), "{report}");
    }

    #[test]
    fn a_view_of_nobody_shows_no_share() {
        let report = report("channel=");
        assert!(report.contains("| GPU memory | too few answers |  |"), "{report}");
        assert!(!report.contains('%') || report.contains("95%"), "{report}");
    }

    #[test]
    fn labels_cannot_become_markup() {
        assert_eq!(escaped("a|b\n<script>[x](y)"), "a\\|b \\<script\\>\\[x\\](y)");
    }
}
