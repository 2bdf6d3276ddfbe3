//! The draft of a codebook, as TOML with a comment for each guess.

use super::{
    Tool,
    guess::other_label,
    labels::List,
    numbers::Amounts,
    parts::{Choice, Column, OptionColumn, Part, Rating, Source},
    roles::{self, Topic, Use},
};
use crate::raw::{Format, SheetNames};
use needs_core::survey::id;
use std::{
    collections::BTreeSet,
    fmt::{self, Write},
};

/// What was guessed of a file of raw answers; as text, a codebook with the reason beside each guess.
pub struct Draft {
    /// The name of the file, without the folders before it.
    pub file: String,
    pub tool: Tool,
    /// What its author should have exported otherwise.
    pub advice: Option<&'static str>,
    /// How the file is written, as far as it differs from a plain one.
    pub format: Format,
    /// Of a spreadsheet, which of its sheets was read.
    pub sheet: Option<SheetNames>,
    /// Respondents.
    pub rows: u64,
    pub(super) columns: Vec<Column>,
    pub(super) parts: Vec<Part>,
}

/// More options than this are hard to read, and leave few respondents exact.
const MANY: usize = 20;

/// Words that say little of a question in its id.
const EMPTY_WORDS: &[&str] = &[
    "a",
    "about",
    "all",
    "an",
    "and",
    "any",
    "apply",
    "are",
    "as",
    "at",
    "be",
    "by",
    "can",
    "check",
    "choose",
    "could",
    "did",
    "do",
    "does",
    "following",
    "for",
    "from",
    "has",
    "have",
    "how",
    "i",
    "if",
    "in",
    "is",
    "it",
    "me",
    "most",
    "much",
    "my",
    "of",
    "on",
    "one",
    "or",
    "our",
    "please",
    "rate",
    "scale",
    "select",
    "should",
    "so",
    "some",
    "that",
    "the",
    "these",
    "they",
    "this",
    "to",
    "typically",
    "us",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
];

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let uses = roles::dimensions(&self.parts);
        self.head(f)?;
        self.ignored(f, &uses)?;
        self.file_format(f)?;
        for part in &self.parts {
            if let Part::Consent { column, yes } = part {
                writeln!(f, "\n# Looks like a question for consent: only who gave one of these answers is published.")?;
                writeln!(f, "[consent]\ncolumn = {}\nvalues = {}", self.address(*column), list(yes))?;
            }
        }
        let mut ids = Ids::default();
        if uses.is_empty() {
            self.nothing(f)?;
        }
        for (p, what) in &uses {
            match (&self.parts[*p], what) {
                (Part::Choice(choice), _) => self.dimension(f, choice, what, &mut ids)?,
                (Part::Numbers { column, amounts, .. }, Use::Bias(topic)) => {
                    self.banded(f, *column, amounts, topic, &mut ids)?
                }
                _ => {}
            }
        }
        let asks = |(p, part): (usize, &Part)| match part {
            Part::Choice(_) => uses.iter().all(|(used, _)| *used != p),
            Part::Rating(_) => true,
            _ => false,
        };
        if !uses.is_empty() && !self.parts.iter().enumerate().any(asks) {
            writeln!(
                f,
                "\n# TO DO: nothing else here looks like a choice; a codebook needs at least one [[question]]."
            )?;
        }
        for (p, part) in self.parts.iter().enumerate() {
            match part {
                Part::Choice(choice) if uses.iter().all(|(used, _)| *used != p) => {
                    self.question(f, choice, &mut ids)?
                }
                Part::Rating(rating) => self.rating(f, rating, &mut ids)?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl Draft {
    /// That there is nothing to draft, and what may be the reason.
    fn nothing(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            f,
            "\n# Nothing here looks like a choice, so nothing could be drafted. A codebook needs one dimension with"
        )?;
        writeln!(f, "# role = \"field\" and one question: see docs/codebook.md.")?;
        let headers: Vec<String> = self.columns.iter().take(3).map(|c| format!("\"{}\"", line(&c.name))).collect();
        let more = if self.columns.len() > 3 { ", ..." } else { "" };
        writeln!(f, "# The first row that holds anything was taken for the header: {}{more}.", headers.join(", "))?;
        writeln!(f, "# If that is a title, delete the rows above the names of the columns.")?;
        if let Some(names) = &self.sheet {
            writeln!(f, "# In this spreadsheet {}.", line(&names.to_string()))?;
        }
        Ok(())
    }

    fn head(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let title = self.file.rsplit_once('.').map_or(self.file.as_str(), |(stem, _)| stem).replace(['_', '-'], " ");
        let title = if title.trim().is_empty() { "Survey".to_owned() } else { crate::raw::tidy(&title) };
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
        if let Some(advice) = self.advice {
            writeln!(f, "# TO DO: {advice}")?;
        }
        writeln!(f, "# Each guess says why. Read all of it, correct it, and try it with:")?;
        writeln!(f, "#   needs-by-field prepare {} --codebook codebook.toml -o results.json", line(&self.file))?;
        writeln!(f, "# The codebook is explained in docs/codebook.md. Lines marked TO DO cannot be guessed.\n")?;
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
        writeln!(f, "k = 5  # no class of respondents is smaller than this")
    }

    fn ignored(&self, f: &mut fmt::Formatter, uses: &[(usize, Use)]) -> fmt::Result {
        writeln!(f, "\n# These columns never leave your computer.\nignore = [")?;
        for (p, part) in self.parts.iter().enumerate() {
            match part {
                Part::Ignore { column, why } => {
                    writeln!(f, "  {},  # {}", self.address(*column), self.named(*column, why))?
                }
                Part::Numbers { column, amounts, .. } if uses.iter().all(|(used, _)| *used != p) => {
                    let why = match amounts.bounds.as_slice() {
                        [] => "numbers, too few or too much alike for bands".to_owned(),
                        bounds => format!(
                            "numbers; to publish them write a [[dimension]] with this column and bands = {}",
                            bands(bounds)
                        ),
                    };
                    writeln!(f, "  {},  # {}", self.address(*column), self.named(*column, &why))?
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

    fn file_format(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Format { header_rows, name_row, encoding, sheet, .. } = &self.format;
        if header_rows.is_none() && encoding.is_none() && sheet.is_none() {
            return Ok(());
        }
        writeln!(f, "\n[file]")?;
        if let Some(rows) = header_rows {
            writeln!(f, "header_rows = {rows}  # {} writes so many", self.tool.name())?;
        }
        if let Some(row) = name_row {
            writeln!(f, "name_row = {row}  # the row with the text of the questions")?;
        }
        if let Some(sheet) = sheet {
            writeln!(f, "sheet = {}", quoted(sheet))?;
        }
        if let Some(encoding) = encoding {
            writeln!(f, "encoding = {}  # the file is not UTF-8", quoted(&encoding.0.name().to_lowercase()))?;
        }
        Ok(())
    }

    fn dimension(&self, f: &mut fmt::Formatter, choice: &Choice, what: &Use, ids: &mut Ids) -> fmt::Result {
        let (id, label, role) = match what {
            Use::Field { .. } => ("field", "Field", "field"),
            Use::Bias(topic) => (topic.id, topic.label, "bias"),
        };
        let id = ids.take(id);
        let why = match what {
            Use::Field { found: true } => "It makes the rows of the charts: its words sound like a respondent's field.".to_owned(),
            Use::Field { found: false } => {
                "TO DO: nothing here sounds like a respondent's field, so the first choice was taken; use the column that should make the rows of the charts.".to_owned()
            }
            Use::Bias(_) => "It says who answered, so it may be a way in which the sample leans.".to_owned(),
        };
        writeln!(f, "\n# {why}")?;
        self.reasons(f, choice)?;
        writeln!(f, "[[dimension]]\nid = {}\nlabel = {}\nrole = \"{role}\"", quoted(&id), quoted(label))?;
        let multiple = !matches!(choice.source, Source::One(_));
        if multiple {
            writeln!(f, "multiple = true")?;
        }
        self.options(f, choice, "categories", "category")?;
        if choice.scale.is_some() {
            writeln!(f, "ordered = true")?;
        }
        if let Use::Bias(topic) = what { leans(f, topic) } else { Ok(()) }
    }

    fn banded(
        &self,
        f: &mut fmt::Formatter,
        column: usize,
        amounts: &Amounts,
        topic: &Topic,
        ids: &mut Ids,
    ) -> fmt::Result {
        writeln!(f, "\n# It says who answered, so it may be a way in which the sample leans.")?;
        writeln!(f, "# Numbers: they are published in bands with open ends, never themselves. Check the bounds.")?;
        writeln!(f, "[[dimension]]\nid = {}\nlabel = {}", quoted(&ids.take(topic.id)), quoted(topic.label))?;
        writeln!(f, "role = \"bias\"\ncolumn = {}\nbands = {}", self.address(column), bands(&amounts.bounds))?;
        if amounts.others > 0 {
            writeln!(
                f,
                "# What is no number ({} rows); or recode it to a band, or to \"\" for no answer.",
                amounts.others
            )?;
            writeln!(f, "other = \"Other\"")?;
        }
        leans(f, topic)
    }

    fn question(&self, f: &mut fmt::Formatter, choice: &Choice, ids: &mut Ids) -> fmt::Result {
        let kind = if matches!(choice.source, Source::One(_)) { "single" } else { "multiple" };
        writeln!(f)?;
        self.reasons(f, choice)?;
        writeln!(f, "[[question]]\nid = {}\nkind = \"{kind}\"", quoted(&ids.of_text(&choice.text)))?;
        let nameless =
            matches!(choice.source, Source::One(c) | Source::Several(c, _) if self.columns[c].name.is_empty());
        let todo = if nameless { "  # TO DO: as it was asked; the column has no header" } else { "" };
        writeln!(f, "text = {}{todo}", quoted(&choice.text))?;
        self.options(f, choice, "choices", "choice")
    }

    /// What was seen in the cells of a choice.
    fn reasons(&self, f: &mut fmt::Formatter, choice: &Choice) -> fmt::Result {
        let n = choice.list.options.len();
        match &choice.source {
            Source::One(column) => {
                let filled = self.columns[*column].tally.filled;
                let answers =
                    if n == 1 { "one answer repeats".to_owned() } else { format!("{n} different answers repeat") };
                write!(f, "# Choose one: {answers} among {filled} rows.")?;
            }
            Source::Several(_, several) => {
                let separator = match several.separator {
                    "\n" => "a line break",
                    separator => separator.trim(),
                };
                write!(f, "# Choose any: {} rows hold several answers, with \"{separator}\" between.", several.rows)?;
                match several.joined {
                    0 => {}
                    1 => write!(f, " One label has that in itself: check it.")?,
                    joined => write!(f, " {joined} labels have that in themselves: check them.")?,
                }
            }
            Source::Columns(_) => {
                write!(f, "# Choose any: each option has a column of its own, filled or yes where it was chosen.")?
            }
        }
        writeln!(f)?;
        if let Some(scale) = &choice.scale {
            writeln!(f, "# In order, strongest first, because it reads like {}: check it.", scale.why)?;
        }
        let List { rest, rest_kinds, personal_kinds, surplus_kinds, surplus, .. } = choice.list;
        match (rest - surplus, rest_kinds) {
            (0, _) | (_, 0) => {}
            (1, _) => writeln!(f, "# One other answer was taken for written in: it goes to \"other\".")?,
            (rest, 1) => writeln!(f, "# {rest} times one other answer, taken for written in: it goes to \"other\".")?,
            (rest, kinds) => writeln!(
                f,
                "# {rest} other answers ({kinds} different ones) were taken for written in: they go to \"other\"."
            )?,
        }
        if surplus_kinds > 0 {
            writeln!(
                f,
                "# There are {surplus_kinds} more options than a list can hold: they go to \"other\" as well."
            )?;
        }
        if n > MANY {
            writeln!(
                f,
                "# TO DO: these are many. Let one collect several (`answers`, `recode`); a dimension may put them under a `hierarchy`."
            )?;
        }
        match personal_kinds {
            0 => {}
            1 => writeln!(f, "# One of these points at a PERSON by its looks (name, email, phone or handle).")?,
            kinds => {
                writeln!(f, "# {kinds} of these point at a PERSON by their looks (name, email, phone or handle).")?
            }
        }
        Ok(())
    }

    fn options(&self, f: &mut fmt::Formatter, choice: &Choice, key: &str, noun: &str) -> fmt::Result {
        let order: Vec<usize> = match &choice.scale {
            Some(scale) => scale.order.clone(),
            None => (0..choice.list.options.len()).collect(),
        };
        let labels: Vec<&str> = order.iter().map(|&i| choice.list.options[i].0.as_str()).collect();
        match &choice.source {
            Source::One(column) => writeln!(f, "column = {}", self.address(*column))?,
            Source::Several(column, several) => {
                writeln!(f, "column = {}\nseparator = {}", self.address(*column), quoted(several.separator))?;
            }
            Source::Columns(columns) => return self.own_columns(f, columns, key, noun),
        }
        writeln!(f, "{key} = [")?;
        for (label, id) in labels.iter().zip(clashing(&labels, noun)) {
            match id {
                None => writeln!(f, "  {},", quoted(label))?,
                Some(id) => writeln!(f, "  {{ label = {}, id = {} }},", quoted(label), quoted(&id))?,
            }
        }
        writeln!(f, "]")?;
        if let Some(other) = other_label(&choice.list) {
            writeln!(f, "other = {}", quoted(&other))?;
        }
        Ok(())
    }

    fn own_columns(&self, f: &mut fmt::Formatter, columns: &[OptionColumn], key: &str, noun: &str) -> fmt::Result {
        let labels: Vec<&str> = columns.iter().map(|option| option.label.as_str()).collect();
        let ids = clashing(&labels, noun);
        writeln!(f, "{key} = [")?;
        for (option, id) in columns.iter().zip(ids) {
            write!(f, "  {{ label = {}, ", quoted(&option.label))?;
            if let Some(id) = id {
                write!(f, "id = {}, ", quoted(&id))?;
            }
            write!(f, "column = {}", self.address(option.column))?;
            writeln!(f, "{} }},", if option.any_text { ", any_text = true" } else { "" })?;
        }
        writeln!(f, "]")
    }

    fn rating(&self, f: &mut fmt::Formatter, rating: &Rating, ids: &mut Ids) -> fmt::Result {
        writeln!(f, "\n# Rating: {} columns with the same {} answers.", rating.items.len(), rating.levels.len())?;
        match rating.scale {
            Some(why) => writeln!(f, "# Strongest level first, because they read like {why}: check the order.")?,
            None => writeln!(f, "# TO DO: put the levels in order, strongest first; it could not be told.")?,
        }
        let labels: Vec<&str> = rating.items.iter().map(|(_, label)| label.as_str()).collect();
        let text = rating.text.clone().unwrap_or_else(|| {
            let items = labels.iter().take(3).copied().collect::<Vec<_>>().join(", ");
            if labels.len() > 3 { format!("{items}, ...") } else { items }
        });
        writeln!(f, "[[question]]\nid = {}\nkind = \"rating\"", quoted(&ids.of_text(&text)))?;
        let todo = if rating.text.is_none() { "  # TO DO: as it was asked; the file has the items only" } else { "" };
        writeln!(f, "text = {}{todo}", quoted(&text))?;
        writeln!(f, "levels = {}", list(&rating.levels))?;
        let item_ids = clashing(&labels, "item");
        match self.pattern(rating).filter(|_| item_ids.iter().all(Option::is_none)) {
            Some(pattern) => writeln!(f, "columns = {}", quoted(&pattern)),
            None => {
                writeln!(f, "items = [")?;
                for ((column, label), id) in rating.items.iter().zip(item_ids) {
                    let id = id.map_or(String::new(), |id| format!("id = {}, ", quoted(&id)));
                    writeln!(f, "  {{ label = {}, {id}column = {} }},", quoted(label), self.address(*column))?;
                }
                writeln!(f, "]")
            }
        }
    }

    /// `Question [*]`, if that names the rating's columns and no others.
    fn pattern(&self, rating: &Rating) -> Option<String> {
        let question = rating.text.as_ref().filter(|text| !text.contains('*'))?;
        let (before, after) = (format!("{question} ["), "]");
        let is_like =
            |column: &Column| column.name.strip_prefix(before.trim()).is_some_and(|rest| rest.ends_with(after));
        let like: Vec<usize> = (0..self.columns.len()).filter(|&c| is_like(&self.columns[c])).collect();
        let own: Vec<usize> = rating.items.iter().map(|(column, _)| *column).collect();
        (like == own).then(|| format!("{before}*{after}"))
    }

    fn address(&self, column: usize) -> String {
        quoted(&self.columns[column].address)
    }
}

/// What only the author knows of a bias dimension.
fn leans(f: &mut fmt::Formatter, topic: &Topic) -> fmt::Result {
    writeln!(
        f,
        "# TO DO, where the sample leans here ({}), in your words:\n# bias = {{ note = \"...\", over = [\"...\"] }}",
        topic.lean
    )
}

/// Bounds as TOML, whose whole numbers have at most 64 bits.
fn bands(bounds: &[f64]) -> String {
    let number = |bound: &f64| if bound.abs() < 1e15 { bound.to_string() } else { format!("{bound:?}") };
    format!("[{}]", bounds.iter().map(number).collect::<Vec<_>>().join(", "))
}

/// Ids of dimensions and questions, each once.
#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    fn take(&mut self, id: &str) -> String {
        let mut taken = id.to_owned();
        let mut number = 2;
        while !self.0.insert(taken.clone()) {
            taken = format!("{id}-{number}");
            number += 1;
        }
        taken
    }

    /// A short id for a question: its first words that say something.
    fn of_text(&mut self, text: &str) -> String {
        let whole = id::from_label(text);
        let mut short = String::new();
        for word in whole.split('-').filter(|word| !EMPTY_WORDS.contains(word) && word.len() > 1).take(4) {
            if short.len() + word.len() > 30 {
                break;
            }
            let _ = write!(short, "{}{word}", if short.is_empty() { "" } else { "-" });
        }
        let short = if short.is_empty() { whole } else { short };
        let short = if short.is_empty() || id::is_reserved(&short) { "question".to_owned() } else { short };
        let short = if id::is_reserved(&short) { "asked".to_owned() } else { short };
        self.take(&short)
    }
}

/// For labels whose own id is taken by an earlier one (`C` and `C++`), another.
fn clashing(labels: &[&str], noun: &str) -> Vec<Option<String>> {
    let own = |label: &str| match noun {
        "item" if id::from_label(label) == "theme" => String::new(),
        _ => id::from_label(label),
    };
    let all: BTreeSet<String> = labels.iter().map(|label| own(label)).collect();
    let mut taken = Ids::default();
    labels
        .iter()
        .enumerate()
        .map(|(i, label)| {
            let id = own(label);
            if id.is_empty() {
                return Some(taken.take(&format!("{noun}-{}", i + 1)));
            }
            if !taken.0.contains(&id) {
                taken.take(&id);
                return None;
            }
            let mut number = 2;
            let shortened = &id[..id.len().min(60)].trim_end_matches('-');
            while all.contains(&format!("{shortened}-{number}")) || taken.0.contains(&format!("{shortened}-{number}")) {
                number += 1;
            }
            Some(taken.take(&format!("{shortened}-{number}")))
        })
        .collect()
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// A text that may stand in a comment.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
