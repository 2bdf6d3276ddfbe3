//! Which survey tool wrote a file, and how many of its rows are headers.

use crate::raw::{Format, NameRow};

/// Survey tools whose exports are recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    GoogleForms,
    LimeSurvey,
    MicrosoftForms,
    Qualtrics,
    SurveyMonkey,
    /// A table with one header row, from anywhere.
    Unknown,
}

impl Tool {
    /// By the first rows of a file.
    pub(super) fn of(rows: &[Vec<String>]) -> Tool {
        let has = |row: usize, name: &str| rows.get(row).is_some_and(|row| row.iter().any(|cell| cell.trim() == name));
        let first = rows.first().map_or(&[][..], Vec::as_slice);
        if import_ids(rows).is_some() {
            Tool::Qualtrics
        } else if has(0, "Collector ID") && has(0, "Respondent ID")
            || has(1, "Response") && rows[1][0].trim().is_empty()
        {
            Tool::SurveyMonkey
        } else if LimeHeaders::of(first).is_some() {
            Tool::LimeSurvey
        } else if (has(0, "Start time") && has(0, "Completion time")) || (has(0, "ID") && has(0, "Completion time")) {
            Tool::MicrosoftForms
        } else if first.first().is_some_and(|name| name.trim() == "Timestamp")
            || first.iter().filter(|name| name.trim_end().ends_with(']') && name.contains(" [")).count() >= 2
        {
            Tool::GoogleForms
        } else {
            Tool::Unknown
        }
    }

    /// How such a file is written.
    pub(super) fn format(self, rows: &[Vec<String>]) -> Format {
        let mut format = Format::default();
        match self {
            Tool::Qualtrics => {
                let ids = import_ids(rows).unwrap_or(2);
                format.header_rows = Some(ids + 1);
                // The second of three rows holds the questions' text; the first only their codes.
                format.name_row = Some(NameRow::one(ids.clamp(1, 2)));
            }
            Tool::SurveyMonkey => format.header_rows = Some(2),
            _ => {}
        }
        format
    }

    pub fn name(self) -> &'static str {
        match self {
            Tool::GoogleForms => "Google Forms",
            Tool::LimeSurvey => "LimeSurvey",
            Tool::MicrosoftForms => "Microsoft Forms",
            Tool::Qualtrics => "Qualtrics",
            Tool::SurveyMonkey => "SurveyMonkey",
            Tool::Unknown => "no tool in particular",
        }
    }

    /// What would be better exported otherwise.
    pub(super) fn advice(self, rows: &[Vec<String>]) -> Option<&'static str> {
        let headers = rows.first().filter(|_| self == Tool::LimeSurvey).and_then(|first| LimeHeaders::of(first))?;
        match headers {
            LimeHeaders::Both => None,
            LimeHeaders::Codes => Some(
                "Its headers and perhaps its answers are codes, which nobody else can read: export it again with \"question code and text\" as headers and \"full answers\".",
            ),
            LimeHeaders::Text => Some(
                "Its headers are texts without codes, so that columns of one question are told by their texts alone: if they are not together below, export it again with \"question code and text\" as headers.",
            ),
        }
    }

    /// What showed it.
    pub(super) fn why(self) -> &'static str {
        match self {
            Tool::GoogleForms => "it starts with Timestamp, or has grids as \"Question [Item]\"",
            Tool::LimeSurvey => "its headers are \"code. Question\", or it has the columns that LimeSurvey adds",
            Tool::MicrosoftForms => "it has the columns Start time and Completion time",
            Tool::Qualtrics => "it has three header rows, one of them ImportIds",
            Tool::SurveyMonkey => "it has two header rows, the second with the options",
            Tool::Unknown => "one header row, and nothing that tells a tool",
        }
    }
}

/// What LimeSurvey's export was set to write as headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LimeHeaders {
    /// `Q1[SQ001]. Question [Option]`
    Both,
    /// `Q1[SQ001]`
    Codes,
    /// `Question [Option]`
    Text,
}

impl LimeHeaders {
    /// Columns that LimeSurvey adds, as codes and as texts; no other tool has two of these.
    const ADDED: [(LimeHeaders, &[&str]); 2] = [
        (LimeHeaders::Codes, &["id", "submitdate", "lastpage", "startlanguage", "startdate", "datestamp", "seed"]),
        (
            LimeHeaders::Text,
            &[
                "Response ID",
                "Date submitted",
                "Last page",
                "Start language",
                "Date started",
                "Date last action",
                "Seed",
            ],
        ),
    ];

    /// None if they are not LimeSurvey's.
    pub fn of(first: &[String]) -> Option<LimeHeaders> {
        let coded = first.iter().filter(|name| super::stem::code(name).is_some()).count();
        if coded >= 3 && coded * 2 > first.len() {
            return Some(LimeHeaders::Both);
        }
        let added = |names: &[&str]| first.iter().filter(|name| names.contains(&name.trim())).count() >= 2;
        LimeHeaders::ADDED.into_iter().find(|(_, names)| added(names)).map(|(headers, _)| headers)
    }
}

/// Which of the first rows holds Qualtrics' import ids, from 0.
fn import_ids(rows: &[Vec<String>]) -> Option<usize> {
    rows.iter().take(3).position(|row| row.iter().any(|cell| cell.trim_start().starts_with("{\"ImportId\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lime_survey_shows_by_its_own_columns_whatever_the_headers_are() {
        let headers = |names: &[&str]| LimeHeaders::of(&names.iter().map(|name| name.to_string()).collect::<Vec<_>>());
        let both = ["id. Response ID", "submitdate. Date submitted", "Q1. Field?"];
        assert_eq!(headers(&both), Some(LimeHeaders::Both));
        assert_eq!(headers(&["id", "submitdate", "Q1", "Q4[SQ001]"]), Some(LimeHeaders::Codes));
        assert_eq!(headers(&["Response ID", "Date submitted", "Field?"]), Some(LimeHeaders::Text));
        assert_eq!(headers(&["id", "Field?", "Start Date"]), None);
        assert_eq!(headers(&["ID", "Start time", "Completion time"]), None);
    }
}
