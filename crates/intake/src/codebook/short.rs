//! Short forms of TOML values: a bare text instead of a table, one value instead of a list.

use super::{CodeEntry, OptionEntry, TablesEntry};
use needs_core::survey::file::{Contributor, License, Source};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use std::{fmt, marker::PhantomData};

/// A text that may also be written as a number or a boolean: `answers = [1, "one"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Text(pub String);

/// One value or a list of them.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T>(pub Vec<T>);

/// A table, or the bare text of its main property.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Short<T>(pub T);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V;
        impl Visitor<'_> for V {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text in quotes, or a number")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Text, E> {
                Ok(Text(number.to_string()))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Text, E> {
                Ok(Text(number.to_string()))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Text, E> {
                Ok(Text(number.to_string()))
            }
            fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Text, E> {
                Ok(Text(yes.to_string()))
            }
        }
        deserializer.deserialize_any(V)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for V<T> {
            type Value = List<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text in quotes, or a list of them")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<List<T>, E> {
                T::deserialize(text.into_deserializer()).map(|value| List(vec![value]))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<List<T>, E> {
                T::deserialize(number.into_deserializer()).map(|value| List(vec![value]))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<List<T>, E> {
                T::deserialize(number.into_deserializer()).map(|value| List(vec![value]))
            }
            fn visit_bool<E: de::Error>(self, yes: bool) -> Result<List<T>, E> {
                T::deserialize(yes.into_deserializer()).map(|value| List(vec![value]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
                let mut list = Vec::new();
                while let Some(value) = seq.next_element()? {
                    list.push(value);
                }
                Ok(List(list))
            }
        }
        deserializer.deserialize_any(V(PhantomData))
    }
}

impl<'de, T: Deserialize<'de> + FromText> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + FromText> Visitor<'de> for V<T> {
            type Value = Short<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text in quotes, a number, or a table { label = \"...\" }")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Short<T>, E> {
                Ok(Short(T::from_text(text.to_owned())))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Short<T>, E> {
                Ok(Short(T::from_text(number.to_string())))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Short<T>, E> {
                Ok(Short(T::from_text(number.to_string())))
            }
            fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Short<T>, E> {
                Ok(Short(T::from_text(yes.to_string())))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Short<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Short)
            }
        }
        deserializer.deserialize_any(V(PhantomData))
    }
}

/// One value is written without brackets.
impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}

/// A table with nothing but its main property is written as a bare text.
impl<T: Serialize + FromText + PartialEq> Serialize for Short<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.text().filter(|text| T::from_text((*text).to_owned()) == self.0) {
            Some(text) => serializer.serialize_str(text),
            None => self.0.serialize(serializer),
        }
    }
}

/// Writes integers without a decimal point.
pub(super) fn numbers<S: Serializer>(numbers: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Number {
        Whole(i64),
        Other(f64),
    }
    let whole = |n: f64| n.fract() == 0.0 && n.abs() < 1e15;
    let number = |&n: &f64| if whole(n) { Number::Whole(n as i64) } else { Number::Other(n) };
    serializer.collect_seq(numbers.iter().map(number))
}

/// Reads a bare text as a table.
pub trait FromText {
    fn from_text(text: String) -> Self;
    /// The text of the main property.
    fn text(&self) -> Option<&str>;
}

impl FromText for OptionEntry {
    fn from_text(text: String) -> Self {
        OptionEntry { label: Text(text), ..OptionEntry::default() }
    }
    fn text(&self) -> Option<&str> {
        Some(&self.label.0)
    }
}

impl FromText for CodeEntry {
    fn from_text(text: String) -> Self {
        CodeEntry { label: Text(text), ..CodeEntry::default() }
    }
    fn text(&self) -> Option<&str> {
        Some(&self.label.0)
    }
}

impl FromText for License {
    fn from_text(name: String) -> Self {
        License { name, ..License::default() }
    }
    fn text(&self) -> Option<&str> {
        Some(&self.name)
    }
}

impl FromText for Contributor {
    fn from_text(title: String) -> Self {
        Contributor { title, ..Contributor::default() }
    }
    fn text(&self) -> Option<&str> {
        Some(&self.title)
    }
}

impl FromText for Source {
    fn from_text(text: String) -> Self {
        let path = if text.starts_with("http") { text.clone() } else { String::new() };
        Source { title: text, path }
    }
    fn text(&self) -> Option<&str> {
        Some(&self.title)
    }
}

impl<'de> Deserialize<'de> for TablesEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = TablesEntry;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("\"auto\", \"joint\", \"by-dimension\", or lists of dimensions: [[\"field\", \"region\"]]")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<TablesEntry, E> {
                match text {
                    "auto" => Ok(TablesEntry::Auto),
                    "joint" => Ok(TablesEntry::Joint),
                    "by-dimension" => Ok(TablesEntry::ByDimension),
                    _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
                }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<TablesEntry, A::Error> {
                let mut lists = Vec::new();
                while let Some(list) = seq.next_element()? {
                    lists.push(list);
                }
                Ok(TablesEntry::Lists(lists))
            }
        }
        deserializer.deserialize_any(V)
    }
}

impl Serialize for TablesEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            TablesEntry::Auto => serializer.serialize_str("auto"),
            TablesEntry::Joint => serializer.serialize_str("joint"),
            TablesEntry::ByDimension => serializer.serialize_str("by-dimension"),
            TablesEntry::Lists(lists) => lists.serialize(serializer),
        }
    }
}
