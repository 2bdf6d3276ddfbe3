//! Files that are no table of text, whatever they are called.

/// How the bytes of a kind of file begin, and what it is, with the remedy.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a spreadsheet or an archive, not CSV; name it .xlsx, or export the answers as CSV"),
    (b"\xd0\xcf\x11\xe0", "an older spreadsheet, not CSV; name it .xls, or export the answers as CSV"),
    (b"PAR1", "Parquet; write it as CSV, such as with `duckdb -c \"COPY (FROM 'it.parquet') TO 'it.csv' (HEADER)\"`"),
    (b"$FL2", "a file of SPSS (.sav); export the answers as CSV, with labels"),
    (b"$FL3", "a file of SPSS (.zsav); export the answers as CSV, with labels"),
    (b"<stata_dta>", "a file of Stata (.dta); export the answers as CSV, with labels"),
    (b"SQLite format 3\0", "a database of SQLite; export the table of answers as CSV"),
    (b"\x1f\x8b", "compressed (gzip); unpack it, and give the file of answers in it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z); unpack it, and give the file of answers in it"),
    (b"Rar!\x1a\x07", "an archive (RAR); unpack it, and give the file of answers in it"),
    (b"%PDF-", "a PDF; export the answers as CSV or .xlsx"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG); give the file of answers: CSV or .xlsx"),
    (b"\xff\xd8\xff", "a picture (JPEG); give the file of answers: CSV or .xlsx"),
    (b"GIF8", "a picture (GIF); give the file of answers: CSV or .xlsx"),
    (b"{\\rtf", "a text with formats (RTF); export the answers as CSV or .xlsx"),
];

/// How a text begins that is no table.
const MARKUP: &[(&str, &str)] = &[
    ("<!doctype html", "a web page, not a table; export the answers again, as CSV or .xlsx"),
    ("<html", "a web page, not a table; export the answers again, as CSV or .xlsx"),
    ("<table", "a table of a web page; open it in a spreadsheet program and save it as .xlsx or CSV"),
    ("<?xml", "XML; export the answers as CSV or .xlsx"),
    ("{\"", "JSON; export the answers as CSV or .xlsx"),
    ("[{\"", "JSON; export the answers as CSV or .xlsx"),
];

/// What a file is that begins with these bytes, if it is not delimited text: the rest of a sentence.
pub(super) fn by_bytes(head: &[u8]) -> Option<&'static str> {
    BEGINNINGS.iter().find(|(beginning, _)| head.starts_with(beginning)).map(|(_, what)| *what)
}

/// Control characters that texts have: tab, ends of lines and pages, the end of a file (DOS), and what switches character
/// sets (ISO-2022-JP).
const OF_TEXTS: [u8; 7] = [b'\t', b'\n', 0x0b, 0x0c, b'\r', 0x1a, 0x1b];

/// Why the beginning of a decoded text is none of a table: the rest of a sentence.
///
/// One zero byte within an answer does not make a file binary; several, and more than one byte of a hundred, do.
pub(super) fn by_text(head: &[u8]) -> Option<String> {
    let begins =
        |beginning: &str| head.get(..beginning.len()).is_some_and(|it| it.eq_ignore_ascii_case(beginning.as_bytes()));
    if let Some((_, what)) = MARKUP.iter().find(|(beginning, _)| begins(beginning)) {
        return Some((*what).to_owned());
    }
    let is_control = |byte: &u8| byte.is_ascii_control() && !OF_TEXTS.contains(byte);
    let (first, byte) = head.iter().enumerate().find(|(_, byte)| is_control(byte))?;
    let all = head.iter().filter(|byte| is_control(byte)).count();
    (all >= 4 && all * 100 > head.len()).then(|| {
        format!(
            "no text (byte {} is 0x{byte:02x}, and many more are none of a text's); give the file of answers: CSV or .xlsx. If it is text in UTF-16, say --encoding utf-16le, or `encoding` of [file] in the codebook",
            first + 1
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_a_stray_control_character_is_a_text() {
        for text in [
            &b"x,y\nab\0c,1\n"[..],
            b"x\x0b\x0cy,z\n1,2\r\n\x1a",
            b"\x1b$B0l\x1b(B,x",
            b"<b>Field</b>,y",
            b"{a},b",
            b"",
        ] {
            assert_eq!(by_text(text), None, "{}", String::from_utf8_lossy(text));
        }
        assert!(by_text(b"\0x\0,\0y\0\n").is_some_and(|what| what.starts_with("no text (byte 1 is 0x00")));
    }
}
