//! A dimension of the codebook with its columns.

use super::{
    BiasEntry, Codebook, DimensionEntry, OptionEntry, Text,
    answers::{Answers, Other},
    columns::Columns,
    options::Options,
    question::{MainColumn, Named, own_columns},
    respondent::{Bands, CellError, Place, Uncounted},
};
use csv::StringRecord;
use needs_core::survey::{
    file::{Bias, Role},
    id,
};

/// Category sets are bits of a `u64`; one is reserved for "not stated".
const MOST_CATEGORIES: usize = 63;

/// A dimension that can be read from rows.
pub struct DimensionPlan {
    pub id: String,
    pub label: String,
    pub role: Role,
    pub multiple: bool,
    pub ordered: bool,
    pub never_generalize: bool,
    /// Sets of categories to publish together where categories must be merged.
    pub hierarchy: Vec<u64>,
    pub bias: Option<Bias>,
    /// The label of respondents without an answer; if there are any, their category comes last.
    pub not_stated: String,
    pub(crate) options: Options,
    answers: Answers,
    place: Place,
    separator: Option<String>,
}

impl DimensionPlan {
    pub(super) fn of(
        entry: &DimensionEntry,
        number: usize,
        codebook: &Codebook,
        columns: Option<&Columns>,
        problems: &mut Vec<String>,
    ) -> Option<DimensionPlan> {
        let before = problems.len();
        let label = entry.label.clone().or_else(|| entry.column.as_ref().map(|c| c.0.clone())).unwrap_or_default();
        let place_name = match label.as_str() {
            "" => format!("dimension {number}"),
            label => format!("dimension \"{label}\""),
        };
        if label.is_empty() {
            problems.push(format!("{place_name}: it has no label; write label = \"Region\""));
        }
        let id = dimension_id(entry, &label, number, &place_name, problems);
        let mut options = match entry.bands.as_slice() {
            [] => Options::of(&place_name, "category", entry.categories.iter().cloned(), problems),
            bounds => bands(entry, bounds, &place_name, problems),
        };
        let other_label = Other::label(entry.other.as_ref());
        if let (Some(label), true) = (other_label, options.len() > 0) {
            options.named(&place_name, "category", label, problems);
        }
        let mut place = Place::default();
        if let Some(columns) = columns {
            let named = Named { place: &place_name, noun: "category", fallback: &label };
            let separator = entry.separator.as_ref().or(codebook.separator.as_ref());
            let (joined, own) =
                if entry.join { (entry.columns.as_ref(), None) } else { (None, entry.columns.as_ref()) };
            place.own = own_columns(&named, own, false, &mut options, columns, problems);
            let bounds = Some(entry.bands.clone()).filter(|bounds| !bounds.is_empty());
            let main = MainColumn {
                column: entry.column.as_ref(),
                joined,
                multiple: entry.multiple,
                separator,
                bands: bounds.map(|bounds| Bands { bounds, comma: codebook.file.decimal == Some(',') }),
                has_own: !place.own.is_empty(),
            };
            place.main = main.find(&named, columns, problems);
        }
        let other = other_label.map(|label| options.named(&place_name, "category", label, problems));
        if place.main.is_none() && !place.own.is_empty() {
            place.all_can_be_chosen(&place_name, "category", &options, problems);
        }
        for (i, category) in options.entries.iter().enumerate() {
            if !category.themes.is_empty() {
                problems
                    .push(format!("{place_name}, \"{}\": only a choice of a question has themes", options.label(i)));
            }
        }
        if options.len() == 0 {
            problems.push(format!("{place_name}: it has no categories; write categories = [\"...\", \"...\"]"));
        }
        if options.len() > MOST_CATEGORIES {
            problems.push(format!(
                "{place_name}: {} categories; a dimension has at most {MOST_CATEGORIES}: let some collect several answers, or declare other = \"Other\"",
                options.len()
            ));
        }
        if !entry.multiple && entry.separator.is_some() {
            problems.push(format!(
                "{place_name}: a separator is for several answers; add multiple = true, or leave it out"
            ));
        }
        let other = Other::of(entry.other.as_ref(), other);
        let answers = Answers::of(&options, &entry.recode, &codebook.missing_of(&entry.missing), other)
            .map_err(|wrong| problems.extend(wrong.iter().map(|w| format!("{place_name}: {w}"))))
            .ok();
        let mut hierarchy = Vec::new();
        for (group, labels) in &entry.hierarchy {
            let members = options.positions(&format!("{place_name}, hierarchy \"{group}\""), labels, problems);
            hierarchy.push(members.iter().filter(|&&m| m < 64).fold(0, |set, m| set | 1 << m));
        }
        let not_stated =
            entry.not_stated.clone().or_else(|| codebook.not_stated.clone()).unwrap_or_else(|| "Not stated".to_owned());
        let bias = entry.bias.as_ref().map(|bias| bias_of(bias, &options, &place_name, problems));
        if problems.len() > before {
            return None;
        }
        let role = entry.role.unwrap_or(match (id.as_str(), &bias) {
            ("field", _) => Role::Field,
            (_, Some(_)) => Role::Bias,
            _ => Role::Other,
        });
        Some(DimensionPlan {
            id,
            label,
            role,
            multiple: entry.multiple,
            ordered: entry.ordered || !entry.bands.is_empty(),
            never_generalize: entry.never_generalize,
            hierarchy,
            bias,
            not_stated,
            options,
            answers: answers?,
            place,
            separator: entry.separator.clone(),
        })
    }

    /// The labels of a set of categories, in order.
    pub fn labels_of(&self, set: u64) -> String {
        let label = |c| if c < self.options.len() { self.options.label(c) } else { &self.not_stated };
        needs_core::survey::categories_in(set).map(label).collect::<Vec<_>>().join(", ")
    }

    /// The category bit of respondents without an answer: a declared category of that label, or one after all others.
    pub fn not_stated_bit(&self) -> u64 {
        1 << self.options.position(&self.not_stated).unwrap_or(self.options.len())
    }

    /// The categories that a cell of counts names, by answer, label or id.
    pub(crate) fn category_of(
        &self,
        record: &StringRecord,
        column: usize,
        separator: Option<&str>,
    ) -> Result<u64, CellError> {
        let text = record.get(column).unwrap_or("");
        let by_name = |name: &str| {
            let not_stated = || (id::from_label(&self.not_stated) == name.trim()).then(|| self.not_stated_bit());
            let named = self.options.position(name).filter(|_| !name.trim().is_empty()).map(|c| 1 << c);
            named.or_else(not_stated)
        };
        if let Some(set) = by_name(text) {
            return Ok(set);
        }
        if self.multiple && text.contains('~') {
            let parts: Option<Vec<u64>> = text.split('~').map(by_name).collect();
            if let Some(parts) = parts {
                return Ok(parts.into_iter().fold(0, |set, part| set | part));
            }
        }
        let unknown =
            |unknown| super::respondent::unknown_answer(column, unknown, "add it to the `answers` of a category");
        let set = match self.separator.as_deref().or(separator).filter(|s| self.multiple && !s.is_empty()) {
            Some(separator) => self.answers.several(text, separator),
            None => self.answers.one(text),
        };
        let blank = || self.options.when_blank().map(|c| 1 << c);
        Ok(set.map_err(unknown)?.map(|set| set as u64).or_else(blank).unwrap_or(self.not_stated_bit()))
    }

    /// Answers in the cells that count as not stated.
    pub(super) fn uncounted(&self) -> Uncounted {
        Uncounted {
            passed_over: self.answers.passed_over(),
            contradictions: self.place.contradictions.get(),
            ..Uncounted::default()
        }
    }

    /// The categories of a row.
    pub(super) fn read(&self, record: &StringRecord) -> Result<u64, CellError> {
        let chosen = self.place.read(record, &self.answers, &self.options, "a category")?;
        let set = chosen.map_or(0, |set| set as u64);
        if set.count_ones() > 1 && !self.multiple {
            let column = self.place.own.iter().find(|own| set >> own.option & 1 == 1).map_or(0, |own| own.column);
            let labels: Vec<&str> = needs_core::survey::categories_in(set).map(|c| self.options.label(c)).collect();
            return Err(CellError {
                column,
                value: labels.join("; "),
                problem: format!(
                    "two categories of the dimension \"{}\"; if somebody may be in several, add multiple = true",
                    self.label
                ),
            });
        }
        Ok(if set == 0 { self.not_stated_bit() } else { set })
    }
}

fn dimension_id(entry: &DimensionEntry, label: &str, number: usize, place: &str, problems: &mut Vec<String>) -> String {
    let id = match &entry.id {
        Some(id) => id.clone(),
        None => match id::from_label(label) {
            id if id.is_empty() => format!("dimension-{number}"),
            id => id,
        },
    };
    if id::is_reserved(&id) {
        problems.push(format!(
            "{place}: its id \"{id}\" is a word of the page's links; give it another: id = \"{id}-group\""
        ));
    } else if !id::is_id(&id) {
        problems
            .push(format!("{place}: id = \"{id}\" is not an id (use a-z, 0-9, -); try \"{}\"", id::from_label(&id)));
    }
    id
}

/// The bands of a numeric column: `under 10`, `10 to under 100`, `100 or more`, or labels of the author's.
fn bands(entry: &DimensionEntry, bounds: &[f64], place: &str, problems: &mut Vec<String>) -> Options {
    if bounds.iter().any(|b| !b.is_finite()) || bounds.windows(2).any(|pair| pair[0] >= pair[1]) {
        problems.push(format!(
            "{place}: bands are the lower bounds of all bands but the lowest, ascending: bands = [10, 100]"
        ));
        return Options::default();
    }
    if entry.categories.is_empty() {
        let last = bounds.len() - 1;
        let mut labels = vec![format!("under {}", bounds[0])];
        labels.extend(bounds.windows(2).map(|pair| format!("{} to under {}", pair[0], pair[1])));
        labels.push(format!("{} or more", bounds[last]));
        let entries = labels.into_iter().map(|label| OptionEntry { label: Text(label), ..OptionEntry::default() });
        return Options::of(place, "category", entries.map(super::Short), problems);
    }
    if entry.categories.len() != bounds.len() + 1 {
        problems.push(format!(
            "{place}: {} bounds cut {} bands, but there are {} categories; give a label to each band, or leave the categories out",
            bounds.len(),
            bounds.len() + 1,
            entry.categories.len()
        ));
    }
    Options::of(place, "category", entry.categories.iter().cloned(), problems)
}

fn bias_of(entry: &BiasEntry, options: &Options, place: &str, problems: &mut Vec<String>) -> Bias {
    if entry.note.trim().is_empty() {
        problems
            .push(format!("{place}: its bias has no note; write in your words how the sample leans: note = \"...\""));
    }
    let place = format!("{place}, bias");
    let ids = |names: &[String], problems: &mut Vec<String>| {
        options.positions(&place, names, problems).into_iter().map(|option| options.ids[option].clone()).collect()
    };
    let (over, under) = (ids(&entry.over, problems), ids(&entry.under, problems));
    let mut targets = std::collections::BTreeMap::new();
    for (name, &share) in &entry.targets {
        for option in options.positions(&place, std::slice::from_ref(name), problems) {
            targets.insert(options.ids[option].clone(), share);
        }
    }
    let sum: f64 = targets.values().sum();
    if targets.values().any(|share| !(0.0..=1.0).contains(share)) || sum > 1.0 + 1e-9 {
        problems
            .push(format!("{place}: targets are shares from 0 to 1 that add up to at most 1, such as 0.02 for 2 %"));
    }
    Bias { note: entry.note.clone(), source: entry.source.clone(), over, under, targets }
}
