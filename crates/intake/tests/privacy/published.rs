//! A results file as an attacker reads it: JSON, and nothing of the program that made it.

use serde_json::Value;
use std::collections::BTreeMap;

pub struct Table {
    /// Ids of its dimensions.
    pub dimensions: Vec<String>,
    pub classes: Vec<Class>,
}

pub struct Class {
    /// For each dimension, the categories it names, and whether everybody is in all of them.
    labels: Vec<(Vec<usize>, bool)>,
    pub counts: BTreeMap<String, u64>,
}

/// The tables of a file.
pub fn tables(json: &[u8]) -> Vec<Table> {
    let file: Value = serde_json::from_slice(json).expect("JSON");
    let ids: Vec<&str> =
        file["dimensions"].as_array().expect("a list").iter().map(|d| d["id"].as_str().unwrap()).collect();
    file["resources"].as_array().expect("a list").iter().map(|resource| table(resource, &ids)).collect()
}

fn table(resource: &Value, ids: &[&str]) -> Table {
    let rows = resource["data"].as_array().expect("rows");
    let names: Vec<&str> = rows[0].as_array().expect("names").iter().map(|name| name.as_str().unwrap()).collect();
    let class = |row: &Value| {
        let mut class = Class { labels: Vec::new(), counts: BTreeMap::new() };
        for (name, entry) in names.iter().zip(row.as_array().expect("a row")) {
            match (ids.contains(name), entry) {
                (true, Value::Object(label)) => class.labels.push((codes(&label["known"]), true)),
                (true, label) => {
                    let codes = codes(label);
                    let known = codes.len() == 1;
                    class.labels.push((codes, known));
                }
                (false, count) => drop(class.counts.insert((*name).to_owned(), count.as_u64().expect("a count"))),
            }
        }
        class
    };
    Table {
        dimensions: names.iter().filter(|name| ids.contains(name)).map(|&name| name.to_owned()).collect(),
        classes: rows[1..].iter().map(class).collect(),
    }
}

fn codes(label: &Value) -> Vec<usize> {
    label.as_array().expect("codes").iter().map(|code| code.as_u64().expect("a code") as usize).collect()
}

impl Table {
    pub fn has(&self, column: &str) -> bool {
        self.classes[0].counts.contains_key(column)
    }

    /// The class of somebody of these categories (sorted, for each dimension by its id): of those whose labels
    /// allow it, the one with the narrowest label in its first dimension, then in the next.
    pub fn class_of(&self, key: &dyn Fn(&str) -> Vec<usize>) -> Option<usize> {
        let keys: Vec<Vec<usize>> = self.dimensions.iter().map(|d| key(d)).collect();
        let allows =
            |class: &&Class| {
                class.labels.iter().zip(&keys).all(|((codes, known), key)| {
                    if *known { codes == key } else { key.iter().all(|c| codes.contains(c)) }
                })
            };
        let narrow = |class: &Class| -> Vec<(usize, u64)> {
            let bits = |codes: &Vec<usize>| codes.iter().map(|c| 1_u64 << c).sum();
            class.labels.iter().map(|(codes, known)| (if *known { 0 } else { codes.len() }, bits(codes))).collect()
        };
        let found = self.classes.iter().enumerate().filter(|(_, class)| allows(class));
        found.min_by_key(|(_, class)| narrow(class)).map(|(at, _)| at)
    }
}
