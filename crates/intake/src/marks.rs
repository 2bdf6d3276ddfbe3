//! Cells of an option's own column that say whether it was chosen.
//!
//! Signs mean the same everywhere; words are those of the catalogue, in any language.

use crate::{codebook::normal, words};
use std::{collections::HashMap, sync::OnceLock};

/// Signs, and what tools write.
const CHOSEN: &[&str] = &["1", "x", "✓", "✔", "☑", "☒", "√", "○", "◯", "〇", "●", "◎"];
const NOT_CHOSEN: &[&str] = &["0", "-", "×", "☐"];

/// Whether the option was chosen; none for a cell that says neither.
///
/// `form` is the cell in its [normal form](normal).
pub(crate) fn says(form: &str) -> Option<bool> {
    static KNOWN: OnceLock<HashMap<String, bool>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known = HashMap::new();
        for (signs, ids, chosen) in
            [(CHOSEN, ["marked", "marked.yes"], true), (NOT_CHOSEN, ["unmarked", "unmarked.no"], false)]
        {
            known.extend(signs.iter().map(|sign| ((*sign).to_owned(), chosen)));
            for word in ids.iter().flat_map(|id| words::written(id)) {
                known.insert(normal(word), chosen);
                known.insert(normal(&words::fold(word)), chosen);
            }
        }
        known
    });
    known.get(form).copied()
}

/// Whether a cell says nothing else, and is no yes or no: a sign, or a word such as "checked".
pub(crate) fn is_mark(form: &str) -> bool {
    says(form).is_some() && !words::is_any(form, &["marked.yes", "unmarked.no"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_chosen_or_not_in_the_words_of_many_languages() {
        for (cells, chosen) in [
            (
                &["Yes", "1", "1.0", "TRUE", "x", "Checked", "Ja", "WAHR", "ausgewählt", "Oui", "Coché", "Sí", "Si"][..],
                true,
            ),
            (&["Verdadero", "Sim", "Sì", "はい", "○", "選択", "是", "已选", "예", "Да", "Mentioned"], true),
            (&["No", "0", "FALSE", "-", "Unchecked", "Nein", "nicht ausgewählt", "FALSCH", "Non", "Não"], false),
            (&["いいえ", "×", "否", "未选", "아니요", "Нет", "Not mentioned"], false),
        ] {
            for cell in cells {
                assert_eq!(says(&normal(cell)), Some(chosen), "{cell}");
            }
        }
        // Answers, and words for nothing, which may be options.
        for cell in ["", "Docs", "maybe", "None", "没有", "無", "2"] {
            assert_eq!(says(&normal(cell)), None, "{cell}");
        }
        assert!(is_mark("x") && is_mark("checked") && is_mark("○") && !is_mark("ja") && !is_mark("はい"));
    }
}
