//! A folder with a survey in it, and the command run there.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::{
    path::{Path, PathBuf},
    process::Command,
};

pub struct Folder(tempfile::TempDir);

pub struct Out {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub const CODEBOOK: &str = r#"title = "A survey"
k = 5
separator = ";"
ignore = ["Timestamp", "Comment"]

[consent]
column = "I agree"
values = ["Yes"]

[[dimension]]
label = "Field"
categories = ["Imaging", "Genetics"]

[[dimension]]
label = "Region"
categories = ["North", "South"]
bias = { note = "The author lives in the south.", over = ["South"] }

[[question]]
label = "Needs"
kind = "multiple"
column = "What do you need?"
choices = [{ label = "Docs, and examples", id = "docs" }, "GPU", "Money"]

[[question]]
id = "care"
kind = "rating"
text = "Care about?"
columns = "Care about? [*]"
levels = ["Critical", "Useful"]
"#;

pub fn needs_by_field(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_needs-by-field"));
    command.current_dir(folder);
    command
}

impl Folder {
    pub fn empty() -> Folder {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    /// 60 answers, one of them without consent; nobody needs money.
    pub fn with_survey() -> Folder {
        let folder = Folder::empty();
        folder.write("codebook.toml", CODEBOOK);
        let mut answers =
            String::from("Timestamp,I agree,Field,Region,What do you need?,Care about? [Speed],Comment\n");
        for i in 0..60 {
            let consent = if i == 7 { "No" } else { "Yes" };
            let field = ["Imaging", "Genetics"][i % 2];
            let region = ["North", "South", "South"][i % 3];
            let needs = ["\"Docs, and examples;GPU\"", "GPU", "\"Docs, and examples\"", ""][i % 4];
            let care = ["Critical", "Useful", ""][i / 2 % 3];
            answers
                .push_str(&format!("2022-05-01 10:{i},{consent},{field},{region},{needs},{care},a secret of jane\n"));
        }
        folder.write("answers.csv", answers);
        folder
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).expect("writable");
    }

    pub fn append(&self, name: &str, text: &str) {
        use std::io::Write;
        let mut file = std::fs::OpenOptions::new().append(true).open(self.path(name)).expect("there");
        file.write_all(text.as_bytes()).expect("writable");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Replaces text that must be there.
    pub fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has no {from}");
        self.write(name, text.replacen(from, to, 1));
    }

    pub fn run(&self, arguments: &[&str]) -> Out {
        let output = needs_by_field(self.root()).args(arguments).output().expect("the command starts");
        Out {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// `prepare` on the survey of this folder.
    pub fn prepare(&self, more: &[&str]) -> Out {
        let mut arguments = vec!["prepare", "answers.csv", "--codebook", "codebook.toml", "-o", "results.json"];
        arguments.extend(more);
        self.run(&arguments)
    }

    /// Files other than those that were put there: half-written ones would be among them.
    pub fn others(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.root())
            .expect("readable")
            .map(|entry| entry.expect("readable").file_name().into_string().expect("plain names"));
        names.filter(|name| !["answers.csv", "codebook.toml"].contains(&name.as_str())).collect()
    }
}

/// A workbook of one sheet with these cells as text: zip entries stored without compression.
pub fn workbook(csv: &str) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let rows: String = reader
        .records()
        .map(|record| {
            let cells: String = record
                .expect("a row")
                .iter()
                .map(|cell| format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", escape(cell)))
                .collect();
            format!("<row>{cells}</row>")
        })
        .collect();
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    zip(&[
        (
            "[Content_Types].xml",
            format!(
                "{head}<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "{head}<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("{head}<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ])
}

fn zip(files: &[(&str, String)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in files {
        zip.start_file(*name, stored).expect("a new name");
        zip.write_all(text.as_bytes()).expect("memory has room");
    }
    zip.finish().expect("whole").into_inner()
}
