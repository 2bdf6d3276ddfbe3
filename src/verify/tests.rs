use super::*;
use serde_json::{Value, json};

/// What verifying the small example says after `change`.
fn told(change: impl Fn(&mut Value)) -> String {
    let mut file: Value = serde_json::from_slice(include_bytes!("../../docs/example-results.json")).expect("JSON");
    change(&mut file);
    let bytes = serde_json::to_vec(&file).expect("JSON");
    verify(&bytes).map_or_else(|e| e.to_string(), |_| "holds".to_owned())
}

fn told_with(pointer: &str, value: Value) -> String {
    told(|file| *file.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value.clone())
}

/// The example as two tables, field with region and field with channel, after a change of the second's rows.
fn two_tables(change: impl Fn(&mut Vec<Vec<Value>>)) -> String {
    told(|file| {
        let rows: Vec<Vec<Value>> = serde_json::from_value(file["resources"][0]["data"].clone()).expect("rows");
        let without = |dimension: usize| {
            let keep = |row: &Vec<Value>| {
                row.iter().enumerate().filter(|(c, _)| *c != dimension).map(|(_, v)| v.clone()).collect()
            };
            rows.iter().map(keep).collect::<Vec<Vec<Value>>>()
        };
        let (first, mut second) = (without(2), without(1));
        change(&mut second);
        file["privacy"]["model"] = json!("by-dimension");
        file["resources"] = json!([
            {"name": "field-region", "type": "table", "data": first},
            {"name": "field-channel", "type": "table", "data": second},
        ]);
    })
}

#[test]
fn the_example_holds_and_is_summed_up() {
    assert_eq!(told(|_| ()), "holds");
    let summary = verify(include_bytes!("../../docs/example-results.json")).expect("holds").to_string();
    assert!(summary.starts_with("48 respondents, no class smaller than 5 (k = 5)\none joint table"), "{summary}");
    assert!(summary.contains("field: exact for 89.6 %"), "{summary}");
}

#[test]
fn what_the_file_says_of_itself_is_checked() {
    for (told, expected) in [
        (
            told_with("/privacy/smallest_class", json!(4)),
            "privacy.smallest_class: 4 is declared, but the smallest class has 5",
        ),
        (
            told_with("/privacy/generalized/region", json!(3)),
            "privacy.generalized.region: 3 respondents are declared not to be exact, but in the table with the fewest there are 11",
        ),
        (
            told(|file| file["privacy"]["generalized"]["age"] = json!(3)),
            "privacy.generalized.age: \"age\" is not a dimension of this file",
        ),
        (
            told_with("/collected/from", json!("2021-09")),
            "collected: from 2021-09 to 2021-06: the first month is after the last",
        ),
    ] {
        assert_eq!(told, expected);
    }
}

#[test]
fn filters_and_links_are_understood() {
    let told_asked = told(|file| file["questions"][0]["asked_of"] = json!("planet=mars"));
    assert!(told_asked.contains("questions[0].asked_of: \"planet=mars\": "), "{told_asked}");
    let told_asked = told(|file| file["questions"][0]["asked_of"] = json!("region=australia"));
    assert!(told_asked.contains("but this class is not among \"region=australia\""), "{told_asked}");
    let view = |query: &str| told(|file| file["views"] = json!([{"id": "mine", "label": "Mine", "query": query}]));
    assert_eq!(view("region=-australia"), "holds");
    assert!(view("region=-atlantis").contains("views[0].query: \"region=-atlantis\": "));
}

#[test]
fn labels_that_point_at_people_are_found() {
    for (pointer, text, expected) in [
        (
            "/dimensions/2/categories/1/label",
            "ask a.b@example.org",
            "dimensions[2].categories[1]: \"a.b@example.org\" looks like an email address",
        ),
        (
            "/questions/0/choices/0/label",
            "Maria Garcia",
            "questions[0].choices[0]: \"Maria Garcia\" looks like a person's name",
        ),
        (
            "/dimensions/1/bias/note",
            "Call +61 3 9905 4000.",
            "dimensions[1].bias.note: \"+61 3 9905 4000\" looks like a phone number",
        ),
        ("/narrative/summary", "by a@b.org", "narrative.summary: \"a@b.org\" looks like an email address"),
    ] {
        let told = told_with(pointer, json!(text));
        assert!(told.contains(expected), "{told}");
    }
    assert_eq!(told_with("/narrative/get_in_touch", json!("mailto:a@b.org")), "holds");
    assert_eq!(told_with("/narrative/summary", json!("Maria Garcia asked around.")), "holds");
}

#[test]
fn every_finding_is_told_at_once() {
    let told = told(|file| {
        file["privacy"]["smallest_class"] = json!(4);
        file["title"] = json!("by a@b.org");
    });
    assert_eq!(told.lines().count(), 2, "{told}");
}

#[test]
fn tables_that_disagree_are_found() {
    assert_eq!(two_tables(|_| ()), "holds");
    let told = two_tables(|rows| {
        let none = rows[0].iter().position(|name| name == "needs.none").expect("a column");
        let class = (1..rows.len()).find(|&r| rows[r][none] == json!(1)).expect("somebody");
        rows[class][none] = json!(0);
    });
    assert!(told.contains("needs.none adds up to 2, but to 3 in \"field-region\""), "{told}");
}

/// Two tables of 22 respondents: 10 in field a and 12 in b, by region; by channel `exact` of a are told apart, and
/// with them as many of b, and the others are somewhere among both.
fn by_channel(exact: u32) -> String {
    let rest = 10 - exact;
    let table = |name: &str, dimension: &str, rows: &[(Value, u32)]| {
        let mut data = vec![json!(["field", dimension, "n", "q.asked", "q.answered", "q.yes", "q.no"])];
        data.extend(rows.iter().map(|(label, n)| json!([label, [0], n, n, n, n, 0])));
        json!({"name": name, "type": "table", "data": data})
    };
    let category = |id: &str| json!({"id": id, "label": id});
    let file = json!({
        "profile": "needs-by-field", "profile_version": "1.0.0", "name": "t", "title": "T",
        "respondents": {"received": 22, "consented": 22, "published": 22},
        "privacy": {"model": "by-dimension", "k": 5, "smallest_class": 5, "generalized": {"field": 0}},
        "dimensions": [
            {"id": "field", "role": "field", "label": "Field", "categories": [category("a"), category("b")]},
            {"id": "region", "role": "bias", "label": "Region", "categories": [category("here")]},
            {"id": "channel", "role": "bias", "label": "Channel", "categories": [category("mail")]},
        ],
        "questions": [{"id": "q", "kind": "single", "text": "Q?", "choices": [category("yes"), category("no")]}],
        "resources": [
            table("region", "region", &[(json!([0]), 10), (json!([1]), 12)]),
            table("channel", "channel", &[(json!([0]), exact), (json!([0, 1]), rest + 5), (json!([1]), 7)]),
        ],
    });
    verify(&serde_json::to_vec(&file).expect("JSON")).map_or_else(|e| e.to_string(), |_| "holds".to_owned())
}

#[test]
fn a_difference_of_tables_below_k_is_found() {
    // Five of a are in the class of both: as many as k.
    assert_eq!(by_channel(5), "holds");
    let told = by_channel(7);
    assert!(told.contains("tells what 3 people answered, fewer than k = 5"), "{told}");
}
