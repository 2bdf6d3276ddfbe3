//! The draft of a codebook, as TOML with a comment for each guess.

use super::{
    Tool,
    designed::Designed,
    guess::other_label,
    labels::List,
    labels::form,
    nps::Nps,
    numbers,
    numbers::Amounts,
    parts::{Choice, Column, OptionColumn, Part, Ranked, Ranking, Rating, Source},
    roles::{self, Topic, Use},
    rows::{RowRule, RowTest},
    words,
};
use crate::{
    form::Condition,
    raw::{Format, SheetNames},
};
use needs_core::survey::id;
use std::{
    collections::{BTreeMap, BTreeSet},
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
    pub(super) form: Option<Designed>,
    /// Rows that are no respondents.
    pub(super) rules: Vec<RowRule>,
    /// What is to be checked of the file as a whole.
    pub(super) doubts: Vec<String>,
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
        f.write_str(&self.written().text)
    }
}

/// What stands before a doubt in the draft; [`crate::codebook::checks`] finds those that are still there.
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
    /// Writes a doubt above what it is about; `place` names that where the doubt stands alone.
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
    /// What may be wrong with the draft, most general first; each stands in its text as well, as a comment that begins
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
                (Part::Numbers { column, amounts, .. }, Use::Bias { topic, .. }) => {
                    writer.banded(f, *column, amounts, topic, what)?
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
                Part::Nps { column, text, nps } => writer.nps(f, *column, text, nps)?,
                Part::Numbers { column, text, amounts } if self.is_asked(p, &uses) => {
                    writer.number(f, *column, text, amounts)?
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether numbers that are no dimension are an answer to how much or how many, and may be published in bands.
    fn is_asked(&self, p: usize, uses: &[(usize, Use)]) -> bool {
        let Part::Numbers { text, amounts, .. } = &self.parts[p] else { return false };
        let free = uses.iter().all(|(used, _)| *used != p);
        let personal = words::says(text, "private").is_some() || words::says(text, "age.noun").is_some();
        free && !personal && !amounts.years && !amounts.bounds.is_empty() && numbers::asks_an_amount(text)
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
                Part::Numbers { column, amounts, .. }
                    if uses.iter().all(|(used, _)| *used != p) && !self.is_asked(p, uses) =>
                {
                    let why = match amounts.bounds.as_slice() {
                        [] => "numbers, too few or too much alike for bands".to_owned(),
                        bounds => format!(
                            "numbers; to publish them write a [[question]] of kind = \"number\", or a [[dimension]], with this column and bands = {}",
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

    fn file_format(&self, f: &mut Page) -> fmt::Result {
        let Format { header_rows, name_row, footer_rows, encoding, delimiter, decimal, sheet } = &self.format;
        let commas = decimal.is_none()
            && self.parts.iter().any(|part| match part {
                Part::Numbers { column, .. } => super::numbers::has_decimal_commas(&self.columns[*column].tally),
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

/// Answers that are none.
struct Missing {
    /// As they are written, with how often they stand in the columns that are drafted.
    everywhere: Vec<(String, u64)>,
}

impl Missing {
    fn of(draft: &Draft) -> Missing {
        let mut everywhere: Vec<(String, u64)> = Vec::new();
        let mut take = |word: &str, rows: u64| match everywhere.iter_mut().find(|(known, _)| form(known) == form(word))
        {
            Some((_, sum)) => *sum += rows,
            None => everywhere.push((word.to_owned(), rows)),
        };
        for column in draft.parts.iter().flat_map(columns_of) {
            draft.columns[column].missing.iter().for_each(|(word, rows)| take(word, *rows));
        }
        for part in &draft.parts {
            let Part::Choice(Choice { source: Source::Several(column, several), .. }) = part else { continue };
            for word in &several.missing {
                // Among other answers of a cell.
                let among = draft.columns[*column].tally.rows(|cell| cell.contains(word.as_str()));
                take(word, among);
            }
        }
        // What is an answer somewhere (`NA` among the codes of regions) is none only where it was found.
        let is_answer =
            |word: &str| draft.parts.iter().any(|part| options_of(part).any(|label| form(label) == form(word)));
        everywhere.retain(|(word, _)| !is_answer(word));
        everywhere.sort();
        Missing { everywhere }
    }

    /// Those that hold in some columns only.
    fn own(&self, draft: &Draft, columns: &[usize]) -> Vec<String> {
        let mut own: Vec<String> = Vec::new();
        for (word, _) in columns.iter().flat_map(|&column| &draft.columns[column].missing) {
            let known = self.everywhere.iter().map(|(word, _)| word).chain(&own).any(|known| form(known) == form(word));
            if !known {
                own.push(word.clone());
            }
        }
        own.sort_unstable();
        own
    }
}

fn columns_of(part: &Part) -> Vec<usize> {
    match part {
        Part::Choice(choice) => {
            // Beside "other" only its own words for nothing count.
            columns_of_choice(choice)
        }
        Part::Rating(rating) => rating.items.iter().map(|(column, _)| *column).collect(),
        Part::Ranking(ranking) => ranking.columns(),
        Part::Numbers { column, .. } | Part::Nps { column, .. } => vec![*column],
        Part::Ignore { .. } | Part::Time { .. } | Part::Consent { .. } => Vec::new(),
    }
}

/// Labels of options, and the levels of a rating.
fn options_of(part: &Part) -> Box<dyn Iterator<Item = &str> + '_> {
    match part {
        Part::Choice(choice) => Box::new(choice.list.options.iter().map(|(label, _)| label.as_str())),
        Part::Rating(rating) => Box::new(rating.levels.iter().map(String::as_str)),
        Part::Ranking(ranking) => Box::new(ranking.items.iter().map(String::as_str)),
        _ => Box::new(std::iter::empty()),
    }
}

/// Writes dimensions and questions.
struct Entries<'a> {
    draft: &'a Draft,
    missing: &'a Missing,
    language: usize,
    ids: &'a mut Ids,
    /// Whether the question that is written is the one that a page opens with.
    leads: bool,
    /// What conditions of later questions may name.
    written: Vec<Written>,
}

/// An entry of which the form tells the codes of its options.
struct Written {
    /// Position of its question in the form.
    question: usize,
    id: String,
    is_dimension: bool,
    /// By the code of the form.
    ids: BTreeMap<String, String>,
}

impl Entries<'_> {
    fn dimension(&mut self, f: &mut Page, choice: &Choice, what: &Use) -> fmt::Result {
        let role = match what {
            Use::Field { .. } => "field",
            Use::Bias { .. } => "bias",
        };
        let (id, label) = (self.ids.take(what.id()), what.label());
        writeln!(f)?;
        match what {
            Use::Field { found: true, .. } => {
                writeln!(f, "# It makes the rows of the charts: its words sound like a respondent's field.")?
            }
            Use::Field { found: false, .. } => {
                writeln!(f, "# TO DO: use the column that should make the rows of the charts.")?;
                f.check(
                    "",
                    &format!(
                        "nothing sounds like a respondent's field, so \"{}\" makes the rows of the charts",
                        choice.text
                    ),
                )?;
            }
            Use::Bias { .. } => writeln!(f, "# It says who answered, so it may be a way in which the sample leans.")?,
        }
        self.reasons(f, choice)?;
        writeln!(f, "[[dimension]]\nid = {}\nlabel = {}\nrole = \"{role}\"", quoted(&id), quoted(label))?;
        let multiple = !matches!(choice.source, Source::One(_));
        if multiple {
            writeln!(f, "multiple = true")?;
        }
        self.remember(choice.columns().first().copied(), &id, true, &in_order(choice), "category");
        self.options(f, choice, "categories", "category")?;
        if choice.scale.is_some() {
            writeln!(f, "ordered = true")?;
        }
        if let Use::Bias { topic, .. } = what { leans(f, topic) } else { Ok(()) }
    }

    fn banded(&mut self, f: &mut Page, column: usize, amounts: &Amounts, topic: &Topic, what: &Use) -> fmt::Result {
        writeln!(f, "\n# It says who answered, so it may be a way in which the sample leans.")?;
        writeln!(f, "# Numbers: they are published in bands with open ends, never themselves. Check the bounds.")?;
        writeln!(f, "[[dimension]]\nid = {}\nlabel = {}", quoted(&self.ids.take(topic.id)), quoted(what.label()))?;
        writeln!(f, "role = \"bias\"\ncolumn = {}\nbands = {}", self.draft.address(column), bands(&amounts.bounds))?;
        self.own_missing(f, &[column], &[], &[])?;
        if amounts.others > 0 {
            writeln!(
                f,
                "# What is no number ({} rows); or recode it to a band, or to \"\" for no answer.",
                amounts.others
            )?;
            writeln!(f, "other = {}", quoted(words::label("other.label", self.language)))?;
        }
        leans(f, topic)
    }

    fn question(&mut self, f: &mut Page, choice: &Choice) -> fmt::Result {
        let kind = if matches!(choice.source, Source::One(_)) { "single" } else { "multiple" };
        writeln!(f)?;
        self.reasons(f, choice)?;
        let id = self.ids.of_text(&choice.text);
        writeln!(f, "[[question]]\nid = {}\nkind = \"{kind}\"", quoted(&id))?;
        let nameless =
            matches!(choice.source, Source::One(c) | Source::Several(c, _) if self.draft.columns[c].name.is_empty());
        let todo = match (nameless, choice.text_is_known) {
            (true, _) => "  # TO DO: as it was asked; the column has no header",
            (_, false) => "  # TO DO: as it was asked; the file has the options only",
            _ => "",
        };
        writeln!(f, "text = {}{todo}", quoted(&choice.text))?;
        self.lead(f, &choice.text, choice.columns().first().copied())?;
        self.remember(choice.columns().first().copied(), &id, false, &in_order(choice), "choice");
        self.options(f, choice, "choices", "choice")
    }

    /// What was seen in the cells of a choice.
    fn reasons(&self, f: &mut Page, choice: &Choice) -> fmt::Result {
        let n = choice.list.options.len();
        match &choice.source {
            Source::One(column) => {
                let joined = choice.joined.iter().map(|&other| self.draft.columns[other].tally.filled).sum::<u64>();
                let filled = self.draft.columns[*column].tally.filled + joined;
                let answers =
                    if n == 1 { "one answer repeats".to_owned() } else { format!("{n} different answers repeat") };
                writeln!(f, "# Choose one: {answers} among {filled} rows.")?;
            }
            Source::Several(_, several) => {
                let separator = match several.separator {
                    "\n" => "a line break",
                    " " => "a space",
                    separator => separator.trim(),
                };
                writeln!(f, "# Choose any: {} rows hold several answers, with \"{separator}\" between.", several.rows)?;
            }
            Source::Columns(_) => {
                writeln!(f, "# Choose any: each option has a column of its own, filled or yes where it was chosen.")?
            }
        }
        f.checks(&choice.text, &choice.doubts)?;
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
            f.check(
                &choice.text,
                &format!("there are {surplus_kinds} more options than a list can hold: they go to \"other\" as well"),
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

    fn options(&self, f: &mut Page, choice: &Choice, key: &str, noun: &str) -> fmt::Result {
        let labels = in_order(choice);
        let column = |f: &mut Page, column: usize| match choice.joined.as_slice() {
            [] => writeln!(f, "column = {}", self.draft.address(column)),
            others => {
                let all: Vec<String> = [column].iter().chain(others).map(|&c| self.draft.address(c)).collect();
                writeln!(f, "columns = [{}]\njoin = true", all.join(", "))
            }
        };
        match &choice.source {
            Source::One(one) => column(f, *one)?,
            Source::Several(one, several) => {
                column(f, *one)?;
                writeln!(f, "separator = {}", quoted(several.separator))?;
            }
            Source::Columns(columns) => {
                if let Some(whole) = choice.answered_in.filter(|_| key == "choices") {
                    writeln!(f, "answered_in = {}  # empty where nobody answered", self.draft.address(whole))?;
                }
                self.own_columns(f, columns, key, noun, &choice.answers)?;
                self.own_missing(f, &columns_of_choice(choice), &choice.missing, &labels)?;
                if choice.aside > 0 {
                    writeln!(f, "other = \"\"  # what says neither yes nor no is no answer")?;
                }
                return Ok(());
            }
        }
        entries(f, key, &labels, noun, &choice.answers)?;
        self.own_missing(f, &choice.columns(), &choice.missing, &labels)?;
        if let Some(other) = other_label(&choice.list, words::label("other.label", self.language)) {
            writeln!(f, "other = {}", quoted(&other))?;
        }
        Ok(())
    }

    /// Answers that are none in this entry only; what is one of its options (`labels`) is none nowhere.
    fn own_missing(&self, f: &mut Page, columns: &[usize], more: &[String], labels: &[&str]) -> fmt::Result {
        let mut own = self.missing.own(self.draft, columns);
        for word in more {
            let known = self.missing.everywhere.iter().map(|(known, _)| known).chain(&own);
            if !known.map(|known| form(known)).any(|known| known == form(word)) {
                own.push(word.clone());
            }
        }
        own.retain(|word| labels.iter().all(|label| form(label) != form(word)));
        if own.is_empty() { Ok(()) } else { writeln!(f, "missing = {}", list(&own)) }
    }

    fn own_columns(
        &self,
        f: &mut Page,
        columns: &[OptionColumn],
        key: &str,
        noun: &str,
        answers: &BTreeMap<String, Vec<String>>,
    ) -> fmt::Result {
        let labels: Vec<&str> = columns.iter().map(|option| option.label.as_str()).collect();
        let ids = clashing(&labels, noun);
        writeln!(f, "{key} = [")?;
        for (option, id) in columns.iter().zip(ids) {
            write!(f, "  {{ label = {}, ", quoted(&option.label))?;
            if let Some(id) = id {
                write!(f, "id = {}, ", quoted(&id))?;
            }
            if let Some(answers) = answers.get(&option.label) {
                write!(f, "answers = {}, ", list(answers))?;
            }
            write!(f, "column = {}", self.draft.address(option.column))?;
            writeln!(f, "{} }},", if option.any_text { ", any_text = true" } else { "" })?;
        }
        writeln!(f, "]")
    }

    fn rating(&mut self, f: &mut Page, rating: &Rating) -> fmt::Result {
        writeln!(f, "\n# Rating: {} columns with the same {} answers.", rating.items.len(), rating.levels.len())?;
        let labels: Vec<&str> = rating.items.iter().map(|(_, label)| label.as_str()).collect();
        let text = rating.text.clone().unwrap_or_else(|| {
            let items = labels.iter().take(3).copied().collect::<Vec<_>>().join(", ");
            if labels.len() > 3 { format!("{items}, ...") } else { items }
        });
        f.checks(&text, &rating.doubts)?;
        if let Some(why) = rating.scale {
            writeln!(f, "# Strongest level first, because they read like {why}: check the order.")?;
        }
        writeln!(f, "[[question]]\nid = {}\nkind = \"rating\"", quoted(&self.ids.of_text(&text)))?;
        let todo = if rating.text.is_none() { "  # TO DO: as it was asked; the file has the items only" } else { "" };
        writeln!(f, "text = {}{todo}", quoted(&text))?;
        self.lead(f, &text, rating.items.first().map(|(column, _)| *column))?;
        if rating.answers.is_empty() {
            writeln!(f, "levels = {}", list(&rating.levels))?;
        } else {
            let levels: Vec<&str> = rating.levels.iter().map(String::as_str).collect();
            entries(f, "levels", &levels, "level", &rating.answers)?;
        }
        if let Some(net) = &rating.net {
            let levels = list(&rating.levels[..net.steps]);
            writeln!(f, "nets = [{{ label = {}, levels = {levels} }}]  # told together, and first", quoted(net.label))?;
        }
        let columns: Vec<usize> = rating.items.iter().map(|(column, _)| *column).collect();
        let levels: Vec<&str> = rating.levels.iter().map(String::as_str).collect();
        self.own_missing(f, &columns, &[], &levels)?;
        if rating.aside > 0 {
            writeln!(f, "other = \"\"  # what is none of the levels is no answer")?;
        }
        let item_ids = clashing(&labels, "item");
        match self.pattern(rating).filter(|_| item_ids.iter().all(Option::is_none)) {
            Some(pattern) => writeln!(f, "columns = {}", quoted(&pattern)),
            None => {
                writeln!(f, "items = [")?;
                for ((column, label), id) in rating.items.iter().zip(item_ids) {
                    let id = id.map_or(String::new(), |id| format!("id = {}, ", quoted(&id)));
                    writeln!(f, "  {{ label = {}, {id}column = {} }},", quoted(label), self.draft.address(*column))?;
                }
                writeln!(f, "]")
            }
        }
    }

    /// That a question leads, and who was asked.
    fn lead(&self, f: &mut Page, text: &str, column: Option<usize>) -> fmt::Result {
        if self.leads {
            writeln!(f, "lead = true  # the page opens with it: it asks what people need")?;
        }
        let Some((designed, question)) =
            self.draft.form.as_ref().and_then(|form| Some((form, form.question_of(column?)?)))
        else {
            return Ok(());
        };
        let Some(condition) = &designed.form.questions[question].asked_if else { return Ok(()) };
        match self.asked(designed, condition) {
            Some(filters) => filters.iter().try_for_each(|(key, filter)| {
                writeln!(f, "{key} = {}  # by the form: {}", quoted(filter), line(&condition.told()))
            }),
            None => f.check(
                text,
                &format!(
                    "the form asks it only where: {}; write that as asked_of or asked_if, or everybody counts as asked",
                    condition.told()
                ),
            ),
        }
    }

    /// `asked_of` and `asked_if` of a condition; none where it is more than they can say.
    fn asked(&self, designed: &Designed, condition: &Condition) -> Option<Vec<(&'static str, String)>> {
        let Condition::All(clauses) = condition else { return None };
        let mut filters: [(&'static str, Vec<String>); 2] = [("asked_of", Vec::new()), ("asked_if", Vec::new())];
        let mut named = BTreeSet::new();
        for clause in clauses {
            let question = designed.form.questions.iter().position(|question| question.code == clause.question)?;
            let is_consent = |part: &Part| matches!(part, Part::Consent { column, .. } if designed.question_of(*column) == Some(question));
            // Who did not consent is left out anyway.
            if self.draft.parts.iter().any(is_consent) && !clause.but {
                continue;
            }
            let known = self.written.iter().find(|written| written.question == question)?;
            let ids: Vec<&str> =
                clause.options.iter().map(|code| known.ids.get(code).map(String::as_str)).collect::<Option<_>>()?;
            if known.is_dimension && !named.insert(&known.id) {
                return None;
            }
            let not = if clause.but { "-" } else { "" };
            filters[usize::from(!known.is_dimension)].1.push(format!("{}={not}{}", known.id, ids.join("~")));
        }
        let filters = filters.into_iter().filter(|(_, parts)| !parts.is_empty());
        Some(filters.map(|(key, parts)| (key, parts.join("&"))).collect())
    }

    /// Keeps what conditions may name of an entry.
    fn remember(&mut self, column: Option<usize>, id: &str, is_dimension: bool, labels: &[&str], noun: &str) {
        let place = self.draft.form.as_ref().and_then(|form| Some((form, form.question_of(column?)?)));
        let Some((designed, question)) = place else { return };
        let own = clashing(labels, noun);
        let ids = designed.form.questions[question].options.iter().filter_map(|option| {
            let label = option.labels.first().filter(|label| !label.is_empty()).unwrap_or(&option.code);
            let at = labels.iter().position(|known| form(known) == form(label))?;
            Some((option.code.clone(), own[at].clone().unwrap_or_else(|| id::from_label(labels[at]))))
        });
        self.written.push(Written { question, id: id.to_owned(), is_dimension, ids: ids.collect() });
    }

    fn ranking(&mut self, f: &mut Page, ranking: &Ranking) -> fmt::Result {
        let Ranking { source, items, .. } = ranking;
        writeln!(f, "\n# Ranking: {} options in order of preference.", items.len())?;
        let labels: Vec<&str> = items.iter().map(String::as_str).collect();
        let text = ranking.text.clone().unwrap_or_else(|| {
            let first = labels.iter().take(3).copied().collect::<Vec<_>>().join(", ");
            if labels.len() > 3 { format!("{first}, ...") } else { first }
        });
        f.checks(&text, &ranking.doubts)?;
        writeln!(f, "[[question]]\nid = {}\nkind = \"ranking\"", quoted(&self.ids.of_text(&text)))?;
        let todo =
            if ranking.text.is_none() { "  # TO DO: as it was asked; the file has the options only" } else { "" };
        writeln!(f, "text = {}{todo}", quoted(&text))?;
        self.lead(f, &text, ranking.columns().first().copied())?;
        match source {
            Ranked::InOrder(column, separator) => {
                writeln!(f, "column = {}\nseparator = {}", self.draft.address(*column), quoted(separator))?
            }
            Ranked::Places(columns) => {
                let places: Vec<String> = columns.iter().map(|&column| self.draft.address(column)).collect();
                writeln!(f, "places = [{}]", places.join(", "))?
            }
            Ranked::Items(_) => {}
        }
        writeln!(f, "items = [")?;
        for (i, (label, id)) in labels.iter().zip(clashing(&labels, "item")).enumerate() {
            let id = id.map(|id| format!("id = {}", quoted(&id)));
            let answers = ranking.answers.get(*label).map(|answers| format!("answers = {}", list(answers)));
            let column = match source {
                Ranked::Items(columns) => Some(format!("column = {}", self.draft.address(columns[i]))),
                _ => None,
            };
            let more: Vec<String> = id.into_iter().chain(answers).chain(column).collect();
            match more.as_slice() {
                [] => writeln!(f, "  {},", quoted(label))?,
                more => writeln!(f, "  {{ label = {}, {} }},", quoted(label), more.join(", "))?,
            }
        }
        writeln!(f, "]")?;
        self.own_missing(f, &ranking.columns(), &ranking.missing, &labels)?;
        if ranking.aside > 0 {
            writeln!(f, "other = \"\"  # what is none of the items, or stands twice, is no answer")?;
        }
        Ok(())
    }

    fn nps(&mut self, f: &mut Page, column: usize, text: &str, nps: &Nps) -> fmt::Result {
        writeln!(f, "\n# Net Promoter Score: it asks for a recommendation, and the answers are numbers up to 10.")?;
        if nps.smallest > 0 {
            let doubt =
                "nobody answered 0: if the numbers began at 1, this is no Net Promoter Score, but kind = \"single\"";
            f.check(text, doubt)?;
        }
        if nps.others > 0 {
            f.check(text, &no_number(nps.others, " from 0 to 10"))?;
        }
        writeln!(f, "[[question]]\nid = {}\nkind = \"nps\"", quoted(&self.ids.of_text(text)))?;
        writeln!(f, "text = {}\ncolumn = {}", quoted(text), self.draft.address(column))?;
        self.lead(f, text, Some(column))?;
        self.own_missing(f, &[column], &[], &[])?;
        if !nps.recode.is_empty() {
            let of_group = |(cell, group): &(String, &str)| format!("{} = {}", quoted(cell), quoted(group));
            let each: Vec<String> = nps.recode.iter().map(of_group).collect();
            writeln!(f, "recode = {{ {} }}", each.join(", "))?;
        }
        if nps.others > 0 { writeln!(f, "other = \"\"") } else { Ok(()) }
    }

    fn number(&mut self, f: &mut Page, column: usize, text: &str, amounts: &Amounts) -> fmt::Result {
        writeln!(
            f,
            "\n# Numbers: they are published in bands, never themselves. Check the bounds; `least` and `most` close the ends."
        )?;
        if amounts.others > 0 {
            f.check(text, &no_number(amounts.others, ""))?;
        }
        writeln!(f, "[[question]]\nid = {}\nkind = \"number\"", quoted(&self.ids.of_text(text)))?;
        writeln!(f, "text = {}\ncolumn = {}", quoted(text), self.draft.address(column))?;
        writeln!(f, "bands = {}", bands(&amounts.bounds))?;
        self.lead(f, text, Some(column))?;
        self.own_missing(f, &[column], &[], &[])?;
        if amounts.others > 0 { writeln!(f, "other = \"\"") } else { Ok(()) }
    }

    /// `Question [*]`, if that names the rating's columns and no others.
    fn pattern(&self, rating: &Rating) -> Option<String> {
        let question = rating.text.as_ref().filter(|text| !text.contains('*'))?;
        let (before, after) = (format!("{question} ["), "]");
        let columns = &self.draft.columns;
        let is_like =
            |column: &Column| column.name.strip_prefix(before.trim()).is_some_and(|rest| rest.ends_with(after));
        let like: Vec<usize> = (0..columns.len()).filter(|&c| is_like(&columns[c])).collect();
        let own: Vec<usize> = rating.items.iter().map(|(column, _)| *column).collect();
        (like == own).then(|| format!("{before}*{after}"))
    }
}

/// A list of options, each with its own id and answers where its label does not tell them.
fn entries(
    f: &mut Page,
    key: &str,
    labels: &[&str],
    noun: &str,
    answers: &BTreeMap<String, Vec<String>>,
) -> fmt::Result {
    writeln!(f, "{key} = [")?;
    for (label, id) in labels.iter().zip(clashing(labels, noun)) {
        let id = id.map(|id| format!("id = {}", quoted(&id)));
        let answers = answers.get(*label).map(|answers| format!("answers = {}", list(answers)));
        match id.into_iter().chain(answers).collect::<Vec<_>>().as_slice() {
            [] => writeln!(f, "  {},", quoted(label))?,
            more => writeln!(f, "  {{ label = {}, {} }},", quoted(label), more.join(", "))?,
        }
    }
    writeln!(f, "]")
}

/// The labels of a choice, the strongest first where they have an order.
fn in_order(choice: &Choice) -> Vec<&str> {
    let order: Vec<usize> = match &choice.scale {
        Some(scale) => scale.order.clone(),
        None => (0..choice.list.options.len()).collect(),
    };
    order.iter().map(|&i| choice.list.options[i].0.as_str()).collect()
}

/// The columns of the options of a choice, but for boxes.
fn columns_of_choice(choice: &Choice) -> Vec<usize> {
    match &choice.source {
        Source::Columns(options) => options.iter().filter(|o| !o.any_text).map(|o| o.column).collect(),
        _ => choice.columns(),
    }
}

fn no_number(answers: u64, which: &str) -> String {
    match answers {
        1 => format!("1 answer is no number{which}: it counts as no answer"),
        answers => format!("{answers} answers are no numbers{which}: they count as no answer"),
    }
}

/// What only the author knows of a bias dimension.
fn leans(f: &mut Page, topic: &Topic) -> fmt::Result {
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
        // Words of the file for how many were asked and how many answered.
        "item" | "choice" if ["asked", "answered"].contains(&id::from_label(label).as_str()) => String::new(),
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
