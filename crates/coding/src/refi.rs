//! Codes from and for other programs: codebooks of the REFI-QDA standard 1.0 (`.qdc`), which ATLAS.ti, MAXQDA, NVivo, QualCoder and
//! Taguette read or write.
//!
//! The standard has a name and a description for a code, and sets of codes. What else a code has stands in its description, a
//! line each behind the definition: `Include: ...`, `Exclude: ...`, `Patterns: a; b`, `Id: gpu`, `Version: 2`. Sets are themes.

use crate::frame::Code;
use needs_core::{survey::id, whitespace::tidy};
use quick_xml::{
    Reader, Writer, XmlVersion,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const NAMESPACE: &str = "urn:QDA-XML:codebook:1.0";

/// Words before the parts of a description.
const INCLUDE: &str = "Include: ";
const EXCLUDE: &str = "Exclude: ";
const PATTERNS: &str = "Patterns: ";
const ID: &str = "Id: ";
const VERSION: &str = "Version: ";

/// Writes codes, and their themes as sets. The same codes make the same bytes: their GUIDs come from their ids.
pub fn write(codes: &[Code]) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let mut put = |event: Event| writer.write_event(event).expect("memory has room");
    put(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    let origin = concat!("needs-by-field ", env!("CARGO_PKG_VERSION"));
    put(Event::Start(BytesStart::new("CodeBook").with_attributes([("xmlns", NAMESPACE), ("origin", origin)])));
    put(Event::Start(BytesStart::new("Codes")));
    for code in codes {
        let (guid, name) = (guid("code", &code.id), allowed(&tidy(&code.label)));
        let start = BytesStart::new("Code");
        put(Event::Start(start.with_attributes([("guid", guid.as_str()), ("name", &name), ("isCodable", "true")])));
        text(&mut put, "Description", &description(code));
        put(Event::End(BytesEnd::new("Code")));
    }
    put(Event::End(BytesEnd::new("Codes")));
    let mut themes: Vec<(String, Vec<&str>)> = Vec::new();
    for code in codes {
        for theme in code.themes.iter().map(|theme| tidy(theme)) {
            match themes.iter_mut().find(|(name, _)| *name == theme) {
                Some((_, members)) => members.push(&code.id),
                None => themes.push((theme, vec![&code.id])),
            }
        }
    }
    if !themes.is_empty() {
        put(Event::Start(BytesStart::new("Sets")));
        for (theme, members) in themes {
            let (set, name) = (guid("theme", &theme), allowed(&theme));
            put(Event::Start(BytesStart::new("Set").with_attributes([("guid", set.as_str()), ("name", &name)])));
            for member in members {
                let member = guid("code", member);
                put(Event::Empty(BytesStart::new("MemberCode").with_attributes([("guid", member.as_str())])));
            }
            put(Event::End(BytesEnd::new("Set")));
        }
        put(Event::End(BytesEnd::new("Sets")));
    }
    put(Event::End(BytesEnd::new("CodeBook")));
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn text(put: &mut impl FnMut(Event), element: &str, text: &str) {
    put(Event::Start(BytesStart::new(element)));
    put(Event::Text(BytesText::new(text)));
    put(Event::End(BytesEnd::new(element)));
}

fn description(code: &Code) -> String {
    let mut lines = Vec::new();
    let mut line = |word: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("{word}{text}"));
        }
    };
    line("", tidy(&code.definition));
    line(INCLUDE, tidy(&code.include));
    line(EXCLUDE, tidy(&code.exclude));
    line(PATTERNS, code.patterns.join("; "));
    // What the name gives anyway is not written.
    line(ID, if id::from_label(&tidy(&code.label)) == code.id { String::new() } else { code.id.clone() });
    line(VERSION, if code.version > 1 { code.version.to_string() } else { String::new() });
    allowed(&lines.join("\n"))
}

/// Without the characters that XML 1.0 has no way to write.
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|&c| !c.is_control() || "\n\t".contains(c))
        .filter(|c| !"\u{fffe}\u{ffff}".contains(*c))
        .collect()
}

/// A GUID that is made of a name.
fn guid(what: &str, name: &str) -> String {
    let hash = Sha256::digest(format!("needs-by-field {what} {name}"));
    let hex: String = hash[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// An element that is open.
struct Open {
    name: String,
    /// Position of its code, if it is one that can be given.
    code: Option<usize>,
    /// The name of a code that cannot be given, or of a set.
    group: String,
}

/// Reads the codes of a `.qdc` file, in its order. A code that holds others and is not codable becomes a theme of theirs, as a set
/// does; one that is codable stays a code beside them.
///
/// # Errors
/// What is wrong, with its place.
pub fn read(bytes: &[u8]) -> Result<Vec<Code>, String> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| "not UTF-8, which the REFI-QDA standard demands; export it again")?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut codes: Vec<Code> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut open: Vec<Open> = Vec::new();
    let mut description = String::new();
    let mut seen_codebook = false;
    loop {
        let at = |reader: &Reader<&[u8]>| {
            let behind = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            text.get(..behind).unwrap_or(text).matches('\n').count() + 1
        };
        let event = reader.read_event();
        let line = at(&reader);
        let event = event.map_err(|error| format!("line {line}: not XML: {error}"))?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.local_name().as_ref().to_owned();
                if !seen_codebook && name != "CodeBook" {
                    return Err(format!(
                        "its first element is <{name}>, not <CodeBook>; export the codebook (.qdc), not the project"
                    ));
                }
                seen_codebook = true;
                let mut values = BTreeMap::new();
                for attribute in start.attributes() {
                    let attribute = attribute.map_err(|error| format!("line {line}: {error}"))?;
                    let value = attribute
                        .normalized_value(XmlVersion::Implicit1_0)
                        .map_err(|error| format!("line {line}: {error}"))?;
                    let key: &str = attribute.key.as_ref();
                    values.insert(key.to_owned(), value.into_owned());
                }
                let value = |key: &str| values.get(key).map(|value| tidy(value)).unwrap_or_default();
                let guid = |key: &str| value(key).trim_matches(['{', '}']).to_lowercase();
                let mut opened = Open { name: name.clone(), code: None, group: String::new() };
                match name.as_str() {
                    "Code" => {
                        let label = value("name");
                        if label.is_empty() {
                            return Err(format!(
                                "line {line}: a code has no name; name it, and export the codebook again"
                            ));
                        }
                        if value("isCodable") == "false" {
                            opened.group = label;
                        } else {
                            let above = open.iter().filter(|above| above.name == "Code" && !above.group.is_empty());
                            let themes = above.map(|above| above.group.clone()).collect();
                            places.insert(guid("guid"), codes.len());
                            opened.code = Some(codes.len());
                            codes.push(Code {
                                id: id::from_label(&label),
                                label,
                                themes,
                                version: 1,
                                ..Code::default()
                            });
                        }
                    }
                    "Set" => opened.group = value("name"),
                    "MemberCode" => {
                        let set = open.iter().rev().find(|above| above.name == "Set").map(|set| set.group.clone());
                        if let (Some(set), Some(&code)) = (set.filter(|set| !set.is_empty()), places.get(&guid("guid")))
                            && !codes[code].themes.contains(&set)
                        {
                            codes[code].themes.push(set);
                        }
                    }
                    "Description" => description.clear(),
                    _ => {}
                }
                if !is_empty {
                    open.push(opened);
                }
            }
            Event::End(_) => {
                let ended = open.pop();
                let of = open.last().and_then(|above| above.code);
                if let (Some("Description"), Some(code)) = (ended.as_ref().map(|ended| ended.name.as_str()), of) {
                    describe(&mut codes[code], &description);
                }
            }
            Event::Text(part) => description.push_str(&part.xml10_content()),
            Event::CData(part) => description.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                let known = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    _ => quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned),
                };
                let unknown = || format!("line {line}: &{name}; is defined nowhere; export the codebook again");
                description.push_str(&known.ok_or_else(unknown)?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if codes.is_empty() {
        return Err("it has no code that can be given; export the codebook again".to_owned());
    }
    Ok(codes)
}

/// Takes a description apart.
fn describe(code: &mut Code, description: &str) {
    let mut definition = String::new();
    for line in description.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix(INCLUDE) {
            code.include = text.trim().to_owned();
        } else if let Some(text) = line.strip_prefix(EXCLUDE) {
            code.exclude = text.trim().to_owned();
        } else if let Some(text) = line.strip_prefix(PATTERNS) {
            code.patterns = text.split(';').map(tidy).filter(|pattern| !pattern.is_empty()).collect();
        } else if let Some(own) = line.strip_prefix(ID).map(str::trim).filter(|own| id::is_id(own)) {
            code.id = own.to_owned();
        } else if let Some(version) = line.strip_prefix(VERSION).and_then(|version| version.trim().parse().ok()) {
            code.version = version;
        } else {
            definition.push(' ');
            definition.push_str(line);
        }
    }
    code.definition = tidy(&definition);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As QualCoder and NVivo write them: nested codes, GUIDs in braces, another form of the namespace.
    const OTHER: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="NVivo">
  <Codes>
    <Code guid="{2a08bddf-4c35-4250-bf77-7de37b50c930}" name="Resources" isCodable="false" color="#FF0000">
      <Code guid="2d969af8-c875-4fae-bcd8-f0162bc27396" name="GPU &amp; memory" isCodable="true">
        <Description>Names graphics
processors &lt;or&gt; memory.</Description>
      </Code>
    </Code>
    <Code guid="47109d81-8b42-40f1-8e6e-0ad3a6b0a0d1" name="Docs" isCodable="true"/>
  </Codes>
  <Sets><Set guid="47109d81-8b42-40f1-8e6e-0ad3a6b0a0d2" name="Learning"><MemberCode guid="{47109D81-8b42-40f1-8e6e-0ad3a6b0a0d1}"/></Set></Sets>
</CodeBook>"##;

    #[test]
    fn codes_of_other_programs_are_read() {
        let codes = read(OTHER.as_bytes()).expect("a codebook");
        assert_eq!(codes.len(), 2);
        assert_eq!((codes[0].id.as_str(), codes[0].label.as_str()), ("gpu-memory", "GPU & memory"));
        assert_eq!(codes[0].definition, "Names graphics processors <or> memory.");
        assert_eq!(
            (codes[0].themes.as_slice(), codes[1].themes.as_slice()),
            (["Resources".to_owned()].as_slice(), ["Learning".to_owned()].as_slice())
        );
    }

    #[test]
    fn what_is_no_codebook_is_told() {
        for (text, expected) in [
            ("<Project/>", "its first element is <Project>, not <CodeBook>"),
            ("<CodeBook><Codes></CodeBook>", "line 1: not XML"),
            (
                "<CodeBook>\n<Codes><Code guid=\"a\" isCodable=\"true\"/></Codes></CodeBook>",
                "line 2: a code has no name",
            ),
            ("<CodeBook><Codes/></CodeBook>", "no code that can be given"),
            (
                "<CodeBook><Codes><Code name=\"a\" isCodable=\"true\"><Description>&bomb;</Description></Code></Codes></CodeBook>",
                "&bomb; is defined nowhere",
            ),
        ] {
            let told = read(text.as_bytes()).expect_err(text);
            assert!(told.contains(expected), "{told}");
        }
    }

    proptest! {
        #[test]
        fn codes_are_read_as_they_were_written(
            texts in prop::collection::vec(("[A-Z][a-z]{1,6}( [a-z<&>\"']{1,6})?", "[a-zA-Z<&>'\"é ]{0,30}", "[a-z]{0,9}", prop::collection::vec("[a-z]{1,5}\\*?", 0..3), 1_u32..4), 1..6),
        ) {
            let mut codes: Vec<Code> = Vec::new();
            for (label, definition, include, patterns, version) in texts {
                let id = id::from_label(&label);
                if codes.iter().all(|code| code.id != id) {
                    let themes = if version > 1 { vec!["A & B".to_owned()] } else { Vec::new() };
                    let definition = tidy(&definition);
                    codes.push(Code { id, label, definition, include, exclude: String::new(), patterns, themes, version });
                }
            }
            prop_assert_eq!(read(&write(&codes)).expect("a codebook"), codes);
        }

        #[test]
        fn any_text_is_a_codebook_or_a_message(text in "(<CodeBook>|<Codes>|<Code |name=\"a\"|>|/>|</Code>|&amp;|\\PC){0,30}") {
            let _ = read(text.as_bytes());
        }
    }
}
