//! The key of an answer in a sheet: tells who said it to nobody without the salt.

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Random bytes that make keys; whoever has them and the answers can tell whose a key is.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt([u8; 32]);

/// Who gave an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// What the survey tool calls them.
    Respondent(&'a str),
    /// Where it does not: the answer, and how many before it are the same.
    Text(&'a str, u32),
}

/// Letters that make no words; no digits, which a spreadsheet would read as a number.
const LETTERS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";

/// Letters of a key: 69 bits.
const LENGTH: usize = 16;

impl Salt {
    pub fn of(bytes: [u8; 32]) -> Salt {
        Salt(bytes)
    }

    /// As [`Salt::to_text`] wrote it: 64 hexadecimal digits; lines that begin with `#` are passed over.
    ///
    /// # Errors
    /// What is wrong, without the salt.
    pub fn read(text: &str) -> Result<Salt, &'static str> {
        const WRONG: &str = "not a salt: one line of 64 hexadecimal digits, as `code start` writes it; without the same salt \
                             the keys of the sheets cannot be told";
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (Some(digits), None) = (lines.next(), lines.next()) else { return Err(WRONG) };
        if digits.len() != 64 || !digits.is_ascii() {
            return Err(WRONG);
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| WRONG)?;
        }
        Ok(Salt(bytes))
    }

    pub fn to_text(&self) -> String {
        let digits: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("# Keep this file, and keep it private: it tells whose answer a key of a sheet is.\n{digits}\n")
    }

    /// The key of an answer to a question: four groups of four letters, the same for the same salt, question and person.
    ///
    /// Which white space stands between words of a text makes no difference.
    pub fn key(&self, question: &str, who: Who) -> String {
        match who {
            Who::Respondent(id) => self.letters(&["respondent", question, id.trim()]),
            Who::Text(text, before) => {
                self.letters(&["text", question, &needs_core::whitespace::tidy(text), &before.to_string()])
            }
        }
    }

    /// A text to sort by: an order that nobody can tell, another one for every name.
    pub fn order(&self, name: &str, key: &str) -> String {
        self.letters(&["order", name, key])
    }

    fn letters(&self, parts: &[&str]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length will do");
        for part in parts {
            // With their lengths, so that no two lists of parts are the same bytes.
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part.as_bytes());
        }
        let bytes = mac.finalize().into_bytes();
        let mut number = u128::from_le_bytes(bytes[..16].try_into().expect("32 bytes"));
        let mut key = String::new();
        for letter in 0..LENGTH {
            if letter > 0 && letter % 4 == 0 {
                key.push('-');
            }
            key.push(LETTERS[(number % 20) as usize] as char);
            number /= 20;
        }
        key
    }
}

/// Without the bytes.
impl std::fmt::Debug for Salt {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("Salt")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_salt_is_read_as_it_is_written() {
        let salt = Salt::of(std::array::from_fn(|i| i as u8 * 7));
        assert_eq!(Salt::read(&salt.to_text()), Ok(salt.clone()));
        assert_eq!(format!("{salt:?}"), "Salt", "not by accident in a log");
        for wrong in ["", "abc", &"g".repeat(64), &format!("{0}\n{0}", "0".repeat(64))] {
            assert!(Salt::read(wrong).expect_err("no salt").contains("64 hexadecimal digits"));
        }
    }

    #[test]
    fn keys_differ_by_salt_question_person_and_occurrence() {
        let (salt, other) = (Salt::of([1; 32]), Salt::of([2; 32]));
        let text = "we need docs";
        let keys = [
            salt.key("needs", Who::Text(text, 0)),
            salt.key("needs", Who::Text(text, 1)),
            salt.key("hopes", Who::Text(text, 0)),
            salt.key("needs", Who::Respondent(text)),
            other.key("needs", Who::Text(text, 0)),
        ];
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), 5, "{keys:?}");
        assert_eq!(keys[0], salt.key("needs", Who::Text("we  need\r\ndocs ", 0)), "another export's white space");
        assert!(keys[0].len() == 19 && keys[0].bytes().all(|b| b == b'-' || LETTERS.contains(&b)));
    }
}
