//! A JSON reader that keeps the path of the current value and reports what is missing or has the wrong type.

use crate::survey::{file::Entry, validate::Findings};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use std::{collections::BTreeMap, fmt};

/// A property that the format does not declare.
pub struct Undeclared {
    pub path: String,
    /// The value if it is a text or a list of texts, else none.
    pub texts: Option<Vec<String>>,
}

/// Any JSON.
#[derive(Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    /// In the order of the file.
    Object(Vec<(String, Json)>),
}

/// The type of a JSON value, as messages name it.
const FLAG: &str = "true or false";
const NUMBER: &str = "a number";
pub(super) const TEXT: &str = "a text";
const LIST: &str = "a list";
const OBJECT: &str = "an object";

impl Json {
    fn form(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Flag(_) => FLAG,
            Json::Number(_) => NUMBER,
            Json::Text(_) => TEXT,
            Json::List(_) => LIST,
            Json::Object(_) => OBJECT,
        }
    }

    /// A non-negative integer: a count of people or a code.
    pub fn count(&self) -> Option<u32> {
        match self {
            Json::Number(n) if n.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(n) => Some(*n as u32),
            _ => None,
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Json::Flag(flag) => flag.fmt(f),
            // A fraction is named by its type: formatting it would cost more bytes of the page than reading a whole file.
            Json::Number(number) if number.fract() == 0.0 => (*number as i64).fmt(f),
            Json::Text(text) => {
                let short: String = text.chars().take(40).collect();
                write!(f, "\"{short}{}\"", if short.len() < text.len() { "…" } else { "" })
            }
            _ => f.write_str(self.form()),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Flag(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Json::Object(entries))
    }
}

/// One step of a path.
enum Step {
    Name(&'static str),
    Place(usize),
}

/// The current path, and the findings so far.
#[derive(Default)]
pub(super) struct Reader {
    path: Vec<Step>,
    pub findings: Findings,
    pub undeclared: Vec<Undeclared>,
    /// Whether these very bytes have been accepted before.
    is_accepted: bool,
}

impl Reader {
    pub fn of_accepted() -> Reader {
        Reader { is_accepted: true, ..Reader::default() }
    }

    #[inline(never)]
    fn found(&mut self, name: &str, problem: fmt::Arguments) {
        let path = self.path_of(name);
        self.findings.add(if path.is_empty() { &"the file" } else { &path }, problem);
    }

    fn path_of(&self, name: &str) -> String {
        let mut path = String::new();
        for step in &self.path {
            match step {
                Step::Place(place) => path += &format!("[{place}]"),
                Step::Name(name) => join(&mut path, name),
            }
        }
        join(&mut path, name);
        path
    }

    #[inline(never)]
    fn expected(&mut self, name: &str, what: &str, there: &Json) {
        self.found(name, format_args!("{what} belongs here, not {there}"));
    }

    pub fn object(&mut self, json: Json) -> Object<'_> {
        let entries = match json {
            Json::Object(entries) => Some(entries),
            other => {
                self.expected("", OBJECT, &other);
                None
            }
        };
        Object { reader: self, entries }
    }

    /// Reads each item of a list. Not generic, so that the page has it once for all types of lists.
    fn each(&mut self, items: Vec<Json>, read: &mut dyn FnMut(&mut Reader, Json)) {
        for (place, item) in items.into_iter().enumerate() {
            self.path.push(Step::Place(place));
            read(self, item);
            self.path.pop();
        }
    }

    pub fn text(&mut self, json: Json) -> String {
        match json {
            Json::Text(text) => text,
            other => {
                self.expected("", TEXT, &other);
                String::new()
            }
        }
    }

    pub fn count(&mut self, name: &str, json: &Json) -> u32 {
        json.count().unwrap_or_else(|| {
            self.expected(name, "a whole number, 0 or more,", json);
            0
        })
    }

    pub fn number(&mut self, name: &str, json: &Json) -> f64 {
        match json {
            Json::Number(number) => *number,
            other => {
                self.expected(name, NUMBER, other);
                0.0
            }
        }
    }

    #[inline(never)]
    fn twice(&mut self, name: &str) {
        self.found(name, format_args!("this stands twice; keep one of them"));
    }

    /// An entry of a class table.
    fn entry(&mut self, json: Json) -> Entry {
        match json {
            Json::Text(name) => return Entry::Name(name),
            Json::List(codes) => return Entry::Among(self.codes(codes)),
            Json::Number(_) => return Entry::Count(self.count("", &json)),
            Json::Object(mut entries) => {
                let known = entries.iter().position(|(name, _)| name == "known");
                if let Some((_, Json::List(codes))) = known.map(|place| entries.swap_remove(place)) {
                    drop(Object { reader: self, entries: Some(entries) });
                    return Entry::Known(self.codes(codes));
                }
                self.found("", format_args!("an object here has a list of category codes: {{\"known\": [0, 1]}}"));
            }
            other => self.expected("", "a column name, a count or a list of category codes", &other),
        }
        Entry::Count(0)
    }

    fn codes(&mut self, codes: Vec<Json>) -> Vec<u32> {
        let mut counts = Vec::with_capacity(codes.len());
        self.each(codes, &mut |reader, code| counts.push(reader.count("", &code)));
        counts
    }
}

/// Properties that were not taken are undeclared.
impl Drop for Object<'_> {
    fn drop(&mut self) {
        if let Some(entries) = self.entries.take().filter(|_| !self.reader.is_accepted) {
            self.reader.undeclared(entries);
        }
    }
}

impl Reader {
    #[inline(never)]
    fn undeclared(&mut self, entries: Vec<(String, Json)>) {
        for (name, json) in entries {
            let texts = match json {
                Json::Null => continue,
                Json::Text(text) => Some(vec![text]),
                Json::List(items) => items
                    .into_iter()
                    .map(|item| match item {
                        Json::Text(text) => Some(text),
                        _ => None,
                    })
                    .collect(),
                _ => None,
            };
            if self.undeclared.len() < crate::survey::validate::MOST_FINDINGS {
                let path = self.path_of(&name);
                self.undeclared.push(Undeclared { path, texts });
            }
        }
    }
}

fn join(path: &mut String, name: &str) {
    if !path.is_empty() && !name.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

/// An object of the file.
pub(super) struct Object<'a> {
    reader: &'a mut Reader,
    /// None for a value that is not an object, which has been reported.
    entries: Option<Vec<(String, Json)>>,
}

impl Object<'_> {
    /// Takes out a property of this type; reports one of another type, or a missing one that is `needed`.
    #[inline(never)]
    pub fn take(&mut self, name: &'static str, form: &'static str, needed: bool) -> Option<Json> {
        let entries = self.entries.as_mut()?;
        let Some(place) = entries.iter().position(|(there, _)| there == name) else {
            if needed {
                self.reader.found(name, format_args!("this is missing; {form} belongs here"));
            }
            return None;
        };
        let (_, json) = entries.swap_remove(place);
        // JSON readers differ in which of two equal names counts.
        if entries.iter().any(|(there, _)| there == name) {
            self.reader.twice(name);
        }
        if json.form() == form {
            return Some(json);
        }
        self.reader.expected(name, form, &json);
        None
    }

    pub fn text_of(&mut self, name: &'static str, needed: bool) -> String {
        match self.take(name, TEXT, needed) {
            Some(Json::Text(text)) => text,
            _ => String::new(),
        }
    }

    pub fn text(&mut self, name: &'static str) -> String {
        self.text_of(name, false)
    }

    pub fn needed(&mut self, name: &'static str) -> String {
        self.text_of(name, true)
    }

    /// `id` and `label`.
    pub fn named(&mut self) -> (String, String) {
        (self.needed("id"), self.needed("label"))
    }

    pub fn flag(&mut self, name: &'static str) -> bool {
        matches!(self.take(name, FLAG, false), Some(Json::Flag(true)))
    }

    pub fn count(&mut self, name: &'static str) -> u32 {
        self.take(name, NUMBER, true).map_or(0, |json| self.reader.count(name, &json))
    }

    /// An optional number.
    pub fn number(&mut self, name: &'static str) -> Option<f64> {
        self.take(name, NUMBER, false).map(|json| self.reader.number(name, &json))
    }

    /// The position of the value among the words; none, which is reported, if it is not one of them.
    pub fn word(&mut self, name: &'static str, words: &[&str]) -> Option<usize> {
        let Some(Json::Text(word)) = self.take(name, TEXT, true) else { return None };
        let place = words.iter().position(|known| *known == word);
        if place.is_none() {
            self.reader.found(name, format_args!("\"{word}\" is not known here; use one of: {}", words.join(", ")));
        }
        place
    }

    pub fn is_accepted(&self) -> bool {
        self.reader.is_accepted
    }

    /// Reports what is wrong with a property, or (`""`) with the object.
    pub fn found(&mut self, name: &str, problem: &str) {
        self.reader.found(name, format_args!("{problem}"));
    }

    fn items(&mut self, name: &'static str, needed: bool) -> Vec<Json> {
        match self.take(name, LIST, needed) {
            Some(Json::List(items)) => items,
            _ => Vec::new(),
        }
    }

    /// Reads each item of a list.
    fn each(&mut self, name: &'static str, needed: bool, read: &mut dyn FnMut(&mut Reader, Json)) {
        let items = self.items(name, needed);
        self.reader.path.push(Step::Name(name));
        self.reader.each(items, read);
        self.reader.path.pop();
    }

    pub fn texts(&mut self, name: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        self.each(name, false, &mut |reader, item| texts.push(reader.text(item)));
        texts
    }

    /// A list of objects.
    pub fn list<T>(&mut self, name: &'static str, needed: bool, read: fn(&mut Object) -> T) -> Vec<T> {
        let mut list = Vec::new();
        self.each(name, needed, &mut |reader, item| list.push(read(&mut reader.object(item))));
        list
    }

    pub fn rows(&mut self, name: &'static str) -> Vec<Vec<Entry>> {
        let mut rows = Vec::new();
        self.each(name, true, &mut |reader, row| match row {
            Json::List(entries) => {
                let mut row = Vec::with_capacity(entries.len());
                reader.each(entries, &mut |reader, entry| row.push(reader.entry(entry)));
                rows.push(row);
            }
            other => reader.expected("", LIST, &other),
        });
        rows
    }

    /// A nested object.
    pub fn inner<T>(&mut self, name: &'static str, needed: bool, read: fn(&mut Object) -> T) -> T {
        // If the whole object is missing, its properties are not reported as missing too.
        let entries = match self.take(name, OBJECT, needed) {
            Some(Json::Object(entries)) => Some(entries),
            _ => None,
        };
        self.reader.path.push(Step::Name(name));
        let inner = read(&mut Object { reader: self.reader, entries });
        self.reader.path.pop();
        inner
    }

    /// An object that may be missing or null.
    pub fn perhaps<T>(&mut self, name: &'static str, read: fn(&mut Object) -> T) -> Option<T> {
        let at = |(there, json): &(String, Json)| there == name && !matches!(json, Json::Null);
        let there = self.entries.as_ref().is_some_and(|entries| entries.iter().any(at));
        there.then(|| self.inner(name, true, read))
    }

    /// The numbers of an object with arbitrary property names.
    pub fn numbers<T>(&mut self, name: &'static str, read: fn(&mut Reader, &str, &Json) -> T) -> BTreeMap<String, T> {
        let Some(Json::Object(entries)) = self.take(name, OBJECT, false) else { return BTreeMap::new() };
        self.reader.path.push(Step::Name(name));
        let mut numbers = BTreeMap::new();
        for (name, json) in entries {
            let number = read(self.reader, &name, &json);
            if numbers.contains_key(&name) {
                self.reader.twice(&name);
            }
            numbers.insert(name, number);
        }
        self.reader.path.pop();
        numbers
    }
}
