//! Reads JSON as programs write it; what is rarer is left to serde_json.
//!
//! serde_json takes 9 kB of the page's first file. What this reader accepts, serde_json reads to the same values: a property
//! test holds them against each other. It gives up on numbers with an exponent or more than 18 digits, on deep nesting, and on
//! whatever is wrong: serde_json says where.

use super::reader::Json;

/// serde_json's limit is 128.
const DEEPEST: u32 = 100;
/// A number of so many digits is below 2⁶⁴, and 10 to that power is a double without rounding.
const MOST_DIGITS: u32 = 18;

/// The value that the bytes hold; none if they are not JSON, or not plain.
pub(super) fn read(bytes: &[u8]) -> Option<Json> {
    let mut plain = Plain { text: std::str::from_utf8(bytes).ok()?, at: 0 };
    let json = plain.value(DEEPEST)?;
    plain.blank();
    (plain.at == plain.text.len()).then_some(json)
}

struct Plain<'a> {
    text: &'a str,
    /// Position in bytes.
    at: usize,
}

impl Plain<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// Passes this byte if it is next, after blanks.
    fn pass(&mut self, byte: u8) -> bool {
        self.blank();
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self, depth: u32) -> Option<Json> {
        self.blank();
        match self.next()? {
            b'"' => self.string().map(Json::Text),
            b'[' if depth > 0 => self.list(depth - 1),
            b'{' if depth > 0 => self.object(depth - 1),
            b't' => self.word("rue", Json::Flag(true)),
            b'f' => self.word("alse", Json::Flag(false)),
            b'n' => self.word("ull", Json::Null),
            b'-' => self.number().map(|number| Json::Number(-number)),
            b'0'..=b'9' => {
                self.at -= 1;
                self.number().map(Json::Number)
            }
            _ => None,
        }
    }

    fn word(&mut self, rest: &str, json: Json) -> Option<Json> {
        let is_there = self.text.as_bytes()[self.at..].starts_with(rest.as_bytes());
        self.at += rest.len();
        is_there.then_some(json)
    }

    fn list(&mut self, depth: u32) -> Option<Json> {
        let mut items = Vec::new();
        if self.pass(b']') {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if !self.pass(b',') {
                return self.pass(b']').then_some(Json::List(items));
            }
        }
    }

    fn object(&mut self, depth: u32) -> Option<Json> {
        let mut entries = Vec::new();
        if self.pass(b'}') {
            return Some(Json::Object(entries));
        }
        loop {
            if !self.pass(b'"') {
                return None;
            }
            let name = self.string()?;
            if !self.pass(b':') {
                return None;
            }
            entries.push((name, self.value(depth)?));
            if !self.pass(b',') {
                return self.pass(b'}').then_some(Json::Object(entries));
            }
        }
    }

    /// A number without its sign.
    fn number(&mut self) -> Option<f64> {
        let (mut digits, mut value) = (0, 0_u64);
        let mut fraction = None;
        loop {
            match self.peek() {
                Some(digit @ b'0'..=b'9') => {
                    digits += 1;
                    // 01 is no number.
                    if digits > MOST_DIGITS || digits == 2 && value == 0 && fraction.is_none() {
                        return None;
                    }
                    value = value * 10 + u64::from(digit - b'0');
                }
                Some(b'.') if fraction.is_none() && digits > 0 => fraction = Some(digits),
                Some(b'.' | b'e' | b'E') => return None,
                _ => break,
            }
            self.at += 1;
        }
        let places = digits - fraction.unwrap_or(digits);
        if digits == 0 || fraction.is_some() && places == 0 {
            return None;
        }
        let mut one = 1.0;
        for _ in 0..places {
            one *= 10.0;
        }
        Some(value as f64 / one)
    }

    /// A text whose opening quote has been passed.
    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let from = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | ..b' ') {
                self.at += 1;
            }
            text.push_str(self.text.get(from..self.at)?);
            match self.next()? {
                b'"' => return Some(text),
                b'\\' => text.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let character = match self.next()? {
            escaped @ (b'"' | b'\\' | b'/') => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                // Characters from U+10000 on are a pair of surrogates.
                if unit >> 10 == 0xd800 >> 10 {
                    if self.next()? != b'\\' || self.next()? != b'u' {
                        return None;
                    }
                    let low = self.unit()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                    return char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + low);
                }
                return char::from_u32(unit);
            }
            _ => return None,
        };
        Some(character)
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.next()?).to_digit(16)?;
        }
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn by_serde(bytes: &[u8]) -> Option<Json> {
        serde_json::from_slice(bytes).ok()
    }

    /// Any JSON that is plain.
    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-999_999_999_999_999_999_i64..=999_999_999_999_999_999).prop_map(Value::from),
            (-9_999_999_i32..=9_999_999).prop_map(|n| Value::from(f64::from(n) / 100_000.0)),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 30, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|entries| Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_programs_write_is_read_as_serde_reads_it(json in json(), pretty: bool) {
            let written = if pretty { serde_json::to_vec_pretty(&json) } else { serde_json::to_vec(&json) };
            let written = written.expect("it is JSON");
            let plain = read(&written);
            // 0.00001 is written with an exponent.
            prop_assert!(plain.is_some() || String::from_utf8_lossy(&written).contains("e-"));
            prop_assert!(plain.is_none() || plain == by_serde(&written));
        }

        #[test]
        fn what_is_read_of_any_bytes_is_what_serde_reads(
            json in json(),
            place: prop::sample::Index,
            byte in prop::sample::select(&b"\"\\{}[]:,0123456789.-+eEu /tfn\n\x01\xc3"[..]),
            replaces: bool,
        ) {
            let mut written = serde_json::to_vec(&json).expect("it is JSON");
            let at = place.index(written.len());
            if replaces {
                written[at] = byte;
            } else {
                written.insert(at, byte);
            }
            if let Some(plain) = read(&written) {
                prop_assert_eq!(Some(plain), by_serde(&written));
            }
        }
    }

    #[test]
    fn escapes_are_read_and_half_a_character_is_not() {
        let text = |json: &str| match read(json.as_bytes()) {
            Some(Json::Text(text)) => Some(text),
            _ => None,
        };
        assert_eq!(text(r#""a\"\\\/\b\f\n\r\t""#).as_deref(), Some("a\"\\/\u{8}\u{c}\n\r\t"));
        assert_eq!(text(r#""\u00e9\ud83d\ude00""#).as_deref(), Some("é😀"));
        for wrong in [r#""\ud83d""#, r#""\ud83d\u0041""#, r#""\ude00""#, r#""\u00g0""#, r#""\x""#, "\"\n\"", "\"a"] {
            assert_eq!(text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_are_read_as_serde_reads_them_or_not_at_all() {
        for number in ["0", "-0", "0.1", "-12.50", "999999999999999999", "0.3333333333333333", "123456789012345.678"] {
            let plain = read(number.as_bytes()).unwrap_or_else(|| panic!("{number}"));
            assert_eq!(Some(plain), by_serde(number.as_bytes()), "{number}");
        }
        for other in ["01", "-", "1.", ".5", "1e3", "1.2.3", "+1", "--1", "1234567890123456789", "0x1", "1 2"] {
            assert_eq!(read(other.as_bytes()), None, "{other}");
        }
    }
}
