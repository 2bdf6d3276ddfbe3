//! What a results file declares: its profile, numbers of respondents, dimensions, questions and views.

use super::Check;
use crate::survey::{
    file::{Bias, Dimension, NEWEST_PROFILE_VERSION, PROFILE, PROFILE_VERSION, Question, ResultsFile, Role},
    id,
};
use std::collections::BTreeSet;

/// Category sets are the bits of a `u64`.
const MOST_CATEGORIES: usize = 64;

impl Check {
    pub fn descriptor(&mut self, file: &ResultsFile) {
        self.profile(file);
        self.dimensions(&file.dimensions);
        self.questions(&file.questions);
        self.ids("views", file.views.iter().map(|v| (v.id.as_str(), v.label.as_str())));
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
}

fn is_month(text: &str) -> bool {
    matches!(text.split_once('-'), Some((year, month))
        if year.len() == 4 && month.len() == 2
            && year.bytes().all(|b| b.is_ascii_digit())
            && month.parse().is_ok_and(|m: u8| (1..=12).contains(&m)))
}
