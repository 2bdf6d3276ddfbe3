use super::*;
use std::io::Read;

fn read(bytes: &[u8], format: &Format) -> Result<(Headers, Vec<Vec<String>>), RawError> {
    let mut raw = Raw::open(&InMemory::new("the answers", bytes), format, Box::new(|_| {}))?;
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while raw.next(&mut record)?.is_some() {
        rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok((raw.headers, rows))
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    read(bytes, &Format::default()).expect("readable").1
}

fn problem(bytes: &[u8]) -> String {
    read(bytes, &Format::default()).expect_err("not readable").to_string()
}

#[test]
fn every_common_way_to_write_a_table_gives_the_same_rows() {
    let expected = [["é", "1"], ["b", "2"]];
    let utf_16: Vec<u8> = "\u{feff}x;y\r\né;1\r\nb;2\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        "x,y\né,1\nb,2\n".as_bytes(),
        "\u{feff}x,y\r\né,1\r\nb,2".as_bytes(),
        "x\ty\né\t1\nb\t2\n".as_bytes(),
        "\"x\";\"y\"\n\"é\";1\n\nb;2\n;\n".as_bytes(),
        &utf_16,
    ] {
        assert_eq!(rows(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn windows_1252_is_read_where_it_is_declared() {
    let format = Format { encoding: Some(EncodingName(encoding_rs::WINDOWS_1252)), ..Format::default() };
    assert_eq!(read(b"x,y\n\xe9,1\n", &format).expect("readable").1, [["é", "1"]]);
}

#[test]
fn newlines_and_delimiters_in_quotes_belong_to_the_cell() {
    assert_eq!(rows(b"x,y\n\"a\nb, c\",\"say \"\"hi\"\"\"\n"), [["a\nb, c", "say \"hi\""]]);
}

#[test]
fn a_ragged_row_is_named_by_row_and_line() {
    let problem = problem(b"x,y\n\"a\nb\",1\nc\n");
    assert!(problem.contains("row 3 (line 4): 1 cell under 2 columns"), "{problem}");
}

/// The header, an answer over two lines, two good ones, a blank line, and a ragged row in row 6, line 7.
const RAGGED: &str = "x,y\n\"a\nb\",1\nc,2\nd,3\n\ne\nf,4\n";

#[test]
fn rows_and_lines_are_counted_however_lines_end() {
    for end in ["\n", "\r\n", "\r"] {
        let text = RAGGED.replace('\n', end);
        for bytes in [text.as_bytes().to_vec(), [b"\xef\xbb\xbf", text.as_bytes()].concat()] {
            let problem = problem(&bytes);
            assert!(problem.contains("row 6 (line 7): 1 cell under 2 columns"), "{end:?}: {problem}");
        }
    }
    // The last row, with and without an end of its line, and one that is not UTF-8.
    for (bytes, place) in [
        (&b"x,y\r\na,1\r\nb"[..], "row 3: 1 cell"),
        (b"x,y\r\na,1\r\nb\r\n", "row 3: 1 cell"),
        (b"x,y\n\n\na,1\nb\n\n\n", "row 5: 1 cell"),
        (b"x,y\r\na,1\r\n\r\n\xe9,2\r\n", "row 4: column #1: byte 1 of the cell is not UTF-8"),
    ] {
        let problem = problem(bytes);
        assert!(problem.contains(place), "{}: {problem}", String::from_utf8_lossy(bytes));
    }
    // More than what is read at once.
    let many = "x,y\r\n".to_owned() + &"a,1\r\n".repeat(100_000) + "b\r\n";
    assert!(problem(many.as_bytes()).contains("row 100002: 1 cell"));
}

#[test]
fn bytes_that_are_not_utf_8_are_named_with_the_remedy() {
    let problem = problem(b"x,y\na,b\nc,\xe9\n");
    assert!(problem.contains("row 3: column #2: byte 1 of the cell is not UTF-8"), "{problem}");
    assert!(problem.contains("encoding = \"windows-1252\""), "{problem}");
}

#[test]
fn empty_rows_above_the_header_are_passed_over() {
    let (headers, rows) = read(b",,\n, ,\nx,y,z\n1,2,3\n", &Format::default()).expect("readable");
    assert_eq!((headers.name(0), rows), ("x", vec![["1", "2", "3"].map(str::to_owned).to_vec()]));
    assert!(problem(b",\n,\n").contains("the file is empty"));
    assert!(problem(b",\nx,y\n1\n").contains("row 3"), "rows are counted as the spreadsheet does");
}

#[test]
fn an_empty_file_is_told() {
    assert!(problem(b"").contains("the file is empty"));
}

#[test]
fn an_endless_record_ends_at_the_limit() {
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0 += buffer.len() as u64;
            assert!(self.0 < 2 * MOST_OF_A_RECORD, "read on behind the limit");
            buffer.fill(b'a');
            Ok(buffer.len())
        }
    }
    let mut rows = delimited::Delimited::open(Endless(0), &Format::default(), Box::new(|_| {})).expect("opens");
    let (start, problem) = rows.next(&mut csv::StringRecord::new()).expect_err("too large");
    assert_eq!(start.line, 1);
    assert!(problem.contains("larger than 8 MB"), "{problem}");
}

#[test]
fn rows_of_a_footer_are_held_back_whatever_their_length_and_places_stay_right() {
    let text = "x,y\na,1\n\nb,2\nc\nTotal,2\n\nmade by a tool\n";
    let of = |rows| read(text.as_bytes(), &Format { footer_rows: Some(rows), ..Format::default() });
    assert_eq!(of(3).expect("readable").1, [["a", "1"], ["b", "2"]]);
    assert_eq!(of(9).expect("readable").1, Vec::<Vec<String>>::new());
    let problem = of(2).expect_err("a short row is no footer").to_string();
    assert!(problem.contains("row 5: 1 cell under 2 columns") && problem.contains("footer_rows"), "{problem}");
}

proptest::proptest! {
    /// A footer of so many rows leaves the others, as they are without it.
    #[test]
    fn a_footer_is_the_last_rows_and_nothing_else(cells in proptest::collection::vec("[a-c]{0,2}", 0..20), footer in 0..8_usize) {
        let text: String = cells.iter().map(|cell| format!("{cell},z\n")).collect();
        let bytes = format!("x,y\n{text}").into_bytes();
        let all = read(&bytes, &Format::default()).expect("readable").1;
        let kept = read(&bytes, &Format { footer_rows: Some(footer), ..Format::default() }).expect("readable").1;
        proptest::prop_assert_eq!(&kept[..], &all[..all.len().saturating_sub(footer)]);
    }
}

#[test]
fn what_is_no_table_is_named_with_what_to_give_instead() {
    // The first bytes of a PNG of one pixel.
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    // No signature that is known: counters in 32 bits.
    let numbers: Vec<u8> = (300..500_u32).flat_map(u32::to_le_bytes).collect();
    for (bytes, expected) in [
        (&png[..], "the answers: is a picture (PNG); give the file of answers: CSV or .xlsx"),
        (&numbers, "the answers: is no text (byte 2 is 0x01, and many more are none of a text's)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "is an older spreadsheet, not CSV; name it .xls"),
        (b"\x1f\x8b\x08\0\0\0", "is compressed (gzip); unpack it"),
        (b"$FL2@(#) IBM SPSS STATISTICS", "is a file of SPSS (.sav); export the answers as CSV, with labels"),
        (b"<!DOCTYPE html>\n<html><body>Sign in", "is a web page, not a table"),
        (b"[{\"field\": \"Imaging\"}]", "is JSON; export the answers as CSV"),
    ] {
        for encoding in [None, Some(EncodingName(encoding_rs::WINDOWS_1252))] {
            let format = Format { encoding, ..Format::default() };
            let problem = read(bytes, &format).expect_err("no table").to_string();
            assert!(problem.contains(expected), "{problem}");
        }
    }
}
