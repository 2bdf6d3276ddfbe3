//! What a view says, as plain text: for a message, a post, a talk.

use super::Export;
use crate::{
    charts::{Figure, biases, licences},
    findings::Findings,
    sentence,
    view::Chart,
};

impl Export<'_> {
    /// Survey, headline, who is in the view, the numbers, what is known to lean, source and `link`; blank lines between.
    ///
    /// The numbers are the sentences of the figure's marks, one a line; those of a matrix, which would be too many, and
    /// of a view without a figure are the table that [`Export::tsv`] gives.
    pub fn text(&self, figure: Option<&Figure>, link: &str) -> String {
        let (survey, view, words) = (self.survey, self.view, self.words);
        let row = &self.tab.rows[0];
        let findings = Findings { survey, view, tab: self.tab, what_if: None, words };
        let figure = figure.filter(|_| view.chart != Chart::Matrix);
        let mut out = Text(String::new());
        out.line(&survey.about.title).line(&self.question().text).line("");
        out.line(&findings.headline());
        let who = words.respondents_of(row.n.into(), self.tab.published.into());
        out.line(&[&who, ". ", &sentence::filters(survey, &view.filter, &words)].concat()).line("");
        if let Some(figure) = figure {
            out.line(&figure.title);
            for mark in &figure.marks {
                out.line(&mark.sentence);
            }
            for note in &figure.notes {
                out.line(note);
            }
        } else {
            out.0.push_str(&self.tsv());
        }
        out.line("").line(words.chance_only());
        for bias in biases(survey, words) {
            out.line(&bias);
        }
        out.line(&words.picture_source(&survey.about.title, &licences(survey))).line(link);
        out.0
    }
}

struct Text(String);

impl Text {
    fn line(&mut self, line: &str) -> &mut Text {
        self.0.push_str(line);
        self.0.push('\n');
        self
    }
}
