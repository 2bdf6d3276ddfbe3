//! The same answers as each survey tool exports them. The respondents are made up.

/// What one respondent said.
pub struct Answers {
    pub consents: bool,
    /// Position in [`FIELDS`].
    pub field: usize,
    /// Position in [`REGIONS`].
    pub region: usize,
    /// Positions in [`NEEDS`].
    pub needs: Vec<usize>,
    /// For each of [`ITEMS`], the position in [`LEVELS`], if they said.
    pub levels: [Option<usize>; 3],
    /// What they wrote beside the needs.
    pub written: &'static str,
}

pub const FIELDS: [&str; 4] = ["Biological imaging", "Single cell analysis", "Genetics", "Plant science, ecology"];
pub const REGIONS: [&str; 3] = ["Australia", "Europe", "North America"];
pub const NEEDS: [&str; 4] = ["Documentation", "GPU support (CUDA, ROCm)", "Less memory", "Deployment to a cluster"];
pub const ITEMS: [&str; 3] = ["Speed", "Stability", "Dashboards"];
pub const LEVELS: [&str; 4] = ["Very important", "Important", "Slightly important", "Not at all important"];
pub const FIELD_TEXT: &str = "Which field do you work in?";
pub const REGION_TEXT: &str = "Where do you live (region)?";
pub const NEEDS_TEXT: &str = "What would help you most?";
pub const RATING_TEXT: &str = "How important are these?";
const CONSENT_TEXT: &str = "I agree that my answers are published";
const MORE_TEXT: &str = "Anything else?";

pub fn everyone() -> Vec<Answers> {
    let mut state = 7_u64;
    let mut draw = move |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    (0..160)
        .map(|i| Answers {
            consents: i % 40 != 7,
            field: draw(4) as usize,
            region: draw(3) as usize,
            needs: (0..4).filter(|_| draw(5) < 2).collect(),
            levels: std::array::from_fn(|_| (draw(12) > 0).then(|| draw(4) as usize)),
            written: if i % 31 == 3 {
                ["more coffee", "a pony", "less meetings", "time", "sun", "x"][i / 31]
            } else {
                ""
            },
        })
        .collect()
}

/// Rows as a table; the first ones are headers.
pub type Rows = Vec<Vec<String>>;

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| cell.to_string()).collect()
}

fn level(answers: &Answers, item: usize) -> String {
    answers.levels[item].map_or("", |l| LEVELS[l]).to_owned()
}

fn email(i: usize) -> String {
    format!("someone{i}@example.org")
}

fn time(i: usize) -> String {
    format!("2021-{:02}-{:02} 10:{:02}:00", 4 + i / 80, 1 + i % 28, i % 60)
}

/// Several needs, with `separator` between; what was written in comes last.
fn joined(answers: &Answers, separator: &str, terminated: bool) -> String {
    let mut all: Vec<&str> = answers.needs.iter().map(|&need| NEEDS[need]).collect();
    all.extend(Some(answers.written).filter(|w| !w.is_empty()));
    let text = all.join(separator);
    if terminated && !text.is_empty() { text + separator } else { text }
}

pub fn google_forms(separator: &str) -> Rows {
    let mut header = texts(&["Timestamp", "Email Address", CONSENT_TEXT, FIELD_TEXT, REGION_TEXT, NEEDS_TEXT]);
    header.extend(ITEMS.iter().map(|item| format!("{RATING_TEXT} [{item}]")));
    header.push(MORE_TEXT.to_owned());
    let mut rows = vec![header];
    for (i, a) in everyone().iter().enumerate() {
        let mut row = vec![time(i), email(i), if a.consents { "Yes" } else { "No" }.to_owned()];
        row.extend([FIELDS[a.field].to_owned(), REGIONS[a.region].to_owned(), joined(a, separator, false)]);
        row.extend((0..3).map(|item| level(a, item)));
        row.push(if i % 3 == 0 { format!("I am number {i}, and this is what I think") } else { String::new() });
        rows.push(row);
    }
    rows
}

pub fn lime_survey() -> Rows {
    let mut header = texts(&[
        "id. Response ID",
        "submitdate. Date submitted",
        "lastpage. Last page",
        "startlanguage. Start language",
    ]);
    header.push(format!("agree. {CONSENT_TEXT}"));
    header.push(format!("Q1. {FIELD_TEXT}"));
    header.push(format!("Q2. {REGION_TEXT}"));
    header.extend(NEEDS.iter().enumerate().map(|(n, need)| format!("Q3[SQ{:03}]. {NEEDS_TEXT} [{need}]", n + 1)));
    header.push(format!("Q3[other]. {NEEDS_TEXT} [Other]"));
    header.extend(ITEMS.iter().enumerate().map(|(n, item)| format!("Q4[SQ{:03}]. {RATING_TEXT} [{item}]", n + 1)));
    header.push(format!("Q5. {MORE_TEXT}"));
    let mut rows = vec![header];
    for (i, a) in everyone().iter().enumerate() {
        let mut row = vec![(i + 1).to_string(), time(i), "4".into(), "en".into()];
        row.push(if a.consents { "Yes" } else { "No" }.to_owned());
        row.extend([FIELDS[a.field].to_owned(), REGIONS[a.region].to_owned()]);
        row.extend((0..4).map(|need| if a.needs.contains(&need) { "Yes" } else { "No" }.to_owned()));
        row.push(a.written.to_owned());
        row.extend((0..3).map(|item| level(a, item)));
        row.push(format!("thought {i} of a longer kind"));
        rows.push(row);
    }
    rows
}

pub fn survey_monkey() -> Rows {
    let mut first = texts(&[
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        "IP Address",
        "Email Address",
        "First Name",
    ]);
    let mut second = vec![String::new(); first.len()];
    let mut question = |text: &str, options: &[&str]| {
        for (i, option) in options.iter().enumerate() {
            first.push(if i == 0 { text.to_owned() } else { String::new() });
            second.push(option.to_string());
        }
    };
    question(CONSENT_TEXT, &["Response"]);
    question(FIELD_TEXT, &["Response"]);
    question(REGION_TEXT, &["Response"]);
    question(NEEDS_TEXT, &[NEEDS[0], NEEDS[1], NEEDS[2], NEEDS[3], "Other (please specify)"]);
    question(RATING_TEXT, &ITEMS);
    question(MORE_TEXT, &["Open-Ended Response"]);
    let mut rows = vec![first, second];
    for (i, a) in everyone().iter().enumerate() {
        let mut row =
            vec![format!("1180{i:06}"), "400".into(), time(i), time(i), format!("10.0.0.{i}"), email(i), "Ana".into()];
        row.push(if a.consents { "Yes" } else { "No" }.to_owned());
        row.extend([FIELDS[a.field].to_owned(), REGIONS[a.region].to_owned()]);
        row.extend((0..4).map(|need| if a.needs.contains(&need) { NEEDS[need] } else { "" }.to_owned()));
        row.push(a.written.to_owned());
        row.extend((0..3).map(|item| level(a, item)));
        row.push(String::new());
        rows.push(row);
    }
    rows
}

pub fn qualtrics() -> Rows {
    let mut codes = texts(&[
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "ResponseId",
        "RecipientLastName",
        "UserLanguage",
    ]);
    let mut text = texts(&[
        "Start Date",
        "End Date",
        "Response Type",
        "IP Address",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "Response ID",
        "Recipient Last Name",
        "User Language",
    ]);
    codes.extend(texts(&["Q1", "Q2", "Q3"]));
    text.extend(texts(&[CONSENT_TEXT, FIELD_TEXT, REGION_TEXT]));
    for (n, need) in NEEDS.iter().chain(&["Other (please specify)"]).enumerate() {
        codes.push(format!("Q4_{}", n + 1));
        text.push(format!("{NEEDS_TEXT} - Selected Choice - {need}"));
    }
    codes.push("Q4_5_TEXT".to_owned());
    text.push(format!("{NEEDS_TEXT} - Other (please specify) - Text"));
    for (n, item) in ITEMS.iter().enumerate() {
        codes.push(format!("Q5_{}", n + 1));
        text.push(format!("{RATING_TEXT} - {item}"));
    }
    let ids = codes.iter().map(|code| format!("{{\"ImportId\":\"{code}\"}}")).collect();
    let mut rows = vec![codes, text, ids];
    for (i, a) in everyone().iter().enumerate() {
        let mut row =
            vec![time(i), time(i), "IP Address".into(), format!("10.0.0.{i}"), "100".into(), (60 + i).to_string()];
        row.extend([String::from("True"), format!("R_{i:015}"), String::new(), "EN".into()]);
        row.push(if a.consents { "Yes" } else { "No" }.to_owned());
        row.extend([FIELDS[a.field].to_owned(), REGIONS[a.region].to_owned()]);
        row.extend((0..4).map(|need| if a.needs.contains(&need) { NEEDS[need] } else { "" }.to_owned()));
        row.push(if a.written.is_empty() { "" } else { "Other (please specify)" }.to_owned());
        row.push(a.written.to_owned());
        row.extend((0..3).map(|item| level(a, item)));
        rows.push(row);
    }
    rows
}

pub fn microsoft_forms() -> Rows {
    let mut header = texts(&[
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        CONSENT_TEXT,
        FIELD_TEXT,
        REGION_TEXT,
        NEEDS_TEXT,
    ]);
    header.extend(ITEMS.iter().map(|item| item.to_string()));
    let mut rows = vec![header];
    for (i, a) in everyone().iter().enumerate() {
        // Days of a spreadsheet from 2021-04-01 on.
        let day = format!("{}.4375", 44_287 + i / 3);
        let mut row = vec![(i + 1).to_string(), day.clone(), day, "anonymous".into(), String::new()];
        row.push(if a.consents { "Yes" } else { "No" }.to_owned());
        row.extend([FIELDS[a.field].to_owned(), REGIONS[a.region].to_owned(), joined(a, ";", true)]);
        row.extend((0..3).map(|item| level(a, item)));
        rows.push(row);
    }
    rows
}

/// The table as CSV.
pub fn csv(rows: &Rows) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("in memory"));
    writer.into_inner().expect("in memory")
}

/// The table as the smallest spreadsheet that is one.
pub fn xlsx(rows: &Rows) -> Vec<u8> {
    book(&[("Sheet1", rows)])
}

/// Tables by name as the sheets of a spreadsheet: numbers as numbers, texts inline.
pub fn book(sheets: &[(&str, &Rows)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let each = |of: &dyn Fn(usize, &str) -> String| {
        sheets.iter().enumerate().map(|(s, (name, _))| of(s + 1, name)).collect::<String>()
    };
    let listed = each(&|s, name| format!("<sheet name=\"{name}\" sheetId=\"{s}\" r:id=\"r{s}\"/>"));
    let related = each(&|s, _| {
        format!("<Relationship Id=\"r{s}\" Type=\"{main}/worksheet\" Target=\"worksheets/sheet{s}.xml\"/>")
    });
    let mut members = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{main}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{main}\"><sheets>{listed}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{package}/relationships\">{related}</Relationships>"),
        ),
    ];
    members.extend(
        sheets.iter().enumerate().map(|(s, (_, rows))| (format!("xl/worksheets/sheet{}.xml", s + 1), worksheet(rows))),
    );
    zip(&members)
}

fn worksheet(rows: &Rows) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let column = |c: usize| {
        if c < 26 { char::from(b'A' + c as u8).to_string() } else { format!("A{}", char::from(b'A' + (c - 26) as u8)) }
    };
    let mut sheet =
        String::from("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    for (r, row) in rows.iter().enumerate() {
        sheet += &format!("<row r=\"{}\">", r + 1);
        for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let at = format!("{}{}", column(c), r + 1);
            sheet += &match cell.parse::<f64>() {
                Ok(number) => format!("<c r=\"{at}\"><v>{number}</v></c>"),
                Err(_) => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escape(cell)),
            };
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    sheet
}

/// An archive whose members are stored as they are (APPNOTE.TXT 6.3.10, 4.3).
fn zip(members: &[(String, String)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in members {
        let offset = archive.len() as u32;
        let mut about = Vec::new();
        about.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        about.extend(crc(text.as_bytes()).to_le_bytes());
        about.extend([(text.len() as u32).to_le_bytes(), (text.len() as u32).to_le_bytes()].concat());
        about.extend((name.len() as u16).to_le_bytes());
        about.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&about);
        archive.extend(name.as_bytes());
        archive.extend(text.as_bytes());
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, offset, size) = (members.len() as u16, archive.len() as u32, directory.len() as u32);
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    archive.extend([size.to_le_bytes(), offset.to_le_bytes()].concat());
    archive.extend([0, 0]);
    archive
}

/// CRC-32 of ISO 3309.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}
