//! Doubts of `inspect` that nobody has looked at, and the columns that they are about.

use crate::roles::headers;
use needs_intake::{
    codebook::{Check, Codebook, ColumnUse, checks},
    inspect::DraftColumn,
};

/// An open doubt, a comment of the codebook.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    pub check: Check,
    /// The first column that it is about; none if it is about the whole file.
    pub column: Option<usize>,
}

/// All open doubts, in the order of the text, which is the codebook's.
pub fn doubts(text: &str, codebook: &Codebook, columns: &[DraftColumn]) -> Vec<Doubt> {
    let uses = codebook.uses(&headers(columns));
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let column_of = |check: &Check| {
        let (above, below) = lines.split_at(check.line.min(lines.len()));
        // What stands below is what a comment is about: a whole entry, or one line of it.
        let next = below.iter().copied().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
        let of = |lines: &[&str]| {
            let count = |header: &str| lines.iter().filter(|line| **line == header).count();
            let last = lines.iter().rfind(|line| line.starts_with("[["));
            match last.copied() {
                Some("[[dimension]]") => Some(ColumnUse::Dimension(count("[[dimension]]") - 1)),
                Some("[[question]]") => Some(ColumnUse::Question(count("[[question]]") - 1)),
                _ => None,
            }
        };
        let entry = if next.starts_with("[[") {
            let whole: Vec<&str> = above.iter().copied().chain([next]).collect();
            of(&whole)
        } else {
            of(above)
        };
        match entry {
            Some(entry) => uses.iter().position(|what| *what == Some(entry)),
            None => {
                let named = next.split('"').skip(1).step_by(2);
                named.into_iter().find_map(|name| columns.iter().position(|c| c.address == name || c.name == name))
            }
        }
    };
    checks(text).into_iter().map(|check| Doubt { column: column_of(&check), check }).collect()
}

/// The text without a doubt.
pub fn without(text: &str, check: &Check) -> String {
    let lines = text.split_inclusive('\n').enumerate();
    lines.filter(|(i, _)| i + 1 != check.line).map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# CHECK: is it all?\ntitle = \"A\"\nignore = [\n  # CHECK: free text?\n  \"Comments\",\n]\n\n\
                        # CHECK: is this the field?\n[[dimension]]\nlabel = \"Field\"\n# CHECK: joined from two\ncategories = [\"Imaging\"]\n\n\
                        [[question]]\nkind = \"single\"\n# CHECK: how asked?\ncolumn = \"Need\"\nchoices = [\"Docs\"]\n";

    fn columns() -> Vec<DraftColumn> {
        let column = |name: &str| DraftColumn { name: name.into(), address: name.into(), ..DraftColumn::default() };
        ["Comments", "Need", "Field"].map(column).to_vec()
    }

    #[test]
    fn a_doubt_stands_beside_the_column_that_it_is_about() {
        let codebook = Codebook::read(TEXT).expect("a codebook");
        let found = doubts(TEXT, &codebook, &columns());
        let found: Vec<(&str, Option<usize>)> =
            found.iter().map(|doubt| (doubt.check.doubt.as_str(), doubt.column)).collect();
        assert_eq!(
            found,
            [
                ("is it all?", None),
                ("free text?", Some(0)),
                ("is this the field?", Some(2)),
                ("joined from two", Some(2)),
                ("how asked?", Some(1)),
            ]
        );
    }

    #[test]
    fn a_doubt_that_was_looked_at_is_gone_and_nothing_else() {
        let check = checks(TEXT).swap_remove(2);
        let left = without(TEXT, &check);
        assert_eq!(left, TEXT.replace("# CHECK: is this the field?\n", ""));
        assert_eq!(checks(&left).len(), 4);
    }
}
