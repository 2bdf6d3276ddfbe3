//! Answers that are none, in the whole draft or in some columns.

use super::{
    super::{
        labels::form,
        parts::{Choice, Part, Source},
    },
    Draft,
};

/// Answers that are none.
pub(super) struct Missing {
    /// As written, with how often they occur in the columns of the draft.
    pub(super) everywhere: Vec<(String, u64)>,
}

impl Missing {
    pub(super) fn of(draft: &Draft) -> Missing {
        let mut everywhere: Vec<(String, u64)> = Vec::new();
        let mut take = |word: &str, rows: u64| match everywhere.iter_mut().find(|(known, _)| form(known) == form(word))
        {
            Some((_, sum)) => *sum += rows,
            None => everywhere.push((word.to_owned(), rows)),
        };
        for column in draft.parts.iter().flat_map(columns_of) {
            draft.columns[column].missing.iter().for_each(|(word, rows)| take(word, *rows));
        }
        for part in &draft.parts {
            let Part::Choice(Choice { source: Source::Several(column, several), .. }) = part else { continue };
            for word in &several.missing {
                // Among other answers of a cell.
                let among = draft.columns[*column].tally.rows(|cell| cell.contains(word.as_str()));
                take(word, among);
            }
        }
        // What is an answer somewhere (`NA` among the codes of regions) is none only where it was found.
        let is_answer =
            |word: &str| draft.parts.iter().any(|part| options_of(part).any(|label| form(label) == form(word)));
        everywhere.retain(|(word, _)| !is_answer(word));
        everywhere.sort();
        Missing { everywhere }
    }

    /// Those that hold in some columns only.
    pub(super) fn own(&self, draft: &Draft, columns: &[usize]) -> Vec<String> {
        let mut own: Vec<String> = Vec::new();
        for (word, _) in columns.iter().flat_map(|&column| &draft.columns[column].missing) {
            let known = self.everywhere.iter().map(|(word, _)| word).chain(&own).any(|known| form(known) == form(word));
            if !known {
                own.push(word.clone());
            }
        }
        own.sort_unstable();
        own
    }
}

fn columns_of(part: &Part) -> Vec<usize> {
    match part {
        Part::Choice(choice) => {
            // Beside "other" only its own words for nothing count.
            columns_of_choice(choice)
        }
        Part::Rating(rating) => rating.items.iter().map(|(column, _)| *column).collect(),
        Part::Ranking(ranking) => ranking.columns(),
        Part::Numbers { column, joined, .. } | Part::Nps { column, joined, .. } => joined.with(*column),
        Part::Ignore { .. } | Part::Time { .. } | Part::Consent { .. } => Vec::new(),
    }
}

/// Labels of options, and the levels of a rating.
fn options_of(part: &Part) -> Box<dyn Iterator<Item = &str> + '_> {
    match part {
        Part::Choice(choice) => Box::new(choice.list.options.iter().map(|(label, _)| label.as_str())),
        Part::Rating(rating) => Box::new(rating.levels.iter().map(String::as_str)),
        Part::Ranking(ranking) => Box::new(ranking.items.iter().map(String::as_str)),
        _ => Box::new(std::iter::empty()),
    }
}

/// The columns of the options of a choice, but for boxes.
pub(super) fn columns_of_choice(choice: &Choice) -> Vec<usize> {
    match &choice.source {
        Source::Columns(options) => options.iter().filter(|o| !o.any_text).map(|o| o.column).collect(),
        _ => choice.columns(),
    }
}
