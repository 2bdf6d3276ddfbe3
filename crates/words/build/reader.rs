//! From the syntax of a message to its `Tree` and arguments, following references.

use super::Faults;
use super::catalogue::Catalogue;
use super::tree::{Argument, Condition, Piece, Tree};
use fluent_syntax::ast::{CallArguments, Expression, InlineExpression as Inline, Pattern, PatternElement, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;
use std::collections::BTreeSet;

/// Reads one message of one catalogue, following its references, and collects its arguments.
pub struct Reader<'c, 'a> {
    pub catalogue: &'c Catalogue<'a>,
    /// The message's id, a slice of the catalogue.
    pub message: &'a str,
    /// By first appearance.
    pub arguments: Vec<Argument<'a>>,
    pub terms: BTreeSet<&'a str>,
    /// References inside each other.
    pub depth: usize,
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

    pub fn pattern(&mut self, pattern: &Pattern<&'a str>, faults: &mut Faults) -> Tree {
        let mut tree = Tree::Text(vec![]);
        for element in &pattern.elements {
            let next = match element {
                PatternElement::TextElement { value } => self.text(value, value, faults),
                PatternElement::Placeable { expression } => self.expression(expression, faults),
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

    fn expression(&mut self, expression: &Expression<&'a str>, faults: &mut Faults) -> Tree {
        match expression {
            Expression::Inline(inline) => self.inline(inline, faults),
            Expression::Select { selector, variants } => {
                let name = match selector {
                    Inline::VariableReference { id } => id.name,
                    Inline::FunctionReference { id, arguments } => match number_argument(id.name, arguments) {
                        Some(name) => name,
                        None => return self.fault(id.name, UNKNOWN_FUNCTION, faults),
                    },
                    _ => {
                        return self.fault(
                            self.message,
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

    fn inline(&mut self, inline: &Inline<&'a str>, faults: &mut Faults) -> Tree {
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
            Inline::Placeable { expression } => self.expression(expression, faults),
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

fn number_argument<'a>(function: &str, arguments: &CallArguments<&'a str>) -> Option<&'a str> {
    match (function, &arguments.positional[..], &arguments.named[..]) {
        ("NUMBER", [Inline::VariableReference { id }], []) => Some(id.name),
        _ => None,
    }
}
