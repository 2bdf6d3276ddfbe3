//! What a mark says: names of rows and columns, sentences, tooltips.

use super::{Scene, least_answers};
use crate::{
    crosstab::{Cell, Column, CrossTab, Row, RowKind},
    estimate::Interval,
    view::Base,
};

impl Scene<'_> {
    pub fn row_name(&self, kind: RowKind) -> String {
        let dimension = &self.survey.dimensions()[self.view.rows];
        match kind {
            RowKind::All if dimension.is_field() => self.words.all_fields().to_owned(),
            RowKind::All => self.words.everyone().to_owned(),
            RowKind::Category(c) => dimension.categories[c].label.clone(),
            RowKind::Undetermined => self.words.row_undetermined(&dimension.label),
        }
    }

    /// The label of a column, with the level for an item of a rating.
    pub fn column_name(&self, column: Column) -> String {
        let question = &self.survey.questions()[self.view.question];
        let name = column.name(question).1.to_owned();
        match column {
            Column::Item(_, level) => self.words.item_level(&name, &question.levels[level].label),
            _ => name,
        }
    }

    /// Whether so few answered that no share is shown.
    pub fn is_few(&self, cell: &Cell) -> bool {
        cell.base < least_answers(self.survey)
    }

    /// A share as a percentage without digits behind the sign.
    pub fn percent(&self, share: f64) -> String {
        self.words.percent(share, 0)
    }

    pub fn range(&self, interval: Interval) -> String {
        self.words.interval_range(&self.percent(interval.low), &self.percent(interval.high))
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
        match self.view.base {
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
                lines.push(self.words.share_and_count(&self.percent(share), &of_base));
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

    /// Who is shown, in a sentence: "94 of 247 respondents".
    pub fn who(&self, tab: &CrossTab) -> String {
        self.words.respondents_of(u64::from(tab.rows[0].n), u64::from(tab.published))
    }

    /// The notes that any chart of a cross-tabulation needs.
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
            notes.push(self.words.small_base_why(u64::from(least_answers(self.survey))));
        }
        notes
    }
}
