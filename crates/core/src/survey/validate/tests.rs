//! Everything that must hold is found where it does not.

use crate::survey::Survey;
use proptest::prelude::*;
use serde_json::{Value, json};

/// What reading the example says after `change`.
fn message(change: impl Fn(&mut Value)) -> String {
    let mut file: Value =
        serde_json::from_slice(include_bytes!("../../../../../docs/example-results.json")).expect("JSON");
    change(&mut file);
    let bytes = serde_json::to_vec(&file).expect("JSON");
    Survey::read(&bytes).map_or_else(|e| e.to_string(), |_| "accepted".to_owned())
}

/// What reading the example says with another value at a JSON pointer.
fn message_with(pointer: &str, value: Value) -> String {
    message(|file| *file.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value.clone())
}

#[test]
fn the_example_and_properties_of_other_tools_are_accepted() {
    assert_eq!(message(|_| ()), "accepted");
    assert_eq!(message(|file| file["keywords"] = json!(["life science"])), "accepted");
    assert_eq!(message_with("/resources/0/type", json!("table")), "accepted");
}

#[test]
fn every_finding_has_path_value_and_remedy() {
    let class = |column: usize, value: Value| message_with(&format!("/resources/0/data/1/{column}"), value);
    for (message, expected) in [
        (
            message_with("/dimensions/1/categories/0/id", json!("North America")),
            "dimensions[1].categories[0].id: \"North America\" is not an id (use a-z, 0-9, -); did you mean \"north-america\"?\n\
             dimensions[1].bias.over: \"australia\" is not a category; use one of: North America, elsewhere\n\
             dimensions[1].bias.targets: \"australia\" is not a category; use one of: North America, elsewhere",
        ),
        (
            message_with("/dimensions/2/id", json!("region")),
            "dimensions[2].id: \"region\" stands twice in this list; give one of them another id",
        ),
        (
            message_with("/dimensions/2/id", json!("chart")),
            "dimensions[2].id: \"chart\" is a word of the query string; use another id, such as \"chart-group\"",
        ),
        (
            message_with("/dimensions/1/role", json!("field")),
            "dimensions: 2 dimensions have the role \"field\"; exactly one must have it",
        ),
        (
            message_with("/dimensions/1/bias/targets/australia", json!(1.5)),
            "dimensions[1].bias.targets: targets are shares from 0 to 1 that add up to at most 1",
        ),
        (message_with("/profile", json!("x")), "profile: \"x\" is not \"needs-by-field\": this is not a results file"),
        (
            message_with("/profile_version", json!("2.0.0")),
            "profile_version: \"2.0.0\" cannot be read by this program, which reads 1.0.0 to 1.1.0; use a program of the file's version",
        ),
        (
            message_with("/collected/from", json!("2021-04-01")),
            "collected.from: \"2021-04-01\" is not a month; write it as 2021-04",
        ),
        (
            message_with("/respondents/consented", json!(7)),
            "respondents: 48 published, 7 consented, 51 received: each must be at most the next",
        ),
        (
            message_with(
                "/respondents",
                json!({"received": 51, "left_out": [{"label": "test answers", "n": 3}], "consented": 50, "published": 48}),
            ),
            "respondents.left_out: 3 of 51 received were left out, but 50 consented: they must be among the others",
        ),
        (
            message_with("/privacy/k", json!(0)),
            "privacy.k: 0 is not a class size; use 1 for data that are public already",
        ),
        (
            message_with("/questions/0/choices/1/themes/0", json!("speed")),
            "questions[0].choices[1].themes: \"speed\" is not a theme; use one of: constrained, interoperability",
        ),
        (
            message_with("/questions/2/items", json!([])),
            "questions[2]: a \"rating\" has items and levels, a \"single\" or \"multiple\" question has choices, never both",
        ),
        (
            message_with("/questions/2/items/0/id", json!("theme")),
            "questions[2].items: \"theme\" is a word of the table's header; use another id",
        ),
        (
            message_with("/resources/0/data/0/3", json!("N")),
            "resources[0].data[0]: no column \"n\" (respondents of the class)",
        ),
        (
            message_with("/resources/0/data/0/6", json!("n")),
            "resources[0].data[0][6]: this column stands twice\n\
             resources[0].data[0]: no column \"needs.docs\", which a question declares",
        ),
        (class(0, json!([3])), "resources[0].data[1][0]: 3 is not a category of \"field\"; codes go from 0 to 2"),
        (
            class(0, json!(0)),
            "resources[0].data[1][0]: not a label of \"field\"; write a list of category codes, such as [0]",
        ),
        (
            class(1, json!([1, 1])),
            "resources[0].data[1][1]: a label of \"region\" names each category once, and at least one",
        ),
        (
            class(1, json!({"known": [0, 1]})),
            "resources[0].data[1][1]: \"region\" is not `multiple`: nobody is in several of its categories",
        ),
        (class(6, json!("x")), "resources[0].data[1][6]: not a count; a whole number of respondents belongs here"),
        (class(6, json!(7)), "resources[0].data[1]: needs.docs is 7, more than the 6 who answered"),
        (class(5, json!(7)), "resources[0].data[1]: needs.answered is 7, more than the 6 asked"),
        (class(4, json!(7)), "resources[0].data[1]: needs.asked is 7, more than the 6 of the class"),
        (
            class(14, json!(4)),
            "resources[0].data[1]: the choices of often add up to 6, not to the 5 who answered; everyone chose one",
        ),
        (
            class(18, json!(3)),
            "resources[0].data[1]: the levels of features.gpus add up to 6, more than the 5 who answered",
        ),
        (
            class(10, json!(2)),
            "resources[0].data[1]: needs.theme.constrained is 2, which is not between 3 and 5, as its choices say",
        ),
        (class(3, json!(9)), "resources[0]: the classes hold 51 respondents, not the 48 published"),
        (
            message_with("/privacy/k", json!(6)),
            "resources[0].data[4]: a class of 5 is below the declared k = 6; run `needs-by-field prepare` again\n\
             resources[0].data[5]: a class of 5 is below the declared k = 6; run `needs-by-field prepare` again\n\
             resources[0].data[6]: a class of 5 is below the declared k = 6; run `needs-by-field prepare` again",
        ),
        (
            message_with("/privacy/smallest_class", json!(9)),
            "privacy.smallest_class: 9 is declared, but a class of resources[0] has 5",
        ),
        (message_with("/resources/0/data/2", json!([[0], 3])), "resources[0].data[2]: 2 entries under 24 columns"),
        (
            message_with("/resources", json!([])),
            "resources: the file has no class table of everybody; run `needs-by-field prepare` again",
        ),
    ] {
        assert_eq!(message, expected);
    }
}

/// What reading the example says with pairs of its needs (docs, gpu, memory, none), each as few as can be, but
/// that of gpu and memory in the first class.
fn message_with_pairs(both: u32) -> String {
    message(|file| {
        file["questions"][0]["pairs"] = json!(true);
        let rows = file["resources"][0]["data"].as_array_mut().expect("rows");
        let ids = ["docs", "gpu", "memory", "none"];
        for (r, row) in rows.iter_mut().enumerate() {
            let row = row.as_array_mut().expect("a row");
            for a in 0..4 {
                for b in a + 1..4 {
                    let at = |column: usize| row[column].as_i64();
                    row.push(match (at(5), at(6 + a), at(6 + b)) {
                        (Some(_), ..) if (r, a, b) == (1, 1, 2) => json!(both),
                        (Some(answered), Some(x), Some(y)) => json!((x + y - answered).max(0)),
                        _ => json!(format!("needs.pair.{}.{}", ids[a], ids[b])),
                    });
                }
            }
        }
    })
}

#[test]
fn pairs_are_checked_against_their_choices() {
    // Of 6 who answered, 2 need GPU memory and 3 memory.
    assert_eq!(message_with_pairs(2), "accepted");
    let found = "resources[0].data[1]: needs.pair.gpu.memory is 3, which is not between 0 and 2, as its choices say";
    assert_eq!(message_with_pairs(3), found);
    let without = message(|file| file["questions"][0]["pairs"] = json!(true));
    assert!(without.contains("resources[0].data[0]: no column \"needs.pair.docs.gpu\", which a question declares"));
    let rating = message(|file| file["questions"][2]["pairs"] = json!(true));
    assert_eq!(rating, "questions[2].pairs: only a \"multiple\" question or a \"ranking\" has pairs");
}

#[test]
fn a_file_of_single_people_is_accepted() {
    assert_eq!(
        message(|file| {
            file["privacy"]["k"] = json!(1);
            file["privacy"]["smallest_class"] = json!(1)
        }),
        "accepted"
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Survey::read(&bytes).is_err());
    }

    #[test]
    fn one_wrong_entry_anywhere_is_read_without_panic(row in 0..9_usize, column in 0..24_usize, pick in 0..6_usize, n: u32) {
        let value = [json!(n), json!([n]), json!({"known": [n % 3, 1]}), json!("n"), json!([]), json!(null)][pick].clone();
        message_with(&format!("/resources/0/data/{row}/{column}"), value);
    }
}
