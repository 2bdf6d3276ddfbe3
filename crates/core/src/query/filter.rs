//! The grammar of filters in links and in the `asked_of` of codebooks and results files:
//! `field=bioimaging~single-cell&region=-australia`.
//!
//! Ids of categories joined by `~` keep these, with `-` in front all but these; an empty value keeps nobody. A
//! respondent passes who is in any kept category of a dimension, for every dimension. A dimension is named once.

use super::Parts;
use crate::{
    filter::Filter,
    survey::{Survey, categories_in, file::Dimension},
};

/// Looks up the ids of a filter.
pub trait Ids {
    /// Number of dimensions.
    fn dimensions(&self) -> usize;
    /// The position of the dimension with an id.
    fn dimension(&self, id: &str) -> Option<usize>;
    /// The code of the category with an id.
    fn category(&self, dimension: usize, id: &str) -> Option<usize>;
    /// All categories of a dimension, as bits.
    fn all(&self, dimension: usize) -> u64;
}

impl Ids for Survey {
    fn dimensions(&self) -> usize {
        self.about.dimensions.len()
    }

    fn dimension(&self, id: &str) -> Option<usize> {
        Survey::dimension(self, id)
    }

    fn category(&self, dimension: usize, id: &str) -> Option<usize> {
        self.about.dimensions[dimension].category(id)
    }

    fn all(&self, dimension: usize) -> u64 {
        self.about.dimensions[dimension].all()
    }
}

/// A part of a filter that was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The text before the `=`.
    pub name: String,
    /// The text after it, or the one id in it that is unknown.
    pub value: String,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No dimension has this name.
    Dimension,
    /// The dimension at this position has no such category.
    Category(usize),
    /// The dimension was named before; the first condition counts.
    Twice,
}

/// Parses a filter; parts that are not understood are skipped and returned.
pub fn parse(text: &str, ids: &dyn Ids) -> (Filter, Vec<Misread>) {
    let mut reader = Reader::new(ids);
    for (name, value) in super::parts(text) {
        reader.take(name, value);
    }
    (reader.filter, reader.misread)
}

/// Reads a filter part by part.
pub struct Reader<'a> {
    ids: &'a dyn Ids,
    /// Dimensions named so far.
    seen: Vec<usize>,
    pub filter: Filter,
    pub misread: Vec<Misread>,
}

impl<'a> Reader<'a> {
    pub fn new(ids: &'a dyn Ids) -> Reader<'a> {
        Reader { ids, seen: Vec::new(), filter: Filter::everyone(ids.dimensions()), misread: Vec::new() }
    }

    /// Reads a decoded name and value.
    pub fn take(&mut self, name: String, value: String) {
        let Some(d) = self.ids.dimension(&name) else {
            return self.misread.push(Misread { name, value, why: Why::Dimension });
        };
        if self.seen.contains(&d) {
            return self.misread.push(Misread { name, value, why: Why::Twice });
        }
        self.seen.push(d);
        let (list, but) = value.strip_prefix('-').map_or((value.as_str(), false), |list| (list, true));
        let mut set = 0;
        for id in list.split('~').filter(|id| !id.is_empty()) {
            match self.ids.category(d, id) {
                Some(c) => set |= 1 << c,
                None => {
                    let (name, value) = (name.clone(), id.to_owned());
                    self.misread.push(Misread { name, value, why: Why::Category(d) });
                }
            }
        }
        let all = self.ids.all(d);
        // A list of unknown ids alone sets no filter.
        if set != 0 || list.is_empty() {
            self.filter.keep(d, if but { all & !set } else { set }, all);
        }
    }
}

/// Writes a filter in this grammar; empty for everybody.
pub fn format(filter: &Filter, survey: &Survey) -> String {
    let mut out = Parts::default();
    write(filter, survey, &mut out);
    out.0
}

pub(super) fn write(filter: &Filter, survey: &Survey, out: &mut Parts) {
    for (d, dimension) in survey.dimensions().iter().enumerate() {
        if let Some(kept) = filter.kept(d) {
            out.push(&dimension.id, &list(kept, dimension));
        }
    }
}

/// The shorter of the two ways to write a set of kept categories; `""` for the empty set.
fn list(kept: u64, dimension: &Dimension) -> String {
    let ids = |set: u64| {
        let ids: Vec<&str> = categories_in(set).map(|c| dimension.categories[c].id.as_str()).collect();
        ids.join("~")
    };
    let dropped = dimension.all() & !kept;
    if dropped.count_ones() < kept.count_ones() { format!("-{}", ids(dropped)) } else { ids(kept) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::example::example;

    #[test]
    fn a_dimension_counts_once_and_the_second_time_it_stands_is_reported() {
        let survey = example();
        let (filter, misread) = parse("region=australia&field=-genetics&region=elsewhere", &survey);
        assert_eq!((filter.kept(0), filter.kept(1)), (Some(0b011), Some(0b01)));
        let twice = Misread { name: "region".into(), value: "elsewhere".into(), why: Why::Twice };
        assert_eq!(misread, [twice]);
        // Also where the first keeps everybody, or nothing of it is understood.
        assert_eq!(parse("region=australia~elsewhere&region=australia", &survey).0.kept(1), None);
        assert_eq!(parse("region=mars&region=australia", &survey).0.kept(1), None);
    }

    #[test]
    fn what_is_no_dimension_or_category_is_reported_and_the_rest_holds() {
        let (filter, misread) = parse("region=australia~mars&chart=table", &example());
        assert_eq!(filter.kept(1), Some(0b01));
        assert_eq!(misread.iter().map(|m| m.why).collect::<Vec<_>>(), [Why::Category(1), Why::Dimension]);
    }
}
