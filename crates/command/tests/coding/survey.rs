//! A survey with comments, and the steps by which they are coded.

use crate::command::{Folder, Out};
use needs_core::Survey;

pub const CODEBOOK: &str = r#"title = "Comments"
k = 5

[[dimension]]
label = "Field"
categories = ["Imaging", "Genetics"]

[[question]]
id = "comments"
label = "Needs"
kind = "coded"
text = "What needs better solutions?"
columns = ["What needs better solutions?", "Anything else?"]
respondent = "Id"
themes = ["Resources"]
codes = [
  { label = "Documentation", id = "docs", definition = "Asks for documentation.", patterns = ["doc*"] },
  { label = "GPU", definition = "Names graphics processors.", patterns = ["gpu*"], themes = ["Resources"] },
  { label = "Memory", definition = "Runs out of memory.", patterns = ["out of memory"], themes = ["Resources"] },
  { label = "Cost", definition = "Names money.", patterns = ["cost*", "expensive"], themes = ["Resources"] },
]
"#;

/// Words that stand in answers and nowhere else.
pub const CANARIES: [&str; 4] = ["xylophone", "quokka", "zeppelin", "marzipan"];

pub const TEXTS: [&str; 8] = [
    "better docs for the xylophone please",
    "GPU support on the quokka",
    "docs and GPUs",
    "it runs out of memory like a zeppelin",
    "nothing to add",
    "Nothing.",
    "n/a",
    "=SUM(1) docs of marzipan",
];

/// 160 answers, 40 of which say nothing; `cost` of them name money.
pub fn answers(cost: usize) -> String {
    let mut csv = "Id,Field,What needs better solutions?,Anything else?\n".to_owned();
    for i in 0..160 {
        let field = ["Imaging", "Genetics"][i / 3 % 2];
        let text = if i % 8 == 4 && i / 8 < cost { "too expensive" } else { TEXTS[i % 8] };
        let more = if i % 8 == 0 { "ask jane.doe@example.org" } else { "" };
        csv += &format!("r{i},{field},{text},{more}\n");
    }
    csv
}

/// With a salt, so that keys, and the answers on which coders differ, are the same in every run.
pub fn salted(answers: String) -> Folder {
    let folder = Folder::empty();
    folder.write("answers.csv", answers);
    folder.write("codebook.toml", CODEBOOK);
    std::fs::create_dir(folder.path("coding")).expect("a folder");
    folder.write("coding/salt.txt", "17".repeat(32));
    folder
}

pub fn started(cost: usize) -> Folder {
    let folder = salted(answers(cost));
    done(folder.run(&["code", "start", "answers.csv", "--codebook", "codebook.toml", "--coders", "ana,ben"]));
    folder
}

pub fn done(out: Out) -> Out {
    assert_eq!(out.code, 0, "{}", out.err);
    out
}

pub fn failed(out: Out) -> String {
    assert_eq!(out.code, 1, "{}", out.out);
    assert!(CANARIES.iter().all(|canary| !out.err.contains(canary)), "{}", out.err);
    out.err
}

pub type Table = Vec<Vec<String>>;

pub fn table(folder: &Folder, name: &str) -> Table {
    let text = folder.read(name);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|record| record.expect("CSV").iter().map(str::to_owned).collect()).collect()
}

pub fn write(folder: &Folder, name: &str, table: &Table) {
    let mut writer = csv::Writer::from_writer(Vec::new());
    table.iter().for_each(|row| writer.write_record(row).expect("as long as the header"));
    folder.write(name, writer.into_inner().expect("whole"));
}

pub fn column(table: &Table, name: &str) -> usize {
    table[0].iter().position(|cell| cell == name).unwrap_or_else(|| panic!("{:?} has no {name}", table[0]))
}

/// A coder who follows the suggestions, but for every tenth answer to which they give no code. Answers in the order of their
/// keys, so that `from` differs between coders and not by chance.
pub fn code(folder: &Folder, name: &str, from: usize) {
    let mut sheet = table(folder, name);
    let (suggested, none) = (column(&sheet, "suggested"), column(&sheet, "none"));
    sheet[1..].sort();
    for row in 1..sheet.len() {
        let ids: Vec<String> = sheet[row][suggested].split_whitespace().map(str::to_owned).collect();
        if ids.is_empty() || row % 10 == from {
            sheet[row][none] = "x".to_owned();
            continue;
        }
        for id in ids {
            let at = column(&sheet, &id);
            sheet[row][at] = "x".to_owned();
        }
    }
    write(folder, name, &sheet);
}

pub const SHEETS: [&str; 2] = ["coding/ana.csv", "coding/ben.csv"];

pub fn agree(folder: &Folder, more: &[&str]) -> Out {
    folder.run(&[&["code", "agree", SHEETS[0], SHEETS[1]], more].concat())
}

pub fn resolve(folder: &Folder, more: &[&str]) -> Out {
    let all = ["code", "resolve", SHEETS[0], SHEETS[1], "--codebook", "codebook.toml", "-o", "coding/final.csv"];
    folder.run(&[&all, more].concat())
}

pub fn prepare(folder: &Folder, more: &[&str]) -> Out {
    folder.prepare(&[&["--coded", "coding/final.csv", "--salt", "coding/salt.txt"], more].concat())
}

/// Coded by both, and resolved: every question mark is a code.
pub fn settled(cost: usize) -> Folder {
    let folder = started(cost);
    code(&folder, SHEETS[0], 3);
    code(&folder, SHEETS[1], 6);
    done(agree(&folder, &["--disagreements", "coding/list.csv"]));
    let mut list = table(&folder, "coding/list.csv");
    for cell in list.iter_mut().flatten().filter(|cell| cell.starts_with('?')) {
        *cell = "x".to_owned();
    }
    write(&folder, "coding/list.csv", &list);
    done(resolve(&folder, &["--decisions", "coding/list.csv"]));
    folder
}

pub fn results(folder: &Folder) -> Survey {
    Survey::read(folder.read("results.json").as_bytes()).expect("a results file")
}

/// How many of everybody gave each choice, and how many answered.
pub fn counts(folder: &Folder) -> (Vec<u32>, u32) {
    let out = done(folder.run(&["crosstab", "results.json", "--format", "json"])).out;
    let file: serde_json::Value = serde_json::from_str(&folder.read("results.json")).expect("JSON");
    assert!(!out.is_empty());
    let data = file["resources"].as_array().expect("tables");
    let sum = |name: &str| {
        let of_table = |table: &serde_json::Value| {
            let rows = table["data"].as_array().expect("rows");
            let at = rows[0].as_array().expect("names").iter().position(|cell| cell == name)?;
            Some(rows[1..].iter().map(|row| row[at].as_u64().expect("a count") as u32).sum::<u32>())
        };
        data.iter().find_map(of_table).unwrap_or_else(|| panic!("no table has {name}"))
    };
    let survey = results(folder);
    let ids: Vec<String> = survey.questions()[0].choices().iter().map(|choice| choice.id.clone()).collect();
    (ids.iter().map(|id| sum(&format!("comments.{id}"))).collect(), sum("comments.answered"))
}
