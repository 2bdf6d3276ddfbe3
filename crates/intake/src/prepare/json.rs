//! Writes a results file as JSON: the descriptor indented, then one class per line.

use needs_core::survey::file::ResultsFile;

/// The bytes of a results file; equal files give equal bytes.
pub fn to_json(mut file: ResultsFile) -> Vec<u8> {
    let resources = std::mem::take(&mut file.resources);
    let mut json = Vec::new();
    let format = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut json, format);
    serde::Serialize::serialize(&file, &mut serializer).expect("the types of a results file have no failing form");
    // `resources` is the last property: it is empty at the end of the text and is replaced.
    let end = json.len() - b"[]\n}".len();
    debug_assert!(json.ends_with(b"\"resources\": []\n}"));
    json.truncate(end);
    json.push(b'[');
    for (i, resource) in resources.iter().enumerate() {
        let head = serde_json::json!({"name": resource.name, "type": resource.kind}).to_string();
        json.extend_from_slice(if i == 0 { b"" } else { b", " });
        json.extend_from_slice(&head.as_bytes()[..head.len() - 1]);
        json.extend_from_slice(b", \"data\": [\n");
        for (r, row) in resource.data.iter().enumerate() {
            json.extend_from_slice(if r == 0 { b"  " } else { b",\n  " });
            serde_json::to_writer(&mut json, row).expect("writing to memory does not fail");
        }
        json.extend_from_slice(b"\n ]}");
    }
    json.extend_from_slice(b"]\n}\n");
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::survey::file::ResultsFile;

    #[test]
    fn what_is_written_reads_back_the_same() {
        let file: ResultsFile = serde_json::from_slice(include_bytes!("../../../../docs/example-results.json"))
            .expect("the example is sound");
        let json = to_json(file.clone());
        assert_eq!(serde_json::from_slice::<ResultsFile>(&json).expect("reads back"), file);
        let text = String::from_utf8(json).expect("JSON is UTF-8");
        assert_eq!(text.lines().filter(|line| line.starts_with("  [")).count(), file.resources[0].data.len());
    }
}
