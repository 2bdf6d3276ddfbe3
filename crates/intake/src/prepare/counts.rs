//! Reads counts made elsewhere by a `GROUP BY` over the key variables: see `docs/large-surveys.md`.

use super::{PrepareError, Tally, tally::Errors};
use crate::{
    codebook::{CellError, Codebook, CodebookError, Plan},
    raw::Raw,
};
use needs_core::survey::{Layout, consistent::consistent};

impl Tally {
    /// Reads one row per exact combination: a column for each dimension (named by its id), `n`, and the count columns of a
    /// class table.
    ///
    /// A category is given by an answer that the codebook collects, its label or its id; several of one respondent are joined
    /// by the dimension's separator or `~`; an empty cell is "not stated". Rows of the same combination are added up.
    ///
    /// # Errors
    /// If a column is missing or unknown, a cell is not a count or has an unknown category, or the counts of a row contradict
    /// each other.
    pub fn of_counts(raw: &mut Raw, codebook: &Codebook, plan: &Plan) -> Result<Tally, PrepareError> {
        let places = Places::of(raw, plan)?;
        let questions: Vec<_> = plan.questions.iter().map(|q| q.question.clone()).collect();
        let mut tally = Tally::new(plan.layout.width);
        let mut errors = Errors::default();
        let mut record = csv::StringRecord::new();
        let mut total = 0_u32;
        while let Some(place) = raw.next(&mut record)? {
            let read = || -> Result<(Vec<u64>, u32, Vec<u32>), CellError> {
                let key = plan.dimensions.iter().zip(&places.dimensions);
                let key = key.map(|(d, &column)| d.category_of(&record, column, codebook.separator.as_deref()));
                let key = key.collect::<Result<Vec<u64>, _>>()?;
                let n = count(&record, places.n)?;
                let counts =
                    places.counts.iter().map(|&column| count(&record, column)).collect::<Result<Vec<_>, _>>()?;
                if let Some(c) = counts.iter().position(|&count| count > n) {
                    return Err(CellError {
                        column: places.counts[c],
                        value: counts[c].to_string(),
                        problem: format!("more than the {n} respondents of this row; count respondents, not mentions"),
                    });
                }
                Ok((key, n, counts))
            };
            match read() {
                Ok((_, 0, _)) => {}
                Ok((key, n, counts)) => {
                    let mut problems = Vec::new();
                    for (question, columns) in questions.iter().zip(&plan.layout.questions) {
                        consistent(question, columns, n, &|column| counts[column], &mut |problem| {
                            problems.push(problem.to_string());
                        });
                    }
                    if problems.iter().any(|problem| !errors.take_row(&raw.at(place), problem)) {
                        break;
                    }
                    total = total.checked_add(n).ok_or(PrepareError::TooMany)?;
                    tally.add(&key, n, |sums| sums.iter_mut().zip(&counts).for_each(|(sum, count)| *sum += count));
                }
                Err(error) => {
                    if !errors.take(&raw.at(place), &raw.headers, error) {
                        break;
                    }
                }
            }
        }
        errors.into_result()?;
        tally.consented = codebook.consented.unwrap_or(total);
        tally.received = codebook.received.unwrap_or(tally.consented);
        if !(total <= tally.consented && tally.consented <= tally.received) {
            let problem = format!(
                "{total} respondents are counted, consented = {}, received = {}: each must be at most the next",
                tally.consented, tally.received
            );
            return Err(CodebookError::Content(vec![problem]).into());
        }
        Ok(tally)
    }
}

/// The positions of the count columns.
struct Places {
    dimensions: Vec<usize>,
    n: usize,
    counts: Vec<usize>,
}

impl Places {
    fn of(raw: &Raw, plan: &Plan) -> Result<Places, PrepareError> {
        let names: Vec<String> = plan.questions.iter().flat_map(|q| Layout::names(&q.question)).collect();
        let mut problems = Vec::new();
        let mut used = vec![false; raw.headers.len()];
        let mut column = |name: &str| {
            let found: Vec<usize> = raw.headers.columns_named(name).collect();
            match found.as_slice() {
                [column] => {
                    used[*column] = true;
                    *column
                }
                [] => {
                    problems.push(format!("the counts have no column \"{name}\", which the codebook needs"));
                    0
                }
                _ => {
                    problems.push(format!("the counts have the column \"{name}\" more than once"));
                    0
                }
            }
        };
        let places = Places {
            dimensions: plan.dimensions.iter().map(|d| column(&d.id)).collect(),
            n: column("n"),
            counts: names.iter().map(|name| column(name)).collect(),
        };
        for unused in (0..used.len()).filter(|&c| !used[c]) {
            let name = raw.headers.name(unused);
            let near = names.iter().map(String::as_str).chain(plan.dimensions.iter().map(|d| d.id.as_str()));
            let hint = crate::codebook::nearest(name, near)
                .map_or(String::new(), |near| format!("; did you mean \"{near}\"?"));
            problems.push(format!("the counts have the column \"{name}\", of which the codebook does not speak{hint}"));
        }
        if problems.is_empty() { Ok(places) } else { Err(CodebookError::Content(problems).into()) }
    }
}

fn count(record: &csv::StringRecord, column: usize) -> Result<u32, CellError> {
    let text = record.get(column).unwrap_or("").trim();
    // Engines write integer sums as `12` or `12.0`.
    let whole = text.strip_suffix(".0").unwrap_or(text);
    whole.parse().map_err(|_| CellError {
        column,
        value: text.to_owned(),
        problem: "not a count; a whole number of respondents belongs here".to_owned(),
    })
}
