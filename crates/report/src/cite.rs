//! Citations of a view: APA (7th edition, data set) and BibTeX, with the link that opens it.

use needs_core::survey::file::ResultsFile;

/// "Rocklin, M., & Sofroniew, N. (2021). Title (Version 2021.1) [Data set]. Link".
///
/// Authors are the contributors of the file; without any, the title comes first, as APA asks. The year is that of the
/// last month of collection, "n.d." if the file has none. `view` describes the respondents; empty for everybody.
pub fn apa(about: &ResultsFile, view: &str, link: &str) -> String {
    let mut title = about.title.clone();
    if !view.is_empty() {
        title.push_str(": ");
        title.push_str(view);
    }
    if !about.version.is_empty() {
        title.push_str(" (Version ");
        title.push_str(&about.version);
        title.push(')');
    }
    let authors = authors(about);
    let year = year(about).unwrap_or("n.d.");
    let mut out = String::new();
    match authors.split_last() {
        None => {
            for part in [&title, " [Data set]. (", year, "). "] {
                out.push_str(part);
            }
        }
        Some((last, others)) => {
            for other in others {
                out.push_str(other);
                out.push_str(", ");
            }
            if !others.is_empty() {
                out.push_str("& ");
            }
            out.push_str(last);
            if !last.ends_with('.') {
                out.push('.');
            }
            for part in [" (", year, "). ", &title, " [Data set]. "] {
                out.push_str(part);
            }
        }
    }
    out.push_str(link);
    out
}

/// An `@misc` entry whose key is the name of the survey; LaTeX's own characters are escaped.
pub fn bibtex(about: &ResultsFile, view: &str, link: &str) -> String {
    let mut out = String::from("@misc{");
    out.push_str(&about.name);
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            for part in [",\n  ", name, " = {", value, "}"] {
                out.push_str(part);
            }
        }
    };
    field("title", &protected(&about.title));
    field("author", &escaped(&authors(about).join(" and ")));
    field("year", year(about).unwrap_or_default());
    field("version", &escaped(&about.version));
    field("note", &escaped(view));
    // Inside \url nothing is escaped, but braces must be even.
    let link: String = link.chars().filter(|c| !matches!(c, '{' | '}' | '\\')).collect();
    field("howpublished", &["\\url{", &link, "}"].concat());
    out.push_str("\n}\n");
    out
}

fn authors(about: &ResultsFile) -> Vec<&str> {
    about.contributors.iter().map(|contributor| contributor.title.as_str()).filter(|name| !name.is_empty()).collect()
}

fn year(about: &ResultsFile) -> Option<&str> {
    about.collected.as_ref()?.to.get(..4)
}

/// In braces of its own, so that BibTeX keeps the capitals.
fn protected(text: &str) -> String {
    ["{", &escaped(text), "}"].concat()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::survey::{example::example, file::Contributor};
    use proptest::prelude::*;

    const LINK: &str = "https://example.org/survey/?field=bioimaging&v=0badcafe";

    fn about(authors: &[&str]) -> ResultsFile {
        let contributors = authors.iter().map(|&title| Contributor { title: title.to_owned(), ..Default::default() });
        ResultsFile { contributors: contributors.collect(), ..example().about }
    }

    #[test]
    fn apa_names_authors_year_title_version_and_link() {
        let expected = format!("Doe, J., & Roe, R. (2021). A small survey (Version 1) [Data set]. {LINK}");
        assert_eq!(apa(&about(&["Doe, J.", "Roe, R."]), "", LINK), expected);
        let expected =
            format!("Example Project. (2021). A small survey: Only Field: Bioimaging (Version 1) [Data set]. {LINK}");
        assert_eq!(apa(&about(&["Example Project"]), "Only Field: Bioimaging", LINK), expected);
    }

    #[test]
    fn apa_without_authors_begins_with_the_title() {
        let mut about = about(&[]);
        about.collected = None;
        assert_eq!(apa(&about, "", LINK), format!("A small survey (Version 1) [Data set]. (n.d.). {LINK}"));
    }

    #[test]
    fn bibtex_escapes_what_latex_would_read() {
        let mut about = about(&["Doe, J.", "Roe, R."]);
        about.title = "Needs & wants_100%".to_owned();
        let expected = format!(
            "@misc{{small,\n  title = {{{{Needs \\& wants\\_100\\%}}}},\n  author = {{Doe, J. and Roe, R.}},\n  year = {{2021}},\n  \
             version = {{1}},\n  howpublished = {{\\url{{{LINK}}}}}\n}}\n"
        );
        assert_eq!(bibtex(&about, "", LINK), expected);
    }

    proptest! {
        #[test]
        fn braces_of_bibtex_are_even(title in ".{0,30}", view in ".{0,30}", link in ".{0,30}") {
            let mut about = about(&[]);
            about.title = title;
            let entry = bibtex(&about, &view, &link);
            let (mut depth, mut escaped) = (0, false);
            for c in entry.chars() {
                match c {
                    _ if escaped => escaped = false,
                    '\\' => escaped = true,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
        }
    }
}
