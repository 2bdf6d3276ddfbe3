//! Answers that no option collects.

use crate::answers::Place;
use needs_core::survey::file::KindName;
use needs_intake::codebook::Codebook;

/// What becomes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unlisted {
    /// Nothing is published until each has a place.
    Refused,
    /// They count as no answer.
    NoAnswer,
    /// An option of this label collects them.
    Collected(String),
}

impl Unlisted {
    /// None where the codebook has nothing in this place, or codes, for which it means something else.
    pub fn of(codebook: &Codebook, place: Place) -> Option<Unlisted> {
        let other = match place {
            Place::Dimension(i) => &codebook.dimensions.get(i)?.other,
            Place::Question(i) => {
                let entry = codebook.questions.get(i)?;
                if entry.kind == KindName::Coded {
                    return None;
                }
                &entry.other
            }
        };
        Some(match other.as_deref().map(str::trim) {
            None => Unlisted::Refused,
            Some("") => Unlisted::NoAnswer,
            Some(label) => Unlisted::Collected(label.to_owned()),
        })
    }

    /// Puts it into the codebook; a label of nothing but spaces is none.
    pub fn put(self, codebook: &mut Codebook, place: Place) {
        let other = match self {
            Unlisted::Refused => None,
            Unlisted::NoAnswer => Some(String::new()),
            Unlisted::Collected(label) if label.trim().is_empty() => return,
            Unlisted::Collected(label) => Some(label.trim().to_owned()),
        };
        match place {
            Place::Dimension(i) => {
                codebook.dimensions.get_mut(i).into_iter().for_each(|entry| entry.other = other.clone())
            }
            Place::Question(i) => {
                codebook.questions.get_mut(i).into_iter().for_each(|entry| entry.other = other.clone())
            }
        }
    }
}

/// Whether an option could collect them: of a scale, a number or a score no label would say what they are.
pub fn can_be_collected(codebook: &Codebook, place: Place) -> bool {
    match place {
        Place::Dimension(i) => codebook.dimensions.get(i).is_some_and(|entry| entry.bands.is_empty()),
        Place::Question(i) => {
            codebook.questions.get(i).is_some_and(|entry| matches!(entry.kind, KindName::Single | KindName::Multiple))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codebook() -> Codebook {
        Codebook::read(
            "title = \"A\"\n[[dimension]]\nlabel = \"Field\"\nother = \"Another\"\ncategories = [\"Imaging\"]\n\
             [[question]]\nkind = \"number\"\ncolumn = \"Years\"\nbands = [5]\nother = \"\"\n\
             [[question]]\nkind = \"single\"\ncolumn = \"Need\"\nchoices = [\"Docs\"]\n",
        )
        .expect("a codebook")
    }

    #[test]
    fn it_is_read_and_put_as_the_codebook_writes_it() {
        let mut codebook = codebook();
        let all = [Place::Dimension(0), Place::Question(0), Place::Question(1)];
        assert_eq!(
            all.map(|place| Unlisted::of(&codebook, place)),
            [Some(Unlisted::Collected("Another".to_owned())), Some(Unlisted::NoAnswer), Some(Unlisted::Refused)]
        );
        Unlisted::Refused.put(&mut codebook, all[0]);
        Unlisted::Collected(" Else ".to_owned()).put(&mut codebook, all[2]);
        Unlisted::Collected(" ".to_owned()).put(&mut codebook, all[1]);
        let read = Codebook::read(&codebook.write("").expect("written")).expect("a codebook");
        assert_eq!(
            all.map(|place| Unlisted::of(&read, place)),
            [Some(Unlisted::Refused), Some(Unlisted::NoAnswer), Some(Unlisted::Collected("Else".to_owned()))]
        );
    }

    #[test]
    fn numbers_are_collected_by_no_label() {
        let codebook = codebook();
        assert!(can_be_collected(&codebook, Place::Dimension(0)) && can_be_collected(&codebook, Place::Question(1)));
        assert!(!can_be_collected(&codebook, Place::Question(0)));
    }
}
