//! Texts that may identify a person.

use crate::personal::{self, Personal};
use needs_core::survey::{Finding, file::ResultsFile, id};

/// Labels and ids come from answers and must not hold a name; the author's own texts may, but not an email address or
/// phone number.
pub fn personal(about: &ResultsFile) -> Vec<Finding> {
    let mut texts: Vec<(String, &str)> = Vec::new();
    for (i, license) in about.licenses.iter().enumerate() {
        texts.push((format!("licenses[{i}].name"), &license.name));
        texts.push((format!("licenses[{i}].title"), &license.title));
    }
    for (i, source) in about.sources.iter().enumerate() {
        texts.push((format!("sources[{i}].title"), &source.title));
    }
    // Authors are named; their address has its own property.
    for (i, contributor) in about.contributors.iter().enumerate() {
        texts.push((format!("contributors[{i}].title"), &contributor.title));
    }
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
        texts.push((format!("narrative.projects[{p}].name"), &project.name));
        texts.push((format!("narrative.projects[{p}].note"), &project.note));
    }
    for (r, rule) in about.respondents.left_out.iter().enumerate() {
        texts.push((format!("respondents.left_out[{r}].label"), &rule.label));
    }
    texts.push(("title".to_owned(), &about.title));
    texts.push(("description".to_owned(), &about.description));
    texts.push(("population".to_owned(), &about.population));
    texts.push(("narrative.summary".to_owned(), &about.narrative.summary));
    texts.push(("narrative.limitations".to_owned(), &about.narrative.limitations));
    each(&mut texts, "narrative.methods", about.narrative.methods.iter().map(String::as_str));
    let labels = labels(about).into_iter().filter_map(|(path, text)| Some((path, personal::find(text)?)));
    let texts = texts.into_iter().filter_map(|(path, text)| Some((path, addresses(text)?)));
    // Numbers of many digits are common in links.
    let links =
        links(about).into_iter().filter_map(|(path, link)| Some((path, (Personal::Email, personal::email(link)?))));
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
    labels.chain(texts).chain(links).map(told).chain(ids(about)).collect()
}

/// The texts of table and chart headings.
pub(super) fn labels(about: &ResultsFile) -> Vec<(String, &str)> {
    let mut labels: Vec<(String, &str)> = Vec::new();
    for (d, dimension) in about.dimensions.iter().enumerate() {
        let path = format!("dimensions[{d}]");
        labels.push((format!("{path}.label"), &dimension.label));
        each(&mut labels, &format!("{path}.categories"), dimension.categories.iter().map(|c| c.label.as_str()));
    }
    for (q, question) in about.questions.iter().enumerate() {
        let path = format!("questions[{q}]");
        labels.push((format!("{path}.label"), &question.label));
        each(&mut labels, &format!("{path}.choices"), question.choices().iter().map(|c| c.label.as_str()));
        each(&mut labels, &format!("{path}.themes"), question.themes().iter().map(|t| t.label.as_str()));
        each(&mut labels, &format!("{path}.levels"), question.levels().iter().map(|l| l.label.as_str()));
        each(&mut labels, &format!("{path}.items"), question.items().iter().map(|i| i.label.as_str()));
    }
    labels
}

/// An email address or a phone number.
pub(super) fn addresses(text: &str) -> Option<(Personal, &str)> {
    personal::email(text)
        .map(|piece| (Personal::Email, piece))
        .or_else(|| personal::phone(text).map(|piece| (Personal::Phone, piece)))
}

/// The addresses that the page links to.
fn links<'a>(about: &'a ResultsFile) -> Vec<(String, &'a str)> {
    let mut links = vec![("homepage".to_owned(), about.homepage.as_str())];
    let mut add = |list: &str, property: &str, of: Vec<&'a str>| {
        links.extend(of.into_iter().enumerate().map(|(i, link)| (format!("{list}[{i}].{property}"), link)));
    };
    add("licenses", "path", about.licenses.iter().map(|l| l.path.as_str()).collect());
    add("sources", "path", about.sources.iter().map(|s| s.path.as_str()).collect());
    add("contributors", "path", about.contributors.iter().map(|c| c.path.as_str()).collect());
    add("narrative.projects", "url", about.narrative.projects.iter().map(|p| p.url.as_str()).collect());
    links
}

/// Ids that do not match their label, such as the id of a name that was removed from the label.
fn ids<'a>(about: &'a ResultsFile) -> Vec<Finding> {
    let mut ids: Vec<(String, &'a str, &'a str)> = vec![("name".to_owned(), &about.name, &about.title)];
    let mut add = |path: String, of: Vec<(&'a str, &'a str)>| {
        ids.extend(of.into_iter().enumerate().map(|(i, (id, label))| (format!("{path}[{i}].id"), id, label)));
    };
    add("dimensions".to_owned(), about.dimensions.iter().map(|d| (d.id.as_str(), d.label.as_str())).collect());
    for (d, dimension) in about.dimensions.iter().enumerate() {
        let categories = dimension.categories.iter().map(|c| (c.id.as_str(), c.label.as_str()));
        add(format!("dimensions[{d}].categories"), categories.collect());
    }
    add("questions".to_owned(), about.questions.iter().map(|q| (q.id.as_str(), q.label.as_str())).collect());
    for (q, question) in about.questions.iter().enumerate() {
        let path = |list: &str| format!("questions[{q}].{list}");
        add(path("choices"), question.choices().iter().map(|c| (c.id.as_str(), c.label.as_str())).collect());
        add(path("themes"), question.themes().iter().map(|t| (t.id.as_str(), t.label.as_str())).collect());
        add(path("levels"), question.levels().iter().map(|l| (l.id.as_str(), l.label.as_str())).collect());
        add(path("items"), question.items().iter().map(|i| (i.id.as_str(), i.label.as_str())).collect());
    }
    add("views".to_owned(), about.views.iter().map(|v| (v.id.as_str(), v.label.as_str())).collect());
    let mut found = Vec::new();
    for (path, id, _) in ids.into_iter().filter(|(_, id, label)| !id::from_label(label).starts_with(id)) {
        if let Some((what, _)) = addresses(id).or_else(|| personal::find(&spelled(id)).map(|(what, _)| (what, id))) {
            let problem = format!("\"{id}\" looks like {}; if it is one, give another id in the codebook", what.noun());
            found.push(Finding { path, problem });
        }
    }
    found
}

/// `Maria Garcia` of `maria-garcia`.
fn spelled(id: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    id.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

fn each<'a>(texts: &mut Vec<(String, &'a str)>, path: &str, labels: impl Iterator<Item = &'a str>) {
    texts.extend(labels.enumerate().map(|(i, label)| (format!("{path}[{i}]"), label)));
}
