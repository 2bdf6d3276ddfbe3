//! Writes sheets: CSV, and XLSX with the feature `xlsx`.

use super::{ABOUT, BY, Row, Sheet, spread::guarded};
use crate::frame::{Set, codes_in};

impl Sheet {
    /// Comma-separated, in UTF-8 with a byte order mark, by which spreadsheet programs know it; rows end with CR LF.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
        let never = "memory has room";
        writer.write_record(self.header()).expect(never);
        for row in &self.rows {
            writer.write_record(self.cells(row).iter().map(|cell| guarded(cell))).expect(never);
        }
        writer.flush().expect(never);
        drop(writer);
        bytes
    }

    fn header(&self) -> Vec<String> {
        let about = self.about.iter().map(|name| format!("{ABOUT}{name}"));
        let first = ["key", "text"].map(str::to_owned).into_iter().chain(about).chain(["suggested".to_owned()]);
        let last = ["none", "unsure", "note"].map(str::to_owned).into_iter();
        let coders = self.coders.iter().map(|name| format!("{BY}{name}"));
        first.chain(self.codes.iter().cloned()).chain(last).chain(coders).collect()
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        let mark = |yes: bool| if yes { "x" } else { "" }.to_owned();
        let code = |code: usize| match row.open.iter().find(|(open, _)| *open == code) {
            Some((_, who)) => format!("? {who}"),
            None => mark(row.given.is_some_and(|set| set >> code & 1 == 1)),
        };
        let mut cells = vec![row.key.clone(), row.text.clone()];
        cells.extend(row.about.iter().cloned());
        cells.push(row.suggested.join(" "));
        cells.extend((0..self.codes.len()).map(code));
        cells.push(mark(row.given == Some(0) && row.open.is_empty()));
        cells.push(mark(row.unsure));
        cells.push(row.note.clone());
        cells.extend(row.by.iter().map(|given| self.ids(*given)));
        cells
    }

    /// Ids with a space between them; `none` for a coded answer without any, empty for one that was not coded.
    fn ids(&self, given: Option<Set>) -> String {
        match given {
            None => String::new(),
            Some(0) => "none".to_owned(),
            Some(set) => codes_in(set).map(|code| self.codes[code].as_str()).collect::<Vec<_>>().join(" "),
        }
    }
}

#[cfg(feature = "xlsx")]
mod xlsx {
    use super::Sheet;
    use crate::frame::Code;
    use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

    /// Most characters of a cell.
    const MOST_OF_A_CELL: usize = 32_767;

    impl Sheet {
        /// A workbook with the sheet, and with the codes and their definitions on a second one. Every cell is text, so that
        /// nothing is run or read as a number. The same sheet makes the same bytes.
        ///
        /// # Errors
        /// For a text longer than a cell of a spreadsheet may be, with its row: the CSV has no such limit.
        pub fn to_xlsx(&self, frame: &[Code]) -> Result<Vec<u8>, String> {
            for row in &self.rows {
                if self.cells(row).iter().any(|cell| cell.chars().count() > MOST_OF_A_CELL) {
                    return Err(format!(
                        "the answer {} is longer than {MOST_OF_A_CELL} characters, the most of a spreadsheet's cell; use the CSV",
                        row.key
                    ));
                }
            }
            self.workbook(frame).map_err(|error| error.to_string())
        }

        fn workbook(&self, frame: &[Code]) -> Result<Vec<u8>, XlsxError> {
            let mut workbook = Workbook::new();
            // No time of this machine in the file.
            let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
            workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
            let bold = Format::new().set_bold();
            let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
            let pale = Format::new().set_font_color(Color::Gray).set_text_wrap().set_align(FormatAlign::Top);
            let sheet = workbook.add_worksheet();
            sheet.set_name("answers")?.set_freeze_panes(1, 2)?;
            let header = self.header();
            for (column, name) in (0..).zip(&header) {
                sheet.write_string_with_format(0, column, name, &bold)?;
                let width = match name.as_str() {
                    "text" => 70.0,
                    "key" | "note" | "suggested" => 22.0,
                    name => name.chars().count() as f64 + 2.0,
                };
                sheet.set_column_width(column, width)?;
            }
            for (row, cells) in (1..).zip(self.rows.iter().map(|row| self.cells(row))) {
                for ((column, cell), name) in (0..).zip(&cells).zip(&header) {
                    let format = if name == "suggested" || name == "key" { &pale } else { &wrapped };
                    if !cell.is_empty() {
                        sheet.write_string_with_format(row, column, cell, format)?;
                    }
                }
            }
            let codes = workbook.add_worksheet();
            codes.set_name("codes")?;
            for (column, name) in (0..).zip(["code", "label", "definition", "include", "exclude"]) {
                codes.write_string_with_format(0, column, name, &bold)?;
                codes.set_column_width(column, if column < 2 { 24.0 } else { 60.0 })?;
            }
            for (row, code) in (1..).zip(frame) {
                let texts = [&code.id, &code.label, &code.definition, &code.include, &code.exclude];
                for (column, text) in (0..).zip(texts) {
                    codes.write_string_with_format(row, column, text, &wrapped)?;
                }
            }
            workbook.save_to_buffer()
        }
    }
}
