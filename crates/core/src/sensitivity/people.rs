//! The respondents of a view and their answers, class by class.

use super::Groups;
use crate::crosstab::{Column, Unanswerable, base_of, columns, counts};
use crate::filter::{Filter, Membership};
use crate::survey::{Label, Survey, Table};
use crate::view::View;

/// The answers of some classes to one question, by column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The base of the question, `[class]`.
    pub base: Vec<u32>,
    /// The base of every option, `[option][class]`, where they differ (items of a rating); else empty.
    pub own_bases: Vec<Vec<u32>>,
    /// Those who chose the option, `[option][class]`.
    pub chosen: Vec<Vec<u32>>,
}

impl Answers {
    /// The base of an option, `[class]`.
    pub fn base_of(&self, option: usize) -> &[u32] {
        self.own_bases.get(option).unwrap_or(&self.base)
    }

    /// Those of some classes, by position.
    pub fn those(&self, classes: &[usize]) -> Answers {
        let column = |column: &Vec<u32>| classes.iter().map(|&class| column[class]).collect();
        Answers {
            base: column(&self.base),
            own_bases: self.own_bases.iter().map(column).collect(),
            chosen: self.chosen.iter().map(column).collect(),
        }
    }

    fn of(survey: &Survey, view: &View, table: &Table, classes: &[usize]) -> Answers {
        let layout = &survey.layout.questions[view.question];
        let options = columns(survey, view);
        let base = |option: Column| classes.iter().map(|&c| base_of(table, layout, view.base, option, c)).collect();
        let own = layout.own_bases;
        let chosen = |&option: &Column| {
            let column = counts(table, layout, option);
            classes.iter().map(|&class| column[class]).collect()
        };
        Answers {
            // Every choice has the base of the question.
            base: base(Column::Choice(0)),
            own_bases: if own { options.iter().map(|&option| base(option)).collect() } else { Vec::new() },
            chosen: options.iter().map(chosen).collect(),
        }
    }
}

/// The classes of a table that have a certain membership in a view.
#[derive(Clone, Debug)]
pub struct People<'a> {
    pub table: &'a Table,
    /// Positions in the table, ascending; `n` and the columns of `answers` are in this order.
    pub classes: Vec<usize>,
    /// Respondents, `[class]`.
    pub n: Vec<u32>,
    pub answers: Answers,
}

impl<'a> People<'a> {
    /// The classes of `table` whose membership in `filter` is `membership`; question and base are the view's.
    pub fn of(survey: &Survey, view: &View, table: &'a Table, filter: &Filter, membership: Membership) -> People<'a> {
        let members = filter.classes(table);
        People::those(survey, view, table, |class| members[class] == membership)
    }

    /// Those of `table` whom `filter` keeps, or may keep.
    pub fn perhaps(survey: &Survey, view: &View, table: &'a Table, filter: &Filter) -> People<'a> {
        let members = filter.classes(table);
        People::those(survey, view, table, |class| members[class] != Membership::Out)
    }

    /// Those classes of `table` for which `is` holds.
    pub fn those(survey: &Survey, view: &View, table: &'a Table, is: impl Fn(usize) -> bool) -> People<'a> {
        let classes: Vec<usize> = (0..table.len()).filter(|&class| is(class)).collect();
        let n = classes.iter().map(|&class| table.n[class]).collect();
        let answers = Answers::of(survey, view, table, &classes);
        People { table, classes, n, answers }
    }

    /// The labels of the classes along a dimension, which the table must have.
    pub fn labels(&self, dimension: usize) -> impl Iterator<Item = Label> {
        let labels = self.table.labels_of(dimension).expect("the table was chosen for its dimensions");
        self.classes.iter().map(|&class| labels[class])
    }

    /// The groups of the classes along a dimension, which the table must have.
    pub fn groups(&self, survey: &Survey, dimension: usize) -> Groups {
        Groups::of(self.labels(dimension), survey.dimensions()[dimension].categories.len())
    }
}

/// The first table with the answers to a view's question, the filtered dimensions and `more` dimensions.
pub(super) fn table_with<'a>(survey: &'a Survey, view: &View, more: &[usize]) -> Result<&'a Table, Unanswerable> {
    let mut dimensions: Vec<usize> = view.filter.dimensions().chain(more.iter().copied()).collect();
    dimensions.sort_unstable();
    dimensions.dedup();
    survey.table_for(view.question, &dimensions).ok_or(Unanswerable { dimensions })
}
