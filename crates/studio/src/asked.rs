//! Who was asked a question, as a form shows it: the categories of one dimension.

use needs_core::survey::id;
use needs_intake::codebook::{Codebook, OptionEntry, Short};

/// Those in some categories of a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its place in the codebook.
    pub dimension: usize,
    /// Places of the categories, ascending.
    pub categories: Vec<usize>,
}

/// Reads `asked_of`. None if a form cannot show it: several dimensions, everybody but some, or ids that are not there.
pub fn read(codebook: &Codebook, asked_of: &str) -> Option<Asked> {
    let (name, values) = asked_of.split_once('=').filter(|(_, values)| !values.contains('&'))?;
    let dimension = (0..codebook.dimensions.len()).find(|&d| dimension_id(codebook, d) == name)?;
    let options = &codebook.dimensions[dimension].categories;
    let place = |value: &str| options.iter().position(|option| option_id(option) == value);
    let mut categories = values.split('~').map(place).collect::<Option<Vec<usize>>>()?;
    categories.sort_unstable();
    Some(Asked { dimension, categories })
}

/// Writes `asked_of`; none without a category.
pub fn write(codebook: &Codebook, asked: &Asked) -> Option<String> {
    let options = &codebook.dimensions.get(asked.dimension)?.categories;
    let ids: Vec<String> = asked.categories.iter().filter_map(|&c| options.get(c)).map(option_id).collect();
    (!ids.is_empty()).then(|| format!("{}={}", dimension_id(codebook, asked.dimension), ids.join("~")))
}

fn dimension_id(codebook: &Codebook, dimension: usize) -> String {
    let entry = &codebook.dimensions[dimension];
    let named = || entry.label.clone().or_else(|| entry.column.as_ref().map(|column| column.0.clone()));
    entry.id.clone().unwrap_or_else(|| id::from_label(&named().unwrap_or_default()))
}

fn option_id(option: &Short<OptionEntry>) -> String {
    option.0.id.clone().unwrap_or_else(|| id::from_label(&option.0.label.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_shows_is_what_the_codebook_says() {
        let codebook = Codebook::read(
            "title = \"A\"\n[[dimension]]\nid = \"field\"\nlabel = \"Field\"\ncategories = [\"Imaging\", { label = \"Genetics\", id = \"gen\" }, \"Cell biology\"]\n\
             [[dimension]]\nlabel = \"Career stage\"\ncategories = [\"PhD student\"]\n",
        )
        .expect("a codebook");
        for text in ["field=gen", "field=imaging~cell-biology", "career-stage=phd-student"] {
            let asked = read(&codebook, text).expect("can be shown");
            assert_eq!(write(&codebook, &asked).as_deref(), Some(text));
        }
        for text in ["", "field=-gen", "field=gen&career-stage=phd-student", "field=none", "region=gen"] {
            assert_eq!(read(&codebook, text), None, "{text}");
        }
        assert_eq!(write(&codebook, &Asked { dimension: 0, categories: Vec::new() }), None);
    }
}
