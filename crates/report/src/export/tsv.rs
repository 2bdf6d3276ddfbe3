//! A table to paste into a document or a spreadsheet.

use super::{Export, cell::as_text};
use needs_core::headline::least_base;

impl Export<'_> {
    /// One line per row, cells separated by tabs: label, n, then share (count of base) per column, in the reader's
    /// language; a base too small to show says so, as in the page's table. A label that a spreadsheet would run as a
    /// formula gets a `'` in front.
    pub fn tsv(&self) -> String {
        let mut out = as_text(&self.survey.dimensions()[self.view.rows].label).into_owned();
        out.push('\t');
        out.push_str(self.words.respondents_heading());
        for (_, label) in self.columns() {
            out.push('\t');
            out.push_str(&as_text(&label));
        }
        for (row, cells, _, label) in self.rows() {
            out.push('\n');
            out.push_str(&as_text(&label));
            out.push('\t');
            out.push_str(&row.n.to_string());
            for cell in cells {
                out.push('\t');
                out.push_str(&match cell.share() {
                    Some(_) if cell.base < least_base(self.survey) => {
                        let of_base = self.words.count_of_base(cell.count.into(), cell.base.into());
                        self.words.name_and_n(self.words.small_base(), &of_base)
                    }
                    Some(share) => {
                        self.words.cell_short(&self.words.percent(share, 0), cell.count.into(), cell.base.into())
                    }
                    None => self.words.no_answers().to_owned(),
                });
            }
        }
        out.push('\n');
        out
    }
}
