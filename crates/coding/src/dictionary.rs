//! Dictionaries: a table of codes and the words that suggest them, separated by tabs.

use crate::frame::Code;
use needs_core::{survey::id, whitespace::tidy};

/// Reads a dictionary: on each line a code, by id or label, a tab, and a pattern; or several patterns, each behind a tab. Empty
/// lines, lines that begin with `#`, and a first line `code<tab>pattern` are passed over. Codes come in the order of their first
/// line.
///
/// # Errors
/// Every line that is none, with its number.
pub fn read(text: &str) -> Result<Vec<Code>, Vec<String>> {
    let mut codes: Vec<Code> = Vec::new();
    let mut problems = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut cells = line.split('\t').map(tidy);
        let name = cells.next().unwrap_or_default();
        let patterns: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
        if codes.is_empty() && number == 1 && ["code", "category"].contains(&name.to_lowercase().as_str()) {
            continue;
        }
        if name.is_empty() || patterns.is_empty() {
            problems.push(format!(
                "line {number}: a code, a tab and a pattern are needed; check that the file is separated by tabs"
            ));
            continue;
        }
        for pattern in patterns.iter().filter(|pattern| !crate::suggest::is_pattern(pattern)) {
            problems.push(format!(
                "line {number}: \"{pattern}\" has no letter or digit, so that it is like no word; remove it"
            ));
        }
        match codes.iter_mut().find(|code| code.label == name) {
            Some(code) => code.patterns.extend(patterns),
            None => {
                codes.push(Code { id: id::from_label(&name), label: name, patterns, version: 1, ..Code::default() })
            }
        }
    }
    if codes.is_empty() && problems.is_empty() {
        problems.push("no line has a code, a tab and a pattern".to_owned());
    }
    if problems.is_empty() { Ok(codes) } else { Err(problems) }
}

/// The patterns of codes as a dictionary. Codes without patterns are left out.
pub fn write(codes: &[Code]) -> String {
    let mut text = "code\tpattern\n".to_owned();
    for code in codes {
        text.extend(code.patterns.iter().map(|pattern| format!("{}\t{}\n", tidy(&code.label), tidy(pattern))));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_come_in_the_order_of_their_first_line() {
        let codes =
            read("code\tpattern\r\nGPU support\tgpu*\n# a remark\n\nDocs\tdoc*\ttutorial*\nGPU support\tcuda\n")
                .expect("a dictionary");
        let told: Vec<(&str, &str, usize)> =
            codes.iter().map(|code| (code.id.as_str(), code.label.as_str(), code.patterns.len())).collect();
        assert_eq!(told, [("gpu-support", "GPU support", 2), ("docs", "Docs", 2)]);
    }

    #[test]
    fn a_line_that_is_none_is_told() {
        let told = read("GPU support, gpu*\nDocs\t*\n").expect_err("no dictionary");
        assert!(told[0].starts_with("line 1: a code, a tab and a pattern"), "{told:?}");
        assert!(told[1].starts_with("line 2: \"*\" has no letter"), "{told:?}");
        assert!(read("").is_err());
    }

    proptest! {
        #[test]
        fn a_dictionary_is_read_as_it_was_written(words in prop::collection::vec(("[A-Z][a-z]{1,6}", prop::collection::vec("[a-z]{1,5}\\*?", 1..4)), 1..6)) {
            let mut codes: Vec<Code> = Vec::new();
            for (label, patterns) in words {
                if codes.iter().all(|code| code.label != label) && label != "Code" && label != "Category" {
                    codes.push(Code { id: id::from_label(&label), label, patterns, version: 1, ..Code::default() });
                }
            }
            prop_assume!(!codes.is_empty());
            prop_assert_eq!(read(&write(&codes)).expect("a dictionary"), codes);
        }

        #[test]
        fn any_text_is_a_dictionary_or_a_message(text in "[a-z\t\n*#, ]{0,80}") {
            let _ = read(&text);
        }
    }
}
