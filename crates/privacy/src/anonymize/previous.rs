//! A new edition on the classes of the one before, so that subtracting the editions isolates nobody.
//!
//! Every respondent of the earlier edition is taken to be in the input again, and finds their class by its
//! labels ([`super::lookup`]). Combinations that no label covers become classes of their own, if they can.

use super::audit;
use super::cells::{Cells, names};
use super::grid::Grid;
use super::groups::{self, splits_few};
use super::lookup::Lookup;
use super::table::Draft;
use super::{AnonymizeError, Cell, DimensionSpec, Options, PreviousTable};
use needs_core::survey::Label;

/// The drafts of all tables of the earlier edition, with the new respondents in its classes.
pub(super) fn continued(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    previous: &[PreviousTable],
    options: &Options,
) -> Result<Vec<Draft>, AnonymizeError> {
    let mut drafts = Vec::new();
    for (at, table) in previous.iter().enumerate() {
        let sound = !table.dimensions.is_empty()
            && table.dimensions.iter().all(|&d| d < dimensions.len())
            && table.classes.iter().all(|class| class.labels.len() == table.dimensions.len());
        if !sound {
            let problem = "the earlier edition has other dimensions; publish without --previous".to_owned();
            return Err(AnonymizeError::Table { table: at, problem });
        }
        let draft = place(dimensions, cells, at, table, options)?;
        growth(dimensions, cells, at, table, &draft, options)?;
        drafts.push(draft);
    }
    if drafts.len() > 1 {
        // An edition of other software, or of before those asked were looked at.
        let told = |n: &Vec<u32>| audit::determines(n, &drafts, options.k);
        if options.audit && groups::populations(cells).iter().any(told) {
            return Err(AnonymizeError::PreviousDetermines);
        }
        newcomers(dimensions, cells, previous, &drafts, options)?;
    }
    Ok(drafts)
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
    let mut sums = vec![vec![0_u32; cells.width]; draft.classes.len()];
    for cell in 0..cells.len() {
        let sums = &mut sums[draft.class_of_cell(cell)];
        sums.iter_mut().zip(cells.counts(cell)).for_each(|(sum, count)| *sum += count);
    }
    for ((class, sums), before) in draft.classes.iter().zip(&sums).zip(&table.classes) {
        let place = || describe(dimensions, &table.dimensions, &before.labels);
        let now = draft.grid.respondents(class) as u32;
        let Some(new) = now.checked_sub(before.n).filter(|&new| new == 0 || new >= options.k) else {
            return Err(AnonymizeError::Growth { table: at, class: place(), before: before.n, now, k: options.k });
        };
        if now < options.k {
            return Err(AnonymizeError::PreviousSmall { table: at, class: place(), n: now, k: options.k });
        }
        if let Some((group, asked)) = draft.grid.few_of_a_group(class) {
            let name = cells.group_names[group].clone();
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

fn place(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    at: usize,
    table: &PreviousTable,
    options: &Options,
) -> Result<Draft, AnonymizeError> {
    let list = &table.dimensions;
    let grid = Grid::of(dimensions, cells, list, options.k);
    let mut classes: Vec<Vec<usize>> = vec![Vec::new(); table.classes.len()];
    let lookup = Lookup::of(table.classes.iter().map(|class| Some(class.labels.as_slice())));
    let mut uncovered = Vec::new();
    for cell in 0..grid.len() {
        match lookup.class(&grid, cell) {
            Some(class) => classes[class].push(cell),
            None => uncovered.push(cell),
        }
    }
    if !uncovered.is_empty() {
        let n = grid.respondents(&uncovered);
        let new = if grid.may_be_class(&uncovered) { Draft::search(&grid, uncovered.clone()) } else { Vec::new() };
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

/// Someone who subtracts the editions has tables of the newcomers alone: these too must determine no group
/// below k together.
fn newcomers(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    previous: &[PreviousTable],
    drafts: &[Draft],
    options: &Options,
) -> Result<(), AnonymizeError> {
    if let Some(before) = &options.previous_cells {
        let populations = without(dimensions, cells, before)?;
        return match populations.iter().any(|new| audit::determines(new, drafts, options.k)) {
            true => Err(AnonymizeError::Newcomers),
            false => Ok(()),
        };
    }
    // Nobody knows here who is new. It is safe whoever they are if at most one table tells them apart; then one at
    // most tells those of a group apart.
    let grown = |(draft, table): (&Draft, &PreviousTable)| {
        let before = |class: usize| table.classes.get(class).map_or(0, |class| u64::from(class.n));
        (0..draft.classes.len()).filter(|&class| draft.grid.respondents(&draft.classes[class]) > before(class)).count()
    };
    match drafts.iter().zip(previous).map(grown).filter(|&classes| classes > 1).count() {
        0 | 1 => Ok(()),
        _ => Err(AnonymizeError::NewcomersUnknown),
    }
}

/// Respondents of each cell who were not in the earlier edition, by population ([`groups::populations`]).
fn without(dimensions: &[DimensionSpec], cells: &Cells, before: &[Cell]) -> Result<Vec<Vec<u32>>, AnonymizeError> {
    let mut new = groups::populations(cells);
    for (i, cell) in before.iter().enumerate() {
        let left = cells.position(&cell.key).and_then(|at| {
            let asked = |&group: &usize| cell.counts.get(group).copied();
            let mut gone = vec![cell.n];
            for asked in cells.groups.iter().map(asked) {
                gone.extend([asked?, cell.n.checked_sub(asked?)?]);
            }
            for (new, gone) in new.iter_mut().zip(gone) {
                new[at] = new[at].checked_sub(gone)?;
            }
            Some(())
        });
        if left.is_none() {
            let list: Vec<usize> = (0..dimensions.len()).collect();
            let labels: Vec<Label> = cell.key.iter().map(|&key| Label::all_of(key)).collect();
            let place = describe(dimensions, &list, &labels);
            let problem = format!("{} respondents of the earlier edition ({place}) are no longer there", cell.n);
            return Err(AnonymizeError::Cell { cell: i, problem });
        }
    }
    Ok(new)
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
                let second = anonymize(&dimensions, cells.clone(), &Options { previous, ..options }).unwrap();
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
