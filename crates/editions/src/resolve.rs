//! `editions.toml` held against the files that it names.

use crate::file::{DimensionEntry, EditionsFile, Place, QuestionEntry};
use crate::{Edition, Editions, SharedCategory, SharedDimension, SharedOption, SharedQuestion};
use needs_core::Survey;
use needs_core::survey::Finding;
use needs_core::survey::file::Question;
use std::collections::BTreeSet;
use std::fmt;

mod breaks;
mod parts;

pub use breaks::{Difference, differs, plain};
use parts::{Matched, counted_of};

/// Everything in `editions.toml` that the files do not bear out; never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct EditionsError(pub Vec<Finding>);

impl fmt::Display for EditionsError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Finding::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// Most categories of a dimension, which are the bits of a set.
const MOST_CATEGORIES: usize = 64;

/// Holds `editions.toml` against its files, `surveys` in the order of its editions.
///
/// # Errors
/// Every finding, with its path, the value and the remedy: an id that is in none of the files or not in the one named; options that
/// cannot be counted as one; a question that was reworded, or has another kind or scale, without a break that says whether
/// it may be compared.
pub fn resolve(file: &EditionsFile, surveys: Vec<Survey>) -> Result<Editions, EditionsError> {
    assert_eq!(file.editions.len(), surveys.len(), "a survey for each edition");
    let mut resolver = Resolver { file, surveys: &surveys, findings: Vec::new() };
    resolver.editions();
    let dimensions: Vec<SharedDimension> =
        file.dimensions.iter().enumerate().map(|(d, entry)| resolver.dimension(d, entry)).collect();
    let questions: Vec<SharedQuestion> =
        file.questions.iter().enumerate().map(|(q, entry)| resolver.question(q, entry)).collect();
    resolver.unique("dimension", file.dimensions.iter().map(|entry| entry.id.as_str()));
    resolver.unique("question", file.questions.iter().map(|entry| entry.id.as_str()));
    if !resolver.findings.is_empty() {
        return Err(EditionsError(resolver.findings));
    }
    let edition = |(entry, survey): (&crate::file::EditionEntry, Survey)| Edition {
        id: entry.id.clone(),
        label: if entry.label.is_empty() { entry.id.clone() } else { entry.label.clone() },
        note: entry.note.clone(),
        survey,
    };
    let editions = file.editions.iter().zip(surveys).map(edition).collect();
    Ok(Editions { axis: file.axis.clone(), editions, dimensions, questions })
}

struct Resolver<'a> {
    file: &'a EditionsFile,
    surveys: &'a [Survey],
    findings: Vec<Finding>,
}

impl<'a> Resolver<'a> {
    fn add(&mut self, path: String, problem: String) {
        self.findings.push(Finding { path, problem });
    }

    fn id(&self, edition: usize) -> &'a str {
        &self.file.editions[edition].id
    }

    fn unique(&mut self, what: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (at, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.add(format!("{what}[{at}].id"), format!("\"{id}\" is there twice; give one of them another id"));
            }
        }
    }

    fn editions(&mut self) {
        let file = self.file;
        self.unique("edition", file.editions.iter().map(|entry| entry.id.as_str()));
        if file.editions.len() < 2 {
            self.add("edition".into(), format!("{} of them; name the files of at least two", file.editions.len()));
        }
        for (at, entry) in file.editions.iter().enumerate() {
            if entry.id.is_empty() || !entry.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                let problem = format!("\"{}\" is no id; use letters, digits and -, such as \"2021\"", entry.id);
                self.add(format!("edition[{at}].id"), problem);
            }
        }
    }

    /// What a `Place` says of each edition; ids of editions that it names and that are not there are findings.
    fn each<T>(&mut self, path: &str, place: Option<&'a Place<T>>) -> Vec<Told<&'a T>> {
        if let Some(Place::Each(by)) = place {
            for id in by.keys() {
                if !self.file.editions.iter().any(|entry| entry.id == *id) {
                    let known: Vec<&str> = (0..self.surveys.len()).map(|e| self.id(e)).collect();
                    self.add(
                        path.into(),
                        format!("there is no edition \"{id}\"; the editions are {}", known.join(", ")),
                    );
                }
            }
        }
        let told = |edition| match place {
            None => Told::Nothing,
            // The same id in every file that has it.
            Some(Place::Everywhere(what)) => Told::WhereItIs(what),
            Some(each @ Place::Each(_)) => each.of(edition).map_or(Told::NotThere, Told::There),
        };
        (0..self.surveys.len()).map(|e| told(self.id(e))).collect()
    }

    /// The position of what an entry means in each file.
    fn places(
        &mut self,
        path: &str,
        id: &'a str,
        place: Option<&'a Place<String>>,
        known: &[Vec<&str>],
    ) -> Vec<Option<usize>> {
        let told = self.each(path, place);
        let mut places = Vec::new();
        for (e, told) in told.into_iter().enumerate() {
            let (wanted, must) = match told {
                Told::Nothing => (id, false),
                Told::WhereItIs(wanted) => (wanted.as_str(), false),
                Told::There(wanted) => (wanted.as_str(), true),
                Told::NotThere => {
                    places.push(None);
                    continue;
                }
            };
            let ids = &known[e];
            let found = ids.iter().position(|known| *known == wanted);
            if found.is_none() && must {
                let problem = format!("the file of {} has no \"{wanted}\"; it has {}", self.id(e), ids.join(", "));
                self.add(path.into(), problem);
            }
            places.push(found);
        }
        if places.iter().flatten().count() < 2 {
            let problem = format!(
                "\"{id}\" is in fewer than two of the files, so that there is nothing to compare; say what it is called in each, or take it out"
            );
            self.add(path.into(), problem);
        }
        places
    }

    fn dimension(&mut self, at: usize, entry: &'a DimensionEntry) -> SharedDimension {
        let path = format!("dimension[{at}]");
        let surveys = self.surveys;
        let known: Vec<Vec<&str>> =
            surveys.iter().map(|survey| survey.dimensions().iter().map(|d| d.id.as_str()).collect()).collect();
        let places = self.places(&format!("{path}.in"), &entry.id, entry.place.as_ref(), &known);
        let named = |e: usize| {
            places[e].map(|place| {
                let categories = &surveys[e].dimensions()[place].categories;
                categories.iter().map(|c| (c.id.as_str(), c.label.as_str())).collect::<Vec<_>>()
            })
        };
        let names: Vec<_> = (0..surveys.len()).map(named).collect();
        let parts = self.parts(&format!("{path}.categories"), entry.categories.as_deref(), &names);
        if parts.len() > MOST_CATEGORIES {
            self.add(
                format!("{path}.categories"),
                format!("{} categories; at most {MOST_CATEGORIES} can be", parts.len()),
            );
        }
        self.disjoint(&format!("{path}.categories"), &parts);
        let last = places.iter().enumerate().rev().find_map(|(e, place)| Some(&surveys[e].dimensions()[(*place)?]));
        let not_stated = |part: &Matched| {
            let of = |(e, members): (usize, &Option<Vec<usize>>)| {
                let dimension = &surveys[e].dimensions()[places[e]?];
                members.as_ref().map(|members| members.iter().all(|&c| dimension.is_not_stated(c)))
            };
            part.members.iter().enumerate().filter_map(of).all(|is| is)
        };
        let category = |part: Matched| SharedCategory {
            sets: part.members.iter().map(|of| of.iter().flatten().fold(0, |set, c| set | 1_u64 << c)).collect(),
            not_stated: not_stated(&part),
            id: part.id,
            label: part.label,
        };
        let categories = parts.into_iter().map(category).collect();
        SharedDimension {
            id: entry.id.clone(),
            label: labelled(&entry.label, last.map(|d| d.label.as_str()), &entry.id),
            places,
            categories,
        }
    }

    fn question(&mut self, at: usize, entry: &'a QuestionEntry) -> SharedQuestion {
        let path = format!("question[{at}]");
        let surveys = self.surveys;
        let known: Vec<Vec<&str>> =
            surveys.iter().map(|survey| survey.questions().iter().map(|q| q.id.as_str()).collect()).collect();
        let places = self.places(&format!("{path}.in"), &entry.id, entry.place.as_ref(), &known);
        let asked = |e: usize| places[e].map(|place| &surveys[e].questions()[place]);
        let named = |e: usize| {
            asked(e).map(|question| {
                let choices = question.choices().iter().map(|c| (c.id.as_str(), c.label.as_str()));
                choices.chain(question.items().iter().map(|i| (i.id.as_str(), i.label.as_str()))).collect::<Vec<_>>()
            })
        };
        let names: Vec<_> = (0..surveys.len()).map(named).collect();
        let parts = self.parts(&format!("{path}.options"), entry.options.as_deref(), &names);
        self.disjoint(&format!("{path}.options"), &parts);
        let measures = self.measures(&path, entry, &places);
        let mut options = Vec::new();
        for part in parts {
            let mut counted = Vec::new();
            for (e, members) in part.members.iter().enumerate() {
                let one = match (asked(e), members) {
                    (Some(question), Some(members)) => {
                        counted_of(&surveys[e], places[e].unwrap_or(0), question, members, measures[e])
                    }
                    _ => Ok(None),
                };
                counted.push(one.unwrap_or_else(|problem| {
                    self.add(format!("{path}.options.{}", part.id), format!("in {}: {problem}", self.id(e)));
                    None
                }));
            }
            options.push(SharedOption { id: part.id, label: part.label, counted });
        }
        let breaks = self.breaks(&path, entry, &places);
        let last = (0..surveys.len()).rev().find_map(asked);
        SharedQuestion {
            id: entry.id.clone(),
            label: labelled(&entry.label, last.map(|question| question.name()), &entry.id),
            exclusive: (0..surveys.len()).filter_map(asked).all(Question::is_exclusive),
            places,
            options,
            breaks,
        }
    }

    /// `[edition]`: the measure of a rating or ranking that is compared; 0 where there is none.
    fn measures(&mut self, path: &str, entry: &'a QuestionEntry, places: &[Option<usize>]) -> Vec<usize> {
        let surveys = self.surveys;
        let path = format!("{path}.measure");
        let told = self.each(&path, entry.measure.as_ref());
        let asked = |e: usize| places[e].map(|place| &surveys[e].questions()[place]);
        let last = (0..surveys.len()).rev().find_map(asked);
        let usual = last.and_then(|question| Some(question.measures().get(question.first_measure())?.id.clone()));
        let mut found = Vec::new();
        for (e, told) in told.into_iter().enumerate() {
            let Some(question) = asked(e).filter(|question| question.steps() > 0) else {
                found.push(0);
                continue;
            };
            let wanted = match told {
                Told::There(id) | Told::WhereItIs(id) => Some(id.as_str()),
                _ => usual.as_deref(),
            };
            let measures = question.measures();
            let place = measures.iter().position(|measure| Some(measure.id.as_str()) == wanted);
            if place.is_none() {
                let ids: Vec<&str> = measures.iter().map(|measure| measure.id.as_str()).collect();
                let (edition, wanted) = (self.id(e), wanted.unwrap_or(""));
                let problem = format!(
                    "the file of {edition} has no \"{wanted}\" there; say which of {} is compared: measure = {{ \"{edition}\" = \"...\" }}",
                    ids.join(", ")
                );
                self.add(path.clone(), problem);
            }
            found.push(place.unwrap_or(0));
        }
        found
    }
}

/// What an entry says of an edition.
#[derive(Clone, Copy)]
enum Told<T> {
    /// Nothing of any edition: it has the entry's own id.
    Nothing,
    /// The same of every edition that has it.
    WhereItIs(T),
    There(T),
    NotThere,
}

fn labelled(own: &str, of_file: Option<&str>, id: &str) -> String {
    if own.is_empty() { of_file.unwrap_or(id).to_owned() } else { own.to_owned() }
}
