//! The input in canonical form: validated, equal keys summed, sorted by key, stored by row.

use super::groups::{self, Group};
use super::{AnonymizeError, Cell, DimensionSpec, Options, Tables};
use needs_core::survey::{all_of, categories_in};

/// In [`Cells::source`]: no respondent of this cell of the input is included.
pub(super) const NOWHERE: usize = usize::MAX;

/// Distinct combinations of categories, ascending by key, so that the order of the input changes nothing.
pub(super) struct Cells {
    dimensions: usize,
    /// `[cell * dimensions + dimension]`: categories as bits.
    keys: Vec<u64>,
    /// Respondents, `[cell]`.
    pub n: Vec<u32>,
    pub width: usize,
    /// `[cell * width + column]`.
    counts: Vec<u32>,
    /// For each cell of the input, its position here, or [`NOWHERE`].
    pub source: Vec<usize>,
    pub respondents: u32,
    /// Groups of which a class must not have too few members; each once.
    pub groups: Vec<Group>,
}

impl Cells {
    pub fn check(dimensions: &[DimensionSpec], cells: Vec<Cell>, options: &Options) -> Result<Cells, AnonymizeError> {
        if options.k == 0 {
            return Err(AnonymizeError::ZeroK);
        }
        if dimensions.is_empty() {
            return Err(AnonymizeError::NoDimension);
        }
        for d in dimensions {
            let problem = match d.categories.len() {
                0 => "it has no category",
                1..=64 => continue,
                _ => "more than 64 categories; merge rare ones into \"other\"",
            };
            return Err(AnonymizeError::Dimension { dimension: d.id.clone(), problem: problem.to_owned() });
        }
        check_tables(dimensions, options)?;
        let width = cells.first().map_or(0, |cell| cell.counts.len());
        check_columns(&cells, options)?;
        let mut respondents = 0_u32;
        for (i, cell) in cells.iter().enumerate() {
            let wrong = |problem: String| Err(AnonymizeError::Cell { cell: i, problem });
            if cell.key.len() != dimensions.len() {
                return wrong(format!("a key of {} for {} dimensions", cell.key.len(), dimensions.len()));
            }
            for (&key, d) in cell.key.iter().zip(dimensions) {
                if key == 0 || key & !all_of(d.categories.len()) != 0 {
                    return wrong(format!(
                        "{key:#b} is not a set of the {} categories of \"{}\"",
                        d.categories.len(),
                        d.id
                    ));
                }
                if !d.multiple && !key.is_power_of_two() {
                    return wrong(format!("several categories of \"{}\", which is not `multiple`", d.id));
                }
            }
            if cell.n == 0 {
                return wrong("nobody is in it; leave empty combinations out".to_owned());
            }
            if cell.counts.len() != width {
                return wrong(format!("{} counts, where the first cell has {width}", cell.counts.len()));
            }
            if let Some(column) = cell.counts.iter().position(|&count| count > cell.n) {
                return wrong(format!(
                    "count {column} is {}, more than its {} respondents",
                    cell.counts[column], cell.n
                ));
            }
            respondents = respondents.checked_add(cell.n).ok_or(AnonymizeError::TooMany)?;
        }
        if respondents < options.k {
            return Err(AnonymizeError::TooFew { respondents, k: options.k });
        }
        let mut cells = Cells::sorted(dimensions.len(), width, respondents, &cells);
        let asked = options.columns.iter().enumerate().filter(|(_, column)| column.among.is_none());
        let asked = asked.map(|(c, column)| Group::asked(&column.name, &cells, c));
        cells.groups = groups::distinct(&cells.n, asked.collect());
        groups::check_everybody(&cells, options)?;
        Ok(cells)
    }

    /// The respondents who answered a question, by cell, with the counts of `columns`; also the position, in these cells, of
    /// each cell of the result.
    pub fn who(&self, answered: &[u32], columns: std::ops::Range<usize>, groups: Vec<Group>) -> (Cells, Vec<usize>) {
        let origin: Vec<usize> = (0..self.len()).filter(|&cell| answered[cell] > 0).collect();
        let mut place = vec![NOWHERE; self.len()];
        origin.iter().enumerate().for_each(|(at, &cell)| place[cell] = at);
        let n: Vec<u32> = origin.iter().map(|&cell| answered[cell]).collect();
        let groups = groups
            .into_iter()
            .map(|group| Group { inside: origin.iter().map(|&cell| group.inside[cell]).collect(), ..group });
        let cells = Cells {
            dimensions: self.dimensions,
            keys: origin.iter().flat_map(|&cell| self.key(cell)).copied().collect(),
            width: columns.len(),
            counts: origin.iter().flat_map(|&cell| &self.counts(cell)[columns.clone()]).copied().collect(),
            source: self.source.iter().map(|&cell| place[cell]).collect(),
            respondents: n.iter().sum(),
            groups: groups::distinct(&n, groups.collect()),
            n,
        };
        (cells, origin)
    }

    /// The same cells minus the people counted by `n` and, from column `first` of the survey on, by `counts`. Some cells may
    /// become empty.
    pub fn less<'a>(&self, n: &dyn Fn(usize) -> u32, first: usize, counts: &dyn Fn(usize) -> &'a [u32]) -> Cells {
        let group = |group: &Group| {
            let gone = |cell: usize| counts(cell)[group.columns.clone()].iter().sum::<u32>();
            let inside = group.inside.iter().enumerate().map(|(cell, inside)| inside.saturating_sub(gone(cell)));
            Group { inside: inside.collect(), ..group.clone() }
        };
        let left = |cell: usize| {
            let gone = &counts(cell)[first..first + self.width];
            self.counts(cell).iter().zip(gone).map(|(count, gone)| count.saturating_sub(*gone))
        };
        let n: Vec<u32> = (0..self.len()).map(|cell| self.n[cell].saturating_sub(n(cell))).collect();
        Cells {
            dimensions: self.dimensions,
            keys: self.keys.clone(),
            width: self.width,
            counts: (0..self.len()).flat_map(left).collect(),
            source: self.source.clone(),
            respondents: n.iter().sum(),
            groups: self.groups.iter().map(group).collect(),
            n,
        }
    }

    fn sorted(dimensions: usize, width: usize, respondents: u32, cells: &[Cell]) -> Cells {
        let mut order: Vec<usize> = (0..cells.len()).collect();
        order.sort_by(|&a, &b| cells[a].key.cmp(&cells[b].key));
        let mut sorted = Cells {
            dimensions,
            keys: Vec::with_capacity(cells.len() * dimensions),
            n: Vec::with_capacity(cells.len()),
            width,
            counts: Vec::with_capacity(cells.len() * width),
            source: vec![0; cells.len()],
            respondents,
            groups: Vec::new(),
        };
        let mut last: Option<usize> = None;
        for &i in &order {
            let cell = &cells[i];
            if last.is_some_and(|last| cells[last].key == cell.key) {
                let at = sorted.n.len() - 1;
                sorted.n[at] += cell.n;
                let row = &mut sorted.counts[at * width..];
                row.iter_mut().zip(&cell.counts).for_each(|(sum, &count)| *sum += count);
            } else {
                sorted.keys.extend(&cell.key);
                sorted.n.push(cell.n);
                sorted.counts.extend(&cell.counts);
            }
            sorted.source[i] = sorted.n.len() - 1;
            last = Some(i);
        }
        sorted
    }

    pub fn len(&self) -> usize {
        self.n.len()
    }

    pub fn key(&self, cell: usize) -> &[u64] {
        &self.keys[cell * self.dimensions..][..self.dimensions]
    }

    /// The position of a key, if anybody has it.
    pub fn position(&self, key: &[u64]) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.key(middle).cmp(key) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    pub fn counts(&self, cell: usize) -> &[u32] {
        &self.counts[cell * self.width..][..self.width]
    }
}

/// `a + b` for a set of categories, by ids of the codebook.
pub(super) fn names(dimension: &DimensionSpec, set: u64) -> String {
    categories_in(set).filter_map(|c| dimension.categories.get(c)).map(String::as_str).collect::<Vec<_>>().join(" + ")
}

/// Checks that every column of the options exists.
fn check_columns(cells: &[Cell], options: &Options) -> Result<(), AnonymizeError> {
    let Some(width) = cells.first().map(|cell| cell.counts.len()) else { return Ok(()) };
    let missing = |column: usize, name: &str| {
        let problem = format!("it has no column {column} for \"{name}\"");
        Err(AnonymizeError::Cell { cell: 0, problem })
    };
    for choice in &options.sensitive {
        let end = choice.chosen.end().max(choice.answered.end());
        if end > width {
            return missing(end - 1, &choice.name);
        }
    }
    for question in &options.questions {
        let outside = |columns: &std::ops::Range<usize>| columns.start < question.columns.start || columns.end > width;
        if question.columns.end > width || question.answering.iter().any(|(_, columns)| outside(columns)) {
            return missing(question.columns.end, &question.name);
        }
    }
    for (c, column) in options.columns.iter().enumerate() {
        if c >= width {
            return missing(c, &column.name);
        }
        if let Some(among) = column.among.filter(|&among| among >= c) {
            let problem = format!("column {c}, \"{}\", is among column {among}, which is not before it", column.name);
            return Err(AnonymizeError::Cell { cell: 0, problem });
        }
    }
    Ok(())
}

fn check_tables(dimensions: &[DimensionSpec], options: &Options) -> Result<(), AnonymizeError> {
    if options.field >= dimensions.len() {
        let problem = format!("the field is dimension {}, of {}", options.field, dimensions.len());
        return Err(AnonymizeError::Table { table: 0, problem });
    }
    let Tables::Explicit(lists) = &options.tables else { return Ok(()) };
    if lists.is_empty() {
        return Err(AnonymizeError::Table { table: 0, problem: "the list of tables is empty".to_owned() });
    }
    for (table, list) in lists.iter().enumerate() {
        let twice = list.iter().enumerate().any(|(i, d)| list[..i].contains(d));
        let problem = match () {
            () if list.is_empty() => "it has no dimension",
            () if list.iter().any(|&d| d >= dimensions.len()) => "it names a dimension that is not there",
            () if twice => "it names a dimension twice",
            () => continue,
        };
        return Err(AnonymizeError::Table { table, problem: problem.to_owned() });
    }
    Ok(())
}
