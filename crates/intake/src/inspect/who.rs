//! Headers of columns that say who somebody is, in the languages of many surveys.

/// A text that holds one of these asks for a person, whatever else it says.
const ANYWHERE: &[&str] = &[
    // English
    "your name",
    "full name",
    "first name",
    "last name",
    "given name",
    "middle name",
    "maiden name",
    "firstname",
    "lastname",
    "surname",
    "family name",
    "forename",
    "respondent name",
    "contact name",
    "nickname",
    "nick name",
    "screen name",
    "user name",
    "username",
    "your email",
    "email address",
    "e-mail",
    "phone number",
    "telephone",
    "your phone",
    "contact details",
    "contact you",
    "contact person",
    "your handle",
    "github handle",
    "twitter handle",
    "mastodon handle",
    "discord handle",
    "social media handle",
    "github account",
    "twitter account",
    "mastodon account",
    "orcid",
    "your website",
    "postal address",
    "street address",
    "home address",
    "your address",
    "student id",
    "student number",
    "employee id",
    "employee number",
    "passport",
    "social security",
    "who recommended",
    "who referred",
    "your supervisor's name",
    // German
    "vorname",
    "nachname",
    "familienname",
    "spitzname",
    "benutzername",
    "nutzername",
    "ihr name",
    "dein name",
    "ansprechpartner",
    "ansprechpartnerin",
    "e-mail-adresse",
    "telefonnummer",
    "anschrift",
    "matrikelnummer",
    // French
    "prénom",
    "prénoms",
    "prenom",
    "prenoms",
    "nom de famille",
    "votre nom",
    "nom complet",
    "adresse électronique",
    "courriel",
    // Spanish and Portuguese
    "apellido",
    "apellidos",
    "nombre completo",
    "nombre de usuario",
    "nombre de pila",
    "su nombre",
    "tu nombre",
    "correo electrónico",
    "sobrenome",
    "nome completo",
    "apelido",
    // Italian
    "cognome",
    // Dutch
    "voornaam",
    "achternaam",
    // Danish, Norwegian, Swedish
    "fornavn",
    "etternavn",
    "efternavn",
    "förnamn",
    "efternamn",
    // Polish, Czech
    "imię",
    "nazwisko",
    "jméno",
    "příjmení",
];

/// As [`ANYWHERE`], in writing that has no spaces or whose words are bent.
const INSIDE: &[&str] = &["имя", "фамили", "姓名", "氏名", "名前", "이름", "성명"];

/// Words that ask for a person where nothing but [`FILLERS`] stands beside them: "Name of the tool" does not.
const ALONE: &[&str] = &[
    "name",
    "names",
    "nom",
    "noms",
    "nombre",
    "nombres",
    "nome",
    "naam",
    "navn",
    "namn",
    "nimi",
    "handle",
    "handles",
    "alias",
    "initials",
    "nick",
    "pseudo",
    "pseudonym",
    "pseudonyme",
    "supervisor",
    "betreuer",
    "betreuerin",
];

/// As [`ALONE`]; but how often somebody uses such a thing may be asked as well.
const REACHED_BY: &[&str] = &[
    "email",
    "mail",
    "phone",
    "mobile",
    "telefon",
    "handy",
    "téléphone",
    "teléfono",
    "twitter",
    "mastodon",
    "bluesky",
    "github",
    "gitlab",
    "linkedin",
    "discord",
    "instagram",
    "facebook",
    "telegram",
    "whatsapp",
    "skype",
];

/// Words beside which a name stays a name.
const FILLERS: &[&str] = &[
    "your",
    "you",
    "about",
    "my",
    "the",
    "a",
    "of",
    "and",
    "or",
    "what",
    "what's",
    "is",
    "are",
    "please",
    "enter",
    "optional",
    "respondent",
    "participant",
    "pi",
    "manager",
    "teacher",
    "colleague",
    "friend",
    "person",
    "contact",
    "account",
    "accounts",
    "profile",
    "id",
    "url",
    "link",
    "number",
    "address",
    "ihr",
    "ihre",
    "dein",
    "deine",
    "der",
    "die",
    "wie",
    "ist",
    "lautet",
    "votre",
    "le",
    "de",
    "et",
    "su",
    "tu",
    "y",
    "seu",
    "o",
    "e",
    "il",
];

/// Answers that tell little by themselves, and with two or three others who somebody is.
const QUASI: &[(&str, &[&str])] = &[
    (
        "POSTAL CODES",
        &[
            "postal code",
            "postcode",
            "post code",
            "zip code",
            "zip",
            "zipcode",
            "plz",
            "postleitzahl",
            "code postal",
            "código postal",
            "codigo postal",
            "cep",
            "postnummer",
        ],
    ),
    (
        "WHEN SOMEBODY WAS BORN",
        &[
            "year of birth",
            "date of birth",
            "month of birth",
            "birth year",
            "birth date",
            "birthdate",
            "birthday",
            "birthyear",
            "year were you born",
            "when were you born",
            "dob",
            "geburtsjahr",
            "geburtsdatum",
            "geburtstag",
            "année de naissance",
            "date de naissance",
            "año de nacimiento",
            "fecha de nacimiento",
            "ano de nascimento",
            "data de nascimento",
            "anno di nascita",
            "data di nascita",
            "geboortejaar",
            "geboortedatum",
        ],
    ),
];

/// Whether a header, or the item of a question, asks who somebody is.
pub(super) fn is_asked(header: &str) -> bool {
    let header = lower(header);
    only(&header, ALONE)
        || ANYWHERE.iter().any(|text| has(&header, text))
        || INSIDE.iter().any(|text| header.contains(text))
}

/// Whether a whole header is a way to reach somebody ("Twitter account"), so that its cells say how, unless they
/// say how often.
pub(super) fn is_reached_by(header: &str) -> bool {
    only(&lower(header), REACHED_BY)
}

fn lower(header: &str) -> String {
    header.to_lowercase().replace('’', "'")
}

/// Whether one of these words stands in a header in lower case, and beside them only words that mean nothing.
fn only(header: &str, these: &[&str]) -> bool {
    let words = || header.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words().any(|word| these.contains(&word)) && words().all(|word| these.contains(&word) || FILLERS.contains(&word))
}

/// What a header asks that narrows down who somebody is.
pub(super) fn quasi(header: &str) -> Option<&'static str> {
    let header = header.to_lowercase();
    QUASI.iter().find(|(_, texts)| texts.iter().any(|text| has(&header, text))).map(|(what, _)| *what)
}

/// Whether a text in lower case has these words, as whole words.
pub(super) fn has(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let bounded = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        bounded(text[..at].chars().next_back()) && bounded(text[at + words.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_about_persons_are_told_in_several_languages() {
        for header in [
            "Name",
            "Your name (optional)",
            "What is your name?",
            "First name",
            "Nickname",
            "GitHub handle",
            "Handle",
            "User name",
            "Twitter account",
            "Vorname",
            "Nachname",
            "Prénom",
            "prenom",
            "Nom",
            "Nombre y apellidos",
            "Nombre",
            "Apellido",
            "Cognome",
            "Voornaam",
            "Имя",
            "姓名",
            "Who recommended us?",
            "Supervisor",
            "PI name",
            "Name of your supervisor",
            "Matrikelnummer",
        ] {
            assert!(is_asked(header), "{header}");
        }
    }

    #[test]
    fn headers_about_other_things_are_left_alone() {
        for header in [
            "Name of your institution",
            "How do you handle large data?",
            "Do you use GitHub?",
            "Nombre d'années d'expérience",
            "Which file names do you use?",
            "Rename columns",
            "How did you hear of us? [Twitter]",
            "Phone or laptop?",
            "Do you have a supervisor?",
            "",
        ] {
            assert!(!is_asked(header), "{header}");
        }
    }

    #[test]
    fn a_way_to_reach_somebody_is_told_where_nothing_else_is_asked() {
        for header in ["Twitter", "Your GitHub account", "Mastodon or Bluesky", "Phone", "E-Mail: email"] {
            assert!(is_reached_by(header) || is_asked(header), "{header}");
        }
        assert!(!is_reached_by("How often do you use GitHub?"));
        assert!(!is_reached_by("your"));
    }

    #[test]
    fn what_narrows_down_who_somebody_is_is_told() {
        assert_eq!(quasi("PLZ"), Some("POSTAL CODES"));
        assert_eq!(quasi("Your zip code?"), Some("POSTAL CODES"));
        assert_eq!(quasi("Year of birth"), Some("WHEN SOMEBODY WAS BORN"));
        assert_eq!(quasi("Geburtsjahr"), Some("WHEN SOMEBODY WAS BORN"));
        assert_eq!(quasi("Unzip files"), None);
    }
}
