//! Long computations: their budget, their progress, and cancelling them.

use super::AnonymizeError;
use super::determined::Budget;
use std::ops::ControlFlow;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Classes of the tables are searched: tables done, of all.
    Classes,
    /// What several tables tell together is looked at: sums that are known to be safe, of all. A merger makes some unknown again.
    Audit,
    /// Who answered is looked at: questions done, of all.
    Questions,
}

/// Receives the progress of the work (stage, amount done, total) many times a second; stops it by
/// [`ControlFlow::Break`], which makes it end with [`AnonymizeError::Stopped`].
pub type Watch<'a> = dyn FnMut(Stage, u64, u64) -> ControlFlow<()> + 'a;

/// Steps between two looks at whether to go on, a few hundredths of a second.
const STEPS: u64 = 1 << 24;

pub(super) struct Work<'a> {
    watch: &'a mut Watch<'a>,
    at: (Stage, u64, u64),
    /// Steps since the last look.
    steps: u64,
    /// What the audit may take now.
    pub budget: Budget,
    /// What is kept for later.
    rest: Budget,
}

impl<'a> Work<'a> {
    pub fn new(watch: &'a mut Watch<'a>, budget: Budget) -> Work<'a> {
        Work { watch, at: (Stage::Classes, 0, 0), steps: 0, budget, rest: Budget::default() }
    }

    /// From now on one `of` so many equal parts of what is left may be taken.
    pub fn take_part(&mut self, of: usize) {
        let part = |now: &mut u64, rest: &mut u64| {
            let all = *now + *rest;
            *now = all / of.max(1) as u64;
            *rest = all - *now;
        };
        part(&mut self.budget.eliminations, &mut self.rest.eliminations);
        part(&mut self.budget.searches, &mut self.rest.searches);
        part(&mut self.budget.puzzles, &mut self.rest.puzzles);
    }

    /// Tells how far the work is.
    pub fn at(&mut self, stage: Stage, done: usize, total: usize) -> Result<(), AnonymizeError> {
        self.at = (stage, done as u64, total as u64);
        self.look()
    }

    /// Counts steps of whatever is being done, and looks now and then whether to go on.
    pub fn step(&mut self, steps: u64) -> Result<(), AnonymizeError> {
        self.steps += steps;
        if self.steps < STEPS { Ok(()) } else { self.look() }
    }

    fn look(&mut self) -> Result<(), AnonymizeError> {
        self.steps = 0;
        let (stage, done, total) = self.at;
        match (self.watch)(stage, done, total) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(AnonymizeError::Stopped),
        }
    }
}
