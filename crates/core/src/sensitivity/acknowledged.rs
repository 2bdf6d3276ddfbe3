//! How much of a view each group is, and each acknowledged limitation concerns.

use super::{Answers, People, Range, Splitter};
use crate::crosstab::Unanswerable;
use crate::filter::{Filter, Membership};
use crate::survey::Survey;
use crate::view::View;

/// How many of a view's respondents are in a group; its share is of all of them, whether they said in which group they are or
/// not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupShare {
    /// Who certainly is in it, and how many more may be.
    pub count: u32,
    pub possible: u32,
    /// Who certainly is in the view, in the group or not.
    pub base: u32,
    /// None of a view of nobody.
    pub share: Option<Range>,
}

/// The share of every category of a dimension among those whom a filter keeps, `[category]`.
///
/// # Errors
/// If no table of everybody has the dimension together with what the filter filters by.
pub fn group_shares(survey: &Survey, filter: &Filter, dimension: usize) -> Result<Vec<GroupShare>, Unanswerable> {
    let mut dimensions: Vec<usize> = filter.dimensions().chain([dimension]).collect();
    dimensions.sort_unstable();
    dimensions.dedup();
    let table = survey.table_with(&dimensions).ok_or(Unanswerable { dimensions })?;
    let members = filter.classes(table);
    let classes: Vec<usize> = (0..table.len()).filter(|&class| members[class] != Membership::Out).collect();
    let n: Vec<u32> = classes.iter().map(|&class| table.n[class]).collect();
    let people = People { table, classes, answers: Answers { base: n.clone(), ..Answers::default() }, n };
    let splitter = Splitter::new(survey, filter, &people, dimension);
    let base = splitter.all().certain.base as u32;
    let of = |category: usize| {
        let split = splitter.split(1 << category);
        GroupShare {
            count: split.group.certain.base as u32,
            possible: split.group.possible.base as u32,
            base,
            share: split.group.part_of(&split.rest, |tally| tally.base),
        }
    };
    Ok((0..survey.dimensions()[dimension].categories.len()).map(of).collect())
}

/// A group that the author says is over- or under-represented, in a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Acknowledged {
    /// Position of the dimension in the file.
    pub dimension: usize,
    pub category: usize,
    /// Over-represented; else under-represented.
    pub over: bool,
    pub here: GroupShare,
    /// The share the group is believed to have, if the author gives one.
    pub target: Option<f64>,
}

impl Acknowledged {
    /// Whether the view keeps all of the group or nobody of it, by its own filter: who filtered knows that.
    pub fn is_settled(&self, view: &View) -> bool {
        let all_or_none = |share: Range| share.is_exact() && (share.low == 0.0 || share.low == 1.0);
        view.filter.kept(self.dimension).is_some() && self.here.share.is_some_and(all_or_none)
    }
}

/// The groups of every acknowledged limitation in a view, in file order; an error gives, once per dimension, the
/// combination of dimensions that no table has.
pub fn acknowledged(survey: &Survey, view: &View) -> Vec<Result<Acknowledged, Unanswerable>> {
    let mut found = Vec::new();
    for (d, dimension) in survey.dimensions().iter().enumerate() {
        let Some(bias) = &dimension.bias else { continue };
        let named = |&c: &usize| dimension.is_over(c) || dimension.is_under(c);
        let groups: Vec<usize> = (0..dimension.categories.len()).filter(named).collect();
        if groups.is_empty() {
            continue;
        }
        match group_shares(survey, &view.filter, d) {
            Ok(shares) => found.extend(groups.into_iter().map(|category| {
                Ok(Acknowledged {
                    dimension: d,
                    category,
                    over: dimension.is_over(category),
                    here: shares[category],
                    target: bias.targets.get(&dimension.categories[category].id).copied(),
                })
            })),
            Err(unanswerable) => found.push(Err(unanswerable)),
        }
    }
    found
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
            (one.over, one.here.count, one.here.possible, one.here.base, one.here.share.unwrap())
        };
        // Of 48, 11 are in Australia for certain, 11 may be.
        assert_eq!(found(""), (true, 11, 11, 48, Range { low: 11.0 / 48.0, high: 22.0 / 48.0 }));
        // Who may be elsewhere is not in this view then.
        assert_eq!(found("region=australia"), (true, 11, 11, 11, Range::exactly(1.0)));
    }
}
