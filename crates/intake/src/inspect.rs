//! From raw answers to the draft of a codebook.
//!
//! An export is read column by column; only counts of distinct cells are kept. The first rows
//! show how the file is [laid out](layout), and some rows are [no respondents](rows). Each column gets a [`guess`],
//! columns of one question are [combined](parts), columns about the respondent become [dimensions](roles), and
//! all of it is written as TOML with the reason beside each guess ([`draft`]). Columns that point at a person are
//! ignored unless the author decides otherwise. Words of many languages are in one [catalogue](words).

mod column;
mod designed;
mod draft;
mod footer;
mod guess;
mod labels;
mod layout;
mod missing;
mod moment;
mod nps;
mod numbers;
mod parts;
mod ranks;
mod roles;
mod rows;
mod scale;
mod skips;
mod stem;
mod tally;
#[cfg(test)]
mod tests;
mod tool;
mod twins;
mod who;

use crate::form::Form;
use crate::raw::{self, Format, Headers, Raw, RawError, Source};
use crate::words;
pub use column::{DraftChoice, DraftColumn};
use designed::Designed;
pub use draft::Draft;
use layout::Layout;
use parts::Column;
use ranks::Ranks;
pub(crate) use ranks::place_number;
use rows::RowRule;
use skips::Skips;
use stem::Stem;
use tally::Tally;
pub use tool::Tool;
use twins::Twins;

/// Drafts a codebook for raw answers. Displayed, the draft is TOML.
///
/// `told` is the author's description of the file's format; the rest is guessed. The source is read several times: to
/// tell its encoding, its header, its rows that are no respondents, and its answers.
///
/// # Errors
/// As [`Raw::open`] and [`Raw::next`]; the source must be a table.
pub fn inspect(source: &dyn Source, told: &Format) -> Result<Draft, RawError> {
    inspect_with_form(source, told, None)
}

/// Like [`inspect`], with the form that collected the answers: its options, their order, and who was asked come
/// before what is guessed.
///
/// # Errors
/// As [`inspect`].
pub fn inspect_with_form(source: &dyn Source, told: &Format, form: Option<&Form>) -> Result<Draft, RawError> {
    let unreadable = |error: std::io::Error| RawError::File {
        name: source.name().to_owned(),
        problem: format!("cannot be read: {error}"),
    };
    let guessed = match told.encoding {
        Some(_) => None,
        // What cannot be opened is told by the reader of its rows.
        None => raw::guess_encoding(source).or_else(|error| match error.kind() {
            std::io::ErrorKind::IsADirectory | std::io::ErrorKind::NotFound => Ok(None),
            _ => Err(unreadable(error)),
        })?,
    };
    let told = Format { encoding: told.encoding.or(guessed), ..told.clone() };
    let first = Raw::first_rows(source, &told, layout::SAMPLE)?;
    let Layout { tool, mut format, header, mut doubts } = layout::of(&first, &told);
    if told.footer_rows.is_none() {
        let last = Raw::last_rows(source, &format, footer::SAMPLE)?;
        let header_rows = format.header_rows.unwrap_or(1).min(first.len());
        let below = footer::rows(&first[header_rows..], &last);
        if let (Some(shown), 1..) = (last.get(last.len().saturating_sub(below)), below) {
            let rows = if below == 1 { "1 row is".to_owned() } else { format!("{below} rows are") };
            let text = layout::shown(&shown.cells);
            doubts.push(format!("{rows} left out at the end of the table, as a footer: \"{text}\""));
            format.footer_rows = Some(below);
        }
    }
    let read = |rules: &[RowRule]| Read::of(source, &format, tool, &header, rules);
    let mut answers = read(&[])?;
    let rules = rows::rules(&answers.columns, &answers.headers, tool, answers.rows, &answers.repeated);
    if !rules.is_empty() {
        answers = read(&rules)?;
    }
    if let Some(encoding) = guessed {
        let shown = answers.columns.iter().map(|c| c.name.as_str()).find(|name| !name.is_ascii());
        doubts.insert(
            0,
            format!(
                "the file is not UTF-8; its encoding was guessed: {}{}. If letters are wrong, give the right one with --encoding",
                encoding.0.name().to_lowercase(),
                shown.map_or(String::new(), |name| format!(", which reads a header as \"{name}\""))
            ),
        );
    }
    let Read { mut columns, twins, sheet, rows, .. } = answers;
    for column in &mut columns {
        column.missing = missing::take(&mut column.tally);
    }
    parts::put_families_together(&mut columns);
    let mut ranks = Ranks::candidates(&columns);
    if !ranks.is_empty() {
        each_row(source, &format, &rules, &mut |record| ranks.take(record))?;
        ranks.settle();
    }
    let mut parts = parts::of(&columns, tool, &twins, &ranks);
    let codes = header.first().filter(|_| tool == Tool::Qualtrics).map(Vec::as_slice);
    let form = form.map(|form| Designed::of(form, &columns, codes));
    if let Some(form) = &form {
        doubts.extend(form.doubts());
        parts = form.applied(&columns, parts);
    }
    let mut skips = Skips::candidates(&parts, &columns, rows);
    if !skips.is_empty() {
        each_row(source, &format, &rules, &mut |record| skips.take(record))?;
    }
    let skips = skips.found();
    // A path's last part.
    let file = source.name().rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let advice = tool.advice(&header);
    Ok(Draft { file, tool, advice, format, sheet, rows, columns, parts, form, rules, skips, doubts })
}

/// Calls `take` with every row that no rule leaves out.
fn each_row(
    source: &dyn Source,
    format: &Format,
    rules: &[RowRule],
    take: &mut dyn FnMut(&csv::StringRecord),
) -> Result<(), RawError> {
    let mut raw = Raw::open(source, format, Box::new(|_| {}))?;
    let mut record = csv::StringRecord::new();
    while raw.next(&mut record)?.is_some() {
        if !rules.iter().any(|rule| rule.leaves_out(&record)) {
            take(&record);
        }
    }
    Ok(())
}

/// The result of reading a source once.
struct Read {
    headers: Headers,
    columns: Vec<Column>,
    twins: Twins,
    /// Rows that are not left out.
    rows: u64,
    /// Rows that repeat each of the header rows.
    repeated: Vec<u64>,
    sheet: Option<raw::SheetNames>,
}

impl Read {
    /// Counts the cells of each column over the rows that no rule leaves out.
    fn of(
        source: &dyn Source,
        format: &Format,
        tool: Tool,
        header: &[Vec<String>],
        rules: &[RowRule],
    ) -> Result<Read, RawError> {
        let mut raw = Raw::open(source, format, Box::new(|_| {}))?;
        let mut tallies = vec![Tally::default(); raw.headers.len()];
        let stems: Vec<Option<Stem>> = (0..raw.headers.len())
            .map(|c| {
                let code = header.first().and_then(|row| row.get(c)).map(String::as_str);
                Stem::of(tool, raw.headers.name(c), code)
            })
            .collect();
        let names: Vec<&str> = raw.headers.names().collect();
        let mut twins = Twins::of(&names, &stems);
        let mut repeated = vec![0; format.header_rows.unwrap_or(1)];
        let mut record = csv::StringRecord::new();
        let mut rows = 0;
        while raw.next(&mut record)?.is_some() {
            if let Some(count) = raw.headers.repeated_by(&record).and_then(|row| repeated.get_mut(row)) {
                *count += 1;
            }
            if rules.iter().any(|rule| rule.leaves_out(&record)) {
                continue;
            }
            rows += 1;
            twins.take(&record);
            tallies.iter_mut().zip(record.iter()).for_each(|(tally, cell)| tally.add(cell));
        }
        let columns = tallies.into_iter().zip(stems).enumerate().map(|(c, (tally, stem))| {
            let name = raw.headers.name(c).to_owned();
            let bare = match tool {
                // Nothing names it, but a codebook has to.
                _ if name.is_empty() => format!("Column {}", c + 1),
                Tool::LimeSurvey => stem::code(&name).map_or(name.as_str(), |(_, _, text)| text).to_owned(),
                _ => name.clone(),
            };
            Column { address: address(&raw, c), name, bare, stem, tally, missing: Vec::new() }
        });
        let columns = columns.collect();
        let sheet = raw.sheet().cloned();
        Ok(Read { columns, twins, rows, repeated, sheet, headers: raw.headers })
    }
}

/// How a codebook names a column: a header of digits alone would be a position.
fn address(raw: &Raw, column: usize) -> String {
    let address = raw.headers.address(column);
    if address.bytes().all(|b| b.is_ascii_digit()) { format!("#{}", column + 1) } else { address }
}
