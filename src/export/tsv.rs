//! A table to paste into a document or a spreadsheet.

use super::Export;

impl Export<'_> {
    /// A line a row, tabs between cells: label, n, then share (count of base) per column, in the reader's language.
    pub fn tsv(&self) -> String {
        let mut out = self.survey.dimensions()[self.view.rows].label.clone();
        out.push_str("\tn");
        for (_, label) in self.columns() {
            out.push('\t');
            out.push_str(&label);
        }
        for (row, cells, _, label) in self.rows() {
            out.push('\n');
            out.push_str(&label);
            out.push('\t');
            out.push_str(&row.n.to_string());
            for cell in cells {
                out.push('\t');
                out.push_str(&match cell.share() {
                    Some(share) => {
                        self.words.cell_short(&self.words.percent(share, 0), cell.count.into(), cell.base.into())
                    }
                    None => self.words.no_base().to_owned(),
                });
            }
        }
        out.push('\n');
        out
    }
}
