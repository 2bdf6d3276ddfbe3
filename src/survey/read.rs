//! The form of a results file: from JSON to the types of [`super::file`], telling everything that has not the right form.
//!
//! Written out, not derived: in the page, the derived readers weigh as much as all of its charts together. They also
//! stop at the first thing that is wrong. Unknown properties are passed over; the command can have them told ([`Left`]).

use super::file::{
    Bias, Category, Choice, Contributor, Dimension, Entry, Item, Kind, Level, License, NamedView, Narrative, Period,
    Privacy, PrivacyModel, Project, Question, Resource, Respondents, ResultsFile, Role, Source, Theme, everyone,
};
use super::validate::{Finding, Findings, SurveyError};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use std::{collections::BTreeMap, fmt};

/// Reads the form of a results file, not yet what must hold in it. What has not the right form is among the findings, and
/// stands empty in the file.
///
/// # Errors
/// `SurveyError::Json` if the bytes are not JSON.
pub(crate) fn file(bytes: &[u8]) -> Result<(ResultsFile, Vec<Finding>), SurveyError> {
    let json: Json = serde_json::from_slice(bytes).map_err(|error| SurveyError::from_json(&error))?;
    let mut reader = Reader::default();
    let file = results_file(&mut reader.object(json));
    Ok((file, reader.findings.0))
}

/// Reads the form of a results file, and what in it is no part of the form: at most a hundred properties, in the order in
/// which the objects that have them end.
///
/// # Errors
/// `SurveyError::Json` if the bytes are not JSON.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn file_and_left(bytes: &[u8]) -> Result<(ResultsFile, Vec<Left>), SurveyError> {
    let json: Json = serde_json::from_slice(bytes).map_err(|error| SurveyError::from_json(&error))?;
    let mut reader = Reader::default();
    let file = results_file(&mut reader.object(json));
    Ok((file, reader.left))
}

/// A property that nobody took.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) struct Left {
    pub path: String,
    /// Of a text, or a list of nothing but texts; none of anything else.
    pub texts: Option<Vec<String>>,
}

fn results_file(o: &mut Object) -> ResultsFile {
    ResultsFile {
        schema: o.text("$schema"),
        profile: o.needed("profile"),
        profile_version: o.needed("profile_version"),
        name: o.needed("name"),
        title: o.needed("title"),
        description: o.text("description"),
        version: o.text("version"),
        homepage: o.text("homepage"),
        illustration: o.flag("illustration"),
        licenses: o.list("licenses", false, |o| License {
            name: o.needed("name"),
            title: o.text("title"),
            path: o.text("path"),
        }),
        sources: o.list("sources", false, |o| Source { title: o.needed("title"), path: o.text("path") }),
        contributors: o.list("contributors", false, |o| Contributor { title: o.needed("title"), path: o.text("path") }),
        collected: o.perhaps("collected", |o| Period { from: o.needed("from"), to: o.needed("to") }),
        population: o.text("population"),
        respondents: o.inner("respondents", true, |o| Respondents {
            received: o.count("received"),
            consented: o.count("consented"),
            published: o.count("published"),
        }),
        privacy: o.inner("privacy", true, |o| Privacy {
            model: [PrivacyModel::Joint, PrivacyModel::ByDimension][o.word("model", &["joint", "by-dimension"])],
            k: o.count("k"),
            smallest_class: o.count("smallest_class"),
            generalized: o.numbers("generalized", Reader::count),
            tool: o.text("tool"),
        }),
        narrative: o.inner("narrative", false, narrative),
        dimensions: o.list("dimensions", true, dimension),
        questions: o.list("questions", true, question),
        views: o.list("views", false, |o| NamedView {
            id: o.needed("id"),
            label: o.needed("label"),
            description: o.text("description"),
            query: o.needed("query"),
        }),
        resources: o.list("resources", true, |o| Resource {
            name: o.needed("name"),
            kind: o.needed("type"),
            data: o.rows("data"),
        }),
    }
}

fn narrative(o: &mut Object) -> Narrative {
    Narrative {
        summary: o.text("summary"),
        limitations: o.text("limitations"),
        methods: o.texts("methods"),
        projects: o.list("projects", false, |o| Project {
            name: o.needed("name"),
            url: o.text("url"),
            note: o.text("note"),
        }),
        get_in_touch: o.text("get_in_touch"),
    }
}

fn dimension(o: &mut Object) -> Dimension {
    Dimension {
        id: o.needed("id"),
        role: [Role::Field, Role::Bias, Role::Other][o.word("role", &["field", "bias", "other"])],
        label: o.needed("label"),
        multiple: o.flag("multiple"),
        ordered: o.flag("ordered"),
        categories: o.list("categories", true, |o| {
            let (id, label) = o.named();
            Category { id, label }
        }),
        bias: o.perhaps("bias", |o| Bias {
            note: o.needed("note"),
            source: o.text("source"),
            over: o.texts("over"),
            under: o.texts("under"),
            targets: o.numbers("targets", Reader::number),
        }),
    }
}

fn question(o: &mut Object) -> Question {
    Question {
        id: o.needed("id"),
        kind: [Kind::Single, Kind::Multiple, Kind::Rating][o.word("kind", &["single", "multiple", "rating"])],
        text: o.needed("text"),
        label: o.text("label"),
        asked_of: match o.take("asked_of", TEXT, false) {
            Some(Json::Text(text)) => text,
            _ => everyone(),
        },
        sensitive: o.flag("sensitive"),
        pairs: o.flag("pairs"),
        choices: o.list("choices", false, |o| {
            let (id, label) = o.named();
            Choice { id, label, themes: o.texts("themes") }
        }),
        themes: o.list("themes", false, |o| {
            let (id, label) = o.named();
            Theme { id, label }
        }),
        levels: o.list("levels", false, |o| {
            let (id, label) = o.named();
            Level { id, label }
        }),
        items: o.list("items", false, |o| {
            let (id, label) = o.named();
            Item { id, label }
        }),
    }
}

/// Any JSON.
enum Json {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    /// In the order of the file.
    Object(Vec<(String, Json)>),
}

/// What a JSON value can be, in the words of a message.
const FLAG: &str = "true or false";
const NUMBER: &str = "a number";
const TEXT: &str = "a text";
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

    /// A whole number that can count people, or be a code.
    fn count(&self) -> Option<u32> {
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
            // Fractions are told by their kind: writing them takes more bytes of the page than reading all of a file.
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

/// Where the reading is, and what was found on the way.
#[derive(Default)]
struct Reader {
    path: Vec<Step>,
    findings: Findings,
    #[cfg(not(target_arch = "wasm32"))]
    left: Vec<Left>,
}

impl Reader {
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

    fn expected(&mut self, name: &str, what: &str, there: &Json) {
        self.found(name, format_args!("{what} belongs here, not {there}"));
    }

    fn object(&mut self, json: Json) -> Object<'_> {
        let entries = match json {
            Json::Object(entries) => Some(entries),
            other => {
                self.expected("", OBJECT, &other);
                None
            }
        };
        Object { reader: self, entries }
    }

    /// Reads each of a list's items. Not generic: it is there once, however many kinds of lists there are.
    fn each(&mut self, items: Vec<Json>, read: &mut dyn FnMut(&mut Reader, Json)) {
        for (place, item) in items.into_iter().enumerate() {
            self.path.push(Step::Place(place));
            read(self, item);
            self.path.pop();
        }
    }

    fn text(&mut self, json: Json) -> String {
        match json {
            Json::Text(text) => text,
            other => {
                self.expected("", TEXT, &other);
                String::new()
            }
        }
    }

    fn count(&mut self, name: &str, json: &Json) -> u32 {
        json.count().unwrap_or_else(|| {
            self.expected(name, "a whole number, 0 or more,", json);
            0
        })
    }

    fn number(&mut self, name: &str, json: &Json) -> f64 {
        match json {
            Json::Number(number) => *number,
            other => {
                self.expected(name, NUMBER, other);
                0.0
            }
        }
    }

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

/// What is left of an object that has been read, nobody knows.
#[cfg(not(target_arch = "wasm32"))]
impl Drop for Object<'_> {
    fn drop(&mut self) {
        for (name, json) in self.entries.take().into_iter().flatten() {
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
            if self.reader.left.len() < super::validate::MOST_FINDINGS {
                let path = self.reader.path_of(&name);
                self.reader.left.push(Left { path, texts });
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
struct Object<'a> {
    reader: &'a mut Reader,
    /// None for what should be an object and is not; that has been told.
    entries: Option<Vec<(String, Json)>>,
}

impl Object<'_> {
    /// Takes a property of this form out; tells where it has another, or is missing and `needed`.
    #[inline(never)]
    fn take(&mut self, name: &'static str, form: &'static str, needed: bool) -> Option<Json> {
        let entries = self.entries.as_mut()?;
        let Some(place) = entries.iter().position(|(there, _)| there == name) else {
            if needed {
                self.reader.found(name, format_args!("this is missing; {form} belongs here"));
            }
            return None;
        };
        let (_, json) = entries.swap_remove(place);
        // Readers of JSON differ in which of the two counts.
        if entries.iter().any(|(there, _)| there == name) {
            self.reader.twice(name);
        }
        if json.form() == form {
            return Some(json);
        }
        self.reader.expected(name, form, &json);
        None
    }

    fn text_of(&mut self, name: &'static str, needed: bool) -> String {
        match self.take(name, TEXT, needed) {
            Some(Json::Text(text)) => text,
            _ => String::new(),
        }
    }

    fn text(&mut self, name: &'static str) -> String {
        self.text_of(name, false)
    }

    fn needed(&mut self, name: &'static str) -> String {
        self.text_of(name, true)
    }

    /// `id` and `label`.
    fn named(&mut self) -> (String, String) {
        (self.needed("id"), self.needed("label"))
    }

    fn flag(&mut self, name: &'static str) -> bool {
        matches!(self.take(name, FLAG, false), Some(Json::Flag(true)))
    }

    fn count(&mut self, name: &'static str) -> u32 {
        self.take(name, NUMBER, true).map_or(0, |json| self.reader.count(name, &json))
    }

    /// Which of the words it is; the first if none.
    fn word(&mut self, name: &'static str, words: &[&str]) -> usize {
        let Some(Json::Text(word)) = self.take(name, TEXT, true) else { return 0 };
        words.iter().position(|known| *known == word).unwrap_or_else(|| {
            self.reader.found(name, format_args!("\"{word}\" is not known here; use one of: {}", words.join(", ")));
            0
        })
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

    fn texts(&mut self, name: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        self.each(name, false, &mut |reader, item| texts.push(reader.text(item)));
        texts
    }

    /// A list of objects.
    fn list<T>(&mut self, name: &'static str, needed: bool, read: fn(&mut Object) -> T) -> Vec<T> {
        let mut list = Vec::new();
        self.each(name, needed, &mut |reader, item| list.push(read(&mut reader.object(item))));
        list
    }

    fn rows(&mut self, name: &'static str) -> Vec<Vec<Entry>> {
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

    /// An object inside.
    fn inner<T>(&mut self, name: &'static str, needed: bool, read: fn(&mut Object) -> T) -> T {
        // What is missing in it is not told where all of it is.
        let entries = match self.take(name, OBJECT, needed) {
            Some(Json::Object(entries)) => Some(entries),
            _ => None,
        };
        self.reader.path.push(Step::Name(name));
        let inner = read(&mut Object { reader: self.reader, entries });
        self.reader.path.pop();
        inner
    }

    /// An object that may be missing, or null.
    fn perhaps<T>(&mut self, name: &'static str, read: fn(&mut Object) -> T) -> Option<T> {
        let at = |(there, json): &(String, Json)| there == name && !matches!(json, Json::Null);
        let there = self.entries.as_ref().is_some_and(|entries| entries.iter().any(at));
        there.then(|| self.inner(name, true, read))
    }

    /// The numbers of an object whose properties the author names.
    fn numbers<T>(&mut self, name: &'static str, read: fn(&mut Reader, &str, &Json) -> T) -> BTreeMap<String, T> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    const EXAMPLE: &[u8] = include_bytes!("../../docs/example-results.json");

    fn example() -> Value {
        serde_json::from_slice(EXAMPLE).expect("JSON")
    }

    fn read(json: &Value) -> (ResultsFile, Vec<String>) {
        let (file, findings) = file(&serde_json::to_vec(json).expect("JSON")).expect("JSON");
        (file, findings.iter().map(Finding::to_string).collect())
    }

    /// The findings with another value at a JSON pointer.
    fn told_with(pointer: &str, value: Value) -> Vec<String> {
        let mut json = example();
        *json.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        read(&json).1
    }

    #[test]
    fn a_wrong_form_is_told_with_its_path() {
        for (pointer, value, expected) in [
            ("/title", json!(7), "title: a text belongs here, not 7"),
            ("/dimensions/0/categories", json!("many"), "dimensions[0].categories: a list belongs here, not \"many\""),
            (
                "/dimensions/0/categories/1",
                json!([]),
                "dimensions[0].categories[1]: an object belongs here, not a list",
            ),
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
            assert_eq!(told_with(pointer, value), [expected]);
        }
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
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
    fn what_stands_twice_is_told() {
        let text = String::from_utf8(EXAMPLE.to_vec()).expect("text");
        let twice = text.replacen("\"title\":", "\"title\": \"another\", \"title\":", 1);
        let (_, findings) = file(twice.as_bytes()).expect("JSON");
        assert_eq!(findings[0].to_string(), "title: this stands twice; keep one of them");
    }

    #[test]
    fn what_is_not_json_is_told_with_line_and_column() {
        let told = |bytes: &[u8]| file(bytes).expect_err("not JSON").to_string();
        assert!(told(b"{\n  \"profile\": nonsense").starts_with("line 2, column "));
        assert!(told(b"").contains("EOF"));
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
                Ok(_) if findings.iter().any(|told| told.ends_with("an object belongs here, not a list")) => {}
                Ok(derived) => {
                    prop_assert_eq!(findings, Vec::<String>::new());
                    prop_assert_eq!(file, derived);
                }
                Err(error) => prop_assert!(!findings.is_empty(), "{}", error),
            }
        }
    }
}
