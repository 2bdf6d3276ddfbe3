//! References to columns in a codebook.

use crate::raw::Headers;
use serde::{Deserialize, Deserializer, Serialize};
use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

/// A reference to one or several columns: the header's text; `"#13"` or `13` by position from 1; `"#13-#17"`; or, where
/// several are allowed, a text with one `*` for any text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ColumnRef(pub String);

impl<'de> Deserialize<'de> for ColumnRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = super::Text::deserialize(deserializer)?.0;
        let by_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        Ok(ColumnRef(if by_number { format!("#{text}") } else { text }))
    }
}

/// Looks up columns and records which were used.
#[derive(Clone)]
pub(super) struct Columns<'a> {
    pub headers: &'a Headers,
    used: RefCell<Vec<bool>>,
    /// For one of several files: names that it lacks and another file may have.
    absent: Option<Rc<RefCell<BTreeSet<String>>>>,
}

/// A column, and the text that `*` matched (else its whole header).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub column: usize,
    pub label: String,
}

impl<'a> Columns<'a> {
    pub fn of(headers: &'a Headers) -> Columns<'a> {
        Columns { headers, used: RefCell::new(vec![false; headers.len()]), absent: None }
    }

    /// The columns of one of several files of a survey.
    pub fn of_one_file(headers: &'a Headers) -> Columns<'a> {
        Columns { absent: Some(Rc::default()), ..Columns::of(headers) }
    }

    /// Names that this file lacks, and may lack.
    pub fn absent(&self) -> BTreeSet<String> {
        self.absent.as_ref().map(|absent| absent.borrow().clone()).unwrap_or_default()
    }

    /// The columns of several names, in their order; of one of several files, those that it has.
    pub fn any_of(&self, names: &[ColumnRef]) -> Result<Vec<Found>, String> {
        let mut found: Vec<Found> = Vec::new();
        let mut first_problem = None;
        for name in names {
            match (self.all(&name.0), &self.absent) {
                (Ok(columns), _) => {
                    found.extend(
                        columns
                            .into_iter()
                            .filter(|new| found.iter().all(|f| f.column != new.column))
                            .collect::<Vec<_>>(),
                    );
                }
                (Err(problem), Some(absent)) => {
                    absent.borrow_mut().insert(name.0.clone());
                    first_problem.get_or_insert(problem);
                }
                (Err(problem), None) => return Err(problem),
            }
        }
        match first_problem {
            Some(problem) if found.is_empty() => Err(problem),
            _ if found.is_empty() => Err("columns = [] names no column".to_owned()),
            _ => Ok(found),
        }
    }

    /// Columns to ignore; of one of several files, those that it has.
    pub fn ignored(&self, name: &str) -> Result<(), String> {
        match (self.all(name), &self.absent) {
            (Ok(_), _) => Ok(()),
            (Err(_), Some(absent)) => {
                absent.borrow_mut().insert(name.to_owned());
                Ok(())
            }
            (Err(problem), None) => Err(problem),
        }
    }

    /// The one column of a reference; white space may differ.
    pub fn one(&self, name: &str) -> Result<usize, String> {
        let found = self.find(name)?;
        match found.as_slice() {
            [column] => {
                self.used.borrow_mut()[*column] = true;
                Ok(*column)
            }
            several => Err(format!(
                "\"{name}\" stands over {} columns; name the one you mean by its position: {}",
                several.len(),
                several.iter().map(|c| format!("\"#{}\"", c + 1)).collect::<Vec<_>>().join(" or ")
            )),
        }
    }

    /// All columns of a reference, in file order; at least one.
    pub fn all(&self, name: &str) -> Result<Vec<Found>, String> {
        let found: Vec<Found> = match (self.find(name), name.split_once('*')) {
            (Err(_), Some((before, after))) => {
                let (before, after) = (crate::raw::tidy(before), crate::raw::tidy(after));
                let between = |header: &str| {
                    let rest = header.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?;
                    Some(crate::raw::tidy(rest))
                };
                let names = self.headers.names().enumerate();
                names.filter_map(|(column, h)| between(h).map(|label| Found { column, label })).collect()
            }
            (found, _) => {
                let label = |column| self.headers.name(column).to_owned();
                found?.into_iter().map(|column| Found { column, label: label(column) }).collect()
            }
        };
        if found.is_empty() {
            return Err(format!("no column's header is like \"{name}\""));
        }
        found.iter().for_each(|f| self.used.borrow_mut()[f.column] = true);
        Ok(found)
    }

    /// Columns that were not looked up.
    pub fn unused(&self) -> Vec<usize> {
        self.used.borrow().iter().enumerate().filter(|(_, used)| !**used).map(|(column, _)| column).collect()
    }

    fn find(&self, name: &str) -> Result<Vec<usize>, String> {
        let wanted = crate::raw::without_markup(name);
        let found: Vec<usize> = self.headers.columns_named(&wanted).collect();
        if !found.is_empty() && !wanted.is_empty() {
            return Ok(found);
        }
        if let Some((first, last)) = positions(&wanted) {
            if first == 0 || last > self.headers.len() || first > last {
                return Err(format!("\"{name}\": the file has the columns #1 to #{}", self.headers.len()));
            }
            return Ok((first - 1..last).collect());
        }
        let near = self.headers.names().max_by(|a, b| {
            let alike = |header: &str| strsim::jaro_winkler(header, &wanted);
            alike(a).total_cmp(&alike(b))
        });
        let hint = match near {
            Some(near) if strsim::jaro_winkler(near, &wanted) > 0.75 => format!("; did you mean \"{near}\"?"),
            _ if self.headers.names().all(str::is_empty) => {
                "; its columns have no names (header_rows = 0), so name them by position: \"#1\", \"#2\", ..."
                    .to_owned()
            }
            _ if self.headers.len() == 1 => format!("; its only column is \"{}\"", self.headers.name(0)),
            _ => format!("; the file has {} columns, the first is \"{}\"", self.headers.len(), self.headers.name(0)),
        };
        Err(format!("the file has no column \"{name}\"{hint}"))
    }
}

/// `#13` or `#13-#17`, from 1.
fn positions(name: &str) -> Option<(usize, usize)> {
    let one = |text: &str| text.trim().strip_prefix('#')?.parse().ok();
    match name.split_once('-') {
        Some((first, last)) => Some((one(first)?, one(last)?)),
        None => one(name).map(|column| (column, column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_text_by_position_and_by_pattern() {
        let headers = Headers::from_names(["Id", "Care?  [GPUs]", "Care? [Scaling ]", "Other", "Other", "a*b"]);
        let columns = Columns::of(&headers);
        assert_eq!(columns.one("Care? [GPUs] "), Ok(1));
        assert_eq!(columns.one("#4"), Ok(3));
        assert_eq!(columns.one("a*b"), Ok(5));
        assert_eq!(columns.all("#2-#3").expect("there").len(), 2);
        let found = columns.all("Care? [*]").expect("there");
        assert_eq!(found.iter().map(|f| f.label.as_str()).collect::<Vec<_>>(), ["GPUs", "Scaling"]);
        assert_eq!(columns.unused(), [0, 4]);
    }

    #[test]
    fn one_of_several_files_may_lack_a_name_that_another_has() {
        let headers = Headers::from_names(["Needs?", "Region"]);
        let names = ["Needs?", "Was fehlt?"].map(|name| ColumnRef(name.to_owned()));
        assert!(Columns::of(&headers).any_of(&names).is_err());
        let columns = Columns::of_one_file(&headers);
        assert_eq!(columns.any_of(&names).expect("one").len(), 1);
        assert_eq!(columns.ignored("Kommentar"), Ok(()));
        assert!(columns.any_of(&names[1..]).is_err());
        assert_eq!(columns.absent().into_iter().collect::<Vec<_>>(), ["Kommentar", "Was fehlt?"]);
    }

    #[test]
    fn a_column_that_cannot_be_found_is_told_with_a_remedy() {
        let headers = Headers::from_names(["Region", "Other", "Other"]);
        let columns = Columns::of(&headers);
        assert!(columns.one("Regoin").expect_err("misspelt").contains("did you mean \"Region\"?"));
        assert!(columns.one("Other").expect_err("twice").contains("\"#2\" or \"#3\""));
        assert!(columns.one("#9").expect_err("outside").contains("#1 to #3"));
        assert!(columns.one("").is_err());
    }
}
