//! The finding of a view in one sentence; options that do not differ significantly are not ranked.

use crate::crosstab::{Column, CrossTab};
use crate::estimate::{Proportion, Ranking};
use crate::reliability::least_base;
use crate::survey::Survey;
use crate::view::View;

/// More leaders than this are no finding worth their names.
const MOST_LEADERS: usize = 4;

/// The finding of a view; options are positions among its columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Headline {
    /// Fewer answers than `least`.
    TooFew { base: u32, least: u32 },
    /// One option is significantly ahead of every other.
    First { option: usize, share: Proportion },
    /// These options lead, largest share first, and do not differ significantly from the first.
    Leaders { options: Vec<usize>, base: u32 },
    /// `leaders` of `options` options do not differ significantly from the first: too many to name.
    Crowd { leaders: usize, options: usize },
    /// No option differs significantly from the first, or there is only one.
    NoOrder { base: u32 },
}

/// The ranking of a view's options, by its row of everybody.
pub fn ranking(survey: &Survey, view: &View, tab: &CrossTab) -> Ranking {
    Ranking::of(tab.all(), is_exclusive(survey, view), &tab.pairs[0])
}

/// Whether nobody can be in two columns of the view, as for the choices of a single-choice question.
pub fn is_exclusive(survey: &Survey, view: &View) -> bool {
    survey.questions()[view.question].is_exclusive()
}

impl Headline {
    /// The headline of a cross-tabulation; weighted if the cross-tabulation is.
    pub fn of(survey: &Survey, view: &View, tab: &CrossTab) -> Headline {
        let least = least_base(survey);
        // Items of a rating have bases of their own: the question is answered by whoever rated one.
        let base = match tab.columns.first() {
            Some(Column::Item(..)) => tab.rows[0].answered,
            _ => tab.all().first().map_or(0, |cell| cell.base),
        };
        let ranking = ranking(survey, view, tab);
        let leaders = ranking.leaders();
        match leaders {
            _ if base < least => Headline::TooFew { base, least },
            [] => Headline::TooFew { base, least },
            _ if leaders.len() == ranking.order.len() => Headline::NoOrder { base },
            _ if leaders.len() > MOST_LEADERS => {
                Headline::Crowd { leaders: leaders.len(), options: ranking.order.len() }
            }
            [option] => Headline::First { option: *option, share: tab.all()[*option] },
            _ => Headline::Leaders { options: leaders.to_vec(), base },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crosstab::{Cell, Row, RowKind};
    use crate::{query, survey::example::example};

    /// The headline of these counts for the example's single-choice question, or its multiple-choice one.
    fn headline(question: &str, counts: &[u32], base: u32) -> Headline {
        let survey = example();
        let view = query::parse(&format!("question={question}"), &survey).view;
        let cells: Vec<Cell> = counts.iter().map(|&count| Cell { count, base, weighted: None }).collect();
        let row = Row { kind: RowKind::All, n: base, asked: base, answered: base, unknown: 0 };
        let columns = (0..counts.len()).map(Column::Choice).collect();
        let tab = CrossTab {
            rows: vec![row],
            columns,
            unknown: vec![cells.clone()],
            cells: vec![cells],
            pairs: vec![Vec::new()],
            before: vec![Vec::new()],
            published: base,
            answered_only: false,
            base: crate::view::Base::Answered,
        };
        Headline::of(&survey, &view, &tab)
    }

    /// Dask 2021, "Which would help you most right now?": 73 of 239 chose documentation, 67 examples.
    #[test]
    fn dask_2021_has_no_single_first() {
        let dask = headline("often", &[73, 67, 48, 27, 24], 239);
        assert_eq!(dask, Headline::Leaders { options: vec![0, 1, 2], base: 239 });
    }

    #[test]
    fn a_clear_first_is_named() {
        let share = Proportion::of(80, 100);
        assert_eq!(headline("often", &[10, 80, 10], 100), Headline::First { option: 1, share });
    }

    #[test]
    fn what_chance_may_have_ordered_is_not_ranked() {
        assert_eq!(headline("needs", &[12, 11, 9], 23), Headline::NoOrder { base: 23 });
        assert_eq!(headline("often", &[23], 23), Headline::NoOrder { base: 23 });
    }

    #[test]
    fn a_crowd_of_leaders_is_not_named() {
        let crowd = headline("needs", &[75, 72, 63, 62, 61, 0], 149);
        assert_eq!(crowd, Headline::Crowd { leaders: 5, options: 6 });
    }

    #[test]
    fn few_answers_have_no_headline() {
        assert_eq!(headline("often", &[4, 0], 4), Headline::TooFew { base: 4, least: 10 });
        assert_eq!(headline("often", &[], 0), Headline::TooFew { base: 0, least: 10 });
    }
}
