//! A new edition on the classes of the previous one, so that subtracting the editions isolates nobody.
//!
//! Every respondent of the earlier edition is taken to be in the input again, and finds their class by its
//! labels ([`super::lookup`]); where classes overlap ([`super::overlap`]), by making the earlier tables again of the earlier
//! answers. Combinations that no label covers become classes of their own, if they can. The common
//! tables keep their classes. A question whose late answers are too few for them, or all alike, gets tables of its own of
//! the same classes put together ([`super::own`]): then subtracting the editions tells of sums of these.

use super::audit;
use super::cells::{Cells, NOWHERE, names};
use super::grid::Grid;
use super::groups::{self, is_few, splits_few};
use super::lookup::Lookup;
use super::own::class_sums;
use super::table::Draft;
use super::work::Work;
use super::{AnonymizeError, Cell, DimensionSpec, Options, PreviousClass, PreviousTable};
use needs_core::survey::Label;

/// The earlier edition.
pub(super) struct Earlier<'a> {
    dimensions: &'a [DimensionSpec],
    tables: &'a [PreviousTable],
    /// Its respondents by cell of this edition, if its answers exist.
    before: Option<Before>,
}

struct Before {
    n: Vec<u32>,
    /// `[cell][column]`.
    counts: Vec<Vec<u32>>,
}

/// The drafts of the common tables of the earlier edition, with the new respondents in their classes.
pub(super) fn continued<'a>(
    dimensions: &'a [DimensionSpec],
    cells: &Cells,
    previous: &'a [PreviousTable],
    options: &Options,
    work: &mut Work,
) -> Result<(Vec<Draft>, Earlier<'a>), AnonymizeError> {
    for (at, table) in previous.iter().enumerate() {
        let sound = !table.dimensions.is_empty()
            && table.dimensions.iter().all(|&d| d < dimensions.len())
            && table.own.is_none_or(|question| question < options.questions.len())
            && table.classes.iter().all(|class| class.labels.len() == table.dimensions.len());
        if !sound {
            let problem = "the earlier edition has other dimensions; publish without --previous".to_owned();
            return Err(AnonymizeError::Table { table: at, problem });
        }
    }
    let before = options.previous_cells.as_ref().map(|before| Before::of(dimensions, cells, before)).transpose()?;
    let commons: Vec<usize> = (0..previous.len()).filter(|&at| previous[at].own.is_none()).collect();
    let mut again: Option<Vec<Vec<usize>>> = None;
    let mut drafts = Vec::new();
    for (common, &at) in commons.iter().enumerate() {
        let table = &previous[at];
        let mut draft = place(dimensions, cells, at, table, None, options, work)?;
        if commons.len() > 1 && overlaps(table) {
            let Some(before) = &before else { return Err(AnonymizeError::PreviousOverlaps { table: at }) };
            let class_of = |cell: usize| Some(draft.class_of_cell(cell));
            if before.reproduces(dimensions, at, table, 0..cells.width, &class_of).is_err() {
                if again.is_none() {
                    again = made_again(dimensions, cells, previous, options, work)?;
                }
                if let Some(again) = &again {
                    draft = place(dimensions, cells, at, table, Some(&again[common]), options, work)?;
                }
            }
        }
        growth(dimensions, cells, at, table, &draft, options)?;
        if let Some(before) = &before {
            let class_of = |cell: usize| Some(draft.class_of_cell(cell));
            before.reproduces(dimensions, at, table, 0..cells.width, &class_of)?;
        }
        drafts.push(draft);
    }
    if drafts.len() > 1 {
        // An edition of other software, or of before those asked were looked at.
        for n in groups::populations(cells) {
            if options.audit && audit::determines(&n, &drafts, options.k, work)? {
                return Err(AnonymizeError::PreviousDetermines);
            }
        }
        newcomers(cells, previous, &drafts, before.as_ref(), options, work)?;
    }
    Ok((drafts, Earlier { dimensions, tables: previous, before }))
}

/// Each class stays as it is or grows by at least k, and so do those of it who are in a group, and those who are not.
/// Who answered before answers the same: each count grows by no more than what it is counted among.
fn growth(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    at: usize,
    table: &PreviousTable,
    draft: &Draft,
    options: &Options,
) -> Result<(), AnonymizeError> {
    let sums = class_sums(cells, draft);
    for ((class, sums), before) in draft.classes.iter().zip(&sums).zip(&table.classes) {
        let sums: Vec<u32> = sums.iter().map(|&sum| sum as u32).collect();
        let place = || describe(dimensions, &table.dimensions, &before.labels);
        let now = draft.grid.respondents(class) as u32;
        let Some(new) = now.checked_sub(before.n).filter(|&new| new == 0 || new >= options.k) else {
            return Err(AnonymizeError::Growth { table: at, class: place(), before: before.n, now, k: options.k });
        };
        if now < options.k {
            return Err(AnonymizeError::PreviousSmall { table: at, class: place(), n: now, k: options.k });
        }
        if let Some((group, asked)) = draft.grid.few_of_a_group(class) {
            let name = cells.groups[group].name.clone();
            return Err(AnonymizeError::PreviousAsked { table: at, class: place(), name, asked: asked as u32, n: now });
        }
        // By how much each column has grown; nothing where the earlier edition did not have it.
        let mut grown: Vec<Option<u32>> = Vec::with_capacity(options.columns.len());
        for (c, column) in options.columns.iter().enumerate() {
            let Some(count) = before.counts.get(c).copied().flatten() else {
                grown.push(None);
                continue;
            };
            let most = column.among.map_or(Some(new), |among| grown[among]).unwrap_or(new);
            let Some(more) = sums[c].checked_sub(count).filter(|&more| more <= most) else {
                let (class, name) = (place(), column.name.clone());
                return Err(AnonymizeError::Changed { table: at, class, name, before: count, now: sums[c], most });
            };
            if column.among.is_none() && splits_few(more.into(), new.into(), options.k.into()) {
                let (class, name, k) = (place(), column.name.clone(), options.k);
                return Err(AnonymizeError::GroupGrowth { table: at, class, name, asked: more, new, k });
            }
            grown.push(Some(more));
        }
    }
    Ok(())
}

/// Whether the labels leave somebody more than one class.
fn overlaps(table: &PreviousTable) -> bool {
    let meet = |a: &PreviousClass, b: &PreviousClass| a.labels.iter().zip(&b.labels).all(|(a, b)| a.set & b.set != 0);
    table.classes.iter().enumerate().any(|(at, class)| table.classes[..at].iter().any(|other| meet(class, other)))
}

/// The classes that the cells of the earlier edition had, by common table and cell of this edition ([`NOWHERE`] for new
/// ones): its tables are made again of its answers. None if these do not make such classes.
fn made_again(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    previous: &[PreviousTable],
    options: &Options,
    work: &mut Work,
) -> Result<Option<Vec<Vec<usize>>>, AnonymizeError> {
    let earlier = |(d, dimension): (usize, &DimensionSpec)| {
        let mut dimension = dimension.clone();
        dimension.categories.truncate(options.previous_categories.get(d).copied().unwrap_or(usize::MAX));
        dimension
    };
    let dimensions: Vec<DimensionSpec> = dimensions.iter().enumerate().map(earlier).collect();
    let commons: Vec<&PreviousTable> = previous.iter().filter(|table| table.own.is_none()).collect();
    let lists: Vec<Vec<usize>> = commons.iter().map(|table| table.dimensions.clone()).collect();
    let given = options.previous_cells.clone().unwrap_or_default();
    let k = options.previous_k.unwrap_or(options.k);
    let options = Options { k, previous: None, previous_cells: None, ..options.clone() };
    let made = Cells::check(&dimensions, given, &options)
        .and_then(|before| Ok((super::tables(&dimensions, &before, &lists, &options, work)?, before)));
    let (made, before) = match made {
        Err(AnonymizeError::Stopped) => return Err(AnonymizeError::Stopped),
        Err(_) => return Ok(None),
        Ok(made) => made,
    };
    let table = |(table, draft): (&&PreviousTable, &Draft)| -> Option<Vec<usize>> {
        let class = |cell: usize| match before.position(cells.key(cell)) {
            None => Some(NOWHERE),
            Some(at) => {
                let labels = &draft.labels()[draft.class_of_cell(at)];
                table.classes.iter().position(|class| class.labels == *labels)
            }
        };
        (0..cells.len()).map(class).collect()
    };
    Ok(commons.iter().zip(&made.drafts).map(table).collect())
}

/// A table of the earlier edition, with everybody in their class: by `class_of`, of the cells that are known there, else by
/// the labels.
fn place(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    at: usize,
    table: &PreviousTable,
    class_of: Option<&[usize]>,
    options: &Options,
    work: &mut Work,
) -> Result<Draft, AnonymizeError> {
    let list = &table.dimensions;
    let grid = match class_of {
        Some(_) => Grid::fine(dimensions, cells, list, options.k),
        None => Grid::of(dimensions, cells, list, options.k),
    };
    let mut known = vec![NOWHERE; grid.len()];
    if let Some(class_of) = class_of {
        grid.of_cell.iter().zip(class_of).for_each(|(&at, &class)| known[at] = class);
    }
    let mut classes: Vec<Vec<usize>> = vec![Vec::new(); table.classes.len()];
    let lookup = Lookup::of(table.classes.iter().map(|class| Some(class.labels.as_slice())));
    let mut uncovered = Vec::new();
    for (cell, &known) in known.iter().enumerate() {
        match if known == NOWHERE { lookup.class(&grid, cell) } else { Some(known) } {
            Some(class) => classes[class].push(cell),
            None => uncovered.push(cell),
        }
    }
    if !uncovered.is_empty() {
        let n = grid.respondents(&uncovered);
        let new = match grid.may_be_class(&uncovered) {
            true => Draft::search(&grid, uncovered.clone(), work)?,
            false => Vec::new(),
        };
        // The new labels must leave every cell of the old classes where it is.
        let apart = |class: &Vec<usize>| {
            let labels = grid.labels(class);
            (0..grid.len()).filter(|&cell| grid.covers(&labels, cell)).count() == class.len()
        };
        if new.is_empty() || !new.iter().all(apart) {
            let labels = grid.labels(&uncovered[..1]);
            return Err(AnonymizeError::Uncovered { table: at, combination: describe(dimensions, list, &labels), n });
        }
        classes.extend(new);
    }
    Ok(Draft::of(list, grid, classes))
}

/// Someone who subtracts the editions has tables of the newcomers alone: no combination of their numbers may be about
/// fewer than k of them either.
fn newcomers(
    cells: &Cells,
    previous: &[PreviousTable],
    drafts: &[Draft],
    before: Option<&Before>,
    options: &Options,
    work: &mut Work,
) -> Result<(), AnonymizeError> {
    if let Some(before) = before {
        let new = cells.less(&|cell| before.n[cell], 0, &|cell| &before.counts[cell]);
        for new in groups::populations(&new) {
            if audit::determines(&new, drafts, options.k, work)? {
                return Err(AnonymizeError::Newcomers);
            }
        }
        return Ok(());
    }
    // Nobody knows here who is new. It is safe whoever they are if at most one table tells them apart; then one at
    // most tells those of a group apart, or those who answered a question.
    let grown = |(draft, table): (&Draft, &PreviousTable)| {
        let before = |class: usize| table.classes.get(class).map_or(0, |class| u64::from(class.n));
        (0..draft.classes.len()).filter(|&class| draft.grid.respondents(&draft.classes[class]) > before(class)).count()
    };
    let commons = previous.iter().filter(|table| table.own.is_none());
    match drafts.iter().zip(commons).map(grown).filter(|&classes| classes > 1).count() {
        0 | 1 => Ok(()),
        _ => Err(AnonymizeError::NewcomersUnknown),
    }
}

impl Before {
    fn of(dimensions: &[DimensionSpec], cells: &Cells, given: &[Cell]) -> Result<Before, AnonymizeError> {
        let mut before = Before { n: vec![0; cells.len()], counts: vec![vec![0; cells.width]; cells.len()] };
        for (i, cell) in given.iter().enumerate() {
            let at = cells.position(&cell.key).filter(|&at| {
                before.n[at] += cell.n;
                before.counts[at].iter_mut().zip(&cell.counts).for_each(|(sum, count)| *sum += count);
                before.n[at] <= cells.n[at] && before.counts[at].iter().zip(cells.counts(at)).all(|(b, now)| b <= now)
            });
            if at.is_none() {
                let list: Vec<usize> = (0..dimensions.len()).collect();
                let labels: Vec<Label> = cell.key.iter().map(|&key| Label::all_of(key)).collect();
                let place = describe(dimensions, &list, &labels);
                let problem = format!("{} respondents of the earlier edition ({place}) are no longer there", cell.n);
                return Err(AnonymizeError::Cell { cell: i, problem });
            }
        }
        Ok(before)
    }

    /// Whether these answers make a table of the earlier edition again, every count: else they are not its answers.
    fn reproduces(
        &self,
        dimensions: &[DimensionSpec],
        at: usize,
        table: &PreviousTable,
        columns: std::ops::Range<usize>,
        class_of: &dyn Fn(usize) -> Option<usize>,
    ) -> Result<(), AnonymizeError> {
        let own = table.own.is_some();
        let mut n = vec![0_u32; table.classes.len()];
        let mut counts = vec![vec![0_u32; columns.len()]; table.classes.len()];
        for cell in 0..self.n.len() {
            let people = if own { self.counts[cell][columns.start] } else { self.n[cell] };
            if people == 0 {
                continue;
            }
            let Some(class) = class_of(cell).filter(|&class| class < table.classes.len()) else {
                let (class, name) = ("that of nobody".to_owned(), "n".to_owned());
                return Err(AnonymizeError::PreviousAnswers { table: at, class, name, before: 0, given: people });
            };
            n[class] += people;
            counts[class].iter_mut().zip(&self.counts[cell][columns.clone()]).for_each(|(sum, count)| *sum += count);
        }
        for ((class, n), counts) in table.classes.iter().zip(n).zip(counts) {
            let differs = |name: String, before: u32, given: u32| {
                let class = describe(dimensions, &table.dimensions, &class.labels);
                Err(AnonymizeError::PreviousAnswers { table: at, class, name, before, given })
            };
            if n != class.n {
                return differs("n".to_owned(), class.n, n);
            }
            let before =
                columns.clone().zip(&counts).filter_map(|(c, &given)| Some((c, class.counts.get(c).copied()??, given)));
            for (column, before, given) in before {
                if before != given {
                    return differs(format!("count column {}", column + 1), before, given);
                }
            }
        }
        Ok(())
    }
}

/// What the earlier edition said of a question, in each of the common tables or in its own over the same dimensions.
pub(super) struct OfQuestion {
    tables: Vec<TableBefore>,
    /// Those who are new, by cell of those who answered; none where nobody knows who they are.
    pub newcomers: Option<Cells>,
}

pub(super) struct TableBefore {
    own: bool,
    dimensions: Vec<usize>,
    classes: usize,
    /// The class of the earlier edition, by cell of those who answered; [`NOWHERE`] for none.
    class_of: Vec<usize>,
    /// `[class][column of the question]`.
    counts: Vec<Vec<u64>>,
}

impl Earlier<'_> {
    /// None if the earlier edition did not have the question.
    pub fn of_question(
        &self,
        question: usize,
        cells: &Cells,
        people: &Cells,
        origin: &[usize],
        commons: &[Draft],
        options: &Options,
    ) -> Result<Option<OfQuestion>, AnonymizeError> {
        let asked = &options.questions[question];
        let columns = asked.columns.clone();
        let mut tables = Vec::new();
        let positions = (0..self.tables.len()).filter(|&at| self.tables[at].own.is_none());
        for (at, common) in positions.zip(commons) {
            let is_own = |table: &PreviousTable| table.own == Some(question) && table.dimensions == common.dimensions;
            let own = self.tables.iter().position(is_own);
            let table = &self.tables[own.unwrap_or(at)];
            let has = |class: &PreviousClass| class.counts.get(columns.start).is_some_and(Option::is_some);
            if !table.classes.iter().all(has) {
                return Ok(None);
            }
            let class_of: Vec<usize> = match own {
                Some(_) => {
                    let grid = Grid::of(self.dimensions, people, &table.dimensions, options.k);
                    let lookup = Lookup::of(table.classes.iter().map(|class| Some(class.labels.as_slice())));
                    let class = |cell: usize| lookup.class(&grid, grid.of_cell[cell]).unwrap_or(NOWHERE);
                    (0..people.len()).map(class).collect()
                }
                None => origin.iter().map(|&cell| common.class_of_cell(cell)).collect(),
            };
            let count = |class: &PreviousClass, column: usize| u64::from(class.counts[column].unwrap_or(0));
            let counts: Vec<Vec<u64>> =
                table.classes.iter().map(|class| columns.clone().map(|c| count(class, c)).collect()).collect();
            self.check(own.unwrap_or(at), table, people, &class_of, &counts, options, question)?;
            if let (Some(own), Some(before)) = (own, &self.before) {
                let mut of_survey = vec![None; cells.len()];
                origin.iter().zip(&class_of).for_each(|(&cell, &class)| of_survey[cell] = Some(class));
                before.reproduces(self.dimensions, own, table, columns.clone(), &|cell| of_survey[cell])?;
            }
            tables.push(TableBefore {
                own: own.is_some(),
                dimensions: table.dimensions.clone(),
                classes: table.classes.len(),
                class_of,
                counts,
            });
        }
        let newcomers = self.before.as_ref().map(|before| {
            let answered = |cell: usize| before.counts[origin[cell]][columns.start];
            people.less(&answered, columns.start, &|cell| &before.counts[origin[cell]])
        });
        Ok(Some(OfQuestion { tables, newcomers }))
    }

    /// Who answered before answers the same, and of no class of the earlier edition did 1 to k - 1.
    #[allow(clippy::too_many_arguments)]
    fn check(
        &self,
        at: usize,
        table: &PreviousTable,
        people: &Cells,
        class_of: &[usize],
        before: &[Vec<u64>],
        options: &Options,
        question: usize,
    ) -> Result<(), AnonymizeError> {
        let asked = &options.questions[question];
        let first = asked.columns.start;
        let mut now = vec![vec![0_u64; people.width]; table.classes.len()];
        for (cell, &class) in class_of.iter().enumerate().filter(|(_, class)| **class < table.classes.len()) {
            now[class].iter_mut().zip(people.counts(cell)).for_each(|(sum, &count)| *sum += u64::from(count));
        }
        for (class, (now, before)) in now.iter().zip(before).enumerate() {
            let place = || describe(self.dimensions, &table.dimensions, &table.classes[class].labels);
            for (name, columns) in &asked.answering {
                let answered: u64 = columns.clone().map(|c| before[c - first]).sum();
                if is_few(answered, options.k.into()) {
                    let (class, name) = (place(), name.clone());
                    let answered = answered as u32;
                    return Err(AnonymizeError::PreviousAnswered { table: at, class, name, answered, k: options.k });
                }
            }
            if let Some(c) = (0..now.len()).find(|&c| now[c] < before[c]) {
                let name = options.columns.get(first + c).map_or_else(|| asked.name.clone(), |c| c.name.clone());
                let (class, before, now) = (place(), before[c] as u32, now[c] as u32);
                return Err(AnonymizeError::Changed { table: at, class, name, before, now, most: 0 });
            }
        }
        Ok(())
    }
}

impl OfQuestion {
    /// The question's own table, where the earlier edition had it in place of a common one.
    pub fn own_table(&self, table: usize) -> Option<&TableBefore> {
        self.tables.get(table).filter(|before| before.own)
    }

    /// What the earlier edition said of the classes of a draft.
    pub fn before(&self, table: usize, draft: &Draft, width: usize) -> Vec<Vec<u64>> {
        let mut sums = vec![vec![0; width]; draft.classes.len()];
        let before = &self.tables[table];
        let mut seen = vec![false; before.classes];
        for (cell, &class) in before.class_of.iter().enumerate().filter(|(_, class)| **class < before.classes) {
            if !std::mem::replace(&mut seen[class], true) {
                let sums = &mut sums[draft.class_of_cell(cell)];
                sums.iter_mut().zip(&before.counts[class]).for_each(|(sum, count)| *sum += count);
            }
        }
        sums
    }
}

impl TableBefore {
    /// Its classes, with those who answered now; who is in none of them is in one behind them.
    pub fn draft(&self, dimensions: &[DimensionSpec], people: &Cells, k: u32) -> Draft {
        let grid = Grid::of(dimensions, people, &self.dimensions, k);
        let mut classes = vec![Vec::new(); self.classes + 1];
        let mut seen = vec![false; grid.len()];
        for (cell, &at) in grid.of_cell.iter().enumerate() {
            if !std::mem::replace(&mut seen[at], true) {
                classes[self.class_of[cell].min(self.classes)].push(at);
            }
        }
        classes.iter_mut().for_each(|class: &mut Vec<usize>| class.sort_unstable());
        Draft::of(&self.dimensions, grid, classes)
    }
}

/// `field: geoscience; region: africa or asia`.
fn describe(dimensions: &[DimensionSpec], list: &[usize], labels: &[Label]) -> String {
    let one = |(&d, label): (&usize, &Label)| {
        let names = names(&dimensions[d], label.set);
        format!("{}: {}", dimensions[d].id, if label.known { names } else { names.replace(" + ", " or ") })
    };
    list.iter().zip(labels).map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::survey;
    use super::super::{Column, PreviousClass, Tables, anonymize};
    use super::*;
    use proptest::prelude::*;

    fn dimension(id: &str, categories: &[&str]) -> DimensionSpec {
        let categories = categories.iter().map(|c| (*c).to_owned()).collect();
        DimensionSpec { id: id.to_owned(), categories, ..DimensionSpec::default() }
    }

    fn cell(key: &[usize], n: u32) -> Cell {
        Cell { key: key.iter().map(|&c| 1 << c).collect(), n, counts: vec![] }
    }

    fn edition(dimensions: &[DimensionSpec], cells: &[Cell], options: &Options) -> Vec<PreviousTable> {
        let done = anonymize(dimensions, cells.to_vec(), options).unwrap();
        let class = |class: &super::super::Class| PreviousClass {
            labels: class.labels.clone(),
            n: class.n,
            counts: class.counts.iter().copied().map(Some).collect(),
        };
        let table = |p: &super::super::Partition| PreviousTable {
            own: None,
            dimensions: p.dimensions.clone(),
            classes: p.classes.iter().map(class).collect(),
        };
        done.partitions.iter().map(table).collect()
    }

    fn joint() -> Options {
        Options { tables: Tables::Joint, ..Options::default() }
    }

    proptest! {
        #[test]
        fn the_same_answers_make_the_same_classes((dimensions, cells) in survey()) {
            for options in [joint(), Options { tables: Tables::ByDimension, ..Options::default() }] {
                let Ok(first) = anonymize(&dimensions, cells.clone(), &options) else { return Ok(()) };
                let previous = Some(edition(&dimensions, &cells, &options));
                // Classes of several tables may overlap: then the answers tell who is in which.
                let previous_cells = (options.tables == Tables::ByDimension).then(|| cells.clone());
                let options = Options { previous, previous_cells, ..options };
                let second = anonymize(&dimensions, cells.clone(), &options).unwrap();
                for (first, second) in first.partitions.iter().zip(&second.partitions) {
                    prop_assert_eq!(&first.classes, &second.classes);
                    prop_assert_eq!(&first.assignment, &second.assignment);
                }
            }
        }

        #[test]
        fn a_class_grows_by_nothing_or_at_least_k((dimensions, cells) in survey(), late in 1..8_u32, at in any::<usize>()) {
            let Ok(_) = anonymize(&dimensions, cells.clone(), &joint()) else { return Ok(()) };
            let previous = Some(edition(&dimensions, &cells, &joint()));
            let mut more = cells.clone();
            let key = cells[at % cells.len()].key.clone();
            more.push(Cell { key, n: late, counts: vec![0, 0] });
            let options = Options { previous, ..joint() };
            match anonymize(&dimensions, more, &options) {
                Ok(_) => prop_assert!(late >= 5),
                Err(error) => prop_assert!(late < 5 && matches!(error, AnonymizeError::Growth { .. }), "{}", error),
            }
        }
    }

    fn regions() -> (Vec<DimensionSpec>, Vec<Cell>) {
        let dimensions = vec![dimension("field", &["a", "b"]), dimension("region", &["x", "y", "z"])];
        (dimensions, vec![cell(&[0, 0], 9), cell(&[0, 1], 6), cell(&[1, 0], 7)])
    }

    #[test]
    fn late_answers_below_k_are_refused_with_the_class_and_its_growth() {
        let (dimensions, mut cells) = regions();
        let previous = Some(edition(&dimensions, &cells, &joint()));
        cells.push(cell(&[0, 1], 2));
        let error = anonymize(&dimensions, cells, &Options { previous, ..joint() }).unwrap_err();
        let expected =
            AnonymizeError::Growth { table: 0, class: "field: a; region: y".to_owned(), before: 6, now: 8, k: 5 };
        assert_eq!(error, expected);
    }

    #[test]
    fn answers_that_were_withdrawn_are_refused() {
        let (dimensions, mut cells) = regions();
        let previous = Some(edition(&dimensions, &cells, &joint()));
        cells[0].n = 3;
        let error = anonymize(&dimensions, cells, &Options { previous, ..joint() }).unwrap_err();
        assert!(matches!(error, AnonymizeError::Growth { before: 9, now: 3, .. }), "{error}");
    }

    #[test]
    fn a_new_combination_makes_a_class_of_its_own_from_k_on() {
        let (dimensions, cells) = regions();
        let previous = Some(edition(&dimensions, &cells, &joint()));
        let with = |n: u32| {
            let mut cells = cells.clone();
            cells.push(cell(&[1, 2], n));
            anonymize(&dimensions, cells, &Options { previous: previous.clone(), ..joint() })
        };
        let done = with(5).unwrap();
        assert_eq!(done.partitions[0].classes.len(), 4);
        let error = with(4).unwrap_err();
        let expected = "field: b; region: z".to_owned();
        assert_eq!(error, AnonymizeError::Uncovered { table: 0, combination: expected, n: 4 });
    }

    #[test]
    fn tables_of_an_earlier_edition_that_tell_too_much_together_are_not_kept() {
        let dimensions =
            vec![dimension("field", &["a"]), dimension("region", &["x", "y"]), dimension("channel", &["p", "q"])];
        let cells = vec![cell(&[0, 0, 0], 8), cell(&[0, 0, 1], 2), cell(&[0, 1, 1], 20)];
        let options = Options { tables: Tables::ByDimension, audit: false, ..Options::default() };
        let previous = Some(edition(&dimensions, &cells, &options));
        let error = anonymize(&dimensions, cells, &Options { previous, audit: true, ..options }).unwrap_err();
        assert_eq!(error, AnonymizeError::PreviousDetermines);
    }

    /// Of those who are new, and were asked a question, two are from region x but not by channel p.
    #[test]
    fn late_answers_of_few_who_were_asked_are_audited_too() {
        let dimensions =
            vec![dimension("field", &["a"]), dimension("region", &["x", "y"]), dimension("channel", &["p", "q"])];
        let cell = |at: usize, n: u32, asked: u32| Cell { counts: vec![asked], ..cell(&[0, at / 2, at % 2], n) };
        let before: Vec<Cell> = (0..4).map(|at| cell(at, 9, 9)).collect();
        let column = Column { name: "licence.asked".to_owned(), among: None };
        let edition = |columns: Vec<Column>| {
            let options = Options { columns, tables: Tables::ByDimension, ..Options::default() };
            let previous = Some(edition(&dimensions, &before, &options));
            let late = [(10, 5), (7, 2), (5, 0), (10, 5)];
            let now = (0..4).map(|at| cell(at, 9 + late[at].0, 9 + late[at].1)).collect();
            anonymize(&dimensions, now, &Options { previous, previous_cells: Some(before.clone()), ..options })
        };
        assert!(edition(vec![]).is_ok());
        assert_eq!(edition(vec![column]).unwrap_err(), AnonymizeError::Newcomers);
    }

    /// Seven late answers from region x, five of them (and nobody else) by channel p: editions would tell two.
    #[test]
    fn late_answers_of_several_tables_are_audited_against_the_earlier_answers() {
        let dimensions =
            vec![dimension("field", &["a"]), dimension("region", &["x", "y"]), dimension("channel", &["p", "q"])];
        let before = vec![cell(&[0, 0, 0], 9), cell(&[0, 0, 1], 9), cell(&[0, 1, 0], 9), cell(&[0, 1, 1], 9)];
        let options = Options { tables: Tables::ByDimension, ..Options::default() };
        let previous = Some(edition(&dimensions, &before, &options));
        let edition = |late: &[(usize, u32)], earlier: bool| {
            let mut cells = before.clone();
            late.iter().for_each(|&(at, n)| cells[at].n += n);
            let previous_cells = earlier.then(|| before.clone());
            anonymize(&dimensions, cells, &Options { previous: previous.clone(), previous_cells, ..options.clone() })
        };
        // x and p, x and q, y and q.
        let nested = [(0, 5), (1, 2), (3, 5)];
        assert_eq!(edition(&nested, true).unwrap_err(), AnonymizeError::Newcomers);
        assert_eq!(edition(&nested, false).unwrap_err(), AnonymizeError::NewcomersUnknown);
        let crossed = [(0, 5), (1, 5), (2, 5), (3, 5)];
        assert!(edition(&crossed, true).is_ok());
        assert!(edition(&[(0, 5)], false).is_ok(), "all in one class of each table");
    }
}
