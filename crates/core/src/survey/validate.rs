//! Validates a results file and turns it into a `Survey`; findings name path, value and remedy.

use super::file::{
    Bias, Dimension, Entry, NEWEST_PROFILE_VERSION, PROFILE, PROFILE_VERSION, Question, Resource, ResultsFile, Role,
};
use super::{Label, Layout, Survey, Table, consistent::consistent, id};
use std::{collections::BTreeSet, fmt};

/// At most this many findings are kept.
pub(super) const MOST_FINDINGS: usize = 100;
/// Category sets are the bits of a `u64`.
const MOST_CATEGORIES: usize = 64;

/// Why a results file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    #[error("line {line}, column {column}: {problem}")]
    Json { line: usize, column: usize, problem: String },
    /// The structure or the content is invalid; never empty.
    #[error("{}", list(.0))]
    Invalid(Vec<Finding>),
}

impl SurveyError {
    pub(super) fn from_json(error: &serde_json::Error) -> SurveyError {
        let (line, column) = (error.line(), error.column());
        let problem = error.to_string();
        // serde_json appends line and column, which have their own fields here.
        let problem = problem.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&problem).to_owned();
        SurveyError::Json { line, column, problem }
    }
}

/// One violation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Path in the file: `dimensions[1].categories[3].id`.
    pub path: String,
    /// The value found, the value expected, and the remedy.
    pub problem: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

/// The findings so far.
#[derive(Default)]
pub(super) struct Findings(pub Vec<Finding>);

impl Findings {
    #[inline(never)]
    pub fn add(&mut self, path: &dyn fmt::Display, problem: fmt::Arguments) {
        if self.0.len() < MOST_FINDINGS {
            self.0.push(Finding { path: path.to_string(), problem: problem.to_string() });
        }
    }
}

fn list(findings: &[Finding]) -> String {
    findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}

/// Validates `file` and turns its resources into tables.
pub(super) fn validate(mut file: ResultsFile, fingerprint: String) -> Result<Survey, SurveyError> {
    let mut check = Check::default();
    check.profile(&file);
    check.dimensions(&file.dimensions);
    check.questions(&file.questions);
    check.views(&file);
    if !check.findings.0.is_empty() {
        // Tables can only be read if dimensions and questions are valid.
        return Err(SurveyError::Invalid(check.findings.0));
    }
    let layout = Layout::of(&file.questions);
    let names: Vec<String> = file.questions.iter().flat_map(Layout::names).collect();
    let mut tables: Vec<Table> = Vec::new();
    for (i, resource) in std::mem::take(&mut file.resources).into_iter().enumerate() {
        let path = format!("resources[{i}]");
        let Some(table) = check.table(&path, resource, &file, &layout, &names) else { continue };
        check.classes(&path, &table, &file, &layout);
        tables.push(table);
    }
    if check.findings.0.is_empty() {
        check.complete(&file, &layout, &tables);
    }
    if !check.findings.0.is_empty() {
        return Err(SurveyError::Invalid(check.findings.0));
    }
    let field = file.dimensions.iter().position(Dimension::is_field).expect("checked: one dimension is the field");
    Ok(Survey { about: file, layout, tables, field, fingerprint })
}

#[derive(Default)]
struct Check {
    findings: Findings,
}

impl Check {
    fn found(&mut self, path: &dyn fmt::Display, problem: fmt::Arguments) {
        self.findings.add(path, problem);
    }

    fn profile(&mut self, file: &ResultsFile) {
        if file.profile != PROFILE {
            self.found(
                &"profile",
                format_args!("\"{}\" is not \"{PROFILE}\": this is not a results file", file.profile),
            );
        }
        let major = |version: &str| version.split('.').next().unwrap_or_default().to_owned();
        if major(&file.profile_version) != major(PROFILE_VERSION) {
            let problem = format_args!(
                "\"{}\" cannot be read by this program, which reads {PROFILE_VERSION} to {NEWEST_PROFILE_VERSION}; use a program of the file's version",
                file.profile_version
            );
            self.found(&"profile_version", problem);
        }
        if let Some(period) = &file.collected {
            for (end, month) in [("from", &period.from), ("to", &period.to)] {
                if !is_month(month) {
                    self.found(
                        &format_args!("collected.{end}"),
                        format_args!("\"{month}\" is not a month; write it as 2021-04"),
                    );
                }
            }
        }
        let r = &file.respondents;
        if !(r.published <= r.consented && r.consented <= r.received) {
            let problem = format_args!(
                "{} published, {} consented, {} received: each must be at most the next",
                r.published, r.consented, r.received
            );
            self.found(&"respondents", problem);
        }
        let left_out = r.left_out.iter().fold(0_u32, |sum, rule| sum.saturating_add(rule.n));
        if !r.left_out.is_empty() && r.received.saturating_sub(left_out) < r.consented {
            let problem = format_args!(
                "{} of {} received were left out, but {} consented: they must be among the others",
                left_out, r.received, r.consented
            );
            self.found(&"respondents.left_out", problem);
        }
        if file.privacy.k == 0 {
            self.found(&"privacy.k", format_args!("0 is not a class size; use 1 for data that are public already"));
        }
    }

    /// Ids of one list: well-formed and no two alike.
    fn ids<'a>(&mut self, path: &str, ids: impl Iterator<Item = (&'a str, &'a str)>) {
        let mut seen = BTreeSet::new();
        for (i, (id, label)) in ids.enumerate() {
            let path = format!("{path}[{i}].id");
            if !id::is_id(id) {
                let near = match id::from_label(id) {
                    near if near.is_empty() => id::from_label(label),
                    near => near,
                };
                let hint = if near.is_empty() { String::new() } else { format!("; did you mean \"{near}\"?") };
                self.found(&path, format_args!("\"{id}\" is not an id (use a-z, 0-9, -){hint}"));
            } else if !seen.insert(id) {
                self.found(&path, format_args!("\"{id}\" stands twice in this list; give one of them another id"));
            }
        }
    }

    /// References to ids of a list.
    fn refers<'a>(&mut self, path: &str, to: &str, ids: &[&str], refs: impl Iterator<Item = &'a str>) {
        for id in refs {
            if !ids.contains(&id) {
                self.found(&path, format_args!("\"{id}\" is not a {to}; use one of: {}", ids.join(", ")));
            }
        }
    }

    fn dimensions(&mut self, dimensions: &[Dimension]) {
        self.ids("dimensions", dimensions.iter().map(|d| (d.id.as_str(), d.label.as_str())));
        let fields = dimensions.iter().filter(|d| d.role == Role::Field).count();
        if fields != 1 {
            self.found(
                &"dimensions",
                format_args!("{fields} dimensions have the role \"field\"; exactly one must have it"),
            );
        }
        for (i, dimension) in dimensions.iter().enumerate() {
            let path = format!("dimensions[{i}]");
            if id::is_reserved(&dimension.id) {
                let problem = format_args!(
                    "\"{0}\" is a word of the query string; use another id, such as \"{0}-group\"",
                    dimension.id
                );
                self.found(&format_args!("{path}.id"), problem);
            }
            let categories = &dimension.categories;
            if categories.is_empty() || categories.len() > MOST_CATEGORIES {
                let problem = format_args!(
                    "{} categories; a dimension has 1 to {MOST_CATEGORIES}: merge rare ones into \"other\"",
                    categories.len()
                );
                self.found(&format_args!("{path}.categories"), problem);
            }
            self.ids(&format!("{path}.categories"), categories.iter().map(|c| (c.id.as_str(), c.label.as_str())));
            if let Some(bias) = &dimension.bias {
                self.bias(&format!("{path}.bias"), bias, dimension);
            }
        }
    }

    fn bias(&mut self, path: &str, bias: &Bias, dimension: &Dimension) {
        let ids: Vec<&str> = dimension.categories.iter().map(|c| c.id.as_str()).collect();
        self.refers(&format!("{path}.over"), "category", &ids, bias.over.iter().map(String::as_str));
        self.refers(&format!("{path}.under"), "category", &ids, bias.under.iter().map(String::as_str));
        self.refers(&format!("{path}.targets"), "category", &ids, bias.targets.keys().map(String::as_str));
        let sum: f64 = bias.targets.values().sum();
        if bias.targets.values().any(|share| !(0.0..=1.0).contains(share)) || sum > 1.0 + 1e-9 {
            self.found(
                &format_args!("{path}.targets"),
                format_args!("targets are shares from 0 to 1 that add up to at most 1"),
            );
        }
    }

    fn questions(&mut self, questions: &[Question]) {
        if questions.is_empty() {
            self.found(&"questions", format_args!("the file has no question; declare at least one in the codebook"));
        }
        self.ids("questions", questions.iter().map(|q| (q.id.as_str(), q.text.as_str())));
        if questions.iter().filter(|question| question.lead).count() > 1 {
            self.found(&"questions", format_args!("several have `lead`; a page opens with one question"));
        }
        for (i, question) in questions.iter().enumerate() {
            let path = format!("questions[{i}]");
            let themes: Vec<&str> = question.themes().iter().map(|t| t.id.as_str()).collect();
            self.ids(&format!("{path}.choices"), question.choices().iter().map(|c| (c.id.as_str(), c.label.as_str())));
            self.ids(&format!("{path}.themes"), question.themes().iter().map(|t| (t.id.as_str(), t.label.as_str())));
            self.ids(&format!("{path}.items"), question.items().iter().map(|t| (t.id.as_str(), t.label.as_str())));
            self.ids(&format!("{path}.levels"), question.levels().iter().map(|l| (l.id.as_str(), l.label.as_str())));
            for (c, choice) in question.choices().iter().enumerate() {
                self.refers(
                    &format!("{path}.choices[{c}].themes"),
                    "theme",
                    &themes,
                    choice.themes.iter().map(String::as_str),
                );
            }
            self.ids(&format!("{path}.nets"), question.nets().iter().map(|n| (n.id.as_str(), n.label.as_str())));
            let levels: Vec<&str> = question.levels().iter().map(|level| level.id.as_str()).collect();
            for (n, net) in question.nets().iter().enumerate() {
                let path = format!("{path}.nets[{n}]");
                self.refers(&format!("{path}.levels"), "level", &levels, net.levels.iter().map(String::as_str));
                if levels.contains(&net.id.as_str()) {
                    self.found(&format_args!("{path}.id"), format_args!("\"{}\" is a level; use another id", net.id));
                }
                let mut places: Vec<usize> =
                    net.levels.iter().filter_map(|id| levels.iter().position(|level| level == id)).collect();
                places.sort_unstable();
                if places.len() < 2 || places.windows(2).any(|pair| pair[1] != pair[0] + 1) {
                    self.found(&path, format_args!("a net is of two or more levels that stand beside each other"));
                }
            }
            if question.items().iter().any(|item| item.id == "theme") {
                self.found(
                    &format_args!("{path}.items"),
                    format_args!("\"theme\" is a word of the table's header; use another id"),
                );
            }
        }
    }

    fn views(&mut self, file: &ResultsFile) {
        self.ids("views", file.views.iter().map(|v| (v.id.as_str(), v.label.as_str())));
    }

    /// Reads a table by column; none if its structure is invalid, which has then been reported.
    fn table(
        &mut self,
        path: &str,
        resource: Resource,
        file: &ResultsFile,
        layout: &Layout,
        names: &[String],
    ) -> Option<Table> {
        let before = self.findings.0.len();
        let mut rows = resource.data.into_iter();
        let Some(header) = rows.next() else {
            self.found(
                &format_args!("{path}.data"),
                format_args!("no header row; a table starts with the names of its columns"),
            );
            return None;
        };
        let mut places = Vec::new();
        for (c, entry) in header.into_iter().enumerate() {
            let place = match entry {
                Entry::Name(name) if name == "n" => Some(Place::N),
                Entry::Name(name) => match file.dimensions.iter().position(|d| d.id == name) {
                    Some(d) => Some(Place::Dimension(d)),
                    // A column that no question declares belongs to another tool.
                    None => Some(names.iter().position(|n| *n == name).map_or(Place::Extra, Place::Count)),
                },
                _ => None,
            };
            match place {
                Some(place) if place != Place::Extra && places.contains(&place) => {
                    self.found(&format_args!("{path}.data[0][{c}]"), format_args!("this column stands twice"));
                }
                Some(place) => places.push(place),
                None => self.found(
                    &format_args!("{path}.data[0][{c}]"),
                    format_args!("not a column name; the first row holds names only"),
                ),
            }
        }
        let missing = |place: Place| !places.contains(&place);
        let own = if missing(Place::N) { own_question(layout, &|column| !missing(Place::Count(column))) } else { None };
        if missing(Place::N) && own.is_none() {
            self.found(&format_args!("{path}.data[0]"), format_args!("no column \"n\" (respondents of the class)"));
        }
        for (q, columns) in layout.questions.iter().enumerate() {
            let answers = columns.answers();
            // A common table may have `asked` alone if the question has its own tables.
            let left_out =
                if own.is_some() { own != Some(q) } else { answers.clone().all(|c| missing(Place::Count(c))) };
            let needed = if left_out { 0..0 } else { answers };
            let asked = if own.is_none() { columns.asked..columns.asked + 1 } else { 0..0 };
            for column in asked.chain(needed).filter(|&c| missing(Place::Count(c))) {
                self.found(
                    &format_args!("{path}.data[0]"),
                    format_args!("no column \"{}\", which a question declares", names[column]),
                );
            }
        }
        if self.findings.0.len() > before {
            return None;
        }
        let dimensions: Vec<usize> =
            places.iter().filter_map(|p| if let Place::Dimension(d) = p { Some(*d) } else { None }).collect();
        let mut table = Table {
            name: resource.name,
            own,
            labels: vec![Vec::new(); dimensions.len()],
            dimensions,
            n: Vec::new(),
            counts: vec![Vec::new(); names.len()],
        };
        for (r, row) in rows.enumerate() {
            let r = r + 1;
            if row.len() != places.len() {
                let problem = format_args!("{} entries under {} columns", row.len(), places.len());
                self.found(&format_args!("{path}.data[{r}]"), problem);
                continue;
            }
            let mut place_of_dimension = 0;
            for (c, (entry, place)) in row.into_iter().zip(&places).enumerate() {
                let result = match (place, entry) {
                    (Place::N, Entry::Count(count)) => {
                        table.n.push(count);
                        Ok(())
                    }
                    (Place::Count(i), Entry::Count(count)) => {
                        table.counts[*i].push(count);
                        Ok(())
                    }
                    (Place::Dimension(d), entry) => label(entry, &file.dimensions[*d]).map(|label| {
                        table.labels[place_of_dimension].push(label);
                        place_of_dimension += 1;
                    }),
                    (Place::Extra, _) => Ok(()),
                    _ => Err("not a count; a whole number of respondents belongs here".to_owned()),
                };
                if let Err(problem) = result {
                    self.found(&format_args!("{path}.data[{r}][{c}]"), format_args!("{problem}"));
                }
            }
        }
        if let Some(columns) = own.map(|q| &layout.questions[q]) {
            table.n = table.counts[columns.answered].clone();
            table.counts[columns.asked] = table.n.clone();
        }
        (self.findings.0.len() == before).then_some(table)
    }

    /// At least one table is common, and each question has a table with its answers.
    fn complete(&mut self, file: &ResultsFile, layout: &Layout, tables: &[Table]) {
        if !tables.iter().any(|table| table.own.is_none()) {
            let problem = format_args!("the file has no class table of everybody; run `needs-by-field prepare` again");
            self.found(&"resources", problem);
            return;
        }
        for (question, columns) in file.questions.iter().zip(&layout.questions) {
            if !tables.iter().any(|table| table.has(columns)) {
                let id = &question.id;
                self.found(
                    &"resources",
                    format_args!("no table has the answers to \"{id}\" (column \"{id}.answered\")"),
                );
            }
        }
    }

    /// Checks the counts of each class against each other.
    fn classes(&mut self, path: &str, table: &Table, file: &ResultsFile, layout: &Layout) {
        let mut total = 0_u64;
        for class in 0..table.len() {
            let row = format!("{path}.data[{}]", class + 1);
            let n = table.n[class];
            total += u64::from(n);
            if n < file.privacy.k {
                let problem = format_args!(
                    "a class of {n} is below the declared k = {}; run `needs-by-field prepare` again",
                    file.privacy.k
                );
                self.found(&row, problem);
            }
            for (q, (question, columns)) in file.questions.iter().zip(&layout.questions).enumerate() {
                if table.own.is_some_and(|own| own != q) {
                    continue;
                }
                let at = |column: usize| table.counts[column][class];
                if table.has(columns) {
                    consistent(question, columns, n, &at, &mut |problem| self.found(&row, problem));
                } else if at(columns.asked) > n {
                    let (id, asked) = (&question.id, at(columns.asked));
                    self.found(&row, format_args!("{id}.asked is {asked}, more than the {n} of the class"));
                }
            }
        }
        let published = u64::from(file.respondents.published);
        if table.own.is_some() && total > published {
            self.found(&path, format_args!("{total} people answered, more than the {published} published"));
        }
        if table.own.is_none() && total != published {
            let problem =
                format_args!("the classes hold {total} respondents, not the {} published", file.respondents.published);
            self.found(&path, problem);
        }
        if let Some(&smallest) = table.n.iter().min()
            && smallest < file.privacy.smallest_class
        {
            let problem =
                format_args!("{} is declared, but a class of {path} has {smallest}", file.privacy.smallest_class);
            self.found(&"privacy.smallest_class", problem);
        }
    }
}

/// The question whose own table has these columns: all columns of its answers and no others.
fn own_question(layout: &Layout, has: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut own = (0..layout.questions.len()).filter(|&q| has(layout.questions[q].answered));
    let question = own.next()?;
    let answers = layout.questions[question].answers();
    let alone = (0..layout.width).all(|column| !has(column) || answers.contains(&column));
    (alone && own.next().is_none()).then_some(question)
}

/// The content of a table's column.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Dimension(usize),
    N,
    Count(usize),
    Extra,
}

fn label(entry: Entry, dimension: &Dimension) -> Result<Label, String> {
    let (codes, known) = match entry {
        Entry::Among(codes) => (codes, false),
        Entry::Known(codes) => (codes, true),
        Entry::Name(_) | Entry::Count(_) => {
            return Err(format!("not a label of \"{}\"; write a list of category codes, such as [0]", dimension.id));
        }
    };
    let mut set = 0_u64;
    for &code in &codes {
        if code as usize >= dimension.categories.len() {
            let most = dimension.categories.len() - 1;
            return Err(format!("{code} is not a category of \"{}\"; codes go from 0 to {most}", dimension.id));
        }
        set |= 1 << code;
    }
    if set.count_ones() as usize != codes.len() || codes.is_empty() {
        return Err(format!("a label of \"{}\" names each category once, and at least one", dimension.id));
    }
    if known && codes.len() > 1 && !dimension.multiple {
        let problem = format!("\"{}\" is not `multiple`: nobody is in several of its categories", dimension.id);
        return Err(problem);
    }
    Ok(if known { Label::all_of(set) } else { Label::among(set) })
}

fn is_month(text: &str) -> bool {
    matches!(text.split_once('-'), Some((year, month))
        if year.len() == 4 && month.len() == 2
            && year.bytes().all(|b| b.is_ascii_digit())
            && month.parse().is_ok_and(|m: u8| (1..=12).contains(&m)))
}

#[cfg(test)]
mod tests;
