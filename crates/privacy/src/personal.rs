//! Recognizes texts that may identify a person: email addresses, phone numbers, names.
//!
//! These are guesses by format alone, shown to the author, who knows better; nothing is dropped or published because of
//! them.

mod names;

/// What a text seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Personal {
    Email,
    Phone,
    Name,
}

impl Personal {
    /// `an email address`.
    pub fn noun(self) -> &'static str {
        match self {
            Personal::Email => "an email address",
            Personal::Phone => "a phone number",
            Personal::Name => "a person's name",
        }
    }
}

/// The part of a text that looks like an email address or a phone number or, in a short text such as a label, like a
/// person's name.
pub fn find(text: &str) -> Option<(Personal, &str)> {
    email(text)
        .map(|piece| (Personal::Email, piece))
        .or_else(|| phone(text).map(|piece| (Personal::Phone, piece)))
        .or_else(|| name(text).map(|piece| (Personal::Name, piece)))
}

/// The first word with one `@` between a local part and a domain with a dot.
pub fn email(text: &str) -> Option<&str> {
    text.split(|c: char| c.is_whitespace() || "<>()[]\"',;:".contains(c)).find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let (local, domain) = word.split_once('@')?;
        let (host, top) = domain.rsplit_once('.')?;
        let fits = !local.is_empty()
            && !host.is_empty()
            && !domain.contains('@')
            && top.len() >= 2
            && top.chars().all(char::is_alphabetic);
        fits.then_some(word)
    })
}

/// A run of digits and their separators that is long enough for a phone number and written like one: with a `+` in front,
/// or in groups.
///
/// Ranges (`1000-5000`), dates, versions and single large numbers do not count.
pub fn phone(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_digit() || "+-.() /\u{a0}".contains(c);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(') {
        let run = &rest[start..];
        let end = run.find(|c| !is_part(c)).unwrap_or(run.len());
        let piece = run[..end].trim_matches(|c: char| !c.is_ascii_digit() && c != '+' && c != '(' && c != ')');
        if is_phone(piece) {
            return Some(piece);
        }
        rest = &run[end.max(1)..];
    }
    None
}

fn is_phone(piece: &str) -> bool {
    let digits = piece.bytes().filter(u8::is_ascii_digit).count();
    let groups: Vec<usize> =
        piece.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|&length| length > 0).collect();
    // 2021-05-16 and 16.05.2021 10:00 also have eight or more digits in groups.
    let written: Vec<&str> = piece.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let is_year =
        |group: usize| written.get(group).is_some_and(|g| g.len() == 4 && (g.starts_with("19") || g.starts_with("20")));
    let short = |group: usize| groups.get(group).is_some_and(|&length| length <= 2);
    let is_date = is_year(0) && short(1) || short(0) && short(1) && is_year(2);
    let is_address = groups.len() == 4 && piece.matches('.').count() == 3 && groups.iter().all(|&g| g <= 3);
    let international = piece.starts_with('+') && (8..=15).contains(&digits) && piece.matches('+').count() == 1;
    let grouped = groups.len() >= 3 && (9..=13).contains(&digits) && !piece.contains('+');
    (international || grouped) && !is_date && !is_address
}

/// Two to four words, the first a given name or a title, the others capitalized like a family name.
pub fn name(text: &str) -> Option<&str> {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    if !(2..=4).contains(&words.len()) || !words.iter().all(|word| is_name_word(word)) {
        return None;
    }
    let first = words[0].trim_end_matches('.').to_lowercase();
    (names::is_given(&first) || names::TITLES.contains(&first.as_str())).then_some(text)
}

/// One word that is a given name. A label may be such a word; a whole column of them holds names.
pub fn given(text: &str) -> Option<&str> {
    let text = text.trim();
    (is_name_word(text) && names::is_given(&text.to_lowercase())).then_some(text)
}

/// A handle of a person: `@ana`, `ana#1234`, or the address of a profile.
///
/// Not part of [`find`], because a survey's own channel has a handle too, and its author may publish that.
pub fn handle(text: &str) -> Option<&str> {
    text.split(|c: char| c.is_whitespace() || "<>()[]\"',;".contains(c)).find(|word| {
        let lower = word.to_lowercase();
        let after = |mark: &str| lower.split_once(mark).map(|(_, rest)| rest);
        let is_called = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let at = lower.strip_prefix('@').is_some_and(is_called);
        let numbered = lower.split_once('#').is_some_and(|(name, digits)| {
            name.len() >= 2 && digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())
        });
        at || numbered || PROFILES.iter().any(|site| after(site).is_some_and(is_called))
    })
}

/// Addresses that a handle follows.
const PROFILES: &[&str] = &[
    "github.com/",
    "gitlab.com/",
    "twitter.com/",
    "linkedin.com/in/",
    "instagram.com/",
    "facebook.com/",
    "orcid.org/",
    "researchgate.net/profile/",
    "t.me/",
];

/// `Ana`, `O'Neill`, `Smith-Jones`, `J.`.
fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || "'’-.".contains(c))
        // An initial is part of a name, an abbreviation is not.
        && (word.chars().any(char::is_lowercase) || word.chars().count() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_numbers_and_names_are_found() {
        for (text, expected) in [
            ("write to ana.li@example.org, please", Some((Personal::Email, "ana.li@example.org"))),
            ("<mailto:b@c.io>", Some((Personal::Email, "b@c.io"))),
            ("call +61 3 9905 4000 today", Some((Personal::Phone, "+61 3 9905 4000"))),
            ("(555) 010-2345", Some((Personal::Phone, "(555) 010-2345"))),
            ("Maria Garcia", Some((Personal::Name, "Maria Garcia"))),
            ("Dr. Nobody", Some((Personal::Name, "Dr. Nobody"))),
            ("John O'Neill-Smith", Some((Personal::Name, "John O'Neill-Smith"))),
        ] {
            assert_eq!(find(text), expected, "{text}");
        }
    }

    #[test]
    fn ordinary_labels_are_none() {
        for text in [
            "North America",
            "Google Cloud Platform (GCP)",
            "Stack Overflow #Dask tag",
            "Statistical genetics",
            "3D (<3000x3000x100)",
            "1 - 3 years",
            "1,000-5,000 people",
            "2021-05-16",
            "16.05.2021 10:00",
            "192.168.100.117",
            "Python 3.11.7",
            "Interactive:  I use Dask with Jupyter",
            "100000000",
            "@dask_dev",
            "Amazon Web Services",
            "Dr No means nothing here, in a longer sentence",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn handles_and_profiles_are_told_from_words() {
        for text in
            ["@ana", "follow @ana_li!", "ana#1234", "https://github.com/ana-li", "(@ana)", "orcid.org/0000-0001"]
        {
            assert!(handle(text).is_some(), "{text}");
        }
        for text in ["@", "a @ b", "C#", "issue #1234", "GitHub", "https://github.com/", "twice a day"] {
            assert_eq!(handle(text), None, "{text}");
        }
        assert_eq!((given("Anna"), given("Bioimaging"), given("Anna Li")), (Some("Anna"), None, None));
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at_without_panic(text in "\\PC{0,60}", odd in "[-+0-9(). @#]{0,40}") {
            for text in [text, odd] {
                find(&text);
                handle(&text);
                given(&text);
            }
        }
    }
}
