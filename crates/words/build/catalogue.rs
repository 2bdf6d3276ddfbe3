//! A parsed `.ftl` file, without the constructs that are refused.

use super::reader::Reader;
use super::{Fault, Faults, PLURALS};
use fluent_syntax::ast::{Entry, Message, Pattern, Resource};
use fluent_syntax::parser;
use std::collections::{BTreeMap, BTreeSet};

/// A parsed catalogue; names and texts are slices of `text`, from which a fault computes its line.
pub struct Catalogue<'a> {
    pub tag: &'a str,
    pub text: &'a str,
    /// Ids in the order of the file.
    pub order: Vec<&'a str>,
    pub messages: BTreeMap<&'a str, Message<&'a str>>,
    pub terms: BTreeMap<&'a str, Pattern<&'a str>>,
}

impl<'a> Catalogue<'a> {
    pub fn read(tag: &'a str, text: &'a str, faults: &mut Faults) -> Catalogue<'a> {
        let mut catalogue = Catalogue { tag, text, order: vec![], messages: BTreeMap::new(), terms: BTreeMap::new() };
        if catalogue.categories().is_none() {
            let problem = "has no plural rule; add its categories to PLURALS in build/fluent.rs and its rule to \
                           crates/words/src/plural.rs (docs/translating.md)";
            catalogue.fault(text, "", problem, faults);
        }
        let Resource { body } = parser::parse(text).unwrap_or_else(|(partial, errors)| {
            for e in errors {
                let problem = format!("{}; see https://projectfluent.org/fluent/guide for the syntax", e.kind);
                catalogue.fault(&text[e.pos.start.min(text.len())..], "", problem, faults);
            }
            partial
        });
        for entry in body {
            match entry {
                Entry::Message(m) => {
                    let id = m.id.name;
                    if m.value.is_none() || !m.attributes.is_empty() {
                        catalogue.fault(id, id, "has attributes; give each text a message of its own", faults);
                    }
                    if catalogue.messages.insert(id, m).is_some() {
                        catalogue.fault(id, id, "is written twice; remove one", faults);
                    } else {
                        catalogue.order.push(id);
                    }
                }
                Entry::Term(t) => {
                    if !t.attributes.is_empty() {
                        catalogue.fault(
                            t.id.name,
                            "",
                            format!("the term `-{}` has attributes; remove them", t.id.name),
                            faults,
                        );
                    }
                    catalogue.terms.insert(t.id.name, t.value);
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
            }
        }
        catalogue
    }

    pub fn categories(&self) -> Option<&'static [&'static str]> {
        PLURALS.iter().find(|(tag, _)| *tag == self.tag).map(|(_, categories)| *categories)
    }

    /// The line, from 1, where `place`, a slice of the catalogue's text, begins.
    pub fn line(&self, place: &str) -> usize {
        let offset = (place.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize).min(self.text.len());
        1 + self.text.as_bytes()[..offset].iter().filter(|b| **b == b'\n').count()
    }

    /// Records a fault at the line where `place`, a slice of the catalogue's text, begins.
    pub fn fault(&self, place: &str, message: &str, problem: impl Into<String>, faults: &mut Faults) {
        let line = self.line(place);
        let file = format!("crates/words/locales/{}.ftl", self.tag);
        faults.push(Fault { file, line, message: message.into(), problem: problem.into() });
    }

    /// The terms that these messages refer to.
    pub fn used_terms(&self, order: &[&str]) -> BTreeSet<&'a str> {
        let mut reader = Reader { catalogue: self, message: "", arguments: vec![], terms: BTreeSet::new(), depth: 0 };
        for id in order {
            if let Some(value) = self.messages.get(id).and_then(|m| m.value.as_ref()) {
                reader.pattern(value, &mut Faults::new());
            }
        }
        reader.terms
    }
}
