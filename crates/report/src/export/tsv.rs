//! A table to paste into a document or a spreadsheet.

use super::{Export, cell::as_text};
use needs_core::{reliability::Reliability, view::Base};

impl Export<'_> {
    /// A line a row, tabs between cells: label, base, then share (count of base) per column, with a `u` where it is of low reliability, in the reader's language; where
    /// too few answered, that and how many, as the page's table has it. A label that would be a formula has a `'` before
    /// it.
    pub fn tsv(&self) -> String {
        let mut out = as_text(&self.survey.dimensions()[self.view.rows].label).into_owned();
        out.push('\t');
        out.push_str(match self.tab.base {
            Base::Answered => self.words.respondents_heading(),
            Base::Asked => self.words.asked_heading(),
        });
        for (_, label) in self.columns() {
            out.push('\t');
            out.push_str(&as_text(&label));
        }
        for (row, cells, _, label) in self.rows() {
            out.push('\n');
            out.push_str(&as_text(&label));
            out.push('\t');
            out.push_str(&self.tab.base.of(row).to_string());
            for cell in cells {
                out.push('\t');
                out.push_str(&match cell.share() {
                    Some(_) if Reliability::of(self.survey, cell) == Reliability::Withheld => {
                        let of_base = self.words.count_of_base(cell.count.into(), cell.base.into());
                        self.words.name_and_n(self.words.small_base(), &of_base)
                    }
                    Some(share) => {
                        let said =
                            self.words.cell_short(&self.words.percent(share, 0), cell.count.into(), cell.base.into());
                        let flag = Reliability::of(self.survey, cell).flag();
                        if flag.is_empty() { said } else { [&said, " ", flag].concat() }
                    }
                    None => self.words.no_answers().to_owned(),
                });
            }
        }
        out.push('\n');
        out
    }
}
