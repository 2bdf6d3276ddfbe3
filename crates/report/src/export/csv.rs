//! CSV (RFC 4180) in long form: one line per cell.

use super::{Export, cell::as_text, six_digits};

impl Export<'_> {
    /// Columns: ids and labels of row and column, count and base (respondents), share, and the ends of
    /// its 95 % interval (0 to 1; empty where there is no base, or too small a one), and the flag of its reliability
    /// (`u` low, `:u` withheld). Lines end in a line feed. A label that would be a formula
    /// has a `'` before it.
    pub fn csv(&self) -> String {
        let mut out = String::from("row,row_label,column,column_label,count,base,share,low,high,flag\n");
        for (_, cells, row, row_label) in self.rows() {
            for ((column, column_label), cell) in self.columns().zip(cells) {
                let (count, base) = (cell.count.to_string(), cell.base.to_string());
                let (flag, ends) = self.shown(cell);
                let ends = ends.map(|end| end.map(six_digits).unwrap_or_default());
                let (row_label, column_label) = (as_text(&row_label), as_text(&column_label));
                let line: [&str; 10] =
                    [&row, &row_label, &column, &column_label, &count, &base, &ends[0], &ends[1], &ends[2], flag];
                for (i, value) in line.into_iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    push_quoted(&mut out, value);
                }
                out.push('\n');
            }
        }
        out
    }
}

fn push_quoted(out: &mut String, value: &str) {
    if value.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&value.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_doubled_and_commas_quoted() {
        let mut out = String::new();
        push_quoted(&mut out, "a \"b\", c");
        assert_eq!(out, "\"a \"\"b\"\", c\"");
    }
}
