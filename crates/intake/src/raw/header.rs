//! The names of the columns.

/// Column names in file order, as text; the same name may stand over several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headers {
    names: Vec<String>,
}

impl Headers {
    /// From one or several header rows: see [`super::Format::name_row`].
    pub(super) fn of(rows: Vec<Vec<String>>, name_row: Option<usize>) -> Result<Headers, String> {
        let names = match name_row {
            Some(row) => match row.checked_sub(1).and_then(|i| rows.get(i)) {
                Some(names) => names.clone(),
                None => {
                    return Err(format!("name_row = {row}, but there are {} header rows; count from 1", rows.len()));
                }
            },
            None if rows.len() == 2 => joined(&rows[0], &rows[1]),
            None => rows[0].clone(),
        };
        Ok(Headers { names: names.iter().map(|name| tidy(name)).collect() })
    }

    /// Names without a file, for tests.
    #[cfg(test)]
    pub(crate) fn from_names(names: &[&str]) -> Headers {
        Headers { names: names.iter().map(|name| tidy(name)).collect() }
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The columns of this name, ascending.
    pub fn columns_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.names.iter().enumerate().filter(move |(_, n)| *n == name).map(|(i, _)| i)
    }

    /// How a message and a codebook name a column: its text, or `#13` where that is empty or not its alone.
    pub fn address(&self, column: usize) -> String {
        let name = self.name(column);
        if name.is_empty() || self.columns_named(name).count() > 1 {
            format!("#{}", column + 1)
        } else {
            name.to_owned()
        }
    }
}

/// Without white space at its ends, and single spaces within.
pub(crate) fn tidy(text: &str) -> String {
    text.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `first [second]`: a question stands once over the columns of its options, as SurveyMonkey writes it.
fn joined(first: &[String], second: &[String]) -> Vec<String> {
    let mut question = String::new();
    let length = first.len().max(second.len());
    let at = |row: &[String], i: usize| row.get(i).map_or("", |cell| cell.trim()).to_owned();
    (0..length)
        .map(|i| {
            let (over, under) = (at(first, i), at(second, i));
            if !over.is_empty() {
                question = over;
            }
            match under.as_str() {
                "" | "Response" | "Open-Ended Response" => question.clone(),
                option => format!("{question} [{option}]"),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect()
    }

    #[test]
    fn two_header_rows_are_a_question_and_its_options() {
        let headers = Headers::of(rows(&[&["Id", "Needs?", "", "Field"], &["", "Docs", "GPUs", "Response"]]), None)
            .expect("fits");
        assert_eq!(headers.names, ["Id", "Needs? [Docs]", "Needs? [GPUs]", "Field"]);
    }

    #[test]
    fn one_of_three_header_rows_names_the_columns() {
        let three = rows(&[&["Q1", "Q2"], &["What?", "Why?"], &["{\"ImportId\":1}", ""]]);
        assert_eq!(Headers::of(three.clone(), None).expect("fits").names, ["Q1", "Q2"]);
        assert_eq!(Headers::of(three.clone(), Some(2)).expect("fits").names, ["What?", "Why?"]);
        assert!(Headers::of(three, Some(4)).is_err());
    }

    #[test]
    fn white_space_in_a_header_does_not_matter() {
        assert_eq!(Headers::from_names(&["  Most?  [Improve Scaling ] "]).name(0), "Most? [Improve Scaling ]");
    }

    #[test]
    fn a_name_that_stands_twice_is_addressed_by_position() {
        let headers = Headers::from_names(&["Other", "Field", "Other", ""]);
        let addresses: Vec<String> = (0..4).map(|c| headers.address(c)).collect();
        assert_eq!(addresses, ["#1", "Field", "#3", "#4"]);
    }
}
