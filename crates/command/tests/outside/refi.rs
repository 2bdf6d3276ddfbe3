//! Exported codes against the schema of the REFI-QDA standard, by lxml.

use super::{ROOT, command::Folder, python::python};
use std::{path::Path, process::Command};

const CODEBOOK: &str = r#"title = "Comments"
[[dimension]]
label = "Field"
categories = ["Imaging"]
[[question]]
kind = "coded"
text = "What is missing?"
themes = ["Money & time"]
codes = [
  { label = "GPU <and> \"memory\"", definition = "Ünïcode & markup.\nTwo lines.", patterns = ["gpu*"], themes = ["Money & time"] },
  "Docs",
]
"#;

/// What lxml says of a file, and whether it fits the schema.
fn validated(path: &Path) -> (bool, String) {
    let script = "import sys; from lxml import etree; schema = etree.XMLSchema(file=sys.argv[1]); \
                  schema.assertValid(etree.parse(sys.argv[2])); print('valid')";
    let schema = Path::new(ROOT).join("crates/coding/tests/refi/Codebook.xsd");
    let output = Command::new(python()).args(["-c", script]).arg(schema).arg(path).output().expect("Python");
    let message = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
    (output.status.success(), message)
}

#[test]
fn exported_codes_fit_the_schema_of_the_standard() {
    let folder = Folder::empty();
    folder.write("codebook.toml", CODEBOOK);
    let done = folder.run(&["code", "export", "--codebook", "codebook.toml", "-o", "codes.qdc"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let (fits, message) = validated(&folder.path("codes.qdc"));
    assert!(fits && message.contains("valid"), "{message}");
    // The check can fail.
    folder.replace("codes.qdc", "isCodable=\"true\"", "isCodable=\"perhaps\"");
    assert!(!validated(&folder.path("codes.qdc")).0);
}
