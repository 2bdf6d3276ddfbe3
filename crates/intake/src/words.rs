//! The words by which columns and answers are recognized: `words.tsv`, one row a meaning and one column a language.

use std::{
    collections::{BTreeMap, HashSet},
    sync::OnceLock,
};

/// A word of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
    /// [Folded](fold).
    pub text: String,
    /// Position of its language among the columns.
    pub language: usize,
}

const CATALOGUE: &str = include_str!("words.tsv");

struct Catalogue {
    languages: usize,
    rows: BTreeMap<&'static str, Row>,
}

/// A meaning.
struct Row {
    terms: Vec<Term>,
    /// The texts of the terms.
    whole: HashSet<String>,
    /// `[language]`: as it is written, for labels.
    cells: Vec<&'static str>,
}

/// A longer answer is no word of the catalogue, and need not be looked up.
const LONGEST: usize = 160;

fn catalogue() -> &'static Catalogue {
    static READ: OnceLock<Catalogue> = OnceLock::new();
    READ.get_or_init(|| {
        let mut lines = CATALOGUE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let languages = lines.next().map_or(0, |head| head.split('\t').count() - 1);
        let mut catalogue = Catalogue { languages, rows: BTreeMap::new() };
        for line in lines {
            let (id, cells) = line.split_once('\t').unwrap_or((line, ""));
            let mut terms: Vec<Term> = Vec::new();
            for (language, cell) in cells.split('\t').enumerate() {
                for word in cell.split('|').filter(|word| !word.is_empty()) {
                    // What has no umlaut on its keyboard writes them in two letters.
                    let spelt = word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
                    for text in [fold(word), fold(&spelt)] {
                        if !terms.iter().any(|term| term.text == text && term.language == language) {
                            terms.push(Term { text, language });
                        }
                    }
                }
            }
            let whole = terms.iter().map(|term| term.text.clone()).collect();
            catalogue.rows.insert(id, Row { terms, whole, cells: cells.split('\t').collect() });
        }
        catalogue
    })
}

/// The words of a meaning in all languages; none of one that the catalogue has not.
pub(crate) fn terms(id: &str) -> &'static [Term] {
    catalogue().rows.get(id).map_or(&[], |row| row.terms.as_slice())
}

/// The words of a meaning as they are written in the catalogue.
pub(crate) fn written(id: &str) -> impl Iterator<Item = &'static str> {
    let cells = catalogue().rows.get(id).into_iter().flat_map(|row| &row.cells);
    cells.flat_map(|cell| cell.split('|')).filter(|word| !word.is_empty())
}

/// How many languages there are.
pub(crate) fn languages() -> usize {
    catalogue().languages
}

/// A text for readers in a language, or in the first one.
pub(crate) fn label(id: &str, language: usize) -> &'static str {
    let labels = catalogue().rows.get(id).map_or(&[][..], |row| row.cells.as_slice());
    let own = labels.get(language).copied().filter(|label| !label.is_empty());
    own.or_else(|| labels.first().copied()).unwrap_or("")
}

/// The meanings whose id starts so, in the order of their numbers: the steps of a scale.
pub(crate) fn steps(prefix: &str) -> Vec<&'static [Term]> {
    (1..).map(|step| terms(&format!("{prefix}.{step}"))).take_while(|terms| !terms.is_empty()).collect()
}

/// Whether a whole answer is one of the words of a meaning.
pub(crate) fn is(answer: &str, id: &str) -> bool {
    is_any(answer, &[id])
}

/// Whether a whole answer is one of the words of any of these meanings.
pub(crate) fn is_any(answer: &str, ids: &[&str]) -> bool {
    if answer.len() > LONGEST {
        return false;
    }
    let answer = fold(answer);
    ids.iter().any(|id| catalogue().rows.get(id).is_some_and(|row| row.whole.contains(&answer)))
}

/// Whether an open answer holds only a word for nothing: "none", "no", "n/a", "-".
pub(crate) fn is_nothing(text: &str) -> bool {
    is_any(text, &["missing", "missing.signs", "none", "no"])
}

/// Whether a text has one of the words of a meaning, and in which language first.
pub(crate) fn says(text: &str, id: &str) -> Option<usize> {
    let text = fold(text);
    terms(id).iter().find(|term| has(&text, &term.text)).map(|term| term.language)
}

/// Whether a folded text has a folded word, as a whole word where its writing has spaces.
pub(crate) fn has(text: &str, word: &str) -> bool {
    places(text, word).next().is_some()
}

/// Where a folded text has a folded word.
pub(crate) fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let ends = |inner: Option<char>, outer: Option<char>| {
            inner.is_none_or(without_spaces) || outer.is_none_or(|c| !c.is_alphanumeric() || without_spaces(c))
        };
        ends(word.chars().next(), text[..at].chars().next_back())
            && ends(word.chars().next_back(), text[at + word.len()..].chars().next())
    })
}

/// Whether words of a letter's writing stand without spaces between, or with endings: Thai, Japanese, Chinese, Korean.
pub(crate) fn without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{3005}'..='\u{3007}')
}

/// A text in the form in which words are compared: lower case, without accents, letters and digits of normal width,
/// straight apostrophes, single spaces.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            // Marks that stand behind their letter, as some systems write accents.
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{64b}'..='\u{652}' => {}
            '’' | '‘' | '´' | '`' | 'ʼ' => folded.push('\''),
            '“' | '”' | '„' => folded.push('"'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            '\u{ff01}'..='\u{ff5e}' => folded.push(char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)),
            '\u{3000}' | '\u{a0}' => folded.push(' '),
            c => folded.push(plain_letter(c)),
        }
    }
    crate::raw::tidy(&folded)
}

/// The letter without its accent.
fn plain_letter(c: char) -> char {
    const ACCENTED: [(char, &str); 19] = [
        ('a', "àáâãäåāăą"),
        ('c', "çćĉċč"),
        ('d', "ďđ"),
        ('e', "èéêëēĕėęě"),
        ('g', "ĝğġģ"),
        ('i', "ìíîïĩīĭįı"),
        ('l', "ĺļľŀł"),
        ('n', "ñńņňŋ"),
        ('o', "òóôõöøōŏő"),
        ('r', "ŕŗř"),
        ('s', "śŝşšș"),
        ('t', "ţťŧț"),
        ('u', "ùúûüũūŭůűų"),
        ('y', "ýÿŷ"),
        ('z', "źżž"),
        // Greek tones, and the alif and ya of Arabic in their usual spellings.
        ('α', "ά"),
        ('ε', "έ"),
        ('ا', "أإآ"),
        ('ي', "ى"),
    ];
    const REST: [(char, char); 9] =
        [('ή', 'η'), ('ί', 'ι'), ('ϊ', 'ι'), ('ό', 'ο'), ('ύ', 'υ'), ('ώ', 'ω'), ('ς', 'σ'), ('ё', 'е'), ('ة', 'ه')];
    if c.is_ascii() {
        return c;
    }
    let accented = ACCENTED.iter().find(|(_, letters)| letters.contains(c)).map(|(plain, _)| *plain);
    accented.or_else(|| REST.iter().find(|(letter, _)| *letter == c).map(|(_, plain)| *plain)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_catalogue_has_an_id_of_its_own_and_no_more_cells_than_languages() {
        let lines = || CATALOGUE.lines().filter(|line| !line.starts_with('#'));
        let ids: std::collections::BTreeSet<&str> = lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(ids.len(), lines().count());
        for line in lines() {
            assert!(line.split('\t').count() <= languages() + 1, "{line}");
        }
    }

    #[test]
    fn every_meaning_of_roles_scales_and_general_answers_is_said_in_eight_languages() {
        let general = ["yes", "no", "other", "none", "missing", "consent", "consent.yes", "time", "maybe"];
        for id in general.into_iter().chain(["marked", "marked.yes", "unmarked", "unmarked.no"]) {
            for language in 0..8 {
                assert!(terms(id).iter().any(|term| term.language == language), "{id} in language {language}");
            }
        }
        let rows = catalogue().rows.iter().filter(|(id, _)| id.ends_with(".phrase"));
        for (id, row) in rows {
            assert!((0..8).all(|language| row.terms.iter().any(|term| term.language == language)), "{id}");
        }
        for scale in ["agreement", "satisfaction", "quality", "frequency", "importance", "likelihood", "difficulty"] {
            for step in steps(&format!("scale.{scale}")) {
                assert!((0..8).all(|language| step.iter().any(|term| term.language == language)), "{scale} {step:?}");
            }
        }
    }

    #[test]
    fn words_are_whole_where_their_writing_has_spaces() {
        assert!(has(&fold("What FIELD do you work in?"), "field") && !has("battlefields", "field"));
        assert!(has(&fold("ご氏名を教えてください"), "氏名") && has(&fold("이름은 무엇입니까"), "이름"));
        assert!(has(&fold("Ваше имя?"), "имя") && !has(&fold("время"), "емя"));
    }

    #[test]
    fn a_word_for_nothing_is_one_in_any_language() {
        for nothing in ["none", "N/A", "-", "No", "Nothing", "nichts", "Keine Angabe", "rien", "特になし", "没有"]
        {
            assert!(is_nothing(nothing), "{nothing}");
        }
        assert!(!is_nothing("a debugger") && !is_nothing("nothing to add"));
    }

    #[test]
    fn case_accents_width_and_apostrophes_make_no_difference() {
        assert_eq!(fold("  Plutôt   D’ACCORD "), "plutot d'accord");
        assert_eq!(fold("Überhaupt größer"), "uberhaupt grosser");
        assert_eq!(fold("１年　Ｎ／Ａ"), "1年 n/a");
        assert_eq!(fold("Ονοματεπώνυμο"), "ονοματεπωνυμο");
        assert!(is("ueberhaupt nicht", "scale.frequency.10"));
    }
}
