//! The part of a view that each acknowledged limitation concerns.

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
    /// The view's respondents in the group, of those whose category is known.
    pub here: Proportion,
    /// Respondents who may or may not be in the group.
    pub unknown: u32,
    /// The share that the author believes the group has, if given.
    pub target: Option<f64>,
}

/// The groups of every acknowledged limitation in a view, in file order; an error gives, once per dimension, the
/// combination of dimensions that no table has.
pub fn acknowledged(survey: &Survey, view: &View) -> Vec<Result<Acknowledged, Unanswerable>> {
    let mut found = Vec::new();
    for (d, dimension) in survey.dimensions().iter().enumerate() {
        let Some(bias) = &dimension.bias else { continue };
        let of_note = |&c: &usize| dimension.is_over(c) || dimension.is_under(c);
        let mut groups: Vec<Acknowledged> = (0..dimension.categories.len())
            .filter(of_note)
            .map(|category| Acknowledged {
                dimension: d,
                category,
                over: dimension.is_over(category),
                here: Proportion::default(),
                unknown: 0,
                target: bias.targets.get(&dimension.categories[category].id).copied(),
            })
            .collect();
        if groups.is_empty() {
            continue;
        }
        match count(survey, view, d, &mut groups) {
            Ok(()) => found.extend(groups.into_iter().map(Ok)),
            Err(unanswerable) => found.push(Err(unanswerable)),
        }
    }
    found
}

/// Counts the members of the groups of one dimension.
fn count(survey: &Survey, view: &View, dimension: usize, groups: &mut [Acknowledged]) -> Result<(), Unanswerable> {
    let table = table_with(survey, view, &[dimension])?;
    let labels = table.labels_of(dimension).expect("the table was chosen for its dimensions");
    for (class, membership) in view.filter.classes(table).into_iter().enumerate() {
        if membership != Membership::In {
            continue;
        }
        let n = table.n[class];
        for group in groups.iter_mut() {
            if labels[class].is_in(group.category) {
                group.here.count += n;
                group.here.base += n;
            } else if !labels[class].known && labels[class].set >> group.category & 1 == 1 {
                group.unknown += n;
            } else {
                group.here.base += n;
            }
        }
    }
    Ok(())
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
        // Of 48, 11 are in Australia for certain, 11 may be.
        assert_eq!(found(""), (true, 11, 37, 11));
        assert_eq!(found("region=australia"), (true, 11, 11, 0));
    }
}
