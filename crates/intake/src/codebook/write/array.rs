//! Lists within brackets, with the comments between their elements.

use super::{fresh, pairs, table};
use toml_edit::{Array, Value};

/// A longer list has one line per element.
const MOST_ON_A_LINE: usize = 60;

/// An element of the text, and the comments that belong to it.
struct Element {
    value: Value,
    /// Lines above it.
    above: String,
    /// The rest of its line.
    behind: String,
}

/// Changes a list of the text from `old` to `new`, element by element.
pub(super) fn merge(text: &mut Array, old: Option<&Array>, new: &Array) {
    let none = Array::new();
    // A single value in short form is not a list in the text.
    let old = old.filter(|old| old.len() == text.len()).unwrap_or(&none);
    let olds: Vec<&Value> = old.iter().collect();
    let news: Vec<&Value> = new.iter().collect();
    let equal = |a: &&Value, b: &&Value| a.to_string().trim() == b.to_string().trim();
    let pairs = pairs(&olds, &news, equal, |value| names(value));
    let lines = if text.is_empty() { new.to_string().len() > MOST_ON_A_LINE } else { is_on_lines(text) };
    let comma = text.trailing_comma();
    let (mut there, last) = elements(text);
    let mut made = Vec::with_capacity(news.len());
    for (wanted, pair) in news.iter().zip(pairs) {
        let Some(o) = pair else {
            made.push(Element { value: fresh(wanted), above: String::new(), behind: String::new() });
            continue;
        };
        let mut element = there[o].take().expect("each is taken once");
        if !equal(&olds[o], wanted) {
            match (&mut element.value, olds[o], wanted) {
                (Value::InlineTable(text), Value::InlineTable(old), Value::InlineTable(new)) => {
                    table(text, old, new, false)
                }
                (value, _, wanted) => *value = fresh(wanted),
            }
        }
        made.push(element);
    }
    *text = Array::new();
    let mut behind = String::new();
    for (i, mut element) in made.into_iter().enumerate() {
        let before = match (lines, i) {
            (true, _) => format!("{behind}\n{}  ", element.above),
            (false, 0) => String::new(),
            (false, _) => " ".to_owned(),
        };
        *element.value.decor_mut() = toml_edit::Decor::new(before, "");
        text.push_formatted(element.value);
        behind = element.behind;
    }
    if lines {
        text.set_trailing(format!("{behind}\n{last}"));
        text.set_trailing_comma(!text.is_empty());
    } else {
        text.set_trailing_comma(comma && !text.is_empty());
    }
}

/// The name of an element: its label or id, or a text itself.
fn names(value: &Value) -> Vec<String> {
    let of = |key: &str| Some(format!("{key} {}", value.as_inline_table()?.get(key)?.as_str()?));
    let label = value.as_str().map(|text| format!("label {text}"));
    let keys = ["label", "id", "column", "name", "title"];
    label.into_iter().chain(keys.into_iter().filter_map(of)).collect()
}

fn is_on_lines(array: &Array) -> bool {
    let prefix = |value: &Value| value.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or("").contains('\n');
    array.iter().any(prefix)
}

/// The elements with their comments, and the comments after the last one's line.
fn elements(array: &Array) -> (Vec<Option<Element>>, String) {
    let raw = |raw: Option<&toml_edit::RawString>| raw.and_then(|raw| raw.as_str()).unwrap_or("").to_owned();
    // Between two elements are the rest of the first one's line and the lines above the second.
    let parted = |between: &str| match between.split_once('\n') {
        Some((behind, above)) => (behind.trim_end().to_owned(), whole_lines(above)),
        None => (String::new(), String::new()),
    };
    let mut elements: Vec<Option<Element>> = Vec::with_capacity(array.len());
    let mut behind_last = String::new();
    for value in array.iter() {
        let (behind, above) = parted(&raw(value.decor().prefix()));
        if let Some(Some(last)) = elements.last_mut() {
            last.behind = format!("{behind_last}{behind}");
        }
        // The text between an element and its comma.
        behind_last = raw(value.decor().suffix()).trim().to_owned();
        elements.push(Some(Element { value: value.clone(), above, behind: String::new() }));
    }
    let (behind, rest) = parted(&raw(Some(array.trailing())));
    if let Some(Some(last)) = elements.last_mut() {
        last.behind = format!("{behind_last}{behind}");
    }
    (elements, rest)
}

/// The lines that end, with what they hold.
fn whole_lines(text: &str) -> String {
    match text.rfind('\n') {
        Some(end) => text[..=end].to_owned(),
        None => String::new(),
    }
}
