use super::*;
use serde_json::{Value, json};

/// What verifying the small example says after `change`.
fn told(change: impl Fn(&mut Value)) -> String {
    let mut file: Value =
        serde_json::from_slice(include_bytes!("../../../../docs/example-results.json")).expect("JSON");
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
    let summary = verify(include_bytes!("../../../../docs/example-results.json")).expect("holds").to_string();
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
    let told_asked = told(|file| file["questions"][0]["asked_of"] = json!("region=australia&region=elsewhere"));
    assert!(told_asked.contains("questions[0].asked_of: \"region=australia&region=elsewhere\": region=elsewhere"));
    // The words of a view say nothing of who was asked.
    let told_asked = told(|file| file["questions"][0]["asked_of"] = json!("chart=table"));
    assert!(told_asked.contains("questions[0].asked_of: \"chart=table\": chart=table"), "{told_asked}");
    let told_asked = told(|file| file["questions"][0]["asked_of"] = json!("region=australia"));
    assert!(told_asked.contains("but this class is not among \"region=australia\""), "{told_asked}");
    let view = |query: &str| told(|file| file["views"] = json!([{"id": "mine", "label": "Mine", "query": query}]));
    assert_eq!(view("region=-australia"), "holds");
    assert!(view("region=-atlantis").contains("views[0].query: \"region=-atlantis\": "));
}

/// The example with `asked` people of each of the first classes asked for their needs.
fn told_asked(asked: &[u64]) -> String {
    told(|file| {
        let rows = file["resources"][0]["data"].as_array_mut().expect("rows");
        let names: Vec<String> = serde_json::from_value(rows[0].clone()).expect("names");
        for (row, asked) in rows[1..].iter_mut().zip(asked) {
            for column in (0..names.len()).filter(|&c| names[c].starts_with("needs.")) {
                let most = if names[column] == "needs.asked" { *asked } else { 0 };
                row[column] = json!(most);
            }
        }
    })
}

#[test]
fn few_who_were_asked_are_found_and_few_who_were_not() {
    // Of 6 and of 8 people.
    assert_eq!(told_asked(&[6, 0]), "holds");
    let few = |row: u32, asked: &str| {
        format!(
            "resources[0].data[{row}]: needs.asked is {asked}: those asked and those not asked must each be nobody or at least k = 5, or their answers stand alone; run `needs-by-field prepare` again"
        )
    };
    assert_eq!(told_asked(&[1, 0]), few(1, "1 of 6"));
    assert_eq!(told_asked(&[6, 7]), few(2, "7 of 8"));
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
fn addresses_are_found_wherever_the_author_writes() {
    for (property, value, path) in [
        ("sources", json!([{"title": "Anna <a@b.org>"}]), "sources[0].title"),
        ("licenses", json!([{"name": "a@b.org"}]), "licenses[0].name"),
        ("licenses", json!([{"name": "CC0-1.0", "path": "mailto:a@b.org"}]), "licenses[0].path"),
        ("contributors", json!([{"title": "Maria Garcia, a@b.org"}]), "contributors[0].title"),
        ("homepage", json!("mailto:a@b.org"), "homepage"),
        ("narrative", json!({"projects": [{"name": "a@b.org"}]}), "narrative.projects[0].name"),
        ("narrative", json!({"projects": [{"name": "A", "url": "mailto:a@b.org"}]}), "narrative.projects[0].url"),
        ("keywords", json!(["imaging", "a@b.org"]), "keywords"),
    ] {
        let told = told(|file| file[property] = value.clone());
        let expected = format!(
            "{path}: \"a@b.org\" looks like an email address; to be reached, write it in narrative.get_in_touch instead"
        );
        assert_eq!(told, expected);
    }
    assert_eq!(told(|file| file["contributors"] = json!([{"title": "Maria Garcia"}])), "holds");
    assert_eq!(told(|file| file["homepage"] = json!("https://example.org/t/1234/5678/90")), "holds");
}

#[test]
fn an_id_that_is_a_name_is_found_where_the_label_is_not() {
    let told =
        told(|file| file["views"] = json!([{"id": "maria-garcia", "label": "Mine", "query": "region=-australia"}]));
    assert_eq!(
        told,
        "views[0].id: \"maria-garcia\" looks like a person's name; if it is one, give another id in the codebook"
    );
}

#[test]
fn what_is_no_part_of_the_format_is_found_wherever_it_stands() {
    const PROBLEM: &str = "this is no part of the format, so nobody has checked what it holds; remove it, or keep it in a file of its own";
    for (pointer, path) in [
        ("", "rows"),
        ("/dimensions/0/categories/1", "dimensions[0].categories[1].rows"),
        ("/questions/0", "questions[0].rows"),
        ("/privacy", "privacy.rows"),
        ("/narrative", "narrative.rows"),
        ("/resources/0", "resources[0].rows"),
    ] {
        let told = told(|file| {
            file.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}"))["rows"] = json!([["bob@x.org"]]);
        });
        assert_eq!(told, format!("{path}: {PROBLEM}"));
    }
    // Within a label of a class table, too.
    let told_label = told(|file| {
        let rows = file["resources"][0]["data"].as_array_mut().expect("rows");
        let label = rows.iter_mut().flat_map(|row| row.as_array_mut().expect("a row")).find(|entry| entry.is_object());
        label.expect("somebody is in both fields")["who"] = json!("bob");
    });
    assert!(told_label.ends_with(&format!(".who: {PROBLEM}")), "{told_label}");
    // What Data Packages have is no surprise, but only in its form.
    assert_eq!(told(|file| file["keywords"] = json!(["imaging"])), "holds");
    assert_eq!(told(|file| file["created"] = json!("2026-01-31T00:00:00Z")), "holds");
    assert_eq!(told(|file| file["keywords"] = json!([["a row"]])), format!("keywords: {PROBLEM}"));
    // And it stays readable.
    let mut file: Value =
        serde_json::from_slice(include_bytes!("../../../../docs/example-results.json")).expect("JSON");
    file["rows"] = json!(1);
    assert!(Survey::read(&serde_json::to_vec(&file).expect("JSON")).is_ok());
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

/// Of the 45 who answered, 24 want documentation.
#[test]
fn what_is_said_of_coders_tells_of_nobody_or_of_at_least_k() {
    let coded = |double_coded: u32, all: f64, any: f64| {
        told(|file| {
            let share = |people: f64| (people / f64::from(double_coded.max(1)) * 1e4).round() / 1e4;
            let question = &mut file["questions"][0];
            question["coded"] = json!({"coders": 2, "double_coded": double_coded});
            question["choices"][0]["low"] = json!(share(all));
            question["choices"][0]["high"] = json!(share(any));
        })
    };
    for (double_coded, all, any) in [(45, 19.0, 24.0), (45, 24.0, 24.0), (40, 14.0, 19.0), (5, 0.0, 0.0)] {
        assert_eq!(coded(double_coded, all, any), "holds", "{double_coded} {all} {any}");
    }
    for (double_coded, all, any, expected) in [
        (
            45,
            22.0,
            24.0,
            "questions[0].choices[0]: low 0.4889 and high 0.5333 of 45 answers, and the 24 that are published, differ by fewer than k = 5",
        ),
        (45, 19.0, 25.0, "differ by fewer than k = 5"),
        (40, 3.0, 15.0, "differ by fewer than k = 5"),
        (43, 19.0, 24.0, "questions[0].coded.double_coded: 43 of 45 answers were coded by two"),
        (4, 0.0, 0.0, "4 of 45 answers were coded by two"),
        (46, 19.0, 24.0, "46 of 45 answers were coded by two"),
        (0, 0.0, 0.0, "questions[0]: it tells how far coders agree, but no answers that two coded"),
    ] {
        let told = coded(double_coded, all, any);
        assert!(told.contains(expected), "{told}");
    }
    let alone = told(|file| {
        file["questions"][0]["coded"] = json!({"coders": 2, "double_coded": 45});
        file["questions"][0]["choices"][0]["alpha"] = json!(0.9);
    });
    assert!(alone.contains("not both bounds"), "{alone}");
}
