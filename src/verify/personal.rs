//! Labels that look as if they named or reached a person: a write-in that became a category by mistake.

use crate::survey::{Finding, file::ResultsFile};

/// Given names that are common in many countries; a label of two or three capitalized words that starts with one
/// is probably a person. Names that are words, places or software as well (Jordan, Paris, Julia) are left out.
const GIVEN_NAMES: &[&str] = &[
    "ahmed",
    "aisha",
    "alexander",
    "ali",
    "alice",
    "amanda",
    "andrea",
    "andrew",
    "anna",
    "anne",
    "antonio",
    "carlos",
    "caroline",
    "charles",
    "chen",
    "christopher",
    "daniel",
    "david",
    "elena",
    "elizabeth",
    "emily",
    "emma",
    "fatima",
    "francesca",
    "george",
    "giulia",
    "hannah",
    "hans",
    "helen",
    "ibrahim",
    "ivan",
    "jack",
    "james",
    "jane",
    "jennifer",
    "jessica",
    "johann",
    "john",
    "jose",
    "joseph",
    "juan",
    "karen",
    "kenji",
    "laura",
    "li",
    "linda",
    "lisa",
    "luca",
    "lucas",
    "luis",
    "maria",
    "marie",
    "mark",
    "martin",
    "mary",
    "matthew",
    "michael",
    "mohammed",
    "nicole",
    "nina",
    "olga",
    "oliver",
    "patricia",
    "paul",
    "pedro",
    "peter",
    "pierre",
    "rachel",
    "richard",
    "robert",
    "sarah",
    "sofia",
    "sophie",
    "stephen",
    "susan",
    "thomas",
    "tom",
    "wei",
    "william",
    "yuki",
];

/// Every label of a category, choice, item or level that looks like an email address, a telephone number or a name.
pub fn personal(file: &ResultsFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut look = |path: String, label: &str| {
        if let Some(what) = looks_like(label) {
            let problem = format!(
                "\"{label}\" looks like {what}; collect it under another label in the codebook, or ignore its column"
            );
            findings.push(Finding { path, problem });
        }
    };
    for (d, dimension) in file.dimensions.iter().enumerate() {
        for (c, category) in dimension.categories.iter().enumerate() {
            look(format!("dimensions[{d}].categories[{c}].label"), &category.label);
        }
    }
    for (q, question) in file.questions.iter().enumerate() {
        for (c, choice) in question.choices.iter().enumerate() {
            look(format!("questions[{q}].choices[{c}].label"), &choice.label);
        }
        for (i, item) in question.items.iter().enumerate() {
            look(format!("questions[{q}].items[{i}].label"), &item.label);
        }
        for (l, level) in question.levels.iter().enumerate() {
            look(format!("questions[{q}].levels[{l}].label"), &level.label);
        }
    }
    findings
}

fn looks_like(label: &str) -> Option<&'static str> {
    if label.split_whitespace().any(is_email) {
        Some("an email address")
    } else if is_telephone(label) {
        Some("a telephone number")
    } else if is_name(label) {
        Some("a person's name")
    } else {
        None
    }
}

fn is_email(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty())
    })
}

/// Nine or more digits, with nothing between them but what people write in a number.
fn is_telephone(label: &str) -> bool {
    let digits = label.bytes().filter(u8::is_ascii_digit).count();
    (9..=15).contains(&digits) && label.chars().all(|c| c.is_ascii_digit() || " +-()/.".contains(c))
}

fn is_name(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let title =
        |word: &str| matches!(word, "Dr" | "Dr." | "Prof" | "Prof." | "Mr" | "Mr." | "Ms" | "Ms." | "Mrs" | "Mrs.");
    let capitalized = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_alphabetic() || ".'’-".contains(c))
            && !word.chars().skip(1).all(char::is_uppercase)
    };
    match words.as_slice() {
        [first, rest @ ..] if title(first) => !rest.is_empty() && rest.iter().all(capitalized),
        [first, rest @ ..] if (1..=2).contains(&rest.len()) => {
            GIVEN_NAMES.contains(&first.to_lowercase().as_str()) && words.iter().all(capitalized)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_options() {
        for label in
            ["write to jane.doe@example.org", "+49 (0)30 1234567", "Jane Doe", "Maria Garcia-Lopez", "Dr. Strange"]
        {
            assert!(looks_like(label).is_some(), "{label}");
        }
        for label in [
            "Bioimaging",
            "North America",
            "1 - 3 years",
            "Apache Arrow",
            "@napari",
            "Paul",
            "Mark the cells",
            "Statistical genetics",
            "None of these",
        ] {
            assert_eq!(looks_like(label), None, "{label}");
        }
    }

    #[test]
    fn the_example_names_nobody() {
        let file = serde_json::from_slice(include_bytes!("../../docs/example-results.json")).expect("sound");
        assert_eq!(personal(&file), []);
    }
}
