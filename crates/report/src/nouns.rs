//! What the options of a question are called: needs, features, or just answers.

use needs_core::survey::file::Question;
use needs_words::Words;

/// One option and several, as words in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nouns {
    pub one: String,
    pub many: String,
}

impl Nouns {
    /// The file's words, translated where they are common; "answer" where it has none.
    pub fn of(question: &Question, words: &Words) -> Nouns {
        let Some(told) = &question.options_are else { return Nouns::new(words.option_one(), words.option_many()) };
        match (told.one.as_str(), told.many.as_str()) {
            ("need", "needs") => Nouns::new(words.need_one(), words.need_many()),
            ("feature", "features") => Nouns::new(words.feature_one(), words.feature_many()),
            ("topic", "topics") => Nouns::new(words.topic_one(), words.topic_many()),
            ("tool", "tools") => Nouns::new(words.tool_one(), words.tool_many()),
            (one, many) => Nouns::new(one, many),
        }
    }

    fn new(one: &str, many: &str) -> Nouns {
        Nouns { one: one.to_owned(), many: many.to_owned() }
    }

    /// The word for one, as it stands at the head of a column.
    pub fn heading(&self) -> String {
        capitalized(&self.one)
    }
}

/// With a capital at its beginning.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::survey::{example::example, file};
    use needs_words::Lang;

    fn nouns(told: Option<(&str, &str)>, lang: Lang) -> (String, String) {
        let mut question = example().about.questions[0].clone();
        question.options_are = told.map(|(one, many)| file::Nouns { one: one.to_owned(), many: many.to_owned() });
        let nouns = Nouns::of(&question, &Words::new(lang));
        (nouns.one, nouns.many)
    }

    #[test]
    fn without_words_of_its_own_a_question_has_answers() {
        assert_eq!(nouns(None, Lang::En), ("answer".to_owned(), "answers".to_owned()));
        assert_eq!(nouns(None, Lang::De), ("Antwort".to_owned(), "Antworten".to_owned()));
    }

    #[test]
    fn common_nouns_are_translated_and_any_other_word_is_the_files() {
        assert_eq!(nouns(Some(("need", "needs")), Lang::De), ("Bedarf".to_owned(), "Bedarfe".to_owned()));
        assert_eq!(nouns(Some(("role", "roles")), Lang::De), ("role".to_owned(), "roles".to_owned()));
        assert_eq!(nouns(Some(("need", "necessities")), Lang::De).1, "necessities");
    }

    #[test]
    fn a_head_begins_with_a_capital() {
        assert_eq!(capitalized("étape"), "Étape");
        assert_eq!(capitalized(""), "");
    }
}
