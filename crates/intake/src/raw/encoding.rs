//! The character encoding of a file.

use super::Source;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::io::{self, Cursor, Read};

/// A label of the WHATWG Encoding standard, such as `windows-1252`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EncodingName(pub &'static Encoding);

impl EncodingName {
    /// Looks up a label of the standard.
    ///
    /// # Errors
    /// If no encoding has this label.
    pub fn named(label: &str) -> Result<EncodingName, String> {
        Encoding::for_label(label.as_bytes()).map(EncodingName).ok_or_else(|| {
            format!(
                "\"{label}\" is not an encoding; use \"utf-8\", \"utf-16le\", \"windows-1252\" or another of https://encoding.spec.whatwg.org"
            )
        })
    }
}

impl<'de> Deserialize<'de> for EncodingName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        EncodingName::named(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl Serialize for EncodingName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.name().to_lowercase())
    }
}

/// Detects an encoding by the first bytes of a file: by the byte order mark or, for UTF-16 without one, by the zero bytes
/// beside the first letters. UTF-8 otherwise.
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
/// UTF-8 passes unchanged and unchecked, so that the reader of records can report the place of invalid bytes.
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

/// Guesses the encoding of a text that is neither UTF-8 nor has a byte order mark; none for any other source, for a
/// spreadsheet, and for UTF-8 with a few invalid bytes, which the reader of records reports with their places.
///
/// # Errors
/// If the source cannot be read.
pub fn guess(source: &dyn Source) -> io::Result<Option<EncodingName>> {
    let mut bytes = source.open()?;
    let mut seen = Seen::new();
    let mut buffer = vec![0; 1 << 16];
    let mut first = true;
    loop {
        let count = bytes.read(&mut buffer)?;
        let piece = &buffer[..count];
        // An archive, an older spreadsheet, or text with a byte order mark.
        let is_other = piece.starts_with(b"PK\x03\x04") || piece.starts_with(&[0xd0, 0xcf]) || sniff(piece) != UTF_8;
        if first && is_other {
            return Ok(None);
        }
        first = false;
        if count == 0 {
            return Ok(seen.encoding().map(EncodingName));
        }
        seen.take(piece);
    }
}

/// Statistics of the bytes of a text.
struct Seen {
    detector: EncodingDetector,
    /// The beginning of a UTF-8 sequence that continues in the next piece.
    cut: Vec<u8>,
    /// Number of multi-byte UTF-8 sequences.
    letters: u64,
    /// Number of invalid UTF-8 sequences.
    broken: u64,
    /// How often each non-ASCII byte follows a lower-case letter, as accented letters do within words.
    within_words: [u64; 256],
    before: u8,
}

impl Seen {
    fn new() -> Seen {
        Seen {
            detector: EncodingDetector::new(Iso2022JpDetection::Allow),
            cut: Vec::new(),
            letters: 0,
            broken: 0,
            within_words: [0; 256],
            before: 0,
        }
    }

    fn take(&mut self, piece: &[u8]) {
        self.detector.feed(piece, false);
        for &byte in piece {
            if !byte.is_ascii() && self.before.is_ascii_lowercase() {
                self.within_words[usize::from(byte)] += 1;
            }
            self.before = byte;
        }
        let whole = [std::mem::take(&mut self.cut), piece.to_vec()].concat();
        let mut rest = whole.as_slice();
        loop {
            let (valid, error) = match std::str::from_utf8(rest) {
                Ok(text) => (text, None),
                Err(error) => {
                    let valid = std::str::from_utf8(&rest[..error.valid_up_to()]).expect("valid so far");
                    (valid, Some(error))
                }
            };
            self.letters += valid.chars().filter(|c| !c.is_ascii()).count() as u64;
            let Some(error) = error else { return };
            let from = error.valid_up_to();
            match error.error_len() {
                Some(length) => {
                    self.broken += 1;
                    rest = &rest[from + length..];
                }
                None => {
                    self.cut = rest[from..].to_vec();
                    return;
                }
            }
        }
    }

    fn encoding(mut self) -> Option<&'static Encoding> {
        self.broken += u64::from(!self.cut.is_empty());
        self.detector.feed(b"", true);
        let guessed = self.detector.guess(None, Utf8Detection::Deny);
        if self.broken == 0 {
            // ISO-2022-JP is written in ASCII's bytes.
            return (guessed == encoding_rs::ISO_2022_JP).then_some(guessed);
        }
        // Text in other encodings hardly ever forms a valid UTF-8 sequence, least where one byte is a letter.
        let enough = if guessed.is_single_byte() { self.broken.div_ceil(2) } else { self.broken + 1 };
        if self.letters >= enough {
            return None;
        }
        Some(match guessed {
            _ if self.is_macintosh(guessed) => MACINTOSH,
            guessed if guessed == GBK => GB18030,
            guessed => guessed,
        })
    }

    /// Whether bytes within words are lower-case letters in Mac OS Roman and mostly not in the guessed encoding; the detector
    /// does not know Mac OS Roman.
    fn is_macintosh(&self, guessed: &'static Encoding) -> bool {
        if !guessed.is_single_byte() {
            return false;
        }
        let small = |encoding: &'static Encoding| -> u64 {
            let is_small = |byte: usize| {
                let byte = [byte as u8];
                encoding.decode_without_bom_handling(&byte).0.chars().all(char::is_lowercase)
            };
            (128..256).filter(|&byte| is_small(byte)).map(|byte| self.within_words[byte]).sum()
        };
        let all: u64 = self.within_words.iter().sum();
        let mac = small(MACINTOSH);
        mac > 0 && mac * 10 >= all * 8 && small(guessed) * 2 <= mac
    }
}

#[cfg(test)]
mod tests {
    use super::super::InMemory;
    use super::*;

    fn guessed(bytes: &[u8]) -> Option<&'static str> {
        guess(&InMemory::new("answers.csv", bytes)).expect("in memory").map(|name| name.0.name())
    }

    #[test]
    fn encodings_are_guessed_from_text_that_is_no_utf_8() {
        let japanese = "タイムスタンプ,あなたの研究分野は何ですか？,最も必要なものは何ですか？\n2026/03/01,画像解析,ドキュメント\n";
        let russian =
            "Отметка времени,В какой области вы работаете?,Что вам нужно больше всего?\n1,Биология,Документация\n";
        let polish = "Sygnatura czasowa,W jakiej dziedzinie pracujesz?,Czego najbardziej potrzebujesz?\n1,Fizyka cząstek,Więcej pamięci\n";
        let chinese = "时间戳记,您的研究领域是什么？,您最需要什么？\n1,图像分析,更好的文档\n";
        let french = "Horodateur,Dans quel domaine êtes-vous ?,Où vivez-vous ?\n1,Génétique,Québec\n2,Géologie,Île-de-France\n3,Écologie,Rhône\n";
        for (text, encoding) in [
            (japanese, encoding_rs::SHIFT_JIS),
            (japanese, encoding_rs::EUC_JP),
            (japanese, encoding_rs::ISO_2022_JP),
            (russian, encoding_rs::WINDOWS_1251),
            (russian, encoding_rs::KOI8_U),
            (polish, encoding_rs::WINDOWS_1250),
            (chinese, encoding_rs::GB18030),
            (french, encoding_rs::WINDOWS_1252),
            (french, MACINTOSH),
        ] {
            let bytes = match encoding {
                // What is written in KOI8-R is the same in KOI8-U, but for boxes.
                encoding if encoding == MACINTOSH => mac(text),
                encoding => encoding.encode(text).0.into_owned(),
            };
            let found = guessed(&bytes).and_then(|name| Encoding::for_label(name.as_bytes())).unwrap_or(UTF_8);
            assert_eq!(found.decode_without_bom_handling(&bytes).0, text, "{} for {}", found.name(), encoding.name());
        }
    }

    /// French as an old Mac writes it.
    fn mac(text: &str) -> Vec<u8> {
        MACINTOSH.encode(text).0.into_owned()
    }

    #[test]
    fn utf_8_with_a_broken_byte_is_no_other_encoding() {
        let mut bytes = "Größe,Wünsche\nüber zehn,Präzision\n".as_bytes().to_vec();
        bytes.extend(b"M\xfcnchen,x\n");
        assert_eq!(guessed(&bytes), None);
        assert_eq!(
            guessed(&["Größe,x\nMunch".as_bytes(), b"\xfcn,y\n"].concat()),
            None,
            "one letter beside one broken byte"
        );
        assert_eq!(guessed("Größe".as_bytes()), None);
        assert_eq!(guessed(b"plain"), None);
        assert_eq!(guessed("\u{feff}x".as_bytes()), None);
        assert_eq!(guessed(b"PK\x03\x04\xff\xfe"), None);
    }

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
