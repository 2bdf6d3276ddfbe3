//! Compiles Fluent catalogues to Rust: one method of `Words` for each message, so that the page carries no Fluent.
//!
//! Every language has every message with the same arguments, or the build fails and says where. Supported are text,
//! `{ $argument }`, `{ NUMBER($argument) }`, `{ "text" }`, `{ message }`, `{ -term }` and selectors on a number by
//! plural category or exact value; everything else is refused by name. A line break in a message becomes a space.
//!
//! A message becomes a template, the text with a control character U+0001, U+0002, ... where an argument goes
//! (`fill` in `src/lib.rs`), chosen by language and selectors: a few bytes of code a message, the rest is data.

mod catalogue;
mod code;
mod reader;
mod tree;

use catalogue::Catalogue;
use std::fmt;

/// The plural categories that whole numbers take in each language (CLDR 47); their rules are in `crates/words/src/plural.rs`.
pub const PLURALS: &[(&str, &[&str])] = &[("en", &["one", "other"]), ("de", &["one", "other"])];

/// A fault of a catalogue: place, problem and remedy.
#[derive(Debug)]
pub struct Fault {
    pub file: String,
    pub line: usize,
    /// The message's id; empty where the text is no message.
    pub message: String,
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if !self.message.is_empty() {
            write!(f, "message `{}`: ", self.message)?;
        }
        f.write_str(&self.problem)
    }
}

pub type Faults = Vec<Fault>;

/// The text of `src/lib.rs`'s generated half, from `(language tag, text of the .ftl file)` in any order.
///
/// # Errors
/// The faults of every catalogue: of their syntax, or where that is sound, of their messages.
pub fn compile(catalogues: &[(String, String)]) -> Result<String, Faults> {
    let mut faults = Faults::new();
    let mut read: Vec<Catalogue> =
        catalogues.iter().map(|(tag, text)| Catalogue::read(tag, text, &mut faults)).collect();
    // A file that cannot be parsed would also seem to lack messages.
    if !faults.is_empty() {
        return Err(faults);
    }
    read.sort_by_key(|c| (c.tag != "en", c.tag));
    let Some(english) = read.first().filter(|c| c.tag == "en") else {
        faults.push(Fault {
            file: "crates/words/locales/en.ftl".into(),
            line: 1,
            message: String::new(),
            problem: "is missing; it says which messages there are, so write it first".into(),
        });
        return Err(faults);
    };
    let mut rust = String::from("// Made from locales/*.ftl by build/fluent.rs.\n\n");
    code::languages(&read, &mut rust);
    rust.push_str("#[allow(clippy::too_many_arguments, clippy::if_same_then_else)]\nimpl Words {\n");
    for message in &english.order {
        code::method(message, &read, &mut rust, &mut faults);
    }
    rust.push_str("}\n");
    for other in &read[1..] {
        for id in other.order.iter().filter(|id| !english.messages.contains_key(*id)) {
            other.fault(id, id, "is not in crates/words/locales/en.ftl; add it there or remove it here", &mut faults);
        }
    }
    for catalogue in &read {
        let used = catalogue.used_terms(&english.order);
        for term in catalogue.terms.keys().filter(|term| !used.contains(*term)) {
            let problem = format!("the term `-{term}` is used by no message; use it or remove it");
            catalogue.fault(term, "", problem, &mut faults);
        }
    }
    if faults.is_empty() { Ok(rust) } else { Err(faults) }
}
