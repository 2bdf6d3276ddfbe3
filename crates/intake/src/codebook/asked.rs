//! Reads `asked_of`, the filter of those who were asked a question.

use super::{DimensionPlan, QuestionPlan};
use needs_core::{
    Filter,
    query::filter::{self, Ids, Why},
    survey::{all_of, id},
};

/// The dimensions of a codebook by their ids.
struct Declared<'a>(&'a [DimensionPlan]);

impl Ids for Declared<'_> {
    fn dimensions(&self) -> usize {
        self.0.len()
    }

    fn dimension(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|d| d.id == id)
    }

    fn category(&self, dimension: usize, id: &str) -> Option<usize> {
        let dimension = &self.0[dimension];
        let declared = dimension.options.ids.iter().position(|known| known == id);
        let not_stated = || dimension.not_stated_bit().trailing_zeros() as usize;
        declared.or_else(|| (id == id::from_label(&dimension.not_stated)).then(not_stated))
    }

    fn all(&self, dimension: usize) -> u64 {
        all_of(self.0[dimension].options.len()) | self.0[dimension].not_stated_bit()
    }
}

/// The filter of those who were asked a question; reports invalid parts.
pub(super) fn asked_of(question: &QuestionPlan, dimensions: &[DimensionPlan], problems: &mut Vec<String>) -> Filter {
    let text = &question.question.asked_of;
    if text == "everyone" {
        return Filter::everyone(dimensions.len());
    }
    let place = format!("question \"{}\": asked_of = \"{text}\"", question.question.name());
    let (filter, misread) = filter::parse(text, &Declared(dimensions));
    let ids = |ids: &[String]| ids.join(", ");
    for part in &misread {
        let (name, value) = (&part.name, &part.value);
        problems.push(match part.why {
            Why::Dimension if value.is_empty() => {
                format!("{place}: write the dimension and its categories by their ids: \"region=europe~asia\"")
            }
            Why::Dimension => {
                let known: Vec<String> = dimensions.iter().map(|d| d.id.clone()).collect();
                format!("{place}: \"{name}\" is not a dimension; use one of: {}", ids(&known))
            }
            Why::Category(d) => {
                let known = ids(&dimensions[d].options.ids);
                format!("{place}: \"{value}\" is not a category of \"{name}\"; use one of: {known}")
            }
            Why::Twice => format!("{place}: \"{name}\" stands twice; write its categories in one list, joined by ~"),
        });
    }
    if misread.is_empty() && filter.is_everyone() {
        problems.push(format!("{place}: it keeps everyone; leave it out"));
    }
    if let Some(d) = filter.dimensions().find(|&d| filter.kept(d) == Some(0)) {
        let id = &dimensions[d].id;
        problems
            .push(format!("{place}: it keeps nobody of \"{id}\"; name the categories that were asked: \"{id}=a~b\""));
    }
    filter
}
