//! A message of one language with its references resolved: texts, and the selection among them.

use super::code::{pascal, snake};
use std::fmt::Write;

/// `$name` of a message, and whether it is a number: it selects, or it is shown by `NUMBER`.
#[derive(Clone)]
pub struct Argument<'a> {
    pub name: &'a str,
    pub number: bool,
}

/// A message of one language with its references resolved: text, or a selection among texts.
pub enum Tree {
    Text(Vec<Piece>),
    /// The conditions are tried in order; the last arm has none.
    Select(Vec<(Option<Condition>, Tree)>),
}

#[derive(Clone)]
pub enum Piece {
    Text(String),
    /// The argument's name.
    Argument(String),
}

#[derive(Clone)]
pub enum Condition {
    /// The argument's name and the number it must be.
    Is(String, String),
    /// The argument's name and the plural category it must have.
    Category(String, String),
}

impl Tree {
    /// This tree followed by `next`, which is repeated in each arm of a selection.
    pub fn then(self, next: &Tree) -> Tree {
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
    pub fn write(&self, language: &str, arguments: &[Argument], code: &mut String) {
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
