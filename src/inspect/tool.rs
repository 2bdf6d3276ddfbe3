//! Which survey tool wrote a file, and how many of its rows are headers.

use crate::raw::Format;

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
        let coded = first.iter().filter(|name| super::stem::code(name).is_some()).count();
        if import_ids(rows).is_some() {
            Tool::Qualtrics
        } else if has(0, "Collector ID") && has(0, "Respondent ID")
            || has(1, "Response") && rows[1][0].trim().is_empty()
        {
            Tool::SurveyMonkey
        } else if coded >= 3 && coded * 2 > first.len() {
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
                format.name_row = Some(ids.clamp(1, 2));
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

    /// What showed it.
    pub(super) fn why(self) -> &'static str {
        match self {
            Tool::GoogleForms => "it starts with Timestamp, or has grids as \"Question [Item]\"",
            Tool::LimeSurvey => "its headers are \"code. Question\"",
            Tool::MicrosoftForms => "it has the columns Start time and Completion time",
            Tool::Qualtrics => "it has three header rows, one of them ImportIds",
            Tool::SurveyMonkey => "it has two header rows, the second with the options",
            Tool::Unknown => "one header row, and nothing that tells a tool",
        }
    }
}

/// Which of the first rows holds Qualtrics' import ids, from 0.
fn import_ids(rows: &[Vec<String>]) -> Option<usize> {
    rows.iter().take(3).position(|row| row.iter().any(|cell| cell.trim_start().starts_with("{\"ImportId\"")))
}
