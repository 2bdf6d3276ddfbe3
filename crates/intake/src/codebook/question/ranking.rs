//! Rankings: items in order of preference, all of them or the first few.
//!
//! Three layouts are read: one column with the items in order, a column for each place (`places`), and a column for each
//! item with the number of its place (`columns`, or an item's own `column`).

use super::{Entry, MainColumn, Named, own_columns};
use crate::codebook::{
    answers::{Answers, Other},
    options::Options,
    respondent::{CellError, Main, Uncounted, unknown_answer},
};
use csv::StringRecord;
use needs_core::survey::{
    Columns as CountColumns,
    file::{Item, Kind},
};

/// Most items: 32 items make up to 1,024 columns, as many as a page should download.
const MOST_RANKED: usize = 32;

/// Most items of which the file says who put one before another: 16 items make 240 more columns.
const MOST_IN_PAIRS: usize = 16;

/// Reads the order of a row.
pub(super) struct Ranked {
    items: Options,
    answers: Answers,
    place: Where,
}

enum Where {
    /// One column with the items in order, and what separates them.
    InOrder(usize, String),
    /// `[place]`: the column that holds the item there.
    Places(Vec<usize>),
    /// `[item]`: the column that holds the number of its place.
    Items(Vec<usize>),
}

/// Items and places; none after an error, which has been reported.
pub(super) fn of(given: &Entry, problems: &mut Vec<String>) -> Option<(Kind, Ranked)> {
    let (entry, place_name) = (given.entry, given.place);
    let mut items = Options::of(place_name, "item", entry.items.iter().cloned(), problems);
    let other = Other::label(entry.other.as_ref()).map(|label| items.named(place_name, "item", label, problems));
    let mut place = Where::Places(Vec::new());
    // Counts name columns by ids, and their file determines the number of places.
    let mut places = entry.places.as_ref().map_or(items.len(), |list| list.0.len().min(items.len()));
    if let Some(columns) = given.columns {
        let named = Named { place: place_name, noun: "item", fallback: given.text };
        let own = own_columns(&named, entry.columns.as_ref(), false, &mut items, columns, problems);
        places = items.len();
        if let Some(list) = &entry.places {
            let mut of_places = Vec::new();
            for reference in &list.0 {
                match columns.all(&reference.0) {
                    Ok(found) => of_places.extend(found.iter().map(|found| found.column)),
                    Err(problem) => problems.push(format!("{place_name}: {problem}")),
                }
            }
            places = of_places.len().min(items.len());
            place = Where::Places(of_places);
        } else if !own.is_empty() {
            let of_item = |item: usize| own.iter().find(|own| own.option == item).map(|own| own.column);
            for item in (0..items.len()).filter(|&item| of_item(item).is_none()) {
                let label = items.label(item);
                problems
                    .push(format!("{place_name}: the item \"{label}\" has no column; give it one, or leave it out"));
            }
            place = Where::Items((0..items.len()).filter_map(of_item).collect());
        } else {
            let separator = entry.separator.as_ref().or(given.codebook.separator.as_ref());
            let main = MainColumn {
                column: entry.column.as_ref(),
                joined: None,
                multiple: true,
                separator,
                bands: None,
                has_own: false,
            };
            if let Some(Main::Several(column, separator)) = main.find(&named, columns, problems) {
                place = Where::InOrder(column, separator);
            }
        }
    }
    if !(2..=MOST_RANKED).contains(&items.len()) {
        problems.push(format!(
            "{place_name}: {} items; a ranking has 2 to {MOST_RANKED}: write items = [\"...\", \"...\"], whatever their order",
            items.len()
        ));
        return None;
    }
    if items.ids.iter().any(|id| id == "theme") {
        problems.push(format!("{place_name}: an item may not have the id \"theme\"; give it another"));
    }
    if entry.pairs && items.len() > MOST_IN_PAIRS {
        problems.push(format!(
            "{place_name}: {} items; pairs = true is for at most {MOST_IN_PAIRS}: leave pairs out, or some items",
            items.len()
        ));
    }
    let of_items = items.named_each().map(|(id, label)| Item { id, label }).collect();
    let kind = Kind::Ranking { items: of_items, places, pairs: entry.pairs };
    let other = Other::of(entry.other.as_ref(), other);
    let answers = Answers::of(&items, &entry.recode, &given.codebook.missing_of(&entry.missing), other)
        .map_err(|wrong| problems.extend(wrong.iter().map(|w| format!("{place_name}: {w}"))))
        .ok()?;
    Some((kind, Ranked { items, answers, place }))
}

/// Why a row has no ranking.
enum Disorder {
    /// A cell that cannot be read.
    Cell(CellError),
    /// An item or a place occurs twice.
    Contradiction(CellError),
}

impl Ranked {
    /// Answers in the cells that count as no answer.
    pub fn uncounted(&self) -> Uncounted {
        Uncounted { passed_over: self.answers.passed_over(), ..Uncounted::default() }
    }

    /// Adds the columns whose counts the row increases, beside that of those asked.
    pub fn read(
        &self,
        record: &StringRecord,
        columns: &CountColumns,
        increments: &mut Vec<usize>,
    ) -> Result<(), CellError> {
        let order = match self.order(record) {
            // If unknown answers count as no answer, so does a contradictory order.
            Err(Disorder::Contradiction(_)) if self.answers.pass_over() => return Ok(()),
            Err(Disorder::Contradiction(error) | Disorder::Cell(error)) => return Err(error),
            Ok(order) => order,
        };
        if !order.is_empty() {
            increments.push(columns.answered);
        }
        if !columns.befores().is_empty() {
            for &(a, place) in &order {
                // What is not ranked comes behind what is.
                let behind = |b: usize| order.iter().all(|&(item, other)| item != b || place < other);
                let others = (0..self.items.len()).filter(|&b| b != a && behind(b));
                increments.extend(others.filter_map(|b| columns.before(a, b)));
            }
        }
        increments.extend(order.into_iter().map(|(item, place)| columns.level(item, place)));
        Ok(())
    }

    /// The ranked items with their places, from 0; no item and no place occurs twice.
    fn order(&self, record: &StringRecord) -> Result<Vec<(usize, usize)>, Disorder> {
        let cell = |column: usize| record.get(column).unwrap_or("");
        let remedy = "add it to the `answers` of an item";
        let mut order: Vec<(usize, usize)> = Vec::new();
        let mut put = |item: usize, place: usize, column: usize| {
            let wrong = |problem: String| {
                Err(Disorder::Contradiction(CellError { column, value: cell(column).trim().to_owned(), problem }))
            };
            if order.iter().any(|&(other, _)| other == item) {
                return wrong(format!("\"{}\" is ranked twice; correct the row", self.items.label(item)));
            }
            if let Some(&(other, _)) = order.iter().find(|&&(_, taken)| taken == place) {
                let (a, b, place) = (self.items.label(other), self.items.label(item), place + 1);
                return wrong(format!(
                    "\"{a}\" and \"{b}\" are both at place {place}; where ties are allowed, declare kind = \"rating\" with the places as levels"
                ));
            }
            order.push((item, place));
            Ok(())
        };
        match &self.place {
            Where::InOrder(column, separator) => {
                let items = self.answers.in_order(cell(*column), separator);
                let items = items.map_err(|unknown| Disorder::Cell(unknown_answer(*column, unknown, remedy)))?;
                for (place, item) in items.into_iter().enumerate() {
                    put(item, place, *column)?;
                }
            }
            Where::Places(columns) => {
                for (place, &column) in columns.iter().enumerate() {
                    let item = self.answers.one(cell(column));
                    let item = item.map_err(|unknown| Disorder::Cell(unknown_answer(column, unknown, remedy)))?;
                    if let Some(item) = item {
                        put(item.trailing_zeros() as usize, place, column)?;
                    }
                }
            }
            Where::Items(columns) => {
                for (item, &column) in columns.iter().enumerate() {
                    let text = cell(column);
                    if self.answers.is_missing(text) {
                        continue;
                    }
                    match crate::inspect::place_number(text) {
                        Some(place) if place <= columns.len() => put(item, place - 1, column)?,
                        _ if self.answers.pass_over() => {}
                        _ => {
                            let problem = format!(
                                "not a place from 1 to {}, which a column of a ranking holds; add it to `missing` if it is no answer",
                                columns.len()
                            );
                            return Err(Disorder::Cell(CellError { column, value: text.trim().to_owned(), problem }));
                        }
                    }
                }
            }
        }
        Ok(order)
    }
}
