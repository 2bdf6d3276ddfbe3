//! Single-choice and multiple-choice questions.

use super::{Entry, MOST_CHOICES, MainColumn, Named, own_columns};
use crate::codebook::{
    OptionEntry, Short,
    answers::{Answers, Other},
    options::Options,
    respondent::{CellError, Main, Place, Uncounted},
};
use crate::numbers;
use csv::StringRecord;
use needs_core::survey::{
    Columns as CountColumns,
    file::{Choice, Kind, KindName, Theme},
};

/// Most choices with pairs: 32 choices make 496 columns, as many as a page should download.
const MOST_PAIRED: usize = 32;

/// Reads the choices of a row.
pub(super) struct Choices {
    options: Options,
    answers: Answers,
    place: Place,
    /// `[theme]`: its choices as bits.
    themes: Vec<u128>,
    /// Whether only one may be chosen.
    single: bool,
    /// The least and the largest valid number.
    ends: (Option<f64>, Option<f64>),
    /// A column that is empty if the question was not answered.
    answered_in: Option<usize>,
}

/// The choices of a `single` or `multiple` question; none after an error, which has been reported.
pub(super) fn of(given: &Entry, problems: &mut Vec<String>) -> Option<(Kind, Choices)> {
    let (entry, place_name) = (given.entry, given.place);
    let single = entry.kind == KindName::Single;
    let mut options = Options::of(place_name, "choice", entry.choices.iter().cloned(), problems);
    // If columns define the choices, these two come after them; otherwise they may have a column.
    let named = [Other::label(entry.other.as_ref()), entry.none.as_ref()];
    let add = |options: &mut Options, problems: &mut Vec<String>| {
        named.map(|label| label.map(|label| options.named(place_name, "choice", label, problems)))
    };
    if options.len() > 0 {
        add(&mut options, problems);
    }
    let mut place = Place::default();
    let mut answered_in = None;
    if let (Some(column), Some(columns)) = (&entry.answered_in, given.columns) {
        match columns.one(&column.0) {
            Ok(column) => answered_in = Some(column),
            Err(problem) => problems.push(format!("{place_name}: answered_in: {problem}")),
        }
    }
    if let Some(columns) = given.columns {
        let named = Named { place: place_name, noun: "choice", fallback: given.text };
        let separator = entry.separator.as_ref().or(given.codebook.separator.as_ref());
        let (joined, own) = if entry.join { (entry.columns.as_ref(), None) } else { (None, entry.columns.as_ref()) };
        place.own = own_columns(&named, own, false, &mut options, columns, problems);
        let has_own = !place.own.is_empty();
        let main =
            MainColumn { column: entry.column.as_ref(), joined, multiple: !single, separator, bands: None, has_own };
        place.main = main.find(&named, columns, problems);
    }
    let [other, _] = add(&mut options, problems);
    if place.main.is_none() && !place.own.is_empty() {
        place.all_can_be_chosen(place_name, "choice", &options, problems);
    }
    if options.len() == 0 || options.len() > MOST_CHOICES {
        problems.push(format!(
            "{place_name}: {} choices; a question has 1 to {MOST_CHOICES}: write choices = [\"...\", \"...\"]",
            options.len()
        ));
        return None;
    }
    fit_columns(given, &options, problems);
    let Themed { choices, themes, members } = Themed::of(place_name, &options, &entry.themes, problems);
    let kind = match single {
        true => Kind::Single { choices },
        false => Kind::Multiple { choices, themes, pairs: entry.pairs },
    };
    let other = Other::of(entry.other.as_ref(), other);
    let answers = Answers::of(&options, &entry.recode, &given.codebook.missing_of(&entry.missing), other)
        .map_err(|wrong| problems.extend(wrong.iter().map(|w| format!("{place_name}: {w}"))))
        .ok()?;
    Some((kind, Choices { options, answers, place, themes: members, single, ends: (None, None), answered_in }))
}

impl Choices {
    /// Of which one is chosen.
    pub fn single(options: Options, answers: Answers, place: Place) -> Choices {
        Choices { options, answers, place, themes: Vec::new(), single: true, ends: (None, None), answered_in: None }
    }

    /// Counts a number outside the valid range as no answer.
    pub fn within(mut self, least: Option<f64>, most: Option<f64>) -> Choices {
        self.ends = (least, most);
        self
    }

    /// Reports a number outside the valid range.
    fn check_ends(&self, record: &StringRecord) -> Result<(), CellError> {
        let columns = match &self.place.main {
            Some(Main::Joined(columns)) => columns.as_slice(),
            Some(main) => std::slice::from_ref(main),
            None => &[],
        };
        for main in columns {
            let Main::Bands(column, bands) = main else { continue };
            let value = record.get(*column).unwrap_or("").trim();
            // Recoded and missing answers are not numbers any more.
            let Some(number) = numbers::read(value, bands.comma).ok().filter(|_| !self.answers.knows(value)) else {
                continue;
            };
            let (least, most) = self.ends;
            let problem = match (least.filter(|&least| number < least), most.filter(|&most| number > most)) {
                (Some(least), _) => format!("under least = {least}"),
                (_, Some(most)) => format!("over most = {most}"),
                (None, None) => continue,
            };
            let problem = format!("{problem}; recode it to \"\" if it is a slip, or leave that end of the bands open");
            return Err(CellError { column: *column, value: value.to_owned(), problem });
        }
        Ok(())
    }

    pub fn uncounted(&self) -> Uncounted {
        Uncounted {
            passed_over: self.answers.passed_over(),
            contradictions: self.place.contradictions.get(),
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
        if self.answered_in.is_some_and(|column| record.get(column).is_none_or(|cell| self.answers.is_missing(cell))) {
            return Ok(());
        }
        let Some(set) = self.place.read(record, &self.answers, &self.options, "a choice")? else { return Ok(()) };
        self.check_ends(record)?;
        if self.single && set.count_ones() != 1 {
            // With a column per option, "no" everywhere chooses none.
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
        count(set, &self.themes, columns, increments);
        Ok(())
    }
}

/// Reports ids that are words of the results file, and pairs of too many choices.
pub(super) fn fit_columns(given: &Entry, options: &Options, problems: &mut Vec<String>) {
    let place = given.place;
    for id in options.ids.iter().filter(|id| ["asked", "answered"].contains(&id.as_str())) {
        problems.push(format!(
            "{place}: a choice may not have the id \"{id}\", a word of the results file; give it another: {{ label = \"...\", id = \"{id}-it\" }}"
        ));
    }
    if given.entry.pairs && !(2..=MOST_PAIRED).contains(&options.len()) {
        problems.push(format!(
            "{place}: {} choices; pairs = true is for 2 to {MOST_PAIRED}: merge rare choices, or leave it out",
            options.len()
        ));
    }
}

/// Choices as the file has them, with the themes they belong to.
pub(super) struct Themed {
    pub choices: Vec<Choice>,
    pub themes: Vec<Theme>,
    /// `[theme]`: its choices as bits.
    pub members: Vec<u128>,
}

impl Themed {
    pub fn of(place: &str, options: &Options, themes: &[Short<OptionEntry>], problems: &mut Vec<String>) -> Themed {
        let theme_options = Options::of(place, "theme", themes.iter().cloned(), problems);
        let mut members = vec![0; theme_options.len()];
        let mut choices = Vec::new();
        for (c, choice) in options.entries.iter().enumerate() {
            let own = theme_options.positions(
                &format!("{place}, themes of \"{}\"", options.label(c)),
                &choice.themes,
                problems,
            );
            for &theme in &own {
                members[theme] |= 1 << c;
            }
            choices.push(Choice {
                id: options.ids[c].clone(),
                label: options.label(c).to_owned(),
                themes: own.iter().map(|&t| theme_options.ids[t].clone()).collect(),
                ..Choice::default()
            });
        }
        let themes = theme_options.named_each().map(|(id, label)| Theme { id, label }).collect();
        Themed { choices, themes, members }
    }
}

/// Adds the columns of an answer that chose `set`, with the pairs and themes that the file counts.
pub(super) fn count(set: u128, themes: &[u128], columns: &CountColumns, increments: &mut Vec<usize>) {
    increments.push(columns.answered);
    increments.extend(options_in(set).map(|c| columns.choice(c)));
    // Pairs have no column if the file does not count them.
    if !columns.pairs().is_empty() {
        for a in options_in(set) {
            increments.extend(options_in(set).filter(|&b| a < b).filter_map(|b| columns.pair(a, b)));
        }
    }
    increments.extend((0..themes.len()).filter(|&t| themes[t] & set != 0).map(|t| columns.theme(t)));
}

/// The positions of a set's bits, ascending.
fn options_in(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (lowest < 128).then_some(lowest)
    })
}
