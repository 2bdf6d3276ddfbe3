//! The codebook that is being written: one text and one value that say the same, and every earlier state of both.

use needs_intake::codebook::{Codebook, CodebookError};
use std::rc::Rc;

/// A codebook as its author writes it (TOML, with comments) and as a value.
///
/// `codebook` is what [`Codebook::read`] makes of `text`.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    text: String,
    codebook: Codebook,
}

impl Document {
    /// Reads a text.
    ///
    /// # Errors
    /// If it is no codebook; the message shows where.
    pub fn read(text: &str) -> Result<Document, CodebookError> {
        Ok(Document { codebook: Codebook::read(text)?, text: text.to_owned() })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// The document after a change of the codebook; the text keeps its comments.
    ///
    /// # Errors
    /// If what the change made cannot be read back: then it is not taken.
    pub fn changed(&self, change: impl FnOnce(&mut Codebook)) -> Result<Document, CodebookError> {
        let mut codebook = self.codebook.clone();
        change(&mut codebook);
        if codebook == self.codebook {
            return Ok(self.clone());
        }
        Document::read(&codebook.write(&self.text)?)
    }
}

/// All states of a document, from the first to the last, and which of them is shown.
#[derive(Clone, Debug)]
pub struct History {
    before: Vec<Rc<Document>>,
    now: Rc<Document>,
    /// The next one to redo is the last.
    after: Vec<Rc<Document>>,
}

impl History {
    pub fn of(document: Document) -> History {
        History { before: Vec::new(), now: Rc::new(document), after: Vec::new() }
    }

    pub fn now(&self) -> &Rc<Document> {
        &self.now
    }

    /// Takes a new state; what was undone before is gone. The same state again is none.
    pub fn push(&mut self, document: Document) {
        if *self.now == document {
            return;
        }
        let before = std::mem::replace(&mut self.now, Rc::new(document));
        self.before.push(before);
        self.after.clear();
    }

    /// As [`push`](History::push), in place of the last state: of one word typed letter by letter one state is kept.
    pub fn amend(&mut self, document: Document) {
        if *self.now == document {
            return;
        }
        self.now = Rc::new(document);
        self.after.clear();
    }

    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }

    /// Goes back by one state; false at the first.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.before.pop() else { return false };
        let after = std::mem::replace(&mut self.now, before);
        self.after.push(after);
        true
    }

    /// Goes forward by one state; false at the last.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.after.pop() else { return false };
        let before = std::mem::replace(&mut self.now, after);
        self.before.push(before);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DRAFT: &str = "title = \"A\"  # TO DO\nignore = [\"Name\"]\n\n# It makes the rows.\n[[dimension]]\nlabel = \"Field\"\n\
                         categories = [\n  \"Imaging\",  # many\n  \"Genetics\",\n]\n";

    fn draft() -> Document {
        Document::read(DRAFT).expect("a codebook")
    }

    /// One of the changes that an author makes.
    fn change(kind: u8, text: &str) -> impl FnOnce(&mut Codebook) {
        move |codebook| match kind {
            0 => codebook.title = text.to_owned(),
            1 => codebook.k = Some(5 + text.len() as u32),
            2 => codebook.dimensions[0].categories.reverse(),
            3 => codebook.dimensions[0].never_generalize ^= true,
            4 => codebook.ignore.clear(),
            _ => codebook.narrative.limitations = text.to_owned(),
        }
    }

    #[test]
    fn a_change_keeps_the_comments_and_no_change_keeps_the_text() {
        let changed = draft().changed(|codebook| codebook.title = "B".to_owned()).expect("taken");
        assert_eq!(changed.text(), DRAFT.replace("\"A\"", "\"B\""));
        assert_eq!(draft().changed(|_| {}).expect("taken").text(), DRAFT);
    }

    #[test]
    fn of_a_word_that_is_typed_one_state_is_kept() {
        let mut history = History::of(draft());
        let titled = |title: &str| draft().changed(|codebook| codebook.title = title.to_owned()).expect("taken");
        history.push(titled("N"));
        history.amend(titled("Ne"));
        history.amend(titled("Needs"));
        assert!(history.undo());
        assert_eq!(history.now().text(), DRAFT);
        assert!(!history.can_undo() && history.redo());
        assert_eq!(history.now().codebook().title, "Needs");
    }

    proptest! {
        #[test]
        fn every_change_is_undone_and_done_again(changes in prop::collection::vec((0..6_u8, "[a-z \"#\n]{0,8}"), 0..20)) {
            let mut history = History::of(draft());
            let mut states = vec![Rc::clone(history.now())];
            for (kind, text) in &changes {
                let next = history.now().changed(change(*kind, text)).expect("taken");
                prop_assert_eq!(&Codebook::read(next.text()).expect("a codebook"), next.codebook());
                history.push(next);
                if states.last() != Some(history.now()) {
                    states.push(Rc::clone(history.now()));
                }
            }
            for state in states.iter().rev() {
                prop_assert_eq!(history.now(), state);
                history.undo();
            }
            prop_assert!(!history.can_undo());
            for state in &states {
                prop_assert_eq!(history.now(), state);
                history.redo();
            }
            prop_assert!(!history.can_redo());
        }
    }
}
