//! What letters the bytes of a file stand for.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::io::{Cursor, Read};

/// A label of the WHATWG Encoding standard, such as `windows-1252`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EncodingName(pub &'static Encoding);

impl<'de> Deserialize<'de> for EncodingName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let label = String::deserialize(deserializer)?;
        Encoding::for_label(label.as_bytes()).map(EncodingName).ok_or_else(|| {
            de::Error::custom(format!(
                "\"{label}\" is not an encoding; use \"utf-8\", \"utf-16le\", \"windows-1252\" or another of https://encoding.spec.whatwg.org"
            ))
        })
    }
}

impl Serialize for EncodingName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.name().to_lowercase())
    }
}

/// The encoding that the first bytes of a file show: by its byte order mark, or for UTF-16 without one by the
/// zero bytes beside its first letters. UTF-8 unless they show another.
pub(super) fn sniff(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    match head {
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => UTF_16LE,
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => UTF_16BE,
        _ => UTF_8,
    }
}

/// Reads `head` and then `rest` as UTF-8 without a byte order mark.
///
/// UTF-8 passes unchanged and unchecked, so that the reader of records can say where it breaks.
pub(super) fn decode(head: Vec<u8>, rest: Box<dyn Read>, encoding: &'static Encoding) -> Box<dyn Read> {
    if encoding == UTF_8 {
        let skip = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let mut head = Cursor::new(head);
        head.set_position(skip);
        return Box::new(head.chain(rest));
    }
    let whole = Cursor::new(head).chain(rest);
    Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_shows_in_the_first_bytes() {
        assert_eq!(sniff(b"\xef\xbb\xbfa"), UTF_8);
        assert_eq!(sniff(b"\xff\xfea\0"), UTF_16LE);
        assert_eq!(sniff(b"\xfe\xff\0a"), UTF_16BE);
        assert_eq!(sniff(b"a\0b\0"), UTF_16LE);
        assert_eq!(sniff(b"\0a\0b"), UTF_16BE);
        assert_eq!(sniff(b"a,b"), UTF_8);
        assert_eq!(sniff(b""), UTF_8);
    }
}
