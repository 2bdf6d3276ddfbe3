//! Compiles Fluent catalogues to Rust: one method of `Words` for each message, so that the page carries no Fluent.
//!
//! Every language has every message with the same arguments, or the build fails and says where. Supported are text,
//! `{ $argument }`, `{ NUMBER($argument) }`, `{ "text" }`, `{ message }`, `{ -term }` and selectors on a number by
//! plural category or exact value; everything else is refused by name. A line break in a message becomes a space.
//!
//! A message becomes a template, the text with a control character U+0001, U+0002, ... where an argument goes
//! (`fill` in `src/words.rs`), chosen by language and selectors: a few bytes of code a message, the rest is data.

use fluent_syntax::ast::{
    Comment, Entry, Expression, InlineExpression as Inline, Message, Pattern, PatternElement, Resource, VariantKey,
};
use fluent_syntax::{parser, unicode::unescape_unicode_to_string};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};
use std::iter;

/// The plural categories that whole numbers take in each language (CLDR 47); their rules are in `src/words/plural.rs`.
pub const PLURALS: &[(&str, &[&str])] = &[("en", &["one", "other"]), ("de", &["one", "other"])];

/// Methods that are written by hand in `src/words.rs` and `src/words/numbers.rs`.
const METHODS: &str = "new count percent decimal signed points list fill push_count scaled";

/// Rust's words, which neither a message nor an argument can be named.
const KEYWORDS: &str = "as break const continue crate else enum extern false fn for if impl in let loop match mod move mut \
    pub ref return self static struct super trait true type unsafe use where while async await dyn abstract become box do \
    final gen macro override priv try typeof unsized virtual yield";

/// The control characters U+0001 to U+0008 stand for arguments; U+0009 is the tabulator.
const MOST_ARGUMENTS: usize = 8;

/// What is wrong in a catalogue, where, and what to do about it.
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

type Faults = Vec<Fault>;

/// The text of `src/words.rs`'s generated half, from `(language tag, text of the .ftl file)` in any order.
///
/// # Errors
/// Every fault of every catalogue.
pub fn compile(catalogues: &[(String, String)]) -> Result<String, Faults> {
    let mut faults = Faults::new();
    let mut read: Vec<Catalogue> =
        catalogues.iter().map(|(tag, text)| Catalogue::read(tag, text, &mut faults)).collect();
    read.sort_by_key(|c| (c.tag != "en", c.tag));
    let Some(english) = read.first().filter(|c| c.tag == "en") else {
        faults.push(Fault {
            file: "locales/en.ftl".into(),
            line: 1,
            message: String::new(),
            problem: "is missing; it says which messages there are, so write it first".into(),
        });
        return Err(faults);
    };
    let mut code = String::from("// Made from locales/*.ftl by build/fluent.rs.\n\n");
    languages(&read, &mut code);
    code.push_str("#[allow(clippy::too_many_arguments, clippy::if_same_then_else)]\nimpl Words {\n");
    for message in &english.order {
        method(message, &read, &mut code, &mut faults);
    }
    code.push_str("}\n");
    for other in &read[1..] {
        for id in other.order.iter().filter(|id| !english.messages.contains_key(*id)) {
            other.fault(
                other.messages[id].id.name,
                id,
                "is not in locales/en.ftl; add it there or remove it here",
                &mut faults,
            );
        }
    }
    for catalogue in &read {
        for (term, pattern) in &catalogue.terms {
            if !catalogue.used_terms(&read[0].order).contains(term) {
                let problem = format!("the term `-{term}` is used by no message; use it or remove it");
                catalogue.fault(catalogue.place(pattern), "", problem, &mut faults);
            }
        }
    }
    if faults.is_empty() { Ok(code) } else { Err(faults) }
}

/// A catalogue as parsed; names and texts are slices of `text`, which is how a fault finds its line.
struct Catalogue<'a> {
    tag: &'a str,
    text: &'a str,
    /// Ids in the order of the file.
    order: Vec<&'a str>,
    messages: BTreeMap<&'a str, Message<&'a str>>,
    terms: BTreeMap<&'a str, Pattern<&'a str>>,
}

impl<'a> Catalogue<'a> {
    fn read(tag: &'a str, text: &'a str, faults: &mut Faults) -> Catalogue<'a> {
        let mut catalogue = Catalogue { tag, text, order: vec![], messages: BTreeMap::new(), terms: BTreeMap::new() };
        if catalogue.categories().is_none() {
            let problem = "has no plural rule; add its categories to PLURALS in build/fluent.rs and its rule to \
                           src/words/plural.rs (docs/translating.md)";
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

    fn categories(&self) -> Option<&'static [&'static str]> {
        PLURALS.iter().find(|(tag, _)| *tag == self.tag).map(|(_, categories)| *categories)
    }

    /// The line, from 1, where `place`, a slice of the catalogue's text, begins.
    fn line(&self, place: &str) -> usize {
        let offset = (place.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize).min(self.text.len());
        1 + self.text.as_bytes()[..offset].iter().filter(|b| **b == b'\n').count()
    }

    /// Records a fault at the line where `place`, a slice of the catalogue's text, begins.
    fn fault(&self, place: &str, message: &str, problem: impl Into<String>, faults: &mut Faults) {
        let line = self.line(place);
        let file = format!("locales/{}.ftl", self.tag);
        faults.push(Fault { file, line, message: message.into(), problem: problem.into() });
    }

    /// A slice of the catalogue inside `pattern`, or its beginning where the pattern holds none.
    fn place(&self, pattern: &Pattern<&'a str>) -> &'a str {
        let text = pattern.elements.iter().find_map(|e| match e {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable { .. } => None,
        });
        text.unwrap_or(self.text)
    }

    fn used_terms(&self, order: &[&str]) -> BTreeSet<&'a str> {
        let mut tree = Reader { catalogue: self, message: "", arguments: vec![], terms: BTreeSet::new(), depth: 0 };
        for id in order {
            if let Some(value) = self.messages.get(id).and_then(|m| m.value.as_ref()) {
                tree.pattern(value, &mut Faults::new());
            }
        }
        tree.terms
    }
}

/// `$name` of a message, and whether it is a number: it selects, or it is shown by `NUMBER`.
#[derive(Clone)]
struct Argument<'a> {
    name: &'a str,
    number: bool,
}

/// A message of one language with its references put in: text, or a choice among texts.
enum Tree {
    Text(Vec<Piece>),
    /// The conditions are tried in order; the last arm has none.
    Select(Vec<(Option<Condition>, Tree)>),
}

#[derive(Clone)]
enum Piece {
    Text(String),
    /// The argument's name.
    Argument(String),
}

#[derive(Clone)]
enum Condition {
    /// The argument's name and the number it must be.
    Is(String, String),
    /// The argument's name and the plural category it must have.
    Category(String, String),
}

impl Tree {
    /// This, then `next`: what follows a choice is repeated in each of its arms.
    fn then(self, next: &Tree) -> Tree {
        match (self, next) {
            (Tree::Text(mut a), Tree::Text(b)) => {
                a.extend(b.iter().cloned());
                Tree::Text(a)
            }
            (Tree::Text(a), Tree::Select(arms)) => {
                let arm = |(c, t): &(Option<Condition>, Tree)| (c.clone(), Tree::Text(a.clone()).then(t));
                Tree::Select(arms.iter().map(arm).collect())
            }
            (Tree::Select(arms), _) => Tree::Select(arms.into_iter().map(|(c, t)| (c, t.then(next))).collect()),
        }
    }

    /// A Rust expression of type `&'static str`: the template.
    fn write(&self, language: &str, arguments: &[Argument], code: &mut String) {
        match self {
            Tree::Text(pieces) => {
                let mut template = String::new();
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => template.push_str(text),
                        Piece::Argument(name) => {
                            let i = arguments.iter().position(|a| a.name == name).unwrap_or(0);
                            template.push(char::from(i as u8 + 1));
                        }
                    }
                }
                write!(code, "{template:?}").expect("a String takes all");
            }
            Tree::Select(arms) => {
                for (condition, tree) in arms {
                    match condition {
                        Some(Condition::Is(name, number)) => write!(code, "if {} == {number} ", snake(name)),
                        Some(Condition::Category(name, category)) => {
                            write!(code, "if plural::{language}({}) == Category::{} ", snake(name), pascal(category))
                        }
                        None => Ok(()),
                    }
                    .expect("a String takes all");
                    code.push_str("{ ");
                    tree.write(language, arguments, code);
                    code.push_str(if condition.is_some() { " } else " } else { " }" });
                }
            }
        }
    }
}

/// Reads one message of one catalogue, following its references, and collects its arguments.
struct Reader<'c, 'a> {
    catalogue: &'c Catalogue<'a>,
    message: &'c str,
    /// By first appearance.
    arguments: Vec<Argument<'a>>,
    terms: BTreeSet<&'a str>,
    /// References inside each other.
    depth: usize,
}

impl<'a> Reader<'_, 'a> {
    fn fault(&self, place: &str, problem: impl Into<String>, faults: &mut Faults) -> Tree {
        self.catalogue.fault(place, self.message, problem, faults);
        Tree::Text(vec![])
    }

    fn argument(&mut self, name: &'a str, number: bool) {
        match self.arguments.iter_mut().find(|a| a.name == name) {
            Some(known) => known.number |= number,
            None => self.arguments.push(Argument { name, number }),
        }
    }

    fn pattern(&mut self, pattern: &Pattern<&'a str>, faults: &mut Faults) -> Tree {
        let mut tree = Tree::Text(vec![]);
        for element in &pattern.elements {
            let next = match element {
                PatternElement::TextElement { value } => self.text(value, value, faults),
                PatternElement::Placeable { expression } => {
                    let place = self.catalogue.place(pattern);
                    self.expression(expression, place, faults)
                }
            };
            tree = tree.then(&next);
        }
        tree
    }

    fn text(&self, value: &str, place: &str, faults: &mut Faults) -> Tree {
        let value = value.replace("\r\n", " ").replace('\n', " ");
        if value.contains(|c: char| c.is_control()) {
            return self.fault(place, "has a control character; remove it", faults);
        }
        Tree::Text(vec![Piece::Text(value)])
    }

    fn expression(&mut self, expression: &Expression<&'a str>, place: &'a str, faults: &mut Faults) -> Tree {
        match expression {
            Expression::Inline(inline) => self.inline(inline, place, faults),
            Expression::Select { selector, variants } => {
                let name = match selector {
                    Inline::VariableReference { id } => id.name,
                    Inline::FunctionReference { id, arguments } => match number_argument(id.name, arguments) {
                        Some(name) => name,
                        None => return self.fault(id.name, UNKNOWN_FUNCTION, faults),
                    },
                    _ => {
                        return self.fault(
                            place,
                            "selects by something else than an argument; select by `$name`",
                            faults,
                        );
                    }
                };
                self.argument(name, true);
                let categories = self.catalogue.categories().unwrap_or(&[]);
                let (mut exact, mut plural, mut default) = (vec![], vec![], None);
                let mut named = BTreeSet::new();
                for variant in variants {
                    let tree = self.pattern(&variant.value, faults);
                    match variant.key {
                        VariantKey::NumberLiteral { value } if value.parse::<u64>().is_ok() && !variant.default => {
                            exact.push((Some(Condition::Is(name.into(), value.into())), tree));
                        }
                        VariantKey::Identifier { name: "other" } if variant.default => default = Some(tree),
                        VariantKey::Identifier { name: key } if categories.contains(&key) && !variant.default => {
                            named.insert(key);
                            plural.push((Some(Condition::Category(name.into(), key.into())), tree));
                        }
                        VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key } => {
                            let problem = format!(
                                "[{key}] cannot select here; use a whole number or one of {}, and *[other] as the default",
                                categories.join(", ")
                            );
                            self.fault(key, problem, faults);
                        }
                    }
                }
                let missing: Vec<&str> =
                    categories.iter().copied().filter(|c| *c != "other" && !named.contains(c)).collect();
                if !named.is_empty() && !missing.is_empty() {
                    let problem = format!("the selector `${name}` has no [{}]; add it", missing.join("], ["));
                    self.fault(name, problem, faults);
                }
                exact.append(&mut plural);
                exact.push((None, default.unwrap_or(Tree::Text(vec![]))));
                Tree::Select(exact)
            }
        }
    }

    fn inline(&mut self, inline: &Inline<&'a str>, place: &'a str, faults: &mut Faults) -> Tree {
        match inline {
            Inline::VariableReference { id } => {
                self.argument(id.name, false);
                Tree::Text(vec![Piece::Argument(id.name.into())])
            }
            Inline::FunctionReference { id, arguments } => match number_argument(id.name, arguments) {
                Some(name) => {
                    self.argument(name, true);
                    Tree::Text(vec![Piece::Argument(name.into())])
                }
                None => self.fault(id.name, UNKNOWN_FUNCTION, faults),
            },
            Inline::StringLiteral { value } => self.text(&unescape_unicode_to_string(value), value, faults),
            Inline::NumberLiteral { value } => {
                self.fault(value, format!("`{{ {value} }}` is a bare number; write it as text, without braces"), faults)
            }
            Inline::Placeable { expression } => self.expression(expression, place, faults),
            Inline::MessageReference { id, attribute: None } => {
                let value = self.catalogue.messages.get(id.name).and_then(|m| m.value.as_ref());
                self.reference(id.name, value, faults)
            }
            Inline::TermReference { id, attribute: None, arguments: None } => {
                self.terms.insert(id.name);
                self.reference(id.name, self.catalogue.terms.get(id.name), faults)
            }
            Inline::MessageReference { id, .. } | Inline::TermReference { id, .. } => self.fault(
                id.name,
                format!("refers to `{}` with an attribute or arguments; refer to it plainly", id.name),
                faults,
            ),
        }
    }

    fn reference(&mut self, name: &str, value: Option<&Pattern<&'a str>>, faults: &mut Faults) -> Tree {
        let Some(value) = value else {
            return self.fault(
                name,
                format!("refers to `{name}`, which is not in this file; add it or correct the name"),
                faults,
            );
        };
        if self.depth > 8 {
            return self.fault(name, format!("refers to `{name}` in a circle; write the text out"), faults);
        }
        self.depth += 1;
        let tree = self.pattern(value, faults);
        self.depth -= 1;
        tree
    }
}

const UNKNOWN_FUNCTION: &str = "calls a function other than `NUMBER($name)`; write `$name` or `NUMBER($name)`";

fn number_argument<'a>(function: &str, arguments: &fluent_syntax::ast::CallArguments<&'a str>) -> Option<&'a str> {
    match (function, &arguments.positional[..], &arguments.named[..]) {
        ("NUMBER", [Inline::VariableReference { id }], []) => Some(id.name),
        _ => None,
    }
}

/// The enum of the languages and its tables.
fn languages(read: &[Catalogue], code: &mut String) {
    let variants: Vec<String> = read.iter().map(|c| pascal(c.tag)).collect();
    let list = |f: &dyn Fn(&Catalogue, &String) -> String| -> String {
        read.iter().zip(&variants).map(|(c, v)| f(c, v)).collect::<Vec<_>>().join(", ")
    };
    write!(
        code,
        "/// A language of the page: one for each file in `locales/`.\n\
         #[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]\npub enum Lang {{ #[default] {} }}\n\n\
         impl Lang {{\n    /// English, then the others by tag.\n    pub const ALL: &[Lang] = &[{}];\n\n\
         /// The BCP 47 tag, for `lang=\"...\"`.\n    pub fn tag(self) -> &'static str {{ match self {{ {} }} }}\n}}\n\n",
        list(&|_, v| v.clone()),
        list(&|_, v| format!("Lang::{v}")),
        list(&|c, v| format!("Lang::{v} => {:?}", c.tag)),
    )
    .expect("a String takes all");
}

/// The method of one message, over all languages.
fn method(id: &str, read: &[Catalogue], code: &mut String, faults: &mut Faults) {
    let english = &read[0].messages[id];
    let mut trees = Vec::new();
    let mut arguments: Vec<Argument> = Vec::new();
    for (i, catalogue) in read.iter().enumerate() {
        let Some(message) = catalogue.messages.get(id) else {
            let problem = format!("is missing; translate it from locales/en.ftl:{}", read[0].line(english.id.name));
            catalogue.fault(&catalogue.text[catalogue.text.trim_end().len()..], id, problem, faults);
            continue;
        };
        let Some(value) = &message.value else { continue };
        let mut reader = Reader { catalogue, message: id, arguments: vec![], terms: BTreeSet::new(), depth: 0 };
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
                        "has the argument `${}`, which it has not in locales/en.ftl; remove it or add it there",
                        found.name
                    );
                    catalogue.fault(message.id.name, id, problem, faults);
                }
            }
        }
        for lost in arguments.iter().filter(|a| !reader.arguments.iter().any(|b| b.name == a.name)) {
            let problem = format!("does not use the argument `${}`, as locales/en.ftl does; use it", lost.name);
            catalogue.fault(message.id.name, id, problem, faults);
        }
    }
    let taken = |list: &str, name: &str| list.split_whitespace().any(|t| t == snake(name));
    if taken(METHODS, id) {
        let problem = "there is a method of this name in src/words.rs; choose another id";
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

fn snake(id: &str) -> String {
    id.replace('-', "_").to_ascii_lowercase()
}

fn pascal(id: &str) -> String {
    let word = |w: &str| w[..1].to_ascii_uppercase() + &w[1..].to_ascii_lowercase();
    id.split(['-', '_']).filter(|w| !w.is_empty()).map(word).collect()
}
