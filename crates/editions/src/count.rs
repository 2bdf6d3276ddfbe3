//! Counts of an option in one edition.

use crate::{Editions, SharedQuestion};
use needs_core::crosstab::Unanswerable;
use needs_core::estimate::Proportion;
use needs_core::filter::{Filter, Membership};
use needs_core::survey::{Columns, Survey, Table};

/// How an option is counted in a file: sums of columns of its tables (see [`needs_core::survey::Layout`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub plus: Vec<usize>,
    /// Those who chose two options that are one here would count twice.
    pub minus: Vec<usize>,
    /// Who could have chosen it: everybody who answered, or rated the item.
    pub base: Vec<usize>,
}

/// The categories kept of each shared dimension, as bits of the shared categories; `[dimension]`, none where all are.
pub type Selection = Vec<Option<u64>>;

impl Counted {
    /// Who chose it in a class, of whom.
    pub fn of(&self, table: &Table, class: usize) -> (u32, u32) {
        let sum = |columns: &[usize]| columns.iter().map(|&column| table.counts[column][class]).sum::<u32>();
        (sum(&self.plus) - sum(&self.minus), sum(&self.base))
    }
}

impl Editions {
    /// The filter of an edition's own file; none if it lacks a dimension, or a category, that is kept.
    pub fn filter(&self, edition: usize, selection: &Selection) -> Option<Filter> {
        let survey = &self.editions[edition].survey;
        let mut filter = Filter::everyone(survey.dimensions().len());
        for (dimension, kept) in self.dimensions.iter().zip(selection) {
            let Some(kept) = kept else { continue };
            let place = dimension.places[edition]?;
            let mut set = 0;
            for (c, category) in dimension.categories.iter().enumerate() {
                if kept >> c & 1 == 1 {
                    set |= Some(category.sets[edition]).filter(|set| *set != 0)?;
                }
            }
            filter.keep(place, set, survey.dimensions()[place].all());
        }
        Some(filter)
    }

    /// `[option]`: who chose it in an edition, of those who answered and are certainly in the selection; and how many
    /// may be in it or not. None where the option could not be chosen.
    ///
    /// # Errors
    /// If no table of the file has the selected dimensions with this question.
    pub fn shares(
        &self,
        question: &SharedQuestion,
        edition: usize,
        filter: &Filter,
    ) -> Result<(Vec<Option<Proportion>>, u32), Unanswerable> {
        let survey = &self.editions[edition].survey;
        let Some(place) = question.places[edition] else { return Ok((vec![None; question.options.len()], 0)) };
        let dimensions: Vec<usize> = filter.dimensions().collect();
        let table = survey.table_for(place, &dimensions).ok_or(Unanswerable { dimensions })?;
        let membership = filter.classes(table);
        let share = |counted: &Counted| {
            let mut share = Proportion::default();
            for class in (0..table.len()).filter(|&class| membership[class] == Membership::In) {
                let (count, base) = counted.of(table, class);
                share.add(count, base, None);
            }
            share
        };
        let shares = question.options.iter().map(|option| option.counted[edition].as_ref().map(share)).collect();
        let answered = columns(survey, place).answered;
        let unknown = (0..table.len()).filter(|&class| membership[class] == Membership::Unknown);
        Ok((shares, unknown.map(|class| table.counts[answered][class]).sum()))
    }
}

/// The columns of a question of a file.
pub fn columns(survey: &Survey, question: usize) -> &Columns {
    &survey.layout.questions[question]
}
