//! The counts beside the categories of a filter.

use crate::{
    filter::Membership,
    survey::{Survey, categories_in},
    view::View,
};

/// The respondents of a category in a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    /// Certainly in the category.
    pub n: u32,
    /// Possibly in the category: their class is generalized here or along a filtered dimension.
    pub unknown: u32,
}

/// Counts of each category of `dimension`, `[category]`, under every filter of the view except the
/// dimension's own (as crossfilter does); who is in two categories counts in both.
///
/// None if no table holds the dimension together with the filtered ones.
pub fn facets(survey: &Survey, view: &View, dimension: usize) -> Option<Vec<Facet>> {
    let filter = view.filter.without(dimension);
    let mut used: Vec<usize> = filter.dimensions().collect();
    used.push(dimension);
    let table = survey.table_with(&used)?;
    let labels = table.labels_of(dimension).expect("the table was chosen for its dimensions");
    let mut facets = vec![Facet::default(); survey.dimensions()[dimension].categories.len()];
    for (class, membership) in filter.classes(table).into_iter().enumerate() {
        if membership == Membership::Out {
            continue;
        }
        for c in categories_in(labels[class].set) {
            if membership == Membership::In && labels[class].known {
                facets[c].n += table.n[class];
            } else {
                facets[c].unknown += table.n[class];
            }
        }
    }
    Some(facets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query, survey::example::example};

    fn counts(query: &str, dimension: usize) -> Vec<(u32, u32)> {
        let survey = example();
        let facets = facets(&survey, &query::parse(query, &survey).view, dimension).expect("answerable");
        facets.iter().map(|f| (f.n, f.unknown)).collect()
    }

    #[test]
    fn own_dimension_filter_does_not_change_its_counts() {
        assert_eq!(counts("", 1), [(11, 11), (26, 11)]);
        assert_eq!(counts("region=australia", 1), counts("", 1));
    }

    #[test]
    fn other_dimensions_filters_do() {
        assert_eq!(counts("channel=direct", 1), [(0, 11), (5, 11)]);
        assert_eq!(counts("channel=social-media", 0), [(14, 0), (0, 5), (0, 6)]);
    }
}
