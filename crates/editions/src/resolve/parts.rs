//! Options and categories: what each is in every file, and how it is counted there.

use super::{Resolver, Told, labelled};
use crate::count::{Counted, columns};
use crate::file::{Ids, Part};
use needs_core::Survey;
use needs_core::survey::file::{Kind, Question};
use std::collections::BTreeSet;

/// A part with its positions in each file.
pub(super) struct Matched {
    pub id: String,
    pub label: String,
    pub members: Vec<Option<Vec<usize>>>,
}

impl<'a> Resolver<'a> {
    /// Options or categories, with what each is in every file: none where the file lacks the question or all of the part.
    pub(super) fn parts(
        &mut self,
        path: &str,
        told: Option<&'a [Part]>,
        names: &[Option<Vec<(&str, &str)>>],
    ) -> Vec<Matched> {
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
    pub(super) fn disjoint(&mut self, path: &str, parts: &[Matched]) {
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
pub(super) fn counted_of(
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
