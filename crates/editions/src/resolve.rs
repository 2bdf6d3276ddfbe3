//! `editions.toml` held against the files that it names.

use crate::count::{Counted, columns};
use crate::file::{BreakEntry, Comparable, DimensionEntry, EditionsFile, Ids, Part, Place, QuestionEntry};
use crate::{Break, Edition, Editions, SharedCategory, SharedDimension, SharedOption, SharedQuestion};
use needs_core::Survey;
use needs_core::survey::Finding;
use needs_core::survey::file::{Kind, Question};
use std::collections::BTreeSet;
use std::fmt;

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

    /// Options or categories, with what each is in every file: none where the file lacks the question or all of the part.
    fn parts(&mut self, path: &str, told: Option<&'a [Part]>, names: &[Option<Vec<(&str, &str)>>]) -> Vec<Matched> {
        let Some(told) = told else { return same_ids(names) };
        let mut parts = Vec::new();
        for part in told {
            let at = format!("{path}.{}", part.id());
            let own = Ids::One(part.id().to_owned());
            let (label, each) = match part {
                Part::Same(_) => ("", vec![Told::Nothing; names.len()]),
                Part::Told(entry) => (entry.label.as_str(), self.each(&at, entry.place.as_ref())),
            };
            let (mut members, mut last) = (Vec::new(), None);
            for (e, (told, known)) in each.iter().zip(names).enumerate() {
                let Some(known) = known else {
                    members.push(None);
                    continue;
                };
                let (ids, must) = match told {
                    Told::Nothing => (&own, false),
                    Told::WhereItIs(ids) => (*ids, false),
                    Told::There(ids) => (*ids, true),
                    Told::NotThere => {
                        members.push(None);
                        continue;
                    }
                };
                let mut found = Vec::new();
                for id in ids.list() {
                    match known.iter().position(|(known, _)| known == id) {
                        Some(place) => {
                            found.push(place);
                            last = Some(known[place].1);
                        }
                        None if must => {
                            let ids: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
                            let problem =
                                format!("the file of {} has no \"{id}\"; it has {}", self.id(e), ids.join(", "));
                            self.add(at.clone(), problem);
                        }
                        None => {}
                    }
                }
                // Part of what is to count as one is not all of it.
                members.push(if found.len() == ids.list().len() && !found.is_empty() { Some(found) } else { None });
            }
            if members.iter().all(Option::is_none) {
                self.add(
                    at,
                    format!("\"{}\" is in none of the files; say what it is called: in = {{ ... }}", part.id()),
                );
            }
            parts.push(Matched { id: part.id().to_owned(), label: labelled(label, last, part.id()), members });
        }
        parts
    }

    /// Nothing may count in two parts.
    fn disjoint(&mut self, path: &str, parts: &[Matched]) {
        for e in 0..self.surveys.len() {
            let mut seen: BTreeSet<usize> = BTreeSet::new();
            for part in parts {
                for place in part.members[e].iter().flatten() {
                    if !seen.insert(*place) {
                        let problem = format!("what it is in {} counts elsewhere, too; let it count once", self.id(e));
                        self.add(format!("{path}.{}", part.id), problem);
                    }
                }
            }
        }
        let mut ids = BTreeSet::new();
        for part in parts {
            if !ids.insert(part.id.as_str()) {
                self.add(format!("{path}.{}", part.id), "is there twice; give one of them another id".into());
            }
        }
    }

    /// `[edition]`: breaks as told. What differs and is not told is a finding.
    fn breaks(&mut self, path: &str, entry: &'a QuestionEntry, places: &[Option<usize>]) -> Vec<Break> {
        let mut breaks = vec![Break::default(); self.surveys.len()];
        let mut told: Vec<Option<&BreakEntry>> = vec![None; self.surveys.len()];
        for (b, entry) in entry.breaks.iter().enumerate() {
            let path = format!("{path}.break[{b}]");
            let Some(at) = (0..self.surveys.len()).find(|&e| self.id(e) == entry.at) else {
                self.add(format!("{path}.at"), format!("there is no edition \"{}\"", entry.at));
                continue;
            };
            if at == 0 || places[at].is_none() {
                let problem = format!(
                    "\"{}\" is the first edition or has not this question; a break lies between an edition and the one before",
                    entry.at
                );
                self.add(format!("{path}.at"), problem);
                continue;
            }
            if entry.comparable == Comparable::Note && entry.note.trim().is_empty() {
                let problem = "comparable = \"note\" needs the note that readers see; write what changed".to_owned();
                self.add(format!("{path}.note"), problem);
            }
            breaks[at] = Break { comparable: entry.comparable, note: entry.note.trim().to_owned() };
            told[at] = Some(entry);
        }
        let mut before: Option<usize> = None;
        for (e, place) in places.iter().enumerate() {
            let Some(place) = *place else { continue };
            if let Some((b, asked)) = before.map(|b| (b, places[b].unwrap_or(0))) {
                let pair = (&self.surveys[b].questions()[asked], &self.surveys[e].questions()[place]);
                let is_told = told[b + 1..=e].iter().flatten().next().is_some();
                let forbidden = breaks[b + 1..=e].iter().any(|b| b.comparable == Comparable::No);
                let noted = breaks[b + 1..=e].iter().any(|b| !b.note.is_empty());
                let difference = differs(pair.0, pair.1);
                let at = self.id(e);
                let remedy =
                    |comparable| format!("add to it: [[question.break]] at = \"{at}\", comparable = {comparable}");
                match difference {
                    Some(Difference::Kind) if !forbidden => self.add(
                        path.into(),
                        format!(
                            "\"{}\" is of the kind {} in {} and of another before, which cannot be compared; {}",
                            entry.id,
                            kind(pair.1),
                            at,
                            remedy("\"no\"")
                        ),
                    ),
                    Some(Difference::Scale) if !forbidden && !noted => self.add(
                        path.into(),
                        format!(
                            "the scale of \"{}\" is another in {at} than before; {}",
                            entry.id,
                            remedy("\"no\", or \"note\" and note = \"...\"")
                        ),
                    ),
                    Some(Difference::Wording) if !is_told => self.add(
                        path.into(),
                        format!(
                            "\"{}\" was worded otherwise before {at}: \"{}\", then \"{}\"; {}",
                            entry.id,
                            pair.0.text,
                            pair.1.text,
                            remedy("\"yes\", \"note\" with note = \"...\", or \"no\"")
                        ),
                    ),
                    _ => {}
                }
            }
            before = Some(e);
        }
        breaks
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

/// A part with its positions in each file.
struct Matched {
    id: String,
    label: String,
    members: Vec<Option<Vec<usize>>>,
}

fn labelled(own: &str, of_file: Option<&str>, id: &str) -> String {
    if own.is_empty() { of_file.unwrap_or(id).to_owned() } else { own.to_owned() }
}

/// Options of the same id are one; in the order of the last file, then of those before.
fn same_ids(names: &[Option<Vec<(&str, &str)>>]) -> Vec<Matched> {
    let mut parts: Vec<Matched> = Vec::new();
    for known in names.iter().rev().flatten() {
        for (id, label) in known {
            if !parts.iter().any(|part| part.id == *id) {
                let place = |known: &Option<Vec<(&str, &str)>>| {
                    known.as_ref()?.iter().position(|(known, _)| known == id).map(|place| vec![place])
                };
                let members = names.iter().map(place).collect();
                parts.push(Matched { id: (*id).to_owned(), label: (*label).to_owned(), members });
            }
        }
    }
    parts
}

/// How options of a file are counted as one.
fn counted_of(
    survey: &Survey,
    place: usize,
    question: &Question,
    members: &[usize],
    measure: usize,
) -> Result<Option<Counted>, String> {
    let columns = columns(survey, place);
    let base = vec![columns.answered];
    let ids = |of: &[usize]| of.iter().map(|&c| question.choices()[c].id.as_str()).collect::<Vec<_>>().join("\", \"");
    match &question.kind {
        Kind::Single { .. } | Kind::Number { .. } | Kind::Nps { .. } => {
            let plus = members.iter().map(|&c| columns.choice(c)).collect();
            Ok(Some(Counted { plus, minus: Vec::new(), base }))
        }
        Kind::Multiple { themes, .. } => {
            let has = |theme: &str, c: usize| question.choices()[c].themes.iter().any(|id| id == theme);
            let of =
                |theme: &str| (0..question.choices().len()).filter(|&c| has(theme, c)).collect::<BTreeSet<usize>>();
            let wanted: BTreeSet<usize> = members.iter().copied().collect();
            let theme = themes.iter().position(|theme| of(&theme.id) == wanted);
            let (plus, minus) = match (members, theme) {
                ([one], _) => (vec![columns.choice(*one)], Vec::new()),
                (_, Some(theme)) => (vec![columns.theme(theme)], Vec::new()),
                ([a, b], None) if question.has_pairs() => {
                    let both = columns.pair(*a, *b).into_iter().collect();
                    (vec![columns.choice(*a), columns.choice(*b)], both)
                }
                _ => {
                    return Err(format!(
                        "the file does not say how many chose any of \"{}\"; give them a theme of their own in its codebook and prepare it again",
                        ids(members)
                    ));
                }
            };
            Ok(Some(Counted { plus, minus, base }))
        }
        Kind::Rating { .. } | Kind::Ranking { .. } => {
            let [item] = members else {
                return Err("items of a rating or ranking cannot count as one; name one of them".to_owned());
            };
            let base =
                if columns.own_bases { (0..columns.levels()).map(|l| columns.level(*item, l)).collect() } else { base };
            Ok(Some(Counted { plus: columns.measure(*item, measure).collect(), minus: Vec::new(), base }))
        }
    }
}

/// What makes a question another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    Kind,
    /// Levels or places are others.
    Scale,
    Wording,
}

/// The largest difference of a question in two files; none if it is the same but for letters' case, spaces and punctuation.
pub fn differs(before: &Question, after: &Question) -> Option<Difference> {
    let levels = |question: &Question| question.levels().iter().map(|level| plain(&level.label)).collect::<Vec<_>>();
    if before.kind.name() != after.kind.name() {
        Some(Difference::Kind)
    } else if levels(before) != levels(after) {
        Some(Difference::Scale)
    } else if plain(&before.text) != plain(&after.text) {
        Some(Difference::Wording)
    } else {
        None
    }
}

fn kind(question: &Question) -> &'static str {
    match question.kind {
        Kind::Single { .. } => "single",
        Kind::Multiple { .. } => "multiple",
        Kind::Rating { .. } => "rating",
        Kind::Ranking { .. } => "ranking",
        Kind::Number { .. } => "number",
        Kind::Nps { .. } => "nps",
    }
}

/// A text without what does not change its meaning.
pub fn plain(text: &str) -> String {
    let words = text.to_lowercase();
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
