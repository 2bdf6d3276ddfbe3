//! What a column is for, and how an author changes that.

mod group;

pub use group::{Grouping, group};
use needs_core::survey::file::{KindName, Role};
use needs_intake::{
    codebook::OptionEntry,
    codebook::{Codebook, ColumnRef, ColumnUse, DimensionEntry, QuestionEntry, Short, Text},
    inspect::DraftColumn,
    raw::Headers,
};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// It never leaves the file.
    Ignored,
    /// The dimension that makes the rows of the charts.
    Field,
    /// Another dimension.
    Dimension,
    Question(KindName),
    /// Consent, or a rule: changed in the codebook's text.
    Fixed,
    /// The codebook does not speak of it yet.
    Undeclared,
}

/// The names of a file's columns, as a codebook is held against them.
pub fn headers(columns: &[DraftColumn]) -> Headers {
    Headers::from_names(columns.iter().map(|column| &column.name))
}

/// What each column is for, in file order.
pub fn roles(codebook: &Codebook, columns: &[DraftColumn]) -> Vec<ColumnRole> {
    codebook.uses(&headers(columns)).into_iter().map(|what| role_of(codebook, what)).collect()
}

fn role_of(codebook: &Codebook, what: Option<ColumnUse>) -> ColumnRole {
    match what {
        None => ColumnRole::Undeclared,
        Some(ColumnUse::Ignored) => ColumnRole::Ignored,
        Some(ColumnUse::Consent | ColumnUse::Rule) => ColumnRole::Fixed,
        Some(ColumnUse::Question(i)) => ColumnRole::Question(codebook.questions[i].kind),
        Some(ColumnUse::Dimension(i)) if is_field(&codebook.dimensions[i]) => ColumnRole::Field,
        Some(ColumnUse::Dimension(_)) => ColumnRole::Dimension,
    }
}

/// Whether a dimension makes the rows: it says so, or its id does.
pub fn is_field(entry: &DimensionEntry) -> bool {
    match entry.role {
        Some(role) => role == Role::Field,
        None => entry.id.as_deref() == Some("field") || (entry.id.is_none() && entry.label.as_deref() == Some("Field")),
    }
}

/// Gives a column another role. Columns of the same dimension or question go with it.
///
/// What an author wrote about its answers is kept, where the new role has a place for it.
pub fn set_role(codebook: &mut Codebook, columns: &[DraftColumn], column: usize, role: ColumnRole) {
    let headers = headers(columns);
    let uses = codebook.uses(&headers);
    let what = uses[column];
    if role_of(codebook, what) == role {
        return;
    }
    let dimension_to_be = matches!(role, ColumnRole::Field | ColumnRole::Dimension);
    let place = match (what, role) {
        (Some(ColumnUse::Dimension(i)), _) if dimension_to_be => Some(i),
        (Some(ColumnUse::Question(i)), ColumnRole::Question(kind)) => {
            let entry = &mut codebook.questions[i];
            let several = matches!(kind, KindName::Multiple | KindName::Ranking);
            let mut from = options_of_question(entry);
            if several && from.separator.is_none() {
                from.separator.clone_from(&columns[column].choice.separator);
            }
            *entry = question(from, kind);
            return;
        }
        _ => None,
    };
    let place = place.or_else(|| {
        let entry = match what {
            Some(ColumnUse::Dimension(i)) => options_of_dimension(&codebook.dimensions.remove(i)),
            Some(ColumnUse::Question(i)) => options_of_question(&codebook.questions.remove(i)),
            Some(ColumnUse::Ignored) => {
                codebook.unignore_column(&headers, column);
                drafted(&columns[column])
            }
            _ => drafted(&columns[column]),
        };
        match role {
            ColumnRole::Field | ColumnRole::Dimension => {
                codebook.dimensions.push(dimension(entry));
                Some(codebook.dimensions.len() - 1)
            }
            ColumnRole::Question(kind) => {
                codebook.questions.push(question(entry, kind));
                None
            }
            ColumnRole::Ignored | ColumnRole::Fixed | ColumnRole::Undeclared => {
                let together = (0..columns.len()).filter(|&other| {
                    other == column
                        || (uses[other] == what && what.is_some() && !matches!(what, Some(ColumnUse::Ignored)))
                });
                together.for_each(|other| codebook.ignore_column(&headers, other));
                None
            }
        }
    });
    if let Some(place) = place {
        if role == ColumnRole::Field {
            codebook.dimensions.iter_mut().filter(|entry| is_field(entry)).for_each(not_field);
            codebook.dimensions[place].role = Some(Role::Field);
        } else {
            not_field(&mut codebook.dimensions[place]);
        }
    }
}

fn not_field(entry: &mut DimensionEntry) {
    let is_plain = entry.id.as_deref() != Some("field") && entry.label.as_deref() != Some("Field");
    let other = if entry.bias.is_some() { Role::Bias } else { Role::Other };
    entry.role = if is_plain { None } else { Some(other) };
}

/// What dimensions and questions have in common.
#[derive(Default)]
struct Answered {
    id: Option<String>,
    text: Option<String>,
    label: Option<String>,
    column: Option<ColumnRef>,
    columns: Option<needs_intake::codebook::List<ColumnRef>>,
    join: bool,
    options: Vec<Short<OptionEntry>>,
    recode: std::collections::BTreeMap<String, Text>,
    missing: Vec<Text>,
    other: Option<String>,
    bands: Vec<f64>,
    separator: Option<String>,
    several: bool,
    ordered: bool,
}

fn drafted(column: &DraftColumn) -> Answered {
    let choice = &column.choice;
    let option = |label: &String| Short(OptionEntry { label: Text(label.clone()), ..OptionEntry::default() });
    Answered {
        text: Some(choice.text.clone()),
        column: Some(ColumnRef(column.address.clone())),
        options: if choice.bands.is_empty() { choice.labels.iter().map(option).collect() } else { Vec::new() },
        other: choice.other.clone(),
        bands: choice.bands.clone(),
        separator: choice.separator.clone(),
        several: choice.separator.is_some(),
        ordered: choice.ordered,
        ..Answered::default()
    }
}

fn options_of_dimension(entry: &DimensionEntry) -> Answered {
    let entry = entry.clone();
    let named = entry.column.is_some() || entry.columns.is_some();
    Answered {
        id: entry.id.filter(|id| id != "field"),
        text: None,
        column: entry.column.or_else(|| entry.label.clone().filter(|_| !named).map(ColumnRef)),
        label: entry.label,
        columns: entry.columns,
        join: entry.join,
        options: entry.categories,
        recode: entry.recode,
        missing: entry.missing,
        other: entry.other,
        bands: entry.bands,
        separator: entry.separator,
        several: entry.multiple,
        ordered: entry.ordered,
    }
}

fn options_of_question(entry: &QuestionEntry) -> Answered {
    let entry = entry.clone();
    let named = entry.column.is_some()
        || entry.columns.is_some()
        || entry.choices.iter().any(|choice| choice.0.column.is_some());
    let header = entry.text.clone().or_else(|| entry.label.clone());
    Answered {
        id: entry.id,
        column: entry.column.or_else(|| header.filter(|_| !named).map(ColumnRef)),
        text: entry.text,
        label: entry.label,
        columns: entry.columns,
        join: entry.join,
        options: if entry.choices.is_empty() { entry.levels } else { entry.choices },
        recode: entry.recode,
        missing: entry.missing,
        other: entry.other,
        bands: entry.bands,
        separator: entry.separator,
        several: entry.kind == KindName::Multiple,
        ordered: entry.kind == KindName::Rating,
    }
}

fn dimension(from: Answered) -> DimensionEntry {
    DimensionEntry {
        id: from.id,
        label: from.label.or(from.text),
        column: from.column,
        columns: from.columns,
        join: from.join,
        categories: from.options,
        recode: from.recode,
        missing: from.missing,
        other: from.other,
        bands: from.bands,
        multiple: from.several,
        ordered: from.ordered,
        separator: from.separator.filter(|_| from.several),
        ..DimensionEntry::default()
    }
}

fn question(from: Answered, kind: KindName) -> QuestionEntry {
    let choices = matches!(kind, KindName::Single | KindName::Multiple);
    let several = matches!(kind, KindName::Multiple | KindName::Ranking);
    // Several answers in one column need something between them; the commonest, until the author says otherwise.
    let in_one_column = from.column.is_some() && from.columns.is_none();
    let separator = from.separator.filter(|_| several).or_else(|| (several && in_one_column).then(|| ";".to_owned()));
    let (mut items, mut levels, mut own_choices) = (Vec::new(), Vec::new(), Vec::new());
    match kind {
        KindName::Single | KindName::Multiple => own_choices = from.options,
        KindName::Ranking => items = from.options,
        KindName::Rating => levels = from.options,
        KindName::Number | KindName::Nps | KindName::Coded => {}
    }
    let item = || {
        Short(OptionEntry {
            label: Text(from.label.clone().or_else(|| from.text.clone()).unwrap_or_default()),
            column: from.column.clone(),
            ..OptionEntry::default()
        })
    };
    if kind == KindName::Rating && from.columns.is_none() {
        items.push(item());
    }
    QuestionEntry {
        id: from.id,
        kind,
        text: from.text,
        label: from.label,
        column: if kind == KindName::Rating { None } else { from.column },
        columns: from.columns,
        join: from.join,
        answered_in: None,
        separator,
        choices: own_choices,
        codes: Vec::new(),
        respondent: None,
        recode: if choices || kind == KindName::Rating { from.recode } else { Default::default() },
        missing: from.missing,
        other: from.other.filter(|_| choices),
        none: None,
        themes: Vec::new(),
        levels,
        items,
        nets: Vec::new(),
        places: None,
        bands: if kind == KindName::Number { from.bands } else { Vec::new() },
        least: None,
        most: None,
        asked_of: None,
        asked_if: None,
        sensitive: false,
        lead: false,
        pairs: false,
        options_are: Default::default(),
    }
}

#[cfg(test)]
mod tests;
