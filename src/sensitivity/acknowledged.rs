//! How much of a view each acknowledged limitation concerns.

use crate::crosstab::Unanswerable;
use crate::estimate::Proportion;
use crate::filter::Membership;
use crate::survey::Survey;
use crate::view::View;

use super::people::table_with;

/// A group that the author says is over- or under-represented, in a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Acknowledged {
    /// Position of the dimension in the file.
    pub dimension: usize,
    pub category: usize,
    /// Over-represented; else under-represented.
    pub over: bool,
    /// How many of the view's respondents are certainly in the group.
    pub here: Proportion,
    /// How many may be, but need not.
    pub unknown: u32,
    /// How many of all published respondents are certainly in the group.
    pub everywhere: Proportion,
    /// The share the group is believed to have, if the author gives one.
    pub target: Option<f64>,
}

/// The groups of every acknowledged limitation that a view can tell, in file order; the error names a
/// dimension's combination that no table answers.
pub fn acknowledged(survey: &Survey, view: &View) -> Vec<Result<Acknowledged, Unanswerable>> {
    let mut found = Vec::new();
    for (d, dimension) in survey.dimensions().iter().enumerate() {
        let Some(bias) = &dimension.bias else { continue };
        for (c, category) in dimension.categories.iter().enumerate() {
            let over = dimension.is_over(c);
            if over || dimension.is_under(c) {
                let target = bias.targets.get(&category.id).copied();
                found.push(share(survey, view, d, c).map(|s| Acknowledged { over, target, ..s }));
            }
        }
    }
    found
}

fn share(survey: &Survey, view: &View, dimension: usize, category: usize) -> Result<Acknowledged, Unanswerable> {
    let table = table_with(survey, view, &[dimension])?;
    let labels = table.labels_of(dimension).expect("the table was chosen for its dimensions");
    let (mut here, mut unknown, mut everywhere) = (Proportion::default(), 0, Proportion::default());
    for (class, membership) in view.filter.classes(table).into_iter().enumerate() {
        let n = table.n[class];
        let inside = if labels[class].is_in(category) { n } else { 0 };
        everywhere.count += inside;
        everywhere.base += n;
        if membership == Membership::In {
            here.count += inside;
            here.base += n;
            if !labels[class].known && labels[class].set >> category & 1 == 1 {
                unknown += n;
            }
        }
    }
    Ok(Acknowledged { dimension, category, over: false, here, unknown, everywhere, target: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query, survey::example::example};

    #[test]
    fn a_limitation_tells_its_share_of_the_view() {
        let survey = example();
        let region = survey.dimension("region").unwrap();
        let found = |query: &str| {
            let all = acknowledged(&survey, &query::parse(query, &survey).view);
            let one = all.into_iter().flatten().find(|a| a.dimension == region).unwrap();
            (one.over, one.here.count, one.here.base, one.unknown)
        };
        // 11 are in Australia for certain, 11 may be.
        assert_eq!(found(""), (true, 11, 48, 11));
        assert_eq!(found("region=australia"), (true, 11, 11, 0));
    }
}
