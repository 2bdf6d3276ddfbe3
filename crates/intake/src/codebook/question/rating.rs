//! Ratings: each item gets one level.

use super::{Entry, MOST_CHOICES, Named, own_columns};
use crate::codebook::{
    OptionEntry, Text,
    answers::{Answers, Other},
    options::Options,
    respondent::{CellError, Uncounted, unknown_answer},
};
use csv::StringRecord;
use needs_core::survey::{
    Columns as CountColumns,
    file::{Item, Kind, Level, Net},
    id,
};
use std::cell::Cell;

/// Reads the levels of a row.
pub(super) struct Items {
    levels: Options,
    answers: Answers,
    /// `[item]`: its columns; several where branches of a form are joined.
    columns: Vec<Vec<usize>>,
    /// Number of items that a respondent rated differently in several columns.
    contradictions: Cell<u32>,
}

/// Levels and items; none after an error, which has been reported.
pub(super) fn of(given: &Entry, problems: &mut Vec<String>) -> Option<(Kind, Items)> {
    let (entry, place_name) = (given.entry, given.place);
    let mut levels = Options::of(place_name, "level", entry.levels.iter().cloned(), problems);
    let other = Other::label(entry.other.as_ref()).map(|label| match levels.position(label) {
        Some(level) => level,
        None => {
            let entry = OptionEntry { label: Text(label.clone()), ..OptionEntry::default() };
            levels.push(place_name, "level", entry, problems)
        }
    });
    let mut items = Options::of(place_name, "item", entry.items.iter().cloned(), problems);
    let mut of_items = Vec::new();
    if let Some(columns) = given.columns {
        let named = Named { place: place_name, noun: "item", fallback: "" };
        let own = own_columns(&named, entry.columns.as_ref(), entry.join, &mut items, columns, problems);
        for item in 0..items.len() {
            let of_item: Vec<usize> = own.iter().filter(|own| own.option == item).map(|own| own.column).collect();
            match of_item.is_empty() {
                false => of_items.push(of_item),
                true => problems.push(format!(
                    "{place_name}: the item \"{}\" has no column; write columns = \"... [*]\", or {{ label = \"{0}\", column = \"...\" }}",
                    items.label(item)
                )),
            }
        }
    }
    if levels.len() == 0 || levels.len() > MOST_CHOICES || items.len() == 0 {
        problems.push(format!(
            "{place_name}: a rating needs levels = [\"strongest\", ..., \"weakest\"] and items or columns; it has {} levels and {} items",
            levels.len(),
            items.len()
        ));
        return None;
    }
    if items.ids.iter().any(|id| id == "theme") {
        problems.push(format!("{place_name}: an item may not have the id \"theme\"; give it another"));
    }
    let kind = Kind::Rating {
        levels: levels.named_each().map(|(id, label)| Level { id, label }).collect(),
        items: items.named_each().map(|(id, label)| Item { id, label }).collect(),
        nets: nets(given, &levels, problems),
    };
    let other = Other::of(entry.other.as_ref(), other);
    let answers = Answers::of(&levels, &entry.recode, &given.codebook.missing_of(&entry.missing), other)
        .map_err(|wrong| problems.extend(wrong.iter().map(|w| format!("{place_name}: {w}"))))
        .ok()?;
    Some((kind, Items { levels, answers, columns: of_items, contradictions: Cell::new(0) }))
}

/// The nets, each of at least two levels; reports invalid ones.
fn nets(given: &Entry, levels: &Options, problems: &mut Vec<String>) -> Vec<Net> {
    let mut nets: Vec<Net> = Vec::new();
    for entry in &given.entry.nets {
        let place = format!("{}, net \"{}\"", given.place, entry.label);
        let members = levels.positions(&place, &entry.levels, problems);
        let id = entry.id.clone().unwrap_or_else(|| id::from_label(&entry.label));
        if entry.label.trim().is_empty() || !id::is_id(&id) {
            problems.push(format!("{place}: a net has a label and an id: {{ label = \"Agree\", id = \"agree\", levels = [\"...\", \"...\"] }}"));
        }
        if levels.ids.contains(&id) || nets.iter().any(|net| net.id == id) {
            problems.push(format!(
                "{place}: its id \"{id}\" is that of a level or another net; give it its own: id = \"{id}-net\""
            ));
        }
        let mut sorted = members.clone();
        sorted.sort_unstable();
        if members.len() < 2 || sorted.windows(2).any(|pair| pair[1] != pair[0] + 1) {
            problems.push(format!("{place}: a net is of two or more levels that stand beside each other in `levels`"));
        }
        let levels = members.iter().map(|&level| levels.ids[level].clone()).collect();
        nets.push(Net { id, label: entry.label.trim().to_owned(), levels });
    }
    nets
}

impl Items {
    pub fn uncounted(&self) -> Uncounted {
        Uncounted {
            passed_over: self.answers.passed_over(),
            contradictions: self.contradictions.get(),
            ..Uncounted::default()
        }
    }

    /// Adds the columns whose counts the row increases, beside that of those asked.
    pub fn read(
        &self,
        record: &StringRecord,
        columns: &CountColumns,
        increments: &mut Vec<usize>,
    ) -> Result<(), CellError> {
        let mut answered = false;
        for (item, of_item) in self.columns.iter().enumerate() {
            let mut level = None;
            for &column in of_item {
                let said = self
                    .answers
                    .one(record.get(column).unwrap_or(""))
                    .map_err(|unknown| unknown_answer(column, unknown, "add it to the `answers` of a level"))?;
                if said.is_some() && level.is_some() && said != level {
                    self.contradictions.set(self.contradictions.get() + 1);
                    level = None;
                    break;
                }
                level = level.or(said);
            }
            if let Some(level) = level.or_else(|| self.levels.when_blank().map(|level| 1 << level)) {
                answered = true;
                increments.push(columns.level(item, level.trailing_zeros() as usize));
            }
        }
        if answered {
            increments.push(columns.answered);
        }
        Ok(())
    }
}
