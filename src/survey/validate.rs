//! From a results file to a `Survey`: everything that must hold, told with path, value and remedy.

use super::file::{Bias, Dimension, Entry, Kind, PROFILE, PROFILE_VERSION, Question, Resource, ResultsFile, Role};
use super::{Label, Layout, Survey, Table, id};
use std::{collections::BTreeSet, fmt};

/// At most so many findings are kept: a file with more is wrong as a whole.
const MOST_FINDINGS: usize = 100;
/// Category sets are bits of a `u64`.
const MOST_CATEGORIES: usize = 64;

/// Why a results file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    /// Not JSON, or not of the form of a results file. `path` names the property where the command reads
    /// it, and is empty in the page, which leaves the bytes of that out.
    #[error("line {line}, column {column}{}{path}: {problem}", if path.is_empty() { "" } else { ", " })]
    Json { line: usize, column: usize, path: String, problem: String },
    /// Of the right form, but something in it does not hold; never empty.
    #[error("{}", list(.0))]
    Invalid(Vec<Finding>),
}

impl SurveyError {
    fn from_json(path: String, error: &serde_json::Error) -> SurveyError {
        let text = error.to_string();
        // serde_json appends the place, which is told apart here.
        let problem = text.rsplit_once(" at line ").map_or(text.as_str(), |(problem, _)| problem).to_owned();
        let path = if path == "." { String::new() } else { path };
        SurveyError::Json { line: error.line(), column: error.column(), path, problem }
    }
}

/// Reads the form of a results file, not yet what must hold in it.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn deserialize(bytes: &[u8]) -> Result<ResultsFile, SurveyError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let file = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| SurveyError::from_json(error.path().to_string(), error.inner()))?;
    json.end().map_err(|error| SurveyError::from_json(String::new(), &error))?;
    Ok(file)
}

#[cfg(target_arch = "wasm32")]
pub(super) fn deserialize(bytes: &[u8]) -> Result<ResultsFile, SurveyError> {
    serde_json::from_slice(bytes).map_err(|error| SurveyError::from_json(String::new(), &error))
}

/// One thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: `dimensions[1].categories[3].id`.
    pub path: String,
    /// What is there, what should be, what to do.
    pub problem: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

fn list(findings: &[Finding]) -> String {
    findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}

/// Checks `file` and turns its resources into tables.
pub(super) fn validate(mut file: ResultsFile, fingerprint: String) -> Result<Survey, SurveyError> {
    let mut check = Check::default();
    check.profile(&file);
    check.dimensions(&file.dimensions);
    check.questions(&file.questions);
    check.views(&file);
    if !check.findings.is_empty() {
        // The tables can only be read against sound dimensions and questions.
        return Err(SurveyError::Invalid(check.findings));
    }
    let layout = Layout::of(&file.questions);
    let names: Vec<String> = file.questions.iter().flat_map(Layout::names).collect();
    if file.resources.is_empty() {
        check.found("resources", "the file has no class table; run `needs-by-field prepare` again");
    }
    let mut tables = Vec::new();
    for (i, resource) in std::mem::take(&mut file.resources).into_iter().enumerate() {
        let path = format!("resources[{i}]");
        let Some(table) = check.table(&path, resource, &file, &names) else { continue };
        check.classes(&path, &table, &file, &layout);
        tables.push(table);
    }
    if !check.findings.is_empty() {
        return Err(SurveyError::Invalid(check.findings));
    }
    let field = file.dimensions.iter().position(Dimension::is_field).expect("checked: one dimension is the field");
    Ok(Survey { about: file, layout, tables, field, fingerprint })
}

#[derive(Default)]
struct Check {
    findings: Vec<Finding>,
}

impl Check {
    fn found(&mut self, path: impl Into<String>, problem: impl Into<String>) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Finding { path: path.into(), problem: problem.into() });
        }
    }

    fn profile(&mut self, file: &ResultsFile) {
        if file.profile != PROFILE {
            self.found("profile", format!("\"{}\" is not \"{PROFILE}\": this is not a results file", file.profile));
        }
        let major = |version: &str| version.split('.').next().unwrap_or_default().to_owned();
        if major(&file.profile_version) != major(PROFILE_VERSION) {
            let problem = format!(
                "\"{}\" cannot be read by this program, which reads {PROFILE_VERSION}; use a program of the file's version",
                file.profile_version
            );
            self.found("profile_version", problem);
        }
        if let Some(period) = &file.collected {
            for (end, month) in [("from", &period.from), ("to", &period.to)] {
                if !is_month(month) {
                    self.found(format!("collected.{end}"), format!("\"{month}\" is not a month; write it as 2021-04"));
                }
            }
        }
        let r = &file.respondents;
        if !(r.published <= r.consented && r.consented <= r.received) {
            let problem = format!(
                "{} published, {} consented, {} received: each must be at most the next",
                r.published, r.consented, r.received
            );
            self.found("respondents", problem);
        }
        if file.privacy.k == 0 {
            self.found("privacy.k", "0 is not a class size; use 1 for data that are public already");
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
                self.found(&path, format!("\"{id}\" is not an id (use a-z, 0-9, -){hint}"));
            } else if !seen.insert(id) {
                self.found(&path, format!("\"{id}\" stands twice in this list; give one of them another id"));
            }
        }
    }

    /// References to ids of a list.
    fn refers<'a>(&mut self, path: &str, to: &str, ids: &[&str], refs: impl Iterator<Item = &'a str>) {
        for id in refs {
            if !ids.contains(&id) {
                self.found(path, format!("\"{id}\" is not a {to}; use one of: {}", ids.join(", ")));
            }
        }
    }

    fn dimensions(&mut self, dimensions: &[Dimension]) {
        self.ids("dimensions", dimensions.iter().map(|d| (d.id.as_str(), d.label.as_str())));
        let fields = dimensions.iter().filter(|d| d.role == Role::Field).count();
        if fields != 1 {
            self.found("dimensions", format!("{fields} dimensions have the role \"field\"; exactly one must have it"));
        }
        for (i, dimension) in dimensions.iter().enumerate() {
            let path = format!("dimensions[{i}]");
            if id::is_reserved(&dimension.id) {
                let problem = format!(
                    "\"{0}\" is a word of the query string; use another id, such as \"{0}-group\"",
                    dimension.id
                );
                self.found(format!("{path}.id"), problem);
            }
            let categories = &dimension.categories;
            if categories.is_empty() || categories.len() > MOST_CATEGORIES {
                let problem = format!(
                    "{} categories; a dimension has 1 to {MOST_CATEGORIES}: merge rare ones into \"other\"",
                    categories.len()
                );
                self.found(format!("{path}.categories"), problem);
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
            self.found(format!("{path}.targets"), "targets are shares from 0 to 1 that add up to at most 1");
        }
    }

    fn questions(&mut self, questions: &[Question]) {
        if questions.is_empty() {
            self.found("questions", "the file has no question; declare at least one in the codebook");
        }
        self.ids("questions", questions.iter().map(|q| (q.id.as_str(), q.text.as_str())));
        for (i, question) in questions.iter().enumerate() {
            let path = format!("questions[{i}]");
            let themes: Vec<&str> = question.themes.iter().map(|t| t.id.as_str()).collect();
            self.ids(&format!("{path}.choices"), question.choices.iter().map(|c| (c.id.as_str(), c.label.as_str())));
            self.ids(&format!("{path}.themes"), question.themes.iter().map(|t| (t.id.as_str(), t.label.as_str())));
            self.ids(&format!("{path}.items"), question.items.iter().map(|t| (t.id.as_str(), t.label.as_str())));
            self.ids(&format!("{path}.levels"), question.levels.iter().map(|l| (l.id.as_str(), l.label.as_str())));
            for (c, choice) in question.choices.iter().enumerate() {
                self.refers(
                    &format!("{path}.choices[{c}].themes"),
                    "theme",
                    &themes,
                    choice.themes.iter().map(String::as_str),
                );
            }
            let rating = question.kind == Kind::Rating;
            if rating != question.choices.is_empty()
                || rating == question.items.is_empty()
                || rating == question.levels.is_empty()
            {
                self.found(
                    &path,
                    "a \"rating\" has items and levels, a \"single\" or \"multiple\" question has choices, never both",
                );
            }
            if question.kind != Kind::Multiple && !question.themes.is_empty() {
                self.found(format!("{path}.themes"), "only a \"multiple\" question has themes");
            }
            if question.kind != Kind::Multiple && question.pairs {
                self.found(format!("{path}.pairs"), "only a \"multiple\" question has pairs");
            }
            if question.items.iter().any(|item| item.id == "theme") {
                self.found(format!("{path}.items"), "\"theme\" is a word of the table's header; use another id");
            }
        }
    }

    fn views(&mut self, file: &ResultsFile) {
        self.ids("views", file.views.iter().map(|v| (v.id.as_str(), v.label.as_str())));
    }

    /// Reads a table by column; none if its form is wrong (which has then been found).
    fn table(&mut self, path: &str, resource: Resource, file: &ResultsFile, names: &[String]) -> Option<Table> {
        let before = self.findings.len();
        let mut rows = resource.data.into_iter();
        let Some(header) = rows.next() else {
            self.found(format!("{path}.data"), "no header row; a table starts with the names of its columns");
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
                    self.found(format!("{path}.data[0][{c}]"), "this column stands twice");
                }
                Some(place) => places.push(place),
                None => self.found(format!("{path}.data[0][{c}]"), "not a column name; the first row holds names only"),
            }
        }
        let missing = |place: Place| !places.contains(&place);
        if missing(Place::N) {
            self.found(format!("{path}.data[0]"), "no column \"n\" (respondents of the class)");
        }
        for (i, name) in names.iter().enumerate() {
            if missing(Place::Count(i)) {
                self.found(format!("{path}.data[0]"), format!("no column \"{name}\", which a question declares"));
            }
        }
        if self.findings.len() > before {
            return None;
        }
        let dimensions: Vec<usize> =
            places.iter().filter_map(|p| if let Place::Dimension(d) = p { Some(*d) } else { None }).collect();
        let mut table = Table {
            name: resource.name,
            labels: vec![Vec::new(); dimensions.len()],
            dimensions,
            n: Vec::new(),
            counts: vec![Vec::new(); names.len()],
        };
        for (r, row) in rows.enumerate() {
            let r = r + 1;
            if row.len() != places.len() {
                let problem = format!("{} entries under {} columns", row.len(), places.len());
                self.found(format!("{path}.data[{r}]"), problem);
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
                    self.found(format!("{path}.data[{r}][{c}]"), problem);
                }
            }
        }
        (self.findings.len() == before).then_some(table)
    }

    /// What must hold between the counts of each class.
    fn classes(&mut self, path: &str, table: &Table, file: &ResultsFile, layout: &Layout) {
        let mut total = 0_u64;
        for class in 0..table.len() {
            let row = format!("{path}.data[{}]", class + 1);
            let n = table.n[class];
            total += u64::from(n);
            if n < file.privacy.k {
                let problem = format!(
                    "a class of {n} is below the declared k = {}; run `needs-by-field prepare` again",
                    file.privacy.k
                );
                self.found(&row, problem);
            }
            for (question, columns) in file.questions.iter().zip(&layout.questions) {
                let at = |column: usize| table.counts[column][class];
                let (asked, answered) = (at(columns.asked), at(columns.answered));
                let id = &question.id;
                if asked > n {
                    self.found(&row, format!("{id}.asked is {asked}, more than the {n} of the class"));
                }
                if answered > asked {
                    self.found(&row, format!("{id}.answered is {answered}, more than the {asked} asked"));
                }
                let choices = (0..question.choices.len()).map(|c| (&question.choices[c].id, at(columns.choice(c))));
                let themes = (0..question.themes.len()).map(|t| (&question.themes[t].id, at(columns.theme(t))));
                for (choice, chosen) in choices.clone().chain(themes) {
                    if chosen > answered {
                        self.found(&row, format!("{id}.{choice} is {chosen}, more than the {answered} who answered"));
                    }
                }
                let mut pairs = columns.pairs();
                for (i, (a, x)) in choices.clone().enumerate() {
                    for (b, y) in choices.clone().skip(i + 1) {
                        let Some(both) = pairs.next().map(at) else { break };
                        let (least, most) = (x.saturating_sub(answered.saturating_sub(y)), x.min(y));
                        if both < least || both > most {
                            let problem = format!(
                                "{id}.pair.{a}.{b} is {both}, which is not between {least} and {most}, as its choices say"
                            );
                            self.found(&row, problem);
                        }
                    }
                }
                let sum: u64 = choices.map(|(_, chosen)| u64::from(chosen)).sum();
                if question.kind == Kind::Single && sum != u64::from(answered) {
                    let problem = format!(
                        "the choices of {id} add up to {sum}, not to the {answered} who answered; everyone chose one"
                    );
                    self.found(&row, problem);
                }
                for (i, item) in question.items.iter().enumerate() {
                    let sum: u64 = (0..question.levels.len()).map(|l| u64::from(at(columns.level(i, l)))).sum();
                    if sum > u64::from(answered) {
                        let problem = format!(
                            "the levels of {id}.{} add up to {sum}, more than the {answered} who answered",
                            item.id
                        );
                        self.found(&row, problem);
                    }
                }
                for (t, theme) in question.themes.iter().enumerate() {
                    self.theme(&row, question, &theme.id, at(columns.theme(t)), &|c| at(columns.choice(c)));
                }
            }
        }
        if total != u64::from(file.respondents.published) {
            let problem =
                format!("the classes hold {total} respondents, not the {} published", file.respondents.published);
            self.found(path, problem);
        }
        if let Some(&smallest) = table.n.iter().min()
            && smallest < file.privacy.smallest_class
        {
            let problem = format!("{} is declared, but a class of {path} has {smallest}", file.privacy.smallest_class);
            self.found("privacy.smallest_class", problem);
        }
    }

    /// Who chose at least one choice of a theme: no fewer than chose its largest, no more than all together.
    fn theme(&mut self, row: &str, question: &Question, theme: &str, count: u32, chosen: &dyn Fn(usize) -> u32) {
        let members = question.choices.iter().enumerate().filter(|(_, c)| c.themes.iter().any(|t| t == theme));
        let counts: Vec<u32> = members.map(|(c, _)| chosen(c)).collect();
        let (largest, sum) =
            (counts.iter().max().copied().unwrap_or(0), counts.iter().map(|&c| u64::from(c)).sum::<u64>());
        if count < largest || u64::from(count) > sum {
            let problem = format!(
                "{}.theme.{theme} is {count}, which is not between {largest} and {sum}, as its choices say",
                question.id
            );
            self.found(row, problem);
        }
    }
}

/// What a column of a table holds.
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
mod tests {
    use crate::survey::Survey;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// What reading the example says after `change`.
    fn told(change: impl Fn(&mut Value)) -> String {
        let mut file: Value = serde_json::from_slice(include_bytes!("../../docs/example-results.json")).expect("JSON");
        change(&mut file);
        let bytes = serde_json::to_vec(&file).expect("JSON");
        Survey::read(&bytes).map_or_else(|e| e.to_string(), |_| "accepted".to_owned())
    }

    /// What reading the example says with another value at a JSON pointer.
    fn told_with(pointer: &str, value: Value) -> String {
        told(|file| *file.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value.clone())
    }

    #[test]
    fn the_example_and_properties_of_other_tools_are_accepted() {
        assert_eq!(told(|_| ()), "accepted");
        assert_eq!(told(|file| file["keywords"] = json!(["life science"])), "accepted");
        assert_eq!(told_with("/resources/0/type", json!("table")), "accepted");
    }

    #[test]
    fn every_finding_has_path_value_and_remedy() {
        let class = |column: usize, value: Value| told_with(&format!("/resources/0/data/1/{column}"), value);
        for (told, expected) in [
            (
                told_with("/dimensions/1/categories/0/id", json!("North America")),
                "dimensions[1].categories[0].id: \"North America\" is not an id (use a-z, 0-9, -); did you mean \"north-america\"?\n\
                 dimensions[1].bias.over: \"australia\" is not a category; use one of: North America, elsewhere\n\
                 dimensions[1].bias.targets: \"australia\" is not a category; use one of: North America, elsewhere",
            ),
            (
                told_with("/dimensions/2/id", json!("region")),
                "dimensions[2].id: \"region\" stands twice in this list; give one of them another id",
            ),
            (
                told_with("/dimensions/2/id", json!("chart")),
                "dimensions[2].id: \"chart\" is a word of the query string; use another id, such as \"chart-group\"",
            ),
            (
                told_with("/dimensions/1/role", json!("field")),
                "dimensions: 2 dimensions have the role \"field\"; exactly one must have it",
            ),
            (
                told_with("/dimensions/1/bias/targets/australia", json!(1.5)),
                "dimensions[1].bias.targets: targets are shares from 0 to 1 that add up to at most 1",
            ),
            (told_with("/profile", json!("x")), "profile: \"x\" is not \"needs-by-field\": this is not a results file"),
            (
                told_with("/profile_version", json!("2.0.0")),
                "profile_version: \"2.0.0\" cannot be read by this program, which reads 1.0.0; use a program of the file's version",
            ),
            (
                told_with("/collected/from", json!("2021-04-01")),
                "collected.from: \"2021-04-01\" is not a month; write it as 2021-04",
            ),
            (
                told_with("/respondents/consented", json!(7)),
                "respondents: 48 published, 7 consented, 51 received: each must be at most the next",
            ),
            (
                told_with("/privacy/k", json!(0)),
                "privacy.k: 0 is not a class size; use 1 for data that are public already",
            ),
            (
                told_with("/questions/0/choices/1/themes/0", json!("speed")),
                "questions[0].choices[1].themes: \"speed\" is not a theme; use one of: constrained, interoperability",
            ),
            (
                told_with("/questions/2/items", json!([])),
                "questions[2]: a \"rating\" has items and levels, a \"single\" or \"multiple\" question has choices, never both",
            ),
            (
                told_with("/questions/2/items/0/id", json!("theme")),
                "questions[2].items: \"theme\" is a word of the table's header; use another id",
            ),
            (
                told_with("/resources/0/data/0/3", json!("N")),
                "resources[0].data[0]: no column \"n\" (respondents of the class)",
            ),
            (
                told_with("/resources/0/data/0/6", json!("n")),
                "resources[0].data[0][6]: this column stands twice\n\
                 resources[0].data[0]: no column \"needs.docs\", which a question declares",
            ),
            (class(0, json!([3])), "resources[0].data[1][0]: 3 is not a category of \"field\"; codes go from 0 to 2"),
            (
                class(0, json!(0)),
                "resources[0].data[1][0]: not a label of \"field\"; write a list of category codes, such as [0]",
            ),
            (
                class(1, json!([1, 1])),
                "resources[0].data[1][1]: a label of \"region\" names each category once, and at least one",
            ),
            (
                class(1, json!({"known": [0, 1]})),
                "resources[0].data[1][1]: \"region\" is not `multiple`: nobody is in several of its categories",
            ),
            (class(6, json!("x")), "resources[0].data[1][6]: not a count; a whole number of respondents belongs here"),
            (class(6, json!(7)), "resources[0].data[1]: needs.docs is 7, more than the 6 who answered"),
            (class(5, json!(7)), "resources[0].data[1]: needs.answered is 7, more than the 6 asked"),
            (class(4, json!(7)), "resources[0].data[1]: needs.asked is 7, more than the 6 of the class"),
            (
                class(14, json!(4)),
                "resources[0].data[1]: the choices of often add up to 6, not to the 5 who answered; everyone chose one",
            ),
            (
                class(18, json!(3)),
                "resources[0].data[1]: the levels of features.gpus add up to 6, more than the 5 who answered",
            ),
            (
                class(10, json!(2)),
                "resources[0].data[1]: needs.theme.constrained is 2, which is not between 3 and 5, as its choices say",
            ),
            (class(3, json!(9)), "resources[0]: the classes hold 51 respondents, not the 48 published"),
            (
                told_with("/privacy/k", json!(6)),
                "resources[0].data[4]: a class of 5 is below the declared k = 6; run `needs-by-field prepare` again\n\
                 resources[0].data[5]: a class of 5 is below the declared k = 6; run `needs-by-field prepare` again\n\
                 resources[0].data[6]: a class of 5 is below the declared k = 6; run `needs-by-field prepare` again",
            ),
            (
                told_with("/privacy/smallest_class", json!(9)),
                "privacy.smallest_class: 9 is declared, but a class of resources[0] has 5",
            ),
            (told_with("/resources/0/data/2", json!([[0], 3])), "resources[0].data[2]: 2 entries under 24 columns"),
            (
                told_with("/resources", json!([])),
                "resources: the file has no class table; run `needs-by-field prepare` again",
            ),
        ] {
            assert_eq!(told, expected);
        }
    }

    /// What reading the example says with pairs of its needs (docs, gpu, memory, none), each as few as can be, but
    /// that of gpu and memory in the first class.
    fn told_with_pairs(both: u32) -> String {
        told(|file| {
            file["questions"][0]["pairs"] = json!(true);
            let rows = file["resources"][0]["data"].as_array_mut().expect("rows");
            let ids = ["docs", "gpu", "memory", "none"];
            for (r, row) in rows.iter_mut().enumerate() {
                let row = row.as_array_mut().expect("a row");
                for a in 0..4 {
                    for b in a + 1..4 {
                        let at = |column: usize| row[column].as_i64();
                        row.push(match (at(5), at(6 + a), at(6 + b)) {
                            (Some(_), ..) if (r, a, b) == (1, 1, 2) => json!(both),
                            (Some(answered), Some(x), Some(y)) => json!((x + y - answered).max(0)),
                            _ => json!(format!("needs.pair.{}.{}", ids[a], ids[b])),
                        });
                    }
                }
            }
        })
    }

    #[test]
    fn pairs_are_checked_against_their_choices() {
        // Of 6 who answered, 2 need GPU memory and 3 memory.
        assert_eq!(told_with_pairs(2), "accepted");
        let found =
            "resources[0].data[1]: needs.pair.gpu.memory is 3, which is not between 0 and 2, as its choices say";
        assert_eq!(told_with_pairs(3), found);
        let without = told(|file| file["questions"][0]["pairs"] = json!(true));
        assert!(without.contains("resources[0].data[0]: no column \"needs.pair.docs.gpu\", which a question declares"));
        let rating = told(|file| file["questions"][2]["pairs"] = json!(true));
        assert_eq!(rating, "questions[2].pairs: only a \"multiple\" question has pairs");
    }

    #[test]
    fn a_wrong_form_is_told_with_line_and_path() {
        let error = told_with("/dimensions/0/categories", json!("many"));
        assert!(error.contains("dimensions[0].categories: invalid type: string \"many\""), "{error}");
        let error = Survey::read(b"{\n  \"profile\": nonsense").unwrap_err().to_string();
        assert!(error.starts_with("line 2, column "), "{error}");
        let error = Survey::read(b"").unwrap_err().to_string();
        assert!(error.contains("EOF"), "{error}");
        let error = told_with("/resources/0/data/1/3", json!(-5));
        assert!(error.contains("resources[0].data[1][3]: "), "{error}");
    }

    #[test]
    fn a_file_of_single_people_is_accepted() {
        assert_eq!(
            told(|file| {
                file["privacy"]["k"] = json!(1);
                file["privacy"]["smallest_class"] = json!(1)
            }),
            "accepted"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(Survey::read(&bytes).is_err());
        }

        #[test]
        fn one_wrong_entry_anywhere_is_read_without_panic(row in 0..9_usize, column in 0..24_usize, pick in 0..6_usize, n: u32) {
            let value = [json!(n), json!([n]), json!({"known": [n % 3, 1]}), json!("n"), json!([]), json!(null)][pick].clone();
            told_with(&format!("/resources/0/data/{row}/{column}"), value);
        }
    }
}
