//! Texts that look like they point at a person.

use crate::{
    personal::{self, Personal},
    survey::{Finding, file::ResultsFile},
};

/// Labels come from answers, so none may hold a name; the author's own words may, but no address by accident.
pub fn personal(about: &ResultsFile) -> Vec<Finding> {
    let mut labels: Vec<(String, &str)> = Vec::new();
    for (d, dimension) in about.dimensions.iter().enumerate() {
        let path = format!("dimensions[{d}]");
        labels.push((format!("{path}.label"), &dimension.label));
        each(&mut labels, &format!("{path}.categories"), dimension.categories.iter().map(|c| c.label.as_str()));
    }
    for (q, question) in about.questions.iter().enumerate() {
        let path = format!("questions[{q}]");
        labels.push((format!("{path}.label"), &question.label));
        each(&mut labels, &format!("{path}.choices"), question.choices.iter().map(|c| c.label.as_str()));
        each(&mut labels, &format!("{path}.themes"), question.themes.iter().map(|t| t.label.as_str()));
        each(&mut labels, &format!("{path}.levels"), question.levels.iter().map(|l| l.label.as_str()));
        each(&mut labels, &format!("{path}.items"), question.items.iter().map(|i| i.label.as_str()));
    }
    let mut texts: Vec<(String, &str)> = Vec::new();
    for (d, dimension) in about.dimensions.iter().enumerate() {
        if let Some(bias) = &dimension.bias {
            texts.push((format!("dimensions[{d}].bias.note"), &bias.note));
        }
    }
    for (q, question) in about.questions.iter().enumerate() {
        texts.push((format!("questions[{q}].text"), &question.text));
    }
    for (v, view) in about.views.iter().enumerate() {
        texts.push((format!("views[{v}].label"), &view.label));
        texts.push((format!("views[{v}].description"), &view.description));
    }
    for (p, project) in about.narrative.projects.iter().enumerate() {
        texts.push((format!("narrative.projects[{p}].note"), &project.note));
    }
    texts.push(("title".to_owned(), &about.title));
    texts.push(("description".to_owned(), &about.description));
    texts.push(("population".to_owned(), &about.population));
    texts.push(("narrative.summary".to_owned(), &about.narrative.summary));
    texts.push(("narrative.limitations".to_owned(), &about.narrative.limitations));
    each(&mut texts, "narrative.methods", about.narrative.methods.iter().map(String::as_str));
    let labels = labels.into_iter().filter_map(|(path, text)| Some((path, personal::find(text)?)));
    let addresses = |text| {
        personal::email(text)
            .map(|piece| (Personal::Email, piece))
            .or_else(|| personal::phone(text).map(|piece| (Personal::Phone, piece)))
    };
    let texts = texts.into_iter().filter_map(|(path, text)| Some((path, addresses(text)?)));
    let told = |(path, (what, piece)): (String, (Personal, &str))| {
        let remedy = match what {
            Personal::Name => "if it is one, recode it to \"Other\" in the codebook",
            _ if path.starts_with("dimensions") || path.starts_with("questions") => {
                "recode it to \"Other\" in the codebook"
            }
            _ => "to be reached, write it in narrative.get_in_touch instead",
        };
        let problem = format!("\"{piece}\" looks like {}; {remedy}", what.noun());
        Finding { path, problem }
    };
    labels.chain(texts).map(told).collect()
}

fn each<'a>(texts: &mut Vec<(String, &'a str)>, path: &str, labels: impl Iterator<Item = &'a str>) {
    texts.extend(labels.enumerate().map(|(i, label)| (format!("{path}[{i}]"), label)));
}
