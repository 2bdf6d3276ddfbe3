//! Exports: the numbers that the page shows of a view, as files that other tools read.

mod cell;
mod csv;
mod file_name;
mod json;
mod json_stat;
mod text;
mod tsv;

pub use file_name::file_name;
pub use text::PictureText;

use crate::sentence;
use needs_core::{
    crosstab::{Column, CrossTab, Row, RowKind},
    estimate::Proportion,
    reliability::Reliability,
    survey::{Survey, file::Question},
    view::View,
};
use needs_words::Words;

/// A cross-tabulation with the survey and view that name its rows and columns.
pub struct Export<'a> {
    pub survey: &'a Survey,
    pub view: &'a View,
    pub tab: &'a CrossTab,
    pub words: Words,
}

impl<'a> Export<'a> {
    /// The rows in the order of the view, each with its id and label.
    fn rows(&self) -> impl Iterator<Item = (&'a Row, &'a [Proportion], String, String)> + '_ {
        self.tab.order(self.view.sort).into_iter().map(|r| {
            let row = &self.tab.rows[r];
            let (id, label) = self.name(row.kind);
            (row, self.tab.cells[r].as_slice(), id, label)
        })
    }

    /// Ids and labels of the columns, in file order; the label of an item includes the level that is counted.
    fn columns(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.tab.columns.iter().map(|&column| {
            let (id, label) = column.name(self.question());
            match column {
                Column::Item(_, l) => {
                    let level = sentence::measure(self.question(), l, &self.words).unwrap_or_default();
                    (format!("{id}.{}", self.question().measures()[l].id), format!("{label}: {level}"))
                }
                _ => (id.to_owned(), label.to_owned()),
            }
        })
    }

    /// The flag of a cell, its share and the ends of its interval; none of these where it is withheld.
    fn shown(&self, cell: &Proportion) -> (&'static str, [Option<f64>; 3]) {
        let reliability = Reliability::of(self.survey, cell);
        let interval = cell.interval();
        let ends = [cell.share(), interval.map(|i| i.low), interval.map(|i| i.high)];
        let is_shown = reliability != Reliability::Withheld;
        (if cell.base == 0 { "" } else { reliability.flag() }, ends.map(|end| end.filter(|_| is_shown)))
    }

    fn question(&self) -> &'a Question {
        &self.survey.questions()[self.view.question]
    }

    fn name(&self, kind: RowKind) -> (String, String) {
        let (survey, rows) = (self.survey, self.view.rows);
        (sentence::row_id(survey, rows, kind).to_owned(), sentence::row(survey, rows, kind, &self.words))
    }
}

/// A share or an end of its interval with six decimal places, more than any survey can resolve.
fn six_digits(share: f64) -> String {
    let millionths = (share * 1e6).round() as u64;
    let digits = (millionths % 1_000_000 + 1_000_000).to_string();
    format!("{}.{}", millionths / 1_000_000, &digits[1..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::{
        query,
        survey::{example::example, file::Kind},
    };

    fn export(query: &str, write: impl Fn(&Export) -> String) -> String {
        let survey = example();
        let view = query::parse(query, &survey).view;
        let tab = CrossTab::of(&survey, &view).expect("one table has all dimensions");
        write(&Export { survey: &survey, view: &view, tab: &tab, words: Words::default() })
    }

    #[test]
    fn a_share_is_written_with_six_digits() {
        assert_eq!(six_digits(0.0), "0.000000");
        assert_eq!(six_digits(1.0), "1.000000");
        assert_eq!(six_digits(1.0 / 3.0), "0.333333");
        assert_eq!(six_digits(0.05), "0.050000");
    }

    #[test]
    fn csv_has_a_line_a_cell_and_leaves_what_does_not_exist_empty() {
        insta::assert_snapshot!(export("question=often&field=bioimaging", |e| e.csv()));
        let nobody = export("question=often&channel=&rows=region", |e| e.csv());
        assert_eq!(nobody.lines().nth(1), Some("all,All in this view,daily,Every day,0,0,,,,"));
    }

    #[test]
    fn json_is_json_and_says_the_same() {
        let json = export("question=often&field=bioimaging", |e| e.json());
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["rows"][0]["n"], 27);
        assert_eq!(value["rows"][0]["cells"][0]["count"], 12);
        assert_eq!(value["query"], "question=often&field=bioimaging");
        insta::assert_snapshot!(json);
    }

    #[test]
    fn json_stat_has_a_value_for_every_row_column_and_metric() {
        let json = export("region=australia", |e| e.json_stat());
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let size: usize = value["size"].as_array().unwrap().iter().map(|s| s.as_u64().unwrap() as usize).product();
        assert_eq!(value["value"].as_array().unwrap().len(), size);
        assert_eq!(value["class"], "dataset");
        insta::assert_snapshot!(json);
    }

    #[test]
    fn a_rating_says_which_level_it_counts() {
        let csv = export("question=features&level=useful", |e| e.csv());
        assert!(csv.contains("\nall,All fields,gpus.useful,GPUs: Somewhat useful,"), "{csv}");
    }

    #[test]
    fn labels_are_no_formulas_in_tables() {
        let mut survey = example();
        survey.about.dimensions[0].label = "=1+1".to_owned();
        survey.about.dimensions[0].categories[0].label = "=cmd|' /C calc'!A0".to_owned();
        let Kind::Multiple { choices, .. } = &mut survey.about.questions[0].kind else { panic!("a multiple question") };
        choices[0].label = "@SUM(A1, \"b\")".to_owned();
        let view = View::of(&survey);
        let tab = CrossTab::of(&survey, &view).expect("one table has all dimensions");
        let export = Export { survey: &survey, view: &view, tab: &tab, words: Words::default() };
        let csv = export.csv();
        assert!(csv.contains(",'=cmd|' /C calc'!A0,"), "{csv}");
        assert!(csv.contains(",\"'@SUM(A1, \"\"b\"\")\","), "{csv}");
        let tsv = export.tsv();
        assert!(tsv.starts_with("'=1+1\t") && tsv.contains("\t'@SUM(A1,") && tsv.contains("\n'=cmd|"), "{tsv}");
    }

    #[test]
    fn a_table_to_paste_has_a_tab_between_cells() {
        insta::assert_snapshot!(export("question=often", |e| e.tsv()));
    }
}
