//! Open doubts of `inspect`: comments that begin with `# CHECK:`.

/// An open doubt of a codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Line number, from 1.
    pub line: usize,
    pub doubt: String,
}

impl std::fmt::Display for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.doubt)
    }
}

/// The doubts in the text of a codebook, in its order.
pub fn checks(text: &str) -> Vec<Check> {
    let doubt =
        |line: &str| Some(line.trim_start().strip_prefix('#')?.trim_start().strip_prefix("CHECK:")?.trim().to_owned());
    let lines = text.lines().enumerate();
    lines.filter_map(|(i, line)| Some(Check { line: i + 1, doubt: doubt(line)? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubts_are_found_by_their_lines() {
        let text = "title = \"x\"\n# CHECK: rows 1 and 2\n  #CHECK: this\n# checked\nlabel = \"# CHECK: no\"\n";
        let found: Vec<String> = checks(text).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["line 2: rows 1 and 2", "line 3: this"]);
    }
}
