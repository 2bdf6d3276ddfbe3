//! Where a text that readers see is edited.

use crate::answers::{Place, places};
use needs_intake::codebook::Codebook;

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// About the survey: the id of the field.
    About(&'static str),
    /// A dimension or question, by its place in [`places`].
    Entry(usize),
    /// An answer of it.
    Answer(usize, String),
}

/// Texts that are shorter are in too many others.
const SHORTEST_PART: usize = 4;

/// Where a text of the page comes from: an answer, a dimension, a question or a text about the survey that is the same,
/// that it is the beginning of (a label that was cut ends with `…`), or else the longest one that it contains.
pub fn spot_of(codebook: &Codebook, text: &str) -> Option<Spot> {
    let text = normal(text);
    let cut = text.trim_end_matches('…').trim_end();
    if cut.is_empty() {
        return None;
    }
    let all = spots(codebook);
    let same = all.iter().find(|(own, _)| *own == text);
    let begins = || all.iter().find(|(own, _)| cut.len() < text.len() && own.starts_with(cut));
    let contains = || {
        let parts = all.iter().filter(|(own, _)| own.chars().count() >= SHORTEST_PART && text.contains(own.as_str()));
        // Of equals the first.
        parts.rev().max_by_key(|(own, _)| own.len())
    };
    same.or_else(begins).or_else(contains).map(|(_, spot)| spot.clone())
}

/// All texts, answers first: they are what charts show.
fn spots(codebook: &Codebook) -> Vec<(String, Spot)> {
    let mut all = Vec::new();
    let places = places(codebook);
    for (p, place) in places.iter().enumerate() {
        let answers = place.options(codebook).iter().map(|option| &option.0.label.0);
        all.extend(answers.map(|label| (normal(label), Spot::Answer(p, label.clone()))));
    }
    for (p, place) in places.iter().enumerate() {
        let texts = match place {
            Place::Dimension(i) => vec![place.name(codebook), label(&codebook.dimensions[*i].label)],
            Place::Question(i) => {
                let entry = &codebook.questions[*i];
                vec![place.name(codebook), label(&entry.label), label(&entry.text)]
            }
        };
        all.extend(texts.into_iter().map(|text| (normal(&text), Spot::Entry(p))));
        if let Place::Dimension(i) = place
            && let Some(bias) = &codebook.dimensions[*i].bias
        {
            all.push((normal(&bias.note), Spot::Entry(p)));
        }
    }
    let narrative = &codebook.narrative;
    let about = [
        ("title", &codebook.title),
        ("description", &codebook.description),
        ("population", &codebook.population),
        ("limitations", &narrative.limitations),
        ("summary", &narrative.summary),
        ("touch", &narrative.get_in_touch),
    ];
    all.extend(about.map(|(id, text)| (normal(text), Spot::About(id))));
    all.extend(narrative.methods.iter().map(|method| (normal(method), Spot::About("methods"))));
    all.retain(|(text, _)| !text.is_empty());
    all
}

fn label(label: &Option<String>) -> String {
    label.clone().unwrap_or_default()
}

fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_page_leads_to_where_it_is_edited() {
        let codebook = Codebook::read(
            "title = \"A survey\"\npopulation = \"Everybody in imaging\"\n[narrative]\nmethods = [\"By mail.\"]\n\
             [[dimension]]\nlabel = \"Field\"\ncategories = [\"Bioimaging\", \"Single cell analysis\"]\n\
             [[question]]\nkind = \"multiple\"\ncolumn = \"n\"\nlabel = \"Needs\"\ntext = \"What do you need?\"\nchoices = [\"GPU support\", \"Docs\"]\n",
        )
        .expect("a codebook");
        let spot = |text| spot_of(&codebook, text);
        assert_eq!(spot(" gpu\n support "), Some(Spot::Answer(1, "GPU support".to_owned())));
        assert_eq!(spot("Single cell…"), Some(Spot::Answer(0, "Single cell analysis".to_owned())));
        assert_eq!(spot("Bioimaging, n = 30"), Some(Spot::Answer(0, "Bioimaging".to_owned())));
        assert_eq!(spot("Field"), Some(Spot::Entry(0)));
        assert_eq!(spot("What do you need?"), Some(Spot::Entry(1)));
        assert_eq!(spot("A survey"), Some(Spot::About("title")));
        assert_eq!(spot("By mail."), Some(Spot::About("methods")));
        assert_eq!(spot("50 %"), None);
        assert_eq!(spot("…"), None);
    }
}
