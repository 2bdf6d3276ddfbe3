//! Questions with tables of their own, because few of some class answered them.
//!
//! A class of five of whom one answered publishes that one's answers. So of each class nobody or at least k have
//! answered a question; of a rating, each of its items. One list of classes cannot have that for sixty questions, so the
//! classes of the common tables are made without regard to it, and a question that they do not fit has tables over the same
//! dimensions whose classes are made of those who answered it. They tell their number alone: how many there are of
//! everybody, and who was asked, the common tables tell.
//!
//! Each question is held against just the tables that publish it: one of each list of dimensions, common or its own. What
//! they tell together is audited for those who answered.

use super::cells::Cells;
use super::grid::Grid;
use super::groups::{self, Group, is_few};
use super::previous::Earlier;
use super::safe::{self, Demands};
use super::sensitive::is_alike;
use super::table::{self, Draft};
use super::work::Work;
use super::{
    AnonymizeError, AttributeDisclosure, DimensionSpec, Options, Partition, Question, Sensitive, Settled, audit,
    bounds, knowledge,
};
use std::ops::Range;

/// A question's own table.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// Position of the question in the options.
    pub question: usize,
    /// The columns of the survey that its counts are: those of the question.
    pub columns: Range<usize>,
    /// `n` of its classes is who answered; [`Partition::assignment`] is `usize::MAX` for a cell of which nobody did.
    pub partition: Partition,
}

/// What was made of a question.
pub(super) struct Made {
    /// For each common table, the question's own instead.
    pub own: Vec<Option<Own>>,
    pub disclosures: Vec<AttributeDisclosure>,
    pub settled: Settled,
}

/// Whatever a question needs to be looked at.
struct Asked<'a> {
    question: &'a Question,
    /// Of this question, with its own columns.
    sensitive: Vec<Sensitive>,
    options: &'a Options,
    /// How many answered, and then how many each item, in its own columns.
    answering: Vec<Range<usize>>,
    /// Who answered, and of each of their cells its position in the survey.
    people: &'a Cells,
    origin: &'a [usize],
}

/// The tables of a question that are its own, given the common ones.
pub(super) fn of_question(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    commons: &[Draft],
    at: usize,
    options: &Options,
    earlier: Option<&Earlier>,
    work: &mut Work,
) -> Result<Made, AnonymizeError> {
    let question = &options.questions[at];
    let first = question.columns.start;
    let sensitive = |choice: &Sensitive| Sensitive {
        chosen: choice.chosen.behind(first),
        answered: choice.answered.behind(first),
        ..choice.clone()
    };
    let groups: Vec<Group> =
        question.answering.iter().map(|(name, columns)| Group::answered(name, cells, columns.clone())).collect();
    for group in &groups {
        let answered: u32 = group.inside.iter().sum();
        if is_few(answered.into(), options.k.into()) {
            return Err(AnonymizeError::Answered { name: group.name.clone(), answered, k: options.k });
        }
    }
    let none =
        |settled: Settled| Made { own: commons.iter().map(|_| None).collect(), disclosures: Vec::new(), settled };
    let Some((answered, items)) = groups.split_first().filter(|(all, _)| all.inside.iter().any(|&n| n > 0)) else {
        return Ok(none(Settled::default()));
    };
    let (people, origin) = cells.who(&answered.inside, question.columns.clone(), items.to_vec());
    let asked = Asked {
        question,
        sensitive: options.sensitive.iter().filter(|choice| question.has(choice)).map(sensitive).collect(),
        options,
        people: &people,
        origin: &origin,
        answering: question.answering.iter().map(|(_, c)| c.start - first..c.end - first).collect(),
    };
    let choices: Vec<Sensitive> = options.choices.iter().filter(|choice| question.has(choice)).map(sensitive).collect();
    let earlier =
        earlier.map(|earlier| earlier.of_question(at, cells, &people, &origin, commons, options)).transpose()?;
    let earlier = earlier.flatten();
    let fits: Vec<bool> = commons.iter().map(|draft| fits(cells, draft, &groups, options.k)).collect();
    // Most questions fit: then no table has to be made of those who answered.
    if fits.iter().all(|&fits| fits) && asked.sensitive.is_empty() && earlier.is_none() {
        let populations = groups.iter().filter(|group| group.inside != cells.n);
        let mut told = false;
        if commons.len() > 1 && options.k > 1 && options.audit {
            for group in populations {
                told = told || audit::determines(&group.inside, commons, options.k, work)?;
            }
        }
        if !told {
            let classes = |draft: &Draft| origin.iter().map(|&cell| draft.class_of_cell(cell)).collect::<Vec<_>>();
            let classes: Vec<Vec<usize>> = commons.iter().map(classes).collect();
            return Ok(none(settled(&people, &classes, &choices, options, work)?));
        }
    }
    let mut drafts = |dimensions: &[DimensionSpec]| asked.drafts(dimensions, commons, &fits, earlier.as_ref(), work);
    let (drafts, own) = drafts(dimensions).or_else(|error| {
        // What may not be generalized is exact for everybody in the common tables.
        let free = |d: &DimensionSpec| DimensionSpec { never_generalize: false, ..d.clone() };
        if error == AnonymizeError::Stopped || !dimensions.iter().any(|d| d.never_generalize) {
            return Err(error);
        }
        drafts(&dimensions.iter().map(free).collect::<Vec<_>>())
    })?;
    let disclosures = bounds::disclosures(&people, &drafts, &asked.sensitive, options.k, work)?;
    let classes = |draft: &Draft| (0..people.len()).map(|cell| draft.class_of_cell(cell)).collect::<Vec<_>>();
    let classes: Vec<Vec<usize>> = drafts.iter().map(classes).collect();
    let settled = settled(&people, &classes, &choices, options, work)?;
    let own = drafts.iter().zip(own).map(|(draft, own)| {
        own.then(|| Own {
            question: at,
            columns: question.columns.clone(),
            partition: table::publish(dimensions, &people, draft),
        })
    });
    Ok(Made { own: own.collect(), disclosures, settled })
}

/// What can be settled of the answers, for the report.
fn settled(
    people: &Cells,
    classes: &[Vec<usize>],
    choices: &[Sensitive],
    options: &Options,
    work: &mut Work,
) -> Result<Settled, AnonymizeError> {
    let puzzles = work.budget.puzzles;
    if options.skip_puzzles {
        work.budget.puzzles = 0;
    }
    let settled = knowledge::settled(people, classes, choices, work)?;
    if options.skip_puzzles {
        work.budget.puzzles = puzzles;
    }
    Ok(settled)
}

/// Whether of each class nobody or at least k are in each group.
fn fits(cells: &Cells, draft: &Draft, groups: &[Group], k: u32) -> bool {
    groups.iter().all(|group| {
        let mut sums = vec![0_u64; draft.classes.len()];
        (0..cells.len()).for_each(|cell| sums[draft.class_of_cell(cell)] += u64::from(group.inside[cell]));
        sums.iter().all(|&sum| !is_few(sum, k.into()))
    })
}

impl Asked<'_> {
    /// A table for each common one, safe together, and whether it is the question's own.
    fn drafts(
        &self,
        dimensions: &[DimensionSpec],
        commons: &[Draft],
        fits: &[bool],
        earlier: Option<&super::previous::OfQuestion>,
        work: &mut Work,
    ) -> Result<(Vec<Draft>, Vec<bool>), AnonymizeError> {
        let (people, origin, k) = (self.people, self.origin, self.options.k);
        let mut own: Vec<bool> = Vec::new();
        let mut drafts: Vec<Draft> = Vec::new();
        for (table, common) in commons.iter().enumerate() {
            let before = earlier.and_then(|earlier| earlier.own_table(table));
            own.push(before.is_some() || !fits[table]);
            drafts.push(match before {
                Some(before) => before.draft(dimensions, people, k),
                None if fits[table] || earlier.is_some() => restricted(dimensions, people, origin, common, k),
                None => Draft::best(dimensions, people, &common.dimensions, k, work)?,
            });
        }
        let mut populations = groups::populations(people);
        let newcomers = earlier.and_then(|earlier| earlier.newcomers.as_ref());
        populations.extend(newcomers.into_iter().flat_map(groups::populations));
        let strict: &[Sensitive] = if self.options.strict { &self.sensitive } else { &[] };
        let width = people.width;
        let rule = |sums: &[u64]| self.rule(&sums[..width], sums.get(width..).filter(|before| !before.is_empty()));
        let demands = Demands { rule: &rule, populations, sensitive: strict, k, audit: self.options.audit };
        let sums = |table: usize, draft: &Draft| {
            let mut sums = class_sums(people, draft);
            if let Some(earlier) = earlier {
                let before = earlier.before(table, draft, width);
                sums.iter_mut().zip(before).for_each(|(now, before)| now.extend(before));
            }
            sums
        };
        let classes = |drafts: &[Draft]| -> Vec<usize> {
            drafts.iter().map(|draft| draft.classes.iter().filter(|class| !class.is_empty()).count()).collect()
        };
        let at_first = classes(&drafts);
        loop {
            let tallies: Vec<&Cells> = std::iter::once(people).chain(newcomers).collect();
            safe::make(dimensions, &tallies, &mut drafts, &demands, &sums, work)?;
            // A class that is no longer a common one has to be told by its labels.
            let now = classes(&drafts);
            let mut merged = false;
            for (table, draft) in drafts.iter_mut().enumerate() {
                own[table] |= now[table] < at_first[table];
                if own[table] && draft.grid.fine && earlier.is_none() {
                    *draft = Draft::best(dimensions, people, &commons[table].dimensions, k, work)?;
                    merged = true;
                } else if own[table] {
                    merged |= safe::tell_apart(dimensions, draft)?;
                }
            }
            if !merged {
                break;
            }
        }
        Ok((drafts, own))
    }

    /// What is wrong with a class of these counts, and of these before.
    fn rule(&self, now: &[u64], before: Option<&[u64]>) -> Option<AnonymizeError> {
        let k = u64::from(self.options.k);
        let new = |column: usize| now[column].saturating_sub(before.map_or(0, |before| before[column]));
        for ((name, _), columns) in self.question.answering.iter().zip(&self.answering) {
            let sum: u64 = columns.clone().map(|column| now[column]).sum();
            let more: u64 = columns.clone().map(new).sum();
            if is_few(sum, k) {
                return Some(AnonymizeError::Answered { name: name.clone(), answered: sum as u32, k: self.options.k });
            }
            if is_few(more, k) {
                let (name, new, k) = (name.clone(), more as u32, self.options.k);
                return Some(AnonymizeError::AnsweredGrowth { name, new, k });
            }
        }
        let alike = |choice: &&Sensitive| {
            is_alike(choice.chosen.of(|c| now[c]), choice.answered.of(|c| now[c]))
                || before.is_some() && is_alike(choice.chosen.of(new), choice.answered.of(new))
        };
        let choice = if self.options.strict { self.sensitive.iter().find(alike) } else { None };
        choice.map(|choice| AnonymizeError::Sensitive { name: choice.full_name() })
    }
}

/// The classes of a common table, of those who answered.
fn restricted(dimensions: &[DimensionSpec], people: &Cells, origin: &[usize], common: &Draft, k: u32) -> Draft {
    let grid = match common.grid.fine {
        true => Grid::fine(dimensions, people, &common.dimensions, k),
        false => Grid::of(dimensions, people, &common.dimensions, k),
    };
    let mut classes = vec![Vec::new(); common.classes.len()];
    let mut seen = vec![false; grid.len()];
    for (cell, &at) in grid.of_cell.iter().enumerate() {
        if !std::mem::replace(&mut seen[at], true) {
            classes[common.class_of_cell(origin[cell])].push(at);
        }
    }
    classes.iter_mut().for_each(|class: &mut Vec<usize>| class.sort_unstable());
    Draft::of(&common.dimensions, grid, classes)
}

/// The counts of each class.
pub(super) fn class_sums(cells: &Cells, draft: &Draft) -> Vec<Vec<u64>> {
    let mut sums = vec![vec![0_u64; cells.width]; draft.classes.len()];
    for cell in 0..cells.len() {
        let sums = &mut sums[draft.class_of_cell(cell)];
        sums.iter_mut().zip(cells.counts(cell)).for_each(|(sum, &count)| *sum += u64::from(count));
    }
    sums
}
