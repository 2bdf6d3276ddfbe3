//! A first `editions.toml`, and what differs between the files as a list like a diff.

use crate::resolve::{Difference, differs, plain};
use needs_core::Survey;
use needs_core::survey::file::Question;
use std::fmt::Write as _;

/// Texts that are at least so alike (1 is the same) are taken for one.
const ALIKE: f64 = 0.8;

/// A draft for an author to decide on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// `editions.toml`.
    pub toml: String,
    /// What differs: lines that begin with `=`, `~`, `+`, `-`, or a heading.
    pub differences: Vec<String>,
}

/// One file, as the draft names it.
pub struct Source<'a> {
    pub id: String,
    /// What stands in `file = "..."`.
    pub file: String,
    pub survey: &'a Survey,
}

/// The same thing in several files: its positions, `[edition]`.
type Match = Vec<Option<usize>>;

/// Matches dimensions, questions, categories and options by id, then by text, then by the nearest text.
pub fn draft(axis: &str, sources: &[Source]) -> Draft {
    let mut draft = Draft { toml: String::new(), differences: Vec::new() };
    let out = &mut draft.toml;
    let _ = writeln!(
        out,
        "# What the files of several editions have in common. Lines with CHECK are guesses: decide, then delete the mark."
    );
    let _ = writeln!(out, "axis = {}\n", quoted(axis));
    for source in sources {
        let _ = writeln!(out, "[[edition]]\nid = {}\nfile = {}\n", quoted(&source.id), quoted(&source.file));
    }
    let dimensions: Vec<Vec<Named>> = sources
        .iter()
        .map(|source| {
            source
                .survey
                .dimensions()
                .iter()
                .map(|d| Named { id: &d.id, text: &d.label, group: u8::from(d.multiple) })
                .collect()
        })
        .collect();
    for found in matches(&dimensions) {
        draft.dimension(sources, &dimensions, &found);
    }
    let questions: Vec<Vec<Named>> = sources
        .iter()
        .map(|source| {
            let named = |q| Named { id: id_of(q), text: &q.text, group: 2 + q.kind.name() as u8 };
            source.survey.questions().iter().map(named).collect()
        })
        .collect();
    for found in matches(&questions) {
        draft.question(sources, &questions, &found);
    }
    draft
}

fn id_of(question: &Question) -> &str {
    &question.id
}

/// Something with an id and a text; only those of the same group are matched by text.
#[derive(Clone, Copy)]
struct Named<'a> {
    id: &'a str,
    text: &'a str,
    group: u8,
}

/// Each thing once, with where it is; in the order of the last edition, then of those before.
fn matches(editions: &[Vec<Named>]) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    for (e, things) in editions.iter().enumerate() {
        // What each match was called when it was last there.
        let latest: Vec<Named> = found
            .iter()
            .filter_map(|m| m.iter().enumerate().rev().find_map(|(e, place)| Some(editions[e][(*place)?])))
            .collect();
        let mut taken = vec![None; things.len()];
        let mut free = vec![true; latest.len()];
        let tests: [fn(&Named, &Named) -> f64; 3] = [
            |a, b| f64::from(a.id == b.id),
            |a, b| f64::from(a.group == b.group && plain(a.text) == plain(b.text)),
            |a, b| {
                if a.group == b.group { strsim::normalized_levenshtein(&plain(a.text), &plain(b.text)) } else { 0.0 }
            },
        ];
        for alike in tests {
            for (t, thing) in things.iter().enumerate().filter(|(t, _)| taken[*t].is_none()).collect::<Vec<_>>() {
                let score = |m: usize| alike(&latest[m], thing);
                let best = (0..latest.len())
                    .filter(|m| free[*m])
                    .max_by(|&a, &b| score(a).total_cmp(&score(b)).then(b.cmp(&a)));
                if let Some(m) = best.filter(|&m| score(m) >= ALIKE) {
                    (taken[t], free[m]) = (Some(m), false);
                }
            }
        }
        found.iter_mut().for_each(|m| m.push(None));
        for (t, m) in taken.into_iter().enumerate() {
            match m {
                Some(m) => found[m][e] = Some(t),
                None => {
                    let mut new = vec![None; e];
                    new.push(Some(t));
                    found.push(new);
                }
            }
        }
    }
    let place = |m: &Match| m.iter().rev().enumerate().find_map(|(ago, place)| Some((ago, (*place)?)));
    found.sort_by_key(place);
    found
}

impl Draft {
    fn dimension(&mut self, sources: &[Source], all: &[Vec<Named>], found: &Match) {
        let Some(last) = self.head("dimension", sources, all, found) else { return };
        let categories: Vec<Vec<Named>> = (0..sources.len())
            .map(|e| {
                let of = found[e].map(|place| &sources[e].survey.dimensions()[place].categories);
                of.into_iter().flatten().map(|c| Named { id: &c.id, text: &c.label, group: 0 }).collect()
            })
            .collect();
        let _ = writeln!(self.toml, "[[dimension]]\nid = {}", quoted(last.id));
        self.places(sources, all, found, last.id);
        self.parts("categories", sources, &categories, found);
        self.toml.push('\n');
    }

    fn question(&mut self, sources: &[Source], all: &[Vec<Named>], found: &Match) {
        let Some(last) = self.head("question", sources, all, found) else { return };
        let asked = |e: usize| found[e].map(|place| &sources[e].survey.questions()[place]);
        let options: Vec<Vec<Named>> = (0..sources.len())
            .map(|e| {
                let Some(question) = asked(e) else { return Vec::new() };
                let choices = question.choices().iter().map(|c| Named { id: &c.id, text: &c.label, group: 0 });
                choices.chain(question.items().iter().map(|i| Named { id: &i.id, text: &i.label, group: 0 })).collect()
            })
            .collect();
        let _ = writeln!(self.toml, "[[question]]\nid = {}", quoted(last.id));
        self.places(sources, all, found, last.id);
        self.parts("options", sources, &options, found);
        let mut before: Option<usize> = None;
        for e in (0..sources.len()).filter(|&e| found[e].is_some()) {
            if let Some((one, other)) = before.and_then(|b| Some((asked(b)?, asked(e)?))) {
                let id = &sources[e].id;
                let (comparable, note) = match differs(one, other) {
                    None => ("", String::new()),
                    Some(Difference::Kind) => ("no", "Asked in another form".to_owned()),
                    Some(Difference::Scale) => ("no", "The scale is another".to_owned()),
                    Some(Difference::Asked) => ("note", "Asked of others than before".to_owned()),
                    Some(Difference::Wording) => {
                        ("note", format!("Reworded: \"{}\", before that \"{}\"", other.text, one.text))
                    }
                };
                if !comparable.is_empty() {
                    self.differences.push(format!("  ~ {id}: {note}"));
                    let _ = writeln!(
                        self.toml,
                        "\n# CHECK: may these answers be compared? \"yes\", \"note\" (the note is shown) or \"no\"."
                    );
                    let _ = writeln!(
                        self.toml,
                        "[[question.break]]\nat = {}\ncomparable = \"{comparable}\"\nnote = {}",
                        quoted(id),
                        quoted(&note)
                    );
                }
            }
            before = Some(e);
        }
        self.toml.push('\n');
    }

    /// What it was called last; none, and a line of the list, where only one file has it.
    fn head<'a>(&mut self, what: &str, sources: &[Source], all: &[Vec<Named<'a>>], found: &Match) -> Option<Named<'a>> {
        let there: Vec<usize> = (0..sources.len()).filter(|&e| found[e].is_some()).collect();
        let name = |e: usize| all[e][found[e].unwrap_or(0)];
        let last = name(*there.last()?);
        let ids: Vec<&str> = there.iter().map(|&e| sources[e].id.as_str()).collect();
        let sign = if there.len() < 2 { if there[0] == sources.len() - 1 { "+" } else { "-" } } else { "=" };
        self.differences.push(format!("{sign} {what} \"{}\" ({}): {}", last.id, last.text, ids.join(", ")));
        (there.len() > 1).then_some(last)
    }

    /// `in = { ... }`, where it is not called the same in every file that has it.
    fn places(&mut self, sources: &[Source], all: &[Vec<Named>], found: &Match, id: &str) {
        let there = (0..sources.len()).filter_map(|e| Some((e, all[e][found[e]?])));
        let there: Vec<(usize, Named)> = there.collect();
        // Where a file that lacks it has something else of this id, too.
        let elsewhere = (0..sources.len()).any(|e| found[e].is_none() && all[e].iter().any(|other| other.id == id));
        if there.iter().all(|(_, named)| named.id == id) && !elsewhere {
            return;
        }
        let each = |(e, named): &(usize, Named)| format!("{} = {}", quoted(&sources[*e].id), quoted(named.id));
        let texts: Vec<String> = there.iter().map(each).collect();
        let _ = writeln!(self.toml, "in = {{ {} }} # CHECK", texts.join(", "));
    }

    /// `categories = [...]` or `options = [...]`.
    fn parts(&mut self, key: &str, sources: &[Source], all: &[Vec<Named>], whole: &Match) {
        let _ = writeln!(self.toml, "{key} = [");
        for found in matches(all) {
            let there: Vec<(usize, Named)> = (0..sources.len()).filter_map(|e| Some((e, all[e][found[e]?]))).collect();
            let Some(&(_, last)) = there.last() else { continue };
            let absent: Vec<&str> = (0..sources.len())
                .filter(|&e| whole[e].is_some() && found[e].is_none())
                .map(|e| sources[e].id.as_str())
                .collect();
            if !absent.is_empty() {
                self.differences.push(format!(
                    "  {} {}: not in {}",
                    if found[sources.len() - 1].is_some() { "+" } else { "-" },
                    quoted(last.text),
                    absent.join(", ")
                ));
            }
            if there.iter().all(|(_, named)| named.id == last.id) {
                let _ = writeln!(self.toml, "  {},", quoted(last.id));
                continue;
            }
            let names: Vec<String> =
                there.iter().map(|(e, named)| format!("{} {}", sources[*e].id, quoted(named.text))).collect();
            self.differences.push(format!("  ~ taken for one: {}", names.join(", ")));
            let each = |(e, named): &(usize, Named)| format!("{} = {}", quoted(&sources[*e].id), quoted(named.id));
            let texts: Vec<String> = there.iter().map(each).collect();
            let _ = writeln!(self.toml, "  {{ id = {}, in = {{ {} }} }}, # CHECK", quoted(last.id), texts.join(", "));
        }
        self.toml.push_str("]\n");
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
