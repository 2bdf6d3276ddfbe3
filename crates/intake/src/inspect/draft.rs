//! The draft of a codebook, as TOML with a comment for each guess.

mod asked;
mod entries;
mod ids;
mod missing;
mod text;

use super::{
    Tool,
    designed::Designed,
    numbers,
    parts::{Choice, Column, Part, Source},
    roles::{self, Use},
    rows::{RowRule, RowTest},
    skips::Skip,
    words,
};
use crate::raw::{Format, SheetNames};
use entries::Entries;
use ids::Ids;
use missing::Missing;
use std::{
    collections::HashMap,
    fmt::{self, Write},
};
use text::{bands, line, list, quoted};

/// The guesses about a file of raw answers. Displayed, a codebook with the reason beside each guess.
pub struct Draft {
    /// The name of the file, without the folders before it.
    pub file: String,
    pub tool: Tool,
    /// Advice to export it differently.
    pub advice: Option<&'static str>,
    /// The file's format, as far as it is not the usual one.
    pub format: Format,
    /// For a spreadsheet, the sheet that was read.
    pub sheet: Option<SheetNames>,
    /// Respondents.
    pub rows: u64,
    pub(super) columns: Vec<Column>,
    pub(super) parts: Vec<Part>,
    pub(super) form: Option<Designed>,
    /// Rows that are no respondents.
    pub(super) rules: Vec<RowRule>,
    /// By the first column of a question that only some seem to have been asked.
    pub(super) skips: HashMap<usize, Skip>,
    /// Doubts about the file as a whole.
    pub(super) doubts: Vec<String>,
}

/// More options than this are hard to read, and leave few respondents exact.
const MANY: usize = 20;

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.written().text)
    }
}

/// The prefix of a doubt in the draft; [`crate::codebook::checks`] finds open ones.
const CHECK: &str = "# CHECK:";

/// A draft as it is written, and the doubts in it.
#[derive(Default)]
struct Page {
    text: String,
    doubts: Vec<String>,
}

impl Write for Page {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.write_str(text)
    }
}

impl Page {
    /// Writes a doubt above the entry it is about; `place` names the entry where the doubt is listed alone.
    fn check(&mut self, place: &str, doubt: &str) -> fmt::Result {
        let doubt = line(doubt);
        self.doubts.push(if place.is_empty() { doubt.clone() } else { format!("{}: {doubt}", line(place)) });
        writeln!(self, "{CHECK} {doubt}")
    }

    fn checks(&mut self, place: &str, doubts: &[String]) -> fmt::Result {
        doubts.iter().try_for_each(|doubt| self.check(place, doubt))
    }
}

impl Draft {
    /// What may be wrong with the draft, most general first; each is in its text as well, as a comment that begins
    /// with `# CHECK:`.
    pub fn doubts(&self) -> Vec<String> {
        self.written().doubts
    }

    fn written(&self) -> Page {
        let mut page = Page::default();
        self.write(&mut page).expect("writing to memory does not fail");
        page
    }

    fn write(&self, f: &mut Page) -> fmt::Result {
        let uses = roles::dimensions(&self.parts);
        // The language of the question for the field is that of the survey.
        let language = uses.iter().map(|(_, what)| what.language()).next().unwrap_or(0);
        let missing = Missing::of(self);
        self.head(f, &missing, language)?;
        self.ignored(f, &uses)?;
        self.file_format(f)?;
        self.rules(f)?;
        for part in &self.parts {
            if let Part::Consent { column, yes } = part {
                writeln!(f, "\n# Looks like a question for consent: only who gave one of these answers is published.")?;
                writeln!(f, "[consent]\ncolumn = {}\nvalues = {}", self.address(*column), list(yes))?;
            }
        }
        let mut ids = Ids::default();
        let mut writer =
            Entries { draft: self, missing: &missing, language, ids: &mut ids, leads: false, written: Vec::new() };
        if uses.is_empty() {
            self.nothing(f)?;
        }
        for (p, what) in &uses {
            match (&self.parts[*p], what) {
                (Part::Choice(choice), _) => writer.dimension(f, choice, what)?,
                (Part::Numbers { column, joined, amounts, .. }, Use::Bias { topic, .. }) => {
                    writer.banded(f, (*column, joined), amounts, topic, what)?
                }
                _ => {}
            }
        }
        let asks = |(p, part): (usize, &Part)| match part {
            Part::Rating(_) | Part::Ranking(_) | Part::Nps { .. } => true,
            Part::Choice(_) => uses.iter().all(|(used, _)| *used != p),
            Part::Numbers { .. } => self.is_asked(p, &uses),
            _ => false,
        };
        if !uses.is_empty() && !self.parts.iter().enumerate().any(asks) {
            writeln!(
                f,
                "\n# TO DO: nothing else here looks like a choice; a codebook needs at least one [[question]]."
            )?;
        }
        let lead = self.lead(&uses);
        for (p, part) in self.parts.iter().enumerate() {
            writer.leads = lead == Some(p);
            match part {
                Part::Choice(choice) if uses.iter().all(|(used, _)| *used != p) => writer.question(f, choice)?,
                Part::Rating(rating) => writer.rating(f, rating)?,
                Part::Ranking(ranking) => writer.ranking(f, ranking)?,
                Part::Nps { column, joined, text, nps } => writer.nps(f, (*column, joined), text, nps)?,
                Part::Numbers { column, joined, text, amounts } if self.is_asked(p, &uses) => {
                    writer.number(f, (*column, joined), text, amounts)?
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether numbers that are no dimension are an answer to how much or how many, and may be published in bands.
    fn is_asked(&self, p: usize, uses: &[(usize, Use)]) -> bool {
        let Part::Numbers { text, amounts, .. } = &self.parts[p] else { return false };
        uses.iter().all(|(used, _)| *used != p) && numbers::is_question(text, amounts)
    }

    /// The question that a page should open with: one that asks what people need, rather of several answers.
    fn lead(&self, uses: &[(usize, Use)]) -> Option<usize> {
        let rank = |(p, part): (usize, &Part)| {
            let (text, rank) = match part {
                Part::Choice(choice) if choice.text_is_known && uses.iter().all(|(used, _)| *used != p) => {
                    let single = matches!(choice.source, Source::One(_));
                    if single && (choice.scale.is_some() || roles::is_yes_or_no(choice)) {
                        return None;
                    }
                    (choice.text.as_str(), if single { 3 } else { 0 })
                }
                Part::Ranking(ranking) => (ranking.text.as_deref()?, 1),
                Part::Rating(rating) => (rating.text.as_deref()?, 2),
                _ => return None,
            };
            words::says(text, "lead.phrase").map(|_| (rank, p))
        };
        self.parts.iter().enumerate().filter_map(rank).min().map(|(_, p)| p)
    }

    /// That there is nothing to draft, and what may be the reason.
    fn nothing(&self, f: &mut Page) -> fmt::Result {
        writeln!(
            f,
            "\n# Nothing here looks like a choice, so nothing could be drafted. A codebook needs one dimension with"
        )?;
        writeln!(f, "# role = \"field\" and one question: see docs/codebook.md.")?;
        let headers: Vec<String> = self.columns.iter().take(3).map(|c| format!("\"{}\"", line(&c.name))).collect();
        let more = if self.columns.len() > 3 { ", ..." } else { "" };
        f.check(
            "",
            &format!(
                "nothing looks like a choice; the header was taken to be: {}{more}. If that is a title, say which rows are headers: --header-rows, --name-row",
                headers.join(", ")
            ),
        )?;
        if let Some(names) = &self.sheet {
            writeln!(f, "# In this spreadsheet {}.", line(&names.to_string()))?;
        }
        Ok(())
    }

    fn head(&self, f: &mut Page, missing: &Missing, language: usize) -> fmt::Result {
        let own = self.form.as_ref().map(|designed| designed.form.title.as_str()).filter(|title| !title.is_empty());
        let title = self.file.rsplit_once('.').map_or(self.file.as_str(), |(stem, _)| stem).replace(['_', '-'], " ");
        let title = if title.trim().is_empty() { "Survey".to_owned() } else { crate::raw::tidy(&title) };
        let title = own.map_or(title, str::to_owned);
        writeln!(
            f,
            "# A draft, guessed from {} ({} rows, {} columns).",
            line(&self.file),
            self.rows,
            self.columns.len()
        )?;
        writeln!(f, "# It looks like an export of {}: {}.", self.tool.name(), self.tool.why())?;
        if let Some(names) = self.sheet.as_ref().filter(|names| !names.others.is_empty()) {
            writeln!(f, "# Of this spreadsheet {}; another is read with --sheet \"...\".", line(&names.to_string()))?;
        }
        if let Some(Designed { form, .. }) = &self.form {
            let languages = match form.languages.as_slice() {
                [] | [_] => String::new(),
                [first, ..] => format!("; of its languages ({}) texts are in {first}", form.languages.join(", ")),
            };
            let title = if form.title.is_empty() { "without a title" } else { &form.title };
            writeln!(
                f,
                "# Options, their order and who was asked are from the form ({}, {}{}).",
                form.tool,
                line(title),
                line(&languages)
            )?;
        }
        if let Some(advice) = self.advice {
            writeln!(f, "# TO DO: {advice}")?;
        }
        writeln!(f, "# Each guess says why. Read all of it, correct it, and try it with:")?;
        writeln!(f, "#   needs-by-field prepare {} --codebook codebook.toml -o results.json", line(&self.file))?;
        writeln!(
            f,
            "# The codebook is explained in docs/codebook.md. Lines marked TO DO cannot be guessed; lines marked CHECK may be"
        )?;
        writeln!(f, "# wrong: look, and delete the line.\n")?;
        f.checks("", &self.doubts)?;
        writeln!(f, "title = {}  # TO DO: as readers should see it", quoted(&title))?;
        writeln!(f, "# population = \"TO DO: who you hoped to hear from\"")?;
        writeln!(f, "# licenses = [\"CC-BY-4.0\"]  # TO DO: what others may do with the results")?;
        let time = self.parts.iter().find_map(|part| match part {
            Part::Time { column, from, to, note } => Some((column, from, to, note)),
            _ => None,
        });
        if let Some((column, from, to, note)) = time {
            let name = line(&self.columns[*column].name);
            writeln!(
                f,
                "collected = {{ from = \"{from}\", to = \"{to}\" }}  # months, by the column \"{name}\"{note}"
            )?;
        }
        if language != 0 {
            let label = words::label("not-stated.label", language);
            writeln!(f, "not_stated = {}  # of those who leave a dimension open", quoted(label))?;
        }
        if !missing.everywhere.is_empty() {
            let found: Vec<String> = missing.everywhere.iter().map(|(word, rows)| format!("{word} {rows}")).collect();
            f.check(
                "",
                &format!("these answers were taken for none, wherever they stand: {} times", found.join(" times, ")),
            )?;
            let words: Vec<String> = missing.everywhere.iter().map(|(word, _)| word.clone()).collect();
            writeln!(f, "missing = {}", list(&words))?;
        }
        writeln!(f, "k = 5  # no class of respondents is smaller than this")
    }

    fn ignored(&self, f: &mut Page, uses: &[(usize, Use)]) -> fmt::Result {
        writeln!(f, "\n# These columns never leave your computer.\nignore = [")?;
        for (p, part) in self.parts.iter().enumerate() {
            match part {
                Part::Ignore { column, why } => {
                    writeln!(f, "  {},  # {}", self.address(*column), self.named(*column, why))?
                }
                Part::Choice(Choice { answered_in: Some(column), .. }) if uses.iter().any(|(used, _)| *used == p) => {
                    writeln!(
                        f,
                        "  {},  # {}",
                        self.address(*column),
                        self.named(*column, "all answers of other columns")
                    )?
                }
                Part::Numbers { column, joined, amounts, .. }
                    if uses.iter().all(|(used, _)| *used != p) && !self.is_asked(p, uses) =>
                {
                    let why = match amounts.bounds.as_slice() {
                        [] => "numbers, too few or too much alike for bands".to_owned(),
                        bounds => format!(
                            "numbers; to publish them write a [[question]] of kind = \"number\", or a [[dimension]], with this column and bands = {}",
                            bands(bounds)
                        ),
                    };
                    for column in joined.with(*column) {
                        writeln!(f, "  {},  # {}", self.address(column), self.named(column, &why))?;
                    }
                }
                Part::Time { column, .. } => {
                    let why = self.named(*column, "times: only the months are published");
                    writeln!(f, "  {},  # {why}", self.address(*column))?;
                }
                _ => {}
            }
        }
        writeln!(f, "]")
    }

    /// A reason, with the column's name where its address does not tell it.
    fn named(&self, column: usize, why: &str) -> String {
        let Column { name, address, .. } = &self.columns[column];
        if address == name || name.is_empty() { why.to_owned() } else { format!("\"{}\": {why}", line(name)) }
    }

    fn file_format(&self, f: &mut Page) -> fmt::Result {
        let Format { header_rows, name_row, footer_rows, encoding, delimiter, decimal, sheet } = &self.format;
        let commas = decimal.is_none()
            && self.parts.iter().any(|part| match part {
                Part::Numbers { .. } => {
                    part.columns().iter().any(|&c| super::numbers::has_decimal_commas(&self.columns[c].tally))
                }
                _ => false,
            });
        if self.format == Format::default() && !commas {
            return Ok(());
        }
        writeln!(f, "\n[file]")?;
        if let Some(rows) = header_rows {
            match rows {
                0 => writeln!(f, "header_rows = 0  # no row names the columns")?,
                rows => writeln!(f, "header_rows = {rows}  # rows before the first respondent")?,
            }
        }
        match name_row.as_ref().map(|rows| rows.0.as_slice()) {
            None | Some([]) => {}
            Some([row]) => writeln!(f, "name_row = {row}  # the row with the text of the questions")?,
            Some(rows) => writeln!(f, "name_row = {rows:?}  # the questions, and their options")?,
        }
        if let Some(rows) = footer_rows {
            writeln!(f, "footer_rows = {rows}  # rows below the last respondent, blank ones not counted")?;
        }
        if let Some(delimiter) = delimiter {
            writeln!(f, "delimiter = {}", quoted(&delimiter.to_string()))?;
        }
        if let Some(sheet) = sheet {
            writeln!(f, "sheet = {}", quoted(sheet))?;
        }
        if let Some(encoding) = encoding {
            writeln!(f, "encoding = {}", quoted(&encoding.0.name().to_lowercase()))?;
        }
        match decimal {
            Some(decimal) => writeln!(f, "decimal = {}", quoted(&decimal.to_string())),
            None if commas => writeln!(f, "decimal = \",\"  # numbers have decimal commas"),
            None => Ok(()),
        }
    }

    /// Rows that are no respondents.
    fn rules(&self, f: &mut Page) -> fmt::Result {
        for rule in &self.rules {
            let (rows, be) =
                if rule.rows == 1 { ("1 row".to_owned(), "is") } else { (format!("{} rows", rule.rows), "are") };
            writeln!(f)?;
            f.check(
                "",
                &format!("{rows} {be} left out as {}, by the column {}", rule.label, self.columns[rule.column].address),
            )?;
            writeln!(f, "[[drop]]\ncolumn = {}", self.address(rule.column))?;
            match &rule.test {
                RowTest::Values(values) => writeln!(f, "values = {}", list(values))?,
                RowTest::Empty => writeln!(f, "empty = true")?,
            }
            writeln!(f, "label = {}", quoted(rule.label))?;
        }
        Ok(())
    }

    fn address(&self, column: usize) -> String {
        quoted(&self.columns[column].address)
    }
}
