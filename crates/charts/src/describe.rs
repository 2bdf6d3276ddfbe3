//! The words of a mark: names of rows and columns, sentences, tooltips.

use super::{
    LegendItem, Mark, Scene,
    canvas::Canvas,
    ink::Ink,
    lettering::{Anchor, Lettering},
};
use needs_core::{
    crosstab::{self, Cell, Column, CrossTab, Row, RowKind},
    estimate::{Interval, Proportion, RankSet},
    reliability::{RELIABLE, Reliability, least_base},
    survey::file::{Choice, Question},
    view::{Base, Show},
};
use needs_report::{nouns::Nouns, sentence};

/// Whether any share of a picture is of low reliability, and any withheld.
#[derive(Clone, Copy, Default)]
pub struct Few {
    pub low: bool,
    pub none: bool,
    /// Whether any is of a code on which coders agree too little.
    pub tentative: bool,
}

impl Few {
    pub fn any(self) -> bool {
        self.low || self.none
    }

    /// Notes a cell of the picture.
    pub fn see(&mut self, scene: &Scene, cell: &Cell) {
        self.low |= scene.is_low(cell);
        self.none |= scene.is_few(cell) && cell.base > 0;
    }
}

impl Scene<'_> {
    pub fn row_name(&self, kind: RowKind) -> String {
        sentence::row(self.survey, self.view.rows, kind, &self.words)
    }

    /// The label of a column, with the level for an item of a rating.
    pub fn column_name(&self, column: Column) -> String {
        let question = self.question();
        let name = column.name(question).1.to_owned();
        match column {
            Column::Item(_, level) => {
                let level = sentence::measure(question, level, &self.words).unwrap_or_default();
                self.words.item_level(&name, &level)
            }
            _ => name,
        }
    }

    /// Whether the base is too small to show a share.
    pub fn is_few(&self, cell: &Cell) -> bool {
        self.reliability(cell) == Reliability::Withheld
    }

    /// Whether a share is shown hatched.
    pub fn is_low(&self, cell: &Cell) -> bool {
        self.reliability(cell) == Reliability::Low
    }

    fn reliability(&self, cell: &Cell) -> Reliability {
        Reliability::of(self.survey, cell)
    }

    /// What hatching means, for a legend, and where it stands for too few answers.
    pub fn hatching(&self, legend: &mut Vec<LegendItem>, few: Few) {
        let mut item = |label: String| legend.push(LegendItem { class: Ink::FEW.class().to_owned(), label });
        if few.low {
            item(self.words.low_reliability(u64::from(RELIABLE)));
        }
        if few.tentative {
            item(self.words.legend_tentative().to_owned());
        }
        if few.none {
            item(self.words.small_base().to_owned());
        }
    }

    /// Why the file cannot show these dimensions of the view: no table has them together with the filtered ones.
    pub fn not_offered(&self, dimensions: &[usize]) -> String {
        let filters: Vec<usize> = self.view.filter.dimensions().collect();
        self.words.not_offered_with(&self.dimensions(&filters), &self.dimensions(dimensions))
    }

    /// The labels of dimensions, as a list in a sentence.
    pub fn dimensions(&self, dimensions: &[usize]) -> String {
        let label = |&d: &usize| self.survey.dimensions()[d].label.as_str();
        self.words.list(&dimensions.iter().map(label).collect::<Vec<_>>())
    }

    /// A share as a whole percentage.
    pub fn percent(&self, share: f64) -> String {
        self.words.percent(share, 0)
    }

    pub fn range(&self, interval: Interval) -> String {
        self.words.interval_range(&self.percent(interval.low), &self.percent(interval.high))
    }

    pub fn question(&self) -> &Question {
        &self.survey.questions()[self.view.question]
    }

    /// What the question's options are called.
    pub fn nouns(&self) -> Nouns {
        Nouns::of(self.question(), &self.words)
    }

    pub fn columns(&self) -> Vec<Column> {
        crosstab::columns(self.survey, self.view)
    }

    /// The label of a column alone: a choice, a theme, an item.
    pub fn option_name(&self, column: Column) -> String {
        column.name(self.question()).1.to_owned()
    }

    /// The number of a cell that has a share: that, or the count.
    pub fn number(&self, cell: &Cell, share: f64) -> String {
        match self.view.show {
            Show::Share => self.percent(share),
            Show::Count => self.words.count(u64::from(cell.count)),
        }
    }

    /// The short text of a cell with too small a base: "3/6", "–" for nobody.
    pub fn few(&self, cell: &Cell) -> String {
        if cell.base == 0 {
            return "–".to_owned();
        }
        [&self.words.count(u64::from(cell.count)), "/", &self.words.count(u64::from(cell.base))].concat()
    }

    /// The longer text of such a cell: "3 of 6".
    pub fn few_of(&self, cell: &Cell) -> String {
        if cell.base == 0 {
            return self.words.no_answers().to_owned();
        }
        self.words.count_of_base(u64::from(cell.count), u64::from(cell.base))
    }

    /// A share with count and base: "30% (103 of 344)".
    pub fn share_of_base(&self, of: Proportion) -> String {
        let Some(share) = of.share() else { return self.words.no_answers().to_owned() };
        let of_base = self.words.count_of_base(u64::from(of.count), u64::from(of.base));
        self.words.share_and_count(&self.percent(share), &of_base)
    }

    /// The ranks that an option may have among `of`.
    pub fn rank(&self, set: RankSet, of: usize) -> String {
        let (first, last, of) = (set.first as u64, set.last as u64, of as u64);
        if first == last { self.words.rank(first, of) } else { self.words.rank_between(first, last, of) }
    }

    /// Draws a hatched strip and its mark for a row without a number to show; returns its bottom.
    pub fn too_few(&self, canvas: &mut Canvas, cells: &[Cell], name: &str, place: (f64, f64, f64)) -> (Mark, f64) {
        let (x, y, width) = place;
        let height = 24.0;
        canvas.rect(Ink::FEW, x, y, width, height);
        let base = cells.iter().map(|cell| cell.base).max().unwrap_or(0);
        let said = if base == 0 { self.words.no_answers() } else { self.words.small_base() };
        let lettering = Lettering::new(Ink::ON_FEW, 12.0).anchored(Anchor::Middle);
        canvas.lines(lettering, x + width / 2.0, y + height / 2.0, &[said.to_owned()]);
        let sentence = self.words.row_small_base(name, u64::from(base));
        let lines = vec![name.to_owned(), sentence.clone()];
        (Mark { x, y, width, height, row: 0, column: 0, sentence, lines }, y + height)
    }

    /// The code of a column, if the question is of codes.
    pub fn code(&self, column: Column) -> Option<&Choice> {
        match column {
            Column::Choice(choice) if self.question().coded.is_some() => self.question().choices().get(choice),
            _ => None,
        }
    }

    /// Whether a column is of a code on which coders agree too little.
    pub fn is_tentative(&self, column: Column) -> bool {
        self.code(column).is_some_and(Choice::is_tentative)
    }

    /// The shares of a code that all coders gave, and that any gave; of everybody, because only they are published.
    pub fn coders(&self, row: usize, column: Column) -> Option<(f64, f64)> {
        let code = self.code(column).filter(|_| row == 0 && self.view.filter.is_everyone())?;
        code.low.zip(code.high)
    }

    /// A cell for its mark: one sentence, and the lines of a tooltip.
    pub fn cell(&self, tab: &CrossTab, (row, column): (usize, usize), name: &str) -> (String, Vec<String>) {
        let cell = &tab.cells[row][column];
        let column_name = self.column_name(tab.columns[column]);
        let (mut sentence, mut lines) =
            (self.sentence(name, &column_name, cell), self.tooltip(name, &column_name, cell));
        // Bounds are unweighted.
        if let Some(bounds) = tab.bounds(row, column).filter(|_| !self.is_few(cell) && self.view.weights.is_empty()) {
            let range = self.words.interval_range(&self.percent(bounds.low), &self.percent(bounds.high));
            let whoever = self.words.tooltip_unknown(&range);
            sentence.push_str("; ");
            sentence.push_str(&whoever);
            lines.push(whoever);
        }
        let column = tab.columns[column];
        if let Some((low, high)) = self.coders(row, column) {
            let range = self.words.coders_range(&self.percent(low), &self.percent(high));
            sentence.push_str("; ");
            sentence.push_str(&range);
            lines.push(range);
        }
        if let Some(code) = self.code(column) {
            if code.is_tentative() {
                lines.push(self.words.legend_tentative().to_owned());
            }
            if !code.definition.is_empty() {
                lines.push(code.definition.clone());
            }
        }
        (sentence, lines)
    }

    /// A cell in one sentence.
    pub fn sentence(&self, row: &str, column: &str, cell: &Cell) -> String {
        let (count, base) = (u64::from(cell.count), u64::from(cell.base));

        let (Some(share), Some(interval)) = (cell.share(), cell.interval()) else {
            return self.words.cell_no_answers(row, column);
        };
        if self.is_few(cell) {
            return self.words.cell_small_base(row, column, base);
        }
        let (share, low, high) = (self.percent(share), self.percent(interval.low), self.percent(interval.high));
        if let Some(now) = cell.as_answered() {
            return self.words.cell_what_if(row, column, &share, &self.percent(now), &low, &high);
        }
        match self.view.base {
            Base::Answered if self.question().coded.is_some() => {
                self.words.cell_mentioned(row, column, &share, count, base, &low, &high)
            }
            Base::Answered => self.words.cell(row, column, &share, count, base, &low, &high),
            Base::Asked => self.words.cell_asked(row, column, &share, count, base, &low, &high),
        }
    }

    /// A cell as the lines of a tooltip.
    pub fn tooltip(&self, row: &str, column: &str, cell: &Cell) -> Vec<String> {
        let of_base = self.words.count_of_base(u64::from(cell.count), u64::from(cell.base));
        let mut lines = vec![column.to_owned(), row.to_owned()];

        match (cell.share(), cell.interval()) {
            (Some(share), Some(interval)) if !self.is_few(cell) => {
                // Under a what-if the share is not count divided by base.
                let beside = cell.as_answered().map_or(of_base, |now| self.words.now_share(&self.percent(now)));
                lines.push(self.words.share_and_count(&self.percent(share), &beside));
                lines.push(self.words.tooltip_interval(&self.range(interval)));
            }
            (Some(_), _) => {
                lines.push(of_base);
                lines.push(self.words.small_base().to_owned());
            }
            _ => lines.push(self.words.no_answers().to_owned()),
        }
        lines
    }

    /// Who is shown: "239 of 247 respondents answered this question".
    pub fn who(&self, tab: &CrossTab) -> String {
        sentence::base(self.survey, self.view, tab, &self.words).trim_end_matches('.').to_owned()
    }

    /// The note of an unweighted chart in a view that has a what-if.
    pub fn unweighted(&self) -> Vec<String> {
        if self.view.weights.is_empty() { Vec::new() } else { vec![self.words.unweighted_here().to_owned()] }
    }

    /// The rule by which shares are shown.
    pub fn small_base_why(&self) -> String {
        self.words.small_base_why(u64::from(least_base(self.survey)), u64::from(RELIABLE))
    }

    /// The notes of every chart of a cross-tabulation.
    pub fn notes(&self, tab: &CrossTab, any_few: bool) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.view.weights.is_empty() {
            notes.push(self.words.weights_active().to_owned());
        }
        let Row { unknown, .. } = tab.rows[0];
        if unknown > 0 {
            notes.push(self.words.cannot_be_told_apart(u64::from(unknown)));
        }
        if any_few {
            notes.push(self.small_base_why());
        }
        notes
    }
}
