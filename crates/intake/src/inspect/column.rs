//! A column as the author sees it: its content, what it was taken for, and why.

use super::{
    Draft,
    guess::{self, other_label},
    labels::{self, FEWEST, List},
    parts::{Choice, Part, Source},
};
use serde::{Deserialize, Serialize};

/// Most answers of a column that are shown.
const MOST_SHOWN: usize = 12;

/// One column of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DraftColumn {
    /// Its header; empty if it has none.
    pub name: String,
    /// How a codebook names it.
    pub address: String,
    /// Rows that are not empty in it.
    pub filled: u64,
    /// Distinct answers; if there are very many, those counted until the limit.
    pub kinds: u64,
    /// The most frequent answers that at least three gave, with how many did; none of a column that points at a person.
    pub answers: Vec<(String, u64)>,
    /// Why the draft uses it as it does.
    pub why: String,
    /// Whether its header or its cells may identify a person.
    pub personal: bool,
    /// The options it would publish as a question or dimension.
    pub choice: DraftChoice,
}

/// The options of one column, whatever the draft uses it for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DraftChoice {
    /// The wording.
    pub text: String,
    pub labels: Vec<String>,
    /// The label that collects other answers; none if every answer is an option.
    pub other: Option<String>,
    /// The separator of several answers; none if each row holds one.
    pub separator: Option<String>,
    /// Lower bounds of bands, for a column of numbers.
    pub bands: Vec<f64>,
    /// Whether the options have an order.
    pub ordered: bool,
}

impl Draft {
    /// All columns, in the order of the file.
    pub fn columns(&self) -> Vec<DraftColumn> {
        (0..self.columns.len()).map(|column| self.column(column)).collect()
    }

    fn column(&self, c: usize) -> DraftColumn {
        let column = &self.columns[c];
        let part = self.parts.iter().find(|part| part.columns().contains(&c));
        let why = part.map(Part::why).unwrap_or_default();
        let personal = guess::points_at_people(&column.bare, &column.tally);
        let answers = match personal {
            true => Vec::new(),
            false => self.frequent(c),
        };
        DraftColumn {
            name: column.name.clone(),
            address: column.address.clone(),
            filled: column.tally.filled + column.missing.iter().map(|(_, rows)| rows).sum::<u64>(),
            kinds: column.tally.cells.len() as u64 + column.tally.uncounted,
            answers,
            why,
            personal,
            choice: self.choice(c, part),
        }
    }

    /// Answers that at least three gave, the most frequent first.
    fn frequent(&self, c: usize) -> Vec<(String, u64)> {
        let repeated = |(cell, rows): &&(String, u64)| *rows >= FEWEST && !labels::is_personal(cell);
        let mut cells: Vec<(String, u64)> = self.columns[c].tally.cells.iter().filter(repeated).cloned().collect();
        cells.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        cells.truncate(MOST_SHOWN);
        cells
    }

    fn choice(&self, c: usize, part: Option<&Part>) -> DraftChoice {
        let column = &self.columns[c];
        let mut choice = DraftChoice { text: column.bare.clone(), ..DraftChoice::default() };
        let mut take = |list: &List| {
            choice.labels = list.options.iter().map(|(label, _)| label.clone()).collect();
            choice.other = other_label(list, "Other");
        };
        match part {
            Some(Part::Choice(Choice { source: Source::One(_), list, scale, .. })) => {
                take(list);
                if let Some(scale) = scale {
                    choice.labels = scale.order.iter().map(|&i| list.options[i].0.clone()).collect();
                    choice.ordered = true;
                }
            }
            Some(Part::Choice(Choice { source: Source::Several(_, several), list, .. })) => {
                take(list);
                choice.separator = Some(several.separator.to_owned());
            }
            Some(Part::Rating(rating)) => {
                choice.labels = rating.levels.clone();
                choice.ordered = true;
            }
            Some(Part::Numbers { amounts, .. }) if !amounts.bounds.is_empty() => {
                choice.bands = amounts.bounds.clone();
                choice.other = (amounts.others > 0).then(|| "Other".to_owned());
            }
            _ => {
                if let Some(several) = labels::several(&column.tally, self.tool) {
                    take(&several.list);
                    choice.separator = Some(several.separator.to_owned());
                } else if let Some(list) = labels::one(&column.tally) {
                    take(&list);
                } else {
                    choice.labels = self.frequent(c).into_iter().map(|(label, _)| label).collect();
                    choice.other = Some("Other".to_owned());
                }
            }
        }
        choice
    }
}

impl Part {
    /// Its columns.
    pub(super) fn columns(&self) -> Vec<usize> {
        match self {
            Part::Ignore { column, .. } | Part::Time { column, .. } | Part::Consent { column, .. } => vec![*column],
            Part::Numbers { column, joined, .. } | Part::Nps { column, joined, .. } => joined.with(*column),
            Part::Choice(choice) => choice.columns(),
            Part::Rating(rating) => rating.items.iter().map(|(column, _)| *column).collect(),
            Part::Ranking(ranking) => ranking.columns(),
        }
    }

    /// Why the draft uses the column so.
    fn why(&self) -> String {
        match self {
            Part::Ignore { why, .. } => why.clone(),
            Part::Time { .. } => "times: only the months are published".to_owned(),
            Part::Consent { .. } => "looks like a question for consent".to_owned(),
            Part::Numbers { .. } => "numbers: published in bands, or not at all".to_owned(),
            Part::Rating(rating) => {
                format!("{} columns with the same {} answers", rating.items.len(), rating.levels.len())
            }
            Part::Ranking(ranking) => format!("{} options in order of preference", ranking.items.len()),
            Part::Nps { .. } => "how likely people are to recommend it, from 0 to 10".to_owned(),
            Part::Choice(choice) => match &choice.source {
                Source::One(_) => format!("{} different answers repeat", choice.list.options.len()),
                Source::Several(_, several) => format!("{} rows hold several answers", several.rows),
                Source::Columns(columns) => format!("one of {} columns, an option each", columns.len()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        inspect::inspect,
        raw::{Format, InMemory},
    };

    #[test]
    fn a_column_that_points_at_a_person_shows_no_answer() {
        let mut csv = String::from("Name,Field,Tools\n");
        for i in 0..30 {
            csv += &format!("Mia Fischer,{},\"{}\"\n", ["Imaging", "Genetics"][i % 2], ["A;B", "B", "A"][i % 3]);
        }
        let columns =
            inspect(&InMemory::new("a.csv", csv.into_bytes()), &Format::default()).expect("a table").columns();
        assert!(columns[0].personal && columns[0].answers.is_empty(), "{:?}", columns[0]);
        assert_eq!(columns[1].choice.labels.len(), 2);
        assert_eq!(columns[1].answers[0].1, 15);
        assert_eq!(columns[2].choice.separator.as_deref(), Some(";"));
    }
}
