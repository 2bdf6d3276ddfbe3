//! Writes the Rust code: the languages and a method for each message.

use super::Faults;
use super::catalogue::Catalogue;
use super::reader::Reader;
use super::tree::Argument;
use fluent_syntax::ast::Comment;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::iter;

/// Methods that are written by hand in `src/lib.rs` and `src/numbers.rs`.
const METHODS: &str = "new count percent decimal signed points list fill month push_count scaled";

/// Rust's words, which neither a message nor an argument can be named.
const KEYWORDS: &str = "as break const continue crate else enum extern false fn for if impl in let loop match mod move mut \
    pub ref return self static struct super trait true type unsafe use where while async await dyn abstract become box do \
    final gen macro override priv try typeof unsized virtual yield";

/// The control characters U+0001 to U+0008 stand for arguments; U+0009 is the tabulator.
const MOST_ARGUMENTS: usize = 8;

/// The enum of the languages and its tables.
pub fn languages(read: &[Catalogue], code: &mut String) {
    let variants: Vec<String> = read.iter().map(|c| pascal(c.tag)).collect();
    let list = |f: &dyn Fn(&Catalogue, &String) -> String| -> String {
        read.iter().zip(&variants).map(|(c, v)| f(c, v)).collect::<Vec<_>>().join(", ")
    };
    write!(
        code,
        "/// A language of the page: one for each file in `locales/`.\n\
         #[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]\npub enum Lang {{ #[default] {} }}\n\n\
         impl Lang {{\n    /// English, then the others by tag.\n    pub const ALL: &[Lang] = &[{}];\n\n    \
         /// The BCP 47 tag, for `lang=\"...\"`.\n    pub fn tag(self) -> &'static str {{ match self {{ {} }} }}\n\n    \
         /// The plural category of a whole number.\n    #[cfg(test)]\n    \
         fn plural(self, n: u64) -> Category {{ match self {{ {} }} }}\n}}\n\n",
        list(&|_, v| v.clone()),
        list(&|_, v| format!("Lang::{v}")),
        list(&|c, v| format!("Lang::{v} => {:?}", c.tag)),
        list(&|c, v| format!("Lang::{v} => plural::{}(n)", snake(c.tag))),
    )
    .expect("a String takes all");
}

/// The method of one message, over all languages.
pub fn method(id: &str, read: &[Catalogue], code: &mut String, faults: &mut Faults) {
    let english = &read[0].messages[id];
    let mut trees = Vec::new();
    let mut arguments: Vec<Argument> = Vec::new();
    for (i, catalogue) in read.iter().enumerate() {
        let Some(message) = catalogue.messages.get(id) else {
            let problem =
                format!("is missing; translate it from crates/words/locales/en.ftl:{}", read[0].line(english.id.name));
            catalogue.fault(&catalogue.text[catalogue.text.trim_end().len()..], id, problem, faults);
            continue;
        };
        let Some(value) = &message.value else { continue };
        let mut reader =
            Reader { catalogue, message: message.id.name, arguments: vec![], terms: BTreeSet::new(), depth: 0 };
        trees.push((catalogue, reader.pattern(value, faults)));
        if i == 0 {
            arguments = reader.arguments;
            continue;
        }
        for found in &reader.arguments {
            match arguments.iter_mut().find(|a| a.name == found.name) {
                Some(known) => known.number |= found.number,
                None => {
                    let problem = format!(
                        "has the argument `${}`, which it has not in crates/words/locales/en.ftl; remove it or add it there",
                        found.name
                    );
                    catalogue.fault(message.id.name, id, problem, faults);
                }
            }
        }
        for lost in arguments.iter().filter(|a| !reader.arguments.iter().any(|b| b.name == a.name)) {
            let problem =
                format!("does not use the argument `${}`, as crates/words/locales/en.ftl does; use it", lost.name);
            catalogue.fault(message.id.name, id, problem, faults);
        }
    }
    let taken = |list: &str, name: &str| list.split_whitespace().any(|t| t == snake(name));
    if taken(METHODS, id) {
        let problem = "there is a method of this name in crates/words/src/lib.rs; choose another id";
        read[0].fault(english.id.name, id, problem, faults);
    }
    for name in iter::once(id).chain(arguments.iter().map(|a| a.name)).filter(|name| taken(KEYWORDS, name)) {
        let problem = format!("`{name}` is a word of Rust; choose another name");
        read[0].fault(english.id.name, id, problem, faults);
    }
    if arguments.len() > MOST_ARGUMENTS {
        read[0].fault(english.id.name, id, format!("has more than {MOST_ARGUMENTS} arguments; split it"), faults);
        return;
    }
    document(english.comment.as_ref(), read[0].text, english.id.name, code);
    write!(code, "    pub fn {}(&self", snake(id)).expect("a String takes all");
    for a in &arguments {
        write!(code, ", {}: {}", snake(a.name), if a.number { "u64" } else { "&str" }).expect("a String takes all");
    }
    code.push_str(if arguments.is_empty() {
        ") -> &'static str {\n        "
    } else {
        ") -> String {\n        self.fill("
    });
    code.push_str("match self.lang { ");
    for (catalogue, tree) in &trees {
        write!(code, "Lang::{} => ", pascal(catalogue.tag)).expect("a String takes all");
        tree.write(&snake(catalogue.tag), &arguments, code);
        code.push_str(", ");
    }
    code.push('}');
    if !arguments.is_empty() {
        code.push_str(", &[");
        for a in &arguments {
            let kind = if a.number { "Count" } else { "Text" };
            write!(code, "Argument::{kind}({}), ", snake(a.name)).expect("a String takes all");
        }
        code.push_str("])");
    }
    code.push_str("\n    }\n\n");
}

/// The message's comment and its English source, as the doc comment of its method.
fn document(comment: Option<&Comment<&str>>, text: &str, id: &str, code: &mut String) {
    for line in comment.iter().flat_map(|c| &c.content) {
        writeln!(code, "    /// {line}").expect("a String takes all");
    }
    if comment.is_some() {
        code.push_str("    ///\n");
    }
    let start = (id.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    let entry =
        text[start..].lines().enumerate().take_while(|(i, l)| *i == 0 || l.starts_with([' ', '}'])).map(|(_, l)| l);
    code.push_str("    /// ```text\n");
    for line in entry {
        writeln!(code, "    /// {line}").expect("a String takes all");
    }
    code.push_str("    /// ```\n");
}

pub fn snake(id: &str) -> String {
    id.replace('-', "_").to_ascii_lowercase()
}

pub fn pascal(id: &str) -> String {
    let word = |w: &str| w[..1].to_ascii_uppercase() + &w[1..].to_ascii_lowercase();
    id.split(['-', '_']).filter(|w| !w.is_empty()).map(word).collect()
}
