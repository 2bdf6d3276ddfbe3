//! A view as plain text: for a message, a post, a talk.

use super::Export;
use crate::{findings::Findings, sentence};
use needs_core::view::Chart;

/// The sentences of a chart.
pub struct PictureText<'a> {
    pub title: &'a str,
    /// One for each mark, by row, then column.
    pub sentences: Vec<&'a str>,
    pub notes: &'a [String],
}

impl Export<'_> {
    /// Survey, headline, who is in the view, the numbers, known biases, source and `link`; blank lines between.
    ///
    /// The numbers are the sentences of the chart, one per line; for a matrix, which has too many, and for a view without
    /// a picture they are the table of [`Export::tsv`].
    pub fn text(&self, picture: Option<&PictureText>, link: &str) -> String {
        let (survey, view, words) = (self.survey, self.view, self.words);
        let findings = Findings { survey, view, tab: self.tab, what_if: None, words };
        let picture = picture.filter(|_| view.chart != Chart::Matrix);
        let mut out = Text(String::new());
        out.line(&survey.about.title).line(&self.question().text).line("");
        out.line(&findings.headline());
        let base = sentence::base(survey, view, self.tab, &words);
        out.line(&[&base, " ", &sentence::filters(survey, &view.filter, &words)].concat());
        let coded = sentence::coded(self.question(), &words);
        if !coded.is_empty() {
            out.line(&coded);
        }
        out.line("");
        if let Some(picture) = picture {
            out.line(picture.title);
            for sentence in &picture.sentences {
                out.line(sentence);
            }
            for note in picture.notes {
                out.line(note);
            }
        } else {
            out.0.push_str(&self.tsv());
        }
        out.line("").line(words.chance_only());
        for bias in sentence::biases(survey, words) {
            out.line(&bias);
        }
        out.line(&words.picture_source(&survey.about.title, &sentence::licences(survey))).line(link);
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
