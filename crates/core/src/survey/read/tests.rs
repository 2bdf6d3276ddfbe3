//! Every wrong form is told, and every right one read as derived readers would.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

const EXAMPLE: &[u8] = include_bytes!("../../../../../docs/example-results.json");

fn example() -> Value {
    serde_json::from_slice(EXAMPLE).expect("JSON")
}

fn read(json: &Value) -> (ResultsFile, Vec<String>) {
    let (file, findings) = file(&serde_json::to_vec(json).expect("JSON")).expect("JSON");
    (file, findings.iter().map(Finding::to_string).collect())
}

/// The findings with another value at a JSON pointer.
fn message_with(pointer: &str, value: Value) -> Vec<String> {
    let mut json = example();
    *json.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
    read(&json).1
}

#[test]
fn a_wrong_form_is_reported_with_its_path() {
    for (pointer, value, expected) in [
        ("/title", json!(7), "title: a text belongs here, not 7"),
        ("/dimensions/0/categories", json!("many"), "dimensions[0].categories: a list belongs here, not \"many\""),
        ("/dimensions/0/categories/1", json!([]), "dimensions[0].categories[1]: an object belongs here, not a list"),
        (
            "/dimensions/1/role",
            json!("biased"),
            "dimensions[1].role: \"biased\" is not known here; use one of: field, bias, other",
        ),
        ("/dimensions/1/bias/over/0", json!(true), "dimensions[1].bias.over[0]: a text belongs here, not true"),
        (
            "/dimensions/1/bias/targets/australia",
            json!("half"),
            "dimensions[1].bias.targets.australia: a number belongs here, not \"half\"",
        ),
        ("/privacy/k", json!(4.5), "privacy.k: a whole number, 0 or more, belongs here, not a number"),
        ("/respondents", json!(null), "respondents: an object belongs here, not null"),
        (
            "/resources/0/data/1/3",
            json!(-5),
            "resources[0].data[1][3]: a whole number, 0 or more, belongs here, not -5",
        ),
        (
            "/resources/0/data/1/1",
            json!({"unknown": [0]}),
            "resources[0].data[1][1]: an object here has a list of category codes: {\"known\": [0, 1]}",
        ),
        (
            "/resources/0/data/1/1",
            json!([0, "x"]),
            "resources[0].data[1][1][1]: a whole number, 0 or more, belongs here, not \"x\"",
        ),
        ("/resources/0/data/2", json!("row"), "resources[0].data[2]: a list belongs here, not \"row\""),
    ] {
        assert_eq!(message_with(pointer, value), [expected]);
    }
}

#[test]
fn everything_that_is_missing_is_reported_at_once() {
    let mut json = example();
    json["questions"][1].as_object_mut().expect("a question").remove("kind");
    let about = json.as_object_mut().expect("a file");
    about.remove("title");
    about.remove("privacy");
    let missing = [
        "title: this is missing; a text belongs here",
        "privacy: this is missing; an object belongs here",
        "questions[1].kind: this is missing; a text belongs here",
    ];
    assert_eq!(read(&json).1, missing);
    assert_eq!(read(&json!([])).1, ["the file: an object belongs here, not a list"]);
}

#[test]
fn what_stands_twice_is_reported() {
    let text = String::from_utf8(EXAMPLE.to_vec()).expect("text");
    let twice = text.replacen("\"title\":", "\"title\": \"another\", \"title\":", 1);
    let (_, findings) = file(twice.as_bytes()).expect("JSON");
    assert_eq!(findings[0].to_string(), "title: this stands twice; keep one of them");
}

#[test]
fn what_is_not_json_is_reported_with_line_and_column() {
    let message = |bytes: &[u8]| file(bytes).expect_err("not JSON").to_string();
    assert!(message(b"{\n  \"profile\": nonsense").starts_with("line 2, column "));
    assert!(message(b"").contains("EOF"));
}

/// All values of a file, as JSON pointers.
fn pointers(json: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match json {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| pointers(item, &format!("{at}/{i}"), all));
        }
        Value::Object(map) => map.iter().for_each(|(name, item)| pointers(item, &format!("{at}/{name}"), all)),
        _ => {}
    }
}

/// What to put, in place of a value or beside it.
fn other() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!(3)),
        Just(json!(-1)),
        Just(json!(0.5)),
        Just(json!("field")),
        Just(json!([])),
        Just(json!([0, 1])),
        Just(json!(["a"])),
        Just(json!({})),
        Just(json!({"id": "a", "label": "A"})),
        Just(json!({"known": [1]})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// The same files are read to the same as by the readers that serde derives from the types, which also take the
    /// properties of an object as a list.
    #[test]
    fn reads_what_the_derived_readers_read(place: prop::sample::Index, value in other(), remove: bool) {
        let mut json = example();
        let mut all = Vec::new();
        pointers(&json, "", &mut all);
        let pointer = place.get(&all);
        match pointer.rsplit_once('/') {
            Some((parent, name)) if remove => match json.pointer_mut(parent).expect("there") {
                Value::Object(map) => drop(map.remove(name)),
                Value::Array(items) => drop(items.remove(name.parse().expect("a place"))),
                _ => unreachable!("it holds something"),
            },
            _ => *json.pointer_mut(pointer).expect("there") = value,
        }
        let (file, findings) = read(&json);
        match serde_json::from_value::<ResultsFile>(json) {
            Ok(_) if findings.iter().any(|message| message.ends_with("an object belongs here, not a list")) => {}
            Ok(derived) => {
                prop_assert_eq!(findings, Vec::<String>::new());
                prop_assert_eq!(file, derived);
            }
            Err(error) => prop_assert!(!findings.is_empty(), "{}", error),
        }
    }
}

#[test]
fn a_question_of_a_kind_that_only_newer_programs_know_is_passed_over_with_its_columns() {
    let mut json = example();
    let plain = read(&json).0;
    let question = json!({"id": "map", "kind": "heat-map", "text": "Where?", "label": "Places", "points": [{"x": 1}]});
    json["questions"].as_array_mut().expect("a list").insert(1, question);
    let rows = json["resources"][0]["data"].as_array_mut().expect("rows");
    for (i, row) in rows.iter_mut().enumerate() {
        let row = row.as_array_mut().expect("cells");
        let (asked, spot) = if i == 0 { (json!("map.asked"), json!("map.spot")) } else { (json!(5), json!(3)) };
        row.insert(2, asked);
        row.push(spot);
    }
    // Of a version that this program writes, an unknown kind is a mistake.
    let mistaken = read(&json).1;
    assert!(mistaken[0].contains("questions[1].kind: \"heat-map\" is not known here"), "{mistaken:?}");
    json["profile_version"] = json!("1.2.0");
    let own = json!({"name": "answers-map", "type": "table", "data": [["field", "map.answered"], [[0], 5]]});
    json["resources"].as_array_mut().expect("a list").push(own);
    let (newer, findings) = read(&json);
    assert_eq!((newer.skipped.as_slice(), findings.len()), (&["Places".to_owned()][..], 0), "{findings:?}");
    let without = ResultsFile { skipped: Vec::new(), profile_version: plain.profile_version.clone(), ..newer };
    assert_eq!(without, plain);
    assert!(crate::Survey::read(&serde_json::to_vec(&json).expect("JSON")).is_ok());
    // Another major version is refused as a whole.
    json["profile_version"] = json!("2.0.0");
    assert!(crate::Survey::read(&serde_json::to_vec(&json).expect("JSON")).is_err());
}
