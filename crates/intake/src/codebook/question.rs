//! A question of the codebook, brought together with its columns.

use super::{
    Codebook, ColumnRef, List, OptionEntry, QuestionEntry, Text,
    answers::Answers,
    columns::Columns,
    options::Options,
    respondent::{CellError, Main, Own, Place, unknown_answer},
};
use csv::StringRecord;
use needs_core::survey::{
    Columns as CountColumns,
    file::{Choice, Item, Kind, Level, Question, Theme},
    id,
};

/// Choices are bits of a `u128` while a row is read.
const MOST_CHOICES: usize = 128;
/// More choices than these make more pairs than a page should download: 32 make 496 columns.
const MOST_PAIRED: usize = 32;

/// A question that can be read from rows.
pub struct QuestionPlan {
    /// As it stands in the results file.
    pub question: Question,
    options: Options,
    answers: Answers,
    place: Place,
    /// Of a rating: the column of each item.
    items: Vec<usize>,
    /// `[theme]`: its choices as bits.
    themes: Vec<u128>,
}

/// How problems name what they are about.
pub(super) struct Named<'a> {
    /// `dimension "Region"`.
    pub place: &'a str,
    /// `category`.
    pub noun: &'a str,
    /// Its column's header, where no column is given.
    pub fallback: &'a str,
}

impl QuestionPlan {
    pub(super) fn of(
        entry: &QuestionEntry,
        number: usize,
        codebook: &Codebook,
        columns: Option<&Columns>,
        problems: &mut Vec<String>,
    ) -> Option<QuestionPlan> {
        let before = problems.len();
        let header = entry.column.as_ref().and_then(|column| match columns {
            Some(columns) => Some(columns.headers.name(columns.one(&column.0).ok()?).to_owned()),
            // Beside counts there are no headers: the codebook names the column by its text, or not at all.
            None => (!column.0.starts_with('#')).then(|| crate::raw::tidy(&column.0)),
        });
        let text = entry.text.clone().or(header).or_else(|| entry.label.clone()).unwrap_or_default();
        let label = entry.label.clone().unwrap_or_default();
        let name = if label.is_empty() { &text } else { &label };
        let place_name = if name.is_empty() { format!("question {number}") } else { format!("question \"{name}\"") };
        if text.is_empty() {
            problems.push(format!("{place_name}: it has no text; write text = \"...\" as it was asked"));
        }
        let id = match &entry.id {
            Some(id) => id.clone(),
            None => match id::from_label(name) {
                id if id.is_empty() => format!("question-{number}"),
                id => id,
            },
        };
        if !id::is_id(&id) {
            problems.push(format!(
                "{place_name}: id = \"{id}\" is not an id (use a-z, 0-9, -); try \"{}\"",
                id::from_label(&id)
            ));
        }
        fits_kind(entry, &place_name, problems);
        let mut plan = QuestionPlan {
            question: Question {
                id,
                kind: entry.kind,
                text,
                label,
                asked_of: entry.asked_of.clone().unwrap_or_else(|| "everyone".to_owned()),
                sensitive: entry.sensitive,
                pairs: entry.pairs,
                choices: Vec::new(),
                themes: Vec::new(),
                levels: Vec::new(),
                items: Vec::new(),
            },
            options: Options::default(),
            answers: Answers::of(&Options::default(), &Default::default(), &[], None).ok()?,
            place: Place::default(),
            items: Vec::new(),
            themes: Vec::new(),
        };
        match entry.kind {
            Kind::Rating => plan.rating(entry, codebook, columns, &place_name, problems),
            Kind::Single | Kind::Multiple => plan.choices(entry, codebook, columns, &place_name, problems),
        }
        (problems.len() == before).then_some(plan)
    }

    fn choices(
        &mut self,
        entry: &QuestionEntry,
        codebook: &Codebook,
        columns: Option<&Columns>,
        place_name: &str,
        problems: &mut Vec<String>,
    ) {
        let mut options = Options::of(place_name, "choice", entry.choices.iter().cloned(), problems);
        // Where columns bring the choices, these two stand behind them; else a column may be theirs.
        let named = [entry.other.as_ref(), entry.none.as_ref()];
        let add = |options: &mut Options, problems: &mut Vec<String>| {
            named.map(|label| label.map(|label| options.named(place_name, "choice", label, problems)))
        };
        if options.len() > 0 {
            add(&mut options, problems);
        }
        let text = self.question.text.clone();
        if let Some(columns) = columns {
            let named = Named { place: place_name, noun: "choice", fallback: &text };
            let separator = entry.separator.as_ref().or(codebook.separator.as_ref());
            let multiple = entry.kind == Kind::Multiple;
            self.place.own = own_columns(&named, entry.columns.as_ref(), &mut options, columns, problems);
            let has_own = !self.place.own.is_empty();
            self.place.main =
                main_of(&named, entry.column.as_ref(), multiple, separator, &[], has_own, columns, problems);
        }
        let [other, _] = add(&mut options, problems);
        if self.place.main.is_none() && !self.place.own.is_empty() {
            self.place.all_can_be_chosen(place_name, "choice", &options, problems);
        }
        if options.len() == 0 || options.len() > MOST_CHOICES {
            problems.push(format!(
                "{place_name}: {} choices; a question has 1 to {MOST_CHOICES}: write choices = [\"...\", \"...\"]",
                options.len()
            ));
            return;
        }
        if entry.pairs && !(2..=MOST_PAIRED).contains(&options.len()) {
            problems.push(format!(
                "{place_name}: {} choices; pairs = true is for 2 to {MOST_PAIRED}: merge rare choices, or leave it out",
                options.len()
            ));
        }
        let themes = Options::of(place_name, "theme", entry.themes.iter().cloned(), problems);
        self.themes = vec![0; themes.len()];
        for (c, choice) in options.entries.iter().enumerate() {
            let members = themes.positions(
                &format!("{place_name}, themes of \"{}\"", options.label(c)),
                &choice.themes,
                problems,
            );
            for &theme in &members {
                self.themes[theme] |= 1 << c;
            }
            self.question.choices.push(Choice {
                id: options.ids[c].clone(),
                label: options.label(c).to_owned(),
                themes: members.iter().map(|&t| themes.ids[t].clone()).collect(),
            });
        }
        self.question.themes = themes
            .ids
            .iter()
            .zip(themes.labels())
            .map(|(id, l)| Theme { id: id.clone(), label: l.to_owned() })
            .collect();
        match Answers::of(&options, &entry.recode, &codebook.missing, other) {
            Ok(answers) => self.answers = answers,
            Err(wrong) => problems.extend(wrong.iter().map(|w| format!("{place_name}: {w}"))),
        }
        self.options = options;
    }

    fn rating(
        &mut self,
        entry: &QuestionEntry,
        codebook: &Codebook,
        columns: Option<&Columns>,
        place_name: &str,
        problems: &mut Vec<String>,
    ) {
        let mut levels = Options::of(place_name, "level", entry.levels.iter().cloned(), problems);
        let other = entry.other.as_ref().map(|label| match levels.position(label) {
            Some(level) => level,
            None => {
                let entry = OptionEntry { label: Text(label.clone()), ..OptionEntry::default() };
                levels.push(place_name, "level", entry, problems)
            }
        });
        let mut items = Options::of(place_name, "item", entry.items.iter().cloned(), problems);
        if let Some(columns) = columns {
            let named = Named { place: place_name, noun: "item", fallback: "" };
            let own = own_columns(&named, entry.columns.as_ref(), &mut items, columns, problems);
            for item in 0..items.len() {
                match own.iter().find(|own| own.option == item) {
                    Some(own) => self.items.push(own.column),
                    None => problems.push(format!(
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
            return;
        }
        if items.ids.iter().any(|id| id == "theme") {
            problems.push(format!("{place_name}: an item may not have the id \"theme\"; give it another"));
        }
        let named = |options: &Options| {
            options.ids.iter().cloned().zip(options.labels().map(str::to_owned)).collect::<Vec<_>>()
        };
        self.question.levels = named(&levels).into_iter().map(|(id, label)| Level { id, label }).collect();
        self.question.items = named(&items).into_iter().map(|(id, label)| Item { id, label }).collect();
        match Answers::of(&levels, &entry.recode, &codebook.missing, other) {
            Ok(answers) => self.answers = answers,
            Err(wrong) => problems.extend(wrong.iter().map(|w| format!("{place_name}: {w}"))),
        }
        self.options = levels;
    }

    /// Adds the counts that a row raises, for a respondent who was asked.
    pub(super) fn read(
        &self,
        record: &StringRecord,
        columns: &CountColumns,
        raises: &mut Vec<usize>,
    ) -> Result<(), CellError> {
        raises.push(columns.asked);
        if self.question.kind == Kind::Rating {
            return self.read_items(record, columns, raises);
        }
        let Some(set) = self.place.read(record, &self.answers, &self.options, "a choice")? else { return Ok(()) };
        if self.question.kind == Kind::Single && set.count_ones() != 1 {
            // Of options with a column each, "no" everywhere chooses none.
            if set == 0 {
                return Ok(());
            }
            let labels: Vec<&str> = options_in(set).map(|c| self.options.label(c)).collect();
            return Err(CellError {
                column: self.place.own.first().map_or(0, |own| own.column),
                value: labels.join("; "),
                problem: "two answers where one is allowed; declare kind = \"multiple\", or recode".to_owned(),
            });
        }
        raises.push(columns.answered);
        raises.extend(options_in(set).map(|c| columns.choice(c)));
        if self.question.pairs {
            for a in options_in(set) {
                raises.extend(options_in(set).filter(|&b| a < b).filter_map(|b| columns.pair(a, b)));
            }
        }
        raises.extend((0..self.themes.len()).filter(|&t| self.themes[t] & set != 0).map(|t| columns.theme(t)));
        Ok(())
    }

    fn read_items(
        &self,
        record: &StringRecord,
        columns: &CountColumns,
        raises: &mut Vec<usize>,
    ) -> Result<(), CellError> {
        let mut answered = false;
        for (item, &column) in self.items.iter().enumerate() {
            let level = self
                .answers
                .one(record.get(column).unwrap_or(""))
                .map_err(|unknown| unknown_answer(column, unknown, "add it to the `answers` of a level"))?;
            if let Some(level) = level.or_else(|| self.options.when_blank().map(|level| 1 << level)) {
                answered = true;
                raises.push(columns.level(item, level.trailing_zeros() as usize));
            }
        }
        if answered {
            raises.push(columns.answered);
        }
        Ok(())
    }
}

/// The positions of a set's bits, ascending.
fn options_in(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (lowest < 128).then_some(lowest)
    })
}

/// What a kind has no use for is told, rather than passed over.
fn fits_kind(entry: &QuestionEntry, place: &str, problems: &mut Vec<String>) {
    let mut not_for = |given: bool, what: &str, kinds: &str| {
        if given {
            problems.push(format!(
                "{place}: {what} belong to a question of kind = {kinds}; this one is \"{}\"",
                kind(entry.kind)
            ));
        }
    };
    let rating = entry.kind == Kind::Rating;
    not_for(rating && !entry.choices.is_empty(), "choices", "\"single\" or \"multiple\"");
    not_for(rating && entry.none.is_some(), "none", "\"single\" or \"multiple\"");
    not_for(!rating && !entry.levels.is_empty(), "levels", "\"rating\"");
    not_for(!rating && !entry.items.is_empty(), "items", "\"rating\"");
    not_for(entry.kind != Kind::Multiple && !entry.themes.is_empty(), "themes", "\"multiple\"");
    not_for(entry.kind != Kind::Multiple && entry.pairs, "pairs", "\"multiple\"");
    not_for(entry.kind != Kind::Multiple && entry.separator.is_some(), "separators", "\"multiple\"");
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
        Kind::Rating => "rating",
    }
}

/// The columns of options that have one each: by `columns`, or by an option's own `column`.
///
/// Without declared options every column of `columns` becomes one.
pub(super) fn own_columns(
    named: &Named,
    list: Option<&List<ColumnRef>>,
    options: &mut Options,
    columns: &Columns,
    problems: &mut Vec<String>,
) -> Vec<Own> {
    let (place, noun) = (named.place, named.noun);
    let mut own: Vec<Own> = Vec::new();
    for (option, entry) in options.entries.iter().enumerate() {
        let Some(column) = &entry.column else {
            if entry.any_text {
                problems.push(format!(
                    "{place}, \"{}\": any_text is for a {noun} with its own column",
                    options.label(option)
                ));
            }
            continue;
        };
        match columns.one(&column.0) {
            Ok(column) => own.push(Own { column, option, any_text: entry.any_text }),
            Err(problem) => problems.push(format!("{place}, \"{}\": {problem}", options.label(option))),
        }
    }
    let declared = options.len() > 0;
    for reference in list.map_or(&[][..], |list| &list.0) {
        let found = columns.all(&reference.0).unwrap_or_else(|problem| {
            problems.push(format!("{place}: {problem}"));
            Vec::new()
        });
        for found in found {
            if own.iter().any(|own| own.column == found.column) {
                continue;
            }
            let option = match options.collecting(&found.label) {
                Some(option) => option,
                None if declared => {
                    problems.push(format!(
                        "{place}: the column #{} is of \"{}\", which no {noun} collects; add \"{1}\" to the list",
                        found.column + 1,
                        found.label
                    ));
                    continue;
                }
                None => {
                    let entry = OptionEntry { label: Text(found.label), ..OptionEntry::default() };
                    options.push(place, noun, entry, problems)
                }
            };
            own.push(Own { column: found.column, option, any_text: false });
        }
    }
    own
}

/// The one column of a dimension or question; none where every option has its own.
#[allow(clippy::too_many_arguments)]
pub(super) fn main_of(
    named: &Named,
    column: Option<&ColumnRef>,
    multiple: bool,
    separator: Option<&String>,
    bands: &[f64],
    has_own: bool,
    columns: &Columns,
    problems: &mut Vec<String>,
) -> Option<Main> {
    let name = match column {
        Some(column) => column.0.as_str(),
        None if has_own => return None,
        None => named.fallback,
    };
    let column = columns.one(name).map_err(|problem| problems.push(format!("{}: {problem}", named.place))).ok()?;
    match (multiple, separator) {
        (_, _) if !bands.is_empty() => Some(Main::Bands(column, bands.to_vec())),
        (false, _) => Some(Main::One(column)),
        (true, Some(separator)) if !separator.is_empty() => Some(Main::Several(column, separator.clone())),
        (true, _) => {
            problems.push(format!(
                "{}: several answers stand in one column; say what separates them, such as separator = \";\"",
                named.place
            ));
            None
        }
    }
}
