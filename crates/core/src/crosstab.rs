//! The cross-tabulation behind every chart, table and number.

use crate::{
    estimate::Proportion,
    filter::{Filter, Membership},
    survey::{Columns, Survey, Table, categories_in, file::Kind},
    view::{Base, Sort, View},
};
use std::borrow::Cow;

/// Rows (everybody, then the categories of one dimension) by columns (choices, themes, or items of a rating).
#[derive(Clone, Debug, PartialEq)]
pub struct CrossTab {
    /// Everybody first, then the selected categories in file order, then the respondents whose category is undetermined.
    pub rows: Vec<Row>,
    pub columns: Vec<Column>,
    /// `[row][column]`: respondents who are certainly in the view and in the row.
    pub cells: Vec<Vec<Cell>>,
    /// `[row][column]`: respondents who may or may not be; [`CrossTab::bounds`] uses them.
    pub unknown: Vec<Vec<Cell>>,
    /// `[row][pair]`: those of `cells` who chose both choices of a pair, in the order of [`crate::survey::pair`]; rows
    /// are empty where the file does not publish pairs or the columns are not choices.
    pub pairs: Vec<Vec<Cell>>,
    /// `[row][two items]`, in the order of [`crate::survey::before`]: who put one item of a ranking before another; rows are empty
    /// where the file does not publish these.
    pub before: Vec<Vec<Cell>>,
    /// Respondents in the file.
    pub published: u32,
    /// The question has its own tables ([`Table::own`]): rows count those who answered it, and `asked` is unknown.
    pub answered_only: bool,
    /// Whom its shares are of.
    pub base: Base,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub kind: RowKind,
    /// Respondents who are certainly in the view and in this row.
    pub n: u32,
    pub asked: u32,
    pub answered: u32,
    /// Respondents who may or may not be in the view and in this row.
    pub unknown: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Everybody in the view.
    All,
    /// Everybody in the view who is in this category of the row dimension.
    Category(usize),
    /// In the view, in one of several categories; the file does not say which.
    Undetermined,
}

/// What a column counts, by position in its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Choice(usize),
    Theme(usize),
    /// An item of a rating or ranking, and the position of the measure it shows (see `Question::measures`).
    Item(usize, usize),
}

/// Respondents who chose an option, of those who could have; a respondent counts once.
pub type Cell = Proportion;

/// No table of the file has all these dimensions (ascending positions).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no table of this file holds these dimensions together")]
pub struct Unanswerable {
    pub dimensions: Vec<usize>,
}

impl CrossTab {
    /// The cross-tabulation of a view, unweighted.
    ///
    /// # Errors
    /// If no table of the file has the dimensions that the view filters by together with its rows.
    pub fn of(survey: &Survey, view: &View) -> Result<CrossTab, Unanswerable> {
        let table = table_of(survey, view)?;
        Ok(CrossTab::sum(survey, table, view, &view.filter, None))
    }

    /// Sums the classes of `table` that `filter` keeps, with a weight per class if given.
    ///
    /// Question, rows, level and base are those of `view`; its filter is not used. The table must have the filtered
    /// dimensions; without the row dimension the result has the row of everybody alone.
    pub fn sum(survey: &Survey, table: &Table, view: &View, filter: &Filter, weights: Option<&[f64]>) -> CrossTab {
        let membership = filter.classes(table);
        let places = Places::of(survey, table, view, filter);
        let columns = columns(survey, view);
        let layout = &survey.layout.questions[view.question];
        let mut rows = places.rows.clone();
        for (class, &n) in table.n.iter().enumerate() {
            let (asked, answered) = (table.counts[layout.asked][class], table.counts[layout.answered][class]);
            places.each(class, membership[class], |row, certain| {
                if certain {
                    rows[row].n += n;
                    rows[row].asked += asked;
                    rows[row].answered += answered;
                } else {
                    rows[row].unknown += n;
                }
            });
        }
        let of_choices = matches!(columns[..], [Column::Choice(_), ..]);
        let pairs = if of_choices { layout.pairs() } else { layout.befores() };
        let mut cells = vec![vec![Cell::default(); columns.len() + pairs.len()]; rows.len()];
        let mut unknown = cells.clone();
        let (group_of, groups) = places.groups(&membership);
        // Both choices of a pair have the same base.
        let pairs = pairs.map(|place| (Cow::Borrowed(table.counts[place].as_slice()), columns[0]));
        let counted = columns.iter().map(|&column| (counts(table, layout, column), column)).chain(pairs);
        for (c, (chosen, column)) in counted.enumerate() {
            // Classes in the same rows are summed first: there are many classes but few groups of them.
            let mut sums = vec![Cell::default(); groups.len()];
            for (class, &group) in group_of.iter().enumerate().filter(|(_, group)| **group != OUT) {
                let base = base_of(table, layout, view.base, column, class);
                sums[group].add(chosen[class], base, weights.map(|w| w[class]));
            }
            for (&class, sum) in groups.iter().zip(&sums) {
                places.each(class, membership[class], |row, certain| {
                    let cell = if certain { &mut cells[row][c] } else { &mut unknown[row][c] };
                    cell.merge(sum);
                });
            }
        }
        unknown.iter_mut().for_each(|row| row.truncate(columns.len()));
        let pairs: Vec<Vec<Cell>> = cells.iter_mut().map(|row| row.split_off(columns.len())).collect();
        let none = vec![Vec::new(); rows.len()];
        let (pairs, before) = if of_choices { (pairs, none) } else { (none, pairs) };
        let published = survey.about.respondents.published;
        let mut tab = CrossTab {
            rows,
            columns,
            cells,
            unknown,
            pairs,
            before,
            published,
            answered_only: table.own.is_some(),
            base: view.base,
        };
        tab.drop_empty_undetermined();
        tab
    }

    /// The row of everybody in the view.
    pub fn all(&self) -> &[Cell] {
        &self.cells[0]
    }

    /// How many the shares of a row are of: who answered the question, or was asked it. Items of a rating have bases of their
    /// own, none of them larger.
    pub fn base_of_row(&self, row: usize) -> u32 {
        self.base.of(&self.rows[row])
    }

    /// The place of a category's row.
    pub fn row_of(&self, category: usize) -> Option<usize> {
        self.rows.iter().position(|row| row.kind == RowKind::Category(category))
    }

    /// Positions of the rows in the order of `sort`: everybody first, the undetermined last; ties in file order, rows
    /// without a share after those with one.
    pub fn order(&self, sort: Sort) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        let rank = |row: usize| match self.rows[row].kind {
            RowKind::All => 0,
            RowKind::Category(_) => 1,
            RowKind::Undetermined => 2,
        };
        let key = |row: usize| match sort {
            Sort::File => 0.0,
            Sort::Size => f64::from(self.base_of_row(row)),
            Sort::Column(c) => self.cells[row].get(c).and_then(Cell::share).unwrap_or(-1.0),
        };
        order.sort_by(|&a, &b| rank(a).cmp(&rank(b)).then_with(|| key(b).total_cmp(&key(a))));
        order
    }

    fn drop_empty_undetermined(&mut self) {
        if let Some(last) = self.rows.last()
            && last.kind == RowKind::Undetermined
            && last.n == 0
        {
            self.rows.pop();
            self.cells.pop();
            self.unknown.pop();
            self.pairs.pop();
            self.before.pop();
        }
    }
}

/// The first table that has the dimensions of a view and the answers to its question.
pub fn table_of<'a>(survey: &'a Survey, view: &View) -> Result<&'a Table, Unanswerable> {
    let dimensions = view.dimensions();
    survey.table_for(view.question, &dimensions).ok_or(Unanswerable { dimensions })
}

/// The columns of a view's question, in file order.
pub fn columns(survey: &Survey, view: &View) -> Vec<Column> {
    let question = &survey.questions()[view.question];
    match &question.kind {
        Kind::Rating { items, .. } | Kind::Ranking { items, .. } => {
            (0..items.len()).map(|i| Column::Item(i, view.level)).collect()
        }
        Kind::Multiple { themes, .. } if view.themes => (0..themes.len()).map(Column::Theme).collect(),
        Kind::Single { choices }
        | Kind::Multiple { choices, .. }
        | Kind::Number { bands: choices }
        | Kind::Nps { groups: choices } => (0..choices.len()).map(Column::Choice).collect(),
    }
}

impl Base {
    /// How many of a row are in it.
    pub fn of(self, row: &Row) -> u32 {
        match self {
            Base::Answered => row.answered,
            Base::Asked => row.asked,
        }
    }
}

impl Column {
    /// The id and label of what the column counts.
    pub fn name(self, question: &crate::survey::file::Question) -> (&str, &str) {
        match self {
            Column::Choice(c) => (&question.choices()[c].id, &question.choices()[c].label),
            Column::Theme(t) => (&question.themes()[t].id, &question.themes()[t].label),
            Column::Item(i, _) => (&question.items()[i].id, &question.items()[i].label),
        }
    }
}

/// The counts of a column in a table, `[class]`.
pub fn counts<'a>(table: &'a Table, columns: &Columns, column: Column) -> Cow<'a, [u32]> {
    match column {
        Column::Choice(c) => Cow::Borrowed(&table.counts[columns.choice(c)]),
        Column::Theme(t) => Cow::Borrowed(&table.counts[columns.theme(t)]),
        Column::Item(i, measure) => {
            let mut steps = columns.measure(i, measure).map(|place| table.counts[place].as_slice());
            let first = steps.next().unwrap_or_default();
            steps.fold(Cow::Borrowed(first), |mut sum, step| {
                sum.to_mut().iter_mut().zip(step).for_each(|(sum, count)| *sum += count);
                sum
            })
        }
    }
}

/// The base of a column in a class.
///
/// A respondent may skip items of a rating: an item's base is those who rated it.
pub fn base_of(table: &Table, columns: &Columns, base: Base, column: Column, class: usize) -> u32 {
    match (base, column) {
        (Base::Asked, _) => table.counts[columns.asked][class],
        (Base::Answered, Column::Item(i, _)) if columns.own_bases => {
            (0..columns.levels()).map(|l| table.counts[columns.level(i, l)][class]).sum()
        }
        (Base::Answered, _) => table.counts[columns.answered][class],
    }
}

/// The group of a class outside every row.
const OUT: usize = usize::MAX;

/// The rows each class is in.
struct Places {
    rows: Vec<Row>,
    /// `[class]`: the rows it is certainly in, as bits; bit 0 is the row after everybody.
    certain: Vec<u64>,
    /// `[class]`: the rows it may be in, as bits.
    possible: Vec<u64>,
    undetermined: usize,
}

impl Places {
    /// The group of every class (`[class]`, or `OUT`), and one class of each group; classes of a group are in the same rows.
    fn groups(&self, membership: &[Membership]) -> (Vec<usize>, Vec<usize>) {
        let key = |class: usize| (membership[class], self.certain[class], self.possible[class]);
        let mut groups: Vec<usize> = Vec::new();
        let mut group = |class: usize| {
            if membership[class] == Membership::Out {
                return OUT;
            }
            groups.iter().position(|&first| key(first) == key(class)).unwrap_or_else(|| {
                groups.push(class);
                groups.len() - 1
            })
        };
        let group_of = (0..membership.len()).map(&mut group).collect();
        (group_of, groups)
    }

    fn of(survey: &Survey, table: &Table, view: &View, filter: &Filter) -> Places {
        let dimension = &survey.dimensions()[view.rows];
        let labels = table.labels_of(view.rows);
        let shown = if labels.is_some() { filter.kept(view.rows).unwrap_or(dimension.all()) } else { 0 };
        let row = |kind| Row { kind, n: 0, asked: 0, answered: 0, unknown: 0 };
        let mut rows = vec![row(RowKind::All)];
        rows.extend(categories_in(shown).map(|c| row(RowKind::Category(c))));
        rows.push(row(RowKind::Undetermined));
        let mut places = Places {
            undetermined: rows.len() - 1,
            rows,
            certain: vec![0; table.len()],
            possible: vec![0; table.len()],
        };
        for (class, label) in labels.unwrap_or_default().iter().enumerate() {
            // The position of a category among those shown.
            let place = |c: usize| (shown & ((1 << c) - 1)).count_ones();
            let set = categories_in(label.set & shown).fold(0, |set, c| set | 1 << place(c));
            *(if label.known { &mut places.certain[class] } else { &mut places.possible[class] }) = set;
        }
        places
    }

    /// Calls `visit(row, certain)` for every row a class is in, or may be in.
    fn each(&self, class: usize, membership: Membership, mut visit: impl FnMut(usize, bool)) {
        if membership == Membership::Out {
            return;
        }
        let inside = membership == Membership::In;
        visit(0, inside);
        for place in categories_in(self.certain[class]) {
            visit(place + 1, inside);
        }
        if self.possible[class] != 0 {
            visit(self.undetermined, inside);
            for place in categories_in(self.possible[class]) {
                visit(place + 1, false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query, survey::example::example};
    use proptest::prelude::*;

    fn tab(query: &str) -> CrossTab {
        let survey = example();
        CrossTab::of(&survey, &query::parse(query, &survey).view).expect("one table has all dimensions")
    }

    fn numbers(tab: &CrossTab, row: usize) -> Vec<(u32, u32)> {
        tab.cells[row].iter().map(|c| (c.count, c.base)).collect()
    }

    #[test]
    fn everybody_by_field() {
        let tab = tab("");
        assert_eq!(tab.rows.iter().map(|r| r.n).collect::<Vec<_>>(), [48, 27, 16, 6, 5]);
        assert_eq!(tab.rows[4].kind, RowKind::Undetermined);
        assert_eq!(numbers(&tab, 0), [(24, 45), (15, 45), (14, 45), (3, 45)]);
        // Bioimaging: three classes of its own and the six who are in both.
        assert_eq!(numbers(&tab, 1), [(14, 26), (10, 26), (9, 26), (2, 26)]);
        assert_eq!(tab.rows[1].unknown, 5);
    }

    #[test]
    fn who_is_in_two_fields_counts_once_in_all_and_once_in_each() {
        let tab = tab("field=bioimaging~single-cell");
        assert_eq!(tab.rows.iter().map(|r| r.n).collect::<Vec<_>>(), [42, 27, 16, 5]);
    }

    #[test]
    fn a_class_that_may_be_kept_is_unknown() {
        let tab = tab("region=australia");
        assert_eq!(tab.rows[0].n, 11);
        assert_eq!(tab.rows[0].unknown, 11);
        assert_eq!(tab.unknown[0][0], Cell { count: 5, base: 10, weighted: None });
    }

    #[test]
    fn an_item_is_shared_among_those_who_rated_it() {
        let tab = tab("question=features&field=bioimaging");
        // 25 of the 27 answered the question; 4 of the first class's 5 rated scaling: 4 + 8 + 6 + 6.
        assert_eq!(tab.cells[1][1], Cell { count: 8, base: 24, weighted: None });
        let asked = self::tab("question=features&field=bioimaging&base=asked");
        assert_eq!(asked.cells[1][1].base, 27);
    }

    #[test]
    fn a_filter_that_keeps_nobody_has_no_share() {
        let tab = tab("channel=");
        assert_eq!(tab.rows[0].n, 0);
        assert!(tab.all().iter().all(|cell| cell.share().is_none()));
    }

    #[test]
    fn themes_count_people_not_mentions() {
        let tab = tab("themes=1");
        assert_eq!(tab.columns.len(), 2);
        assert_eq!(tab.all()[0].count, 25, "fewer than the 29 mentions of its choices");
    }

    #[test]
    fn rows_sort_by_size_by_file_and_by_a_column_with_all_first() {
        let tab = tab("");
        assert_eq!(tab.order(Sort::File), [0, 1, 2, 3, 4]);
        assert_eq!(tab.order(Sort::Size), [0, 1, 2, 3, 4]);
        // Shares of docs: 14/26, 10/15, 3/5.
        assert_eq!(tab.order(Sort::Column(0)), [0, 2, 3, 1, 4]);
    }

    #[test]
    fn a_combination_without_a_table_is_reported() {
        let mut survey = example();
        survey.tables[0].dimensions.pop();
        survey.tables[0].labels.pop();
        let view = query::parse("channel=direct", &survey).view;
        assert_eq!(CrossTab::of(&survey, &view), Err(Unanswerable { dimensions: vec![0, 2] }));
    }

    proptest! {
        #[test]
        fn kept_and_dropped_add_up_to_everybody(kept in 0..7_u64) {
            let survey = example();
            let everyone = View::of(&survey);
            let (mut left, mut right) = (everyone.clone(), everyone.clone());
            left.filter.keep(2, kept, 0b111);
            right.filter.keep(2, 0b111 & !kept, 0b111);
            let [all, left, right] = [everyone, left, right].map(|view| CrossTab::of(&survey, &view).expect("answerable"));
            // Unknown on one side is unknown on the other.
            prop_assert_eq!(left.rows[0].unknown, right.rows[0].unknown);
            prop_assert_eq!(left.rows[0].n + right.rows[0].n + left.rows[0].unknown, all.rows[0].n);
            for c in 0..all.columns.len() {
                prop_assert_eq!(left.cells[0][c].count + right.cells[0][c].count + left.unknown[0][c].count, all.cells[0][c].count);
            }
        }

        #[test]
        fn weights_of_one_give_the_same_share_bit_for_bit(kept in 0..7_u64, region in 0..3_u64) {
            let survey = example();
            let mut view = View::of(&survey);
            view.filter.keep(0, kept, 0b111);
            view.filter.keep(1, region, 0b11);
            let ones = vec![1.0; survey.tables[0].len()];
            let plain = CrossTab::of(&survey, &view).expect("answerable");
            let weighted = CrossTab::sum(&survey, &survey.tables[0], &view, &view.filter, Some(&ones));
            for (a, b) in plain.cells.iter().flatten().zip(weighted.cells.iter().flatten()) {
                prop_assert_eq!(a.share().map(f64::to_bits), b.share().map(f64::to_bits));
            }
        }

        #[test]
        fn the_order_of_classes_changes_nothing(seed in any::<u64>()) {
            let survey = example();
            let mut other = survey.clone();
            let table = &mut other.tables[0];
            let mut order: Vec<usize> = (0..table.len()).collect();
            order.sort_by_key(|&i| (i as u64 + 1).wrapping_mul(seed | 1));
            let by = |column: &[u32]| order.iter().map(|&i| column[i]).collect::<Vec<_>>();
            table.n = by(&table.n);
            table.counts = table.counts.iter().map(|column| by(column)).collect();
            table.labels = table.labels.iter().map(|column| order.iter().map(|&i| column[i]).collect()).collect();
            let view = View::of(&survey);
            prop_assert_eq!(CrossTab::of(&survey, &view), CrossTab::of(&other, &view));
        }
    }
}
