//! Numbers that are published in bands only, and the Net Promoter Score.

use super::{Entry, MainColumn, Named, choices::Choices};
use crate::codebook::{
    List, OptionEntry, Short, Text,
    answers::{Answers, Other},
    options::Options,
    respondent::{Bands, Place},
};
use needs_core::survey::file::{Choice, Kind, NPS_GROUPS};

/// The bands of a `number`; none after an error, which has been reported.
pub(super) fn of(given: &Entry, problems: &mut Vec<String>) -> Option<(Kind, Choices)> {
    let (entry, place_name) = (given.entry, given.place);
    let bounds = &entry.bands;
    let all: Vec<f64> = entry.least.iter().chain(bounds).chain(&entry.most).copied().collect();
    if bounds.is_empty() || all.iter().any(|b| !b.is_finite()) || all.windows(2).any(|pair| pair[0] >= pair[1]) {
        problems.push(format!(
            "{place_name}: a number is published in bands; write the lower bounds of all bands but the lowest, ascending: bands = [10, 100], and least = 0, most = 200 beside it where no answer could be outside"
        ));
        return None;
    }
    let ends = |band: usize| {
        let from = if band == 0 { entry.least } else { Some(bounds[band - 1]) };
        (from, bounds.get(band).copied().or(entry.most))
    };
    let label = |band: usize| match ends(band) {
        (None, Some(to)) => format!("under {to}"),
        (Some(from), None) => format!("{from} or more"),
        (Some(from), Some(to)) if band == bounds.len() => format!("{from} to {to}"),
        (Some(from), Some(to)) => format!("{from} to under {to}"),
        (None, None) => String::new(),
    };
    let entries: Vec<Short<OptionEntry>> = if entry.choices.is_empty() {
        (0..=bounds.len()).map(|band| named(None, label(band))).collect()
    } else {
        entry.choices.clone()
    };
    if entries.len() != bounds.len() + 1 {
        problems.push(format!(
            "{place_name}: {} bounds cut {} bands, but there are {} choices; give a label to each band, or leave the choices out",
            bounds.len(),
            bounds.len() + 1,
            entries.len()
        ));
        return None;
    }
    let options = Options::of(place_name, "choice", entries, problems);
    let bands = options.named_each().enumerate().map(|(band, (id, label))| {
        let (from, to) = ends(band);
        Choice { id, label, from, to, ..Choice::default() }
    });
    let kind = Kind::Number { bands: bands.collect() };
    let choices = chosen(given, options, bounds, problems)?;
    Some((kind, choices.within(entry.least, entry.most)))
}

/// Promoters, passives and detractors; none after an error, which has been reported.
pub(super) fn nps(given: &Entry, problems: &mut Vec<String>) -> Option<(Kind, Choices)> {
    let (entry, place_name) = (given.entry, given.place);
    let labels = match entry.choices.as_slice() {
        [] => ["Promoters (9 or 10)", "Passives (7 or 8)", "Detractors (0 to 6)"].map(str::to_owned),
        [promoters, passives, detractors] => [promoters, passives, detractors].map(|entry| entry.0.label.0.clone()),
        others => {
            problems.push(format!(
                "{place_name}: {} choices; an \"nps\" question has three, whose labels may be given: promoters, passives, detractors",
                others.len()
            ));
            return None;
        }
    };
    let answers: [std::ops::RangeInclusive<u8>; 3] = [9..=10, 7..=8, 0..=6];
    let entries = labels.into_iter().zip(answers).zip(NPS_GROUPS).map(|((label, answers), id)| {
        let mut group = named(Some(id), label);
        group.0.answers = Some(List(answers.map(|answer| Text(answer.to_string())).collect()));
        group
    });
    let options = Options::of(place_name, "choice", entries.collect::<Vec<_>>(), problems);
    let groups = options.named_each().map(|(id, label)| Choice { id, label, ..Choice::default() });
    let kind = Kind::Nps { groups: groups.collect() };
    Some((kind, chosen(given, options, &[], problems)?))
}

fn named(id: Option<&str>, label: String) -> Short<OptionEntry> {
    Short(OptionEntry { id: id.map(str::to_owned), label: Text(label), ..OptionEntry::default() })
}

/// The one column of the question.
fn chosen(given: &Entry, options: Options, bounds: &[f64], problems: &mut Vec<String>) -> Option<Choices> {
    let (entry, place_name) = (given.entry, given.place);
    let mut place = Place::default();
    if let Some(columns) = given.columns {
        let named = Named { place: place_name, noun: "choice", fallback: given.text };
        let bounds = Some(bounds.to_vec()).filter(|bounds| !bounds.is_empty());
        let main = MainColumn {
            column: entry.column.as_ref(),
            joined: entry.columns.as_ref().filter(|_| entry.join),
            multiple: false,
            separator: None,
            bands: bounds.map(|bounds| Bands { bounds, comma: given.codebook.file.decimal == Some(',') }),
            has_own: false,
        };
        place.main = Some(main.find(&named, columns, problems)?);
    }
    let answers = Answers::of(
        &options,
        &entry.recode,
        &given.codebook.missing_of(&entry.missing),
        Other::of(entry.other.as_ref(), None),
    )
    .map_err(|wrong| problems.extend(wrong.iter().map(|w| format!("{place_name}: {w}"))))
    .ok()?;
    Some(Choices::single(options, answers, place))
}
