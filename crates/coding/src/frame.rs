//! A coding frame: the codes of a question, and what each means.

use needs_core::whitespace::tidy;
use std::fmt;

/// Codes are bits of a set, lowest bit first in the order of the frame.
pub type Set = u128;

/// Codes a frame has at most.
pub const MOST_CODES: usize = 128;

/// A code and its definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// Its column in a sheet.
    pub id: String,
    pub label: String,
    pub definition: String,
    /// When to give it, beyond the definition.
    pub include: String,
    /// When not to give it.
    pub exclude: String,
    /// Words that suggest it; see [`crate::suggest`].
    pub patterns: Vec<String>,
    /// Labels or ids of its themes.
    pub themes: Vec<String>,
    /// From 1; grows when the definition changes.
    pub version: u32,
}

impl Code {
    /// Whether a coder of one would decide by other words than a coder of the other.
    pub fn is_defined_as(&self, other: &Code) -> bool {
        let texts = |code: &Code| [&code.definition, &code.include, &code.exclude].map(|text| tidy(text));
        texts(self) == texts(other)
    }
}

/// What became of a code between two frames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Id of the code.
    pub code: String,
    pub what: What,
    /// The text before and after; empty where there is none.
    pub before: String,
    pub after: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Added,
    Removed,
    Label,
    Definition,
    Include,
    Exclude,
    Patterns,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            What::Added => "added",
            What::Removed => "removed",
            What::Label => "label",
            What::Definition => "definition",
            What::Include => "include",
            What::Exclude => "exclude",
            What::Patterns => "patterns",
        })
    }
}

/// What changed from one frame to another, in the order of `after`, then what is gone. White space makes no difference.
pub fn changes(before: &[Code], after: &[Code]) -> Vec<Change> {
    let mut changes = Vec::new();
    for new in after {
        let Some(old) = before.iter().find(|old| old.id == new.id) else {
            changes.push(change(new, What::Added, "", &new.definition));
            continue;
        };
        let texts = [
            (What::Label, &old.label, &new.label),
            (What::Definition, &old.definition, &new.definition),
            (What::Include, &old.include, &new.include),
            (What::Exclude, &old.exclude, &new.exclude),
        ];
        for (what, before, after) in texts {
            if tidy(before) != tidy(after) {
                changes.push(change(new, what, before, after));
            }
        }
        if old.patterns != new.patterns {
            changes.push(change(new, What::Patterns, &old.patterns.join(", "), &new.patterns.join(", ")));
        }
    }
    let gone = before.iter().filter(|old| after.iter().all(|new| new.id != old.id));
    changes.extend(gone.map(|old| change(old, What::Removed, &old.definition, "")));
    changes
}

/// Gives every code that is defined otherwise than before a version after the one it had; returns their ids.
pub fn number_versions(before: &[Code], after: &mut [Code]) -> Vec<String> {
    let mut raised = Vec::new();
    for new in after {
        let Some(old) = before.iter().find(|old| old.id == new.id) else { continue };
        let least = if new.is_defined_as(old) { old.version } else { old.version + 1 };
        if new.version < least {
            new.version = least;
            raised.push(new.id.clone());
        }
    }
    raised
}

fn change(code: &Code, what: What, before: &str, after: &str) -> Change {
    Change { code: code.id.clone(), what, before: before.to_owned(), after: after.to_owned() }
}

/// The positions of a set's bits, ascending.
pub fn codes_in(mut set: Set) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (lowest < MOST_CODES).then_some(lowest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(id: &str, definition: &str, version: u32) -> Code {
        Code { id: id.to_owned(), label: id.to_owned(), definition: definition.to_owned(), version, ..Code::default() }
    }

    #[test]
    fn a_code_that_is_defined_otherwise_gets_a_new_version() {
        let before = [code("docs", "Asks for documentation.", 2), code("gpu", "Names graphics processors.", 1)];
        let mut after =
            [code("docs", "Asks for documentation\nor examples.", 2), code("gpu", "Names graphics  processors.", 1)];
        assert_eq!(number_versions(&before, &mut after), ["docs"]);
        assert_eq!([after[0].version, after[1].version], [3, 1], "white space is no change");
        assert_eq!(number_versions(&before, &mut after), Vec::<String>::new(), "once");
    }

    #[test]
    fn changes_tell_what_was_before_and_is_after() {
        let before = [code("docs", "A", 1), code("gpu", "B", 1)];
        let after = [code("docs", "C", 1), code("speed", "D", 1)];
        let told: Vec<(String, String, String)> = changes(&before, &after)
            .into_iter()
            .map(|c| (format!("{} {}", c.code, c.what), c.before, c.after))
            .collect();
        let expected = [("docs definition", "A", "C"), ("speed added", "", "D"), ("gpu removed", "B", "")];
        assert_eq!(told, expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    }

    #[test]
    fn bits_are_positions() {
        assert_eq!(codes_in(0b1010 | 1 << 127).collect::<Vec<_>>(), [1, 3, 127]);
        assert_eq!(codes_in(0).count(), 0);
    }
}
